/*
 * Leading groups of the district, its townships and villages; and how its 622 admins were trained:
 * five sessions, and with them the rule that one publishes only after training.
 */
#include "demo/load.h"
#include "organisation/training.h"

enum { SALT_GROUP = 161, SALT_TRAINER = 162, MONTHS_BETWEEN = 3, STEPS = 3, WEEK = 7, WEEKEND = 6 };

/* ---- training ---- */

typedef enum Crowd { ABOVE_VILLAGES, STEP_1, STEP_2, STEP_3, CLERKS, SESSIONS } Crowd;

static const struct {
    const char *title;
    const char *audience;
    const char *trainer; /* behind a surname */
    const char *place;
    int hours;
} sessions[SESSIONS] = {
    [ABOVE_VILLAGES] = {"公开平台怎么管、怎么审",       "区、街道的管理员",                                           "科长",    "区行政中心会议室",
                        3                                                                                                                                                             },
    [STEP_1] = {"公开平台上岗培训（第一批）", "先上线的街道各村（社区）管理员、民主理财小组",
                        "老师",                                                                                                                     "区委党校一楼教室",    6},
    [STEP_2] = {"公开平台上岗培训（第二批）", "第二批街道各村（社区）管理员、民主理财小组",    "老师",
                        "区委党校一楼教室",                                                                                                                                  6},
    [STEP_3] = {"公开平台上岗培训（第三批）", "第三批街道各村（社区）管理员、民主理财小组",    "老师",
                        "区委党校一楼教室",                                                                                                                                  6},
    [CLERKS] = {"村账怎么记、怎么公开",          "各村（社区）报账员",                                        "会计师", "区农业农村局会议室", 4},
};

/* Two weeks before a batch of townships joins; the clerks this spring; never at a weekend. */
static Day
day_of_session(const Load *load, size_t which)
{
    Day today = load->settings->today;
    Day base = plan_base(today);
    Day day = base - 3 * WEEK;

    if (which == CLERKS)
        day = today - 9 * WEEK;
    else if (which != ABOVE_VILLAGES)
        day = plan_joined(base, which) - 2 * WEEK;
    while (day_weekday(day) >= WEEKEND)
        day--;
    return day;
}

static Text
trainer_of(const Load *load, Arena *arena, size_t which)
{
    Rng rng = rng_of(which, SALT_TRAINER, 0);
    Text name = people_name(arena, &load->corpus->people, &rng);

    return text_printf(arena, "%.*s%s", TEXT_ARGS(text_first_chars(name, 1)),
                       sessions[which].trainer);
}

static bool
is_clerk(const Load *load, int64_t account)
{
    for (size_t i = 0; i < load->places.len; i++)
        if (load->places.at[i].clerk == account)
            return true;
    return false;
}

/* Whether the township of a place joined with this batch. */
static bool
joins_with(const Load *load, RegionCode village, size_t which)
{
    Day base = plan_base(load->settings->today);

    for (size_t i = 0; i < load->places.len; i++)
        if (load->places.at[i].code == village)
            return load->places.at[i].joined == plan_joined(base, which);
    return false;
}

static bool
was_there(const Load *load, const Trainee *who, size_t which)
{
    bool village = region_code_level(who->region) == LEVEL_VILLAGE;

    if (which == ABOVE_VILLAGES)
        return !village;
    if (which == CLERKS)
        return village && is_clerk(load, who->account);
    return village && joins_with(load, who->region, which);
}

static Status
training_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    Training made[SESSIONS];
    Trainees people;

    TRY(organisation_count_all(ctx));
    TRY(training_people(ctx, 0, load->district, T(""), TRAINING_PEOPLE_MAX, &people));
    for (size_t i = 0; i < SESSIONS; i++)
        made[i] = (Training){
            .region = load->district,
            .day = day_of_session(load, i),
            .title = text_c(sessions[i].title),
            .trainer = trainer_of(load, ctx->arena, i),
            .place = text_c(sessions[i].place),
            .minutes = sessions[i].hours * 60,
            .audience = text_c(sessions[i].audience),
            .counts = true,
        };
    TRY(training_load(ctx, made, SESSIONS));
    for (size_t i = 0; i < SESSIONS; i++)
        for (size_t j = 0; j < people.len; j++)
            if (was_there(load, &people.at[j], i))
                TRY(training_load_attendance(ctx, made[i].id, people.at[j].account));
    TRY(organisation_count_all(ctx));
    return training_require(ctx, load->district, true);
}

/* ---- leading groups ---- */

typedef struct GroupRule {
    const char *office;
    GroupPart part;
    const char *duty;
} GroupRule;

static const GroupRule of_district[] = {
    {"区委书记",             GROUP_HEAD,   "对全区公开工作负总责，难办的事到这里定"},
    {"区长",                   GROUP_DEPUTY, "督促各部门、各街道按时公开"                  },
    {"区纪委书记",          GROUP_DEPUTY, "查该公开不公开、假公开，受理群众举报"   },
    {"区委组织部部长",    GROUP_MEMBER, "管党务公开和村（社区）书记的责任"         },
    {"区民政局局长",       GROUP_MEMBER, "管村（居）务公开、低保救助的公开"         },
    {"区农业农村局局长", GROUP_MEMBER, "管村集体的账、资产资源和补贴的公开"      },
    {"区财政局局长",       GROUP_MEMBER, "管拨给村里的钱，核对去向"                     },
    {"区委办公室副主任", GROUP_OFFICE, "管平台、账号、培训和每月的通报"            },
};

static const GroupRule of_township[] = {
    {"党（工）委书记", GROUP_HEAD,   "对本地各村（社区）公开负总责"   },
    {"主任（乡镇长）", GROUP_DEPUTY, "督促各村按时公开，落实群众意见"},
    {"纪（工）委书记", GROUP_DEPUTY, "查公开的真假，督办没办好的事"   },
    {"农经站站长",       GROUP_MEMBER, "审村里的账和票据"                     },
    {"组织委员",          GROUP_OFFICE, "管平台，审核各村提交的公开"      },
};

enum {
    DISTRICT_SIZE = sizeof of_district / sizeof of_district[0],
    TOWNSHIP_SIZE = sizeof of_township / sizeof of_township[0],
    VILLAGE_SIZE = 5
};

static Status
load_group(Ctx *ctx, const Load *load, RegionCode region, const GroupRule *rules, size_t len)
{
    Rng rng = rng_of((uint64_t)region, SALT_GROUP, 0);
    GroupMember members[DISTRICT_SIZE];

    for (size_t i = 0; i < len; i++)
        members[i] = (GroupMember){
            .region = region,
            .position = (int64_t)i + 1,
            .name = people_name(ctx->arena, &load->corpus->people, &rng),
            .office = text_c(rules[i].office),
            .part = rules[i].part,
            .duty = text_c(rules[i].duty),
            .phone = people_number(ctx->arena, load->corpus->people.office_phone, &rng),
        };
    return group_load(ctx, members, len);
}

static GroupPart
village_part(const Post *post, size_t number)
{
    if (number == 0)
        return GROUP_HEAD;
    if ((post->rule->marks & POST_CLERK) != 0)
        return GROUP_OFFICE;
    return (post->rule->marks & POST_ELECTED) != 0 && number == 1 ? GROUP_DEPUTY : GROUP_MEMBER;
}

/* The people who hold the village's posts: the secretary leads, the clerk does the work. */
static Status
load_village_group(Ctx *ctx, const Place *place)
{
    GroupMember members[VILLAGE_SIZE];
    size_t len = 0;

    for (size_t i = 0; i < place->post_count && len < VILLAGE_SIZE; i++) {
        const Post *post = &place->posts[i];
        bool wanted = (post->rule->marks & (POST_CLERK | POST_SUPERVISOR)) != 0 || i < 2;

        if (!wanted)
            continue;
        members[len] = (GroupMember){
            .region = place->code,
            .position = (int64_t)len + 1,
            .name = post->name,
            .office = post->rule->post,
            .part = village_part(post, i),
            .duty = post->duty,
            .phone = post->phone,
        };
        len++;
    }
    return group_load(ctx, members, len);
}

static Status
groups_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;

    TRY(load_group(ctx, load, load->district, of_district, DISTRICT_SIZE));
    for (size_t i = 0; i < load->townships.len; i++)
        TRY(load_group(ctx, load, load->townships.at[i].code, of_township, TOWNSHIP_SIZE));
    for (size_t i = 0; i < load->places.len; i++)
        TRY(load_village_group(ctx, &load->places.at[i]));
    return OK;
}

Status
load_organisation(Load *load)
{
    TRY(store_write(load->store, load->ctx, training_body, load));
    return store_write(load->store, load->ctx, groups_body, load);
}

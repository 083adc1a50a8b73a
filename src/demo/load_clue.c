/*
 * The inspectors' work: orders, clues, patrols, and the petition register of two years.
 */
#include "base/id.h"
#include "clue/clue.h"
#include "clue/order.h"
#include "clue/patrol.h"
#include "clue/petition.h"

#include "account/account.h"
#include "demo/load.h"

enum { HOUR = 3600, MORNING = 9 * HOUR };

typedef struct Acting {
    int64_t inspector, leader;
} Acting;

static Status
account_of(Ctx *ctx, const char *login, int64_t *out)
{
    Account account;

    TRY(account_by_login(ctx, text_c(login), &account));
    *out = account.id;
    return OK;
}

/* The place, or the first one below it. */
static const Place *
place_of(const Load *load, RegionCode code)
{
    for (size_t i = 0; i < load->places.len; i++)
        if (region_contains(code, load->places.at[i].code))
            return &load->places.at[i];
    return &load->places.at[0];
}

/* ---- orders ---- */

typedef struct OrderPlan {
    RegionCode office;
    int days_ago, due_days_ago; /* due: negative is to come */
    int reported_days_ago;      /* -1: not yet */
    OrderState state;
    OrderSource source;
    const char *body, *report;
} OrderPlan;

static const OrderPlan order_plans[] = {
    {210111010203, 9,  2,  -1, ORDER_OPEN,     ORDER_FROM_PATROL,
     "村部门口的公开栏还贴着去年的收支表，请换上今年各月的，并核对和网上公开的是否一致。", ""                                                                                                      },
    {210111010204, 5,  -5, -1, ORDER_OPEN,     ORDER_FROM_NOTHING,
     "群众反映路灯有六盏不亮，请查明原因、修好，并把花了多少钱公开。",                               ""                                                                                                      },
    {210111010000, 6,  -1, 1,  ORDER_REPORTED, ORDER_FROM_INSTRUCTION,
     "请街道把各村一季度逾期的公开事项列出来，逐村补齐，说明为什么晚。",
     "共 7 个村逾期 11 项，已补齐 9 项，另外 2 项等银行对账单，本周内补上。"                                                                                                                                    },
    {210111009000, 20, 10, 12, ORDER_ACCEPTED, ORDER_FROM_INSTRUCTION,
     "请核实垃圾清运不及时的问题，明确多长时间清一次，并告诉群众。",                                  "已和清运公司说定每两天清一次，公示在各村村部，一周来没有再接到反映。"},
    {210111019200, 30, 16, 15, ORDER_ACCEPTED, ORDER_FROM_OPINION,
     "请把电梯广告收入的去向向居民说清楚。",                                                                      "召开了居民代表会，收入和支出已逐笔公开。"                                          },
};

static Status
load_order(Ctx *ctx, const Load *load, const Acting *people, const OrderPlan *plan)
{
    const Place *place = place_of(load, plan->office);
    Day today = load->settings->today;
    bool instruction = plan->source == ORDER_FROM_INSTRUCTION;
    Order order = {
        .office = plan->office,
        .issuer = load->district,
        .issuer_role = instruction ? ROLE_LEADER : ROLE_INSPECTOR,
        .issued_by = instruction ? people->leader : people->inspector,
        .issued_at = day_start(today - plan->days_ago) + MORNING,
        .body = text_c(plan->body),
        .source = plan->source,
        .due_day = today - plan->due_days_ago,
        .state = plan->state,
        .overdue = plan->state == ORDER_OPEN && plan->due_days_ago > 0,
        .report = text_c(plan->report),
        .reason = T(""),
    };

    if (plan->reported_days_ago >= 0) {
        order.reported_at = SOME_INT(day_start(today - plan->reported_days_ago) + MORNING);
        order.reported_by = plan->office % 1000 == 0 ? place->reviewer : place->clerk;
    }
    if (plan->state == ORDER_ACCEPTED)
        order.closed_at = SOME_INT(order.reported_at.value + 5 * HOUR);
    return order_load(ctx, &order);
}

/* ---- clues: five found, six persons ---- */

typedef struct CluePlan {
    RegionCode region;
    ClueKind kind;
    ClueSource source;
    ClueState state;
    int days_ago, closed_days_ago;
    const char *body, *subject, *closing;
    struct {
        const char *name, *office;
        ClueMeasure measure;
    } persons[3];
} CluePlan;

static const CluePlan clue_plans[] = {
    {210111010204,
     CLUE_SLOW,       CLUE_FROM_OPINION,
     CLUE_CLOSED,    160,
     90, "群众两次反映低保复核拖着不办，材料在村里放了三个月没有上报。",
     "村会计、民政委员", "已补报，群众认可。",
     {{"钱某某", "村民政委员", MEASURE_TALK}, {"孙某某", "村会计", MEASURE_CRITICISM}}  },
    {210111009200,
     CLUE_INACTION,   CLUE_FROM_PATROL,
     CLUE_CLOSED,    120,
     60, "巡查发现公开栏半年没有更新，村里说没人会用平台，也没有找街道帮忙。",
     "村支部书记",          "已限期补齐。",
     {{"周某某", "村党支部书记", MEASURE_EXAMINATION}}                                       },
    {210111019200,
     CLUE_WRONGDOING, CLUE_FROM_REPORT,
     CLUE_DISPOSED,  75,
     0,  "反映物业公共收益有一笔没有入账，存在个人卡上两个月。",
     "社区会计",             "",
     {{"吴某某", "社区会计", MEASURE_PARTY}, {"郑某某", "社区主任", MEASURE_ADMONITION}}},
    {210111010203,
     CLUE_WRONGDOING, CLUE_FROM_FLAG,
     CLUE_FILED,     40,
     0,  "同一家商户一个月开了四张刚好不到审批线的票，合起来超过限额。",
     "经办人",                "",
     {{"王某某", "村报账员", MEASURE_TALK}}                                                    },
    {210111010000,
     CLUE_OTHER,      CLUE_FROM_OTHER,
     CLUE_VERIFYING, 12,
     0,  "有人反映评优名单没有经过会议讨论，正在调会议记录核对。",
     "",                         "",
     {{NULL, NULL, MEASURE_TALK}}                                                                     },
};

enum { PERSONS_MAX = 3 };

static Status
load_one_clue(Ctx *ctx, const Load *load, const Acting *people, const CluePlan *plan)
{
    Day today = load->settings->today;
    CluePerson persons[PERSONS_MAX];
    Clue clue = {
        .region = plan->region,
        .kind = plan->kind,
        .source = plan->source,
        .state = plan->state,
        .about = plan->region % 1000 == 0 ? CLUE_ABOUT_TOWNSHIP : CLUE_ABOUT_VILLAGE,
        .found_day = today - plan->days_ago,
        .recorded_at = day_start(today - plan->days_ago) + MORNING,
        .recorded_by = people->inspector,
        .body = text_c(plan->body),
        .subject = text_c(plan->subject),
        .closing = text_c(plan->closing),
        .outcomes = {.at = persons},
    };

    for (size_t i = 0; i < PERSONS_MAX && plan->persons[i].name != NULL; i++)
        persons[clue.outcomes.len++] = (CluePerson){
            .name = text_c(plan->persons[i].name),
            .office = text_c(plan->persons[i].office),
            .measure = plan->persons[i].measure,
            .day = today - plan->days_ago / 2,
            .note = T(""),
        };
    if (plan->state == CLUE_CLOSED)
        clue.closed_at = SOME_INT(day_start(today - plan->closed_days_ago) + MORNING);
    else
        clue.due_day = SOME_INT(today - plan->days_ago + 60);
    return clue_load(ctx, &clue);
}

/* ---- patrols: three days, the last with two findings that nobody has dealt with yet ---- */

typedef struct LookPlan {
    int days_ago;
    RegionCode place;
    const char *title, *words; /* no words: nothing was found */
    bool settled;
} LookPlan;

static const LookPlan look_plans[] = {
    {23, 210111009200, "林盛街道各村四月收支公开",    "",                                                          true },
    {23, 210111009201, "四方台的公开栏和网页",          "网页上有四月的支出，公开栏还是三月的。", true },
    {9,  210111010203, "鲍家洼子社区公开栏",             "公开栏还贴着去年的收支表。",                   true },
    {9,  210111010203, "鲍家洼子社区垃圾清运的答复", "",                                                          true },
    {2,  210111019200, "官立堡社区物业公共收益公开", "三月的电梯广告收入没有列出合同。",          false},
    {2,  210111010204, "河北社区路灯维修",                "群众说修了又坏，没有看到验收记录。",       false},
    {2,  210111010000, "沙河街道逾期事项",                "",                                                          true },
};
enum { LOOKS = sizeof look_plans / sizeof look_plans[0] };

static Status
load_patrol(Ctx *ctx, const Load *load, int64_t inspector, size_t first, size_t end)
{
    Day day = load->settings->today - look_plans[first].days_ago;
    Time begin = day_start(day) + MORNING;
    PatrolItem items[LOOKS];
    Patrol patrol = {.region = load->district,
                     .day = day,
                     .account = inspector,
                     .started_at = begin,
                     .finished_at = SOME_INT(begin + 4 * HOUR)};

    for (size_t i = first; i < end; i++) {
        const LookPlan *plan = &look_plans[i];
        bool finding = plan->words[0] != '\0';

        items[i - first] = (PatrolItem){
            .at = begin + (Time)(i - first + 1) * (HOUR / 2),
            .finding = finding,
            .place = plan->place,
            .title = text_c(plan->title),
            .path = text_printf(ctx->arena, "/r/%012lld", (long long)plan->place),
            .words = text_c(plan->words),
            .settled = finding && plan->settled,
        };
        if (finding)
            patrol.due_day = SOME_INT(day + PATROL_DUE_DAYS);
    }
    return patrol_load(ctx, &patrol, items, end - first);
}

static Status
load_patrols(Ctx *ctx, const Load *load, int64_t inspector)
{
    size_t first = 0;

    for (size_t i = 1; i <= LOOKS; i++) {
        if (i < LOOKS && look_plans[i].days_ago == look_plans[first].days_ago)
            continue;
        TRY(load_patrol(ctx, load, inspector, first, i));
        first = i;
    }
    return OK;
}

/* ---- the register: the two whole years before today's ---- */

static Status
load_petitions(Ctx *ctx, const Load *load)
{
    static const PetitionCounts counts[2] = {
        {661, 442, 61, 158, 59, 73},
        {456, 286, 48, 122, 60, 65},
    };
    int year = day_to_date(load->settings->today).year;

    for (int i = 0; i < 2; i++)
        TRY(petition_put(
            ctx, &(Petition){.region = load->district, .year = year - 2 + i, .counts = counts[i]}));
    return OK;
}

static Status
clues_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;
    Acting people;

    ctx->actor = &actor_system;
    TRY(account_of(ctx, "inspector", &people.inspector));
    TRY(account_of(ctx, "leader", &people.leader));
    for (size_t i = 0; i < sizeof order_plans / sizeof order_plans[0]; i++)
        TRY(load_order(ctx, load, &people, &order_plans[i]));
    for (size_t i = 0; i < sizeof clue_plans / sizeof clue_plans[0]; i++)
        TRY(load_one_clue(ctx, load, &people, &clue_plans[i]));
    TRY(load_patrols(ctx, load, people.inspector));
    return load_petitions(ctx, load);
}

Status
load_clues(Load *load)
{
    arena_reset(load->ctx->arena);
    return store_write(load->store, load->ctx, clues_body, load);
}

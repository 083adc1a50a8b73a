#include "demo/staged.h"

#include "demo/rng.h"

enum { STAGES_MAX = 5, BIDS_MAX = 4, YUAN = 100, PLACES_A_PROJECT = 2 };

typedef struct StagedStage {
    Text name;
    StagePhase phase;
    Day ago, lasts; /* it ended so many days ago, and lasted; published of the day it ended */
    Text note;
} StagedStage;

typedef struct StagedBid {
    Text bidder;
    int64_t yuan;
    bool valid;
} StagedBid;

typedef struct StagedProject {
    ProjectKind kind;
    RegionCode region;
    RegionCode places[PLACES_A_PROJECT];
    Text name, summary, ground, source;
    int64_t budget_yuan;
    TenderWay way;
    StagedBid bids[BIDS_MAX]; /* the first won */
    int64_t contract_yuan, change_yuan, first_yuan, rest_yuan;
    Text explanation;
    StagedStage stages[STAGES_MAX];
} StagedProject;

/* 立项, 招标, 施工, 验收, 决算, so many days later than the first of them. */
#define WORKS_STAGES(first, why)                                                                   \
    {                                                                                              \
        {T_INIT("立项"), PHASE_BEFORE, (first), 0, T_INIT(why)},                                   \
            {T_INIT("招标"), PHASE_BEFORE, (first)-25, 5, T_INIT("报价当场拆封，村民代表在场")},   \
            {T_INIT("施工"), PHASE_DURING, (first)-70, 35, T_INIT("两名村民代表轮流看质量")},      \
            {T_INIT("验收"), PHASE_AFTER, (first)-85, 3, T_INIT("长度、厚度都量过，合格")},        \
            {T_INIT("决算"), PHASE_AFTER, (first)-110, 0, T_INIT("留5%质保金，一年后再付")},       \
    }

static const StagedProject projects[STAGED_PROJECTS] = {
    {
     .kind = PROJECT_RELOCATION,
     .region = INT64_C(210111010000),
     .places = {DEMO_VILLAGE_CODE, INT64_C(210111010207)},
     .name = T_INIT("沈丹铁路外迁"),
     .summary = T_INIT("沈丹铁路从居民区边上迁走，沿线4栋楼的149户搬到新房。"),
     .ground = T_INIT("苏家屯区房屋征收决定（演示）"),
     .source = T_INIT("铁路建设资金"),
     .stages = {{T_INIT("征收公告"), PHASE_BEFORE, 460, 0,
                    T_INIT("征收范围是铁路沿线的4栋楼，公告张贴30天。")},
                   {T_INIT("补偿方案公示"), PHASE_BEFORE, 420, 0,
                    T_INIT("同一类房子一个价；选房还是选钱，由各家自己定。")},
                   {T_INIT("签约"), PHASE_DURING, 300, 30,
                    T_INIT("工作组每天在社区办公，政策一户一份，念给老人听。")},
                   {T_INIT("补偿款发放"), PHASE_DURING, 210, 80,
                    T_INIT("补偿款由区里直接打到各家的卡上，不经过社区的账。")},
                   {T_INIT("搬迁结果"), PHASE_AFTER, 120, 60, T_INIT("149户全部搬完，老楼腾空。")}},
     },
    {
     .kind = PROJECT_WORKS,
     .region = DEMO_VILLAGE_CODE,
     .places = {DEMO_VILLAGE_CODE},
     .name = T_INIT("东头巷道硬化"),
     .summary = T_INIT("东头三条土巷子铺水泥，雨天不再踩泥。"),
     .source = T_INIT("一事一议财政奖补"),
     .budget_yuan = 186000,
     .way = TENDER_QUOTES,
     .bids = {{T_INIT("沈阳顺平路桥工程有限公司（演示）"), 178600, true},
                 {T_INIT("苏家屯宏基市政工程队（演示）"), 183200, true},
                 {T_INIT("沈阳北方建筑有限公司（演示）"), 185900, true}},
     .contract_yuan = 178600,
     .first_yuan = 53580,
     .rest_yuan = 116090,
     .stages = WORKS_STAGES(190, "村民代表会议表决通过"),
     },
    {
     .kind = PROJECT_WORKS,
     .region = INT64_C(210111010204),
     .places = {INT64_C(210111010204)},
     .name = T_INIT("排水沟清淤改造"),
     .summary = T_INIT("村北老排水沟清淤、砌墙、加盖板。"),
     .source = T_INIT("村集体自有资金"),
     .budget_yuan = 96000,
     .way = TENDER_PUBLIC,
     .bids = {{T_INIT("沈阳清源水务工程有限公司（演示）"), 92300, true},
                 {T_INIT("苏家屯利民建筑队（演示）"), 92500, true},
                 {T_INIT("沈阳恒远建筑有限公司（演示）"), 92700, true}},
     .contract_yuan = 92300,
     .first_yuan = 27690,
     .rest_yuan = 59995,
     .explanation = T_INIT("三家报价接近，是因为都按同一份工程量清单计价"),
     .stages = WORKS_STAGES(230, "去年雨季淹了两次，村民要求修"),
     },
    {
     .kind = PROJECT_WORKS,
     .region = INT64_C(210111019200),
     .places = {INT64_C(210111019200)},
     .name = T_INIT("文化广场路灯"),
     .summary = T_INIT("广场和主街装32盏太阳能路灯。"),
     .source = T_INIT("区级美丽乡村资金"),
     .budget_yuan = 60000,
     .way = TENDER_QUOTES,
     .bids = {{T_INIT("沈阳亮城照明有限公司（演示）"), 58000, true},
                 {T_INIT("苏家屯明光电器商行（演示）"), 59600, true},
                 {T_INIT("沈阳和信机电有限公司（演示）"), 55000, false}},
     .contract_yuan = 58000,
     .change_yuan = 5000,
     .first_yuan = 17400,
     .rest_yuan = 48600,
     .explanation = T_INIT("施工时多装了3盏灯，村民代表会议同意追加"),
     .stages = WORKS_STAGES(250, "晚上跳广场舞看不见"),
     },
    {
     .kind = PROJECT_WORKS,
     .region = INT64_C(210111010200),
     .places = {INT64_C(210111010200)},
     .name = T_INIT("老年活动室屋面维修"),
     .summary = T_INIT("活动室漏雨，屋面重做防水。"),
     .source = T_INIT("村集体自有资金"),
     .budget_yuan = 28000,
     .way = TENDER_DIRECT,
     .bids = {{T_INIT("苏家屯兴安防水工程队（演示）"), 0, false}},
     .contract_yuan = 27500,
     .first_yuan = 8250,
     .rest_yuan = 17875,
     .stages = WORKS_STAGES(170, "金额小，两委会议定的"),
     },
    {
     .kind = PROJECT_WORKS,
     .region = INT64_C(210111010209),
     .places = {INT64_C(210111010209)},
     .name = T_INIT("村口小桥加固"),
     .summary = T_INIT("小桥桥面开裂，加固桥墩，换栏杆。"),
     .source = T_INIT("一事一议财政奖补"),
     .budget_yuan = 145000,
     .way = TENDER_PUBLIC,
     .bids = {{T_INIT("沈阳浑南桥梁工程有限公司（演示）"), 138000, true},
                 {T_INIT("沈阳北方建筑有限公司（演示）"), 141500, true},
                 {T_INIT("苏家屯宏基市政工程队（演示）"), 144000, true}},
     .contract_yuan = 138000,
     .first_yuan = 41400,
     .rest_yuan = 89700,
     .stages = WORKS_STAGES(210, "学生上学走这座桥，先修它"),
     },
};

static bool
is_touched(const StagedProject *project, RegionCode place)
{
    for (size_t i = 0; i < PLACES_A_PROJECT; i++)
        if (project->places[i] == place)
            return true;
    return false;
}

bool
staged_event_at(RegionCode place, unsigned number, StageEvent *out)
{
    unsigned next = STAGED_FIRST_EVENT;

    for (size_t i = 0; i < STAGED_PROJECTS; i++) {
        if (!is_touched(&projects[i], place))
            continue;
        if (number >= next && number < next + STAGES_MAX) {
            unsigned stage = number - next;

            *out = (StageEvent){.item = project_item(projects[i].kind),
                                .days_ago = projects[i].stages[stage].ago,
                                .project = (uint8_t)(i + 1),
                                .stage = (uint8_t)(stage + 1)};
            return true;
        }
        next += STAGES_MAX;
    }
    return false;
}

/* ---- making ---- */

static void
make_stages(Arena *arena, const StagedProject *project, Day today, ProjectLoad *out)
{
    size_t places = out->project.places.len;

    out->stages = (Stages){.at = NEW_ARRAY(arena, Stage, STAGES_MAX), .len = STAGES_MAX};
    for (size_t i = 0; i < STAGES_MAX; i++) {
        const StagedStage *from = &project->stages[i];
        Day end = today - from->ago;

        out->stages.at[i] = (Stage){
            .position = (int64_t)i + 1,
            .name = from->name,
            .phase = from->phase,
            .planned_start = SOME_INT(end - from->lasts),
            .planned_end = SOME_INT(end + 5),
            .actual_start = SOME_INT(end - from->lasts),
            .actual_end = SOME_INT(end),
            .note = from->note,
            .disclosures = {NEW_ARRAY(arena, StageDisclosure, places), places},
        };
        for (size_t j = 0; j < places; j++)
            out->stages.at[i].disclosures.at[j] = (StageDisclosure){
                .place = out->project.places.at[j],
                .explanation =
                    i != 0 && project->explanation.len != 0 ? project->explanation : T(""),
            };
    }
}

static void
make_tender(Arena *arena, const StagedProject *project, Day today, ProjectLoad *out)
{
    Day decided = today - project->stages[1].ago;

    out->project.tender = (ProjectTender){
        .way = project->way,
        .day = SOME_INT(decided),
        .contractor = project->bids[0].bidder,
        .contract_fen = SOME_INT(project->contract_yuan * YUAN),
        .contract_day = SOME_INT(decided),
    };
    out->bids = (Bids){.at = NEW_ARRAY(arena, Bid, BIDS_MAX)};
    for (size_t i = 0; i < BIDS_MAX && project->bids[i].yuan != 0; i++)
        out->bids.at[out->bids.len++] = (Bid){
            .bidder = project->bids[i].bidder,
            .amount_fen = project->bids[i].yuan * YUAN,
            .valid = project->bids[i].valid,
            .note = project->bids[i].valid ? T("") : T("没有照明工程资质"),
        };
}

static void
make_payments(Arena *arena, const StagedProject *project, Day today, ProjectLoad *out)
{
    Day started = today - project->stages[2].ago;
    Day settled = today - project->stages[4].ago;

    out->payments = (ProjectPayments){.at = NEW_ARRAY(arena, ProjectPayment, 2), .len = 2};
    out->payments.at[0] = (ProjectPayment){.day = started - 20,
                                           .amount_fen = project->first_yuan * YUAN,
                                           .voucher = T(""),
                                           .note = T("工程预付款")};
    out->payments.at[1] = (ProjectPayment){.day = settled - 3,
                                           .amount_fen = project->rest_yuan * YUAN,
                                           .voucher = T(""),
                                           .note = T("验收后付款")};
    if (project->change_yuan == 0)
        return;
    out->changes = (ProjectChanges){.at = NEW_ARRAY(arena, ProjectChange, 1), .len = 1};
    out->changes.at[0] = (ProjectChange){.day = started - 10,
                                         .amount_fen = project->change_yuan * YUAN,
                                         .reason = T("多装3盏灯"),
                                         .decision = T("村民代表会议决议")};
}

static const Standard standards[] = {
    {.item = T_INIT("住宅"),
     .unit = T_INIT("平方米"),
     .standard_fen = 680000,
     .note = T_INIT("按产权证面积")                                                                },
    {.item = T_INIT("临时安置费"),
     .unit = T_INIT("平方米"),
     .standard_fen = 45000,
     .note = T_INIT("")                                                                                  },
    {.item = T_INIT("附属物"),
     .unit = T_INIT("平方米"),
     .standard_fen = 120000,
     .note = T_INIT("仓房、车库")                                                                   },
    {.item = T_INIT("搬迁费"),       .unit = T_INIT("户"), .standard_fen = 300000, .note = T_INIT("")},
};

void
staged_make(Arena *arena, const Places *places, Day today, size_t number, ProjectLoad *out)
{
    const StagedProject *project = &projects[number];
    size_t touched = project->places[1] != 0 ? PLACES_A_PROJECT : 1;
    size_t count = sizeof standards / sizeof standards[0];

    *out = (ProjectLoad){
        .project = {.region = project->region,
                    .kind = project->kind,
                    .name = project->name,
                    .summary = project->summary,
                    .ground = project->ground.len != 0 ? project->ground : T(""),
                    .source = project->source,
                    .places = {NEW_ARRAY(arena, RegionCode, touched), touched},
                    .tender = {.contractor = T("")},
                    .finished_day = SOME_INT(today - project->stages[STAGES_MAX - 1].ago)},
    };
    for (size_t i = 0; i < touched; i++)
        out->project.places.at[i] = project->places[i];
    make_stages(arena, project, today, out);
    if (project->kind == PROJECT_WORKS) {
        out->project.budget_fen = SOME_INT(project->budget_yuan * YUAN);
        make_tender(arena, project, today, out);
        make_payments(arena, project, today, out);
        return;
    }
    out->standards = (Standards){.at = NEW_ARRAY(arena, Standard, count), .len = count};
    for (size_t i = 0; i < count; i++)
        out->standards.at[i] = standards[i];
    staged_homes(arena, places, today, &out->standards, &out->households);
}

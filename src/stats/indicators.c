/*
 * The indicators, in the order in which pages and sheets show them.
 */
#include "base/tr.h"
#include "clue/clue.h"
#include "clue/petition.h"
#include "region/tally.h"
#include "stats/indicator.h"

enum { ACTIVE_DAYS = 30 };

/* ---- those that other rooms answer for ---- */

static Status
clues_found(Ctx *ctx, RegionCode region, Day first, Day last, IndicatorValue *out)
{
    ClueTotals totals;

    TRY(clue_totals_between(ctx, region, first, last, &totals));
    out->part = totals.found;
    return OK;
}

static Status
reports(Ctx *ctx, RegionCode region, Day first, Day last, IndicatorValue *out)
{
    PetitionCounts counts;

    TRY(petition_between(ctx, region, first, last, &counts));
    out->part = counts.reports;
    return OK;
}

static Status
accusations(Ctx *ctx, RegionCode region, Day first, Day last, IndicatorValue *out)
{
    PetitionCounts counts;

    TRY(petition_between(ctx, region, first, last, &counts));
    out->part = counts.accusations;
    return OK;
}

static Status
accusations_satisfied(Ctx *ctx, RegionCode region, Day first, Day last, IndicatorValue *out)
{
    PetitionCounts counts;

    TRY(petition_between(ctx, region, first, last, &counts));
    out->part = counts.satisfied;
    out->whole = counts.asked;
    return OK;
}

const Indicator indicators[] = {
    {.name = "disclosures",
     .title = N_("公开条数"),
     .definition = N_("这段时间第一次公开的党务、村务、财务条数；后来撤下的不算。"),
     .unit = N_("条"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_DISCLOSURE,
     .reader = FOR_ALL,
     .public_list = "/r/*",
     .part = {TALLY_DISCLOSURES_PARTY, TALLY_DISCLOSURES_VILLAGE, TALLY_DISCLOSURES_FINANCE}        },
    {.name = "disclosures_party",
     .title = N_("其中党务"),
     .definition = N_("这段时间第一次公开的党务条数；后来撤下的不算。"),
     .unit = N_("条"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_DISCLOSURE,
     .reader = FOR_ALL,
     .public_list = "/r/*/party",
     .part = {TALLY_DISCLOSURES_PARTY}                                                              },
    {.name = "disclosures_village",
     .title = N_("其中村务"),
     .definition = N_("这段时间第一次公开的村务条数；后来撤下的不算。"),
     .unit = N_("条"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_DISCLOSURE,
     .reader = FOR_ALL,
     .public_list = "/r/*/village",
     .part = {TALLY_DISCLOSURES_VILLAGE}                                                            },
    {.name = "disclosures_finance",
     .title = N_("其中财务"),
     .definition = N_("这段时间第一次公开的财务条数；后来撤下的不算。"),
     .unit = N_("条"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_DISCLOSURE,
     .reader = FOR_ALL,
     .public_list = "/r/*/finance",
     .part = {TALLY_DISCLOSURES_FINANCE}                                                            },
    {.name = "on_time_rate",
     .title = N_("按时公开率"),
     .definition =
         N_("这段时间到期的应公开事项里，按期公开的比例；本期无事项、不公开备案，按期办了也算。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_DISCLOSURE,
     .reader = FOR_ALL,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/missing?place=*",
     .list_needs = CAN_READ_STAFF_PARTS,
     .public_list = "/r/*",
     .part = {TALLY_DUTIES_ON_TIME},
     .whole = {TALLY_DUTIES_DUE}},
    {.name = "missing",
     .title = N_("到期没有公开"),
     .definition = N_("这段时间到期、到今天还没有公开的项数。"),
     .unit = N_("项"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_DISCLOSURE,
     .reader = FOR_ALL,
     .sense = SENSE_LESS_IS_BETTER,
     .list = "/desk/missing?place=*",
     .list_needs = CAN_READ_STAFF_PARTS,
     .public_list = "/r/*",
     .part = {TALLY_DUTIES_MISSING}},
    {.name = "opinions",
     .title = N_("收到群众意见"),
     .definition = N_("这段时间收到的提问、建议、投诉；举报不在里面。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_OPINION,
     .reader = FOR_ALL,
     .list = "/desk/opinions/*/figures",
     .list_needs = CAN_READ_OPINIONS,
     .public_list = "/r/*/opinions",
     .part = {TALLY_OPINIONS}},
    {.name = "resolved",
     .title = N_("办结群众意见"),
     .definition = N_("这段时间办结的件数，不论什么时候收到。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_OPINION,
     .reader = FOR_ALL,
     .list = "/desk/opinions/*?view=done",
     .list_needs = CAN_READ_OPINIONS,
     .public_list = "/r/*/opinions",
     .part = {TALLY_OPINIONS_RESOLVED}},
    {.name = "same_day_rate",
     .title = N_("当天答复率"),
     .definition = N_("这段时间收到的意见里，当天答复的占已经答复和过了当天的比例。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_OPINION,
     .reader = FOR_ALL,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/opinions/*?view=overdue",
     .list_needs = CAN_READ_OPINIONS,
     .public_list = "/r/*/opinions",
     .part = {TALLY_REPLY_IN_TIME},
     .whole = {TALLY_REPLY_JUDGED}},
    {.name = "seven_day_rate",
     .title = N_("七天办结率"),
     .definition =
         N_("这段时间收到的意见里，七天内办结的占已经办结和过了七天的比例；延期的照原来的七天算。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_OPINION,
     .reader = FOR_ALL,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/opinions/*?view=overdue",
     .list_needs = CAN_READ_OPINIONS,
     .public_list = "/r/*/opinions",
     .part = {TALLY_RESOLVE_IN_TIME},
     .whole = {TALLY_RESOLVE_JUDGED}},
    {.name = "satisfaction",
     .title = N_("群众满意率"),
     .definition = N_("这段时间的评价里，满意和基本满意占全部评价的比例。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_OPINION,
     .reader = FOR_ALL,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/opinions/*?view=done",
     .list_needs = CAN_READ_OPINIONS,
     .public_list = "/r/*/opinions",
     .part = {TALLY_RATED_SATISFIED, TALLY_RATED_BASICALLY},
     .whole = {TALLY_RATED_SATISFIED, TALLY_RATED_BASICALLY, TALLY_RATED_UNSATISFIED}},
    {.name = "petitions_settled",
     .title = N_("化解信访矛盾"),
     .definition = N_("这段时间当场化解的信访矛盾件数。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_OPINION,
     .reader = FOR_ALL,
     .list = "/desk/opinions/*/figures",
     .list_needs = CAN_READ_OPINIONS,
     .part = {TALLY_PETITIONS_SETTLED}},
    {.name = "registration_rate",
     .title = N_("注册率"),
     .definition = N_("名册里十六岁以上的村（居）民，已经注册的比例，照今天算。只说明平台够得到多少"
                      "人，不是任务。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_REACH,
     .reader = FOR_ALL,
     .list = "/desk/residents",
     .list_needs = CAN_READ_ROSTER,
     .stock = true,
     .part = {TALLY_RESIDENTS_REGISTERED},
     .whole = {TALLY_RESIDENTS_ROSTER}},
    {.name = "active_rate",
     .title = N_("活跃率"),
     .definition = N_(
         "最近三十天登录看过本村公开的人，占已注册人数的比例。只说明平台够得到多少人，不是任务。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_REACH,
     .reader = FOR_ALL,
     .window_days = ACTIVE_DAYS,
     .part = {TALLY_RESIDENTS_ACTIVE},
     .whole = {TALLY_RESIDENTS_REGISTERED}                                                              },
    {.name = "trainings",
     .title = N_("培训场次"),
     .definition = N_("这段时间办过的培训场次。"),
     .unit = N_("场"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_ORGANISATION,
     .reader = FOR_STAFF,
     .list = "/desk/trainings",
     .list_needs = CAN_READ_STAFF_PARTS,
     .to_today = true,
     .part = {TALLY_TRAININGS}},
    {.name = "trained_rate",
     .title = N_("管理员培训率"),
     .definition = N_("村、街道（乡镇）、区三级管理员里培训过的比例，照今天算。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_ORGANISATION,
     .reader = FOR_STAFF,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/trainings",
     .list_needs = CAN_READ_STAFF_PARTS,
     .stock = true,
     .part = {TALLY_ADMINS_TRAINED},
     .whole = {TALLY_ADMINS}},
    {.name = "orders",
     .title = N_("下发督办"),
     .definition = N_("这段时间下发到这里和下面各处的督办件数。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_SUPERVISION,
     .reader = FOR_STAFF,
     .list = "/desk/orders",
     .list_needs = CAN_ISSUE_ORDERS,
     .part = {TALLY_ORDERS}},
    {.name = "orders_in_time_rate",
     .title = N_("督办按期报告率"),
     .definition = N_("这段时间到期的督办里，按期报告的占已经报告和过了期的比例；撤回的不算，退回重"
                      "办的照新期限算。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_SUPERVISION,
     .reader = FOR_STAFF,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/orders",
     .list_needs = CAN_ISSUE_ORDERS,
     .part = {TALLY_ORDERS_IN_TIME},
     .whole = {TALLY_ORDERS_JUDGED}},
    {.name = "flags",
     .title = N_("新增红旗"),
     .definition = N_("这段时间新标的红旗面数。红旗只是提醒，不等于有问题。"),
     .unit = N_("面"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_SUPERVISION,
     .reader = FOR_SUPERVISION,
     .list = "/desk/flags/*",
     .list_needs = CAN_WORK_FLAGS,
     .part = {TALLY_FLAGS_RAISED}},
    {.name = "clues",
     .title = N_("问题线索"),
     .definition = N_("这段时间发现的问题线索件数，只有区和区以上的数。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_SUPERVISION,
     .reader = FOR_SUPERVISION,
     .list = "/desk/clues",
     .list_needs = CAN_KEEP_CLUES,
     .of_district = true,
     .read = clues_found},
    {.name = "reports",
     .title = N_("信访举报"),
     .definition = N_("登记册里这段时间的信访举报件数；缺了哪个月就没有数。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_SUPERVISION,
     .reader = FOR_SUPERVISION,
     .list = "/desk/petitions/*",
     .list_needs = CAN_READ_SUPERVISION,
     .read = reports},
    {.name = "accusations",
     .title = N_("其中检举控告"),
     .definition = N_("登记册里这段时间的检举控告件数。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .group = GROUP_SUPERVISION,
     .reader = FOR_SUPERVISION,
     .list = "/desk/petitions/*",
     .list_needs = CAN_READ_SUPERVISION,
     .read = accusations},
    {.name = "accusations_satisfaction",
     .title = N_("检举控告答复满意率"),
     .definition = N_("登记册里这段时间的检举控告，参评的人里满意的比例。"),
     .kind = INDICATOR_RATE,
     .group = GROUP_SUPERVISION,
     .reader = FOR_SUPERVISION,
     .list = "/desk/petitions/*",
     .list_needs = CAN_READ_SUPERVISION,
     .read = accusations_satisfied                                                                          },
};
const size_t indicator_count = sizeof indicators / sizeof indicators[0];

/*
 * R34: let far below what others of the district pay.
 */
#include "base/tr.h"
#include "flag/flag.sql.h"
#include "flag/rule.h"
#include "flag/rule/cheap.sql.h"

enum { SHARE, RED, PEERS };
enum { KINDS_MAX = 200 };

static Status
figures(Ctx *ctx, RegionCode district)
{
    RegionRange range = region_range(district);
    FlagCheapMediansRows medians;

    TRY(flag_cheap_medians(ctx,
                           &(FlagCheapMediansArgs){
                               .first = range.first,
                               .last = range.last,
                               .today = ctx_today(ctx),
                               .limit = KINDS_MAX,
                           },
                           &medians));
    for (size_t i = 0; i < medians.len; i++)
        TRY(flag_figure_put(ctx, &(FlagFigurePutArgs){
                                     .rule = T("cheap"),
                                     .region = district,
                                     .name = medians.at[i].name,
                                     .value = medians.at[i].value,
                                     .count = medians.at[i].peers,
                                 }));
    return OK;
}

FLAG_FIND(flag_cheap, FlagCheap, .district = region_code_at(scope->region, LEVEL_DISTRICT),
          .today = scope->today, .share = scope->set[SHARE], .red = scope->set[RED],
          .peers = scope->set[PEERS])

const FlagRule rule_cheap = {
    .name = "cheap",
    .code = "R34",
    .version = 1,
    .about = CHANGED_CONTRACT,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_CONTRACT,
    .title = N_("租金明显偏低"),
    .sentence = N_("“{label}”每{note}只收 {sum}，不到全区同类合同中间价的 {share}"),
    .why = N_("同样的地，别人出的价高得多；低价发包，吃亏的是全村人。"),
    .doubt = N_("也可能地差、路远、面积零碎，或者签得早：看会议记录和竞价的过程。"),
    .settings =
        {
                   {"share", N_("低于中间价的百分之几"), FLAG_PERCENT, 50, 10, 95},
                   {"red", N_("低于百分之几标红"), FLAG_PERCENT, 30, 1, 90},
                   {"peers", N_("至少几份同类合同才比"), FLAG_COUNT, 5, 3, 1000},
                   },
    .figures = figures,
    .find = find,
};

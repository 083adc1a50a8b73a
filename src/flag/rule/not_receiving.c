/*
 * R31: who may have a subsidy and does not get it.  It helps people, so the village itself reads
 * it.
 */
#include "base/tr.h"
#include "catalogue/column.h"
#include "flag/rule.h"
#include "flag/rule/not_receiving.sql.h"

enum { DAYS };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagNotReceivingRows rows;

    TRY(flag_not_receiving(ctx,
                           &(FlagNotReceivingArgs){
                               .region = scope->region,
                               .township = region_code_at(scope->region, LEVEL_TOWNSHIP),
                               .district = region_code_at(scope->region, LEVEL_DISTRICT),
                               .from = scope->from,
                               .to = scope->to,
                               .since = scope->today - scope->set[DAYS],
                               .limit = FLAG_ROWS_MAX,
                           },
                           &rows));
    *out = (FlagRows){.at = NEW_ARRAY(ctx->arena, FlagRow, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const FlagNotReceivingRow *row = &rows.at[i];

        out->at[i] = (FlagRow){
            .anchor = row->programme,
            .key = T("eligible"),
            .source_id = row->resident,
            /* The village looks the household up; nobody else learns the name from here. */
            .label = text_printf(ctx->arena, "%.*s 户 %.*s", TEXT_ARGS(row->number),
                                 TEXT_ARGS(mask_person(ctx->arena, row->name))),
            .note = row->title,
        };
    }
    return OK;
}

const FlagRule rule_not_receiving = {
    .name = "not_receiving",
    .code = "R31",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .back = FLAG_ANCHOR_MAX, /* a list changed; the finding is of its programme */
    .ahead = FLAG_ANCHOR_MAX,
    .daily = true,
    .lists = OUTSIDE_BIT(OUTSIDE_ELIGIBLE),
    .level = FLAG_NOTICE,
    .audience = FLAG_FOR_VILLAGE,
    .source = FLAG_ROW_RESIDENT,
    .title = N_("够条件还没有领"),
    .sentence = N_("有 {n} 人够“{note}”的条件，近 {recent}没有领过，第一位是 {label}"),
    .why = N_("该领的没有领，多半是本人不知道、不会办：上门说一声，帮着办。"),
    .doubt = N_("也可能本人不愿意要，已经在别处领了，或者正在办：问过本人就可以。"),
    .settings =
        {
                   {"recent", N_("看最近多少天发的名单"), FLAG_DAYS, 400, 30, 1200},
                   },
    .find = find,
};

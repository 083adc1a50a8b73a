/*
 * R30: payments to the company of a cadre or a cadre's relative, a year at a time.
 */
#include "base/tr.h"
#include "flag/kin.h"
#include "flag/rule.h"
#include "flag/rule/kin_supplier.sql.h"

enum { LEAST };

/* Rows of one company; who is behind it stands in their notes. */
static Status
find_one(Ctx *ctx, const FlagScope *scope, const FlagKin *kin, FlagRows *out)
{
    FlagKinSupplierRows rows;

    TRY(flag_kin_supplier(ctx,
                          &(FlagKinSupplierArgs){
                              .region = scope->region,
                              .from = scope->from,
                              .to = scope->to,
                              .company = kin->company,
                              .least = scope->set[LEAST],
                              .limit = FLAG_ROWS_MAX,
                          },
                          &rows));
    for (size_t i = 0; i < rows.len && out->len < FLAG_ROWS_MAX; i++)
        out->at[out->len++] = (FlagRow){
            .anchor = rows.at[i].year,
            .key = kin->company,
            .level = flag_kin_level(kin),
            .source_id = rows.at[i].id,
            .day = SOME_INT(rows.at[i].day),
            .label = rows.at[i].company,
            .fen = SOME_INT(rows.at[i].fen),
            .note = kin->words,
        };
    return OK;
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagKins kins;

    *out = (FlagRows){0};
    TRY(flag_kins(ctx, scope->region, &kins));
    if (kins.len == 0)
        return OK;
    out->at = NEW_ARRAY(ctx->arena, FlagRow, FLAG_ROWS_MAX);
    /* A company of several of them is told once. */
    for (size_t i = 0; i < kins.len; i++)
        if (flag_kin_of(ctx, &kins, kins.at[i].company) == &kins.at[i])
            TRY(find_one(ctx, scope, &kins.at[i], out));
    return OK;
}

const FlagRule rule_kin_supplier = {
    .name = "kin_supplier",
    .code = "R30",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 11,
    .daily = true, /* people become cadres */
    .lists = OUTSIDE_BIT(OUTSIDE_COMPANIES),
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("钱付给干部关联企业"),
    .sentence = N_("这一年付给“{label}”{n} 笔，合计 {sum}；这家企业：{note}"),
    .why = N_("村里的钱付给干部自己或亲属的企业，等于自己和自己做买卖。"),
    .doubt = N_("也可能重名，或者是经会议同意、价格公道的零星采购：看决议和比价。"),
    .settings =
        {
                   {"least", N_("每笔多少元以上才看"), FLAG_FEN, 0, 0, 10000000},
                   },
    .find = find,
};

/*
 * R30: works given to the company of a cadre or a cadre's relative.
 */
#include "base/tr.h"
#include "flag/kin.h"
#include "flag/rule.h"
#include "flag/rule/kin_contractor.sql.h"

static FlagRow
row_of(Ctx *ctx, const FlagKinContractorRow *row, const FlagKin *kin)
{
    return (FlagRow){
        .anchor = row->project,
        .key = T("kin"),
        .level = row->won ? flag_kin_level(kin) : FLAG_YELLOW,
        .source_id = row->project,
        .day = row->day,
        .label = row->name,
        .fen = row->won ? row->fen : (OptInt){0},
        .note = text_printf(ctx->arena, "%.*s%s：%.*s", TEXT_ARGS(row->company),
                            row->won ? "" : "（投了标）", TEXT_ARGS(kin->words)),
    };
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagKinContractorRows rows;
    FlagKins kins;

    *out = (FlagRows){0};
    TRY(flag_kins(ctx, scope->region, &kins));
    if (kins.len == 0)
        return OK;
    TRY(flag_kin_contractor(
        ctx,
        &(FlagKinContractorArgs){
            .region = scope->region, .from = scope->from, .to = scope->to, .limit = FLAG_ROWS_MAX},
        &rows));
    out->at = NEW_ARRAY(ctx->arena, FlagRow, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        const FlagKin *kin = flag_kin_of(ctx, &kins, rows.at[i].company);

        if (kin != NULL)
            out->at[out->len++] = row_of(ctx, &rows.at[i], kin);
    }
    return OK;
}

const FlagRule rule_kin_contractor = {
    .name = "kin_contractor",
    .code = "R30",
    .version = 1,
    .about = CHANGED_PROJECT,
    .daily = true, /* people become cadres */
    .lists = OUTSIDE_BIT(OUTSIDE_COMPANIES),
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_PROJECT,
    .title = N_("干部关联企业干工程"),
    .sentence = N_("“{label}”有干部或亲属的企业参加：{note}"),
    .why = N_("干部自己或亲属的企业来投标、承包，招标就难公平，价钱和验收也没人较真。"),
    .doubt = N_("也可能重名，或者已经退出企业、本人回避了：看登记的日期和招标记录。"),
    .find = find,
};

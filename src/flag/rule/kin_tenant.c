/*
 * R30: contracts with the company of a cadre or a cadre's relative.
 */
#include "base/tr.h"
#include "flag/kin.h"
#include "flag/rule.h"
#include "flag/rule/kin_tenant.sql.h"

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagKinTenantRows rows;
    FlagKins kins;

    *out = (FlagRows){0};
    TRY(flag_kins(ctx, scope->region, &kins));
    if (kins.len == 0)
        return OK;
    TRY(flag_kin_tenant(
        ctx,
        &(FlagKinTenantArgs){
            .region = scope->region, .from = scope->from, .to = scope->to, .limit = FLAG_ROWS_MAX},
        &rows));
    out->at = NEW_ARRAY(ctx->arena, FlagRow, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        const FlagKinTenantRow *row = &rows.at[i];
        const FlagKin *kin = flag_kin_of(ctx, &kins, row->party);

        if (kin != NULL)
            out->at[out->len++] = (FlagRow){
                .anchor = row->contract,
                .key = T("kin"),
                .level = flag_kin_level(kin),
                .source_id = row->contract,
                .day = SOME_INT(row->day),
                .label = row->label,
                .fen = row->fen != 0 ? SOME_INT(row->fen) : (OptInt){0},
                .note = text_printf(ctx->arena, "%.*s：%.*s", TEXT_ARGS(row->party),
                                    TEXT_ARGS(kin->words)),
            };
    }
    return OK;
}

const FlagRule rule_kin_tenant = {
    .name = "kin_tenant",
    .code = "R30",
    .version = 1,
    .about = CHANGED_CONTRACT,
    .daily = true, /* people become cadres */
    .lists = OUTSIDE_BIT(OUTSIDE_COMPANIES),
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_CONTRACT,
    .title = N_("和干部关联企业签合同"),
    .sentence = N_("“{label}”的合同签给了干部或亲属的企业：{note}"),
    .why = N_("集体的地、房子、买卖给了干部自己或亲属的企业，价格和期限容易偏向自家。"),
    .doubt = N_("也可能重名，或者公开竞价得来、本人回避了：看竞价记录和会议记录。"),
    .find = find,
};

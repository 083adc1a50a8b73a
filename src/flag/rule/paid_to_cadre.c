/*
 * R13: money of the collective that went to a cadre's own account.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/paid_to_cadre.sql.h"
#include "resident/roster.h"

enum { ABOVE };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagPaidToCadreRows rows;

    TRY(flag_paid_to_cadre(ctx,
                           &(FlagPaidToCadreArgs){
                               .region = scope->region,
                               .from = scope->from,
                               .to = scope->to,
                               .cadre = MARK_CADRE,
                               .above = scope->set[ABOVE],
                               .limit = FLAG_ROWS_MAX,
                           },
                           &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    flag_rows_mask(ctx, out);
    return OK;
}

const FlagRule rule_paid_to_cadre = {
    .name = "paid_to_cadre",
    .code = "R13",
    .version = 1,
    .about = CHANGED_BANK,
    .daily = true, /* people become cadres */
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_BANK,
    .title = N_("公款转给村干部个人"),
    .sentence = N_("从集体账户转给村干部“{label}”{n} 笔，合计 {sum}，最早的一笔在 {first}"),
    .why = N_("集体的钱转进个人账户，就离开了账和监督，可能被挪用。"),
    .doubt = N_("按姓名对上的，也可能重名；也可能是报销垫付、发放报酬：看凭证和账上的用途。工资、"
                "误工、分红、补偿已经不算在内。"),
    .settings =
        {
                   {"above", N_("每笔多少元以上"), FLAG_FEN, 100000, 0, 10000000},
                   },
    .find = find,
};

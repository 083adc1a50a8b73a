/*
 * R03: published, but there is nothing in it.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/hollow.sql.h"

enum { CHARS };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagHollowRows rows;

    TRY(flag_hollow(ctx,
                    &(FlagHollowArgs){
                        .region = scope->region,
                        .from = scope->from,
                        .to = scope->to,
                        .chars = scope->set[CHARS],
                        .limit = FLAG_ROWS_MAX,
                    },
                    &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    flag_rows_days(out);
    return OK;
}

const FlagRule rule_hollow = {
    .name = "hollow",
    .code = "R03",
    .version = 1,
    .about = CHANGED_DISCLOSURE,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_VILLAGE,
    .source = FLAG_ROW_DISCLOSURE,
    .title = N_("空壳公开"),
    .sentence = N_("“{note}”{label} 这一期没有表格、没有附件，说明不到 {chars}"),
    .why = N_("只有一个标题，群众看不到内容，等于没有公开。"),
    .doubt = N_("这一期可能本来没有事项：更正成“本期无事项”就可以。"),
    .settings =
        {
                   {"chars", N_("说明少于多少个字"), FLAG_CHARS, 15, 5, 100},
                   },
    .find = find,
};

/*
 * R01: what is owed to the people and is not published.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/overdue.sql.h"

enum { GRACE, RED };

FLAG_FIND(flag_overdue, FlagOverdue, .last = scope->today - scope->set[GRACE],
          .red = scope->today - scope->set[RED])

const FlagRule rule_overdue = {
    .name = "overdue",
    .code = "R01",
    .version = 1,
    .about = CHANGED_DUTY,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_VILLAGE,
    .source = FLAG_ROW_DUTY,
    .title = N_("到期没有公开"),
    .sentence = N_("“{note}”有 {n} 期到期没有公开，最早的应在 {first} 公开"),
    .why = N_("按时公开是村里的本分；拖得越久，群众越容易起疑。"),
    .doubt = N_("这一期可能本来没有事项：报一条“本期无事项”就可以；依法不公开的，请备案。"),
    .settings =
        {
                   {"grace", N_("到期后几天起提醒"), FLAG_DAYS, 1, 0, 30},
                   {"red", N_("到期后几天起标红"), FLAG_DAYS, 7, 1, 90},
                   },
    .find = find,
};

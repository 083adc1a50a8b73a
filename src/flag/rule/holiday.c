/*
 * R19: large payments while everybody is on holiday.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/holiday.sql.h"

enum { FLOOR, LEAST };

FLAG_FIND(flag_holiday, FlagHoliday, .floor = scope->set[FLOOR], .least = scope->set[LEAST])

const FlagRule rule_holiday = {
    .name = "holiday",
    .code = "R19",
    .version = 1,
    .about = CHANGED_MONTH,
    .level = FLAG_NOTICE,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("节假日大额付款"),
    .sentence = N_("{first} 到 {last} 的法定节假日里有 {n} 笔 {floor}以上的付款，合计 {sum}"),
    .why = N_("放假时没有人开会、没有人审批，这时候的大额付款手续往往是后补的。"),
    .doubt = N_("抢修、救灾、节日慰问本来就在这几天；日期也可能填的是凭证日：看审批单。"),
    .settings =
        {
                   {"floor", N_("多大的付款才算"), FLAG_FEN, 500000, 10000, 100000000},
                   {"least", N_("一个月里至少几笔"), FLAG_COUNT, 3, 1, 20},
                   },
    .find = find,
};

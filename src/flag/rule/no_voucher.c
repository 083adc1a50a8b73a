/*
 * R20: money spent without a voucher.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/no_voucher.sql.h"

enum { ABOVE, DAYS };

FLAG_FIND(flag_no_voucher, FlagNoVoucher, .above = scope->set[ABOVE],
          .last = scope->today - scope->set[DAYS])

const FlagRule rule_no_voucher = {
    .name = "no_voucher",
    .code = "R20",
    .version = 1,
    .about = CHANGED_MONTH,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_VILLAGE,
    .source = FLAG_ROW_ENTRY,
    .title = N_("付款没有凭证"),
    .sentence = N_("有 {n} 笔超过 {above}的付款没有凭证号，也没有凭证照片，合计 {sum}"),
    .why = N_("没有票据的开支就是“白条”，说不清钱花在哪里。"),
    .doubt = N_("也可能票据还没有送到：补上凭证号，或者拍照上传，提示就会消失。"),
    .settings =
        {
                   {"above", N_("一笔多少元以上"), FLAG_FEN, 50000, 0, 10000000},
                   {"days", N_("记账后几天起提醒"), FLAG_DAYS, 7, 0, 90},
                   },
    .find = find,
};

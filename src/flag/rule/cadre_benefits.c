/*
 * R29: cadres or their relatives among those who get what others decide on.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/cadre_benefits.sql.h"
#include "resident/roster.h"

FLAG_FIND(flag_cadre_benefits, FlagCadreBenefits, .marks = MARK_CADRE | MARK_CADRE_RELATIVE)

const FlagRule rule_cadre_benefits = {
    .name = "cadre_benefits",
    .code = "R29",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .daily = true, /* people become cadres */
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_SUBSIDY,
    .title = N_("干部或亲属领补助"),
    .sentence = N_("“{note}”的名单里有村干部或亲属 {n} 行，合计 {sum}"),
    .why = N_("由村里评定的救助和岗位，给了干部自己家或亲戚，容易优亲厚友。"),
    .doubt = N_("干部家庭符合条件的也可以领：看评议记录，本人有没有回避、公示有没有异议。"),
    .find = find,
};

/*
 * The list of rules; rules.tbl is written by flag/rule/meson.build.
 */
#include "catalogue/column.h"
#include "flag/rule.h"

#define RULE(name) extern const FlagRule rule_##name;
#include "flag/rule/rules.tbl"
#undef RULE

const FlagRule *const flag_rules[] = {
#define RULE(name) &rule_##name,
#include "flag/rule/rules.tbl"
#undef RULE
};
const size_t flag_rule_count = sizeof flag_rules / sizeof flag_rules[0];

const FlagRule *
flag_rule(Text name)
{
    for (size_t i = 0; i < flag_rule_count; i++)
        if (text_eq(name, text_c(flag_rules[i]->name)))
            return flag_rules[i];
    return NULL;
}

bool
flag_rule_looks_at(const FlagRule *rule, RegionLevel level)
{
    if (rule->about == CHANGED_PROJECT)
        return level == LEVEL_VILLAGE || level == LEVEL_TOWNSHIP;
    return level == (rule->of_office ? LEVEL_TOWNSHIP : LEVEL_VILLAGE);
}

size_t
flag_rule_place(const FlagRule *rule)
{
    size_t i = 0;

    while (i < flag_rule_count && flag_rules[i] != rule)
        i++;
    return i;
}

void
flag_rows_days(FlagRows *rows)
{
    for (size_t i = 0; i < rows->len; i++)
        if (rows->at[i].day.set)
            rows->at[i].day.value = day_of(rows->at[i].day.value);
}

Text
flag_rule_lists(Arena *arena, Lang lang, const FlagRule *rule)
{
    Text names[OUTSIDE_KINDS];
    size_t count = 0;

    for (int kind = OUTSIDE_NONE + 1; kind < OUTSIDE_KINDS; kind++)
        if ((rule->lists & OUTSIDE_BIT(kind)) != 0)
            names[count++] = tr_text(lang, outside_kind_title((OutsideKind)kind));
    return count == 0 ? T("") : text_join(arena, (Texts){names, count}, TR(lang, "；"));
}

void
flag_rows_mask(Ctx *ctx, FlagRows *rows)
{
    for (size_t i = 0; i < rows->len; i++)
        rows->at[i].label = mask_person(ctx->arena, rows->at[i].label);
}

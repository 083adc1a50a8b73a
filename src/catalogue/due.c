#include "catalogue/due.h"

#include "base/buf.h"
#include "base/json.h"

static const char *const parts[] = {"day", "months_after", "month", "days", "working_days"};

enum { PARTS = sizeof parts / sizeof parts[0] };

Text
due_rules_text(Ctx *ctx, const JsonNode *rules)
{
    Buf buf = buf_new(ctx->arena, 4096);
    Json json = json_new(&buf);

    json_object_begin(&json);
    for (size_t i = 0; rules != NULL && rules->kind == NODE_MAP && i < rules->children.len; i++) {
        const JsonNode *rule = &rules->children.at[i];

        json_key_text(&json, rule->key);
        json_object_begin(&json);
        for (size_t j = 0; j < PARTS; j++) {
            int64_t value;

            if (json_get_int(rule, parts[j], &value))
                json_put_int(&json, parts[j], value);
        }
        json_object_end(&json);
    }
    json_object_end(&json);
    json_end(&json);
    return buf_done(&buf);
}

static int
part(const JsonNode *rule, const char *key, int64_t max)
{
    int64_t value = 0;

    if (!json_get_int(rule, key, &value) || value < 0 || value > max)
        return 0;
    return (int)value;
}

Status
due_rule_read(Ctx *ctx, Text rules, Rhythm rhythm, DueRule *out)
{
    const JsonNode *root;
    const JsonNode *rule;
    const char key[2] = {(char)rhythm, '\0'};

    TRY(json_parse(ctx, rules, &root));
    rule = json_member(root, key);
    if (rule == NULL)
        return NOT_FOUND;
    *out = (DueRule){
        .day = part(rule, "day", 31),
        .months_after = part(rule, "months_after", 12),
        .month = part(rule, "month", 12),
        .days = part(rule, "days", 366),
        .working_days = part(rule, "working_days", 250),
    };
    if (rhythm == RHYTHM_EVENT)
        return out->days != 0 || out->working_days != 0 ? OK : INVALID;
    if (rhythm == RHYTHM_YEARLY)
        return out->day != 0 && out->month != 0 ? OK : INVALID;
    return out->day != 0 ? OK : INVALID;
}

static Day
day_in_month(int year, int month, int day)
{
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
    if (day > days_in_month(year, month))
        day = days_in_month(year, month);
    return day_from_date((Date){year, month, day});
}

Status
item_due_day(Ctx *ctx, const Item *item, bool community, Period period, Day *out)
{
    DueRule rule;
    Date end = day_to_date(period.end);

    (void)community; /* both kinds of place have the same rules today */
    TRY(due_rule_read(ctx, item->due_rule, period.rhythm, &rule));
    if (period.rhythm == RHYTHM_EVENT) {
        if (rule.working_days != 0)
            return calendar_add_working(ctx, period.start, rule.working_days, out);
        *out = period.start + rule.days;
        return OK;
    }
    if (period.rhythm == RHYTHM_YEARLY)
        *out = day_in_month(end.year + 1, rule.month, rule.day);
    else
        *out = day_in_month(end.year, end.month + rule.months_after, rule.day);
    return OK;
}

/*
 * due -- the due rules of an item: JSON by rhythm letter (docs/catalogue.md), as
 * {"M":{"day":10,"months_after":1},"Y":{"month":1,"day":31},"E":{"days":5}}.
 */
#pragma once

#include "base/json_read.h"
#include "catalogue/catalogue.h"

typedef struct DueRule {
    int day;          /* M Q H Y: day of the month; a day the month lacks is its last one */
    int months_after; /* M Q H: that many months after the period's last month */
    int month;        /* Y: month of the following year */
    int days;         /* E: calendar days after the event, or … */
    int working_days; /* … working days */
} DueRule;

/* The rule for one rhythm.  NOT_FOUND when the rules have none, INVALID when it makes no sense. */
MUST_CHECK Status due_rule_read(Ctx *ctx, Text rules, Rhythm rhythm, DueRule *out);

/* The rules of a parsed catalogue as the text that is kept. */
Text due_rules_text(Ctx *ctx, const JsonNode *rules);

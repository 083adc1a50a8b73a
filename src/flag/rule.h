/*
 * rule -- what a red-flag rule is: a file of its own in flag/rule/, with its query beside it.
 *
 * A rule says what it is about (a month of entries, a contract, an opinion …).  The engine
 * (flag/run.h) asks it about one place and a range of such objects and gets rows: the evidence.
 * Rows with the same anchor and key are one finding; the engine raises it, keeps it as found,
 * and closes it when a later look does not find it any more.
 *
 *     flag/rule/NAME.c     const FlagRule rule_NAME = {…}
 *     flag/rule/NAME.sql   the query; must give the columns of FlagRow
 *
 * and NAME in the list of flag/rule/meson.build.  Nothing else knows it: settings, pages, exports,
 * docs/rules.md and tests of the whole list come from this struct.
 */
#pragma once

#include "base/opt.h"
#include "base/tr.h"
#include "outside/outside.h"
#include "region/changed.h"

typedef enum FlagLevel { FLAG_NOTICE = 1, FLAG_YELLOW = 2, FLAG_RED = 3 } FlagLevel;

/* Who reads what it finds.  Inspectors of the place always do. */
typedef enum FlagAudience {
    FLAG_FOR_VILLAGE,   /* late and missing: helps the village itself, and those above */
    FLAG_FOR_TOWNSHIP,  /* how offices work: township and district */
    FLAG_FOR_INSPECTORS /* money and persons */
} FlagAudience;

/* Of what the evidence is: where a row's link leads. */
typedef enum FlagSource {
    FLAG_ROW_DUTY, /* source_id: 0; note: the item's code; label: the period */
    FLAG_ROW_DISCLOSURE,
    FLAG_ROW_ENTRY,
    FLAG_ROW_BANK,     /* a bank's line; source_id: its fund account */
    FLAG_ROW_CONTRACT, /* and so on: ids */
    FLAG_ROW_SUBSIDY,  /* of a batch */
    FLAG_ROW_PROJECT,
    FLAG_ROW_OPINION,
    FLAG_ROW_PLAN, /* source_id: the year */
    FLAG_ROW_DEBT,
    FLAG_ROW_FUND, /* a special fund */
    FLAG_ROW_RESIDENT,
    FLAG_SOURCES
} FlagSource;

typedef enum FlagUnit {
    FLAG_COUNT,   /* a number of things */
    FLAG_DAYS,    /* calendar days */
    FLAG_YEARS,   /* calendar years */
    FLAG_FEN,     /* money */
    FLAG_PERCENT, /* hundredths */
    FLAG_CHARS,   /* characters */
    FLAG_SECONDS
} FlagUnit;

typedef struct FlagSetting {
    const char *name;  /* "limit": in sentences and sheets */
    const char *title; /* msgid */
    FlagUnit unit;
    int64_t value;       /* the default */
    int64_t least, most; /* what a district may choose */
} FlagSetting;

enum { FLAG_SETTINGS_MAX = 4 };

/* What a rule is asked about. */
typedef struct FlagScope {
    RegionCode region; /* a village, or the office of a rule about offices */
    int64_t from, to;  /* anchors from ≤ anchor ≤ to */
    Day today;
    int64_t set[FLAG_SETTINGS_MAX];    /* in the order of the rule's settings */
    int64_t figure[FLAG_SETTINGS_MAX]; /* in the order of its figures: of the place's district */
    int64_t peers[FLAG_SETTINGS_MAX];  /* of how many each was worked out */
} FlagScope;

/* One line of evidence. */
typedef struct FlagRow {
    int64_t anchor;    /* of the finding, in units of the rule's `about` */
    Text key;          /* tells findings of one anchor apart; never empty */
    int64_t level;     /* 0: the rule's; else FlagLevel; the worst row tells the finding's */
    int64_t source_id; /* of what the row is about */
    OptInt day;        /* when that happened */
    Text label;        /* what people call it */
    OptInt fen;        /* its sum */
    Text note;         /* what else there is to say; nothing that changes from day to day */
} FlagRow;

typedef struct FlagRows {
    FlagRow *at;
    size_t len;
} FlagRows;

typedef struct FlagRule {
    const char *name;  /* "split_payment": in the database, never changed */
    const char *code;  /* of the field's list of rules: "R15" */
    int version;       /* grows when the rule finds other things than before */
    ChangedKind about; /* 0: nothing that is noted, only the day (daily) */
    bool of_office;    /* asked about townships, not about villages */
    int64_t back;      /* a finding may begin so many anchors before a changed object … */
    int64_t ahead;     /* … and so many after it */
    bool daily;        /* time alone may raise or close: looked at every day */
    unsigned lists; /* OUTSIDE_BIT() of other offices' lists that it compares with: where a district
                       has none of them nothing is found */
    FlagLevel level;
    FlagAudience audience;
    FlagSource source;
    const char *title;    /* msgid: "疑似拆分付款" */
    const char *sentence; /* msgid of what was found: {n} rows, {sum}, {first} and {last} day,
                             {days} between them, {label} and {note} of the first row, and each
                             setting by its name */
    const char *why;      /* msgid: why that matters */
    const char *doubt;    /* msgid: how it may be all right */
    FlagSetting settings[FLAG_SETTINGS_MAX];
    /* Names of figures that are worked out once a day for the whole district, by figures(). */
    const char *figure_names[FLAG_SETTINGS_MAX];
    MUST_CHECK Status (*figures)(Ctx *ctx, RegionCode district);
    /* All rows of findings within the scope, in any order; at most FLAG_ROWS_MAX are read. */
    MUST_CHECK Status (*find)(Ctx *ctx, const FlagScope *scope, FlagRows *out);
} FlagRule;

enum { FLAG_ROWS_MAX = 5000 };
/* Anchors are not negative, and bounds can be added to without care. */
#define FLAG_ANCHOR_MAX (INT64_MAX / 2)

/* Of a query that gave instants for days: the days on which they were. */
void flag_rows_days(FlagRows *rows);

/* Names that a query gave for labels become surname and stars. */
void flag_rows_mask(Ctx *ctx, FlagRows *rows);

/* All rules, in the order of the list. */
extern const FlagRule *const flag_rules[];
extern const size_t flag_rule_count;

/* The other offices' lists that a rule needs, by name; empty: none. */
Text flag_rule_lists(Arena *arena, Lang lang, const FlagRule *rule);

/* All of them in words, as Markdown: what docs/rules.md says (`mingbai flags rules`). */
Text flag_rules_manual(Arena *arena, Lang lang);

/* By name; NULL: there is none. */
const FlagRule *flag_rule(Text name);
size_t flag_rule_place(const FlagRule *rule); /* its place in the list */
/* Whether it has anything to look at in places of a level: projects are villages' and townships'.
 */
bool flag_rule_looks_at(const FlagRule *rule, RegionLevel level);

/* The find() of a rule whose query gives its findings as they are.  query: flag_NAME, as sqlgen
 * writes it; Query: FlagNAME, the name of its structs; then what the query takes besides region,
 * from, to and limit, which may be worked out from `scope`. */
#define FLAG_FIND(query, Query, ...)                                                               \
    static Status find(Ctx *ctx, const FlagScope *scope, FlagRows *out)                            \
    {                                                                                              \
        Query##Rows rows;                                                                          \
                                                                                                   \
        TRY(query(ctx,                                                                             \
                  &(Query##Args){.region = scope->region,                                          \
                                 .from = scope->from,                                              \
                                 .to = scope->to,                                                  \
                                 .limit = FLAG_ROWS_MAX,                                           \
                                 __VA_ARGS__},                                                     \
                  &rows));                                                                         \
        FLAG_ROWS_TAKE(ctx, rows, out);                                                            \
        return OK;                                                                                 \
    }

/* The end of a find(): takes over the rows of a query, which has the columns of FlagRow. */
#define FLAG_ROWS_TAKE(ctx, rows, out)                                                             \
    do {                                                                                           \
        (out)->at = NEW_ARRAY((ctx)->arena, FlagRow, (rows).len);                                  \
        (out)->len = (rows).len;                                                                   \
        for (size_t i_ = 0; i_ < (rows).len; i_++)                                                 \
            (out)->at[i_] = (FlagRow){.anchor = (rows).at[i_].anchor,                              \
                                      .key = (rows).at[i_].key,                                    \
                                      .level = (rows).at[i_].level,                                \
                                      .source_id = (rows).at[i_].source_id,                        \
                                      .day = (rows).at[i_].day,                                    \
                                      .label = (rows).at[i_].label,                                \
                                      .fen = (rows).at[i_].fen,                                    \
                                      .note = (rows).at[i_].note};                                 \
    } while (0)

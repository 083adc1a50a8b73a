/*
 * petition -- 信访举报: the register of how many reports an office received, brought in from its
 * own system: counts by kind of a place for a year or a month, never a case.
 *
 * A year is its own row (month 0), else the sum of its months.  The change on the year compares the
 * same months of both years, and there is none where the year before is missing or was nothing (it
 * is shown as "–").  The inspectors of a place keep its register; they, leaders and district admins
 * read it (CAN_READ_SUPERVISION).
 */
#pragma once

#include "actor/actor.h"
#include "region/region.h"

enum {
    PETITION_YEAR_MIN = 2000,
    PETITION_COUNT_MAX = 10 * 1000 * 1000,
    PETITION_YEARS_MAX = 30, /* shown of one place */
    PETITION_PAGE = 500,
    PETITION_BAD_MAX = 100,
};

typedef struct PetitionCounts {
    int64_t reports;     /* 信访举报总数 */
    int64_t accusations; /* 其中检举控告 */
    int64_t appeals;     /* 申诉 */
    int64_t suggestions; /* 批评建议 */
    int64_t satisfied;   /* of those asked, about the answer to an accusation */
    int64_t asked;
} PetitionCounts;

typedef struct Petition {
    RegionCode region;
    int year, month; /* month 0: the whole year */
    PetitionCounts counts;
} Petition;

typedef struct Petitions {
    Petition *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} Petitions;

/* A year with the one before, over the same months. */
typedef struct PetitionYear {
    int year;
    int months; /* 12: the whole year */
    PetitionCounts now;
    bool has_before;
    PetitionCounts before;
} PetitionYear;

typedef struct PetitionYears {
    PetitionYear *at;
    size_t len;
} PetitionYears;

/* The change as a ratio in ten-thousandths (-0.3101 is -3101); false: there was nothing before. */
bool petition_change(int64_t now, int64_t before, int64_t *ratio_out);
/* A part of a whole, likewise. */
bool petition_rate(int64_t part, int64_t whole, int64_t *ratio_out);

/* "2022", "2022年", "2022-03", "2022年3月", "202203". */
bool petition_period_parse(Text typed, int *year_out, int *month_out);
Text petition_period_format(Arena *arena, int year, int month); /* "2022", "2022-03" */

/* ---- reading: DENIED without CAN_READ_SUPERVISION at the place ---- */

/* The years of a place, the newest first. */
MUST_CHECK Status petition_years(Ctx *ctx, RegionCode region, PetitionYears *out);
/* The last whole year before this one; NOT_FOUND: none. */
MUST_CHECK Status petition_last_year(Ctx *ctx, RegionCode region, PetitionYear *out);
/* The sum from first to last; NOT_FOUND unless these are whole months and the register has each of
 * them, or a whole year that it has. */
MUST_CHECK Status petition_between(Ctx *ctx, RegionCode region, Day first, Day last,
                                   PetitionCounts *out);
/* All rows within a scope, by place and time.  INVALID ("cursor"). */
MUST_CHECK Status petition_list(Ctx *ctx, RegionCode scope, Text cursor, Petitions *out);

/* ---- keeping: CAN_KEEP_CLUES at the place, or the command line ---- */

/* Puts one row in the place of another.  INVALID: period, reports, accusations, satisfied. */
MUST_CHECK Status petition_put(Ctx *ctx, const Petition *petition);
/* NOT_FOUND. */
MUST_CHECK Status petition_remove(Ctx *ctx, RegionCode region, int year, int month);

/* ---- a sheet: 地区代码 (may be missing: all are of one place), 期间, 信访举报, 检举控告, 申诉,
 * 批评建议, 满意, 参评 ---- */

enum { PETITION_COLUMNS = 9 };
extern const Text petition_columns[PETITION_COLUMNS];
void petition_export_row(Ctx *ctx, const Petition *petition, Text name,
                         Text cells[PETITION_COLUMNS]);

typedef struct PetitionBad {
    int line; /* in the file */
    Text why;
} PetitionBad;

typedef struct PetitionImport {
    int64_t rows, added, changed;
    struct {
        PetitionBad *at;
        size_t len;
    } bad;
} PetitionImport;

/* All or nothing: INVALID ("file") when a row is wrong, with the first of them in *out.  scope:
 * what lies outside is wrong, too; the place of rows without a code. */
struct Sheet;
MUST_CHECK Status petition_import(Ctx *ctx, RegionCode scope, const struct Sheet *sheet,
                                  PetitionImport *out);

/*
 * The petition register: rows, years, changes.
 */
#include "clue/petition.h"

#include "base/tr.h"

#include "clue/petition.sql.h"

enum { MONTHS = 12, WHOLE_YEAR = (1 << MONTHS) - 1, RATIO = 10000 };

/* ---- ratios: no floating point, so that no digit depends on the machine ---- */

bool
petition_rate(int64_t part, int64_t whole, int64_t *ratio_out)
{
    if (whole <= 0)
        return false;
    *ratio_out =
        part < 0 ? -((-part * RATIO + whole / 2) / whole) : (part * RATIO + whole / 2) / whole;
    return true;
}

bool
petition_change(int64_t now, int64_t before, int64_t *ratio_out)
{
    return petition_rate(now - before, before, ratio_out);
}

/* ---- periods ---- */

static int
digits(Text *rest, int most)
{
    int value = 0, count = 0;

    while (rest->len != 0 && count < most && rest->at[0] >= '0' && rest->at[0] <= '9') {
        value = value * 10 + (rest->at[0] - '0');
        *rest = text_slice(*rest, 1, rest->len);
        count++;
    }
    return count == 0 ? -1 : value;
}

static void
skip(Text *rest, Text word)
{
    if (text_starts(*rest, word))
        *rest = text_slice(*rest, word.len, rest->len);
}

bool
petition_period_parse(Text typed, int *year_out, int *month_out)
{
    static const Text between[] = {T_INIT("年"), T_INIT("-"), T_INIT("."), T_INIT("/")};
    Text rest = text_trim(typed);

    *month_out = 0;
    *year_out = digits(&rest, 4);
    if (*year_out < PETITION_YEAR_MIN)
        return false;
    for (size_t i = 0; i < sizeof between / sizeof between[0]; i++)
        skip(&rest, between[i]);
    if (rest.len == 0)
        return true;
    *month_out = digits(&rest, 2);
    skip(&rest, T("月"));
    return rest.len == 0 && *month_out >= 1 && *month_out <= MONTHS;
}

Text
petition_period_format(Arena *arena, int year, int month)
{
    return month == 0 ? text_printf(arena, "%04d", year)
                      : text_printf(arena, "%04d-%02d", year, month);
}

/* ---- rows ---- */

static bool
may_keep(const Ctx *ctx, RegionCode region)
{
    return actor_may(ctx->actor, CAN_KEEP_CLUES, region);
}

static bool
may_read(const Ctx *ctx, RegionCode region)
{
    return actor_may(ctx->actor, CAN_READ_SUPERVISION, region);
}

static Petition
of_row(const PetitionCountRow *row)
{
    return (Petition){
        .region = row->region,
        .year = (int)row->year,
        .month = (int)row->month,
        .counts = {row->reports, row->accusations, row->appeals, row->suggestions, row->satisfied,
                   row->asked},
    };
}

static bool
in_range(int64_t value)
{
    return value >= 0 && value <= PETITION_COUNT_MAX;
}

static void
check(Ctx *ctx, const Petition *petition)
{
    const PetitionCounts *counts = &petition->counts;
    Date today = day_to_date(ctx_today(ctx));

    if (petition->year < PETITION_YEAR_MIN || petition->month < 0 || petition->month > MONTHS)
        (void)!ctx_problem(ctx, "period", TR(ctx->lang, "期间应是年或月，例如 2022、2022-03"));
    else if (petition->year > today.year ||
             (petition->year == today.year && petition->month > today.month))
        (void)!ctx_problem(ctx, "period", TR(ctx->lang, "这一期还没有到"));
    if (!in_range(counts->reports) || !in_range(counts->accusations) ||
        !in_range(counts->appeals) || !in_range(counts->suggestions) ||
        !in_range(counts->satisfied) || !in_range(counts->asked))
        (void)!ctx_problem(ctx, "reports", TR(ctx->lang, "应是不小于 0 的整数"));
    else if (counts->accusations + counts->appeals + counts->suggestions > counts->reports)
        (void)!ctx_problem(ctx, "accusations", TR(ctx->lang, "各类加起来比信访举报总数还多"));
    if (counts->satisfied > counts->asked)
        (void)!ctx_problem(ctx, "satisfied", TR(ctx->lang, "满意的比参评的还多"));
}

Status
petition_put(Ctx *ctx, const Petition *petition)
{
    const PetitionCounts *counts = &petition->counts;
    Region place;

    if (!may_keep(ctx, petition->region))
        return DENIED;
    TRY(region_get(ctx, petition->region, &place));
    check(ctx, petition);
    TRY(ctx_checked(ctx));
    return petition_upsert(ctx, &(PetitionUpsertArgs){
                                    .region = petition->region,
                                    .year = petition->year,
                                    .month = petition->month,
                                    .reports = counts->reports,
                                    .accusations = counts->accusations,
                                    .appeals = counts->appeals,
                                    .suggestions = counts->suggestions,
                                    .satisfied = counts->satisfied,
                                    .asked = counts->asked,
                                });
}

Status
petition_remove(Ctx *ctx, RegionCode region, int year, int month)
{
    int64_t changed;

    if (!may_keep(ctx, region))
        return DENIED;
    TRY(petition_delete(ctx, region, year, month, &changed));
    if (changed == 0)
        return NOT_FOUND;
    return audit(ctx, region, "petition.remove", 0,
                 petition_period_format(ctx->arena, year, month));
}

Status
petition_list(Ctx *ctx, RegionCode scope, Text cursor, Petitions *out)
{
    RegionRange range = region_range(scope);
    PetitionCountRows rows;
    PetitionRowsAfterArgs args = {
        .first = range.first, .last = range.last, .after_region = -1, .limit = PETITION_PAGE + 1};
    Text region, year, month, rest;

    *out = (Petitions){0};
    if (!may_read(ctx, scope))
        return DENIED;
    if (!text_is_empty(cursor) &&
        (!text_cut(cursor, '.', &region, &rest) || !text_cut(rest, '.', &year, &month) ||
         !text_to_i64(region, &args.after_region) || !text_to_i64(year, &args.after_year) ||
         !text_to_i64(month, &args.after_month)))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    TRY(petition_rows_after(ctx, &args, &rows));
    out->at = NEW_ARRAY(ctx->arena, Petition, rows.len);
    for (size_t i = 0; i < rows.len && i < PETITION_PAGE; i++)
        out->at[out->len++] = of_row(&rows.at[i]);
    if (rows.len > PETITION_PAGE)
        out->next =
            text_printf(ctx->arena, "%lld.%d.%d", (long long)out->at[PETITION_PAGE - 1].region,
                        out->at[PETITION_PAGE - 1].year, out->at[PETITION_PAGE - 1].month);
    return OK;
}

/* ---- years ---- */

static void
add_counts(PetitionCounts *sum, const PetitionCounts *more)
{
    sum->reports += more->reports;
    sum->accusations += more->accusations;
    sum->appeals += more->appeals;
    sum->suggestions += more->suggestions;
    sum->satisfied += more->satisfied;
    sum->asked += more->asked;
}

/* Which months of a year there are (bits), a row for the whole year being all of them. */
static unsigned
months_of(const Petitions *rows, int year)
{
    unsigned months = 0;

    for (size_t i = 0; i < rows->len; i++)
        if (rows->at[i].year == year)
            months |= rows->at[i].month == 0 ? WHOLE_YEAR : 1u << (rows->at[i].month - 1);
    return months;
}

/* The sum over these months; false when one of them is missing. */
static bool
sum_of(const Petitions *rows, int year, unsigned months, PetitionCounts *out)
{
    unsigned found = 0;

    *out = (PetitionCounts){0};
    for (size_t i = 0; i < rows->len; i++) {
        const Petition *row = &rows->at[i];

        if (row->year != year)
            continue;
        if (row->month == 0 && months == WHOLE_YEAR) {
            *out = row->counts;
            return true;
        }
        if (row->month != 0 && (months & 1u << (row->month - 1)) != 0) {
            found |= 1u << (row->month - 1);
            add_counts(out, &row->counts);
        }
    }
    return found == months && months != 0;
}

static int
count_bits(unsigned bits)
{
    int count = 0;

    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

static bool
year_of(const Petitions *rows, int year, PetitionYear *out)
{
    unsigned months = months_of(rows, year);

    *out = (PetitionYear){.year = year, .months = count_bits(months)};
    if (!sum_of(rows, year, months, &out->now))
        return false;
    out->has_before = sum_of(rows, year - 1, months, &out->before);
    if (!out->has_before)
        out->before = (PetitionCounts){0};
    return true;
}

/* The rows of one place for the last years. */
static Status
rows_of(Ctx *ctx, RegionCode region, Petitions *out)
{
    int year = day_to_date(ctx_today(ctx)).year;
    PetitionCountRows rows;

    *out = (Petitions){0};
    if (!may_read(ctx, region))
        return DENIED;
    TRY(petition_rows_after(ctx,
                            &(PetitionRowsAfterArgs){
                                .first = region,
                                .last = region,
                                .after_region = region,
                                .after_year = year - PETITION_YEARS_MAX - 1,
                                .limit = PETITION_PAGE,
                            },
                            &rows));
    out->at = NEW_ARRAY(ctx->arena, Petition, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = of_row(&rows.at[i]);
    return OK;
}

Status
petition_years(Ctx *ctx, RegionCode region, PetitionYears *out)
{
    int year = day_to_date(ctx_today(ctx)).year;
    Petitions rows;

    *out = (PetitionYears){0};
    TRY(rows_of(ctx, region, &rows));
    out->at = NEW_ARRAY(ctx->arena, PetitionYear, PETITION_YEARS_MAX);
    for (int i = 0; i < PETITION_YEARS_MAX; i++)
        if (year_of(&rows, year - i, &out->at[out->len]))
            out->len++;
    return OK;
}

Status
petition_last_year(Ctx *ctx, RegionCode region, PetitionYear *out)
{
    int year = day_to_date(ctx_today(ctx)).year;
    Petitions rows;

    TRY(rows_of(ctx, region, &rows));
    for (int i = 1; i <= PETITION_YEARS_MAX; i++)
        if (year_of(&rows, year - i, out) && out->months == MONTHS)
            return OK;
    return NOT_FOUND;
}

Status
petition_between(Ctx *ctx, RegionCode region, Day first, Day last, PetitionCounts *out)
{
    Date from = day_to_date(first), to = day_to_date(last);
    unsigned months = 0;
    Petitions rows;

    *out = (PetitionCounts){0};
    if (from.year != to.year || from.day != 1 || to.day != days_in_month(to.year, to.month))
        return NOT_FOUND;
    for (int month = from.month; month <= to.month; month++)
        months |= 1u << (month - 1);
    TRY(rows_of(ctx, region, &rows));
    if (sum_of(&rows, from.year, months, out))
        return OK;
    *out = (PetitionCounts){0};
    return NOT_FOUND;
}

#include "stats/report.h"

#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "catalogue/period.h"
#include "stats/report.sql.h"

Month
report_month_of(Day today)
{
    return month_of(today) - 1;
}

bool
report_may(const Ctx *ctx, RegionCode region)
{
    return actor_may(ctx->actor, CAN_READ_STAFF_PARTS, region) ||
           actor_may(ctx->actor, CAN_READ_SUPERVISION, region);
}

bool
report_has_data(const Report *report)
{
    const ReportMonth *month = &report->months[TREND_MONTHS - 1];

    return month->party + month->village + month->finance + month->received + month->resolved +
               report->sum.due + report->sum.missing + report->rated + report->orders.issued !=
           0;
}

/* ---- who and where ---- */

static Status
read_above(Ctx *ctx, Report *out)
{
    Regions path;
    Texts names;

    TRY(region_path(ctx, out->place.code, &path));
    names = (Texts){NEW_ARRAY(ctx->arena, Text, path.len), 0};
    for (size_t i = 0; i < path.len; i++)
        if (path.at[i].code != out->place.code && path.at[i].level >= LEVEL_CITY)
            names.at[names.len++] = path.at[i].name;
    out->above = text_join(ctx->arena, names, T(" "));
    return OK;
}

/* The office for which the acting person makes it: a role over the place. */
static Status
read_office(Ctx *ctx, Report *out)
{
    const RoleGrants *grants = &ctx->actor->grants;

    out->office = TR(ctx->lang, "平台");
    for (size_t i = 0; !ctx->actor->system && i < grants->len; i++) {
        const RoleGrant *grant = &grants->at[i];
        Region place = {0};
        Status status;

        if (!role_is_staff(grant->role) || !region_contains(grant->region, out->place.code))
            continue;
        status = grant->region == 0 ? OK : region_get(ctx, grant->region, &place);
        if (status != OK && status != NOT_FOUND)
            return status;
        out->office = TR_FORMAT(ctx->arena, ctx->lang, "{place}{role}", {"place", place.name},
                                {"role", tr_text(ctx->lang, role_title(grant->role))});
        return OK;
    }
    return OK;
}

/* ---- figures ---- */

static Status
read_indicators(Ctx *ctx, Report *out)
{
    RegionCode code = out->place.code;
    Period month = period_of(RHYTHM_MONTHLY, out->first);
    Period before = period_before(month), year = period_year_ago(month);

    out->indicators.at = NEW_ARRAY(ctx->arena, ReportIndicator, indicator_count);
    for (size_t i = 0; i < indicator_count; i++) {
        const Indicator *indicator = &indicators[i];
        ReportIndicator *row = &out->indicators.at[out->indicators.len];

        if (!indicator_may_read(ctx, indicator, code))
            continue;
        out->indicators.len++;
        *row = (ReportIndicator){.indicator = indicator,
                                 .stands = indicator->stock || indicator->window_days != 0};
        if (row->stands) {
            TRY(indicator_value(ctx, indicator, code, out->first, out->made, &row->now));
            continue;
        }
        TRY(indicator_value(ctx, indicator, code, out->first, out->last, &row->now));
        TRY(indicator_value(ctx, indicator, code, before.start, before.end, &row->before));
        TRY(indicator_value(ctx, indicator, code, year.start, year.end, &row->year_before));
    }
    return OK;
}

static Status
read_month(Ctx *ctx, RegionCode code, Day last, ReportMonth *out)
{
    Day first = month_first(out->month);
    const struct {
        Measure measure;
        int64_t *value;
    } figures[] = {
        {TALLY_DUTIES_DUE,          &out->on_time.whole},
        {TALLY_DUTIES_ON_TIME,      &out->on_time.part },
        {TALLY_DISCLOSURES_PARTY,   &out->party        },
        {TALLY_DISCLOSURES_VILLAGE, &out->village      },
        {TALLY_DISCLOSURES_FINANCE, &out->finance      },
        {TALLY_OPINIONS,            &out->received     },
        {TALLY_OPINIONS_RESOLVED,   &out->resolved     },
    };

    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
        TRY(tally_between(ctx, code, figures[i].measure, first, last, figures[i].value));
    return OK;
}

static Status
read_months(Ctx *ctx, Report *out)
{
    for (int i = 0; i < TREND_MONTHS; i++) {
        Month month = out->month - (TREND_MONTHS - 1 - i);
        Day last = month_last(month);

        out->months[i] = (ReportMonth){.month = month};
        TRY(read_month(ctx, out->place.code, last < out->last ? last : out->last, &out->months[i]));
    }
    return OK;
}

static Status
read_sum(Ctx *ctx, Report *out)
{
    const ReportMonth *month = &out->months[TREND_MONTHS - 1];
    RegionCode code = out->place.code;
    const Measure content[] = {TALLY_RATED_SATISFIED, TALLY_RATED_BASICALLY,
                               TALLY_RATED_UNSATISFIED};

    out->sum = (ReportPlace){.code = code,
                             .name = out->place.name,
                             .due = month->on_time.whole,
                             .on_time = month->on_time.part,
                             .received = month->received,
                             .resolved = month->resolved};
    TRY(tally_between(ctx, code, TALLY_DUTIES_MISSING, out->first, out->last, &out->sum.missing));
    TRY(tally_between(ctx, code, TALLY_OPINIONS_OPEN, 1, out->last, &out->sum.open));
    for (size_t i = 0; i < sizeof content / sizeof content[0]; i++) {
        int64_t count;

        TRY(tally_between(ctx, code, content[i], out->first, out->last, &count));
        out->rated += count;
        out->satisfied += content[i] == TALLY_RATED_UNSATISFIED ? 0 : count;
    }
    return OK;
}

static Status
read_places(Ctx *ctx, Report *out)
{
    ReportBelowRows rows;

    TRY(report_below(ctx,
                     &(ReportBelowArgs){.parent = out->place.code,
                                        .first = out->first,
                                        .last = out->last,
                                        .limit = REPORT_PLACES_MAX},
                     &rows));
    out->places.at = NEW_ARRAY(ctx->arena, ReportPlace, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        const ReportBelowRow *row = &rows.at[i];

        if (row->closed_day.set && row->due + row->missing + row->received + row->resolved == 0)
            continue;
        out->places.at[out->places.len++] = (ReportPlace){.code = row->code,
                                                          .name = row->name,
                                                          .closed = row->closed_day.set,
                                                          .due = row->due,
                                                          .on_time = row->on_time,
                                                          .missing = row->missing,
                                                          .received = row->received,
                                                          .resolved = row->resolved,
                                                          .open = row->open};
    }
    return OK;
}

/* ---- what is missing ---- */

static Status
name_missing(Ctx *ctx, const Duty *duty, ReportMissing *out)
{
    Region place;
    Item item;
    Period period;
    Status status;

    *out = (ReportMissing){.region = duty->region,
                           .item = duty->item,
                           .period = duty->period,
                           .due_day = duty->due_day,
                           .days = ctx_today(ctx) - duty->due_day};
    TRY(region_get(ctx, duty->region, &place));
    out->place = place.name;
    status = catalogue_item(ctx, duty->region, duty->item, &item);
    if (status == OK)
        out->item = item_name(&item, ctx->lang);
    else if (status != NOT_FOUND)
        return status;
    if (period_parse(duty->period, &period))
        out->period = period_words(ctx->arena, ctx->lang, period);
    return OK;
}

static Status
read_missing(Ctx *ctx, Report *out)
{
    Duties duties;

    TRY(duty_missing_within(ctx, out->place.code, REPORT_MISSING_MAX + 1, &duties));
    out->missing.at = NEW_ARRAY(ctx->arena, ReportMissing, REPORT_MISSING_MAX);
    for (size_t i = 0; i < duties.len && duties.at[i].due_day <= out->last; i++) {
        out->missing.more = out->missing.len == REPORT_MISSING_MAX;
        if (out->missing.more)
            break;
        TRY(name_missing(ctx, &duties.at[i], &out->missing.at[out->missing.len]));
        out->missing.len++;
    }
    return OK;
}

/* ---- supervision ---- */

static Status
read_orders(Ctx *ctx, Report *out)
{
    RegionRange range = region_range(out->place.code);
    ReportOrdersRow row;

    TRY(report_orders(ctx,
                      &(ReportOrdersArgs){.first = range.first,
                                          .last = range.last,
                                          .from = day_start(out->first),
                                          .until = day_start(out->last + 1),
                                          .today = ctx_today(ctx)},
                      &row));
    out->orders = (ReportOrders){row.issued, row.open, row.overdue};
    return OK;
}

static Status
read_flags(Ctx *ctx, Report *out)
{
    Status status = flag_figures(ctx, out->place.code, &out->flags);

    out->flags_are = REPORT_FLAGS_ROWS;
    if (status == DENIED) {
        status = flag_totals(ctx, out->place.code, &out->flags);
        out->flags.len = 0;
        out->flags_are = REPORT_FLAGS_TOTALS;
    }
    if (status == DENIED)
        out->flags_are = REPORT_FLAGS_NONE;
    return status == DENIED ? OK : status;
}

static Status
read_confidential(Ctx *ctx, Report *out)
{
    Status status = clue_totals(ctx, out->place.code, &out->clues);

    out->has_clues = status == OK;
    if (status != OK && status != NOT_FOUND)
        return status;
    status = petition_last_year(ctx, out->place.code, &out->petitions);
    out->has_petitions = status == OK;
    return status == NOT_FOUND || status == DENIED ? OK : status;
}

Status
report_read(Ctx *ctx, RegionCode region, Month month, Report *out)
{
    Day today = ctx_today(ctx);

    *out = (Report){.month = month, .made = today};
    if (!report_may(ctx, region))
        return DENIED;
    TRY(region_get(ctx, region, &out->place));
    if (month < LEDGER_MONTH_MIN || month > LEDGER_MONTH_MAX)
        return ctx_problem(ctx, "month", TR(ctx->lang, "月份写成 2023-05 这样"));
    if (month > month_of(today))
        return ctx_problem(ctx, "month", TR(ctx->lang, "这个月还没有到"));
    out->first = month_first(month);
    out->last = month_last(month) < today ? month_last(month) : today;
    out->unfinished = month == month_of(today);
    TRY(read_above(ctx, out));
    TRY(read_office(ctx, out));
    TRY(read_indicators(ctx, out));
    TRY(read_months(ctx, out));
    TRY(read_sum(ctx, out));
    TRY(read_places(ctx, out));
    TRY(read_missing(ctx, out));
    TRY(read_orders(ctx, out));
    TRY(read_flags(ctx, out));
    return read_confidential(ctx, out);
}

/* ---- files ---- */

static const struct {
    const char *ending, *type;
    MUST_CHECK Status (*make)(Ctx *ctx, const Report *report, Text *out);
} files[REPORT_FILES] = {
    [REPORT_XLSX] = {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     report_sheet                                                                             },
    [REPORT_PDF] = {"pdf",  "application/pdf",                                                   report_paper},
};

const char *
report_file_ending(ReportFile file)
{
    return files[file].ending;
}

const char *
report_file_type(ReportFile file)
{
    return files[file].type;
}

Status
report_make(Ctx *ctx, const Report *report, ReportFile file, Text *out)
{
    return files[file].make(ctx, report, out);
}

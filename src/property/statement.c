/*
 * Statements: the disclosures made from the rows, corrected from them, and compared with them.
 */
#include "base/tr.h"
#include "property/inside.h"
#include "store/store.h"

#define REASON_FIELD "reason"

/* ---- comparing ---- */

static bool
same_cells(const Table *table, const Text *cells, size_t rows)
{
    if (table->rows != rows)
        return false;
    for (size_t i = 0; i < rows * table->columns.len; i++)
        if (!text_eq(table->cells[i], cells[i]))
            return false;
    return true;
}

Status
statement_is_same(Ctx *ctx, RegionCode village, Text item, Period period,
                  const Disclosure *disclosure, bool *out)
{
    Revision revision;
    Text *cells;
    size_t rows;
    PropertyFigures figures;

    TRY(disclosure_revision(ctx, disclosure->id,
                            disclosure->working != 0 ? disclosure->working : disclosure->revision,
                            &revision));
    if (revision.kind != DISCLOSURE_REPORT) {
        Item now;

        TRY(catalogue_version(ctx, disclosure->item_version, &now));
        TRY(property_cells(ctx, village, item, period, now.columns, &cells, &rows, &figures));
        *out = revision.kind == DISCLOSURE_NIL && rows == 0;
        return OK;
    }
    TRY(property_cells(ctx, village, item, period, revision.table.columns, &cells, &rows,
                       &figures));
    *out = rows != 0 && same_cells(&revision.table, cells, rows);
    return OK;
}

static Status
compare(Ctx *ctx, const StatementRecord *record)
{
    Disclosure disclosure;
    Period period;
    bool same = true;
    Status status = disclosure_get(ctx, record->disclosure, &disclosure);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (!period_parse(record->period, &period))
        return FAULT;
    if (status == OK && disclosure.state != STATE_WITHDRAWN)
        TRY(statement_is_same(ctx, record->region, record->item, period, &disclosure, &same));
    if (same != record->changed)
        return OK;
    return statement_mark(
        ctx, &(StatementMarkArgs){record->region, record->item, record->period, !same});
}

Status
statements_compare(Ctx *ctx, RegionCode village, Text item, Day from)
{
    StatementRecords rows;

    TRY(statements_ending(
        ctx, &(StatementsEndingArgs){village, item, from, PROPERTY_STATEMENTS_MAX}, &rows));
    for (size_t i = 0; i < rows.len; i++)
        TRY(compare(ctx, &rows.at[i]));
    return OK;
}

/* ---- where one stands ---- */

/* The disclosure of a period: the statement's, else one made by hand. */
static Status
find_disclosure(Ctx *ctx, RegionCode village, Text item, Text period, Disclosure *out,
                StatementRecord *record_out)
{
    PropertyDisclosureOfRow row;
    Status status = statement_of(ctx, village, item, period, record_out);

    if (status == OK) {
        status = disclosure_get(ctx, record_out->disclosure, out);
        if (status == OK && out->state != STATE_WITHDRAWN)
            return OK;
    }
    if (status != OK && status != NOT_FOUND)
        return status;
    *record_out = (StatementRecord){0};
    TRY(property_disclosure_of(ctx, village, item, period, &row));
    return disclosure_get(ctx, row.id, out);
}

/* Looked at anew, not read from the mark: a correction may have been thrown away on the desk, and
 * what the closed months of the ledger give moves without a row of ours. */
static Status
is_changed(Ctx *ctx, RegionCode village, Text item, Period period, const Disclosure *disclosure,
           bool *out)
{
    PlanLines lines;
    bool same;

    TRY(statement_is_same(ctx, village, item, period, disclosure, &same));
    *out = !same;
    if (!same || !text_eq(item, register_item(REGISTER_PLAN)))
        return OK;
    TRY(plan_lines(ctx, village, day_to_date(period.start).year, &lines));
    for (size_t i = 0; i < lines.len; i++)
        *out = *out || lines.at[i].done_fen != lines.at[i].ledger_fen;
    return OK;
}

static Status
fill(Ctx *ctx, RegionCode village, Text item, Period period, PropertyStatement *out)
{
    Disclosure disclosure;
    StatementRecord record;
    Status status;

    *out = (PropertyStatement){
        .region = village, .item = item, .period = period_format(ctx->arena, period)};
    status = find_disclosure(ctx, village, item, out->period, &disclosure, &record);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    out->disclosure = disclosure.id;
    out->state = disclosure.state;
    out->revision = disclosure.revision;
    out->published_at = disclosure.published_at;
    out->by_hand = record.disclosure != disclosure.id;
    out->waiting = disclosure.state == STATE_CONFIRMING || disclosure.state == STATE_SUBMITTED;
    return out->by_hand ? OK : is_changed(ctx, village, item, period, &disclosure, &out->changed);
}

Status
property_statement(Ctx *ctx, RegionCode village, Text code, Text typed, PropertyStatement *out)
{
    Item item;
    Period period;

    TRY(property_read(ctx, village));
    TRY(property_period_of(ctx, village, code, typed, &item, &period));
    return fill(ctx, village, item.code, period, out);
}

Status
property_statements(Ctx *ctx, RegionCode village, Text code, PropertyStatements *out)
{
    StatementRecords rows;
    Period last;
    Text name;
    bool there = false;

    *out = (PropertyStatements){0};
    TRY(property_read(ctx, village));
    TRY(property_period(ctx, village, code, ctx_today(ctx), &last));
    if (last.end > ctx_today(ctx))
        last = period_before(last);
    name = period_format(ctx->arena, last);
    TRY(statements_ending(
        ctx, &(StatementsEndingArgs){village, code, DAY_LEAST, PROPERTY_STATEMENTS_MAX}, &rows));
    for (size_t i = 0; i < rows.len; i++)
        there = there || text_eq(rows.at[i].period, name);
    out->at = NEW_ARRAY(ctx->arena, PropertyStatement, rows.len + 1);
    if (!there)
        TRY(fill(ctx, village, code, last, &out->at[out->len++]));
    for (size_t i = 0; i < rows.len; i++) {
        Period period;

        if (!period_parse(rows.at[i].period, &period))
            return FAULT;
        TRY(fill(ctx, village, code, period, &out->at[out->len++]));
    }
    return OK;
}

/* ---- handing in ---- */

static Status
create(Ctx *ctx, RegionCode village, Text item, Text period, Disclosure *out)
{
    DisclosureInput input;

    TRY(property_input(ctx, village, item, period, (Columns){0}, &input));
    TRY(disclosure_create(ctx, &input, out));
    return disclosure_submit(ctx, out->id, out->lock, out);
}

static Status
rewrite(Ctx *ctx, RegionCode village, Text code, Text period, Disclosure *disclosure)
{
    DisclosureInput input;
    Item item = {0};

    if (disclosure->revision != 0)
        TRY(catalogue_version(ctx, disclosure->item_version, &item));
    TRY(property_input(ctx, village, code, period, item.columns, &input));
    input.item = input.period = (Text){0}; /* stay as they are */
    TRY(disclosure_update(ctx, disclosure->id, disclosure->lock, &input, disclosure));
    return disclosure_submit(ctx, disclosure->id, disclosure->lock, disclosure);
}

static Status
bring_up_to_date(Ctx *ctx, RegionCode village, Text item, Period period, Text reason,
                 Disclosure *disclosure)
{
    StatementRecord record;
    Text name = period_format(ctx->arena, period);
    Status status = find_disclosure(ctx, village, item, name, disclosure, &record);
    bool same;

    if (status == NOT_FOUND)
        return create(ctx, village, item, name, disclosure);
    TRY(status);
    if (disclosure->state == STATE_DRAFT || disclosure->state == STATE_RETURNED)
        return rewrite(ctx, village, item, name, disclosure);
    TRY(statement_is_same(ctx, village, item, period, disclosure, &same));
    if (same)
        return OK;
    if (disclosure->state != STATE_PUBLISHED)
        return ctx_problem(ctx, "statement", TR(ctx->lang, "这一期的公开表正在审核，等审核完再来"));
    (void)property_text(ctx, REASON_FIELD, reason, REASON_CHARS_MAX,
                        TR(ctx->lang, "请写明更正的原因，它会和新内容一起公开"));
    TRY(ctx_checked(ctx));
    TRY(disclosure_correct(ctx, disclosure->id, disclosure->lock, reason, disclosure));
    return rewrite(ctx, village, item, name, disclosure);
}

Status
property_hand_in(Ctx *ctx, RegionCode village, Text code, Text typed, Text reason,
                 PropertyStatement *out)
{
    Disclosure disclosure;
    Item item;
    Period period;
    Text name;

    TRY(property_begin(ctx, village));
    TRY(property_period_of(ctx, village, code, typed, &item, &period));
    name = period_format(ctx->arena, period);
    if (text_eq(item.code, register_item(REGISTER_PLAN)))
        TRY(plan_count(ctx, village, day_to_date(period.start).year));
    TRY(bring_up_to_date(ctx, village, item.code, period, text_trim(reason), &disclosure));
    TRY(statement_put(ctx, &(StatementPutArgs){village, item.code, name, period.start, period.end,
                                               disclosure.id}));
    /* The plan of the year is also that of its other periods. */
    TRY(statements_compare(ctx, village, item.code, period.start));
    TRY(audit(ctx, village, "property.hand_in", disclosure.id,
              text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(item.code), TEXT_ARGS(name))));
    region_touch(ctx, village);
    return fill(ctx, village, item.code, period, out);
}

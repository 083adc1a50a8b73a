/*
 * A list that was published by hand, as a table of V6, becomes a batch: its rows are the lines, and
 * the disclosure stays what it is.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "store/store.h"
#include "subsidy/inside.h"
#include "subsidy/table.h"

enum { YEAR_DIGITS = 4, PERIODS_A_YEAR = 1 + 2 + 4 + 12 };

/* ---- words ---- */

/* The periods of a year as people write them, the longest words first: "2023年5月" begins with
 * "2023年", which some write for the whole year. */
static size_t
periods_of_year(Arena *arena, int year, Text *names, Text *words)
{
    static const Rhythm rhythms[] = {RHYTHM_MONTHLY, RHYTHM_QUARTERLY, RHYTHM_HALF_YEARLY,
                                     RHYTHM_YEARLY};
    Day end = day_from_date((Date){year + 1, 1, 1});
    size_t len = 0;

    for (size_t i = 0; i < sizeof rhythms / sizeof rhythms[0]; i++)
        for (Period period = period_of(rhythms[i], day_from_date((Date){year, 1, 1}));
             period.start < end; period = period_after(period)) {
            names[len] = period_format(arena, period);
            words[len++] = period_words(arena, LANG_HANS, period);
        }
    return len;
}

/* "2023年第二季度第一批" is of 2023Q2 and called 第一批. */
static void
read_label(Arena *arena, Text label, Text *period_out, Text *name_out)
{
    Text names[PERIODS_A_YEAR + 1], words[PERIODS_A_YEAR + 1];
    int64_t year;
    size_t len;

    *period_out = T("");
    *name_out = label;
    if (label.len < YEAR_DIGITS || !text_to_i64(text_slice(label, 0, YEAR_DIGITS), &year) ||
        year < 1990 || year > 2100)
        return;
    len = periods_of_year(arena, (int)year, names, words);
    names[len] = names[len - 1];
    words[len++] = text_printf(arena, "%lld年", (long long)year);
    for (size_t i = 0; i < len; i++) {
        if (!text_starts(label, words[i]))
            continue;
        *period_out = names[i];
        *name_out = text_trim(text_slice(label, words[i].len, label.len - words[i].len));
        return;
    }
}

/* Of the label; of a disclosure on event the year. */
static void
choose_words(Ctx *ctx, const Disclosure *disclosure, Adoption *out)
{
    Period period;

    read_label(ctx->arena, out->label, &out->period, &out->name);
    if (text_chars(out->name) > BATCH_NAME_CHARS_MAX)
        out->name = T("");
    if (out->period.len != 0 || !period_parse(disclosure->period, &period))
        return;
    out->period = period.rhythm == RHYTHM_EVENT
                      ? period_format(ctx->arena, period_of(RHYTHM_YEARLY, period.start))
                      : disclosure->period;
}

/* ---- rows ---- */

typedef struct Reading {
    Ctx *ctx;
    const Table *table;
    const Source *sources;
    Adoption *out;
    size_t row;
} Reading;

static Status
refuse(const Reading *reading, size_t column, Text why)
{
    Ctx *ctx = reading->ctx;

    return ctx_problem(ctx, "disclosure",
                       TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行“{column}”：{why}",
                                 {"row", text_printf(ctx->arena, "%zu", reading->row + 1)},
                                 {"column", reading->table->columns.at[column].name},
                                 {"why", why}));
}

static Status
take_text(const Reading *reading, size_t column, Text cell, size_t chars_max, Text *out)
{
    Ctx *ctx = reading->ctx;

    *out = cell;
    if (text_chars(cell) > chars_max)
        return refuse(reading, column,
                      TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                                {"max", text_printf(ctx->arena, "%zu", chars_max)}));
    return OK;
}

/* What all rows of one list have alike. */
static Status
take_shared(const Reading *reading, size_t column, Text cell, Text *out)
{
    Ctx *ctx = reading->ctx;

    if (reading->row == 0)
        *out = cell;
    if (text_eq(*out, cell))
        return OK;
    return refuse(reading, column,
                  TR_FORMAT(ctx->arena, ctx->lang,
                            "写的是“{cell}”，第 1 行是“{first}”；一份名单只能有一种",
                            {"cell", cell}, {"first", *out}));
}

static Status
take_number(const Reading *reading, size_t column, Text cell, int64_t *out)
{
    Ctx *ctx = reading->ctx;
    const Column *kind = &reading->table->columns.at[column];

    *out = 0;
    if (cell.len == 0 || (cell_number(kind, cell, out) && *out >= 0))
        return OK;
    return refuse(reading, column, TR(ctx->lang, "名单里这一列要是数"));
}

static Status
take_payment(const Reading *reading, size_t column, Text cell, bool day, Line *line)
{
    Ctx *ctx = reading->ctx;
    Day paid;

    if (!day)
        return line_state_parse(cell, &line->state)
                   ? OK
                   : refuse(reading, column, TR(ctx->lang, "写“待发”“已发”或“未到账”"));
    if (cell.len == 0)
        return OK;
    if (!day_parse(cell, &paid))
        return refuse(reading, column, TR(ctx->lang, "应是日期，例如 2023-05-18"));
    line->paid_day = SOME_INT(paid);
    return OK;
}

static Status
take_cell(Reading *reading, size_t column, Text cell, Line *line)
{
    Ctx *ctx = reading->ctx;

    switch (reading->sources[column]) {
    case FROM_PROGRAMME:
        return take_shared(reading, column, cell, &reading->out->programme);
    case FROM_BATCH:
        return take_shared(reading, column, cell, &reading->out->label);
    case FROM_NUMBER:
        return take_text(reading, column, cell, HOUSEHOLD_NUMBER_CHARS_MAX, &line->number);
    case FROM_NAME:
        return take_text(reading, column, cell, LINE_NAME_CHARS_MAX, &line->name);
    case FROM_GROUP:
        return take_text(reading, column, cell, HOUSEHOLD_NAME_CHARS_MAX, &line->group_name);
    case FROM_QUANTITY:
        return take_number(reading, column, cell, &line->quantity_milli);
    case FROM_STANDARD:
        return take_number(reading, column, cell, &line->standard_fen);
    case FROM_AMOUNT:
        return take_number(reading, column, cell, &line->amount_fen);
    case FROM_PAID_DAY:
    case FROM_STATE:
        return take_payment(reading, column, cell, reading->sources[column] == FROM_PAID_DAY, line);
    case FROM_NOTE:
        return take_text(reading, column, cell, LINE_NOTE_CHARS_MAX, &line->note);
    case FROM_NOTHING:
        break;
    }
    if (cell.len == 0)
        return OK;
    return refuse(reading, column, TR(ctx->lang, "补贴名单里没有这一列，接不过来"));
}

static Status
take_row(Reading *reading, Line *line)
{
    const Table *table = reading->table;
    Adoption *out = reading->out;

    *line = (Line){.position = (int64_t)reading->row + 1,
                   .number = T(""),
                   .name = T(""),
                   .group_name = T(""),
                   .card_hash = T(""),
                   .card_tail = T(""),
                   .note = T("")};
    for (size_t i = 0; i < table->columns.len; i++)
        TRY(take_cell(reading, i, table->cells[reading->row * table->columns.len + i], line));
    if (line->state == LINE_DUE && line->paid_day.set)
        line->state = LINE_PAID;
    if (reading->row == 0)
        out->standard_fen = line->standard_fen;
    else if (out->standard_fen != line->standard_fen)
        out->standard_fen = 0;
    out->total_fen += line->amount_fen;
    out->paid = out->paid || line->state != LINE_DUE;
    return OK;
}

static bool
has_source(const Source *sources, size_t len, Source source)
{
    for (size_t i = 0; i < len; i++)
        if (sources[i] == source)
            return true;
    return false;
}

static Status
read_table(Ctx *ctx, const Table *table, Adoption *out)
{
    Source *sources = NEW_ARRAY(ctx->arena, Source, table->columns.len);
    Reading reading = {.ctx = ctx, .table = table, .sources = sources, .out = out};

    for (size_t i = 0; i < table->columns.len; i++)
        sources[i] = subsidy_column_source(ctx->arena, &table->columns.at[i]);
    if (table->rows == 0 || !has_source(sources, table->columns.len, FROM_NAME) ||
        !has_source(sources, table->columns.len, FROM_AMOUNT))
        return ctx_problem(ctx, "disclosure",
                           TR(ctx->lang, "这份公开里没有名单：要有户主和金额两列"));
    out->lines = (Lines){.at = NEW_ARRAY(ctx->arena, Line, table->rows), .len = table->rows};
    for (; reading.row < table->rows; reading.row++)
        TRY(take_row(&reading, &out->lines.at[reading.row]));
    return OK;
}

/* ---- the adoption ---- */

Status
subsidy_adoption(Ctx *ctx, int64_t disclosure, Adoption *out)
{
    Disclosure found;
    Revision revision;
    BatchOfDisclosureRow twin;
    Status status;

    TRY(disclosure_get(ctx, disclosure, &found));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, found.region));
    if (!text_eq(found.item, SUBSIDY_ITEM) || found.revision == 0 || found.state == STATE_WITHDRAWN)
        return NOT_FOUND;
    if (found.state != STATE_PUBLISHED)
        return CONFLICT;
    status = batch_of_disclosure(ctx, found.region, disclosure, &twin);
    if (status == OK)
        return ctx_problem(ctx, "disclosure", TR(ctx->lang, "这份公开已经有名单了"));
    if (status != NOT_FOUND)
        return status;
    TRY(disclosure_revision(ctx, disclosure, found.revision, &revision));
    *out = (Adoption){.disclosure = disclosure,
                      .region = found.region,
                      .title = revision.title,
                      .programme = T(""),
                      .label = T("")};
    TRY(read_table(ctx, &revision.table, out));
    choose_words(ctx, &found, out);
    return OK;
}

Status
subsidy_adoptable(Ctx *ctx, RegionCode village, Adoptables *out)
{
    DisclosuresWithoutBatchRows rows;

    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village));
    TRY(disclosures_without_batch(ctx, village, SUBSIDY_ITEM, ADOPTABLE_MAX, &rows));
    *out = (Adoptables){.at = NEW_ARRAY(ctx->arena, Adoptable, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (Adoptable){rows.at[i].id, rows.at[i].title, rows.at[i].period,
                                 rows.at[i].published_at};
    return OK;
}

static Status
check_adoption(Ctx *ctx, const Adoption *adoption, const Programme *programme, Text period,
               Text name, Period *period_out)
{
    Programme open = *programme;
    BatchByNameRow twin;
    Status status;

    open.retired_day = (OptInt){0}; /* what was published then stays */
    if (adoption->programme.len != 0 && !text_eq(adoption->programme, programme->name))
        return ctx_problem(
            ctx, "programme",
            TR_FORMAT(ctx->arena, ctx->lang,
                      "公开的表里写的是“{name}”，请选同一个补贴项目；没有的话先登记项目",
                      {"name", adoption->programme}));
    TRY(batch_check_new(ctx, adoption->region, &open, period, name, period_out));
    status = batch_by_name(ctx, &(BatchByNameArgs){adoption->region, programme->id, period, name},
                           &twin);
    if (status == OK)
        return ctx_problem(ctx, "name",
                           TR(ctx->lang, "这一期这个项目的名单已经有了；再发一批，请写上批次"));
    return status == NOT_FOUND ? OK : status;
}

static Status
write_lines(Ctx *ctx, const Adoption *adoption, int64_t batch)
{
    for (size_t i = 0; i < adoption->lines.len; i++) {
        Line line = adoption->lines.at[i];
        Text number = line.number;

        TRY(line_find_household(ctx, adoption->region, &line));
        line.number = number; /* as published: its table is made from it */
        TRY(line_write(ctx, batch, &line));
    }
    return OK;
}

Status
subsidy_adopt(Ctx *ctx, int64_t disclosure, int64_t programme_id, Text period, Text name,
              Batch *out)
{
    Adoption adoption;
    Programme programme;
    Period parsed;
    int64_t id = id_new();
    Status status;

    TRY(subsidy_adoption(ctx, disclosure, &adoption));
    status = programme_get(ctx, programme_id, &programme);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "programme", TR(ctx->lang, "请选补贴项目"));
    TRY(status);
    period = text_is_blank(period) ? adoption.period : text_trim(period);
    name = text_is_blank(name) ? adoption.name : text_trim(name);
    TRY(check_adoption(ctx, &adoption, &programme, period, name, &parsed));
    TRY(batch_insert(ctx, &(BatchInsertArgs){
                              .id = id,
                              .region = adoption.region,
                              .programme = programme_id,
                              .name = name,
                              .period = period,
                              .period_start = parsed.start,
                              .standard_fen = adoption.standard_fen != 0 ? adoption.standard_fen
                                                                         : programme.standard_fen,
                              .state = adoption.paid ? T("result") : T("notice"),
                              .notice = adoption.paid ? (OptInt){0} : SOME_INT(disclosure),
                              .result = adoption.paid ? SOME_INT(disclosure) : (OptInt){0},
                              .explanation = T(""),
                              .label = adoption.label,
                              .now = ctx->now,
                              .created_by = acting(ctx),
                          }));
    TRY(write_lines(ctx, &adoption, id));
    TRY(batch_fetch(ctx, id, out));
    return batch_save(ctx, out, "subsidy.adopt", batch_words(ctx->arena, LANG_HANS, out));
}

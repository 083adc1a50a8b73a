/*
 * The financial plan of a year: line by line what is to come in and go out, and what came of it.
 */
#include "base/id.h"
#include "base/tr.h"
#include "property/inside.h"

enum {
    YEAR_LEAST = 1990,
    YEAR_MOST = 2100,
    PER_ACCOUNT = 100, /* a category's number is its account and two digits */
    MONTHS_A_YEAR = 12
};

static PlanLine
plan_from(const PlanRecord *record)
{
    return (PlanLine){
        .id = record->id,
        .region = record->region,
        .year = record->year,
        .direction = record->direction == DIRECTION_IN ? DIRECTION_IN : DIRECTION_OUT,
        .category = record->category,
        .item = record->item,
        .planned_fen = record->planned_fen,
        .done_fen = record->done_fen,
        .next_fen = record->next_fen,
        .note = record->note,
        .ledger_fen = record->done_fen,
        .lock = record->lock,
    };
}

/* What the closed months of the ledger gave for a line's category. */
static Status
count_ledger(Ctx *ctx, PlanLine *line)
{
    bool account = line->category < PER_ACCOUNT * PER_ACCOUNT;
    int64_t low = account ? line->category * PER_ACCOUNT : line->category;
    PlanLedgerSumRow sum;

    line->ledger_fen = line->done_fen;
    if (line->category == 0)
        return OK;
    TRY(plan_ledger_sum(ctx,
                        &(PlanLedgerSumArgs){line->region, line->year * MONTHS_A_YEAR,
                                             line->year * MONTHS_A_YEAR + MONTHS_A_YEAR - 1,
                                             line->direction, low,
                                             account ? low + PER_ACCOUNT - 1 : low},
                        &sum));
    line->ledger_fen = sum.amount_fen;
    return OK;
}

/* ---- reading ---- */

Status
plan_lines(Ctx *ctx, RegionCode village, int64_t year, PlanLines *out)
{
    PlanRecords rows;

    TRY(plan_of_year(ctx, village, year, PROPERTY_PLAN_LINES_MAX, &rows));
    *out = (PlanLines){.at = NEW_ARRAY(ctx->arena, PlanLine, rows.len + 1)};
    for (size_t i = 0; i < rows.len; i++) {
        PlanLine *line = &out->at[out->len++];

        *line = plan_from(&rows.at[i]);
        TRY(count_ledger(ctx, line));
    }
    return OK;
}

Status
plan_get(Ctx *ctx, int64_t id, PlanLine *out)
{
    PlanRecord record;

    TRY(plan_by_id(ctx, id, &record));
    TRY(property_read(ctx, record.region));
    *out = plan_from(&record);
    return count_ledger(ctx, out);
}

Status
plan_list(Ctx *ctx, RegionCode village, int64_t year, PlanLines *out)
{
    *out = (PlanLines){0};
    TRY(property_read(ctx, village));
    return plan_lines(ctx, village, year, out);
}

/* ---- checks ---- */

static bool
is_category(int64_t number, Direction direction)
{
    for (size_t i = 0; category_at(i) != NULL; i++) {
        const Category *category = category_at(i);

        if (category->direction == direction &&
            (category->number == number || category->account == number))
            return true;
    }
    return false;
}

static bool
overlap(int64_t a, int64_t b)
{
    return a != 0 && b != 0 && (a == b || a / PER_ACCOUNT == b || b / PER_ACCOUNT == a);
}

static Status
check_others(Ctx *ctx, const PlanLine *line)
{
    PlanRecords rows;

    TRY(plan_of_year(ctx, line->region, line->year, PROPERTY_PLAN_LINES_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const PlanRecord *other = &rows.at[i];

        if (other->id == line->id || other->direction != line->direction)
            continue;
        if (text_eq(other->item, line->item))
            (void)!ctx_problem(ctx, "item", TR(ctx->lang, "这一年已经有这一项"));
        else if (overlap(other->category, line->category))
            (void)!ctx_problem(ctx, "category",
                               TR_FORMAT(ctx->arena, ctx->lang,
                                         "“{item}”已经用了这个类别，执行数会算两次",
                                         {"item", other->item}));
    }
    if (line->id == 0)
        property_room(ctx, "item", (int64_t)rows.len, PROPERTY_PLAN_LINES_MAX);
    return ctx_checked(ctx);
}

Status
plan_check(Ctx *ctx, PlanLine *line)
{
    property_range(ctx, "year", line->year, YEAR_LEAST, YEAR_MOST,
                   TR(ctx->lang, "年份应在 1990 到 2100 之间"));
    if (line->direction != DIRECTION_IN && line->direction != DIRECTION_OUT)
        (void)!ctx_problem(ctx, "direction", TR(ctx->lang, "请选是收入还是支出"));
    else if (line->category != 0 && !is_category(line->category, line->direction))
        (void)!ctx_problem(ctx, "category", TR(ctx->lang, "类别和收支对不上，请重新选"));
    line->item = property_text(ctx, "item", line->item, PROPERTY_NAME_CHARS_MAX,
                               TR(ctx->lang, "请写这一项是什么"));
    line->note = property_text(ctx, "note", line->note, PROPERTY_TEXT_CHARS_MAX, (Text){0});
    property_money(ctx, "planned", line->planned_fen, false);
    property_money(ctx, "next", line->next_fen, false);
    if (line->category == 0)
        property_money(ctx, "done", line->done_fen, false);
    TRY(ctx_checked(ctx));
    return check_others(ctx, line);
}

/* ---- writing ---- */

static Status
save(Ctx *ctx, PlanLine *line)
{
    int64_t changed;

    if (line->id == 0) {
        line->id = id_new();
        line->lock = 1;
        return plan_insert(ctx,
                           &(PlanInsertArgs){line->id, line->region, line->year, line->direction,
                                             line->category, line->item, line->planned_fen,
                                             line->done_fen, line->next_fen, line->note});
    }
    TRY(plan_update(ctx,
                    &(PlanUpdateArgs){line->id, line->lock, line->year, line->direction,
                                      line->category, line->item, line->planned_fen, line->done_fen,
                                      line->next_fen, line->note},
                    &changed));
    line->lock++;
    return property_one(changed);
}

Status
plan_write(Ctx *ctx, const PlanLine *input, PlanLine *out)
{
    PlanRecord before = {0};

    *out = *input;
    TRY(plan_check(ctx, out));
    /* What the ledger gives is taken when the plan is handed in; until then it stays. */
    if (out->category != 0) {
        out->done_fen = 0;
        if (out->id != 0) {
            TRY(plan_by_id(ctx, out->id, &before));
            out->done_fen = before.done_fen;
        }
        TRY(count_ledger(ctx, out));
        if (out->id == 0 || before.category != out->category || before.year != out->year)
            out->done_fen = out->ledger_fen;
    }
    TRY(save(ctx, out));
    return count_ledger(ctx, out);
}

static Day
year_start(int64_t year)
{
    return day_from_date((Date){(int)year, 1, 1});
}

Status
plan_put(Ctx *ctx, const PlanLine *input, PlanLine *out)
{
    PlanLine row = *input;
    PlanRecord before = {.year = row.year};

    if (row.id != 0) {
        TRY(plan_by_id(ctx, row.id, &before));
        row.region = before.region;
    }
    TRY(property_begin(ctx, row.region));
    TRY(plan_write(ctx, &row, out));
    return property_finish(ctx, row.region, REGISTER_PLAN,
                           year_start(before.year < out->year ? before.year : out->year),
                           row.id != 0 ? PROPERTY_CHANGE : PROPERTY_ADD, out->id, out->item);
}

Status
plan_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    PlanRecord record;
    int64_t changed;

    TRY(plan_by_id(ctx, id, &record));
    TRY(property_begin(ctx, record.region));
    TRY(plan_delete(ctx, id, lock, &changed));
    TRY(property_one(changed));
    return property_finish(ctx, record.region, REGISTER_PLAN, year_start(record.year),
                           PROPERTY_REMOVE, id, record.item);
}

Status
plan_count(Ctx *ctx, RegionCode village, int64_t year)
{
    PlanLines lines;

    TRY(plan_lines(ctx, village, year, &lines));
    for (size_t i = 0; i < lines.len; i++) {
        PlanLine *line = &lines.at[i];

        if (line->category == 0 || line->done_fen == line->ledger_fen)
            continue;
        line->done_fen = line->ledger_fen;
        TRY(save(ctx, line));
    }
    return OK;
}

Status
plan_begin_year(Ctx *ctx, RegionCode village, int64_t year, PlanLines *out)
{
    PlanLines last;

    TRY(property_begin(ctx, village));
    TRY(plan_lines(ctx, village, year, out));
    if (out->len != 0)
        return CONFLICT;
    TRY(plan_lines(ctx, village, year - 1, &last));
    if (last.len == 0)
        return NOT_FOUND;
    for (size_t i = 0; i < last.len; i++) {
        PlanLine line = last.at[i], stored;

        line.id = 0;
        line.year = year;
        line.planned_fen = line.next_fen;
        line.done_fen = line.next_fen = 0;
        line.note = T("");
        TRY(plan_write(ctx, &line, &stored));
    }
    TRY(plan_lines(ctx, village, year, out));
    return property_finish(ctx, village, REGISTER_PLAN, year_start(year), PROPERTY_ADD, 0,
                           property_number(ctx->arena, year));
}

/*
 * A list as a table: a header somewhere near the top, then a person a row.  What would tell who
 * somebody is turns into hashes and stars while the row is read.
 */
#include "base/id.h"
#include "base/tr.h"
#include "outside/inside.h"
#include "region/changed.h"
#include "resident/roster.h"
#include "sheet/sheet.h"

#include "outside/outside.sql.h"

enum {
    HEADER_LINES_MAX = 10, /* titles and notes above it */
    DIGITS_IN_WORDS_MAX = 8,
};

typedef struct Reading {
    Ctx *ctx;
    const OutsideOffer *offer;
    const OutsideColumn *columns;
    size_t count;
    size_t at[OUTSIDE_COLUMNS_MAX]; /* where each stands; SHEET_NO_COLUMN */
    int64_t line;
    int64_t list;
    Status broken; /* the key of the hashes cannot be read */
    OutsideImport *out;
} Reading;

/* One row, brought into the form in which it is kept. */
typedef struct Row {
    Text id_hash, contact_hash, what, company;
    OptInt day, place, area_milli;
    Text full_name, phone; /* not kept */
} Row;

/* ---- faults ---- */

static void
fault(Reading *reading, size_t column, Text why)
{
    OutsideImport *out = reading->out;
    Arena *arena = reading->ctx->arena;
    size_t at = reading->at[column];

    out->faults++;
    if (out->bad.len == OUTSIDE_BAD_MAX)
        return;
    if (out->bad.at == NULL)
        out->bad.at = NEW_ARRAY(arena, OutsideBad, OUTSIDE_BAD_MAX);
    out->bad.at[out->bad.len++] = (OutsideBad){
        .place =
            text_printf(arena, "%.*s%lld",
                        TEXT_ARGS(at == SHEET_NO_COLUMN ? T("") : sheet_column_letters(arena, at)),
                        (long long)reading->line),
        .why = why,
    };
}

/* ---- the header ---- */

static bool
is_called(Arena *arena, const OutsideColumn *column, Text key)
{
    for (size_t i = 0; i < OUTSIDE_NAMES_MAX && column->names[i] != NULL; i++)
        if (text_eq(key, sheet_name_key(arena, text_c(column->names[i]))))
            return true;
    return false;
}

/* Whether the record is the header; the first column of a name counts. */
static bool
is_header(Reading *reading, Texts record)
{
    Arena *arena = reading->ctx->arena;

    for (size_t i = 0; i < reading->count; i++) {
        reading->at[i] = SHEET_NO_COLUMN;
        for (size_t j = record.len; j > 0; j--)
            if (is_called(arena, &reading->columns[i], sheet_name_key(arena, record.at[j - 1])))
                reading->at[i] = j - 1;
        if (reading->columns[i].required && reading->at[i] == SHEET_NO_COLUMN)
            return false;
    }
    return true;
}

static Status
columns_are_missing(const Reading *reading)
{
    Ctx *ctx = reading->ctx;
    Text names[OUTSIDE_COLUMNS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < reading->count; i++)
        if (reading->columns[i].required)
            names[count++] = text_c(reading->columns[i].names[0]);
    return ctx_problem(
        ctx, "file",
        TR_FORMAT(ctx->arena, ctx->lang, "表格里要有这几列：{columns}",
                  {"columns", text_join(ctx->arena, (Texts){names, count}, T("、"))}));
}

static Status
read_header(Reading *reading, OutsideNext *next, void *arg)
{
    for (int i = 0; i < HEADER_LINES_MAX; i++) {
        Texts record;
        Status status = next(arg, reading->ctx, &record, &reading->line);

        if (status == NOT_FOUND)
            break;
        TRY(status);
        if (is_header(reading, record))
            return OK;
    }
    return columns_are_missing(reading);
}

/* ---- cells ---- */

/* A number that stands in the wrong column must not be kept by mistake. */
static bool
holds_number(Text words)
{
    size_t digits = 0;

    for (size_t i = 0; i < words.len; i++)
        digits += words.at[i] >= '0' && words.at[i] <= '9';
    return digits > DIGITS_IN_WORDS_MAX;
}

static void
take_identity(Reading *reading, size_t column, Text cell, Row *row)
{
    Ctx *ctx = reading->ctx;
    size_t before = ctx->problems.len;
    Identity identity;
    Status status;

    if (cell.len == 0)
        return;
    status = roster_identity(ctx, cell, &identity);
    if (status != OK && status != INVALID) {
        reading->broken = status;
        return;
    }
    if (status == INVALID || identity.hash.len == 0) {
        bool by_sheet = ctx->problems.len > before && text_find(cell, T("+")) < cell.len;

        fault(reading, column,
              by_sheet ? ctx->problems.at[before].sentence
                       : TR(ctx->lang, "要完整的 18 位身份证号，打了星号的对不上"));
        ctx->problems.len = before;
        return;
    }
    row->id_hash = identity.hash;
}

static void
take_place(Reading *reading, size_t column, Text cell, Row *row)
{
    Ctx *ctx = reading->ctx;
    RegionCode code = 0;

    if (!region_code_parse(cell, &code) || region_code_level(code) != LEVEL_VILLAGE)
        fault(reading, column, TR(ctx->lang, "应是村（社区）的 12 位代码"));
    else if (!region_contains(reading->offer->region, code))
        fault(reading, column, TR(ctx->lang, "这个村不在本区"));
    row->place = SOME_INT(code);
}

static void
take_day(Reading *reading, size_t column, Text cell, Row *row)
{
    Ctx *ctx = reading->ctx;
    Day day = 0;

    if (!day_parse(cell, &day))
        return; /* it was told already */
    if (day > ctx_today(ctx))
        fault(reading, column, TR(ctx->lang, "这一天还没有到"));
    row->day = SOME_INT(day);
}

static void
take_words(Reading *reading, size_t column, Text cell, Text *out)
{
    Ctx *ctx = reading->ctx;

    if (holds_number(cell))
        fault(reading, column, TR(ctx->lang, "这里不能写证件号或者卡号"));
    else if (text_chars(cell) > OUTSIDE_WORDS_CHARS_MAX)
        fault(reading, column,
              TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                        {"max", text_printf(ctx->arena, "%d", OUTSIDE_WORDS_CHARS_MAX)}));
    *out = cell;
}

/* A cell in its normal form. */
static void
take_cell(Reading *reading, size_t column, Text cell, Row *row)
{
    const OutsideColumn *is = &reading->columns[column];

    switch (is->field) {
    case OUTSIDE_IDENTITY:
        take_identity(reading, column, cell, row);
        break;
    case OUTSIDE_NAME:
        take_words(reading, column, cell, &row->full_name);
        break;
    case OUTSIDE_PHONE:
        row->phone = cell;
        break;
    case OUTSIDE_DAY:
        take_day(reading, column, cell, row);
        break;
    case OUTSIDE_WHAT:
        take_words(reading, column, cell, &row->what);
        break;
    case OUTSIDE_COMPANY:
        take_words(reading, column, outside_company_key(reading->ctx->arena, cell), &row->company);
        break;
    case OUTSIDE_PLACE:
        take_place(reading, column, cell, row);
        break;
    case OUTSIDE_AREA:
        if (cell_number(&(Column){.kind = KIND_QUANTITY}, cell, &row->area_milli.value))
            row->area_milli.set = true;
        break;
    case OUTSIDE_FIELDS:
        break;
    }
}

static void
read_cell(Reading *reading, Texts record, size_t column, Row *row)
{
    const OutsideColumn *is = &reading->columns[column];
    size_t at = reading->at[column];
    Column rule = {.kind = is->kind, .required = is->required, .nonnegative = true};
    Text cell, why;

    if (cell_normalise(reading->ctx, &rule, at < record.len ? record.at[at] : T(""), &cell, &why) !=
        OK) {
        fault(reading, column, why);
        return;
    }
    if (cell.len != 0)
        take_cell(reading, column, cell, row);
}

/* Whether all of a record is blank, or a sum below the list. */
static bool
is_nothing(const Reading *reading, Texts record)
{
    for (size_t i = 0; i < reading->count; i++)
        if (reading->at[i] < record.len && !text_is_blank(record.at[reading->at[i]]))
            return false;
    return true;
}

static Status
read_row(Reading *reading, Texts record)
{
    Ctx *ctx = reading->ctx;
    int64_t faults = reading->out->faults;
    Row row = {.id_hash = T(""),
               .contact_hash = T(""),
               .what = T(""),
               .company = T(""),
               .full_name = T(""),
               .phone = T("")};

    if (is_nothing(reading, record))
        return OK;
    reading->out->rows++;
    for (size_t i = 0; i < reading->count; i++)
        read_cell(reading, record, i, &row);
    TRY(reading->broken);
    TRY(outside_contact(ctx, row.full_name, row.phone, &row.contact_hash));
    if (row.id_hash.len == 0 && row.contact_hash.len == 0 && reading->out->faults == faults)
        fault(reading, 0, TR(ctx->lang, "没有身份证号的，姓名和手机号都要有"));
    if (reading->out->faults != 0)
        return OK;
    return outside_row_insert(ctx, &(OutsideRowInsertArgs){
                                       .list = reading->list,
                                       .position = reading->out->rows,
                                       .id_hash = row.id_hash,
                                       .contact_hash = row.contact_hash,
                                       .name = mask_person(ctx->arena, row.full_name),
                                       .day = row.day,
                                       .what = row.what,
                                       .company = row.company,
                                       .place = row.place,
                                       .area = row.area_milli,
                                   });
}

static Status
read_rows(Reading *reading, OutsideNext *next, void *arg)
{
    Ctx *ctx = reading->ctx;

    for (;;) {
        ArenaMark mark = arena_mark(ctx->arena);
        int64_t faults = reading->out->faults;
        Texts record;
        Status status = next(arg, ctx, &record, &reading->line);

        if (status == NOT_FOUND)
            break;
        TRY(status);
        TRY(read_row(reading, record));
        /* A long list needs no more memory than a short one; what is told of faults stays. */
        if (reading->out->faults == faults)
            arena_release(ctx->arena, mark);
    }
    return OK;
}

/* ---- the whole of it ---- */

static Status
check_offer(Ctx *ctx, const OutsideOffer *offer)
{
    if (region_code_level(offer->region) != LEVEL_DISTRICT)
        (void)!ctx_problem(ctx, "region", TR(ctx->lang, "要写区（县）的代码，名单是一个区一份"));
    if (offer->day > ctx_today(ctx))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "这一天还没有到"));
    if (text_is_blank(offer->source))
        (void)!ctx_problem(ctx, "source", TR(ctx->lang, "请写是哪个单位的名单"));
    else if (!text_is_clean(offer->source) || holds_number(offer->source))
        (void)!ctx_problem(ctx, "source", TR(ctx->lang, "里面有不能用的字符"));
    else if (text_chars(offer->source) > OUTSIDE_SOURCE_CHARS_MAX)
        (void)!ctx_problem(
            ctx, "source",
            TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                      {"max", text_printf(ctx->arena, "%d", OUTSIDE_SOURCE_CHARS_MAX)}));
    return ctx_checked(ctx);
}

static Status
make_room(Ctx *ctx, const OutsideOffer *offer, int64_t id, OutsideImport *out)
{
    int64_t account = actor_person(ctx->actor);
    OutsideList before;
    Status status = outside_list(ctx, offer->region, offer->kind, &before);

    if (status != OK && status != NOT_FOUND)
        return status;
    out->replaced = status == OK ? before.rows : -1;
    if (status == OK) {
        TRY(outside_rows_delete(ctx, before.id));
        TRY(outside_list_delete(ctx, before.id));
    }
    return outside_list_insert(ctx, &(OutsideListInsertArgs){
                                        .id = id,
                                        .region = offer->region,
                                        .kind = text_c(outside_kind_name(offer->kind)),
                                        .day = offer->day,
                                        .source = text_trim(offer->source),
                                        .rows = 0,
                                        .now = ctx->now,
                                        .account = account != 0 ? SOME_INT(account) : (OptInt){0},
                                    });
}

Status
outside_import(Ctx *ctx, const OutsideOffer *offer, OutsideNext *next, void *arg,
               OutsideImport *out)
{
    Reading reading = {.ctx = ctx,
                       .offer = offer,
                       .columns = outside_columns(offer->kind),
                       .list = id_new(),
                       .out = out};
    Region district;

    *out = (OutsideImport){.replaced = -1};
    if (!outside_may(ctx, offer->region))
        return DENIED;
    TRY(check_offer(ctx, offer));
    TRY(region_get(ctx, offer->region, &district));
    while (reading.columns[reading.count].names[0] != NULL)
        reading.count++;
    TRY(read_header(&reading, next, arg));
    TRY(make_room(ctx, offer, reading.list, out));
    TRY(read_rows(&reading, next, arg));
    if (out->faults != 0)
        return ctx_problem(
            ctx, "file",
            TR_FORMAT(ctx->arena, ctx->lang, "{count} 格不对，一行也没有导入",
                      {"count", text_printf(ctx->arena, "%lld", (long long)out->faults)}));
    if (out->rows == 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有人"));
    TRY(outside_list_count(ctx, reading.list, out->rows));
    TRY(changed_note(ctx, CHANGED_OUTSIDE, offer->region, offer->kind));
    return audit(
        ctx, offer->region, "outside.import", 0,
        text_printf(ctx->arena, "%s %lld", outside_kind_name(offer->kind), (long long)out->rows));
}

/*
 * mingbai import disclosures FILE: a CSV with one disclosure a record, published as of its date.
 * All records are checked and all faults told; one fault, and nothing is written.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/tr.h"
#include "command/data_work.h"
#include "disclosure/api.h"
#include "disclosure/import.h"
#include "region/tally.h"
#include "sheet/stream.h"

enum { ROW_BYTES_MAX = 128 * 1024 * 1024 };

const Text disclosure_csv_columns[DC_COUNT] = {
    [DC_REGION] = T_INIT("region"),
    [DC_ITEM] = T_INIT("item"),
    [DC_PERIOD] = T_INIT("period"),
    [DC_KIND] = T_INIT("kind"),
    [DC_TITLE] = T_INIT("title"),
    [DC_SUMMARY] = T_INIT("summary"),
    [DC_BODY] = T_INIT("body"),
    [DC_TABLE] = T_INIT("table"),
    [DC_REASON] = T_INIT("reason"),
    [DC_REVIEW_ON] = T_INIT("review_on"),
    [DC_SUBMITTED_AT] = T_INIT("submitted_at"),
    [DC_PUBLISHED_AT] = T_INIT("published_at"),
    [DC_PERSONAL_OK] = T_INIT("personal_ok"),
};

typedef struct ImportTask {
    const char *path;
    RegionCode scope;
    bool dry;
    Arena *arena; /* the command's: what is told at the end */
    CsvStream *stream;
    TableReader *tables;
    size_t place[DC_COUNT]; /* 1 + index of each column in the file; 0: the file has none */
    bool look_for_old;      /* the database holds disclosures already */
    int64_t added, skipped;
    Faults faults;
} ImportTask;

/* ---- one record ---- */

static bool
digits(Text text, size_t at, size_t count, int *out)
{
    *out = 0;
    if (at + count > text.len)
        return false;
    for (size_t i = at; i < at + count; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        *out = *out * 10 + (text.at[i] - '0');
    }
    return true;
}

/* What stands behind the seconds: nothing or +08:00 (local), Z, another offset; in seconds. */
static bool
parse_offset(Text text, int *out)
{
    int hours;
    int minutes;

    *out = UTC_OFFSET_SECONDS;
    if (text.len == 0)
        return true;
    if (text_eq(text, T("Z"))) {
        *out = 0;
        return true;
    }
    if (text.len != 6 || (text.at[0] != '+' && text.at[0] != '-') || text.at[3] != ':' ||
        !digits(text, 1, 2, &hours) || !digits(text, 4, 2, &minutes))
        return false;
    *out = (hours * 60 + minutes) * 60 * (text.at[0] == '-' ? -1 : 1);
    return true;
}

/* "2023-05-18", "2023-05-18 09:30", "2023-05-18T09:30:00+08:00". */
static bool
parse_time(Text text, Time *out)
{
    Day day;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int offset = UTC_OFFSET_SECONDS;
    size_t end = 10;

    if (!day_parse(text_slice(text, 0, 10), &day))
        return false;
    if (text.len > 10) {
        if ((text.at[10] != ' ' && text.at[10] != 'T') || !digits(text, 11, 2, &hour) ||
            text.len < 16 || text.at[13] != ':' || !digits(text, 14, 2, &minute))
            return false;
        end = 16;
        if (text.len > 16 && text.at[16] == ':') {
            if (!digits(text, 17, 2, &second))
                return false;
            end = 19;
        }
        if (!parse_offset(text_slice(text, end, text.len), &offset))
            return false;
    }
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *out = day_start(day) + hour * 3600 + minute * 60 + second + UTC_OFFSET_SECONDS - offset;
    return true;
}

static Text
field(const ImportTask *task, const Texts *record, DisclosureColumn column)
{
    size_t place = task->place[column];

    return place == 0 || place > record->len ? T("") : record->at[place - 1];
}

static void
read_time(Ctx *ctx, Text text, const char *name, Time otherwise, Time *out)
{
    text = text_trim(text);
    *out = otherwise;
    if (text.len != 0 && !parse_time(text, out))
        (void)!ctx_problem(ctx, name, TR(ctx->lang, "时间应写成 2023-05-18T09:30:00+08:00"));
}

static Status
read_record(Ctx *ctx, const ImportTask *task, const Texts *record, DisclosureInput *input,
            Published *how)
{
    Text kind = text_trim(field(task, record, DC_KIND));
    Text review_on = text_trim(field(task, record, DC_REVIEW_ON));
    Text table = field(task, record, DC_TABLE);
    Text ok = text_trim(field(task, record, DC_PERSONAL_OK));
    Day day;

    *input = (DisclosureInput){
        .item = text_trim(field(task, record, DC_ITEM)),
        .period = text_trim(field(task, record, DC_PERIOD)),
        .title = field(task, record, DC_TITLE),
        .summary = field(task, record, DC_SUMMARY),
        .body = field(task, record, DC_BODY),
        .reason = field(task, record, DC_REASON),
    };
    if (!region_code_parse(text_trim(field(task, record, DC_REGION)), &input->region))
        (void)!ctx_problem(ctx, "region", TR(ctx->lang, "地区代码应是 12 位数字"));
    else if (!region_contains(task->scope, input->region))
        (void)!ctx_problem(ctx, "region", TR(ctx->lang, "不在 --region 的范围里"));
    if (kind.len != 0 && !disclosure_kind_parse(kind, &input->kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "kind 只能是 report、nil 或 exception"));
    if (review_on.len != 0 && !day_parse(review_on, &day))
        (void)!ctx_problem(ctx, "review_on", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    else if (review_on.len != 0)
        input->review_on = SOME_INT(day);
    read_time(ctx, field(task, record, DC_PUBLISHED_AT), "published_at", ctx->now,
              &how->published_at);
    read_time(ctx, field(task, record, DC_SUBMITTED_AT), "submitted_at", how->published_at,
              &how->submitted_at);
    how->personal_ok =
        text_eq(ok, T("1")) || text_eq_nocase(ok, T("yes")) || text_eq_nocase(ok, T("true"));
    TRY(ctx_checked(ctx));
    return text_is_blank(table) ? OK : table_reader_read(ctx, task->tables, table, input);
}

/* The same disclosure from an import before: same place, item, period and time. */
static Status
is_there(Ctx *ctx, const DisclosureInput *input, const Published *how, bool *out)
{
    DisclosureLines lines;

    TRY(disclosure_list(ctx,
                        &(DisclosureFilter){.region = input->region,
                                            .item = input->item,
                                            .period = input->period,
                                            .limit = DISCLOSURE_PAGE_MAX},
                        &lines));
    *out = false;
    for (size_t i = 0; i < lines.len; i++)
        *out = *out || (lines.at[i].published_at.set &&
                        lines.at[i].published_at.value == how->published_at);
    return OK;
}

static Status
one_record(Ctx *ctx, ImportTask *task, DisclosureBatch *batch, const Texts *record)
{
    DisclosureInput input;
    Published how = {0};
    bool there = false;
    int64_t id;

    TRY(read_record(ctx, task, record, &input, &how));
    if (task->look_for_old)
        TRY(is_there(ctx, &input, &how, &there));
    if (there) {
        task->skipped++;
        return OK;
    }
    TRY(disclosure_batch_add(ctx, batch, &input, &how, &id));
    task->added++;
    return OK;
}

/* ---- all of them ---- */

static Status
read_header(Ctx *ctx, ImportTask *task)
{
    static const DisclosureColumn needed[] = {DC_REGION, DC_ITEM, DC_PERIOD};
    Texts record;
    int64_t line;

    memset(task->place, 0, sizeof task->place);
    TRY(csv_stream_next(ctx, task->stream, &record, &line));
    for (size_t i = 0; i < record.len; i++)
        for (size_t column = 0; column < DC_COUNT; column++)
            if (text_eq(text_trim(record.at[i]), disclosure_csv_columns[column]))
                task->place[column] = i + 1;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (task->place[needed[i]] == 0)
            return ctx_problem(ctx, "file",
                               TR_FORMAT(ctx->arena, ctx->lang, "第一行没有“{name}”这一列",
                                         {"name", disclosure_csv_columns[needed[i]]}));
    return OK;
}

static Status
has_some(Ctx *ctx, bool *out)
{
    static const Measure measures[] = {TALLY_DISCLOSURES_PARTY, TALLY_DISCLOSURES_VILLAGE,
                                       TALLY_DISCLOSURES_FINANCE};

    *out = false;
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        int64_t count;

        TRY(tally_total(ctx, 0, measures[i], &count));
        *out = *out || count > 0;
    }
    return OK;
}

static Status
records(Ctx *ctx, ImportTask *task, DisclosureBatch *batch, Arena *row_arena)
{
    Arena *keep = ctx->arena;
    Texts record;
    int64_t line;

    for (;;) {
        Status status = csv_stream_next(ctx, task->stream, &record, &line);

        if (status == NOT_FOUND)
            return OK;
        TRY(status);
        if (record.len == 1 && record.at[0].len == 0)
            continue; /* an empty line */
        arena_reset(row_arena);
        ctx->arena = row_arena;
        ctx->problems = (Problems){0};
        status = one_record(ctx, task, batch, &record);
        ctx->arena = keep;
        if (status == BUSY || status == FAULT)
            return status;
        if (status != OK)
            faults_add(&task->faults, task->arena, ctx,
                       text_printf(row_arena, "line %lld", (long long)line), status);
        progress_to(csv_stream_done(task->stream));
    }
}

static Status
import_body(Ctx *ctx, void *arg)
{
    ImportTask *task = arg;
    Arena *row_arena = arena_new(ROW_BYTES_MAX);
    DisclosureBatch *batch;
    Status status;

    /* The body may run again after a lock, so it begins at the beginning. */
    task->faults = (Faults){0};
    task->added = task->skipped = 0;
    task->tables = table_reader_new(ctx->arena);
    status = csv_stream_open(ctx, task->path, &task->stream);
    if (status == OK)
        status = read_header(ctx, task);
    if (status == OK)
        status = has_some(ctx, &task->look_for_old);
    if (status == OK) {
        batch = disclosure_batch_begin(ctx);
        status = records(ctx, task, batch, row_arena);
        if (status == OK && task->faults.count == 0)
            status = disclosure_batch_finish(ctx, batch);
    }
    csv_stream_close(task->stream);
    arena_free(row_arena);
    TRY(status);
    return task->dry || task->faults.count != 0 ? INVALID : OK;
}

static int
report(const Ctx *ctx, const ImportTask *task, Status status)
{
    faults_print(&task->faults);
    if (task->faults.count != 0)
        return command_fail("%lld faults; nothing was written", (long long)task->faults.count);
    if (status == INVALID && task->dry && ctx->problems.len == 0)
        status = OK;
    if (status != OK)
        return command_refused(ctx, status);
    printf("%lld published, %lld were there already%s\n", (long long)task->added,
           (long long)task->skipped, task->dry ? " (nothing written)" : "");
    return EXIT_DONE;
}

int
import_disclosures(Command *command, const char *path)
{
    ImportTask task = {.path = path, .dry = import_is_dry(command), .arena = command->arena};
    CsvStream *probe;
    Store *store;
    Ctx ctx;
    Status status;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    status = csv_stream_open(&ctx, path, &probe);
    if (status != OK) {
        store_close(store);
        return command_fail("%s: %s", path, strerror(errno));
    }
    progress_begin("disclosures (bytes)", csv_stream_size(probe));
    csv_stream_close(probe);
    store_limit_ms(store, 0);
    status = store_bulk(store, true);
    if (status == OK)
        status = store_write(store, &ctx, import_body, &task);
    if (store_bulk(store, false) != OK && status == OK)
        status = FAULT;
    if (status == OK)
        status = store_analyze(store);
    progress_end();
    store_close(store);
    return report(&ctx, &task, status);
}

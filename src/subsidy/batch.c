/*
 * Batches: begun, found, thrown away; and what all the other files need of them.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "region/changed.h"
#include "store/store.h"
#include "subsidy/inside.h"

/* ---- reading ---- */

static Status
fetch_disclosure(Ctx *ctx, OptInt id, BatchDisclosure *out)
{
    BatchDisclosureRow row;
    Status status;

    *out = (BatchDisclosure){0};
    if (!id.set)
        return OK;
    status = batch_disclosure(ctx, id.value, &row);
    if (status == NOT_FOUND)
        return OK; /* a draft that was thrown away */
    TRY(status);
    *out = (BatchDisclosure){
        .id = id.value,
        .revision = row.revision,
        .published_at = row.published_at,
        .notice_until = row.notice_until,
    };
    return disclosure_state_parse(row.state, &out->state) ? OK : FAULT;
}

Status
batch_from(Ctx *ctx, const BatchRecord *record, Batch *out)
{
    *out = (Batch){
        .id = record->id,
        .region = record->region,
        .name = record->name,
        .period = record->period,
        .standard_fen = record->standard_fen,
        .planned_fen = record->planned_fen,
        .lines = record->lines,
        .total_fen = record->total_fen,
        .paid_lines = record->paid_lines,
        .paid_fen = record->paid_fen,
        .explanation = record->explanation,
        .reopened = record->reopened,
        .label = record->label,
        .lock = record->lock,
    };
    if (!batch_state_parse(record->state, &out->state))
        return FAULT;
    TRY(programme_get(ctx, record->programme, &out->programme));
    TRY(fetch_disclosure(ctx, record->notice, &out->notice));
    return fetch_disclosure(ctx, record->result, &out->result);
}

Status
batch_fetch(Ctx *ctx, int64_t id, Batch *out)
{
    BatchRecord record;

    TRY(batch_by_id(ctx, id, &record));
    return batch_from(ctx, &record, out);
}

static bool
is_published(const BatchDisclosure *disclosure)
{
    return disclosure->revision > 0 && disclosure->state != STATE_WITHDRAWN;
}

Status
subsidy_batch(Ctx *ctx, int64_t id, Batch *out)
{
    TRY(batch_fetch(ctx, id, out));
    if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, out->region))
        return OK;
    return is_published(&out->notice) || is_published(&out->result) ? OK : NOT_FOUND;
}

/* "19358.7234…": period_start and id of the last one. */
static bool
parse_cursor(Text cursor, int64_t *start, int64_t *id)
{
    Text head, rest;

    *start = INT32_MAX;
    *id = INT64_MAX;
    if (text_is_empty(cursor))
        return true;
    return text_cut(cursor, '.', &head, &rest) && text_to_i64(head, start) && text_to_i64(rest, id);
}

Status
subsidy_batches(Ctx *ctx, RegionCode village, int year, Text cursor, Batches *out)
{
    BatchesBeforeArgs args = {.region = village, .first = INT32_MIN, .limit = BATCHES_PAGE + 1};
    BatchRecords rows;
    size_t count;

    *out = (Batches){0};
    if (!parse_cursor(cursor, &args.period_start, &args.id))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    if (year != 0) {
        int64_t end = day_from_date((Date){year + 1, 1, 1});

        args.first = day_from_date((Date){year, 1, 1});
        if (args.period_start >= end) {
            args.period_start = end;
            args.id = INT64_MIN;
        }
    }
    if (actor_may(ctx->actor, CAN_READ_STAFF_PARTS, village))
        TRY(batches_before(ctx, &args, &rows));
    else
        TRY(batches_published_before(ctx,
                                     &(BatchesPublishedBeforeArgs){args.region, args.first,
                                                                   args.period_start, args.id,
                                                                   args.limit},
                                     &rows));
    count = rows.len > BATCHES_PAGE ? BATCHES_PAGE : rows.len;
    out->at = NEW_ARRAY(ctx->arena, Batch, count);
    for (size_t i = 0; i < count; i++)
        TRY(batch_from(ctx, &rows.at[i], &out->at[out->len++]));
    if (rows.len > count)
        out->next = text_printf(ctx->arena, "%lld.%lld", (long long)rows.at[count - 1].period_start,
                                (long long)rows.at[count - 1].id);
    return OK;
}

/* ---- writing ---- */

Status
batch_begin(Ctx *ctx, int64_t id, int64_t lock, Batch *out)
{
    TRY(batch_fetch(ctx, id, out));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, out->region));
    return out->lock == lock ? OK : CONFLICT;
}

static OptInt
opt_id(int64_t id)
{
    return id != 0 ? SOME_INT(id) : (OptInt){0};
}

Status
batch_save(Ctx *ctx, Batch *batch, const char *action, Text detail)
{
    int64_t changed;

    TRY(batch_update(ctx,
                     &(BatchUpdateArgs){
                         .id = batch->id,
                         .lock = batch->lock,
                         .planned_fen = batch->planned_fen,
                         .state = text_c(batch_state_name(batch->state)),
                         .notice = opt_id(batch->notice.id),
                         .result = opt_id(batch->result.id),
                         .explanation = batch->explanation,
                         .reopened = batch->reopened,
                     },
                     &changed));
    if (changed == 0)
        return CONFLICT;
    TRY(batch_count_lines(ctx, batch->id));
    region_touch(ctx, batch->region);
    TRY(changed_note(ctx, CHANGED_SUBSIDY, batch->region, batch->id));
    TRY(audit(ctx, batch->region, action, batch->id, detail));
    return batch_fetch(ctx, batch->id, batch);
}

Status
batch_check_new(Ctx *ctx, RegionCode village, const Programme *programme, Text period, Text name,
                Period *period_out)
{
    Region place;
    Status status = region_get(ctx, village, &place);

    if (status == NOT_FOUND ||
        (status == OK && (place.level != LEVEL_VILLAGE || place.closed_day.set)))
        return ctx_problem(ctx, "region", TR(ctx->lang, "补贴名单由村或社区登记"));
    TRY(status);
    if (!region_contains(programme->region, village))
        (void)!ctx_problem(ctx, "programme", TR(ctx->lang, "本村没有这个补贴项目"));
    else if (programme->retired_day.set)
        (void)!ctx_problem(ctx, "programme", TR(ctx->lang, "这个补贴项目已经停用"));
    if (!period_parse(period, period_out))
        (void)!ctx_problem(ctx, "period",
                           TR(ctx->lang, "期间像这样写：2023、2023H1、2023Q2 或 2023-05"));
    check_text(ctx, "name", name, BATCH_NAME_CHARS_MAX, (Text){0});
    return ctx_checked(ctx);
}

static Status
check_planned(Ctx *ctx, OptInt planned)
{
    if (planned.set && (planned.value <= 0 || planned.value > FEN_MAX))
        return ctx_problem(ctx, "planned", TR(ctx->lang, "拨付总额要大于 0"));
    return OK;
}

Status
subsidy_create(Ctx *ctx, RegionCode village, int64_t programme, Text period, Text name,
               OptInt planned_fen, Batch *out)
{
    Programme chosen;
    Period parsed;
    BatchByNameRow twin;
    int64_t id = id_new();
    Status status;

    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village));
    status = programme_get(ctx, programme, &chosen);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "programme", TR(ctx->lang, "请选补贴项目"));
    TRY(status);
    period = text_trim(period);
    name = text_trim(name);
    (void)!check_planned(ctx, planned_fen);
    TRY(batch_check_new(ctx, village, &chosen, period, name, &parsed));
    status = batch_by_name(ctx, &(BatchByNameArgs){village, programme, period, name}, &twin);
    if (status == OK)
        return ctx_problem(ctx, "name",
                           TR(ctx->lang, "这一期这个项目的名单已经有了；再发一批，请写上批次"));
    if (status != NOT_FOUND)
        return status;
    TRY(batch_insert(ctx, &(BatchInsertArgs){
                              .id = id,
                              .region = village,
                              .programme = programme,
                              .name = name,
                              .period = period,
                              .period_start = parsed.start,
                              .standard_fen = chosen.standard_fen,
                              .planned_fen = planned_fen,
                              .state = T("draft"),
                              .explanation = T(""),
                              .label = T(""),
                              .now = ctx->now,
                              .created_by = acting(ctx),
                          }));
    region_touch(ctx, village);
    TRY(batch_fetch(ctx, id, out));
    return audit(ctx, village, "subsidy.create", id, batch_words(ctx->arena, LANG_HANS, out));
}

Status
subsidy_set_planned(Ctx *ctx, int64_t id, int64_t lock, OptInt planned_fen)
{
    Batch batch;

    TRY(batch_begin(ctx, id, lock, &batch));
    if (!subsidy_is_open(&batch))
        return CONFLICT;
    TRY(check_planned(ctx, planned_fen));
    batch.planned_fen = planned_fen;
    return batch_save(ctx, &batch, "subsidy.planned", T(""));
}

Status
subsidy_discard(Ctx *ctx, int64_t id, int64_t lock)
{
    Batch batch;

    TRY(batch_begin(ctx, id, lock, &batch));
    if (batch.notice.id != 0 || batch.result.id != 0)
        return CONFLICT;
    TRY(lines_delete(ctx, id));
    TRY(batch_delete(ctx, id));
    region_touch(ctx, batch.region);
    TRY(changed_note(ctx, CHANGED_SUBSIDY, batch.region, id));
    return audit(ctx, batch.region, "subsidy.discard", id,
                 batch_words(ctx->arena, LANG_HANS, &batch));
}

static bool
in_hand_of_village(const BatchDisclosure *disclosure)
{
    return disclosure->id != 0 &&
           (disclosure->state == STATE_DRAFT || disclosure->state == STATE_RETURNED);
}

bool
subsidy_is_open(const Batch *batch)
{
    if (batch->state == BATCH_DRAFT || batch->reopened.len != 0)
        return true;
    if (batch_has_only_result(batch))
        return batch->result.state == STATE_WITHDRAWN || in_hand_of_village(&batch->result);
    /* Not handed in any more: thrown away or withdrawn on the desk, or returned. */
    return (batch->state == BATCH_NOTICE &&
            (batch->notice.id == 0 || batch->notice.state == STATE_WITHDRAWN)) ||
           in_hand_of_village(&batch->notice);
}

bool
subsidy_takes_payments(const Ctx *ctx, const Batch *batch)
{
    if (batch_has_only_result(batch))
        return subsidy_is_open(batch);
    if (!is_published(&batch->notice) ||
        (batch->notice.notice_until.set && batch->notice.notice_until.value >= ctx_today(ctx)))
        return false;
    return batch->state != BATCH_RESULT || batch->reopened.len != 0 || batch->result.id == 0 ||
           batch->result.state == STATE_WITHDRAWN || in_hand_of_village(&batch->result);
}

/* ---- loading ---- */

Status
subsidy_load(Ctx *ctx, const Batch *batch, Lines lines, int64_t *id_out)
{
    Period period;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    if (!period_parse(batch->period, &period) || lines.len > BATCH_LINES_MAX)
        return INVALID;
    *id_out = id_new();
    TRY(batch_insert(ctx, &(BatchInsertArgs){
                              .id = *id_out,
                              .region = batch->region,
                              .programme = batch->programme.id,
                              .name = batch->name,
                              .period = batch->period,
                              .period_start = period.start,
                              .standard_fen = batch->standard_fen,
                              .planned_fen = batch->planned_fen,
                              .state = text_c(batch_state_name(batch->state)),
                              .notice = opt_id(batch->notice.id),
                              .result = opt_id(batch->result.id),
                              .explanation = batch->explanation,
                              .label = batch->label,
                              .now = ctx->now,
                          }));
    for (size_t i = 0; i < lines.len; i++) {
        lines.at[i].position = (int64_t)i + 1;
        TRY(line_write(ctx, *id_out, &lines.at[i]));
    }
    return batch_count_lines(ctx, *id_out);
}

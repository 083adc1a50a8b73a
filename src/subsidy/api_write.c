#include "subsidy/api_write.h"

#include "base/money.h"
#include "base/tr.h"
#include "subsidy/index.h"

/* The members of a line, by LineColumn. */
static const char *const keys[LC_COUNT] = {
    [LC_NUMBER] = "household",  [LC_NAME] = "name",         [LC_GROUP] = "group",
    [LC_QUANTITY] = "quantity", [LC_STANDARD] = "standard", [LC_AMOUNT] = "amount",
    [LC_CARD] = "card",         [LC_PAID_DAY] = "paid_on",  [LC_STATE] = "state",
    [LC_NOTE] = "note",
};

/* ---- writing ---- */

static void
put_fen(Ctx *ctx, Json *json, const char *key, int64_t fen)
{
    json_put_text(json, key, fen_plain(ctx->arena, fen));
}

static void
put_day(Ctx *ctx, Json *json, const char *key, OptInt day)
{
    if (day.set)
        json_put_text(json, key, day_format(ctx->arena, (Day)day.value));
    else
        json_put_none(json, key);
}

void
api_put_programme(Ctx *ctx, const Programme *programme, Json *json)
{
    json_object_begin(json);
    json_put_id(json, "id", programme->id);
    json_put_text(json, "region", region_code_format(ctx->arena, programme->region));
    json_put_text(json, "name", programme->name);
    json_put_text(json, "source", programme->source);
    json_put_text(json, "unit", programme->unit);
    put_fen(ctx, json, "standard", programme->standard_fen);
    json_put_text(json, "ground", programme->ground);
    put_day(ctx, json, "retired_on", programme->retired_day);
    json_object_end(json);
}

static void
put_disclosure(Ctx *ctx, const BatchDisclosure *disclosure, const char *key, bool staff, Json *json)
{
    if (disclosure->id == 0 || (!staff && disclosure->revision == 0)) {
        json_put_none(json, key);
        return;
    }
    json_key(json, key);
    json_object_begin(json);
    json_put_id(json, "disclosure", disclosure->id);
    json_put_text(json, "state",
                  text_c(disclosure_state_name(staff || disclosure->state == STATE_WITHDRAWN
                                                   ? disclosure->state
                                                   : STATE_PUBLISHED)));
    json_put_int(json, "revision", disclosure->revision);
    put_day(ctx, json, "notice_until", disclosure->notice_until);
    json_put_text(json, "url", text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id));
    json_object_end(json);
}

/* What everybody may know: the sums of what is published. */
static Status
put_published(Ctx *ctx, const Batch *batch, Json *json)
{
    BatchTotals totals;
    Status status = subsidy_published_totals(ctx, batch, &totals);

    if (status == NOT_FOUND) {
        json_put_none(json, "published");
        return OK;
    }
    TRY(status);
    json_key(json, "published");
    json_object_begin(json);
    json_put_int(json, "lines", totals.lines);
    put_fen(ctx, json, "total", totals.total_fen);
    put_fen(ctx, json, "paid", totals.paid_fen);
    json_object_end(json);
    return OK;
}

Status
api_put_batch_members(Ctx *ctx, const Batch *batch, Json *json)
{
    bool staff = actor_may(ctx->actor, CAN_READ_STAFF_PARTS, batch->region);

    json_put_id(json, "id", batch->id);
    json_put_text(json, "region", region_code_format(ctx->arena, batch->region));
    json_key(json, "programme");
    api_put_programme(ctx, &batch->programme, json);
    json_put_text(json, "period", batch->period);
    json_put_text(json, "name", batch->name);
    put_fen(ctx, json, "standard", batch->standard_fen);
    put_disclosure(ctx, &batch->notice, "notice", staff, json);
    put_disclosure(ctx, &batch->result, "result", staff, json);
    TRY(put_published(ctx, batch, json));
    if (!staff)
        return OK;
    json_put_text(json, "state", text_c(batch_state_name(batch->state)));
    if (batch->planned_fen.set)
        put_fen(ctx, json, "planned", batch->planned_fen.value);
    else
        json_put_none(json, "planned");
    json_put_int(json, "line_count", batch->lines);
    put_fen(ctx, json, "total", batch->total_fen);
    put_fen(ctx, json, "paid", batch->paid_fen);
    json_put_text(json, "explanation", batch->explanation);
    json_put_text(json, "reopened", batch->reopened);
    json_put_int(json, "lock", batch->lock);
    return OK;
}

Status
api_put_batch(Ctx *ctx, const Batch *batch, Json *json)
{
    json_object_begin(json);
    TRY(api_put_batch_members(ctx, batch, json));
    json_object_end(json);
    return OK;
}

void
api_put_line(Ctx *ctx, const Line *line, Json *json)
{
    json_object_begin(json);
    json_put_int(json, "position", line->position);
    json_put_text(json, keys[LC_NUMBER], line->number);
    json_put_text(json, keys[LC_NAME], line->name);
    json_put_text(json, keys[LC_GROUP], line->group_name);
    json_put_text(json, keys[LC_QUANTITY], decimal_plain(ctx->arena, line->quantity_milli));
    put_fen(ctx, json, keys[LC_STANDARD], line->standard_fen);
    put_fen(ctx, json, keys[LC_AMOUNT], line->amount_fen);
    json_put_text(json, "card_tail", line->card_tail);
    json_put_text(json, keys[LC_STATE], text_c(line_state_name(line->state)));
    put_day(ctx, json, keys[LC_PAID_DAY], line->paid_day);
    json_put_text(json, keys[LC_NOTE], line->note);
    json_object_end(json);
}

/* ---- reading ---- */

static Status
read_line(Ctx *ctx, const Batch *batch, const JsonNode *node, Columns columns,
          LineProblems *problems, Line *out)
{
    Text cells[LC_COUNT];
    size_t before = ctx->problems.len;

    for (size_t i = 0; i < LC_COUNT; i++) {
        Text sent, why;

        cells[i] = T("");
        if (!json_cell(ctx->arena, json_member(node, keys[i]), &sent))
            line_problem(problems, (LineColumn)i, TR(ctx->lang, "应是文字或数字"));
        else if (cell_normalise(ctx, &columns.at[i], sent, &cells[i], &why) != OK)
            line_problem(problems, (LineColumn)i, why);
    }
    if (ctx->problems.len > before)
        return OK; /* told with those of the other lines */
    return subsidy_line_from_cells(ctx, batch, cells, out, line_problem, problems);
}

Status
api_read_lines(Ctx *ctx, const Batch *batch, const JsonNode *body, Lines *out)
{
    const JsonNode *list = json_member(body, "lines");
    Columns columns = subsidy_line_columns(ctx);
    LineProblems problems = {.ctx = ctx};

    *out = (Lines){.len = json_len(list)};
    if (list == NULL || list->kind != NODE_LIST)
        return ctx_problem(ctx, "lines", TR(ctx->lang, "应是一个 JSON 列表"));
    if (out->len > BATCH_LINES_MAX)
        return ctx_problem(ctx, "lines",
                           TR_FORMAT(ctx->arena, ctx->lang, "一份名单最多 {max} 行，请分批",
                                     {"max", text_printf(ctx->arena, "%d", BATCH_LINES_MAX)}));
    out->at = NEW_ARRAY(ctx->arena, Line, out->len);
    for (size_t i = 0; i < out->len; i++) {
        problems.row = i + 1;
        TRY(read_line(ctx, batch, json_item(list, i), columns, &problems, &out->at[i]));
    }
    return ctx_checked(ctx);
}

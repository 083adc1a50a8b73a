/*
 * What a list's rows tell against each other and against their programme.  Every finding may have a
 * good reason; it is pointed out, and the village explains.
 */
#include "base/money.h"
#include "base/tr.h"
#include "subsidy/index.h"
#include "subsidy/inside.h"

static const char *const names[FINDING_COUNT] = {
    [FINDING_AMOUNT] = "amount", [FINDING_STANDARD] = "standard", [FINDING_TOTAL] = "total",
    [FINDING_TWICE] = "twice",   [FINDING_CARD] = "card",         [FINDING_UNKNOWN] = "unknown",
    [FINDING_EARLY] = "early",
};

const char *
finding_name(FindingKind kind)
{
    return names[kind];
}

typedef struct Search {
    Ctx *ctx;
    const Batch *batch;
    SubsidyFindings *out;
} Search;

static Text
number(const Search *search, int64_t value)
{
    return text_printf(search->ctx->arena, "%lld", (long long)value);
}

static void
add(Search *search, FindingKind kind, int64_t position, Text sentence)
{
    SubsidyFindings *out = search->out;

    out->count++;
    if (out->len < FINDINGS_MAX)
        out->at[out->len++] = (Finding){kind, position, sentence};
}

static void
check_amount(Search *search, const Line *line)
{
    Ctx *ctx = search->ctx;
    int64_t due = line_due_fen(line);

    /* One fen of rounding is nobody's fault. */
    if (line->amount_fen - due <= 1 && due - line->amount_fen <= 1)
        return;
    add(search, FINDING_AMOUNT, line->position,
        TR_FORMAT(
            ctx->arena, ctx->lang,
            "第 {row} 行 {name}：{quantity}{unit} × {standard} 元 = {due} 元，名单写 {amount} 元",
            {"row", number(search, line->position)}, {"name", line->name},
            {"quantity", decimal_format(ctx->arena, line->quantity_milli)},
            {"unit", search->batch->programme.unit},
            {"standard", fen_format(ctx->arena, line->standard_fen)},
            {"due", fen_format(ctx->arena, due)},
            {"amount", fen_format(ctx->arena, line->amount_fen)}));
}

static void
check_line(Search *search, const Line *line)
{
    Ctx *ctx = search->ctx;
    const Batch *batch = search->batch;

    check_amount(search, line);
    if (line->standard_fen != batch->standard_fen)
        add(search, FINDING_STANDARD, line->position,
            TR_FORMAT(ctx->arena, ctx->lang,
                      "第 {row} 行 {name}：标准写 {standard} 元，项目的标准是 {wanted} 元",
                      {"row", number(search, line->position)}, {"name", line->name},
                      {"standard", fen_format(ctx->arena, line->standard_fen)},
                      {"wanted", fen_format(ctx->arena, batch->standard_fen)}));
    if (line->number.len != 0 && line->household == 0)
        add(search, FINDING_UNKNOWN, line->position,
            TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行 {name}：户籍表里没有户号 {number}",
                      {"row", number(search, line->position)}, {"name", line->name},
                      {"number", line->number}));
    if (line->paid_day.set && batch->notice.notice_until.set &&
        line->paid_day.value <= batch->notice.notice_until.value)
        add(search, FINDING_EARLY, line->position,
            TR_FORMAT(ctx->arena, ctx->lang,
                      "第 {row} 行 {name}：{day} 就发了，公示期到 {until} 才满",
                      {"row", number(search, line->position)}, {"name", line->name},
                      {"day", day_format(ctx->arena, (Day)line->paid_day.value)},
                      {"until", day_format(ctx->arena, (Day)batch->notice.notice_until.value)}));
}

static void
found_twice(void *arg, const Line *line, const Line *first)
{
    Search *search = arg;
    Ctx *ctx = search->ctx;

    add(search, FINDING_TWICE, line->position,
        TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行 {name}：这一户在第 {first} 行已经有了",
                  {"row", number(search, line->position)}, {"name", line->name},
                  {"first", number(search, first->position)}));
}

static Status
check_cards(Search *search)
{
    Ctx *ctx = search->ctx;
    CardsSharedRows rows;

    TRY(cards_shared(ctx, search->batch->id, search->batch->region, FINDINGS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const CardsSharedRow *row = &rows.at[i];
        bool here = row->other_batch == search->batch->id;
        Text sentence =
            here ? TR(ctx->lang,
                      "第 {row} 行 {name}：银行卡（尾号 {tail}）和第 {other} 行 {owner} 是同一张")
                 : TR(ctx->lang,
                      "第 {row} 行 {name}：银行卡（尾号 {tail}）在本村另一份名单里是 {owner} 的");

        /* Of two lines of one list the later one is told. */
        if (here && row->other_position > row->position)
            continue;
        add(search, FINDING_CARD, row->position,
            tr_format(ctx->arena, sentence,
                      (const TrArg[]){
                          {"row",                 number(search, row->position)},
                          {"name",                     row->name                            },
                          {"tail",                     row->card_tail},
                          {"other",                     number(search,                            row->other_position)},
                          {"owner", row->other_name}
        },
                      5));
    }
    return OK;
}

Status
subsidy_findings(Ctx *ctx, const Batch *batch, SubsidyFindings *out)
{
    Search search = {.ctx = ctx, .batch = batch, .out = out};
    Lines lines;
    LineIndex index;

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, batch->region));
    *out = (SubsidyFindings){.at = NEW_ARRAY(ctx->arena, Finding, FINDINGS_MAX)};
    TRY(lines_fetch(ctx, batch->id, &lines));
    if (lines.len != 0 && batch->planned_fen.set && batch->planned_fen.value != batch->total_fen)
        add(&search, FINDING_TOTAL, 0,
            TR_FORMAT(ctx->arena, ctx->lang, "名单合计 {total} 元，拨付总额是 {planned} 元",
                      {"total", fen_format(ctx->arena, batch->total_fen)},
                      {"planned", fen_format(ctx->arena, batch->planned_fen.value)}));
    for (size_t i = 0; i < lines.len; i++)
        check_line(&search, &lines.at[i]);
    index = line_index(ctx->arena, &lines);
    line_index_twice(&index, found_twice, &search);
    return check_cards(&search);
}

/*
 * From sums to what people read at a glance.
 */
#include "base/money.h"
#include "base/tr.h"
#include "home/money.h"

enum {
    FEN = 100,
    WAN_FEN = 10000 * FEN,
    WAFFLE_CELLS_MAX = 80,
    WAFFLE_COLUMNS = 16,
    WAFFLE_STEP = 10,
    YEAR_MONTHS = 12,
};

static const char *const dots[MONEY_WORDS] = {"bg-1", "bg-2", "bg-3", "bg-4", "bg-5"};
static const char *const fills[MONEY_WORDS] = {"f-1", "f-2", "f-3", "f-4", "f-5"};

Text
money_link(Arena *arena, RegionCode village, Month month, const char *behind)
{
    return text_printf(arena, "/r/%012lld/money/%.*s%s", (long long)village,
                       TEXT_ARGS(month_format(arena, month)), behind);
}

/* Whole yuan when there are no fen: sentences are short then. */
static Text
yuan(Arena *arena, int64_t fen)
{
    Text text = fen_format(arena, fen < 0 ? -fen : fen);

    return text_ends(text, T(".00")) ? text_slice(text, 0, text.len - 3) : text;
}

/* "4.82万", below that whole yuan. */
static Text
in_short(Ctx *ctx, int64_t fen)
{
    int64_t hundredths = (fen + WAN_FEN / 200) / (WAN_FEN / 100);

    if (fen < WAN_FEN || ctx->lang == LANG_EN)
        return yuan(ctx->arena, fen / FEN * FEN);
    return TR_FORMAT(
        ctx->arena, ctx->lang, "{number}万",
        {"number", text_printf(ctx->arena, "%lld.%02lld", (long long)(hundredths / 100),
                               (long long)(hundredths % 100))});
}

static Text
month_words(Ctx *ctx, Month month)
{
    return period_words(ctx->arena, ctx->lang, period_of(RHYTHM_MONTHLY, month_first(month)));
}

/* ---- the words ---- */

static Text
last_year_words(Ctx *ctx, Month month, int64_t now, int64_t then)
{
    Text name = month_words(ctx, month - YEAR_MONTHS);
    Text by = yuan(ctx->arena, now - then);

    if (now == then)
        return TR_FORMAT(ctx->arena, ctx->lang, "和{month}一样", {"month", name});
    if (now > then)
        return TR_FORMAT(ctx->arena, ctx->lang, "比{month}多 {amount} 元", {"month", name},
                         {"amount", by});
    return TR_FORMAT(ctx->arena, ctx->lang, "比{month}少 {amount} 元", {"month", name},
                     {"amount", by});
}

/* The words of one direction, those without anything left out.  before: the same month last year,
 * or NULL. */
static MoneyWords
fill_words(Ctx *ctx, Month month, Direction direction, const MonthSums *sums,
           const MonthSums *before)
{
    MoneyWords words = {NEW_ARRAY(ctx->arena, MoneyWord, MONEY_WORDS), 0};

    for (int word = 0, place = 0; word < WORD_COUNT; word++) {
        int64_t fen = sums->words[word].amount_fen;

        if (word_direction((Word)word) != direction)
            continue;
        if (fen != 0 && words.len < MONEY_WORDS)
            words.at[words.len++] = (MoneyWord){
                .dot = dots[place % MONEY_WORDS],
                .name = tr_text(ctx->lang, word_title((Word)word)),
                .amount = fen_format(ctx->arena, fen),
                .last_year = before != NULL && before->entries != 0
                                 ? last_year_words(ctx, month, fen, before->words[word].amount_fen)
                                 : (Text){0},
            };
        place++;
    }
    return words;
}

void
money_words_of(Ctx *ctx, const MonthSums *sums, MoneyWords *spent_out, MoneyWords *got_out)
{
    *spent_out = fill_words(ctx, 0, DIRECTION_OUT, sums, NULL);
    *got_out = fill_words(ctx, 0, DIRECTION_IN, sums, NULL);
}

/* ---- the waffle: one square a fixed sum ---- */

/* The least round sum of which no more than WAFFLE_CELLS_MAX make up the whole. */
static int64_t
waffle_unit(int64_t total_fen)
{
    static const int64_t steps[] = {1, 2, 5};

    for (int64_t decade = 10 * FEN; decade < FEN_MAX; decade *= 10)
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
            if (total_fen <= steps[i] * decade * WAFFLE_CELLS_MAX)
                return steps[i] * decade;
    return FEN_MAX;
}

static Text
waffle_label(Ctx *ctx, const MoneyWords *words)
{
    Texts parts = {NEW_ARRAY(ctx->arena, Text, words->len), words->len};

    for (size_t i = 0; i < words->len; i++)
        parts.at[i] = TR_FORMAT(ctx->arena, ctx->lang, "{name} {amount} 元",
                                {"name", words->at[i].name}, {"amount", words->at[i].amount});
    return TR_FORMAT(ctx->arena, ctx->lang, "钱花在哪儿：{parts}",
                     {"parts", text_join(ctx->arena, parts, TR(ctx->lang, "，"))});
}

static void
fill_waffle(Ctx *ctx, const MonthSums *sums, const MoneyWords *words, Waffle *out)
{
    int64_t total = 0;
    int64_t unit;
    int64_t done = 0;

    for (int word = 0; word < WORD_COUNT; word++)
        if (word_direction((Word)word) == DIRECTION_OUT && sums->words[word].amount_fen > 0)
            total += sums->words[word].amount_fen;
    if (total <= 0)
        return;
    unit = waffle_unit(total);
    out->unit = yuan(ctx->arena, unit);
    out->label = waffle_label(ctx, words);
    out->cells.at = NEW_ARRAY(ctx->arena, WaffleCell, WAFFLE_CELLS_MAX + MONEY_WORDS);
    for (int word = 0, place = 0; word < WORD_COUNT; word++) {
        int64_t fen = sums->words[word].amount_fen;

        if (word_direction((Word)word) != DIRECTION_OUT)
            continue;
        done += fen > 0 ? fen : 0;
        /* Rounded over all together, so that the squares add up; each word has at least one. */
        while (fen > 0 && out->cells.len < WAFFLE_CELLS_MAX + MONEY_WORDS) {
            int64_t n = (int64_t)out->cells.len;

            out->cells.at[out->cells.len++] = (WaffleCell){
                .css = fills[place % MONEY_WORDS],
                .x = n % WAFFLE_COLUMNS * WAFFLE_STEP,
                .y = n / WAFFLE_COLUMNS * WAFFLE_STEP,
            };
            if ((n + 1) * unit + unit / 2 > done)
                break;
        }
        place++;
    }
    out->view_box = text_printf(ctx->arena, "0 0 %d %lld", WAFFLE_COLUMNS * WAFFLE_STEP,
                                ((long long)out->cells.len + WAFFLE_COLUMNS - 1) / WAFFLE_COLUMNS *
                                    WAFFLE_STEP);
}

/* ---- the card ---- */

static void
fill_bars(MoneyBook *out, const MonthSums *sums)
{
    int64_t most = sums->income_fen > sums->expense_fen ? sums->income_fen : sums->expense_fen;

    if (most <= 0)
        return;
    out->in_bar = sums->income_fen > 0 ? sums->income_fen * 100 / most : 0;
    out->out_bar = sums->expense_fen > 0 ? sums->expense_fen * 100 / most : 0;
}

/* Who needs to look twice is told in words; no place is ranked. */
Status
money_median(Ctx *ctx, const Region *village, const LedgerMonth *month, Text *out)
{
    TownshipMedian median;
    Text middle;

    *out = (Text){0};
    TRY(ledger_township_median(ctx, village->code, month->month, &median));
    if (median.villages < 3 || median.expense_fen <= 0)
        return OK;
    middle = yuan(ctx->arena, median.expense_fen / FEN * FEN);
    if (month->expense_fen > median.expense_fen * 2)
        *out = TR_FORMAT(ctx->arena, ctx->lang,
                         "全镇各村这个月的支出，居中的是 {amount} 元，本村高出一倍以上。",
                         {"amount", middle});
    else
        *out = TR_FORMAT(ctx->arena, ctx->lang, "全镇各村这个月的支出，居中的是 {amount} 元。",
                         {"amount", middle});
    return OK;
}

Status
money_book_of(Ctx *ctx, const LedgerMonth *month, int64_t households, MoneyBook *out)
{
    MonthSums sums;
    MonthSums before;
    int64_t left;

    TRY(ledger_sums_of_month(ctx, month, &sums, &before));
    left = sums.income_fen - sums.expense_fen;
    *out = (MoneyBook){
        .month_link = money_link(ctx->arena, month->region, month->month, ""),
        .month = month_words(ctx, month->month),
        .income = yuan(ctx->arena, sums.income_fen),
        .expense = yuan(ctx->arena, sums.expense_fen),
        .left = yuan(ctx->arena, left),
        .overspent = left < 0,
        .income_short = in_short(ctx, sums.income_fen),
        .expense_short = in_short(ctx, sums.expense_fen),
        .balance = fen_format(ctx->arena, sums.closing_fen),
        .spent = fill_words(ctx, month->month, DIRECTION_OUT, &sums, &before),
        .got = fill_words(ctx, month->month, DIRECTION_IN, &sums, &before),
        .entries = sums.entries,
    };
    fill_bars(out, &sums);
    fill_waffle(ctx, &sums, &out->spent, &out->waffle);
    if (households > 0)
        out->per_household =
            yuan(ctx->arena, (sums.expense_fen / households + FEN / 2) / FEN * FEN);
    return OK;
}

Status
money_book(Ctx *ctx, RegionCode village, int64_t households, MoneyBook *out)
{
    LedgerMonth month;
    Status status = ledger_latest(ctx, village, &month);

    *out = (MoneyBook){0};
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    return money_book_of(ctx, &month, households, out);
}

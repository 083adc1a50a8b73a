/*
 * Writing phrases, and what they say about the table.
 */
#include "base/money.h"
#include "demo/maker_parts.h"

enum { LIST_SHOWN = 3, ONCE_TRIES = 12, TEXT_BYTES_MAX = 16 * 1024 };

/* With thousands separators; decimals only where there are some. */
static Text
amount(Arena *arena, int64_t milli)
{
    return decimal_format(arena, milli);
}

/* Money: two decimals or none. */
Text
maker_money(Arena *arena, int64_t milli)
{
    Text text = fen_format(arena, milli / 10);

    return text_ends(text, T(".00")) ? text_slice(text, 0, text.len - 3) : text;
}

static Text
whole(Arena *arena, int64_t number)
{
    return text_printf(arena, "%lld", (long long)number);
}

/* ---- the table ---- */

int
maker_column(const Maker *maker, Text name)
{
    Columns columns = maker->item->item->columns;

    for (size_t i = 0; i < columns.len; i++)
        if (text_eq(columns.at[i].name, name))
            return (int)i;
    return -1;
}

static Text
number_words(const Maker *maker, int column, int64_t milli)
{
    bool is_money = column >= 0 && maker->item->item->columns.at[column].kind == KIND_MONEY;

    return is_money ? maker_money(maker->arena, milli) : amount(maker->arena, milli);
}

/* The first column with a total. */
static int
total_column(const Maker *maker)
{
    Columns columns = maker->item->item->columns;

    for (size_t i = 0; i < columns.len; i++)
        if (columns.at[i].sum)
            return (int)i;
    return -1;
}

static bool
row_counts(const Maker *maker, const Op *op, size_t row)
{
    int column = op->other.at != NULL ? maker_column(maker, op->other) : -1;

    return column < 0 || text_eq(maker->cells[row * maker->width + (size_t)column], op->value);
}

static int64_t
sum_of(const Maker *maker, int column, const Op *op)
{
    int64_t sum = 0;

    for (size_t row = 0; column >= 0 && row < maker->rows; row++) {
        int64_t number = maker->numbers[row * maker->width + (size_t)column];

        if (number != NO_NUMBER && (op == NULL || row_counts(maker, op, row)))
            sum += number;
    }
    return sum;
}

static size_t
biggest_row(const Maker *maker)
{
    int column = total_column(maker);
    size_t best = 0;

    for (size_t row = 1; column >= 0 && row < maker->rows; row++)
        if (maker->numbers[row * maker->width + (size_t)column] >
            maker->numbers[best * maker->width + (size_t)column])
            best = row;
    return best;
}

static Text
cell_at(const Maker *maker, size_t row, int column)
{
    return column >= 0 && row < maker->rows ? maker->cells[row * maker->width + (size_t)column]
                                            : T("");
}

/* A cell as it stands in a sentence. */
static Text
cell_words(const Maker *maker, size_t row, int column)
{
    int64_t number = column >= 0 && row < maker->rows
                         ? maker->numbers[row * maker->width + (size_t)column]
                         : NO_NUMBER;

    return number != NO_NUMBER ? number_words(maker, column, number) : cell_at(maker, row, column);
}

/* The first three different ones, with 、 between them. */
static void
write_list(Maker *maker, int column)
{
    Text shown[LIST_SHOWN];
    size_t len = 0;

    for (size_t row = 0; row < maker->rows && len < LIST_SHOWN; row++) {
        Text cell = cell_at(maker, row, column);
        bool seen = cell.len == 0;

        for (size_t i = 0; i < len; i++)
            seen = seen || text_eq(shown[i], cell);
        if (seen)
            continue;
        if (len != 0)
            BUF_LIT(&maker->text, "、");
        buf_text(&maker->text, cell);
        shown[len++] = cell;
    }
}

static void
write_of_table(Maker *maker, const Op *op)
{
    int column = maker_column(maker, op->text);
    size_t last = maker->rows == 0 ? 0 : maker->rows - 1;
    int64_t count = 0;

    if (op->kind == OP_SUM) {
        buf_text(&maker->text, number_words(maker, column, sum_of(maker, column, op)));
    } else if (op->kind == OP_COUNT_ROWS) {
        for (size_t row = 0; row < maker->rows; row++)
            count += row_counts(maker, op, row);
        buf_i64(&maker->text, count);
    } else if (op->kind == OP_LIST) {
        write_list(maker, column);
    } else {
        buf_text(&maker->text, cell_words(maker, op->kind == OP_FIRST ? 0 : last, column));
    }
}

Text
maker_table_fact(Maker *maker, Fact fact)
{
    Date date = day_to_date(maker->period.start);
    int column = total_column(maker);
    Arena *arena = maker->arena;

    switch ((int)fact) {
    case FACT_VOUCHER:
        return text_printf(arena, "%02d%02d-%03zu", date.year % 100, date.month, maker->row + 1);
    case FACT_SERIAL:
        return text_printf(arena, "%03zu", maker->row + 1);
    case FACT_CONTRACT_NO:
        return text_printf(arena, "%lld-%02zu", (long long)rng_between(maker->rng, 2014, 2020),
                           maker->row + 1);
    case FACT_ROWS:
        return whole(arena, (int64_t)maker->rows);
    case FACT_TOTAL:
        return number_words(maker, column, sum_of(maker, column, NULL));
    case FACT_BIGGEST:
        return cell_words(maker, biggest_row(maker), column);
    case FACT_BIGGEST_WHAT:
        return cell_at(maker, biggest_row(maker), maker->item->what);
    case FACT_FLAW_ROW:
        return whole(arena, (int64_t)maker->flaw_row);
    default:
        return (Text){0};
    }
}

/* ---- phrases ---- */

static Text
word_once(Maker *maker, Phrases words)
{
    Text text = maker_one_of(maker, words);

    for (int i = 0; i < ONCE_TRIES && maker_was_used(maker, text); i++)
        text = maker_one_of(maker, words);
    return maker_use_once(maker, text);
}

static Text
company(const Maker *maker, int trade)
{
    return maker->place->companies[trade][rng_below(maker->rng, COMPANIES_A_TRADE)];
}

static void write_phrase(Maker *maker, const Phrase *phrase);

static void
write_op(Maker *maker, const Op *op)
{
    size_t kind = maker->place->community ? 1 : 0;
    Buf *text = &maker->text;
    Phrases words;
    Buf outer;
    Text word;

    switch (op->kind) {
    case OP_TEXT:
        buf_text(text, op->text);
        return;
    case OP_ONE_OF:
        write_phrase(maker, &op->options.at[rng_below(maker->rng, op->options.len)]);
        return;
    case OP_FACT:
        buf_text(text, maker_fact(maker, (Fact)op->which));
        return;
    case OP_TERM:
        buf_text(text, maker->corpus->terms[kind].at[op->which]);
        return;
    case OP_WORD:
        words = maker->corpus->words[kind][op->which];
        write_phrase(maker, &words.at[rng_below(maker->rng, words.len)]);
        return;
    case OP_WORD_ONCE:
        /* A text of its own, so that it can be compared. */
        outer = *text;
        *text = buf_new(maker->arena, TEXT_BYTES_MAX);
        word = word_once(maker, maker->corpus->words[kind][op->which]);
        *text = outer;
        buf_text(text, word);
        return;
    case OP_COMPANY:
        buf_text(text, company(maker, op->which));
        return;
    case OP_NUMBER:
        buf_i64(text, rng_between(maker->rng, op->low, op->high));
        return;
    case OP_SUM:
    case OP_COUNT_ROWS:
    case OP_LIST:
    case OP_FIRST:
    case OP_LAST:
        write_of_table(maker, op);
        return;
    }
}

static void
write_phrase(Maker *maker, const Phrase *phrase)
{
    for (size_t i = 0; i < phrase->len; i++)
        write_op(maker, &phrase->at[i]);
}

Text
maker_phrase(Maker *maker, const Phrase *phrase)
{
    if (phrase->len == 0)
        return T("");
    /* Most cells are one word. */
    if (phrase->len == 1 && phrase->at[0].kind == OP_TEXT)
        return phrase->at[0].text;
    if (phrase->len == 1 && phrase->at[0].kind == OP_FACT)
        return maker_fact(maker, (Fact)phrase->at[0].which);
    if (maker->text.limit == 0)
        maker->text = buf_new(maker->arena, TEXT_BYTES_MAX);
    maker->text.len = 0;
    write_phrase(maker, phrase);
    return text_copy(maker->arena, (Text){maker->text.at, maker->text.len});
}

Text
maker_one_of(Maker *maker, Phrases phrases)
{
    return phrases.len == 0 ? T("")
                            : maker_phrase(maker, &phrases.at[rng_below(maker->rng, phrases.len)]);
}

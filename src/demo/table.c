/*
 * Making the table of a disclosure: which entries, and their cells from left to right.
 */
#include <string.h>

#include "base/money.h"
#include "demo/maker_parts.h"

enum { MILLI = 1000, FEN = 10, MILLI_IN_PERCENT = 100, SALT_ROW = 21, SALT_SERIES = 22 };

/* ---- numbers ---- */

static int64_t
on_step(Rng *rng, int64_t low, int64_t high, int64_t step)
{
    return step <= 0 ? low : low + rng_between(rng, 0, (high - low) / step) * step;
}

static int64_t
ref_number(const Maker *maker, const CellRef *ref)
{
    int64_t number = ref->value;

    if (ref->column >= 0)
        number = maker->numbers[maker->row * maker->width + (size_t)ref->column];
    else if (ref->fact >= 0)
        number = maker_fact_number(maker, (Fact)ref->fact);
    return number == NO_NUMBER ? 0 : number * ref->sign;
}

/* To the fen, half up. */
static int64_t
times(const Maker *maker, const CellRule *rule)
{
    __int128 product =
        (__int128)ref_number(maker, &rule->refs[0]) * ref_number(maker, &rule->refs[1]);

    return (int64_t)((product + MILLI * FEN / 2) / (MILLI * FEN)) * FEN;
}

static int64_t
percent(Maker *maker, const CellRule *rule)
{
    int64_t share = rng_between(maker->rng, rule->low, rule->high);
    int64_t number = ref_number(maker, &rule->refs[0]) * share / MILLI_IN_PERCENT;
    int64_t unit = rule->round != 0 ? rule->round : FEN;

    return share == 100 ? ref_number(maker, &rule->refs[0]) : number / unit * unit;
}

/* Periods since the demonstration began; events count by quarters. */
static int64_t
periods_since(const Maker *maker)
{
    Date base = day_to_date(maker->base);
    Date date = day_to_date(maker->period.start);
    int months = (date.year - base.year) * 12 + date.month - base.month;
    int unit = maker->period.rhythm == RHYTHM_MONTHLY ? 1 : 3;

    return months < 0 ? 0 : months / unit;
}

static int64_t
series_number(const Maker *maker, const CellRule *rule)
{
    const Series *series = &maker->entry->series[rule->series];
    Rng rng = rng_of(maker->place->seed ^ text_hash(maker->item->item->code),
                     SALT_SERIES + maker->entry_row, text_hash(series->name));
    int64_t start = on_step(&rng, series->start[0], series->start[1], series->start[2]);
    int64_t each = on_step(&rng, series->each[0], series->each[1], series->each[2]);
    int64_t n = periods_since(maker);
    int64_t now = start + n * each;
    int64_t next = now + each;

    now = now < series->floor ? series->floor : now;
    next = next < series->floor ? series->floor : next;
    if (rule->at == SERIES_STEP)
        return now - next;
    return rule->at == SERIES_NEXT ? next : now;
}

/* ---- cells ---- */

static void
set_number(Maker *maker, size_t column, int64_t milli)
{
    size_t at = maker->row * maker->width + column;
    const Column *kind = &maker->item->item->columns.at[column];

    maker->numbers[at] = milli;
    if (kind->kind == KIND_MONEY)
        maker->cells[at] = fen_plain(maker->arena, milli / FEN);
    else
        maker->cells[at] = decimal_plain(maker->arena, milli);
}

static bool
is_counting(ColumnKind kind)
{
    return kind == KIND_MONEY || kind == KIND_QUANTITY || kind == KIND_INTEGER;
}

static void
fill_cell(Maker *maker, size_t column, const CellRule *rule)
{
    size_t at = maker->row * maker->width + column;
    int64_t sum = 0;

    switch (rule->kind) {
    case CELL_NONE:
        return;
    case CELL_PHRASE:
        maker->cells[at] = maker_phrase(maker, &rule->phrase);
        if (is_counting(maker->item->item->columns.at[column].kind) &&
            decimal_parse(maker->cells[at], &sum, NULL))
            set_number(maker, column, sum);
        return;
    case CELL_RANGE:
        set_number(maker, column, on_step(maker->rng, rule->low, rule->high, rule->step));
        return;
    case CELL_FROM:
        sum = ref_number(maker, &rule->refs[0]) -
              on_step(maker->rng, rule->low, rule->high, rule->step);
        set_number(maker, column, sum < 0 ? 0 : sum);
        return;
    case CELL_SUM:
        for (int i = 0; i < rule->ref_count; i++)
            sum += ref_number(maker, &rule->refs[i]);
        set_number(maker, column, sum);
        return;
    case CELL_TIMES:
        set_number(maker, column, times(maker, rule));
        return;
    case CELL_PERCENT:
        set_number(maker, column, percent(maker, rule));
        return;
    case CELL_ANY:
        fill_cell(maker, column, &rule->any[rng_below(maker->rng, rule->any_count)]);
        return;
    case CELL_SERIES:
        set_number(maker, column, series_number(maker, rule));
        return;
    }
}

/* One row.  In a table that a place keeps, the row has dice of its own, and only the columns that
 * change take those of the period. */
static void
fill_row(Maker *maker, const EntryRule *entry)
{
    const RowsRule *rows = &maker->scene->rows;
    Rng own =
        rng_of(maker->place->seed ^ text_hash(maker->item->item->code), SALT_ROW, maker->entry_row);
    Rng *period_rng = maker->rng;

    maker->entry = entry;
    for (size_t column = 0; column < maker->width; column++) {
        size_t at = maker->row * maker->width + column;

        maker->numbers[at] = NO_NUMBER;
        maker->cells[at] = T("");
        if ((rows->fixed & 1u << column) != 0 && maker->row != 0) {
            maker->cells[at] = maker->cells[column];
            maker->numbers[at] = maker->numbers[column];
            continue;
        }
        if (rows->place_seed && (rows->changing & 1u << column) == 0)
            maker->rng = &own;
        fill_cell(maker, column, &entry->cells[column]);
        maker->rng = period_rng;
    }
    maker->entry_row++;
    if (rows->skip_zero >= 0 &&
        maker->numbers[maker->row * maker->width + (size_t)rows->skip_zero] == 0)
        return;
    maker->row++;
}

/* ---- which entries ---- */

typedef struct Chosen {
    const EntryRule *at[MAKER_ROWS_MAX];
    size_t len;
} Chosen;

static void
choose(Chosen *chosen, const EntryRule *entry)
{
    if (chosen->len < MAKER_ROWS_MAX)
        chosen->at[chosen->len++] = entry;
}

static size_t
wanted_rows(Maker *maker)
{
    const RowsRule *rows = &maker->scene->rows;
    int64_t months = 1;
    int64_t wanted;

    if (rows->count >= 0)
        return (size_t)(maker_fact_number(maker, (Fact)rows->count) / MILLI);
    if (rows->per_months && maker->period.rhythm == RHYTHM_QUARTERLY)
        months = 2; /* three months, but not three times as much to read */
    wanted = rng_between(maker->rng, rows->min * months, rows->max * months);
    /* Steps so far: the later in the year, the more of them. */
    if (rows->mode == ROWS_FIRST && maker->of > 1)
        wanted = rows->min + (rows->max - rows->min) * maker->nth / (maker->of - 1);
    return (size_t)(wanted < MAKER_ROWS_MAX ? wanted : MAKER_ROWS_MAX);
}

static void
pick(Maker *maker, size_t wanted, Chosen *chosen)
{
    const RowsRule *rows = &maker->scene->rows;
    const EntryRule *open[MAKER_ROWS_MAX];
    size_t open_len = 0;
    int sum = 0;

    for (size_t i = 0; i < rows->entry_count && i < MAKER_ROWS_MAX; i++) {
        const EntryRule *entry = &rows->entries[i];

        if (!when_fits(&entry->when, maker->place->community, maker->period.start,
                       maker->period.end))
            continue;
        if (entry->always)
            choose(chosen, entry);
        if (!entry->always || entry->many) {
            open[open_len++] = entry;
            sum += entry->weight;
        }
    }
    while (chosen->len < wanted && sum > 0) {
        int at = (int)rng_below(maker->rng, (uint64_t)sum);
        size_t i = 0;

        while (at >= open[i]->weight)
            at -= open[i++]->weight;
        choose(chosen, open[i]);
        if (!open[i]->many) {
            sum -= open[i]->weight;
            open[i] = open[--open_len];
        }
    }
}

/* In order, those that are for this place and time. */
static void
take(Maker *maker, size_t at_most, Chosen *chosen)
{
    const RowsRule *rows = &maker->scene->rows;

    for (size_t i = 0; i < rows->entry_count && chosen->len < at_most; i++)
        if (when_fits(&rows->entries[i].when, maker->place->community, maker->period.start,
                      maker->period.end))
            choose(chosen, &rows->entries[i]);
}

/* The first that is for this place and time, for each household. */
static void
repeat(Maker *maker, size_t wanted, Chosen *chosen)
{
    take(maker, 1, chosen);
    while (chosen->len != 0 && chosen->len < wanted)
        choose(chosen, chosen->at[0]);
}

static void
choose_entries(Maker *maker, Chosen *chosen)
{
    const RowsRule *rows = &maker->scene->rows;
    Rng own = rng_of(maker->place->seed ^ text_hash(maker->item->item->code), SALT_ROW, UINT32_MAX);
    Rng *period_rng = maker->rng;
    size_t wanted;

    if (rows->place_seed)
        maker->rng = &own;
    wanted = wanted_rows(maker);
    if (rows->mode == ROWS_PICK)
        pick(maker, wanted, chosen);
    else if (rows->mode == ROWS_HOUSEHOLDS)
        repeat(maker, wanted, chosen);
    else
        take(maker, rows->mode == ROWS_ALL ? MAKER_ROWS_MAX : wanted, chosen);
    maker->rng = period_rng;
}

/* ---- order ---- */

static void
sort_days(Day *days, size_t len)
{
    for (size_t i = 1; i < len; i++) {
        Day day = days[i];
        size_t j = i;

        for (; j > 0 && days[j - 1] > day; j--)
            days[j] = days[j - 1];
        days[j] = day;
    }
}

/* Days that rise from row to row, where the table is in their order. */
static const Day *
rising_days(Maker *maker, size_t len)
{
    const RowsRule *rows = &maker->scene->rows;
    bool by_day = rows->mode == ROWS_FIRST ||
                  (rows->sort >= 0 && maker->item->item->columns.at[rows->sort].kind == KIND_DATE);
    Day *days;

    if (!by_day)
        return NULL;
    days = NEW_ARRAY(maker->arena, Day, len + 1);
    maker->days = NULL;
    for (size_t i = 0; i < len; i++)
        days[i] = maker_day(maker);
    sort_days(days, len);
    return days;
}

/* What comes always should not always come first. */
static void
shuffle(Maker *maker, Chosen *chosen)
{
    for (size_t i = chosen->len; i > 1; i--) {
        size_t j = (size_t)rng_below(maker->rng, i);
        const EntryRule *entry = chosen->at[i - 1];

        chosen->at[i - 1] = chosen->at[j];
        chosen->at[j] = entry;
    }
}

static void
swap_rows(Maker *maker, size_t a, size_t b)
{
    for (size_t i = 0; i < maker->width; i++) {
        Text cell = maker->cells[a * maker->width + i];
        int64_t number = maker->numbers[a * maker->width + i];

        maker->cells[a * maker->width + i] = maker->cells[b * maker->width + i];
        maker->numbers[a * maker->width + i] = maker->numbers[b * maker->width + i];
        maker->cells[b * maker->width + i] = cell;
        maker->numbers[b * maker->width + i] = number;
    }
}

static void
sort_rows(Maker *maker, size_t column)
{
    for (size_t i = 1; i < maker->rows; i++)
        for (size_t j = i; j > 0 && text_compare(maker->cells[(j - 1) * maker->width + column],
                                                 maker->cells[j * maker->width + column]) > 0;
             j--)
            swap_rows(maker, j, j - 1);
}

/* ---- the table ---- */

static void
post_rows(Maker *maker)
{
    const Place *place = maker->place;

    for (size_t i = 0; i < place->post_count; i++) {
        maker->post = &place->posts[i];
        if ((maker->post->rule->marks & maker->scene->rows.which) != 0)
            fill_row(maker, &maker->scene->rows.entries[0]);
    }
    maker->post = NULL;
}

void
maker_table(Maker *maker)
{
    const RowsRule *rows = &maker->scene->rows;
    Chosen chosen = {.len = 0};
    size_t room;
    bool by_text;

    maker->width = maker->item->item->columns.len;
    maker->row = maker->entry_row = 0;
    maker->once_len = 0;
    maker->home = NULL;
    memset(maker->homes_used, 0, sizeof maker->homes_used);
    if (rows->mode != ROWS_POSTS)
        choose_entries(maker, &chosen);
    /* One row more, for a row that stands twice. */
    room = (chosen.len > POSTS_MAX ? chosen.len : POSTS_MAX) + 1;
    maker->cells = NEW_ARRAY(maker->arena, Text, room * maker->width);
    maker->numbers = NEW_ARRAY(maker->arena, int64_t, room * maker->width);
    maker->days = rising_days(maker, chosen.len);
    if (maker->days != NULL && rows->mode == ROWS_PICK)
        shuffle(maker, &chosen);
    for (size_t i = 0; i < chosen.len; i++)
        fill_row(maker, chosen.at[i]);
    if (rows->mode == ROWS_POSTS)
        post_rows(maker);
    maker->rows = maker->row;
    by_text = rows->sort >= 0 && maker->days == NULL;
    maker->days = NULL;
    if (by_text)
        sort_rows(maker, (size_t)rows->sort);
}

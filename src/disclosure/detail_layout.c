/*
 * How the columns of a table stand on a page.  Short ones do not break; on a phone each row is a
 * small card whose head is what the row is about, with its amount.  Columns are the district's own
 * data, so what a column is like is seen from its cells.
 */
#include "disclosure/detail_parts.h"

enum {
    SHORT_UNITS_MAX = 12, /* a Han character is two */
    NONE = -1,
};

static const char *const by_kind[KIND_COUNT] = {
    [KIND_MONEY] = "r num",
    [KIND_INTEGER] = "r num",
    [KIND_QUANTITY] = "r num",
    [KIND_DATE] = "num",
};

/* Width in halves of a Han character; every character beyond ASCII counts as Han. */
static size_t
units(Text text)
{
    size_t total = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        total += c < 0x80 ? 1 : c >= 0xC0 ? 2 : 0;
    }
    return total;
}

static bool
is_short(const DetailView *view, size_t column)
{
    if (units(view->heads.at[column].text) > SHORT_UNITS_MAX)
        return false;
    for (size_t row = 0; row < view->rows.len; row++)
        if (units(view->rows.at[row].cells.at[column].text) > SHORT_UNITS_MAX)
            return false;
    return true;
}

/* Words rather than codes such as 付-2304-001. */
static bool
is_words(const DetailView *view, size_t column)
{
    size_t han = 0;
    size_t ascii = 0;

    for (size_t row = 0; row < view->rows.len; row++) {
        Text text = view->rows.at[row].cells.at[column].text;

        for (size_t i = 0; i < text.len; i++)
            if ((unsigned char)text.at[i] < 0x80)
                ascii++;
            else
                han++;
    }
    return han >= ascii && han != 0;
}

/* What a row is about: the first column of words. */
static int
lead_of(const Table *table, const size_t *indices, const DetailView *view)
{
    for (size_t i = 0; i < view->heads.len; i++) {
        ColumnKind kind = table->columns.at[indices[i]].kind;

        if ((kind == KIND_TEXT || kind == KIND_PERSON) && is_words(view, i))
            return (int)i;
    }
    return NONE;
}

static bool
is_blank(const DetailView *view, size_t column)
{
    for (size_t row = 0; row < view->rows.len; row++)
        if (view->rows.at[row].cells.at[column].text.len != 0)
            return false;
    return true;
}

/* What a row comes to: the last column of money that is summed, as a total stands behind its parts;
 * else the only one.  Of several plans and figures side by side none stands for the row. */
static int
amount_of(const Table *table, const size_t *indices, const DetailView *view)
{
    int summed = NONE;
    int only = NONE;
    int count = 0;

    for (size_t i = 0; i < view->heads.len; i++) {
        const Column *column = &table->columns.at[indices[i]];

        if (column->kind != KIND_MONEY || is_blank(view, i))
            continue;
        count++;
        only = (int)i;
        if (column->sum)
            summed = (int)i;
    }
    return summed != NONE ? summed : count == 1 ? only : NONE;
}

void
detail_layout(const Table *table, const size_t *indices, DetailView *view)
{
    int lead = lead_of(table, indices, view);
    int amount = amount_of(table, indices, view);

    for (size_t i = 0; i < view->heads.len; i++) {
        const char *css = by_kind[table->columns.at[indices[i]].kind];

        if ((int)i == lead)
            css = amount != NONE ? "lead" : "lead lead-all";
        else if ((int)i == amount)
            css = "r num amount";
        else if (css == NULL)
            css = is_short(view, i) ? "nowrap" : "";
        view->heads.at[i].css = css;
        for (size_t row = 0; row < view->rows.len; row++)
            view->rows.at[row].cells.at[i].css = css;
        if (view->totals.len != 0)
            view->totals.at[i].css = css;
    }
}

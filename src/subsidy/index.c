#include "subsidy/index.h"

#include <stdlib.h>

#include "subsidy/inside.h"

typedef struct LineEntry {
    Text key;
    const Line *line;
    bool taken;
} LineEntry;

static int
by_key(const void *a, const void *b)
{
    const LineEntry *x = a, *y = b;
    int order = text_compare(x->key, y->key);

    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

LineIndex
line_index(Arena *arena, const Lines *lines)
{
    LineIndex index = {
        .arena = arena, .at = NEW_ARRAY(arena, LineEntry, lines->len), .len = lines->len};

    for (size_t i = 0; i < lines->len; i++)
        index.at[i] = (LineEntry){line_key(arena, &lines->at[i]), &lines->at[i], false};
    if (lines->len != 0)
        qsort(index.at, index.len, sizeof index.at[0], by_key);
    return index;
}

/* The first entry whose key is not below. */
static size_t
lower(const LineIndex *index, Text key)
{
    size_t low = 0, high = index->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (text_compare(index->at[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const Line *
line_index_take(LineIndex *index, const Line *line)
{
    Text key = line_key(index->arena, line);

    for (size_t i = lower(index, key); i < index->len && text_eq(index->at[i].key, key); i++) {
        LineEntry *entry = &index->at[i];

        if (!entry->taken && entry->line->amount_fen == line->amount_fen) {
            entry->taken = true;
            return entry->line;
        }
    }
    return NULL;
}

void
line_index_twice(const LineIndex *index,
                 void (*found)(void *arg, const Line *line, const Line *first), void *arg)
{
    size_t first = 0;

    for (size_t i = 1; i < index->len; i++) {
        if (text_eq(index->at[i].key, index->at[first].key))
            found(arg, index->at[i].line, index->at[first].line);
        else
            first = i;
    }
}

#include "disclosure/diff.h"

#include "base/buf.h"

typedef struct Side {
    const Text *at;
    uint64_t *hashes;
    size_t len;
} Side;

typedef bool Alike(const void *arg, size_t before, size_t after);

typedef struct Diff {
    Arena *arena;
    Side before, after;
    Alike *alike;
    const void *arg;
    DiffSteps *out;
} Diff;

static Side
side_of(Arena *arena, Texts texts)
{
    Side side = {.at = texts.at, .hashes = NEW_ARRAY(arena, uint64_t, texts.len), .len = texts.len};

    for (size_t i = 0; i < texts.len; i++)
        side.hashes[i] = text_hash(texts.at[i]);
    return side;
}

static bool
equal(const Diff *diff, size_t before, size_t after)
{
    return diff->before.hashes[before] == diff->after.hashes[after] &&
           text_eq(diff->before.at[before], diff->after.at[after]);
}

static void
put(Diff *diff, DiffKind kind, size_t before, size_t after)
{
    diff->out->at[diff->out->len++] = (DiffStep){kind, before, after};
    diff->out->changed = diff->out->changed || kind != DIFF_SAME;
}

/* What stands between two pieces that stayed: went, came, or changed. */
static void
put_gap(Diff *diff, size_t before, size_t before_end, size_t after, size_t after_end)
{
    while (before < before_end) {
        size_t look = after_end - after > DIFF_LOOK_AHEAD ? after + DIFF_LOOK_AHEAD : after_end;
        size_t found = after;

        while (found < look && !diff->alike(diff->arg, before, found))
            found++;
        if (found == look) {
            put(diff, DIFF_GONE, before++, 0);
            continue;
        }
        while (after < found)
            put(diff, DIFF_ADDED, 0, after++);
        put(diff, equal(diff, before, after) ? DIFF_SAME : DIFF_CHANGED, before, after);
        before++;
        after++;
    }
    while (after < after_end)
        put(diff, DIFF_ADDED, 0, after++);
}

/* The middle, between equal beginnings and ends: lengths[i][j] is the longest common subsequence of
 * what stands from i and from j on. */
static void
put_middle(Diff *diff, size_t first, size_t before_end, size_t after_end)
{
    size_t rows = before_end - first;
    size_t width = after_end - first + 1;
    uint16_t *lengths;
    size_t i = 0;
    size_t j = 0;
    size_t gap_i = 0;
    size_t gap_j = 0;

    if (rows == 0 || width == 1 || rows > (size_t)DIFF_PAIRS_MAX / width) {
        put_gap(diff, first, before_end, first, after_end);
        return;
    }
    lengths = NEW_ARRAY(diff->arena, uint16_t, (rows + 1) * width);
    for (size_t r = rows; r-- > 0;)
        for (size_t c = width - 1; c-- > 0;) {
            uint16_t down = lengths[(r + 1) * width + c];
            uint16_t right = lengths[r * width + c + 1];

            if (equal(diff, first + r, first + c))
                lengths[r * width + c] = (uint16_t)(lengths[(r + 1) * width + c + 1] + 1);
            else
                lengths[r * width + c] = down > right ? down : right;
        }
    while (i < rows && j < width - 1) {
        if (equal(diff, first + i, first + j)) {
            put_gap(diff, first + gap_i, first + i, first + gap_j, first + j);
            put(diff, DIFF_SAME, first + i, first + j);
            gap_i = ++i;
            gap_j = ++j;
        } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    put_gap(diff, first + gap_i, before_end, first + gap_j, after_end);
}

static DiffSteps
run(Arena *arena, Texts before, Texts after, Alike *alike, const void *arg)
{
    DiffSteps out = {.at = NEW_ARRAY(arena, DiffStep, before.len + after.len)};
    Diff diff = {
        .arena = arena,
        .before = side_of(arena, before),
        .after = side_of(arena, after),
        .alike = alike,
        .arg = arg,
        .out = &out,
    };
    size_t head = 0;
    size_t before_end = before.len;
    size_t after_end = after.len;

    while (head < before_end && head < after_end && equal(&diff, head, head)) {
        put(&diff, DIFF_SAME, head, head);
        head++;
    }
    while (before_end > head && after_end > head && equal(&diff, before_end - 1, after_end - 1)) {
        before_end--;
        after_end--;
    }
    put_middle(&diff, head, before_end, after_end);
    for (; before_end < before.len; before_end++, after_end++)
        put(&diff, DIFF_SAME, before_end, after_end);
    return out;
}

/* ---- lines ---- */

Texts
diff_cut_lines(Arena *arena, Text text)
{
    Texts lines = {0};
    Text rest = text;
    size_t count = 1;

    if (text_is_empty(text))
        return lines;
    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == '\n';
    lines.at = NEW_ARRAY(arena, Text, count);
    while (rest.at != NULL && lines.len < count) {
        Text line;

        text_cut(rest, '\n', &line, &rest);
        if (text_ends(line, T("\r")))
            line.len--;
        lines.at[lines.len++] = line;
    }
    return lines;
}

static bool
is_tail_byte(Text text, size_t at)
{
    return at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

DiffCommon
diff_common(Text before, Text after)
{
    DiffCommon common = {0};
    size_t shorter = before.len < after.len ? before.len : after.len;

    while (common.head < shorter && before.at[common.head] == after.at[common.head])
        common.head++;
    while (common.head > 0 &&
           (is_tail_byte(before, common.head) || is_tail_byte(after, common.head)))
        common.head--;
    while (common.tail < shorter - common.head &&
           before.at[before.len - common.tail - 1] == after.at[after.len - common.tail - 1])
        common.tail++;
    while (common.tail > 0 && is_tail_byte(before, before.len - common.tail))
        common.tail--;
    return common;
}

typedef struct LinePair {
    Texts before, after;
} LinePair;

static bool
lines_alike(const void *arg, size_t before, size_t after)
{
    const LinePair *pair = arg;
    Text a = pair->before.at[before];
    Text b = pair->after.at[after];
    DiffCommon common = diff_common(a, b);
    size_t shorter = a.len < b.len ? a.len : b.len;

    return shorter != 0 && (common.head + common.tail) * 2 >= shorter;
}

DiffSteps
diff_lines(Arena *arena, Texts before, Texts after)
{
    LinePair pair = {before, after};

    return run(arena, before, after, lines_alike, &pair);
}

/* ---- rows ---- */

typedef struct TablePair {
    const Table *before, *after;
} TablePair;

static bool
rows_alike(const void *arg, size_t before, size_t after)
{
    const TablePair *pair = arg;
    size_t width = pair->before->columns.len;
    const Text *a = &pair->before->cells[before * width];
    const Text *b = &pair->after->cells[after * width];
    size_t filled = 0;
    size_t same = 0;

    for (size_t i = 0; i < width; i++) {
        if (a[i].len == 0 && b[i].len == 0)
            continue;
        filled++;
        same += text_eq(a[i], b[i]);
    }
    return same * 2 >= filled;
}

/* Each row as one text, to be compared as a whole. */
static Texts
join_cells(Arena *arena, const Table *table)
{
    Texts rows = {.at = NEW_ARRAY(arena, Text, table->rows), .len = table->rows};

    for (size_t i = 0; i < table->rows; i++)
        rows.at[i] = text_join(
            arena, (Texts){&table->cells[i * table->columns.len], table->columns.len}, T("\x1F"));
    return rows;
}

DiffSteps
diff_rows(Arena *arena, const Table *before, const Table *after)
{
    TablePair pair = {before, after};

    return run(arena, join_cells(arena, before), join_cells(arena, after), rows_alike, &pair);
}

static size_t
column_named(Columns columns, Text name)
{
    size_t at = 0;

    while (at < columns.len && !text_eq(columns.at[at].name, name))
        at++;
    return at;
}

Table
diff_align(Arena *arena, const Table *before, Columns columns, bool *other_out)
{
    Table out = {
        .columns = columns,
        .cells = NEW_ARRAY(arena, Text, before->rows * columns.len),
        .rows = columns.len == 0 ? 0 : before->rows,
    };

    *other_out = before->columns.len != columns.len;
    for (size_t i = 0; i < columns.len; i++) {
        size_t from = column_named(before->columns, columns.at[i].name);
        bool known = from < before->columns.len;

        *other_out = *other_out || !known;
        for (size_t row = 0; row < out.rows; row++)
            out.cells[row * columns.len + i] =
                known ? before->cells[row * before->columns.len + from] : T("");
    }
    return out;
}

/*
 * Rows of nothing but texts, which is how a program writes very many of them: read where they
 * stand, without a tree.  Everything else is left to the reader of all JSON.
 */
#include <string.h>

#include "disclosure/api.h"

enum { ROWS_FIRST = 16 };

typedef struct Scan {
    Arena *arena;
    const char *at;
    const char *end;
} Scan;

static bool
scan_char(Scan *scan, char c)
{
    if (scan->at == scan->end || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

/* What stands behind a backslash, as a character; 0: not one of those that occur in plain text. */
static char
short_escape(char letter)
{
    static const char letters[] = "\"\\/nrt";
    static const char characters[] = "\"\\/\n\r\t";
    const char *found = letter != '\0' ? strchr(letters, letter) : NULL;

    return found != NULL ? characters[found - letters] : '\0';
}

/* Where the text ends that began before `at`: its quote, or the end of all. */
static const char *
closing_quote(const char *at, const char *end)
{
    while (at != end && *at != '"')
        at += *at == '\\' && end - at > 1 ? 2 : 1;
    return at;
}

/* A text that began at `from` and has its first backslash where the scan stands. */
static bool
scan_escaped(Scan *scan, const char *from, Text *out)
{
    const char *close = closing_quote(scan->at, scan->end);
    size_t len = (size_t)(scan->at - from);
    char *bytes =
        arena_alloc(scan->arena, (size_t)(close - from)); /* an escape is the longer form */

    memcpy(bytes, from, len);
    while (scan->at != close) {
        char c = *scan->at++;

        if (c == '\\')
            c = scan->at != close ? short_escape(*scan->at++) : '\0';
        else if ((unsigned char)c < 0x20)
            return false;
        if (c == '\0')
            return false;
        bytes[len++] = c;
    }
    *out = (Text){bytes, len};
    return scan_char(scan, '"');
}

/* "…"; a piece of what is read where nothing is escaped. */
static bool
scan_text(Scan *scan, Text *out)
{
    const char *from = scan->at + 1;

    if (!scan_char(scan, '"'))
        return false;
    while (scan->at != scan->end && (unsigned char)*scan->at >= 0x20 && *scan->at != '"' &&
           *scan->at != '\\')
        scan->at++;
    if (scan->at != scan->end && *scan->at == '\\')
        return scan_escaped(scan, from, out);
    *out = (Text){from, (size_t)(scan->at - from)};
    return scan_char(scan, '"');
}

static bool
scan_row(Scan *scan, size_t width, Text *cells)
{
    if (!scan_char(scan, '['))
        return false;
    for (size_t i = 0; i < width; i++)
        if ((i != 0 && !scan_char(scan, ',')) || !scan_text(scan, &cells[i]))
            return false;
    return scan_char(scan, ']');
}

bool
api_scan_rows(Arena *arena, Text json, DisclosureInput *out)
{
    Scan scan = {.arena = arena, .at = json.at, .end = json.at + json.len};
    size_t width = out->columns.len;
    size_t room = 0;
    size_t rows = 0;
    Text *cells = NULL;

    if (width == 0 || !scan_char(&scan, '['))
        return false;
    do {
        if (rows == TABLE_ROWS_MAX)
            return false;
        if (rows == room) {
            size_t more = room == 0 ? ROWS_FIRST : room * 2;

            cells = arena_grow(arena, cells, room * width * sizeof *cells,
                               more * width * sizeof *cells);
            room = more;
        }
        if (!scan_row(&scan, width, &cells[rows++ * width]))
            return false;
    } while (scan_char(&scan, ','));
    if (!scan_char(&scan, ']') || scan.at != scan.end)
        return false;
    out->cells = cells;
    out->rows = rows;
    return true;
}

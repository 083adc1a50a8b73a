/*
 * The one policy of what a reader sees of a cell.
 *
 *   kind           public                 residents         affected          staff
 *   person         surname and stars      full              full              full
 *   id, card       never                  never             never             full
 *   phone          never                  never             never             full
 *   office phone   full                   full              full              full
 *   others         full                   full              full              full
 *
 * The same mask everywhere, so that two masks cannot be put together: a closed value becomes a
 * dash, not a part of itself (个人信息保护法; domain: "Life of a disclosure").  Whether a column is
 * shown at all is its audience's business (column_visible).
 */
#include "catalogue/column.h"

#include "base/buf.h"

/* Surnames of two characters that are common enough to keep whole. */
static const Text compound_surnames[] = {
    T_INIT("欧阳"), T_INIT("司马"), T_INIT("上官"), T_INIT("诸葛"), T_INIT("司徒"), T_INIT("东方"),
    T_INIT("皇甫"), T_INIT("尉迟"), T_INIT("公孙"), T_INIT("慕容"), T_INIT("令狐"), T_INIT("宇文"),
    T_INIT("长孙"), T_INIT("夏侯"), T_INIT("轩辕"), T_INIT("端木"), T_INIT("南宫"), T_INIT("独孤"),
};

static const Text closed = T_INIT("—");

static bool
reads(Reader reader, Audience audience)
{
    return (reader & (1u << audience)) != 0;
}

bool
column_visible(const Column *column, Reader reader)
{
    return column->audience == AUDIENCE_PUBLIC || reads(reader, column->audience) ||
           reads(reader, AUDIENCE_STAFF);
}

static size_t
surname_chars(Text name)
{
    for (size_t i = 0; i < sizeof compound_surnames / sizeof compound_surnames[0]; i++)
        if (text_starts(name, compound_surnames[i]) && text_chars(name) > 2)
            return 2;
    return 1;
}

Text
mask_person(Arena *arena, Text name)
{
    Text trimmed = text_trim(name);
    Buf buf = buf_new(arena, 256);

    if (trimmed.len == 0)
        return T("");
    buf_text(&buf, text_first_chars(trimmed, surname_chars(trimmed)));
    BUF_LIT(&buf, "**");
    return buf_done(&buf);
}

/* Several people in one cell (张三、李四) are masked one by one. */
static Text
mask_people(Arena *arena, Text names)
{
    Buf buf = buf_new(arena, names.len * 2 + 256);
    Text rest = names;
    const char *start = rest.at;

    while (rest.len != 0) {
        const char *at = rest.at;
        uint32_t c = text_next_char(&rest);

        if (c == 0x3001 || c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B || c == '/' ||
            c == '\n') {
            buf_text(&buf, mask_person(arena, (Text){start, (size_t)(at - start)}));
            buf_bytes(&buf, at, (size_t)(rest.at - at));
            start = rest.at;
        }
    }
    buf_text(&buf, mask_person(arena, (Text){start, (size_t)(names.at + names.len - start)}));
    return buf_done(&buf);
}

Text
cell_shown(Arena *arena, const Column *column, Text value, Reader reader)
{
    if (text_is_empty(value))
        return T("");
    if (!column_visible(column, reader))
        return closed;
    if (reads(reader, AUDIENCE_STAFF))
        return value;
    switch (column->kind) {
    case KIND_PERSON:
        if (reads(reader, AUDIENCE_RESIDENTS) || reads(reader, AUDIENCE_AFFECTED) ||
            (column->audience == AUDIENCE_PARTY && reads(reader, AUDIENCE_PARTY)))
            return value;
        return mask_people(arena, value);
    case KIND_ID:
    case KIND_CARD:
    case KIND_PHONE:
        return closed;
    case KIND_TEXT:
    case KIND_INTEGER:
    case KIND_MONEY:
    case KIND_QUANTITY:
    case KIND_DATE:
    case KIND_OFFICE_PHONE:
    case KIND_CHOICE:
    case KIND_YESNO:
    case KIND_COUNT:
        break;
    }
    return value;
}

#include "sheet/sheet.h"

#include "base/buf.h"

enum { HEADER_ROWS_LOOKED_AT = 20, KEY_BYTES_MAX = 8192 };

/* Full-width forms as half-width ones. */
static uint32_t
folded(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if (c >= 'A' && c <= 'Z')
        c += 'a' - 'A';
    return c;
}

static bool
is_filler(uint32_t c)
{
    return c <= ' ' || c == 0x3000 || c == 0x00A0 || c == '*' || c == ':' || c == 0xFEFF ||
           (c >= 0x2000 && c <= 0x200F);
}

/* 万元 and the like are not how an amount is written here: such a unit stays in the name. */
static bool
is_other_unit(Text unit)
{
    static const Text signs[] = {T_INIT("万"),   T_INIT("亿"),   T_INIT("千元"), T_INIT("百元"),
                                 T_INIT("美元"), T_INIT("港元"), T_INIT("港币"), T_INIT("欧元")};

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (text_find(unit, signs[i]) != unit.len)
            return true;
    return false;
}

Text
sheet_name_key(Arena *arena, Text name)
{
    Buf key = buf_new(arena, KEY_BYTES_MAX);
    Buf unit = buf_new(arena, KEY_BYTES_MAX);
    int brackets = 0;

    while (name.len != 0) {
        uint32_t c = folded(text_next_char(&name));

        /* What stands in brackets is a unit or a note: 金额（元） */
        if (c == '(' || c == 0x3010 || c == '[')
            brackets++;
        else if (c == ')' || c == 0x3011 || c == ']')
            brackets -= brackets > 0;
        else if (!is_filler(c))
            buf_utf8(brackets == 0 ? &key : &unit, c);
    }
    if (is_other_unit(buf_done(&unit)))
        buf_text(&key, buf_done(&unit));
    else if (text_ends(buf_done(&key), T("/元")))
        key.len -= sizeof "/元" - 1;
    return buf_done(&key);
}

Text
sheet_column_letters(Arena *arena, size_t column)
{
    char letters[8];
    size_t at = sizeof letters;

    column++;
    while (column != 0 && at != 0) {
        letters[--at] = (char)('A' + (column - 1) % 26);
        column = (column - 1) / 26;
    }
    return text_copy(arena, (Text){letters + at, sizeof letters - at});
}

static size_t
find_key(const Text *keys, size_t count, Text wanted)
{
    for (size_t i = 0; i < count; i++)
        if (keys[i].len != 0 && text_eq(keys[i], wanted))
            return i;
    return SHEET_NO_COLUMN;
}

static size_t
texts_in(const SheetRow *row)
{
    size_t texts = 0;

    for (size_t i = 0; i < row->len; i++)
        texts += row->at[i].kind == SHEET_TEXT;
    return texts;
}

/* The text of a cell of the header; of one that is merged with those above it, theirs. */
static Text
name_at(const Sheet *sheet, size_t row, size_t column)
{
    for (size_t r = row; column < sheet->at[r].len; r--) {
        const SheetCell *cell = &sheet->at[r].at[column];

        if (cell->kind != SHEET_EMPTY)
            return cell->text;
        if (!cell->merged || r == 0)
            break;
    }
    return T("");
}

static Text *
row_keys(Ctx *ctx, const Sheet *sheet, size_t row)
{
    Text *keys = NEW_ARRAY(ctx->arena, Text, sheet->at[row].len);

    for (size_t i = 0; i < sheet->at[row].len; i++)
        keys[i] = sheet_name_key(ctx->arena, name_at(sheet, row, i));
    return keys;
}

static Text *
names_keys(Ctx *ctx, Texts names)
{
    Text *keys = NEW_ARRAY(ctx->arena, Text, names.len);

    for (size_t i = 0; i < names.len; i++)
        keys[i] = sheet_name_key(ctx->arena, names.at[i]);
    return keys;
}

/* The row with most wanted names; without any, the first with two or more texts. */
static size_t
header_row(Ctx *ctx, const Sheet *sheet, Texts wanted)
{
    const Text *wanted_keys = names_keys(ctx, wanted);
    size_t best = 0;
    size_t best_count = 0;
    bool found_texts = false;

    for (size_t r = 0; r < sheet->len && r < HEADER_ROWS_LOOKED_AT; r++) {
        const SheetRow *row = &sheet->at[r];
        const Text *keys = row_keys(ctx, sheet, r);
        size_t count = 0;

        for (size_t i = 0; i < wanted.len; i++)
            count += find_key(keys, row->len, wanted_keys[i]) != SHEET_NO_COLUMN;
        if (count > best_count) {
            best = r;
            best_count = count;
        } else if (best_count == 0 && !found_texts && texts_in(row) >= 2) {
            best = r;
            found_texts = true;
        }
    }
    return best;
}

Status
sheet_header_at(Ctx *ctx, const Sheet *sheet, size_t row, Texts wanted, SheetHeader *out)
{
    const Text *wanted_keys = names_keys(ctx, wanted);
    size_t width;
    const Text *keys;
    Buf key = buf_new(ctx->arena, KEY_BYTES_MAX);

    *out = (SheetHeader){.row = row, .columns = NEW_ARRAY(ctx->arena, size_t, wanted.len)};
    for (size_t i = 0; i < wanted.len; i++)
        out->columns[i] = SHEET_NO_COLUMN;
    if (row >= sheet->len)
        return NOT_FOUND;
    width = sheet->at[row].len;
    keys = row_keys(ctx, sheet, row);
    out->names = (Texts){.at = NEW_ARRAY(ctx->arena, Text, width), .len = width};
    for (size_t i = 0; i < width; i++) {
        out->names.at[i] = name_at(sheet, row, i);
        if (i != 0)
            buf_char(&key, '|');
        buf_text(&key, keys[i]);
    }
    out->key = buf_done(&key);
    for (size_t i = 0; i < wanted.len; i++) {
        out->columns[i] = find_key(keys, width, wanted_keys[i]);
        out->matched += out->columns[i] != SHEET_NO_COLUMN;
    }
    return OK;
}

Status
sheet_header(Ctx *ctx, const Sheet *sheet, Texts wanted, SheetHeader *out)
{
    return sheet_header_at(ctx, sheet, header_row(ctx, sheet, wanted), wanted, out);
}

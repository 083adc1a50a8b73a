/*
 * Fuzzes tables as text: uploaded in any encoding, pasted, and the number formats of workbooks.
 */
#include <assert.h>
#include <stdint.h>

#include "sheet/sheet.h"
#include "sheet/value.h"

enum { ARENA_BYTES_MAX = 256 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_sheet(Ctx *ctx, const Sheet *sheet)
{
    Text wanted[] = {T("金额"), T("日期")};
    SheetHeader header;
    int number = 0;

    assert(sheet->len != 0 && sheet->len <= SHEET_ROWS_MAX);
    for (size_t i = 0; i < sheet->len; i++) {
        assert(sheet->at[i].number > number && sheet->at[i].len == sheet->at[0].len);
        number = sheet->at[i].number;
        for (size_t c = 0; c < sheet->at[i].len; c++)
            assert(text_is_clean(sheet->at[i].at[c].text));
    }
    assert(sheet_header(ctx, sheet, (Texts){wanted, 2}, &header) == OK);
    assert(header.row < sheet->len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(ARENA_BYTES_MAX);
    Ctx ctx = {.arena = arena};
    Text text = {(const char *)data, size};
    Text code;
    Text raw;
    Text shown;
    Sheet sheet;
    Status status = sheet_read_bytes(&ctx, text, &sheet);

    assert(status == OK || status == INVALID);
    assert(ctx.problems.len == (status == INVALID));
    if (status == OK)
        check_sheet(&ctx, &sheet);
    status = sheet_read_paste(&ctx, text, &sheet);
    assert(status == OK || status == INVALID);
    if (status == OK && sheet.len != 0)
        check_sheet(&ctx, &sheet);
    (void)text_cut(text, '\n', &code, &raw);
    (void)value_text(arena, raw, format_parse(code), size % 2 == 1, &shown);
    (void)value_unescape(arena, text);
    arena_free(arena);
    return 0;
}

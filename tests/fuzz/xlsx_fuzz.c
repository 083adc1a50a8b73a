/*
 * Fuzzes the reading of workbooks from inside the archive, where checksums would keep a fuzzer
 * out: the input is the XML of the sheet, and behind bytes 0xFF that of the shared strings, styles,
 * workbook and relations.
 */
#include <archive.h>
#include <archive_entry.h>
#include <assert.h>
#include <stdint.h>

#include "sheet/sheet.h"

enum { ARENA_BYTES_MAX = 256 * 1024 * 1024, PARTS = 5, SLACK_BYTES = 64 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
add_member(struct archive *archive, const char *name, Text bytes)
{
    struct archive_entry *entry = archive_entry_new();

    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (int64_t)bytes.len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    (void)archive_write_header(archive, entry);
    (void)archive_write_data(archive, bytes.at, bytes.len);
    archive_entry_free(entry);
}

static Text
make_book(Arena *arena, Text input)
{
    static const struct {
        const char *name;
        const char *otherwise;
    } parts[PARTS] = {
        {"xl/worksheets/sheet1.xml",   "<worksheet/>"                                             },
        {"xl/sharedStrings.xml",       "<sst><si><t>a</t></si></sst>"                             },
        {"xl/styles.xml",
         "<a><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></a>"},
        {"xl/workbook.xml",            "<workbook><sheets><sheet id=\"r\"/></sheets></workbook>"  },
        {"xl/_rels/workbook.xml.rels", "<Relationships/>"                                         },
    };
    size_t room = input.len + SLACK_BYTES;
    char *bytes = arena_alloc(arena, room);
    size_t used = 0;
    struct archive *archive = archive_write_new();

    (void)archive_write_set_format_zip(archive);
    (void)archive_write_set_options(archive, "compression=store");
    (void)archive_write_open_memory(archive, bytes, room, &used);
    for (size_t i = 0; i < PARTS; i++) {
        Text part;

        (void)text_cut(input, '\xFF', &part, &input);
        add_member(archive, parts[i].name, part.len != 0 ? part : text_c(parts[i].otherwise));
    }
    (void)archive_write_close(archive);
    archive_write_free(archive);
    return (Text){bytes, used};
}

static void
check_sheet(const Sheet *sheet)
{
    int number = 0;

    assert(sheet->len <= SHEET_ROWS_MAX);
    for (size_t i = 0; i < sheet->len; i++) {
        const SheetRow *row = &sheet->at[i];

        assert(row->number > number && row->len == sheet->at[0].len);
        assert(row->len > 0 && row->len <= SHEET_COLUMNS_MAX);
        number = row->number;
        for (size_t c = 0; c < row->len; c++) {
            const SheetCell *cell = &row->at[c];

            assert(text_is_clean(cell->text));
            assert(text_chars(cell->text) <= SHEET_CELL_CHARS_MAX);
            assert(cell->kind != SHEET_EMPTY || cell->text.len == 0);
            assert(!cell->merged || cell->kind == SHEET_EMPTY);
        }
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(ARENA_BYTES_MAX);
    Ctx ctx = {.arena = arena};
    Text wanted[] = {T("金额"), T("日期")};
    Text book = make_book(arena, (Text){(const char *)data, size});
    Sheet sheet;
    SheetHeader header;
    Status status = sheet_read_bytes(&ctx, book, &sheet);

    assert(status == OK || status == INVALID);
    assert(ctx.problems.len == (status == INVALID));
    if (status == OK) {
        check_sheet(&sheet);
        assert(sheet_header(&ctx, &sheet, (Texts){wanted, 2}, &header) == OK);
    }
    arena_free(arena);
    return 0;
}

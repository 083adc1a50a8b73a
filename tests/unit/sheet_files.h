/*
 * sheet_files -- workbooks for tests, made in memory from their XML.
 */
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include "base/buf.h"
#include "harness.h"
#include "sheet/sheet.h"

typedef struct Member {
    const char *name;
    const char *bytes;
} Member;

static const char workbook_xml[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"五月\" sheetId=\"1\" r:id=\"rId1\"/>"
    "<sheet name=\"草稿\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>";
static const char relations_xml[] =
    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Target=\"worksheets/sheet2.xml\"/></Relationships>";
static const char styles_xml[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"170\" "
    "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d\"/>"
    "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/>"
    "<xf numFmtId=\"10\"/><xf numFmtId=\"20\"/></cellXfs>"
    "</styleSheet>";
static const char strings_xml[] =
    "<sst><si><t>日期</t></si><si><r><t>事</t></r><r><t>由</t></r><rPh><t>shi you</t></rPh></si>"
    "<si><t>金额（元）</t></si><si><t>路灯维修</t></si><si><t>合计</t></si></sst>";
static const char sheet_xml[] =
    "<worksheet><sheetData>"
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>五月支出</t></is></c></row>"
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
    "<c r=\"C3\" t=\"s\"><v>2</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>45064</v></c><c r=\"B4\" t=\"s\"><v>3</v></c>"
    "<c r=\"C4\"><f>0.1+0.2</f><v>0.30000000000000004</v></c></row>"
    "<row r=\"5\" hidden=\"1\"><c r=\"A5\" s=\"2\"><v>45065</v></c>"
    "<c r=\"C5\" t=\"e\"><v>#REF!</v></c></row>"
    "<row r=\"6\"><c r=\"A6\" t=\"s\"><v>4</v></c><c r=\"C6\"><f>SUM(C4:C5)</f></c></row>"
    "</sheetData><mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells></worksheet>";

static inline Text
make_zip(Arena *arena, const Member *members, size_t count)
{
    struct archive *archive = archive_write_new();
    enum { ROOM = 4 * 1024 * 1024 };
    char *bytes = arena_alloc(arena, ROOM);
    size_t used = 0;

    archive_write_set_format_zip(archive);
    archive_write_open_memory(archive, bytes, ROOM, &used);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();

        archive_entry_set_pathname(entry, members[i].name);
        archive_entry_set_size(entry, (int64_t)strlen(members[i].bytes));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(archive, entry);
        archive_write_data(archive, members[i].bytes, strlen(members[i].bytes));
        archive_entry_free(entry);
    }
    archive_write_close(archive);
    archive_write_free(archive);
    return (Text){bytes, used};
}

/* A workbook around this sheet; strings: the shared ones. */
static inline Text
make_book_with(Arena *arena, const char *sheet, const char *strings)
{
    const Member members[] = {
        {"xl/workbook.xml",            workbook_xml },
        {"xl/_rels/workbook.xml.rels", relations_xml},
        {"xl/styles.xml",              styles_xml   },
        {"xl/sharedStrings.xml",       strings      },
        {"xl/worksheets/sheet1.xml",   sheet        },
    };

    return make_zip(arena, members, sizeof members / sizeof members[0]);
}

static inline Text
make_book(Arena *arena, const char *sheet)
{
    return make_book_with(arena, sheet, strings_xml);
}

/* The same around the rows alone. */
static inline Text
make_rows(Arena *arena, const char *rows)
{
    Buf buf = buf_new(arena, 64 * 1024 * 1024);

    BUF_LIT(&buf, "<worksheet><sheetData>");
    buf_text(&buf, text_c(rows));
    BUF_LIT(&buf, "</sheetData></worksheet>");
    return make_book(arena, text_cstr(arena, buf_done(&buf)));
}

/* The only sentence that was said. */
static inline Text
sentence_of(const Ctx *ctx)
{
    return ctx->problems.len == 1 ? ctx->problems.at[0].sentence : T("(not one problem)");
}

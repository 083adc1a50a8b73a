/*
 * What kind of file it is, by its first bytes; and text in any of three encodings.
 */
#include <iconv.h>

#include "base/file.h"
#include "base/tr.h"
#include "sheet/parts.h"

enum { UTF8_SURE = 2 }; /* right characters for each bad byte */

/* width: bytes of a character's unit, 2 in UTF-16. */
static Status
bad_byte(Ctx *ctx, Text bytes, size_t at, size_t width)
{
    int line = 1;
    size_t begin = 0;

    for (size_t i = 0; i + width <= at; i += width) {
        bool line_end = width == 1 ? bytes.at[i] == '\n'
                                   : bytes.at[i] + bytes.at[i + 1] == '\n' &&
                                         (bytes.at[i] == 0 || bytes.at[i + 1] == 0);

        if (line_end) {
            line++;
            begin = i + width;
        }
    }
    return sheet_refuse(
        ctx, TR_FORMAT(ctx->arena, ctx->lang,
                       "第 {line} 行第 {byte} 个字节不是文字，文件可能坏了，请另存为 .xlsx 再传",
                       {"line", text_printf(ctx->arena, "%d", line)},
                       {"byte", text_printf(ctx->arena, "%zu", at - begin + 1)}));
}

static Status
convert(Ctx *ctx, Text bytes, const char *encoding, size_t width, Text *out)
{
    iconv_t handle = iconv_open("UTF-8", encoding);
    size_t room = bytes.len * 3 + 16;
    char *to = arena_alloc(ctx->arena, room);
    char *from = (char *)(uintptr_t)bytes.at; /* iconv does not write to its input */
    char *start = to;
    size_t left = bytes.len;
    size_t converted;

    if (handle == (iconv_t)-1)
        return sheet_refuse(ctx, TR(ctx->lang, "这台服务器不认识文件的编码"));
    converted = iconv(handle, &from, &left, &to, &room);
    iconv_close(handle);
    if (converted == (size_t)-1)
        return bad_byte(ctx, bytes, bytes.len - left, width);
    *out = (Text){start, (size_t)(to - start)};
    return OK;
}

/* How far bytes look like UTF-8. */
typedef struct Look {
    size_t characters; /* of more than one byte that are right */
    size_t bad;        /* bytes that are not */
    size_t first_bad;
} Look;

static Look
look_utf8(Text bytes)
{
    Look look = {0};
    Text rest = bytes;

    while (rest.len != 0) {
        Text before = rest;
        uint32_t c = text_next_char(&rest);
        size_t taken = before.len - rest.len;

        if (c == 0xFFFD && taken != 3) {
            if (look.bad == 0)
                look.first_bad = bytes.len - before.len;
            look.bad += taken;
        }
        look.characters += taken > 1 && c != 0xFFFD;
    }
    return look;
}

/* Text in GB18030 is almost never right as UTF-8; so what is mostly right is UTF-8 with damage, and
 * must not become other characters. */
static Status
to_utf8(Ctx *ctx, Text bytes, Text *out)
{
    bool marked = text_starts(bytes, T("\xEF\xBB\xBF"));
    Look look;

    if (text_starts(bytes, T("\xFF\xFE")))
        return convert(ctx, text_slice(bytes, 2, bytes.len), "UTF-16LE", 2, out);
    if (text_starts(bytes, T("\xFE\xFF")))
        return convert(ctx, text_slice(bytes, 2, bytes.len), "UTF-16BE", 2, out);
    if (marked)
        bytes = text_slice(bytes, 3, bytes.len);
    *out = bytes;
    if (text_is_utf8(bytes))
        return OK;
    look = look_utf8(bytes);
    if (marked || look.characters > look.bad * UTF8_SURE)
        return bad_byte(ctx, bytes, look.first_bad, 1);
    return convert(ctx, bytes, "GB18030", 1, out);
}

/* ---- what is certainly no table, with what to do about it ---- */

static bool
holds(Text bytes, Text part)
{
    return text_find(bytes, part) != bytes.len;
}

/* Microsoft's compound file: .xls, but also a .xlsx with a password, and .doc.  The names of what
 * is inside stand in it in UTF-16. */
static Status
refuse_compound(Ctx *ctx, Text bytes)
{
    if (holds(bytes, T("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")))
        return sheet_refuse(ctx, TR(ctx->lang, "文件加了密码，请去掉密码再传"));
    if (holds(bytes, T("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0")))
        return sheet_refuse(ctx, TR(ctx->lang, "这是文档或幻灯片，不是表格"));
    return sheet_refuse(ctx, TR(ctx->lang, "这是旧版 .xls，请在表格软件里另存为 .xlsx 再传"));
}

static bool
is_photo(Text bytes)
{
    return text_starts(bytes, T("\xFF\xD8\xFF")) || text_starts(bytes, T("\x89PNG")) ||
           text_starts(bytes, T("GIF8")) || text_eq(text_slice(bytes, 8, 4), T("WEBP")) ||
           text_eq(text_slice(bytes, 4, 8), T("ftypheic"));
}

static bool
is_archive(Text bytes)
{
    return text_starts(bytes, T("Rar!")) || text_starts(bytes, T("7z\xBC\xAF")) ||
           text_starts(bytes, T("\x1F\x8B"));
}

static Status
refuse_others(Ctx *ctx, Text bytes)
{
    if (text_starts(bytes, T("\xD0\xCF\x11\xE0")))
        return refuse_compound(ctx, bytes);
    if (text_starts(bytes, T("%PDF")))
        return sheet_refuse(ctx, TR(ctx->lang, "这是 PDF，不是表格；PDF 请当附件上传"));
    if (is_photo(bytes))
        return sheet_refuse(ctx, TR(ctx->lang, "这是照片，不是表格；照片请当附件上传"));
    if (text_starts(text_trim(text_slice(bytes, 0, 200)), T("<")))
        return sheet_refuse(ctx, TR(ctx->lang, "这是网页或 XML，不是表格，请另存为 .xlsx 再传"));
    if (is_archive(bytes))
        return sheet_refuse(ctx, TR(ctx->lang, "这是压缩包，请先解开，只传表格"));
    return OK;
}

Status
sheet_read_bytes(Ctx *ctx, Text bytes, Sheet *out)
{
    Text utf8;

    *out = (Sheet){0};
    if (bytes.len == 0)
        return sheet_refuse(ctx, TR(ctx->lang, "文件是空的"));
    if (bytes.len > SHEET_FILE_BYTES_MAX)
        return sheet_refuse(ctx, TR(ctx->lang, "文件太大了，表格最大 10 MB"));
    if (text_starts(bytes, T("PK\x03\x04")) || text_starts(bytes, T("PK\x05\x06"))) {
        TRY(sheet_read_xlsx(ctx, bytes, out));
    } else {
        TRY(refuse_others(ctx, bytes));
        TRY(to_utf8(ctx, bytes, &utf8));
        TRY(sheet_read_csv(ctx, utf8, false, out));
    }
    if (out->len == 0)
        return sheet_refuse(ctx, TR(ctx->lang, "表格里没有内容"));
    return OK;
}

Status
sheet_read(Ctx *ctx, Text path, Text filename, Sheet *out)
{
    Text bytes;
    Status status =
        file_read(ctx->arena, text_cstr(ctx->arena, path), SHEET_FILE_BYTES_MAX, &bytes);

    (void)filename;
    if (status == INVALID)
        return sheet_refuse(ctx, TR(ctx->lang, "文件太大了，表格最大 10 MB"));
    TRY(status);
    return sheet_read_bytes(ctx, bytes, out);
}

Status
sheet_read_paste(Ctx *ctx, Text pasted, Sheet *out)
{
    *out = (Sheet){0};
    if (text_is_blank(pasted))
        return sheet_refuse(ctx, TR(ctx->lang, "没有粘贴内容"));
    if (!text_is_utf8(pasted))
        return sheet_refuse(ctx, TR(ctx->lang, "粘贴的内容不是文字"));
    TRY(sheet_read_csv(ctx, pasted, true, out));
    if (out->len == 0)
        return sheet_refuse(ctx, TR(ctx->lang, "表格里没有内容"));
    return OK;
}

/*
 * The canonical bytes of a published revision: JSON after RFC 8785 (no spaces, keys in order, the
 * shortest escapes).  All values are texts or whole numbers, so nothing depends on how a machine
 * writes fractions.  A change here changes every digest: it needs a new "form".
 */
#include "base/buf.h"
#include "disclosure/attachment.sql.h"
#include "disclosure/parts.h"

enum { CANONICAL_BYTES_MAX = 32 * 1024 * 1024 };

static void
put_text(Buf *buf, Text text)
{
    size_t plain = 0; /* where what needs no escape began */

    buf_char(buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_bytes(buf, text.at + plain, i - plain);
        plain = i + 1;
        if (c == '"' || c == '\\') {
            buf_char(buf, '\\');
            buf_char(buf, (char)c);
        } else if (c == '\n') {
            BUF_LIT(buf, "\\n");
        } else if (c == '\r') {
            BUF_LIT(buf, "\\r");
        } else if (c == '\t') {
            BUF_LIT(buf, "\\t");
        } else {
            buf_printf(buf, "\\u%04x", c);
        }
    }
    buf_bytes(buf, text.at + plain, text.len - plain);
    buf_char(buf, '"');
}

/* ,"key": -- the first of an object without the comma. */
static void
put_key(Buf *buf, const char *key)
{
    if (buf->len != 0 && buf->at[buf->len - 1] != '{')
        buf_char(buf, ',');
    put_text(buf, text_c(key));
    buf_char(buf, ':');
}

static void
put_member(Buf *buf, const char *key, Text value)
{
    put_key(buf, key);
    put_text(buf, value);
}

static void
put_number(Buf *buf, const char *key, int64_t value)
{
    put_key(buf, key);
    buf_i64(buf, value);
}

static void
put_list(Buf *buf, const Text *texts, size_t len)
{
    buf_char(buf, '[');
    for (size_t i = 0; i < len; i++) {
        if (i != 0)
            buf_char(buf, ',');
        put_text(buf, texts[i]);
    }
    buf_char(buf, ']');
}

static void
put_columns(Buf *buf, Columns columns)
{
    buf_char(buf, '[');
    for (size_t i = 0; i < columns.len; i++) {
        if (i != 0)
            buf_char(buf, ',');
        buf_char(buf, '{');
        put_member(buf, "audience", text_c(audience_name(columns.at[i].audience)));
        put_member(buf, "name", columns.at[i].name);
        put_member(buf, "type", text_c(column_kind_name(columns.at[i].kind)));
        buf_char(buf, '}');
    }
    buf_char(buf, ']');
}

static void
put_rows(Buf *buf, const Table *table)
{
    size_t width = table->columns.len;

    buf_char(buf, '[');
    for (size_t row = 0; row < table->rows; row++) {
        if (row != 0)
            buf_char(buf, ',');
        put_list(buf, &table->cells[row * width], width);
    }
    buf_char(buf, ']');
}

Text
revision_canonical(Arena *arena, const Disclosure *disclosure, const Revision *revision,
                   Texts attachments)
{
    Buf buf = buf_new(arena, CANONICAL_BYTES_MAX);

    buf_char(&buf, '{');
    put_key(&buf, "attachments");
    put_list(&buf, attachments.at, attachments.len);
    put_member(&buf, "body", revision->body);
    put_key(&buf, "columns");
    put_columns(&buf, revision->table.columns);
    put_member(&buf, "form", T("mingbai-disclosure-1"));
    /* Larger than a JSON number holds everywhere, so a text. */
    put_member(&buf, "id", text_printf(arena, "%lld", (long long)disclosure->id));
    put_member(&buf, "item", disclosure->item);
    put_member(&buf, "kind", text_c(disclosure_kind_name(revision->kind)));
    put_number(&buf, "number", revision->number);
    put_member(&buf, "period", disclosure->period);
    put_member(&buf, "published",
               time_format(arena, revision->published_at.set ? revision->published_at.value : 0));
    put_member(&buf, "reason", revision->reason);
    put_member(&buf, "region", region_code_format(arena, disclosure->region));
    put_member(&buf, "review_on",
               revision->review_on.set ? day_format(arena, (Day)revision->review_on.value) : T(""));
    put_key(&buf, "rows");
    put_rows(&buf, &revision->table);
    put_member(&buf, "summary", revision->summary);
    put_member(&buf, "title", revision->title);
    buf_char(&buf, '}');
    return buf_done(&buf);
}

Status
attachment_digests(Ctx *ctx, int64_t disclosure, int64_t number, Texts *out)
{
    StoredAttachments rows;

    TRY(attachments_of(ctx, disclosure, number, ATTACHMENTS_MAX, &rows));
    *out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = rows.at[i].sha256;
    return OK;
}

Status
disclosure_canonical(Ctx *ctx, int64_t id, int64_t number, Text *out)
{
    Disclosure disclosure;
    Revision revision;
    Texts attachments;

    TRY(disclosure_fetch(ctx, id, &disclosure));
    TRY(revision_fetch(ctx, &disclosure, number, &revision));
    if (!revision.published_at.set)
        return NOT_FOUND;
    TRY(attachment_digests(ctx, id, number, &attachments));
    *out = revision_canonical(ctx->arena, &disclosure, &revision, attachments);
    return OK;
}

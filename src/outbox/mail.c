/*
 * A message as a mail (RFC 5322, 2045, 2047).
 */
#include "base/buf.h"
#include "base/crypto.h"
#include "outbox/gateway.h"

enum {
    MAIL_BYTES_MAX = 64 * 1024,
    WORD_BYTES = 39, /* of an encoded word: 52 letters; with "Subject: " and its frame below 76 */
    LINE_BYTES = 57, /* 76 letters */
};

/* RFC 4648 section 4, with padding. */
static void
put_base64(Buf *buf, Text bytes)
{
    Text letters = base64url_encode(buf->arena, bytes);

    for (size_t i = 0; i < letters.len; i++)
        buf_char(buf, letters.at[i] == '-' ? '+' : letters.at[i] == '_' ? '/' : letters.at[i]);
    for (size_t i = letters.len; i % 4 != 0; i++)
        buf_char(buf, '=');
}

/* As many whole characters as fit into an encoded word. */
static Text
first_word(Text text)
{
    size_t len = text.len < WORD_BYTES ? text.len : WORD_BYTES;

    while (len < text.len && len != 0 && ((unsigned char)text.at[len] & 0xc0) == 0x80)
        len--;
    return text_slice(text, 0, len);
}

static void
put_subject(Buf *buf, Text subject)
{
    BUF_LIT(buf, "Subject:");
    while (subject.len != 0) {
        Text word = first_word(subject);

        BUF_LIT(buf, " =?UTF-8?B?");
        put_base64(buf, word);
        BUF_LIT(buf, "?=\r\n");
        subject = text_slice(subject, word.len, subject.len);
    }
}

static void
put_body(Buf *buf, Text text)
{
    for (size_t from = 0; from < text.len; from += LINE_BYTES) {
        put_base64(buf, text_slice(text, from, LINE_BYTES));
        BUF_LIT(buf, "\r\n");
    }
}

Text
mail_format(Arena *arena, const OutboundMessage *message, Text from, Text link, Time date)
{
    Buf buf = buf_new(arena, MAIL_BYTES_MAX);
    Text day = time_format_http(arena, date);
    Text subject = text_is_empty(message->subject) ? T("明白") : message->subject;
    Text local, domain;

    (void)text_cut(from, '@', &local, &domain);
    buf_printf(&buf, "From: <%.*s>\r\nTo: <%.*s>\r\n", TEXT_ARGS(from), TEXT_ARGS(message->to));
    put_subject(&buf, subject);
    /* "… GMT" is how HTTP says +0000. */
    buf_printf(&buf, "Date: %.*s+0000\r\n", TEXT_ARGS(text_slice(day, 0, day.len - 3)));
    buf_printf(&buf, "Message-ID: <%lld.mingbai@%.*s>\r\n", (long long)message->id,
               TEXT_ARGS(domain));
    BUF_LIT(&buf, "Auto-Submitted: auto-generated\r\n"
                  "MIME-Version: 1.0\r\n"
                  "Content-Type: text/plain; charset=utf-8\r\n"
                  "Content-Transfer-Encoding: base64\r\n\r\n");
    put_body(&buf, text_is_empty(link) ? text_printf(arena, "%.*s\r\n", TEXT_ARGS(message->body))
                                       : text_printf(arena, "%.*s\r\n\r\n%.*s\r\n",
                                                     TEXT_ARGS(message->body), TEXT_ARGS(link)));
    return buf_done(&buf);
}

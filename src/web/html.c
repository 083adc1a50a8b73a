/*
 * Escaping, the dearest part of a page: text is looked through 16 bytes at a time, and what needs
 * no escape is copied in one piece.
 */
#include "web/html.h"

#include <string.h>

#if defined(__SSE2__) && !defined(HTML_PORTABLE)
#define HTML_SSE2
#include <emmintrin.h>
#endif

/* What a byte of text becomes; 0: itself.  Control characters are not allowed in HTML at all. */
enum { AS_IS, AMP, LT, GT, QUOT, APOS, BAD };

static const unsigned char ESCAPES[256] = {
    [0 ... 8] = BAD, [11] = BAD, [12] = BAD,   [14 ... 31] = BAD, ['&'] = AMP,
    ['<'] = LT,      ['>'] = GT, ['"'] = QUOT, ['\''] = APOS,     [127] = BAD,
};

static const Text REPLACEMENTS[] = {
    [AMP] = T_INIT("&amp;"),   [LT] = T_INIT("&lt;"),    [GT] = T_INIT("&gt;"),
    [QUOT] = T_INIT("&quot;"), [APOS] = T_INIT("&#39;"), [BAD] = T_INIT("\xEF\xBF\xBD"),
};

/* How many bytes from at on need no escape. */
static size_t
plain_length(const char *at, size_t len)
{
    size_t i = 0;

#ifdef HTML_SSE2
    const __m128i amp = _mm_set1_epi8('&'), less = _mm_set1_epi8('<');
    const __m128i more = _mm_set1_epi8('>'), quote = _mm_set1_epi8('"');
    const __m128i apostrophe = _mm_set1_epi8('\''), del = _mm_set1_epi8(127);
    const __m128i control = _mm_set1_epi8(31);

    for (; i + 16 <= len; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        __m128i found =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, amp), _mm_cmpeq_epi8(bytes, less)),
                         _mm_or_si128(_mm_cmpeq_epi8(bytes, more), _mm_cmpeq_epi8(bytes, quote)));
        unsigned mask;

        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, apostrophe));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, del));
        /* Unsigned bytes up to 31: the smaller of byte and 31 is the byte. */
        found = _mm_or_si128(found, _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
        mask = (unsigned)_mm_movemask_epi8(found);
        if (mask != 0) {
            i += (size_t)__builtin_ctz(mask);
            /* A tab or line end stops the scan but is written as it is; the caller goes on. */
            return i;
        }
    }
#endif
    while (i < len && ESCAPES[(unsigned char)at[i]] == AS_IS)
        i++;
    return i;
}

static void
write_escaped(Buf *buf, const char *at, size_t len)
{
    while (len != 0) {
        size_t plain = plain_length(at, len);

        buf_bytes(buf, at, plain);
        at += plain;
        len -= plain;
        while (len != 0) {
            unsigned char escape = ESCAPES[(unsigned char)*at];

            if (escape != AS_IS)
                buf_text(buf, REPLACEMENTS[escape]);
            else if ((unsigned char)*at <= ' ')
                buf_char(buf, *at);
            else
                break;
            at++;
            len--;
        }
    }
}

void
html_text_text(Html *out, Text value)
{
    write_escaped(out->buf, value.at, value.len);
}

void
html_text_c(Html *out, const char *value)
{
    if (value != NULL)
        write_escaped(out->buf, value, strlen(value));
}

void
html_attr_text(Html *out, Text value)
{
    write_escaped(out->buf, value.at, value.len);
}

void
html_attr_c(Html *out, const char *value)
{
    html_text_c(out, value);
}

void
html_text_int(Html *out, int64_t value)
{
    buf_i64(out->buf, value);
}

void
html_text_uint(Html *out, uint64_t value)
{
    if (value > INT64_MAX) {
        buf_i64(out->buf, (int64_t)(value / 10));
        value %= 10;
    }
    buf_i64(out->buf, (int64_t)value);
}

void
html_text_fen(Html *out, Fen value)
{
    uint64_t fen = value.fen < 0 ? 0 - (uint64_t)value.fen : (uint64_t)value.fen;
    uint64_t yuan = fen / 100;
    char digits[32], *at = digits + sizeof digits;
    int count = 0;

    *--at = (char)('0' + fen % 10);
    *--at = (char)('0' + fen / 10 % 10);
    *--at = '.';
    do {
        if (count != 0 && count % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + yuan % 10);
        count++;
    } while ((yuan /= 10) != 0);
    if (value.fen < 0)
        *--at = '-';
    buf_bytes(out->buf, at, (size_t)(digits + sizeof digits - at));
}

void
html_text_day(Html *out, ShownDay value)
{
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Date date = day_to_date(value.day);

    if (out->lang == LANG_EN) { /* Hans and Hant write the day alike */
        buf_i64(out->buf, date.day);
        buf_char(out->buf, ' ');
        buf_text(out->buf, text_c(MONTHS[date.month - 1]));
        buf_char(out->buf, ' ');
        buf_i64(out->buf, date.year);
        return;
    }
    buf_i64(out->buf, date.year);
    BUF_LIT(out->buf, "年");
    buf_i64(out->buf, date.month);
    BUF_LIT(out->buf, "月");
    buf_i64(out->buf, date.day);
    BUF_LIT(out->buf, "日");
}

void
html_text_markup(Html *out, Markup value)
{
    buf_text(out->buf, value.html);
}

/* ---- URLs ---- */

static bool
is_unreserved(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
           ch == '-' || ch == '.' || ch == '_' || ch == '~';
}

/* True when a browser would read the URL as relative, or with a scheme that is harmless. */
static bool
url_is_safe(Text url)
{
    static const Text SCHEMES[] = {T_INIT("https://"), T_INIT("http://"), T_INIT("tel:"),
                                   T_INIT("mailto:")};

    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] <= ' ' || url.at[i] == 127 || url.at[i] == '\\')
            return false;
    if (text_starts(url, T("//")))
        return false;
    for (size_t i = 0; i < sizeof SCHEMES / sizeof SCHEMES[0]; i++)
        if (text_eq_nocase(text_slice(url, 0, SCHEMES[i].len), SCHEMES[i]))
            return true;
    /* A colon before any of / ? # would end a scheme. */
    for (size_t i = 0; i < url.len; i++) {
        if (url.at[i] == ':')
            return false;
        if (url.at[i] == '/' || url.at[i] == '?' || url.at[i] == '#')
            break;
    }
    return true;
}

void
html_url_text(Html *out, Text value)
{
    if (url_is_safe(value))
        write_escaped(out->buf, value.at, value.len);
    else
        buf_char(out->buf, '#');
}

void
html_url_c(Html *out, const char *value)
{
    html_url_text(out, text_c(value));
}

void
html_url_part_text(Html *out, Text value)
{
    static const char HEX[] = "0123456789ABCDEF";

    for (size_t i = 0; i < value.len; i++) {
        unsigned char byte = (unsigned char)value.at[i];

        if (is_unreserved(value.at[i])) {
            buf_char(out->buf, value.at[i]);
        } else {
            char encoded[3] = {'%', HEX[byte >> 4], HEX[byte & 15]};

            buf_bytes(out->buf, encoded, 3);
        }
    }
}

void
html_url_part_c(Html *out, const char *value)
{
    html_url_part_text(out, text_c(value));
}

/* ---- what compiled templates call ---- */

HtmlSentence
html_sentence(const Html *out, TrSite *site)
{
    return (HtmlSentence){.rest = text_c(tr_site(site, out->lang))};
}

bool
html_sentence_next(Html *out, HtmlSentence *sentence)
{
    Text rest = sentence->rest;
    size_t open = text_find(rest, T("{"));
    size_t close = text_find(rest, T("}"));

    write_escaped(out->buf, rest.at, open);
    if (open == rest.len || close == rest.len || close < open)
        return false;
    sentence->place = text_slice(rest, open + 1, close - open - 1);
    sentence->rest = text_slice(rest, close + 1, rest.len);
    return true;
}

void
html_csrf(Html *out, Text token)
{
    if (token.len == 0)
        return;
    BUF_LIT(out->buf, "<input type=\"hidden\" name=\"csrf\" value=\"");
    html_attr_text(out, token);
    BUF_LIT(out->buf, "\">");
}

void
html_icon_text(Html *out, const char *sprite, Text name)
{
    for (size_t i = 0; i < name.len; i++) {
        char ch = name.at[i];

        if (!(ch >= 'a' && ch <= 'z') && !(ch >= '0' && ch <= '9') && ch != '-')
            return;
    }
    if (name.len == 0)
        return;
    BUF_LIT(out->buf, "<svg class=\"i\" aria-hidden=\"true\"><use xlink:href=\"");
    html_attr_c(out, sprite);
    buf_text(out->buf, name);
    BUF_LIT(out->buf, "\"/></svg>");
}

void
html_icon_c(Html *out, const char *sprite, const char *name)
{
    html_icon_text(out, sprite, text_c(name));
}

#include "sheet/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"

enum {
    NUMBER_BYTES_MAX = 60,
    DIGITS = 15, /* that a spreadsheet keeps */
    WHOLE_DIGITS_MAX = 21,
    FRACTION_ZEROS_MAX = 15,
    SERIAL_MAX = 2958466, /* the day after 9999-12-31 */
    DAYS_1900_TO_1904 = 1462,
    MINUTES_PER_DAY = 24 * 60,
};

/* ---- number formats ---- */

NumberFormat
format_builtin(int64_t id)
{
    /* 27 … 36 and 50 … 58 are Chinese: dates, and times of day in between. */
    if (id == 9 || id == 10)
        return (NumberFormat){.kind = FORMAT_PERCENT};
    if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
        (id >= 50 && id <= 54) || id == 57 || id == 58)
        return (NumberFormat){.kind = FORMAT_DATE};
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 ||
        id == 56)
        return (NumberFormat){.kind = FORMAT_TIME};
    return (NumberFormat){.kind = id == 46 ? FORMAT_ELAPSED : FORMAT_NUMBER};
}

/* What stands in the first section of a code (the one for positive numbers). */
typedef struct FormatSigns {
    bool day, hour, month, elapsed, percent, other;
    int weekday, zeros;
} FormatSigns;

static void
sign_see(FormatSigns *signs, char c)
{
    char lower = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;

    signs->day = signs->day || lower == 'y' || lower == 'd';
    signs->hour = signs->hour || lower == 'h' || lower == 's';
    signs->month = signs->month || lower == 'm';
    signs->percent = signs->percent || lower == '%';
    signs->other = signs->other || lower != '0';
    signs->weekday += lower == 'a';
    signs->zeros += lower == '0';
}

static FormatSigns
format_signs(Text code)
{
    FormatSigns signs = {0};
    bool quoted = false;

    for (size_t i = 0; i < code.len; i++) {
        char c = code.at[i];

        if (c == '"') {
            quoted = !quoted;
        } else if (quoted) {
            signs.other = true;
        } else if (c == ';') {
            break;
        } else if (c == '\\' || c == '_' || c == '*') { /* the next character is itself */
            signs.other = true;
            i++;
        } else if (c == '[') { /* a colour, a country, or hours that go on past a day */
            char inner = i + 1 < code.len ? code.at[i + 1] : ' ';

            signs.elapsed = signs.elapsed || inner == 'h' || inner == 'H' || inner == 'm' ||
                            inner == 's' || inner == 'S';
            signs.other = true;
            while (i < code.len && code.at[i] != ']')
                i++;
        } else {
            sign_see(&signs, c);
        }
    }
    return signs;
}

NumberFormat
format_parse(Text code)
{
    FormatSigns signs;

    if (text_eq_nocase(code, T("General")) || text_eq_nocase(code, T("Standard")))
        return (NumberFormat){0};
    signs = format_signs(code);
    if (signs.day || signs.weekday >= 3)
        return (NumberFormat){.kind = FORMAT_DATE};
    if (signs.elapsed)
        return (NumberFormat){.kind = FORMAT_ELAPSED};
    if (signs.hour)
        return (NumberFormat){.kind = FORMAT_TIME};
    if (signs.month)
        return (NumberFormat){.kind = FORMAT_DATE};
    if (signs.percent)
        return (NumberFormat){.kind = FORMAT_PERCENT};
    return (NumberFormat){.zeros = !signs.other && signs.zeros <= DIGITS ? signs.zeros : 0};
}

/* ---- numbers ---- */

static size_t
skip_digits(Text text, size_t at)
{
    while (at < text.len && text.at[at] >= '0' && text.at[at] <= '9')
        at++;
    return at;
}

/* XML Schema's double without its INF and NaN; strtod alone would take "0x1p3", too. */
static bool
number_parse(Text raw, double *out)
{
    char bytes[NUMBER_BYTES_MAX + 1];
    size_t at = 0;
    size_t digits;

    if (raw.len > NUMBER_BYTES_MAX)
        return false;
    if (at < raw.len && (raw.at[at] == '-' || raw.at[at] == '+'))
        at++;
    digits = at;
    at = skip_digits(raw, at);
    digits = at - digits;
    if (at < raw.len && raw.at[at] == '.') {
        size_t end = skip_digits(raw, at + 1);

        digits += end - at - 1;
        at = end;
    }
    if (digits != 0 && at < raw.len && (raw.at[at] == 'e' || raw.at[at] == 'E')) {
        at++;
        if (at < raw.len && (raw.at[at] == '-' || raw.at[at] == '+'))
            at++;
        if (skip_digits(raw, at) == at)
            return false;
        at = skip_digits(raw, at);
    }
    if (digits == 0 || at != raw.len)
        return false;
    memcpy(bytes, raw.at, raw.len);
    bytes[raw.len] = '\0';
    *out = strtod(bytes, NULL);
    return *out - *out == 0; /* finite */
}

/* Digits with the point behind the first `whole` of them; both ends filled with zeros. */
static void
place_point(Buf *buf, const char *digits, int count, int whole)
{
    if (whole <= 0)
        BUF_LIT(buf, "0.");
    for (int i = whole; i < 0; i++)
        buf_char(buf, '0');
    for (int i = 0; i < count || i < whole; i++) {
        if (i == whole && i != 0)
            buf_char(buf, '.');
        buf_char(buf, i < count ? digits[i] : '0');
    }
}

/* Fifteen digits, written out: 0.30000000000000004 is 0.3 to everybody.  shift moves the point to
 * the right; very large and very small numbers keep their exponent. */
static Text
decimal_text(Arena *arena, double number, int shift, int zeros)
{
    Buf buf = buf_new(arena, NUMBER_BYTES_MAX + WHOLE_DIGITS_MAX);
    char form[NUMBER_BYTES_MAX]; /* "-1.23456789012345e+02" */
    char digits[DIGITS];
    int count = DIGITS;
    int whole;
    const char *at = form;

    snprintf(form, sizeof form, "%.*e", DIGITS - 1, number);
    if (*at == '-')
        at++;
    digits[0] = at[0];
    memcpy(digits + 1, at + 2, DIGITS - 1);
    whole = (int)strtol(strchr(at, 'e') + 1, NULL, 10) + 1 + shift;
    while (count > 0 && digits[count - 1] == '0')
        count--;
    if (count == 0)
        whole = 1;
    if (whole > WHOLE_DIGITS_MAX || whole < -FRACTION_ZEROS_MAX) {
        snprintf(form, sizeof form, "%.*g", DIGITS, number);
        return text_copy(arena, text_c(form));
    }
    if (number < 0)
        buf_char(&buf, '-');
    for (int i = whole; i < zeros && whole >= count; i++)
        buf_char(&buf, '0');
    place_point(&buf, digits, count, whole);
    return buf_done(&buf);
}

/* ---- dates and times ---- */

static Text
clock_text(Arena *arena, int64_t minutes)
{
    return text_printf(arena, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
}

/* The day of a serial number.  The 1900 system counts a 29 February 1900 that never was (60): from
 * March on, day 0 is 1899-12-30. */
static Day
serial_day(int64_t days, bool since_1904)
{
    if (since_1904)
        days += DAYS_1900_TO_1904;
    else if (days < 60)
        days++;
    return (Day)(day_from_date((Date){1899, 12, 30}) + days);
}

/* False when the number is no day or time: then it is a number. */
static bool
moment_text(Arena *arena, double serial, FormatKind kind, bool since_1904, SheetKind *kind_out,
            Text *out)
{
    int limit = SERIAL_MAX - (since_1904 ? DAYS_1900_TO_1904 : 0);
    int64_t days;
    int64_t minutes;

    if (!(serial >= 0 && serial < limit))
        return false;
    minutes = (int64_t)(serial * MINUTES_PER_DAY + 0.5);
    days = minutes / MINUTES_PER_DAY;
    if (kind == FORMAT_ELAPSED || (days == 0 && (kind == FORMAT_TIME || minutes != 0))) {
        *kind_out = SHEET_TEXT;
        *out = clock_text(arena, minutes);
        return true;
    }
    minutes %= MINUTES_PER_DAY;
    if (days == 0 || days >= limit || (days == 60 && !since_1904))
        return false;
    *kind_out = SHEET_DATE;
    *out = day_format(arena, serial_day(days, since_1904));
    if (minutes != 0)
        *out =
            text_printf(arena, "%.*s %.*s", TEXT_ARGS(*out), TEXT_ARGS(clock_text(arena, minutes)));
    return true;
}

SheetKind
value_text(Arena *arena, Text raw, NumberFormat format, bool since_1904, Text *out)
{
    SheetKind kind;
    double number;

    *out = raw;
    if (!number_parse(text_trim(raw), &number))
        return SHEET_TEXT;
    if (format.kind != FORMAT_NUMBER && format.kind != FORMAT_PERCENT &&
        moment_text(arena, number, format.kind, since_1904, &kind, out))
        return kind;
    if (format.kind == FORMAT_PERCENT)
        *out = text_printf(arena, "%.*s%%", TEXT_ARGS(decimal_text(arena, number, 2, 0)));
    else
        *out = decimal_text(arena, number, 0, format.zeros);
    return SHEET_NUMBER;
}

/* ---- characters that XML cannot hold ---- */

/* "_x000D_" at the beginning of text. */
static bool
escape_parse(Text text, uint32_t *c_out)
{
    uint32_t c = 0;

    if (text.len < 7 || text.at[0] != '_' || text.at[1] != 'x' || text.at[6] != '_')
        return false;
    for (size_t i = 2; i < 6; i++) {
        char digit = text.at[i];

        if (digit >= '0' && digit <= '9')
            c = c * 16 + (uint32_t)(digit - '0');
        else if (digit >= 'A' && digit <= 'F')
            c = c * 16 + (uint32_t)(digit - 'A') + 10;
        else if (digit >= 'a' && digit <= 'f')
            c = c * 16 + (uint32_t)(digit - 'a') + 10;
        else
            return false;
    }
    *c_out = c;
    return true;
}

Text
value_unescape(Arena *arena, Text text)
{
    Buf buf = buf_new(arena, text.len + 1);
    size_t i = text_find(text, T("_x"));

    if (i == text.len)
        return text;
    buf_text(&buf, text_slice(text, 0, i));
    while (i < text.len) {
        uint32_t c;

        if (!escape_parse(text_slice(text, i, 7), &c)) {
            buf_char(&buf, text.at[i++]);
            continue;
        }
        i += 7;
        if ((c >= ' ' && (c < 0xD800 || c > 0xDFFF)) || c == '\n' || c == '\t')
            buf_utf8(&buf, c);
    }
    return buf_done(&buf);
}

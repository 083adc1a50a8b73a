/* Days as people write them. */
#include "base/clock.h"

enum {
    LOOSE_YEAR_MIN = 1900,
    LOOSE_YEAR_MAX = 2199,
    /* Spreadsheets count days from 1899-12-30; five digits are 1954 to 2099. */
    SERIAL_MIN = 20000,
    SERIAL_MAX = 73050,
    SERIAL_OF_1970 = 25569,
};

/* The next character, a full-width one as its ASCII twin, without taking it. */
static uint32_t
peek(Text text)
{
    uint32_t c = text_next_char(&text);

    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

static bool
take(Text *text, uint32_t wanted)
{
    if (text->len == 0 || peek(*text) != wanted)
        return false;
    text_next_char(text);
    return true;
}

/* The same with spaces before it, which stay when it is not there. */
static bool
take_spaced(Text *text, uint32_t wanted)
{
    Text rest = text_trim(*text);

    if (!take(&rest, wanted))
        return false;
    *text = rest;
    return true;
}

/* A number of least…most digits that no further digit follows. */
static bool
number(Text *text, int least, int most, int *value_out)
{
    int count = 0;
    int value = 0;

    while (text->len != 0 && peek(*text) >= '0' && peek(*text) <= '9' && count <= most) {
        value = value * 10 + (int)(peek(*text) - '0');
        text_next_char(text);
        count++;
    }
    *value_out = value;
    return count >= least && count <= most;
}

/* "5月1日" of "2023年5月1日", spaces allowed round the characters. */
static bool
chinese(Text *rest, Date *date)
{
    *rest = text_trim(*rest);
    if (!number(rest, 1, 2, &date->month) || !take_spaced(rest, 0x6708)) /* 月 */
        return false;
    *rest = text_trim(*rest);
    if (!number(rest, 1, 2, &date->day))
        return false;
    if (!take_spaced(rest, 0x65E5)) /* 日 */
        take_spaced(rest, 0x53F7);  /* 号 */
    return true;
}

/* Nothing, or a time of day after a space: "0:00", "09:30:00". */
static bool
only_a_time(Text rest)
{
    int hour;
    int minute;
    int second = 0;
    Text trimmed = text_trim(rest);

    if (trimmed.len == 0)
        return true;
    return trimmed.len != rest.len && number(&trimmed, 1, 2, &hour) && take(&trimmed, ':') &&
           number(&trimmed, 2, 2, &minute) &&
           (!take(&trimmed, ':') || number(&trimmed, 2, 2, &second)) && trimmed.len == 0 &&
           hour < 24 && minute < 60 && second < 60;
}

bool
day_parse_loose(Text text, Day *day_out)
{
    Text rest = text_trim(text);
    Text compact = rest;
    Text serial = rest;
    Date date = {0};
    Day day;
    int digits;

    if (day_parse(text, &day)) { /* nearly always */
        date = day_to_date(day);
        rest = T("");
    } else if (number(&serial, 5, 5, &digits) && serial.len == 0) {
        if (digits < SERIAL_MIN || digits > SERIAL_MAX)
            return false;
        date = day_to_date(digits - SERIAL_OF_1970);
        rest = T("");
    } else if (number(&compact, 8, 8, &digits)) {
        date = (Date){digits / 10000, digits / 100 % 100, digits % 100};
        rest = compact;
    } else if (!number(&rest, 4, 4, &date.year)) {
        return false;
    } else if (take_spaced(&rest, 0x5E74)) { /* 年 */
        if (!chinese(&rest, &date))
            return false;
    } else {
        uint32_t separator = peek(rest);

        if ((separator != '-' && separator != '/' && separator != '.') || !take(&rest, separator) ||
            !number(&rest, 1, 2, &date.month) || !take(&rest, separator) ||
            !number(&rest, 1, 2, &date.day))
            return false;
    }
    if (!only_a_time(rest) || !date_is_valid(date) || date.year < LOOSE_YEAR_MIN ||
        date.year > LOOSE_YEAR_MAX)
        return false;
    *day_out = day_from_date(date);
    return true;
}

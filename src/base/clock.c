#include "base/clock.h"

#include <time.h>

enum { DAY_CHARS = 10, TIME_CHARS = 19 };

Time
clock_system(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (Time)now.tv_sec;
}

int64_t
clock_monotonic_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Division that rounds towards minus infinity, so that days before 1970 come out right. */
static int64_t
floor_div(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

Day
day_of(Time time)
{
    return (Day)floor_div(time + UTC_OFFSET_SECONDS, SECONDS_PER_DAY);
}

Time
day_start(Day day)
{
    return (Time)day * SECONDS_PER_DAY - UTC_OFFSET_SECONDS;
}

/* Both conversions are Howard Hinnant's "chrono-compatible low-level date algorithms": years begin
 * in March, so that the leap day is the last of its year, and 400 years are one era of 146,097
 * days. */
Day
day_from_date(Date date)
{
    int year = date.month <= 2 ? date.year - 1 : date.year;
    int era = (int)floor_div(year, 400);
    int year_of_era = year - era * 400;
    int month_from_march = date.month > 2 ? date.month - 3 : date.month + 9;
    int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

Date
day_to_date(Day day)
{
    int64_t shifted = (int64_t)day + 719468;
    int64_t era = floor_div(shifted, 146097);
    int day_of_era = (int)(shifted - era * 146097);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;

    return (Date){
        .year = (int)(year_of_era + era * 400) + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * month_from_march + 2) / 5 + 1,
    };
}

int
days_in_month(int year, int month)
{
    static const signed char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month < 1 || month > 12)
        return 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool
date_is_valid(Date date)
{
    return date.year >= 1 && date.year <= 9999 && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

int
day_weekday(Day day)
{
    int64_t since_monday = (int64_t)day + 3; /* 1970-01-01 was a Thursday */

    return (int)(since_monday - floor_div(since_monday, 7) * 7) + 1;
}

static bool
digits(Text text, size_t from, size_t count, int *value_out)
{
    int value = 0;

    for (size_t i = from; i < from + count; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (text.at[i] - '0');
    }
    *value_out = value;
    return true;
}

bool
day_parse(Text text, Day *day_out)
{
    Date date;

    if (text.len != 10 || text.at[4] != '-' || text.at[7] != '-' ||
        !digits(text, 0, 4, &date.year) || !digits(text, 5, 2, &date.month) ||
        !digits(text, 8, 2, &date.day) || !date_is_valid(date))
        return false;
    *day_out = day_from_date(date);
    return true;
}

static void
put_digits(char *at, int count, int value)
{
    for (int i = count; i-- != 0; value /= 10)
        at[i] = (char)('0' + value % 10);
}

Text
day_format(Arena *arena, Day day)
{
    Date date = day_to_date(day);
    char *at;

    if (!date_is_valid(date))
        return text_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
    at = arena_alloc(arena, DAY_CHARS + 1);
    put_digits(at, 4, date.year);
    at[4] = '-';
    put_digits(at + 5, 2, date.month);
    at[7] = '-';
    put_digits(at + 8, 2, date.day);
    return (Text){at, DAY_CHARS};
}

/* An instant taken apart, offset_seconds east of Greenwich. */
typedef struct Parts {
    Date date;
    Day day;
    int hour;
    int minute;
    int second;
} Parts;

static Parts
parts_of(Time time, int offset_seconds)
{
    int64_t local = time + offset_seconds;
    int64_t day = floor_div(local, SECONDS_PER_DAY);
    int second = (int)(local - day * SECONDS_PER_DAY);

    return (Parts){
        .date = day_to_date((Day)day),
        .day = (Day)day,
        .hour = second / 3600,
        .minute = second / 60 % 60,
        .second = second % 60,
    };
}

Text
time_format(Arena *arena, Time time)
{
    Parts at = parts_of(time, UTC_OFFSET_SECONDS);

    return text_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", at.date.year, at.date.month,
                       at.date.day, at.hour, at.minute, at.second);
}

/* "Z", "+08:00", "-00:30". */
static bool
offset_parse(Text text, int *seconds_out)
{
    int hours, minutes;

    *seconds_out = 0;
    if (text.len == 1)
        return text.at[0] == 'Z' || text.at[0] == 'z';
    if (text.len != 6 || (text.at[0] != '+' && text.at[0] != '-') || text.at[3] != ':' ||
        !digits(text, 1, 2, &hours) || !digits(text, 4, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *seconds_out = (hours * 60 + minutes) * 60 * (text.at[0] == '-' ? -1 : 1);
    return true;
}

bool
time_parse(Text text, Time *time_out)
{
    Day day;
    int hour, minute, second, offset;
    size_t end = TIME_CHARS;

    if (text.len <= TIME_CHARS || !day_parse(text_slice(text, 0, DAY_CHARS), &day) ||
        (text.at[DAY_CHARS] != 'T' && text.at[DAY_CHARS] != 't') || text.at[13] != ':' ||
        text.at[16] != ':' || !digits(text, 11, 2, &hour) || !digits(text, 14, 2, &minute) ||
        !digits(text, 17, 2, &second) || hour > 23 || minute > 59 || second > 59)
        return false;
    if (text.at[end] == '.') {
        do
            end++;
        while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9');
        if (end == TIME_CHARS + 1)
            return false;
    }
    if (!offset_parse(text_slice(text, end, text.len), &offset))
        return false;
    *time_out = (Time)day * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - offset;
    return true;
}

Text
time_format_minute(Arena *arena, Time time)
{
    Parts at = parts_of(time, UTC_OFFSET_SECONDS);

    return text_printf(arena, "%04d-%02d-%02d %02d:%02d", at.date.year, at.date.month, at.date.day,
                       at.hour, at.minute);
}

Text
time_format_http(Arena *arena, Time time)
{
    static const char weekdays[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Parts at = parts_of(time, 0);

    return text_printf(arena, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                       weekdays[day_weekday(at.day) - 1], at.date.day, months[at.date.month - 1],
                       at.date.year, at.hour, at.minute, at.second);
}

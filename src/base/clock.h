/*
 * clock -- instants and calendar days.
 *
 * A Time is whole seconds since 1970-01-01T00:00:00Z.  A Day is a calendar day in the
 * installation's time zone, counted from 1970-01-01.  The zone is Asia/Shanghai, UTC+8 without
 * daylight saving since 1991, so it is a constant here.  Nobody asks the system for the time but
 * clock_system(); everything else takes ctx->now.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef int64_t Time;
typedef int32_t Day;

enum { UTC_OFFSET_SECONDS = 8 * 3600, SECONDS_PER_DAY = 86400 };

typedef struct Date {
    int year;  /* 1…9999 */
    int month; /* 1…12 */
    int day;   /* 1…31 */
} Date;

/* The system's time.  For main(), the server and the keeper, which put it into Ctx. */
Time clock_system(void);

/* Milliseconds of a clock that never goes back; for measuring durations only. */
int64_t clock_monotonic_ms(void);

/* The calendar day on which an instant falls, and the instant at which a day begins. */
Day day_of(Time time);
Time day_start(Day day);

/* Proleptic Gregorian calendar.  day_from_date does not check its argument. */
Day day_from_date(Date date);
Date day_to_date(Day day);
bool date_is_valid(Date date);
int days_in_month(int year, int month);

/* 1 Monday … 7 Sunday (ISO 8601). */
int day_weekday(Day day);

/* "2023-05-18" (ISO 8601) both ways; parse refuses anything else. */
bool day_parse(Text text, Day *day_out);
Text day_format(Arena *arena, Day day);

/* A day as people and spreadsheets write it: "2023-05-18", "2023.5.1", "2023/5/1", "2023年5月1日",
 * "20230501", 45047 (the number that a spreadsheet keeps), also in full-width characters and with a
 * time of day behind it ("2023/5/1 0:00"), which is dropped. The year has four digits and lies
 * within 1900…2199; day and month are never guessed. */
bool day_parse_loose(Text text, Day *day_out);

/* "2023-05-18T09:30:00+08:00" (RFC 3339) in the installation's zone. */
Text time_format(Arena *arena, Time time);

/* The same with any offset, or "Z", and a fraction of a second, which is dropped; leap seconds are
 * refused.  Reads what time_format() wrote. */
bool time_parse(Text text, Time *time_out);

/* "2023-05-18 09:30" for people. */
Text time_format_minute(Arena *arena, Time time);

/* RFC 9110 HTTP date: "Thu, 18 May 2023 01:30:00 GMT". */
Text time_format_http(Arena *arena, Time time);

#include "harness.h"

#include "base/clock.h"

TEST(a_day_begins_at_midnight_of_the_installation)
{
    CHECK_INT(day_of(TEST_NOW), day_from_date((Date){2023, 6, 1}));
    CHECK_INT(day_start(day_of(TEST_NOW)), TEST_NOW - 10 * 3600);
    CHECK_INT(day_of(day_start(19000)), 19000);
    CHECK_INT(day_of(day_start(19000) - 1), 18999);
    CHECK_INT(day_of(day_start(-5) - 1), -6);
}

TEST(every_day_survives_the_way_to_a_date_and_back)
{
    Day first = day_from_date((Date){1, 1, 1});
    Day last = day_from_date((Date){9999, 12, 31});
    Date previous = day_to_date(first - 1);

    CHECK_INT(day_from_date((Date){1970, 1, 1}), 0);
    CHECK_INT(last - first + 1, 3652059);
    for (Day day = first; day <= last; day++) {
        Date date = day_to_date(day);
        bool next_day = date.day == previous.day + 1 && date.month == previous.month;
        bool next_month =
            date.day == 1 && previous.day == days_in_month(previous.year, previous.month);

        REQUIRE(date_is_valid(date) && day_from_date(date) == day);
        REQUIRE(day == first || next_day || next_month);
        previous = date;
    }
}

TEST(only_days_of_the_calendar_are_valid)
{
    static const struct {
        Date date;
        bool valid;
    } rows[] = {
        {{2023, 2, 28},  true },
        {{2023, 2, 29},  false},
        {{2024, 2, 29},  true },
        {{1900, 2, 29},  false},
        {{2000, 2, 29},  true },
        {{2023, 0, 1},   false},
        {{2023, 13, 1},  false},
        {{2023, 4, 31},  false},
        {{2023, 4, 0},   false},
        {{0, 1, 1},      false},
        {{10000, 1, 1},  false},
        {{9999, 12, 31}, true },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_INT(date_is_valid(rows[i].date), rows[i].valid);
}

TEST(an_instant_is_read_with_any_offset)
{
    static const struct {
        const char *text;
        Time time; /* -1: refused */
    } rows[] = {
        {"1970-01-01T00:00:00Z",          0           },
        {"2023-05-18T09:30:00+08:00",     1684373400  },
        {"2023-05-18t01:30:00z",          1684373400  },
        {"2023-05-17T21:00:00-04:30",     1684373400  },
        {"2023-05-18T09:30:00.000+08:00", 1684373400  },
        {"2023-05-18T09:30:00.9Z",        1684402200  },
        {"9999-12-31T23:59:59Z",          253402300799},
        {"2024-02-29T00:00:00Z",          1709164800  },
        {"2023-02-29T00:00:00Z",          -1          },
        {"2023-05-18",                    -1          },
        {"2023-05-18T09:30:00",           -1          },
        {"2023-05-18 09:30:00Z",          -1          },
        {"2023-05-18T24:00:00Z",          -1          },
        {"2023-05-18T09:60:00Z",          -1          },
        {"2023-05-18T09:30:60Z",          -1          },
        {"2023-05-18T09:30:00.Z",         -1          },
        {"2023-05-18T09:30:00.5",         -1          },
        {"2023-05-18T09:30:00+0800",      -1          },
        {"2023-05-18T09:30:00+24:00",     -1          },
        {"2023-05-18T09:30:00+08:60",     -1          },
        {"2023-05-18T09:30:00 08:00",     -1          },
        {"2023-05-18T09:30:00ZZ",         -1          },
        {"2023-05-18T-1:30:00Z",          -1          },
        {"2023-05-18T09:30Z",             -1          },
        {"",                              -1          },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Time time = -1;
        bool good = time_parse(text_c(rows[i].text), &time);

        CHECK_INT(good, rows[i].time != -1);
        CHECK_INT(good ? time : -1, rows[i].time);
    }
    for (Time time = 1684373400; time < 1684373400 + 400 * 86400; time += 86399) {
        Time again = -1;

        REQUIRE(time_parse(time_format(arena, time), &again) && again == time);
    }
}

TEST(weekdays_follow_iso_8601)
{
    CHECK_INT(day_weekday(0), 4);
    CHECK_INT(day_weekday(day_of(TEST_NOW)), 4);
    CHECK_INT(day_weekday(day_from_date((Date){2023, 6, 4})), 7);
    CHECK_INT(day_weekday(day_from_date((Date){2023, 6, 5})), 1);
    CHECK_INT(day_weekday(day_from_date((Date){1960, 2, 29})), 1);
}

TEST(a_day_is_read_in_iso_form_only)
{
    static const char *const refused[] = {
        "",
        "2023-5-18",
        "2023/05/18",
        "20230518",
        "2023-05-18 ",
        " 2023-05-18",
        "2023-02-29",
        "2023-00-10",
        "2023-13-01",
        "0000-01-01",
        "-023-01-01",
        "2023-05-1a",
        "2023-05-18T00:00:00+08:00",
    };
    Day day = 0;

    CHECK(day_parse(T("2023-05-18"), &day));
    CHECK_TEXT(day_format(arena, day), "2023-05-18");
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        ROW(refused[i]);
        CHECK(!day_parse(text_c(refused[i]), &day));
    }
}

TEST(instants_are_shown_in_three_forms)
{
    CHECK_TEXT(time_format(arena, TEST_NOW), "2023-06-01T10:00:00+08:00");
    CHECK_TEXT(time_format_minute(arena, TEST_NOW + 119), "2023-06-01 10:01");
    CHECK_TEXT(time_format_http(arena, 784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK_TEXT(time_format(arena, -1), "1970-01-01T07:59:59+08:00");
}

TEST(a_day_is_read_as_people_write_it)
{
    static const struct {
        const char *written;
        const char *day; /* NULL: refused */
    } rows[] = {
        {"45049",                       "2023-05-03"},
        {"73051",                       NULL        },
        {"19999",                       NULL        },
        {"2023-05-18",                  "2023-05-18"},
        {"2023-5-1",                    "2023-05-01"},
        {"2023.5.1",                    "2023-05-01"},
        {"2023/5/1",                    "2023-05-01"},
        {"2023/05/01 0:00",             "2023-05-01"},
        {"2023-05-01 23:59:59",         "2023-05-01"},
        {"2023年5月1日",             "2023-05-01"},
        {"2023年05月01号",           "2023-05-01"},
        {"2023 年 5 月 1 日",        "2023-05-01"},
        {"2023年5月1",                "2023-05-01"},
        {"２０２３年５月１日", "2023-05-01"},
        {"２０２３－５－１",    "2023-05-01"},
        {"20230501",                    "2023-05-01"},
        {"  20230501\n",                "2023-05-01"},
        {"2024-2-29",                   "2024-02-29"},
        {"23-05-01",                    NULL        },
        {"23年5月1日",               NULL        },
        {"5/1/2023",                    NULL        },
        {"2023-5/1",                    NULL        },
        {"2023-5",                      NULL        },
        {"2023年5月",                 NULL        },
        {"2023年",                     NULL        },
        {"2023",                        NULL        },
        {"2023-02-29",                  NULL        },
        {"2023-13-01",                  NULL        },
        {"20231301",                    NULL        },
        {"202305011",                   NULL        },
        {"2023050",                     NULL        },
        {"2023-05-001",                 NULL        },
        {"2023-05-01x",                 NULL        },
        {"2023-05-01 24:00",            NULL        },
        {"2023-05-0112:00",             NULL        },
        {"2023-05-01 12:00:00:00",      NULL        },
        {"3023-05-01",                  NULL        },
        {"1023-05-01",                  NULL        },
        {"去年五月",                NULL        },
        {"",                            NULL        },
        {"\xff",                        NULL        },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Day day = -1;
        bool read = day_parse_loose(text_c(rows[i].written), &day);

        ROW(rows[i].written);
        CHECK_INT(read, rows[i].day != NULL);
        if (rows[i].day != NULL)
            CHECK_TEXT(day_format(arena, day), rows[i].day);
        else
            CHECK_INT(day, -1);
    }
}

TEST(every_day_survives_being_written_and_read)
{
    uint64_t seed = 3;

    for (int i = 0; i < 20000; i++) {
        Day day = (Day)random_between(&seed, day_from_date((Date){1900, 1, 1}),
                                      day_from_date((Date){2199, 12, 31}));
        Date date = day_to_date(day);
        Day back = -1;

        REQUIRE(day_parse(day_format(arena, day), &back) && back == day);
        REQUIRE(day_parse_loose(text_printf(arena, "%d年%d月%d日", date.year, date.month, date.day),
                                &back) &&
                back == day);
        REQUIRE(day_parse_loose(text_printf(arena, "%04d%02d%02d", date.year, date.month, date.day),
                                &back) &&
                back == day);
    }
}

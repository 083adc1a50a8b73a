/*
 * Numbers in workbooks: what their formats mean, and the text that people see.
 */
#include "harness.h"

#include "base/clock.h"
#include "base/money.h"
#include "sheet/value.h"

typedef struct Code {
    const char *code;
    FormatKind kind;
    int zeros;
} Code;

TEST(a_format_tells_dates_from_numbers)
{
    static const Code rows[] = {
        {"General",                                            FORMAT_NUMBER,  0},
        {"Standard",                                           FORMAT_NUMBER,  0},
        {"G/通用格式",                                     FORMAT_NUMBER,  0},
        {"0",                                                  FORMAT_NUMBER,  1},
        {"0000",                                               FORMAT_NUMBER,  4},
        {"0.00",                                               FORMAT_NUMBER,  0},
        {"#,##0.00",                                           FORMAT_NUMBER,  0},
        {"0.00E+00",                                           FORMAT_NUMBER,  0},
        {"@",                                                  FORMAT_NUMBER,  0},
        {"\"¥\"#,##0.00;[Red]\"¥\"-#,##0.00",                FORMAT_NUMBER,  0},
        {"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", FORMAT_NUMBER,  0},
        {"0.0\"m2/day\"",                                      FORMAT_NUMBER,  0},
        {"0\\d",                                               FORMAT_NUMBER,  0},
        {"#,##0_d",                                            FORMAT_NUMBER,  0},
        {"[Red]0",                                             FORMAT_NUMBER,  0},
        {"0.00元",                                            FORMAT_NUMBER,  0},
        {"0;-0;yyyy",                                          FORMAT_NUMBER,  1},
        {"0%",                                                 FORMAT_PERCENT, 0},
        {"0.00%",                                              FORMAT_PERCENT, 0},
        {"yyyy-mm-dd",                                         FORMAT_DATE,    0},
        {"YYYY/M/D;@",                                         FORMAT_DATE,    0},
        {"yyyy\"年\"m\"月\"d\"日\"",                        FORMAT_DATE,    0},
        {"yyyy年m月d日",                                    FORMAT_DATE,    0},
        {"[$-804]yyyy\"年\"m\"月\";@",                       FORMAT_DATE,    0},
        {"[DBNum1][$-804]m\"月\"d\"日\"",                    FORMAT_DATE,    0},
        {"mmm",                                                FORMAT_DATE,    0},
        {"aaaa",                                               FORMAT_DATE,    0},
        {"yyyy-mm-dd hh:mm:ss",                                FORMAT_DATE,    0},
        {"h:mm",                                               FORMAT_TIME,    0},
        {"h:mm AM/PM",                                         FORMAT_TIME,    0},
        {"mm:ss.0",                                            FORMAT_TIME,    0},
        {"[h]:mm:ss",                                          FORMAT_ELAPSED, 0},
        {"[mm]:ss",                                            FORMAT_ELAPSED, 0},
        {"",                                                   FORMAT_NUMBER,  0},
        {"[",                                                  FORMAT_NUMBER,  0},
        {"\"",                                                 FORMAT_NUMBER,  0},
        {"\\",                                                 FORMAT_NUMBER,  0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        NumberFormat format = format_parse(text_c(rows[i].code));

        ROW(rows[i].code);
        CHECK_INT(format.kind, rows[i].kind);
        CHECK_INT(format.zeros, rows[i].zeros);
    }
}

TEST(built_in_formats)
{
    static const struct {
        int64_t id;
        FormatKind kind;
    } rows[] = {
        {0,  FORMAT_NUMBER },
        {2,  FORMAT_NUMBER },
        {4,  FORMAT_NUMBER },
        {9,  FORMAT_PERCENT},
        {10, FORMAT_PERCENT},
        {13, FORMAT_NUMBER },
        {14, FORMAT_DATE   },
        {17, FORMAT_DATE   },
        {18, FORMAT_TIME   },
        {21, FORMAT_TIME   },
        {22, FORMAT_DATE   },
        {23, FORMAT_NUMBER },
        {31, FORMAT_DATE   },
        {32, FORMAT_TIME   },
        {37, FORMAT_NUMBER },
        {44, FORMAT_NUMBER },
        {45, FORMAT_TIME   },
        {46, FORMAT_ELAPSED},
        {47, FORMAT_TIME   },
        {49, FORMAT_NUMBER },
        {57, FORMAT_DATE   },
        {58, FORMAT_DATE   },
        {59, FORMAT_NUMBER },
        {-1, FORMAT_NUMBER },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(text_cstr(arena, text_printf(arena, "%lld", (long long)rows[i].id)));
        CHECK_INT(format_builtin(rows[i].id).kind, rows[i].kind);
    }
}

TEST(numbers_as_people_see_them)
{
    static const struct {
        const char *raw;
        const char *text;
    } rows[] = {
        {"0",                     "0"                    },
        {"-0",                    "0"                    },
        {"+7",                    "7"                    },
        {"007",                   "7"                    },
        {"12.50",                 "12.5"                 },
        {".5",                    "0.5"                  },
        {"5.",                    "5"                    },
        {"0.30000000000000004",   "0.3"                  },
        {"1.1000000000000001",    "1.1"                  },
        {"2600.4999999999995",    "2600.5"               },
        {"-1234.5600000000001",   "-1234.56"             },
        {"99999999999.990005",    "99999999999.99"       },
        {"1E3",                   "1000"                 },
        {"1.2e+05",               "120000"               },
        {"2.10111198001011E+17",  "210111198001011000"   },
        {"123456789012345678901", "123456789012346000000"},
        {"1E21",                  "1e+21"                },
        {"1e300",                 "1e+300"               },
        {"1.2E-7",                "0.00000012"           },
        {"-1E-15",                "-0.000000000000001"   },
        {"1e-300",                "1e-300"               },
    };
    static const char *const others[] = {
        "",      "-",     ".",
        "e5",    "1e",    "1e+",
        "inf",   "nan",   "0x10",
        "1 000", "1,5",   "1e99999",
        "--1",   "1.2.3", "1234567890123456789012345678901234567890123456789012345678901"};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text text;

        ROW(rows[i].raw);
        CHECK_INT(value_text(arena, text_c(rows[i].raw), (NumberFormat){0}, false, &text),
                  SHEET_NUMBER);
        CHECK_TEXT(text, rows[i].text);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        Text text;

        ROW(others[i]);
        CHECK_INT(value_text(arena, text_c(others[i]), (NumberFormat){0}, false, &text),
                  SHEET_TEXT);
        CHECK_TEXT(text, others[i]);
    }
}

/* Every amount that a spreadsheet can keep comes back to the fen, however its binary number is
 * written. */
TEST(amounts_keep_every_fen)
{
    uint64_t seed = 3;

    for (int i = 0; i < 20000; i++) {
        int64_t fen =
            random_between(&seed, -9999999999999, 9999999999999) >> random_between(&seed, 0, 40);
        Text raw = text_printf(arena, i % 2 == 0 ? "%.17g" : "%.16E", (double)fen / 100);
        int64_t back = 0;
        Text text;

        CHECK_INT(value_text(arena, raw, (NumberFormat){0}, false, &text), SHEET_NUMBER);
        CHECK(fen_parse(text, &back, NULL));
        if (!CHECK_INT(back, fen))
            break;
    }
}

typedef struct Moment {
    const char *raw;
    FormatKind format;
    bool since_1904;
    SheetKind kind;
    const char *text;
} Moment;

TEST(dates_and_times)
{
    static const Moment rows[] = {
        {"45064",              FORMAT_DATE,    false, SHEET_DATE,   "2023-05-18"      },
        {"43602",              FORMAT_DATE,    true,  SHEET_DATE,   "2023-05-18"      },
        {"45064.395833333336", FORMAT_DATE,    false, SHEET_DATE,   "2023-05-18 09:30"},
        {"45063.99999",        FORMAT_DATE,    false, SHEET_DATE,   "2023-05-18"      },
        {"1",                  FORMAT_DATE,    false, SHEET_DATE,   "1900-01-01"      },
        {"59",                 FORMAT_DATE,    false, SHEET_DATE,   "1900-02-28"      },
        {"60",                 FORMAT_DATE,    false, SHEET_NUMBER, "60"              }, /* a day that never was */
        {"61",                 FORMAT_DATE,    false, SHEET_DATE,   "1900-03-01"      },
        {"1",                  FORMAT_DATE,    true,  SHEET_DATE,   "1904-01-02"      },
        {"60",                 FORMAT_DATE,    true,  SHEET_DATE,   "1904-03-01"      },
        {"2958465",            FORMAT_DATE,    false, SHEET_DATE,   "9999-12-31"      },
        {"2958465.99999",      FORMAT_DATE,    false, SHEET_NUMBER, "2958465.99999"   },
        {"2958466",            FORMAT_DATE,    false, SHEET_NUMBER, "2958466"         },
        {"2957003",            FORMAT_DATE,    true,  SHEET_DATE,   "9999-12-31"      },
        {"2957004",            FORMAT_DATE,    true,  SHEET_NUMBER, "2957004"         },
        {"-1",                 FORMAT_DATE,    false, SHEET_NUMBER, "-1"              },
        {"0",                  FORMAT_DATE,    false, SHEET_NUMBER, "0"               }, /* a formula about an empty cell */
        {"0.5",                FORMAT_DATE,    false, SHEET_TEXT,   "12:00"           },
        {"0",                  FORMAT_TIME,    false, SHEET_TEXT,   "00:00"           },
        {"0.3958333333333333", FORMAT_TIME,    false, SHEET_TEXT,   "09:30"           },
        {"45064.5",            FORMAT_TIME,    false, SHEET_DATE,   "2023-05-18 12:00"},
        {"1.1041666666666667", FORMAT_ELAPSED, false, SHEET_TEXT,   "26:30"           },
        {"1e10",               FORMAT_ELAPSED, false, SHEET_NUMBER, "10000000000"     },
        {"0.125",              FORMAT_PERCENT, false, SHEET_NUMBER, "12.5%"           },
        {"1",                  FORMAT_PERCENT, false, SHEET_NUMBER, "100%"            },
        {"0.07",               FORMAT_PERCENT, false, SHEET_NUMBER, "7%"              },
        {"-0.001",             FORMAT_PERCENT, false, SHEET_NUMBER, "-0.1%"           },
        {"0",                  FORMAT_PERCENT, false, SHEET_NUMBER, "0%"              },
        {"soon",               FORMAT_DATE,    false, SHEET_TEXT,   "soon"            },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text text;

        ROW(rows[i].raw);
        CHECK_INT(value_text(arena, text_c(rows[i].raw), (NumberFormat){.kind = rows[i].format},
                             rows[i].since_1904, &text),
                  rows[i].kind);
        CHECK_TEXT(text, rows[i].text);
    }
}

TEST(every_day_of_a_spreadsheet)
{
    Day day = day_from_date((Date){1900, 3, 1});

    for (int serial = 61; serial < 2958466; serial += 37) {
        ArenaMark mark = arena_mark(arena);
        Text text;
        Day back = 0;

        CHECK_INT(value_text(arena, text_printf(arena, "%d", serial),
                             (NumberFormat){.kind = FORMAT_DATE}, false, &text),
                  SHEET_DATE);
        if (!CHECK(day_parse(text, &back)) || !CHECK_INT(back, day + serial - 61))
            break;
        arena_release(arena, mark);
    }
}

TEST(numbers_with_leading_zeros)
{
    static const struct {
        const char *raw;
        const char *text;
    } rows[] = {
        {"7",     "0007" },
        {"12345", "12345"},
        {"0",     "0000" },
        {"1.5",   "1.5"  },
        {"-7",    "-0007"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text text;

        ROW(rows[i].raw);
        (void)value_text(arena, text_c(rows[i].raw), (NumberFormat){.zeros = 4}, false, &text);
        CHECK_TEXT(text, rows[i].text);
    }
}

TEST(characters_that_xml_cannot_hold)
{
    static const struct {
        const char *text;
        const char *plain;
    } rows[] = {
        {"甲",                   "甲"    },
        {"a_x000D_\nb",           "a\nb"   },
        {"_x000d__x000A_",        "\n"     },
        {"_x4E2D_",               "中"    },
        {"_x0000__x0007__xD800_", ""       },
        {"_x005F_x000D_",         "_x000D_"},
        {"_x00_",                 "_x00_"  },
        {"_x000G_",               "_x000G_"},
        {"_x000D",                "_x000D" },
        {"a_",                    "a_"     },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].text);
        CHECK_TEXT(value_unescape(arena, text_c(rows[i].text)), rows[i].plain);
    }
}

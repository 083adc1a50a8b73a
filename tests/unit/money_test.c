#include "harness.h"

#include "base/buf.h"
#include "base/money.h"

enum { ROUNDS = 20000 };

TEST(an_amount_is_read_as_people_type_it)
{
    static const struct {
        const char *typed;
        int64_t fen;
    } rows[] = {
        {"0",                                                                  0          },
        {"1",                                                                  100        },
        {"1.5",                                                                150        },
        {"1.50",                                                               150        },
        {"1234.50",                                                            123450     },
        {"1,234.50",                                                           123450     },
        {"12,345,678",                                                         1234567800 },
        {" 12 ",                                                               1200       },
        {"\xe3\x80\x80"
         "12\xe3\x80\x80",                                            1200       },
        {"¥12",                                                               1200       },
        {"￥ 12.30",                                                          1230       },
        {"12元",                                                              1200       },
        {"12.3 元",                                                           1230       },
        {"12元整",                                                           1200       },
        {"12圆正",                                                           1200       },
        {"人民币12元",                                                     1200       },
        {"人民币 ¥1,000.00 元",                                           100000     },
        {"RMB 5",                                                              500        },
        {"１，２３４．５６",                                           123456     },
        {"（３０）",                                                       -3000      },
        {"(30.00)",                                                            -3000      },
        {"(¥30.00)",                                                          -3000      },
        {"-3",                                                                 -300       },
        {"－３",                                                             -300       },
        {"−3.01",                                                            -301       },
        {"+3",                                                                 300        },
        {"¥-3",                                                               -300       },
        {"-¥3",                                                               -300       },
        {".5",                                                                 50         },
        {"5.",                                                                 500        },
        {"12。5",                                                             1250       },
        {"1.500",                                                              150        },
        {"1.5000000",                                                          150        },
        {"-0",                                                                 0          },
        {"(0.00)",                                                             0          },
        {"000012",                                                             1200       },
        {"1000000000000",                                                      FEN_MAX    },
        {"-1,000,000,000,000.00",                                              -FEN_MAX   },
        {"五元",                                                             500        },
        {"壹仟贰佰元整",                                                 120000     },
        {"人民币壹仟贰佰叁拾元零伍分",                            123005     },
        {"贰佰零叁元肆角",                                              20340      },
        {"拾元整",                                                          1000       },
        {"壹万零伍佰圆整",                                              1050000    },
        {"叁拾贰万陆仟元正",                                           32600000   },
        {"一百二十元五角六分",                                        12056      },
        {"壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分", 12345678912},
        {"零元伍角",                                                       50         },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t fen = -1;

        ROW(rows[i].typed);
        CHECK(fen_parse(text_c(rows[i].typed), &fen, NULL));
        CHECK_INT(fen, rows[i].fen);
    }
}

TEST(an_amount_that_could_mean_two_things_is_refused)
{
    static const struct {
        const char *typed;
        FenFault why;
    } rows[] = {
        {"",                                                                    FEN_EMPTY       },
        {"  ",                                                                  FEN_EMPTY       },
        {"\xe3\x80\x80",                                                        FEN_EMPTY       },
        {"-",                                                                   FEN_NOT_A_NUMBER},
        {".",                                                                   FEN_NOT_A_NUMBER},
        {"¥",                                                                  FEN_NOT_A_NUMBER},
        {"元",                                                                 FEN_NOT_A_NUMBER},
        {"()",                                                                  FEN_NOT_A_NUMBER},
        {"(",                                                                   FEN_NOT_A_NUMBER},
        {"(5",                                                                  FEN_NOT_A_NUMBER},
        {"5)",                                                                  FEN_NOT_A_NUMBER},
        {"(-5)",                                                                FEN_NOT_A_NUMBER},
        {"-(5)",                                                                FEN_NOT_A_NUMBER},
        {"--5",                                                                 FEN_NOT_A_NUMBER},
        {"+-5",                                                                 FEN_NOT_A_NUMBER},
        {"-¥-5",                                                               FEN_NOT_A_NUMBER},
        {"无",                                                                 FEN_NOT_A_NUMBER},
        {"1 2",                                                                 FEN_NOT_A_NUMBER},
        {"1.2.3",                                                               FEN_NOT_A_NUMBER},
        {"0x10",                                                                FEN_NOT_A_NUMBER},
        {"12美元",                                                            FEN_NOT_A_NUMBER},
        {"$12",                                                                 FEN_NOT_A_NUMBER},
        {"nan",                                                                 FEN_NOT_A_NUMBER},
        {"壹仟贰佰",                                                        FEN_NOT_A_NUMBER},
        {"壹仟仟元",                                                        FEN_NOT_A_NUMBER},
        {"贰佰壹仟元",                                                     FEN_NOT_A_NUMBER},
        {"壹贰元",                                                           FEN_NOT_A_NUMBER},
        {"元整",                                                              FEN_NOT_A_NUMBER},
        {"壹元伍",                                                           FEN_NOT_A_NUMBER},
        {"壹元伍分叁角",                                                  FEN_NOT_A_NUMBER},
        {"1.2万",                                                              FEN_UNIT        },
        {"3万元",                                                             FEN_UNIT        },
        {"2亿",                                                                FEN_UNIT        },
        {"5角",                                                                FEN_UNIT        },
        {"1,23",                                                                FEN_SEPARATOR   },
        {"1,2345",                                                              FEN_SEPARATOR   },
        {"1234,567",                                                            FEN_SEPARATOR   },
        {",123",                                                                FEN_SEPARATOR   },
        {"1,,234",                                                              FEN_SEPARATOR   },
        {"1,234,",                                                              FEN_SEPARATOR   },
        {"1,23.4",                                                              FEN_SEPARATOR   },
        {"1.2,3",                                                               FEN_SEPARATOR   },
        {"1.2E+05",                                                             FEN_EXPONENT    },
        {"1e5",                                                                 FEN_EXPONENT    },
        {"1.005",                                                               FEN_DECIMALS    },
        {"0.001",                                                               FEN_DECIMALS    },
        {"1000000000000.01",                                                    FEN_TOO_LARGE   },
        {"1000000000001",                                                       FEN_TOO_LARGE   },
        {"99999999999999999999999",                                             FEN_TOO_LARGE   },
        {"9223372036854775807",                                                 FEN_TOO_LARGE   },
        {"1111111111111111111111111111111111111111111111111111111111111111111", FEN_TOO_LARGE   },
        {"\xff\xfe",                                                            FEN_NOT_A_NUMBER},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t fen = 77;
        FenFault why = FEN_FINE;

        ROW(rows[i].typed);
        CHECK(!fen_parse(text_c(rows[i].typed), &fen, &why));
        CHECK_INT(why, rows[i].why);
        CHECK_INT(fen, 77);
        CHECK(fen_fault_sentence(LANG_HANS, why).len > 0);
    }
}

TEST(an_amount_is_shown_with_separators_and_two_decimals)
{
    static const struct {
        int64_t fen;
        const char *shown;
        const char *plain;
    } rows[] = {
        {0,         "0.00",                       "0.00"                 },
        {5,         "0.05",                       "0.05"                 },
        {-5,        "-0.05",                      "-0.05"                },
        {99,        "0.99",                       "0.99"                 },
        {100,       "1.00",                       "1.00"                 },
        {99999,     "999.99",                     "999.99"               },
        {100000,    "1,000.00",                   "1000.00"              },
        {123456789, "1,234,567.89",               "1234567.89"           },
        {-FEN_MAX,  "-1,000,000,000,000.00",      "-1000000000000.00"    },
        {INT64_MIN, "-92,233,720,368,547,758.08", "-92233720368547758.08"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].plain);
        CHECK_TEXT(fen_format(arena, rows[i].fen), rows[i].shown);
        CHECK_TEXT(fen_plain(arena, rows[i].fen), rows[i].plain);
    }
}

TEST(every_amount_survives_being_shown_and_read)
{
    uint64_t seed = 1;

    for (int i = 0; i < ROUNDS; i++) {
        int64_t size = (int64_t)1 << random_between(&seed, 0, 46);
        int64_t fen = random_between(&seed, -size, size);
        int64_t back = -1;

        fen = fen > FEN_MAX ? FEN_MAX : fen < -FEN_MAX ? -FEN_MAX : fen;
        REQUIRE(fen_parse(fen_format(arena, fen), &back, NULL) && back == fen);
        REQUIRE(fen_parse(fen_plain(arena, fen), &back, NULL) && back == fen);
        REQUIRE(decimal_parse(decimal_format(arena, fen), &back, NULL) && back == fen);
    }
}

TEST(garbage_never_breaks_the_reader)
{
    static const char letters[] = "0123456789,.-+()¥￥元万eE　 １，．（）整\xff\xe3";
    uint64_t seed = 2;

    for (int i = 0; i < ROUNDS; i++) {
        char bytes[80];
        size_t len = (size_t)random_between(&seed, 0, sizeof bytes);
        int64_t fen = 0;

        for (size_t j = 0; j < len; j++)
            bytes[j] = letters[random_between(&seed, 0, sizeof letters - 2)];
        if (fen_parse((Text){bytes, len}, &fen, NULL))
            REQUIRE(fen >= -FEN_MAX && fen <= FEN_MAX);
    }
}

TEST(quantities_have_three_decimals)
{
    int64_t milli = 0;
    FenFault why = FEN_FINE;

    CHECK(decimal_parse(T("3.125"), &milli, NULL));
    CHECK_INT(milli, 3125);
    CHECK(decimal_parse(T("１，０００．５"), &milli, NULL));
    CHECK_INT(milli, 1000500);
    CHECK(!decimal_parse(T("3.1254"), &milli, &why));
    CHECK_INT(why, FEN_DECIMALS);
    CHECK(!decimal_parse(T("¥3"), &milli, &why));
    CHECK_TEXT(decimal_format(arena, 1000500), "1,000.5");
    CHECK_TEXT(decimal_format(arena, 3000), "3");
    CHECK_TEXT(decimal_format(arena, -20), "-0.02");
    CHECK_TEXT(decimal_plain(arena, 1000500), "1000.5");
    CHECK_TEXT(decimal_plain(arena, 0), "0");
}

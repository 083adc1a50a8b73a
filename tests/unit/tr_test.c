#include "harness.h"

#include "base/tr.h"

TEST(a_message_is_translated_or_stays_chinese)
{
    CHECK_TEXT(TR(LANG_HANS, "村务"), "村务");
    CHECK_TEXT(TR(LANG_EN, "村务"), "Village affairs");
    CHECK_TEXT(TR(LANG_HANT, "村务"), "村務");
    CHECK_TEXT(TR(LANG_EN, "没有人翻译过的句子"), "没有人翻译过的句子");
    CHECK_TEXT(tr_text(LANG_EN, "村务"), "Village affairs");
    CHECK_TEXT(tr_text(LANG_COUNT, "村务"), "村务");
    CHECK_TEXT(tr_text(LANG_EN, ""), "");
}

TEST(every_place_in_a_catalogue_is_found)
{
    /* Messages from one end of the sorted table to the other. */
    static const char *const rows[][2] = {
        {"debug、info、warn、error",        "debug, info, warn, error"       },
        {"sqlite:路径 或 postgresql://…", "sqlite:PATH or postgresql://…"},
        {"小数位太多。",                 "Too many decimal places."       },
        {"数据库",                          "The database"                   },
        {"没有填数。",                    "Nothing was filled in."         },
        {"目录",                             "a directory"                    },
        {"这个数太大了。",              "This number is too large."      },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_TEXT(tr_text(LANG_EN, rows[i][0]), rows[i][1]);
}

TEST(one_call_site_serves_every_language)
{
    TrSite site = {.msgid = "村务"};

    for (int round = 0; round < 2; round++) {
        CHECK_TEXT(text_c(tr_site(&site, LANG_EN)), "Village affairs");
        CHECK_TEXT(text_c(tr_site(&site, LANG_HANS)), "村务");
        CHECK_TEXT(text_c(tr_site(&site, LANG_HANT)), "村務");
    }
    CHECK_TEXT(text_c(tr_site(&site, LANG_COUNT)), "村务");
}

TEST(named_places_are_filled_and_other_braces_stay)
{
    static const struct {
        const char *sentence;
        const char *wanted;
    } rows[] = {
        {"第 {row} 行：{what}", "第 12 行：{row}"},
        {"{row}{row}",             "1212"              },
        {"{unknown} {row}",        "{unknown} 12"      },
        {"{{row}}",                "{12}"              },
        {"{row",                   "{row"              },
        {"row}",                   "row}"              },
        {"{}{",                    "{}{"               },
        {"{none}",                 ""                  },
        {"",                       ""                  },
    };
    TrArg args[] = {
        {"row",  T("12")   },
        {"what", T("{row}")},
        {"none", {0}       }
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].sentence);
        CHECK_TEXT(tr_format(arena, text_c(rows[i].sentence), args, 3), rows[i].wanted);
    }
    CHECK_TEXT(TR_FORMAT(arena, LANG_HANS, "共 {n} 条", {"n", T("3")}), "共 3 条");
}

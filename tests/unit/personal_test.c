/* Numbers that belong to a person, and those that only look like it. */
#include "harness.h"

#include "base/buf.h"
#include "prose/number.h"
#include "prose/personal.h"

TEST(numbers_of_people_are_found_however_they_are_written)
{
    /* clang-format off */
    static const struct {
        const char *text;
        PersonalKind kind;
        const char *masked;
    } rows[] = {
        {"身份证210111198001011239号",       PERSONAL_ID_NUMBER, "身份证********号"},
        {"11010519491231002X",               PERSONAL_ID_NUMBER, "********"},
        {"11010519491231002x，男",           PERSONAL_ID_NUMBER, "********，男"},
        {"210111 19800101 1239",             PERSONAL_ID_NUMBER, "********"},
        {"210111-19800101-1239",             PERSONAL_ID_NUMBER, "********"},
        {"2101 1119 8001 0112 39",           PERSONAL_ID_NUMBER, "********"},
        {"110105 19491231 002 X",            PERSONAL_ID_NUMBER, "********"},
        {"２１０１１１１９８００１０１１２３９", PERSONAL_ID_NUMBER, "********"},
        {"１１０１０５１９４９１２３１００２Ｘ", PERSONAL_ID_NUMBER, "********"},
        {"210111\xE2\x80\x8B" "198001011239", PERSONAL_ID_NUMBER, "********"},
        {"ID210111198001011239",             PERSONAL_ID_NUMBER, "ID********"},
        {"210111800101123",                  PERSONAL_ID_NUMBER, "********"},
        {"210111 800101 123",                PERSONAL_ID_NUMBER, "********"},
        {"卡号6222021234567890128",          PERSONAL_BANK_CARD, "卡号********"},
        {"6222 0212 3456 7890 128",          PERSONAL_BANK_CARD, "********"},
        {"6222 0212 3456 7894 120",          PERSONAL_BANK_CARD, "********"}, /* 16 would do, too */
        {"622202 1234567890128",             PERSONAL_BANK_CARD, "********"},
        {"6217-0012-3456-7893",              PERSONAL_BANK_CARD, "********"},
        {"4111111111111111",                 PERSONAL_BANK_CARD, "********"},
        {"3714 496353 98431",                PERSONAL_BANK_CARD, "********"},
        {"9558801234567890128",              PERSONAL_BANK_CARD, "********"},
        {"电话13812345678。",                PERSONAL_PHONE,     "电话********。"},
        {"138 1234 5678",                    PERSONAL_PHONE,     "********"},
        {"138-1234-5678",                    PERSONAL_PHONE,     "********"},
        {"138－1234－5678",                  PERSONAL_PHONE,     "********"},
        {"1381234 5678",                     PERSONAL_PHONE,     "********"},
        {"138 12345678",                     PERSONAL_PHONE,     "********"},
        {"１３８１２３４５６７８",           PERSONAL_PHONE,     "********"},
        {"+86 13812345678",                  PERSONAL_PHONE,     "+********"},
        {"+8613812345678",                   PERSONAL_PHONE,     "+********"},
        {"0086-138-1234-5678",               PERSONAL_PHONE,     "********"},
        {"Tel:13812345678",                  PERSONAL_PHONE,     "Tel:********"},
        {"tel13812345678",                   PERSONAL_PHONE,     "tel********"},
        {"微信wx13812345678",                PERSONAL_PHONE,     "微信wx********"},
        {"13812345678@qq.com",               PERSONAL_PHONE,     "********@qq.com"},
        {"1.13812345678",                    PERSONAL_PHONE,     "1.********"},
        {"13812345678.",                     PERSONAL_PHONE,     "********."},
        {"13812345678，35岁",                PERSONAL_PHONE,     "********，35岁"},
        {"13812345678,500",                  PERSONAL_PHONE,     "********,500"},
        {"19912345678",                      PERSONAL_PHONE,     "********"},
        {"张三_13812345678.jpg",             PERSONAL_PHONE,     "张三_********.jpg"},
        {"IMG_13812345678_2.jpg",            PERSONAL_PHONE,     "IMG_********_2.jpg"},
        {"身份证_210111198001011239.jpg",    PERSONAL_ID_NUMBER, "身份证_********.jpg"},
        {"11010519491231002X_1.pdf",         PERSONAL_ID_NUMBER, "********_1.pdf"},
        {"13812345678.7z",                   PERSONAL_PHONE,     "********.7z"},
    };
    /* clang-format on */

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text text = text_c(rows[i].text);
        PersonalFinds finds = personal_find(arena, text);

        ROW(rows[i].text);
        CHECK_TEXT(personal_mask_text(arena, text), rows[i].masked);
        CHECK_INT(finds.len, 1);
        if (finds.len == 1)
            CHECK_INT(finds.at[0].kind, rows[i].kind);
    }
    ROW(NULL);
}

TEST(other_numbers_are_left_alone)
{
    static const char *const rows[] = {
        "",
        "凭证号20230613812345678",
        "记字2023-0613-0012",
        "金额13812345678.00元",
        "金额13812345678.5",
        "共15000000000元",
        "13,812,345,678",
        "91210111MA0P4X3K2Y", /* social credit codes */
        "N2210111MF1234567X",
        "912101117880000134", /* … of digits only, and Luhn's sum fits */
        "合同HT13812345678",
        "IMG_20230518_093000.jpg",
        "mmexport1684376400123.jpg",
        "微信图片_20230518093000123.jpg",
        "f13812345678a",
        "12812345678",  /* no telephone begins so */
        "1381234567",   /* ten digits */
        "138123456789", /* twelve */
        "02412345678",
        "024-12345678",
        "400-812-3456",
        "210111198001011238", /* wrong check digit */
        "210111198013011239", /* month 13 */
        "11010519490229002X", /* no leap year */
        "88010519491231001X", /* no such province */
        "210111801301123",
        "110105190002291239",  /* 1900 was no leap year */
        "6222021234567890127", /* Luhn */
        "2023060112345678",
        "1234567890123456",
        "12345678901234567890123",
        "15 3000 12345", /* amounts in a row */
        "1 38 12345678",
        "138    12345678",
        "13812345678abc",
        "13812\n345678",
        "138....1234....5678",
        "3.1415926535897932",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X1", /* ends with something else */
        "2023-06-01 10:00:00",
        "统计区划210111001201",
        "e4d909c290d0fb1ca068ffaddf22cbd0",
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text text = text_c(rows[i]);

        ROW(rows[i]);
        CHECK_INT(personal_find(arena, text).len, 0);
        CHECK(personal_mask_text(arena, text).at == text.at);
    }
    ROW(NULL);
}

TEST(finds_say_where_and_what_each_digit_once)
{
    Text text = T("张三，210111198001011239，卡6222021234567890128，13812345678、13912345678。");
    static const char *const words[] = {"210111198001011239", "6222021234567890128", "13812345678",
                                        "13912345678"};
    static const char *const names[] = {"身份证号", "银行卡号", "手机号", "手机号"};
    PersonalFinds finds = personal_find(arena, text);

    REQUIRE(finds.len == 4);
    for (size_t i = 0; i < 4; i++) {
        CHECK_TEXT(text_slice(text, finds.at[i].from, finds.at[i].len), words[i]);
        CHECK_TEXT(text_c(finds.at[i].name), names[i]);
        CHECK_TEXT(finds.at[i].masked, "********");
    }
    CHECK(!finds.more);
    CHECK_TEXT(personal_mask_text(arena, text), "张三，********，卡********，********、********。");
}

TEST(finds_have_a_limit_and_masks_have_none)
{
    Buf buf = buf_new(arena, 1024 * 1024);
    PersonalFinds finds;

    for (int i = 0; i <= PERSONAL_FINDS_MAX; i++)
        BUF_LIT(&buf, "13812345678、");
    finds = personal_find(arena, buf_done(&buf));
    CHECK_INT(finds.len, PERSONAL_FINDS_MAX);
    CHECK(finds.more);
    CHECK_INT(personal_find(arena, personal_mask_text(arena, buf_done(&buf))).len, 0);
}

/* Any valid number in any surroundings is found whole, and nothing of it is left after masking. */
TEST(no_digit_is_left_of_any_identity_number)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static const char *const around[] = {"", " ", "：", "，", "号", "(", "\n", "。"};
    uint64_t seed = 5;

    for (int turn = 0; turn < 2000; turn++) {
        char digits[32];
        int sum = 0;
        Text text;

        snprintf(digits, sizeof digits, "%06d%04d%02d%02d%03d",
                 (int)random_between(&seed, 210100, 210199), (int)random_between(&seed, 1900, 2023),
                 (int)random_between(&seed, 1, 12), (int)random_between(&seed, 1, 28),
                 (int)random_between(&seed, 0, 999));
        for (int i = 0; i < 17; i++)
            sum += (digits[i] - '0') * weights[i];
        digits[17] = "10X98765432"[sum % 11];
        digits[18] = '\0';
        ROW(digits);
        CHECK(number_is_id((Text){digits, 18}));
        text = text_printf(arena, "%s%s%s", around[turn % 8], digits, around[turn / 8 % 8]);
        text = personal_mask_text(arena, text);
        for (size_t i = 0; i < text.len; i++)
            CHECK(text.at[i] < '0' || text.at[i] > '9');
        /* Any one digit changed makes the check character wrong. */
        digits[random_between(&seed, 0, 16)] ^= 1;
        CHECK(!number_is_id((Text){digits, 18}));
    }
    ROW(NULL);
}

TEST(numbers_prove_themselves)
{
    CHECK(number_is_card(T("6222021234567890128")));
    CHECK(!number_is_card(T("0000000000000000")));
    CHECK(!number_is_card(T("622202123456789012X")));
    CHECK(!number_is_card(T("")));
    CHECK(number_is_credit_code(T("912101117880000134")));
    CHECK(!number_is_credit_code(T("912101117880000135")));
    CHECK(!number_is_credit_code(T("91210111MA0P4X3K2Y")));
    CHECK(!number_is_id(T("")));
    CHECK(!number_is_id(T("X10105194912310021")));
}

/*
 * Outreach, on both databases: what hangs on the wall says what a visitor may read, its codes lead
 * to the village, and the loudspeaker speaks as people do.
 */
#include "harness.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db.h"

#include "life.h"
#include "outreach/outreach.h"
#include "sheet/pack.h"
#include "told.h"

enum { YUAN = 100, RENT = 50101, CLEAN = 51402 };

static const Month APRIL = 2023 * 12 + 3;
static const char page_link[] = "https://mingbai.example/r/210111010203";

static bool
has(Text text, Text part)
{
    return text_find(text, part) != text.len;
}

/* A month goes its way: handed in by the village, approved by the township. */
static Status
publish_april(Ctx *ctx)
{
    LedgerMonth month;

    act_as(ctx, &clerk);
    TRY(ledger_hand_in(ctx, VILLAGE, APRIL, &month));
    for (int i = 0; i < 2; i++) {
        int64_t id = i == 0 ? month.disclosure_in.value : month.disclosure_out.value;
        Disclosure disclosure;

        act_as(ctx, &reviewer);
        TRY(disclosure_get(ctx, id, &disclosure));
        TRY(disclosure_approve(ctx, id, disclosure.lock, false, &disclosure));
    }
    return OK;
}

static Status
fill(Ctx *ctx)
{
    FundAccount fund;
    Entry entry;
    bool more;

    TRY(life_fill(ctx));
    act_as(ctx, &clerk);
    TRY(fund_account_create(ctx,
                            &(FundAccount){.region = VILLAGE,
                                           .name = T("基本户"),
                                           .bank = T("银行"),
                                           .number = T("0000210111010203"),
                                           .opening_day = month_first(APRIL),
                                           .opening_fen = 1000 * YUAN},
                            &fund));
    for (int i = 0; i < 2; i++)
        TRY(entry_add(ctx,
                      &(Entry){.region = VILLAGE,
                               .account = fund.id,
                               .day = month_first(APRIL) + 3,
                               .direction = i == 0 ? DIRECTION_IN : DIRECTION_OUT,
                               .amount_fen = i == 0 ? 48215 * YUAN : 2005 * YUAN + 40,
                               .category = i == 0 ? RENT : CLEAN,
                               .counterparty = T("演示清运队"),
                               .purpose = T("某事"),
                               .voucher = T("记-1")},
                      &entry));
    TRY(publish_april(ctx));
    act_as(ctx, &actor_system);
    TRY(region_profile_put(ctx, VILLAGE, &(RegionProfile){.phone = T("024-0000-1234")}));
    TRY(duty_open_periods(ctx, VILLAGE, day_from_date((Date){2023, 4, 1}), ctx_today(ctx)));
    return duty_mark_missing(ctx, 1000, &more);
}

static Status
april(Ctx *ctx, OutreachMonth *out)
{
    act_as(ctx, &clerk);
    return outreach_month(ctx, VILLAGE, APRIL, T("https://mingbai.example"), out);
}

/* ---- paper ---- */

static Status
paper(Ctx *ctx, void *arg)
{
    static const OutreachFile with_code[] = {OUTREACH_POSTER_A3, OUTREACH_POSTER_A4,
                                             OUTREACH_NOTICE_PDF};
    static const OutreachFile pictures[] = {OUTREACH_POSTER_PNG, OUTREACH_NOTICE_PNG};
    OutreachMonth month;
    Text bytes, words;
    (void)arg;

    TRY(fill(ctx));
    TRY(april(ctx, &month));
    CHECK(ctx->actor == &clerk); /* who asked is who it was */
    for (size_t i = 0; i < sizeof with_code / sizeof with_code[0]; i++) {
        TRY(outreach_make(ctx, &month, with_code[i], &bytes));
        /* A printed page photographed by a cheap phone has no more than this. */
        words =
            told(ctx->arena, bytes,
                 "pdftoppm -r 72 -png -singlefile $f $f && zbarimg -q --raw $f.png 2>/dev/null; "
                 "rm -f $f.png");
        CHECK_TEXT(text_trim(words), page_link);
        words = told(ctx->arena, bytes, "pdftotext $f -");
        CHECK(has(words, T("苏家屯区 沙河街道 鲍家村")));
        CHECK(has(words, T("024-0000-1234")));
    }
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
        TRY(outreach_make(ctx, &month, pictures[i], &bytes));
        CHECK_TEXT(text_trim(told(ctx->arena, bytes, "zbarimg -q --raw $f 2>/dev/null")),
                   page_link);
    }
    CHECK(has(words, T("2023年4月")));
    CHECK(has(words, T("48,215 元")));
    CHECK(has(words, T("2,005.40 元")));
    CHECK(has(words, T("47,209.60 元"))); /* 1,000 to begin with */
    CHECK(has(words, T("环境卫生")));
    CHECK(has(words, T("晚了"))); /* what is missing is said */
    return OK;
}

TEST_DB(paper_names_the_village_and_its_code_is_read)
{
    ctx->now = day_start(day_from_date((Date){2023, 6, 1})) + 3600;
    CHECK_STATUS(life_explain(ctx, store_write(store, ctx, paper, NULL)), OK);
}

/* ---- speech ---- */

static Status
speech(Ctx *ctx, void *arg)
{
    OutreachMonth month;
    Text said;
    (void)arg;

    TRY(fill(ctx));
    TRY(april(ctx, &month));
    said = outreach_speech(ctx, &month);
    CHECK(
        has(said,
            T("四月份，村里收了四万八千二百一十五元，花了两千零五元，账上还有四万七千二百一十元")));
    CHECK(has(said, T("环境卫生两千零五元")));
    CHECK(has(said, T("024-0000-1234")));
    CHECK(has(said, T("没有公开："))); /* what is missing */
    CHECK(text_chars(said) >= 180 && text_chars(said) <= 420);
    ctx->now = day_start(day_from_date((Date){2023, 6, 20}));
    TRY(outreach_month(ctx, VILLAGE, APRIL + 1, T("https://mingbai.example"), &month));
    CHECK(has(outreach_speech(ctx, &month), T("还没有公开"))); /* May is not closed */
    CHECK_STATUS(outreach_month(ctx, VILLAGE, APRIL + 2, T(""), &month), INVALID);
    ctx->problems = (Problems){0};
    CHECK_STATUS(outreach_month(ctx, TOWNSHIP_CODE, APRIL, T(""), &month), NOT_FOUND);
    return OK;
}

TEST_DB(the_loudspeaker_says_the_month)
{
    ctx->now = day_start(day_from_date((Date){2023, 6, 1})) + 3600;
    CHECK_STATUS(life_explain(ctx, store_write(store, ctx, speech, NULL)), OK);
}

TEST(numbers_are_spoken_as_people_do)
{
    /* clang-format off */
    static const struct {
        int64_t number;
        const char *spoken;
    } rows[] = {
        {0, "零"}, {7, "七"}, {10, "十"}, {12, "十二"}, {20, "二十"}, {101, "一百零一"},
        {110, "一百一十"}, {1010, "一千零一十"}, {2000, "两千"}, {2022, "两千零二十二"},
        {10000, "一万"}, {10015, "一万零一十五"}, {20000, "两万"}, {48200, "四万八千二百"},
        {100200, "十万零二百"}, {120000, "十二万"}, {1002003, "一百万两千零三"},
        {200000000, "两亿"}, {100000005, "一亿零五"}, {-15, "负十五"},
    };
    /* clang-format on */

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_TEXT(spoken_number(arena, rows[i].number), rows[i].spoken);
}

TEST(accounts_of_a_month_are_said_when_they_are_due)
{
    CHECK_INT(outreach_month_of(day_from_date((Date){2023, 6, 10})), APRIL);
    CHECK_INT(outreach_month_of(day_from_date((Date){2023, 6, 11})), APRIL + 1);
    CHECK_INT(outreach_month_of(day_from_date((Date){2023, 1, 1})), 2022 * 12 + 10);
}

/* ---- the archive ---- */

TEST(an_archive_has_what_was_put_in)
{
    char path[] = "/tmp/mingbai-pack.XXXXXX";
    struct stat found;
    Pack *pack;
    Text listed;

    close(mkstemp(path));
    CHECK_STATUS(pack_begin(ctx, path, &pack), OK);
    CHECK_STATUS(pack_add(pack, T("鲍家村/广播稿.txt"), 1685577600, T("各位乡亲")), OK);
    CHECK_STATUS(pack_add(pack, T("榆树村/广播稿.txt"), 1685577600, T("大家好")), OK);
    CHECK_STATUS(pack_end(pack, OK), OK);
    listed = told(arena, T(""),
                  text_cstr(arena, text_printf(arena,
                                               "python3 -c \"import zipfile; z = "
                                               "zipfile.ZipFile('%s'); [print(n, z.read(n)."
                                               "decode()) for n in z.namelist()]\"",
                                               path)));
    CHECK_TEXT(text_trim(listed), "鲍家村/广播稿.txt 各位乡亲\n榆树村/广播稿.txt 大家好");
    unlink(path);
    CHECK_STATUS(pack_begin(ctx, path, &pack), OK);
    CHECK_STATUS(pack_end(pack, FAULT), FAULT); /* half an archive is none */
    CHECK(stat(path, &found) != 0);
    CHECK_STATUS(pack_begin(ctx, "/nowhere/at/all.zip", &pack), INVALID);
}

/*
 * Payment lists in and out: what was exported goes in again, bad rows are told by line, and a list
 * that is published is not overwritten.
 */
#include "harness.h"

#include "db.h"

#include "sheet/stream.h"
#include "subsidy/import.h"
#include "subsidy_life.h"

typedef struct Records {
    const char *const (*at)[16];
    size_t len, next;
} Records;

static Status
next_record(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out)
{
    Records *records = arg;

    if (records->next == records->len)
        return NOT_FOUND;
    *line_out = (int64_t)records->next + 1;
    *cells_out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, 16), .len = 16};
    for (size_t i = 0; i < 16; i++) {
        const char *cell = records->at[records->next][i];

        cells_out->at[i] = cell != NULL ? text_c(cell) : T("");
    }
    records->next++;
    return OK;
}

typedef struct Told {
    Arena *arena;
    int count;
    int64_t line;
    Text why; /* of the first */
} Told;

static void
told(void *arg, int64_t line, Text why)
{
    Told *found = arg;

    if (found->count++ == 0) {
        found->line = line;
        found->why = text_copy(found->arena, why);
    }
}

#define HEADER                                                                                     \
    {                                                                                              \
        "地区代码", "补贴项目", "资金来源", "单位", "期间", "批次", "户号", "户主", "组别",        \
            "面积或数量", "标准（元）", "金额", "银行卡号", "发放日期", "发放状态", "备注"       \
    }

static Status
import(Ctx *ctx, const char *const (*rows)[16], size_t len, SubsidyImport *out, Told *found)
{
    Records records = {rows, len, 0};

    *found = (Told){.arena = ctx->arena};
    number_hash_set_dir(text_c(dbs.dir));
    act_as(ctx, &actor_system);
    return subsidy_import(ctx, DISTRICT_CODE, next_record, &records, told, found, out);
}

LIFE_TEST(lists_of_several_places_come_from_one_table)
{
    static const char *const rows[][16] = {
        HEADER,
        {"210111010203", "粮补", "中央", "亩", "2022", "", "1", "王建国", "一组", "3.5", "71.5"},
        {"210111010203",      "粮补", "中央", "亩", "2022", "", "2", "李四", "一组", "２", "71.5",
          "143"},
        {"210111010203",        "粮补", "中央", "亩", "2023", "", "1", "王建国", "一组", "4", "71.5"},
        {"210111011001",           "高龄津贴", "区里", "人", "2022", "", "", "赵奶奶", "", "", "100", "",
          "6228480012345678901", "2022-05-06", "已发"},
        {0     },
    };
    SubsidyImport result;
    Told found;
    Batches batches;
    Lines lines;

    CHECK_STATUS(life_explain(ctx, import(ctx, rows, 6, &result, &found)), OK);
    CHECK_INT(found.count, 0);
    CHECK_INT(result.rows, 4);
    CHECK_INT(result.batches, 3);
    CHECK_INT(result.new_programmes, 2);
    CHECK_STATUS(subsidy_batches(ctx, VILLAGE, 2022, T(""), &batches), OK);
    CHECK_INT(batches.len, 1);
    CHECK_INT(batches.at[0].total_fen, 25025 + 14300);
    CHECK_STATUS(subsidy_batches(ctx, COMMUNITY, 0, T(""), &batches), OK);
    CHECK_STATUS(subsidy_lines(ctx, batches.at[0].id, &lines), OK);
    CHECK_INT(lines.at[0].quantity_milli, 1000);
    CHECK_INT(lines.at[0].amount_fen, 10000);
    CHECK_INT(lines.at[0].state, LINE_PAID);
    CHECK_TEXT(lines.at[0].card_tail, "8901");
    /* The same again replaces what is open, and begins nothing. */
    CHECK_STATUS(import(ctx, rows, 6, &result, &found), OK);
    CHECK_INT(result.new_batches, 0);
}

LIFE_TEST(wrong_rows_are_told_by_line)
{
    static const struct {
        const char *row[16];
        const char *why;
    } bad[] = {
        {{"210111010203", "粮补", "中央", "亩", "2023", "", "2", "李四", "", "两亩", "71.5"},
         "“面积或数量”：应是数字，最多三位小数，例如 12.5"},
        {{"210111010203", "粮补", "中央", "亩", "2023", "", "2", "", "", "2", "71.5"},
         "“户主”：必填，不能空着"                                   },
        {{"2101", "粮补", "中央", "亩", "2023", "", "2", "李四", "", "2", "71.5"},
         "地区代码应是 12 位数字"                                        },
        {{"210111010203", "新补贴", "中央", "", "2023", "", "2", "李四", "", "2", "71.5"},
         "请写按什么算，例如“亩”“人”"                          },
        {{"210111010203", "粮补", "中央", "亩", "二〇二三", "", "2", "李四", "", "2", "71.5"},
         "期间像这样写：2023、2023H1、2023Q2 或 2023-05"                },
        {{"210111010203", "粮补", "中央", "亩", "2023", "", "2", "李四", "", "2", "71.5", "",
          "1234"},
         "“银行卡号”：银行卡号位数不对"                          },
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *rows[3][16] = {
            HEADER,
            {"210111010203", "粮补", "中央", "亩", "2023", "", "1", "王建国", "", "3.5", "71.5"},
        };
        SubsidyImport result;
        Told found;

        ROW(bad[i].why);
        memcpy(rows[2], bad[i].row, sizeof rows[2]);
        CHECK_STATUS(import(ctx, (const char *const(*)[16])rows, 3, &result, &found), INVALID);
        CHECK_INT(found.count, 1);
        CHECK_INT(found.line, 3);
        CHECK_TEXT(found.why, bad[i].why);
    }
}

LIFE_TEST(a_published_list_is_not_overwritten)
{
    static const char *const rows[][16] = {
        HEADER,
        {"210111010203", "耕地地力保护补贴", "", "", "2023", "第一批", "1", "王建国", "一组", "9.5",
          "71.5"},
    };
    Batch batch = noticed_batch(ctx);
    SubsidyImport result;
    Told found;

    /* After the notice: payments only, of lines that are in it. */
    CHECK_STATUS(import(ctx, rows, 2, &result, &found), INVALID);
    CHECK_INT(found.count, 1);
    act_as(ctx, &clerk);
    CHECK_STATUS(subsidy_pay_all(ctx, batch.id, batch.lock, ctx_today(ctx), &batch), OK);
    CHECK_STATUS(subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch), OK);
    CHECK_STATUS(import(ctx, rows, 2, &result, &found), INVALID);
    CHECK_TEXT(found.why, "这份名单已经在公示或公开，现在不能换");
}

LIFE_TEST(what_was_exported_goes_in_again)
{
    Batch batch = begin_batch(ctx), again;
    Line lines[] = {line_of("1", "王建国", 3500), line_of("", "=李四", 2000)};
    Text cells[EC_COUNT];
    const char *rows[3][16] = {HEADER};
    Lines stored;
    SubsidyImport result;
    Told found;

    lines[0].card = T("6228480012345678901");
    lines[0].note = T("代领");
    CHECK_STATUS(put(ctx, &batch, lines, 2), OK);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    for (size_t i = 0; i < 2; i++) {
        subsidy_export_row(ctx, &batch, &stored.at[i], cells);
        for (size_t j = 0; j < EC_COUNT; j++)
            rows[i + 1][j] = text_cstr(ctx->arena, cells[j]);
    }
    CHECK_TEXT(cells[EC_CARD], "");
    CHECK_STATUS(life_explain(ctx, import(ctx, (const char *const(*)[16])rows, 3, &result, &found)),
                 OK);
    CHECK_STATUS(subsidy_batch(ctx, batch.id, &again), OK);
    CHECK_INT(again.lines, 2);
    CHECK_INT(again.total_fen, batch.total_fen);
    CHECK_STATUS(subsidy_lines(ctx, batch.id, &stored), OK);
    CHECK_TEXT(stored.at[0].card_tail, "8901");
    CHECK_INT(stored.at[0].card_hash.len, 43); /* known again, though only stars came back */
    CHECK_TEXT(stored.at[0].note, "代领");
    CHECK_TEXT(stored.at[1].name, "=李四");
}

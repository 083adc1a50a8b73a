/*
 * People from a sheet: as people make it, and what is told about a row that cannot be.
 */
#include "harness.h"

#include "db.h"

#include "roster_life.h"
#include "sheet/sheet.h"
#include "sheet/table.h"
#include "sheet/write.h"

LIFE_TEST(a_sheet_of_people_is_taken_as_people_make_it)
{
    Sheet sheet;
    RosterImport import;
    Residents found;
    Household household;

    key_dir();
    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    add_person(ctx, VILLAGE, "1", "王建国", 1980);
    add_person(ctx, VILLAGE, "1", "李芳", 1982);
    CHECK_STATUS(
        sheet_read_paste(ctx,
                         T("鲍家村人口名册\t\t\t\t\t\t\n"
                           "户号\t姓 名\t与户主关系\t性别\t身份证号\t手机号\t标记\n"
                           "1\t王建国\t户主\t男\t210111198001011234\t138 0013 8000\t党员、低保\n"
                           "1\t李芳\t\t\t\t\t\n"
                           "2\t张三\t户主\t男\t2101**********1111\t\t\n"
                           "2\t张小\t长子\t\t210111200501012222\t\t\n"),
                         &sheet),
        OK);
    CHECK_STATUS(roster_import_read(ctx, VILLAGE, &sheet, &import), OK);
    CHECK_INT(import.len, 4);
    CHECK_INT(import.bad, 1); /* nobody knows when 张三 was born */
    CHECK_TEXT(import.at[2].bad,
               text_printf(ctx->arena, "“出生年份”：出生年份写 1900 到 %lld 的四位数",
                           (long long)year_now(ctx))
                   .at);
    CHECK_INT(import.unchanged, 1);
    CHECK_INT(import.changed, 1);
    CHECK_STATUS(roster_import(ctx, VILLAGE, &import), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(
        sheet_read_paste(ctx,
                         T("户号\t姓名\t与户主关系\t性别\t出生年份\t身份证号\t手机号\t标记\n"
                           "1\t王建国\t户主\t男\t\t210111198001011234\t138 0013 8000\t党员、低保\n"
                           "2\t张三\t户主\t男\t1975年\t\t\t\n"
                           "2\t张小\t长子\t\t\t210111200501012222\t\t\n"),
                         &sheet),
        OK);
    CHECK_STATUS(roster_import_read(ctx, VILLAGE, &sheet, &import), OK);
    CHECK_INT(import.bad, 0);
    CHECK_INT(import.added, 2);
    CHECK_INT(import.households, 1);
    CHECK_INT(text_find(import.at[0].cells[ROSTER_CELL_IDENTITY], T("19800101")),
              import.at[0].cells[ROSTER_CELL_IDENTITY].len);
    CHECK_STATUS(roster_import(ctx, VILLAGE, &import), OK);
    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("2"), &household), OK);
    CHECK_TEXT(household.head, "张三");
    CHECK_INT(household.people, 2);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T("王建国"), T(""), &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_INT(found.at[0].marks, MARK_PARTY_MEMBER | MARK_LOW_INCOME);
    CHECK_TEXT(found.at[0].phone, "13800138000");
    CHECK_TEXT(found.at[0].id_masked, "2101**********1234");
    check_figures(ctx, VILLAGE, 4, 0, 0);
    /* Once more: nothing to do; and the hash goes with the masked form into the next step. */
    CHECK_STATUS(sheet_read_paste(ctx,
                                  text_printf(ctx->arena, "户号\t姓名\t身份证号\n2\t王建国\t%.*s\n",
                                              TEXT_ARGS(import.at[0].cells[ROSTER_CELL_IDENTITY])),
                                  &sheet),
                 OK);
    CHECK_STATUS(roster_import_read(ctx, VILLAGE, &sheet, &import), OK);
    CHECK_INT(import.changed, 1); /* has moved to the other household */
    CHECK_STATUS(roster_import(ctx, VILLAGE, &import), OK);
    CHECK_STATUS(roster_of_household(ctx, household.id, &found), OK);
    CHECK_INT(found.len, 3);
}

LIFE_TEST(a_bad_row_of_people_is_told_with_its_line)
{
    static const struct {
        const char *line;
        const char *why;
    } rows[] = {
        {"1\t\t户主\t1980\t\t",                         "“姓名”：请写姓名"                                                           },
        {"\t王一\t户主\t1980\t\t",                    "“户号”：请写户号"                                                           },
        {"9\t王一\t妻\t1980\t\t",                      "“户号”：户籍表里没有这个户号，这张表里也没有它的户主"     },
        {"1\t王一\t户主\t80\t\t",                     "“出生年份”：出生年份写四位数，例如 1985"                           },
        {"1\t王一\t户主\t1980\t123\t",
         "“身份证号”：身份证号写 18 位，或者中间打星号的 18 位，也可以不写"                                        },
        {"1\t王一\t户主\t1980\t210111198001011000\t",
         "“身份证号”：身份证号被表格软件改成了数字，请把这一列设成文本再填一遍"                              },
        {"1\t王一\t户主\t1980\t\t024-1234",           "“手机号”：手机号是 11 位数字"                                           },
        {"1\t赵七\t户主\t1980\t\t",                   "“姓名”：和第 2 行是同一个人"                                            },
 /* all of a row at once, one sentence a column */
        {"1\t\t户主\t80\t\t138",
         "“出生年份”：出生年份写四位数，例如 1985；“手机号”：手机号是 11 位数字；“姓名”：请写姓名"},
    };

    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Sheet sheet;
        RosterImport import;
        Residents found;

        ROW(rows[i].line);
        act_as(ctx, &clerk);
        CHECK_STATUS(
            sheet_read_paste(ctx,
                             text_printf(ctx->arena,
                                         "户号\t姓名\t与户主关系\t出生年份\t身份证号\t手机号\n"
                                         "1\t赵七\t子\t1999\t\t\n%s\n",
                                         rows[i].line),
                             &sheet),
            OK);
        CHECK_STATUS(roster_import_read(ctx, VILLAGE, &sheet, &import), OK);
        CHECK_INT(import.bad, 1);
        CHECK_TEXT(import.at[1].bad, rows[i].why);
        CHECK_STATUS(roster_import(ctx, VILLAGE, &import), INVALID);
        CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T(""), T(""), &found), OK);
        CHECK_INT(found.len, 0);
    }
}

/* ---- going out, and in again ---- */

typedef struct Taken {
    size_t len;
    Buf *paste;
} Taken;

static Status
take_line(Ctx *ctx, void *arg, const Text cells[ROSTER_CELL_COUNT])
{
    Taken *taken = arg;

    (void)ctx;
    taken->len++;
    csv_record(taken->paste, cells, ROSTER_CELL_COUNT);
    return OK;
}

LIFE_TEST(what_goes_out_comes_in_again_and_changes_nothing)
{
    Buf paste = buf_new(ctx->arena, 64 * 1024);
    Taken taken = {0, &paste};
    RosterImport import;
    AuditLines lines;
    RosterTable table;
    Residents found;
    Sheet sheet;
    Text bytes;

    key_dir();
    act_as(ctx, &clerk);
    CHECK_STATUS(
        sheet_read_paste(ctx,
                         T("户号\t姓名\t与户主关系\t性别\t出生年份\t身份证号\t手机号\t标记\n"
                           "001\t王建国\t户主\t男\t\t210111198001011234\t13800138000\t党员、低保\n"
                           "001\t王一,\"小\"\t长子\t\t2005\t\t\t\n"
                           "002\t张三\t户主\t女\t1975\t\t\t村干部\n"),
                         &sheet),
        OK);
    CHECK_STATUS(roster_import_read(ctx, VILLAGE, &sheet, &import), OK);
    CHECK_STATUS(roster_import(ctx, VILLAGE, &import), OK);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T("张三"), T(""), &found), OK);
    CHECK_STATUS(roster_set_left(ctx, found.at[0].id, true), OK);
    CHECK_STATUS(roster_export(ctx, VILLAGE, &table), OK);
    CHECK_INT(table.len, 2); /* who has left is not written */
    CHECK_TEXT(table.cells[ROSTER_CELL_HOUSEHOLD], "001");
    CHECK_TEXT(table.cells[ROSTER_CELL_IDENTITY], "2101**********1234");
    CHECK_TEXT(table.cells[ROSTER_CELL_MARKS], "党员、低保");
    act_as(ctx, &reviewer);
    CHECK_STATUS(audit_read(ctx, TOWNSHIP_CODE, 0, T(""), &lines), OK);
    CHECK_TEXT(lines.at[0].action, "resident.export");
    CHECK_TEXT(lines.at[0].detail, "2");
    act_as(ctx, &clerk);
    /* As .xlsx. */
    CHECK_STATUS(sheet_table_xlsx(ctx, roster_columns, ROSTER_CELL_COUNT, SHEET_WRITE_COLUMNS_MAX,
                                  table.cells, table.len, &bytes),
                 OK);
    CHECK_STATUS(sheet_read_bytes(ctx, bytes, &sheet), OK);
    CHECK_STATUS(roster_import_read(ctx, VILLAGE, &sheet, &import), OK);
    CHECK_INT(import.bad + import.added + import.changed, 0);
    CHECK_INT(import.unchanged, 2);
    /* As CSV, from the walk that the command line takes. */
    csv_record(&paste, roster_columns, ROSTER_CELL_COUNT);
    CHECK_STATUS(roster_each(ctx, VILLAGE, take_line, &taken), OK);
    CHECK_INT(taken.len, 2);
    CHECK_STATUS(sheet_read_bytes(ctx, buf_done(&paste), &sheet), OK);
    CHECK_STATUS(roster_import_read(ctx, VILLAGE, &sheet, &import), OK);
    CHECK_INT(import.bad + import.added + import.changed, 0);
    CHECK_INT(import.unchanged, 2);
    /* A grid member reads the roster, and takes nothing away. */
    act_as(ctx, &grid);
    CHECK_STATUS(roster_export(ctx, VILLAGE, &table), DENIED);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(roster_export(ctx, VILLAGE, &table), DENIED);
}

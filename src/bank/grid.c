/*
 * Columns are known by their names; above them stand title rows, of which the account's number and
 * owner are taken.
 */
#include "bank/grid.h"

#include "base/tr.h"

enum { HEADER_CELLS_MIN = 4 };

typedef struct FieldRow {
    const char *name;
    const char *title;
    const char *names; /* as banks write it, compared by sheet_name_key() */
} FieldRow;

static const FieldRow fields[FIELD_COUNT] = {
    [FIELD_NUMBER] = {"number",       N_("账号"),                "账号 账户 本方账号 账户号 卡号 客户账号"                      },
    [FIELD_NAME] = {"name",         N_("账户名称"),          "账户名称 户名 本方户名 本方账户名称"                           },
    [FIELD_DAY] = {"day",          N_("日期"),                "记账日期 交易日期 交易时间 日期 入账日期 记账日 交易日"},
    [FIELD_OUT] = {"out",          N_("付出金额"),
                      "借方发生额 借方金额 支出 支出金额 支取 付出 付款金额 转出金额 "
                   "借方发生额/元(支取) 借方发生额(支取) 借方"                                                                    },
    [FIELD_IN] = {"in",           N_("收入金额"),
                      "贷方发生额 贷方金额 收入 收入金额 存入 收款金额 转入金额 贷方发生额/元(收入) "
                  "贷方发生额(收入) 贷方"                                                                                                 },
    [FIELD_AMOUNT] = {"amount",       N_("金额"),                "交易金额 金额 发生额"                                                 },
    [FIELD_SIDE] = {"side",         N_("收支方向"),
                      "借贷标志 借贷 借贷方向 收支 收支标志 交易方向 收付标志"                                             },
    [FIELD_BALANCE] = {"balance",      N_("余额"),                "余额 账户余额 本次余额 交易后余额 联机余额"                 },
    [FIELD_CURRENCY] = {"currency",     N_("币种"),                "币种 币别 货币"                                                          },
    [FIELD_PARTY] = {"party",        N_("对方户名"),
                      "对方户名 对方名称 对方账户名称 对方单位 交易对手 收/付款人 对手户名"                          },
    [FIELD_PARTY_NUMBER] = {"party_number", N_("对方账号"),          "对方账号 对方账户 对手账号"                                        },
    [FIELD_PARTY_BOTH] = {"party_both",   N_("对方账号与户名"), "对方账号与户名"                                                         },
    [FIELD_PURPOSE] = {"purpose",      N_("摘要"),                "摘要 用途 交易摘要 交易类型"                                       },
    [FIELD_REMARK] = {"remark",       N_("备注"),                "备注 附言 交易地点/附言 交易附言"                                },
    [FIELD_SERIAL] = {"serial",       N_("流水号"),
                      "账户明细编号-交易流水号 交易流水号 流水号 银行流水号 核心流水号 交易序号"                  },
    [FIELD_REFERENCE] = {"reference",    N_("凭证号"),             "凭证号 凭证号码 票据号"                                              },
};

const char *
statement_field_name(StatementField field)
{
    return fields[field].name;
}

const char *
statement_field_title(StatementField field)
{
    return fields[field].title;
}

bool
statement_field_parse(Text name, StatementField *out)
{
    for (int field = 0; field < FIELD_COUNT; field++) {
        if (text_eq(name, text_c(fields[field].name))) {
            *out = (StatementField)field;
            return true;
        }
    }
    return false;
}

/* ---- records ---- */

Status
grid_next(Ctx *ctx, Grid *grid, Arena *arena, Cells *out)
{
    if (grid->csv != NULL)
        return csv_stream_next(ctx, grid->csv, &out->cells, &out->row);
    while (grid->next < grid->sheet.len && grid->sheet.at[grid->next].hidden)
        grid->next++;
    if (grid->next >= grid->sheet.len)
        return NOT_FOUND;
    const SheetRow *row = &grid->sheet.at[grid->next++];

    out->row = row->number;
    out->cells = (Texts){NEW_ARRAY(arena, Text, row->len), row->len};
    for (size_t i = 0; i < row->len; i++)
        out->cells.at[i] = row->at[i].text;
    return OK;
}

/* ---- the header ---- */

static bool
field_has_name(Arena *arena, const FieldRow *row, Text key)
{
    Text rest = text_c(row->names);
    Text name;

    while (rest.at != NULL) {
        text_cut(rest, ' ', &name, &rest);
        if (text_eq(sheet_name_key(arena, name), key))
            return true;
    }
    return false;
}

static size_t
match_header(Arena *arena, const Texts *cells, StatementColumns *out)
{
    size_t matched = 0;

    for (int field = 0; field < FIELD_COUNT; field++)
        out->at[field] = STATEMENT_NONE;
    for (size_t i = 0; i < cells->len; i++) {
        Text key = sheet_name_key(arena, cells->at[i]);

        for (int field = 0; key.len != 0 && field < FIELD_COUNT; field++) {
            if (out->at[field] == STATEMENT_NONE && field_has_name(arena, &fields[field], key)) {
                out->at[field] = (int)i;
                matched++;
                break;
            }
        }
    }
    return matched;
}

static size_t
filled(const Texts *cells)
{
    size_t count = 0;

    for (size_t i = 0; i < cells->len; i++)
        count += text_is_blank(cells->at[i]) ? 0 : 1;
    return count;
}

/* "账号：2105…" in one cell, or 账号 in one and the number in the next. */
static void
read_title_cell(StatementReader *reader, const Texts *cells, size_t at)
{
    Text text = text_trim(cells->at[at]);
    Text label = text;
    Text found = T("");
    size_t colon = text_find(text, T("："));
    size_t skip = 3;
    Text key;

    if (colon == text.len) {
        colon = text_find(text, T(":"));
        skip = 1;
    }
    if (colon < text.len) {
        label = text_slice(text, 0, colon);
        found = text_trim(text_slice(text, colon + skip, text.len));
    }
    if (found.len == 0 && at + 1 < cells->len)
        found = text_trim(cells->at[at + 1]);
    key = sheet_name_key(reader->lines, label);
    if (found.len == 0)
        return;
    if (reader->head.number.len == 0 && field_has_name(reader->lines, &fields[FIELD_NUMBER], key))
        reader->head.number = statement_number(reader->keep, found);
    else if (reader->head.name.len == 0 && field_has_name(reader->lines, &fields[FIELD_NAME], key))
        reader->head.name = statement_text(reader->keep, found);
}

static void
keep_record(Arena *arena, Cells *record)
{
    Texts copy = {NEW_ARRAY(arena, Text, record->cells.len), record->cells.len};

    for (size_t i = 0; i < copy.len; i++)
        copy.at[i] = text_copy(arena, record->cells.at[i]);
    record->cells = copy;
}

/* The row with most known names; without any the first that has several cells. */
Status
grid_find_header(Ctx *ctx, StatementReader *reader, Grid *grid, const StatementColumns *columns)
{
    size_t best = HEADER_ROWS_MAX;
    size_t best_matched = 1;
    size_t first_wide = HEADER_ROWS_MAX;
    Status status = OK;

    while (grid->early_len < HEADER_ROWS_MAX) {
        Cells *record = &grid->early[grid->early_len];
        StatementColumns here;
        size_t matched;

        status = grid_next(ctx, grid, reader->keep, record);
        if (status != OK)
            break;
        keep_record(reader->keep, record);
        matched = match_header(reader->lines, &record->cells, &here);
        if (matched > best_matched) {
            best = grid->early_len;
            best_matched = matched;
            reader->columns = here;
        }
        if (first_wide == HEADER_ROWS_MAX && filled(&record->cells) >= HEADER_CELLS_MIN)
            first_wide = grid->early_len;
        grid->early_len++;
    }
    if (status != OK && status != NOT_FOUND)
        return status;
    if (best == HEADER_ROWS_MAX ||
        (!grid_usable(&reader->columns) && best_matched < HEADER_CELLS_MIN))
        best = first_wide;
    if (best == HEADER_ROWS_MAX)
        return statement_refuse(ctx, 0,
                                TR(ctx->lang, "没有找到对账单的表头，请用网银导出的明细文件"));
    reader->header = grid->early[best].cells;
    grid->early_next = best + 1;
    for (size_t i = 0; i < best; i++)
        for (size_t j = 0; j < grid->early[i].cells.len; j++)
            read_title_cell(reader, &grid->early[i].cells, j);
    if (best_matched <= 1)
        match_header(reader->lines, &reader->header, &reader->columns);
    if (columns != NULL)
        reader->columns = *columns;
    return OK;
}

bool
grid_usable(const StatementColumns *columns)
{
    return columns->at[FIELD_DAY] >= 0 &&
           ((columns->at[FIELD_OUT] >= 0 && columns->at[FIELD_IN] >= 0) ||
            columns->at[FIELD_AMOUNT] >= 0);
}

/* ---- opening ---- */

/* A zip archive is an .xlsx; anything else that is no text is refused there with a sentence, too.
 */
Status
grid_open(Ctx *ctx, const char *path, Text filename, Grid *grid)
{
    Status status = csv_stream_open(ctx, path, &grid->csv);
    Cells record;
    size_t before = ctx->problems.len;

    TRY(status);
    status = csv_stream_next(ctx, grid->csv, &record.cells, &record.row);
    if (status == OK &&
        !(record.cells.len != 0 && text_starts(record.cells.at[0], T("PK\x03\x04")))) {
        csv_stream_close(grid->csv);
        return csv_stream_open(ctx, path, &grid->csv);
    }
    csv_stream_close(grid->csv);
    grid->csv = NULL;
    ctx->problems.len = before;
    return sheet_read(ctx, text_c(path), filename, &grid->sheet);
}

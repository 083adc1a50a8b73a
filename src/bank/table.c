/*
 * Statements as tables: a bank's CSV or .xlsx, line after line.  Below the lines stand rows of
 * totals, which are passed over.
 */
#include "bank/grid.h"
#include "base/money.h"
#include "base/tr.h"

enum { DAY_DIGITS = 8, TIME_DIGITS = 14 };

static Text
cell(const Cells *record, int column)
{
    if (column < 0 || (size_t)column >= record->cells.len)
        return T("");
    return text_trim(record->cells.at[column]);
}

static bool
is_total(Text text)
{
    static const char *const begins[] = {"合计",     "总计",     "小计",   "本页",
                                         "期初余额", "期末余额", "承前页", "过次页",
                                         "总收入",   "总支出",   "打印"};

    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (text_starts(text, text_c(begins[i])))
            return true;
    return false;
}

static Text
first_filled(const Cells *record)
{
    for (size_t i = 0; i < record->cells.len; i++)
        if (!text_is_blank(record->cells.at[i]))
            return text_trim(record->cells.at[i]);
    return T("");
}

static Status
bad_cell(Ctx *ctx, const StatementReader *reader, const Cells *record, int column, Text why)
{
    Text name =
        column >= 0 && (size_t)column < reader->header.len ? reader->header.at[column] : T("");

    return statement_refuse(
        ctx, record->row,
        TR_FORMAT(ctx->arena, ctx->lang, "“{column}”一列的“{value}”：{why}", {"column", name},
                  {"value", text_first_chars(cell(record, column), 40)}, {"why", why}));
}

static Status
read_money(Ctx *ctx, const StatementReader *reader, const Cells *record, int column, bool *set_out,
           int64_t *out)
{
    Text text = cell(record, column);
    FenFault why = FEN_FINE;

    *set_out = false;
    *out = 0;
    if (text.len == 0 || text_eq(text, T("-")) || text_eq(text, T("--")))
        return OK;
    if (!fen_parse(text, out, &why))
        return bad_cell(ctx, reader, record, column, fen_fault_sentence(ctx->lang, why));
    *set_out = true;
    return OK;
}

/* Banks write the time behind the day without a space, too: 20230501093000. */
static bool
read_day(Text text, Day *out)
{
    size_t digits = 0;

    while (digits < text.len && text.at[digits] >= '0' && text.at[digits] <= '9')
        digits++;
    if (digits == TIME_DIGITS || digits == DAY_DIGITS)
        return day_parse_loose(text_slice(text, 0, DAY_DIGITS), out);
    return day_parse_loose(text, out);
}

static bool
has_mark(Text text, const char *const *marks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(text, text_c(marks[i])))
            return true;
    return false;
}

static Status
read_side(Ctx *ctx, const StatementReader *reader, const Cells *record, Direction *out)
{
    static const char *const ins[] = {"贷", "收", "入", "存", "进", "转入", "C", "c", "+"};
    static const char *const outs[] = {"借", "付", "支", "出", "转出", "D", "d", "-"};
    int column = reader->columns.at[FIELD_SIDE];
    Text text = cell(record, column);

    if (has_mark(text, ins, sizeof ins / sizeof ins[0]))
        *out = DIRECTION_IN;
    else if (has_mark(text, outs, sizeof outs / sizeof outs[0]))
        *out = DIRECTION_OUT;
    else
        return bad_cell(ctx, reader, record, column, TR(ctx->lang, "看不出是收是付"));
    return OK;
}

static Status
read_amount(Ctx *ctx, const StatementReader *reader, const Cells *record, StatementLine *out)
{
    const int *at = reader->columns.at;
    bool has_in = false;
    bool has_out = false;
    int64_t in = 0;
    int64_t spent = 0;

    if (at[FIELD_OUT] >= 0 && at[FIELD_IN] >= 0) {
        TRY(read_money(ctx, reader, record, at[FIELD_OUT], &has_out, &spent));
        TRY(read_money(ctx, reader, record, at[FIELD_IN], &has_in, &in));
        if (in != 0 && spent != 0)
            return statement_refuse(ctx, record->row, TR(ctx->lang, "同一行既有收入又有付出"));
        out->amount_fen = in - spent;
    } else {
        TRY(read_money(ctx, reader, record, at[FIELD_AMOUNT], &has_in, &in));
        out->amount_fen = in;
        if (at[FIELD_SIDE] >= 0) {
            TRY(read_side(ctx, reader, record, &out->direction));
            out->amount_fen = in * out->direction;
        }
    }
    if (out->amount_fen == 0)
        return statement_refuse(ctx, record->row, TR(ctx->lang, "没有金额"));
    out->direction = out->amount_fen > 0 ? DIRECTION_IN : DIRECTION_OUT;
    out->amount_fen = out->amount_fen > 0 ? out->amount_fen : -out->amount_fen;
    return OK;
}

static Status
check_currency(Ctx *ctx, const StatementReader *reader, const Cells *record)
{
    static const char *const yuan[] = {"人民币", "CNY", "RMB", "156", "01"};
    Text text = cell(record, reader->columns.at[FIELD_CURRENCY]);

    if (text.len == 0 || has_mark(text, yuan, sizeof yuan / sizeof yuan[0]))
        return OK;
    return bad_cell(ctx, reader, record, reader->columns.at[FIELD_CURRENCY],
                    TR(ctx->lang, "只能记人民币"));
}

static Status
check_number(Ctx *ctx, StatementReader *reader, const Cells *record)
{
    Text number = statement_number(reader->lines, cell(record, reader->columns.at[FIELD_NUMBER]));

    if (number.len == 0)
        return OK;
    if (reader->head.number.len == 0)
        reader->head.number = text_copy(reader->keep, number);
    else if (!text_eq(reader->head.number, number))
        return statement_refuse(ctx, record->row,
                                TR(ctx->lang, "文件里有不止一个账户的对账单，请分开导出"));
    return OK;
}

static void
read_texts(const StatementReader *reader, const Cells *record, StatementLine *out)
{
    const int *at = reader->columns.at;
    Arena *arena = reader->lines;
    Text both = cell(record, at[FIELD_PARTY_BOTH]);
    Text number;
    Text name;

    out->party = statement_text(arena, cell(record, at[FIELD_PARTY]));
    out->party_number = statement_text(arena, cell(record, at[FIELD_PARTY_NUMBER]));
    if (both.len != 0) {
        if (!text_cut(both, '/', &number, &name))
            name = T("");
        out->party = out->party.len != 0 ? out->party : statement_text(arena, name);
        out->party_number =
            out->party_number.len != 0 ? out->party_number : statement_text(arena, number);
    }
    out->purpose = statement_text(arena, cell(record, at[FIELD_PURPOSE]));
    if (cell(record, at[FIELD_REMARK]).len != 0)
        out->purpose =
            statement_text(arena, text_printf(arena, "%.*s %.*s", TEXT_ARGS(out->purpose),
                                              TEXT_ARGS(cell(record, at[FIELD_REMARK]))));
    out->serial = statement_text(arena, cell(record, at[FIELD_SERIAL]));
    out->reference = statement_text(arena, cell(record, at[FIELD_REFERENCE]));
}

static Status
read_line(Ctx *ctx, StatementReader *reader, const Cells *record, StatementLine *out)
{
    const int *at = reader->columns.at;
    bool has_balance;

    out->row = record->row;
    if (!read_day(cell(record, at[FIELD_DAY]), &out->day))
        return bad_cell(ctx, reader, record, at[FIELD_DAY],
                        TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    TRY(check_number(ctx, reader, record));
    TRY(check_currency(ctx, reader, record));
    TRY(read_amount(ctx, reader, record, out));
    TRY(read_money(ctx, reader, record, at[FIELD_BALANCE], &has_balance, &out->balance_fen.value));
    out->balance_fen.set = has_balance;
    read_texts(reader, record, out);
    return OK;
}

static Status
next_line(Ctx *ctx, StatementReader *reader, StatementLine *out)
{
    Grid *grid = reader->inner;

    for (;;) {
        Cells record;
        Text first;

        if (grid->early_next < grid->early_len)
            record = grid->early[grid->early_next++];
        else
            TRY(grid_next(ctx, grid, reader->lines, &record));
        first = first_filled(&record);
        if (first.len == 0 || is_total(first))
            continue;
        return read_line(ctx, reader, &record, out);
    }
}

static void
close_table(StatementReader *reader)
{
    Grid *grid = reader->inner;

    if (grid->csv != NULL)
        csv_stream_close(grid->csv);
}

/* ---- opening ---- */

static void
name_format(StatementReader *reader)
{
    reader->head.format = T("table");
    if (reader->columns.at[FIELD_PARTY_BOTH] >= 0) {
        reader->head.format = T("ccb-personal");
        reader->head.personal = true;
    } else if (reader->columns.at[FIELD_SERIAL] >= 0 &&
               text_starts(text_trim(reader->header.at[reader->columns.at[FIELD_SERIAL]]),
                           T("账户明细编号"))) {
        reader->head.format = T("ccb");
    }
}

Status
table_open(Ctx *ctx, const char *path, Text filename, const StatementColumns *columns,
           StatementReader *reader)
{
    Grid *grid = NEW(ctx->arena, Grid);

    reader->inner = grid;
    reader->next = next_line;
    reader->close = close_table;
    reader->head.number = reader->head.name = reader->head.currency = T("");
    TRY(grid_open(ctx, path, filename, grid));
    TRY(grid_find_header(ctx, reader, grid, columns));
    if (!grid_usable(&reader->columns))
        return ctx_problem(ctx, "columns",
                           TR(ctx->lang, "不认识这家银行的表头，请指出哪一列是日期、哪一列是金额"));
    name_format(reader);
    return OK;
}

size_t
statement_reader_samples(const StatementReader *reader, Texts *out, size_t max)
{
    const Grid *grid = reader->inner;
    size_t len = 0;

    for (size_t i = grid->early_next; i < grid->early_len && len < max; i++)
        if (first_filled(&grid->early[i]).len != 0)
            out[len++] = grid->early[i].cells;
    return len;
}

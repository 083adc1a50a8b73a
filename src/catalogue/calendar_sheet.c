/*
 * Days of the working calendar from a sheet, as the yearly notice has them: stretches of days off,
 * and single days that are worked for them.
 */
#include "catalogue/calendar_sheet.h"
#include "base/tr.h"
#include "sheet/sheet.h"

enum { STRETCH_DAYS_MAX = 31 };

const Text calendar_columns[CALENDAR_CELL_COUNT] = {T_INIT("日期"), T_INIT("到哪天"),
                                                    T_INIT("类型"), T_INIT("名称")};

/* What people write in the column 类型. */
static const struct {
    Text word;
    bool working;
} kinds[] = {
    {T_INIT("放假"),       false},
    {T_INIT("休息"),       false},
    {T_INIT("休"),          false},
    {T_INIT("holiday"),      false},
    {T_INIT("上班"),       true },
    {T_INIT("调休上班"), true },
    {T_INIT("补班"),       true },
    {T_INIT("班"),          true },
    {T_INIT("workday"),      true },
};

static bool
kind_parse(Text typed, bool *working_out)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_eq(typed, kinds[i].word)) {
            *working_out = kinds[i].working;
            return true;
        }
    return false;
}

/* Why the row cannot be; absent: fine. */
static Text
check_row(Ctx *ctx, CalendarRow *row)
{
    Text last = row->cells[CALENDAR_CELL_LAST];
    Text name = row->cells[CALENDAR_CELL_NAME];

    if (!day_parse_loose(row->cells[CALENDAR_CELL_FIRST], &row->first))
        return TR(ctx->lang, "“日期”要写成 2023-05-18 这样");
    row->last = row->first;
    if (last.len != 0 && !day_parse_loose(last, &row->last))
        return TR(ctx->lang, "“到哪天”要写成 2023-05-18 这样");
    if (row->last < row->first || row->last - row->first >= STRETCH_DAYS_MAX)
        return TR(ctx->lang, "要在前一个日期之后，一次最多 31 天");
    if (!kind_parse(row->cells[CALENDAR_CELL_KIND], &row->working))
        return TR(ctx->lang, "“类型”请写“放假”或“上班”");
    if (name.len == 0 || text_chars(name) > CALENDAR_NAME_CHARS_MAX || !text_is_clean(name))
        return TR(ctx->lang, "请写名称，最多 40 个字");
    return (Text){0};
}

/* A day that two rows speak of. */
static const CalendarRow *
met_before(const CalendarImport *import, const CalendarRow *row)
{
    for (size_t i = 0; i < import->len; i++) {
        const CalendarRow *other = &import->at[i];

        if (other->bad.len == 0 && row->first <= other->last && other->first <= row->last)
            return other;
    }
    return NULL;
}

static void
judge(Ctx *ctx, CalendarImport *import, CalendarRow *row)
{
    const CalendarRow *other;

    row->bad = check_row(ctx, row);
    other = row->bad.len == 0 ? met_before(import, row) : NULL;
    if (other != NULL)
        row->bad = TR_FORMAT(ctx->arena, ctx->lang, "和第 {line} 行的日子重了",
                             {"line", text_printf(ctx->arena, "%d", other->line)});
    if (row->bad.len != 0)
        import->bad++;
    else
        import->days += (size_t)(row->last - row->first + 1);
}

static Status
read_header(Ctx *ctx, const struct Sheet *sheet, SheetHeader *out)
{
    Texts wanted = {.at = NEW_ARRAY(ctx->arena, Text, CALENDAR_CELL_COUNT),
                    .len = CALENDAR_CELL_COUNT};
    Status status;

    for (size_t i = 0; i < CALENDAR_CELL_COUNT; i++)
        wanted.at[i] = calendar_columns[i];
    status = sheet_header(ctx, sheet, wanted, out);
    if (status != OK && status != NOT_FOUND)
        return status;
    for (size_t i = 0; i < CALENDAR_CELL_COUNT; i++)
        if (i != CALENDAR_CELL_LAST && (status != OK || out->columns[i] == SHEET_NO_COLUMN))
            return ctx_problem(ctx, "file",
                               TR_FORMAT(ctx->arena, ctx->lang, "表格里没有“{name}”这一列",
                                         {"name", calendar_columns[i]}));
    return OK;
}

Status
calendar_import_read(Ctx *ctx, const struct Sheet *sheet, CalendarImport *out)
{
    SheetHeader header;

    *out = (CalendarImport){0};
    TRY(calendar_may_manage(ctx));
    TRY(read_header(ctx, sheet, &header));
    if (sheet->len > CALENDAR_IMPORT_MAX)
        return ctx_problem(ctx, "file",
                           TR_FORMAT(ctx->arena, ctx->lang, "一次最多导入 {max} 行",
                                     {"max", text_printf(ctx->arena, "%d", CALENDAR_IMPORT_MAX)}));
    out->at = NEW_ARRAY(ctx->arena, CalendarRow, sheet->len);
    for (size_t i = header.row + 1; i < sheet->len; i++) {
        const SheetRow *line = &sheet->at[i];
        CalendarRow *row = &out->at[out->len];

        /* What is hidden was not meant to be read: nobody who looks the sheet over sees it. */
        if (line->hidden || line->total)
            continue;
        *row = (CalendarRow){.line = line->number};
        for (size_t cell = 0; cell < CALENDAR_CELL_COUNT; cell++) {
            size_t at = header.columns[cell];

            row->cells[cell] =
                at == SHEET_NO_COLUMN || at >= line->len ? T("") : text_trim(line->at[at].text);
        }
        judge(ctx, out, row);
        out->len++;
    }
    return out->len != 0 ? OK : ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有日子"));
}

Status
calendar_import(Ctx *ctx, const CalendarImport *import)
{
    TRY(calendar_may_manage(ctx));
    if (import->bad != 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "有几行不对，一行也没有导入"));
    for (size_t i = 0; i < import->len; i++) {
        const CalendarRow *row = &import->at[i];

        for (Day day = row->first; day <= row->last; day++)
            TRY(calendar_put(ctx, day, row->working, row->cells[CALENDAR_CELL_NAME]));
    }
    return OK;
}

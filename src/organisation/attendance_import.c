/*
 * Attendance from a sheet: every row is matched with an admin before any is written, and all are
 * written or none.
 */
#include "base/tr.h"
#include "organisation/inside.h"
#include "sheet/sheet.h"

const Text attendance_columns[ATTENDANCE_CELL_COUNT] = {T_INIT("登录名"), T_INIT("姓名"),
                                                        T_INIT("单位")};

/* ---- matching ---- */

static bool
is_place(Arena *arena, const Trainee *who, Text typed)
{
    return typed.len == 0 || text_starts(who->place, typed) ||
           text_eq(region_code_format(arena, who->region), typed);
}

/* The sentence why nobody, or not just one, is meant; absent: *out is who. */
static Text
find(Ctx *ctx, const Trainees *people, const AttendanceRow *row, const Trainee **out)
{
    Text login = row->cells[ATTENDANCE_CELL_LOGIN];
    Text name = row->cells[ATTENDANCE_CELL_NAME];
    Text place = row->cells[ATTENDANCE_CELL_PLACE];
    size_t found = 0;

    if (login.len == 0 && name.len == 0)
        return TR(ctx->lang, "请写登录名，或者姓名和单位");
    for (size_t i = 0; i < people->len; i++) {
        const Trainee *who = &people->at[i];
        bool fits = login.len != 0 ? text_eq(who->login, login)
                                   : text_eq(who->name, name) && is_place(ctx->arena, who, place);

        if (!fits)
            continue;
        *out = who;
        found++;
    }
    if (found == 1 && login.len != 0 && name.len != 0 && !text_eq((*out)->name, name)) {
        Text told = (*out)->name;

        *out = NULL;
        return TR_FORMAT(ctx->arena, ctx->lang, "这个登录名是{name}的，姓名对不上", {"name", told});
    }
    if (found == 1)
        return (Text){0};
    *out = NULL;
    if (found == 0)
        return TR(ctx->lang, "本地的管理员里没有这个人");
    return TR(ctx->lang, "有几个同名的人，请写登录名");
}

static void
judge(Ctx *ctx, const Trainees *people, AttendanceImport *import, AttendanceRow *row)
{
    row->bad = find(ctx, people, row, &row->who);
    for (size_t i = 0; row->who != NULL && i < import->len; i++)
        if (import->at[i].who == row->who) {
            row->bad = TR_FORMAT(ctx->arena, ctx->lang, "和第 {line} 行是同一个人",
                                 {"line", text_printf(ctx->arena, "%d", import->at[i].line)});
            row->who = NULL;
        }
    import->bad += row->bad.len != 0;
    import->added += row->who != NULL && !row->who->attended;
}

/* ---- reading ---- */

static Status
read_header(Ctx *ctx, const struct Sheet *sheet, SheetHeader *out)
{
    Texts wanted = {.at = NEW_ARRAY(ctx->arena, Text, ATTENDANCE_CELL_COUNT),
                    .len = ATTENDANCE_CELL_COUNT};
    Status status;

    for (size_t i = 0; i < ATTENDANCE_CELL_COUNT; i++)
        wanted.at[i] = attendance_columns[i];
    status = sheet_header(ctx, sheet, wanted, out);
    if (status == NOT_FOUND ||
        (status == OK && out->columns[ATTENDANCE_CELL_LOGIN] == SHEET_NO_COLUMN &&
         out->columns[ATTENDANCE_CELL_NAME] == SHEET_NO_COLUMN))
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有“登录名”或“姓名”这一列"));
    return status;
}

static void
read_cells(const SheetRow *line, const SheetHeader *header, AttendanceRow *row)
{
    *row = (AttendanceRow){.line = line->number};
    for (size_t i = 0; i < ATTENDANCE_CELL_COUNT; i++) {
        size_t at = header->columns[i];

        row->cells[i] =
            at == SHEET_NO_COLUMN || at >= line->len ? T("") : text_trim(line->at[at].text);
    }
}

static bool
is_blank(const AttendanceRow *row)
{
    return row->cells[ATTENDANCE_CELL_LOGIN].len == 0 &&
           row->cells[ATTENDANCE_CELL_NAME].len == 0 && row->cells[ATTENDANCE_CELL_PLACE].len == 0;
}

Status
attendance_import_read(Ctx *ctx, const Training *training, const struct Sheet *sheet,
                       AttendanceImport *out)
{
    SheetHeader header;
    Trainees people;

    *out = (AttendanceImport){0};
    TRY(actor_require(ctx, CAN_TRAIN, training->region));
    TRY(read_header(ctx, sheet, &header));
    if (sheet->len > TRAINING_IMPORT_MAX)
        return ctx_problem(ctx, "file",
                           TR_FORMAT(ctx->arena, ctx->lang, "一次最多导入 {max} 行",
                                     {"max", text_printf(ctx->arena, "%d", TRAINING_IMPORT_MAX)}));
    TRY(training_people(ctx, training->id, training->region, T(""), TRAINING_PEOPLE_MAX, &people));
    out->at = NEW_ARRAY(ctx->arena, AttendanceRow, sheet->len);
    for (size_t i = header.row + 1; i < sheet->len; i++) {
        AttendanceRow *row = &out->at[out->len];

        /* What is hidden was not meant to be read: nobody who looks the sheet over sees it. */
        if (sheet->at[i].total || sheet->at[i].hidden)
            continue;
        read_cells(&sheet->at[i], &header, row);
        if (is_blank(row))
            continue;
        judge(ctx, &people, out, row);
        out->len++;
    }
    return out->len != 0 ? OK : ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有人"));
}

Status
attendance_import(Ctx *ctx, const Training *training, const AttendanceImport *import)
{
    Attendance *marks = NEW_ARRAY(ctx->arena, Attendance, import->len);
    int64_t changed;

    if (import->bad != 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "有几行不对，一行也没有导入"));
    for (size_t i = 0; i < import->len; i++)
        marks[i] = (Attendance){.account = import->at[i].who->account, .attended = true};
    return training_attend(ctx, training->id, marks, import->len, &changed);
}

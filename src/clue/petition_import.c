/*
 * The petition register as a sheet, in and out.
 */
#include "base/tr.h"
#include "clue/petition.h"
#include "sheet/sheet.h"

#include "clue/petition.sql.h"

const Text petition_columns[PETITION_COLUMNS] = {
    T_INIT("地区代码"), T_INIT("地区"),     T_INIT("期间"), T_INIT("信访举报"), T_INIT("检举控告"),
    T_INIT("申诉"),     T_INIT("批评建议"), T_INIT("满意"), T_INIT("参评"),
};

enum {
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_PERIOD,
    COLUMN_REPORTS,
    COLUMN_ASKED = PETITION_COLUMNS - 1
};

/* What offices call a column otherwise. */
static const struct {
    int column;
    Text name;
} aliases[] = {
    {COLUMN_PERIOD,      T_INIT("年度")            },
    {COLUMN_PERIOD,      T_INIT("年份")            },
    {COLUMN_PERIOD,      T_INIT("月份")            },
    {COLUMN_REPORTS,     T_INIT("信访举报总数")},
    {COLUMN_REPORTS,     T_INIT("信访举报总量")},
    {COLUMN_REPORTS + 1, T_INIT("检举控告类")   },
    {COLUMN_REPORTS + 2, T_INIT("申诉类")         },
    {COLUMN_REPORTS + 3, T_INIT("批评建议类")   },
    {COLUMN_REPORTS + 4, T_INIT("满意数")         },
    {COLUMN_ASKED,       T_INIT("参评数")         },
    {COLUMN_ASKED,       T_INIT("回访数")         },
};
enum { ALIASES = sizeof aliases / sizeof aliases[0] };

void
petition_export_row(Ctx *ctx, const Petition *petition, Text name, Text cells[PETITION_COLUMNS])
{
    const PetitionCounts *counts = &petition->counts;
    const int64_t values[] = {counts->reports,     counts->accusations, counts->appeals,
                              counts->suggestions, counts->satisfied,   counts->asked};

    cells[COLUMN_CODE] = region_code_format(ctx->arena, petition->region);
    cells[COLUMN_NAME] = name;
    cells[COLUMN_PERIOD] = petition_period_format(ctx->arena, petition->year, petition->month);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        cells[COLUMN_REPORTS + i] = text_printf(ctx->arena, "%lld", (long long)values[i]);
}

/* ---- in ---- */

typedef struct Reading {
    Ctx *ctx;
    RegionCode scope;
    const Sheet *sheet;
    size_t columns[PETITION_COLUMNS];
    Petition *done;
    size_t done_len;
    PetitionImport *out;
} Reading;

static void
bad(Reading *reading, int line, Text why)
{
    PetitionImport *out = reading->out;

    if (out->bad.len < PETITION_BAD_MAX)
        out->bad.at[out->bad.len++] = (PetitionBad){line, why};
}

static Text
cell(const Reading *reading, const SheetRow *row, int column)
{
    size_t at = reading->columns[column];

    return at == SHEET_NO_COLUMN || at >= row->len ? T("") : row->at[at].text;
}

/* "1,024" as people write it; an empty cell is none. */
static bool
read_count(Ctx *ctx, Text typed, int64_t *out)
{
    Text head, rest = typed;
    Text plain = T("");

    *out = 0;
    if (typed.len == 0)
        return true;
    while (rest.at != NULL) {
        Text parts[2];

        (void)text_cut(rest, ',', &head, &rest);
        parts[0] = plain;
        parts[1] = head;
        plain = text_join(ctx->arena, (Texts){parts, 2}, T(""));
    }
    return text_to_i64(plain, out);
}

static bool
came_before(const Reading *reading, const Petition *petition)
{
    for (size_t i = 0; i < reading->done_len; i++)
        if (reading->done[i].region == petition->region &&
            reading->done[i].year == petition->year && reading->done[i].month == petition->month)
            return true;
    return false;
}

/* False when the row is wrong; why has been told. */
static bool
read_row(Reading *reading, const SheetRow *row, Petition *out)
{
    Ctx *ctx = reading->ctx;
    Text code = cell(reading, row, COLUMN_CODE);
    int64_t counts[PETITION_COLUMNS - COLUMN_REPORTS];

    *out = (Petition){.region = reading->scope};
    if (code.len != 0 && !region_code_parse(code, &out->region)) {
        bad(reading, row->number, TR(ctx->lang, "地区代码应是 12 位数字"));
        return false;
    }
    if (out->region == 0 || !region_contains(reading->scope, out->region)) {
        bad(reading, row->number, TR(ctx->lang, "这个地区不归这里"));
        return false;
    }
    if (!petition_period_parse(cell(reading, row, COLUMN_PERIOD), &out->year, &out->month)) {
        bad(reading, row->number, TR(ctx->lang, "期间应是年或月，例如 2022、2022-03"));
        return false;
    }
    for (int i = COLUMN_REPORTS; i < PETITION_COLUMNS; i++) {
        if (!read_count(ctx, cell(reading, row, i), &counts[i - COLUMN_REPORTS])) {
            bad(reading, row->number,
                TR_FORMAT(ctx->arena, ctx->lang, "“{column}”应是不小于 0 的整数",
                          {"column", petition_columns[i]}));
            return false;
        }
    }
    out->counts =
        (PetitionCounts){counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]};
    return true;
}

static Status
take_row(Reading *reading, const SheetRow *row)
{
    Ctx *ctx = reading->ctx;
    size_t before = ctx->problems.len;
    PetitionCountRow there;
    Petition petition;
    Status status;

    reading->out->rows++;
    if (!read_row(reading, row, &petition))
        return OK;
    if (came_before(reading, &petition)) {
        bad(reading, row->number, TR(ctx->lang, "这个地区这一期在表里有两行"));
        return OK;
    }
    reading->done[reading->done_len++] = petition;
    status = petition_row(ctx, petition.region, petition.year, petition.month, &there);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK)
        reading->out->changed++;
    else
        reading->out->added++;
    status = petition_put(ctx, &petition);
    if (status == INVALID && ctx->problems.len > before)
        bad(reading, row->number, ctx->problems.at[before].sentence);
    else if (status == NOT_FOUND)
        bad(reading, row->number, TR(ctx->lang, "没有这个地区"));
    else
        return status;
    ctx->problems.len = before;
    return OK;
}

static Status
find_columns(Reading *reading, size_t *first_row_out)
{
    Ctx *ctx = reading->ctx;
    Text wanted[PETITION_COLUMNS + ALIASES];
    SheetHeader header;
    Status status;

    for (int i = 0; i < PETITION_COLUMNS; i++)
        wanted[i] = petition_columns[i];
    for (int i = 0; i < ALIASES; i++)
        wanted[PETITION_COLUMNS + i] = aliases[i].name;
    status =
        sheet_header(ctx, reading->sheet, (Texts){wanted, PETITION_COLUMNS + ALIASES}, &header);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表里没有内容"));
    TRY(status);
    for (int i = 0; i < PETITION_COLUMNS; i++)
        reading->columns[i] = header.columns[i];
    for (int i = 0; i < ALIASES; i++)
        if (reading->columns[aliases[i].column] == SHEET_NO_COLUMN)
            reading->columns[aliases[i].column] = header.columns[PETITION_COLUMNS + i];
    if (reading->columns[COLUMN_PERIOD] == SHEET_NO_COLUMN ||
        reading->columns[COLUMN_REPORTS] == SHEET_NO_COLUMN)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表里要有“期间”和“信访举报”两列"));
    *first_row_out = header.row + 1;
    return OK;
}

Status
petition_import(Ctx *ctx, RegionCode scope, const Sheet *sheet, PetitionImport *out)
{
    Reading reading = {.ctx = ctx,
                       .scope = scope,
                       .sheet = sheet,
                       .done = NEW_ARRAY(ctx->arena, Petition, sheet->len),
                       .out = out};
    size_t first = 0;

    *out = (PetitionImport){.bad = {.at = NEW_ARRAY(ctx->arena, PetitionBad, PETITION_BAD_MAX)}};
    if (!actor_may(ctx->actor, CAN_KEEP_CLUES, scope))
        return DENIED;
    TRY(find_columns(&reading, &first));
    for (size_t i = first; i < sheet->len; i++)
        if (!sheet->at[i].hidden && !sheet->at[i].total)
            TRY(take_row(&reading, &sheet->at[i]));
    if (out->bad.len != 0)
        return ctx_problem(ctx, "file",
                           TR_FORMAT(ctx->arena, ctx->lang, "第 {line} 行：{why}",
                                     {"line", text_printf(ctx->arena, "%d", out->bad.at[0].line)},
                                     {"why", out->bad.at[0].why}));
    if (out->rows == 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表里没有内容"));
    return audit(ctx, scope, "petition.import", 0,
                 text_printf(ctx->arena, "%lld", (long long)out->rows));
}

/*
 * Households from a sheet: every row is checked before any is written, and all are written or none.
 */
#include "base/tr.h"
#include "resident/load.h"
#include "resident/resident.h"
#include "sheet/sheet.h"

const Text household_columns[HC_COUNT] = {T_INIT("户号"), T_INIT("村民小组"), T_INIT("户主"),
                                          T_INIT("人口"), T_INIT("地址")};

static const struct {
    HouseholdColumn column;
    const char *field;
} fields[] = {
    {HC_NUMBER,  "number"    },
    {HC_GROUP,   "group_name"},
    {HC_HEAD,    "head"      },
    {HC_PEOPLE,  "people"    },
    {HC_ADDRESS, "address"   },
};

static Text
column_of(const char *field)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (text_eq(text_c(fields[i].field), text_c(field)))
            return household_columns[fields[i].column];
    return T("");
}

/* People write 5, 5人 or nothing. */
static bool
read_people(Text typed, int64_t *out)
{
    if (text_ends(typed, T("人")) || text_ends(typed, T("口")))
        typed = text_trim(text_slice(typed, 0, typed.len - T("人").len));
    *out = 0;
    return text_is_empty(typed) || text_to_i64(typed, out);
}

static const HouseholdRow *
row_with(const HouseholdImport *import, Text number)
{
    for (size_t i = 0; i < import->len; i++)
        if (text_eq(import->at[i].household.number, number))
            return &import->at[i];
    return NULL;
}

static bool
same(const Household *a, const Household *b)
{
    return text_eq(a->group_name, b->group_name) && text_eq(a->head, b->head) &&
           text_eq(a->address, b->address) && a->people == b->people;
}

/* What the sheet does not say stays as it was. */
static void
keep_old(const SheetHeader *header, const Household *old, Household *new)
{
    new->id = old->id;
    if (header->columns[HC_GROUP] == SHEET_NO_COLUMN)
        new->group_name = old->group_name;
    if (header->columns[HC_PEOPLE] == SHEET_NO_COLUMN)
        new->people = old->people;
    if (header->columns[HC_ADDRESS] == SHEET_NO_COLUMN)
        new->address = old->address;
}

static Status
judge(Ctx *ctx, HouseholdImport *import, const SheetHeader *header, HouseholdRow *row)
{
    size_t before = ctx->problems.len;
    const HouseholdRow *twin = row_with(import, row->household.number);
    Household old;
    Status status;

    if (!read_people(row->cells[HC_PEOPLE], &row->household.people))
        (void)!ctx_problem(ctx, "people", TR(ctx->lang, "人口写 0 到 99 的整数"));
    resident_check(ctx, &row->household);
    if (twin != NULL && !text_is_empty(row->household.number))
        (void)!ctx_problem(ctx, "number",
                           TR_FORMAT(ctx->arena, ctx->lang, "户号和第 {line} 行重复",
                                     {"line", text_printf(ctx->arena, "%d", twin->line)}));
    if (ctx->problems.len > before) {
        const Problem *problem = &ctx->problems.at[before];
        Text name = column_of(text_cstr(ctx->arena, problem->field));

        row->bad = TR_FORMAT(ctx->arena, ctx->lang, "“{column}”：{why}", {"column", name},
                             {"why", problem->sentence});
        ctx->problems.len = before;
        import->bad++;
        return OK;
    }
    status = resident_household_by_number(ctx, row->household.region, row->household.number, &old);
    if (status == NOT_FOUND) {
        import->added++;
        return OK;
    }
    TRY(status);
    keep_old(header, &old, &row->household);
    if (same(&old, &row->household))
        import->unchanged++;
    else
        import->changed++;
    return OK;
}

static Status
read_header(Ctx *ctx, const Sheet *sheet, SheetHeader *out)
{
    static const HouseholdColumn needed[] = {HC_NUMBER, HC_HEAD};
    Texts wanted = {.at = NEW_ARRAY(ctx->arena, Text, HC_COUNT), .len = HC_COUNT};
    Status status;

    for (size_t i = 0; i < HC_COUNT; i++)
        wanted.at[i] = household_columns[i];
    status = sheet_header(ctx, sheet, wanted, out);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有要导入的行"));
    TRY(status);
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (out->columns[needed[i]] == SHEET_NO_COLUMN)
            return ctx_problem(ctx, "file",
                               TR_FORMAT(ctx->arena, ctx->lang, "表格里没有“{name}”这一列",
                                         {"name", household_columns[needed[i]]}));
    return OK;
}

static void
read_cells(const SheetRow *line, const SheetHeader *header, RegionCode region, HouseholdRow *row)
{
    *row = (HouseholdRow){.line = line->number, .household = {.region = region}};
    for (size_t i = 0; i < HC_COUNT; i++) {
        size_t at = header->columns[i];

        row->cells[i] =
            at == SHEET_NO_COLUMN || at >= line->len ? T("") : text_trim(line->at[at].text);
    }
    row->household.number = row->cells[HC_NUMBER];
    row->household.group_name = row->cells[HC_GROUP];
    row->household.head = row->cells[HC_HEAD];
    row->household.address = row->cells[HC_ADDRESS];
}

Status
resident_import_read(Ctx *ctx, RegionCode region, const Sheet *sheet, HouseholdImport *out)
{
    SheetHeader header;

    *out = (HouseholdImport){0};
    if (!resident_may_manage(ctx->actor, region))
        return DENIED;
    TRY(read_header(ctx, sheet, &header));
    if (sheet->len > HOUSEHOLD_IMPORT_MAX)
        return ctx_problem(ctx, "file",
                           TR_FORMAT(ctx->arena, ctx->lang, "一次最多导入 {max} 行",
                                     {"max", text_printf(ctx->arena, "%d", HOUSEHOLD_IMPORT_MAX)}));
    out->at = NEW_ARRAY(ctx->arena, HouseholdRow, sheet->len);
    for (size_t i = header.row + 1; i < sheet->len; i++) {
        HouseholdRow *row = &out->at[out->len];

        /* What is hidden in a sheet was meant for nobody. */
        if (sheet->at[i].total || sheet->at[i].hidden)
            continue;
        read_cells(&sheet->at[i], &header, region, row);
        TRY(judge(ctx, out, &header, row));
        out->len++;
    }
    return out->len != 0 ? OK : ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有要导入的行"));
}

Status
resident_import(Ctx *ctx, RegionCode region, const HouseholdImport *import)
{
    Region place;
    int64_t id;

    if (!resident_may_manage(ctx->actor, region))
        return DENIED;
    TRY(region_get(ctx, region, &place));
    if (place.level != LEVEL_VILLAGE)
        return ctx_problem(ctx, "region", TR(ctx->lang, "户只能登记在村或社区"));
    if (import->bad != 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "还有不对的行，改好再导入"));
    for (size_t i = 0; i < import->len; i++)
        TRY(resident_write(ctx, &import->at[i].household, &id));
    region_touch(ctx, region);
    return audit(ctx, region, "household.import", 0, text_printf(ctx->arena, "%zu", import->len));
}

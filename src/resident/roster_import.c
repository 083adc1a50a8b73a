/*
 * People from a sheet: every row is checked before any is written, and all are written or none.
 */
#include "base/id.h"
#include "base/tr.h"
#include "resident/load.h"
#include "resident/roster_row.h"
#include "sheet/sheet.h"

const Text roster_columns[ROSTER_CELL_COUNT] = {
    T_INIT("户号"),     T_INIT("姓名"),     T_INIT("与户主关系"), T_INIT("性别"),
    T_INIT("出生年份"), T_INIT("身份证号"), T_INIT("手机号"),     T_INIT("标记"),
};

static const struct {
    RosterColumn column;
    const char *field;
} fields[] = {
    {ROSTER_CELL_HOUSEHOLD,  "household_number"},
    {ROSTER_CELL_NAME,       "name"            },
    {ROSTER_CELL_RELATION,   "relation"        },
    {ROSTER_CELL_GENDER,     "gender"          },
    {ROSTER_CELL_BIRTH_YEAR, "birth_year"      },
    {ROSTER_CELL_IDENTITY,   "identity"        },
    {ROSTER_CELL_PHONE,      "phone"           },
    {ROSTER_CELL_MARKS,      "marks"           },
};

static const Text head_relation = T_INIT("户主");

static Text
column_of(Text field)
{
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (text_eq(text_c(fields[i].field), field))
            return roster_columns[fields[i].column];
    return T("");
}

static void
read_cells(const SheetRow *line, const SheetHeader *header, RegionCode region, RosterRow *row)
{
    *row = (RosterRow){.line = line->number, .resident = {.region = region}};
    for (size_t i = 0; i < ROSTER_CELL_COUNT; i++) {
        size_t at = header->columns[i];

        row->cells[i] =
            at == SHEET_NO_COLUMN || at >= line->len ? T("") : text_trim(line->at[at].text);
    }
    row->resident.household_number = row->cells[ROSTER_CELL_HOUSEHOLD];
    row->resident.name = row->cells[ROSTER_CELL_NAME];
    row->resident.relation = row->cells[ROSTER_CELL_RELATION];
}

/* ---- against the roster, and the other rows ---- */

static bool
same_person(const Resident *a, const Resident *b)
{
    return (a->id_hash.len != 0 && text_eq(a->id_hash, b->id_hash)) ||
           (text_eq(a->household_number, b->household_number) && text_eq(a->name, b->name));
}

static const RosterRow *
twin_of(const RosterImport *import, const Resident *person)
{
    for (size_t i = 0; i < import->len; i++)
        if (same_person(&import->at[i].resident, person))
            return &import->at[i];
    return NULL;
}

/* The person as the roster has it: NOT_FOUND for a new one. */
static Status
known(Ctx *ctx, const Resident *person, Resident *out)
{
    RosterRecord record;
    Status status = person->id_hash.len != 0
                        ? roster_by_hash(ctx, person->id_hash, person->region, &record)
                        : NOT_FOUND;

    if (status == NOT_FOUND && person->household != 0)
        status = roster_of_household_named(ctx, person->household, person->name, &record);
    if (status == OK)
        *out = resident_from(&record);
    return status;
}

/* What the sheet does not say stays as it was. */
static void
keep_old(const SheetHeader *header, const Resident *old, Resident *new)
{
    new->id = old->id;
    new->account = old->account;
    new->joined_day = old->joined_day;
    new->active_day = old->active_day;
    if (new->id_masked.len == 0)
        new->id_masked = old->id_masked;
    if (new->id_hash.len == 0 && text_eq(new->id_masked, old->id_masked))
        new->id_hash = old->id_hash;
    if (new->birth_year == 0)
        new->birth_year = old->birth_year;
    if (header->columns[ROSTER_CELL_RELATION] == SHEET_NO_COLUMN)
        new->relation = old->relation;
    if (header->columns[ROSTER_CELL_GENDER] == SHEET_NO_COLUMN)
        new->gender = old->gender;
    if (header->columns[ROSTER_CELL_PHONE] == SHEET_NO_COLUMN)
        new->phone = old->phone;
    if (header->columns[ROSTER_CELL_MARKS] == SHEET_NO_COLUMN)
        new->marks = old->marks;
}

static bool
unchanged(const Resident *a, const Resident *b)
{
    return a->household == b->household && text_eq(a->name, b->name) &&
           text_eq(a->id_masked, b->id_masked) && text_eq(a->id_hash, b->id_hash) &&
           text_eq(a->relation, b->relation) && a->birth_year == b->birth_year &&
           a->gender == b->gender && a->marks == b->marks && text_eq(a->phone, b->phone);
}

static Status
find_household(Ctx *ctx, Resident *person)
{
    Household household;
    Status status = NOT_FOUND;

    if (text_is_empty(person->household_number) ||
        text_chars(person->household_number) > HOUSEHOLD_NUMBER_CHARS_MAX ||
        !text_is_clean(person->household_number))
        (void)!ctx_problem(ctx, "household_number", TR(ctx->lang, "请写户号"));
    else
        status =
            resident_household_by_number(ctx, person->region, person->household_number, &household);
    if (status == OK)
        person->household = household.id;
    return status == NOT_FOUND ? OK : status;
}

/* One that is on the roster already. */
static void
check_known(Ctx *ctx, const Resident *old, const Resident *person)
{
    if (old->left_day.set)
        (void)!ctx_problem(ctx, "name",
                           TR(ctx->lang, "名册上这个人已经不在本村，请先在名册上改回来"));
    if (old->account != 0 && !roster_is_eligible(person, ctx_today(ctx)))
        (void)!ctx_problem(ctx, "birth_year", TR(ctx->lang, "已经注册的人不能改成不满 16 岁"));
}

static bool
told(const Problem *at, size_t len, Text field)
{
    for (size_t i = 0; i < len; i++)
        if (text_eq(at[i].field, field))
            return true;
    return false;
}

/* All that is wrong with a row, the first of each column: a sheet that is mended once should go
 * through. */
static void
note_bad(Ctx *ctx, RosterImport *import, RosterRow *row, size_t before)
{
    const Problem *found = &ctx->problems.at[before];
    size_t len = ctx->problems.len - before;
    Texts all = {NEW_ARRAY(ctx->arena, Text, len), 0};

    for (size_t i = 0; i < len; i++)
        if (!told(found, i, found[i].field))
            all.at[all.len++] =
                TR_FORMAT(ctx->arena, ctx->lang, "“{column}”：{why}",
                          {"column", column_of(found[i].field)}, {"why", found[i].sentence});
    row->bad = text_join(ctx->arena, all, TR(ctx->lang, "；"));
    ctx->problems.len = before;
    import->bad++;
}

static Status
judge(Ctx *ctx, RosterImport *import, const SheetHeader *header, RosterRow *row, bool number)
{
    size_t before = ctx->problems.len;
    const RosterRow *twin;
    Resident old;
    Status status;

    TRY(roster_read_fields(ctx, row, number));
    TRY(find_household(ctx, &row->resident));
    status = known(ctx, &row->resident, &old);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK) {
        keep_old(header, &old, &row->resident);
        check_known(ctx, &old, &row->resident);
    }
    roster_check(ctx, &row->resident);
    twin = twin_of(import, &row->resident);
    if (twin != NULL)
        (void)!ctx_problem(ctx, "name",
                           TR_FORMAT(ctx->arena, ctx->lang, "和第 {line} 行是同一个人",
                                     {"line", text_printf(ctx->arena, "%d", twin->line)}));
    if (ctx->problems.len > before)
        note_bad(ctx, import, row, before);
    else if (status == NOT_FOUND)
        import->added++;
    else if (unchanged(&old, &row->resident))
        import->unchanged++;
    else
        import->changed++;
    return OK;
}

/* ---- households that the sheet brings along ---- */

/* Also one whose own row is wrong: that is told there, and keeps all of them out. */
static RosterRow *
head_of(const RosterImport *import, Text number)
{
    for (size_t i = 0; i < import->len; i++)
        if (text_eq(import->at[i].resident.household_number, number) &&
            text_eq(import->at[i].resident.relation, head_relation))
            return &import->at[i];
    return NULL;
}

static void
check_heads(Ctx *ctx, RosterImport *import)
{
    for (size_t i = 0; i < import->len; i++) {
        RosterRow *row = &import->at[i];
        size_t before = ctx->problems.len;
        const RosterRow *head;

        if (row->bad.len != 0 || row->resident.household != 0)
            continue;
        head = head_of(import, row->resident.household_number);
        import->households += head == row;
        if (head != NULL)
            continue;
        (void)!ctx_problem(ctx, "household_number",
                           TR(ctx->lang, "户籍表里没有这个户号，这张表里也没有它的户主"));
        *(row->resident.id == 0 ? &import->added : &import->changed) -= 1;
        note_bad(ctx, import, row, before);
    }
}

static int64_t
people_of(const RosterImport *import, Text number)
{
    int64_t people = 0;

    for (size_t i = 0; i < import->len; i++)
        people += text_eq(import->at[i].resident.household_number, number);
    return people < HOUSEHOLD_PEOPLE_MAX ? people : HOUSEHOLD_PEOPLE_MAX;
}

static Status
add_household(Ctx *ctx, const RosterImport *import, const Resident *head)
{
    int64_t id;

    TRY(resident_write(ctx,
                       &(Household){.region = head->region,
                                    .number = head->household_number,
                                    .group_name = T(""),
                                    .head = head->name,
                                    .address = T(""),
                                    .people = people_of(import, head->household_number)},
                       &id));
    for (size_t i = 0; i < import->len; i++)
        if (text_eq(import->at[i].resident.household_number, head->household_number))
            import->at[i].resident.household = id;
    return OK;
}

/* ---- all of them ---- */

static Status
read_header(Ctx *ctx, const Sheet *sheet, SheetHeader *out)
{
    static const RosterColumn needed[] = {ROSTER_CELL_HOUSEHOLD, ROSTER_CELL_NAME};
    Texts wanted = {.at = NEW_ARRAY(ctx->arena, Text, ROSTER_CELL_COUNT), .len = ROSTER_CELL_COUNT};
    Status status;

    for (size_t i = 0; i < ROSTER_CELL_COUNT; i++)
        wanted.at[i] = roster_columns[i];
    status = sheet_header(ctx, sheet, wanted, out);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有要导入的行"));
    TRY(status);
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (out->columns[needed[i]] == SHEET_NO_COLUMN)
            return ctx_problem(ctx, "file",
                               TR_FORMAT(ctx->arena, ctx->lang, "表格里没有“{name}”这一列",
                                         {"name", roster_columns[needed[i]]}));
    return OK;
}

Status
roster_import_read(Ctx *ctx, RegionCode region, const Sheet *sheet, RosterImport *out)
{
    SheetHeader header;
    size_t identity;

    *out = (RosterImport){0};
    TRY(actor_require(ctx, CAN_KEEP_ROSTER, region));
    TRY(read_header(ctx, sheet, &header));
    identity = header.columns[ROSTER_CELL_IDENTITY];
    if (sheet->len > ROSTER_IMPORT_MAX)
        return ctx_problem(ctx, "file",
                           TR_FORMAT(ctx->arena, ctx->lang, "一次最多导入 {max} 行",
                                     {"max", text_printf(ctx->arena, "%d", ROSTER_IMPORT_MAX)}));
    out->at = NEW_ARRAY(ctx->arena, RosterRow, sheet->len);
    for (size_t i = header.row + 1; i < sheet->len; i++) {
        const SheetRow *line = &sheet->at[i];

        if (line->total || line->hidden)
            continue;
        read_cells(line, &header, region, &out->at[out->len]);
        TRY(judge(ctx, out, &header, &out->at[out->len],
                  identity != SHEET_NO_COLUMN && identity < line->len &&
                      line->at[identity].kind == SHEET_NUMBER));
        out->len++;
    }
    check_heads(ctx, out);
    return out->len != 0 ? OK : ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有要导入的行"));
}

static Status
write_row(Ctx *ctx, RosterRow *row, TallyBatch *batch)
{
    Resident old;

    if (row->resident.id == 0) {
        row->resident.id = id_new();
        return roster_write(ctx, NULL, &row->resident, batch);
    }
    TRY(roster_resident(ctx, row->resident.id, &old));
    if (unchanged(&old, &row->resident))
        return OK;
    TRY(roster_write(ctx, &old, &row->resident, batch));
    return old.account != 0 && old.household != row->resident.household
               ? roster_tie_household(ctx, &row->resident)
               : OK;
}

Status
roster_import(Ctx *ctx, RegionCode region, const RosterImport *import)
{
    TallyBatch *batch = tally_batch_new(ctx);
    Region place;

    TRY(actor_require(ctx, CAN_KEEP_ROSTER, region));
    TRY(region_get(ctx, region, &place));
    if (place.level != LEVEL_VILLAGE)
        return ctx_problem(ctx, "region", TR(ctx->lang, "人只能登记在村或社区"));
    if (import->bad != 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "还有不对的行，改好再导入"));
    for (size_t i = 0; i < import->len; i++)
        if (import->at[i].resident.household == 0 &&
            text_eq(import->at[i].resident.relation, head_relation))
            TRY(add_household(ctx, import, &import->at[i].resident));
    for (size_t i = 0; i < import->len; i++)
        TRY(write_row(ctx, &import->at[i], batch));
    TRY(tally_batch_write(ctx, batch));
    region_touch(ctx, region);
    return audit(ctx, region, "resident.import", 0, text_printf(ctx->arena, "%zu", import->len));
}

/*
 * What is paid for what, and the buildings or plots.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"

/* ---- standards ---- */

static void
standard_problem(Ctx *ctx, size_t row, int column, Text why)
{
    (void)!ctx_problem(ctx, cell_field(ctx, "standard", row + 1, column), why);
}

static void
check_standard(Ctx *ctx, const Standards *standards, size_t row)
{
    Standard *standard = &standards->at[row];

    standard->item = text_trim(standard->item);
    standard->unit = text_trim(standard->unit);
    standard->note = text_trim(standard->note);
    check_words(ctx, cell_field(ctx, "standard", row + 1, 1), standard->item,
                PROJECT_SHORT_CHARS_MAX, TR(ctx->lang, "请写补偿的是什么"));
    check_words(ctx, cell_field(ctx, "standard", row + 1, 2), standard->unit,
                PROJECT_SHORT_CHARS_MAX, TR(ctx->lang, "请写单位"));
    check_words(ctx, cell_field(ctx, "standard", row + 1, 4), standard->note,
                PROJECT_SHORT_CHARS_MAX, (Text){0});
    if (standard->standard_fen <= 0 || standard->standard_fen > FEN_MAX)
        standard_problem(ctx, row, 3, TR(ctx->lang, "补偿标准要大于 0"));
    for (size_t i = 0; i < row; i++)
        if (text_eq(standards->at[i].item, standard->item))
            standard_problem(ctx, row, 1,
                             TR_FORMAT(ctx->arena, ctx->lang, "和第 {row} 行重复",
                                       {"row", count_text(ctx, (int64_t)i + 1)}));
}

/* What families were told stays among the standards. */
static Status
check_used(Ctx *ctx, const Facts *facts, const Standards *standards)
{
    for (size_t i = 0; i < facts->households.len; i++) {
        const ProjectHousehold *household = &facts->households.at[i];

        for (size_t j = 0; j < household->line_count; j++)
            if (standard_of(standards, household->lines[j].item) == NULL)
                return ctx_problem(ctx, "standards",
                                   TR_FORMAT(ctx->arena, ctx->lang,
                                             "“{item}”已经有人家在用，不能去掉",
                                             {"item", household->lines[j].item}));
    }
    return OK;
}

Status
project_put_standards(Ctx *ctx, int64_t id, int64_t lock, Standards standards, Project *out)
{
    Facts facts;
    Standards new = {.at = NEW_ARRAY(ctx->arena, Standard, standards.len), .len = standards.len};

    TRY(facts_begin(ctx, id, lock, &facts));
    if (standards.len > PROJECT_STANDARDS_MAX)
        return ctx_problem(ctx, "standards",
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 条补偿标准",
                                     {"max", count_text(ctx, PROJECT_STANDARDS_MAX)}));
    for (size_t i = 0; i < standards.len; i++) {
        new.at[i] = standards.at[i];
        check_standard(ctx, &new, i);
    }
    TRY(check_used(ctx, &facts, &new));
    TRY(ctx_checked(ctx));
    facts.standards = new;
    TRY(facts_guard(ctx, &facts));
    TRY(standards_write(ctx, id, &new));
    TRY(project_save(ctx, &facts.project, "project.standards", count_text(ctx, (int64_t) new.len)));
    *out = facts.project;
    return OK;
}

/* ---- buildings ---- */

static Status
check_building(Ctx *ctx, const Project *project, const Buildings *buildings, int64_t id,
               RegionCode place, Text name)
{
    if (!touches(project, place))
        (void)!ctx_problem(ctx, "place", TR(ctx->lang, "请选项目涉及的村（社区）"));
    check_words(ctx, "name", name, PROJECT_SHORT_CHARS_MAX,
                TR(ctx->lang, "请写在哪一栋楼或哪一块地"));
    for (size_t i = 0; i < buildings->len; i++)
        if (buildings->at[i].id != id && buildings->at[i].place == place &&
            text_eq(buildings->at[i].name, name))
            (void)!ctx_problem(ctx, "name", TR(ctx->lang, "已经有了"));
    if (id == 0 && buildings->len >= PROJECT_BUILDINGS_MAX)
        (void)!ctx_problem(ctx, "name",
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 处",
                                     {"max", count_text(ctx, PROJECT_BUILDINGS_MAX)}));
    return ctx_checked(ctx);
}

static const Building *
building_of(const Buildings *buildings, int64_t id)
{
    for (size_t i = 0; i < buildings->len; i++)
        if (buildings->at[i].id == id)
            return &buildings->at[i];
    return NULL;
}

Status
project_put_building(Ctx *ctx, int64_t id, int64_t lock, int64_t building, RegionCode place,
                     Text name, Project *out)
{
    Facts facts;
    Buildings buildings;
    const Building *old;

    TRY(facts_begin(ctx, id, lock, &facts));
    TRY(buildings_fetch(ctx, id, &buildings));
    old = building_of(&buildings, building);
    if (building != 0 && old == NULL)
        return NOT_FOUND;
    name = text_trim(name);
    if (old != NULL)
        place = old->place;
    TRY(check_building(ctx, &facts.project, &buildings, building, place, name));
    for (size_t i = 0; i < facts.households.len; i++)
        if (building != 0 && facts.households.at[i].building_id == building)
            facts.households.at[i].building = name;
    TRY(facts_guard(ctx, &facts));
    if (building != 0)
        TRY(building_rename(ctx, building, name));
    else
        TRY(building_insert(ctx, &(BuildingInsertArgs){id_new(), id, place, name}));
    TRY(project_save(ctx, &facts.project, "project.building", name));
    *out = facts.project;
    return OK;
}

Status
project_remove_building(Ctx *ctx, int64_t id, int64_t lock, int64_t building, Project *out)
{
    Facts facts;
    Buildings buildings;
    const Building *old;

    TRY(facts_begin(ctx, id, lock, &facts));
    TRY(buildings_fetch(ctx, id, &buildings));
    old = building_of(&buildings, building);
    if (old == NULL)
        return NOT_FOUND;
    if (old->households != 0)
        return CONFLICT;
    TRY(building_delete(ctx, building));
    TRY(project_save(ctx, &facts.project, "project.building_gone", old->name));
    *out = facts.project;
    return OK;
}

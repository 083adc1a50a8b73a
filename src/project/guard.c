/*
 * What was handed in against the rows: nobody changes it unseen.
 */
#include "base/tr.h"
#include "project/inside.h"

static bool
same_cells(const Table *table, const Text *cells, size_t rows)
{
    if (table->rows != rows)
        return false;
    for (size_t i = 0; i < rows * table->columns.len; i++)
        if (!text_eq(table->cells[i], cells[i]))
            return false;
    return true;
}

/* The comparison is the platform's own: whoever acts need not be able to read it. */
static Status
read_told(Ctx *ctx, const StageDisclosure *told, Revision *out)
{
    const Actor *person = ctx->actor;
    Status status;

    ctx->actor = &actor_system;
    status = disclosure_revision(ctx, told->id, told->working != 0 ? told->working : told->revision,
                                 out);
    ctx->actor = person;
    return status;
}

Status
told_equals(Ctx *ctx, const Facts *facts, const Stage *stage, const StageDisclosure *told,
            bool *out)
{
    Revision stored;
    Text *cells;
    size_t rows;

    TRY(read_told(ctx, told, &stored));
    /* An announcement without standards has the catalogue's columns and no row. */
    if (stored.table.rows == 0 && stage_columns(ctx, facts, stage).len == 0 &&
        facts->project.kind != PROJECT_WORKS && stage->phase == PHASE_BEFORE) {
        *out = true;
        return OK;
    }
    TRY(stage_cells(ctx, facts, stage, told->place, (Day)told->as_of.value, stored.table.columns,
                    &cells, &rows));
    *out = same_cells(&stored.table, cells, rows);
    return OK;
}

bool
told_is_in_hand(const StageDisclosure *told)
{
    return told->id == 0 || told->state == STATE_WITHDRAWN || told->state == STATE_DRAFT ||
           told->state == STATE_RETURNED;
}

static Status
guard_one(Ctx *ctx, const Facts *facts, const Stage *stage, const StageDisclosure *told)
{
    bool same;

    if (told_is_in_hand(told))
        return OK;
    if (told->state == STATE_PUBLISHED && facts->project.reopened.len != 0)
        return OK;
    TRY(told_equals(ctx, facts, stage, told, &same));
    if (same)
        return OK;
    if (told->state != STATE_PUBLISHED)
        return ctx_problem(
            ctx, "reopen",
            TR_FORMAT(ctx->arena, ctx->lang,
                      "“{stage}”正在街道（乡镇）审核，这会改变它的内容，请等审核完再改",
                      {"stage", stage->name}));
    return ctx_problem(ctx, "reopen",
                       TR_FORMAT(ctx->arena, ctx->lang,
                                 "这会改变“{stage}”已经公开的内容，请先写明更正的原因，再改",
                                 {"stage", stage->name}));
}

Status
facts_guard(Ctx *ctx, const Facts *facts)
{
    for (size_t i = 0; i < facts->stages.len; i++) {
        const Stage *stage = &facts->stages.at[i];

        for (size_t j = 0; j < stage->disclosures.len; j++)
            TRY(guard_one(ctx, facts, stage, &stage->disclosures.at[j]));
    }
    return OK;
}

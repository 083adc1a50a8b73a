#include "disclosure/desk_review_diff.h"

#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/desk_parts.h"

/* ---- attachments ---- */

static bool
holds(const Attachments *files, int64_t id)
{
    for (size_t i = 0; i < files->len; i++)
        if (files->at[i].id == id)
            return true;
    return false;
}

static Status
compare_files(Ctx *ctx, const Disclosure *disclosure, DiffView *out)
{
    Attachments before;
    Attachments after;

    TRY(attachment_list(ctx, disclosure->id, disclosure->revision, &before));
    TRY(attachment_list(ctx, disclosure->id, disclosure->working, &after));
    out->files_added.at = NEW_ARRAY(ctx->arena, EditFile, after.len);
    out->files_gone.at = NEW_ARRAY(ctx->arena, Text, before.len);
    for (size_t i = 0; i < after.len; i++)
        if (!holds(&before, after.at[i].id))
            out->files_added.at[out->files_added.len++] = (EditFile){.name = after.at[i].name};
    for (size_t i = 0; i < before.len; i++)
        if (!holds(&after, before.at[i].id))
            out->files_gone.at[out->files_gone.len++] = before.at[i].name;
    return OK;
}

Status
desk_diff(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, DiffView *out)
{
    Revision before;

    *out = (DiffView){0};
    if (disclosure->revision == 0 || disclosure->working == 0)
        return OK;
    TRY(disclosure_revision(ctx, disclosure->id, disclosure->revision, &before));
    out->any = true;
    changes_between(ctx, &before, revision, &out->changes);
    TRY(compare_files(ctx, disclosure, out));
    out->same = out->changes.fields.len == 0 && !out->changes.table && out->files_added.len == 0 &&
                out->files_gone.len == 0;
    return OK;
}

/* ---- totals ---- */

static Text
total_named(const Table *table, const Texts *totals, Text name)
{
    for (size_t i = 0; i < table->columns.len; i++)
        if (text_eq(table->columns.at[i].name, name))
            return totals->at[i];
    return T("");
}

/* The one less the other, with its sign; empty when one is missing. */
static Text
change_of(Ctx *ctx, const Column *column, Text now, Text before)
{
    int64_t a;
    int64_t b;
    Text change;

    if (!cell_number(column, now, &a) || !cell_number(column, before, &b))
        return T("");
    change = desk_cell(ctx->arena, column, cell_from_number(ctx->arena, column, a - b));
    return a > b ? text_printf(ctx->arena, "+%.*s", TEXT_ARGS(change)) : change;
}

Status
desk_totals(Ctx *ctx, const Disclosure *disclosure, const Table *table, TotalRows *out,
            Text *before_out)
{
    Disclosure last;
    Revision revision = {0};
    Texts now;
    Texts before = {0};
    Status status;

    *before_out = T("");
    *out = (TotalRows){.at = NEW_ARRAY(ctx->arena, TotalRow, table->columns.len)};
    TRY(table_totals(ctx, table, &now));
    status =
        disclosure_previous(ctx, disclosure->region, disclosure->item, disclosure->period, &last);
    if (status == OK) {
        TRY(disclosure_revision(ctx, last.id, last.revision, &revision));
        TRY(table_totals(ctx, &revision.table, &before));
        *before_out = desk_period(ctx, last.period);
    } else if (status != NOT_FOUND) {
        return status;
    }
    for (size_t i = 0; i < table->columns.len; i++) {
        const Column *column = &table->columns.at[i];
        Text then;

        if (!column->sum)
            continue;
        then = total_named(&revision.table, &before, column->name);
        out->at[out->len++] = (TotalRow){
            .name = column->name,
            .now = desk_cell(ctx->arena, column, now.at[i]),
            .before = desk_cell(ctx->arena, column, then),
            .change = change_of(ctx, column, now.at[i], then),
        };
    }
    return OK;
}

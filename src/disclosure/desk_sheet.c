/*
 * A disclosure's table from a spreadsheet.
 */
#include "disclosure/desk_sheet.h"

#include "base/tr.h"
#include "disclosure/desk_form.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_review_diff.h"

/* What is worked on. */
typedef struct Import {
    Disclosure disclosure;
    Revision revision;
} Import;

static Status
look(Ctx *ctx, SheetTask *task)
{
    Import *import = task->arg;

    if (task->rows.bad_count != 0)
        return OK; /* sums without the bad cells would mislead */
    return desk_totals(ctx, &import->disclosure, &task->rows.table, &task->totals,
                       &task->totals_before);
}

static Status
put(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    Import *import = task->arg;
    DisclosureInput input;
    DeskForm form;

    desk_form_load(ctx, &import->disclosure, &import->revision, &form);
    form.cells = task->rows.table.cells;
    form.rows = task->rows.table.rows;
    desk_form_input(&import->disclosure, &import->revision, &form, &input);
    TRY(disclosure_update(ctx, import->disclosure.id, desk_lock(req), &input, &import->disclosure));
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "{rows} 行已放进草稿",
                              {"rows", desk_number(ctx->arena, (int64_t)form.rows)}));
    return response_redirect(ctx, res, task->link);
}

static Status
open_import(Ctx *ctx, const Request *req, Import *import, SheetTask *out)
{
    DeskHead head;

    *import = (Import){0};
    TRY(desk_open(ctx, req, &import->disclosure));
    TRY(actor_require(ctx, CAN_DRAFT, import->disclosure.region));
    TRY(desk_revision(ctx, &import->disclosure, &import->revision));
    TRY(desk_head(ctx, &import->disclosure, &import->revision, &head));
    *out = (SheetTask){
        .region = import->disclosure.region,
        .memory = import->disclosure.item,
        .columns = import->revision.table.columns,
        .title = head.title,
        .link = head.link,
        .place = head.place,
        .action = desk_link(ctx->arena, import->disclosure.id, "/sheet"),
        .lock = import->disclosure.lock,
        .rows_now = (int64_t)import->revision.table.rows,
        .put_words = TR(ctx->lang, "放进草稿"),
        .look = look,
        .put = put,
        .arg = import,
    };
    return OK;
}

static bool
takes_sheets(const Import *import)
{
    return (import->disclosure.state == STATE_DRAFT ||
            import->disclosure.state == STATE_RETURNED) &&
           import->revision.kind == DISCLOSURE_REPORT && import->revision.table.columns.len != 0;
}

Status
desk_sheet_form(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;

    TRY(open_import(ctx, req, &import, &task));
    if (!takes_sheets(&import))
        return response_redirect(ctx, res, task.link);
    return sheet_form(ctx, req, res, &task);
}

Status
desk_sheet(Ctx *ctx, const Request *req, Response *res)
{
    Import import;
    SheetTask task;
    Status status = open_import(ctx, req, &import, &task);
    int64_t id;

    if (status == NOT_FOUND && text_to_i64(request_param(req, "id"), &id))
        return desk_conflict(ctx, req, res, id);
    TRY(status);
    if (!takes_sheets(&import) || desk_lock(req) != import.disclosure.lock)
        return desk_conflict(ctx, req, res, import.disclosure.id);
    status = sheet_steps(ctx, req, res, &task);
    return status == CONFLICT ? desk_conflict(ctx, req, res, import.disclosure.id) : status;
}

/*
 * The page as the public, residents or staff will see it, before it is handed in; what looks like
 * personal data is pointed out.
 */
#include "account/account.h"
#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/desk_files.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_personal.h"
#include "disclosure/desk_preview.html.h"
#include "disclosure/detail.h"

/* ---- who looks ---- */

static const struct {
    const char *name;
    const char *words;
    Reader reader;
} readers[] = {
    {"public",    N_("所有人"),    1u << AUDIENCE_PUBLIC                           },
    {"residents", N_("本村居民"), 1u << AUDIENCE_PUBLIC | 1u << AUDIENCE_RESIDENTS},
    {"staff",     N_("工作人员"),
     1u << AUDIENCE_PUBLIC | 1u << AUDIENCE_RESIDENTS | 1u << AUDIENCE_PARTY |
         1u << AUDIENCE_STAFF                                                         },
};

enum { READERS = sizeof readers / sizeof readers[0] };

static size_t
chosen_reader(const Request *req)
{
    Text name = request_query(req, "as");

    for (size_t i = 0; i < READERS; i++)
        if (text_eq(name, text_c(readers[i].name)))
            return i;
    return 0;
}

/* ---- personal data ---- */

static Text
spot_words(Ctx *ctx, const Revision *revision, Text where)
{
    Text rest;
    Text head;
    Text row;
    int64_t column;

    if (text_eq(where, T("title")))
        return TR(ctx->lang, "标题");
    if (text_eq(where, T("summary")))
        return TR(ctx->lang, "一句话说明");
    if (text_eq(where, T("body")))
        return TR(ctx->lang, "详细说明");
    (void)text_cut(where, '.', &head, &rest);
    if (text_eq(head, T("attachment")))
        return TR_FORMAT(ctx->arena, ctx->lang, "附件的名称“{name}”", {"name", rest});
    if (!text_cut(rest, '.', &row, &rest) || !text_to_i64(rest, &column) || column < 1 ||
        (size_t)column > revision->table.columns.len)
        return where;
    return TR_FORMAT(ctx->arena, ctx->lang, "表格第 {row} 行“{column}”", {"row", row},
                     {"column", revision->table.columns.at[column - 1].name});
}

Status
desk_personal_list(Ctx *ctx, const Revision *revision, PersonalRows *out)
{
    PersonalSpots spots;

    TRY(disclosure_personal(ctx, revision, &spots));
    *out = (PersonalRows){.at = NEW_ARRAY(ctx->arena, PersonalRow, spots.len), .len = spots.len};
    for (size_t i = 0; i < spots.len; i++)
        out->at[i] = (PersonalRow){
            .where = spot_words(ctx, revision, spots.at[i].where),
            .what = tr_text(ctx->lang, text_cstr(ctx->arena, spots.at[i].what)),
            .masked = spots.at[i].masked,
        };
    return OK;
}

/* ---- the page ---- */

static void
fill_readers(Ctx *ctx, int64_t id, size_t chosen, PreviewView *view)
{
    view->readers.at = NEW_ARRAY(ctx->arena, DeskChoice, READERS);
    view->readers.len = READERS;
    for (size_t i = 0; i < READERS; i++)
        view->readers.at[i] = (DeskChoice){
            .value = text_printf(ctx->arena, "/desk/d/%lld/preview?as=%s", (long long)id,
                                 readers[i].name),
            .words = tr_text(ctx->lang, readers[i].words),
            .chosen = i == chosen,
        };
    view->reader_words = view->readers.at[chosen].words;
}

static int
rows_page(const Request *req)
{
    int64_t page = 0;

    if (!text_to_i64(request_query(req, "rows"), &page) || page < 0 || page > TABLE_ROWS_MAX)
        return 0;
    return (int)page;
}

/* The links between pages of rows keep who is looking. */
static Text
rows_link(Ctx *ctx, Text link, size_t reader)
{
    if (text_is_empty(link))
        return link;
    return text_printf(ctx->arena, "?as=%s&%.*s", readers[reader].name,
                       TEXT_ARGS(text_slice(link, 1, link.len)));
}

static Status
fill_next(Ctx *ctx, const Disclosure *disclosure, PreviewView *view)
{
    Item item;
    bool group = false;

    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    if (item.finance_group)
        TRY(account_role_is_held(ctx, ROLE_FINANCE_GROUP, disclosure->region, &group));
    view->next = group ? TR_FORMAT(ctx->arena, ctx->lang,
                                   "提交后先由理财小组核对，再由{township}审核，通过就自动公开",
                                   {"township", view->head.township})
                       : TR_FORMAT(ctx->arena, ctx->lang, "提交后由{township}审核，通过就自动公开",
                                   {"township", view->head.township});
    return OK;
}

static Status
fill_files(Ctx *ctx, const Disclosure *disclosure, PreviewView *view)
{
    Attachments files;

    TRY(attachment_list(ctx, disclosure->id,
                        disclosure->working != 0 ? disclosure->working : disclosure->revision,
                        &files));
    for (size_t i = 0; i < files.len; i++) {
        view->pending_files = view->pending_files || files.at[i].state == ATTACHMENT_PENDING;
        view->refused_files = view->refused_files || files.at[i].state == ATTACHMENT_REFUSED;
    }
    return desk_files_list(ctx, disclosure, false, &view->files);
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Disclosure *disclosure)
{
    size_t reader = chosen_reader(req);
    PreviewView view = {0};
    Revision revision;

    TRY(desk_revision(ctx, disclosure, &revision));
    TRY(desk_head(ctx, disclosure, &revision, &view.head));
    view.page = page_begin(ctx, req, view.head.title);
    desk_crumbs(ctx, &view.page, view.head.title, view.head.link);
    fill_readers(ctx, disclosure->id, reader, &view);
    view.editable = (disclosure->state == STATE_DRAFT || disclosure->state == STATE_RETURNED) &&
                    actor_may(ctx->actor, CAN_DRAFT, disclosure->region);
    TRY(disclosure_detail_view(ctx, disclosure, &revision, readers[reader].reader, rows_page(req),
                               &view.detail));
    view.detail.previous_rows = rows_link(ctx, view.detail.previous_rows, reader);
    view.detail.more_rows = rows_link(ctx, view.detail.more_rows, reader);
    TRY(desk_personal_list(ctx, &revision, &view.personal));
    TRY(fill_files(ctx, disclosure, &view));
    TRY(fill_next(ctx, disclosure, &view));
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_preview, &view);
    return OK;
}

Status
desk_preview(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;

    TRY(desk_open(ctx, req, &disclosure));
    return show(ctx, req, res, &disclosure);
}

/* ---- masking, submitting ---- */

static Status
open_or_conflict(Ctx *ctx, const Request *req, Response *res, Disclosure *out)
{
    int64_t id;
    Status status = desk_open(ctx, req, out);

    if (status == NOT_FOUND && text_to_i64(request_param(req, "id"), &id))
        return desk_conflict(ctx, req, res, id);
    return status;
}

Status
desk_mask(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;
    Status status;

    TRY(open_or_conflict(ctx, req, res, &disclosure));
    status = disclosure_mask_personal(ctx, disclosure.id, desk_lock(req), &disclosure);
    if (status == CONFLICT)
        return desk_conflict(ctx, req, res, disclosure.id);
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "都已打码，请再看一遍"));
    return response_redirect(ctx, res, desk_link(ctx->arena, disclosure.id, "/preview"));
}

Status
desk_submit(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;
    Disclosure before;
    Status status;
    Region place;
    Text township;
    DeskState state;

    TRY(open_or_conflict(ctx, req, res, &disclosure));
    before = disclosure;
    status = disclosure_submit(ctx, disclosure.id, desk_lock(req), &disclosure);
    if (status == CONFLICT)
        return desk_conflict(ctx, req, res, before.id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &before));
        return INVALID;
    }
    TRY(status);
    TRY(desk_where(ctx, disclosure.region, &place, &township));
    desk_state(ctx, &disclosure, township, &state);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "已提交，{state}", {"state", state.words}));
    return response_redirect(ctx, res, T("/desk"));
}

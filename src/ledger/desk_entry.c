/* One entry on the desk: booked on a phone with a photograph, rewritten, corrected when its month
 * is closed. */
#include "base/money.h"
#include "base/tr.h"
#include "ledger/desk.h"
#include "ledger/desk_entry.html.h"
#include "ledger/photo.h"

enum { CATEGORIES_MAX = 64 };

/* ---- the form ---- */

static Status
fill_choices(Ctx *ctx, const Region *village, const Entry *entry, LedgerEntryView *view)
{
    FundAccounts accounts;

    TRY(fund_account_list(ctx, village->code, &accounts));
    view->accounts.at = NEW_ARRAY(ctx->arena, LedgerChoice, accounts.len);
    for (size_t i = 0; i < accounts.len; i++)
        if (!accounts.at[i].closed_day.set || accounts.at[i].id == entry->account)
            view->accounts.at[view->accounts.len++] = (LedgerChoice){
                accounts.at[i].id, accounts.at[i].name, accounts.at[i].id == entry->account};
    view->categories.at = NEW_ARRAY(ctx->arena, LedgerChoice, CATEGORIES_MAX);
    for (size_t i = 0; category_at(i) != NULL && view->categories.len < CATEGORIES_MAX; i++)
        view->categories.at[view->categories.len++] =
            (LedgerChoice){category_at(i)->number, tr_text(ctx->lang, category_at(i)->name),
                           category_at(i)->number == entry->category};
    return OK;
}

static void
fill_errors(const Ctx *ctx, LedgerEntryView *view)
{
    view->day_error = ctx_problem_of(ctx, "day");
    view->amount_error = ctx_problem_of(ctx, "amount");
    view->purpose_error = ctx_problem_of(ctx, "purpose");
    view->counterparty_error = ctx_problem_of(ctx, "counterparty");
    view->voucher_error = ctx_problem_of(ctx, "voucher");
    view->account_error = ctx_problem_of(ctx, "account");
    view->category_error = ctx_problem_of(ctx, "category");
    view->handler_error = ctx_problem_of(ctx, "handler");
    view->approver_error = ctx_problem_of(ctx, "approver");
    view->means_error = ctx_problem_of(ctx, "means");
    view->reason_error = ctx_problem_of(ctx, "reason");
    view->photo_error = ctx_problem_of(ctx, "photo");
}

static void
fill_fields(Ctx *ctx, const Entry *entry, LedgerEntryView *view)
{
    view->day = day_format(ctx->arena, entry->day);
    view->amount = entry->amount_fen != 0 ? fen_plain(ctx->arena, entry->amount_fen) : T("");
    view->purpose = entry->purpose;
    view->counterparty = entry->counterparty;
    view->person = entry->person;
    view->voucher = entry->voucher;
    view->means = entry->means;
    view->handler = entry->handler;
    view->approver = entry->approver;
    view->in = entry->direction == DIRECTION_IN;
}

static Status
fill_photos(Ctx *ctx, int64_t entry, LedgerEntryView *view)
{
    EntryPhotos photos;

    TRY(entry_photo_list(ctx, entry, &photos));
    view->photos.at = NEW_ARRAY(ctx->arena, LedgerPhotoRow, photos.len);
    for (size_t i = 0; i < photos.len; i++) {
        const EntryPhoto *photo = &photos.at[i];
        Text link =
            text_printf(ctx->arena, "/e/%lld/photo/%lld", (long long)entry, (long long)photo->id);

        view->photos.at[view->photos.len++] = (LedgerPhotoRow){
            .link = photo->state == ATTACHMENT_SAFE ? link : (Text){0},
            .state = photo->state == ATTACHMENT_REFUSED ? photo->refused
                     : photo->state == ATTACHMENT_SAFE  ? T("")
                                                       : TR(ctx->lang, "正在处理，过一会儿就能看"),
            .action = text_printf(ctx->arena, "/desk/e/%lld/photo/%lld/remove", (long long)entry,
                                  (long long)photo->id),
        };
    }
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *village, const Entry *entry,
     LedgerEntryView *view)
{
    view->page = page_begin(ctx, req, view->title);
    ledger_crumbs(ctx, village, SOME_INT(month_of(entry->day)), &view->page);
    view->back_link = ledger_month_link(ctx->arena, village->code, month_of(entry->day), "");
    view->day_max = day_format(ctx->arena, ctx_today(ctx));
    TRY(fill_choices(ctx, village, entry, view));
    fill_errors(ctx, view);
    response_page(ctx, req, res, html_ledger_desk_entry, view);
    return OK;
}

static bool
number_of(Text text, int64_t *out)
{
    return text_to_i64(text_trim(text), out);
}

/* What was typed; bad forms of day and amount are problems, the rest is the model's business. */
static void
from_form(Ctx *ctx, const Request *req, Entry *entry, LedgerEntryView *view)
{
    Text amount = request_form(req, "amount");
    FenFault why;

    entry->direction =
        text_eq(request_form(req, "direction"), T("in")) ? DIRECTION_IN : DIRECTION_OUT;
    entry->purpose = request_form(req, "purpose");
    entry->counterparty = request_form(req, "counterparty");
    entry->person = request_has_form(req, "person");
    entry->voucher = request_form(req, "voucher");
    entry->means = request_form(req, "means");
    entry->handler = request_form(req, "handler");
    entry->approver = request_form(req, "approver");
    if (!number_of(request_form(req, "account"), &entry->account))
        entry->account = 0;
    if (!number_of(request_form(req, "category"), &entry->category))
        entry->category = 0;
    if (!day_parse_loose(request_form(req, "day"), &entry->day))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    if (!fen_parse(amount, &entry->amount_fen, &why)) {
        entry->amount_fen = 0;
        (void)!ctx_problem(ctx, "amount", fen_fault_sentence(ctx->lang, why));
    }
    fill_fields(ctx, entry, view);
    view->amount = amount;
    view->day = request_form(req, "day");
    view->reason = request_form(req, "reason");
}

static Status
add_photos(Ctx *ctx, const Request *req, int64_t entry)
{
    for (size_t i = 0; i < req->uploads.len; i++) {
        EntryPhoto photo;

        if (req->uploads.at[i].bytes != 0)
            TRY(entry_photo_add(ctx, entry, req->uploads.at[i].path, &photo));
    }
    return OK;
}

/* ---- a new one ---- */

static Status
open_new(Ctx *ctx, const Request *req, Region *village, LedgerMonth *month, LedgerEntryView *view)
{
    TRY(ledger_desk_month(ctx, req, village, month));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village->code));
    if (month->state != MONTH_OPEN && month->state != MONTH_RETURNED)
        return CONFLICT;
    *view = (LedgerEntryView){
        .fresh = true,
        .title = TR(ctx->lang, "记一笔"),
        .action = ledger_month_link(ctx->arena, village->code, month->month, "/new"),
    };
    return OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    LedgerEntryView view;
    LedgerMonth month;
    Region village;
    Entry entry = {.direction = DIRECTION_OUT};
    Day today = ctx_today(ctx);

    TRY(open_new(ctx, req, &village, &month, &view));
    entry.day = today <= month_last(month.month) ? today : month_last(month.month);
    fill_fields(ctx, &entry, &view);
    return show(ctx, req, res, &village, &entry, &view);
}

static Status
new_save(Ctx *ctx, const Request *req, Response *res)
{
    LedgerEntryView view;
    LedgerMonth month;
    Region village;
    Entry entry = {0};
    Status status = INVALID;

    TRY(open_new(ctx, req, &village, &month, &view));
    entry.region = village.code;
    entry.day = month_last(month.month);
    from_form(ctx, req, &entry, &view);
    if (ctx->problems.len == 0)
        status = entry_add(ctx, &entry, &entry);
    if (status == OK)
        status = add_photos(ctx, req, entry.id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &village, &entry, &view));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "记好了"));
    return response_redirect(ctx, res,
                             ledger_month_link(ctx->arena, village.code, month_of(entry.day),
                                               request_has_form(req, "more") ? "/new" : ""));
}

/* ---- one that is there ---- */

static Status
open_entry(Ctx *ctx, const Request *req, Entry *entry, Region *village, LedgerEntryView *view)
{
    LedgerMonth month;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(entry_get(ctx, id, entry));
    if (!actor_may(ctx->actor, CAN_READ_STAFF_PARTS, entry->region))
        return NOT_FOUND;
    TRY(region_get(ctx, entry->region, village));
    TRY(ledger_month(ctx, entry->region, month_of(entry->day), &month));
    *view = (LedgerEntryView){
        .title = TR(ctx->lang, "一笔账"),
        .action = text_printf(ctx->arena, "/desk/e/%lld", (long long)id),
        .remove_action = text_printf(ctx->arena, "/desk/e/%lld/remove", (long long)id),
        .lock = entry->lock,
        .correcting = month.state == MONTH_CLOSED,
        .readonly = month.state == MONTH_CONFIRMING || entry->amount_fen < 0 ||
                    !actor_may(ctx->actor, CAN_KEEP_LEDGER, entry->region),
    };
    return fill_photos(ctx, id, view);
}

static Status
entry_page(Ctx *ctx, const Request *req, Response *res)
{
    LedgerEntryView view;
    Region village;
    Entry entry;

    TRY(open_entry(ctx, req, &entry, &village, &view));
    fill_fields(ctx, &entry, &view);
    view.reason = entry.reason;
    return show(ctx, req, res, &village, &entry, &view);
}

static int64_t
lock_of(const Request *req)
{
    int64_t lock;

    return text_to_i64(request_form(req, "lock"), &lock) ? lock : -1;
}

static Status
save(Ctx *ctx, const Request *req, const Entry *before, Entry *after, bool correcting)
{
    if (!correcting) {
        after->lock = lock_of(req);
        return entry_update(ctx, after, after);
    }
    return entry_correct(ctx, before->id, lock_of(req),
                         request_has_form(req, "cancel") ? NULL : after,
                         request_form(req, "reason"));
}

static Status
entry_save(Ctx *ctx, const Request *req, Response *res)
{
    LedgerEntryView view;
    Region village;
    Entry before;
    Entry after;
    Status status = INVALID;

    TRY(open_entry(ctx, req, &before, &village, &view));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, before.region));
    after = before;
    from_form(ctx, req, &after, &view);
    if (ctx->problems.len == 0)
        status = save(ctx, req, &before, &after, view.correcting);
    if (status == OK)
        status = add_photos(ctx, req, before.id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &village, &before, &view));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    view.correcting ? TR(ctx->lang, "更正好了，公开表的更正已经送去核对")
                                    : TR(ctx->lang, "改好了"));
    return response_redirect(ctx, res,
                             ledger_month_link(ctx->arena, village.code, month_of(after.day), ""));
}

static Status
entry_drop(Ctx *ctx, const Request *req, Response *res)
{
    LedgerEntryView view;
    Region village;
    Entry entry;

    TRY(open_entry(ctx, req, &entry, &village, &view));
    TRY(entry_remove(ctx, entry.id, lock_of(req)));
    response_notice(ctx, req, res, TR(ctx->lang, "删掉了"));
    return response_redirect(ctx, res,
                             ledger_month_link(ctx->arena, village.code, month_of(entry.day), ""));
}

static Status
photos_save(Ctx *ctx, const Request *req, Response *res)
{
    LedgerEntryView view;
    Region village;
    Entry entry;
    Status status;

    TRY(open_entry(ctx, req, &entry, &village, &view));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, entry.region));
    status = add_photos(ctx, req, entry.id);
    if (status == INVALID) {
        fill_fields(ctx, &entry, &view);
        TRY(show(ctx, req, res, &village, &entry, &view));
        return INVALID;
    }
    TRY(status);
    return response_redirect(ctx, res, view.action);
}

static Status
photo_drop_one(Ctx *ctx, const Request *req, Response *res)
{
    int64_t photo;

    if (!text_to_i64(request_param(req, "photo"), &photo))
        return NOT_FOUND;
    TRY(entry_photo_remove(ctx, photo));
    return response_redirect(
        ctx, res, text_printf(ctx->arena, "/desk/e/%.*s", TEXT_ARGS(request_param(req, "id"))));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/ledger/{code}/{month}/new",   new_page,       ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/ledger/{code}/{month}/new",   new_save,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                                                  },
    {METHOD_GET,  "/desk/e/{id}",                      entry_page,     ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/e/{id}",                      entry_save,     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD},
    {METHOD_POST, "/desk/e/{id}/remove",               entry_drop,     ROUTE_WRITE | ROUTE_STAFF               },
    {METHOD_POST, "/desk/e/{id}/photo",                photos_save,    ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD},
    {METHOD_POST, "/desk/e/{id}/photo/{photo}/remove", photo_drop_one, ROUTE_WRITE | ROUTE_STAFF               },
};

const RouteTable ledger_entry_desk_routes = {routes, sizeof routes / sizeof routes[0]};

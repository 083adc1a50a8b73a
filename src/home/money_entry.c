/* About one entry: a question, and the photographs of its voucher. */
#include "base/tr.h"
#include "home/money.h"
#include "home/money_ask.html.h"
#include "home/money_photo.html.h"
#include "home/parts.h"
#include "ledger/photo.h"
#include "ledger/question.h"

static Status
open_entry(Ctx *ctx, const Request *req, Entry *entry, Region *village)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(entry_get(ctx, id, entry));
    return region_get(ctx, entry->region, village);
}

static Text
back_link(Arena *arena, const Entry *entry)
{
    return text_printf(arena, "%.*s#e%lld",
                       TEXT_ARGS(money_link(arena, entry->region, month_of(entry->day), "")),
                       (long long)entry->id);
}

static Status
show_ask(Ctx *ctx, const Request *req, Response *res, const Entry *entry, const Region *village)
{
    MoneyAskView view = {
        .entry = money_entry(ctx, entry, false),
        .action = text_printf(ctx->arena, "/e/%lld/ask", (long long)entry->id),
        .back_link = back_link(ctx->arena, entry),
        .body = request_form(req, "body"),
        .name = request_form(req, "name"),
        .contact = request_form(req, "contact"),
        .body_error = ctx_problem_of(ctx, "body"),
        .name_error = ctx_problem_of(ctx, "name"),
        .contact_error = ctx_problem_of(ctx, "contact"),
    };

    TRY(home_page(ctx, req, village, &view.page));
    view.page.title = TR(ctx->lang, "问这一笔");
    view.page.noindex = true;
    view.page.csrf = request_csrf(req, res);
    response_page(ctx, req, res, html_home_money_ask, &view);
    return OK;
}

Status
money_ask(Ctx *ctx, const Request *req, Response *res)
{
    Entry entry;
    Region village;

    TRY(open_entry(ctx, req, &entry, &village));
    return show_ask(ctx, req, res, &entry, &village);
}

Status
money_asked(Ctx *ctx, const Request *req, Response *res)
{
    Entry entry;
    Region village;
    Status status;

    TRY(open_entry(ctx, req, &entry, &village));
    status = question_add(ctx, entry.id, request_form(req, "name"), request_form(req, "contact"),
                          request_form(req, "body"), req->address);
    if (status == INVALID) {
        TRY(show_ask(ctx, req, res, &entry, &village));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "收到了，村里看到后会答复您"));
    return response_redirect(ctx, res,
                             money_link(ctx->arena, entry.region, month_of(entry.day), ""));
}

Status
money_photo(Ctx *ctx, const Request *req, Response *res)
{
    MoneyPhotoView view = {0};
    EntryPhotos photos;
    Entry entry;
    Region village;

    TRY(open_entry(ctx, req, &entry, &village));
    TRY(entry_photo_list(ctx, entry.id, &photos));
    TRY(home_page(ctx, req, &village, &view.page));
    view.page.title = TR(ctx->lang, "票据");
    view.page.noindex = true;
    view.entry = money_entry(ctx, &entry, false);
    view.back_link = back_link(ctx->arena, &entry);
    view.photos.at = NEW_ARRAY(ctx->arena, Text, photos.len);
    for (size_t i = 0; i < photos.len; i++)
        if (photos.at[i].state == ATTACHMENT_SAFE)
            view.photos.at[view.photos.len++] = text_printf(
                ctx->arena, "/e/%lld/photo/%lld", (long long)entry.id, (long long)photos.at[i].id);
    response_shows(res, village.code);
    response_page(ctx, req, res, html_home_money_photo, &view);
    return OK;
}

Status
money_photo_file(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;
    Text path;

    if (!text_to_i64(request_param(req, "photo"), &id))
        return NOT_FOUND;
    TRY(entry_photo_file(ctx, id, false, &path));
    response_file(ctx, res, path, T("image/jpeg"), T("voucher.jpg"), false);
    res->uncacheable = true;
    return OK;
}

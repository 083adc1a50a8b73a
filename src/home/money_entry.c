/* About one entry: the way to ask, and the photographs of its voucher. */
#include "base/tr.h"
#include "home/money.h"
#include "home/money_photo.html.h"
#include "home/parts.h"
#include "ledger/photo.h"

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

/* Links on paper and in old messages; the steps of asking take over. */
Status
money_ask(Ctx *ctx, const Request *req, Response *res)
{
    Entry entry;
    Region village;

    TRY(open_entry(ctx, req, &entry, &village));
    return response_redirect(ctx, res, money_ask_link(ctx->arena, &entry));
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

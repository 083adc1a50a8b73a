/*
 * The head of each step: where one is, what it is about.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "ledger/ledger.h"
#include "opinion/pages_ask.h"

static void
fill_steps(Ctx *ctx, AskAt at, AskHead *head)
{
    const Text names[ASK_STEPS] = {
        [AT_WHAT] = TR(ctx->lang, "什么事"),
        [AT_WHERE] = TR(ctx->lang, "在哪里"),
        [AT_WHO] = TR(ctx->lang, "您是谁"),
        [AT_CHECK] = TR(ctx->lang, "看一遍"),
    };

    head->steps.at = NEW_ARRAY(ctx->arena, AskStep, ASK_STEPS);
    for (int step = 0; step < ASK_STEPS; step++)
        head->steps.at[head->steps.len++] =
            (AskStep){.name = names[step], .done = step < (int)at, .current = step == (int)at};
}

Status
ask_begin(Ctx *ctx, const Request *req, Response *res, const Region *place, AskAt at, Page *page,
          AskHead *head)
{
    TRY(pages_begin(ctx, req, place, TR(ctx->lang, "有话直说"), page));
    page->csrf = request_csrf(req, res);
    page->noindex = true;
    head->place = place->name;
    head->place_link = voice_place_link(ctx->arena, place->code, "");
    fill_steps(ctx, at, head);
    res->uncacheable = true;
    return OK;
}

static Status
about_disclosure(Ctx *ctx, const Region *place, int64_t id, AskHead *head)
{
    Disclosure disclosure;
    Revision revision;

    TRY(disclosure_get(ctx, id, &disclosure));
    if (disclosure.region != place->code || disclosure.revision == 0)
        return NOT_FOUND;
    TRY(disclosure_revision(ctx, id, disclosure.revision, &revision));
    head->source = revision.title;
    head->source_link = text_printf(ctx->arena, "/d/%lld", (long long)id);
    return OK;
}

static Status
about_entry(Ctx *ctx, const Region *place, int64_t id, AskHead *head)
{
    Entry entry;

    TRY(entry_get(ctx, id, &entry));
    if (entry.region != place->code)
        return NOT_FOUND;
    head->source = TR_FORMAT(ctx->arena, ctx->lang, "{day} {purpose}，{amount} 元",
                             {"day", day_format(ctx->arena, entry.day)}, {"purpose", entry.purpose},
                             {"amount", fen_format(ctx->arena, entry.amount_fen)});
    head->source_link =
        text_printf(ctx->arena, "/r/%012lld/money/%.*s#e%lld", (long long)place->code,
                    TEXT_ARGS(month_format(ctx->arena, month_of(entry.day))), (long long)id);
    return OK;
}

Status
ask_source(Ctx *ctx, const Region *place, OpinionSource source, int64_t id, AskHead *head)
{
    switch (source) {
    case SOURCE_DISCLOSURE:
    case SOURCE_NOTICE:
        return about_disclosure(ctx, place, id, head);
    case SOURCE_ENTRY:
        return about_entry(ctx, place, id, head);
    case SOURCE_NONE:
    case OPINION_SOURCES:
        break;
    }
    return OK;
}

Text
ask_about_title(Lang lang, OpinionAbout about)
{
    switch (about) {
    case ABOUT_VILLAGE:
        return TR(lang, "村（社区）干部");
    case ABOUT_TOWNSHIP:
        return TR(lang, "乡镇（街道）干部");
    case ABOUT_DISTRICT:
        return TR(lang, "区（县）里的干部");
    case ABOUT_INSPECTORS:
    case ABOUTS:
        break;
    }
    return TR(lang, "纪检监察干部");
}

Text
ask_open_title(Lang lang, bool open, bool sealed)
{
    if (sealed)
        return TR(lang, "不公开，只有纪检监察看得到");
    return open ? TR(lang, "公开，大家都能看到") : TR(lang, "不公开，只有您和办事的人看得到");
}

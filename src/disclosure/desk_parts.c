#include "disclosure/desk_parts.h"

#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_conflict.html.h"

enum { WAITED_LONG_DAYS = 3 }; /* then it stands out */

static const char *const affair_css[] = {
    [AFFAIR_PARTY] = "tag tag-party",
    [AFFAIR_VILLAGE] = "tag tag-affairs",
    [AFFAIR_FINANCE] = "tag tag-money",
};

const char *
desk_affair_css(Affair affair)
{
    return affair_css[affair];
}

Text
desk_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/d/%lld%s", (long long)id, below);
}

Text
desk_code(Arena *arena, RegionCode code)
{
    return region_code_format(arena, code);
}

bool
desk_has_several_villages(RegionCodes scopes)
{
    return scopes.len > 1 || (scopes.len == 1 && region_code_level(scopes.at[0]) != LEVEL_VILLAGE);
}

Text
desk_number(Arena *arena, int64_t value)
{
    return text_printf(arena, "%lld", (long long)value);
}

Text
desk_day(Ctx *ctx, Day day)
{
    return period_words(ctx->arena, ctx->lang, period_of(RHYTHM_EVENT, day));
}

Text
desk_period(Ctx *ctx, Text period)
{
    Period parsed;

    return period_parse(period, &parsed) ? period_words(ctx->arena, ctx->lang, parsed) : period;
}

Text
desk_waited(Ctx *ctx, Time since)
{
    int64_t days = ctx_today(ctx) - day_of(since);

    if (days <= 0)
        return TR(ctx->lang, "今天");
    return TR_FORMAT(ctx->arena, ctx->lang, "{days} 天", {"days", desk_number(ctx->arena, days)});
}

Text
desk_item(Ctx *ctx, RegionCode region, Text code)
{
    Item item;

    if (catalogue_item(ctx, region, code, &item) != OK)
        return code;
    return text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(code),
                       TEXT_ARGS(item_name(&item, ctx->lang)));
}

Text
desk_cell(Arena *arena, const Column *column, Text value)
{
    int64_t number;

    if (!cell_number(column, value, &number))
        return value;
    if (column->kind == KIND_MONEY)
        return fen_format(arena, number);
    return column->kind == KIND_QUANTITY ? decimal_format(arena, number) : value;
}

Text
desk_problem(const Ctx *ctx, const char *field)
{
    Text sentence = ctx_problem_of(ctx, field);

    return sentence.at != NULL ? sentence : T("");
}

Status
desk_where(Ctx *ctx, RegionCode code, Region *place_out, Text *township_out)
{
    Region above;
    Status status;

    *township_out = TR(ctx->lang, "街道（乡镇）");
    TRY(region_get(ctx, code, place_out));
    if (place_out->parent == 0)
        return OK;
    status = region_get(ctx, place_out->parent, &above);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    *township_out = above.name;
    return OK;
}

Status
desk_open(Ctx *ctx, const Request *req, Disclosure *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(disclosure_get(ctx, id, out));
    return actor_may(ctx->actor, CAN_READ_STAFF_PARTS, out->region) ? OK : NOT_FOUND;
}

Status
desk_revision(Ctx *ctx, const Disclosure *disclosure, Revision *out)
{
    return disclosure_revision(
        ctx, disclosure->id, disclosure->working != 0 ? disclosure->working : disclosure->revision,
        out);
}

int64_t
desk_lock(const Request *req)
{
    int64_t lock;

    return text_to_i64(request_form(req, "lock"), &lock) ? lock : -1;
}

/* ---- states ---- */

static Text
next_of_draft(Ctx *ctx, const Disclosure *disclosure)
{
    return disclosure->revision != 0 ? TR(ctx->lang, "更正还没提交，群众看到的是原来的内容")
                                     : TR(ctx->lang, "写好后预览、提交，群众现在看不到");
}

void
desk_state(Ctx *ctx, const Disclosure *disclosure, Text township, DeskState *out)
{
    *out = (DeskState){.tag = "tag", .css = "state state-draft", .next = T("")};
    switch (disclosure->state) {
    case STATE_DRAFT:
        out->words = disclosure->revision != 0 ? TR(ctx->lang, "正在更正") : TR(ctx->lang, "草稿");
        out->next = next_of_draft(ctx, disclosure);
        return;
    case STATE_CONFIRMING:
        out->words = TR(ctx->lang, "等理财小组核对");
        out->next =
            TR_FORMAT(ctx->arena, ctx->lang, "核对后送{township}审核", {"township", township});
        out->css = "state state-review";
        out->tag = "tag tag-doing";
        return;
    case STATE_SUBMITTED:
        out->words = TR_FORMAT(ctx->arena, ctx->lang, "等{township}审核", {"township", township});
        out->next = TR(ctx->lang, "审核通过就自动公开");
        out->css = "state state-review";
        out->tag = "tag tag-doing";
        return;
    case STATE_RETURNED:
        out->words = TR(ctx->lang, "退回来了");
        out->next = TR(ctx->lang, "改好以后再提交");
        out->css = "state state-returned";
        out->tag = "tag tag-warn";
        return;
    case STATE_PUBLISHED:
        out->words = TR(ctx->lang, "已公开");
        out->css = "state state-public";
        out->tag = "tag tag-ok";
        return;
    case STATE_WITHDRAWN:
        out->words = TR(ctx->lang, "已撤回");
        out->next = TR(ctx->lang, "撤回的原因一直公开");
        out->css = "state state-gone";
        out->tag = "tag tag-ghost";
        return;
    case STATE_COUNT:
        break;
    }
    out->words = T("");
}

Status
desk_head(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, DeskHead *out)
{
    Region place;
    Item item;
    Text township;

    TRY(desk_where(ctx, disclosure->region, &place, &township));
    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    *out = (DeskHead){
        .id = desk_number(ctx->arena, disclosure->id),
        .lock = desk_number(ctx->arena, disclosure->lock),
        .link = desk_link(ctx->arena, disclosure->id, ""),
        .title = revision->title,
        .place = place.name,
        .place_link = text_printf(ctx->arena, "/desk/village/%012lld", (long long)place.code),
        .township = township,
        .item = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(item.code),
                            TEXT_ARGS(item_name(&item, ctx->lang))),
        .item_plain = item_plain(&item, ctx->lang),
        .affair = tr_text(ctx->lang, affair_title(disclosure->affair)),
        .affair_css = desk_affair_css(disclosure->affair),
        .period = desk_period(ctx, disclosure->period),
        .published = disclosure->revision != 0,
        .public_link = text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id),
        .returned = disclosure->state == STATE_RETURNED,
        .return_reason = revision->return_reason,
    };
    desk_state(ctx, disclosure, township, &out->state);
    return OK;
}

/* ---- lists ---- */

static void
row_tag(Ctx *ctx, const WorkLine *line, DeskRow *row)
{
    int64_t days = ctx_today(ctx) - day_of(line->since);
    Text waited = desk_waited(ctx, line->since);

    row->tag_css = "tag";
    if (line->state == STATE_DRAFT) {
        row->tag = line->revision != 0 ? TR(ctx->lang, "正在更正") : TR(ctx->lang, "草稿");
        return;
    }
    if (line->state == STATE_RETURNED) {
        row->tag = TR_FORMAT(ctx->arena, ctx->lang, "退回 · {waited}", {"waited", waited});
        row->tag_css = "tag tag-warn";
        return;
    }
    row->tag = days <= 0 ? TR(ctx->lang, "今天提交")
                         : TR_FORMAT(ctx->arena, ctx->lang, "等了 {waited}", {"waited", waited});
    row->tag_css = days >= WAITED_LONG_DAYS ? "tag tag-warn" : "tag tag-doing";
}

void
desk_rows(Ctx *ctx, const WorkLines *lines, const char *below, bool with_place, DeskRows *out)
{
    *out = (DeskRows){.at = NEW_ARRAY(ctx->arena, DeskRow, lines->len), .len = lines->len};
    for (size_t i = 0; i < lines->len; i++) {
        const WorkLine *line = &lines->at[i];
        DeskRow *row = &out->at[i];

        *row = (DeskRow){
            .link = desk_link(ctx->arena, line->id, below),
            .title = line->title,
            .why = text_printf(ctx->arena, "%.*s · %.*s",
                               TEXT_ARGS(desk_item(ctx, line->region, line->item)),
                               TEXT_ARGS(desk_period(ctx, line->period))),
            .place = with_place ? line->region_name : T(""),
            .reason = line->state == STATE_RETURNED ? line->return_reason : T(""),
        };
        if (line->revision != 0 && line->state != STATE_DRAFT)
            row->why = TR_FORMAT(ctx->arena, ctx->lang, "{what} · 更正", {"what", row->why});
        if (line->kind != DISCLOSURE_REPORT)
            row->why =
                text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(row->why),
                            TEXT_ARGS(tr_text(ctx->lang, disclosure_kind_title(line->kind))));
        row_tag(ctx, line, row);
    }
}

/* ---- history ---- */

static Text
step_words(Ctx *ctx, Text kind)
{
    static const struct {
        const char *kind;
        const char *words;
    } steps[] = {
        {"created",   N_("开始起草")            },
        {"updated",   N_("修改了内容")         },
        {"submitted", N_("提交了")               },
        {"confirmed", N_("理财小组核对通过")},
        {"returned",  N_("退回修改")            },
        {"published", N_("审核通过，公开")   },
        {"corrected", N_("开始更正")            },
        {"withdrawn", N_("已撤回")               },
        {"discarded", N_("放弃了更正")         },
    };

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (text_eq(kind, text_c(steps[i].kind)))
            return tr_text(ctx->lang, steps[i].words);
    return kind;
}

Status
desk_steps(Ctx *ctx, const Disclosure *disclosure, DeskSteps *out)
{
    DisclosureEvents events;

    TRY(disclosure_events(ctx, disclosure->id, &events));
    *out = (DeskSteps){.at = NEW_ARRAY(ctx->arena, DeskStep, events.len), .len = events.len};
    for (size_t i = 0; i < events.len; i++) {
        const DisclosureEvent *event = &events.at[events.len - 1 - i]; /* newest first */

        out->at[i] = (DeskStep){
            .when = time_format_minute(ctx->arena, event->at),
            .what = step_words(ctx, event->kind),
            .who = event->account_name.at != NULL ? event->account_name : T(""),
            .note = event->note,
        };
        if (text_eq(event->kind, T("published")))
            out->at[i].link = text_printf(ctx->arena, "/d/%lld/revisions/%lld",
                                          (long long)disclosure->id, (long long)event->revision);
    }
    return OK;
}

/* ---- pages ---- */

void
desk_crumbs(Ctx *ctx, Page *page, Text name, Text link)
{
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 2);
    page->crumbs.at[page->crumbs.len++] = (Crumb){TR(ctx->lang, "待办"), T("/desk")};
    if (!text_is_empty(name))
        page->crumbs.at[page->crumbs.len++] = (Crumb){name, link};
}

Status
desk_conflict(Ctx *ctx, const Request *req, Response *res, int64_t id)
{
    DeskConflictView view = {
        .link = T("/desk"),
        .written = text_trim(request_form(req, "reason")),
    };
    Disclosure now;
    Region place;
    Text township;
    DeskState state;

    ctx->problems = (Problems){0};
    view.page = page_begin(ctx, req, TR(ctx->lang, "别人刚处理过"));
    if (disclosure_get(ctx, id, &now) == OK &&
        desk_where(ctx, now.region, &place, &township) == OK) {
        desk_state(ctx, &now, township, &state);
        view.state = state.words;
        view.link = desk_link(ctx->arena, id, "");
    }
    res->status = 409;
    response_page(ctx, req, res, html_disclosure_desk_conflict, &view);
    return INVALID;
}

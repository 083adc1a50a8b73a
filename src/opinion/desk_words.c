/*
 * How an opinion reads in the desk's lists: deadlines, tags, rows.
 */
#include <stdlib.h>

#include "base/tr.h"
#include "opinion/desk_parts.h"

enum { TAGS_MAX = 8, SOON_DAYS = 2, PAGES_LOOKED_AT = 8 };

Text
opinion_desk_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/opinion/%lld%s", (long long)id, below);
}

Text
opinions_desk_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/desk/opinions/%012lld%s", (long long)code, below);
}

Text
opinion_place_name(Ctx *ctx, RegionCode code)
{
    Region place;

    return region_get(ctx, code, &place) == OK ? place.name : region_code_format(ctx->arena, code);
}

Status
opinion_desk_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    return region_get(ctx, code, out);
}

void
opinion_crumbs(Ctx *ctx, Page *page, Text place, Text link)
{
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 2);
    page->crumbs.at[page->crumbs.len++] = (Crumb){TR(ctx->lang, "待办"), T("/desk")};
    page->crumbs.at[page->crumbs.len++] =
        (Crumb){TR_FORMAT(ctx->arena, ctx->lang, "{place}的群众意见", {"place", place}), link};
}

/* ---- deadlines ---- */

/* What is to be done until when, for the last day and the hour at which it ends. */
static Text
until_words(Ctx *ctx, Time due, bool reply)
{
    Day day = day_of(due - 1);
    int64_t hour = due == day_start(day + 1) ? 24 : (due - day_start(day)) / 3600;
    int64_t left = day - ctx_today(ctx);
    Text at = desk_number(ctx->arena, hour);

    if (left == 0)
        return reply ? TR_FORMAT(ctx->arena, ctx->lang, "今天 {hour}:00 前答复", {"hour", at})
                     : TR_FORMAT(ctx->arena, ctx->lang, "今天 {hour}:00 前办结", {"hour", at});
    if (reply && left == 1)
        return TR_FORMAT(ctx->arena, ctx->lang, "明天 {hour}:00 前答复", {"hour", at});
    return TR_FORMAT(ctx->arena, ctx->lang, "还剩 {days} 天",
                     {"days", desk_number(ctx->arena, left)});
}

static Text
late_words(Ctx *ctx, Time due, bool reply)
{
    int64_t days = ctx_today(ctx) - day_of(due - 1);
    Text count = desk_number(ctx->arena, days);

    if (days <= 0)
        return reply ? TR(ctx->lang, "过了答复时间") : TR(ctx->lang, "过了办结时间");
    if (reply)
        return TR_FORMAT(ctx->arena, ctx->lang, "逾期 {days} 天没答复", {"days", count});
    return TR_FORMAT(ctx->arena, ctx->lang, "逾期 {days} 天", {"days", count});
}

void
opinion_due(Ctx *ctx, const Opinion *opinion, OpinionDue *out)
{
    bool reply = opinion->state == OPINION_RECEIVED;
    bool reply_late = reply && ctx->now >= opinion->reply_due;
    Time due = opinion->resolve_due;

    if (!reply && opinion->state != OPINION_IN_HAND) {
        bool settled = opinion->state == OPINION_RESOLVED || opinion->state == OPINION_CLOSED;

        *out = (OpinionDue){tr_text(ctx->lang, opinion_state_title(opinion->state)),
                            settled ? "circle-check" : "minus", settled ? "tag tag-ok" : "tag"};
        return;
    }
    /* Unanswered is what the sender feels first, unless it should have been settled by now. */
    if (reply && ctx->now < opinion->resolve_due)
        due = opinion->reply_due;
    if (reply_late || ctx->now >= due)
        *out = (OpinionDue){late_words(ctx, due, due == opinion->reply_due), "alert-triangle",
                            "tag tag-late"};
    else if (day_of(due - 1) - ctx_today(ctx) <= SOON_DAYS)
        *out =
            (OpinionDue){until_words(ctx, due, due == opinion->reply_due), "clock", "tag tag-warn"};
    else
        *out = (OpinionDue){until_words(ctx, due, false), "hourglass", "tag tag-doing"};
}

static void
add_tag(OpinionTags *tags, bool so, Text words, const char *css)
{
    if (so && tags->len < TAGS_MAX)
        tags->at[tags->len++] = (OpinionTag){words, css};
}

void
opinion_tags(Ctx *ctx, const Opinion *opinion, OpinionTags *out)
{
    bool open = opinion_state_is_open(opinion->state);

    *out = (OpinionTags){.at = NEW_ARRAY(ctx->arena, OpinionTag, TAGS_MAX)};
    add_tag(out, open && opinion->late_resolve, TR(ctx->lang, "区里督办"), "tag tag-late");
    add_tag(out, open && opinion->late_reply && !opinion->late_resolve,
            TR(ctx->lang, "没当天答复，已转上级"), "tag tag-late");
    add_tag(out, open && opinion->reopened != 0, TR(ctx->lang, "没办好，重新办"), "tag tag-warn");
    add_tag(out, open && opinion->extension_asked != 0, TR(ctx->lang, "申请延期"), "tag tag-warn");
    add_tag(out, opinion->source == SOURCE_NOTICE, TR(ctx->lang, "异议"), "tag tag-warn");
    add_tag(out, opinion->source == SOURCE_ENTRY, TR(ctx->lang, "问账"), "tag tag-money");
    add_tag(out, opinion->petition && !opinion->petition_settled_day.set, TR(ctx->lang, "信访矛盾"),
            "tag tag-late");
    add_tag(out, opinion->visit_wanted, TR(ctx->lang, "等回访"), "tag tag-doing");
    add_tag(out, opinion->hidden, TR(ctx->lang, "不对外显示"), "tag tag-ghost");
    if (opinion->rating != RATING_NONE)
        add_tag(out, true, tr_text(ctx->lang, opinion_rating_title(opinion->rating)),
                opinion->rating == RATING_UNSATISFIED ? "tag tag-late" : "tag tag-ok");
}

/* ---- lists ---- */

static Text
why_words(Ctx *ctx, RegionCode here, const Opinion *opinion)
{
    Text parts[6];
    size_t len = 0;

    if (opinion->region != here)
        parts[len++] = opinion_place_name(ctx, opinion->region);
    parts[len++] = tr_text(ctx->lang, opinion_topic_title(opinion->topic));
    parts[len++] = tr_text(ctx->lang, opinion_kind_title(opinion->kind));
    parts[len++] = TR_FORMAT(ctx->arena, ctx->lang, "{when} 收到",
                             {"when", desk_day(ctx, day_of(opinion->received_at))});
    if (opinion_state_is_open(opinion->state) && opinion->office != here &&
        opinion->office != opinion->region)
        parts[len++] = TR_FORMAT(ctx->arena, ctx->lang, "{office}办理",
                                 {"office", opinion_place_name(ctx, opinion->office)});
    if (opinion->supporters != 0)
        parts[len++] = TR_FORMAT(ctx->arena, ctx->lang, "{count} 人也遇到",
                                 {"count", desk_number(ctx->arena, opinion->supporters)});
    return text_join(ctx->arena, (Texts){parts, len}, T(" · "));
}

void
opinion_rows(Ctx *ctx, const Page *page, RegionCode here, const Opinions *opinions,
             OpinionRows *out)
{
    *out = (OpinionRows){.at = NEW_ARRAY(ctx->arena, OpinionRow, opinions->len)};
    for (size_t i = 0; i < opinions->len; i++) {
        const Opinion *opinion = &opinions->at[i];
        OpinionRow *row = &out->at[out->len++];

        *row = (OpinionRow){.page = page,
                            .link = opinion_desk_link(ctx->arena, opinion->id, ""),
                            .title = opinion->title};
        if (opinion->kind == OPINION_MISCONDUCT) {
            row->look = opinion_desk_link(ctx->arena, opinion->id, "/look");
            row->title = opinion->number;
            row->why = TR_FORMAT(ctx->arena, ctx->lang, "{when} 收到",
                                 {"when", desk_day(ctx, day_of(opinion->received_at))});
            row->due = (OpinionDue){TR(ctx->lang, "密封"), "lock", "tag tag-ghost"};
            row->tags = (OpinionTags){0};
            continue;
        }
        row->why = why_words(ctx, here, opinion);
        opinion_due(ctx, opinion, &row->due);
        opinion_tags(ctx, opinion, &row->tags);
    }
}

/* ---- what is urgent ---- */

/* What is due next: the reply, as long as there is none. */
static Time
next_due(const Opinion *opinion)
{
    return opinion->state == OPINION_RECEIVED && opinion->reply_due < opinion->resolve_due
               ? opinion->reply_due
               : opinion->resolve_due;
}

bool
opinion_is_urgent(const Ctx *ctx, const Opinion *opinion)
{
    return opinion_state_is_open(opinion->state) &&
           next_due(opinion) <= day_start(ctx_today(ctx) + 1);
}

static int
by_next_due(const void *left, const void *right)
{
    Time one = next_due(left);
    Time other = next_due(right);

    return one < other ? -1 : one > other;
}

/* The list has those to be settled first on top: one that came today, to be answered today, stands
 * at its end. */
Status
opinion_urgent(Ctx *ctx, RegionCode office, Opinions *out)
{
    Text cursor = T("");

    *out = (Opinions){.at = NEW_ARRAY(ctx->arena, Opinion, OPINIONS_URGENT_MAX)};
    for (int page = 0; page < PAGES_LOOKED_AT && cursor.at != NULL; page++) {
        Opinions found;

        TRY(opinion_queue(ctx, office, VIEW_OURS, cursor, &found));
        for (size_t i = 0; i < found.len && out->len < OPINIONS_URGENT_MAX; i++)
            if (opinion_is_urgent(ctx, &found.at[i]))
                out->at[out->len++] = found.at[i];
        cursor = found.next;
    }
    if (out->len > 1)
        qsort(out->at, out->len, sizeof out->at[0], by_next_due);
    return OK;
}

Text
opinion_counts_words(Ctx *ctx, const OpinionCounts *counts, bool *urgent_out)
{
    *urgent_out = counts->overdue != 0;
    if (counts->overdue != 0 && counts->today != 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "逾期 {overdue} 件，今天还要办 {today} 件",
                         {"overdue", desk_number(ctx->arena, counts->overdue)},
                         {"today", desk_number(ctx->arena, counts->today)});
    if (counts->overdue != 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "逾期 {overdue} 件，请先办",
                         {"overdue", desk_number(ctx->arena, counts->overdue)});
    if (counts->today != 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "今天要答复或办结 {today} 件",
                         {"today", desk_number(ctx->arena, counts->today)});
    if (counts->ours != 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "手上 {ours} 件，今天没有到期的",
                         {"ours", desk_number(ctx->arena, counts->ours)});
    return TR(ctx->lang, "本单位手上没有要办的意见");
}

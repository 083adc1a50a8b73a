#include "disclosure/detail.h"

#include "base/money.h"
#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/detail_parts.h"
#include "disclosure/parts.h"
#include "prose/markdown.h"

static const char *const affair_css[] = {
    [AFFAIR_PARTY] = "tag tag-party",
    [AFFAIR_VILLAGE] = "tag tag-affairs",
    [AFFAIR_FINANCE] = "tag tag-money",
};

static Text
number(Ctx *ctx, int64_t value)
{
    return text_printf(ctx->arena, "%lld", (long long)value);
}

static Text
day_text(Ctx *ctx, OptInt time)
{
    return time.set ? day_format(ctx->arena, day_of(time.value)) : T("");
}

Text
disclosure_checked_words(Ctx *ctx, const Revision *revision, Text township)
{
    Text parts[2];
    Texts said = {parts, 0};

    if (!revision->published_at.set)
        return T("");
    if (revision->confirmed_at.set)
        parts[said.len++] = TR_FORMAT(ctx->arena, ctx->lang, "民主理财小组 {day} 核对",
                                      {"day", day_text(ctx, revision->confirmed_at)});
    if (revision->reviewed_at.set && !text_is_empty(township))
        parts[said.len++] =
            TR_FORMAT(ctx->arena, ctx->lang, "{township} {day} 审核", {"township", township},
                      {"day", day_text(ctx, revision->reviewed_at)});
    return text_join(ctx->arena, said, TR(ctx->lang, "，"));
}

static Status
fill_place(Ctx *ctx, const Disclosure *disclosure, DetailView *out)
{
    Regions path;

    TRY(region_path(ctx, disclosure->region, &path));
    for (size_t i = 0; i < path.len; i++) {
        if (path.at[i].level == LEVEL_TOWNSHIP)
            out->township = path.at[i].name;
        out->place = path.at[i].name;
    }
    out->place_link = text_printf(ctx->arena, "/r/%012lld", (long long)disclosure->region);
    return OK;
}

static void
fill_item(Ctx *ctx, const Disclosure *disclosure, const Item *item, DetailView *out)
{
    Period period;

    out->item = item_name(item, ctx->lang);
    out->item_plain = item_plain(item, ctx->lang);
    out->item_link =
        text_printf(ctx->arena, "/r/%012lld/%s?item=%.*s", (long long)disclosure->region,
                    affair_name(disclosure->affair), TEXT_ARGS(item->code));
    out->affair = tr_text(ctx->lang, affair_title(disclosure->affair));
    out->affair_css = affair_css[disclosure->affair];
    out->legal_basis = ctx->lang == LANG_EN && !text_is_empty(item->legal_basis_en)
                           ? item->legal_basis_en
                           : item->legal_basis;
    out->period = period_parse(disclosure->period, &period)
                      ? period_words(ctx->arena, ctx->lang, period)
                      : disclosure->period;
}

static Status
fill_texts(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, const Item *item,
           Reader reader, DetailView *out)
{
    Audience audience = disclosure_audience(ctx, disclosure, item, revision->kind);

    out->title = revision->title;
    out->nil = revision->kind == DISCLOSURE_NIL;
    out->exception = revision->kind == DISCLOSURE_EXCEPTION;
    out->closes = item_closes(item);
    if (out->closes && audience == item->audience)
        out->left_words = tr_text(ctx->lang, audience_title(item->after_notice));
    if (!audience_reads(audience, reader)) {
        out->title = default_title(ctx->arena, ctx->lang, item, disclosure->period);
        out->closed_text = true;
        out->audience_note = tr_text(ctx->lang, audience_title(audience));
        return OK;
    }
    out->summary = revision->summary;
    if (out->exception) {
        out->exception_ground = revision->reason;
        if (revision->review_on.set)
            out->review_on = day_format(ctx->arena, (Day)revision->review_on.value);
    }
    if (text_is_blank(revision->body))
        return OK;
    out->has_body = true;
    return markdown_html(ctx->arena, revision->body, &out->body.html);
}

static void
fill_state(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, DetailView *out)
{
    Day today = ctx_today(ctx);

    out->published = day_text(ctx, revision->published_at);
    out->checked = disclosure_checked_words(ctx, revision, out->township);
    out->number = number(ctx, revision->number);
    out->corrected = revision->number > 1 && !out->exception;
    if (out->corrected)
        out->corrected_reason = revision->reason;
    out->outdated = revision->number < disclosure->revision;
    out->current_link = text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id);
    out->print_link = text_printf(ctx->arena, "/d/%lld/print", (long long)disclosure->id);
    out->ask_link = text_printf(ctx->arena, "/r/%012lld/ask?d=%lld", (long long)disclosure->region,
                                (long long)disclosure->id);
    out->withdrawn = disclosure->withdrawn_at.set;
    out->withdrawn_day = day_text(ctx, disclosure->withdrawn_at);
    out->withdrawn_reason = disclosure->withdrawn_reason;
    if (disclosure->notice_until.set && disclosure->notice_until.value >= today &&
        !out->withdrawn && !out->outdated) {
        out->notice = true;
        out->days_left = disclosure->notice_until.value - today;
        out->last_day = out->days_left == 0;
        out->notice_until = day_format(ctx->arena, (Day)disclosure->notice_until.value);
        out->object_link = text_printf(ctx->arena, "/r/%012lld/ask?notice=%lld",
                                       (long long)disclosure->region, (long long)disclosure->id);
    }
}

static Text
size_words(Ctx *ctx, int64_t bytes)
{
    if (bytes < 1024 * 1024)
        return text_printf(ctx->arena, "%lld KB", (long long)((bytes + 1023) / 1024));
    return text_printf(ctx->arena, "%lld.%lld MB", (long long)(bytes / (1024 * 1024)),
                       (long long)(bytes % (1024 * 1024) * 10 / (1024 * 1024)));
}

static Status
fill_files(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, Reader reader,
           DetailView *out)
{
    Attachments files;

    if (disclosure->id == 0)
        return OK; /* nothing can hang on it yet */
    TRY(attachment_list(ctx, disclosure->id, revision->number, &files));
    out->files_hidden = (int64_t)files.closed;
    out->files.at = NEW_ARRAY(ctx->arena, DetailFile, files.len);
    for (size_t i = 0; i < files.len; i++) {
        const Attachment *file = &files.at[i];
        DetailFile *shown;

        if (file->state != ATTACHMENT_SAFE)
            continue;
        if (!attachment_reads(file, reader)) {
            out->files_hidden++;
            continue;
        }
        shown = &out->files.at[out->files.len++];
        *shown = (DetailFile){
            .link = text_printf(ctx->arena, "/f/%lld", (long long)file->id),
            .name = file->name,
            .pdf = file->pdf,
            .size = size_words(ctx, file->bytes),
        };
        if (!text_is_empty(file->thumb))
            shown->thumb = text_printf(ctx->arena, "/f/%lld/thumb", (long long)file->id);
        if (attachment_audience(file) != AUDIENCE_PUBLIC)
            shown->audience = tr_text(ctx->lang, audience_title(attachment_audience(file)));
    }
    return OK;
}

/* Published revisions, newest first, and the withdrawal: what the public may know of the life. */
static Status
fill_steps(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, DetailView *out)
{
    Revisions revisions;

    if (disclosure->id == 0)
        return OK; /* has no history yet */
    TRY(disclosure_revisions(ctx, disclosure->id, &revisions));
    out->steps.at = NEW_ARRAY(ctx->arena, DetailStep, revisions.len + 1);
    if (disclosure->withdrawn_at.set)
        out->steps.at[out->steps.len++] = (DetailStep){
            .when = day_text(ctx, disclosure->withdrawn_at),
            .what = TR(ctx->lang, "已撤回"),
            .note = disclosure->withdrawn_reason,
        };
    for (size_t i = revisions.len; i-- > 0;) {
        const Revision *step = &revisions.at[i];

        out->steps.at[out->steps.len++] = (DetailStep){
            .when = step->published_at.set
                        ? time_format_minute(ctx->arena, step->published_at.value)
                        : T(""),
            .what = step->number == 1 ? TR(ctx->lang, "首次公开")
                                      : TR_FORMAT(ctx->arena, ctx->lang, "第 {number} 次更正",
                                                  {"number", number(ctx, step->number - 1)}),
            .note = step->number == 1 ? T("") : step->reason,
            .link = text_printf(ctx->arena, "/d/%lld/revisions/%lld", (long long)disclosure->id,
                                (long long)step->number),
            .current = step->number == revision->number,
        };
    }
    return OK;
}

Status
disclosure_detail_view(Ctx *ctx, const Disclosure *disclosure, const Revision *revision,
                       Reader reader, int rows_page, DetailView *out)
{
    Item item;

    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    TRY(fill_place(ctx, disclosure, out));
    fill_item(ctx, disclosure, &item, out);
    TRY(fill_texts(ctx, disclosure, revision, &item, reader, out));
    fill_state(ctx, disclosure, revision, out);
    TRY(fill_steps(ctx, disclosure, revision, out));
    if (out->withdrawn && (reader & (1u << AUDIENCE_STAFF)) == 0) {
        /* Of what was withdrawn the tombstone stays, not the content. */
        out->summary = T("");
        out->has_body = false;
        return OK;
    }
    if (!out->closed_text)
        TRY(detail_table(ctx, &revision->table, reader, rows_page, out));
    if (rows_page >= 0 && out->heads.len != 0 && !out->outdated)
        out->csv_link = text_printf(ctx->arena, "/d/%lld.csv", (long long)disclosure->id);
    return fill_files(ctx, disclosure, revision, reader, out);
}

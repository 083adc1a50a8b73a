/*
 * From what a person wrote to what is stored: every field checked, every cell in its normal form.
 * All problems are found in one go, each with its field, so that a person corrects them at once.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "disclosure/parts.h"

/* ---- where and what ---- */

Status
content_place(Ctx *ctx, RegionCode code, Region *out)
{
    Status status = region_get(ctx, code, out);

    if (status == NOT_FOUND)
        return ctx_problem(ctx, "region", TR(ctx->lang, "没有这个村（社区），请检查代码"));
    if (status != OK)
        return status;
    if (out->level != LEVEL_VILLAGE)
        return ctx_problem(ctx, "region",
                           TR(ctx->lang, "请选择村或社区，公开内容由村（社区）发布"));
    if (out->closed_day.set)
        return ctx_problem(ctx, "region", TR(ctx->lang, "这个村（社区）已经撤销，不能再发布"));
    return OK;
}

Status
content_item(Ctx *ctx, RegionCode region, Text code, Item *out)
{
    Status status = NOT_FOUND;

    if (text_is_blank(code))
        return ctx_problem(ctx, "item", TR(ctx->lang, "请选择公开事项"));
    if (text_is_clean(code) && code.len <= (size_t)ITEM_CODE_CHARS_MAX * 4)
        status = catalogue_item(ctx, region, code, out);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "item", TR(ctx->lang, "公开目录里没有这个事项"));
    return status;
}

/* Whether an item may be published for periods of a rhythm.  A kind of place that does not owe an
 * item may still publish it, in the other kind's rhythm. */
static bool
rhythm_fits(const Item *item, bool community, Rhythm rhythm)
{
    bool owed = item_rhythm(item, community).len != 0;

    return item_has_rhythm(item, owed ? community : !community, rhythm);
}

static const char *
rhythm_example(Rhythm rhythm)
{
    switch (rhythm) {
    case RHYTHM_MONTHLY:
        return "2023-05";
    case RHYTHM_QUARTERLY:
        return "2023Q2";
    case RHYTHM_HALF_YEARLY:
        return "2023H1";
    case RHYTHM_YEARLY:
        return "2023";
    case RHYTHM_EVENT:
        break;
    }
    return "2023-05-18";
}

/* "2023-05、2023Q2": how periods of this item are written. */
static Text
rhythm_examples(Ctx *ctx, const Item *item, bool community)
{
    Text letters = item_rhythm(item, community);
    Buf buf = buf_new(ctx->arena, 256);

    if (letters.len == 0)
        letters = item_rhythm(item, !community);
    for (size_t i = 0; i < letters.len; i++) {
        if (i != 0)
            BUF_LIT(&buf, "、");
        buf_text(&buf, text_c(rhythm_example((Rhythm)letters.at[i])));
    }
    return buf_done(&buf);
}

/* Months, quarters and half-years must be over (or end today); a year has plans at its start. */
static bool
period_has_come(Period period, Day today)
{
    return period.rhythm == RHYTHM_YEARLY || period.rhythm == RHYTHM_EVENT ? period.start <= today
                                                                           : period.end <= today;
}

static void
check_period(Ctx *ctx, const Item *item, bool community, Text typed, Content *out)
{
    Text text = text_trim(typed);

    if (text_is_empty(text)) {
        (void)ctx_problem(ctx, "period", TR(ctx->lang, "请填写所属期间"));
    } else if (!period_parse(text, &out->period) ||
               !rhythm_fits(item, community, out->period.rhythm)) {
        (void)ctx_problem(ctx, "period",
                          TR_FORMAT(ctx->arena, ctx->lang, "这个事项的期间应该像这样写：{examples}",
                                    {"examples", rhythm_examples(ctx, item, community)}));
    } else if (!period_has_come(out->period, ctx_today(ctx))) {
        (void)ctx_problem(ctx, "period", TR(ctx->lang, "这一期还没有结束，到时候再公开"));
    }
    out->period_text = text;
}

/* ---- texts ---- */

/* A title stands on one line: line breaks and tabs become spaces. */
static Text
one_line(Arena *arena, Text text)
{
    Text trimmed = text_trim(text);
    Buf buf;

    for (size_t i = 0; i < trimmed.len; i++) {
        if ((unsigned char)trimmed.at[i] >= 0x20)
            continue;
        buf = buf_new(arena, trimmed.len + 1);
        for (size_t j = 0; j < trimmed.len; j++)
            buf_char(&buf, (unsigned char)trimmed.at[j] < 0x20 ? ' ' : trimmed.at[j]);
        return buf_done(&buf);
    }
    return trimmed;
}

static void
check_texts(Ctx *ctx, const DisclosureInput *input, Content *out)
{
    out->kind = input->kind;
    if (ctx_text_ok(ctx, "title", input->title, TITLE_CHARS_MAX))
        out->title = one_line(ctx->arena, input->title);
    if (ctx_text_ok(ctx, "summary", input->summary, SUMMARY_CHARS_MAX))
        out->summary = text_trim(input->summary);
    if (ctx_text_ok(ctx, "body", input->body, BODY_CHARS_MAX))
        out->body = text_trim(input->body);
    if (text_is_empty(out->title))
        out->title = default_title(ctx->arena, LANG_HANS, &out->item, out->period_text);
    if (input->kind == DISCLOSURE_NIL && text_is_empty(out->summary))
        out->summary = T("本期无事项");
}

/* A filed exception says why and when it is looked at again. */
static void
check_exception(Ctx *ctx, const DisclosureInput *input, Content *out)
{
    if (!ctx_text_ok(ctx, "reason", input->reason, REASON_CHARS_MAX))
        return;
    out->reason = text_trim(input->reason);
    if (input->kind != DISCLOSURE_EXCEPTION)
        return;
    if (text_is_blank(out->reason))
        (void)ctx_problem(ctx, "reason", TR(ctx->lang, "请写明不公开的依据"));
    if (!input->review_on.set)
        (void)ctx_problem(ctx, "review_on", TR(ctx->lang, "请填写什么时候重新审查"));
    else if (input->review_on.value <= ctx_today(ctx))
        (void)ctx_problem(ctx, "review_on", TR(ctx->lang, "重新审查的日期应该在今天以后"));
    out->review_on = input->review_on;
}

Status
content_check(Ctx *ctx, const Item *item, bool community, Columns published,
              const DisclosureInput *input, Content *out)
{
    *out = (Content){.item = *item};
    check_period(ctx, item, community, input->period, out);
    check_texts(ctx, input, out);
    check_exception(ctx, input, out);
    content_check_table(ctx, input, published, out);
    if (ctx->problems.len != 0)
        return INVALID;
    if (!content_table_fits(&out->table))
        return ctx_problem(ctx, "table", TR(ctx->lang, "表格的内容太多，请分期或分表公开"));
    out->rows = rows_pack(ctx->arena, &out->table);
    return OK;
}

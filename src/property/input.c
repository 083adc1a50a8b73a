/*
 * What is handed in for an item and period: its table from the rows, and the words around it, which
 * are content and so Chinese.
 */
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"

/* ---- periods ---- */

static Status
item_of(Ctx *ctx, RegionCode village, Text code, Item *out)
{
    Status status = NOT_FOUND;

    if (property_has_item(code))
        status = catalogue_item(ctx, village, code, out);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "item",
                           TR_FORMAT(ctx->arena, ctx->lang, "公开目录里没有 {code}，请先和区里商量",
                                     {"code", code}));
    return status;
}

/* The letters of its rhythm; a community that does not owe the item may hold property all the same.
 */
static Status
rhythm_of(Ctx *ctx, RegionCode village, const Item *item, Text *out)
{
    Region region;

    TRY(region_get(ctx, village, &region));
    *out = item_rhythm(item, region.community);
    if (out->len == 0)
        *out = item_rhythm(item, !region.community);
    return OK;
}

Status
property_period(Ctx *ctx, RegionCode village, Text code, Day day, Period *out)
{
    Item item;
    Text letters;

    if (!property_has_item(code))
        return NOT_FOUND;
    TRY(catalogue_item(ctx, village, code, &item));
    TRY(rhythm_of(ctx, village, &item, &letters));
    for (size_t i = 0; i < letters.len; i++)
        if (letters.at[i] != RHYTHM_EVENT) {
            *out = period_of((Rhythm)letters.at[i], day);
            return OK;
        }
    *out = period_of(RHYTHM_EVENT, day);
    return OK;
}

Status
property_period_of(Ctx *ctx, RegionCode village, Text code, Text typed, Item *item_out, Period *out)
{
    Text letters;

    TRY(item_of(ctx, village, code, item_out));
    TRY(rhythm_of(ctx, village, item_out, &letters));
    if (period_parse(text_trim(typed), out))
        for (size_t i = 0; i < letters.len; i++)
            if (letters.at[i] == (char)out->rhythm)
                return OK;
    return ctx_problem(ctx, "period", TR(ctx->lang, "这个事项没有这样的期间"));
}

/* ---- words ---- */

static Text
yuan(Ctx *ctx, int64_t fen)
{
    return fen_format(ctx->arena, fen);
}

static Text
title_of(Text item)
{
    static const struct {
        const char *item;
        const char *title;
    } titles[] = {
        {"F1", "财务计划和执行情况"},
        {"F4", "集体资产情况"         },
        {"F5", "资源和合同情况"      },
        {"F6", "债权债务情况"         },
        {"F7", "收益分配和报酬"      },
        {"F8", "专项资金情况"         },
    };

    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (text_eq(item, text_c(titles[i].item)))
            return text_c(titles[i].title);
    return T("");
}

static Text
summary_of(Ctx *ctx, Text item, Text when, const PropertyFigures *f)
{
    TrArg args[] = {
        {"when",                      when    },
        { "rows", property_number(ctx->arena, f->rows)},
        { "a",                   yuan(ctx,    f->a)},
        { "b",                   yuan(ctx,    f->b)},
        { "c",                   yuan(ctx,    f->c)},
        { "d",                   yuan(ctx,    f->d)},
        { "mu",  decimal_format(ctx->arena,    f->a)},
    };
    Text words = T("");

    if (text_eq(item, T("F1")))
        words = T("{when}收入计划{a}元、完成{b}元；支出计划{c}元、执行{d}元。");
    else if (text_eq(item, T("F4")))
        words = T("{when}末集体资产{rows}项，原值{a}元，净值{b}元。");
    else if (text_eq(item, T("F5")))
        words = T("{when}合同{rows}份，发包土地水面{mu}亩，全年应收{b}元，已收{c}元。");
    else if (text_eq(item, T("F6")))
        words = T("{when}末别人欠集体{a}元，集体欠别人{b}元；本期增加{c}元，减少{d}元。");
    else if (text_eq(item, T("F7")))
        words = T("{when}收益分配{a}元，干部报酬{b}元，误工补贴{c}元。");
    else if (text_eq(item, T("F8")))
        words = T("{when}专项和代收资金{rows}项，收入{a}元，支出{b}元，结余{c}元。");
    return tr_format(ctx->arena, words, args, sizeof args / sizeof args[0]);
}

/* What there is of each kind of resource, and how much of it is let at the end of the period. */
static Status
resources_body(Ctx *ctx, RegionCode village, Day day, Text *out)
{
    Buf buf = buf_new(ctx->arena, BODY_CHARS_MAX);
    int64_t count[RESOURCE_KINDS] = {0}, area[RESOURCE_KINDS] = {0}, let[RESOURCE_KINDS] = {0};
    ResourceRecords rows;

    TRY(resources_after(ctx, village, 0, PROPERTY_ROWS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Resource resource = resource_from(&rows.at[i]);
        int64_t milli;

        if (resource.state == RESOURCE_GONE)
            continue;
        TRY(contract_let(ctx, resource.id, day, &milli));
        count[resource.kind]++;
        area[resource.kind] += resource.area_milli;
        let[resource.kind] += milli;
    }
    for (int kind = 0; kind < RESOURCE_KINDS; kind++)
        if (count[kind] != 0)
            buf_printf(&buf, "- %s %lld 处、%.*s 亩，其中发包 %.*s 亩\n",
                       resource_kind_title((ResourceKind)kind), (long long)count[kind],
                       TEXT_ARGS(decimal_format(ctx->arena, area[kind])),
                       TEXT_ARGS(decimal_format(ctx->arena, let[kind])));
    *out = buf_done(&buf);
    return OK;
}

/* ---- all of it ---- */

Status
property_input(Ctx *ctx, RegionCode village, Text code, Text typed, Columns columns,
               DisclosureInput *out)
{
    Item item;
    Period period;
    PropertyFigures figures;
    Text when;

    TRY(property_period_of(ctx, village, code, typed, &item, &period));
    when = period_words(ctx->arena, LANG_HANS, period);
    *out = (DisclosureInput){
        .item = item.code,
        .region = village,
        .period = period_format(ctx->arena, period),
        .kind = DISCLOSURE_REPORT,
        .title =
            text_printf(ctx->arena, "%.*s%.*s", TEXT_ARGS(when), TEXT_ARGS(title_of(item.code))),
    };
    TRY(property_cells(ctx, village, item.code, period, columns.len != 0 ? columns : item.columns,
                       &out->cells, &out->rows, &figures));
    if (text_eq(item.code, T("F5")))
        TRY(resources_body(ctx, village, period.end, &out->body));
    if (out->rows == 0)
        out->kind = DISCLOSURE_NIL;
    else
        out->summary = summary_of(ctx, item.code, when, &figures);
    return OK;
}

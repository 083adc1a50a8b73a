/*
 * Rows and statements in words, for the desk's lists.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "property/desk.h"

const Text property_items[] = {
    T_INIT("F1"), T_INIT("F4"), T_INIT("F5"), T_INIT("F6"), T_INIT("F7"), T_INIT("F8"),
};
_Static_assert(sizeof property_items / sizeof property_items[0] == PROPERTY_ITEMS,
               "one code an item");

static const char plain_tag[] = "tag";

/* ---- rows ---- */

static Text
shown(Ctx *ctx, PropertyRegister which, const char *name, const RegisterRow *row)
{
    return row_shown(ctx, row_field(which, name), row);
}

static Text
joined(Ctx *ctx, const Text *parts, size_t count)
{
    Texts filled = {.at = NEW_ARRAY(ctx->arena, Text, count)};

    for (size_t i = 0; i < count; i++)
        if (parts[i].len != 0)
            filled.at[filled.len++] = parts[i];
    return text_join(ctx->arena, filled, T(" · "));
}

#define JOINED(ctx, ...)                                                                           \
    joined((ctx), (const Text[]){__VA_ARGS__}, sizeof((const Text[]){__VA_ARGS__}) / sizeof(Text))

static Text
yuan(Ctx *ctx, int64_t fen)
{
    return TR_FORMAT(ctx->arena, ctx->lang, "{amount} 元", {"amount", fen_format(ctx->arena, fen)});
}

Text
property_row_title(Ctx *ctx, PropertyRegister which, const RegisterRow *row)
{
    const Contract *contract = &row->contract;
    Text about = T("");

    if (which != REGISTER_CONTRACTS)
        return row_name(which, row);
    if (contract->subject.len != 0)
        about = contract->subject;
    else
        about = contract->resource != 0 ? contract->resource_name : contract->holding_name;
    return about.len == 0 ? contract->number
                          : text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(contract->number),
                                        TEXT_ARGS(about));
}

static void
resource_line(Ctx *ctx, const RegisterRow *row, PropertyLine *out)
{
    const Resource *resource = &row->resource;

    out->facts = JOINED(ctx, shown(ctx, REGISTER_RESOURCES, "kind", row), resource->place,
                        resource->let_milli == 0
                            ? T("")
                            : TR_FORMAT(ctx->arena, ctx->lang, "租出去 {area} 亩",
                                        {"area", decimal_format(ctx->arena, resource->let_milli)}));
    out->amount = TR_FORMAT(ctx->arena, ctx->lang, "{area} 亩",
                            {"area", decimal_format(ctx->arena, resource->area_milli)});
    out->tag = shown(ctx, REGISTER_RESOURCES, "state", row);
    if (resource->state == RESOURCE_IDLE)
        out->css = "tag tag-warn";
}

static void
holding_line(Ctx *ctx, const RegisterRow *row, PropertyLine *out)
{
    const Holding *holding = &row->holding;

    out->facts = JOINED(ctx, shown(ctx, REGISTER_ASSETS, "class", row),
                        text_printf(ctx->arena, "%.*s %.*s",
                                    TEXT_ARGS(decimal_format(ctx->arena, holding->quantity_milli)),
                                    TEXT_ARGS(holding->unit)),
                        holding->place,
                        TR_FORMAT(ctx->arena, ctx->lang, "原值 {original} 元",
                                  {"original", fen_format(ctx->arena, holding->original_fen)}));
    out->amount = TR_FORMAT(ctx->arena, ctx->lang, "净值 {net} 元",
                            {"net", fen_format(ctx->arena, holding->net_fen)});
    out->tag = shown(ctx, REGISTER_ASSETS, "state", row);
    if (holding->state == HOLDING_IDLE)
        out->css = "tag tag-warn";
}

static Text
contract_rent(Ctx *ctx, const RegisterRow *row)
{
    const Contract *contract = &row->contract;

    if (contract->terms == RENT_NONE)
        return T("");
    return text_printf(ctx->arena, "%.*s %.*s",
                       TEXT_ARGS(shown(ctx, REGISTER_CONTRACTS, "terms", row)),
                       TEXT_ARGS(yuan(ctx, contract->rent_fen)));
}

static void
contract_line(Ctx *ctx, const RegisterRow *row, PropertyLine *out)
{
    const Contract *contract = &row->contract;
    Day last = (Day)(contract->ended.set ? contract->ended.value : contract->ends);

    out->facts =
        JOINED(ctx, contract->party, contract_rent(ctx, row),
               TR_FORMAT(ctx->arena, ctx->lang, "到 {day}", {"day", day_format(ctx->arena, last)}));
    if (contract->overdue_fen > 0) {
        out->amount = yuan(ctx, contract->overdue_fen);
        out->tag = contract->kind == CONTRACT_LEASE ? TR(ctx->lang, "拖欠") : TR(ctx->lang, "该付");
        out->css = "tag tag-late";
    } else if (last < ctx_today(ctx)) {
        out->tag = TR(ctx->lang, "已结束");
    } else {
        out->tag = TR(ctx->lang, "正在履行");
        out->css = "tag tag-ok";
    }
}

static void
debt_line(Ctx *ctx, const RegisterRow *row, PropertyLine *out)
{
    const Debt *debt = &row->debt;

    out->facts = JOINED(ctx, shown(ctx, REGISTER_DEBTS, "side", row), debt->cause,
                        day_format(ctx->arena, debt->day));
    out->amount = yuan(ctx, debt->balance_fen);
    out->tag = debt->balance_fen == 0 ? TR(ctx->lang, "还清了") : TR(ctx->lang, "没还清");
    out->css = debt->balance_fen == 0 ? "tag tag-ok" : plain_tag;
}

static void
special_line(Ctx *ctx, const RegisterRow *row, PropertyLine *out)
{
    const SpecialFund *fund = &row->special;

    out->facts = JOINED(ctx, fund->document, fund->use);
    out->amount = yuan(ctx, fund->balance_fen);
    out->tag = shown(ctx, REGISTER_FUNDS, "kind", row);
}

static void
plan_line(Ctx *ctx, const RegisterRow *row, PropertyLine *out)
{
    const PlanLine *line = &row->plan;

    out->facts = TR_FORMAT(ctx->arena, ctx->lang, "计划 {planned} 元，实际 {done} 元",
                           {"planned", fen_format(ctx->arena, line->planned_fen)},
                           {"done", fen_format(ctx->arena, line->ledger_fen)});
    out->tag = shown(ctx, REGISTER_PLAN, "direction", row);
}

static void
share_line(Ctx *ctx, const RegisterRow *row, PropertyLine *out)
{
    const Share *share = &row->share;

    out->facts = JOINED(ctx, share->person, share->household,
                        text_printf(ctx->arena, "%.*s %.*s",
                                    TEXT_ARGS(decimal_format(ctx->arena, share->quantity_milli)),
                                    TEXT_ARGS(share->unit)),
                        share->paid_day.set
                            ? TR_FORMAT(ctx->arena, ctx->lang, "{day} 发了",
                                        {"day", day_format(ctx->arena, (Day)share->paid_day.value)})
                            : TR(ctx->lang, "还没发"));
    out->amount = yuan(ctx, share->amount_fen);
    out->tag = shown(ctx, REGISTER_SHARES, "kind", row);
}

void
property_row_line(Ctx *ctx, RegionCode village, PropertyRegister which, const RegisterRow *row,
                  PropertyLine *out)
{
    static void (*const lines[REGISTER_COUNT])(Ctx *, const RegisterRow *, PropertyLine *) = {
        [REGISTER_RESOURCES] = resource_line, [REGISTER_ASSETS] = holding_line,
        [REGISTER_CONTRACTS] = contract_line, [REGISTER_DEBTS] = debt_line,
        [REGISTER_FUNDS] = special_line,      [REGISTER_PLAN] = plan_line,
        [REGISTER_SHARES] = share_line,
    };

    *out = (PropertyLine){
        .link = property_row_link(ctx->arena, village, which, row_id(which, row), ""),
        .title = property_row_title(ctx, which, row),
        .facts = T(""),
        .css = plain_tag,
    };
    lines[which](ctx, row, out);
}

/* ---- statements ---- */

bool
property_statement_waits(const PropertyStatement *statement)
{
    if (statement->waiting)
        return false;
    return statement->changed || statement->disclosure == 0 || statement->state == STATE_DRAFT ||
           statement->state == STATE_RETURNED;
}

Text
property_statement_state(Ctx *ctx, const PropertyStatement *statement, const char **css_out,
                         Text *next_out)
{
    *css_out = "tag tag-doing";
    *next_out = T("");
    if (statement->disclosure == 0) {
        *css_out = "tag tag-warn";
        *next_out = TR(ctx->lang, "看一遍，没错就提交");
        return TR(ctx->lang, "还没提交");
    }
    if (statement->waiting) {
        *next_out = statement->state == STATE_CONFIRMING ? TR(ctx->lang, "等理财小组核对")
                                                         : TR(ctx->lang, "等上级审核");
        return tr_text(ctx->lang, disclosure_state_title(statement->state));
    }
    if (statement->state == STATE_RETURNED) {
        *css_out = "tag tag-late";
        *next_out = TR(ctx->lang, "退回了，请按退回的原因改好再提交");
        return tr_text(ctx->lang, disclosure_state_title(statement->state));
    }
    if (statement->changed) {
        *css_out = "tag tag-warn";
        *next_out = TR(ctx->lang, "公开以后登记改过，请写明原因再提交");
        return TR(ctx->lang, "和登记不一样");
    }
    if (statement->by_hand)
        *next_out = TR(ctx->lang, "这一份是手工填的");
    if (statement->state == STATE_PUBLISHED)
        *css_out = "tag tag-ok";
    return tr_text(ctx->lang, disclosure_state_title(statement->state));
}

void
property_statement_line(Ctx *ctx, const PropertyStatement *statement, PropertyLine *out)
{
    Text next;

    *out = (PropertyLine){
        .link = property_statement_link(ctx->arena, statement->region, statement->item,
                                        statement->period),
        .title = text_printf(ctx->arena, "%.*s %.*s",
                             TEXT_ARGS(desk_item(ctx, statement->region, statement->item)),
                             TEXT_ARGS(desk_period(ctx, statement->period))),
    };
    out->tag = property_statement_state(ctx, statement, &out->css, &next);
    out->facts = next;
}

/* Where a village keeps its money. */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "region/tally.h"
#include "store/store.h"

enum { BANK_CHARS_MAX = 40, NUMBER_CHARS_MAX = 40 };

OptInt
ledger_acting(const Ctx *ctx)
{
    return ctx->actor != NULL && ctx->actor->account != 0 ? SOME_INT(ctx->actor->account)
                                                          : (OptInt){0};
}

FundAccount
fund_from_row(const FundRow *row)
{
    return (FundAccount){
        .id = row->id,
        .region = row->region,
        .kind = text_eq(row->kind, T("bank")) ? FUND_BANK : FUND_CASH,
        .name = row->name,
        .bank = row->bank,
        .number = row->number,
        .opening_day = (Day)row->opening_day,
        .opening_fen = row->opening_fen,
        .closed_day = row->closed_day,
    };
}

Status
fund_fetch(Ctx *ctx, int64_t id, FundAccount *out)
{
    FundRow row;

    TRY(fund_load(ctx, id, &row));
    *out = fund_from_row(&row);
    return OK;
}

static Status
fill_balance(Ctx *ctx, FundAccount *account, int64_t *entries_out)
{
    FundFlowRow flow;

    TRY(fund_flow(ctx, account->region, account->id, &flow));
    account->balance_fen = account->opening_fen + flow.fen;
    if (entries_out != NULL)
        *entries_out = flow.entries;
    return OK;
}

/* ---- checks ---- */

static void
check_text(Ctx *ctx, const char *field, Text text, size_t chars_max)
{
    if (!text_is_clean(text) || text_chars(text) > chars_max)
        (void)ctx_problem(ctx, field,
                          TR_FORMAT(ctx->arena, ctx->lang, "太长了，最多 {max} 个字",
                                    {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

/* Statements and sheets find an account by its name or its number.  *open_out: how many others of
 * the village are open. */
static Status
check_others(Ctx *ctx, RegionCode village, const FundAccount *input, size_t *open_out)
{
    FundRows rows;

    *open_out = 0;
    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const FundRow *other = &rows.at[i];

        if (other->id == input->id || other->closed_day.set)
            continue;
        ++*open_out;
        if (text_eq(other->name, text_trim(input->name)))
            (void)ctx_problem(ctx, "name", TR(ctx->lang, "已经有一个叫这个名字的账户了"));
        if (other->number.len != 0 && text_eq(other->number, text_trim(input->number)))
            (void)ctx_problem(ctx, "number", TR(ctx->lang, "这个账号已经登记过了"));
    }
    return OK;
}

static Status
check_fund(Ctx *ctx, RegionCode village, const FundAccount *input, size_t *open_out)
{
    TRY(check_others(ctx, village, input, open_out));
    if (text_is_blank(input->name))
        (void)ctx_problem(ctx, "name", TR(ctx->lang, "请写账户名称，例如“基本户”"));
    check_text(ctx, "name", input->name, FUND_NAME_CHARS_MAX);
    check_text(ctx, "bank", input->bank, BANK_CHARS_MAX);
    check_text(ctx, "number", input->number, NUMBER_CHARS_MAX);
    if (input->kind == FUND_BANK && text_is_blank(input->bank))
        (void)ctx_problem(ctx, "bank", TR(ctx->lang, "请写开户银行"));
    if (input->opening_day > ctx_today(ctx))
        (void)ctx_problem(ctx, "opening_day", TR(ctx->lang, "启用日期不能在今天以后"));
    if (input->opening_fen < 0)
        (void)ctx_problem(ctx, "opening_fen", TR(ctx->lang, "期初余额不能小于 0"));
    if (input->opening_fen > FEN_MAX)
        (void)ctx_problem(ctx, "opening_fen", TR(ctx->lang, "金额太大，请检查是不是多写了零"));
    return ctx_checked(ctx);
}

/* ---- use cases ---- */

Status
fund_account_create(Ctx *ctx, const FundAccount *input, FundAccount *out)
{
    Region village;
    size_t open;

    TRY(actor_require(ctx, CAN_KEEP_LEDGER, input->region));
    TRY(region_get(ctx, input->region, &village));
    if (village.level != LEVEL_VILLAGE)
        return ctx_problem(ctx, "region", TR(ctx->lang, "账户属于村或社区"));
    TRY(check_fund(ctx, input->region, input, &open));
    if (open >= FUND_ACCOUNTS_MAX)
        return ctx_problem(ctx, "name", TR(ctx->lang, "账户太多了，先把不用的停掉"));
    *out = *input;
    out->id = id_new();
    out->name = text_trim(input->name);
    out->bank = text_trim(input->bank);
    out->number = text_trim(input->number);
    out->balance_fen = out->opening_fen;
    TRY(fund_insert(ctx, &(FundInsertArgs){
                             .id = out->id,
                             .region = out->region,
                             .kind = out->kind == FUND_BANK ? T("bank") : T("cash"),
                             .name = out->name,
                             .bank = out->bank,
                             .number = out->number,
                             .opening_day = out->opening_day,
                             .opening_fen = out->opening_fen,
                         }));
    TRY(tally_add(ctx, out->region, TALLY_OPENING_FEN, out->opening_day, out->opening_fen));
    TRY(audit(ctx, out->region, "fund.create", out->id, out->name));
    region_touch(ctx, out->region);
    return OK;
}

Status
fund_account_update(Ctx *ctx, const FundAccount *input, FundAccount *out)
{
    FundAccount now;
    int64_t entries;
    size_t open;

    TRY(fund_fetch(ctx, input->id, &now));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, now.region));
    TRY(check_fund(ctx, now.region, input, &open));
    TRY(fill_balance(ctx, &now, &entries));
    if (entries != 0 &&
        (input->opening_day != now.opening_day || input->opening_fen != now.opening_fen))
        return ctx_problem(ctx, "opening_fen", TR(ctx->lang, "已经记过账，期初不能再改"));
    TRY(fund_update(ctx, &(FundUpdateArgs){
                             .id = now.id,
                             .name = text_trim(input->name),
                             .bank = text_trim(input->bank),
                             .number = text_trim(input->number),
                             .opening_day = input->opening_day,
                             .opening_fen = input->opening_fen,
                         }));
    TRY(tally_add(ctx, now.region, TALLY_OPENING_FEN, now.opening_day, -now.opening_fen));
    TRY(tally_add(ctx, now.region, TALLY_OPENING_FEN, input->opening_day, input->opening_fen));
    TRY(audit(ctx, now.region, "fund.update", now.id, input->name));
    region_touch(ctx, now.region);
    return fund_account_get(ctx, now.id, out);
}

Status
fund_account_close(Ctx *ctx, int64_t id, Day day)
{
    FundAccount account;

    TRY(fund_fetch(ctx, id, &account));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, account.region));
    TRY(fill_balance(ctx, &account, NULL));
    if (account.balance_fen != 0 || account.closed_day.set)
        return CONFLICT;
    if (day > ctx_today(ctx))
        return ctx_problem(ctx, "day", TR(ctx->lang, "日期不能在今天以后"));
    TRY(fund_close(ctx, id, day));
    TRY(audit(ctx, account.region, "fund.close", id, account.name));
    region_touch(ctx, account.region);
    return OK;
}

Status
fund_account_get(Ctx *ctx, int64_t id, FundAccount *out)
{
    TRY(fund_fetch(ctx, id, out));
    if (!actor_may(ctx->actor, CAN_READ_STAFF_PARTS, out->region))
        return NOT_FOUND;
    return fill_balance(ctx, out, NULL);
}

Status
fund_account_list(Ctx *ctx, RegionCode village, FundAccounts *out)
{
    FundRows rows;

    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, village));
    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &rows));
    *out = (FundAccounts){NEW_ARRAY(ctx->arena, FundAccount, rows.len), rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        out->at[i] = fund_from_row(&rows.at[i]);
        TRY(fill_balance(ctx, &out->at[i], NULL));
    }
    return OK;
}

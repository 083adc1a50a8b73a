/*
 * R33: rent that is not paid.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/rent_overdue.sql.h"
#include "property/property.h"

enum { DAYS, RED };

/* What is lacking of the rent that is so late. */
static int64_t
lacking_fen(const FlagRentOverdueRow *row, const FlagScope *scope)
{
    Contract contract = {
        .begins = (Day)row->begins,
        .ends = (Day)row->ends,
        .ended = row->ended,
        .rent_fen = row->rent_fen,
        .first_due = SOME_INT(row->first_due),
    };

    (void)rent_terms_parse(row->terms, &contract.terms);
    return contract_due_fen(&contract, 0, scope->today - (Day)scope->set[DAYS], scope->today) -
           row->received_fen;
}

static FlagRow
row_of(const FlagRentOverdueRow *row, const FlagScope *scope)
{
    return (FlagRow){
        .anchor = row->contract,
        .key = T("rent"),
        .level = row->level,
        .source_id = row->contract,
        .day = SOME_INT(row->day),
        .label = row->label,
        .fen = SOME_INT(lacking_fen(row, scope)),
        .note = row->party,
    };
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagRentOverdueRows rows;

    TRY(flag_rent_overdue(ctx,
                          &(FlagRentOverdueArgs){
                              .region = scope->region,
                              .from = scope->from,
                              .to = scope->to,
                              .last = scope->today - scope->set[DAYS],
                              .red = scope->today - scope->set[RED],
                              .limit = FLAG_ROWS_MAX,
                          },
                          &rows));
    *out = (FlagRows){.at = NEW_ARRAY(ctx->arena, FlagRow, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = row_of(&rows.at[i], scope);
    return OK;
}

const FlagRule rule_rent_overdue = {
    .name = "rent_overdue",
    .code = "R33",
    .version = 1,
    .about = CHANGED_CONTRACT,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_VILLAGE,
    .source = FLAG_ROW_CONTRACT,
    .title = N_("租金拖欠"),
    .sentence = N_("“{label}”的租金 {first} 到期，过了 {late}还没有收齐，欠 {sum}"),
    .why = N_("租金是大家的钱，拖得越久越难收；熟人拖欠不收，群众有意见。"),
    .doubt = N_("也可能已经收到，只是没有登记到合同上，或者经会议同意缓交。"),
    .settings =
        {
                   {"late", N_("到期后几天起提醒"), FLAG_DAYS, 30, 1, 365},
                   {"red", N_("到期后几天起标红"), FLAG_DAYS, 60, 1, 730},
                   },
    .find = find,
};

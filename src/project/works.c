/*
 * Works: the tender, what was paid, what was changed.
 */
#include "base/money.h"
#include "base/tr.h"
#include "ledger/ledger.h"
#include "project/inside.h"

/* ---- the tender ---- */

static void
check_bid(Ctx *ctx, const Bids *bids, size_t row)
{
    Bid *bid = &bids->at[row];

    bid->bidder = text_trim(bid->bidder);
    bid->note = text_trim(bid->note);
    check_words(ctx, cell_field(ctx, "bid", row + 1, 1), bid->bidder, PROJECT_SHORT_CHARS_MAX,
                TR(ctx->lang, "请写投标的单位"));
    check_words(ctx, cell_field(ctx, "bid", row + 1, 4), bid->note, PROJECT_SHORT_CHARS_MAX,
                bid->valid ? (Text){0} : TR(ctx->lang, "请写为什么无效"));
    if (bid->amount_fen <= 0 || bid->amount_fen > FEN_MAX)
        (void)!ctx_problem(ctx, cell_field(ctx, "bid", row + 1, 2), TR(ctx->lang, "报价要大于 0"));
    for (size_t i = 0; i < row; i++)
        if (text_eq(bids->at[i].bidder, bid->bidder))
            (void)!ctx_problem(ctx, cell_field(ctx, "bid", row + 1, 1),
                               TR_FORMAT(ctx->arena, ctx->lang, "和第 {row} 行重复",
                                         {"row", count_text(ctx, (int64_t)i + 1)}));
}

static bool
asks_for_bids(TenderWay way)
{
    return way == TENDER_PUBLIC || way == TENDER_INVITED || way == TENDER_QUOTES;
}

static bool
is_valid_bidder(const Bids *bids, Text name)
{
    for (size_t i = 0; i < bids->len; i++)
        if (bids->at[i].valid && text_eq(bids->at[i].bidder, name))
            return true;
    return false;
}

static void
check_contractor(Ctx *ctx, const ProjectTender *tender, const Bids *bids)
{
    check_words(ctx, "contractor", tender->contractor, PROJECT_SHORT_CHARS_MAX, (Text){0});
    if (tender->contractor.len == 0) {
        if (tender->contract_fen.set || tender->contract_day.set)
            (void)!ctx_problem(ctx, "contractor", TR(ctx->lang, "请写和谁签的合同"));
        return;
    }
    if (tender->way == TENDER_NONE)
        (void)!ctx_problem(ctx, "way", TR(ctx->lang, "请选用什么方式选的施工单位"));
    if (!tender->day.set)
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "请写哪天定的"));
    if ((bids->len != 0 || asks_for_bids(tender->way)) &&
        !is_valid_bidder(bids, tender->contractor))
        (void)!ctx_problem(ctx, "contractor", TR(ctx->lang, "中标的单位要在有效的投标里"));
}

static Status
check_tender(Ctx *ctx, const ProjectTender *tender, const Bids *bids)
{
    if ((unsigned)tender->way >= TENDER_COUNT)
        (void)!ctx_problem(ctx, "way", TR(ctx->lang, "请选用什么方式选的施工单位"));
    check_day_past(ctx, "day", tender->day);
    check_day_past(ctx, "contract_day", tender->contract_day);
    check_contractor(ctx, tender, bids);
    if (tender->contract_fen.set &&
        (tender->contract_fen.value <= 0 || tender->contract_fen.value > FEN_MAX))
        (void)!ctx_problem(ctx, "contract", TR(ctx->lang, "合同金额要大于 0"));
    if (tender->contract_day.set && tender->day.set &&
        tender->contract_day.value < tender->day.value)
        (void)!ctx_problem(ctx, "contract_day", TR(ctx->lang, "合同不能早于定标"));
    return ctx_checked(ctx);
}

static Status
must_be_works(Ctx *ctx, const Project *project)
{
    return project->kind == PROJECT_WORKS
               ? OK
               : ctx_problem(ctx, "kind", TR(ctx->lang, "只有工程项目才有招标和付款"));
}

Status
project_set_tender(Ctx *ctx, int64_t id, int64_t lock, const ProjectTender *tender, Bids bids,
                   Project *out)
{
    Facts facts;
    Bids new = {.at = NEW_ARRAY(ctx->arena, Bid, bids.len), .len = bids.len};

    TRY(facts_begin(ctx, id, lock, &facts));
    TRY(must_be_works(ctx, &facts.project));
    if (bids.len > PROJECT_BIDS_MAX)
        return ctx_problem(ctx, "bids",
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 家投标",
                                     {"max", count_text(ctx, PROJECT_BIDS_MAX)}));
    for (size_t i = 0; i < bids.len; i++) {
        new.at[i] = bids.at[i];
        check_bid(ctx, &new, i);
    }
    facts.project.tender = *tender;
    facts.project.tender.contractor = text_trim(tender->contractor);
    TRY(check_tender(ctx, &facts.project.tender, &new));
    facts.bids = new;
    TRY(facts_guard(ctx, &facts));
    TRY(bids_write(ctx, id, &new));
    TRY(project_save(ctx, &facts.project, "project.tender", facts.project.tender.contractor));
    *out = facts.project;
    return OK;
}

/* ---- payments ---- */

static const Column payment_columns[PC_COUNT] = {
    [PC_DAY] = {.name = T_INIT("付款日期"), .kind = KIND_DATE,           .required = true},
    [PC_AMOUNT] = {.name = T_INIT("金额"),                              .kind = KIND_MONEY,                                  .required = true, .sum = true},
    [PC_VOUCHER] = {.name = T_INIT("凭证号"),              .kind = KIND_TEXT},
    [PC_NOTE] = {.name = T_INIT("说明"),    .kind = KIND_TEXT},
};

Columns
project_payment_columns(Ctx *ctx)
{
    Columns copy = {.at = NEW_ARRAY(ctx->arena, Column, PC_COUNT), .len = PC_COUNT};

    for (size_t i = 0; i < PC_COUNT; i++)
        copy.at[i] = payment_columns[i];
    return copy;
}

static void
check_payment(Ctx *ctx, ProjectPayment *payment, ProjectFault *fault, void *arg)
{
    payment->voucher = text_trim(payment->voucher);
    payment->note = text_trim(payment->note);
    if (payment->day > ctx_today(ctx))
        fault(arg, PC_DAY, TR(ctx->lang, "日期不能晚于今天"));
    if (payment->amount_fen <= 0 || payment->amount_fen > FEN_MAX)
        fault(arg, PC_AMOUNT, TR(ctx->lang, "金额要大于 0"));
    if (!text_is_clean(payment->voucher) || text_chars(payment->voucher) > PROJECT_SHORT_CHARS_MAX)
        fault(arg, PC_VOUCHER, TR(ctx->lang, "凭证号太长，或者有不能用的字符"));
    if (!text_is_clean(payment->note) || text_chars(payment->note) > PROJECT_SHORT_CHARS_MAX)
        fault(arg, PC_NOTE, TR(ctx->lang, "说明太长，或者有不能用的字符"));
}

Status
project_payment_from_cells(Ctx *ctx, const Text *cells, ProjectPayment *out, ProjectFault *fault,
                           void *arg)
{
    Day day;

    *out = (ProjectPayment){.voucher = cells[PC_VOUCHER], .note = cells[PC_NOTE]};
    if (day_parse(cells[PC_DAY], &day))
        out->day = day;
    else
        fault(arg, PC_DAY, TR(ctx->lang, "请写付款的日子"));
    (void)cell_number(&payment_columns[PC_AMOUNT], cells[PC_AMOUNT], &out->amount_fen);
    check_payment(ctx, out, fault, arg);
    return OK;
}

typedef struct PaymentProblems {
    Ctx *ctx;
    size_t row; /* from 1; 0: a form */
} PaymentProblems;

static void
payment_fault(void *arg, int column, Text why)
{
    static const char *const fields[PC_COUNT] = {"day", "amount", "voucher", "note"};
    const PaymentProblems *problems = arg;
    Ctx *ctx = problems->ctx;

    if (problems->row == 0)
        (void)!ctx_problem(ctx, fields[column], why);
    else
        (void)!ctx_problem(ctx, cell_field(ctx, "row", problems->row, column + 1),
                           TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行“{column}”：{why}",
                                     {"row", count_text(ctx, (int64_t)problems->row)},
                                     {"column", payment_columns[column].name}, {"why", why}));
}

/* Money that the ledger of one of the places has as spent. */
static Status
check_entry(Ctx *ctx, const Project *project, const ProjectPayment *payment)
{
    Entry entry;
    Status status;

    if (payment->entry == 0)
        return OK;
    status = entry_get(ctx, payment->entry, &entry);
    if (status != OK && status != NOT_FOUND && status != DENIED)
        return status;
    if (status != OK || entry.direction != DIRECTION_OUT || !touches(project, entry.region))
        (void)!ctx_problem(ctx, "entry", TR(ctx->lang, "账上没有这一笔支出"));
    return OK;
}

/* By day; the sum stays far from overflow. */
static Status
finish_payments(Ctx *ctx, Facts *facts, ProjectPayments *payments, Text detail, Project *out)
{
    int64_t total = 0;

    if (payments->len > PROJECT_PAYMENTS_MAX)
        return ctx_problem(ctx, "payments",
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 笔付款",
                                     {"max", count_text(ctx, PROJECT_PAYMENTS_MAX)}));
    for (size_t i = 0; i < payments->len; i++) {
        total += payments->at[i].amount_fen;
        if (total > FEN_MAX)
            return ctx_problem(ctx, "payments", TR(ctx->lang, "加起来的金额太大，请核对"));
    }
    TRY(ctx_checked(ctx));
    facts->payments = *payments;
    facts->project.payments_fen = total;
    TRY(facts_guard(ctx, facts));
    TRY(payments_write(ctx, facts->project.id, payments));
    TRY(project_save(ctx, &facts->project, "project.payments", detail));
    *out = facts->project;
    return OK;
}

Status
project_put_payments(Ctx *ctx, int64_t id, int64_t lock, ProjectPayments payments, Project *out)
{
    Facts facts;
    PaymentProblems problems = {.ctx = ctx};
    ProjectPayments new = {.at = NEW_ARRAY(ctx->arena, ProjectPayment, payments.len),
                           .len = payments.len};

    TRY(facts_begin(ctx, id, lock, &facts));
    TRY(must_be_works(ctx, &facts.project));
    for (size_t i = 0; i < payments.len; i++) {
        problems.row = i + 1;
        new.at[i] = payments.at[i];
        new.at[i].id = 0;
        check_payment(ctx, &new.at[i], payment_fault, &problems);
        TRY(check_entry(ctx, &facts.project, &new.at[i]));
    }
    return finish_payments(ctx, &facts, &new, count_text(ctx, (int64_t) new.len), out);
}

Status
project_put_payment(Ctx *ctx, int64_t id, int64_t lock, const ProjectPayment *payment, Project *out)
{
    Facts facts;
    PaymentProblems problems = {.ctx = ctx};
    ProjectPayment new = *payment;
    ProjectPayments list;
    size_t at = 0;

    TRY(facts_begin(ctx, id, lock, &facts));
    TRY(must_be_works(ctx, &facts.project));
    list = (ProjectPayments){.at = NEW_ARRAY(ctx->arena, ProjectPayment, facts.payments.len + 1),
                             .len = facts.payments.len};
    for (size_t i = 0; i < facts.payments.len; i++)
        list.at[i] = facts.payments.at[i];
    while (at < list.len && (new.id == 0 || list.at[at].id != new.id))
        at++;
    if (at == list.len && new.id != 0)
        return NOT_FOUND;
    list.len += at == list.len;
    check_payment(ctx, &new, payment_fault, &problems);
    TRY(check_entry(ctx, &facts.project, &new));
    list.at[at] = new;
    return finish_payments(ctx, &facts, &list, fen_plain(ctx->arena, new.amount_fen), out);
}

Status
project_remove_payment(Ctx *ctx, int64_t id, int64_t lock, int64_t payment, Project *out)
{
    Facts facts;
    ProjectPayments list;

    TRY(facts_begin(ctx, id, lock, &facts));
    list.at = NEW_ARRAY(ctx->arena, ProjectPayment, facts.payments.len);
    list.len = 0;
    for (size_t i = 0; i < facts.payments.len; i++)
        if (facts.payments.at[i].id != payment)
            list.at[list.len++] = facts.payments.at[i];
    if (list.len == facts.payments.len)
        return NOT_FOUND;
    return finish_payments(ctx, &facts, &list, T("-"), out);
}

/* ---- changes of the contract ---- */

static Status
finish_changes(Ctx *ctx, Facts *facts, ProjectChanges *changes, Text detail, Project *out)
{
    int64_t total = 0;

    for (size_t i = 0; i < changes->len; i++)
        total += changes->at[i].amount_fen;
    facts->changes = *changes;
    facts->project.changes_fen = total;
    TRY(facts_guard(ctx, facts));
    TRY(changes_write(ctx, facts->project.id, changes));
    TRY(project_save(ctx, &facts->project, "project.changes", detail));
    *out = facts->project;
    return OK;
}

static Status
check_change(Ctx *ctx, const Project *project, ProjectChange *change)
{
    change->reason = text_trim(change->reason);
    change->decision = text_trim(change->decision);
    check_day_past(ctx, "day", SOME_INT(change->day));
    check_words(ctx, "reason", change->reason, PROJECT_TEXT_CHARS_MAX,
                TR(ctx->lang, "请写为什么变更"));
    check_words(ctx, "decision", change->decision, PROJECT_TEXT_CHARS_MAX, (Text){0});
    if (change->amount_fen < -FEN_MAX || change->amount_fen > FEN_MAX)
        (void)!ctx_problem(ctx, "amount", TR(ctx->lang, "金额太大，请核对"));
    if (!project->tender.contract_fen.set)
        (void)!ctx_problem(ctx, "amount", TR(ctx->lang, "还没有合同，不能变更"));
    return ctx_checked(ctx);
}

Status
project_put_change(Ctx *ctx, int64_t id, int64_t lock, const ProjectChange *change, Project *out)
{
    Facts facts;
    ProjectChange new = *change;
    ProjectChanges list;
    size_t at = 0;

    TRY(facts_begin(ctx, id, lock, &facts));
    TRY(must_be_works(ctx, &facts.project));
    list = (ProjectChanges){.at = NEW_ARRAY(ctx->arena, ProjectChange, facts.changes.len + 1),
                            .len = facts.changes.len};
    for (size_t i = 0; i < facts.changes.len; i++)
        list.at[i] = facts.changes.at[i];
    while (at < list.len && (new.id == 0 || list.at[at].id != new.id))
        at++;
    if (at == list.len && new.id != 0)
        return NOT_FOUND;
    list.len += at == list.len;
    if (list.len > PROJECT_CHANGES_MAX)
        return ctx_problem(ctx, "changes",
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 次变更",
                                     {"max", count_text(ctx, PROJECT_CHANGES_MAX)}));
    TRY(check_change(ctx, &facts.project, &new));
    list.at[at] = new;
    return finish_changes(ctx, &facts, &list, new.reason, out);
}

Status
project_remove_change(Ctx *ctx, int64_t id, int64_t lock, int64_t change, Project *out)
{
    Facts facts;
    ProjectChanges list;

    TRY(facts_begin(ctx, id, lock, &facts));
    list.at = NEW_ARRAY(ctx->arena, ProjectChange, facts.changes.len);
    list.len = 0;
    for (size_t i = 0; i < facts.changes.len; i++)
        if (facts.changes.at[i].id != change)
            list.at[list.len++] = facts.changes.at[i];
    if (list.len == facts.changes.len)
        return NOT_FOUND;
    return finish_changes(ctx, &facts, &list, T("-"), out);
}

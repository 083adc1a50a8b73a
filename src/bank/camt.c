/*
 * camt.053 (ISO 20022, BkToCstmrStmt) by libxml2's pull reader.  Elements are known by the path of
 * their local names, so all versions of the message read alike; what is not known is passed over.
 *
 * A document type is refused as soon as it is met, so there are no entities to expand and nothing
 * to fetch.
 */
#include <libxml/xmlreader.h>
#include <string.h>

#include "bank/inside.h"
#include "base/money.h"
#include "base/tr.h"

enum {
    PATH_BYTES_MAX = 256,
    VALUE_BYTES_MAX = 2048,
    DECIMALS_MAX = 17,
    REMITTANCE_BYTES_MAX = 2000
};

typedef struct Camt {
    xmlTextReaderPtr xml;
    char path[PATH_BYTES_MAX]; /* "Document/BkToCstmrStmt/Stmt/Ntry/Amt", below Stmt only "Ntry/Amt"
                                */
    size_t lengths[STATEMENT_XML_DEPTH_MAX];
    int depth;
    char value[VALUE_BYTES_MAX]; /* text of the current element */
    size_t value_len;
    bool in_message; /* BkToCstmrStmt, and not another of its family */
    bool in_statement;
    bool seen_statement;
    bool foreign; /* an amount in another currency than yuan */
    bool broken;
    /* the balance being read */
    char balance_kind[8];
    int64_t balance_fen;
    bool balance_set, balance_negative;
    /* the entry being read */
    StatementLine line;
    bool booked, has_amount, has_side, has_day, bad_day, bad_amount;
    Text debtor, debtor_number, creditor, creditor_number;
    Text remittance, extra, end_to_end;
    OptInt opening, closing; /* of this statement */
} Camt;

static void
be_quiet(void *arg, xmlErrorPtr error)
{
    Camt *camt = arg;

    if (error != NULL && error->level >= XML_ERR_ERROR)
        camt->broken = true;
}

static Text
value(const Camt *camt)
{
    return text_trim((Text){camt->value, camt->value_len});
}

static bool
path_is(const Camt *camt, const char *path)
{
    return strcmp(camt->path, path) == 0;
}

static bool
path_ends(const Camt *camt, const char *end)
{
    size_t len = strlen(camt->path);
    size_t want = strlen(end);

    return len >= want && strcmp(camt->path + len - want, end) == 0;
}

/* A decimal of ISO 20022: digits, a point, no separators; zeros behind the second place are fine.
 */
static bool
parse_amount(Text text, int64_t *out)
{
    FenFault why;

    while (text.len != 0 && memchr(text.at, '.', text.len) != NULL && text.at[text.len - 1] == '0')
        text.len--;
    if (text.len != 0 && text.at[text.len - 1] == '.')
        text.len--;
    for (size_t i = 0; i < text.len; i++)
        if ((text.at[i] < '0' || text.at[i] > '9') && text.at[i] != '.')
            return false;
    return text.len <= DECIMALS_MAX && fen_parse(text, out, &why);
}

/* "2023-05-18", or a date and time, of which the day counts as the bank wrote it. */
static bool
parse_day(Text text, Day *out)
{
    return text.len >= 10 && day_parse(text_slice(text, 0, 10), out);
}

/* ---- balances ---- */

static void
end_balance(Camt *camt)
{
    int64_t fen = camt->balance_negative ? -camt->balance_fen : camt->balance_fen;

    if (!camt->balance_set)
        return;
    /* OPBD and CLBD; PRCD is the closing balance of the day before, so an opening, too. */
    if (strcmp(camt->balance_kind, "OPBD") == 0 ||
        (strcmp(camt->balance_kind, "PRCD") == 0 && !camt->opening.set))
        camt->opening = SOME_INT(fen);
    else if (strcmp(camt->balance_kind, "CLBD") == 0)
        camt->closing = SOME_INT(fen);
}

static Status
balance_value(Ctx *ctx, Camt *camt)
{
    Text text = value(camt);

    if (path_is(camt, "Bal/Tp/CdOrPrtry/Cd")) {
        size_t len = text.len < sizeof camt->balance_kind - 1 ? text.len : 0;

        memcpy(camt->balance_kind, text.at, len);
        camt->balance_kind[len] = '\0';
    } else if (path_is(camt, "Bal/Amt")) {
        camt->balance_set = parse_amount(text, &camt->balance_fen);
        if (!camt->balance_set)
            return statement_refuse(ctx, xmlTextReaderGetParserLineNumber(camt->xml),
                                    TR(ctx->lang, "余额不是数字"));
    } else if (path_is(camt, "Bal/CdtDbtInd")) {
        camt->balance_negative = text_eq(text, T("DBIT"));
    }
    return OK;
}

/* ---- entries ---- */

static void
append(Arena *arena, Text *to, Text text)
{
    if (text.len == 0 || to->len >= REMITTANCE_BYTES_MAX)
        return;
    *to = to->len == 0 ? text_copy(arena, text)
                       : text_printf(arena, "%.*s %.*s", TEXT_ARGS(*to), TEXT_ARGS(text));
}

/* The first one counts. */
static void
take(Arena *arena, Text *to, Text text)
{
    if (to->len == 0 && text.len != 0)
        *to = statement_text(arena, text);
}

static void
entry_value(Arena *arena, Camt *camt)
{
    Text text = value(camt);

    if (path_is(camt, "Ntry/Amt")) {
        camt->has_amount = parse_amount(text, &camt->line.amount_fen);
        camt->bad_amount = !camt->has_amount;
    } else if (path_is(camt, "Ntry/CdtDbtInd")) {
        camt->has_side = text_eq(text, T("CRDT")) || text_eq(text, T("DBIT"));
        camt->line.direction = text_eq(text, T("CRDT")) ? DIRECTION_IN : DIRECTION_OUT;
    } else if (path_is(camt, "Ntry/Sts") || path_is(camt, "Ntry/Sts/Cd")) {
        if (text.len != 0)
            camt->booked = text_eq(text, T("BOOK"));
    } else if (path_is(camt, "Ntry/BookgDt/Dt") || path_is(camt, "Ntry/BookgDt/DtTm")) {
        camt->has_day = parse_day(text, &camt->line.day);
        camt->bad_day = !camt->has_day;
    } else if (path_is(camt, "Ntry/ValDt/Dt") || path_is(camt, "Ntry/ValDt/DtTm")) {
        if (!camt->has_day)
            camt->has_day = parse_day(text, &camt->line.day);
    } else if (path_is(camt, "Ntry/AcctSvcrRef")) {
        take(arena, &camt->line.serial, text);
    } else if (path_is(camt, "Ntry/AddtlNtryInf")) {
        take(arena, &camt->extra, text);
    } else if (path_ends(camt, "TxDtls/Refs/EndToEndId")) {
        if (!text_eq(text, T("NOTPROVIDED")))
            take(arena, &camt->end_to_end, text);
    } else if (path_ends(camt, "TxDtls/RmtInf/Ustrd")) {
        append(arena, &camt->remittance, text);
    } else if (path_ends(camt, "RltdPties/Dbtr/Nm") || path_ends(camt, "RltdPties/Dbtr/Pty/Nm")) {
        take(arena, &camt->debtor, text);
    } else if (path_ends(camt, "RltdPties/Cdtr/Nm") || path_ends(camt, "RltdPties/Cdtr/Pty/Nm")) {
        take(arena, &camt->creditor, text);
    } else if (path_ends(camt, "RltdPties/DbtrAcct/Id/IBAN") ||
               path_ends(camt, "RltdPties/DbtrAcct/Id/Othr/Id")) {
        take(arena, &camt->debtor_number, text);
    } else if (path_ends(camt, "RltdPties/CdtrAcct/Id/IBAN") ||
               path_ends(camt, "RltdPties/CdtrAcct/Id/Othr/Id")) {
        take(arena, &camt->creditor_number, text);
    }
}

static void
begin_entry(Camt *camt)
{
    camt->line =
        (StatementLine){.row = xmlTextReaderGetParserLineNumber(camt->xml), .serial = T("")};
    camt->booked = true;
    camt->has_amount = camt->has_side = camt->has_day = camt->bad_day = camt->bad_amount = false;
    camt->debtor = camt->debtor_number = camt->creditor = camt->creditor_number = T("");
    camt->remittance = camt->extra = camt->end_to_end = T("");
}

static Status
end_entry(Ctx *ctx, Arena *arena, Camt *camt, StatementLine *out)
{
    bool in = camt->line.direction == DIRECTION_IN;

    if (camt->bad_amount || !camt->has_amount)
        return statement_refuse(ctx, camt->line.row,
                                TR(ctx->lang, "金额（Amt）应是数字，最多两位小数"));
    if (!camt->has_side)
        return statement_refuse(ctx, camt->line.row,
                                TR(ctx->lang, "没有写是收是付（CdtDbtInd 应为 CRDT 或 DBIT）"));
    if (camt->bad_day)
        return statement_refuse(ctx, camt->line.row, TR(ctx->lang, "记账日期（BookgDt）不对"));
    if (!camt->has_day)
        return statement_refuse(ctx, camt->line.row, TR(ctx->lang, "没有记账日期（BookgDt）"));
    camt->line.party = in ? camt->debtor : camt->creditor;
    camt->line.party_number = in ? camt->debtor_number : camt->creditor_number;
    camt->line.reference = camt->end_to_end;
    camt->line.purpose =
        camt->remittance.len != 0 ? statement_text(arena, camt->remittance) : camt->extra;
    *out = camt->line;
    return OK;
}

/* ---- statements ---- */

/* Several statements of one account may follow each other (one a day): each begins where the last
 * ended. */
static Status
end_statement(Ctx *ctx, StatementReader *reader, Camt *camt)
{
    StatementHead *head = &reader->head;

    if (!camt->opening.set || !camt->closing.set)
        return statement_refuse(ctx, 0,
                                TR(ctx->lang, "对账单里没有期初余额（OPBD）或期末余额（CLBD）"));
    if (!head->opening_fen.set)
        head->opening_fen = camt->opening;
    else if (head->closing_fen.value != camt->opening.value)
        return statement_refuse(
            ctx, xmlTextReaderGetParserLineNumber(camt->xml),
            TR(ctx->lang, "文件里后一份对账单的期初余额和前一份的期末余额接不上"));
    head->closing_fen = camt->closing;
    return OK;
}

static Status
head_value(Ctx *ctx, StatementReader *reader, Camt *camt)
{
    StatementHead *head = &reader->head;
    Text text = value(camt);
    Day day;

    if (path_is(camt, "Acct/Id/IBAN") || path_is(camt, "Acct/Id/Othr/Id")) {
        if (head->number.len != 0 && !text_eq(head->number, statement_number(reader->lines, text)))
            return statement_refuse(ctx, xmlTextReaderGetParserLineNumber(camt->xml),
                                    TR(ctx->lang, "文件里有不止一个账户的对账单，请分开导出"));
        if (head->number.len == 0)
            head->number = statement_number(reader->keep, text);
    } else if (path_is(camt, "Acct/Nm") || path_is(camt, "Acct/Ownr/Nm")) {
        take(reader->keep, &head->name, text);
    } else if (path_is(camt, "Acct/Ccy")) {
        take(reader->keep, &head->currency, text);
        camt->foreign |= !text_eq(text, T("CNY"));
    } else if (path_is(camt, "FrToDt/FrDtTm") || path_is(camt, "FrToDt/FrDt")) {
        if (parse_day(text, &day) && (!head->from.set || day < head->from.value))
            head->from = SOME_INT(day);
    } else if (path_is(camt, "FrToDt/ToDtTm") || path_is(camt, "FrToDt/ToDt")) {
        if (parse_day(text, &day) && (!head->to.set || day > head->to.value))
            head->to = SOME_INT(day);
    }
    return OK;
}

/* ---- the walk ---- */

static void
enter(Camt *camt, const char *name)
{
    size_t len = strlen(camt->path);
    int slot = camt->depth < STATEMENT_XML_DEPTH_MAX ? camt->depth : STATEMENT_XML_DEPTH_MAX - 1;

    camt->lengths[slot] = len;
    camt->depth++;
    if (len + strlen(name) + 2 > sizeof camt->path)
        return; /* deeper than anything we know */
    if (len != 0)
        camt->path[len++] = '/';
    memcpy(camt->path + len, name, strlen(name) + 1);
}

static void
leave(Camt *camt)
{
    if (camt->depth == 0)
        return;
    camt->depth--;
    camt->path[camt->lengths[camt->depth]] = '\0';
}

/* Amounts carry their currency. */
static void
look_at_currency(Camt *camt)
{
    xmlChar *currency = xmlTextReaderGetAttribute(camt->xml, (const xmlChar *)"Ccy");

    camt->foreign |= currency != NULL && strcmp((const char *)currency, "CNY") != 0;
    xmlFree(currency);
}

static void
begin_element(Camt *camt, const char *name)
{
    if (!camt->in_statement) {
        if (strcmp(name, "BkToCstmrStmt") == 0)
            camt->in_message = true;
        if (strcmp(name, "Stmt") == 0 && camt->in_message) {
            camt->in_statement = camt->seen_statement = true;
            camt->depth = 0;
            camt->path[0] = '\0';
            camt->opening = camt->closing = (OptInt){0};
        }
        return;
    }
    enter(camt, name);
    camt->value_len = 0;
    if (path_is(camt, "Ntry")) {
        begin_entry(camt);
    } else if (path_is(camt, "Bal")) {
        camt->balance_kind[0] = '\0';
        camt->balance_set = camt->balance_negative = false;
    } else if (path_is(camt, "Ntry/Amt") || path_is(camt, "Bal/Amt")) {
        look_at_currency(camt);
    }
}

/* *line_out is told when an entry is complete. */
static Status
end_element(Ctx *ctx, StatementReader *reader, Camt *camt, StatementLine *out, bool *line_out)
{
    if (!camt->in_statement)
        return OK;
    if (camt->foreign)
        return statement_refuse(ctx, xmlTextReaderGetParserLineNumber(camt->xml),
                                TR(ctx->lang, "只能记人民币"));
    if (camt->depth == 0) {
        camt->in_statement = false;
        return end_statement(ctx, reader, camt);
    }
    if (strncmp(camt->path, "Ntry", 4) == 0) {
        if (path_is(camt, "Ntry")) {
            leave(camt);
            if (!camt->booked)
                return OK;
            *line_out = true;
            return end_entry(ctx, reader->lines, camt, out);
        }
        entry_value(reader->lines, camt);
    } else if (strncmp(camt->path, "Bal", 3) == 0) {
        TRY(balance_value(ctx, camt));
        if (path_is(camt, "Bal"))
            end_balance(camt);
    } else {
        TRY(head_value(ctx, reader, camt));
    }
    camt->value_len = 0;
    leave(camt);
    return OK;
}

static void
add_value(Camt *camt)
{
    const char *text = (const char *)xmlTextReaderConstValue(camt->xml);
    size_t len = text == NULL ? 0 : strlen(text);

    if (len > sizeof camt->value - camt->value_len)
        len = sizeof camt->value - camt->value_len;
    if (len != 0)
        memcpy(camt->value + camt->value_len, text, len);
    camt->value_len += len;
}

static Status
next_entry(Ctx *ctx, StatementReader *reader, StatementLine *out)
{
    Camt *camt = reader->inner;
    bool done = false;

    for (;;) {
        int got = xmlTextReaderRead(camt->xml);
        int type;

        if (got < 0 || camt->broken)
            return statement_refuse(ctx, xmlTextReaderGetParserLineNumber(camt->xml),
                                    TR(ctx->lang, "文件不是完整的 XML，请重新从网银导出"));
        if (got == 0)
            break;
        type = xmlTextReaderNodeType(camt->xml);
        if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE)
            return statement_refuse(
                ctx, 0, TR(ctx->lang, "这个 XML 带有文档类型或实体定义，对账单里不该有"));
        if (type == XML_READER_TYPE_ELEMENT) {
            int empty = xmlTextReaderIsEmptyElement(camt->xml);

            if (xmlTextReaderDepth(camt->xml) >= STATEMENT_XML_DEPTH_MAX)
                return statement_refuse(ctx, xmlTextReaderGetParserLineNumber(camt->xml),
                                        TR(ctx->lang, "XML 的层次太深，不是对账单"));
            begin_element(camt, (const char *)xmlTextReaderConstLocalName(camt->xml));
            if (empty == 1)
                TRY(end_element(ctx, reader, camt, out, &done));
        } else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA) {
            add_value(camt);
        } else if (type == XML_READER_TYPE_END_ELEMENT) {
            TRY(end_element(ctx, reader, camt, out, &done));
        }
        if (done)
            return OK;
    }
    if (!camt->seen_statement)
        return statement_refuse(ctx, 0, TR(ctx->lang, "这个 XML 里没有 camt.053 对账单"));
    return NOT_FOUND;
}

static void
close_camt(StatementReader *reader)
{
    Camt *camt = reader->inner;

    xmlFreeTextReader(camt->xml);
}

Status
camt_open(Ctx *ctx, const char *path, StatementReader *reader)
{
    Camt *camt = NEW(ctx->arena, Camt);

    camt->xml =
        xmlReaderForFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_COMPACT);
    if (camt->xml == NULL)
        return statement_refuse(ctx, 0, TR(ctx->lang, "文件打不开"));
    xmlTextReaderSetStructuredErrorHandler(camt->xml, be_quiet, camt);
    reader->inner = camt;
    reader->next = next_entry;
    reader->close = close_camt;
    reader->head.format = T("camt.053");
    reader->head.number = reader->head.name = reader->head.currency = T("");
    return OK;
}

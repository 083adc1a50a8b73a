/*
 * order -- 督办: what an office above tells a village or township to do, until when, and what it
 * reports back.
 *
 *     open ──report──► reported ──accept──► accepted
 *                        │   ▲
 *                     return │ (with a reason; a new deadline may be set)
 *                        ▼   │
 *                      returned ──report──┘        open, reported, returned ──withdraw──► withdrawn
 *
 * An inspector, township reviewer, district admin or leader issues it (CAN_ISSUE_ORDERS) to an
 * office below; a leader's instruction (批示) becomes one, which a township may pass on.  The
 * office addressed is told and reports back; whoever holds the issuer's role at the issuer's place
 * accepts or returns, but not what they reported themselves.  The deadline is a calendar day,
 * overdue from the day after; the keeper tells the issuer and the office above once.  Orders are no
 * secret among staff: everybody who reads staff parts at the office addressed, or may issue there,
 * sees them; nobody else.  What is at an end stays.
 *
 * Everything is audited and told in the transaction that does it.  `lock` is the version that the
 * caller saw; CONFLICT when it has moved on.
 */
#pragma once

#include "account/account.h"
#include "region/region.h"

enum {
    ORDER_BODY_CHARS_MAX = 500,
    ORDER_REPORT_CHARS_MAX = 1000,
    ORDER_REASON_CHARS_MAX = 300,
    ORDER_DAYS_MAX = 366, /* a deadline lies within a year */
    ORDERS_PAGE = 50,
    ORDERS_OPEN_MAX = 500, /* shown of one list; more is told */
    ORDER_EVENTS_MAX = 100,
};

typedef enum OrderState {
    ORDER_OPEN,
    ORDER_REPORTED,
    ORDER_RETURNED,
    ORDER_ACCEPTED,
    ORDER_WITHDRAWN,
    ORDER_STATES
} OrderState;
const char *order_state_name(OrderState state);
const char *order_state_title(OrderState state); /* msgid */

/* What an order came from; source_id is its number there (a flag's is not looked up).  An
 * instruction with a number is that order, passed on: a township hands a leader's instruction to a
 * village. */
typedef enum OrderSource {
    ORDER_FROM_NOTHING,
    ORDER_FROM_INSTRUCTION, /* 领导批示 */
    ORDER_FROM_FLAG,
    ORDER_FROM_OPINION,
    ORDER_FROM_PATROL,
    ORDER_FROM_DISCLOSURE,
    ORDER_SOURCES
} OrderSource;
const char *order_source_name(OrderSource source); /* "", "instruction", "flag" … */
const char *order_source_title(OrderSource source);
bool order_source_parse(Text name, OrderSource *out);

typedef struct Order {
    int64_t id;
    RegionCode office; /* a village or township */
    Text office_name;
    RegionCode issuer; /* the issuer's place … */
    Text issuer_name;
    Role issuer_role; /* … and role there */
    int64_t issued_by;
    Text issued_by_name;
    Time issued_at;
    Text body;
    OrderSource source;
    int64_t source_id;
    Day due_day;
    OrderState state;
    bool overdue;       /* the office has to act and the day is over */
    int64_t days_late;  /* when overdue, or reported late */
    Text report;        /* the newest; empty: none */
    OptInt reported_at; /* a Time */
    int64_t reported_by;
    Text reason; /* why it was returned or withdrawn; may be empty */
    OptInt closed_at;
    int64_t lock;
} Order;

typedef struct Orders {
    Order *at;
    size_t len;
    bool more; /* ORDERS_OPEN_MAX were not enough */
    Text next; /* cursor; absent: the end */
} Orders;

typedef struct OrderEvent {
    Time at;
    Text kind;   /* "issued", "reported" … */
    Text title;  /* msgid's Chinese */
    Text person; /* empty: the clock */
    Text note;
} OrderEvent;

typedef struct OrderEvents {
    OrderEvent *at;
    size_t len;
} OrderEvents;

typedef enum OrderView {
    ORDERS_OURS,   /* the office has to act: at exactly the acting person's offices */
    ORDERS_ISSUED, /* not at an end, issued by the acting person's own offices */
    ORDERS_OPEN,   /* all that are not at an end, that the acting person may see */
    ORDERS_DONE,   /* at an end */
    ORDER_VIEWS
} OrderView;
const char *order_view_name(OrderView view);
bool order_view_parse(Text name, OrderView *out);

/* ---- reading ---- */

MUST_CHECK Status order_get(Ctx *ctx, int64_t id, Order *out);
MUST_CHECK Status order_events(Ctx *ctx, int64_t id, OrderEvents *out);
/* What was passed on of an instruction, as far as the acting person sees it. */
MUST_CHECK Status order_passed_on(Ctx *ctx, int64_t id, Orders *out);
/* The longest overdue first; ORDERS_DONE: by office, in pages.  INVALID ("cursor"). */
MUST_CHECK Status order_list(Ctx *ctx, OrderView view, Text cursor, Orders *out);

/* Adds what the orders come to (TALLY_ORDERS …), for `mingbai check`. */
struct TallyBatch;
MUST_CHECK Status order_tallies(Ctx *ctx, struct TallyBatch *batch);

typedef struct OrderCounts {
    int64_t waiting, overdue; /* of the acting person's own offices */
    int64_t reported;         /* to be looked at by them */
    int64_t overdue_below;    /* where they may issue */
} OrderCounts;
MUST_CHECK Status order_counts(Ctx *ctx, OrderCounts *out);

/* Whether the acting person may; pages ask, each deed asks again. */
bool order_may_report(const Ctx *ctx, const Order *order);
bool order_may_decide(const Ctx *ctx, const Order *order);

/* Places that the acting person may send an order to. */
bool order_may_issue_to(const Ctx *ctx, RegionCode office);
/* Whether an order of the acting person to this office would be a leader's instruction (批示);
 * office 0 or above a township: whether any would. */
bool order_instructs(const Ctx *ctx, RegionCode office);
/* Whether the acting person's office may pass this instruction on to a village below. */
bool order_may_pass_on(const Ctx *ctx, const Order *order);

/* ---- deeds ---- */

typedef struct OrderInput {
    RegionCode office;
    Text body;
    Day due_day;
    OrderSource source;
    int64_t source_id;
} OrderInput;

/* INVALID: office, body, due_day, source (an instruction that is not theirs to pass on). */
MUST_CHECK Status order_issue(Ctx *ctx, const OrderInput *input, int64_t *id_out);
/* INVALID ("report"). */
MUST_CHECK Status order_report(Ctx *ctx, int64_t id, int64_t lock, Text report);
MUST_CHECK Status order_accept(Ctx *ctx, int64_t id, int64_t lock);
/* due_day: the new deadline; not set: as it was.  INVALID ("reason", "due_day"). */
MUST_CHECK Status order_return(Ctx *ctx, int64_t id, int64_t lock, Text reason, OptInt due_day);
MUST_CHECK Status order_withdraw(Ctx *ctx, int64_t id, int64_t lock, Text reason);

/* The keeper's job: tells of what is overdue, once. */
struct Store;
MUST_CHECK Status order_deadlines(struct Store *store, Ctx *ctx);

/* For bulk loading (system only): an order as it stands, with its events made from its times;
 * nobody is told. */
MUST_CHECK Status order_load(Ctx *ctx, const Order *order);

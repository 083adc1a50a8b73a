/*
 * opinion -- what people ask, suggest and complain about, and what becomes of it.
 *
 *     received ──reply──► in hand ──resolve──► resolved ──rating or return visit──► closed
 *        │                  ▲ │                    │
 *        │                  │ │                    └─"not solved", once─► in hand, one office
 * higher └─ referred, merged, withdrawn: ends of their own, told apart from "resolved"
 *
 * The clock (domain: "Opinions"): a reply on the calendar day of receipt, else the township takes
 * over; resolved within seven days, else the district does, and the inspectors see it.  Both
 * deadlines are instants that are stored when they are set; neither is moved by the other.  An
 * extension needs the consent of an office above the handling one.
 *
 * The office that handles an opinion is a place: its village, township or district.  Whoever holds
 * CAN_HANDLE_OPINIONS there or above may act; acting from above takes the opinion over.  Nobody
 * handles what is said about themselves (opinion_subject_add), and a return visit is made by
 * somebody who did not answer.
 *
 * A report of misconduct (OPINION_MISCONDUCT) is sealed: inspectors with a scope over
 * `sealed_for` read it, for everybody else, the installation's operator and the command line
 * included, there is no such opinion: not in lists, tallies, the audit trail or exports.
 *
 * Personal numbers in what is shown to others than its sender and the handling office are masked
 * (prose/personal.h).  Times are instants (seconds), days are Days.  `lock` is the version of the
 * opinion that the caller saw; CONFLICT when it has moved on.  What is written is audited (but for
 * what is sealed), touches the place's versions and tells sender, office and followers
 * (notify/notify.h), all in one transaction.
 *
 * Here: reading and the life.  Asking (drafts, photos, similar ones): ask.h; the desk's lists and
 * figures: queue.h; loaders: load.h.
 */
#pragma once

#include "account/account.h"
#include "region/region.h"

enum {
    OPINION_BODY_CHARS_MAX = 1000,
    OPINION_BODY_CHARS_MIN = 4,
    OPINION_PLACE_CHARS_MAX = 60,
    OPINION_NAME_CHARS_MAX = 20,
    OPINION_ANSWER_CHARS_MAX = 1000,
    OPINION_NOTE_CHARS_MAX = 300,
    OPINION_SUBJECTS_MAX = 5,
    OPINION_EVENTS_MAX = 300, /* the newest are shown */
    OPINION_ADDED_MAX = 10,   /* additions by the sender */
    OPINION_REPLY_HOUR = 18,  /* with the setting opinion_evening: later ones … */
    OPINION_REPLY_NOON = 12,  /* … until noon of the next day */
    OPINION_RESOLVE_DAYS = 7,
    OPINION_EXTENSION_DAYS_MAX = 30, /* all extensions of one opinion together */
    OPINION_VISIT_TRIES = 3,         /* days not reached: closed without a rating */
    OPINION_RECEIPT_DIGITS = 16,
    OPINIONS_A_DAY_ADDRESS = 20,
    OPINIONS_A_DAY_ACCOUNT = 10,
    OPINIONS_A_DAY_PHONE = 5,
};

typedef enum OpinionKind {
#define KIND(constant, name, title, hint) constant,
#include "opinion/words.tbl"
    OPINION_KINDS
} OpinionKind;

typedef enum OpinionState {
#define STATE(constant, name, title) constant,
#include "opinion/words.tbl"
    OPINION_STATES
} OpinionState;

typedef enum OpinionTopic {
#define TOPIC(constant, name, title) constant,
#include "opinion/words.tbl"
    OPINION_TOPICS
} OpinionTopic;

typedef enum OpinionEventKind {
#define EVENT(constant, name, title, open) constant,
#include "opinion/words.tbl"
    OPINION_EVENT_KINDS
} OpinionEventKind;

/* Words: name in database and API; title and hint are msgids (tr_text); parse takes the name. */
const char *opinion_kind_name(OpinionKind kind);
const char *opinion_kind_title(OpinionKind kind);
const char *opinion_kind_hint(OpinionKind kind);
bool opinion_kind_parse(Text name, OpinionKind *out);
const char *opinion_state_name(OpinionState state);
const char *opinion_state_title(OpinionState state);
bool opinion_state_parse(Text name, OpinionState *out);
bool opinion_state_is_open(OpinionState state); /* received or in hand */
const char *opinion_topic_name(OpinionTopic topic);
const char *opinion_topic_title(OpinionTopic topic);
bool opinion_topic_parse(Text name, OpinionTopic *out);
const char *opinion_event_name(OpinionEventKind kind);
const char *opinion_event_title(OpinionEventKind kind);
bool opinion_event_parse(Text name, OpinionEventKind *out);
/* Whether the sender and readers see such an event. */
bool opinion_event_is_open(OpinionEventKind kind);

/* How the sender is known. */
typedef enum OpinionSender { SENDER_NAMED, SENDER_PHONE, SENDER_ANONYMOUS, SENDERS } OpinionSender;
const char *opinion_sender_name(OpinionSender sender); /* "named", "phone", "anonymous" */
const char *opinion_sender_title(OpinionSender sender);
bool opinion_sender_parse(Text name, OpinionSender *out);

/* What an opinion is tied to. */
typedef enum OpinionSource {
    SOURCE_NONE,
    SOURCE_DISCLOSURE,
    SOURCE_NOTICE, /* 公示异议: an objection while the notice of a disclosure runs */
    SOURCE_ENTRY,  /* 问这一笔 */
    OPINION_SOURCES
} OpinionSource;
const char *opinion_source_name(OpinionSource source); /* "", "disclosure", "notice", "entry" */
const char *opinion_source_title(OpinionSource source);
bool opinion_source_parse(Text name, OpinionSource *out);

typedef enum OpinionRating {
    RATING_NONE,
    RATING_UNSATISFIED,
    RATING_BASICALLY,
    RATING_SATISFIED
} OpinionRating;
const char *opinion_rating_name(OpinionRating rating); /* "unsatisfied" … */
const char *opinion_rating_title(OpinionRating rating);
bool opinion_rating_parse(Text name, OpinionRating *out);

/* Who is reported, of a report of misconduct: decides whose inspectors read it. */
typedef enum OpinionAbout {
    ABOUT_VILLAGE,
    ABOUT_TOWNSHIP,
    ABOUT_DISTRICT,
    ABOUT_INSPECTORS,
    ABOUTS
} OpinionAbout;
bool opinion_about_parse(Text name,
                         OpinionAbout *out); /* "village", "township", "district", "inspectors" */
const char *opinion_about_name(OpinionAbout about);

/* How much of an opinion a reader sees. */
typedef enum OpinionSight {
    SEES_NONE,   /* NOT_FOUND is the answer */
    SEES_PUBLIC, /* shown on the board: text masked, no sender, open events */
    SEES_STAFF,  /* the place's staff: text and all events; no sender's contact */
    SEES_SENDER, /* the sender, or who filed for them: own words, open events */
    SEES_HANDLER /* the handling office, those above and inspectors: sender's contact, too */
} OpinionSight;

typedef struct Opinion {
    int64_t id;
    Text number;       /* "230601-482193": day of receipt and six random digits; says nothing */
    RegionCode region; /* what place it is about */
    OpinionKind kind;
    OpinionTopic topic;
    OpinionState state;
    OpinionSource source;
    int64_t source_id;
    Text title;                       /* the first sentence of the body */
    Text body;                        /* as this reader may see it */
    Text place;                       /* where, in words; may be empty */
    OptInt latitude_e6, longitude_e6; /* WGS 84, millionths of a degree */
    bool open;                        /* public by the sender's choice */
    bool shown;                       /* readers find it on the board */
    bool hidden;                      /* taken off by the township or above: abuse */
    bool photos_shown;
    OpinionSender sender;
    Text sender_name, sender_phone; /* SEES_SENDER and SEES_HANDLER only; else absent */
    int64_t account;                /* 0: none, or not for this reader */
    int64_t filed_by;               /* who filed for somebody without a phone; 0 */
    RegionCode office;              /* who handles it */
    RegionCode sealed_for;          /* misconduct: whose inspectors; 0 otherwise */
    Time received_at;
    Time reply_due, resolve_due; /* half-open: late from this instant on */
    OptInt replied_at, resolved_at, closed_at;
    bool late_reply, late_resolve;
    int64_t answers;
    Text answer;             /* the newest, as this reader may see it; absent: none */
    int64_t extension_days;  /* granted so far */
    int64_t extension_asked; /* days asked for and not decided; 0 */
    Text extension_reason;
    bool visit_wanted; /* resolved, sender can be reached, nobody has called back yet */
    int64_t visit_tries;
    OpinionRating rating;
    int64_t reopened; /* how often */
    bool petition;    /* 信访矛盾 */
    OptInt petition_settled_day;
    int64_t merged_into; /* an opinion's id; 0 */
    int64_t supporters;  /* "me too" */
    int64_t lock;
    OpinionSight sight; /* of this reader */
} Opinion;

typedef struct Opinions {
    Opinion *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} Opinions;

typedef struct OpinionEvent {
    int64_t id;
    Time at;
    OpinionEventKind kind;
    bool open;         /* the sender and the public see it */
    RegionCode office; /* where it was done; 0: by the sender or the clock */
    Text office_name;
    Text person; /* staff only: who */
    Text note;   /* masked for those who see masked text */
} OpinionEvent;

typedef struct OpinionEvents {
    OpinionEvent *at;
    size_t len;
} OpinionEvents;

/* ---- deadlines: pure, half-open (late from the instant itself on) ---- */

/* The end of the calendar day of receipt; evening: received at 18:00 or later, noon of the next. */
Time opinion_reply_due(Time received_at, bool evening);
/* The end of the seventh day after the day of receipt. */
Time opinion_resolve_due(Time received_at);

/* ---- reading ---- */

/* One opinion as the acting person may see it: NOT_FOUND with SEES_NONE.  receipts: the receipt
 * codes that a visitor holds ("number.code", any number; {0} for none), for anonymous follow-up.
 * Reading a report of misconduct is recorded with it; needs a write transaction then (reads of
 * inspectors go through opinion_look). */
MUST_CHECK Status opinion_get(Ctx *ctx, int64_t id, Texts receipts, Opinion *out);
MUST_CHECK Status opinion_by_number(Ctx *ctx, Text number, Texts receipts, Opinion *out);

/* Number (with its dash) or code as somebody typed them: digits only, also full-width ones; what is
 * longer than either becomes the empty text. */
Text opinion_receipt_typed(Arena *arena, Text typed, bool dash);

/* The number and code that somebody typed: OK when they fit, and whether they are of a report.
 * INVALID ("code") with one sentence for all that is wrong; after RECEIPT_TRIES_FREE failures of a
 * number or from an address with the time to wait (account/throttle.h).  An operation of its own,
 * as account_sign_in(). */
MUST_CHECK Status opinion_receipt_check(struct Store *store, Ctx *ctx, Text number, Text code,
                                        Text address, bool *sealed_out);

/* An inspector opens a report of misconduct: the look itself is recorded. */
MUST_CHECK Status opinion_look(Ctx *ctx, int64_t id);

/* What became of the one that a merged opinion was joined to, for its sender: state and answers,
 * nothing that its own sender wrote unless it is on the board (then with its number).  NOT_FOUND
 * when it was not merged. */
MUST_CHECK Status opinion_joined(Ctx *ctx, const Opinion *merged, Opinion *out);

/* Its events in their order, those that this reader (opinion->sight) may see. */
MUST_CHECK Status opinion_events(Ctx *ctx, const Opinion *opinion, OpinionEvents *out);

/* ---- the board: everybody ---- */

/* Shown opinions of a village, township or district, newest first.  INVALID ("cursor"). */
enum { OPINIONS_PAGE = 30 };
MUST_CHECK Status opinion_board(Ctx *ctx, RegionCode region, Text cursor, int limit, Opinions *out);

/* Those that the acting person sent, newest first; DENIED for visitors. */
MUST_CHECK Status opinion_mine(Ctx *ctx, Text cursor, Opinions *out);
/* Those that the acting person filed for others. */
MUST_CHECK Status opinion_filed(Ctx *ctx, Text cursor, Opinions *out);

/* ---- the sender ---- */

MUST_CHECK Status opinion_add_words(Ctx *ctx, int64_t id, Texts receipts, Text words);
MUST_CHECK Status opinion_withdraw(Ctx *ctx, int64_t id, Texts receipts);
/* Of a resolved one, once: CONFLICT otherwise.  Not satisfied needs a reason ("reason") and reopens
 * it once with the next higher office. */
MUST_CHECK Status opinion_rate(Ctx *ctx, int64_t id, Texts receipts, OpinionRating rating,
                               Text reason);
/* "Me too": once a supporter (an account, or a visitor's random token).  *count_out: how many. */
MUST_CHECK Status opinion_support(Ctx *ctx, int64_t id, Text visitor, Text address,
                                  int64_t *count_out);
/* Follow and unfollow (notify): whoever may see it. */
MUST_CHECK Status opinion_follow(Ctx *ctx, int64_t id, bool on);

/* ---- the office ---- */

/* Whether the acting person may handle it now; for pages, each deed asks again. */
bool opinion_may_handle(const Ctx *ctx, const Opinion *opinion);
bool opinion_may_visit(const Ctx *ctx, const Opinion *opinion);
/* Whether the acting person answered or resolved it: then somebody else calls back. */
MUST_CHECK Status opinion_has_answered(Ctx *ctx, int64_t id, bool *out);

/* The office that gave the newest answer, wherever the matter went since; NOT_FOUND: none. */
MUST_CHECK Status opinion_answered_by(Ctx *ctx, int64_t id, RegionCode *out);

/* Answers the sender.  Text that went out word for word to somebody else is refused ("answer"):
 * standard answers are drafts.  resolve: the answer settles the matter. */
MUST_CHECK Status opinion_reply(Ctx *ctx, int64_t id, int64_t lock, Text answer, bool resolve);
/* Closes as resolved with what was done ("outcome").  INVALID ("outcome") without a reply on
 * record.
 */
MUST_CHECK Status opinion_resolve(Ctx *ctx, int64_t id, int64_t lock, Text outcome);
/* To another office: one above (village → township → district), or one below the acting person's,
 * down to the opinion's own place.  The note is internal.  INVALID ("office"), ("note"). */
MUST_CHECK Status opinion_pass(Ctx *ctx, int64_t id, int64_t lock, RegionCode office, Text note);
/* An office above takes over without a word to the sender yet. */
MUST_CHECK Status opinion_take(Ctx *ctx, int64_t id, int64_t lock);
/* More time: asked with a reason that the sender sees; decided by an office above. */
MUST_CHECK Status opinion_extension_ask(Ctx *ctx, int64_t id, int64_t lock, int64_t days,
                                        Text reason);
MUST_CHECK Status opinion_extension_decide(Ctx *ctx, int64_t id, int64_t lock, bool grant,
                                           Text reason);
/* The same matter was reported before: joins it to `other` (open or resolved, same place). */
MUST_CHECK Status opinion_merge(Ctx *ctx, int64_t id, int64_t lock, Text other_number);
/* It belongs to another village: by an office with scope over both.  Deadlines stay, but the new
 * village has the rest of today for its reply. */
MUST_CHECK Status opinion_move(Ctx *ctx, int64_t id, int64_t lock, RegionCode region, Text note);
/* Not for this platform (courts, police, emergency): tells where to go. */
MUST_CHECK Status opinion_refer(Ctx *ctx, int64_t id, int64_t lock, Text where);
MUST_CHECK Status opinion_note(Ctx *ctx, int64_t id, Text note);
/* A person whom it is about: may neither handle nor visit, and when the person works at the
 * handling office it goes one higher. */
MUST_CHECK Status opinion_subject_add(Ctx *ctx, int64_t id, int64_t lock, Text login_or_name);
/* Those whom it is about, once each, for who handles it (others: none). */
MUST_CHECK Status opinion_subject_names(Ctx *ctx, const Opinion *opinion, Texts *out);
/* Somebody was named by mistake (another of the same name): only the inspectors of the place say
 * so, or the district unless the person works there; never of a report of misconduct.  The opinion
 * stays where it went.  INVALID ("subject"). */
MUST_CHECK Status opinion_subject_remove(Ctx *ctx, int64_t id, int64_t lock, Text name);
MUST_CHECK Status opinion_petition(Ctx *ctx, int64_t id, int64_t lock, bool settled);
/* Abuse: off the board with a reason; the township or above, never the village that is spoken of.
 */
MUST_CHECK Status opinion_hide(Ctx *ctx, int64_t id, int64_t lock, Text reason);
/* Back on the board, by the same offices: CONFLICT when it was not taken off. */
MUST_CHECK Status opinion_show_again(Ctx *ctx, int64_t id, int64_t lock);
MUST_CHECK Status opinion_show_photos(Ctx *ctx, int64_t id, int64_t lock);

/* The call back after it was resolved, by somebody who did not answer it (DENIED).  reached false:
 * tried, once a day.  reached: what was said, and the rating as opinion_rate() has it. */
MUST_CHECK Status opinion_visit(Ctx *ctx, int64_t id, int64_t lock, bool reached,
                                OpinionRating rating, Text words);

/* ---- the clock ---- */

/* The keeper's job: what has fallen due goes up, in slices of one transaction each. */
struct Store;
MUST_CHECK Status opinion_deadlines(struct Store *store, Ctx *ctx);

/* ---- leaving ---- */

/* The hook of account_on_erase(): what the account sent stays, without its sender. */
MUST_CHECK Status opinion_erase_sender(Ctx *ctx, int64_t account);

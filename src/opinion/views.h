/*
 * views -- what the public pages of this room show.
 */
#pragma once

#include "web/web.h"

/* ---- lists ---- */

typedef struct OpinionCard {
    Text link, number, title;
    Text place;      /* above villages only */
    Text date;       /* day of receipt */
    Text state;      /* 待答复, 办理中 … */
    const char *css; /* of its tag … */
    const char *icon;
    Text took; /* "当天答复 · 3 天办结", or how long it may still take */
    bool late; /* … which is too long */
    Text rating;
    Text answer, office; /* the newest answer, and whose it is */
    int64_t supporters;
    int64_t id;
    bool over; /* a matter that was settled: who has it again says so anew */
} OpinionCard;

typedef struct OpinionCards {
    OpinionCard *at;
    size_t len;
} OpinionCards;

/* What stands in one sentence above a list; each part is a sentence of its own. */
typedef struct OpinionSums {
    int64_t received, pending;
    Text same_day, in_time, satisfied; /* "98.2 %"; absent: nothing to go by */
} OpinionSums;

typedef struct OpinionPlaceRow {
    Text name, link;
    int64_t received, pending;
    Text same_day, in_time, satisfied;
} OpinionPlaceRow;

typedef struct OpinionAge {
    Text name;
    int64_t count;
    int64_t width; /* 0 … 100 */
    const char *css;
} OpinionAge;

typedef struct BoardView {
    Page page;
    Text place;
    bool village;
    OpinionSums sums;
    OpinionCards cards;
    Text next_link;
    bool later; /* not the first page */
    Text first_link, question_link, complaint_link, receipt_link, mine_link;
    struct {
        OpinionAge *at;
        size_t len;
    } ages;
    struct {
        OpinionPlaceRow *at;
        size_t len;
    } places;
} BoardView;

typedef struct MineView {
    Page page;
    OpinionCards cards;
    Text next_link, first_link;
    bool later;
    bool filed, may_file; /* for others; and whether this person does that */
} MineView;

/* For the village's page: 有话直说. */
typedef struct OpinionHome {
    Text question_link, complaint_link, board_link, mine_link;
    OpinionSums sums;
    OpinionCards cards;
} OpinionHome;

/* ---- asking ---- */

typedef struct AskStep {
    Text name;
    bool done, current;
} AskStep;

typedef struct AskChoice {
    Text value, name, hint;
    const char *icon;
    Text link;
    bool chosen;
    bool first; /* carries the field's id */
    bool last;
} AskChoice;

typedef struct AskChoices {
    AskChoice *at;
    size_t len;
} AskChoices;

/* The head of each step. */
typedef struct AskHead {
    Text place, place_link;
    Text source, source_link; /* what it is about; absent: nothing in particular */
    struct {
        AskStep *at;
        size_t len;
    } steps;
} AskHead;

typedef struct AskStartView {
    Page page;
    Text place, place_link, board_link;
    AskChoices kinds;
    Text go_on; /* the step of a draft that waits on this phone; absent: none */
    Text go_on_title;
    bool elsewhere; /* it is about another place … */
    Text go_on_place;
} AskStartView;

typedef struct AskWhatView {
    Page page;
    AskHead head;
    Text action, keep; /* keep: a key for what is typed, in this browser; absent: not kept */
    Text source_field, source_value;
    Text kind_name;
    AskChoices kinds, topics;
    Text body;
    int64_t body_max;
    bool sealed, fresh;
    Text kind_error, topic_error, body_error;
} AskWhatView;

typedef struct AskSimilarView {
    Page page;
    AskHead head;
    OpinionCards cards;
} AskSimilarView;

typedef struct AskPhoto {
    int64_t id;
    Text thumb; /* absent: not ready */
    Text words;
    bool refused;
} AskPhoto;

typedef struct AskPhotos {
    AskPhoto *at;
    size_t len;
} AskPhotos;

typedef struct AskWhereView {
    Page page;
    AskHead head;
    Text where, latitude, longitude;
    AskPhotos photos;
    int64_t photos_max;
    bool full; /* no more photographs */
    Text back_link;
    Text place_error, latitude_error, photo_error;
} AskWhereView;

typedef struct AskWhoView {
    Page page;
    AskHead head;
    bool sealed;
    AskChoices abouts, senders, opens;
    Text subject, name, phone;
    bool may_file, for_other, signed_in;
    Text sender_error, name_error, phone_error, about_error, subject_error, open_error;
} AskWhoView;

typedef struct AskCheckView {
    Page page;
    AskHead head;
    Text kind, topic, body, where;
    bool located, sealed, beyond, for_other;
    Text about, subject, sender, name, phone, open;
    AskPhotos photos;
    Text promise;
} AskCheckView;

typedef struct AskDoneView {
    Page page;
    Text place, place_link;
    Text number, link;
    Text receipt; /* in groups of four; absent: known already, or a signed-in sender's */
    Text address; /* the whole link with the code */
    Markup qr;
    Text promise, resolve;
    bool sealed, beyond, signed_in;
} AskDoneView;

typedef struct AskGoneView {
    Page page;
} AskGoneView;

/* ---- one ---- */

typedef struct OneEvent {
    Text when, title, office, note;
    bool current;
} OneEvent;

typedef struct OnePhoto {
    Text link, thumb;
} OnePhoto;

typedef struct OneView {
    Page page;
    OpinionCard card;
    Text place, place_link, board_link;
    Text kind, topic, where;
    Text body; /* absent: the title says it all */
    Text answer, answer_office;
    Text source, source_link;
    Text received;
    Text due; /* what is promised next … */
    bool due_late;
    Text extension;
    bool sealed, mine, shown, hidden, private_;
    Text sender; /* the sender's own view: how it was sent */
    Text merged_link, merged_number, merged_answer, merged_state;
    bool merged;
    struct {
        OneEvent *at;
        size_t len;
    } events;
    struct {
        OnePhoto *at;
        size_t len;
    } photos;
    bool photos_wait;
    bool may_rate, may_add, may_withdraw, may_support, may_follow, follows;
    AskChoices ratings;
    Text reason, words;
    Text rating_error, reason_error, words_error;
    Text rate_action, words_action, withdraw_action, support_action, follow_action;
    Text print_link, desk_link;
    Text short_url, printed_on; /* of the sheet */
    Markup qr;
} OneView;

typedef struct ReceiptView {
    Page page;
    Text action, number, code;
    bool with_number; /* the number is asked for, too */
    bool missing;     /* the page of an opinion that is not there for this reader */
    Text number_error, code_error;
    OpinionCards kept; /* what was sent from this phone */
} ReceiptView;

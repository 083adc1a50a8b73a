/*
 * question -- what somebody asks about an entry, without signing in; the village's desk reads it.
 */
#pragma once

#include "ledger/ledger.h"

enum {
    QUESTIONS_MAX = 100,  /* about one entry */
    QUESTIONS_A_DAY = 20, /* from one address, about whatever */
    QUESTION_CHARS_MAX = 500,
    QUESTION_NAME_CHARS_MAX = 20,
    QUESTION_CONTACT_CHARS_MAX = 60,
    QUESTIONS_SHOWN = 200,
};

typedef struct Question {
    int64_t id, entry;
    RegionCode region;
    Time at;
    Text name, contact, body;
    Text purpose; /* of the entry … */
    Day day;
    bool seen;
} Question;

typedef struct Questions {
    Question *at;
    size_t len;
} Questions;

/* About an entry that the asking person may see (NOT_FOUND otherwise).  name and contact may be
 * empty; from one address at most QUESTIONS_A_DAY.  INVALID: name, contact, body. */
MUST_CHECK Status question_add(Ctx *ctx, int64_t entry, Text name, Text contact, Text body,
                               Text address);
/* CAN_READ_OPINIONS at scope; unseen ones first, then the newest. */
MUST_CHECK Status question_list(Ctx *ctx, RegionCode scope, Questions *out);
MUST_CHECK Status question_seen(Ctx *ctx, int64_t question);

/*
 * opinion_model -- the rules of an opinion's life, written a second time: small, in memory, for
 * opinion_random_test.c to hold the room against.  It knows three villages and twelve people.
 */
#pragma once

#include "opinion_life.h"

enum { MODEL_MAX = 400, ADDED_MOST = 10 };
enum { WHO_NAMED, WHO_PHONE, WHO_NOBODY, WHO_SEALED };

typedef struct Model {
    int64_t id;
    Text number;
    Texts receipts;
    int who;
    bool open, hidden, photos, petition, settled;
    RegionCode region, office;
    OpinionState state;
    Time received, reply_due, resolve_due, first_due, resolved_at, closed_at;
    bool replied, reply_judged, late_reply, resolve_judged, late_resolve, visit;
    int64_t answers, extended, asked, tries, rating, reopened, supporters, added, lock;
    Day tried_day;                      /* of the last call that reached nobody */
    int merged_into;                    /* index; -1 */
    unsigned answered_by, supported_by; /* bit of an actor */
} Model;

typedef enum Part { PART_NONE, PART_HANDLES, PART_INSPECTS, PART_VISITS } Part;

static const struct {
    const Actor *actor;
    Part part;
    RegionCode scope;
} cast[] = {
    {NULL,             PART_NONE,     0            },
    {&resident,        PART_NONE,     0            },
    {&resident2,       PART_NONE,     0            },
    {&clerk,           PART_HANDLES,  VILLAGE      },
    {&clerk2,          PART_HANDLES,  VILLAGE      },
    {&other_clerk,     PART_HANDLES,  VILLAGE2     },
    {&community_clerk, PART_HANDLES,  COMMUNITY    },
    {&reviewer,        PART_HANDLES,  TOWNSHIP_CODE},
    {&other_reviewer,  PART_HANDLES,  210111011000 },
    {&district,        PART_HANDLES,  DISTRICT_CODE},
    {&inspector,       PART_INSPECTS, DISTRICT_CODE},
    {&grid,            PART_VISITS,   VILLAGE      },
};
enum { CAST = sizeof cast / sizeof cast[0], CAST_SENDER = 1 };

static inline bool
within(RegionCode scope, RegionCode place)
{
    RegionCode size = scope % 1000000 == 0 ? 1000000 : scope % 1000 == 0 ? 1000 : 1;

    return scope != 0 && place / size == scope / size;
}

static inline RegionCode
above(RegionCode office)
{
    return office % 1000000 == 0 ? office
           : office % 1000 == 0  ? office / 1000000 * 1000000
                                 : office / 1000 * 1000;
}

static inline bool
is_open(const Model *m)
{
    return m->state == OPINION_RECEIVED || m->state == OPINION_IN_HAND;
}

static inline bool
is_shown(const Model *m)
{
    return m->open && !m->hidden && m->who != WHO_SEALED &&
           (m->who == WHO_NAMED || m->answers != 0) && m->state != OPINION_MERGED &&
           m->state != OPINION_WITHDRAWN;
}

static inline bool
handles(int a, RegionCode office)
{
    return cast[a].part == PART_HANDLES && within(cast[a].scope, office);
}

static inline OpinionSight
sees(const Model *m, int a, bool with_receipt)
{
    bool there = within(cast[a].scope, m->region);

    if ((m->who == WHO_NAMED && a == CAST_SENDER) || (m->who != WHO_NAMED && with_receipt))
        return SEES_SENDER;
    if (m->who == WHO_SEALED)
        return cast[a].part == PART_INSPECTS ? SEES_HANDLER : SEES_NONE;
    if (cast[a].part == PART_NONE || !there || (cast[a].part == PART_VISITS && !m->visit))
        return is_shown(m) ? SEES_PUBLIC : SEES_NONE;
    return handles(a, m->office) || cast[a].part == PART_INSPECTS || m->visit ? SEES_HANDLER
                                                                              : SEES_STAFF;
}

/* ---- what each deed begins with ---- */

static inline Status
may_handle(const Model *m, int a, int64_t lock)
{
    OpinionSight sight = sees(m, a, false);

    if (sight == SEES_NONE)
        return NOT_FOUND;
    if (sight != SEES_HANDLER || (m->who != WHO_SEALED && !handles(a, m->office)))
        return DENIED;
    return lock == m->lock && is_open(m) ? OK : CONFLICT;
}

static inline Status
may_mark(const Model *m, int a, int64_t lock)
{
    OpinionSight sight = sees(m, a, false);

    if (sight == SEES_NONE)
        return NOT_FOUND;
    if (sight != SEES_HANDLER || m->who == WHO_SEALED || !handles(a, m->office))
        return DENIED;
    return lock == m->lock ? OK : CONFLICT;
}

static inline Status
may_send(const Model *m, int a, bool with_receipt)
{
    OpinionSight sight = sees(m, a, with_receipt);

    return sight == SEES_NONE ? NOT_FOUND : sight == SEES_SENDER ? OK : DENIED;
}

/* ---- what follows ---- */

static inline void
goes_to(Model *m, RegionCode office)
{
    if (m->office != office)
        m->asked = 0;
    m->office = office;
}

static inline void
taken_by(Model *m, int a)
{
    if (m->who != WHO_SEALED)
        goes_to(m, cast[a].scope);
}

static inline void
replies(Model *m, int a, Time now)
{
    taken_by(m, a);
    if (!m->reply_judged)
        m->late_reply = m->late_reply || now >= m->reply_due;
    m->reply_judged = m->replied = true;
    m->answers++;
}

static inline void
resolves(Model *m, int a, Time now)
{
    taken_by(m, a);
    m->state = OPINION_RESOLVED;
    m->resolved_at = now;
    m->resolve_judged = true;
    m->late_resolve = m->late_resolve || now >= m->resolve_due;
    m->asked = m->tries = 0;
    m->visit = m->who == WHO_NAMED || m->who == WHO_PHONE;
    m->answered_by |= 1u << a;
}

static inline void
ends(Model *m, OpinionState state, Time now)
{
    m->state = state;
    m->closed_at = now;
    m->asked = 0;
    m->visit = false;
}

static inline Time
day_end(Time now, int days)
{
    return day_start(day_of(now) + 1 + days);
}

static inline void
rates(Model *m, OpinionRating rating, Time now)
{
    if (rating == RATING_UNSATISFIED && m->reopened == 0 && m->who != WHO_SEALED) {
        m->state = OPINION_IN_HAND;
        m->resolved_at = 0;
        m->visit = m->late_resolve = false;
        m->reopened = 1;
        m->resolve_due = day_end(now, 7);
        goes_to(m, above(m->office));
        return;
    }
    ends(m, OPINION_CLOSED, now);
    m->rating = rating;
}

/* The keeper comes by. */
static inline void
falls_due(Model *m, Time now)
{
    bool reply = is_open(m) && m->who != WHO_SEALED && !m->reply_judged && now >= m->reply_due;
    bool resolve = is_open(m) && m->who != WHO_SEALED && !m->late_resolve && now >= m->resolve_due;

    if (reply) {
        m->late_reply = m->reply_judged = true;
        if (m->office == m->region)
            goes_to(m, above(m->office));
    }
    if (resolve) {
        m->late_resolve = m->resolve_judged = true;
        goes_to(m, DISTRICT_CODE);
    }
    m->lock += reply || resolve;
}

/* ---- figures ---- */

static inline OpinionFigures
figures_of(const Model *all, int len, RegionCode place)
{
    OpinionFigures f = {0};

    for (int i = 0; i < len; i++) {
        const Model *m = &all[i];
        bool resolved = m->state == OPINION_RESOLVED || m->state == OPINION_CLOSED;

        if (m->who == WHO_SEALED || !within(place, m->region))
            continue;
        f.received++;
        f.pending += is_open(m);
        f.resolved += resolved;
        f.reply_judged += m->reply_judged;
        f.replied_same_day += m->reply_judged && !m->late_reply;
        f.resolve_judged += m->resolve_judged;
        f.resolved_in_time += m->resolve_judged && resolved && m->resolved_at < m->first_due;
        f.satisfied += m->rating == RATING_SATISFIED;
        f.basically += m->rating == RATING_BASICALLY;
        f.unsatisfied += m->rating == RATING_UNSATISFIED;
        f.petitions_settled += m->settled;
    }
    return f;
}

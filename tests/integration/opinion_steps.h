/*
 * opinion_steps -- what somebody at random does to an opinion: each step does it to the room and to
 * the model, and says which answer the rules give.
 */
#pragma once

#include "opinion_model.h"

enum { RECEIVED_A_DAY = 10 };

typedef struct Run {
    Store *store;
    Ctx *ctx;
    uint64_t dice;
    Model all[MODEL_MAX];
    int len;
    Day named_day;
    int named_today, words;
    Text last_answer;
    int last_of;
    int answers[STATUS_COUNT]; /* how often each Status was the answer */
} Run;

static int64_t
roll(Run *run, int64_t below)
{
    return random_between(&run->dice, 0, below - 1);
}

/* ---- sending ---- */

static Status
send_one(Run *run)
{
    static const RegionCode villages[] = {VILLAGE, VILLAGE, VILLAGE2, COMMUNITY};
    Ctx *ctx = run->ctx;
    Model *m = &run->all[run->len];
    int who = (int)roll(run, 4);
    OpinionDraft draft =
        opinion_draft_of(who == WHO_SEALED ? OPINION_MISCONDUCT : OPINION_COMPLAINT);
    OpinionSent sent;
    Status status, wanted = OK;

    draft.region = villages[roll(run, 4)];
    draft.open = roll(run, 3) != 0;
    draft.sender = who == WHO_NAMED   ? SENDER_NAMED
                   : who == WHO_PHONE ? SENDER_PHONE
                                      : SENDER_ANONYMOUS;
    if (who == WHO_PHONE)
        draft.phone = text_printf(ctx->arena, "138%08d", run->len);
    if (who == WHO_NAMED) {
        if (run->named_day != ctx_today(ctx))
            run->named_today = 0;
        run->named_day = ctx_today(ctx);
        wanted = run->named_today < RECEIVED_A_DAY ? OK : INVALID;
        run->named_today += wanted == OK;
    }
    act_as(ctx, who == WHO_NAMED ? &resident : NULL);
    status = opinion_submit(ctx, &draft, (Text){0}, T(""), &sent);
    CHECK_STATUS(status, wanted);
    if (status != OK)
        return status;
    *m = (Model){.id = sent.id,
                 .who = who,
                 .open = draft.open && who != WHO_SEALED,
                 .region = draft.region,
                 .office = who == WHO_SEALED ? above(draft.region) : draft.region,
                 .received = ctx->now,
                 .reply_due = day_end(ctx->now, 0),
                 .resolve_due = day_end(ctx->now, 7),
                 .first_due = day_end(ctx->now, 7),
                 .lock = 1,
                 .merged_into = -1};
    m->number = sent.number;
    if (who != WHO_NAMED)
        m->receipts = receipt_texts(ctx, &sent);
    run->len++;
    return OK;
}

/* ---- deeds: each answers as the room did, after changing the model as the rules say ---- */

typedef struct Step {
    Run *run;
    Model *m;
    int a;        /* who acts */
    bool receipt; /* with the receipt in hand */
    int64_t lock;
    Texts receipts;
    Time now;
    Status wanted;
} Step;

static Text
some_words(Run *run)
{
    return text_printf(run->ctx->arena, "说的第%d件事", ++run->words);
}

static Status
step_reply(Step *s)
{
    Run *run = s->run;
    bool again = run->last_answer.len != 0 && roll(run, 8) == 0, resolve = roll(run, 2) == 0;
    Text words = again ? run->last_answer : some_words(run);

    s->wanted = may_handle(s->m, s->a, s->lock);
    if (s->wanted == OK && again && run->last_of != (int)(s->m - run->all))
        s->wanted = INVALID;
    if (s->wanted == OK) {
        replies(s->m, s->a, s->now);
        s->m->state = OPINION_IN_HAND;
        s->m->answered_by |= 1u << s->a;
        if (resolve)
            resolves(s->m, s->a, s->now);
        s->m->lock++;
        if (!again)
            run->last_of = (int)(s->m - run->all);
        run->last_answer = words;
    }
    return opinion_reply(run->ctx, s->m->id, s->lock, words, resolve);
}

static Status
step_resolve(Step *s)
{
    s->wanted = may_handle(s->m, s->a, s->lock);
    if (s->wanted == OK && s->m->answers == 0)
        s->wanted = INVALID;
    if (s->wanted == OK) {
        resolves(s->m, s->a, s->now);
        s->m->lock++;
    }
    return opinion_resolve(s->run->ctx, s->m->id, s->lock, T("办好了"));
}

static Status
step_pass(Step *s)
{
    static const RegionCode places[] = {
        0,           VILLAGE,       VILLAGE2,      COMMUNITY,    VILLAGE,
        COMMUNITY,   TOWNSHIP_CODE, TOWNSHIP_CODE, 210111011000, DISTRICT_CODE,
        210100000000};
    RegionCode to = places[roll(s->run, 11)], acting = cast[s->a].scope;

    s->wanted = may_handle(s->m, s->a, s->lock);
    if (s->wanted == OK && s->m->who == WHO_SEALED)
        s->wanted = DENIED;
    if (s->wanted == OK && (to == 210100000000 || to == s->m->office || !within(to, s->m->region) ||
                            (to != above(acting) && !within(acting, to))))
        s->wanted = INVALID;
    if (s->wanted == OK) {
        goes_to(s->m, to);
        s->m->lock++;
    }
    return opinion_pass(s->run->ctx, s->m->id, s->lock, to, T("请办"));
}

static Status
step_take(Step *s)
{
    s->wanted = may_handle(s->m, s->a, s->lock);
    if (s->wanted == OK && (s->m->who == WHO_SEALED || s->m->office == cast[s->a].scope))
        s->wanted = CONFLICT;
    if (s->wanted == OK) {
        taken_by(s->m, s->a);
        s->m->lock++;
    }
    return opinion_take(s->run->ctx, s->m->id, s->lock);
}

static Status
step_ask(Step *s)
{
    int64_t days = roll(s->run, 20);

    s->wanted = may_handle(s->m, s->a, s->lock);
    if (s->wanted == OK && s->m->who == WHO_SEALED)
        s->wanted = DENIED;
    if (s->wanted == OK &&
        (cast[s->a].scope == DISTRICT_CODE || days < 1 || s->m->extended + days > 30))
        s->wanted = INVALID;
    if (s->wanted == OK && s->m->asked != 0)
        s->wanted = CONFLICT;
    if (s->wanted == OK) {
        taken_by(s->m, s->a);
        s->m->asked = days;
        s->m->lock++;
    }
    return opinion_extension_ask(s->run->ctx, s->m->id, s->lock, days, T("等零件"));
}

static Status
step_decide(Step *s)
{
    Model *m = s->m;
    bool grant = roll(s->run, 2) == 0;
    Time base = day_end(s->now, 0);

    s->wanted = sees(m, s->a, false) == SEES_NONE ? NOT_FOUND : OK;
    if (s->wanted == OK &&
        (m->who == WHO_SEALED || m->office == DISTRICT_CODE || !handles(s->a, above(m->office))))
        s->wanted = DENIED;
    if (s->wanted == OK && (s->lock != m->lock || !is_open(m) || m->asked == 0))
        s->wanted = CONFLICT;
    if (s->wanted == OK) {
        if (grant) {
            m->resolve_due = (base > m->resolve_due ? base : m->resolve_due) + m->asked * 86400;
            m->extended += m->asked;
            m->late_resolve = false;
        }
        m->asked = 0;
        m->lock++;
    }
    return opinion_extension_decide(s->run->ctx, m->id, s->lock, grant, T("按期办"));
}

static Status
step_merge(Step *s)
{
    Run *run = s->run;
    int at = (int)roll(run, run->len);
    Model *other = &run->all[at];
    OpinionSight sight = sees(other, s->a, false);

    s->wanted = may_handle(s->m, s->a, s->lock);
    if (s->wanted == OK && s->m->who == WHO_SEALED)
        s->wanted = DENIED;
    if (s->wanted == OK && (other == s->m || (sight != SEES_HANDLER && sight != SEES_STAFF) ||
                            other->who == WHO_SEALED || other->region != s->m->region ||
                            (!is_open(other) && other->state != OPINION_RESOLVED)))
        s->wanted = INVALID;
    if (s->wanted == OK) {
        ends(s->m, OPINION_MERGED, s->now);
        for (int i = 0; i < run->len; i++)
            if (run->all[i].merged_into == (int)(s->m - run->all))
                run->all[i].merged_into = at;
        s->m->merged_into = at;
        s->m->lock++;
        other->supporters += s->m->supporters + 1;
    }
    return opinion_merge(run->ctx, s->m->id, s->lock, other->number);
}

static Status
step_move(Step *s)
{
    static const RegionCode places[] = {VILLAGE, VILLAGE2, COMMUNITY, TOWNSHIP_CODE};
    RegionCode to = places[roll(s->run, 4)];

    s->wanted = may_handle(s->m, s->a, s->lock);
    if (s->wanted == OK && s->m->who == WHO_SEALED)
        s->wanted = DENIED;
    if (s->wanted == OK && (to == TOWNSHIP_CODE || to == s->m->region))
        s->wanted = INVALID;
    if (s->wanted == OK && !handles(s->a, to))
        s->wanted = DENIED;
    if (s->wanted == OK) {
        goes_to(s->m, to);
        s->m->region = to;
        if (!s->m->replied && s->m->reply_due < day_end(s->now, 0)) {
            s->m->reply_due = day_end(s->now, 0);
            s->m->reply_judged = false;
        }
        s->m->lock++;
    }
    return opinion_move(s->run->ctx, s->m->id, s->lock, to, T(""));
}

static Status
step_refer(Step *s)
{
    s->wanted = may_handle(s->m, s->a, s->lock);
    if (roll(s->run, 4) != 0) /* otherwise nothing would stay open */
        return s->wanted = OK;
    if (s->wanted == OK) {
        replies(s->m, s->a, s->now);
        ends(s->m, OPINION_REFERRED, s->now);
        s->m->lock++;
    }
    return opinion_refer(s->run->ctx, s->m->id, s->lock, T("请打 12348 问律师"));
}

static Status
step_mark(Step *s)
{
    int what = (int)roll(s->run, 4);
    Model *m = s->m;
    bool *mark = what < 2 ? &m->petition : what == 2 ? &m->hidden : &m->photos;

    s->wanted = may_mark(m, s->a, s->lock);
    if (s->wanted == OK && what == 2 && !handles(s->a, above(m->region)))
        s->wanted = DENIED;
    if (s->wanted == OK && (what == 1 ? !m->petition || m->settled : *mark))
        s->wanted = CONFLICT;
    if (s->wanted == OK && what == 3 && !m->open)
        s->wanted = CONFLICT;
    if (s->wanted == OK) {
        *mark = true;
        m->settled = m->settled || what == 1;
        m->lock++;
    }
    if (what < 2)
        return opinion_petition(s->run->ctx, m->id, s->lock, what == 1);
    return what == 2 ? opinion_hide(s->run->ctx, m->id, s->lock, T("骂人"))
                     : opinion_show_photos(s->run->ctx, m->id, s->lock);
}

static Status
step_visit(Step *s)
{
    Model *m = s->m;
    bool reached = roll(s->run, 2) == 0;
    OpinionRating rating = (OpinionRating)roll(s->run, 4);
    OpinionSight sight = sees(m, s->a, false);

    s->wanted = sight == SEES_NONE ? NOT_FOUND : OK;
    if (s->wanted == OK && (sight != SEES_HANDLER || (m->answered_by & 1u << s->a) != 0 ||
                            !within(cast[s->a].scope, m->region)))
        s->wanted = DENIED;
    if (s->wanted == OK && (s->lock != m->lock || !m->visit || m->state != OPINION_RESOLVED))
        s->wanted = CONFLICT;
    if (s->wanted == OK && (reached ? rating == RATING_NONE : m->tried_day == day_of(s->now)))
        s->wanted = INVALID;
    if (s->wanted == OK && !reached)
        m->tried_day = day_of(s->now);
    if (s->wanted == OK) {
        if (reached)
            rates(m, rating, s->now);
        else if (++m->tries == 3)
            ends(m, OPINION_CLOSED, s->now);
        m->lock++;
    }
    return opinion_visit(s->run->ctx, m->id, s->lock, reached, rating, T("说了几句"));
}

static Status
step_sender(Step *s)
{
    Model *m = s->m;
    int what = (int)roll(s->run, 6);
    OpinionRating rating = (OpinionRating)roll(s->run, 4);

    s->wanted = may_send(m, s->a, s->receipt);
    if (what > 1) { /* rates, most often */
        if (s->wanted == OK && (m->answered_by & 1u << s->a) != 0)
            s->wanted = DENIED;
        if (s->wanted == OK && m->state != OPINION_RESOLVED)
            s->wanted = CONFLICT;
        if (s->wanted == OK && rating == RATING_NONE)
            s->wanted = INVALID;
        if (s->wanted == OK) {
            rates(m, rating, s->now);
            m->lock++;
        }
        return opinion_rate(s->run->ctx, m->id, s->receipts, rating, T("没有办好"));
    }
    if (s->wanted == OK && !is_open(m))
        s->wanted = CONFLICT;
    if (what == 1) {
        if (s->wanted == OK) {
            ends(m, OPINION_WITHDRAWN, s->now);
            m->lock++;
        }
        return opinion_withdraw(s->run->ctx, m->id, s->receipts);
    }
    if (s->wanted == OK && m->added == ADDED_MOST)
        s->wanted = INVALID;
    m->added += s->wanted == OK;
    return opinion_add_words(s->run->ctx, m->id, s->receipts, T("再说一句"));
}

static Status
step_support(Step *s)
{
    Model *m = s->m;
    bool own = m->who == WHO_NAMED && s->a == CAST_SENDER;
    int64_t count = -1;
    Status status;

    s->wanted = is_shown(m) ? OK : NOT_FOUND;
    if (s->wanted == OK && !own && (m->supported_by & 1u << s->a) == 0) {
        m->supporters++;
        m->supported_by |= 1u << s->a;
    }
    status = opinion_support(s->run->ctx, m->id, T("a visitor's token"), T(""), &count);
    if (status == OK)
        CHECK_INT(count, m->supporters);
    return status;
}

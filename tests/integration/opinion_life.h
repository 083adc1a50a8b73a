/*
 * opinion_life -- for tests of opinions: the people of life.h as accounts, sending one, doing
 * things to it, and counting rows.
 */
#pragma once

#include "life.h"
#include "opinion/ask.h"
#include "opinion/inside.h"
#include "opinion/load.h"
#include "opinion/opinion.h"
#include "opinion/queue.h"
#include "region/setting.h"
#include "region/tally.h"
#include "store/store.h"

PERSON(resident2, 403, ROLE_RESIDENT, 210111010203);
PERSON(other_resident, 404, ROLE_RESIDENT, 210111010204);
PERSON(township_inspector, 502, ROLE_INSPECTOR, 210111010000);
PERSON(other_inspector, 503, ROLE_INSPECTOR, 210111011000);
PERSON(district2, 602, ROLE_DISTRICT, 210111000000);
PERSON(oper, 901, ROLE_OPERATOR, 0);

static const Actor *const opinion_people[] = {
    &clerk,
    &clerk2,
    &other_clerk,
    &community_clerk,
    &reviewer,
    &reviewer2,
    &district,
    &other_reviewer,
    &finance,
    &resident,
    &member,
    &inspector,
    &leader,
    &grid,
    &resident2,
    &other_resident,
    &district2,
    &oper,
    &township_inspector,
    &other_inspector,
};

/* ---- rows: the tests' own statements; the store keeps a few places for such ---- */

static const int place_account = -5, place_grant = -6, place_count = -7;

static Status
number_reader(void *arg, Arena *arena, const Value *values)
{
    (void)arena;
    *(int64_t *)arg = values[0].i;
    return OK;
}

/* sql: with ?1 … as SQLite has it; texts behind the numbers. */
static inline int64_t
run_rows(Ctx *ctx, const int *place, const char *sql, const Value *values, int count, bool gives)
{
    static const ColumnType types[] = {COLUMN_INT,  COLUMN_INT,  COLUMN_TEXT,
                                       COLUMN_TEXT, COLUMN_TEXT, COLUMN_TEXT};
    static const bool nullable[] = {false};
    char *dollars = text_cstr(ctx->arena, text_c(sql));
    int64_t number = -1;
    Statement statement = {
        .name = "test",
        .sql = {sql, dollars},
        .parameters = count,
        .parameter_types = types,
        .columns = gives ? 1 : 0,
        .column_types = types,
        .column_nullable = nullable,
        .place = place,
        .file = __FILE__,
        .line = __LINE__
    };

    for (char *c = dollars; *c != '\0'; c++)
        *c = *c == '?' ? '$' : *c;
    CHECK_STATUS(store_run(ctx, &statement, values, gives ? number_reader : NULL, &number, NULL),
                 OK);
    return number;
}

static inline int64_t
count_rows(Ctx *ctx, const char *what, int64_t opinion, int64_t account, const char *kind)
{
    const Value values[] = {
        {.type = COLUMN_INT,  .i = opinion     },
        {.type = COLUMN_INT,  .i = account     },
        {.type = COLUMN_TEXT, .t = text_c(what)},
        {.type = COLUMN_TEXT, .t = text_c(kind)}
    };

    return run_rows(
        ctx, &place_count,
        "SELECT count(*) FROM ("
        "SELECT 1 FROM notice WHERE ?3 = 'notice' AND subject = ?1 AND kind = ?4 UNION ALL "
        "SELECT 1 FROM opinion_event WHERE ?3 = 'event' AND opinion = ?1 AND kind = ?4 UNION ALL "
        "SELECT 1 FROM outbox WHERE ?3 = 'outbox' AND address = ?4 UNION ALL "
        "SELECT 1 FROM audit WHERE ?3 = 'audit' AND object = ?1 UNION ALL "
        "SELECT 1 FROM opinion_photo WHERE ?3 = 'photo' AND opinion = ?1 UNION ALL "
        "SELECT 1 FROM opinion_draft WHERE ?3 = 'draft' UNION ALL "
        "SELECT 1 FROM opinion WHERE ?3 = 'opinion' UNION ALL "
        /* wherever an account stands beside an opinion */
        "SELECT 1 FROM opinion_event WHERE ?3 = 'trace' AND opinion = ?1 AND account = ?2 UNION "
        "ALL "
        "SELECT 1 FROM opinion WHERE ?3 = 'trace' AND id = ?1 AND (account = ?2 OR filed_by = ?2) "
        "UNION ALL "
        "SELECT 1 FROM opinion_draft WHERE ?3 = 'trace' AND id = ?1 AND account = ?2 UNION ALL "
        "SELECT 1 FROM audit WHERE ?3 = 'trace' AND object = ?1 AND account = ?2 UNION ALL "
        "SELECT 1 FROM notice WHERE ?3 = 'trace' AND subject = ?1 AND account = ?2 UNION ALL "
        "SELECT 1 FROM subscription WHERE ?3 = 'trace' AND subject = ?1 AND account = ?2"
        ") AS found",
        values, 4, true);
}

/* Everybody's notices of a kind about an opinion. */
static inline int64_t
notices_of(Ctx *ctx, int64_t opinion, const char *kind)
{
    return count_rows(ctx, "notice", opinion, 0, kind);
}

static inline int64_t
events_of(Ctx *ctx, int64_t opinion, OpinionEventKind kind)
{
    return count_rows(ctx, "event", opinion, 0, opinion_event_name(kind));
}

/* The stored row. */
static inline OpinionRecord
row_of(Ctx *ctx, int64_t id)
{
    OpinionRecord record = {0};

    CHECK_STATUS(opinion_fetch(ctx, id, &record), OK);
    return record;
}

static inline int64_t
lock_of(Ctx *ctx, int64_t id)
{
    return row_of(ctx, id).lock;
}

/* ---- people ---- */

static inline void
people_fill(Ctx *ctx)
{
    for (size_t i = 0; i < sizeof opinion_people / sizeof opinion_people[0]; i++) {
        const Actor *one = opinion_people[i];
        const RoleGrant *grant = &one->grants.at[0];
        const Value values[] = {
            {.type = COLUMN_INT,  .i = one->account                  },
            {.type = COLUMN_INT,  .i = grant->region                 },
            {.type = COLUMN_TEXT, .t = one->login                    },
            {.type = COLUMN_TEXT, .t = text_c(role_name(grant->role))}
        };

        run_rows(ctx, &place_account,
                 "INSERT INTO account (id, login, name, password_hash, created_at, "
                 "password_changed_at) SELECT ?1, ?3, ?3, ?4, 0, 0 WHERE ?2 >= 0",
                 values, 4, false);
        run_rows(ctx, &place_grant,
                 "INSERT INTO role_grant (account, role, region, granted_at) "
                 "SELECT ?1, ?4, ?2, 0 WHERE ?3 IS NOT NULL",
                 values, 4, false);
    }
}

/* ---- sending ---- */

/* A complaint about the village, public, without a name. */
static inline OpinionDraft
opinion_draft_of(OpinionKind kind)
{
    return (OpinionDraft){
        .region = VILLAGE,
        .kind = kind,
        .topic = TOPIC_RUBBISH,
        .body = T("村口的垃圾三天没有人收了。请派车来。"),
        .place = T("村口"),
        .sender = SENDER_ANONYMOUS,
        .open = true,
    };
}

static inline OpinionSent
send_draft(Ctx *ctx, const Actor *actor, const OpinionDraft *draft)
{
    OpinionSent sent = {0};

    act_as(ctx, actor);
    CHECK_STATUS(life_explain(ctx, opinion_submit(ctx, draft, (Text){0}, T(""), &sent)), OK);
    return sent;
}

/* A question in the resident's own name. */
static inline OpinionSent
send_named(Ctx *ctx)
{
    OpinionDraft draft = opinion_draft_of(OPINION_QUESTION);

    draft.sender = SENDER_NAMED;
    return send_draft(ctx, &resident, &draft);
}

static inline OpinionSent
send_phone(Ctx *ctx)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

    draft.sender = SENDER_PHONE;
    draft.phone = T("13800138000");
    return send_draft(ctx, NULL, &draft);
}

static inline OpinionSent
send_anonymous(Ctx *ctx)
{
    OpinionDraft draft = opinion_draft_of(OPINION_COMPLAINT);

    return send_draft(ctx, NULL, &draft);
}

static inline OpinionSent
send_sealed(Ctx *ctx, OpinionAbout about)
{
    OpinionDraft draft = opinion_draft_of(OPINION_MISCONDUCT);

    draft.about = about;
    return send_draft(ctx, NULL, &draft);
}

static inline Texts
receipt_texts(Ctx *ctx, const OpinionSent *sent)
{
    Text *one = NEW(ctx->arena, Text);

    *one = text_printf(ctx->arena, "%.*s.%.*s", TEXT_ARGS(sent->number), TEXT_ARGS(sent->receipt));
    return (Texts){one, 1};
}

/* ---- as it stands ---- */

/* As the platform sees it. */
static inline Opinion
opinion_now(Ctx *ctx, int64_t id)
{
    const Actor *person = ctx->actor;
    Opinion opinion = {0};

    ctx->actor = &actor_system;
    CHECK_STATUS(opinion_get(ctx, id, (Texts){0}, &opinion), OK);
    ctx->actor = person;
    return opinion;
}

static inline Status
reply_as(Ctx *ctx, const Actor *actor, int64_t id, bool resolve)
{
    static int count;

    act_as(ctx, actor);
    return opinion_reply(ctx, id, lock_of(ctx, id),
                         text_printf(ctx->arena, "已经联系清运车，第%d次。", ++count), resolve);
}

static inline Status
rate_as(Ctx *ctx, const Actor *actor, int64_t id, Texts receipts, OpinionRating rating)
{
    act_as(ctx, actor);
    return opinion_rate(ctx, id, receipts, rating, T("还是没有收走"));
}

/* What is stored in the tallies is what the rows count to. */
static inline bool
tallies_agree(Ctx *ctx)
{
    TallyBatch *batch = tally_batch_new(ctx);
    RegionCode region;
    int64_t measure, value;
    bool agree = true;
    size_t at = 0;
    Day day;

    CHECK_STATUS(opinion_recount(ctx, batch), OK);
    CHECK_STATUS(tally_batch_take_stored(ctx, batch), OK);
    while (tally_batch_next(batch, &at, &region, &measure, &day, &value))
        if (measure == TALLY_PETITIONS_SETTLED ||
            (measure >= TALLY_OPINIONS && measure <= TALLY_RATED_UNSATISFIED)) {
            printf("# %lld measure %lld day %d: off by %lld\n", (long long)region,
                   (long long)measure, (int)day, (long long)value);
            agree = false;
        }
    return CHECK(agree);
}

/* A test in one write transaction on each database, with the district and its people. */
#define OPINION_TEST(test_name)                                                                    \
    static void with_people_##test_name(Ctx *ctx);                                                 \
    LIFE_TEST(test_name)                                                                           \
    {                                                                                              \
        ctx->now = TEST_NOW;                                                                       \
        people_fill(ctx);                                                                          \
        with_people_##test_name(ctx);                                                              \
    }                                                                                              \
    static void with_people_##test_name(Ctx *ctx)

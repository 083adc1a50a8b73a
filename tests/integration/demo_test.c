/*
 * The demonstration district has exactly the figures that were published for the real one, counted
 * from its rows, is the same every time, and tells nothing personal.
 */
#include "harness.h"

#include <sys/stat.h>

#include "db.h"

#include "account/account.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/money.h"
#include "base/number_hash.h"
#include "command/data.h"
#include "demo/demo.h"
#include "demo/staff.h"
#include "disclosure/attachment.h"
#include "disclosure/disclosure.h"
#include "disclosure/search.h"
#include "duty/duty.h"
#include "project/project.h"
#include "prose/personal.h"
#include "region/tally.h"

#include "demo_clue.h"
#include "demo_flags.h"
#include "demo_money.h"
#include "demo_voice.h"

static const RegionCode TOP = 210111000000;
static const RegionCode OWN_VILLAGE = 210111010203;

/* MINGBAI_TEST_DEMO names a folder that is not there yet: the first demonstration, on SQLite, is
 * made in it and stays, as it was loaded, for tests that need one. */
static const char *kept_dir;

static Store *
fresh_store(Arena *arena, Ctx *ctx, size_t which, bool kept)
{
    kept_dir = kept ? getenv("MINGBAI_TEST_DEMO") : NULL;
    if (kept_dir == NULL)
        return db_fresh(arena, ctx, which);
    if (mkdir(kept_dir, 0755) != 0) {
        perror(kept_dir);
        abort();
    }
    return db_new(arena, ctx, text_printf(arena, "sqlite:%s/mingbai.db", kept_dir));
}

static Status
load(Ctx *ctx, Store *store, DemoCounts *counts)
{
    Text dir = text_c(kept_dir != NULL ? kept_dir : dbs.dir);
    DemoSettings settings = {
        .regions = data_text(data_regions),
        .aliases = data_text(data_aliases),
        .holidays = data_text(data_holidays),
        .catalogue = data_text(data_catalogue),
        .today = day_from_date((Date){2023, 6, 1}),
        .scale = 1,
    };
    Status status;

    ctx->actor = &actor_system;
    attachment_set_dir(dir);
    number_hash_set_dir(dir);
    status = demo_load(store, ctx, &settings, counts);
    ctx->actor = NULL;
    ctx->now = TEST_NOW;
    return status;
}

/* ---- figures ---- */

static Status
figures(Ctx *ctx, void *arg)
{
    static const struct {
        Measure measure;
        int64_t value;
    } exact[] = {
        {TALLY_TOWNSHIPS,           12   },
        {TALLY_VILLAGES,            186  },
        {TALLY_DISCLOSURES_PARTY,   6832 },
        {TALLY_DISCLOSURES_VILLAGE, 12768},
        {TALLY_DISCLOSURES_FINANCE, 13714},
        {TALLY_ADMINS,              622  },
        {TALLY_ADMINS_TRAINED,      622  },
        {TALLY_TRAININGS,           5    },
    };
    DutyCounts duties;

    (void)arg;
    for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++) {
        int64_t value;

        TRY(tally_total(ctx, TOP, exact[i].measure, &value));
        CHECK_INT(value, exact[i].value);
    }
    TRY(duty_counts(ctx, TOP, &duties));
    CHECK_INT(duties.due, duties.on_time + duties.late + duties.missing);
    CHECK(duties.on_time * 100 >= duties.due * 93);
    CHECK(duties.late * 100 >= duties.due);
    CHECK(duties.missing * 1000 >= duties.due * 3 && duties.missing * 100 <= duties.due * 2);
    return OK;
}

static Status
catalogue(Ctx *ctx, void *arg)
{
    Items items;
    int counts[AFFAIR_FINANCE + 1] = {0};

    (void)arg;
    TRY(catalogue_items(ctx, OWN_VILLAGE, &items));
    for (size_t i = 0; i < items.len; i++)
        counts[items.at[i].affair]++;
    CHECK_INT(items.len, 26);
    CHECK_INT(counts[AFFAIR_PARTY], 8);
    CHECK_INT(counts[AFFAIR_VILLAGE], 10);
    CHECK_INT(counts[AFFAIR_FINANCE], 8);
    return OK;
}

static Status
staff(Ctx *ctx, void *arg)
{
    int64_t counts[ROLE_COUNT] = {0};
    Accounts accounts = {0};
    Text cursor = {0};

    (void)arg;
    ctx->actor = &actor_system;
    do {
        TRY(account_list(ctx, 0, cursor, &accounts));
        for (size_t i = 0; i < accounts.len; i++)
            for (size_t j = 0; j < accounts.at[i].grants.len; j++)
                counts[accounts.at[i].grants.at[j].role]++;
        cursor = accounts.next;
    } while (cursor.at != NULL);
    ctx->actor = NULL;
    CHECK_INT(counts[ROLE_VILLAGE_ADMIN] + counts[ROLE_FINANCE_GROUP], 3 * 186);
    CHECK_INT(counts[ROLE_TOWNSHIP], 5 * 12);
    CHECK_INT(counts[ROLE_DISTRICT], 4);
    CHECK_INT(counts[ROLE_OPERATOR], 1);
    CHECK_INT(counts[ROLE_RESIDENT], 14870);
    return OK;
}

/* What a visitor of the demonstration's own village meets. */
static Status
own_village(Ctx *ctx, void *arg)
{
    DisclosureLines lines;
    Duties missing;
    Regions found;
    SearchHits hits;

    (void)arg;
    TRY(duty_waiting(ctx, OWN_VILLAGE, day_of(TEST_NOW) - 1, &missing));
    CHECK_INT(missing.len, 1);
    TRY(region_find(ctx, TOP, T("鲍家村"), 5, &found));
    if (CHECK(found.len > 0))
        CHECK_INT(found.at[0].code, OWN_VILLAGE);
    TRY(search_disclosures(ctx, OWN_VILLAGE, T("路灯"), 0, &hits));
    CHECK(hits.len > 5);
    TRY(disclosure_notices(ctx, TOP, 100, &lines));
    CHECK(lines.len >= 20);
    ctx->actor = &actor_system;
    for (int state = STATE_DRAFT; state <= STATE_RETURNED; state++) {
        TRY(disclosure_work(ctx, OWN_VILLAGE, (DisclosureState)state, 50, &lines));
        CHECK(lines.len > 0);
        TRY(disclosure_work(ctx, TOP, (DisclosureState)state, 100, &lines));
        CHECK(state != STATE_SUBMITTED || (lines.len >= 20 && lines.len <= 35));
    }
    ctx->actor = NULL;
    return OK;
}

/* ---- every disclosure as a visitor sees it ---- */

typedef struct Walk {
    Text cursor;
    int64_t seen, nil, corrected, totals_wrong, personal;
    Text digest; /* of everything so far */
} Walk;

static void
look_for_numbers(Ctx *ctx, Walk *walk, Text text)
{
    walk->personal += (int64_t)personal_find(ctx->arena, text).len;
}

/* The total of an account stands in its sentence or text. */
static bool
total_is_told(Ctx *ctx, const Revision *revision)
{
    Texts totals;
    int64_t fen;

    if (table_totals(ctx, &revision->table, &totals) != OK)
        return false;
    for (size_t i = 0; i < totals.len; i++) {
        Text words;

        if (totals.at[i].len == 0 || !fen_parse(totals.at[i], &fen, NULL))
            continue;
        words = fen_format(ctx->arena, fen);
        if (text_ends(words, T(".00")))
            words = text_slice(words, 0, words.len - 3);
        return text_find(revision->summary, words) < revision->summary.len ||
               text_find(revision->body, words) < revision->body.len;
    }
    return false;
}

static Status
look(Ctx *ctx, Walk *walk, const DisclosureLine *line)
{
    Disclosure disclosure;
    Revision revision;
    Revision shown;
    Buf buf = buf_new(ctx->arena, 1 << 20);

    TRY(disclosure_get(ctx, line->id, &disclosure));
    TRY(disclosure_revision(ctx, line->id, disclosure.revision, &revision));
    TRY(revision_shown(ctx, &disclosure, &revision, disclosure_reader(ctx, disclosure.region),
                       &shown));
    look_for_numbers(ctx, walk, shown.title);
    look_for_numbers(ctx, walk, shown.summary);
    look_for_numbers(ctx, walk, shown.body);
    for (size_t i = 0; i < shown.table.rows * shown.table.columns.len; i++)
        look_for_numbers(ctx, walk, shown.table.cells[i]);
    walk->nil += disclosure.kind == DISCLOSURE_NIL;
    walk->corrected += disclosure.revision > 1;
    if (revision.kind == DISCLOSURE_REPORT &&
        (text_eq(disclosure.item, T("F2")) || text_eq(disclosure.item, T("F3"))))
        walk->totals_wrong += !total_is_told(ctx, &revision);
    buf_text(&buf, walk->digest);
    buf_printf(&buf, "%lld %lld %d", (long long)disclosure.region,
               (long long)disclosure.published_at.value, (int)disclosure.kind);
    buf_text(&buf, disclosure.item);
    buf_text(&buf, disclosure.period);
    buf_text(&buf, revision.title);
    buf_text(&buf, revision.summary);
    buf_text(&buf, revision.body);
    buf_text(&buf, rows_pack(ctx->arena, &revision.table));
    walk->digest = sha256_hex(ctx->arena, buf_done(&buf));
    return OK;
}

static Status
walk_page(Ctx *ctx, void *arg)
{
    Walk *walk = arg;
    DisclosureLines lines;

    TRY(disclosure_list(
        ctx,
        &(DisclosureFilter){.region = TOP, .cursor = walk->cursor, .limit = DISCLOSURE_PAGE_MAX},
        &lines));
    for (size_t i = 0; i < lines.len; i++) {
        if (lines.at[i].withdrawn)
            continue;
        TRY(look(ctx, walk, &lines.at[i]));
        walk->seen++;
    }
    walk->cursor = lines.next;
    return OK;
}

/* All pages, newest first. */
static bool
walk_all(Arena *arena, Ctx *ctx, Store *store, Walk *walk)
{
    Ctx page = *ctx;
    char cursor[200];
    char digest[65];

    *walk = (Walk){.digest = T("")};
    do {
        page.arena = arena_new(256 * 1024 * 1024);
        if (!CHECK_STATUS(store_read(store, &page, walk_page, walk), OK)) {
            arena_free(page.arena);
            return false;
        }
        snprintf(cursor, sizeof cursor, "%.*s", TEXT_ARGS(walk->cursor));
        snprintf(digest, sizeof digest, "%.*s", TEXT_ARGS(walk->digest));
        walk->cursor = walk->cursor.at == NULL ? (Text){0} : text_c(cursor);
        walk->digest = text_c(digest);
        arena_free(page.arena);
    } while (walk->cursor.at != NULL);
    walk->digest = text_copy(arena, walk->digest);
    return true;
}

/* The relocation of the real platform: 4 buildings, 149 households, all signed; and works. */
static Status
projects(Ctx *ctx, void *arg)
{
    ProjectSummaries found;
    Projects works;
    Project project;
    (void)arg;

    CHECK_STATUS(project_summaries(ctx, TOP, &found), OK);
    CHECK_INT(found.len, 1);
    if (found.len != 1)
        return OK;
    CHECK_TEXT(found.at[0].name, "沈丹铁路外迁");
    CHECK_INT(found.at[0].buildings, 4);
    CHECK_INT(found.at[0].households, 149);
    CHECK_INT(found.at[0].signed_households, 149);
    CHECK_STATUS(project_get(ctx, found.at[0].id, &project), OK);
    CHECK(project.told);
    CHECK_INT(project.total_fen, 0); /* a visitor's */
    CHECK_STATUS(project_list(ctx, TOP, PROJECT_WORKS, T(""), &works), OK);
    CHECK_INT(works.len, 5);
    return OK;
}

static void
told_wrong(void *arg, Text sentence)
{
    (void)arg;
    printf("# %.*s\n", TEXT_ARGS(sentence));
    harness_fail(__FILE__, __LINE__, "a project is not its rows");
}

static Status
projects_add_up(Ctx *ctx, void *arg)
{
    const Actor *before = ctx->actor;
    Status status;
    (void)arg;

    ctx->actor = &actor_system;
    status = project_check(ctx, told_wrong, NULL);
    ctx->actor = before;
    return status;
}

static bool
check_all(Arena *arena, Ctx *ctx, Store *store, Text *digest_out)
{
    Walk walk;
    DemoCounts counts = {0};

    if (!CHECK_STATUS(load(ctx, store, &counts), OK))
        return false;
    CHECK_INT(counts.accounts, 622);
    CHECK_STATUS(store_read(store, ctx, figures, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, catalogue, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, staff, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, own_village, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, voice_figures, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, voice_story, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, clue_figures, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, projects, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, projects_add_up, NULL), OK);
    if (!walk_all(arena, ctx, store, &walk))
        return false;
    CHECK_INT(walk.seen, 33314);
    CHECK_INT(walk.corrected, counts.corrected);
    CHECK(walk.corrected > 300 && walk.corrected < 800);
    CHECK(walk.nil > 1000 && walk.nil < 2500);
    CHECK_INT(walk.totals_wrong, 0);
    CHECK_INT(walk.personal, 0);
    check_money(arena, ctx, store);
    check_flags(arena, ctx, store);
    *digest_out = walk.digest;
    return true;
}

static void
everybody_signs_in(Ctx *ctx, Store *store)
{
    static const char *const logins[] = {"village",   "village2", "finance", "township",
                                         "township2", "district", "operator"};

    for (size_t i = 0; i < sizeof logins / sizeof logins[0]; i++) {
        SignIn in = {.must_change = true};

        ROW(logins[i]);
        CHECK_STATUS(account_sign_in(store, ctx, text_c(logins[i]), T(DEMO_PASSWORD),
                                     T("127.0.0.1"), 7, &in),
                     OK);
        CHECK(!in.must_change);
    }
    ROW(NULL);
}

TEST(the_district_has_its_figures_and_is_the_same_every_time)
{
    Text first = {0};

    /* On each database once; without PostgreSQL twice on SQLite. */
    size_t times = db_count() > 1 ? db_count() : 2;

    for (size_t i = 0; i < times; i++) {
        size_t which = i % db_count();
        Store *store = fresh_store(arena, ctx, which,
                                   i == 0 && text_starts(text_c(dbs.url[which]), T("sqlite:")));
        DemoCounts counts;
        Text digest;

        ROW(dbs.url[which]);
        if (check_all(arena, ctx, store, &digest)) {
            if (first.at == NULL)
                first = digest;
            CHECK(text_eq(first, digest));
        }
        if (i + 1 == times) {
            everybody_signs_in(ctx, store);
            /* A database with places in it is left alone. */
            CHECK_STATUS(load(ctx, store, &counts), CONFLICT);
        }
        store_close(store);
    }
}

/*
 * Clues: the table of steps, outcomes, who reads what from every side, and that no word stands in
 * the open anywhere in the database.
 */
#include "harness.h"

#include "db.h"

#include "base/sealing.h"
#include "clue_life.h"

#define SECRET "王二喜收了修路队的两条烟"
#define SUBJECT "王二喜"
#define OFFICE_OF "鲍家村会计"
#define CLOSING "查无此事，群众误会了"

static ClueInput
input_of(Ctx *ctx, RegionCode region)
{
    return (ClueInput){.region = region,
                       .kind = CLUE_WRONGDOING,
                       .source = CLUE_FROM_REPORT,
                       .found_day = ctx_today(ctx) - 1,
                       .body = T(SECRET),
                       .subject = T(SUBJECT)};
}

static int64_t
add_about(Ctx *ctx, const Actor *who, RegionCode region, ClueAbout about)
{
    ClueInput input = input_of(ctx, region);
    int64_t id = 0;
    bool seen;

    keys_here();
    input.about = about;
    act_as(ctx, who);
    CHECK_STATUS(life_explain(ctx, clue_add(ctx, &input, &id, &seen)), OK);
    return id;
}

static Clue
look(Ctx *ctx, const Actor *who, int64_t id)
{
    Clue clue = {0};

    act_as(ctx, who);
    CHECK_STATUS(clue_look(ctx, id, &clue), OK);
    return clue;
}

static CluePerson
person_of(Ctx *ctx, const char *name)
{
    return (CluePerson){.name = text_c(name),
                        .office = T(OFFICE_OF),
                        .measure = MEASURE_ADMONITION,
                        .day = ctx_today(ctx)};
}

static Status
step(Ctx *ctx, int64_t id, ClueState to, Text reason)
{
    Clue clue;

    ctx->problems = (Problems){0};
    TRY(clue_get(ctx, id, &clue));
    return clue_step(ctx, id, clue.lock, to, reason);
}

/* ---- the life ---- */

LIFE_TEST(only_the_steps_of_the_table_are_taken)
{
    static const ClueState way[] = {CLUE_RECEIVED, CLUE_VERIFYING, CLUE_FILED, CLUE_DISPOSED,
                                    CLUE_CLOSED};

    for (int from = 0; from < CLUE_STATES; from++) {
        for (int to = 0; to < CLUE_STATES; to++) {
            int64_t id = add_about(ctx, &inspector, VILLAGE, CLUE_ABOUT_VILLAGE);
            const ClueStep *allowed = NULL;
            CluePerson person = person_of(ctx, "甲");

            for (int k = 1; k <= from; k++) {
                CHECK_STATUS(step(ctx, id, way[k], T("")), OK);
                if (way[k] == CLUE_VERIFYING)
                    CHECK_STATUS(clue_person_add(ctx, id, 1, &person), OK);
            }
            for (size_t i = 0; i < CLUE_STEPS; i++)
                if (clue_steps[i].from == (ClueState)from && clue_steps[i].to == (ClueState)to)
                    allowed = &clue_steps[i];
            CHECK_STATUS(step(ctx, id, (ClueState)to, T("说明")), allowed != NULL ? OK : INVALID);
        }
    }
}

LIFE_TEST(closing_without_disposal_needs_a_reason_and_disposal_a_person)
{
    int64_t id = add_about(ctx, &inspector, VILLAGE, CLUE_ABOUT_VILLAGE);
    CluePerson person = person_of(ctx, "甲");
    Clue clue;

    CHECK_STATUS(clue_person_add(ctx, id, 0, &person), CONFLICT); /* nobody has looked into it */
    CHECK_STATUS(step(ctx, id, CLUE_CLOSED, T(" ")), INVALID);
    CHECK(ctx_problem_of(ctx, "reason").len != 0);
    CHECK_STATUS(step(ctx, id, CLUE_VERIFYING, T("")), OK);
    CHECK_STATUS(step(ctx, id, CLUE_DISPOSED, T("")), INVALID);
    CHECK(ctx_problem_of(ctx, "person").len != 0);
    CHECK_STATUS(step(ctx, id, CLUE_CLOSED, T(CLOSING)), OK);
    clue = look(ctx, &inspector, id);
    CHECK_TEXT(clue.closing, CLOSING);
    CHECK(clue.closed_at.set);
    CHECK_STATUS(clue_set_due(ctx, id, clue.lock, SOME_INT(ctx_today(ctx) + 3)), CONFLICT);
}

LIFE_TEST(outcomes_are_of_persons_each_counted_once)
{
    int64_t id = add_about(ctx, &inspector, VILLAGE, CLUE_ABOUT_VILLAGE);
    CluePerson first = person_of(ctx, "甲"), second = person_of(ctx, "乙");
    ClueTotals totals;
    ClueCounts counts;
    Clue clue;

    CHECK_STATUS(step(ctx, id, CLUE_VERIFYING, T("")), OK);
    CHECK_STATUS(clue_person_add(ctx, id, 1, &first), OK);
    first.measure = MEASURE_POST; /* a second measure for the same person */
    CHECK_STATUS(clue_person_add(ctx, id, 2, &first), OK);
    CHECK_STATUS(clue_person_add(ctx, id, 3, &second), OK);
    CHECK_STATUS(clue_person_add(ctx, id, 3, &second), CONFLICT);
    clue = look(ctx, &inspector, id);
    CHECK_INT(clue.outcomes.len, 3);
    CHECK_INT(clue.persons, 2);
    CHECK_TEXT(clue.outcomes.at[0].office, OFFICE_OF);
    CHECK_INT(clue.outcomes.at[1].measure, MEASURE_POST);
    act_as(ctx, &leader);
    CHECK_STATUS(clue_totals(ctx, DISTRICT_CODE, &totals), OK);
    CHECK_INT(totals.found, 1);
    CHECK_INT(totals.persons, 2);
    CHECK_STATUS(clue_counts(ctx, &counts), DENIED);
    act_as(ctx, &other_town_inspector);
    CHECK_STATUS(clue_counts(ctx, &counts), OK);
    CHECK_INT(counts.all, 0);
    act_as(ctx, &inspector);
    CHECK_STATUS(clue_counts(ctx, &counts), OK);
    CHECK_INT(counts.all, 1);
    CHECK_INT(counts.measures[clue.outcomes.at[0].measure], 2);
    CHECK_INT(counts.measures[MEASURE_POST], 1);
    CHECK_INT(counts.states[clue.state], 1);
    CHECK_STATUS(clue_person_remove(ctx, id, clue.lock, clue.outcomes.at[2].id), OK);
    CHECK_STATUS(clue_get(ctx, id, &clue), OK);
    CHECK_INT(clue.persons, 1);
    CHECK_STATUS(
        clue_person_add(ctx, id, clue.lock, &(CluePerson){.name = T("丙\n丁"), .office = T("x")}),
        INVALID);
}

/* ---- who reads it ---- */

LIFE_TEST(only_inspectors_above_those_it_is_about_know_of_it)
{
    static const struct {
        const Actor *who;
        bool sees[CLUE_ABOUTS]; /* village, township, its inspectors, district, its inspectors */
    } rows[] = {
        {&town_inspector,       {true, false, false, false, false} },
        {&inspector,            {true, true, true, true, false}    },
        {&city_inspector,       {true, true, true, true, true}     },
        {&other_town_inspector, {false, false, false, false, false}},
        {&clerk,                {false, false, false, false, false}},
        {&reviewer,             {false, false, false, false, false}},
        {&district,             {false, false, false, false, false}},
        {&leader,               {false, false, false, false, false}},
        {&op,                   {false, false, false, false, false}},
        {&resident,             {false, false, false, false, false}},
        {&grid,                 {false, false, false, false, false}},
        {&finance,              {false, false, false, false, false}},
        {&actor_system,         {false, false, false, false, false}},
        {NULL,                  {false, false, false, false, false}},
    };

    for (int about = 0; about < CLUE_ABOUTS; about++) {
        int64_t id = add_about(ctx, &inspector, VILLAGE, (ClueAbout)about);

        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            Status wanted = rows[i].sees[about] ? OK : NOT_FOUND;
            CluePerson person = person_of(ctx, "甲");
            Clues clues = {0};
            bool listed = false;
            Clue clue;

            ROW(rows[i].who != NULL ? text_cstr(ctx->arena, rows[i].who->login) : "visitor");
            act_as(ctx, rows[i].who);
            CHECK_STATUS(clue_get(ctx, id, &clue), wanted);
            CHECK_STATUS(clue_look(ctx, id, &clue), wanted);
            if (wanted == OK)
                CHECK_TEXT(clue.body, SECRET);
            CHECK_STATUS(clue_note(ctx, id, T("看过")), wanted);
            if (wanted == NOT_FOUND) {
                CHECK_STATUS(clue_step(ctx, id, 0, CLUE_VERIFYING, T("")), NOT_FOUND);
                CHECK_STATUS(clue_person_add(ctx, id, 0, &person), NOT_FOUND);
                CHECK_STATUS(clue_set_due(ctx, id, 0, (OptInt){0}), NOT_FOUND);
            }
            if (clue_list(ctx, false, T(""), &clues) == OK)
                for (size_t k = 0; k < clues.len; k++)
                    listed |= clues.at[k].id == id;
            CHECK(listed == rows[i].sees[about]);
        }
    }
}

LIFE_TEST(nobody_reads_what_names_them_and_named_inspectors_go_above)
{
    ClueInput input = input_of(ctx, VILLAGE);
    const Actor *town = with_account(ctx, &town_inspector);
    int64_t id;
    bool seen;
    Clue clue;

    keys_here();
    input.subject = T("王二喜、town_inspector");
    act_as(ctx, town);
    CHECK_STATUS(clue_add(ctx, &input, &id, &seen), OK);
    CHECK(!seen);
    CHECK_STATUS(clue_look(ctx, id, &clue), NOT_FOUND);
    act_as(ctx, &inspector);
    CHECK_STATUS(clue_look(ctx, id, &clue), OK);
    CHECK(clue.sealed_for == DISTRICT_CODE);
    input.subject = T("inspector"); /* not the name of an account, but of who reads */
    act_as(ctx, &city_inspector);
    CHECK_STATUS(clue_add(ctx, &input, &id, &seen), OK);
    act_as(ctx, &inspector);
    CHECK_STATUS(clue_get(ctx, id, &clue), NOT_FOUND);
}

LIFE_TEST(totals_are_of_whole_districts_and_for_few)
{
    ClueTotals totals;

    add_about(ctx, &inspector, VILLAGE, CLUE_ABOUT_VILLAGE);
    add_about(ctx, &inspector, COMMUNITY, CLUE_ABOUT_VILLAGE);
    act_as(ctx, &leader);
    CHECK_STATUS(clue_totals(ctx, DISTRICT_CODE, &totals), OK);
    CHECK_INT(totals.found, 2);
    CHECK_STATUS(clue_totals(ctx, TOWNSHIP_CODE, &totals), NOT_FOUND);
    CHECK_STATUS(clue_totals(ctx, VILLAGE, &totals), NOT_FOUND);
    act_as(ctx, &district);
    CHECK_STATUS(clue_totals(ctx, DISTRICT_CODE, &totals), OK);
    CHECK_STATUS(clue_totals(ctx, TOWNSHIP_CODE, &totals), NOT_FOUND);
    for (size_t i = 0; i < 6; i++) {
        static const Actor *const others[] = {&clerk,    &reviewer,       &op,
                                              &resident, &town_inspector, &actor_system};

        act_as(ctx, others[i]);
        CHECK_STATUS(clue_totals(ctx, DISTRICT_CODE, &totals), NOT_FOUND);
        CHECK_INT(totals.found, 0);
    }
}

/* ---- the trail ---- */

LIFE_TEST(every_look_is_recorded_and_the_trail_names_no_clue)
{
    int64_t id = add_about(ctx, &inspector, VILLAGE, CLUE_ABOUT_VILLAGE);
    size_t looks = 0, lines_of_clues = 0;
    AuditLines lines;
    Clue clue;

    (void)look(ctx, &town_inspector, id);
    clue = look(ctx, &inspector, id);
    for (size_t i = 0; i < clue.events.len; i++)
        looks += text_eq(clue.events.at[i].kind, T("looked"));
    CHECK_INT(looks, 2);
    act_as(ctx, &op);
    CHECK_STATUS(audit_read(ctx, 0, 0, T(""), &lines), OK);
    for (size_t i = 0; i < lines.len; i++) {
        if (!text_starts(lines.at[i].action, T("clue.")))
            continue;
        lines_of_clues++;
        CHECK(lines.at[i].region == DISTRICT_CODE);
        CHECK_INT(lines.at[i].object, 0);
        CHECK_TEXT(lines.at[i].detail, "");
    }
    CHECK_INT(lines_of_clues, 3); /* one deed, two looks */
    act_as(ctx, &reviewer);       /* of the place where it is */
    CHECK_STATUS(audit_read(ctx, TOWNSHIP_CODE, 0, T(""), &lines), OK);
    for (size_t i = 0; i < lines.len; i++)
        CHECK(!text_starts(lines.at[i].action, T("clue.")));
}

/* ---- the database itself ---- */

LIFE_TEST(with_another_key_the_words_stay_closed)
{
    int64_t id = add_about(ctx, &inspector, VILLAGE, CLUE_ABOUT_VILLAGE);
    Clue clue;

    state_key_set_dir(text_printf(ctx->arena, "%s/other", dbs.dir));
    clue = look(ctx, &inspector, id);
    CHECK(clue.unreadable);
    CHECK_TEXT(clue.body, "");
    CHECK_TEXT(clue.subject, "");
    state_key_set_dir(text_c(dbs.dir));
    clue = look(ctx, &inspector, id);
    CHECK(!clue.unreadable);
    CHECK_TEXT(clue.body, SECRET);
}

LIFE_TEST(sealed_words_open_for_their_row_and_purpose_only)
{
    Text sealed, again, opened, other;
    char *changed;

    keys_here();
    CHECK_STATUS(seal_words(ctx, "clue.body", 7, T(SECRET), &sealed), OK);
    CHECK_STATUS(seal_words(ctx, "clue.body", 7, T(SECRET), &again), OK);
    CHECK(!text_eq(sealed, again)); /* equal words cannot be told by looking */
    CHECK_STATUS(unseal_words(ctx, "clue.body", 7, sealed, &opened), OK);
    CHECK_TEXT(opened, SECRET);
    CHECK_STATUS(unseal_words(ctx, "clue.body", 8, sealed, &other), NOT_FOUND);
    CHECK_STATUS(unseal_words(ctx, "clue.subject", 7, sealed, &other), NOT_FOUND);
    changed = text_cstr(ctx->arena, sealed);
    changed[sealed.len / 2] = changed[sealed.len / 2] == 'A' ? 'B' : 'A';
    CHECK_STATUS(unseal_words(ctx, "clue.body", 7, text_c(changed), &other), NOT_FOUND);
    CHECK_TEXT(other, "");
    CHECK_STATUS(unseal_words(ctx, "clue.body", 7, T("words in the open"), &other), NOT_FOUND);
    CHECK_STATUS(seal_words(ctx, "clue.body", 7, T(""), &sealed), OK);
    CHECK_TEXT(sealed, "");
    CHECK_STATUS(unseal_words(ctx, "clue.body", 7, sealed, &opened), OK);
}

static Status
fill_all(Ctx *ctx, void *arg)
{
    int64_t id;
    CluePerson person;
    (void)arg;

    TRY(life_fill(ctx));
    id = add_about(ctx, &inspector, VILLAGE, CLUE_ABOUT_VILLAGE);
    person = person_of(ctx, SUBJECT);
    person.note = T("认错态度好");
    CHECK_STATUS(step(ctx, id, CLUE_VERIFYING, T("去村里问了三户")), OK);
    CHECK_STATUS(clue_person_add(ctx, id, 1, &person), OK);
    CHECK_STATUS(clue_note(ctx, id, T("下周再去")), OK);
    CHECK_STATUS(step(ctx, id, CLUE_CLOSED, T(CLOSING)), OK);
    (void)look(ctx, &inspector, id);
    return OK;
}

/* The SQLite file and its journal, byte by byte. */
TEST(no_word_of_a_clue_stands_in_the_database)
{
    static const char *const words[] = {SECRET,       SUBJECT,          OFFICE_OF,  CLOSING,
                                        "认错态度好", "去村里问了三户", "下周再去", "admonition"};
    Text path = text_printf(arena, "%s/words.db", (db_start(), dbs.dir));
    Store *store = db_new(arena, ctx, text_printf(arena, "sqlite:%.*s", TEXT_ARGS(path)));
    size_t bytes_read = 0;

    CHECK_STATUS(store_write(store, ctx, fill_all, NULL), OK);
    for (int i = 0; i < 2; i++) {
        Text bytes;

        if (file_read(arena,
                      text_cstr(arena, text_printf(arena, "%.*s%s", TEXT_ARGS(path),
                                                   i == 0 ? "" : "-wal")),
                      64 * 1024 * 1024, &bytes) != OK)
            continue;
        bytes_read += bytes.len;
        for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
            ROW(words[k]);
            CHECK(text_find(bytes, text_c(words[k])) == bytes.len);
        }
        /* What is no secret is found by the same search. */
        if (i == 1)
            CHECK(text_find(bytes, T("wrongdoing")) < bytes.len);
    }
    CHECK(bytes_read > 100000);
    store_close(store);
}

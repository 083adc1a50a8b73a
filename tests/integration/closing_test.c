/*
 * What is everybody's during its notice and the Party branch's afterwards, and files that are never
 * more open than the texts beside them, on both databases and with a set clock.
 */
#include "harness.h"

#include "db.h"

#include "disclosure/attachment.sql.h"
#include "disclosure/search.h"
#include "life.h"

enum { NOTICE_DAYS = 7 };

static Text member_cells[] = {T_INIT("赵小青"), T_INIT("发展对象"),    T_INIT("2023-05-28"),
                              T_INIT("女"),     T_INIT("1995"),        T_INIT("王建国"),
                              T_INIT("同意"),   T_INIT("024-12345678")};

static DisclosureInput
member_input(void)
{
    return (DisclosureInput){
        .item = T("P4"),
        .region = VILLAGE,
        .period = T("2023-05-28"),
        .title = T("发展对象赵小青公示"),
        .summary = T("赵小青递交过入党申请。"),
        .body = T("她常年参加志愿服务。"),
        .cells = member_cells,
        .rows = 1,
    };
}

/* A safe picture beside the newest published revision. */
static int64_t
hang_picture(Ctx *ctx, const Disclosure *d, Audience audience)
{
    static int64_t next = 9000;
    int64_t id = next++;
    Text hash = text_printf(ctx->arena, "%064d", (int)id);

    CHECK_STATUS(attachment_insert_safe(ctx,
                                        &(AttachmentInsertSafeArgs){
                                            .id = id,
                                            .disclosure = d->id,
                                            .name = T("照片.jpg"),
                                            .kind = T("image"),
                                            .audience = text_c(audience_name(audience)),
                                            .sha256 = hash,
                                            .thumb = hash,
                                            .bytes = 1000,
                                            .width = 10,
                                            .height = 10,
                                            .created_at = ctx->now,
                                        }),
                 OK);
    CHECK_STATUS(attachment_link(ctx, d->id, d->revision, id), OK);
    return id;
}

static size_t
found(Ctx *ctx, const char *query)
{
    SearchHits hits = {0};

    CHECK_STATUS(search_disclosures(ctx, 0, text_c(query), 0, &hits), OK);
    return hits.len;
}

/* What this person gets in every way out. */
static void
check_open(Ctx *ctx, const Actor *actor, const Disclosure *d, int64_t picture, bool open)
{
    Reader reader;
    Disclosure seen;
    Revision revision;
    Revision shown;
    Revisions all;
    DisclosureLines lines;
    Attachments files;
    Attachment file;
    Text path;

    act_as(ctx, actor);
    reader = disclosure_reader(ctx, VILLAGE);
    CHECK_STATUS(disclosure_get(ctx, d->id, &seen), OK);
    CHECK_STATUS(disclosure_revision(ctx, d->id, 1, &revision), OK);
    CHECK_STATUS(revision_shown(ctx, &seen, &revision, reader, &shown), OK);
    CHECK_STATUS(disclosure_revisions(ctx, d->id, &all), OK);
    CHECK_STATUS(disclosure_list(ctx, &(DisclosureFilter){.region = VILLAGE}, &lines), OK);
    CHECK_STATUS(attachment_list(ctx, d->id, 1, &files), OK);
    REQUIRE(lines.len == 1 && all.len == 1);
    CHECK_TEXT(revision.title, open ? "发展对象赵小青公示" : "2023年5月28日 发展党员");
    CHECK_TEXT(all.at[0].title, open ? "发展对象赵小青公示" : "2023年5月28日 发展党员");
    CHECK_TEXT(lines.at[0].title, open ? "发展对象赵小青公示" : "2023年5月28日 发展党员");
    CHECK_INT(lines.at[0].summary.len != 0, open);
    CHECK_INT(revision.body.len != 0, open);
    CHECK_INT(revision.table.rows, open ? 1 : 0);
    CHECK_INT(shown.table.rows, open ? 1 : 0);
    CHECK_INT(files.len, open ? 1 : 0);
    CHECK_STATUS(attachment_file(ctx, picture, false, &file, &path), open ? OK : NOT_FOUND);
    CHECK_STATUS(attachment_file(ctx, picture, true, &file, &path), open ? OK : NOT_FOUND);
}

LIFE_TEST(what_is_open_during_its_notice_is_the_branchs_afterwards)
{
    DisclosureInput input = member_input();
    Disclosure d = {0};
    int64_t picture;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    CHECK_INT(d.notice_until.value, ctx_today(ctx) + NOTICE_DAYS);
    picture = hang_picture(ctx, &d, AUDIENCE_PUBLIC);
    check_open(ctx, NULL, &d, picture, true);
    ctx->now += (Time)NOTICE_DAYS * 86400; /* the last day */
    check_open(ctx, NULL, &d, picture, true);
    CHECK_INT(found(ctx, "小青"), 1);
    ctx->now += 86400;
    check_open(ctx, NULL, &d, picture, false);
    check_open(ctx, &resident, &d, picture, false);
    check_open(ctx, &other_clerk, &d, picture, false);
    check_open(ctx, &member, &d, picture, true);
    check_open(ctx, &reviewer, &d, picture, true);
    /* The keeper has not come yet, and still no closed word finds it. */
    act_as(ctx, NULL);
    CHECK_INT(found(ctx, "小青"), 0);
    CHECK_INT(found(ctx, "赵"), 0);
    CHECK_INT(found(ctx, "志愿"), 0);
    CHECK_INT(found(ctx, "发展"), 1);
    ctx->now = TEST_NOW;
}

LIFE_TEST(a_correction_after_the_notice_opens_nothing)
{
    DisclosureInput input = member_input();
    Disclosure d = {0};
    Revision revision;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    ctx->now += (Time)(NOTICE_DAYS + 1) * 86400;
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("赵小青的出生年份写错了"), &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 2, &revision), OK);
    CHECK_TEXT(revision.title, "2023年5月28日 发展党员");
    CHECK_TEXT(revision.reason, "");
    CHECK_INT(found(ctx, "小青"), 0);
    ctx->now = TEST_NOW;
}

LIFE_TEST(that_there_was_nothing_stays_open)
{
    DisclosureInput input = {.item = T("P4"),
                             .region = VILLAGE,
                             .period = T("2023-05-28"),
                             .kind = DISCLOSURE_NIL,
                             .summary = T("没有发展党员。")};
    Disclosure d = {0};
    Revision revision;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    ctx->now += (Time)(NOTICE_DAYS + 30) * 86400;
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_TEXT(revision.summary, "没有发展党员。");
    ctx->now = TEST_NOW;
}

/* ---- the keeper ---- */

typedef struct Raw {
    int64_t disclosure;
    size_t by_name, by_item;
} Raw;

static Status
publish_member(Ctx *ctx, void *arg)
{
    Raw *raw = arg;
    DisclosureInput input = member_input();
    Disclosure d = {0};

    TRY(life_fill(ctx));
    TRY(life_publish(ctx, &input, &d));
    raw->disclosure = d.id;
    return OK;
}

/* On a day of the notice, so that only the index can have lost the words. */
static Status
look_into_index(Ctx *ctx, void *arg)
{
    Raw *raw = arg;

    act_as(ctx, NULL);
    raw->by_name = found(ctx, "小青");
    raw->by_item = found(ctx, "发展党员");
    return OK;
}

TEST_DB(the_keeper_takes_the_words_out_on_the_day_after)
{
    Raw raw = {0};

    CHECK_STATUS(store_write(store, ctx, publish_member, &raw), OK);
    ctx->actor = &actor_system;
    ctx->now = TEST_NOW + (Time)NOTICE_DAYS * 86400;
    CHECK_STATUS(disclosure_notices_end(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, look_into_index, &raw), OK);
    CHECK_INT(raw.by_name, 1);
    ctx->now = TEST_NOW + (Time)(NOTICE_DAYS + 1) * 86400;
    CHECK_STATUS(disclosure_notices_end(store, ctx), OK);
    ctx->now = TEST_NOW;
    CHECK_STATUS(store_read(store, ctx, look_into_index, &raw), OK);
    CHECK_INT(raw.by_name, 0);
    CHECK_INT(raw.by_item, 1);
}

/* ---- files ---- */

LIFE_TEST(files_are_never_more_open_than_the_texts_or_the_item_lets_them_be)
{
    static const struct {
        const char *row;
        const char *item;
        const char *period;
        Audience chosen;
        const Actor *actor;
        Status wanted;
    } rows[] = {
        {"a public notice",                  "P7", "2023-05-01", AUDIENCE_PUBLIC, NULL,         OK       },
        {"an item for residents, a visitor", "V7", "2023Q1",     AUDIENCE_PUBLIC, NULL,         NOT_FOUND},
        {"another village's clerk",          "V7", "2022Q4",     AUDIENCE_PUBLIC, &other_clerk, NOT_FOUND},
        {"a resident",                       "V7", "2022Q3",     AUDIENCE_PUBLIC, &resident,    OK       },
        {"for staff, a resident",            "V7", "2022Q2",     AUDIENCE_STAFF,  &resident,    NOT_FOUND},
        {"a voucher, a visitor",             "V6", "2023Q1",     AUDIENCE_PUBLIC, NULL,         NOT_FOUND},
        {"a voucher, a resident",            "V6", "2022Q4",     AUDIENCE_PUBLIC, &resident,    OK       },
        {"a voucher, the clerk",             "V6", "2022Q3",     AUDIENCE_PUBLIC, &clerk,       OK       },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        DisclosureInput input = {.item = text_c(rows[i].item),
                                 .region = VILLAGE,
                                 .period = text_c(rows[i].period),
                                 .body = T("见附件。")};
        Disclosure d = {0};
        Attachments files;
        Attachment file;
        Text path;
        int64_t picture;

        ROW(rows[i].row);
        CHECK_STATUS(life_publish(ctx, &input, &d), OK);
        picture = hang_picture(ctx, &d, rows[i].chosen);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(attachment_file(ctx, picture, false, &file, &path), rows[i].wanted);
        CHECK_STATUS(attachment_file(ctx, picture, true, &file, &path), rows[i].wanted);
        CHECK_STATUS(attachment_list(ctx, d.id, 1, &files), OK);
        CHECK_INT(files.len, rows[i].wanted == OK ? 1 : 0);
        CHECK_INT(files.closed, rows[i].wanted == OK ? 0 : 1);
    }
    ROW(NULL);
}

/* ---- the catalogue ---- */

LIFE_TEST(an_item_closes_only_after_a_notice_and_only_for_fewer)
{
    static const struct {
        const char *row;
        Audience audience, after;
        int64_t days;
        Status wanted;
    } rows[] = {
        {"as before",        AUDIENCE_PUBLIC,    AUDIENCE_PUBLIC,    0, OK     },
        {"for the branch",   AUDIENCE_PUBLIC,    AUDIENCE_PARTY,     5, OK     },
        {"for staff",        AUDIENCE_RESIDENTS, AUDIENCE_STAFF,     5, OK     },
        {"without a notice", AUDIENCE_PUBLIC,    AUDIENCE_PARTY,     0, INVALID},
        {"for the same",     AUDIENCE_RESIDENTS, AUDIENCE_RESIDENTS, 5, INVALID},
        {"for others",       AUDIENCE_RESIDENTS, AUDIENCE_PARTY,     5, INVALID},
        {"for more",         AUDIENCE_STAFF,     AUDIENCE_RESIDENTS, 5, INVALID},
    };
    Item item;
    Item saved;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].row);
        act_as(ctx, &actor_system);
        CHECK_STATUS(catalogue_item(ctx, VILLAGE, T("P4"), &item), OK);
        item.audience = rows[i].audience;
        item.after_notice = rows[i].after;
        item.notice_days = rows[i].days;
        CHECK_STATUS(catalogue_put(ctx, &item, item.version, &saved), rows[i].wanted);
        if (rows[i].wanted != OK)
            continue;
        CHECK_STATUS(catalogue_version(ctx, saved.id, &item), OK);
        CHECK_INT(item.after_notice, rows[i].after);
    }
    ROW(NULL);
}

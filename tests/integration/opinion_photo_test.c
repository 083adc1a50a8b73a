/*
 * Photographs of opinions, drafts that nobody goes on with, and receipts: what reaches beyond one
 * transaction.
 */
#include "harness.h"

#include "db.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "account/account.h"
#include "opinion_life.h"

/* A temporary file as an upload leaves it. */
static Text
upload(Ctx *ctx, Text bytes)
{
    Text path = text_printf(ctx->arena, "%s/upload", dbs.dir);
    int fd;

    (void)unlink(text_cstr(ctx->arena, path)); /* what was taken in is a link to it */
    fd = open(text_cstr(ctx->arena, path), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    CHECK(fd >= 0 && write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
    close(fd);
    return path;
}

/* How many files are stored under their content. */
static int
stored(Ctx *ctx)
{
    DIR *dir = opendir(text_cstr(ctx->arena, text_printf(ctx->arena, "%s/files", dbs.dir)));
    struct dirent *folder;
    int count = 0;

    while (dir != NULL && (folder = readdir(dir)) != NULL) {
        DIR *inner = strlen(folder->d_name) == 2 && folder->d_name[0] != '.'
                         ? opendir(text_cstr(ctx->arena, text_printf(ctx->arena, "%s/files/%s",
                                                                     dbs.dir, folder->d_name)))
                         : NULL;
        struct dirent *entry;

        while (inner != NULL && (entry = readdir(inner)) != NULL)
            count += entry->d_name[0] != '.';
        if (inner != NULL)
            closedir(inner);
    }
    if (dir != NULL)
        closedir(dir);
    return count;
}

/* How many files wait to be made safe. */
static int
incoming(Ctx *ctx)
{
    DIR *dir =
        opendir(text_cstr(ctx->arena, text_printf(ctx->arena, "%s/files/incoming", dbs.dir)));
    struct dirent *entry;
    int count = 0;

    while (dir != NULL && (entry = readdir(dir)) != NULL)
        count += entry->d_name[0] != '.';
    if (dir != NULL)
        closedir(dir);
    return count;
}

typedef struct Story {
    Text token, other_token;
    OpinionPhoto photo, removed;
    OpinionSent sent;
    Status status;
    Texts receipts;
} Story;

/* A grey PNG of 24 × 24 pixels. */
static const unsigned char grey[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x18, 0x00, 0x00, 0x00, 0x18, 0x08, 0x00, 0x00, 0x00, 0x00, 0xc5, 0x1c, 0x62,
    0x24, 0x00, 0x00, 0x00, 0x13, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x08, 0xc0, 0x01, 0x18,
    0x46, 0x25, 0x46, 0x25, 0xc8, 0x97, 0x00, 0x00, 0xfe, 0xa6, 0xb4, 0x01, 0xcb, 0x8a, 0xbb, 0x91,
    0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};
static const Text png = {(const char *)grey, sizeof grey};
static const Text jpeg = T_INIT("\xFF\xD8\xFF\xE0 and so on");

static Status
take_photos(Ctx *ctx, void *arg)
{
    Story *story = arg;
    OpinionDraft draft;
    OpinionPhotos photos;
    OpinionPhoto photo;

    attachment_set_dir(text_c(dbs.dir));
    ctx->now = TEST_NOW;
    TRY(life_fill(ctx));
    people_fill(ctx);
    act_as(ctx, NULL);
    TRY(opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, OPINION_COMPLAINT, T(""), &story->token,
                            &draft));
    TRY(opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, OPINION_COMPLAINT, T(""),
                            &story->other_token, &draft));
    CHECK_STATUS(opinion_photo_add(ctx, story->token, upload(ctx, T("%PDF-1.4")), &photo), INVALID);
    CHECK(problem_of(ctx, "photo").at != NULL);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_photo_add(ctx, T("guess"), upload(ctx, jpeg), &photo), NOT_FOUND);
    CHECK_STATUS(opinion_photo_add(ctx, story->token, upload(ctx, png), &story->photo), OK);
    for (int i = 1; i < OPINION_PHOTOS_MAX; i++)
        CHECK_STATUS(opinion_photo_add(ctx, story->token, upload(ctx, jpeg), &story->removed), OK);
    CHECK_STATUS(opinion_photo_add(ctx, story->token, upload(ctx, jpeg), &photo), INVALID);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_photo_remove(ctx, story->other_token, story->removed.id), NOT_FOUND);
    CHECK_STATUS(opinion_photo_remove(ctx, story->token, story->removed.id), OK);
    CHECK_STATUS(opinion_photo_add(ctx, story->other_token, upload(ctx, jpeg), &photo), OK);
    CHECK_STATUS(opinion_photo_add(ctx, story->other_token, upload(ctx, png), &photo), OK);
    CHECK_STATUS(opinion_draft_photos(ctx, story->token, &photos), OK);
    CHECK_INT(photos.len, OPINION_PHOTOS_MAX - 1);
    CHECK_INT(photos.at[0].state, ATTACHMENT_PENDING);
    CHECK_STATUS(opinion_photo_file(ctx, story->photo.id, story->token, (Texts){0}, false,
                                    &story->sent.number),
                 NOT_FOUND); /* nobody gets one that is not safe */
    return OK;
}

static void
check_file(Ctx *ctx, const Story *story, const Actor *actor, Text token, Texts receipts,
           Status wanted)
{
    Text path;

    for (int thumb = 0; thumb < 2; thumb++) {
        act_as(ctx, actor);
        CHECK_STATUS(opinion_photo_file(ctx, story->photo.id, token, receipts, thumb, &path),
                     wanted);
        CHECK(wanted != OK || access(text_cstr(ctx->arena, path), R_OK) == 0);
    }
}

static Status
send_with_photos(Ctx *ctx, void *arg)
{
    Story *story = arg;
    OpinionDraft who = opinion_draft_of(OPINION_COMPLAINT);
    OpinionPhotos photos;
    Opinion seen;
    Texts none = {0};

    act_as(ctx, NULL);
    CHECK_STATUS(opinion_draft_photos(ctx, story->token, &photos), OK);
    CHECK_INT(photos.at[0].state, ATTACHMENT_SAFE);
    CHECK_INT(photos.at[1].state, ATTACHMENT_REFUSED);
    CHECK(photos.at[1].refused.len != 0);
    check_file(ctx, story, NULL, story->token, none, OK);
    check_file(ctx, story, NULL, story->other_token, none, NOT_FOUND);
    act_as(ctx, NULL);
    TRY(opinion_draft_what(ctx, story->token, OPINION_COMPLAINT, TOPIC_RUBBISH, T("垃圾没有人收")));
    TRY(opinion_draft_who(ctx, story->token, &who));
    TRY(opinion_send(ctx, story->token, T(""), &story->sent));
    story->receipts = receipt_texts(ctx, &story->sent);
    CHECK_STATUS(opinion_photo_add(ctx, story->token, upload(ctx, jpeg), &story->removed),
                 NOT_FOUND);
    CHECK_STATUS(opinion_photo_remove(ctx, story->token, story->photo.id), NOT_FOUND);
    CHECK_STATUS(reply_as(ctx, &clerk, story->sent.id, false), OK); /* now it is on the board */
    check_file(ctx, story, NULL, T(""), none, NOT_FOUND);
    check_file(ctx, story, &resident, T(""), none, NOT_FOUND);
    check_file(ctx, story, NULL, T(""), story->receipts, OK);
    check_file(ctx, story, &clerk, T(""), none, OK);
    check_file(ctx, story, &inspector, T(""), none, OK);
    act_as(ctx, NULL);
    CHECK_STATUS(opinion_get(ctx, story->sent.id, none, &seen), OK);
    CHECK_STATUS(opinion_photos(ctx, &seen, &photos), OK);
    CHECK_INT(photos.len, 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(opinion_show_photos(ctx, story->sent.id, lock_of(ctx, story->sent.id)), OK);
    check_file(ctx, story, NULL, T(""), none, OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(opinion_hide(ctx, story->sent.id, lock_of(ctx, story->sent.id), T("骂人")), OK);
    check_file(ctx, story, NULL, T(""), none, NOT_FOUND);
    return OK;
}

static Status
after_days(Ctx *ctx, void *arg)
{
    Story *story = arg;
    OpinionPhotos photos;

    act_as(ctx, NULL);
    CHECK_INT(count_rows(ctx, "draft", 0, 0, ""), 0);
    CHECK_INT(count_rows(ctx, "photo", story->sent.id, 0, ""), OPINION_PHOTOS_MAX - 1);
    CHECK_STATUS(opinion_draft_photos(ctx, story->other_token, &photos), NOT_FOUND);
    check_file(ctx, story, NULL, T(""), story->receipts, OK);
    check_file(ctx, story, NULL, story->token, (Texts){0}, NOT_FOUND);
    return OK;
}

TEST_DB(photographs_are_the_senders_and_the_offices)
{
    Story story = {0};

    CHECK_STATUS(store_write(store, ctx, take_photos, &story), OK);
    CHECK_INT(incoming(ctx), OPINION_PHOTOS_MAX + 2);
    CHECK_STATUS(opinion_photo_make_safe(store, ctx), OK);
    CHECK_INT(incoming(ctx), 0); /* not even of the one that was removed */
    CHECK_STATUS(store_write(store, ctx, send_with_photos, &story), OK);
    ctx->now += OPINION_DRAFT_DAYS * SECONDS_PER_DAY;
    CHECK_STATUS(opinion_drafts_sweep(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, after_days, &story), OK);
}

static Status
begin_with_photo(Ctx *ctx, void *arg)
{
    OpinionDraft draft;
    OpinionPhoto photo;
    Text *token = arg;

    attachment_set_dir(text_c(dbs.dir));
    ctx->now = TEST_NOW;
    TRY(life_fill(ctx));
    act_as(ctx, NULL);
    TRY(opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, OPINION_COMPLAINT, T(""), token, &draft));
    return opinion_photo_add(ctx, *token, upload(ctx, png), &photo);
}

TEST_DB(what_nobody_goes_on_with_leaves_the_disk)
{
    Text token;

    CHECK_STATUS(store_write(store, ctx, begin_with_photo, &token), OK);
    CHECK_STATUS(opinion_photo_make_safe(store, ctx), OK);
    CHECK_STATUS(opinion_drafts_sweep(store, ctx), OK);
    CHECK(stored(ctx) > 0);
    ctx->now += OPINION_DRAFT_DAYS * SECONDS_PER_DAY;
    CHECK_STATUS(opinion_drafts_sweep(store, ctx), OK);
    CHECK_INT(stored(ctx), 0);
}

/* ---- receipts ---- */

static Status
two_senders(Ctx *ctx, void *arg)
{
    OpinionSent *sent = arg;

    ctx->now = TEST_NOW;
    TRY(life_fill(ctx));
    people_fill(ctx);
    sent[0] = send_anonymous(ctx);
    sent[1] = send_anonymous(ctx);
    sent[2] = send_named(ctx);
    act_as(ctx, NULL);
    return OK;
}

static Status
check(Store *store, Ctx *ctx, Text number, Text code, const char *address)
{
    act_as(ctx, NULL);
    bool sealed;

    return opinion_receipt_check(store, ctx, number, code, text_c(address), &sealed);
}

TEST_DB(a_receipt_opens_its_own_opinion_alone)
{
    OpinionSent sent[3];
    Text grouped;

    CHECK_STATUS(store_write(store, ctx, two_senders, sent), OK);
    grouped = text_printf(ctx->arena, " %.*s %.*s-%.*s ", 4, sent[0].receipt.at, 4,
                          sent[0].receipt.at + 4, 8, sent[0].receipt.at + 8);
    CHECK_STATUS(check(store, ctx, sent[0].number, sent[0].receipt, "10.0.0.1"), OK);
    CHECK_STATUS(check(store, ctx, sent[0].number, grouped, "10.0.0.1"), OK);
    CHECK_STATUS(check(store, ctx, sent[0].number, sent[1].receipt, "10.0.0.1"), INVALID);
    CHECK(problem_of(ctx, "code").at != NULL);
    CHECK_STATUS(check(store, ctx, T("230601-000000"), sent[0].receipt, "10.0.0.1"), INVALID);
    CHECK_STATUS(check(store, ctx, sent[0].number, T(""), "10.0.0.1"), INVALID);
    CHECK_STATUS(check(store, ctx, sent[2].number, T(""), "10.0.0.1"), INVALID); /* has none */
    CHECK_STATUS(check(store, ctx, T("\xff"), sent[0].receipt, "10.0.0.1"), INVALID);
    CHECK_STATUS(check(store, ctx, T(""), T(""), "10.0.0.1"), INVALID);
}

TEST_DB(who_guesses_a_receipt_waits)
{
    OpinionSent sent[3];

    CHECK_STATUS(store_write(store, ctx, two_senders, sent), OK);
    for (int i = 0; i < 10; i++)
        CHECK_STATUS(check(store, ctx, sent[0].number, T("1234567812345678"), "10.0.0.1"), INVALID);
    /* Even the right one is not looked at; elsewhere it is, so that nobody locks the sender out. */
    CHECK_STATUS(check(store, ctx, sent[0].number, sent[0].receipt, "10.0.0.1"), INVALID);
    CHECK_STATUS(check(store, ctx, sent[0].number, sent[0].receipt, "10.0.0.2"), OK);
    CHECK_STATUS(check(store, ctx, sent[1].number, sent[1].receipt, "10.0.0.1"), OK);
    ctx->now += SIGN_IN_LOCK_SECONDS_MAX;
    CHECK_STATUS(check(store, ctx, sent[0].number, sent[0].receipt, "10.0.0.1"), OK);
    /* One address that tries many numbers is slowed down, too. */
    for (int i = 0; i < SIGN_IN_FAILURES_LOOSE; i++)
        CHECK_STATUS(
            check(store, ctx, text_printf(ctx->arena, "230601-%06d", i), T("1"), "10.0.0.9"),
            INVALID);
    CHECK_STATUS(check(store, ctx, sent[1].number, sent[1].receipt, "10.0.0.9"), INVALID);
}

/* Added and taken back for ever: each is a file on the disk and a picture to be made safe. */
static Status
waste(Ctx *ctx, void *arg)
{
    OpinionDraft draft;
    OpinionPhoto photo;
    Status status = OK;
    Text token;
    int *added = arg;

    TRY(life_fill(ctx));
    act_as(ctx, NULL);
    TRY(opinion_draft_begin(ctx, VILLAGE, SOURCE_NONE, 0, OPINION_COMPLAINT, T(""), &token,
                            &draft));
    for (*added = 0; status == OK && *added <= OPINION_PHOTOS_OF_DRAFT_MAX; ++*added) {
        status = opinion_photo_add(ctx, token, upload(ctx, jpeg), &photo);
        if (status == OK)
            CHECK_STATUS(opinion_photo_remove(ctx, token, photo.id), OK);
    }
    CHECK_STATUS(status, INVALID);
    CHECK(problem_of(ctx, "photo").at != NULL);
    return OK;
}

TEST_DB(photographs_are_not_added_and_taken_back_for_ever)
{
    int added = 0;

    attachment_set_dir(text_c(dbs.dir));
    CHECK_STATUS(store_write(store, ctx, waste, &added), OK);
    CHECK_INT(added, OPINION_PHOTOS_OF_DRAFT_MAX + 1);
}

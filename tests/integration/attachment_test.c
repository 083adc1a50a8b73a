/*
 * Attachments, on both databases: what is taken in, what is refused, who gets a file and when.
 */
#include "harness.h"

#include "db.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/crypto.h"
#include "life.h"

/* A temporary file as an upload leaves it. */
static Text
upload(Ctx *ctx, Text bytes)
{
    Text path = text_printf(ctx->arena, "%s/upload", dbs.dir);
    int fd = open(text_cstr(ctx->arena, path), O_WRONLY | O_CREAT | O_TRUNC, 0600);

    CHECK(fd >= 0 && write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
    close(fd);
    return path;
}

static bool
exists(Ctx *ctx, const char *below)
{
    struct stat info;

    return stat(text_cstr(ctx->arena, text_printf(ctx->arena, "%s/%s", dbs.dir, below)), &info) ==
           0;
}

static Disclosure
draft(Ctx *ctx)
{
    DisclosureInput input = life_input();
    Disclosure d = {0};

    attachment_set_dir(text_c(dbs.dir));
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    return d;
}

/* A PNG of 24 × 24 pixels with a comment that nobody should see, whole. */
static Text
png(Ctx *ctx)
{
    enum { SIDE = 24, ROW = 1 + SIDE * 3 };
    static const unsigned char header[] = {0, 0, 0, SIDE, 0, 0, 0, SIDE, 8, 2, 0, 0, 0};
    unsigned char pixels[SIDE * ROW] = {0};
    unsigned char packed[SIDE * ROW + 64];
    uLongf packed_len = sizeof packed;
    Buf buf = buf_new(ctx->arena, 16384);
    const struct {
        const char *type;
        const void *bytes;
        size_t len;
    } chunks[] = {
        {"IHDR", header,                  sizeof header},
        {"tEXt", "Comment\0secret place", 20           },
        {"IDAT", packed,                  0            },
        {"IEND", "",                      0            },
    };

    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = i % ROW == 0 ? 0 : (unsigned char)(i * 7);
    CHECK_INT(compress(packed, &packed_len, pixels, sizeof pixels), Z_OK);
    buf_text(&buf, T("\x89PNG\r\n\x1A\n"));
    for (size_t i = 0; i < 4; i++) {
        size_t len = i == 2 ? packed_len : chunks[i].len;
        unsigned char number[4] = {0, 0, (unsigned char)(len >> 8), (unsigned char)len};
        uLong sum = crc32(crc32(0, (const Bytef *)chunks[i].type, 4), chunks[i].bytes, (uInt)len);

        buf_bytes(&buf, number, 4);
        buf_bytes(&buf, chunks[i].type, 4);
        buf_bytes(&buf, chunks[i].bytes, len);
        for (int shift = 24; shift >= 0; shift -= 8)
            buf_char(&buf, (char)(unsigned char)(sum >> shift));
    }
    return buf_done(&buf);
}

static const Text jpeg = T_INIT("\xFF\xD8\xFF\xE0 and so on");

LIFE_TEST(an_upload_waits_unseen_until_it_is_safe)
{
    Disclosure d = draft(ctx);
    Attachment attachment;
    Attachments list;
    Attachment file;
    Text path;

    CHECK_STATUS(attachment_add(ctx, d.id, d.lock, upload(ctx, jpeg), T("C:\\照片\\凭证.jpg"),
                                AUDIENCE_PUBLIC, &attachment),
                 OK);
    CHECK_TEXT(attachment.name, "凭证.jpg");
    CHECK(!attachment.pdf);
    CHECK_INT(attachment.state, ATTACHMENT_PENDING);
    CHECK(exists(ctx, text_cstr(ctx->arena, text_printf(ctx->arena, "files/incoming/%lld",
                                                        (long long)attachment.id))));
    CHECK_STATUS(attachment_list(ctx, d.id, 1, &list), OK);
    CHECK_INT(list.len, 1);
    CHECK_STATUS(attachment_file(ctx, attachment.id, false, &file, &path), NOT_FOUND);
    /* The version has moved on: a form opened before does not save over it. */
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), CONFLICT);
    CHECK_STATUS(disclosure_get(ctx, d.id, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), CONFLICT);
    act_as(ctx, NULL);
    CHECK_STATUS(attachment_list(ctx, d.id, 1, &list), NOT_FOUND);
}

LIFE_TEST(what_is_no_photo_and_no_pdf_is_refused_at_once)
{
    static const struct {
        const char *row;
        Text bytes;
        const char *name;
        const char *field;
    } rows[] = {
        {"empty",                        T_INIT(""),                                 "a.jpg",    "file"},
        {"a sheet",                      T_INIT("PK\x03\x04..."),                    "账.xlsx", "file"},
        {"a sheet named as a photo",     T_INIT("PK\x03\x04..."),                    "账.jpg",  "file"},
        {"an old sheet",                 T_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "账.xls",  "file"},
        {"a CSV",                        T_INIT("a,b\n"),                            "账.csv",  "file"},
        {"a page",                       T_INIT("<html>"),                           "a.html",   "file"},
        {"a program",                    T_INIT("MZ\x90"),                           "a.pdf",    "file"},
        {"no name",                      T_INIT("%PDF-1.4"),                         " ",        "name"},
        {"a name that is only a folder", T_INIT("%PDF-1.4"),                         "a/",       "name"},
        {"a bad name",                   T_INIT("%PDF-1.4"),                         "\xFF.pdf", "name"},
    };
    Disclosure d = draft(ctx);
    Attachment attachment;
    Attachments list;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].row);
        act_as(ctx, &clerk);
        CHECK_STATUS(attachment_add(ctx, d.id, d.lock, upload(ctx, rows[i].bytes),
                                    text_c(rows[i].name), AUDIENCE_PUBLIC, &attachment),
                     INVALID);
        CHECK(problem_of(ctx, rows[i].field).len != 0);
    }
    ROW(NULL);
    CHECK_STATUS(attachment_list(ctx, d.id, 1, &list), OK);
    CHECK_INT(list.len, 0);
}

LIFE_TEST(only_so_many_attachments)
{
    Disclosure d = draft(ctx);
    Attachment attachment;

    for (int i = 0; i < ATTACHMENTS_MAX; i++)
        CHECK_STATUS(attachment_add(ctx, d.id, d.lock++, upload(ctx, jpeg), T("a.jpg"),
                                    AUDIENCE_RESIDENTS, &attachment),
                     OK);
    CHECK_STATUS(attachment_add(ctx, d.id, d.lock, upload(ctx, jpeg), T("a.jpg"),
                                AUDIENCE_RESIDENTS, &attachment),
                 INVALID);
}

LIFE_TEST(attachments_are_changed_by_the_villages_clerk_in_a_draft_only)
{
    static const Actor *const actors[] = {NULL, &resident, &other_clerk, &reviewer, &finance};
    Disclosure d = draft(ctx);
    Attachment attachment;
    Attachment other;
    Attachments list;

    CHECK_STATUS(attachment_add(ctx, d.id, d.lock++, upload(ctx, jpeg), T("a.jpg"), AUDIENCE_PUBLIC,
                                &attachment),
                 OK);
    for (size_t i = 0; i < sizeof actors / sizeof actors[0]; i++) {
        act_as(ctx, actors[i]);
        CHECK_STATUS(attachment_add(ctx, d.id, d.lock, upload(ctx, jpeg), T("a.jpg"),
                                    AUDIENCE_PUBLIC, &other),
                     DENIED);
        CHECK_STATUS(attachment_remove(ctx, d.id, d.lock, attachment.id), DENIED);
    }
    act_as(ctx, &clerk);
    CHECK_STATUS(attachment_remove(ctx, d.id, d.lock, attachment.id + 1), NOT_FOUND);
    CHECK_STATUS(attachment_remove(ctx, d.id, d.lock++, attachment.id), OK);
    CHECK_STATUS(attachment_list(ctx, d.id, 1, &list), OK);
    CHECK_INT(list.len, 0);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_STATUS(
        attachment_add(ctx, d.id, d.lock, upload(ctx, jpeg), T("a.jpg"), AUDIENCE_PUBLIC, &other),
        CONFLICT);
}

/* ---- the keeper ---- */

typedef struct Story {
    Text bytes;
    int64_t disclosure;
    int64_t attachment;
    Attachment file;
    Text path;
    bool removed; /* taken out before the keeper comes */
} Story;

static Status
story_begins(Ctx *ctx, void *arg)
{
    Story *story = arg;
    Attachment attachment;
    Disclosure d;

    TRY(life_fill(ctx));
    d = draft(ctx);
    TRY(life_explain(ctx, attachment_add(ctx, d.id, d.lock++, upload(ctx, story->bytes),
                                         T("现场.png"), AUDIENCE_PUBLIC, &attachment)));
    if (story->removed)
        TRY(attachment_remove(ctx, d.id, d.lock, attachment.id));
    story->disclosure = d.id;
    story->attachment = attachment.id;
    return OK;
}

static Status
story_file(Ctx *ctx, void *arg)
{
    Story *story = arg;
    Attachments list;

    act_as(ctx, &clerk);
    TRY(attachment_list(ctx, story->disclosure, 1, &list));
    if (!CHECK_INT(list.len, 1))
        return FAULT;
    story->file = list.at[0];
    if (list.at[0].state != ATTACHMENT_SAFE)
        return OK;
    TRY(attachment_file(ctx, story->attachment, true, &story->file, &story->path));
    return attachment_file(ctx, story->attachment, false, &story->file, &story->path);
}

static Status
story_published(Ctx *ctx, void *arg)
{
    Story *story = arg;
    Disclosure d;
    Attachment file;
    Text path;

    act_as(ctx, NULL);
    CHECK_STATUS(attachment_file(ctx, story->attachment, false, &file, &path), NOT_FOUND);
    act_as(ctx, &clerk);
    TRY(disclosure_get(ctx, story->disclosure, &d));
    TRY(disclosure_submit(ctx, d.id, d.lock, &d));
    act_as(ctx, &reviewer);
    TRY(disclosure_approve(ctx, d.id, d.lock, false, &d));
    act_as(ctx, NULL);
    CHECK_STATUS(attachment_file(ctx, story->attachment, false, &file, &path), OK);
    act_as(ctx, &reviewer);
    TRY(disclosure_withdraw(ctx, d.id, d.lock, T("重复"), &d));
    act_as(ctx, NULL);
    CHECK_STATUS(attachment_file(ctx, story->attachment, false, &file, &path), NOT_FOUND);
    return OK;
}

static bool
incoming_exists(Ctx *ctx, int64_t id)
{
    return exists(
        ctx, text_cstr(ctx->arena, text_printf(ctx->arena, "files/incoming/%lld", (long long)id)));
}

TEST_DB(the_keeper_makes_a_photo_anew_and_then_it_may_be_seen)
{
    Story story = {.bytes = png(ctx)};
    Text safe;

    CHECK_STATUS(store_write(store, ctx, story_begins, &story), OK);
    CHECK_STATUS(attachment_make_safe(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, story_file, &story), OK);
    CHECK_INT(story.file.state, ATTACHMENT_SAFE);
    CHECK_INT(story.file.width, 24);
    CHECK_INT(story.file.height, 24);
    CHECK(!incoming_exists(ctx, story.attachment));
    CHECK_STATUS(file_read(arena, text_cstr(arena, story.path), ATTACHMENT_BYTES_MAX, &safe), OK);
    CHECK(text_starts(safe, T("\xFF\xD8\xFF")));
    CHECK(text_find(safe, T("secret")) == safe.len);
    CHECK(text_eq(story.file.sha256, sha256_hex(arena, safe)));
    /* Nothing is left to do. */
    CHECK_STATUS(attachment_make_safe(store, ctx), OK);
    CHECK_STATUS(store_write(store, ctx, story_published, &story), OK);
}

TEST_DB(a_broken_photo_is_refused_with_a_reason)
{
    Story story = {.bytes = text_slice(png(ctx), 0, 60)};

    CHECK_STATUS(store_write(store, ctx, story_begins, &story), OK);
    CHECK_STATUS(attachment_make_safe(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, story_file, &story), OK);
    CHECK_INT(story.file.state, ATTACHMENT_REFUSED);
    CHECK(story.file.refused.len != 0);
    CHECK(!incoming_exists(ctx, story.attachment));
}

TEST_DB(what_was_taken_out_is_not_worked_on)
{
    Story story = {.bytes = png(ctx), .removed = true};

    CHECK_STATUS(store_write(store, ctx, story_begins, &story), OK);
    CHECK(incoming_exists(ctx, story.attachment));
    CHECK_STATUS(attachment_make_safe(store, ctx), OK);
    CHECK(!incoming_exists(ctx, story.attachment));
}

TEST_DB(work_that_was_cut_off_is_done_again)
{
    Story story = {.bytes = png(ctx)};
    char command[256];

    CHECK_STATUS(store_write(store, ctx, story_begins, &story), OK);
    /* What a keeper leaves that died in the middle. */
    snprintf(command, sizeof command, "mkdir -p %s/files/work && echo half > %s/files/work/%lld",
             dbs.dir, dbs.dir, (long long)story.attachment);
    CHECK_INT(system(command), 0);
    CHECK_STATUS(attachment_make_safe(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, story_file, &story), OK);
    CHECK_INT(story.file.state, ATTACHMENT_SAFE);
}

/*
 * mingbai check: search, files, duties.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/crypto.h"
#include "command/check.sql.h"
#include "command/data_work.h"
#include "disclosure/attachment.h"

enum { PAGE = 2000 };

/* ---- search ---- */

static Status
count_published(Ctx *ctx, int64_t *out)
{
    int64_t after = 0;
    CheckPublishedRows rows;

    *out = 0;
    do {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(check_published(ctx, after, PAGE, &rows));
        *out += (int64_t)rows.len;
        if (rows.len != 0)
            after = rows.at[rows.len - 1].id;
        arena_release(ctx->arena, mark);
    } while (rows.len == PAGE);
    return OK;
}

Status
check_search(Ctx *ctx, Findings *findings)
{
    CheckNotFoundBySearchRows rows;
    CheckSearchRowsRow index;
    int64_t after = 0;
    int64_t published;
    int64_t missing = 0;

    do {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(check_not_found_by_search(ctx, after, PAGE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            finding(findings, "search: disclosure %lld is not in the index",
                    (long long)rows.at[i].id);
            after = rows.at[i].id;
        }
        missing += (int64_t)rows.len;
        arena_release(ctx->arena, mark);
    } while (rows.len == PAGE);
    TRY(count_published(ctx, &published));
    TRY(check_search_rows(ctx, &index));
    if (index.rows != published - missing)
        finding(findings, "search: the index holds %lld that are not published",
                (long long)(index.rows - published + missing));
    return OK;
}

/* ---- files ---- */

/* Files that were right; many attachments may show one file. */
enum { SEEN = 1 << 14 };
static unsigned char seen[SEEN][SHA256_BYTES];

static bool
seen_before(Text sha256, bool remember)
{
    size_t slot = (size_t)(text_hash(sha256) % SEEN);
    bool before = memcmp(seen[slot], sha256.at, SHA256_BYTES) == 0;

    if (remember)
        memcpy(seen[slot], sha256.at, SHA256_BYTES); /* half of its digits tell it from others */
    return before;
}

static Status
check_stored(Ctx *ctx, Findings *findings, const char *what, int64_t id, Text sha256)
{
    Text path = attachment_stored_path(ctx->arena, sha256);
    Text found = {0};
    Status status;

    if (sha256.len != (size_t)2 * SHA256_BYTES) {
        finding(findings, "file: %s %lld has no hash", what, (long long)id);
        return OK;
    }
    if (seen_before(sha256, false))
        return OK;
    status = sha256_file_hex(ctx->arena, text_cstr(ctx->arena, path), &found);
    if (status == NOT_FOUND)
        finding(findings, "file: %s %lld: %.*s is not there", what, (long long)id, TEXT_ARGS(path));
    else if (status != OK)
        finding(findings, "file: %s %lld: %.*s cannot be read", what, (long long)id,
                TEXT_ARGS(path));
    else if (!text_eq(found, sha256))
        finding(findings, "file: %s %lld: %.*s has changed", what, (long long)id, TEXT_ARGS(path));
    else
        (void)seen_before(sha256, true);
    return OK;
}

static Status
check_attachment(Ctx *ctx, Findings *findings, const CheckAttachmentsRow *row)
{
    if (text_eq(row->state, T("safe"))) {
        TRY(check_stored(ctx, findings, "attachment", row->id, row->sha256));
        if (row->thumb.len != 0)
            TRY(check_stored(ctx, findings, "thumbnail of attachment", row->id, row->thumb));
    }
    return OK;
}

Status
check_files(Ctx *ctx, Findings *findings)
{
    CheckAttachmentsRows rows;
    CheckPicturesRows pictures;
    int64_t after = 0;

    do {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(check_attachments(ctx, after, PAGE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            TRY(check_attachment(ctx, findings, &rows.at[i]));
            after = rows.at[i].id;
        }
        arena_release(ctx->arena, mark);
    } while (rows.len == PAGE);
    after = 0;
    do {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(check_pictures(ctx, after, PAGE, &pictures));
        for (size_t i = 0; i < pictures.len; i++) {
            TRY(check_stored(ctx, findings, "picture of", pictures.at[i].region,
                             pictures.at[i].picture));
            after = pictures.at[i].region;
        }
        arena_release(ctx->arena, mark);
    } while (pictures.len == PAGE);
    return OK;
}

/* ---- duties ---- */

Status
check_duties(Ctx *ctx, Findings *findings)
{
    CheckDutiesWrongArgs after = {
        .item = T(""), .period = T(""), .today = ctx_today(ctx), .limit = PAGE};
    CheckDutiesWrongRows rows;

    /* Wrong ones are few, so their pages need not be given back. */
    do {
        TRY(check_duties_wrong(ctx, &after, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            const CheckDutiesWrongRow *row = &rows.at[i];

            finding(findings, "duty: %012lld %.*s %.*s: \"%.*s\" is not what the records say",
                    (long long)row->region, TEXT_ARGS(row->item), TEXT_ARGS(row->period),
                    TEXT_ARGS(row->state));
            after.region = row->region;
            after.item = row->item;
            after.period = row->period;
        }
    } while (rows.len == PAGE);
    return OK;
}

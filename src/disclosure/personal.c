/*
 * What looks like personal data in a revision: found before it is submitted, masked on request, and
 * published only when a reviewer has confirmed it.
 */
#include "prose/personal.h"

#include "disclosure/attachment.sql.h"
#include "disclosure/parts.h"

enum { SPOTS_MAX = 200, NUMBER_DIGITS_MIN = 11 };

typedef struct Search {
    Arena *arena;
    PersonalSpots *out;
} Search;

/* The least of them is a telephone number, and most texts have fewer digits than that in all. */
static bool
may_hold_number(Text text)
{
    int digits = 0;

    if (text.len < NUMBER_DIGITS_MIN)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool wide = text.at[i] == '\xEF' && text.len - i >= 3 && text.at[i + 1] == '\xBC' &&
                    text.at[i + 2] >= '\x90' && text.at[i + 2] <= '\x99';

        if ((wide || (text.at[i] >= '0' && text.at[i] <= '9')) && ++digits == NUMBER_DIGITS_MIN)
            return true;
    }
    return false;
}

static void
look(Search *search, Text where, Text text)
{
    PersonalFinds finds;

    if (!may_hold_number(text))
        return;
    finds = personal_find(search->arena, text);
    if (finds.len == 0)
        return;
    if (search->out->at == NULL)
        search->out->at = NEW_ARRAY(search->arena, PersonalSpot, SPOTS_MAX);
    for (size_t i = 0; i < finds.len && search->out->len < SPOTS_MAX; i++)
        search->out->at[search->out->len++] = (PersonalSpot){
            .where = where,
            .what = text_c(finds.at[i].name),
            .masked = finds.at[i].masked,
        };
}

/* Columns made for such numbers are closed by the policy of masking (catalogue/mask.c), staff's
 * columns by their audience; numbers and days cannot hold one. */
static bool
column_is_open(const Column *column)
{
    return column->audience != AUDIENCE_STAFF &&
           (column->kind == KIND_TEXT || column->kind == KIND_PERSON ||
            column->kind == KIND_CHOICE);
}

static void
look_in_table(Search *search, const Table *table)
{
    size_t width = table->columns.len;

    for (size_t i = 0; i < width; i++) {
        if (!column_is_open(&table->columns.at[i]))
            continue;
        for (size_t row = 0; row < table->rows; row++) {
            Text cell = table->cells[row * width + i];

            if (may_hold_number(cell))
                look(search, text_printf(search->arena, "table.%zu.%zu", row + 1, i + 1), cell);
        }
    }
}

Status
personal_in_texts(Ctx *ctx, const Revision *revision, PersonalSpots *out)
{
    Search search = {.arena = ctx->arena, .out = out};

    *out = (PersonalSpots){0};
    look(&search, T("title"), revision->title);
    look(&search, T("summary"), revision->summary);
    look(&search, T("body"), revision->body);
    look(&search, T("reason"), revision->reason);
    look_in_table(&search, &revision->table);
    return OK;
}

Status
disclosure_personal(Ctx *ctx, const Revision *revision, PersonalSpots *out)
{
    Search search = {.arena = ctx->arena, .out = out};
    StoredAttachments rows;

    TRY(personal_in_texts(ctx, revision, out));
    TRY(attachments_of(ctx, revision->disclosure, revision->number, ATTACHMENTS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++)
        look(&search,
             text_printf(ctx->arena, "attachment.%.*s",
                         TEXT_ARGS(personal_mask_text(ctx->arena, rows.at[i].name))),
             rows.at[i].name);
    return OK;
}

/* ---- masking ---- */

static void
mask_table(Arena *arena, Table *table)
{
    size_t width = table->columns.len;

    for (size_t i = 0; i < table->rows * width; i++)
        if (column_is_open(&table->columns.at[i % width]) && may_hold_number(table->cells[i]))
            table->cells[i] = personal_mask_text(arena, table->cells[i]);
}

/* A file keeps its new name in older revisions, too: what should not have been there is nowhere
 * kept. */
static Status
mask_names(Ctx *ctx, const Revision *revision)
{
    StoredAttachments rows;

    TRY(attachments_of(ctx, revision->disclosure, revision->number, ATTACHMENTS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Text masked = personal_mask_text(ctx->arena, rows.at[i].name);
        int64_t changed;

        if (!text_eq(masked, rows.at[i].name))
            TRY(attachment_set_name(ctx, rows.at[i].id, masked, &changed));
    }
    return OK;
}

Status
personal_mask(Ctx *ctx, Revision *revision)
{
    revision->title = personal_mask_text(ctx->arena, revision->title);
    revision->summary = personal_mask_text(ctx->arena, revision->summary);
    revision->body = personal_mask_text(ctx->arena, revision->body);
    revision->reason = personal_mask_text(ctx->arena, revision->reason);
    mask_table(ctx->arena, &revision->table);
    return mask_names(ctx, revision);
}

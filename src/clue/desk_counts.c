/*
 * Clues in numbers, for those who may read them.
 */
#include "base/tr.h"
#include "clue/desk_case.h"
#include "clue/desk_clue.h"
#include "clue/desk_counts.html.h"
#include "disclosure/desk_parts.h"

static void
add(CaseCounts *table, Text words, int64_t count)
{
    table->rows.at[table->rows.len++] = (CaseCount){.words = words, .count = count};
}

static CaseCounts *
table(Ctx *ctx, CaseCountsView *view, Text title, const char *id, size_t rows)
{
    CaseCounts *out = &view->tables.at[view->tables.len++];

    *out = (CaseCounts){.title = title, .id = id};
    out->rows.at = NEW_ARRAY(ctx->arena, CaseCount, rows);
    return out;
}

static void
fill(Ctx *ctx, const ClueCounts *counts, CaseCountsView *view)
{
    enum { TABLES = 4 };
    CaseCounts *out;

    view->tables.at = NEW_ARRAY(ctx->arena, CaseCounts, TABLES);
    out = table(ctx, view, TR(ctx->lang, "处置到人"), "h-measure", MEASURES);
    for (int i = 0; i < MEASURES; i++)
        add(out, tr_text(ctx->lang, clue_measure_title((ClueMeasure)i)), counts->measures[i]);
    out = table(ctx, view, TR(ctx->lang, "问题种类"), "h-kind", CLUE_KINDS);
    for (int i = 0; i < CLUE_KINDS; i++)
        add(out, tr_text(ctx->lang, clue_kind_title((ClueKind)i)), counts->kinds[i]);
    out = table(ctx, view, TR(ctx->lang, "线索来源"), "h-source", CLUE_SOURCES);
    for (int i = 0; i < CLUE_SOURCES; i++)
        add(out, tr_text(ctx->lang, clue_source_title((ClueSource)i)), counts->sources[i]);
    out = table(ctx, view, TR(ctx->lang, "办到哪一步"), "h-state", CLUE_STATES);
    for (int i = 0; i < CLUE_STATES; i++)
        add(out, tr_text(ctx->lang, clue_state_title((ClueState)i)), counts->states[i]);
}

Status
clue_counts_page(Ctx *ctx, const Request *req, Response *res)
{
    CaseCountsView view = {.title = TR(ctx->lang, "线索分类统计")};
    ClueCounts counts;

    TRY(clue_counts(ctx, &counts));
    view.all = counts.all;
    view.unreadable = counts.unreadable;
    view.sealed_note = clue_sealed_note(ctx->lang);
    fill(ctx, &counts, &view);
    view.page = page_begin(ctx, req, view.title);
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "问题线索"), T("/desk/clues"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_counts, &view);
    return OK;
}

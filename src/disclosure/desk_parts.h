/*
 * desk_parts -- what the desk's pages have in common: links, words, states, the page about a change
 * that came in between.
 */
#pragma once

#include "disclosure/desk_views.h"
#include "disclosure/desk_work.h"
#include "disclosure/disclosure.h"

/* "/desk/d/ID" and what follows ("/review"). */
Text desk_link(Arena *arena, int64_t id, const char *below);
/* A place's code as it stands in links and forms. */
Text desk_code(Arena *arena, RegionCode code);
/* Whether a list for these places has to name the place in each row. */
bool desk_has_several_villages(RegionCodes scopes);
Text desk_number(Arena *arena, int64_t value);

/* A day, and a period, in the reader's language. */
Text desk_day(Ctx *ctx, Day day);
Text desk_period(Ctx *ctx, Text period);
/* How long something has waited: 今天, 3 天. */
Text desk_waited(Ctx *ctx, Time since);

/* "F3 各项支出"; the code alone when the catalogue has it no more. */
Text desk_item(Ctx *ctx, RegionCode region, Text code);

const char *desk_affair_css(Affair affair);

/* A normalised cell of a counting kind with thousands separators; others as they are. */
Text desk_cell(Arena *arena, const Column *column, Text value);

/* Work lines as rows of a list; with_place: they come from several villages. */
void desk_rows(Ctx *ctx, const WorkLines *lines, const char *below, bool with_place, DeskRows *out);

/* The sentence of the first problem of a field; the empty text when there is none. */
Text desk_problem(const Ctx *ctx, const char *field);

/* The place and the township above it. */
MUST_CHECK Status desk_where(Ctx *ctx, RegionCode code, Region *place_out, Text *township_out);

/* The {id} of the path, for staff: NOT_FOUND for those who may not see work in hand there. */
MUST_CHECK Status desk_open(Ctx *ctx, const Request *req, Disclosure *out);
/* The revision that is being worked on, else the newest published one. */
MUST_CHECK Status desk_revision(Ctx *ctx, const Disclosure *disclosure, Revision *out);
/* The hidden field "lock" of a form; -1 (which fits nothing) when it is missing. */
int64_t desk_lock(const Request *req);

/* A state as a word with its class, and who acts next. */
void desk_state(Ctx *ctx, const Disclosure *disclosure, Text township, DeskState *out);

/* Facts of a disclosure that stand on top of each of its pages: place, item, period, state. */
MUST_CHECK Status desk_head(Ctx *ctx, const Disclosure *disclosure, const Revision *revision,
                            DeskHead *out);

/* The history of a disclosure with names, for staff. */
MUST_CHECK Status desk_steps(Ctx *ctx, const Disclosure *disclosure, DeskSteps *out);

/* Answers 409 with what happened meanwhile and a way on; everything done so far is rolled back. */
MUST_CHECK Status desk_conflict(Ctx *ctx, const Request *req, Response *res, int64_t id);

/* Crumbs: 待办 › the disclosure. */
void desk_crumbs(Ctx *ctx, Page *page, Text name, Text link);

/* ---- the handlers, one file each ---- */
Handler desk_home;
Handler desk_new_form, desk_new;
Handler desk_editor, desk_save, desk_discard;
Handler desk_sheet_form, desk_sheet;
Handler desk_preview, desk_mask, desk_submit;
Handler desk_review_list;
Handler desk_review, desk_approve, desk_confirm, desk_return;
Handler desk_correct_form, desk_correct, desk_withdraw_form, desk_withdraw;
Handler desk_missing_list, desk_village;

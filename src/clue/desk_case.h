/*
 * desk_case -- how the desk's pages of this room are put together: forms, facts, lists.
 */
#pragma once

#include "clue/desk_views.h"
#include "region/region.h"

/* A form of a page; its fields are added behind.  action below `link`. */
DeedForm *case_form(Ctx *ctx, DeedForms *forms, const Page *page, Text action, Text title,
                    Text button, const char *icon);
/* A field with the value that was sent (else `value`) and its problem; opens the form when there is
 * one.  Returns the field for more. */
DeedField *case_field(Ctx *ctx, const Request *req, DeedForm *form, const char *id, Text label,
                      Text value);
/* The place: as typed, or chosen from those that it may be ("NAME_code"). */
void case_place_field(Ctx *ctx, const Request *req, DeedForm *form, const char *id, Text label,
                      Text value, const Regions *choices);
/* Which place a form means; a problem of the field when it is none of `scopes`. */
MUST_CHECK Status case_place(Ctx *ctx, const Request *req, const char *id, RegionCodes scopes,
                             RegionCode *code_out, Regions *choices_out);
/* One of a list of words. */
void case_choice(Ctx *ctx, DeedField *field, Text value, Text words);
/* The day of a field: nothing when empty, a problem when it is none. */
OptInt case_day(Ctx *ctx, const Request *req, const char *id);

void case_fact(Ctx *ctx, CaseView *view, Text name, Text value, Text link);
void case_step(Ctx *ctx, CaseView *view, Time at, Text what, Text who, Text note);
void case_link(CaseLinks *links, Text words, Text link, const char *icon);
void case_links_begin(Ctx *ctx, CaseLinks *links);

int64_t case_lock(const Request *req);
/* The {id} of the path; NOT_FOUND for what is no number. */
MUST_CHECK Status case_id(const Request *req, int64_t *out);
/* Crumbs: one page above. */
void case_crumb(Ctx *ctx, Page *page, Text name, Text link);
/* "逾期 3 天", "还有 2 天", "今天到期" with its look. */
void case_due(Ctx *ctx, Day due, bool waits, Text *words_out, const char **css_out,
              const char **icon_out);

/*
 * desk -- projects on the desk.
 *
 *   /desk/projects                        of which place
 *   /desk/projects/CODE                   those of a place and of what is below; /new: a new one
 *   /desk/project/ID                      one: what waits, stages, buildings or money, findings
 *   /desk/project/ID/edit                 its name, budget, places
 *   /desk/project/ID/stage/N              a stage ("new"); /hand-in/CODE: look it over, hand it in
 *   /desk/project/ID/standards            of compensation
 *   /desk/project/ID/buildings            their names
 *   /desk/project/ID/households/CODE      of one village; /sheet: from a sheet
 *   /desk/project/ID/household/N          one of them, by hand ("new"); signing, payment
 *   /desk/project/ID/tender               way, bids, contract
 *   /desk/project/ID/payment/N            one payment ("new"); /change/N: a change of the contract
 */
#pragma once

#include "project/desk_views.h"
#include "project/household.h"

extern const RouteTable project_desk_routes;            /* desk_list.c */
extern const RouteTable project_stage_desk_routes;      /* desk_stage.c */
extern const RouteTable project_households_desk_routes; /* desk_household.c */
extern const RouteTable project_works_desk_routes;      /* desk_works.c */

/* A project that is open on the desk. */
typedef struct ProjectDesk {
    Project project;
    bool keeps;         /* the acting person keeps it */
    bool whole;         /* … or sees all of it */
    RegionCodes places; /* of its places, those that the acting person sees as staff */
} ProjectDesk;

Text project_desk_link(Arena *arena, int64_t id, const char *below);
Text projects_desk_link(Arena *arena, RegionCode code, const char *below);

/* The project {id} of the path, for staff of its place or of one that it touches; NOT_FOUND. */
MUST_CHECK Status project_desk_open(Ctx *ctx, const Request *req, ProjectDesk *out);
/* The same, for whoever keeps it: DENIED. */
MUST_CHECK Status project_desk_keep(Ctx *ctx, const Request *req, ProjectDesk *out);
/* The {code} of the path, one of the places that the person sees of it; NOT_FOUND. */
MUST_CHECK Status project_desk_place(Ctx *ctx, const Request *req, const ProjectDesk *desk,
                                     Region *out);
/* The number of the path's {name}; 0 for "new"; NOT_FOUND. */
MUST_CHECK Status project_desk_number(const Request *req, const char *name, int64_t *out);

/* The field "lock" of a form; -1, which fits nothing, when it is missing. */
int64_t project_lock(const Request *req);

/* What typed texts mean; empty: absent, or 0.  What cannot be is a problem of the field. */
OptInt project_typed_fen(Ctx *ctx, const char *field, Text typed);
OptInt project_typed_quantity(Ctx *ctx, const char *field, Text typed);
OptInt project_typed_day(Ctx *ctx, const char *field, Text typed);
Text project_day_plain(Ctx *ctx, OptInt day);
Text project_fen_plain(Ctx *ctx, OptInt fen);

/* Head of a form below a project. */
void project_form_head(Ctx *ctx, const ProjectDesk *desk, Text action, ProjectFormHead *out);
/* Begins a page below a project: crumbs. */
MUST_CHECK Status project_desk_begin(Ctx *ctx, const Request *req, const ProjectDesk *desk,
                                     Text title, bool below, Page *page);
/* Back to the project, or to its page `below`, with a notice. */
MUST_CHECK Status project_desk_done(Ctx *ctx, const Request *req, Response *res,
                                    const ProjectDesk *desk, const char *below, Text said);

/* ---- the handlers, for the tables of routes ---- */

Handler project_places_page, project_list_page;          /* desk_list.c */
Handler project_new_page, project_create_deed;           /* desk_edit.c */
Handler project_edit_page, project_edit_save;            /* desk_edit.c */
Handler project_one_page, project_open_up, project_drop; /* desk_one.c */
Handler project_hand_in_page, project_send;              /* desk_hand_in.c */
Handler project_standards_page, project_standards_save;  /* desk_standard.c */
Handler project_buildings_page, project_building_save, project_building_remove; /* likewise */
Handler project_sheet_page, project_sheet_steps, project_sheet_export;          /* desk_sheet.c */
Handler project_family_page, project_family_save, project_family_remove;        /* desk_family.c */
Handler project_family_sign, project_family_pay;                                /* likewise */
Handler project_payment_page, project_payment_save, project_payment_remove;     /* desk_spent.c */
Handler project_change_page, project_change_save, project_change_remove;        /* likewise */

/* desk_parts.c: the pieces of the page of one. */
MUST_CHECK Status project_desk_stages(Ctx *ctx, const ProjectDesk *desk, DeskProjectView *view);
MUST_CHECK Status project_desk_compensation(Ctx *ctx, const ProjectDesk *desk,
                                            DeskProjectView *view);
MUST_CHECK Status project_desk_works(Ctx *ctx, const ProjectDesk *desk, DeskProjectView *view);
MUST_CHECK Status project_desk_findings(Ctx *ctx, const ProjectDesk *desk, RegionCode place,
                                        DeskFindings *out);

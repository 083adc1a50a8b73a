/*
 * pages -- what everybody sees of projects, and what a project's own households see.
 *
 *   /r/CODE/projects          the projects of a place, of those below it, and those that touch it
 *   /project/ID               one: how far it is, stages, money; as much as the reader may know
 *   /project/ID/households    every household's compensation, for the project's own households
 */
#pragma once

#include "disclosure/related.h"
#include "project/household.h"
#include "project/views.h"

extern const RouteTable project_routes;

Handler project_page;            /* pages_one.c */
Handler project_households_page; /* pages_households.c */

/* For disclosure_on_related(): the project whose stage a disclosure is. */
RelatedHook project_related;

Text project_link(Arena *arena, int64_t id, const char *below);

/* The project {id} of the path. */
MUST_CHECK Status project_of_request(Ctx *ctx, const Request *req, Project *out);

/* A project in a list; with_place: its place is named. */
MUST_CHECK Status project_card(Ctx *ctx, const Project *project, bool with_place, ProjectCard *out);
/* 正在进行 or 已结束, with its class. */
void project_state(Ctx *ctx, const Project *project, Text *words, const char **css);

/* A household as its own project's people see it. */
void project_family(Ctx *ctx, const ProjectHousehold *household, ProjectFamily *out);

/* pages_parts.c: the pieces of the page of one, as far as the reader sees them. */
MUST_CHECK Status project_fill_progress(Ctx *ctx, const Project *project, ProjectSight sight,
                                        ProjectView *view);
MUST_CHECK Status project_fill_totals(Ctx *ctx, const Project *project, ProjectView *view);
MUST_CHECK Status project_fill_works(Ctx *ctx, const Project *project, ProjectView *view);
MUST_CHECK Status project_fill_steps(Ctx *ctx, const Project *project, ProjectView *view);

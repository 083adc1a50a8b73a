/*
 * desk -- collective property on the desk.
 *
 *   /desk/property                            the own village, or which of them
 *   /desk/property/CODE                       what waits, overdue rent, the seven registers
 *   /desk/property/CODE/REGISTER              its rows and public statements; /new, /sheet, /export
 *   /desk/property/CODE/REGISTER/ID           one row; /moves: rent received, a debt repaid
 *   /desk/statements/CODE/ITEM/PERIOD         what would be published, to look at and hand in
 */
#pragma once

#include "property/desk_views.h"
#include "property/row_fields.h"

extern const RouteTable property_desk_routes;           /* desk.c */
extern const RouteTable property_row_desk_routes;       /* desk_row.c, desk_move.c, desk_sheet.c */
extern const RouteTable property_statement_desk_routes; /* desk_statement.c */

/* ---- links ---- */

Text property_link(Arena *arena, RegionCode village, const char *below);
Text property_register_link(Arena *arena, RegionCode village, PropertyRegister which,
                            const char *below);
Text property_row_link(Arena *arena, RegionCode village, PropertyRegister which, int64_t id,
                       const char *below);
Text property_statement_link(Arena *arena, RegionCode village, Text item, Text period);

/* ---- what the path names: NOT_FOUND for those who are not staff of the place ---- */

MUST_CHECK Status property_desk_village(Ctx *ctx, const Request *req, Region *out);
typedef struct DeskRegister {
    Region village;
    PropertyRegister which;
} DeskRegister;
MUST_CHECK Status property_desk_register(Ctx *ctx, const Request *req, DeskRegister *out);
MUST_CHECK Status property_desk_row(Ctx *ctx, const Request *req, DeskRegister *place,
                                    RegisterRow *out);
/* Crumbs: the village's property › the register › the row. */
void property_crumbs(Ctx *ctx, const DeskRegister *place, const RegisterRow *row, Page *page);
/* The field "lock" of a form; -1, which fits nothing, when it is missing. */
int64_t property_lock(const Request *req);

/* ---- words; desk_lines.c ---- */

/* 合同 HT-01 西沟塘 in the reader's language. */
Text property_row_title(Ctx *ctx, PropertyRegister which, const RegisterRow *row);
void property_row_line(Ctx *ctx, RegionCode village, PropertyRegister which, const RegisterRow *row,
                       PropertyLine *out);
void property_statement_line(Ctx *ctx, const PropertyStatement *statement, PropertyLine *out);
/* Where a statement stands: a word with its class, and what comes next. */
Text property_statement_state(Ctx *ctx, const PropertyStatement *statement, const char **css_out,
                              Text *next_out);
/* True when the village has something to do about it. */
bool property_statement_waits(const PropertyStatement *statement);
/* The items that property makes, by code: F1, F4 … */
extern const Text property_items[];
enum { PROPERTY_ITEMS = 6 };

/* ---- controls of a form; desk_form.c ---- */

/* One for each field that is taken, with what was typed in this request, else the row's value. */
MUST_CHECK Status property_controls(Ctx *ctx, const Request *req, const DeskRegister *place,
                                    const RegisterRow *row, PropertyRowView *view);
/* What is told of the row (all: also what is taken, for who only looks), without what is empty. */
void property_facts(Ctx *ctx, PropertyRegister which, const RegisterRow *row, bool all,
                    PropertyFacts *out);
/* Takes the form's fields into the row: problems by field. */
MUST_CHECK Status property_take_form(Ctx *ctx, const Request *req, const DeskRegister *place,
                                     RegisterRow *row);
/* A control with the problem of its field. */
PropertyControl property_control(Ctx *ctx, const char *name, Text label, Text hint, Text value);

/* ---- handlers, for the table in desk_row.c ---- */

Handler property_move_form, property_move_add, property_move_drop;  /* desk_move.c */
Handler property_sheet_form, property_sheet_steps, property_export; /* desk_sheet.c */

/*
 * pages -- what everybody sees of collective property: /r/CODE/property.
 *
 * All of it is read from published disclosures, masked for the reader; what the registers say today
 * is the staff's until it has been reviewed.
 */
#pragma once

#include "property/property.h"
#include "property/views.h"

extern const RouteTable property_routes;

/* ---- one section; pages_section.c ---- */

/* The table of what is shown, without the rows that this reader only gets as a sum. */
MUST_CHECK Status property_section_table(Ctx *ctx, const PropertyShown *shown, bool reads_rows,
                                         PropertySection *out);
/* Its bars, from the figures and the table. */
void property_section_bars(Ctx *ctx, const PropertySummary *summary, const PropertyShown *shown,
                           PropertySection *out);
/* Its sentence. */
Text property_section_words(Ctx *ctx, const PropertySummary *summary, const PropertyShown *shown);
/* Sum of what is not received in full yet, and of how many contracts. */
int64_t property_lacking(Ctx *ctx, const PropertyShown *shown, int64_t *contracts_out);

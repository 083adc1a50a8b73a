/*
 * desk_report -- the staff's pages with the monthly report.
 *
 *   /desk/report                      the person's own place; a list where there are several
 *   /desk/report/CODE?month=YYYY-MM   its summary and indicators
 *   /desk/report/CODE/YYYY-MM.xlsx    the report as a workbook
 *   /desk/report/CODE/YYYY-MM.pdf     the report for printing
 */
#pragma once

#include "web/web.h"

extern const RouteTable report_desk_routes;

/* Whether there is a report for the acting person at all: for the menu. */
bool report_desk_may(const Ctx *ctx);

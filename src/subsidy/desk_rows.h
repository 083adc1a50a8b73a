/*
 * desk_rows -- the handlers about lines, for the table of routes in desk_sheet.c.
 */
#pragma once

#include "web/web.h"

Handler subsidy_line_page, subsidy_line_save, subsidy_line_remove,
    subsidy_line_pay;                    /* desk_line.c */
Handler subsidy_preview, subsidy_export; /* desk_preview.c */

/*
 * desk_sheet -- entries of a month from a spreadsheet.
 */
#pragma once

#include "web/web.h"

Handler ledger_sheet_form, ledger_sheet_step;

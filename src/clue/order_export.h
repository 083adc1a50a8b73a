/*
 * order_export -- orders as rows of one form, for the desk and the command line.
 */
#pragma once

#include "clue/order.h"

enum { ORDER_COLUMNS = 13 };
extern const Text order_columns[ORDER_COLUMNS];

void order_export_row(Ctx *ctx, const Order *order, Text cells[ORDER_COLUMNS]);

/*
 * desk_form -- an item of the catalogue as form fields, both ways.
 */
#pragma once

#include "catalogue/desk.h"

/* The small fields of the due rules, as typed. */
typedef enum DueField {
    DUE_M_AFTER,
    DUE_M_DAY,
    DUE_Q_AFTER,
    DUE_Q_DAY,
    DUE_H_AFTER,
    DUE_H_DAY,
    DUE_Y_MONTH,
    DUE_Y_DAY,
    DUE_E_DAYS,
    DUE_E_WORKING,
    DUE_FIELDS
} DueField;

typedef struct ItemForm {
    Item item;
    int64_t version; /* that the editor saw */
    Text due[DUE_FIELDS];
    Text position, notice_days, effective; /* as typed */
    size_t blank_columns;
} ItemForm;

/* The form for form->item as it is stored. */
void item_form_begin(Ctx *ctx, ItemForm *form);

/* Fills the view's fields, choices and rows. */
void item_form_fill(Ctx *ctx, const ItemForm *form, ItemView *view);

/* Takes everything from a request; form->item.region and .code stay.  INVALID with problems by
 * field (what could be read is in the form); the rest is for catalogue_put() to judge. */
MUST_CHECK Status item_form_read(Ctx *ctx, const Request *req, ItemForm *form);

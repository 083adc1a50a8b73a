/*
 * desk_views -- what the ledger's pages on the desk show.
 */
#pragma once

#include "web/web.h"

typedef struct LedgerMonthRow {
    Text link, name;
    const char *css;
    Text state;
    Text income, expense, closing;
    int64_t entries;
} LedgerMonthRow;

typedef struct LedgerFundRow {
    Text name, facts, balance, link;
    bool closed;
} LedgerFundRow;

typedef struct LedgerHomeView {
    Page page;
    Text place, public_link, bank_link, property_link, new_fund_link;
    bool may_keep;
    struct {
        LedgerMonthRow *at;
        size_t len;
    } months;
    struct {
        LedgerFundRow *at;
        size_t len;
    } funds;
} LedgerHomeView;

typedef struct LedgerPlaceRow {
    Text link, name;
} LedgerPlaceRow;

typedef struct LedgerPlacesView {
    Page page;
    struct {
        LedgerPlaceRow *at;
        size_t len;
    } places;
} LedgerPlacesView;

typedef struct LedgerEntryRow {
    Text link, day, purpose, facts, amount;
    bool in, red;
    int64_t photos;
} LedgerEntryRow;

typedef struct LedgerMonthView {
    Page page;
    Text place, month;
    const char *css;
    Text state, note;
    Text opening, income, expense, closing;
    int64_t lock;
    bool may_keep, may_confirm;
    Text new_link, sheet_link, hand_in_action, confirm_action, return_action;
    Text in_link, out_link; /* the disclosures */
    Text return_reason;
    struct {
        LedgerEntryRow *at;
        size_t len;
    } entries;
    Text more_link;
} LedgerMonthView;

typedef struct LedgerChoice {
    int64_t value;
    Text name;
    bool chosen;
} LedgerChoice;

typedef struct LedgerChoices {
    LedgerChoice *at;
    size_t len;
} LedgerChoices;

typedef struct LedgerPhotoRow {
    Text link, thumb, state, action;
} LedgerPhotoRow;

typedef struct LedgerEntryView {
    Page page;
    Text title, action, remove_action, back_link;
    int64_t lock;
    bool fresh;      /* a new one */
    bool correcting; /* the month is closed */
    bool readonly;
    Text day, amount, purpose, counterparty, voucher, means, handler, approver, reason;
    bool in, person;
    LedgerChoices accounts, categories;
    Text day_error, amount_error, purpose_error, counterparty_error, voucher_error, account_error,
        category_error, handler_error, approver_error, means_error, reason_error, photo_error;
    Text day_max;
    struct {
        LedgerPhotoRow *at;
        size_t len;
    } photos;
} LedgerEntryView;

typedef struct LedgerFundView {
    Page page;
    Text action, back_link;
    bool fresh, cash;
    Text name, bank, number, opening_day, opening;
    Text name_error, bank_error, number_error, opening_day_error, opening_error;
} LedgerFundView;

/*
 * resident -- the households (户) of a village, and which account belongs to which.
 *
 * Payment lists, compensations and "my household" stand on these rows.  A household is known in its
 * village by its number (户号).  Its head's name and address are personal: staff of the place and
 * the household itself see them, everybody else what mask_person() (catalogue/column.h) leaves.
 */
#pragma once

#include "account/account.h"
#include "region/region.h"

enum {
    HOUSEHOLD_NUMBER_CHARS_MAX = 30,
    HOUSEHOLD_NAME_CHARS_MAX = 40,
    HOUSEHOLD_ADDRESS_CHARS_MAX = 100,
    HOUSEHOLD_PEOPLE_MAX = 99,
    HOUSEHOLDS_PAGE = 100,
    HOUSEHOLD_IMPORT_MAX = 5000, /* rows of one sheet */
};

typedef struct Household {
    int64_t id;
    RegionCode region;
    Text number;
    Text group_name; /* 一组; may be empty */
    Text head;       /* 户主 */
    Text address;
    int64_t people;
    OptInt closed_day; /* a Day: 销户 */
} Household;

typedef struct Households {
    Household *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} Households;

/* ---- reading, for rooms that have decided permission themselves ---- */

MUST_CHECK Status resident_household(Ctx *ctx, int64_t id, Household *out);
/* The open or closed household with this number in a village. */
MUST_CHECK Status resident_household_by_number(Ctx *ctx, RegionCode region, Text number,
                                               Household *out);
/* Those of a village that follow a number ("": from the first), by number; for walking all. */
MUST_CHECK Status resident_households_after(Ctx *ctx, RegionCode region, Text number, int limit,
                                            Households *out);

/* The household of an account at a village (region 0: the first one it has); NOT_FOUND for
 * visitors (NULL), the system and whoever has none. */
MUST_CHECK Status resident_household_of(Ctx *ctx, const Actor *actor, RegionCode region,
                                        Household *out);
/* All of them, by village. */
MUST_CHECK Status resident_households_of(Ctx *ctx, const Actor *actor, Households *out);

/* ---- the register: read with CAN_READ_STAFF_PARTS, changed with CAN_EDIT_PROFILE or
 * CAN_KEEP_LEDGER at the village; audited ---- */

/* The own right to change the register; for pages. */
bool resident_may_manage(const Actor *actor, RegionCode region);

/* By number, with closed ones; words: part of a number, group or head's name ("": all).  INVALID
 * ("cursor"). */
MUST_CHECK Status resident_list(Ctx *ctx, RegionCode region, Text words, Text cursor,
                                Households *out);
/* One of them; NOT_FOUND for those who may not read the register. */
MUST_CHECK Status resident_get(Ctx *ctx, int64_t id, Household *out);
/* id 0: a new one.  INVALID: number (taken, too long), group_name, head, address, people. */
MUST_CHECK Status resident_put(Ctx *ctx, const Household *household, int64_t *id_out);
/* 销户, and back; what was paid to it stays. */
MUST_CHECK Status resident_set_closed(Ctx *ctx, int64_t id, bool closed);

/* For bulk loading (system only): a household that was checked, nothing audited or touched. */
MUST_CHECK Status resident_load(Ctx *ctx, const Household *household, int64_t *id_out);

/* ---- accounts of a household ---- */

/* Links the account with this login, which must have a role at the village.  INVALID ("login"):
 * there is none, or it belongs to another household here. */
MUST_CHECK Status resident_link(Ctx *ctx, int64_t id, Text login);
MUST_CHECK Status resident_unlink(Ctx *ctx, int64_t id, int64_t account);

typedef struct HouseholdAccount {
    int64_t account;
    Text login, name;
} HouseholdAccount;
typedef struct HouseholdAccounts {
    HouseholdAccount *at;
    size_t len;
} HouseholdAccounts;
MUST_CHECK Status resident_accounts(Ctx *ctx, int64_t id, HouseholdAccounts *out);

/* ---- many at once: a sheet with the columns 户号, 村民小组, 户主, 人口, 地址 ---- */

typedef enum HouseholdColumn {
    HC_NUMBER,
    HC_GROUP,
    HC_HEAD,
    HC_PEOPLE,
    HC_ADDRESS,
    HC_COUNT
} HouseholdColumn;

extern const Text household_columns[HC_COUNT];

typedef struct HouseholdRow {
    int line;             /* in the file */
    Text cells[HC_COUNT]; /* as written */
    Household household;  /* id 0: new; else the one that is brought up to date */
    Text bad;             /* why it cannot be, with its column; absent: fine */
} HouseholdRow;

typedef struct HouseholdImport {
    HouseholdRow *at;
    size_t len;
    size_t bad, added, changed, unchanged;
} HouseholdImport;

/* Reads a sheet (columns in any order, title rows and totals left out) and checks every row.
 * INVALID ("file") when it is no such sheet; bad rows are told in the rows. */
struct Sheet;
MUST_CHECK Status resident_import_read(Ctx *ctx, RegionCode region, const struct Sheet *sheet,
                                       HouseholdImport *out);
/* All or nothing: INVALID ("file") while a row is bad.  Households that the sheet does not have
 * stay as they are. */
MUST_CHECK Status resident_import(Ctx *ctx, RegionCode region, const HouseholdImport *import);

/*
 * roster -- the people (名册) of a village, by household, and which account is whose.
 *
 * A person is known by name within the household, and by the keyed hash of the identity number
 * where the sheet had one: of the number itself only the masked form is kept.  Marks (cadre, Party
 * member …) are for rules that match lists; they leave the desk nowhere.  Eligible is who lives
 * here and turns 16 this year or did before; registered is who of them has an account.  Both are
 * kept as tallies (region/tally.h), and so is on how many days ago the registered last opened their
 * village's pages: of a resident the platform keeps the day, of staff nothing.
 */
#pragma once

#include "resident/resident.h"

enum {
    RESIDENT_NAME_CHARS_MAX = 40,
    RESIDENT_RELATION_CHARS_MAX = 10,
    RESIDENT_ELIGIBLE_YEARS = 16,
    RESIDENT_BIRTH_YEAR_MIN = 1900,
    RESIDENTS_PAGE = 100,
    ROSTER_IMPORT_MAX = 5000, /* rows of one sheet */
    ROSTER_ACTIVE_DAYS = 30,  /* who opened the village's pages within is active */
};

typedef enum Gender { GENDER_UNSAID, GENDER_MALE, GENDER_FEMALE, GENDER_COUNT } Gender;

typedef enum ResidentMark {
    MARK_CADRE = 1 << 0,          /* 村干部 */
    MARK_CADRE_RELATIVE = 1 << 1, /* 干部亲属 */
    MARK_PARTY_MEMBER = 1 << 2,   /* 党员 */
    MARK_DELEGATE = 1 << 3,       /* 村民代表 */
    MARK_LOW_INCOME = 1 << 4,     /* 低保 */
    MARK_SUPPORTED = 1 << 5,      /* 特困供养 */
    MARK_PREFERRED = 1 << 6,      /* 优抚对象 */
    MARKS_ALL = (1 << 7) - 1
} ResidentMark;
enum { MARK_COUNT = 7 };

typedef struct Resident {
    int64_t id;
    RegionCode region;
    int64_t household;
    Text household_number; /* read only */
    Text name;
    Text id_masked; /* 2101**********123X, or empty */
    Text id_hash;   /* number_hash(ctx, "id", the whole number), or empty */
    Text relation;  /* to the head: 户主, 妻, 长子; may be empty */
    int64_t birth_year;
    Gender gender;
    int64_t marks; /* of ResidentMark */
    Text phone;    /* a mobile number, or empty */
    OptInt left_day;
    bool eligible;     /* as it is counted; written by the platform */
    int64_t account;   /* 0: not registered */
    OptInt joined_day; /* when the account became this person's */
    OptInt active_day; /* the last day on which it opened the village's pages */
} Resident;

typedef struct Residents {
    Resident *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} Residents;

/* On the roster, not left, and RESIDENT_ELIGIBLE_YEARS old at the end of today's year. */
bool roster_is_eligible(const Resident *resident, Day today);

/* 王建国 as 王*国, 王芳 as 王*: for whoever holds the household's slip. */
Text roster_mask_name(Arena *arena, Text name);

/* "村干部" …, a msgid; "cadre" … in lists of parts. */
const char *resident_mark_title(size_t bit);
const char *gender_title(Gender gender);

/* ---- identity numbers, for whoever matches lists ---- */

typedef struct Identity {
    Text masked, hash;
    int64_t birth_year; /* 0: not said */
} Identity;

/* What somebody wrote for an identity number: the whole number, a masked one, a masked one with its
 * hash behind a '|' (of an earlier reading), or nothing.  INVALID ("identity"). */
MUST_CHECK Status roster_identity(Ctx *ctx, Text typed, Identity *out);

/* ---- reading, for rooms that have decided permission themselves ---- */

MUST_CHECK Status roster_resident(Ctx *ctx, int64_t id, Resident *out);
/* The person that an account is at a village; NOT_FOUND for accounts that are nobody there. */
MUST_CHECK Status roster_of_account(Ctx *ctx, int64_t account, RegionCode region, Resident *out);
/* Those of a household, at most HOUSEHOLD_PEOPLE_MAX; who has left comes too. */
MUST_CHECK Status roster_of_household(Ctx *ctx, int64_t household, Residents *out);
/* Those of a village with this name who have not left, at most 20. */
MUST_CHECK Status roster_named(Ctx *ctx, RegionCode region, Text name, Residents *out);

/* ---- the desk: read with CAN_READ_ROSTER, changed with CAN_KEEP_ROSTER at the village; audited
 * ---- */

typedef enum RosterShow {
    ROSTER_HERE,         /* who has not left */
    ROSTER_UNREGISTERED, /* eligible, without an account */
    ROSTER_LEFT,
} RosterShow;

/* By household and order of entry; words: part of a name, phone or household's number ("": all).
 * INVALID ("cursor"). */
MUST_CHECK Status roster_list(Ctx *ctx, RegionCode region, RosterShow show, Text words, Text cursor,
                              Residents *out);
/* One of them; NOT_FOUND for those who may not read the roster there. */
MUST_CHECK Status roster_get(Ctx *ctx, int64_t id, Resident *out);
/* id 0: a new one.  identity: a whole number is masked and hashed, a masked one kept, empty leaves
 * what there was.  INVALID: household_number, name, identity, relation, birth_year, phone. */
MUST_CHECK Status roster_put(Ctx *ctx, const Resident *resident, Text identity, int64_t *id_out);
/* Has moved away or died, and back; the account is no resident's any more while it is so. */
MUST_CHECK Status roster_set_left(Ctx *ctx, int64_t id, bool left);

/* ---- accounts of people ---- */

/* The account is this person from now on: gets ROLE_RESIDENT at the village, and is linked to the
 * household.  For the registering rooms, which have decided that it is so.  INVALID ("resident"):
 * another account is this person already, or this account another person of the village, or the
 * person has left or is too young. */
MUST_CHECK Status roster_link(Ctx *ctx, int64_t id, int64_t account);
/* Takes all of it back. */
MUST_CHECK Status roster_unlink(Ctx *ctx, int64_t id);
/* Of every person that an account is: it is being erased (account_on_erase). */
MUST_CHECK Status roster_forget_account(Ctx *ctx, int64_t account);

/* Notes that an account opened its village's pages today; does nothing the second time on a day. */
MUST_CHECK Status roster_active(Ctx *ctx, int64_t account, RegionCode region);

/* ---- bulk loading (system only): checked rows, nothing audited or touched; tallies are kept ----
 */

/* Writes people and gives them their ids.  With an account (which exists: account_load()) they are
 * linked as roster_link() does; joined_day has to be set then. */
MUST_CHECK Status roster_load(Ctx *ctx, Resident *people, size_t len);

/* ---- time ---- */

/* The keeper's job: who turns 16 this year becomes eligible. */
struct Store;
MUST_CHECK Status roster_grow(struct Store *store, Ctx *ctx);

/* ---- figures ---- */

typedef struct RosterFigures {
    int64_t eligible, registered;
    int64_t active; /* within the last ROSTER_ACTIVE_DAYS, today included */
} RosterFigures;
/* For `mingbai check`: adds what everybody counts. */
struct TallyBatch;
MUST_CHECK Status roster_recount(Ctx *ctx, struct TallyBatch *batch);
/* Of a place of any level, from the tallies. */
MUST_CHECK Status roster_figures(Ctx *ctx, RegionCode region, RosterFigures *out);

/* ---- many at once: a sheet with the columns 户号, 姓名, 与户主关系, 性别, 出生年份, 身份证号,
 * 手机号, 标记 ---- */

typedef enum RosterColumn {
    ROSTER_CELL_HOUSEHOLD,
    ROSTER_CELL_NAME,
    ROSTER_CELL_RELATION,
    ROSTER_CELL_GENDER,
    ROSTER_CELL_BIRTH_YEAR,
    ROSTER_CELL_IDENTITY,
    ROSTER_CELL_PHONE,
    ROSTER_CELL_MARKS,
    ROSTER_CELL_COUNT
} RosterColumn;

extern const Text roster_columns[ROSTER_CELL_COUNT];

typedef struct RosterRow {
    int line;                      /* in the file */
    Text cells[ROSTER_CELL_COUNT]; /* as written, the identity number masked */
    Resident resident;             /* id 0: new; else the one that is brought up to date */
    Text bad;                      /* why it cannot be, with its column; absent: fine */
} RosterRow;

typedef struct RosterImport {
    RosterRow *at;
    size_t len;
    size_t bad, added, changed, unchanged;
    size_t households; /* that are new: their head is in the sheet */
} RosterImport;

/* Reads a sheet and checks every row.  A person is the same as one of the roster by the identity
 * number, else by household and name.  INVALID ("file") when it is no such sheet. */
struct Sheet;
MUST_CHECK Status roster_import_read(Ctx *ctx, RegionCode region, const struct Sheet *sheet,
                                     RosterImport *out);
/* All or nothing: INVALID ("file") while a row is bad.  People whom the sheet does not have stay as
 * they are. */
MUST_CHECK Status roster_import(Ctx *ctx, RegionCode region, const RosterImport *import);

/* ---- the same sheet going out: who has not left, as the import reads it ---- */

/* The cells of a person; of the identity number what is stored, the masked form. */
void roster_cells(Arena *arena, const Resident *person, Text cells[ROSTER_CELL_COUNT]);

/* Calls take for one after another, in the order of roster_list(): CAN_READ_ROSTER. */
typedef Status RosterTake(Ctx *ctx, void *arg, const Text cells[ROSTER_CELL_COUNT]);
MUST_CHECK Status roster_each(Ctx *ctx, RegionCode region, RosterTake *take, void *arg);

typedef struct RosterTable {
    Text *cells; /* ROSTER_CELL_COUNT a row */
    size_t len;  /* rows */
} RosterTable;

/* All of them for a file: CAN_KEEP_ROSTER; audited, since it leaves the platform. */
MUST_CHECK Status roster_export(Ctx *ctx, RegionCode region, RosterTable *out);

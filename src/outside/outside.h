/*
 * outside -- lists of other offices (civil affairs, finance, the company register …), with which
 * red-flag rules compare what the villages publish.
 *
 * Brought in by the inspectors of a district, through the channels that the rules for sharing
 * government data provide; used by rules alone (flag/), and never exported, published, or shown to
 * a village or township.  Of an identity number the keyed hash is kept (base/number_hash.h), of a
 * name surname and stars, of a telephone number only a hash together with the name: a list can be
 * compared, not read.  A new list of one kind and district takes the place of the old one.
 */
#pragma once

#include "actor/actor.h"
#include "base/opt.h"
#include "region/region.h"

typedef enum OutsideKind {
    OUTSIDE_NONE,
    OUTSIDE_DEATHS,    /* who died, and when */
    OUTSIDE_PAYROLL,   /* who is paid by the state, by which office */
    OUTSIDE_MEANS,     /* who owns a flat, a vehicle … */
    OUTSIDE_COMPANIES, /* whose companies are */
    OUTSIDE_LAND,      /* confirmed contracted land: holder, village, area */
    OUTSIDE_ELIGIBLE,  /* who may have a subsidy */
    OUTSIDE_KINDS
} OutsideKind;

/* A set of kinds. */
#define OUTSIDE_BIT(kind) (1u << (kind))

const char *outside_kind_name(OutsideKind kind);  /* "deaths": in the database and commands */
const char *outside_kind_title(OutsideKind kind); /* msgid: 死亡人员 */
const char *outside_kind_hint(OutsideKind kind);  /* msgid: from whom, with which columns */
bool outside_kind_parse(Text name, OutsideKind *out);

enum { OUTSIDE_SOURCE_CHARS_MAX = 40, OUTSIDE_WORDS_CHARS_MAX = 60, OUTSIDE_BAD_MAX = 100 };

/* ---- the desk: inspectors of the district (CAN_WORK_FLAGS), and the command line ---- */

typedef struct OutsideList {
    int64_t id;
    OutsideKind kind;
    RegionCode region;
    Day day;     /* as things stood on this day */
    Text source; /* the office */
    int64_t rows;
    Time brought_at;
    Text brought_by; /* a name; empty: the command line */
} OutsideList;

typedef struct OutsideLists {
    OutsideList *at;
    size_t len;
} OutsideLists;

/* Whether the acting person brings in and sees the lists of a district. */
bool outside_may(const Ctx *ctx, RegionCode district);

/* Those that there are, by kind; at most one a kind.  DENIED. */
MUST_CHECK Status outside_lists(Ctx *ctx, RegionCode district, OutsideLists *out);
/* One of them; NOT_FOUND, DENIED. */
MUST_CHECK Status outside_list(Ctx *ctx, RegionCode district, OutsideKind kind, OutsideList *out);
/* Takes a list out with all its rows; what rules found with it closes by itself.  Audited.
 * NOT_FOUND, DENIED. */
MUST_CHECK Status outside_remove(Ctx *ctx, RegionCode district, OutsideKind kind);

typedef struct OutsideOffer {
    OutsideKind kind;
    RegionCode region; /* a district */
    Day day;
    Text source;
} OutsideOffer;

/* The next record with the line where it begins; its texts live until the next call.  NOT_FOUND at
 * the end. */
typedef Status OutsideNext(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out);

typedef struct OutsideBad {
    Text place; /* "C5" */
    Text why;
} OutsideBad;

typedef struct OutsideImport {
    int64_t rows;
    int64_t replaced; /* rows of the list that was there before; -1: there was none */
    int64_t faults;   /* cells that are wrong; the first of them in bad */
    struct {
        OutsideBad *at;
        size_t len;
    } bad;
} OutsideImport;

/* Reads a header (columns in any order, titles above it are passed over) and all rows, and puts
 * them in the place of the list of this kind.  Audited.  DENIED; INVALID: region (no district), day
 * (in the future), source, file (columns are missing, nothing in it, or cells are wrong: told in
 * *out; nothing may be kept then). */
MUST_CHECK Status outside_import(Ctx *ctx, const OutsideOffer *offer, OutsideNext *next, void *arg,
                                 OutsideImport *out);

/* ---- for rules, which have decided who reads what they find ---- */

/* The list of a district; 0 when there is none. */
MUST_CHECK Status outside_list_id(Ctx *ctx, RegionCode district, OutsideKind kind, int64_t *id_out);

/* By what a person without an identity number is known: name and mobile number together; empty
 * unless there are both. */
MUST_CHECK Status outside_contact(Ctx *ctx, Text name, Text phone, Text *out);

typedef struct OutsideCompany {
    Text company, post;
} OutsideCompany;
typedef struct OutsideCompanies {
    OutsideCompany *at;
    size_t len;
} OutsideCompanies;
enum { OUTSIDE_COMPANIES_MAX = 50 };
/* The companies of a person, by name; either hash may be empty. */
MUST_CHECK Status outside_companies(Ctx *ctx, int64_t list, Text id_hash, Text contact_hash,
                                    OutsideCompanies *out);

/* A company's name as it is compared: brackets of one width, no blanks. */
Text outside_company_key(Arena *arena, Text name);

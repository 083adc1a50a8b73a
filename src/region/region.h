/*
 * region -- the tree of places: province, city, district, township, village or community.
 *
 * A place is its 12-digit statistical code (National Bureau of Statistics) as a number.  The code
 * says where it stands: the subtree of a place is a range of codes, so scope and permission are two
 * comparisons.  A place that moves gets a new code; the old one closes with its successor and stays
 * readable.
 */
#pragma once

#include "actor/actor.h"
#include "base/opt.h"

typedef struct Region {
    RegionCode code;
    RegionCode parent; /* 0 for a province */
    RegionLevel level;
    bool community; /* level 5: 社区 (居委会), not 村 */
    Text name;
    OptInt closed_day;    /* a Day */
    RegionCode successor; /* 0: none */
} Region;

typedef struct Regions {
    Region *at;
    size_t len;
} Regions;

enum { REGION_NAME_CHARS_MAX = 60, REGION_PATH_MAX = 5, REGION_CHILDREN_MAX = 1000 };

/* ---- reading ---- */

MUST_CHECK Status region_get(Ctx *ctx, RegionCode code, Region *out);

/* The place and all above it, province first. */
MUST_CHECK Status region_path(Ctx *ctx, RegionCode code, Regions *out);

/* Its children by code, closed ones last; at most REGION_CHILDREN_MAX. */
MUST_CHECK Status region_children(Ctx *ctx, RegionCode code, Regions *out);

/* Open villages and communities within scope, by code, those after a code; for walking all of them.
 */
MUST_CHECK Status region_villages(Ctx *ctx, RegionCode scope, RegionCode after, int limit,
                                  Regions *out);
/* Those within several places; at most limit altogether. */
MUST_CHECK Status region_villages_all(Ctx *ctx, RegionCodes scopes, int limit, Regions *out);

/* All places within scope, closed ones and those whose parent is missing, too, by code, those after
 * a code; for walking all of them. */
MUST_CHECK Status region_walk(Ctx *ctx, RegionCode scope, RegionCode after, int limit,
                              Regions *out);

/* The installation's top region: the setting top_region, else the topmost single place below which
 * everything stands, else 0 (the country). */
MUST_CHECK Status region_top(Ctx *ctx, RegionCode *out);

/* Places whose name or alias has the words of query (Chinese words of two characters included),
 * within scope, villages first; at most limit. */
MUST_CHECK Status region_find(Ctx *ctx, RegionCode scope, Text query, int limit, Regions *out);

/* The same within several places; at most limit altogether. */
MUST_CHECK Status region_find_all(Ctx *ctx, RegionCodes scopes, Text query, int limit,
                                  Regions *out);

enum { REGION_CHOICES_MAX = 20 };

/* The place that somebody means who typed a code or a name, a name within scopes.  INVALID with a
 * problem of `field` when there is none, or several (then they are in *choices_out to choose from).
 */
MUST_CHECK Status region_resolve(Ctx *ctx, const char *field, RegionCodes scopes, Text typed,
                                 RegionCode *code_out, Regions *choices_out);

/* ---- profile ---- */

typedef struct RegionContact {
    int64_t id;
    Text name;
    Text post;
    Text duty;
    Text phone; /* an office phone */
} RegionContact;

typedef struct RegionContacts {
    RegionContact *at;
    size_t len;
} RegionContacts;

typedef struct RegionProfile {
    int64_t households;
    int64_t people;
    int64_t area_mu;
    Text intro;
    Text phone;
    Text address;
    Text picture;        /* sha256 of a safe file, or empty */
    OptInt map_x, map_y; /* cell on the parent's schematic map; absent: laid out by code */
    RegionContacts contacts;
} RegionProfile;

/* A place without a profile has an empty one. */
MUST_CHECK Status region_profile_get(Ctx *ctx, RegionCode code, RegionProfile *out);

/* The other names of a place, at most 50. */
MUST_CHECK Status region_aliases(Ctx *ctx, RegionCode code, Texts *out);

/* What happened to a place: names it had, where it came from and went. */
typedef struct RegionEvent {
    Day day;
    Text kind; /* renamed, moved, closed */
    Text old_name;
    RegionCode other;
    Text note;
} RegionEvent;

typedef struct RegionEvents {
    RegionEvent *at;
    size_t len;
} RegionEvents;

MUST_CHECK Status region_history(Ctx *ctx, RegionCode code, RegionEvents *out);

/* ---- changing: needs CAN_MANAGE_REGIONS (the profile: CAN_EDIT_PROFILE) at the place; audited
 * ---- */

MUST_CHECK Status region_profile_put(Ctx *ctx, RegionCode code, const RegionProfile *profile);
/* Another name under which people know the place (鲍家村). */
MUST_CHECK Status region_alias_add(Ctx *ctx, RegionCode code, Text alias);
MUST_CHECK Status region_rename(Ctx *ctx, RegionCode code, Text new_name, Day day, Text note);
/* Gives a village a new code under another township; its old code closes with a successor. */
MUST_CHECK Status region_move(Ctx *ctx, RegionCode code, RegionCode new_code, Day day, Text note);
MUST_CHECK Status region_close(Ctx *ctx, RegionCode code, RegionCode successor, Day day, Text note);

/* Bumps the versions (store_touch) of a place and of all above it, the installation (0) included:
 * what every feature calls when something shown at a place has changed. */
void region_touch(Ctx *ctx, RegionCode code);

/* ---- import ---- */

typedef struct RegionImport {
    int64_t read, added, renamed, unchanged, duplicates, orphans, malformed;
    Texts findings; /* first 100 sentences: which line, what was met */
} RegionImport;

/* Imports lines `code,parent,level,name` (data of the National Bureau of Statistics) from a file
 * read piecewise by next(); refuses only malformed lines, reports duplicates and missing parents (a
 * missing parent is accepted: the place hangs where its code says).  progress may be NULL. */
typedef bool RegionLineReader(void *arg, Text *line_out);
MUST_CHECK Status region_import(Ctx *ctx, RegionLineReader *next, void *arg,
                                void (*progress)(int64_t done), RegionImport *out);

/*
 * organisation -- who leads the work of publishing at a place, and the admins of the three levels.
 *
 * A leading group (领导小组) has members with an office, a part in the group and what each answers
 * for; everybody reads it.  An admin (管理员) is whoever holds a role of the village, the finance
 * group, the township or the district and is not disabled.  A person counts once: at the widest
 * place where such a role is held (of several of that level the first by code), so that places add
 * up.  Figures are tallies (region/tally.h).  Training is training.h.
 */
#pragma once

#include "account/account.h"
#include "region/tally.h"

/* ---- the leading group ---- */

typedef enum GroupPart {
    GROUP_HEAD,   /* 组长 */
    GROUP_DEPUTY, /* 副组长 */
    GROUP_MEMBER, /* 成员 */
    GROUP_OFFICE, /* 办公室主任 */
    GROUP_PARTS
} GroupPart;

enum {
    GROUP_MEMBERS_MAX = 40, /* of one place */
    GROUP_NAME_CHARS_MAX = 40,
    GROUP_OFFICE_CHARS_MAX = 40,
    GROUP_DUTY_CHARS_MAX = 200,
    GROUP_PHONE_CHARS_MAX = 30,
    GROUP_POSITION_MAX = 999,
};

typedef struct GroupMember {
    int64_t id;
    RegionCode region;
    int64_t position; /* the order in which they stand; 0: at the end, for group_put() */
    Text name;
    Text office; /* 区委书记 */
    GroupPart part;
    Text duty;  /* in words; may be empty */
    Text phone; /* of the office; may be empty */
} GroupMember;

typedef struct GroupMembers {
    GroupMember *at;
    size_t len;
} GroupMembers;

/* "head" …, and the Chinese title (msgid). */
const char *group_part_name(GroupPart part);
const char *group_part_title(GroupPart part);
bool group_part_parse(Text name, GroupPart *out);

/* Of one place, in their order; for everybody. */
MUST_CHECK Status group_members(Ctx *ctx, RegionCode region, GroupMembers *out);

/* CAN_EDIT_PROFILE at the place; audited.  id 0: a new one.  INVALID: name, office, duty, phone,
 * position; NOT_FOUND: no such member there. */
MUST_CHECK Status group_put(Ctx *ctx, const GroupMember *member, int64_t *id_out);
MUST_CHECK Status group_remove(Ctx *ctx, RegionCode region, int64_t id);

/* Bulk loading (system only): nothing is checked or audited. */
MUST_CHECK Status group_load(Ctx *ctx, const GroupMember *members, size_t len);

/* ---- admins ---- */

/* At which place an account counts, by its roles; false when it is no admin. */
bool admin_seat(RoleGrants grants, Role *role_out, RegionCode *region_out);

/* The hook of account_on_roles(): counts the account where it belongs now. */
MUST_CHECK Status admin_changed(Ctx *ctx, int64_t account);

typedef struct AdminFigures {
    int64_t total, trained;
    int64_t sessions; /* training sessions held there and below, up to today */
} AdminFigures;
/* Of a place of any level with all below it, from tallies. */
MUST_CHECK Status admin_figures(Ctx *ctx, RegionCode region, AdminFigures *out);

/* The same for each place directly below one. */
typedef struct PlaceFigures {
    RegionCode region;
    Text name;
    AdminFigures figures; /* sessions: those to come, too */
} PlaceFigures;
typedef struct PlaceFiguresList {
    PlaceFigures *at;
    size_t len;
} PlaceFiguresList;
MUST_CHECK Status admin_figures_below(Ctx *ctx, RegionCode region, PlaceFiguresList *out);

/* For `mingbai check`: adds what admins and sessions count, as roles and attendance have it. */
MUST_CHECK Status organisation_recount(Ctx *ctx, TallyBatch *batch);
/* Puts the rows of all admins right, and what they count (system only). */
MUST_CHECK Status organisation_count_all(Ctx *ctx);

/*
 * actor -- who acts, what a role may do, and the audit trail.
 *
 * A person may hold several roles, each bound to a region; the scope is the region's whole subtree.
 * Every use case of every feature takes the acting person from ctx->actor and asks actor_require()
 * first, so page, API and command line share one rule.  (Accounts, sign-in and tokens are above, in
 * account/.)
 */
#pragma once

#include "base/ctx.h"
#include "base/region_code.h"

typedef enum Role {
    ROLE_RESIDENT,      /* 村(居)民 */
    ROLE_VILLAGE_ADMIN, /* 村(社区)管理员 */
    ROLE_FINANCE_GROUP, /* 民主理财小组 / 村务监督委员会 */
    ROLE_TOWNSHIP,      /* 街道(乡镇)管理员 */
    ROLE_DISTRICT,      /* 区级管理员 */
    ROLE_INSPECTOR,     /* 纪检监察 */
    ROLE_LEADER,        /* 领导小组 */
    ROLE_OPERATOR,      /* 系统管理员 */
    ROLE_PARTY_MEMBER,  /* 党员: a resident who belongs to the place's Party branch */
    ROLE_GRID_MEMBER,   /* 网格员: helps those without a phone, files on their behalf */
    ROLE_COUNT
} Role;

/* What a role may do within its scope; the table is in permission.c, one row each. */
typedef enum Permission {
    CAN_READ_RESIDENT_PARTS, /* columns for residents */
    CAN_READ_PARTY_PARTS,    /* columns for Party members of the branch */
    CAN_READ_STAFF_PARTS,    /* drafts, staff columns, unmasked values */
    CAN_DRAFT,               /* write and submit disclosures */
    CAN_KEEP_LEDGER,         /* entries, statements, property, subsidies */
    CAN_CONFIRM_FINANCE,     /* the finance group's confirmation */
    CAN_REVIEW,              /* approve, return */
    CAN_WITHDRAW,
    CAN_EDIT_PROFILE,
    CAN_MANAGE_REGIONS, /* rename, move, close */
    CAN_MANAGE_CATALOGUE,
    CAN_MANAGE_ACCOUNTS,
    CAN_MANAGE_CALENDAR,
    CAN_READ_AUDIT,
    CAN_READ_OPINIONS,   /* questions and complaints, but for reports of misconduct */
    CAN_HANDLE_OPINIONS, /* answer, pass on, resolve: at the office where the role is held */
    CAN_GRANT_EXTENSION, /* consent to more time for an office below */
    CAN_VISIT_SENDERS,   /* call a sender back after the matter was resolved */
    CAN_READ_MISCONDUCT, /* reports of misconduct; nobody else knows that there are any */
    CAN_FILE_FOR_OTHERS, /* enter what somebody without a phone says */
    CAN_READ_ROSTER,     /* the residents of a place */
    CAN_KEEP_ROSTER,
    CAN_WORK_FLAGS,    /* all red flags of a place: ask, dismiss, make a clue of one */
    CAN_SET_RULES,     /* thresholds of the rules that raise them */
    CAN_ISSUE_ORDERS,  /* 督办: to a village or township below */
    CAN_ANSWER_ORDERS, /* reports back for the office where the role is held */
    CAN_KEEP_CLUES,    /* 问题线索, 巡查: inspectors, and nobody else knows which there are */
    CAN_READ_SUPERVISION, /* the two totals of clues, and the petition register */
    CAN_TRAIN,            /* hold training sessions for the admins below */
    PERMISSION_COUNT
} Permission;

typedef struct RoleGrant {
    Role role;
    RegionCode region; /* 0: the installation */
} RoleGrant;

typedef struct RoleGrants {
    RoleGrant *at;
    size_t len;
} RoleGrants;

/* The acting person, loaded once per operation. */
typedef struct Actor {
    int64_t account;
    Text login;
    Text name;
    RoleGrants grants;
    /* Villages whose resident this is and which it has not opened today yet. */
    RegionCodes unseen;
    bool renew;       /* the session is to go on from today: it was not used today yet */
    bool must_change; /* has to choose a password before anything else: may nothing until then */
    bool system;      /* the keeper and the command line: may everything, audited as such */
} Actor;

/* The keeper's and the command line's actor. */
extern const Actor actor_system;

/* Short names in the database, API and sheets: "village_admin" …; and in Chinese for people. */
const char *role_name(Role role);
bool role_parse(Text name, Role *out);
const char *role_title(Role role); /* msgid for tr_text() */

/* True for every role but residents and Party members: their accounts have a desk. */
bool role_is_staff(Role role);
bool actor_is_staff(const Actor *actor);

/* The account of a person who acts for themselves; 0 for visitors (NULL), the system, and whoever
 * still has a password that somebody else knows. */
int64_t actor_person(const Actor *actor);

/* True when the actor (NULL: a visitor) may do this at this place. */
bool actor_may(const Actor *actor, Permission permission, RegionCode region);

/* OK or DENIED. */
MUST_CHECK Status actor_require(Ctx *ctx, Permission permission, RegionCode region);

/* Everywhere the actor has a permission, for lists ("my villages", "my queue"): the outermost
 * places, by code.  Empty when there are none; the installation is a single 0. */
RegionCodes actor_scopes(const Ctx *ctx, Permission permission);

/* True when there is any such place. */
bool actor_may_somewhere(const Ctx *ctx, Permission permission);

/* Only the widest of them (with several of that level, the first by code), for what can be done for
 * one place at a time; NOT_FOUND when there are none. */
MUST_CHECK Status actor_scope(const Ctx *ctx, Permission permission, RegionCode *region_out);

/* Writes one line of the audit trail: who, when, where, what ("disclosure.approve"), which object.
 */
MUST_CHECK Status audit(Ctx *ctx, RegionCode region, const char *action, int64_t object,
                        Text detail);

/* ---- reading the trail ---- */

typedef struct AuditLine {
    int64_t id;
    Time at;
    int64_t account; /* 0: the platform itself */
    Text login, name;
    RegionCode region;
    Text region_name; /* empty: the installation */
    Text action;      /* "disclosure.approve" */
    int64_t object;
    Text detail;
} AuditLine;

typedef struct AuditLines {
    AuditLine *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} AuditLines;

enum { AUDIT_PAGE = 50 };

/* What was done at places within scope, newest first; account 0: by anybody.  CAN_READ_AUDIT at
 * scope. INVALID ("cursor"). */
MUST_CHECK Status audit_read(Ctx *ctx, RegionCode scope, int64_t account, Text cursor,
                             AuditLines *out);
/* The same for several places, as one list. */
MUST_CHECK Status audit_read_all(Ctx *ctx, RegionCodes scopes, int64_t account, Text cursor,
                                 AuditLines *out);

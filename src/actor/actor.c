#include "actor/actor.h"

#include "base/id.h"
#include "base/tr.h"

#include "actor/audit.sql.h"

const Actor actor_system = {.login = T_INIT("system"), .name = T_INIT("system"), .system = true};

typedef struct RoleRow {
    const char *name;
    const char *title;
    unsigned may; /* bit 1 << Permission */
} RoleRow;

#define MAY(permission) (1u << (permission))

/* What each role may do in its scope: one row a role.  Separation of duties on top of it (nobody
 * approves what they submitted) is decided where the deed is done. */
static const RoleRow roles[ROLE_COUNT] = {
    [ROLE_RESIDENT] = {"resident",      N_("村(居)民"),             MAY(CAN_READ_RESIDENT_PARTS)},
    [ROLE_VILLAGE_ADMIN] = {"village_admin", N_("村(社区)管理员"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_READ_PARTY_PARTS) |
                                MAY(CAN_READ_STAFF_PARTS) | MAY(CAN_DRAFT) | MAY(CAN_KEEP_LEDGER) |
                                MAY(CAN_EDIT_PROFILE) | MAY(CAN_READ_OPINIONS) |
                                MAY(CAN_HANDLE_OPINIONS) | MAY(CAN_VISIT_SENDERS) |
                                MAY(CAN_FILE_FOR_OTHERS) | MAY(CAN_READ_ROSTER) |
                                MAY(CAN_KEEP_ROSTER) | MAY(CAN_ANSWER_ORDERS)                      },
    [ROLE_FINANCE_GROUP] = {"finance_group", N_("民主理财小组"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_READ_STAFF_PARTS) |
                                MAY(CAN_CONFIRM_FINANCE)                                           },
    [ROLE_TOWNSHIP] = {"township",      N_("街道(乡镇)管理员"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_READ_PARTY_PARTS) |
                           MAY(CAN_READ_STAFF_PARTS) | MAY(CAN_REVIEW) | MAY(CAN_WITHDRAW) |
                           MAY(CAN_EDIT_PROFILE) | MAY(CAN_READ_AUDIT) | MAY(CAN_READ_OPINIONS) |
                           MAY(CAN_HANDLE_OPINIONS) | MAY(CAN_GRANT_EXTENSION) |
                           MAY(CAN_VISIT_SENDERS) | MAY(CAN_READ_ROSTER) | MAY(CAN_KEEP_ROSTER) |
                           MAY(CAN_ISSUE_ORDERS) | MAY(CAN_ANSWER_ORDERS) | MAY(CAN_TRAIN)         },
    [ROLE_DISTRICT] = {"district",      N_("区级管理员"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_READ_PARTY_PARTS) |
                           MAY(CAN_READ_STAFF_PARTS) | MAY(CAN_WITHDRAW) | MAY(CAN_EDIT_PROFILE) |
                           MAY(CAN_MANAGE_REGIONS) | MAY(CAN_MANAGE_CATALOGUE) |
                           MAY(CAN_MANAGE_ACCOUNTS) | MAY(CAN_MANAGE_CALENDAR) |
                           MAY(CAN_READ_AUDIT) | MAY(CAN_READ_OPINIONS) | MAY(CAN_HANDLE_OPINIONS) |
                           MAY(CAN_GRANT_EXTENSION) | MAY(CAN_VISIT_SENDERS) |
                           MAY(CAN_READ_ROSTER) | MAY(CAN_KEEP_ROSTER) | MAY(CAN_SET_RULES) |
                           MAY(CAN_ISSUE_ORDERS) | MAY(CAN_READ_SUPERVISION) | MAY(CAN_TRAIN)      },
    [ROLE_INSPECTOR] = {"inspector",     N_("纪检监察"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_READ_PARTY_PARTS) |
                            MAY(CAN_READ_STAFF_PARTS) | MAY(CAN_READ_OPINIONS) |
                            MAY(CAN_READ_MISCONDUCT) | MAY(CAN_VISIT_SENDERS) |
                            MAY(CAN_READ_AUDIT) | MAY(CAN_WORK_FLAGS) | MAY(CAN_ISSUE_ORDERS) |
                            MAY(CAN_KEEP_CLUES) | MAY(CAN_READ_SUPERVISION)                        },
    [ROLE_LEADER] = {"leader",        N_("领导小组"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_ISSUE_ORDERS) |
                         MAY(CAN_READ_SUPERVISION)                                                 },
    [ROLE_OPERATOR] = {"operator",      N_("系统管理员"),
                       MAY(CAN_MANAGE_ACCOUNTS) | MAY(CAN_MANAGE_REGIONS) |
                           MAY(CAN_MANAGE_CALENDAR) | MAY(CAN_READ_AUDIT)                          },
    [ROLE_PARTY_MEMBER] = {"party_member",  N_("本支部党员"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_READ_PARTY_PARTS)                    },
    [ROLE_GRID_MEMBER] = {"grid_member",   N_("网格员"),
                       MAY(CAN_READ_RESIDENT_PARTS) | MAY(CAN_FILE_FOR_OTHERS) |
                              MAY(CAN_VISIT_SENDERS) | MAY(CAN_READ_ROSTER)                        },
};

_Static_assert(PERMISSION_COUNT <= 32, "the permissions of a role are a 32-bit set");

const char *
role_name(Role role)
{
    return roles[role].name;
}

bool
role_parse(Text name, Role *out)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        if (text_eq(name, text_c(roles[role].name)) || text_eq(name, text_c(roles[role].title))) {
            *out = (Role)role;
            return true;
        }
    }
    return false;
}

const char *
role_title(Role role)
{
    return roles[role].title;
}

bool
role_is_staff(Role role)
{
    return role != ROLE_RESIDENT && role != ROLE_PARTY_MEMBER;
}

bool
actor_is_staff(const Actor *actor)
{
    if (actor == NULL || actor->system)
        return actor != NULL;
    for (size_t i = 0; i < actor->grants.len; i++)
        if (role_is_staff(actor->grants.at[i].role))
            return true;
    return false;
}

int64_t
actor_person(const Actor *actor)
{
    return actor == NULL || actor->system || actor->must_change ? 0 : actor->account;
}

bool
actor_may(const Actor *actor, Permission permission, RegionCode region)
{
    if (actor == NULL || actor->must_change)
        return false;
    if (actor->system)
        return true;
    for (size_t i = 0; i < actor->grants.len; i++) {
        const RoleGrant *grant = &actor->grants.at[i];

        if ((roles[grant->role].may & MAY(permission)) != 0 &&
            region_contains(grant->region, region))
            return true;
    }
    return false;
}

Status
actor_require(Ctx *ctx, Permission permission, RegionCode region)
{
    return actor_may(ctx->actor, permission, region) ? OK : DENIED;
}

/* Puts a place into the list at its place, unless it lies below one that is there; those below it
 * go. */
static void
add_scope(RegionCodes *scopes, RegionCode region)
{
    size_t kept = 0;
    size_t at;

    if (region_codes_contain(*scopes, region))
        return;
    for (size_t i = 0; i < scopes->len; i++)
        if (!region_contains(region, scopes->at[i]))
            scopes->at[kept++] = scopes->at[i];
    for (at = kept; at > 0 && scopes->at[at - 1] > region; at--)
        scopes->at[at] = scopes->at[at - 1];
    scopes->at[at] = region;
    scopes->len = kept + 1;
}

RegionCodes
actor_scopes(const Ctx *ctx, Permission permission)
{
    const Actor *actor = ctx->actor;
    RegionCodes scopes = {0};

    if (actor == NULL || actor->must_change)
        return scopes;
    scopes.at = NEW_ARRAY(ctx->arena, RegionCode, actor->grants.len + 1);
    if (actor->system)
        add_scope(&scopes, 0);
    for (size_t i = 0; i < actor->grants.len; i++)
        if ((roles[actor->grants.at[i].role].may & MAY(permission)) != 0)
            add_scope(&scopes, actor->grants.at[i].region);
    return scopes;
}

bool
actor_may_somewhere(const Ctx *ctx, Permission permission)
{
    return actor_scopes(ctx, permission).len != 0;
}

Status
actor_scope(const Ctx *ctx, Permission permission, RegionCode *region_out)
{
    RegionCodes scopes = actor_scopes(ctx, permission);

    if (scopes.len == 0)
        return NOT_FOUND;
    *region_out = scopes.at[0];
    for (size_t i = 1; i < scopes.len; i++)
        if (region_code_level(scopes.at[i]) < region_code_level(*region_out))
            *region_out = scopes.at[i];
    return OK;
}

Status
audit(Ctx *ctx, RegionCode region, const char *action, int64_t object, Text detail)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;

    return audit_insert(ctx, &(AuditInsertArgs){
                                 .id = id_new(),
                                 .at = ctx->now,
                                 .account = person ? SOME_INT(ctx->actor->account) : (OptInt){0},
                                 .region = region,
                                 .action = text_c(action),
                                 .object = object,
                                 .detail = detail,
                             });
}

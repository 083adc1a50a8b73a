#include "demo/staff.h"

#include "account/account.sql.h"
#include "base/crypto.h"
#include "base/id.h"
#include "store/store.h"

enum { SALT_STAFF = 51 };

typedef struct Maker {
    Ctx *ctx;
    const Corpus *corpus;
    Text hash;
    int64_t count;
} Maker;

/* Sign-ins for trying things out, by place and number there. */
static const struct {
    RegionCode region;
    int number;
    const char *login;
} named[] = {
    {210111010203, 1, "village"  },
    {210111010203, 3, "finance"  },
    {210111010204, 1, "village2" },
    {210111010000, 1, "township" },
    {210111009000, 1, "township2"},
    {210111000000, 1, "district" },
};

/* 210111010207-2 */
static Text
login_of(Arena *arena, RegionCode region, int number)
{
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++)
        if (named[i].region == region && named[i].number == number)
            return text_c(named[i].login);
    return text_printf(arena, "%lld-%d", (long long)region, number);
}

static Status
add(Maker *maker, Text login, Text name, Role role, RegionCode region, int64_t *id_out)
{
    Ctx *ctx = maker->ctx;
    Rng rng = rng_of((uint64_t)region, SALT_STAFF, text_hash(login));
    int64_t changed;

    *id_out = id_new();
    if (name.at == NULL)
        name = people_name(ctx->arena, &maker->corpus->people, &rng);
    TRY(account_insert(
        ctx, &(AccountInsertArgs){
                 .id = *id_out,
                 .login = login,
                 .name = name,
                 .phone = people_number(ctx->arena, maker->corpus->people.office_phone, &rng),
                 .password_hash = maker->hash,
                 .must_change = false,
                 .now = ctx->now,
             }));
    TRY(account_grant_insert(ctx,
                             &(AccountGrantInsertArgs){
                                 .account = *id_out,
                                 .role = text_c(role_name(role)),
                                 .region = region,
                                 .now = ctx->now,
                             },
                             &changed));
    maker->count++;
    return OK;
}

/* The name of whoever holds the post with this mark; absent when nobody does. */
static Text
holder(const Place *place, PostMark mark)
{
    for (size_t i = 0; i < place->post_count; i++)
        if ((place->posts[i].rule->marks & (unsigned)mark) != 0)
            return place->posts[i].name;
    return (Text){0};
}

/* The accountant writes, the secretary can, too; the finance group confirms. */
static Status
add_village(Maker *maker, Place *place)
{
    Arena *arena = maker->ctx->arena;

    TRY(add(maker, login_of(arena, place->code, 1), holder(place, POST_CLERK), ROLE_VILLAGE_ADMIN,
            place->code, &place->clerk));
    TRY(add(maker, login_of(arena, place->code, 2), place->posts[0].name, ROLE_VILLAGE_ADMIN,
            place->code, &place->secretary));
    return add(maker, login_of(arena, place->code, 3), (Text){0}, ROLE_FINANCE_GROUP, place->code,
               &place->finance);
}

static Status
add_township(Maker *maker, RegionCode township, const Places *places)
{
    int64_t reviewers[STAFF_A_TOWNSHIP];

    for (int i = 0; i < STAFF_A_TOWNSHIP; i++)
        TRY(add(maker, login_of(maker->ctx->arena, township, i + 1), (Text){0}, ROLE_TOWNSHIP,
                township, &reviewers[i]));
    for (size_t i = 0; i < places->len; i++)
        if (region_code_at(places->at[i].code, LEVEL_TOWNSHIP) == township)
            places->at[i].reviewer = reviewers[i % STAFF_A_TOWNSHIP];
    return OK;
}

Status
staff_make(Ctx *ctx, const Corpus *corpus, RegionCode district, const Regions *townships,
           const Places *places, int64_t *count_out)
{
    Maker maker = {
        .ctx = ctx, .corpus = corpus, .hash = password_hash(ctx->arena, T(DEMO_PASSWORD))};
    int64_t id;

    for (size_t i = 0; i < places->len; i++)
        TRY(add_village(&maker, &places->at[i]));
    for (size_t i = 0; i < townships->len; i++)
        TRY(add_township(&maker, townships->at[i].code, places));
    for (int i = 0; i < STAFF_IN_DISTRICT; i++)
        TRY(add(&maker, login_of(ctx->arena, district, i + 1), (Text){0}, ROLE_DISTRICT, district,
                &id));
    *count_out = maker.count;
    TRY(add(&maker, T("operator"), (Text){0}, ROLE_OPERATOR, 0, &id));
    store_touch(ctx, KEY_ACCOUNTS);
    return audit(ctx, 0, "account.demo", 0,
                 text_printf(ctx->arena, "%lld", (long long)maker.count));
}

Actor
staff_actor(Arena *arena, int64_t account, Role role, RegionCode region)
{
    RoleGrant *grant = NEW(arena, RoleGrant);

    *grant = (RoleGrant){.role = role, .region = region};
    return (Actor){
        .account = account,
        .login = T("demo"),
        .name = T("demo"),
        .grants = {.at = grant, .len = 1},
    };
}

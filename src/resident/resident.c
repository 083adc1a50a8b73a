/*
 * The register of households: who may read and change it, and which accounts belong to which.
 */
#include "resident/resident.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/tr.h"
#include "resident/load.h"
#include "resident/resident.sql.h"

enum { WORDS_CHARS_MAX = 40, HOUSEHOLDS_OF_ONE_MAX = 20 };

/* ---- reading ---- */

static Household
household_from(const HouseholdRecord *record)
{
    return (Household){
        .id = record->id,
        .region = record->region,
        .number = record->number,
        .group_name = record->group_name,
        .head = record->head,
        .address = record->address,
        .people = record->people,
        .closed_day = record->closed_day,
    };
}

static void
fill(Ctx *ctx, const HouseholdRecord *at, size_t len, Households *out)
{
    *out = (Households){.at = NEW_ARRAY(ctx->arena, Household, len)};
    for (size_t i = 0; i < len; i++)
        out->at[out->len++] = household_from(&at[i]);
}

Status
resident_household(Ctx *ctx, int64_t id, Household *out)
{
    HouseholdRecord record;

    TRY(household_by_id(ctx, id, &record));
    *out = household_from(&record);
    return OK;
}

Status
resident_household_by_number(Ctx *ctx, RegionCode region, Text number, Household *out)
{
    HouseholdRecord record;

    TRY(household_by_number(ctx, region, number, &record));
    *out = household_from(&record);
    return OK;
}

/* Rows with one more than asked tell whether there is a next page. */
static Status
page_of(Ctx *ctx, RegionCode region, Text after, Text pattern, int limit, Households *out)
{
    HouseholdRecords rows;

    TRY(household_after(
        ctx,
        &(HouseholdAfterArgs){
            .region = region, .after = after, .pattern = pattern, .limit = (int64_t)limit + 1},
        &rows));
    if (rows.len > (size_t)limit) {
        fill(ctx, rows.at, (size_t)limit, out);
        out->next = out->at[limit - 1].number;
    } else {
        fill(ctx, rows.at, rows.len, out);
    }
    return OK;
}

Status
resident_households_after(Ctx *ctx, RegionCode region, Text number, int limit, Households *out)
{
    return page_of(ctx, region, number, T(""), limit, out);
}

Status
resident_households_of(Ctx *ctx, const Actor *actor, Households *out)
{
    HouseholdRecords rows;

    *out = (Households){0};
    /* Somebody else knows a first password: until it is changed it opens nobody's household. */
    if (actor_person(actor) == 0)
        return OK;
    TRY(household_of_account(ctx, actor_person(actor), &rows));
    fill(ctx, rows.at, rows.len, out);
    return OK;
}

Status
resident_household_of(Ctx *ctx, const Actor *actor, RegionCode region, Household *out)
{
    Households all;

    TRY(resident_households_of(ctx, actor, &all));
    for (size_t i = 0; i < all.len; i++) {
        if (region == 0 || all.at[i].region == region) {
            *out = all.at[i];
            return OK;
        }
    }
    return NOT_FOUND;
}

/* ---- the register ---- */

bool
resident_may_manage(const Actor *actor, RegionCode region)
{
    return actor_may(actor, CAN_EDIT_PROFILE, region) || actor_may(actor, CAN_KEEP_LEDGER, region);
}

Text
resident_pattern(Arena *arena, Text words)
{
    Buf buf = buf_new(arena, 1024);

    if (text_is_empty(words))
        return T("");
    buf_char(&buf, '%');
    for (size_t i = 0; i < words.len; i++) {
        if (words.at[i] == '%' || words.at[i] == '_' || words.at[i] == '!')
            buf_char(&buf, '!');
        buf_char(&buf, words.at[i]);
    }
    buf_char(&buf, '%');
    return buf_done(&buf);
}

Status
resident_list(Ctx *ctx, RegionCode region, Text words, Text cursor, Households *out)
{
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, region));
    if (!text_is_clean(cursor) || text_chars(cursor) > HOUSEHOLD_NUMBER_CHARS_MAX)
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    words = text_is_clean(words) ? text_first_chars(text_trim(words), WORDS_CHARS_MAX) : T("");
    return page_of(ctx, region, cursor.at != NULL ? cursor : T(""),
                   resident_pattern(ctx->arena, words), HOUSEHOLDS_PAGE, out);
}

Status
resident_get(Ctx *ctx, int64_t id, Household *out)
{
    TRY(resident_household(ctx, id, out));
    return actor_may(ctx->actor, CAN_READ_STAFF_PARTS, out->region) ? OK : NOT_FOUND;
}

/* ---- changing ---- */

static void
check_text(Ctx *ctx, const char *field, Text text, size_t chars_max, bool needed, Text needed_words)
{
    if (needed && text_is_blank(text))
        (void)!ctx_problem(ctx, field, needed_words);
    else if (!text_is_clean(text))
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "里面有不能用的字符"));
    else if (text_chars(text) > chars_max)
        (void)!ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                                     {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

void
resident_check(Ctx *ctx, const Household *household)
{
    check_text(ctx, "number", household->number, HOUSEHOLD_NUMBER_CHARS_MAX, true,
               TR(ctx->lang, "请写户号"));
    check_text(ctx, "group_name", household->group_name, HOUSEHOLD_NAME_CHARS_MAX, false, T(""));
    check_text(ctx, "head", household->head, HOUSEHOLD_NAME_CHARS_MAX, true,
               TR(ctx->lang, "请写户主姓名"));
    check_text(ctx, "address", household->address, HOUSEHOLD_ADDRESS_CHARS_MAX, false, T(""));
    if (household->people < 0 || household->people > HOUSEHOLD_PEOPLE_MAX)
        (void)!ctx_problem(ctx, "people", TR(ctx->lang, "人口写 0 到 99 的整数"));
}

static Status
require_manager(Ctx *ctx, RegionCode region)
{
    Region place;
    Status status;

    if (!resident_may_manage(ctx->actor, region))
        return DENIED;
    status = region_get(ctx, region, &place);
    if (status == NOT_FOUND || (status == OK && place.level != LEVEL_VILLAGE))
        return ctx_problem(ctx, "region", TR(ctx->lang, "户只能登记在村或社区"));
    return status;
}

Status
resident_write(Ctx *ctx, const Household *household, int64_t *id_out)
{
    *id_out = household->id != 0 ? household->id : id_new();
    if (household->id != 0)
        return household_update(ctx, &(HouseholdUpdateArgs){
                                         .id = household->id,
                                         .number = household->number,
                                         .group_name = household->group_name,
                                         .head = household->head,
                                         .address = household->address,
                                         .people = household->people,
                                     });
    return household_insert(ctx, &(HouseholdInsertArgs){
                                     .id = *id_out,
                                     .region = household->region,
                                     .number = household->number,
                                     .group_name = household->group_name,
                                     .head = household->head,
                                     .address = household->address,
                                     .people = household->people,
                                 });
}

Status
resident_put(Ctx *ctx, const Household *household, int64_t *id_out)
{
    Household row = *household, other;
    Status status;

    if (row.id != 0) {
        TRY(resident_get(ctx, row.id, &other));
        row.region = other.region;
    }
    TRY(require_manager(ctx, row.region));
    row.number = text_trim(row.number);
    row.group_name = text_trim(row.group_name);
    row.head = text_trim(row.head);
    row.address = text_trim(row.address);
    resident_check(ctx, &row);
    TRY(ctx_checked(ctx));
    status = resident_household_by_number(ctx, row.region, row.number, &other);
    if (status == OK && other.id != row.id)
        return ctx_problem(ctx, "number",
                           TR_FORMAT(ctx->arena, ctx->lang, "户号 {number} 已经有了，是{head}家",
                                     {"number", row.number}, {"head", other.head}));
    if (status != OK && status != NOT_FOUND)
        return status;
    TRY(resident_write(ctx, &row, id_out));
    region_touch(ctx, row.region);
    return audit(ctx, row.region, row.id == 0 ? "household.add" : "household.change", *id_out,
                 row.number);
}

Status
resident_load(Ctx *ctx, const Household *household, int64_t *id_out)
{
    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    return resident_write(ctx, household, id_out);
}

Status
resident_set_closed(Ctx *ctx, int64_t id, bool closed)
{
    Household household;

    TRY(resident_get(ctx, id, &household));
    TRY(require_manager(ctx, household.region));
    if (household.closed_day.set == closed)
        return OK;
    TRY(household_set_closed(ctx, id, closed ? SOME_INT(ctx_today(ctx)) : (OptInt){0}));
    region_touch(ctx, household.region);
    return audit(ctx, household.region, closed ? "household.close" : "household.open", id,
                 household.number);
}

/* ---- accounts ---- */

/* An account is linked where it has a role itself: what a township's may read, it has by its
 * role. */
static bool
has_role_at(const Account *account, RegionCode region)
{
    for (size_t i = 0; i < account->grants.len; i++)
        if (account->grants.at[i].region == region)
            return true;
    return false;
}

Status
resident_link(Ctx *ctx, int64_t id, Text login)
{
    Household household;
    Account account;
    HouseholdLinkGetRow linked;
    bool person = ctx->actor != NULL && !ctx->actor->system;
    Status status;

    TRY(resident_get(ctx, id, &household));
    TRY(require_manager(ctx, household.region));
    login = text_trim(login);
    status = text_is_clean(login) ? account_by_login(ctx, login, &account) : NOT_FOUND;
    if (status == NOT_FOUND || (status == OK && !has_role_at(&account, household.region)))
        return ctx_problem(ctx, "login", TR(ctx->lang, "本村没有这个登录名，先请区里建账号"));
    TRY(status);
    status = household_link_get(ctx, account.id, household.region, &linked);
    if (status == OK && linked.household == id)
        return OK;
    if (status == OK)
        return ctx_problem(ctx, "login", TR(ctx->lang, "这个账号已经是本村另一户的"));
    if (status != NOT_FOUND)
        return status;
    TRY(household_link_insert(ctx,
                              &(HouseholdLinkInsertArgs){
                                  .account = account.id,
                                  .region = household.region,
                                  .household = id,
                                  .now = ctx->now,
                                  .linked_by = person ? SOME_INT(ctx->actor->account) : (OptInt){0},
                              }));
    return audit(ctx, household.region, "household.link", id, account.login);
}

Status
resident_unlink(Ctx *ctx, int64_t id, int64_t account)
{
    Household household;
    int64_t changed;

    TRY(resident_get(ctx, id, &household));
    TRY(require_manager(ctx, household.region));
    TRY(household_link_delete(ctx, account, id, &changed));
    if (changed == 0)
        return NOT_FOUND;
    return audit(ctx, household.region, "household.unlink", id,
                 text_printf(ctx->arena, "%lld", (long long)account));
}

Status
resident_accounts(Ctx *ctx, int64_t id, HouseholdAccounts *out)
{
    Household household;
    HouseholdLinksRows rows;

    TRY(resident_get(ctx, id, &household));
    TRY(household_links(ctx, id, &rows));
    *out = (HouseholdAccounts){.at = NEW_ARRAY(ctx->arena, HouseholdAccount, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] =
            (HouseholdAccount){rows.at[i].account, rows.at[i].login, rows.at[i].name};
    return OK;
}

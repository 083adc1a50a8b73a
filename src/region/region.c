#include "region/region.h"

#include "base/id.h"
#include "base/tr.h"
#include "prose/segments.h"
#include "region/names.h"
#include "region/region.sql.h"
#include "region/rows.h"
#include "region/setting.h"
#include "store/store.h"

enum { INTRO_CHARS_MAX = 2000, SHORT_CHARS_MAX = 100, CONTACTS_MAX = 50 };

Status
region_children(Ctx *ctx, RegionCode code, Regions *out)
{
    RegionRows rows;

    TRY(region_children_of(ctx, code, REGION_CHILDREN_MAX, &rows));
    *out = region_from_rows(ctx, rows);
    return OK;
}

Status
region_villages(Ctx *ctx, RegionCode scope, RegionCode after, int limit, Regions *out)
{
    RegionRange range = region_range(scope);
    RegionRows rows;

    TRY(region_villages_within(
        ctx,
        &(RegionVillagesWithinArgs){
            .first = range.first, .last = range.last, .after = after, .limit = limit},
        &rows));
    *out = region_from_rows(ctx, rows);
    return OK;
}

static void
append(const Regions *found, size_t limit, Regions *out)
{
    for (size_t i = 0; i < found->len && out->len < limit; i++)
        out->at[out->len++] = found->at[i];
}

Status
region_villages_all(Ctx *ctx, RegionCodes scopes, int limit, Regions *out)
{
    *out = (Regions){.at = NEW_ARRAY(ctx->arena, Region, (size_t)limit)};
    for (size_t i = 0; i < scopes.len; i++) {
        Regions found;

        TRY(region_villages(ctx, scopes.at[i], 0, limit, &found));
        append(&found, (size_t)limit, out);
    }
    return OK;
}

Status
region_walk(Ctx *ctx, RegionCode scope, RegionCode after, int limit, Regions *out)
{
    RegionRange range = region_range(scope);
    RegionRows rows;

    TRY(region_all_within(
        ctx,
        &(RegionAllWithinArgs){
            .first = range.first, .last = range.last, .after = after, .limit = limit},
        &rows));
    *out = region_from_rows(ctx, rows);
    return OK;
}

/* ---- names ---- */

Status
region_names_index(Ctx *ctx, RegionCode code, Text name)
{
    Buf words = buf_new(ctx->arena, 4096);
    Text rest;
    Text word;

    search_tokens(ctx->arena, name, &words);
    rest = buf_done(&words);
    while (rest.len != 0) {
        text_cut(rest, ' ', &word, &rest);
        if (word.len != 0)
            TRY(region_word_insert(ctx, word, code));
    }
    return OK;
}

Status
region_alias_add(Ctx *ctx, RegionCode code, Text alias)
{
    Region region;

    TRY(actor_require(ctx, CAN_MANAGE_REGIONS, code));
    TRY(region_get(ctx, code, &region));
    alias = text_trim(alias);
    if (text_is_blank(alias) || !text_is_clean(alias) || text_chars(alias) > REGION_NAME_CHARS_MAX)
        return ctx_problem(ctx, "alias", TR(ctx->lang, "请写别名，最多 60 个字"));
    TRY(region_alias_insert(ctx, code, alias));
    TRY(region_names_index(ctx, code, alias));
    region_touch(ctx, code);
    return audit(ctx, code, "region.alias", code, alias);
}

Status
region_aliases(Ctx *ctx, RegionCode code, Texts *out)
{
    RegionAliasesOfRows rows;

    TRY(region_aliases_of(ctx, code, &rows));
    *out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = rows.at[i].alias;
    return OK;
}

Status
region_find(Ctx *ctx, RegionCode scope, Text query, int limit, Regions *out)
{
    RegionRange range = region_range(scope);
    Buf words = buf_new(ctx->arena, 4096);
    Text first;
    Text rest;
    RegionRows rows;
    size_t kept = 0;

    *out = (Regions){0};
    search_tokens(ctx->arena, text_first_chars(query, REGION_NAME_CHARS_MAX), &words);
    text_cut(buf_done(&words), ' ', &first, &rest);
    if (first.len == 0)
        return OK;
    TRY(region_with_word(ctx,
                         &(RegionWithWordArgs){
                             .word = first, .first = range.first, .last = range.last, .limit = 200},
                         &rows));
    for (size_t i = 0; i < rows.len && kept < (size_t)limit; i++) {
        Text more = rest;
        Status status = OK;

        while (more.len != 0 && status == OK) {
            Text word;
            RegionHasWordRow found;

            text_cut(more, ' ', &word, &more);
            if (word.len != 0)
                status = region_has_word(ctx, word, rows.at[i].code, &found);
        }
        if (status == OK)
            rows.at[kept++] = rows.at[i];
        else if (status != NOT_FOUND)
            return status;
    }
    rows.len = kept;
    *out = region_from_rows(ctx, rows);
    return OK;
}

Status
region_find_all(Ctx *ctx, RegionCodes scopes, Text query, int limit, Regions *out)
{
    *out = (Regions){.at = NEW_ARRAY(ctx->arena, Region, (size_t)limit)};
    for (size_t i = 0; i < scopes.len; i++) {
        Regions found;

        TRY(region_find(ctx, scopes.at[i], query, limit, &found));
        append(&found, (size_t)limit, out);
    }
    return OK;
}

/* Without the closed ones: nobody means them. */
static void
drop_closed(Regions *places)
{
    size_t kept = 0;

    for (size_t i = 0; i < places->len; i++)
        if (!places->at[i].closed_day.set)
            places->at[kept++] = places->at[i];
    places->len = kept;
}

/* The only one that has exactly this name; NULL when there are none or several. */
static const Region *
exactly(const Regions *places, Text name)
{
    const Region *found = NULL;

    for (size_t i = 0; i < places->len; i++) {
        if (!text_eq(places->at[i].name, name))
            continue;
        if (found != NULL)
            return NULL;
        found = &places->at[i];
    }
    return found;
}

Status
region_resolve(Ctx *ctx, const char *field, RegionCodes scopes, Text typed, RegionCode *code_out,
               Regions *choices_out)
{
    const Region *found;
    Region place;

    *choices_out = (Regions){0};
    typed = text_trim(typed);
    if (text_is_empty(typed) || !text_is_clean(typed))
        return ctx_problem(ctx, field, TR(ctx->lang, "请写地区的代码或名称"));
    if (region_code_parse(typed, code_out)) {
        Status status = region_get(ctx, *code_out, &place);

        return status == NOT_FOUND ? ctx_problem(ctx, field, TR(ctx->lang, "没有这个地区代码"))
                                   : status;
    }
    TRY(region_find_all(ctx, scopes, typed, REGION_CHOICES_MAX, choices_out));
    drop_closed(choices_out);
    if (choices_out->len == 0)
        return ctx_problem(ctx, field, TR(ctx->lang, "没有找到这个地方，请写全名或 12 位代码"));
    found = choices_out->len == 1 ? choices_out->at : exactly(choices_out, typed);
    if (found == NULL)
        return ctx_problem(ctx, field, TR(ctx->lang, "有几个地方叫这个名字，请选一个"));
    *code_out = found->code;
    *choices_out = (Regions){0};
    return OK;
}

/* ---- profile ---- */

Status
region_profile_get(Ctx *ctx, RegionCode code, RegionProfile *out)
{
    RegionProfileOfRow row;
    RegionContactsOfRows contacts;
    Status status = region_profile_of(ctx, code, &row);

    if (status == NOT_FOUND)
        row = (RegionProfileOfRow){
            .intro = T(""), .phone = T(""), .address = T(""), .picture = T("")};
    else if (status != OK)
        return status;
    TRY(region_contacts_of(ctx, code, &contacts));
    *out = (RegionProfile){
        .households = row.households,
        .people = row.people,
        .area_mu = row.area_mu,
        .intro = row.intro,
        .phone = row.phone,
        .address = row.address,
        .picture = row.picture,
        .map_x = row.map_x,
        .map_y = row.map_y,
        .contacts = {.at = NEW_ARRAY(ctx->arena, RegionContact, contacts.len), .len = contacts.len},
    };
    for (size_t i = 0; i < contacts.len; i++)
        out->contacts.at[i] = (RegionContact){
            .id = contacts.at[i].id,
            .name = contacts.at[i].name,
            .post = contacts.at[i].post,
            .duty = contacts.at[i].duty,
            .phone = contacts.at[i].phone,
        };
    return OK;
}

static Status
check_text(Ctx *ctx, const char *field, Text value, size_t chars_max)
{
    if (!text_is_clean(value))
        return ctx_problem(ctx, field, TR(ctx->lang, "含有无法显示的字符"));
    if (text_chars(value) > chars_max)
        return ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "太长了，最多 {max} 个字",
                                     {"max", text_printf(ctx->arena, "%zu", chars_max)}));
    return OK;
}

static Status
check_profile(Ctx *ctx, const RegionProfile *profile)
{
    (void)!check_text(ctx, "intro", profile->intro, INTRO_CHARS_MAX);
    (void)!check_text(ctx, "phone", profile->phone, SHORT_CHARS_MAX);
    (void)!check_text(ctx, "address", profile->address, SHORT_CHARS_MAX);
    if (profile->households < 0 || profile->households > 10000000)
        (void)!ctx_problem(ctx, "households", TR(ctx->lang, "户数不对"));
    if (profile->people < 0 || profile->people > 100000000)
        (void)!ctx_problem(ctx, "people", TR(ctx->lang, "人数不对"));
    if (profile->contacts.len > CONTACTS_MAX)
        (void)!ctx_problem(ctx, "contacts", TR(ctx->lang, "联系人太多"));
    for (size_t i = 0; i < profile->contacts.len && i < CONTACTS_MAX; i++) {
        const RegionContact *contact = &profile->contacts.at[i];

        if (text_is_blank(contact->name) || text_is_blank(contact->post))
            (void)!ctx_problem(ctx, "contacts", TR(ctx->lang, "联系人要写姓名和职务"));
        (void)!check_text(ctx, "contacts", contact->name, SHORT_CHARS_MAX);
        (void)!check_text(ctx, "contacts", contact->post, SHORT_CHARS_MAX);
        (void)!check_text(ctx, "contacts", contact->duty, SHORT_CHARS_MAX);
        (void)!check_text(ctx, "contacts", contact->phone, SHORT_CHARS_MAX);
    }
    return ctx_checked(ctx);
}

Status
region_profile_put(Ctx *ctx, RegionCode code, const RegionProfile *profile)
{
    Region region;

    TRY(actor_require(ctx, CAN_EDIT_PROFILE, code));
    TRY(region_get(ctx, code, &region));
    TRY(check_profile(ctx, profile));
    TRY(region_profile_upsert(ctx, &(RegionProfileUpsertArgs){
                                       .region = code,
                                       .households = profile->households,
                                       .people = profile->people,
                                       .area_mu = profile->area_mu,
                                       .intro = profile->intro,
                                       .phone = profile->phone,
                                       .address = profile->address,
                                       .picture = profile->picture,
                                       .map_x = profile->map_x,
                                       .map_y = profile->map_y,
                                   }));
    TRY(region_contacts_delete(ctx, code));
    for (size_t i = 0; i < profile->contacts.len; i++)
        TRY(region_contact_insert(ctx, &(RegionContactInsertArgs){
                                           .id = id_new(),
                                           .region = code,
                                           .position = (int64_t)i,
                                           .name = profile->contacts.at[i].name,
                                           .post = profile->contacts.at[i].post,
                                           .duty = profile->contacts.at[i].duty,
                                           .phone = profile->contacts.at[i].phone,
                                       }));
    region_touch(ctx, code);
    return audit(ctx, code, "region.profile", code, T(""));
}

/*
 * Editing the catalogue: a change is a new version; old disclosures keep theirs.
 */
#include "base/buf.h"
#include "base/id.h"
#include "base/json_read.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "catalogue/catalogue.sql.h"
#include "catalogue/due.h"
#include "store/store.h"

enum { BASIS_CHARS_MAX = 1000, PLAIN_CHARS_MAX = 300, NOTICE_DAYS_MAX = 90 };

static void
check_length(Ctx *ctx, const char *field, Text value, size_t chars_max)
{
    if (!text_is_clean(value) || text_chars(value) > chars_max)
        (void)!ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字，不能有无法显示的字符",
                                     {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

static bool
rhythm_letters_ok(Text letters)
{
    for (size_t i = 0; i < letters.len; i++) {
        if (letters.at[i] == '\0' || text_find(T("MQHYE"), text_slice(letters, i, 1)) == 5)
            return false;
        for (size_t j = 0; j < i; j++)
            if (letters.at[j] == letters.at[i])
                return false;
    }
    return true;
}

static Status
check_rhythm(Ctx *ctx, const Item *item, const char *field, Text letters)
{
    if (!rhythm_letters_ok(letters))
        return ctx_problem(ctx, field, TR(ctx->lang, "周期只能用 M、Q、H、Y、E，不能重复"));
    for (size_t i = 0; i < letters.len; i++) {
        DueRule rule;

        if (due_rule_read(ctx, item->due_rule, (Rhythm)letters.at[i], &rule) != OK)
            return ctx_problem(ctx, "due_rule", TR(ctx->lang, "每个周期都要写明公开期限"));
    }
    return OK;
}

/* What was for a few is not opened, and what closes has a time in which it is open. */
static void
check_closing(Ctx *ctx, const Item *item)
{
    if (!item_closes(item))
        return;
    if (item->notice_days == 0)
        (void)!ctx_problem(ctx, "after_notice",
                           TR(ctx->lang, "没有公示期，就没有“公示期满以后”，请先写公示几天"));
    else if (item->after_notice == item->audience ||
             audience_narrower(item->audience, item->after_notice) == item->audience)
        (void)!ctx_problem(ctx, "after_notice",
                           TR(ctx->lang, "公示期满以后，只能比公示期间给更少的人看"));
}

static Status
check_item(Ctx *ctx, const Item *item)
{
    if (text_is_blank(item->code) || text_chars(item->code) > ITEM_CODE_CHARS_MAX)
        (void)!ctx_problem(ctx, "code", TR(ctx->lang, "请写事项代码，最多 12 个字符"));
    for (size_t i = 0; i < item->code.len; i++)
        if (!((item->code.at[i] >= 'A' && item->code.at[i] <= 'Z') ||
              (item->code.at[i] >= '0' && item->code.at[i] <= '9')))
            return ctx_problem(ctx, "code", TR(ctx->lang, "事项代码只能用大写字母和数字"));
    if (text_is_blank(item->name))
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "请写事项名称"));
    check_length(ctx, "name", item->name, ITEM_NAME_CHARS_MAX);
    check_length(ctx, "name_hant", item->name_hant, ITEM_NAME_CHARS_MAX);
    check_length(ctx, "name_en", item->name_en, ITEM_NAME_CHARS_MAX * 2);
    check_length(ctx, "plain", item->plain, PLAIN_CHARS_MAX);
    check_length(ctx, "plain_hant", item->plain_hant, PLAIN_CHARS_MAX);
    check_length(ctx, "plain_en", item->plain_en, PLAIN_CHARS_MAX);
    check_length(ctx, "legal_basis", item->legal_basis, BASIS_CHARS_MAX);
    check_length(ctx, "legal_basis_en", item->legal_basis_en, BASIS_CHARS_MAX);
    if (item->notice_days < 0 || item->notice_days > NOTICE_DAYS_MAX)
        (void)!ctx_problem(ctx, "notice_days", TR(ctx->lang, "公示期应在 0 到 90 天之间"));
    check_closing(ctx, item);
    if (item->affair < AFFAIR_PARTY || item->affair > AFFAIR_FINANCE)
        (void)!ctx_problem(ctx, "affair", TR(ctx->lang, "请选择党务、村务或财务"));
    (void)!check_rhythm(ctx, item, "rhythm_village", item->rhythm_village);
    (void)!check_rhythm(ctx, item, "rhythm_community", item->rhythm_community);
    return ctx_checked(ctx);
}

static Status
insert(Ctx *ctx, const Item *item)
{
    return item_insert(ctx, &(ItemInsertArgs){
                                .id = item->id,
                                .region = item->region,
                                .code = item->code,
                                .version = item->version,
                                .retired = item->retired,
                                .affair = (int64_t)item->affair,
                                .position = item->position,
                                .name = item->name,
                                .name_hant = item->name_hant,
                                .name_en = item->name_en,
                                .plain = item->plain,
                                .plain_hant = item->plain_hant,
                                .plain_en = item->plain_en,
                                .rhythm_village = item->rhythm_village,
                                .rhythm_community = item->rhythm_community,
                                .due_rule = item->due_rule,
                                .audience = text_c(audience_name(item->audience)),
                                .after_notice = text_c(audience_name(item->after_notice)),
                                .files_audience = text_c(audience_name(item->files_audience)),
                                .notice_days = item->notice_days,
                                .finance_group = item->finance_group,
                                .legal_basis = item->legal_basis,
                                .legal_basis_en = item->legal_basis_en,
                                .columns = columns_to_json(ctx->arena, item->columns),
                                .effective_day = item->effective_day,
                                .created_at = ctx->now,
                            });
}

static Status
copy_catalogue(Ctx *ctx, RegionCode region)
{
    Items items;

    TRY(catalogue_items(ctx, region, &items));
    for (size_t i = 0; i < items.len; i++) {
        Item copy = items.at[i];

        copy.id = id_new();
        copy.region = region;
        copy.version = 1;
        TRY(insert(ctx, &copy));
    }
    return OK;
}

Status
catalogue_put(Ctx *ctx, const Item *item, int64_t base_version, Item *out)
{
    Items versions;
    Item fresh = *item;
    int64_t changed = 0;

    TRY(actor_require(ctx, CAN_MANAGE_CATALOGUE, item->region));
    TRY(check_item(ctx, item));
    TRY(catalogue_history(ctx, item->region, item->code, &versions));
    if (versions.len == 0) {
        ItemRows own;

        /* A district that so far used the catalogue above gets its own copy at its first change. */
        TRY(item_latest_of(ctx, item->region, &own));
        if (own.len == 0)
            TRY(copy_catalogue(ctx, item->region));
        TRY(catalogue_history(ctx, item->region, item->code, &versions));
        if (versions.len != 0)
            base_version = versions.at[0].version;
    }
    if (versions.len != 0) {
        if (versions.at[0].version != base_version)
            return CONFLICT;
        TRY(item_outdate(ctx, item->region, item->code, base_version, &changed));
    } else if (base_version != 0) {
        return CONFLICT;
    }
    fresh.id = id_new();
    fresh.version = versions.len != 0 ? base_version + 1 : 1;
    if (fresh.effective_day == 0)
        fresh.effective_day = ctx_today(ctx);
    TRY(insert(ctx, &fresh));
    store_touch(ctx, KEY_CATALOGUE);
    region_touch(ctx, item->region);
    *out = fresh;
    return audit(ctx, item->region, "catalogue.put", fresh.id, item->code);
}

/* ---- the starting catalogue: data/catalogue.json (data/catalogue.schema.md) ---- */

static Text
letters_of(Ctx *ctx, const JsonNode *list)
{
    Buf buf = buf_new(ctx->arena, 16);

    for (size_t i = 0; i < json_len(list); i++)
        if (json_item(list, i)->kind == NODE_TEXT)
            buf_text(&buf, json_item(list, i)->text);
    return buf_done(&buf);
}

static Text
letters_for(Ctx *ctx, const JsonNode *node, const char *kind)
{
    const JsonNode *override = json_member(json_member(node, "overrides"), kind);
    const JsonNode *rhythms = json_member(override, "rhythms");
    bool owed = true;

    (void)json_get_bool(json_member(node, "kinds"), kind, &owed);
    if (!owed)
        return T("");
    return letters_of(ctx, rhythms != NULL ? rhythms : json_member(node, "rhythms"));
}

/* Stays as it is when the file says nothing. */
static bool
optional_audience(const JsonNode *node, const char *key, Audience *out)
{
    return json_member(node, key) == NULL || audience_parse(json_get_text(node, key), out);
}

static Status
item_from_node(Ctx *ctx, RegionCode region, const JsonNode *node, Day effective, Item *out)
{
    *out = (Item){
        .id = id_new(),
        .region = region,
        .version = 1,
        .effective_day = effective,
        .code = json_get_text(node, "code"),
        .name = json_get_text(node, "name"),
        .name_hant = json_get_text(node, "name_hant"),
        .name_en = json_get_text(node, "name_en"),
        .plain = json_get_text(node, "plain"),
        .plain_hant = json_get_text(node, "plain_hant"),
        .plain_en = json_get_text(node, "plain_en"),
        .legal_basis = json_get_text(node, "legal_basis"),
        .legal_basis_en = json_get_text(node, "legal_basis_en"),
        .rhythm_village = letters_for(ctx, node, "village"),
        .rhythm_community = letters_for(ctx, node, "community"),
        .due_rule = due_rules_text(ctx, json_member(node, "due")),
    };
    (void)json_get_int(node, "position", &out->position);
    (void)json_get_int(node, "notice_days", &out->notice_days);
    (void)json_get_bool(node, "finance_group", &out->finance_group);
    if (!affair_parse(json_get_text(node, "affair"), &out->affair) ||
        !audience_parse(json_get_text(node, "audience"), &out->audience) ||
        !optional_audience(node, "after_notice", &out->after_notice) ||
        !optional_audience(node, "files_audience", &out->files_audience))
        return ctx_problem(ctx, "item", out->code);
    return columns_from_node(ctx, json_member(node, "columns"), &out->columns);
}

Status
catalogue_load(Ctx *ctx, RegionCode region, Text json)
{
    const JsonNode *root;
    const JsonNode *list;
    ItemRows own;
    Day effective = ctx_today(ctx);

    TRY(actor_require(ctx, CAN_MANAGE_CATALOGUE, region));
    TRY(item_latest_of(ctx, region, &own));
    if (own.len != 0)
        return OK;
    TRY(json_parse(ctx, json, &root));
    (void)day_parse(json_get_text(root, "effective"), &effective);
    list = json_member(root, "items");
    if (json_len(list) > CATALOGUE_ITEMS_MAX)
        return ctx_problem(ctx, "items", TR(ctx->lang, "事项太多"));
    for (size_t i = 0; i < json_len(list); i++) {
        Item item;

        TRY(item_from_node(ctx, region, json_item(list, i), effective, &item));
        TRY(check_item(ctx, &item));
        TRY(insert(ctx, &item));
    }
    store_touch(ctx, KEY_CATALOGUE);
    return audit(ctx, region, "catalogue.load", 0, T(""));
}

#include "catalogue/catalogue.h"

#include "base/id.h"
#include "base/json_read.h"
#include "base/tr.h"
#include "catalogue/catalogue.sql.h"
#include "store/store.h"

/* ---- names ---- */

static const struct {
    const char *name;
    const char *title;
} affairs[] = {
    [AFFAIR_PARTY] = {"party",   N_("党务")},
    [AFFAIR_VILLAGE] = {"village", N_("村务")},
    [AFFAIR_FINANCE] = {"finance", N_("财务")},
};

const char *
affair_name(Affair affair)
{
    return affairs[affair].name;
}

bool
affair_parse(Text name, Affair *out)
{
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
        if (text_eq(name, text_c(affairs[affair].name))) {
            *out = (Affair)affair;
            return true;
        }
    }
    return false;
}

const char *
affair_title(Affair affair)
{
    return affairs[affair].title;
}

static Text
in_language(Lang lang, Text hans, Text hant, Text en)
{
    if (lang == LANG_HANT && hant.len != 0)
        return hant;
    if (lang == LANG_EN && en.len != 0)
        return en;
    return hans;
}

Text
column_name(const Column *column, Lang lang)
{
    if (lang == LANG_EN && !text_is_empty(column->name_en))
        return column->name_en;
    if (lang == LANG_HANT && !text_is_empty(column->name_hant))
        return column->name_hant;
    return column->name;
}

Text
item_name(const Item *item, Lang lang)
{
    return in_language(lang, item->name, item->name_hant, item->name_en);
}

Text
item_short_name(const Item *item, Lang lang)
{
    Text name = item_name(item, lang);
    size_t wide = text_find(name, T("（"));
    size_t narrow = text_find(name, T(" ("));

    if (wide != 0 && text_ends(name, T("）")))
        return text_slice(name, 0, wide);
    if (narrow != 0 && text_ends(name, T(")")))
        return text_slice(name, 0, narrow);
    return name;
}

Text
item_plain(const Item *item, Lang lang)
{
    return in_language(lang, item->plain, item->plain_hant, item->plain_en);
}

Text
item_rhythm(const Item *item, bool community)
{
    return community ? item->rhythm_community : item->rhythm_village;
}

bool
item_has_rhythm(const Item *item, bool community, Rhythm rhythm)
{
    Text letters = item_rhythm(item, community);

    for (size_t i = 0; i < letters.len; i++)
        if (letters.at[i] == (char)rhythm)
            return true;
    return false;
}

bool
item_closes(const Item *item)
{
    return item->after_notice != AUDIENCE_PUBLIC;
}

Audience
item_audience_on(const Item *item, OptInt notice_until, Day day)
{
    if (item_closes(item) && (!notice_until.set || notice_until.value < day))
        return item->after_notice;
    return item->audience;
}

/* ---- reading ---- */

static Status
from_row(Ctx *ctx, const ItemRow *row, Item *out)
{
    *out = (Item){
        .id = row->id,
        .region = row->region,
        .code = row->code,
        .version = row->version,
        .retired = row->retired,
        .affair = (Affair)row->affair,
        .position = row->position,
        .name = row->name,
        .name_hant = row->name_hant,
        .name_en = row->name_en,
        .plain = row->plain,
        .plain_hant = row->plain_hant,
        .plain_en = row->plain_en,
        .rhythm_village = row->rhythm_village,
        .rhythm_community = row->rhythm_community,
        .due_rule = row->due_rule,
        .notice_days = row->notice_days,
        .finance_group = row->finance_group,
        .legal_basis = row->legal_basis,
        .legal_basis_en = row->legal_basis_en,
        .effective_day = (Day)row->effective_day,
    };
    if (!audience_parse(row->audience, &out->audience) ||
        !audience_parse(row->after_notice, &out->after_notice) ||
        !audience_parse(row->files_audience, &out->files_audience))
        return FAULT;
    return columns_from_json(ctx, row->columns, &out->columns);
}

static Status
from_rows(Ctx *ctx, const ItemRows *rows, Items *out)
{
    *out = (Items){.at = NEW_ARRAY(ctx->arena, Item, rows->len), .len = rows->len};
    for (size_t i = 0; i < rows->len; i++)
        TRY(from_row(ctx, &rows->at[i], &out->at[i]));
    return OK;
}

/* The catalogues that this process has read, each with the version at which it was read. */
typedef struct Cached {
    const void *store;
    RegionCode region;
    uint64_t version;
    Arena *arena;
    Arena *before; /* of what was read before, which an operation may still hold */
    Items items;
} Cached;

enum { CACHED_MAX = 8, CACHED_BYTES_MAX = 4 * 1024 * 1024 };

static Cached cached[CACHED_MAX];
static size_t cached_next;

static Status
load(Ctx *ctx, RegionCode region, Cached *slot)
{
    Arena *operation = ctx->arena;
    Arena *fresh = slot->before != NULL ? slot->before : arena_new(CACHED_BYTES_MAX);
    ItemRows rows;
    Status status;

    arena_reset(fresh);
    slot->before = slot->arena;
    slot->arena = fresh;
    slot->store = NULL;
    ctx->arena = fresh;
    status = item_latest_of(ctx, region, &rows);
    if (status == OK)
        status = from_rows(ctx, &rows, &slot->items);
    ctx->arena = operation;
    return status;
}

/* The newest versions of one region's own catalogue; none is an empty list. */
static Status
own_items(Ctx *ctx, RegionCode region, Items *out)
{
    const Store *store = ctx_store(ctx);
    uint64_t version = store_version_before(ctx, KEY_CATALOGUE);
    Cached *slot = NULL;
    ItemRows rows;

    if (version == STORE_VERSION_UNSETTLED) { /* it is being changed: read, but not kept */
        TRY(item_latest_of(ctx, region, &rows));
        return from_rows(ctx, &rows, out);
    }
    for (size_t i = 0; i < CACHED_MAX; i++)
        if (cached[i].store == store && cached[i].region == region)
            slot = &cached[i];
    if (slot == NULL)
        slot = &cached[cached_next++ % CACHED_MAX];
    if (slot->store != store || slot->region != region || slot->version != version) {
        TRY(load(ctx, region, slot));
        slot->store = store;
        slot->region = region;
        slot->version = version;
    }
    *out = slot->items;
    return OK;
}

/* The catalogue that holds for a place: its district's, or the next one above that has any. */
static Status
items_of_place(Ctx *ctx, RegionCode place, Items *out)
{
    *out = (Items){0};
    for (int level = LEVEL_DISTRICT; level >= LEVEL_TOP && out->len == 0; level--)
        if (level <= (int)region_code_level(place))
            TRY(own_items(ctx, region_code_at(place, (RegionLevel)level), out));
    return OK;
}

Status
catalogue_items(Ctx *ctx, RegionCode place, Items *out)
{
    Items all;
    size_t retired = 0;

    TRY(items_of_place(ctx, place, &all));
    for (size_t i = 0; i < all.len; i++)
        retired += all.at[i].retired;
    *out = all;
    if (retired == 0)
        return OK;
    *out = (Items){.at = NEW_ARRAY(ctx->arena, Item, all.len)};
    for (size_t i = 0; i < all.len; i++)
        if (!all.at[i].retired)
            out->at[out->len++] = all.at[i];
    return OK;
}

Status
catalogue_all(Ctx *ctx, RegionCode place, Items *out)
{
    return items_of_place(ctx, place, out);
}

Status
catalogue_item(Ctx *ctx, RegionCode place, Text code, Item *out)
{
    Items all;

    TRY(items_of_place(ctx, place, &all));
    for (size_t i = 0; i < all.len; i++) {
        if (text_eq(all.at[i].code, code) && !all.at[i].retired) {
            *out = all.at[i];
            return OK;
        }
    }
    return NOT_FOUND;
}

/* Versions that were asked for one by one.  A version never changes. */
enum { VERSIONS_MAX = 256, VERSIONS_BYTES_MAX = 2 * 1024 * 1024 };

static struct {
    const void *store;
    Arena *arena;
    Item at[VERSIONS_MAX];
    size_t len;
} single;

static Status
load_version(Ctx *ctx, int64_t id, Item *out)
{
    Arena *operation = ctx->arena;
    ItemRow row;
    Status status;

    if (single.arena == NULL)
        single.arena = arena_new(CACHED_BYTES_MAX);
    if (single.store != ctx_store(ctx)) {
        single.len = 0;
        arena_reset(single.arena);
        single.store = ctx_store(ctx);
    }
    if (single.len < VERSIONS_MAX && arena_used(single.arena) < VERSIONS_BYTES_MAX)
        ctx->arena = single.arena;
    status = item_by_id(ctx, id, &row);
    if (status == OK)
        status = from_row(ctx, &row, out);
    if (status == OK && ctx->arena != operation)
        single.at[single.len++] = *out;
    ctx->arena = operation;
    return status;
}

static bool
find_version(const Items *items, int64_t id, Item *out)
{
    for (size_t i = 0; i < items->len; i++) {
        if (items->at[i].id == id) {
            *out = items->at[i];
            return true;
        }
    }
    return false;
}

Status
catalogue_version(Ctx *ctx, int64_t id, Item *out)
{
    const Store *store = ctx_store(ctx);

    /* An outdated copy of the list is as good. */
    for (size_t i = 0; i < CACHED_MAX; i++)
        if (cached[i].store == store && find_version(&cached[i].items, id, out))
            return OK;
    if (single.store == store && find_version(&(Items){single.at, single.len}, id, out))
        return OK;
    return load_version(ctx, id, out);
}

Status
catalogue_history(Ctx *ctx, RegionCode region, Text code, Items *out)
{
    ItemRows rows;

    TRY(item_versions(ctx, region, code, &rows));
    return from_rows(ctx, &rows, out);
}

/* What a place's sheets look like is the business of those who read them in there: a village's own
 * people, and a township's for the projects that it keeps. */
static Status
require_reader_of_sheets(Ctx *ctx, RegionCode region)
{
    if (region_code_level(region) < LEVEL_VILLAGE)
        return actor_require(ctx, CAN_EDIT_PROFILE, region);
    if (actor_may(ctx->actor, CAN_DRAFT, region))
        return OK;
    return actor_require(ctx, CAN_KEEP_LEDGER, region);
}

Status
catalogue_match_get(Ctx *ctx, RegionCode region, Text item, Text header, Text *matches_out)
{
    ColumnMatchGetRow row;

    TRY(require_reader_of_sheets(ctx, region));

    TRY(column_match_get(ctx, region, item, header, &row));
    *matches_out = row.matches;
    return OK;
}

Status
catalogue_match_put(Ctx *ctx, RegionCode region, Text item, Text header, Text matches)
{
    TRY(require_reader_of_sheets(ctx, region));
    return column_match_put(
        ctx, &(ColumnMatchPutArgs){
                 .region = region, .item = item, .header = header, .matches = matches});
}

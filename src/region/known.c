/*
 * Places one by one.  Nearly every page names some, and they hardly ever change, so this process
 * keeps those that it has read, with the version of KEY_PLACES at which it did.
 */
#include <string.h>

#include "region/rows.h"
#include "region/setting.h"
#include "store/store.h"

enum { KNOWN_MAX = 1024, NAME_BYTES_MAX = 128 };

/* Found by code; a later one with the same slot replaces it. */
typedef struct Known {
    const Store *store; /* NULL: empty */
    uint64_t version;
    RegionCode code;
    bool missing;
    Region region; /* its name: in name[] */
    char name[NAME_BYTES_MAX];
} Known;

static Known known[KNOWN_MAX];

static Known *
slot_of(RegionCode code)
{
    return &known[((uint64_t)code * 0x9E3779B97F4A7C15u) >> 54];
}

/* OK or NOT_FOUND when the place is known, BUSY when it has to be read. */
static Status
known_place(const Ctx *ctx, RegionCode code, Region *out)
{
    uint64_t version = store_version_before(ctx, KEY_PLACES);
    const Known *slot = slot_of(code);

    if (slot->store != ctx_store(ctx) || slot->code != code || slot->version != version ||
        version == STORE_VERSION_UNSETTLED)
        return BUSY;
    if (slot->missing)
        return NOT_FOUND;
    *out = slot->region;
    out->name = text_copy(ctx->arena, (Text){slot->name, slot->region.name.len});
    return OK;
}

/* region: as it was read; NULL: there is no such place. */
static void
known_place_keep(const Ctx *ctx, RegionCode code, const Region *region)
{
    uint64_t version = store_version_before(ctx, KEY_PLACES);
    Known *slot = slot_of(code);

    if (version == STORE_VERSION_UNSETTLED || (region != NULL && region->name.len > NAME_BYTES_MAX))
        return;
    *slot = (Known){
        .store = ctx_store(ctx), .version = version, .code = code, .missing = region == NULL};
    if (region == NULL)
        return;
    slot->region = *region;
    memcpy(slot->name, region->name.at, region->name.len);
}

/* ---- rows ---- */

Region
region_from_row(RegionRow row)
{
    return (Region){
        .code = row.code,
        .parent = row.parent,
        .level = (RegionLevel)row.level,
        .community = row.community,
        .name = row.name,
        .closed_day = row.closed_day,
        .successor = row.successor.set ? row.successor.value : 0,
    };
}

Regions
region_from_rows(Ctx *ctx, RegionRows rows)
{
    Regions regions = {.at = NEW_ARRAY(ctx->arena, Region, rows.len), .len = rows.len};

    for (size_t i = 0; i < rows.len; i++)
        regions.at[i] = region_from_row(rows.at[i]);
    return regions;
}

Status
region_get(Ctx *ctx, RegionCode code, Region *out)
{
    Status status = known_place(ctx, code, out);
    RegionRow row;

    if (status != BUSY)
        return status;
    status = region_by_code(ctx, code, &row);
    if (status == OK)
        *out = region_from_row(row);
    if (status == OK || status == NOT_FOUND)
        known_place_keep(ctx, code, status == OK ? out : NULL);
    return status;
}

/* The codes of a place and of those above it that differ, province first. */
static size_t
codes_of_path(RegionCode code, RegionCode codes[REGION_PATH_MAX])
{
    size_t count = 0;

    for (int level = LEVEL_PROVINCE; level <= LEVEL_VILLAGE; level++) {
        RegionCode at = region_code_at(code, (RegionLevel)level);

        if (count == 0 || codes[count - 1] != at)
            codes[count++] = at;
    }
    return count;
}

static Status
read_path(Ctx *ctx, RegionCode code, Regions *out)
{
    RegionCode codes[REGION_PATH_MAX];
    size_t count = codes_of_path(code, codes);
    RegionRows rows;

    TRY(region_path_of(ctx,
                       &(RegionPathOfArgs){
                           .province = region_code_at(code, LEVEL_PROVINCE),
                           .city = region_code_at(code, LEVEL_CITY),
                           .district = region_code_at(code, LEVEL_DISTRICT),
                           .township = region_code_at(code, LEVEL_TOWNSHIP),
                           .code = code,
                       },
                       &rows));
    *out = region_from_rows(ctx, rows);
    for (size_t i = 0, at = 0; i < count; i++) {
        bool there = at < out->len && out->at[at].code == codes[i];

        known_place_keep(ctx, codes[i], there ? &out->at[at] : NULL);
        at += there;
    }
    return OK;
}

Status
region_path(Ctx *ctx, RegionCode code, Regions *out)
{
    RegionCode codes[REGION_PATH_MAX];
    size_t count = codes_of_path(code, codes);
    Status status = OK;

    *out = (Regions){.at = NEW_ARRAY(ctx->arena, Region, count)};
    for (size_t i = 0; i < count && status != BUSY; i++) {
        status = known_place(ctx, codes[i], &out->at[out->len]);
        out->len += status == OK;
    }
    if (status == BUSY)
        TRY(read_path(ctx, code, out));
    return out->len != 0 && out->at[out->len - 1].code == code ? OK : NOT_FOUND;
}

/* ---- the topmost ---- */

static struct {
    const Store *store;
    uint64_t settings, places;
    RegionCode code;
} top;

static bool
known_top(const Ctx *ctx, RegionCode *out)
{
    *out = top.code;
    return top.store == ctx_store(ctx) && top.settings != STORE_VERSION_UNSETTLED &&
           top.places != STORE_VERSION_UNSETTLED &&
           top.settings == store_version_before(ctx, KEY_SETTINGS) &&
           top.places == store_version_before(ctx, KEY_PLACES);
}

static void
known_top_keep(const Ctx *ctx, RegionCode code)
{
    top.store = ctx_store(ctx);
    top.settings = store_version_before(ctx, KEY_SETTINGS);
    top.places = store_version_before(ctx, KEY_PLACES);
    top.code = code;
}

Status
region_top(Ctx *ctx, RegionCode *out)
{
    Text setting;
    RegionCode code = 0;
    Status status;

    if (known_top(ctx, out))
        return OK;
    status = setting_text(ctx, T("top_region"), &setting);
    if (status == OK && region_code_parse(setting, out)) {
        known_top_keep(ctx, *out);
        return OK;
    }
    if (status != OK && status != NOT_FOUND)
        return status;
    for (int level = LEVEL_PROVINCE; level <= LEVEL_DISTRICT; level++) {
        RegionSingleChildRow row;

        TRY(region_single_child(ctx, code, &row));
        if (row.children != 1)
            break;
        code = row.code.value;
    }
    known_top_keep(ctx, code);
    *out = code;
    return OK;
}

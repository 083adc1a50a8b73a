/*
 * What happens to places: they are renamed, move under another township, close.  Their history
 * stays readable.
 */
#include "base/id.h"
#include "base/tr.h"
#include "region/names.h"
#include "region/region.h"
#include "region/region.sql.h"
#include "region/tally.h"
#include "store/store.h"

enum { NOTE_CHARS_MAX = 200 };

void
region_touch(Ctx *ctx, RegionCode code)
{
    RegionCode last = -1;

    for (int level = LEVEL_VILLAGE; level >= LEVEL_TOP; level--) {
        RegionCode at = region_code_at(code, (RegionLevel)level);

        if (at != last)
            store_touch(ctx, at);
        last = at;
    }
}

static Status
check_name(Ctx *ctx, Text name)
{
    if (text_is_blank(name))
        return ctx_problem(ctx, "name", TR(ctx->lang, "请写名称"));
    if (!text_is_clean(name) || text_chars(name) > REGION_NAME_CHARS_MAX)
        return ctx_problem(ctx, "name", TR(ctx->lang, "名称太长或含有无法显示的字符"));
    return OK;
}

static Status
check_note(Ctx *ctx, Text note)
{
    if (!text_is_clean(note) || text_chars(note) > NOTE_CHARS_MAX)
        return ctx_problem(ctx, "note", TR(ctx->lang, "说明太长或含有无法显示的字符"));
    return OK;
}

static Status
check_day(Ctx *ctx, Day day)
{
    if (day > ctx_today(ctx))
        return ctx_problem(ctx, "day", TR(ctx->lang, "日期不能在今天以后"));
    return OK;
}

/* The place, when it is open and the acting person may change it. */
static Status
open_region(Ctx *ctx, RegionCode code, Region *out)
{
    TRY(actor_require(ctx, CAN_MANAGE_REGIONS, code));
    TRY(region_get(ctx, code, out));
    return out->closed_day.set ? CONFLICT : OK;
}

static Status
record(Ctx *ctx, const Region *region, const char *kind, RegionCode other, Day day, Text note)
{
    return region_event_insert(ctx, &(RegionEventInsertArgs){
                                        .id = id_new(),
                                        .region = region->code,
                                        .day = day,
                                        .kind = text_c(kind),
                                        .old_name = region->name,
                                        .other = other != 0 ? SOME_INT(other) : (OptInt){0},
                                        .note = note,
                                    });
}

Status
region_rename(Ctx *ctx, RegionCode code, Text new_name, Day day, Text note)
{
    Region region;
    int64_t changed;
    Text name = text_trim(new_name);

    TRY(open_region(ctx, code, &region));
    TRY(check_name(ctx, name));
    TRY(check_note(ctx, note));
    TRY(check_day(ctx, day));
    if (text_eq(name, region.name))
        return ctx_problem(ctx, "name", TR(ctx->lang, "新名称和现在的一样"));
    store_touch(ctx, KEY_PLACES);
    TRY(region_set_name(ctx, code, name, &changed));
    TRY(record(ctx, &region, "renamed", 0, day, note));
    /* The old name stays an alias: people go on using it. */
    TRY(region_alias_insert(ctx, code, region.name));
    TRY(region_names_index(ctx, code, name));
    region_touch(ctx, code);
    return audit(ctx, code, "region.rename", code, name);
}

static Status
count_village(Ctx *ctx, const Region *region, int64_t delta)
{
    if (region->level == LEVEL_VILLAGE)
        return tally_add(ctx, region->code, TALLY_VILLAGES, 0, delta);
    if (region->level == LEVEL_TOWNSHIP)
        return tally_add(ctx, region->code, TALLY_TOWNSHIPS, 0, delta);
    return OK;
}

Status
region_add(Ctx *ctx, const Region *region)
{
    store_touch(ctx, KEY_PLACES);
    TRY(region_insert(ctx, &(RegionInsertArgs){.code = region->code,
                                               .parent = region->parent,
                                               .level = region->level,
                                               .community = region->community,
                                               .name = region->name}));
    TRY(region_names_index(ctx, region->code, region->name));
    return OK;
}

Status
region_close(Ctx *ctx, RegionCode code, RegionCode successor, Day day, Text note)
{
    Region region;
    Region next;
    int64_t changed;

    TRY(open_region(ctx, code, &region));
    TRY(check_note(ctx, note));
    TRY(check_day(ctx, day));
    if (region.level < LEVEL_TOWNSHIP)
        return ctx_problem(ctx, "region", TR(ctx->lang, "只能撤销乡镇（街道）和村（社区）"));
    if (successor != 0) {
        TRY(actor_require(ctx, CAN_MANAGE_REGIONS, successor));
        if (successor == code || region_get(ctx, successor, &next) != OK || next.closed_day.set)
            return ctx_problem(ctx, "successor", TR(ctx->lang, "没有找到并入的村（社区）"));
    }
    store_touch(ctx, KEY_PLACES);
    TRY(region_set_closed(ctx, code, day, successor != 0 ? SOME_INT(successor) : (OptInt){0},
                          &changed));
    TRY(record(ctx, &region, "closed", successor, day, note));
    TRY(count_village(ctx, &region, -1));
    region_touch(ctx, code);
    return audit(ctx, code, "region.close", code, note);
}

Status
region_move(Ctx *ctx, RegionCode code, RegionCode new_code, Day day, Text note)
{
    Region region;
    Region township;
    Region moved;
    RegionProfile profile;
    int64_t changed;

    TRY(open_region(ctx, code, &region));
    TRY(actor_require(ctx, CAN_MANAGE_REGIONS, new_code));
    TRY(check_note(ctx, note));
    TRY(check_day(ctx, day));
    if (region.level != LEVEL_VILLAGE || region_code_level(new_code) != LEVEL_VILLAGE)
        return ctx_problem(ctx, "code", TR(ctx->lang, "只有村（社区）可以划转，请写 12 位新代码"));
    if (region_get(ctx, region_code_at(new_code, LEVEL_TOWNSHIP), &township) != OK ||
        township.closed_day.set)
        return ctx_problem(ctx, "code", TR(ctx->lang, "新代码所属的乡镇（街道）不存在"));
    if (region_get(ctx, new_code, &moved) == OK)
        return ctx_problem(ctx, "code", TR(ctx->lang, "新代码已经有别的村（社区）在用"));
    moved = region;
    moved.code = new_code;
    moved.parent = township.code;
    TRY(region_profile_get(ctx, code, &profile));
    store_touch(ctx, KEY_PLACES);
    TRY(region_set_closed(ctx, code, day, SOME_INT(new_code), &changed));
    TRY(record(ctx, &region, "moved", new_code, day, note));
    TRY(region_add(ctx, &moved));
    TRY(record(ctx, &moved, "moved", code, day, note));
    TRY(count_village(ctx, &region, -1));
    TRY(count_village(ctx, &moved, +1));
    TRY(region_profile_put(ctx, new_code, &profile));
    region_touch(ctx, code);
    region_touch(ctx, new_code);
    return audit(ctx, code, "region.move", new_code, note);
}

Status
region_history(Ctx *ctx, RegionCode code, RegionEvents *out)
{
    RegionEventsOfRows rows;

    TRY(region_events_of(ctx, code, &rows));
    *out = (RegionEvents){.at = NEW_ARRAY(ctx->arena, RegionEvent, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (RegionEvent){
            .day = (Day)rows.at[i].day,
            .kind = rows.at[i].kind,
            .old_name = rows.at[i].old_name,
            .other = rows.at[i].other.set ? rows.at[i].other.value : 0,
            .note = rows.at[i].note,
        };
    return OK;
}

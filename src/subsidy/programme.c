/*
 * Programmes: what there is, who gives the money, and how much for one unit.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "store/store.h"
#include "subsidy/inside.h"

static Programme
programme_from(const ProgrammeRecord *record)
{
    return (Programme){
        .id = record->id,
        .region = record->region,
        .name = record->name,
        .source = record->source,
        .unit = record->unit,
        .standard_fen = record->standard_fen,
        .ground = record->ground,
        .retired_day = record->retired_day,
    };
}

bool
programme_may_manage(const Actor *actor, RegionCode region)
{
    return actor_may(actor, CAN_EDIT_PROFILE, region) || actor_may(actor, CAN_KEEP_LEDGER, region);
}

Status
programme_get(Ctx *ctx, int64_t id, Programme *out)
{
    ProgrammeRecord record;

    TRY(programme_by_id(ctx, id, &record));
    *out = programme_from(&record);
    return OK;
}

/* Appends those of one place that are retired or not. */
static void
take(const ProgrammeRecords *rows, bool retired, Programmes *out)
{
    for (size_t i = 0; i < rows->len && out->len < PROGRAMMES_MAX; i++)
        if (rows->at[i].retired_day.set == retired)
            out->at[out->len++] = programme_from(&rows->at[i]);
}

Status
programme_list(Ctx *ctx, RegionCode place, Programmes *out)
{
    Regions path;
    ProgrammeRecords rows[REGION_PATH_MAX];

    *out = (Programmes){.at = NEW_ARRAY(ctx->arena, Programme, PROGRAMMES_MAX)};
    TRY(region_path(ctx, place, &path));
    for (size_t i = 0; i < path.len && i < REGION_PATH_MAX; i++)
        TRY(programmes_of(ctx, path.at[i].code, PROGRAMMES_MAX, &rows[i]));
    for (int retired = 0; retired < 2; retired++)
        for (size_t i = path.len < REGION_PATH_MAX ? path.len : REGION_PATH_MAX; i > 0; i--)
            take(&rows[i - 1], retired == 1, out);
    return OK;
}

Status
programme_find(Ctx *ctx, RegionCode place, Text name, Programme *out)
{
    Regions path;
    ProgrammeRecord record;

    TRY(region_path(ctx, place, &path));
    for (size_t i = path.len; i > 0; i--) {
        Status status = programme_by_name(ctx, path.at[i - 1].code, name, &record);

        if (status == OK)
            *out = programme_from(&record);
        if (status != NOT_FOUND)
            return status;
    }
    return NOT_FOUND;
}

/* Villages' pages show the programmes of the places above; for those there is one counter, which
 * seldom moves. */
static void
touch_programmes(Ctx *ctx, RegionCode region)
{
    region_touch(ctx, region);
    store_touch(ctx, KEY_CATALOGUE);
}

static Status
check(Ctx *ctx, const Programme *programme)
{
    Region place;
    Status status = region_get(ctx, programme->region, &place);

    if (status == NOT_FOUND)
        return ctx_problem(ctx, "region", TR(ctx->lang, "没有这个地区代码"));
    TRY(status);
    check_text(ctx, "name", programme->name, PROGRAMME_NAME_CHARS_MAX,
               TR(ctx->lang, "请写补贴项目的名称"));
    check_text(ctx, "source", programme->source, PROGRAMME_TEXT_CHARS_MAX,
               TR(ctx->lang, "请写钱从哪里来，例如“中央财政”"));
    check_text(ctx, "unit", programme->unit, PROGRAMME_UNIT_CHARS_MAX,
               TR(ctx->lang, "请写按什么算，例如“亩”“人”"));
    check_text(ctx, "ground", programme->ground, PROGRAMME_TEXT_CHARS_MAX, (Text){0});
    if (programme->standard_fen <= 0 || programme->standard_fen > FEN_MAX)
        (void)!ctx_problem(ctx, "standard", TR(ctx->lang, "标准要大于 0"));
    return ctx_checked(ctx);
}

Status
programme_put(Ctx *ctx, const Programme *programme, int64_t *id_out)
{
    Programme row = *programme, before;
    ProgrammeRecord twin;
    Status status;

    if (row.id != 0) {
        TRY(programme_get(ctx, row.id, &before));
        row.region = before.region;
    }
    if (!programme_may_manage(ctx->actor, row.region))
        return DENIED;
    row.name = text_trim(row.name);
    row.source = text_trim(row.source);
    row.unit = text_trim(row.unit);
    row.ground = text_trim(row.ground);
    TRY(check(ctx, &row));
    status = programme_by_name(ctx, row.region, row.name, &twin);
    if (status == OK && twin.id != row.id)
        return ctx_problem(ctx, "name", TR(ctx->lang, "这个补贴项目已经有了"));
    if (status != OK && status != NOT_FOUND)
        return status;
    *id_out = row.id != 0 ? row.id : id_new();
    if (row.id != 0)
        TRY(programme_update(ctx, &(ProgrammeUpdateArgs){row.id, row.name, row.source, row.unit,
                                                         row.standard_fen, row.ground}));
    else
        TRY(programme_insert(ctx, &(ProgrammeInsertArgs){*id_out, row.region, row.name, row.source,
                                                         row.unit, row.standard_fen, row.ground}));
    touch_programmes(ctx, row.region);
    return audit(ctx, row.region, row.id != 0 ? "programme.change" : "programme.add", *id_out,
                 row.name);
}

Status
programme_set_retired(Ctx *ctx, int64_t id, bool retired)
{
    Programme programme;

    TRY(programme_get(ctx, id, &programme));
    if (!programme_may_manage(ctx->actor, programme.region))
        return DENIED;
    if (programme.retired_day.set == retired)
        return OK;
    TRY(programme_set_retired_day(ctx, id, retired ? SOME_INT(ctx_today(ctx)) : (OptInt){0}));
    touch_programmes(ctx, programme.region);
    return audit(ctx, programme.region, retired ? "programme.retire" : "programme.reopen", id,
                 programme.name);
}

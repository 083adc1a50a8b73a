#include "region/changed.h"

#include "region/changed.sql.h"

Status
changed_note(Ctx *ctx, ChangedKind kind, RegionCode region, int64_t object)
{
    return changed_put(
        ctx, &(ChangedPutArgs){.kind = kind, .region = region, .object = object, .now = ctx->now});
}

Status
changed_list(Ctx *ctx, int64_t limit, ChangedList *out)
{
    ChangedRows rows;

    TRY(changed_first(ctx, limit, &rows));
    *out = (ChangedList){.at = NEW_ARRAY(ctx->arena, Changed, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (Changed){.kind = (ChangedKind)rows.at[i].kind,
                               .region = rows.at[i].region,
                               .object = rows.at[i].object};
    return OK;
}

Status
changed_done(Ctx *ctx, const Changed *changed)
{
    return changed_remove(ctx, changed->kind, changed->region, changed->object);
}

Status
changed_done_all(Ctx *ctx, ChangedKind kind)
{
    return changed_remove_all(ctx, kind);
}

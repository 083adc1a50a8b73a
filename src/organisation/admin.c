/*
 * Who counts as an admin, where, and whether trained: one row each, and the tallies of them.
 */
#include "organisation/inside.h"

#include "organisation/organisation.sql.h"
#include "organisation/training.sql.h"

enum { PIECE = 500 };

bool
admin_seat(RoleGrants grants, Role *role_out, RegionCode *region_out)
{
    bool found = false;

    for (size_t i = 0; i < grants.len; i++) {
        const RoleGrant *grant = &grants.at[i];
        bool admin = grant->role == ROLE_VILLAGE_ADMIN || grant->role == ROLE_FINANCE_GROUP ||
                     grant->role == ROLE_TOWNSHIP || grant->role == ROLE_DISTRICT;

        /* They come by place and role, so the first of a level stays. */
        if (!admin || (found && region_code_level(grant->region) >= region_code_level(*region_out)))
            continue;
        *role_out = grant->role;
        *region_out = grant->region;
        found = true;
    }
    return found;
}

/* What an account should count as; region -1: as nothing. */
typedef struct Seat {
    RegionCode region;
    Role role;
    OptInt trained_day;
} Seat;

enum { NO_SEAT = -1 };

static Status
seat_of(Ctx *ctx, int64_t id, Seat *out)
{
    Account account;
    AdminTrainedRow trained;

    *out = (Seat){.region = NO_SEAT};
    TRY(account_get(ctx, id, &account));
    if (account.disabled || !admin_seat(account.grants, &out->role, &out->region))
        return OK;
    TRY(admin_trained(ctx, id, &trained));
    out->trained_day = trained.day;
    return OK;
}

static Status
count(Ctx *ctx, TallyBatch *batch, const Seat *seat, int64_t delta)
{
    if (seat->region == NO_SEAT)
        return OK;
    if (batch != NULL) {
        tally_batch_add(batch, seat->region, TALLY_ADMINS, 0, delta);
        if (seat->trained_day.set)
            tally_batch_add(batch, seat->region, TALLY_ADMINS_TRAINED, (Day)seat->trained_day.value,
                            delta);
        return OK;
    }
    TRY(tally_add(ctx, seat->region, TALLY_ADMINS, 0, delta));
    if (!seat->trained_day.set)
        return OK;
    return tally_add(ctx, seat->region, TALLY_ADMINS_TRAINED, (Day)seat->trained_day.value, delta);
}

static Status
stored_seat(Ctx *ctx, int64_t account, Seat *out)
{
    AdminRowRow row;
    Status status = admin_row(ctx, account, &row);

    *out = (Seat){.region = NO_SEAT};
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    out->region = row.region;
    out->trained_day = row.trained_day;
    return role_parse(row.role, &out->role) ? OK : FAULT;
}

static bool
same_seat(const Seat *a, const Seat *b)
{
    return a->region == b->region && a->role == b->role &&
           a->trained_day.set == b->trained_day.set &&
           (!a->trained_day.set || a->trained_day.value == b->trained_day.value);
}

Status
admin_recount(Ctx *ctx, TallyBatch *batch, int64_t account)
{
    Seat before, now;

    TRY(stored_seat(ctx, account, &before));
    TRY(seat_of(ctx, account, &now));
    if (same_seat(&before, &now))
        return OK;
    TRY(count(ctx, batch, &before, -1));
    TRY(count(ctx, batch, &now, +1));
    if (before.region != NO_SEAT)
        region_touch(ctx, before.region);
    if (now.region == NO_SEAT)
        return admin_delete(ctx, account);
    region_touch(ctx, now.region);
    return admin_write(ctx, &(AdminWriteArgs){
                                .account = account,
                                .region = now.region,
                                .role = text_c(role_name(now.role)),
                                .trained_day = now.trained_day,
                            });
}

Status
admin_changed(Ctx *ctx, int64_t account)
{
    return admin_recount(ctx, NULL, account);
}

/* ---- figures ---- */

Status
admin_figures(Ctx *ctx, RegionCode region, AdminFigures *out)
{
    TRY(tally_total(ctx, region, TALLY_ADMINS, &out->total));
    TRY(tally_total(ctx, region, TALLY_ADMINS_TRAINED, &out->trained));
    return tally_between(ctx, region, TALLY_TRAININGS, 1, ctx_today(ctx), &out->sessions);
}

Status
admin_figures_below(Ctx *ctx, RegionCode region, PlaceFiguresList *out)
{
    AdminBelowRows rows;

    TRY(admin_below(ctx,
                    &(AdminBelowArgs){.parent = region,
                                      .total = TALLY_ADMINS,
                                      .trained = TALLY_ADMINS_TRAINED,
                                      .sessions = TALLY_TRAININGS,
                                      .limit = REGION_CHILDREN_MAX},
                    &rows));
    *out = (PlaceFiguresList){.at = NEW_ARRAY(ctx->arena, PlaceFigures, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = (PlaceFigures){
            .region = rows.at[i].code,
            .name = rows.at[i].name,
            .figures = {rows.at[i].total, rows.at[i].trained, rows.at[i].sessions},
        };
    return OK;
}

/* ---- all of them ---- */

typedef Status AdminStep(Ctx *ctx, TallyBatch *batch, int64_t account);

/* Calls step once for each account that has a role of the three levels. */
static Status
each_holder(Ctx *ctx, TallyBatch *batch, AdminStep *step)
{
    int64_t ids[PIECE], after = 0, last = 0;
    size_t got;

    do {
        ArenaMark mark = arena_mark(ctx->arena);
        AdminHoldersRows rows;

        TRY(admin_holders(ctx, after, PIECE, &rows));
        got = rows.len;
        for (size_t i = 0; i < got; i++)
            ids[i] = rows.at[i].account;
        arena_release(ctx->arena, mark);
        for (size_t i = 0; i < got; i++) {
            after = ids[i];
            if (after != last)
                TRY(step(ctx, batch, after));
            last = after;
        }
    } while (got == PIECE);
    return OK;
}

static Status
each_row(Ctx *ctx, TallyBatch *batch, AdminStep *step)
{
    int64_t ids[PIECE], after = 0;
    size_t got;

    do {
        ArenaMark mark = arena_mark(ctx->arena);
        AdminRowsAfterRows rows;

        TRY(admin_rows_after(ctx, after, PIECE, &rows));
        got = rows.len;
        for (size_t i = 0; i < got; i++)
            after = ids[i] = rows.at[i].account;
        arena_release(ctx->arena, mark);
        for (size_t i = 0; i < got; i++)
            TRY(step(ctx, batch, ids[i]));
    } while (got == PIECE);
    return OK;
}

Status
organisation_count_all(Ctx *ctx)
{
    TallyBatch *batch = tally_batch_new(ctx);

    TRY(actor_require(ctx, CAN_TRAIN, 0));
    TRY(each_holder(ctx, batch, admin_recount));
    TRY(each_row(ctx, batch, admin_recount));
    return tally_batch_write(ctx, batch);
}

static Status
add_as_it_is(Ctx *ctx, TallyBatch *batch, int64_t account)
{
    Seat seat;

    TRY(seat_of(ctx, account, &seat));
    return count(ctx, batch, &seat, +1);
}

Status
organisation_recount(Ctx *ctx, TallyBatch *batch)
{
    int64_t after = 0;
    TrainingAllRows rows;

    TRY(each_holder(ctx, batch, add_as_it_is));
    do {
        TRY(training_all(ctx, after, PIECE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            after = rows.at[i].id;
            tally_batch_add(batch, rows.at[i].region, TALLY_TRAININGS, (Day)rows.at[i].day, +1);
        }
    } while (rows.len == PIECE);
    return OK;
}

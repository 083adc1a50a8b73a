/*
 * Who attended a session.
 */
#include "base/tr.h"
#include "organisation/inside.h"
#include "organisation/organisation.sql.h"
#include "organisation/training.sql.h"

#include <stdlib.h>

static Role
role_of(Text name)
{
    Role role = ROLE_VILLAGE_ADMIN;

    (void)role_parse(name, &role);
    return role;
}

/* ---- reading ---- */

/* REGION-ACCOUNT of the last one. */
static bool
parse_cursor(Text cursor, RegionCode place, TrainingPeopleOfArgs *args)
{
    Text region, account;

    args->region = region_range(place).first;
    args->account = 0;
    if (text_is_empty(cursor))
        return true;
    return text_cut(cursor, '-', &region, &account) && text_to_i64(region, &args->region) &&
           text_to_i64(account, &args->account) && region_contains(place, args->region);
}

Status
training_people(Ctx *ctx, int64_t session, RegionCode place, Text cursor, int limit, Trainees *out)
{
    TraineeRows rows;
    TrainingPeopleOfArgs args = {
        .session = session, .last = region_range(place).last, .limit = limit + 1};

    *out = (Trainees){0};
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, place));
    if (!parse_cursor(cursor, place, &args))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "这一页找不到了，请从第一页看起"));
    TRY(training_people_of(ctx, &args, &rows));
    out->at = NEW_ARRAY(ctx->arena, Trainee, rows.len);
    for (size_t i = 0; i < rows.len && i < (size_t)limit; i++)
        out->at[out->len++] = (Trainee){
            .account = rows.at[i].account,
            .login = rows.at[i].login,
            .name = rows.at[i].name,
            .role = role_of(rows.at[i].role),
            .region = rows.at[i].region,
            .place = rows.at[i].place,
            .trained_day = rows.at[i].trained_day,
            .attended = rows.at[i].attended,
        };
    if (rows.len > (size_t)limit && out->len != 0) {
        const Trainee *last = &out->at[out->len - 1];

        out->next = text_printf(ctx->arena, "%012lld-%lld", (long long)last->region,
                                (long long)last->account);
    }
    return OK;
}

static int
by_place(const void *left, const void *right)
{
    const Trainee *a = left;
    const Trainee *b = right;

    if (a->region != b->region)
        return a->region < b->region ? -1 : 1;
    return a->account < b->account ? -1 : a->account > b->account;
}

Status
training_attended(Ctx *ctx, const Training *training, int limit, Trainees *out)
{
    TrainingAttendedOfRows rows;

    TRY(training_attended_of(ctx, training->id, limit, &rows));
    *out = (Trainees){.at = NEW_ARRAY(ctx->arena, Trainee, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (Trainee){
            .account = rows.at[i].account,
            .login = rows.at[i].login,
            .name = rows.at[i].name,
            .role = rows.at[i].role.at != NULL ? role_of(rows.at[i].role) : ROLE_COUNT,
            .region = rows.at[i].region.set ? rows.at[i].region.value : 0,
            .place = rows.at[i].place.at != NULL ? rows.at[i].place : T(""),
            .trained_day = rows.at[i].trained_day,
            .attended = true,
        };
    if (out->len != 0)
        qsort(out->at, out->len, sizeof out->at[0], by_place);
    return OK;
}

/* ---- writing ---- */

/* Only an admin at or below the place that holds it can be put down; whoever was can be taken off
 * later on, wherever they work by then. */
static Status
mark(Ctx *ctx, const Training *training, const Attendance *one, int64_t *changed_out)
{
    AdminRowRow row;
    Status status;

    if (!one->attended)
        return attendance_take(ctx, training->id, one->account, changed_out);
    status = admin_row(ctx, one->account, &row);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == NOT_FOUND || !region_contains(training->region, row.region))
        return ctx_problem(ctx, "people", TR(ctx->lang, "名单里有不归这里的人，请刷新后再勾"));
    return attendance_add(ctx, training->id, one->account, changed_out);
}

Status
training_attend(Ctx *ctx, int64_t id, const Attendance *marks, size_t len, int64_t *changed_out)
{
    Training training;

    *changed_out = 0;
    TRY(training_get(ctx, id, &training));
    TRY(actor_require(ctx, CAN_TRAIN, training.region));
    if (training.day > ctx_today(ctx))
        return ctx_problem(ctx, "day", TR(ctx->lang, "培训还没到日子，到了那天再签到"));
    for (size_t i = 0; i < len; i++) {
        int64_t changed;

        TRY(mark(ctx, &training, &marks[i], &changed));
        if (changed == 0)
            continue;
        *changed_out += changed;
        if (training.counts)
            TRY(admin_recount(ctx, NULL, marks[i].account));
    }
    if (*changed_out == 0)
        return OK;
    return audit(
        ctx, training.region, "training.attendance", id,
        text_printf(ctx->arena, "%.*s: %lld", TEXT_ARGS(training.title), (long long)*changed_out));
}

Status
training_load_attendance(Ctx *ctx, int64_t session, int64_t account)
{
    int64_t changed;

    TRY(actor_require(ctx, CAN_TRAIN, 0));
    return attendance_add(ctx, session, account, &changed);
}

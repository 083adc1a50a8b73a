/*
 * Training sessions: when, where, by whom, for whom.
 */
#include "base/id.h"
#include "base/tr.h"
#include "organisation/inside.h"
#include "organisation/training.sql.h"

enum { COMING_MAX = 20 };

void
organisation_text(Ctx *ctx, const char *field, Text *text, size_t chars_max, const char *wanted)
{
    *text = text_trim(text->at != NULL ? *text : T(""));
    if (wanted != NULL && text_is_blank(*text))
        (void)!ctx_problem(ctx, field, tr_text(ctx->lang, wanted));
    else
        (void)!ctx_text_ok(ctx, field, *text, chars_max);
}

static Training
from_row(const TrainingRow *row)
{
    return (Training){
        .id = row->id,
        .region = row->region,
        .day = (Day)row->day,
        .title = row->title,
        .trainer = row->trainer,
        .place = row->place,
        .minutes = row->minutes,
        .audience = row->audience,
        .counts = row->counts,
        .attended = row->attended,
    };
}

/* ---- reading ---- */

/* DAY-ID of the last one. */
static bool
parse_cursor(Text cursor, int64_t *day_out, int64_t *id_out)
{
    Text day, id;

    *day_out = INT32_MAX;
    *id_out = 0;
    if (text_is_empty(cursor))
        return true;
    return text_cut(cursor, '-', &day, &id) && text_to_i64(day, day_out) && text_to_i64(id, id_out);
}

Status
training_list(Ctx *ctx, RegionCode region, Text cursor, Trainings *out)
{
    TrainingRows rows;
    TrainingOfArgs args = {.region = region, .limit = TRAININGS_PAGE + 1};

    *out = (Trainings){0};
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, region));
    if (!parse_cursor(cursor, &args.day, &args.id))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "这一页找不到了，请从第一页看起"));
    TRY(training_of(ctx, &args, &rows));
    out->at = NEW_ARRAY(ctx->arena, Training, rows.len);
    for (size_t i = 0; i < rows.len && i < TRAININGS_PAGE; i++)
        out->at[out->len++] = from_row(&rows.at[i]);
    if (rows.len > TRAININGS_PAGE) {
        const Training *last = &out->at[out->len - 1];

        out->next = text_printf(ctx->arena, "%d-%lld", last->day, (long long)last->id);
    }
    return OK;
}

/* Merges the sessions of one more place into those that were found, the next first. */
static void
merge(Trainings *all, const TrainingRows *more)
{
    for (size_t i = 0; i < more->len; i++) {
        size_t at = all->len++;

        for (; at > 0 && all->at[at - 1].day > more->at[i].day; at--)
            all->at[at] = all->at[at - 1];
        all->at[at] = from_row(&more->at[i]);
    }
}

Status
training_coming(Ctx *ctx, RegionCode region, Trainings *out)
{
    RegionCode last = -1;

    *out = (Trainings){
        .at = NEW_ARRAY(ctx->arena, Training, (size_t)COMING_MAX * (LEVEL_VILLAGE + 1))};
    for (int level = LEVEL_VILLAGE; level >= LEVEL_TOP; level--) {
        RegionCode code = region_code_at(region, (RegionLevel)level);
        TrainingRows rows;

        if (code == last)
            continue;
        last = code;
        TRY(training_next(ctx, code, ctx_today(ctx), COMING_MAX, &rows));
        merge(out, &rows);
    }
    if (out->len > COMING_MAX)
        out->len = COMING_MAX;
    return OK;
}

static Status
fetch(Ctx *ctx, int64_t id, Training *out)
{
    TrainingRow row;

    TRY(training_row(ctx, id, &row));
    *out = from_row(&row);
    return OK;
}

Status
training_get(Ctx *ctx, int64_t id, Training *out)
{
    TRY(fetch(ctx, id, out));
    return actor_may(ctx->actor, CAN_TRAIN, out->region) ||
                   actor_may(ctx->actor, CAN_READ_STAFF_PARTS, out->region)
               ? OK
               : NOT_FOUND;
}

/* ---- writing ---- */

static Status
check(Ctx *ctx, Training *training, const Training *before)
{
    Date latest = day_to_date(ctx_today(ctx));

    latest = (Date){latest.year + TRAINING_YEARS_AHEAD, 12, 31};
    organisation_text(ctx, "title", &training->title, TRAINING_TEXT_CHARS_MAX,
                      N_("请写培训的题目，例如“平台操作培训”"));
    organisation_text(ctx, "trainer", &training->trainer, TRAINING_TEXT_CHARS_MAX, NULL);
    organisation_text(ctx, "place", &training->place, TRAINING_TEXT_CHARS_MAX, NULL);
    organisation_text(ctx, "audience", &training->audience, TRAINING_TEXT_CHARS_MAX, NULL);
    if (training->day <= 0 || training->day > day_from_date(latest))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "请写日期，例如 2023-05-18"));
    else if (before->attended != 0 && training->day > ctx_today(ctx))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "已经有人签到了，日期不能改到以后"));
    if (training->minutes <= 0 || training->minutes > TRAINING_MINUTES_MAX)
        (void)!ctx_problem(ctx, "hours", TR(ctx->lang, "请写几个小时，例如 2 或 1.5，最多 40"));
    return ctx_checked(ctx);
}

/* Everybody who was there, once the session counts or counts no more, or was on another day. */
static Status
recount_attendees(Ctx *ctx, int64_t id)
{
    enum { PIECE = 500 };
    TrainingAttendeesRows rows;
    int64_t after = 0;

    do {
        TRY(training_attendees(ctx, id, after, PIECE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            after = rows.at[i].account;
            TRY(admin_recount(ctx, NULL, after));
        }
    } while (rows.len == PIECE);
    return OK;
}

static Status
write(Ctx *ctx, const Training *training)
{
    return training_write(ctx, &(TrainingWriteArgs){
                                   .id = training->id,
                                   .region = training->region,
                                   .day = training->day,
                                   .title = training->title,
                                   .trainer = training->trainer,
                                   .place = training->place,
                                   .minutes = training->minutes,
                                   .audience = training->audience,
                                   .counts = training->counts,
                               });
}

Status
training_put(Ctx *ctx, const Training *given, int64_t *id_out)
{
    Training training = *given;
    Training before = {.region = given->region};

    if (given->id != 0)
        TRY(training_get(ctx, given->id, &before));
    TRY(actor_require(ctx, CAN_TRAIN, before.region));
    training.region = before.region;
    TRY(check(ctx, &training, &before));
    if (given->id == 0)
        training.id = id_new();
    else
        TRY(tally_add(ctx, before.region, TALLY_TRAININGS, before.day, -1));
    TRY(tally_add(ctx, training.region, TALLY_TRAININGS, training.day, +1));
    TRY(write(ctx, &training));
    if (before.attended != 0 && (before.counts != training.counts || before.day != training.day))
        TRY(recount_attendees(ctx, training.id));
    *id_out = training.id;
    region_touch(ctx, training.region);
    return audit(ctx, training.region, given->id == 0 ? "training.add" : "training.change",
                 training.id, training.title);
}

Status
training_remove(Ctx *ctx, int64_t id)
{
    Training training;

    TRY(training_get(ctx, id, &training));
    TRY(actor_require(ctx, CAN_TRAIN, training.region));
    if (training.attended != 0)
        return ctx_problem(ctx, "training",
                           TR(ctx->lang, "这场培训有人签到，不能删。写错了的，请先把签到都去掉"));
    TRY(tally_add(ctx, training.region, TALLY_TRAININGS, training.day, -1));
    TRY(training_delete(ctx, id));
    region_touch(ctx, training.region);
    return audit(ctx, training.region, "training.remove", id, training.title);
}

Status
training_load(Ctx *ctx, Training *sessions, size_t len)
{
    TRY(actor_require(ctx, CAN_TRAIN, 0));
    for (size_t i = 0; i < len; i++) {
        sessions[i].id = id_new();
        TRY(write(ctx, &sessions[i]));
        TRY(tally_add(ctx, sessions[i].region, TALLY_TRAININGS, sessions[i].day, +1));
    }
    return OK;
}

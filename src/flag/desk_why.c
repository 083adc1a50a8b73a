/*
 * Why a flag is red, and the forms of what may be done about it: for the page of one and for the
 * board.
 */
#include "actor/actor.h"
#include "base/tr.h"
#include "flag/desk_parts.h"

/* ---- the picture: a point a payment, and the limit ---- */

enum {
    LEFT = 74,
    RIGHT = 380,
    TOP = 20,
    BOTTOM = 190,
    DAY_HALF = 36, /* half the width of a day in words */
    TICKS = 4,
    DOTS_LEAST = 2,
    MIDDLE = (LEFT + RIGHT) / 2
};

static int64_t
scale(int64_t value, int64_t most, int64_t from, int64_t to)
{
    return most == 0 ? from : from + (to - from) * value / most;
}

/* The rule's setting called "limit", in fen; 0: none. */
static int64_t
limit_of(const Flag *flag, const FlagEvidence *evidence)
{
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && flag->rule->settings[i].name != NULL; i++)
        if (text_eq(text_c(flag->rule->settings[i].name), T("limit")) &&
            flag->rule->settings[i].unit == FLAG_FEN)
            return evidence->set[i];
    return 0;
}

static Text
yuan(Ctx *ctx, int64_t fen)
{
    return flag_value_words(ctx->arena, ctx->lang, FLAG_FEN, fen);
}

static void
draw_axes(Ctx *ctx, const FlagEvidence *evidence, int64_t most, FlagPicture *picture)
{
    picture->money.at = NEW_ARRAY(ctx->arena, FlagTick, TICKS + 1);
    for (int64_t i = 0; i <= TICKS; i++)
        picture->money.at[picture->money.len++] = (FlagTick){
            .at = scale(i, TICKS, BOTTOM, TOP),
            .words = desk_number(ctx->arena, most * i / TICKS / 100),
        };
    picture->days.at = NEW_ARRAY(ctx->arena, FlagTick, 2);
    if (evidence->first == evidence->last) {
        picture->days.at[picture->days.len++] =
            (FlagTick){.at = MIDDLE, .words = desk_day(ctx, evidence->first)};
        return;
    }
    picture->days.at[picture->days.len++] =
        (FlagTick){.at = LEFT + DAY_HALF, .words = desk_day(ctx, evidence->first)};
    picture->days.at[picture->days.len++] =
        (FlagTick){.at = RIGHT - DAY_HALF, .words = desk_day(ctx, evidence->last)};
}

static void
draw(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, FlagWhy *view)
{
    FlagPicture *picture = &view->picture;
    int64_t limit = limit_of(flag, evidence);
    int64_t most = limit + limit / 5;
    size_t points = 0;

    for (size_t i = 0; i < evidence->rows.len; i++) {
        const FlagRow *row = &evidence->rows.at[i];

        points += row->fen.set && row->day.set;
        if (row->fen.set && row->fen.value > most)
            most = row->fen.value;
    }
    if (points < DOTS_LEAST || most <= 0)
        return;
    view->has_picture = true;
    picture->dots.at = NEW_ARRAY(ctx->arena, FlagDot, points);
    for (size_t i = 0; i < evidence->rows.len; i++) {
        const FlagRow *row = &evidence->rows.at[i];
        Day span = evidence->last - evidence->first;

        if (!row->fen.set || !row->day.set)
            continue;
        picture->dots.at[picture->dots.len++] = (FlagDot){
            .x = span == 0 ? MIDDLE : scale(row->day.value - evidence->first, span, LEFT, RIGHT),
            .y = scale(row->fen.value < 0 ? 0 : row->fen.value, most, BOTTOM, TOP),
            .words =
                text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(desk_day(ctx, (Day)row->day.value)),
                            TEXT_ARGS(yuan(ctx, row->fen.value))),
        };
    }
    picture->has_line = limit != 0;
    picture->line = scale(limit, most, BOTTOM, TOP);
    picture->line_words = yuan(ctx, limit);
    picture->words = flag->sentence;
    draw_axes(ctx, evidence, most, picture);
}

/* ---- facts ---- */

static void
add_fact(FlagWhy *view, Text name, Text value)
{
    view->facts.at[view->facts.len++] = (FlagFact){name, value};
}

static void
fill_facts(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, FlagWhy *view)
{
    enum { FACTS = 4 };

    view->facts.at = NEW_ARRAY(ctx->arena, FlagFact, FACTS + FLAG_SETTINGS_MAX);
    if (flag->sum_fen.set)
        add_fact(view, TR(ctx->lang, "合计"), yuan(ctx, flag->sum_fen.value));
    add_fact(view, TR(ctx->lang, "发现"), desk_day(ctx, day_of(flag->raised_at)));
    if (flag->live)
        add_fact(view, TR(ctx->lang, "已等"), desk_waited(ctx, flag->raised_at));
    for (size_t i = 0; flag->rule != NULL && i < FLAG_SETTINGS_MAX; i++) {
        const FlagSetting *setting = &flag->rule->settings[i];

        if (setting->name != NULL)
            add_fact(view, tr_text(ctx->lang, setting->title),
                     flag_value_words(ctx->arena, ctx->lang, setting->unit, evidence->set[i]));
    }
}

Status
flag_why(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, FlagWhy *view)
{
    Text township;
    Region place;

    TRY(desk_where(ctx, flag->region, &place, &township));
    *view = (FlagWhy){
        .title = flag->rule != NULL ? tr_text(ctx->lang, flag->rule->title) : flag->rule_name,
        .place = place.name,
        .township = township,
        .level_css = flag_level_css(flag->level),
        .level = tr_text(ctx->lang, flag_level_title(flag->level)),
        .state_css = flag_state_css(flag->state),
        .state = flag_state_words(ctx, flag),
        .sentence = flag->sentence,
    };
    if (flag->rule != NULL) {
        view->code = text_c(flag->rule->code);
        view->why = tr_text(ctx->lang, flag->rule->why);
        view->doubt = tr_text(ctx->lang, flag->rule->doubt);
        draw(ctx, flag, evidence, view);
    }
    fill_facts(ctx, flag, evidence, view);
    return OK;
}

/* ---- what may be done ---- */

void
flag_deeds(Ctx *ctx, const Request *req, const Flag *flag, const Page *page, FlagDeeds *view)
{
    Day today = ctx_today(ctx);
    Text due = request_form(req, "due");
    Region place;

    *view = (FlagDeeds){
        .page = page,
        .place = region_get(ctx, flag->region, &place) == OK ? place.name : T(""),
        .action = flag_link(ctx->arena, flag->id, ""),
        .lock = flag->lock,
        .works = flag->live && actor_may(ctx->actor, CAN_WORK_FLAGS, flag->region),
        .due_least = day_format(ctx->arena, today + 1),
        .due_most = day_format(ctx->arena, today + FLAG_ASK_DAYS_MAX),
        .due = text_is_empty(due) ? day_format(ctx->arena, today + FLAG_ASK_DAYS) : due,
        .words = request_form(req, "words"),
        .words_error = desk_problem(ctx, "words"),
        .due_error = desk_problem(ctx, "due"),
        .reason = request_form(req, "reason"),
        .reason_error = desk_problem(ctx, "reason"),
    };
    if (view->works && actor_may(ctx->actor, CAN_KEEP_CLUES, flag->region))
        view->clue_link =
            text_printf(ctx->arena, "/desk/clues/new?source=flag&source_id=%lld&region=%012lld",
                        (long long)flag->id, (long long)flag->region);
}

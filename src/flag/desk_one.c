/*
 * One red flag: why it is red, and what may be done about it.
 */
#include "actor/actor.h"
#include "base/money.h"
#include "base/tr.h"
#include "flag/desk.h"
#include "flag/desk_one.html.h"
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
draw(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, FlagOneView *view)
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

/* ---- evidence ---- */

static Text
row_link(Ctx *ctx, const Flag *flag, const FlagRow *row)
{
    static const char *const below[FLAG_SOURCES] = {
        [FLAG_ROW_DISCLOSURE] = "/desk/d/",    [FLAG_ROW_ENTRY] = "/desk/e/",
        [FLAG_ROW_SUBSIDY] = "/desk/subsidy/", [FLAG_ROW_PROJECT] = "/desk/project/",
        [FLAG_ROW_OPINION] = "/desk/opinion/", [FLAG_ROW_BANK] = "/desk/bank/",
    };
    static const char *const registers[FLAG_SOURCES] = {
        [FLAG_ROW_CONTRACT] = "contracts",
        [FLAG_ROW_DEBT] = "debts",
        [FLAG_ROW_FUND] = "funds",
    };
    const char *path = below[flag->rule->source];

    if (flag->rule->source == FLAG_ROW_DUTY)
        return text_printf(ctx->arena, "/desk/village/%012lld", (long long)flag->region);
    if (registers[flag->rule->source] != NULL && row->source_id != 0)
        return text_printf(ctx->arena, "/desk/property/%012lld/%s/%lld", (long long)flag->region,
                           registers[flag->rule->source], (long long)row->source_id);
    if (path == NULL || row->source_id == 0)
        return T("");
    return text_printf(ctx->arena, "%s%lld", path, (long long)row->source_id);
}

static void
fill_rows(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, FlagOneView *view)
{
    view->rows.at = NEW_ARRAY(ctx->arena, FlagEvidenceLine, evidence->rows.len);
    for (size_t i = 0; i < evidence->rows.len; i++) {
        const FlagRow *row = &evidence->rows.at[i];
        FlagEvidenceLine *line = &view->rows.at[view->rows.len++];

        *line = (FlagEvidenceLine){
            .label = row->label,
            .note = row->note,
            .day = row->day.set ? desk_day(ctx, (Day)row->day.value) : T(""),
            .amount = row->fen.set ? fen_format(ctx->arena, row->fen.value) : T(""),
        };
        if (flag->rule != NULL) {
            line->link = row_link(ctx, flag, row);
            if (flag->rule->source == FLAG_ROW_DUTY)
                line->label = desk_period(ctx, row->label);
        }
        view->has_days |= row->day.set;
        view->has_amounts |= row->fen.set;
        view->has_notes |= !text_is_empty(row->note);
    }
    view->more = evidence->more;
}

static void
add_fact(FlagOneView *view, Text name, Text value)
{
    view->facts.at[view->facts.len++] = (FlagFact){name, value};
}

static void
fill_facts(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, FlagOneView *view)
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

static Text
step_words(Lang lang, Text kind)
{
    static const struct {
        const char *kind, *words;
    } steps[] = {
        {"raised",  N_("发现")                                    },
        {"more",    N_("情况有变，按新的依据重新提出")},
        {"again",   N_("又出现了")                              },
        {"worse",   N_("拖得更久，升了一级")               },
        {"milder",  N_("降了一级")                              },
        {"gone",    N_("再查时原因已经没有了")            },
        {"off",     N_("这条规则停用了")                     },
        {"ask",     N_("要求说明")                              },
        {"explain", N_("作了说明")                              },
        {"dismiss", N_("排除")                                    },
        {"clue",    N_("转为线索")                              },
    };

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (text_eq(kind, text_c(steps[i].kind)))
            return tr_text(lang, steps[i].words);
    return kind;
}

static Status
fill_steps(Ctx *ctx, const Flag *flag, FlagOneView *view)
{
    FlagSteps steps;

    TRY(flag_steps(ctx, flag, &steps));
    view->steps.at = NEW_ARRAY(ctx->arena, FlagStepLine, steps.len);
    for (size_t i = steps.len; i > 0; i--) {
        const FlagStep *step = &steps.at[i - 1];

        view->steps.at[view->steps.len++] =
            (FlagStepLine){.when = time_format_minute(ctx->arena, step->at),
                           .what = step_words(ctx->lang, step->kind),
                           .who = step->name,
                           .note = step->note};
    }
    return OK;
}

/* ---- the page ---- */

static bool
id_of(const Request *req, int64_t *out)
{
    return text_to_i64(request_param(req, "id"), out);
}

static void
fill_deeds(Ctx *ctx, const Request *req, const Flag *flag, FlagOneView *view)
{
    Day today = ctx_today(ctx);
    Text due = request_form(req, "due");

    view->action = flag_link(ctx->arena, flag->id, "");
    view->lock = flag->lock;
    view->works = flag->live && actor_may(ctx->actor, CAN_WORK_FLAGS, flag->region);
    if (view->works && actor_may(ctx->actor, CAN_KEEP_CLUES, flag->region))
        view->clue_link =
            text_printf(ctx->arena, "/desk/clues/new?source=flag&source_id=%lld&region=%012lld",
                        (long long)flag->id, (long long)flag->region);
    view->may_explain = flag_may_explain(ctx, flag);
    view->due_least = day_format(ctx->arena, today + 1);
    view->due_most = day_format(ctx->arena, today + FLAG_ASK_DAYS_MAX);
    view->due = text_is_empty(due) ? day_format(ctx->arena, today + FLAG_ASK_DAYS) : due;
    view->words = request_form(req, "words");
    view->words_error = desk_problem(ctx, "words");
    view->due_error = desk_problem(ctx, "due");
    view->reason = request_form(req, "reason");
    view->reason_error = desk_problem(ctx, "reason");
    view->dismissing = !text_is_empty(view->reason_error);
    view->answer = request_form(req, "explanation");
    if (text_is_empty(view->answer))
        view->answer = flag->explanation;
    view->answer_error = desk_problem(ctx, "explanation");
    if (flag->due_day.set)
        view->asked = TR_FORMAT(ctx->arena, ctx->lang, "{day} 前",
                                {"day", desk_day(ctx, (Day)flag->due_day.value)});
}

static Status
show(Ctx *ctx, const Request *req, Response *res, int64_t id, bool conflict)
{
    FlagOneView view = {.conflict = conflict};
    FlagEvidence evidence;
    Text township;
    Region place;
    Flag flag;

    TRY(flag_get(ctx, id, &flag, &evidence));
    TRY(desk_where(ctx, flag.region, &place, &township));
    view.title = flag.rule != NULL ? tr_text(ctx->lang, flag.rule->title) : flag.rule_name;
    view.place = place.name;
    view.place_link = flags_link(ctx->arena, flag.region, "");
    view.level_css = flag_level_css(flag.level);
    view.level = tr_text(ctx->lang, flag_level_title(flag.level));
    view.state_css = flag_state_css(flag.state);
    view.state = flag_state_words(ctx, &flag);
    view.overdue = flag_overdue_words(ctx, &flag);
    view.sentence = flag.sentence;
    view.gone = !flag.standing && flag.state != FLAG_GONE;
    view.explanation = flag.explanation;
    if (flag.rule != NULL) {
        view.code = text_c(flag.rule->code);
        view.why = tr_text(ctx->lang, flag.rule->why);
        view.doubt = tr_text(ctx->lang, flag.rule->doubt);
        draw(ctx, &flag, &evidence, &view);
    }
    fill_facts(ctx, &flag, &evidence, &view);
    fill_rows(ctx, &flag, &evidence, &view);
    fill_deeds(ctx, req, &flag, &view);
    TRY(fill_steps(ctx, &flag, &view));
    view.page = page_begin(ctx, req, view.title);
    desk_crumbs(ctx, &view.page,
                TR_FORMAT(ctx->arena, ctx->lang, "{place}的红旗", {"place", place.name}),
                view.place_link);
    res->uncacheable = true;
    response_page(ctx, req, res, html_flag_desk_one, &view);
    return OK;
}

static Status
one_page(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    if (!id_of(req, &id))
        return NOT_FOUND;
    return show(ctx, req, res, id, false);
}

/* ---- deeds ---- */

typedef Status Deed(Ctx *ctx, const Request *req, int64_t id, int64_t lock);

static Status
finish(Ctx *ctx, const Request *req, Response *res, Deed *deed, Text said)
{
    int64_t id;
    Status status;

    if (!id_of(req, &id))
        return NOT_FOUND;
    status = deed(ctx, req, id, desk_lock(req));
    if (status == OK) {
        response_notice(ctx, req, res, said);
        return response_redirect(ctx, res, flag_link(ctx->arena, id, ""));
    }
    if (status != INVALID && status != CONFLICT)
        return status;
    TRY(show(ctx, req, res, id, status == CONFLICT));
    res->status = status == CONFLICT ? 409 : 422;
    return INVALID;
}

static Status
ask(Ctx *ctx, const Request *req, int64_t id, int64_t lock)
{
    Day due = 0;

    (void)day_parse(request_form(req, "due"), &due);
    return flag_ask(ctx, id, lock, request_form(req, "words"), due);
}

static Status
ask_deed(Ctx *ctx, const Request *req, Response *res)
{
    return finish(ctx, req, res, ask, TR(ctx->lang, "已经通知对方"));
}

static Status
dismiss(Ctx *ctx, const Request *req, int64_t id, int64_t lock)
{
    return flag_dismiss(ctx, id, lock, request_form(req, "reason"));
}

static Status
dismiss_deed(Ctx *ctx, const Request *req, Response *res)
{
    return finish(ctx, req, res, dismiss, TR(ctx->lang, "已排除，理由留着"));
}

static Status
explain(Ctx *ctx, const Request *req, int64_t id, int64_t lock)
{
    return flag_explain(ctx, id, lock, request_form(req, "explanation"));
}

static Status
explain_deed(Ctx *ctx, const Request *req, Response *res)
{
    return finish(ctx, req, res, explain, TR(ctx->lang, "说明交上去了"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/flag/{id}",         one_page,     ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/flag/{id}/ask",     ask_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/flag/{id}/dismiss", dismiss_deed, ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/flag/{id}/explain", explain_deed, ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable flag_one_desk_routes = ROUTES(routes);

/*
 * One red flag: why it is red, and what may be done about it.
 */
#include "actor/actor.h"
#include "base/money.h"
#include "base/tr.h"
#include "flag/desk.h"
#include "flag/desk_one.html.h"
#include "flag/desk_parts.h"

/* ---- evidence ---- */

static Text
row_link(Ctx *ctx, const Flag *flag, const FlagRow *row)
{
    static const char *const below[FLAG_SOURCES] = {
        [FLAG_ROW_DISCLOSURE] = "/desk/d/",      [FLAG_ROW_ENTRY] = "/desk/e/",
        [FLAG_ROW_SUBSIDY] = "/desk/subsidy/",   [FLAG_ROW_PROJECT] = "/desk/project/",
        [FLAG_ROW_OPINION] = "/desk/opinion/",   [FLAG_ROW_BANK] = "/desk/bank/",
        [FLAG_ROW_RESIDENT] = "/desk/resident/",
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
    /* Who may not read the roster has no use for a way there. */
    if (flag->rule->source == FLAG_ROW_RESIDENT &&
        !actor_may(ctx->actor, CAN_READ_ROSTER, flag->region))
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
fill_answer(Ctx *ctx, const Request *req, const Flag *flag, FlagOneView *view)
{
    view->may_explain = flag_may_explain(ctx, flag);
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
    Flag flag;

    TRY(flag_get(ctx, id, &flag, &evidence));
    TRY(flag_why(ctx, &flag, &evidence, &view.why));
    view.place_link = flags_link(ctx->arena, flag.region, "");
    view.overdue = flag_overdue_words(ctx, &flag);
    view.gone = !flag.standing && flag.state != FLAG_GONE;
    view.explanation = flag.explanation;
    fill_rows(ctx, &flag, &evidence, &view);
    fill_answer(ctx, req, &flag, &view);
    TRY(fill_steps(ctx, &flag, &view));
    view.page = page_begin(ctx, req, view.why.title);
    flag_deeds(ctx, req, &flag, &view.page, &view.deeds);
    desk_crumbs(ctx, &view.page,
                TR_FORMAT(ctx->arena, ctx->lang, "{place}的红旗", {"place", view.why.place}),
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

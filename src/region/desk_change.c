/*
 * What happens to places, on the desk: a form, then what is about to happen, then it happens.
 */
#include "base/tr.h"
#include "region/desk.h"
#include "region/region_change.html.h"

typedef enum ChangeKind { CHANGE_RENAME, CHANGE_MOVE, CHANGE_CLOSE } ChangeKind;

static const char *const kind_paths[] = {
    [CHANGE_RENAME] = "rename",
    [CHANGE_MOVE] = "move",
    [CHANGE_CLOSE] = "close",
};

/* What the form says. */
typedef struct Change {
    ChangeKind kind;
    Region region;
    Text name;
    Text note;
    RegionCode other; /* the new code, or the successor; 0: none */
    Day day;
    Regions choices;
} Change;

static void
fill_form(Ctx *ctx, const Request *req, const Change *change, ChangeView *view)
{
    Text day = request_form(req, "day");

    *view = (ChangeView){
        .name = change->region.name,
        .code = region_code_format(ctx->arena, change->region.code),
        .action = text_printf(ctx->arena, "/desk/regions/%012lld/%s",
                              (long long)change->region.code, kind_paths[change->kind]),
        .renames = change->kind == CHANGE_RENAME,
        .moves = change->kind == CHANGE_MOVE,
        .closes = change->kind == CHANGE_CLOSE,
        .new_name = request_form(req, "name"),
        .new_code = request_form(req, "code"),
        .successor = request_form(req, "successor"),
        .day = day.at != NULL ? day : day_format(ctx->arena, ctx_today(ctx)),
        .note = request_form(req, "note"),
        .name_error = ctx_problem_of(ctx, "name"),
        .code_error = ctx_problem_of(ctx, "code"),
        .successor_error = ctx_problem_of(ctx, "successor"),
        .day_error = ctx_problem_of(ctx, "day"),
        .note_error = ctx_problem_of(ctx, "note"),
        .region_error = ctx_problem_of(ctx, "region"),
    };
    view->choices.at = NEW_ARRAY(ctx->arena, PlaceChoice, change->choices.len);
    for (size_t i = 0; i < change->choices.len; i++)
        view->choices.at[view->choices.len++] = (PlaceChoice){
            .code = region_code_format(ctx->arena, change->choices.at[i].code),
            .words =
                text_printf(ctx->arena, "%.*s（%012lld）", TEXT_ARGS(change->choices.at[i].name),
                            (long long)change->choices.at[i].code),
        };
}

static Status
show(Ctx *ctx, const Request *req, Response *res, ChangeView *view)
{
    view->page = page_begin(ctx, req, view->name);
    response_page(ctx, req, res, html_region_region_change, view);
    return OK;
}

static Status
begin(Ctx *ctx, const Request *req, ChangeKind kind, Change *change)
{
    *change = (Change){.kind = kind};
    TRY(region_desk_place(ctx, req, &change->region));
    TRY(actor_require(ctx, CAN_MANAGE_REGIONS, change->region.code));
    return change->region.closed_day.set ? CONFLICT : OK;
}

static Status
form_page(Ctx *ctx, const Request *req, Response *res, ChangeKind kind)
{
    Change change;
    ChangeView view;

    TRY(begin(ctx, req, kind, &change));
    fill_form(ctx, req, &change, &view);
    return show(ctx, req, res, &view);
}

/* ---- reading the form ---- */

static Status
read_other(Ctx *ctx, const Request *req, Change *change)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_MANAGE_REGIONS);
    Text chosen = request_form(req, "successor_code");
    Text successor = chosen.len != 0 ? chosen : text_trim(request_form(req, "successor"));

    if (change->kind == CHANGE_MOVE &&
        !region_code_parse(text_trim(request_form(req, "code")), &change->other))
        return ctx_problem(ctx, "code", TR(ctx->lang, "请写 12 位新代码"));
    if (change->kind != CHANGE_CLOSE || successor.len == 0)
        return OK;
    if (scopes.len == 0)
        return DENIED;
    return region_resolve(ctx, "successor", scopes, successor, &change->other, &change->choices);
}

static Status
read_change(Ctx *ctx, const Request *req, Change *change)
{
    Status status = read_other(ctx, req, change);

    if (status != OK && status != INVALID)
        return status;
    change->name = text_trim(request_form(req, "name"));
    change->note = text_trim(request_form(req, "note"));
    if (!day_parse_loose(text_trim(request_form(req, "day")), &change->day))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "请写日期，例如 2023-05-18"));
    else if (change->day > ctx_today(ctx))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "日期不能在今天以后"));
    if (change->kind == CHANGE_RENAME && text_is_blank(change->name))
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "请写名称"));
    return ctx_checked(ctx);
}

static Status
apply(Ctx *ctx, const Change *change)
{
    RegionCode code = change->region.code;

    switch (change->kind) {
    case CHANGE_RENAME:
        return region_rename(ctx, code, change->name, change->day, change->note);
    case CHANGE_MOVE:
        return region_move(ctx, code, change->other, change->day, change->note);
    case CHANGE_CLOSE:
        break;
    }
    return region_close(ctx, code, change->other, change->day, change->note);
}

/* The names behind the codes, for the second step. */
static Status
fill_check(Ctx *ctx, const Change *change, ChangeView *view)
{
    Region other;
    RegionCode code =
        change->kind == CHANGE_MOVE ? region_code_at(change->other, LEVEL_TOWNSHIP) : change->other;
    Status status = code != 0 ? region_get(ctx, code, &other) : NOT_FOUND;

    if (status != OK && status != NOT_FOUND)
        return status;
    if (change->kind == CHANGE_MOVE && status == NOT_FOUND)
        return ctx_problem(ctx, "code", TR(ctx->lang, "新代码所属的乡镇（街道）不存在"));
    view->checking = true;
    view->day = day_format(ctx->arena, change->day);
    if (status != OK)
        return OK;
    if (change->kind == CHANGE_MOVE) {
        view->township_name = other.name;
    } else {
        view->successor_name = other.name;
        view->successor = region_code_format(ctx->arena, other.code);
    }
    return OK;
}

static Status
step(Ctx *ctx, const Request *req, Response *res, ChangeKind kind)
{
    bool confirmed = request_has_form(req, "confirm");
    Change change;
    ChangeView view;
    Status status;

    TRY(begin(ctx, req, kind, &change));
    status = read_change(ctx, req, &change);
    if (status == OK && confirmed)
        status = apply(ctx, &change);
    fill_form(ctx, req, &change, &view);
    if (status == OK && !confirmed) {
        status = fill_check(ctx, &change, &view);
        if (status == INVALID)
            fill_form(ctx, req, &change, &view);
    }
    if (status == INVALID || (status == OK && !confirmed)) {
        TRY(show(ctx, req, res, &view));
        return status;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已办好"));
    return response_redirect(
        ctx, res,
        desk_place_link(ctx->arena, kind == CHANGE_MOVE ? change.other : change.region.code));
}

/* ---- one handler a route ---- */

#define CHANGE_HANDLERS(name, kind)                                                                \
    static Status name##_page(Ctx *ctx, const Request *req, Response *res)                         \
    {                                                                                              \
        return form_page(ctx, req, res, kind);                                                     \
    }                                                                                              \
    static Status name##_step(Ctx *ctx, const Request *req, Response *res)                         \
    {                                                                                              \
        return step(ctx, req, res, kind);                                                          \
    }

CHANGE_HANDLERS(rename, CHANGE_RENAME)
CHANGE_HANDLERS(move, CHANGE_MOVE)
CHANGE_HANDLERS(close, CHANGE_CLOSE)

static const Route routes[] = {
    {METHOD_GET,  "/desk/regions/{code}/rename", rename_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/regions/{code}/rename", rename_step, ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/regions/{code}/move",   move_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/regions/{code}/move",   move_step,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/regions/{code}/close",  close_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/regions/{code}/close",  close_step,  ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable region_change_routes = {routes, sizeof routes / sizeof routes[0]};

/*
 * The forms of one opinion: what each does when it comes.
 */
#include "base/tr.h"
#include "opinion/ask.h"
#include "opinion/desk_parts.h"

typedef Status DeedFunction(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock);

typedef struct Deed {
    const char *name; /* the last part of the path, and the beginning of its fields' names */
    DeedFunction *run;
    const char *said;
} Deed;

/* ---- what was typed ---- */

static RegionCode
typed_place(const Request *req, const char *field)
{
    RegionCode place;

    return region_code_parse(request_form(req, field), &place) ? place : 0;
}

static int64_t
typed_number(const Request *req, const char *field)
{
    int64_t number;

    return text_to_i64(text_trim(request_form(req, field)), &number) ? number : 0;
}

static bool
says(const Request *req, const char *field, const char *value)
{
    return text_eq(request_form(req, field), text_c(value));
}

/* ---- deeds ---- */

static Status
run_reply(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_reply(ctx, opinion->id, lock, request_form(req, "reply_answer"),
                         says(req, "reply_settles", "1"));
}

static Status
run_resolve(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_resolve(ctx, opinion->id, lock, request_form(req, "resolve_outcome"));
}

static Status
run_pass(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_pass(ctx, opinion->id, lock, typed_place(req, "pass_office"),
                        request_form(req, "pass_note"));
}

static Status
run_take(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    (void)req;
    return opinion_take(ctx, opinion->id, lock);
}

static Status
run_extension(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_extension_ask(ctx, opinion->id, lock, typed_number(req, "extension_days"),
                                 request_form(req, "extension_reason"));
}

static Status
run_decide(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    if (!says(req, "decide_grant", "yes") && !says(req, "decide_grant", "no"))
        return ctx_problem(ctx, "grant", TR(ctx->lang, "请选同意还是不同意"));
    return opinion_extension_decide(ctx, opinion->id, lock, says(req, "decide_grant", "yes"),
                                    request_form(req, "decide_reason"));
}

static Status
run_merge(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_merge(ctx, opinion->id, lock, text_trim(request_form(req, "merge_number")));
}

static Status
run_move(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    RegionCode region = typed_place(req, "move_region");

    if (region == 0)
        return ctx_problem(ctx, "region", TR(ctx->lang, "请选哪个村（社区）"));
    return opinion_move(ctx, opinion->id, lock, region, request_form(req, "move_note"));
}

static Status
run_refer(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    Text to = request_form(req, "refer_to");
    Text more = text_trim(request_form(req, "refer_where"));
    Text where = more;

    if (!text_is_blank(to) && more.len != 0)
        where = text_printf(ctx->arena, "%.*s。%.*s", TEXT_ARGS(to), TEXT_ARGS(more));
    else if (!text_is_blank(to))
        where = to;
    return opinion_refer(ctx, opinion->id, lock, where);
}

static Status
run_note(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    (void)lock; /* a remark is true whatever happened meanwhile */
    return opinion_note(ctx, opinion->id, request_form(req, "note_note"));
}

static Status
run_subject(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_subject_add(ctx, opinion->id, lock,
                               text_trim(request_form(req, "subject_subject")));
}

static Status
run_subject_gone(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_subject_remove(ctx, opinion->id, lock,
                                  request_form(req, "subject-gone_subject"));
}

static Status
run_petition(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    (void)req;
    return opinion_petition(ctx, opinion->id, lock, false);
}

static Status
run_settled(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    (void)req;
    return opinion_petition(ctx, opinion->id, lock, true);
}

static Status
run_hide(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    return opinion_hide(ctx, opinion->id, lock, request_form(req, "hide_reason"));
}

static Status
run_show(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    (void)req;
    return opinion_show_again(ctx, opinion->id, lock);
}

static Status
run_photos(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    (void)req;
    return opinion_show_photos(ctx, opinion->id, lock);
}

static Status
run_visit(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    OpinionRating rating = RATING_NONE;
    bool reached = says(req, "visit_reached", "yes");

    if (!reached && !says(req, "visit_reached", "no"))
        return ctx_problem(ctx, "reached", TR(ctx->lang, "请选联系上没有"));
    if (reached && !opinion_rating_parse(request_form(req, "visit_rating"), &rating))
        return ctx_problem(ctx, "rating", TR(ctx->lang, "请选群众怎么评价"));
    return opinion_visit(ctx, opinion->id, lock, reached, rating, request_form(req, "visit_words"));
}

static Status
run_follow(Ctx *ctx, const Request *req, const Opinion *opinion, int64_t lock)
{
    (void)lock;
    return opinion_follow(ctx, opinion->id, says(req, "on", "1"));
}

static const Deed deeds[] = {
    {"reply",            run_reply,        N_("答复发出去了")                  },
    {"resolve",          run_resolve,      N_("已办结，接着由别人回访")   },
    {"pass",             run_pass,         N_("已转办")                           },
    {"take",             run_take,         N_("已接过来，现在由本单位办")},
    {"extension",        run_extension,    N_("已申请，等上级决定")         },
    {"decide",           run_decide,       N_("已决定")                           },
    {"merge",            run_merge,        N_("已并案")                           },
    {"move",             run_move,         N_("已转到那个村")                  },
    {"refer",            run_refer,        N_("已告诉群众该找哪里")         },
    {"note",             run_note,         N_("记下了")                           },
    {"subject",          run_subject,      N_("记下了，他不能再办这一条")},
    {"subject-gone",     run_subject_gone, N_("记下了，他不用再回避")      },
    {"petition",         run_petition,     N_("已列为信访矛盾")               },
    {"petition-settled", run_settled,      N_("已记为化解")                     },
    {"hide",             run_hide,         N_("已撤下，群众看不到了")      },
    {"show",             run_show,         N_("又对外显示了")                  },
    {"photos",           run_photos,       N_("照片已经公开")                  },
    {"visit",            run_visit,        N_("回访记下了")                     },
    {"follow",           run_follow,       N_("已保存")                           },
};

/* ---- answering ---- */

static const Deed *
deed_of(const Request *req)
{
    Text rest = req->path;

    while (text_find(rest, T("/")) < rest.len)
        rest = text_slice(rest, text_find(rest, T("/")) + 1, rest.len);
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        if (text_eq(rest, text_c(deeds[i].name)))
            return &deeds[i];
    return NULL;
}

/* The model calls a field "reason"; on the page there are several. */
static void
name_fields(Ctx *ctx, const Deed *deed)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        ctx->problems.at[i].field =
            text_printf(ctx->arena, "%s_%.*s", deed->name, TEXT_ARGS(ctx->problems.at[i].field));
}

/* Whoever may not see it any more (it went to another village, to the one above) goes to the list.
 */
static Status
go_on(Ctx *ctx, const Request *req, Response *res, const Opinion *before, Text said)
{
    Opinion after;
    Status status = opinion_get(ctx, before->id, (Texts){0}, &after);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK && after.kind == OPINION_MISCONDUCT)
        return opinion_show(ctx, req, res, &after, NULL, false);
    response_notice(ctx, req, res, said);
    if (status == OK && after.sight != SEES_PUBLIC)
        return response_redirect(ctx, res, opinion_desk_link(ctx->arena, before->id, ""));
    return response_redirect(ctx, res,
                             actor_may_somewhere(ctx, CAN_READ_OPINIONS) ? T("/desk/opinions")
                                                                         : T("/desk/visits"));
}

static Status
show_conflict(Ctx *ctx, const Request *req, Response *res, const Opinion *before, const Deed *deed)
{
    Opinion now;

    ctx->problems = (Problems){0};
    TRY(opinion_get(ctx, before->id, (Texts){0}, &now));
    TRY(opinion_show(ctx, req, res, &now, deed->name, true));
    res->status = 409;
    return INVALID;
}

Status
opinion_deed(Ctx *ctx, const Request *req, Response *res)
{
    const Deed *deed = deed_of(req);
    Opinion opinion;
    int64_t lock;
    Status status;

    if (deed == NULL)
        return NOT_FOUND;
    TRY(opinion_desk_open(ctx, req, &opinion));
    if (!text_to_i64(request_form(req, "lock"), &lock))
        lock = -1;
    status = deed->run(ctx, req, &opinion, lock);
    /* Somebody above took it meanwhile: not "forbidden", but that it moved on. */
    if (status == CONFLICT || (status == DENIED && lock > 0 && lock < opinion.lock))
        return show_conflict(ctx, req, res, &opinion, deed);
    if (status == INVALID) {
        name_fields(ctx, deed);
        TRY(opinion_show(ctx, req, res, &opinion, deed->name, false));
        return INVALID;
    }
    TRY(status);
    return go_on(ctx, req, res, &opinion, tr_text(ctx->lang, deed->said));
}

#include "base/ctx.h"

Status
ctx_problem(Ctx *ctx, const char *field, Text sentence)
{
    Problems *problems = &ctx->problems;

    if (problems->at == NULL)
        problems->at = NEW_ARRAY(ctx->arena, Problem, PROBLEMS_MAX);
    if (problems->len == PROBLEMS_MAX) {
        problems->more = true;
        return INVALID;
    }
    problems->at[problems->len++] = (Problem){
        .field = text_copy(ctx->arena, text_c(field)),
        .sentence = text_copy(ctx->arena, sentence),
    };
    return INVALID;
}

Status
ctx_checked(const Ctx *ctx)
{
    return ctx->problems.len == 0 ? OK : INVALID;
}

Text
ctx_problem_of(const Ctx *ctx, const char *field)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        if (text_eq(ctx->problems.at[i].field, text_c(field)))
            return ctx->problems.at[i].sentence;
    return (Text){0};
}

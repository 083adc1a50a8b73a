#include "base/ctx.h"

#include "base/tr.h"

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

bool
ctx_text_ok(Ctx *ctx, const char *field, Text text, size_t chars_max)
{
    if (!text_is_clean(text)) {
        (void)ctx_problem(ctx, field, TR(ctx->lang, "含有无法显示的字符，请重新输入"));
        return false;
    }
    /* Bytes first: counting characters of something huge would be work for nothing. */
    if (text.len > chars_max * 4 || text_chars(text) > chars_max) {
        (void)ctx_problem(ctx, field,
                          TR_FORMAT(ctx->arena, ctx->lang, "太长了，最多 {max} 个字",
                                    {"max", text_printf(ctx->arena, "%zu", chars_max)}));
        return false;
    }
    return true;
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

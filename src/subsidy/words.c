/*
 * Words: states by name and title, what a batch is called, and the check of a text.
 */
#include "base/tr.h"
#include "subsidy/inside.h"

static const struct {
    const char *name;
    const char *title;
} states[] = {
    [BATCH_DRAFT] = {"draft",  N_("草稿")         },
    [BATCH_NOTICE] = {"notice", N_("发放前公示")},
    [BATCH_PAID] = {"paid",   N_("发放登记")   },
    [BATCH_RESULT] = {"result", N_("发放结果")   },
};

static const struct {
    const char *name;
    const char *title;
} line_states[] = {
    [LINE_DUE] = {"due",    N_("待发")   },
    [LINE_PAID] = {"paid",   N_("已发")   },
    [LINE_FAILED] = {"failed", N_("未到账")},
};

enum { STATES = sizeof states / sizeof states[0], LINE_STATES = 3 };

const char *
batch_state_name(BatchState state)
{
    return states[state].name;
}

const char *
batch_state_title(BatchState state)
{
    return states[state].title;
}

bool
batch_state_parse(Text name, BatchState *out)
{
    for (int i = 0; i < STATES; i++) {
        if (text_eq(name, text_c(states[i].name))) {
            *out = (BatchState)i;
            return true;
        }
    }
    return false;
}

const char *
line_state_name(LineState state)
{
    return line_states[state].name;
}

const char *
line_state_title(LineState state)
{
    return line_states[state].title;
}

bool
line_state_parse(Text name, LineState *out)
{
    /* What else people and banks write. */
    static const struct {
        Text word;
        LineState state;
    } words[] = {
        {T_INIT(""),             LINE_DUE   },
        {T_INIT("未发"),       LINE_DUE   },
        {T_INIT("已发放"),    LINE_PAID  },
        {T_INIT("已到账"),    LINE_PAID  },
        {T_INIT("到账"),       LINE_PAID  },
        {T_INIT("成功"),       LINE_PAID  },
        {T_INIT("发放成功"), LINE_PAID  },
        {T_INIT("失败"),       LINE_FAILED},
        {T_INIT("发放失败"), LINE_FAILED},
        {T_INIT("退回"),       LINE_FAILED},
        {T_INIT("退回重发"), LINE_FAILED},
    };

    for (int i = 0; i < LINE_STATES; i++) {
        if (text_eq(name, text_c(line_states[i].name)) ||
            text_eq(name, text_c(line_states[i].title))) {
            *out = (LineState)i;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (text_eq(name, words[i].word)) {
            *out = words[i].state;
            return true;
        }
    }
    return false;
}

Text
batch_words(Arena *arena, Lang lang, const Batch *batch)
{
    Period period;
    Text when =
        period_parse(batch->period, &period) ? period_words(arena, lang, period) : batch->period;

    return text_printf(arena, "%.*s%s%.*s%s%.*s", TEXT_ARGS(when), lang == LANG_EN ? " " : "",
                       TEXT_ARGS(batch->programme.name), batch->name.len != 0 ? " " : "",
                       TEXT_ARGS(batch->name));
}

OptInt
acting(const Ctx *ctx)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;

    return person ? SOME_INT(ctx->actor->account) : (OptInt){0};
}

void
check_text(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed)
{
    if (needed.at != NULL && text_is_blank(text))
        (void)!ctx_problem(ctx, field, needed);
    else if (!text_is_clean(text))
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "里面有不能用的字符"));
    else if (text_chars(text) > chars_max)
        (void)!ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                                     {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

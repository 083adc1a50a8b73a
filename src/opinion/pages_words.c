/*
 * Deadlines and what it took, as people say it.
 */
#include "base/tr.h"
#include "opinion/pages_shared.h"

enum { SECONDS_PER_HOUR = 3600, SECONDS_PER_MINUTE = 60, PER_MILLE = 1000, TENTH = 10 };

static Text
number(Ctx *ctx, int64_t value)
{
    return text_printf(ctx->arena, "%lld", (long long)value);
}

Text
voice_day(Ctx *ctx, Day day)
{
    Day today = ctx_today(ctx);
    Date date = day_to_date(day);

    if (day == today)
        return TR(ctx->lang, "今天");
    if (day == today + 1)
        return TR(ctx->lang, "明天");
    if (date.year == day_to_date(today).year)
        return TR_FORMAT(ctx->arena, ctx->lang, "{month}月{day}日",
                         {"month", number(ctx, date.month)}, {"day", number(ctx, date.day)});
    return TR_FORMAT(ctx->arena, ctx->lang, "{year}年{month}月{day}日",
                     {"year", number(ctx, date.year)}, {"month", number(ctx, date.month)},
                     {"day", number(ctx, date.day)});
}

Text
voice_until(Ctx *ctx, Time until)
{
    Day day = day_of(until);
    int64_t second = until - day_start(day);

    /* The end of a day is the first instant that is no longer in it. */
    if (second == 0)
        return text_printf(ctx->arena, "%.*s 24:00", TEXT_ARGS(voice_day(ctx, day - 1)));
    return text_printf(ctx->arena, "%.*s %02lld:%02lld", TEXT_ARGS(voice_day(ctx, day)),
                       (long long)(second / SECONDS_PER_HOUR),
                       (long long)(second % SECONDS_PER_HOUR / SECONDS_PER_MINUTE));
}

Text
voice_took(Ctx *ctx, const Opinion *opinion)
{
    Day received = day_of(opinion->received_at);
    Text reply, rest;
    int64_t days;

    if (!opinion->replied_at.set)
        return (Text){0};
    days = day_of(opinion->replied_at.value) - received;
    reply = days == 0
                ? TR(ctx->lang, "当天答复")
                : TR_FORMAT(ctx->arena, ctx->lang, "{days} 天后答复", {"days", number(ctx, days)});
    if (!opinion->resolved_at.set)
        return reply;
    days = day_of(opinion->resolved_at.value) - received;
    rest = days == 0
               ? TR(ctx->lang, "当天办结")
               : TR_FORMAT(ctx->arena, ctx->lang, "{days} 天办结", {"days", number(ctx, days)});
    return text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(reply), TEXT_ARGS(rest));
}

Text
voice_due(Ctx *ctx, const Opinion *opinion, bool *late_out)
{
    bool replied = opinion->replied_at.set;
    Time due = replied ? opinion->resolve_due : opinion->reply_due;
    Text when = voice_until(ctx, due);
    int64_t left = day_of(due - 1) - ctx_today(ctx);

    *late_out = false;
    if (!opinion_state_is_open(opinion->state))
        return (Text){0};
    *late_out = ctx->now >= due;
    if (!replied)
        return *late_out ? TR_FORMAT(ctx->arena, ctx->lang,
                                     "本该在{when} 前答复，已经晚了，上级正在办", {"when", when})
                         : TR_FORMAT(ctx->arena, ctx->lang, "最晚{when} 前答复", {"when", when});
    if (*late_out)
        return TR_FORMAT(ctx->arena, ctx->lang, "本该在{when} 前办结，已经超了 {days} 天",
                         {"when", when}, {"days", number(ctx, left < 0 ? -left : 1)});
    if (left == 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "最晚{when} 前办结", {"when", when});
    return TR_FORMAT(ctx->arena, ctx->lang, "最晚{when} 前办结，还剩 {days} 天", {"when", when},
                     {"days", number(ctx, left)});
}

Text
voice_rate(Arena *arena, int64_t part, int64_t whole)
{
    int64_t tenths;

    if (whole <= 0)
        return (Text){0};
    /* Never rounded up to all of them. */
    tenths = part * PER_MILLE / whole;
    if (tenths % TENTH == 0)
        return text_printf(arena, "%lld%%", (long long)(tenths / TENTH));
    return text_printf(arena, "%lld.%lld%%", (long long)(tenths / TENTH),
                       (long long)(tenths % TENTH));
}

bool
voice_coordinate(Text typed, int64_t limit, OptInt *out)
{
    enum { MILLION = 1000000, DECIMALS = 6 };
    Text whole, part;
    bool negative = text_starts(typed, T("-"));
    int64_t value, rest = 0;
    size_t decimals;

    *out = (OptInt){0};
    if (text_is_blank(typed))
        return true;
    text_cut(negative ? text_slice(typed, 1, typed.len) : typed, '.', &whole, &part);
    part = text_slice(part, 0, DECIMALS);
    if (!text_to_i64(whole, &value) || value < 0 || value > limit ||
        (part.len != 0 && (!text_to_i64(part, &rest) || rest < 0)))
        return false;
    for (decimals = part.len; decimals < DECIMALS; decimals++)
        rest *= 10;
    value = value * MILLION + rest;
    *out = SOME_INT(negative ? -value : value);
    return true;
}

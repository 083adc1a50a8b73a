/*
 * What GeoReport says, and what opinions say.
 */
#include "open311/open311.h"

#include "base/tr.h"

enum { DEGREE = 1000000, DECIMALS = 6, DEGREES_MAX = 180, OFFSET_CHARS = 6 };

/* ---- coordinates ---- */

static bool
is_digit(Text text, size_t at)
{
    return at < text.len && text.at[at] >= '0' && text.at[at] <= '9';
}

bool
open311_degrees_parse(Text text, int64_t *e6_out)
{
    bool negative = text.len != 0 && text.at[0] == '-';
    size_t at = negative;
    int64_t value = 0;
    int decimals = 0;

    if (!is_digit(text, at))
        return false;
    for (; is_digit(text, at) && value <= DEGREES_MAX; at++)
        value = value * 10 + (text.at[at] - '0');
    if (at + 1 < text.len && text.at[at] == '.')
        for (at++; is_digit(text, at); at++)
            if (decimals < DECIMALS) {
                value = value * 10 + (text.at[at] - '0');
                decimals++;
            }
    for (; decimals < DECIMALS; decimals++)
        value *= 10;
    if (at != text.len || value > (int64_t)DEGREES_MAX * DEGREE)
        return false;
    *e6_out = negative ? -value : value;
    return true;
}

Text
open311_degrees_format(Arena *arena, int64_t e6)
{
    int64_t size = e6 < 0 ? -e6 : e6;

    return text_printf(arena, "%s%lld.%06lld", e6 < 0 ? "-" : "", (long long)(size / DEGREE),
                       (long long)(size % DEGREE));
}

/* ---- time ---- */

/* *last_out: the first second that is no longer in it. */
static bool
instant_parse(Arena *arena, Text text, Time *first_out, Time *last_out)
{
    Day day;
    size_t sign = text.len - OFFSET_CHARS;

    if (day_parse(text, &day)) {
        *first_out = day_start(day);
        *last_out = day_start(day + 1);
        return true;
    }
    if (text.len > OFFSET_CHARS && text.at[sign] == ' ')
        text = text_printf(arena, "%.*s+%.*s", (int)sign, text.at, OFFSET_CHARS - 1,
                           text.at + sign + 1);
    if (!time_parse(text, first_out))
        return false;
    *last_out = *first_out + 1;
    return true;
}

Status
open311_span(Ctx *ctx, Text start, Text end, Open311Span *out)
{
    Text sentence = TR(ctx->lang, "应是日期或时间，例如 2023-05-18 或 2023-05-18T09:30:00+08:00");
    Time span = (Time)OPEN311_DAYS * SECONDS_PER_DAY;
    Time other;

    out->begin = day_start(ctx_today(ctx) - OPEN311_DAYS + 1);
    out->until = day_start(ctx_today(ctx) + 1);
    if (!text_is_empty(start) && !instant_parse(ctx->arena, start, &out->begin, &other))
        (void)ctx_problem(ctx, "start_date", sentence);
    if (!text_is_empty(end) && !instant_parse(ctx->arena, end, &other, &out->until))
        (void)ctx_problem(ctx, "end_date", sentence);
    TRY(ctx_checked(ctx));
    if (text_is_empty(end) && !text_is_empty(start))
        out->until = out->begin + span;
    if (text_is_empty(start) && !text_is_empty(end))
        out->begin = out->until - span;
    if (out->until <= out->begin)
        return ctx_problem(ctx, "end_date", TR(ctx->lang, "结束时间早于开始时间"));
    if (out->until - out->begin > (Time)OPEN311_DAYS_MAX * SECONDS_PER_DAY)
        return ctx_problem(ctx, "start_date", TR(ctx->lang, "一次最多查 366 天，请分几次查"));
    return OK;
}

/* ---- the state ---- */

bool
open311_is_open(OpinionState state)
{
    return opinion_state_is_open(state);
}

Time
open311_changed_at(const Opinion *opinion)
{
    const OptInt *const steps[] = {&opinion->replied_at, &opinion->resolved_at,
                                   &opinion->closed_at};
    Time last = opinion->received_at;

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (steps[i]->set && steps[i]->value > last)
            last = steps[i]->value;
    return last;
}

const char *
open311_group(OpinionTopic topic)
{
    static const char *const groups[OPINION_TOPICS] = {
        [TOPIC_MONEY] = N_("钱和政策"),       [TOPIC_SUBSIDY] = N_("钱和政策"),
        [TOPIC_LAND] = N_("钱和政策"),        [TOPIC_ROADS] = N_("公共设施和环境"),
        [TOPIC_WATER] = N_("公共设施和环境"), [TOPIC_RUBBISH] = N_("公共设施和环境"),
        [TOPIC_CONDUCT] = N_("办事和邻里"),   [TOPIC_NEIGHBOURS] = N_("办事和邻里"),
        [TOPIC_OTHER] = N_("办事和邻里"),
    };

    return groups[topic];
}

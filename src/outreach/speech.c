/*
 * What the loudspeaker says: sentences for the ear.  Whoever reads it out needs about four
 * characters a second.
 */
#include "base/buf.h"
#include "outreach/outreach.h"

enum { SPEECH_BYTES_MAX = 8192, TITLES_SAID = 2, MISSING_SAID = 2, NOTICES_SAID = 1, FEN = 100 };

static const char *const digits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/* Up to four digits; `inner`: something stands before them, so that a gap is said (零). */
static void
say_four(Buf *out, int number, bool inner)
{
    static const char *const units[] = {"千", "百", "十", ""};
    bool gap = inner && number < 1000;
    bool said = false;

    for (int i = 0, unit = 1000; i < 4; i++, unit /= 10) {
        int digit = number / unit % 10;

        if (digit == 0) {
            gap = gap || said;
            continue;
        }
        if (gap)
            BUF_LIT(out, "零");
        /* 十五 at the beginning, not 一十五; 两千, not 二千. */
        if (digit != 1 || unit != 10 || said || inner)
            buf_text(out, digit == 2 && unit == 1000 ? T("两") : text_c(digits[digit]));
        buf_text(out, text_c(units[i]));
        gap = false;
        said = true;
    }
}

Text
spoken_number(Arena *arena, int64_t number)
{
    static const struct {
        int64_t size;
        const char *unit;
    } groups[] = {
        {INT64_C(100000000), "亿"},
        {10000,              "万"},
        {1,                  ""   },
    };
    Buf out = buf_new(arena, 256);
    bool said = false;

    if (number == 0)
        return T("零");
    if (number < 0) {
        BUF_LIT(&out, "负");
        number = -number;
    }
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        int64_t group = number / groups[i].size;

        number %= groups[i].size;
        if (group == 0)
            continue;
        if (group == 2 && groups[i].size != 1 && !said)
            BUF_LIT(&out, "两");
        else if (group > 9999)
            buf_text(&out, spoken_number(arena, group));
        else
            say_four(&out, (int)group, said);
        buf_text(&out, text_c(groups[i].unit));
        said = true;
    }
    return buf_done(&out);
}

/* ---- sentences ---- */

static void
say(Buf *out, Text text)
{
    buf_text(out, text);
}

static Text
spoken_yuan(Arena *arena, int64_t fen)
{
    int64_t half = fen < 0 ? -FEN / 2 : FEN / 2;

    return text_printf(arena, "%.*s元", TEXT_ARGS(spoken_number(arena, (fen + half) / FEN)));
}

static void
say_money(Ctx *ctx, const OutreachMonth *month, Buf *out)
{
    Text here = month->community ? T("社区") : T("村里");
    bool first = true;

    if (!month->has_money) {
        say(out, month->place.community ? T("的账等季度账公开的时候一起公开，到时候再给大家念。")
                                        : T("的账还没有公开，公开以后再给大家念。"));
        return;
    }
    buf_printf(out, "，%.*s收了%.*s，花了%.*s，账上还有%.*s。", TEXT_ARGS(here),
               TEXT_ARGS(spoken_yuan(ctx->arena, month->sums.income_fen)),
               TEXT_ARGS(spoken_yuan(ctx->arena, month->sums.expense_fen)),
               TEXT_ARGS(spoken_yuan(ctx->arena, month->sums.closing_fen)));
    for (int word = 0; word < WORD_COUNT; word++) {
        int64_t fen = month->sums.words[word].amount_fen;

        if (word_direction((Word)word) != DIRECTION_OUT || fen <= 0)
            continue;
        buf_printf(out, "%s%s%.*s", first ? "钱花在这些地方：" : "，", word_title((Word)word),
                   TEXT_ARGS(spoken_yuan(ctx->arena, fen)));
        first = false;
    }
    if (!first)
        say(out, T("。"));
}

static void
say_lines(const DisclosureLines *lines, size_t most, Buf *out)
{
    for (size_t i = 0; i < lines->len && i < most; i++)
        buf_printf(out, "%s%.*s", i == 0 ? "" : "；", TEXT_ARGS(lines->at[i].title));
}

static void
say_published(Ctx *ctx, const OutreachMonth *month, Buf *out)
{
    if (month->published.len == 0) {
        say(out, T("这段时间没有新的公开。"));
    } else {
        buf_printf(out, "最近公开了%.*s件事，有：",
                   TEXT_ARGS(spoken_number(ctx->arena, (int64_t)month->published.len)));
        say_lines(&month->published, TITLES_SAID, out);
        say(out, month->published.len > TITLES_SAID ? T("等等。") : T("。"));
    }
    if (month->notices.len != 0) {
        say(out, T("正在公示的有："));
        say_lines(&month->notices, NOTICES_SAID, out);
        say(out, T("，请大家看一看，有意见在公示期里提出来。"));
    }
}

static void
say_missing(Ctx *ctx, const OutreachMonth *month, Buf *out)
{
    if (month->missing.len == 0) {
        say(out, T("该公开的都公开了。"));
        return;
    }
    buf_printf(out, "还有%.*s项到了时间没有公开：",
               TEXT_ARGS(spoken_number(ctx->arena, (int64_t)month->missing.len)));
    for (size_t i = 0; i < month->missing_names.len && i < MISSING_SAID; i++)
        buf_printf(out, "%s%.*s", i == 0 ? "" : "、", TEXT_ARGS(month->missing_names.at[i]));
    say(out, month->missing.len > MISSING_SAID ? T("等等。") : T("。"));
}

Text
outreach_speech(Ctx *ctx, const OutreachMonth *month)
{
    Buf out = buf_new(ctx->arena, SPEECH_BYTES_MAX);
    int number = (int)(month->month % 12) + 1;
    bool community = month->community;

    buf_printf(&out, "各位%s，大家好！现在广播%.*s%.*s月份的账目和公开情况。\n\n",
               community ? "居民" : "乡亲", TEXT_ARGS(month->place.name),
               TEXT_ARGS(spoken_number(ctx->arena, number)));
    buf_printf(&out, "%.*s月份", TEXT_ARGS(spoken_number(ctx->arena, number)));
    say_money(ctx, month, &out);
    say(&out, T("\n\n"));
    say_published(ctx, month, &out);
    say_missing(ctx, month, &out);
    say(&out,
        T("\n\n想看每一笔账的，用手机微信扫公开栏上的码就能看。不会用手机的，找网格员帮您看"));
    if (month->phone.len != 0)
        buf_printf(&out, "，也可以打电话，号码是%.*s", TEXT_ARGS(month->phone));
    buf_printf(&out, "。有话您就说：当天有答复，七天之内办结。\n\n%.*s广播完了，谢谢大家！\n",
               TEXT_ARGS(month->place.name));
    return buf_done(&out);
}

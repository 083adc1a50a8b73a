#include "screen/pages_parts.h"

#include "base/money.h"
#include "base/rate.h"
#include "base/tr.h"
#include "ledger/category.h"

enum {
    FEN = 100,
    WAN = 10000,
    PER_MILLE = 1000,
    BAR_LENGTH = 100,
    LINE_STEP = 100, /* between two months */
    LINE_HEIGHT = 200,
    LINE_TOP = 12,  /* above the highest point */
    LINE_EVERY = 3, /* months from one name to the next */
    WEEK_DAYS = 7,
    LINE_BYTES_MAX = 4096,
};

Text
screen_rate(Arena *arena, int64_t part, int64_t whole)
{
    int64_t per_mille = rate_per_mille(part, whole);

    if (whole <= 0)
        return T("–");
    if (per_mille == PER_MILLE)
        return T("100");
    return text_printf(arena, "%lld.%lld", (long long)(per_mille / 10),
                       (long long)(per_mille % 10));
}

Text
screen_wan(Arena *arena, int64_t fen)
{
    int64_t wan = (fen + (int64_t)WAN * FEN / 2) / ((int64_t)WAN * FEN);

    return fen != 0 && wan == 0 ? T("<1") : number_format(arena, wan);
}

Text
screen_amount(Ctx *ctx, int64_t fen)
{
    int64_t tenths = (fen + WAN * FEN / 20) / (WAN * FEN / 10);

    if (ctx->lang == LANG_EN || (fen < (int64_t)WAN * FEN && fen > -(int64_t)WAN * FEN))
        return TR_FORMAT(ctx->arena, ctx->lang, "{amount} 元",
                         {"amount", number_format(ctx->arena, fen / FEN)});
    return TR_FORMAT(
        ctx->arena, ctx->lang, "{amount} 万元",
        {"amount",
         text_printf(ctx->arena, "%.*s.%lld", TEXT_ARGS(number_format(ctx->arena, tenths / 10)),
                     (long long)(tenths % 10 < 0 ? -(tenths % 10) : tenths % 10))});
}

void
screen_bars(Ctx *ctx, const int64_t *words, Direction direction, ScreenBars *out)
{
    static const char *const tints[] = {"c-1", "c-2", "c-3", "c-4", "c-5"};
    int64_t longest = 0;
    int64_t total = 0;
    size_t place = 0;

    out->at = NEW_ARRAY(ctx->arena, ScreenBar, WORD_COUNT);
    out->len = 0;
    for (int word = 0; word < WORD_COUNT; word++)
        if (word_direction((Word)word) == direction) {
            total += words[word];
            longest = words[word] > longest ? words[word] : longest;
        }
    for (int word = 0; word < WORD_COUNT; word++) {
        if (word_direction((Word)word) != direction)
            continue;
        if (words[word] != 0)
            out->at[out->len++] = (ScreenBar){
                .css = tints[place % (sizeof tints / sizeof tints[0])],
                .name = tr_text(ctx->lang, word_title((Word)word)),
                .length = words[word] > 0 ? words[word] * BAR_LENGTH / longest : 0,
                .amount = screen_wan(ctx->arena, words[word]),
            };
        place++;
    }
    out->total = screen_wan(ctx->arena, total);
}

Text
screen_day(Ctx *ctx, Day day)
{
    static const char *const names[WEEK_DAYS] = {N_("星期一"), N_("星期二"), N_("星期三"),
                                                 N_("星期四"), N_("星期五"), N_("星期六"),
                                                 N_("星期日")};
    Date date = day_to_date(day);

    return TR_FORMAT(ctx->arena, ctx->lang, "{year} 年 {month} 月 {day} 日 {weekday}",
                     {"year", text_printf(ctx->arena, "%d", date.year)},
                     {"month", text_printf(ctx->arena, "%d", date.month)},
                     {"day", text_printf(ctx->arena, "%d", date.day)},
                     {"weekday", tr_text(ctx->lang, names[day_weekday(day) - 1])});
}

void
screen_head(ScreenHeads *heads, const char *css, Text value, Text unit, Text name, Text link)
{
    heads->at[heads->len++] =
        (ScreenHead){.css = css, .value = value, .unit = unit, .name = name, .link = link};
}

/* ---- what happened ---- */

static const struct {
    const char *css;
    const char *word;
} news_looks[] = {
    [NEWS_PUBLISHED] = {"n-open", N_("公开")   },
      [NEWS_ASKED] = {"n-ask",  N_("群众说")},
    [NEWS_ANSWERED] = {"n-open", N_("答复")   },
      [NEWS_SETTLED] = {"n-done", N_("办结")   },
    [NEWS_LATE] = {"n-late", N_("逾期")   },
};

/* Of today the time, before it the day. */
static Text
news_time(Ctx *ctx, const ScreenNews *news)
{
    Date date = day_to_date(day_of(news->at));

    if (news->kind == NEWS_LATE)
        return TR_FORMAT(
            ctx->arena, ctx->lang, "晚了 {days} 天",
            {"days", text_printf(ctx->arena, "%lld", (long long)ctx_today(ctx) - news->due)});
    if (day_of(news->at) == ctx_today(ctx)) {
        Text minute = time_format_minute(ctx->arena, news->at);

        return text_slice(minute, minute.len - 5, 5);
    }
    return TR_FORMAT(ctx->arena, ctx->lang, "{month}月{day}日",
                     {"month", text_printf(ctx->arena, "%d", date.month)},
                     {"day", text_printf(ctx->arena, "%d", date.day)});
}

void
screen_news_views(Ctx *ctx, const ScreenNewsList *news, ScreenNewsViews *out)
{
    out->at = NEW_ARRAY(ctx->arena, ScreenNewsView, news->len);
    out->len = news->len;
    for (size_t i = 0; i < news->len; i++) {
        const ScreenNews *one = &news->at[i];

        out->at[i] = (ScreenNewsView){
            .css = news_looks[one->kind].css,
            .word = tr_text(ctx->lang, news_looks[one->kind].word),
            .place = one->place,
            .time = news_time(ctx, one),
            .title = one->title,
            .link = one->link,
        };
    }
}

/* ---- the line ---- */

static Text
month_name(Ctx *ctx, const ScreenFigures *figures, int back)
{
    int month = (day_to_date(figures->first_month).month - 1 + back) % SCREEN_MONTHS + 1;

    return TR_FORMAT(ctx->arena, ctx->lang, "{month}月",
                     {"month", text_printf(ctx->arena, "%d", month)});
}

void
screen_line(Ctx *ctx, const ScreenFigures *figures, ScreenLine *out)
{
    Buf path = buf_new(ctx->arena, LINE_BYTES_MAX);
    Buf words = buf_new(ctx->arena, LINE_BYTES_MAX);
    int64_t most = 1;

    for (int i = 0; i < SCREEN_MONTHS; i++)
        most = figures->published[i] > most ? figures->published[i] : most;
    out->months = (Texts){NEW_ARRAY(ctx->arena, Text, SCREEN_MONTHS), SCREEN_MONTHS};
    for (int i = 0; i < SCREEN_MONTHS; i++) {
        Text name = month_name(ctx, figures, i);
        int64_t high = figures->published[i] * (LINE_HEIGHT - LINE_TOP) / most;

        buf_printf(&path, "%s%d %lld", i == 0 ? "M" : "L", i * LINE_STEP + LINE_STEP / 2,
                   (long long)(LINE_HEIGHT - high));
        buf_printf(&words, "%s%.*s %lld", i == 0 ? "" : ", ", TEXT_ARGS(name),
                   (long long)figures->published[i]);
        out->months.at[i] = i % LINE_EVERY == 0 || i == SCREEN_MONTHS - 1 ? name : T("");
    }
    out->line = buf_done(&path);
    out->area =
        text_printf(ctx->arena, "%.*sV%dH%dz", TEXT_ARGS(out->line), LINE_HEIGHT, LINE_STEP / 2);
    out->label =
        TR_FORMAT(ctx->arena, ctx->lang, "每月公开条数：{months}", {"months", buf_done(&words)});
    out->latest = number_format(ctx->arena, figures->published[SCREEN_MONTHS - 1]);
}

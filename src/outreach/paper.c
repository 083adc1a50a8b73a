/* What stands on the poster and on the notice. */
#include "base/money.h"
#include "outreach/outreach.h"

static Text
yuan(Arena *arena, int64_t fen)
{
    Text text = fen_format(arena, fen);

    return text_ends(text, T(".00")) ? text_slice(text, 0, text.len - 3) : text;
}

static Text
with_yuan(Arena *arena, int64_t fen)
{
    return text_printf(arena, "%.*s 元", TEXT_ARGS(yuan(arena, fen)));
}

/* As a headline: fen would not fit in behind a large sum. */
static Text
headline(Arena *arena, int64_t fen)
{
    static const int64_t large_fen = INT64_C(100000000);

    return with_yuan(arena, fen >= large_fen || fen <= -large_fen ? (fen + 50) / 100 * 100 : fen);
}

static Text
day_words(Arena *arena, Day day)
{
    Date date = day_to_date(day);

    return text_printf(arena, "%d月%d日", date.month, date.day);
}

static Text
month_name(Arena *arena, Month month)
{
    return text_printf(arena, "%d年%d月", (int)(month / 12), (int)(month % 12) + 1);
}

static Text
help_of(Ctx *ctx, const OutreachMonth *month)
{
    if (month->phone.len == 0)
        return T("不会用手机？找网格员帮您看。");
    return text_printf(ctx->arena, "不会用手机？找网格员帮您看，或打电话 %.*s",
                       TEXT_ARGS(month->phone));
}

static Poster
poster_of(Ctx *ctx, const OutreachMonth *month)
{
    return (Poster){
        .above = month->above,
        .line1 = month->community ? T("社区的事") : T("村里的事"),
        .line2 = T("扫码就明白"),
        .link = month->link,
        .scan = T("打开微信，扫一扫"),
        .cards = {{T("看账本"), T("每月收支，每一笔\n都有票据")},
                  {T("问一句"), T("不明白的事\n当天有答复")},
                  {T("提意见"), T("可拍照，可匿名\n七天内办结")}},
        .large = T("字小看不清？打开后点“大字版”。"),
        .help = help_of(ctx, month),
    };
}

static void
put_row(NoticeRows *rows, Text name, Text value)
{
    rows->at[rows->len++] = (NoticeRow){name, value};
}

static void
fill_money(Ctx *ctx, const OutreachMonth *month, PaperNotice *out)
{
    bool community = month->community;

    out->no_money = month->place.community ? T("这个月的账等季度账公开的时候一起公开。")
                                           : T("这个月的账还没有公开。");
    out->spent =
        (NoticeRows){.at = NEW_ARRAY(ctx->arena, NoticeRow, WORD_COUNT), .title = T("钱花在哪儿")};
    if (!month->has_money)
        return;
    out->money[0] = (NoticeRow){community ? T("社区收了") : T("村里收了"),
                                headline(ctx->arena, month->sums.income_fen)};
    out->money[1] = (NoticeRow){T("花了"), headline(ctx->arena, month->sums.expense_fen)};
    out->money[2] = (NoticeRow){T("账上还有"), headline(ctx->arena, month->sums.closing_fen)};
    out->spent.none = T("这个月没有支出。");
    for (int word = 0; word < WORD_COUNT; word++)
        if (word_direction((Word)word) == DIRECTION_OUT && month->sums.words[word].amount_fen != 0)
            put_row(&out->spent, text_c(word_title((Word)word)),
                    with_yuan(ctx->arena, month->sums.words[word].amount_fen));
}

static Text
more_of(Ctx *ctx, size_t len)
{
    if (len <= NOTICE_ROWS_MAX)
        return T("其余的请扫码看。");
    return text_printf(ctx->arena, "一共 %zu 项，其余的请扫码看。", len);
}

static void
fill_lists(Ctx *ctx, const OutreachMonth *month, PaperNotice *out)
{
    Arena *arena = ctx->arena;
    Day today = ctx_today(ctx);

    out->published = (NoticeRows){
        .at = NEW_ARRAY(arena, NoticeRow, month->published.len),
        .title =
            text_printf(arena, "公开了这些（%.*s—%.*s）", TEXT_ARGS(day_words(arena, month->first)),
                        TEXT_ARGS(day_words(arena, month->last))),
        .none = T("这段时间没有新的公开。"),
        .rest = more_of(ctx, month->published.len),
    };
    for (size_t i = 0; i < month->published.len; i++)
        put_row(&out->published, month->published.at[i].title,
                day_words(arena, day_of(month->published.at[i].published_at.value)));
    out->missing = (NoticeRows){
        .at = NEW_ARRAY(arena, NoticeRow, month->missing.len),
        .title = T("到了时间还没有公开"),
        .none = T("没有。该公开的都公开了。"),
        .rest = more_of(ctx, month->missing.len),
    };
    for (size_t i = 0; i < month->missing.len; i++)
        put_row(&out->missing, month->missing_names.at[i],
                text_printf(arena, "晚了 %d 天", (int)(today - month->missing.at[i].due_day)));
}

static PaperNotice
notice_of(Ctx *ctx, const OutreachMonth *month)
{
    PaperNotice notice = {
        .place = month->above,
        .title = text_printf(ctx->arena, "%.*s账目和公开情况",
                             TEXT_ARGS(month_name(ctx->arena, month->month))),
        .link = month->link,
        .scan = T("微信扫码，看每一笔"),
        .help = help_of(ctx, month),
        .printed =
            text_printf(ctx->arena, "截至 %.*s", TEXT_ARGS(day_format(ctx->arena, ctx_today(ctx)))),
        .stamp = T("（盖章）"),
    };

    fill_money(ctx, month, &notice);
    fill_lists(ctx, month, &notice);
    return notice;
}

Status
outreach_make(Ctx *ctx, const OutreachMonth *month, OutreachFile file, Text *out)
{
    Poster poster = poster_of(ctx, month);
    PaperNotice notice;

    switch (file) {
    case OUTREACH_POSTER_A3:
        return poster_draw(ctx->arena, &poster, POSTER_A3_PDF, out);
    case OUTREACH_POSTER_A4:
        return poster_draw(ctx->arena, &poster, POSTER_A4_PDF, out);
    case OUTREACH_POSTER_PNG:
        return poster_draw(ctx->arena, &poster, POSTER_PNG, out);
    case OUTREACH_NOTICE_PDF:
        notice = notice_of(ctx, month);
        return notice_draw(ctx->arena, &notice, POSTER_A4_PDF, out);
    case OUTREACH_NOTICE_PNG:
        notice = notice_of(ctx, month);
        return notice_draw(ctx->arena, &notice, POSTER_PNG, out);
    case OUTREACH_SPEECH:
    case OUTREACH_FILES:
        break;
    }
    *out = outreach_speech(ctx, month);
    return OK;
}

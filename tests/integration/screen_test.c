/*
 * The figures of a wall screen, on both databases: money by everyday word, rates, what is late,
 * what happened last; and that they are what everybody may read.
 */
#include "harness.h"

#include "db.h"

#include "duty/duty.h"
#include "ledger/ledger.h"
#include "life.h"
#include "region/tally.h"
#include "screen/figures.h"

enum { YUAN = 100, RENT = 50101, GRANT = 50301, CLEAN = 51402, ROADS = 51401 };

static const Month MAY = 2023 * 12 + 4;

typedef struct Books {
    FundAccount fund;
    int64_t rent; /* an entry */
} Books;

static Status
book(Ctx *ctx, EntryBatch *batch, const Books *books, Date date, Direction direction,
     int64_t category, int64_t yuan, int64_t *id_out)
{
    return entry_batch_add(ctx, batch,
                           &(Entry){.region = books->fund.region,
                                    .account = books->fund.id,
                                    .day = day_from_date(date),
                                    .direction = direction,
                                    .amount_fen = yuan * YUAN,
                                    .category = category,
                                    .purpose = T("某事"),
                                    .voucher = T("记-1")},
                           id_out);
}

/* April and May of a village, and a month of the year before. */
static Status
fill_books(Ctx *ctx, RegionCode village, Books *books)
{
    EntryBatch *batch;
    int64_t id;

    act_as(ctx, &actor_system);
    TRY(fund_account_create(ctx,
                            &(FundAccount){.region = village,
                                           .name = T("基本户"),
                                           .bank = T("银行"),
                                           .number = T("0000210111010203"),
                                           .opening_day = day_from_date((Date){2022, 1, 1}),
                                           .opening_fen = 1000000 * YUAN},
                            &books->fund));
    batch = entry_batch_begin(ctx, true);
    TRY(book(ctx, batch, books, (Date){2022, 12, 31}, DIRECTION_IN, RENT, 77, &id));
    TRY(book(ctx, batch, books, (Date){2023, 4, 1}, DIRECTION_IN, RENT, 1000, &books->rent));
    TRY(book(ctx, batch, books, (Date){2023, 4, 30}, DIRECTION_OUT, CLEAN, 300, &id));
    TRY(book(ctx, batch, books, (Date){2023, 5, 31}, DIRECTION_IN, GRANT, 2000, &id));
    TRY(book(ctx, batch, books, (Date){2023, 5, 1}, DIRECTION_OUT, ROADS, 700, &id));
    TRY(book(ctx, batch, books, (Date){2023, 5, 2}, DIRECTION_OUT, CLEAN, 50, &id));
    TRY(entry_batch_finish(ctx, batch));
    TRY(ledger_close_loaded(ctx, village, 2022 * 12 + 11, (OptInt){0}, (OptInt){0}));
    TRY(ledger_close_loaded(ctx, village, MAY - 1, (OptInt){0}, (OptInt){0}));
    return ledger_close_loaded(ctx, village, MAY, (OptInt){0}, (OptInt){0});
}

static Status
figures_of(Ctx *ctx, RegionCode code, ScreenFigures *out)
{
    Region place;

    TRY(region_get(ctx, code, &place));
    ctx->actor = NULL;
    return screen_figures(ctx, &place, out);
}

/* What `mingbai check` counts is what is kept. */
static Status
check_recount(Ctx *ctx)
{
    TallyBatch *batch = tally_batch_new(ctx);
    RegionCode region;
    int64_t measure, value;
    size_t at = 0;
    Day day;

    act_as(ctx, &actor_system);
    TRY(ledger_tallies(ctx, batch));
    TRY(tally_batch_take_stored(ctx, batch));
    while (tally_batch_next(batch, &at, &region, &measure, &day, &value))
        if (measure >= TALLY_INCOME_FEN)
            CHECK_INT(measure, 0);
    return OK;
}

static Status
money_by_word(Ctx *ctx, void *arg)
{
    Books one, two;
    ScreenFigures figures;
    (void)arg;

    TRY(life_fill(ctx));
    TRY(fill_books(ctx, VILLAGE, &one));
    TRY(fill_books(ctx, COMMUNITY, &two));
    TRY(figures_of(ctx, VILLAGE, &figures));
    CHECK_INT(figures.words[WORD_RENT], 1000 * YUAN); /* the year before is not in it */
    CHECK_INT(figures.words[WORD_SUBSIDY], 2000 * YUAN);
    CHECK_INT(figures.words[WORD_CLEAN], 350 * YUAN);
    CHECK_INT(figures.words[WORD_ROADS], 700 * YUAN);
    CHECK_INT(figures.income_fen, 3000 * YUAN);
    CHECK_INT(figures.expense_fen, 1050 * YUAN);
    for (int i = 0; i < 3; i++) { /* the district and what is above it have both */
        static const RegionCode above[] = {DISTRICT_CODE, 210100000000, 210000000000};

        TRY(figures_of(ctx, above[i], &figures));
        CHECK_INT(figures.words[WORD_CLEAN], 700 * YUAN);
        CHECK_INT(figures.income_fen, 6000 * YUAN);
    }
    TRY(figures_of(ctx, TOWNSHIP_CODE, &figures));
    CHECK_INT(figures.income_fen, 3000 * YUAN);
    return check_recount(ctx);
}

TEST_DB(money_is_shown_by_everyday_word_at_each_level)
{
    ctx->now = day_start(day_from_date((Date){2023, 6, 1}));
    CHECK_STATUS(life_explain(ctx, store_write(store, ctx, money_by_word, NULL)), OK);
}

/* ---- an open month is nobody's business yet ---- */

static Status
open_month(Ctx *ctx, void *arg)
{
    Books books;
    Entry entry;
    ScreenFigures figures;
    (void)arg;

    TRY(life_fill(ctx));
    TRY(fill_books(ctx, VILLAGE, &books));
    act_as(ctx, &clerk);
    TRY(entry_add(ctx,
                  &(Entry){.region = VILLAGE,
                           .account = books.fund.id,
                           .day = day_from_date((Date){2023, 6, 1}),
                           .direction = DIRECTION_IN,
                           .amount_fen = 5 * YUAN,
                           .category = RENT,
                           .purpose = T("村部门市房租金"),
                           .counterparty = T("演示商店"),
                           .voucher = T("记-1")},
                  &entry));
    TRY(figures_of(ctx, VILLAGE, &figures));
    CHECK_INT(figures.words[WORD_RENT], 1000 * YUAN);
    return check_recount(ctx);
}

TEST_DB(an_open_month_is_not_counted)
{
    ctx->now = day_start(day_from_date((Date){2023, 6, 2}));
    CHECK_STATUS(life_explain(ctx, store_write(store, ctx, open_month, NULL)), OK);
}

/* ---- rates and what is late ---- */

static Status
rates(Ctx *ctx, void *arg)
{
    Day today = ctx_today(ctx);
    ScreenFigures figures;
    ScreenPlaces places;
    ScreenNewsList late;
    Region here;
    bool more;
    (void)arg;

    TRY(life_fill(ctx));
    act_as(ctx, &actor_system);
    TRY(tally_add(ctx, VILLAGE, TALLY_DUTIES_DUE, today - 29, 4));
    TRY(tally_add(ctx, VILLAGE, TALLY_DUTIES_ON_TIME, today - 29, 3));
    TRY(tally_add(ctx, VILLAGE, TALLY_DUTIES_DUE, today - 30, 100)); /* a day too old */
    TRY(tally_add(ctx, COMMUNITY, TALLY_DUTIES_DUE, today, 1));
    TRY(tally_add(ctx, VILLAGE, TALLY_REPLY_JUDGED, today - 3, 2));
    TRY(tally_add(ctx, VILLAGE, TALLY_REPLY_IN_TIME, today - 3, 1));
    TRY(tally_add(ctx, VILLAGE, TALLY_OPINIONS_OPEN, today - 3, 5));
    TRY(tally_add(ctx, VILLAGE, TALLY_DISCLOSURES_PARTY, today, 7));
    TRY(tally_add(ctx, VILLAGE, TALLY_DISCLOSURES_FINANCE, today - 365, 9)); /* last June */
    TRY(tally_add(ctx, VILLAGE, TALLY_DISCLOSURES_VILLAGE, today - 32, 2));
    TRY(figures_of(ctx, DISTRICT_CODE, &figures));
    CHECK_INT(figures.due, 5);
    CHECK_INT(figures.on_time, 3);
    CHECK_INT(figures.judged, 2);
    CHECK_INT(figures.in_time, 1);
    CHECK_INT(figures.open, 5);
    CHECK_INT(figures.published_today, 7);
    CHECK_INT(figures.published[SCREEN_MONTHS - 1], 7);
    CHECK_INT(figures.published[SCREEN_MONTHS - 3], 2); /* 30 April */
    CHECK_INT(figures.published[0], 0);
    CHECK_INT(figures.first_month, day_from_date((Date){2022, 7, 1}));

    TRY(region_get(ctx, DISTRICT_CODE, &here));
    TRY(screen_places(ctx, &here, &places));
    CHECK_INT(places.len, 2);
    CHECK_INT(places.at[0].code, TOWNSHIP_CODE); /* by code, though the other is worse */
    CHECK_INT(places.at[0].due, 4);
    CHECK_INT(places.at[0].on_time, 3);
    CHECK_INT(places.at[1].on_time, 0);

    TRY(duty_open_periods(ctx, VILLAGE, day_from_date((Date){2023, 1, 1}), today));
    TRY(duty_mark_missing(ctx, 1000, &more));
    ctx->actor = NULL;
    TRY(screen_overdue(ctx, &here, 5, &late));
    CHECK_INT(late.len, 5);
    for (size_t i = 0; i < late.len; i++) {
        CHECK(late.at[i].due < today);
        CHECK(i == 0 || late.at[i].due <= late.at[i - 1].due); /* the latest first */
        CHECK(text_eq(late.at[i].place, T("鲍家村")));
    }
    TRY(screen_news(ctx, &here, &late));
    CHECK_INT(late.len, SCREEN_LATE_NEWS); /* nothing else happened here */
    TRY(region_get(ctx, 210111011000, &here));
    TRY(screen_overdue(ctx, &here, 5, &late));
    CHECK_INT(late.len, 0);
    return OK;
}

TEST_DB(rates_are_of_thirty_days_and_places_stand_by_code)
{
    ctx->now = day_start(day_from_date((Date){2023, 6, 1})) + 3600;
    CHECK_STATUS(life_explain(ctx, store_write(store, ctx, rates, NULL)), OK);
}

/*
 * Rules over works: tenders and payments; each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/project_life.h"

typedef struct Works {
    const char *name;
    RegionCode region;
    int64_t bid[4]; /* by 甲, 乙, 丙, 丁; less than 0: not valid; 0: none */
    int64_t contract_fen, paid_fen, change_fen;
    bool finished;
    Project project;
} Works;

static Status
finish(Ctx *ctx, Project *project)
{
    project->finished_day = SOME_INT(ctx_today(ctx));
    return life_explain(ctx, project_update(ctx, project, project));
}

static Status
works_body(Ctx *ctx, void *arg)
{
    static const char *const bidders[] = {"甲公司", "乙公司", "丙公司", "丁公司"};
    Works *works = arg;
    Project *project = &works->project;
    Bid list[4];
    Bids bids = {list, 0};
    ProjectTender tender = {.way = TENDER_QUOTES,
                            .day = SOME_INT(ctx_today(ctx) - 20),
                            .contractor = text_c(bidders[0]),
                            .contract_fen = SOME_INT(works->contract_fen),
                            .contract_day = SOME_INT(ctx_today(ctx) - 15)};

    if (project->id == 0)
        *project = begin_project(ctx, works->region, PROJECT_WORKS, works->name);
    act_as(ctx, works->region == VILLAGE ? &clerk : &other_clerk);
    for (size_t i = 0; i < 4; i++)
        if (works->bid[i] != 0)
            list[bids.len++] =
                (Bid){.bidder = text_c(bidders[i]),
                      .amount_fen = works->bid[i] < 0 ? -works->bid[i] : works->bid[i],
                      .valid = works->bid[i] > 0,
                      .note = works->bid[i] > 0 ? T("") : T("资质不全")};
    TRY(life_explain(ctx,
                     project_set_tender(ctx, project->id, project->lock, &tender, bids, project)));
    if (works->change_fen != 0)
        TRY(life_explain(ctx, project_put_change(ctx, project->id, project->lock,
                                                 &(ProjectChange){.day = ctx_today(ctx) - 10,
                                                                  .amount_fen = works->change_fen,
                                                                  .reason = T("多挖一段"),
                                                                  .decision = T("代表会议 5 号")},
                                                 project)));
    works->change_fen = 0;
    if (works->paid_fen != 0)
        TRY(life_explain(ctx, project_put_payment(ctx, project->id, project->lock,
                                                  &(ProjectPayment){.day = ctx_today(ctx) - 5,
                                                                    .amount_fen = works->paid_fen,
                                                                    .voucher = T("记-9")},
                                                  project)));
    works->paid_fen = 0;
    return works->finished ? finish(ctx, project) : OK;
}

static int64_t
found(Ctx *ctx, Store *store, const char *rule, Works *works)
{
    CHECK_STATUS(store_write(store, ctx, works_body, works), OK);
    look(ctx, store);
    return count_live(ctx, store, rule);
}

/* ---- R24 ---- */

TEST_DB(works_paid_beyond_contract_and_changes)
{
    Flag flag = {0};
    Works works = {
        .name = "路灯",
        .region = VILLAGE,
        .bid = {5800000, 5960000, -5500000},
        .contract_fen = 5800000,
        .change_fen = 500000,
        .paid_fen = 6300000,
        .finished = true
    };

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "overpaid", &works), 0);
    CHECK_INT(count_live(ctx, store, "paid_early"), 0);
    works.paid_fen = 300000;
    CHECK_INT(found(ctx, store, "overpaid", &works), 1);
    CHECK(first_live(ctx, store, "overpaid", &flag));
    CHECK_TEXT(flag.sentence, "“路灯”付出的钱比合同加变更多 3,000 元");
    CHECK_INT(flag.level, FLAG_RED);
    works.change_fen = 300000;
    CHECK_INT(found(ctx, store, "overpaid", &works), 0);
    CHECK_INT(count_live(ctx, store, "paid_early"), 0);
    CHECK_INT(count_live(ctx, store, "close_bids"), 0);
}

TEST_DB(works_paid_before_they_are_finished)
{
    Flag flag = {0};
    Works works = {
        .name = "路灯",
        .region = VILLAGE,
        .bid = {5000000, 5900000, 6000000},
        .contract_fen = 5000000,
        .paid_fen = 4850000
    };

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "paid_early", &works), 0); /* 97 % */
    works.paid_fen = 10000;
    CHECK_INT(found(ctx, store, "paid_early", &works), 1);
    CHECK(first_live(ctx, store, "paid_early", &flag));
    CHECK_TEXT(flag.sentence, "“路灯”还没有完工，合同款已经付了 97% 以上，共 48,600 元");
    works.finished = true;
    CHECK_INT(found(ctx, store, "paid_early", &works), 0);
}

/* ---- R37 ---- */

TEST_DB(bids_that_lie_close)
{
    Flag flag = {0};
    Works works = {
        .name = "清淤",
        .region = VILLAGE,
        .bid = {10000000, 10050000, 10099999},
        .contract_fen = 10000000
    };

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "close_bids", &works), 1);
    CHECK(first_live(ctx, store, "close_bids", &flag));
    CHECK_INT(flag.rows, 3);
    CHECK_TEXT(flag.sentence, "“清淤”的 3 家报价挤在一起，高低相差不到 1%");
    works.bid[2] = 10100000; /* one per cent */
    CHECK_INT(found(ctx, store, "close_bids", &works), 0);
    works.bid[2] = -10099999; /* two valid ones are too few */
    CHECK_INT(found(ctx, store, "close_bids", &works), 0);
    works.bid[3] = 10000000;
    CHECK_INT(found(ctx, store, "close_bids", &works), 1);
}

TEST_DB(works_without_bids_or_contract_have_nothing)
{
    Works works = {.name = "清淤", .region = VILLAGE};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, works_body, &works), INVALID);
    look(ctx, store);
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "close_bids"), 0);
}

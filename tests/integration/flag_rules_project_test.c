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
    static RegionCode touched[] = {210111010203, 210111010204}; /* by what the township builds */
    Works *works = arg;
    bool office = works->region == TOWNSHIP_CODE;
    Project *project = &works->project;
    Bid list[4];
    Bids bids = {list, 0};
    ProjectTender tender = {.way = TENDER_QUOTES,
                            .day = SOME_INT(ctx_today(ctx) - 20),
                            .contractor = text_c(bidders[0]),
                            .contract_fen = SOME_INT(works->contract_fen),
                            .contract_day = SOME_INT(ctx_today(ctx) - 15)};

    act_as(ctx, office ? &reviewer : works->region == VILLAGE ? &clerk : &other_clerk);
    if (project->id == 0)
        TRY(life_explain(ctx, project_create(ctx,
                                             &(Project){
                                                 .region = works->region,
                                                 .kind = PROJECT_WORKS,
                                                 .name = text_c(works->name),
                                                 .summary = T("修好它"),
                                                 .ground = T("代表会议 3 号"),
                                                 .source = T("一事一议奖补"),
                                                 .places = {touched, office ? 2 : 0}
        },
                                             project)));
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

static Status
township_body(Ctx *ctx, void *arg)
{
    Flags flags;

    act_as(ctx, &inspector);
    TRY(flag_list(ctx, TOWNSHIP_CODE, true, flag_rule(T("overpaid")), T(""), &flags));
    *(size_t *)arg = flags.len;
    return OK;
}

/* What a township builds is found when it changes, and by looking at all. */
TEST_DB(works_of_a_township)
{
    Works works = {
        .name = "路灯",
        .region = TOWNSHIP_CODE,
        .contract_fen = 5800000,
        .bid = {5800000, 6900000},
        .paid_fen = 5900000
    };
    size_t count = 0;

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, works_body, &works), OK);
    look_at_all(ctx, store);
    CHECK_STATUS(store_read(store, ctx, township_body, &count), OK);
    CHECK_INT((int64_t)count, 1);
    look(ctx, store);
    CHECK_STATUS(store_read(store, ctx, township_body, &count), OK);
    CHECK_INT((int64_t)count, 1);
    works.change_fen = 100000;
    CHECK_STATUS(store_write(store, ctx, works_body, &works), OK);
    look(ctx, store);
    CHECK_STATUS(store_read(store, ctx, township_body, &count), OK);
    CHECK_INT((int64_t)count, 0);
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

TEST_DB(the_same_few_bid_three_times)
{
    Works one = {
        .name = "一",
        .region = VILLAGE,
        .bid = {10000000, 12000000, 13000000},
        .contract_fen = 10000000
    };
    Works two = one, three = one;
    Flag flag = {0};

    two.name = "二";
    three.name = "三";
    three.region = VILLAGE2;
    three.bid[3] = 14000000; /* a fourth is with them */
    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "same_bidders", &one), 0);
    CHECK_INT(found(ctx, store, "same_bidders", &two), 0);
    CHECK_INT(found(ctx, store, "same_bidders", &three), 0);
    look_of_the_day(ctx, store);
    CHECK_INT(count_live(ctx, store, "same_bidders"), 0);
    three.bid[3] = 0;
    CHECK_STATUS(store_write(store, ctx, works_body, &three), OK);
    ctx->now += 24 * 3600;
    look(ctx, store);
    look_of_the_day(ctx, store); /* it is the first project's, though the third was changed */
    CHECK_INT(count_live(ctx, store, "same_bidders"), 1);
    CHECK(first_live(ctx, store, "same_bidders", &flag));
    CHECK_INT(flag.rows, 3);
    CHECK_TEXT(flag.sentence, "“一”等 3 个项目，投标的都是同样几家");
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "same_bidders"), 1);
    one.bid[2] = 0;
    CHECK_INT(found(ctx, store, "same_bidders", &one), 0);
}

/* ---- R39 ---- */

typedef struct Moving {
    Project project;
    int64_t fen; /* of one line; 0: as the standard has it */
} Moving;

static Status
moving_body(Ctx *ctx, void *arg)
{
    Moving *moving = arg;
    Project *project = &moving->project;
    ProjectRow rows[] = {row_of("1号楼", "1", "王建国", "住宅", 80000),
                         row_of("1号楼", "1", "王建国", "搬迁费", 1000),
                         row_of("2号楼", "2", "李四", "住宅", 60500)};

    if (project->id == 0) {
        *project = begin_project(ctx, VILLAGE, PROJECT_RELOCATION, "村东搬迁");
        (void)add_household(ctx, VILLAGE, "1", "王建国");
        (void)add_household(ctx, VILLAGE, "2", "李四");
        act_as(ctx, &clerk);
        TRY(life_explain(ctx, project_put_standards(ctx, project->id, project->lock,
                                                    house_standards(), project)));
    }
    act_as(ctx, &clerk);
    if (moving->fen != 0)
        rows[2].amount_fen = moving->fen;
    return life_explain(ctx, project_put_rows(ctx, project->id, project->lock, VILLAGE,
                                              (ProjectRows){rows, 3}, project));
}

TEST_DB(compensation_off_the_standard)
{
    Moving moving = {0};
    Flag flag = {0};

    flag_world(ctx, store);
    CHECK_STATUS(store_write(store, ctx, moving_body, &moving), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "compensation"), 0);
    moving.fen = 39325000 + 1; /* 60.5 m² at 6,500: a fen of rounding */
    CHECK_STATUS(store_write(store, ctx, moving_body, &moving), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "compensation"), 0);
    moving.fen = 49325000;
    CHECK_STATUS(store_write(store, ctx, moving_body, &moving), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "compensation"), 1);
    CHECK(first_live(ctx, store, "compensation", &flag));
    CHECK_TEXT(flag.sentence,
               "补偿表里有 1 行和公布的标准不符，合计 493,250 元，第一行是“李四”的“住宅”");
    moving.fen = 0;
    CHECK_STATUS(store_write(store, ctx, moving_body, &moving), OK);
    look(ctx, store);
    CHECK_INT(count_live(ctx, store, "compensation"), 0);
}

/*
 * Rules about companies of cadres and their relatives: works, payments, contracts; each finds its
 * case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/outside_life.h"
#include "integration/property_life.h"
#include "project/works.h"

#define CADRE "210111197001011231"
#define BROTHER "210111197201011232"
#define VILLAGER "210111197401011233"

#define HEADER "企业名称,职务,姓名,身份证号,手机号\n"

/* The head of the village, his brother, a villager of no office. */
static void
settle_them(Ctx *ctx, Store *store)
{
    settle(ctx, store,
           (Villager){.household = "1",
                      .name = "王建国",
                      .identity = CADRE,
                      .marks = MARK_CADRE | MARK_PARTY_MEMBER});
    settle(ctx, store,
           (Villager){.household = "2",
                      .name = "王建军",
                      .phone = "13800000002",
                      .marks = MARK_CADRE_RELATIVE});
    settle(ctx, store,
           (Villager){.household = "3",
                      .name = "赵六",
                      .identity = VILLAGER,
                      .marks = MARK_PARTY_MEMBER | MARK_DELEGATE});
}

static int64_t
found(Ctx *ctx, Store *store, const char *rule)
{
    look(ctx, store);
    return count_live(ctx, store, rule);
}

/* ---- works ---- */

static Status
works_body(Ctx *ctx, void *arg)
{
    Project *project = arg;
    Bid list[] = {
        {.bidder = T("东升工程有限公司"),    .amount_fen = 5800000, .valid = true, .note = T("")},
        {.bidder = T("北岭（苏家屯）公司"), .amount_fen = 6200000, .valid = true, .note = T("")},
        {.bidder = T("西林公司"),                .amount_fen = 6600000, .valid = true, .note = T("")},
    };
    ProjectTender tender = {.way = TENDER_QUOTES,
                            .day = SOME_INT(ctx_today(ctx) - 20),
                            .contractor = list[0].bidder,
                            .contract_fen = SOME_INT(5800000),
                            .contract_day = SOME_INT(ctx_today(ctx) - 15)};

    act_as(ctx, &clerk);
    TRY(life_explain(ctx, project_create(ctx,
                                         &(Project){.region = VILLAGE,
                                                    .kind = PROJECT_WORKS,
                                                    .name = T("路灯"),
                                                    .summary = T("修好它"),
                                                    .ground = T("代表会议 3 号"),
                                                    .source = T("一事一议奖补")},
                                         project)));
    return life_explain(ctx, project_set_tender(ctx, project->id, project->lock, &tender,
                                                (Bids){list, 3}, project));
}

TEST_DB(works_for_a_cadres_company)
{
    Project project = {0};
    Flag flag = {0};

    flag_world(ctx, store);
    settle_them(ctx, store);
    CHECK_STATUS(store_write(store, ctx, works_body, &project), OK);
    CHECK_INT(found(ctx, store, "kin_contractor"), 0); /* no list */
    bring(ctx, store, OUTSIDE_COMPANIES,
          HEADER "东升工程有限公司,股东,赵六," VILLAGER ",\n"    /* no cadre */
                 "北岭（苏家屯）公司,股东,王建军,,13800000003\n" /* another of this name */
                 "南山公司,法定代表人,王建国," CADRE ",\n");     /* nothing to do with it */
    CHECK_INT(found(ctx, store, "kin_contractor"), 0);
    /* His brother's bid for it, in vain. */
    bring(ctx, store, OUTSIDE_COMPANIES, HEADER "北岭(苏家屯)公司,股东,王建军,,13800000002\n");
    CHECK_INT(found(ctx, store, "kin_contractor"), 1);
    CHECK(first_live(ctx, store, "kin_contractor", &flag));
    CHECK_INT(flag.level, FLAG_YELLOW);
    CHECK_TEXT(
        flag.sentence,
        "“路灯”有干部或亲属的企业参加：北岭（苏家屯）公司（投了标）：王**（干部亲属）任股东");
    bring(ctx, store, OUTSIDE_COMPANIES, HEADER "东升工程有限公司,法定代表人,王建国," CADRE ",\n");
    CHECK_INT(found(ctx, store, "kin_contractor"), 1);
    CHECK(first_live(ctx, store, "kin_contractor", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_INT(flag.sum_fen.value, 5800000);
    CHECK_INT(would_find(ctx, store, "kin_contractor", -1), 1);
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, TOWNSHIP_CODE, flag.id), NOT_FOUND);
    CHECK_STATUS(take_out(ctx, store, OUTSIDE_COMPANIES, &inspector), OK);
    CHECK_INT(found(ctx, store, "kin_contractor"), 0);
}

/* ---- payments ---- */

TEST_DB(payments_to_a_relatives_company)
{
    Flag flag = {0};
    int64_t last;

    flag_world(ctx, store);
    settle_them(ctx, store);
    bring(ctx, store, OUTSIDE_COMPANIES,
          HEADER "西林商店（个体）,经营者,王建军,,13800000002\n"
                 "西林商店（个体）,股东,王建国," CADRE ",\n"
                 "西林商店二店,股东,赵六," VILLAGER ",\n");
    (void)pay(ctx, store, day(2023, 3, 5), 50000, "西林商店二店", "办公用品");
    CHECK_INT(found(ctx, store, "kin_supplier"), 0);
    (void)pay(ctx, store, day(2023, 3, 5), 30000, "西林商店 (个体)", "办公用品");
    last = pay(ctx, store, day(2023, 5, 5), 20000, "西林商店（个体）", "打印纸");
    CHECK_INT(found(ctx, store, "kin_supplier"), 1); /* of one year, of both people once */
    CHECK(first_live(ctx, store, "kin_supplier", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_INT(flag.rows, 2);
    CHECK_TEXT(flag.sentence, "这一年付给“西林商店 (个体)”2 笔，合计 500 "
                              "元；这家企业：王**（村干部）任股东");
    CHECK_INT(would_find(ctx, store, "kin_supplier", 40000), 0);
    CHECK_INT(would_find(ctx, store, "kin_supplier", 30000), 1);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, TOWNSHIP_CODE, flag.id), NOT_FOUND);
    take_back(ctx, store, last);
    look(ctx, store);
    CHECK(first_live(ctx, store, "kin_supplier", &flag));
    CHECK_INT(flag.rows, 1);
    bring(ctx, store, OUTSIDE_COMPANIES, HEADER "西林商店,经营者,王建军,,13800000002\n");
    CHECK_INT(found(ctx, store, "kin_supplier"), 0);
}

/* ---- contracts ---- */

static Status
let_body(Ctx *ctx, void *arg)
{
    Contract *contract = arg;

    act_as(ctx, &clerk);
    if (contract->resource == 0)
        contract->resource = add_field(ctx, text_cstr(ctx->arena, contract->number), 100000).id;
    return life_explain(ctx, contract_put(ctx, contract, contract));
}

TEST_DB(a_field_let_to_a_cadres_company)
{
    Contract company = lease_row("合-1", 0), person = lease_row("合-2", 0);
    Flag flag = {0};

    flag_world(ctx, store);
    settle_them(ctx, store);
    company.party = T("东升合作社");
    company.person = false;
    person.party = T("王建国"); /* himself: his own household may farm, too */
    CHECK_STATUS(store_write(store, ctx, let_body, &company), OK);
    CHECK_STATUS(store_write(store, ctx, let_body, &person), OK);
    bring(ctx, store, OUTSIDE_COMPANIES,
          HEADER "东升合作社,理事,赵六," VILLAGER ",\n王建国,经营者,王建国," CADRE ",\n");
    CHECK_INT(found(ctx, store, "kin_tenant"), 0);
    bring(ctx, store, OUTSIDE_COMPANIES, HEADER "东升合作社,理事,王建国," CADRE ",\n");
    CHECK_INT(found(ctx, store, "kin_tenant"), 1);
    CHECK(first_live(ctx, store, "kin_tenant", &flag));
    CHECK_INT(flag.level, FLAG_RED);
    CHECK_TEXT(flag.sentence,
               "“合-1”的合同签给了干部或亲属的企业：东升合作社：王**（村干部）任理事");
    CHECK_INT(would_find(ctx, store, "kin_tenant", -1), 1);
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), NOT_FOUND);
}

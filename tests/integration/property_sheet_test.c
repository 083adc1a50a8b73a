/*
 * Registers as rows of sheets: taken, taken again without harm, refused by row and column, written
 * and read back the same.
 */
#include "harness.h"

#include "db.h"

#include "property/import.h"
#include "property_life.h"

enum { LINES_MAX = 200 };

/* ---- rows ---- */

typedef struct Lines {
    const char *const *at;
    size_t next;
    Text texts[LINES_MAX]; /* of what was given */
    size_t len;
} Lines;

static Status
next_line(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out)
{
    Lines *lines = arg;
    Text rest, cell;
    Texts cells = {.at = NEW_ARRAY(ctx->arena, Text, PROPERTY_COLUMNS_MAX + 2)};

    if (lines->at[lines->next] == NULL)
        return NOT_FOUND;
    rest = text_c(lines->at[lines->next++]);
    do {
        (void)text_cut(rest, ',', &cell, &rest);
        cells.at[cells.len++] = cell;
    } while (rest.at != NULL);
    *cells_out = cells;
    *line_out = (int64_t)lines->next;
    return OK;
}

typedef struct Told {
    int64_t line[LINES_MAX];
    Text why[LINES_MAX];
    size_t len;
} Told;

static void
tell(void *arg, int64_t line, Text why)
{
    Told *told = arg;

    printf("# line %lld: %.*s\n", (long long)line, TEXT_ARGS(why));
    told->line[told->len] = line;
    told->why[told->len++] = why;
}

static Status
take_lines(Ctx *ctx, PropertyRegister which, const char *const *at, PropertyImport *out, Told *told)
{
    Lines lines = {.at = at};

    *told = (Told){0};
    return property_import(ctx, which, VILLAGE, next_line, &lines, tell, told, out);
}

static const char *const field_lines[] = {"资源名称,资源种类,面积（亩）,坐落四至,使用状态",
                                          "北沟,耕地,20,村北,发包", "鱼塘,水面,6.5,,发包", NULL};

static const char *const lease_lines[] = {
    "合同编号,资源名称,面积或数量,承包人,发包方式,开始日期,到期日期,交款方式,每次金额,收款日期,收款"
    "金额",
    "1,北沟,,王建国,公开竞价,2022-01-01,2024.12.31,每年,3000,,",
    "1,北沟,20,王建国,公开竞价,2022-01-01,2024-12-31,每年,3000,2022-01-05,3000",
    "1,北沟,20,王建国,公开竞价,2022-01-01,2024-12-31,每年,3000,2023-01-05,1500",
    "1,北沟,20,王建国,公开竞价,2022-01-01,2024-12-31,每年,3000,2023-01-05,1500",
    "2,鱼塘,,李四,公开协商,2023-01-01,2023-12-31,一次付清,500,,",
    NULL};

LIFE_TEST(the_same_sheet_twice_does_no_harm)
{
    PropertyImport taken;
    Told told;
    Contract lease;

    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, take_lines(ctx, REGISTER_RESOURCES, field_lines, &taken, &told)),
                 OK);
    CHECK_INT(taken.taken.added, 2);
    CHECK_STATUS(life_explain(ctx, take_lines(ctx, REGISTER_CONTRACTS, lease_lines, &taken, &told)),
                 OK);
    CHECK_INT(taken.taken.added, 2);
    CHECK_INT(taken.taken.moves, 3);
    CHECK_STATUS(contract_find(ctx, VILLAGE, T("1"), &lease), OK);
    CHECK_INT(lease.received_fen, 600000);
    CHECK_INT(lease.area_milli, 20000);
    CHECK_STATUS(take_lines(ctx, REGISTER_RESOURCES, field_lines, &taken, &told), OK);
    CHECK_INT(taken.taken.added + taken.taken.changed, 0);
    CHECK_STATUS(take_lines(ctx, REGISTER_CONTRACTS, lease_lines, &taken, &told), OK);
    CHECK_INT(taken.taken.added + taken.taken.changed + taken.taken.moves, 0);
    CHECK_STATUS(contract_find(ctx, VILLAGE, T("1"), &lease), OK);
    CHECK_INT(lease.received_fen, 600000);
    CHECK_INT(differences(ctx), 0);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(take_lines(ctx, REGISTER_RESOURCES, field_lines, &taken, &told), DENIED);
}

LIFE_TEST(faults_are_told_by_row_and_column)
{
    static const char *const bad[] = {
        "村集体合同台账",
        "合同编号,资源名称,承包人,承包单位,发包方式,起始日期,终止日期,交款方式,每次金额,收款日期,"
        "收款金额",
        "1,北沟,王建国,,公开竞价,2022-01-01,2024-12-31,每年,3000,,",
        "2,北沟,李四,,公开竞价,2024-06-01,2025-12-31,每年,3000,,",
        "3,没有的地,李四,,公开竞价,2024-06-01,2025-12-31,每年,3000,,",
        "4,鱼塘,李四,,抽签,2024-06-01,2023-12-31,每年,3000,,",
        "5,鱼塘,李四,某公司,公开竞价,2024-06-01,2025-12-31,每年,三千块,,",
        "6,鱼塘,李四,,公开竞价,2022-06-01,2022-12-31,每年,10,2023-06-02,5",
        NULL};
    static const struct {
        int64_t line;
        const char *why;
    } wanted[] = {
        {4, "“资源名称”：“北沟”已经发包给王建国：合同 1，2022-01-01 到 "
            "2024-12-31。同一块地不能包两次"                                     },
        {5, "“资源名称”：本村的资源登记里没有这一项"                            },
        {6, "“发包方式”：没有这种方式；公开招标、公开竞价、公开协商 …"},
        {8, "“收款日期”：日期不能在今天以后"                                        },
    };
    PropertyImport taken;
    Told told;
    bool money = false;

    act_as(ctx, &clerk);
    CHECK_STATUS(take_lines(ctx, REGISTER_RESOURCES, field_lines, &taken, &told), OK);
    CHECK_STATUS(take_lines(ctx, REGISTER_CONTRACTS, bad, &taken, &told), INVALID);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        bool found = false;

        for (size_t j = 0; j < told.len; j++)
            found = found ||
                    (told.line[j] == wanted[i].line && text_eq(told.why[j], text_c(wanted[i].why)));
        CHECK(found);
    }
    for (size_t j = 0; j < told.len; j++)
        money = money || (told.line[j] == 7 && text_starts(told.why[j], T("“每次金额”：")));
    CHECK(money);
}

LIFE_TEST(a_sheet_without_its_columns_is_refused)
{
    static const char *const bad[] = {"名称,备注", "北沟,x", NULL};
    static const char *const empty[] = {NULL};
    static const char *const twice[] = {"地区代码,资源名称,资源种类,面积,使用状态",
                                        "210111010203,a,耕地,1,发包", "210111010204,a,耕地,1,发包",
                                        "210111010203,b,耕地,1,发包", NULL};
    PropertyImport taken;
    Lines lines = {.at = twice};
    Told told;

    act_as(ctx, &actor_system);
    CHECK_STATUS(take_lines(ctx, REGISTER_RESOURCES, bad, &taken, &told), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "file"), "表格里没有“资源种类”这一列");
    act_as(ctx, &actor_system);
    CHECK_STATUS(take_lines(ctx, REGISTER_RESOURCES, empty, &taken, &told), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "file"), "表格是空的");
    act_as(ctx, &actor_system);
    told = (Told){0};
    CHECK_STATUS(property_import(ctx, REGISTER_RESOURCES, DISTRICT_CODE, next_line, &lines, tell,
                                 &told, &taken),
                 INVALID);
    CHECK_TEXT(told.why[0], "同一个村的行要放在一起");
}

/* ---- out and in again ---- */

typedef struct Kept {
    Text cells[LINES_MAX * PROPERTY_COLUMNS_MAX];
    size_t rows;
} Kept;

static Status
keep(Ctx *ctx, void *arg, const Text *cells, size_t count)
{
    Kept *kept = arg;

    for (size_t i = 0; i < count; i++)
        kept->cells[kept->rows * count + i] = text_copy(ctx->arena, cells[i]);
    kept->rows++;
    return OK;
}

static void
no_fault(void *arg, size_t row, size_t column, Text why)
{
    printf("# row %zu column %zu: %.*s\n", row, column, TEXT_ARGS(why));
    ++*(int *)arg;
}

/* Everything of one village, once. */
static void
fill_all(Ctx *ctx)
{
    Resource field = add_field(ctx, "北沟机动地", 20000);
    Contract lease = add_lease(ctx, "2022-1", field.id);
    Holding house = add_house(ctx, "村部房屋");
    Debt debt = add_debt(ctx, DEBT_RECEIVABLE, "王建国", "欠承包费", 50000);
    SpecialFund fund;
    PlanLine line;
    Share share;

    CHECK_STATUS(rent_add(ctx, lease.lock,
                          &(Rent){.contract = lease.id, .day = on(2023, 3, 5), .amount_fen = 7},
                          &lease),
                 OK);
    CHECK_STATUS(contract_put(ctx,
                              &(Contract){.region = VILLAGE,
                                          .number = T("2023-9"),
                                          .kind = CONTRACT_LEASE,
                                          .holding = house.id,
                                          .party = T("小卖部"),
                                          .way = LETTING_TENDER,
                                          .begins = on(2023, 1, 1),
                                          .ends = on(2023, 12, 31),
                                          .terms = RENT_QUARTERLY,
                                          .rent_fen = 100},
                              &lease),
                 OK);
    CHECK_STATUS(
        debt_move(
            ctx, debt.lock,
            &(Move){.owner = debt.id, .day = on(2023, 2, 1), .kind = MOVE_OUT, .amount_fen = 10000},
            &debt),
        OK);
    CHECK_STATUS(special_put(ctx,
                             &(SpecialFund){.region = VILLAGE,
                                            .kind = SPECIAL_AUDIT,
                                            .name = T("白条入账整改"),
                                            .day = on(2022, 12, 1),
                                            .use = T("补开发票")},
                             &fund),
                 OK);
    CHECK_STATUS(special_move(ctx, fund.lock,
                              &(Move){.owner = fund.id,
                                      .day = on(2023, 1, 9),
                                      .kind = MOVE_NOTE,
                                      .note = T("补齐三张")},
                              &fund),
                 OK);
    CHECK_STATUS(plan_put(ctx,
                          &(PlanLine){.region = VILLAGE,
                                      .year = 2022,
                                      .direction = DIRECTION_IN,
                                      .item = T("承包费"),
                                      .planned_fen = 1000,
                                      .done_fen = 900,
                                      .next_fen = 1100},
                          &line),
                 OK);
    CHECK_STATUS(plan_put(ctx,
                          &(PlanLine){.region = VILLAGE,
                                      .year = 2022,
                                      .direction = DIRECTION_OUT,
                                      .category = 51402,
                                      .item = T("保洁"),
                                      .planned_fen = 5},
                          &line),
                 OK);
    CHECK_STATUS(share_put(ctx,
                           &(Share){.region = VILLAGE,
                                    .year = 2022,
                                    .kind = SHARE_PAY,
                                    .post = T("书记"),
                                    .person = T("张三"),
                                    .quantity_milli = 12000,
                                    .unit = T("月"),
                                    .standard_fen = 300000},
                           &share),
                 OK);
    for (int i = 0; i < 2; i++)
        CHECK_STATUS(share_put(ctx,
                               &(Share){.region = VILLAGE,
                                        .year = 2022,
                                        .kind = SHARE_ALLOWANCE,
                                        .post = T("一组"),
                                        .household = T("王建国"),
                                        .quantity_milli = 1500,
                                        .unit = T("天"),
                                        .standard_fen = 8000,
                                        .paid_day = on_day(2022, 3 + i, 1)},
                               &share),
                     OK);
}

LIFE_TEST(what_is_given_is_taken_again_the_same)
{
    Kept *first = NEW_ARRAY(ctx->arena, Kept, 1), *second = NEW_ARRAY(ctx->arena, Kept, 1);

    act_as(ctx, &clerk);
    fill_all(ctx);
    for (int which = 0; which < REGISTER_COUNT; which++) {
        size_t width = property_columns(ctx, (PropertyRegister)which).len;
        PropertyTaken taken;
        int faults = 0;

        ROW(register_name((PropertyRegister)which));
        act_as(ctx, &clerk);
        *first = *second = (Kept){0};
        CHECK_STATUS(property_give_rows(ctx, (PropertyRegister)which, VILLAGE, keep, first), OK);
        CHECK(first->rows != 0);
        /* Again at the same place: nothing changes. */
        CHECK_STATUS(life_explain(ctx, property_take_rows(ctx, (PropertyRegister)which, VILLAGE,
                                                          first->cells, first->rows, false,
                                                          no_fault, &faults, &taken)),
                     OK);
        CHECK_INT(taken.added + taken.changed + taken.moves, 0);
        /* At a place that has nothing yet: the same comes out. */
        act_as(ctx, &other_clerk);
        CHECK_STATUS(life_explain(ctx, property_take_rows(ctx, (PropertyRegister)which, VILLAGE2,
                                                          first->cells, first->rows, true, no_fault,
                                                          &faults, &taken)),
                     OK);
        CHECK_STATUS(life_explain(ctx, property_take_rows(ctx, (PropertyRegister)which, VILLAGE2,
                                                          first->cells, first->rows, false,
                                                          no_fault, &faults, &taken)),
                     OK);
        CHECK_INT(faults, 0);
        CHECK_STATUS(property_give_rows(ctx, (PropertyRegister)which, VILLAGE2, keep, second), OK);
        CHECK_INT(second->rows, (int64_t)first->rows);
        for (size_t i = 0; i < first->rows * width; i++)
            CHECK(text_eq(first->cells[i], second->cells[i]));
    }
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(checking_rows_writes_nothing)
{
    static Text cells[] = {T_INIT("北沟"), T_INIT("耕地"), T_INIT("20"), T_INIT(""),
                           T_INIT(""),     T_INIT("发包"), T_INIT("")};
    PropertyTaken taken;
    Resources found;
    int faults = 0;

    act_as(ctx, &clerk);
    CHECK_STATUS(property_take_rows(ctx, REGISTER_RESOURCES, VILLAGE, cells, 1, true, no_fault,
                                    &faults, &taken),
                 OK);
    CHECK_INT(taken.added, 1);
    CHECK_STATUS(resource_list(ctx, VILLAGE, T(""), &found), OK);
    CHECK_INT(found.len, 0);
}

/*
 * Projects as tables: what is written is read again; what cannot be is told by row and column, and
 * nothing is kept.
 */
#include "harness.h"

#include "db.h"

#include "project/exchange.h"
#include "project_life.h"

enum { ROWS_MAX = 50 };

/* A table in memory. */
typedef struct Grid {
    Texts rows[ROWS_MAX];
    size_t len, next;
} Grid;

static Status
keep(void *arg, Ctx *ctx, const Text *cells, size_t count)
{
    Grid *written = arg;
    Texts row = {.at = NEW_ARRAY(ctx->arena, Text, count), .len = count};

    for (size_t i = 0; i < count; i++)
        row.at[i] = text_copy(ctx->arena, cells[i]);
    written->rows[written->len++] = row;
    return OK;
}

static Grid
write_table(Ctx *ctx, ProjectTable table, const Project *project)
{
    Columns columns = project_table_columns(ctx, table);
    Grid written = {.len = 1};

    written.rows[0] = (Texts){.at = NEW_ARRAY(ctx->arena, Text, columns.len), .len = columns.len};
    for (size_t i = 0; i < columns.len; i++)
        written.rows[0].at[i] = columns.at[i].name;
    CHECK_STATUS(project_export(ctx, table, project, 0, keep, &written), OK);
    return written;
}

static Status
next_row(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out)
{
    Grid *written = arg;
    (void)ctx;

    if (written->next == written->len)
        return NOT_FOUND;
    *line_out = (int64_t)written->next + 1;
    *cells_out = written->rows[written->next++];
    return OK;
}

typedef struct Told {
    int64_t line;
    Text why;
    int count;
} Told;

static void
tell(void *arg, int64_t line, Text why)
{
    Told *told = arg;

    if (told->count++ == 0) {
        told->line = line;
        told->why = why;
    }
}

static Status
read_table(Ctx *ctx, ProjectTable table, Grid *written, Told *told)
{
    ProjectImport result;

    *told = (Told){0};
    written->next = 0;
    return life_explain(
        ctx, project_import(ctx, table, DISTRICT_CODE, next_row, written, tell, told, &result));
}

static bool
same(const Grid *a, const Grid *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++) {
        for (size_t j = 0; j < a->rows[i].len; j++) {
            if (text_eq(a->rows[i].at[j], b->rows[i].at[j]))
                continue;
            printf("# row %zu column %zu: %.*s, %.*s\n", i, j, TEXT_ARGS(a->rows[i].at[j]),
                   TEXT_ARGS(b->rows[i].at[j]));
            return false;
        }
    }
    return true;
}

static void
round_trip(Ctx *ctx, Project project)
{
    Grid before[PROJECT_TABLE_COUNT], after;
    Project again;
    Told told;

    act_as(ctx, &actor_system);
    for (int table = 0; table < PROJECT_TABLE_COUNT; table++)
        before[table] = write_table(ctx, (ProjectTable)table, &project);
    CHECK_STATUS(project_discard(ctx, project.id, project.lock), OK);
    for (int table = 0; table < PROJECT_TABLE_COUNT; table++) {
        if (!CHECK_STATUS(read_table(ctx, (ProjectTable)table, &before[table], &told), OK))
            printf("# table %d, line %lld: %.*s\n", table, (long long)told.line,
                   TEXT_ARGS(told.why));
    }
    CHECK_STATUS(project_find(ctx, project.region, project.name, &again), OK);
    CHECK(again.id != project.id);
    for (int table = 0; table < PROJECT_TABLE_COUNT; table++) {
        after = write_table(ctx, (ProjectTable)table, &again);
        CHECK(same(&before[table], &after));
    }
    CHECK_INT(differences(ctx), 0);
}

LIFE_TEST(a_relocation_comes_back_as_it_went)
{
    Project project = relocation(ctx);

    begin_stage(ctx, &project, 2, -5);
    CHECK_STATUS(project_sign(ctx, family(ctx, &project, VILLAGE, "1"), project.lock, T("协-1"),
                              SOME_INT(ctx_today(ctx) - 1), &project),
                 OK);
    round_trip(ctx, project);
}

LIFE_TEST(works_come_back_as_they_went)
{
    Bid bids[] = {
        {.bidder = T("甲公司（演示）"), .amount_fen = 900000, .valid = true,                       .note = T("")},
        {.bidder = T("乙公司（演示）"),                                    .amount_fen = 800000,                     .note = T("没有资质")}
    };
    Project project = begin_project(ctx, VILLAGE, PROJECT_WORKS, "修路");
    ProjectPayment payment = {
        .day = ctx_today(ctx), .amount_fen = 123456, .voucher = T("记-3"), .note = T("首付")};

    CHECK_STATUS(project_set_tender(ctx, project.id, project.lock,
                                    &(ProjectTender){.way = TENDER_QUOTES,
                                                     .day = SOME_INT(ctx_today(ctx) - 2),
                                                     .contractor = bids[0].bidder,
                                                     .contract_fen = SOME_INT(890000),
                                                     .contract_day = SOME_INT(ctx_today(ctx) - 1)},
                                    (Bids){bids, 2}, &project),
                 OK);
    CHECK_STATUS(project_put_payment(ctx, project.id, project.lock, &payment, &project), OK);
    round_trip(ctx, project);
}

LIFE_TEST(a_bad_cell_is_told_by_row_and_column)
{
    static const struct {
        const char *what;
        ProjectTable table;
        size_t row, column;
        Text cell;
        int64_t line;
        const char *why;
    } rows[] = {
        {"a household in two buildings", TABLE_HOUSEHOLDS, 2, 3,  T_INIT("9号楼"),   3,
         "“楼栋或地块”：户号 1 在第 2 行已经是“1号楼”，一户只能在一处"                          },
        {"no date",                      TABLE_HOUSEHOLDS, 1, 12, T_INIT("昨天"),    2, NULL                                  },
        {"words for money",              TABLE_HOUSEHOLDS, 1, 11, T_INIT("很多"),    2, NULL                                  },
        {"an unknown item",              TABLE_HOUSEHOLDS, 1, 8,  T_INIT("青苗"),    2,
         "“补偿项目”：补偿标准里没有“青苗”"                                                               },
        {"no such project",              TABLE_HOUSEHOLDS, 1, 1,  T_INIT("别的"),    2, "没有这个项目，先导入项目"},
        {"a bad code",                   TABLE_HOUSEHOLDS, 1, 0,  T_INIT("2101"),      2,
         "“地区代码”：地区代码应是 12 位数字"                                                                 },
        {"a kind that is none",          TABLE_PROJECTS,   1, 2,  T_INIT("别的"),    2,
         "“种类”：写“房屋征收”“土地征收”或“工程”"                                                },
        {"a place that is none",         TABLE_PROJECTS,   1, 7,  T_INIT("鲍家村"), 2,
         "“涉及的村”：地区代码应是 12 位数字"                                                                 },
        {"a phase that is none",         TABLE_STAGES,     1, 3,  T_INIT("中午"),    2,
         "“时段”：写“事前”“事中”或“事后”"                                                            },
        {"a standard of nothing",        TABLE_STANDARDS,  1, 4,  T_INIT("0"),         2, NULL                                  },
    };
    Project project = relocation(ctx);

    act_as(ctx, &actor_system);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Grid written = write_table(ctx, rows[i].table, &project);
        Told told;

        ROW(rows[i].what);
        written.rows[rows[i].row].at[rows[i].column] = rows[i].cell;
        CHECK_STATUS(read_table(ctx, rows[i].table, &written, &told), INVALID);
        CHECK(told.count >= 1);
        CHECK_INT(told.line, rows[i].line);
        if (rows[i].why != NULL)
            CHECK_TEXT(told.why, rows[i].why);
        ctx->problems = (Problems){0};
    }
    ROW(NULL);
}

LIFE_TEST(a_table_wants_its_columns_and_rights)
{
    Project project = relocation(ctx);
    Grid written = write_table(ctx, TABLE_HOUSEHOLDS, &project);
    Grid own = {0};
    Told told;

    act_as(ctx, &resident);
    CHECK_STATUS(project_export(ctx, TABLE_HOUSEHOLDS, &project, 0, keep, &(Grid){0}), DENIED);
    act_as(ctx, &clerk); /* of one of the two villages: its households, and nothing else */
    CHECK_STATUS(project_export(ctx, TABLE_HOUSEHOLDS, &project, VILLAGE, keep, &own), OK);
    CHECK(own.len > 0 && own.len + 1 < written.len); /* which has a header */
    for (size_t i = 0; i < own.len; i++)
        CHECK_TEXT(own.rows[i].at[2], "210111010203");
    CHECK_STATUS(project_export(ctx, TABLE_HOUSEHOLDS, &project, VILLAGE2, keep, &(Grid){0}),
                 DENIED);
    CHECK_STATUS(project_export(ctx, TABLE_HOUSEHOLDS, &project, 0, keep, &(Grid){0}), DENIED);
    CHECK_STATUS(project_export(ctx, TABLE_PAYMENTS, &project, VILLAGE, keep, &(Grid){0}), DENIED);
    CHECK_STATUS(read_table(ctx, TABLE_HOUSEHOLDS, &written, &told), INVALID);
    CHECK_TEXT(told.why, "没有权限");
    act_as(ctx, &actor_system);
    written.rows[0].at[4] = T("别的");
    CHECK_STATUS(read_table(ctx, TABLE_HOUSEHOLDS, &written, &told), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "file"), "表格里没有“户号”这一列");
    act_as(ctx, &actor_system);
    written.len = 0;
    CHECK_STATUS(read_table(ctx, TABLE_HOUSEHOLDS, &written, &told), INVALID);
}

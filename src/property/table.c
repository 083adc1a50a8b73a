/*
 * The tables of F1 and F4–F8 from the rows of a period, in whatever order and number the district
 * has the columns of the item.  Texts are content, so Chinese.
 */
#include "base/money.h"
#include "base/tr.h"
#include "property/build.h"
#include "sheet/sheet.h"

/* ---- columns ---- */

/* What columns are called, by item; in the order of the Field enums of build.h. */
static const struct {
    const char *item;
    const char *names[FIELDS_MAX];
} items[] = {
    {"F1", {"收支类别", "项目", "本年计划", "本年执行", "下年计划", "说明"}                              },
    {"F4",
     {"资产名称", "资产类别", "数量", "单位", "原值", "净值", "存放地点", "管理岗位", "使用状态"}},
    {"F5",
     {"合同编号", "资源名称", "面积（亩）", "承包单位", "承包人", "发包方式", "到期日期",
      "本年应收", "本年已收"}                                                                                        },
    {"F6",
     {"类别", "对方单位", "对方个人", "事由", "发生日期", "期初余额", "本期增加", "本期减少",
      "期末余额"}                                                                                                        },
    {"F7",
     {"类别", "职务或组别", "干部姓名", "户主", "数量", "单位", "标准（元）", "金额", "发放日期"}},
    {"F8",
     {"类别", "资金或事项", "文号", "期初结余", "本期收入", "本期支出", "期末结余",
      "用途或整改情况"}                                                                                               },
};

static size_t
field_of(Arena *arena, Text item, const Column *column)
{
    Text key = sheet_name_key(arena, column->name);

    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++)
        for (size_t j = 0; j < FIELDS_MAX && text_eq(item, text_c(items[i].item)); j++)
            if (items[i].names[j] != NULL &&
                text_eq(key, sheet_name_key(arena, text_c(items[i].names[j]))))
                return j;
    return FIELDS_MAX;
}

/* A required column that no row can fill is the district's and the village's to settle. */
static Status
choose_fields(Build *build, Text item)
{
    Ctx *ctx = build->ctx;

    for (size_t i = 0; i < build->columns.len; i++) {
        const Column *column = &build->columns.at[i];

        build->field[i] = field_of(ctx->arena, item, column);
        if (build->field[i] == FIELDS_MAX && column->required)
            return ctx_problem(
                ctx, "table.columns",
                TR_FORMAT(ctx->arena, ctx->lang,
                          "公开目录里这一项必须有“{column}”，登记里没有，请和区里商量",
                          {"column", column->name}));
    }
    return OK;
}

/* ---- rows ---- */

Status
build_row(Build *build, const Text *fields)
{
    size_t width = build->columns.len;

    if (build->rows == TABLE_ROWS_MAX)
        return ctx_problem(build->ctx, "table",
                           TR_FORMAT(build->ctx->arena, build->ctx->lang, "一张表最多 {max} 行",
                                     {"max", property_number(build->ctx->arena, TABLE_ROWS_MAX)}));
    if (build->rows == build->room) {
        size_t room = build->room == 0 ? 32 : build->room * 2;
        Text *cells = NEW_ARRAY(build->ctx->arena, Text, room * width);

        for (size_t i = 0; i < build->rows * width; i++)
            cells[i] = build->cells[i];
        build->cells = cells;
        build->room = room;
    }
    for (size_t i = 0; i < width; i++)
        build->cells[build->rows * width + i] =
            build->field[i] == FIELDS_MAX
                ? T("")
                : column_choice(&build->columns.at[i], fields[build->field[i]]);
    build->rows++;
    build->figures.rows++;
    return OK;
}

/* ---- F1 ---- */

static Status
build_plan(Build *build)
{
    Arena *arena = build->ctx->arena;
    PlanLines lines;

    TRY(plan_lines(build->ctx, build->village, day_to_date(build->period.start).year, &lines));
    for (size_t i = 0; i < lines.len; i++) {
        const PlanLine *line = &lines.at[i];
        bool in = line->direction == DIRECTION_IN;
        Text fields[FIELDS_MAX] = {
            [PLAN_DIRECTION] = in ? T("收入") : T("支出"),
            [PLAN_ITEM] = line->item,
            [PLAN_PLANNED] = fen_plain(arena, line->planned_fen),
            [PLAN_DONE] = fen_plain(arena, line->done_fen),
            [PLAN_NEXT] = fen_plain(arena, line->next_fen),
            [PLAN_NOTE] = line->note,
        };

        *(in ? &build->figures.a : &build->figures.c) += line->planned_fen;
        *(in ? &build->figures.b : &build->figures.d) += line->done_fen;
        TRY(build_row(build, fields));
    }
    return OK;
}

/* ---- F4 ---- */

/* Those that were there at some time of the period: also one scrapped in it. */
static bool
is_told(const Build *build, const Holding *holding, const Holding *then)
{
    if (build->event)
        return holding->acquired == build->period.start || then->since.value == build->period.start;
    return holding->acquired <= build->period.end &&
           (then->state != HOLDING_SCRAPPED || then->since.value >= build->period.start);
}

static Status
build_holding(Build *build, const Holding *holding)
{
    Arena *arena = build->ctx->arena;
    Holding then;

    if (holding->acquired > build->period.end)
        return OK;
    TRY(holding_as_of(build->ctx, holding, build->period.end, &then));
    if (!is_told(build, holding, &then))
        return OK;
    build->figures.a += then.original_fen;
    build->figures.b += then.net_fen;
    return build_row(build, (Text[FIELDS_MAX]){
                                [ASSET_NAME] = then.name,
                                [ASSET_CLASS] = text_c(holding_class_title(then.class)),
                                [ASSET_QUANTITY] = decimal_plain(arena, then.quantity_milli),
                                [ASSET_UNIT] = then.unit,
                                [ASSET_ORIGINAL] = fen_plain(arena, then.original_fen),
                                [ASSET_NET] = fen_plain(arena, then.net_fen),
                                [ASSET_PLACE] = then.place,
                                [ASSET_KEEPER] = then.keeper,
                                [ASSET_STATE] = text_c(holding_state_title(then.state)),
                            });
}

static Status
build_assets(Build *build)
{
    HoldingRecords rows;

    TRY(holdings_after(build->ctx, build->village, 0, PROPERTY_ROWS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Holding holding = holding_from(&rows.at[i]);

        TRY(build_holding(build, &holding));
    }
    return OK;
}

/* ---- F7 ---- */

static Status
build_shares(Build *build)
{
    Arena *arena = build->ctx->arena;
    ShareRecords rows;

    TRY(shares_of_year(build->ctx,
                       &(SharesOfYearArgs){build->village, day_to_date(build->period.start).year, 0,
                                           PROPERTY_SHARES_MAX},
                       &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Share share = share_from(&rows.at[i]);

        if (build->event && !(share.paid_day.set && share.paid_day.value == build->period.start))
            continue;
        *(share.kind == SHARE_INCOME ? &build->figures.a
          : share.kind == SHARE_PAY  ? &build->figures.b
                                     : &build->figures.c) += share.amount_fen;
        TRY(build_row(build, (Text[FIELDS_MAX]){
                                 [SHARE_KIND] = text_c(share_kind_title(share.kind)),
                                 [SHARE_POST] = share.post,
                                 [SHARE_PERSON] = share.person,
                                 [SHARE_HOUSEHOLD] = share.household,
                                 [SHARE_QUANTITY] = decimal_plain(arena, share.quantity_milli),
                                 [SHARE_UNIT] = share.unit,
                                 [SHARE_STANDARD] = share.standard_fen != 0
                                                        ? fen_plain(arena, share.standard_fen)
                                                        : T(""),
                                 [SHARE_AMOUNT] = fen_plain(arena, share.amount_fen),
                                 [SHARE_PAID] = share.paid_day.set
                                                    ? day_format(arena, (Day)share.paid_day.value)
                                                    : T(""),
                             }));
    }
    return OK;
}

/* ---- all of them ---- */

static const struct {
    const char *item;
    Status (*build)(Build *build);
} builders[] = {
    {"F1", build_plan     },
    {"F4", build_assets   },
    {"F5", build_contracts},
    {"F6", build_debts    },
    {"F7", build_shares   },
    {"F8", build_funds    },
};

Status
property_cells(Ctx *ctx, RegionCode village, Text item, Period period, Columns columns,
               Text **cells_out, size_t *rows_out, PropertyFigures *figures_out)
{
    Build build = {.ctx = ctx,
                   .village = village,
                   .period = period,
                   .event = period.rhythm == RHYTHM_EVENT,
                   .columns = columns,
                   .field = NEW_ARRAY(ctx->arena, size_t, columns.len + 1)};
    Status status = NOT_FOUND;

    TRY(choose_fields(&build, item));
    for (size_t i = 0; i < sizeof builders / sizeof builders[0]; i++)
        if (text_eq(item, text_c(builders[i].item)))
            status = builders[i].build(&build);
    *cells_out = build.cells;
    *rows_out = build.rows;
    *figures_out = build.figures;
    return status;
}

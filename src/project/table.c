/*
 * The table of a stage from the rows, in whatever order and number the district has the columns of
 * V5 and V9.  What happened after the day of which it tells is left out.
 */
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"
#include "sheet/sheet.h"

typedef enum Source {
    FROM_NOTHING,
    FROM_PROJECT,
    FROM_STAGE,
    FROM_NUMBER,
    FROM_HEAD,
    FROM_GROUP,
    FROM_BUILDING,
    FROM_ITEM,
    FROM_UNIT,
    FROM_QUANTITY,
    FROM_STANDARD,
    FROM_AMOUNT,
    FROM_SIGNED,
    FROM_PAID_DAY,
    FROM_DAY,
    FROM_FUNDS,
    FROM_BUDGET,
    FROM_CONTRACTOR,
    FROM_CONTRACT,
    FROM_PAYMENTS,
    FROM_NOTE,
} Source;

static const struct {
    Text name;
    Source source;
} sources[] = {
    {T_INIT("项目名称"),          FROM_PROJECT   },
    {T_INIT("项目"),                FROM_PROJECT   },
    {T_INIT("阶段"),                FROM_STAGE     },
    {T_INIT("户号"),                FROM_NUMBER    },
    {T_INIT("户主"),                FROM_HEAD      },
    {T_INIT("姓名"),                FROM_HEAD      },
    {T_INIT("组别"),                FROM_GROUP     },
    {T_INIT("村民小组"),          FROM_GROUP     },
    {T_INIT("地块或房屋"),       FROM_BUILDING  },
    {T_INIT("楼栋或地块"),       FROM_BUILDING  },
    {T_INIT("楼栋"),                FROM_BUILDING  },
    {T_INIT("补偿内容"),          FROM_ITEM      },
    {T_INIT("补偿项目"),          FROM_ITEM      },
    {T_INIT("单位"),                FROM_UNIT      },
    {T_INIT("面积或数量"),       FROM_QUANTITY  },
    {T_INIT("补偿标准（元）"), FROM_STANDARD  },
    {T_INIT("补偿标准"),          FROM_STANDARD  },
    {T_INIT("补偿金额"),          FROM_AMOUNT    },
    {T_INIT("签约日期"),          FROM_SIGNED    },
    {T_INIT("付款日期"),          FROM_PAID_DAY  },
    {T_INIT("日期"),                FROM_DAY       },
    {T_INIT("资金来源"),          FROM_FUNDS     },
    {T_INIT("预算金额"),          FROM_BUDGET    },
    {T_INIT("预算"),                FROM_BUDGET    },
    {T_INIT("承包单位"),          FROM_CONTRACTOR},
    {T_INIT("施工单位"),          FROM_CONTRACTOR},
    {T_INIT("合同金额"),          FROM_CONTRACT  },
    {T_INIT("已付金额"),          FROM_PAYMENTS  },
    {T_INIT("情况说明"),          FROM_NOTE      },
    {T_INIT("说明"),                FROM_NOTE      },
};

/* What a table is made of, by kind of project and phase. */
typedef enum Form { FORM_STANDARDS, FORM_HOUSEHOLDS, FORM_WORKS } Form;

static const unsigned fills[] = {
    [FORM_STANDARDS] = 1u << FROM_PROJECT | 1u << FROM_STAGE | 1u << FROM_ITEM | 1u << FROM_UNIT |
                       1u << FROM_STANDARD | 1u << FROM_NOTE,
    [FORM_HOUSEHOLDS] = 1u << FROM_PROJECT | 1u << FROM_STAGE | 1u << FROM_NUMBER |
                        1u << FROM_HEAD | 1u << FROM_GROUP | 1u << FROM_BUILDING | 1u << FROM_ITEM |
                        1u << FROM_UNIT | 1u << FROM_QUANTITY | 1u << FROM_STANDARD |
                        1u << FROM_AMOUNT | 1u << FROM_SIGNED | 1u << FROM_PAID_DAY,
    [FORM_WORKS] = 1u << FROM_PROJECT | 1u << FROM_STAGE | 1u << FROM_DAY | 1u << FROM_FUNDS |
                   1u << FROM_BUDGET | 1u << FROM_CONTRACTOR | 1u << FROM_CONTRACT |
                   1u << FROM_PAYMENTS | 1u << FROM_NOTE,
};

static Form
form_of(const Facts *facts, const Stage *stage)
{
    if (facts->project.kind == PROJECT_WORKS)
        return FORM_WORKS;
    return stage->phase == PHASE_BEFORE ? FORM_STANDARDS : FORM_HOUSEHOLDS;
}

typedef struct Filling {
    Ctx *ctx;
    const Facts *facts;
    const Stage *stage;
    Form form;
    RegionCode place;
    Day as_of;
    const Column *columns;
    const Source *chosen;
    size_t width;
    Text *cells;
    size_t rows;
} Filling;

static Source
source_of(Arena *arena, const Column *column, Form form)
{
    Text key = sheet_name_key(arena, column->name);

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (text_eq(key, sheet_name_key(arena, sources[i].name)) &&
            (fills[form] & (1u << sources[i].source)) != 0)
            return sources[i].source;
    return FROM_NOTHING;
}

/* A required column that no row can fill is the district's and the village's to settle. */
static Status
choose(Ctx *ctx, Columns columns, Form form, Source *chosen)
{
    for (size_t i = 0; i < columns.len; i++) {
        chosen[i] = source_of(ctx->arena, &columns.at[i], form);
        if (chosen[i] == FROM_NOTHING && columns.at[i].required)
            return ctx_problem(
                ctx, "table.columns",
                TR_FORMAT(ctx->arena, ctx->lang,
                          "公开目录里这一项必须有“{column}”，项目里没有，请和区里商量",
                          {"column", columns.at[i].name}));
    }
    return OK;
}

static Text
by_then(const Filling *filling, OptInt day)
{
    return day.set && day.value <= filling->as_of ? day_format(filling->ctx->arena, (Day)day.value)
                                                  : T("");
}

/* ---- standards ---- */

static Text
standard_cell(const Filling *filling, Source source, const Standard *standard)
{
    switch ((int)source) { /* each form fills some of them */
    case FROM_PROJECT:
        return filling->facts->project.name;
    case FROM_STAGE:
        return filling->stage->name;
    case FROM_ITEM:
        return standard->item;
    case FROM_UNIT:
        return standard->unit;
    case FROM_STANDARD:
        return fen_plain(filling->ctx->arena, standard->standard_fen);
    case FROM_NOTE:
        return standard->note;
    default:
        return T("");
    }
}

static void
fill_standards(Filling *filling)
{
    const Standards *standards = &filling->facts->standards;

    filling->cells = NEW_ARRAY(filling->ctx->arena, Text, standards->len * filling->width);
    for (size_t row = 0; row < standards->len; row++)
        for (size_t i = 0; i < filling->width; i++)
            filling->cells[row * filling->width + i] =
                standard_cell(filling, filling->chosen[i], &standards->at[row]);
    filling->rows = standards->len;
}

/* ---- households ---- */

static Text
line_cell(const Filling *filling, Source source, const ProjectHousehold *household,
          const Compensation *line)
{
    Arena *arena = filling->ctx->arena;

    switch ((int)source) { /* each form fills some of them */
    case FROM_PROJECT:
        return filling->facts->project.name;
    case FROM_STAGE:
        return filling->stage->name;
    case FROM_NUMBER:
        return household->number;
    case FROM_HEAD:
        return household->head;
    case FROM_GROUP:
        return household->group_name;
    case FROM_BUILDING:
        return household->building;
    case FROM_ITEM:
        return line->item;
    case FROM_UNIT:
        return line->unit;
    case FROM_QUANTITY:
        return decimal_plain(arena, line->quantity_milli);
    case FROM_STANDARD:
        return fen_plain(arena, line->standard_fen);
    case FROM_AMOUNT:
        return fen_plain(arena, line->amount_fen);
    case FROM_SIGNED:
        return by_then(filling, household->signed_day);
    case FROM_PAID_DAY:
        return by_then(filling, household->paid_day);
    default:
        return T("");
    }
}

/* A family that was not measured yet has no line, and is not in the table. */
static void
fill_households(Filling *filling)
{
    const ProjectHouseholds *list = &filling->facts->households;
    size_t lines = 0;

    for (size_t i = 0; i < list->len; i++)
        lines += list->at[i].place == filling->place ? list->at[i].line_count : 0;
    filling->cells = NEW_ARRAY(filling->ctx->arena, Text, lines * filling->width);
    for (size_t i = 0; i < list->len; i++) {
        const ProjectHousehold *household = &list->at[i];

        for (size_t j = 0; household->place == filling->place && j < household->line_count; j++) {
            for (size_t k = 0; k < filling->width; k++)
                filling->cells[filling->rows * filling->width + k] =
                    column_choice(&filling->columns[k], line_cell(filling, filling->chosen[k],
                                                                  household, &household->lines[j]));
            filling->rows++;
        }
    }
}

/* ---- works ---- */

static bool
has_begun(const Stage *stage, Day as_of)
{
    return stage->actual_start.set && stage->actual_start.value <= as_of;
}

static bool
has_ended(const Stage *stage, Day as_of)
{
    return stage->actual_end.set && stage->actual_end.value <= as_of;
}

/* The last day of which a stage's row tells. */
static Day
told_until(const Filling *filling, const Stage *stage)
{
    return has_ended(stage, filling->as_of) ? (Day)stage->actual_end.value : filling->as_of;
}

static Text
contract_then(const Filling *filling, Day until)
{
    const Project *project = &filling->facts->project;
    const ProjectChanges *changes = &filling->facts->changes;
    OptInt day =
        project->tender.contract_day.set ? project->tender.contract_day : project->tender.day;
    int64_t fen;

    if (!project->tender.contract_fen.set || !day.set || day.value > until)
        return T("");
    fen = project->tender.contract_fen.value;
    for (size_t i = 0; i < changes->len; i++)
        fen += changes->at[i].day <= until ? changes->at[i].amount_fen : 0;
    return fen_plain(filling->ctx->arena, fen);
}

static Text
payments_then(const Filling *filling, Day until)
{
    const ProjectPayments *payments = &filling->facts->payments;
    int64_t fen = 0;

    for (size_t i = 0; i < payments->len; i++)
        fen += payments->at[i].day <= until ? payments->at[i].amount_fen : 0;
    return fen != 0 ? fen_plain(filling->ctx->arena, fen) : T("");
}

/* The catalogue has few words for stages: one that it does not know is named in the note. */
static bool
is_named(const Filling *filling, const Stage *stage)
{
    for (size_t i = 0; i < filling->width; i++)
        if (filling->chosen[i] == FROM_STAGE)
            return text_eq(column_choice(&filling->columns[i], stage->name), stage->name);
    return false;
}

static Text
stage_note(const Filling *filling, const Stage *stage)
{
    Text note = stage->note;

    if (note.len == 0)
        note = has_ended(stage, filling->as_of) ? T("已完成") : T("进行中");
    return is_named(filling, stage) ? note
                                    : text_printf(filling->ctx->arena, "%.*s：%.*s",
                                                  TEXT_ARGS(stage->name), TEXT_ARGS(note));
}

static Text
works_cell(const Filling *filling, Source source, const Stage *stage)
{
    const Project *project = &filling->facts->project;
    Day until = told_until(filling, stage);
    OptInt decided = project->tender.day;

    switch ((int)source) { /* each form fills some of them */
    case FROM_PROJECT:
        return project->name;
    case FROM_STAGE:
        return stage->name;
    case FROM_DAY:
        return day_format(filling->ctx->arena, has_ended(stage, filling->as_of)
                                                   ? (Day)stage->actual_end.value
                                                   : (Day)stage->actual_start.value);
    case FROM_FUNDS:
        return project->source;
    case FROM_BUDGET:
        return project->budget_fen.set ? fen_plain(filling->ctx->arena, project->budget_fen.value)
                                       : T("");
    case FROM_CONTRACTOR:
        return decided.set && decided.value <= until ? project->tender.contractor : T("");
    case FROM_CONTRACT:
        return contract_then(filling, until);
    case FROM_PAYMENTS:
        return payments_then(filling, until);
    case FROM_NOTE:
        return stage_note(filling, stage);
    default:
        return T("");
    }
}

/* All stages up to this one that had begun by then. */
static void
fill_works(Filling *filling)
{
    const Stages *stages = &filling->facts->stages;

    filling->cells = NEW_ARRAY(filling->ctx->arena, Text, stages->len * filling->width);
    for (size_t i = 0; i < stages->len; i++) {
        const Stage *stage = &stages->at[i];

        if (stage->position > filling->stage->position || !has_begun(stage, filling->as_of))
            continue;
        for (size_t k = 0; k < filling->width; k++)
            filling->cells[filling->rows * filling->width + k] =
                column_choice(&filling->columns[k], works_cell(filling, filling->chosen[k], stage));
        filling->rows++;
    }
}

Status
stage_cells(Ctx *ctx, const Facts *facts, const Stage *stage, RegionCode place, Day as_of,
            Columns columns, Text **cells_out, size_t *rows_out)
{
    Source *chosen = NEW_ARRAY(ctx->arena, Source, columns.len);
    Filling filling = {
        .ctx = ctx,
        .facts = facts,
        .stage = stage,
        .form = form_of(facts, stage),
        .place = place,
        .as_of = as_of,
        .columns = columns.at,
        .chosen = chosen,
        .width = columns.len,
    };

    TRY(choose(ctx, columns, filling.form, chosen));
    switch (filling.form) {
    case FORM_STANDARDS:
        fill_standards(&filling);
        break;
    case FORM_HOUSEHOLDS:
        fill_households(&filling);
        break;
    case FORM_WORKS:
        fill_works(&filling);
        break;
    }
    *cells_out = filling.cells;
    *rows_out = filling.rows;
    return OK;
}

Columns
stage_columns(Ctx *ctx, const Facts *facts, const Stage *stage)
{
    static const Column standards[] = {
        {.name = T_INIT("补偿内容"),
         .kind = KIND_TEXT,
         .audience = AUDIENCE_RESIDENTS,
         .required = true},
        {.name = T_INIT("单位"),                              .kind = KIND_TEXT,                .audience = AUDIENCE_RESIDENTS},
        {.name = T_INIT("补偿标准（元）"),
         .kind = KIND_MONEY,
         .audience = AUDIENCE_RESIDENTS,
         .required = true},
        {.name = T_INIT("说明"),               .kind = KIND_TEXT,                        .audience = AUDIENCE_RESIDENTS                               },
    };
    size_t count = sizeof standards / sizeof standards[0];
    Columns columns = {0};

    if (form_of(facts, stage) != FORM_STANDARDS || facts->standards.len == 0)
        return columns;
    columns = (Columns){.at = NEW_ARRAY(ctx->arena, Column, count), .len = count};
    for (size_t i = 0; i < count; i++)
        columns.at[i] = standards[i];
    return columns;
}

/*
 * Projects as tables: the columns, and writing them.
 */
#include "project/exchange.h"

#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"

enum { PLACES_BYTES_MAX = 2048, COLUMNS_MAX = TABLE_COLUMNS_MAX };

#define KEYS                                                                                       \
    {.name = T_INIT("地区代码"), .kind = KIND_TEXT},                                               \
    {                                                                                              \
        .name = T_INIT("项目名称"), .kind = KIND_TEXT, .required = true                            \
    }

static const Column project_columns[] = {
    KEYS,
    {.name = T_INIT("种类"), .kind = KIND_TEXT, .required = true},
    {.name = T_INIT("简介"),                        .kind = KIND_TEXT                 },
    {.name = T_INIT("依据"),                        .kind = KIND_TEXT},
    {.name = T_INIT("资金来源"),                        .kind = KIND_TEXT           },
    {.name = T_INIT("预算金额"),                        .kind = KIND_MONEY},
    {.name = T_INIT("涉及的村"),                        .kind = KIND_TEXT           },
    {.name = T_INIT("完成日期"),                        .kind = KIND_DATE},
};

static const Column stage_columns_[] = {
    KEYS,
    {.name = T_INIT("阶段"), .kind = KIND_TEXT, .required = true},
    {.name = T_INIT("时段"),                        .kind = KIND_TEXT,                  .required = true},
    {.name = T_INIT("计划开始"),        .kind = KIND_DATE       },
    {.name = T_INIT("计划结束"),.kind = KIND_DATE         },
    {.name = T_INIT("实际开始"),        .kind = KIND_DATE               },
    {.name = T_INIT("实际结束"),.kind = KIND_DATE },
    {.name = T_INIT("说明"),        .kind = KIND_TEXT                       },
};

static const Column standard_columns[] = {
    KEYS,
    {.name = T_INIT("补偿项目"), .kind = KIND_TEXT,  .required = true},
    {.name = T_INIT("单位"),                              .kind = KIND_TEXT,                         .required = true},
    {.name = T_INIT("补偿标准（元）"),              .kind = KIND_MONEY,        .required = true},
    {.name = T_INIT("说明"),.kind = KIND_TEXT},
};

static const Column household_keys[] = {
    KEYS, {.name = T_INIT("村代码"), .kind = KIND_TEXT}
};

static const Column bid_columns[] = {
    KEYS,
    {.name = T_INIT("选择方式"), .kind = KIND_TEXT },
    {.name = T_INIT("定标日期"), .kind = KIND_DATE },
    {.name = T_INIT("承包单位"), .kind = KIND_TEXT },
    {.name = T_INIT("合同金额"), .kind = KIND_MONEY},
    {.name = T_INIT("合同日期"), .kind = KIND_DATE },
    {.name = T_INIT("投标单位"), .kind = KIND_TEXT },
    {.name = T_INIT("报价"),       .kind = KIND_MONEY},
    {.name = T_INIT("有效"),       .kind = KIND_YESNO},
    {.name = T_INIT("说明"),       .kind = KIND_TEXT },
};

static const Column payment_keys[] = {KEYS};

static void
append(Columns *out, const Column *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out->at[out->len++] = from[i];
}

#define APPEND(out, columns) append((out), (columns), sizeof(columns) / sizeof(columns)[0])

Columns
project_table_columns(Ctx *ctx, ProjectTable table)
{
    Columns out = {.at = NEW_ARRAY(ctx->arena, Column, COLUMNS_MAX)};
    Columns rest = {0};

    switch (table) {
    case TABLE_PROJECTS:
        APPEND(&out, project_columns);
        break;
    case TABLE_STAGES:
        APPEND(&out, stage_columns_);
        break;
    case TABLE_STANDARDS:
        APPEND(&out, standard_columns);
        break;
    case TABLE_HOUSEHOLDS:
        APPEND(&out, household_keys);
        rest = project_row_columns(ctx);
        break;
    case TABLE_BIDS:
        APPEND(&out, bid_columns);
        break;
    case TABLE_PAYMENTS:
        APPEND(&out, payment_keys);
        rest = project_payment_columns(ctx);
        break;
    case PROJECT_TABLE_COUNT:
        break;
    }
    append(&out, rest.at, rest.len);
    return out;
}

/* ---- writing ---- */

typedef struct Export {
    Ctx *ctx;
    const Facts *facts;
    RegionCode village; /* of households; 0: all */
    ProjectPutRow *put;
    void *arg;
    Text cells[COLUMNS_MAX];
    size_t len;
} Export;

static void
cell(Export *export, Text text)
{
    export->cells[export->len++] = text.at != NULL ? text : T("");
}

static void
money(Export *export, OptInt fen)
{
    cell(export, fen.set ? fen_plain(export->ctx->arena, fen.value) : T(""));
}

static void
day(Export *export, OptInt value)
{
    cell(export, value.set ? day_format(export->ctx->arena, (Day)value.value) : T(""));
}

static void
begin_row(Export *export)
{
    export->len = 0;
    cell(export, region_code_format(export->ctx->arena, export->facts->project.region));
    cell(export, export->facts->project.name);
}

static Status
end_row(Export *export)
{
    return export->put(export->arg, export->ctx, export->cells, export->len);
}

static Status
put_project(Export *export)
{
    const Project *project = &export->facts->project;
    Buf places = buf_new(export->ctx->arena, PLACES_BYTES_MAX);

    for (size_t i = 0; i < project->places.len; i++) {
        if (i != 0)
            BUF_LIT(&places, "、");
        buf_text(&places, region_code_format(export->ctx->arena, project->places.at[i]));
    }
    begin_row(export);
    cell(export, text_c(project_kind_title(project->kind)));
    cell(export, project->summary);
    cell(export, project->ground);
    cell(export, project->source);
    money(export, project->budget_fen);
    cell(export, buf_done(&places));
    day(export, project->finished_day);
    return end_row(export);
}

static Status
put_stages(Export *export)
{
    for (size_t i = 0; i < export->facts->stages.len; i++) {
        const Stage *stage = &export->facts->stages.at[i];

        begin_row(export);
        cell(export, stage->name);
        cell(export, text_c(stage_phase_title(stage->phase)));
        day(export, stage->planned_start);
        day(export, stage->planned_end);
        day(export, stage->actual_start);
        day(export, stage->actual_end);
        cell(export, stage->note);
        TRY(end_row(export));
    }
    return OK;
}

static Status
put_standards(Export *export)
{
    for (size_t i = 0; i < export->facts->standards.len; i++) {
        const Standard *standard = &export->facts->standards.at[i];

        begin_row(export);
        cell(export, standard->item);
        cell(export, standard->unit);
        money(export, SOME_INT(standard->standard_fen));
        cell(export, standard->note);
        TRY(end_row(export));
    }
    return OK;
}

static Status
put_line(Export *export, const ProjectHousehold *household, const Compensation *line)
{
    Arena *arena = export->ctx->arena;

    begin_row(export);
    cell(export, region_code_format(arena, household->place));
    cell(export, household->building);
    cell(export, household->number);
    cell(export, household->head);
    cell(export, household->group_name);
    cell(export, household->agreement);
    cell(export, line != NULL ? line->item : T(""));
    cell(export, line != NULL ? decimal_plain(arena, line->quantity_milli) : T(""));
    money(export, line != NULL ? SOME_INT(line->standard_fen) : (OptInt){0});
    money(export, line != NULL ? SOME_INT(line->amount_fen) : (OptInt){0});
    day(export, household->signed_day);
    day(export, household->paid_day);
    cell(export, household->note);
    return end_row(export);
}

static Status
put_households(Export *export)
{
    const ProjectHouseholds *list = &export->facts->households;

    for (size_t i = 0; i < list->len; i++) {
        if (export->village != 0 && list->at[i].place != export->village)
            continue;
        if (list->at[i].line_count == 0)
            TRY(put_line(export, &list->at[i], NULL));
        for (size_t j = 0; j < list->at[i].line_count; j++)
            TRY(put_line(export, &list->at[i], &list->at[i].lines[j]));
    }
    return OK;
}

static Status
put_bid(Export *export, const Bid *bid)
{
    const ProjectTender *tender = &export->facts->project.tender;

    begin_row(export);
    cell(export, tender->way == TENDER_NONE ? T("") : text_c(tender_way_title(tender->way)));
    day(export, tender->day);
    cell(export, tender->contractor);
    money(export, tender->contract_fen);
    day(export, tender->contract_day);
    cell(export, bid != NULL ? bid->bidder : T(""));
    money(export, bid != NULL ? SOME_INT(bid->amount_fen) : (OptInt){0});
    cell(export, bid == NULL ? T("") : bid->valid ? T("是") : T("否"));
    cell(export, bid != NULL ? bid->note : T(""));
    return end_row(export);
}

static Status
put_bids(Export *export)
{
    const Bids *bids = &export->facts->bids;

    if (bids->len == 0 && export->facts->project.tender.way != TENDER_NONE)
        return put_bid(export, NULL);
    for (size_t i = 0; i < bids->len; i++)
        TRY(put_bid(export, &bids->at[i]));
    return OK;
}

static Status
put_payments(Export *export)
{
    for (size_t i = 0; i < export->facts->payments.len; i++) {
        const ProjectPayment *payment = &export->facts->payments.at[i];

        begin_row(export);
        day(export, SOME_INT(payment->day));
        money(export, SOME_INT(payment->amount_fen));
        cell(export, payment->voucher);
        cell(export, payment->note);
        TRY(end_row(export));
    }
    return OK;
}

Status
project_export(Ctx *ctx, ProjectTable table, const Project *project, RegionCode village,
               ProjectPutRow *put, void *arg)
{
    static Status (*const parts[PROJECT_TABLE_COUNT])(Export *) = {
        [TABLE_PROJECTS] = put_project,    [TABLE_STAGES] = put_stages,
        [TABLE_STANDARDS] = put_standards, [TABLE_HOUSEHOLDS] = put_households,
        [TABLE_BIDS] = put_bids,           [TABLE_PAYMENTS] = put_payments,
    };
    Facts facts;
    ProjectSight sight;
    Export export = {.ctx = ctx, .facts = &facts, .village = village, .put = put, .arg = arg};

    TRY(facts_fetch(ctx, project->id, &facts));
    TRY(project_sight(ctx, &facts.project, table == TABLE_HOUSEHOLDS ? village : 0, &sight));
    if (sight != SIGHT_STAFF)
        return DENIED;
    return parts[table](&export);
}

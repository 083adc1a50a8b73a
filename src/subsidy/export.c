#include "subsidy/export.h"

#include "base/money.h"
#include "sheet/write.h"

const Text subsidy_export_columns[EC_COUNT] = {
    T_INIT("地区代码"), T_INIT("补贴项目"),   T_INIT("资金来源"),   T_INIT("单位"),
    T_INIT("期间"),     T_INIT("批次"),       T_INIT("户号"),       T_INIT("户主"),
    T_INIT("组别"),     T_INIT("面积或数量"), T_INIT("标准（元）"), T_INIT("金额"),
    T_INIT("银行卡号"), T_INIT("发放日期"),   T_INIT("发放状态"),   T_INIT("备注"),
};

void
subsidy_export_row(Ctx *ctx, const Batch *batch, const Line *line, Text cells[EC_COUNT])
{
    Arena *arena = ctx->arena;

    cells[EC_REGION] = region_code_format(arena, batch->region);
    cells[EC_PROGRAMME] = batch->programme.name;
    cells[EC_SOURCE] = batch->programme.source;
    cells[EC_UNIT] = batch->programme.unit;
    cells[EC_PERIOD] = batch->period;
    cells[EC_BATCH] = batch->name;
    cells[EC_NUMBER] = line->number;
    cells[EC_NAME] = line->name;
    cells[EC_GROUP] = line->group_name;
    cells[EC_QUANTITY] = decimal_plain(arena, line->quantity_milli);
    cells[EC_STANDARD] = fen_plain(arena, line->standard_fen);
    cells[EC_AMOUNT] = fen_plain(arena, line->amount_fen);
    cells[EC_CARD] = line->card_tail.len == 0
                         ? T("")
                         : text_printf(arena, "************%.*s", TEXT_ARGS(line->card_tail));
    cells[EC_PAID_DAY] = line->paid_day.set ? day_format(arena, (Day)line->paid_day.value) : T("");
    cells[EC_STATE] = text_c(line_state_title(line->state));
    cells[EC_NOTE] = line->note;
}

void
subsidy_csv(Ctx *ctx, const Batch *batch, const Lines *lines, Buf *buf)
{
    csv_record(buf, subsidy_export_columns, EC_COUNT);
    for (size_t i = 0; i < lines->len; i++) {
        Text cells[EC_COUNT];

        subsidy_export_row(ctx, batch, &lines->at[i], cells);
        for (size_t j = 0; j < EC_COUNT; j++)
            cells[j] = csv_plain(ctx->arena, cells[j]);
        csv_record(buf, cells, EC_COUNT);
    }
}

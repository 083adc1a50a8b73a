#include "clue/order_export.h"

#include "base/tr.h"

const Text order_columns[ORDER_COLUMNS] = {
    T_INIT("地区代码"),       T_INIT("办理单位"), T_INIT("交办单位"), T_INIT("交办人"),
    T_INIT("来源"),           T_INIT("交办时间"), T_INIT("要求"),     T_INIT("期限"),
    T_INIT("状态"),           T_INIT("逾期天数"), T_INIT("办理情况"), T_INIT("报告时间"),
    T_INIT("退回或撤回原因"),
};

void
order_export_row(Ctx *ctx, const Order *order, Text cells[ORDER_COLUMNS])
{
    Arena *arena = ctx->arena;
    size_t n = 0;

    cells[n++] = region_code_format(arena, order->office);
    cells[n++] = order->office_name;
    cells[n++] =
        text_printf(arena, "%.*s%s", TEXT_ARGS(order->issuer_name), role_title(order->issuer_role));
    cells[n++] = order->issued_by_name;
    cells[n++] = text_c(order_source_title(order->source));
    cells[n++] = time_format_minute(arena, order->issued_at);
    cells[n++] = order->body;
    cells[n++] = day_format(arena, order->due_day);
    cells[n++] = text_c(order_state_title(order->state));
    cells[n++] = text_printf(arena, "%lld", (long long)order->days_late);
    cells[n++] = order->report;
    cells[n++] =
        order->reported_at.set ? time_format_minute(arena, order->reported_at.value) : T("");
    cells[n++] = order->reason;
}

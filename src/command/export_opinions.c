/*
 * mingbai export opinions: what people said and what became of it, as the place's staff sees it:
 * without the senders, personal numbers masked, and never a report of misconduct.
 */
#include "command/data_work.h"
#include "opinion/board.h"
#include "region/region.h"
#include "sheet/write.h"

static const Text columns[] = {
    T_INIT("编号"),     T_INIT("地区代码"), T_INIT("地区"),     T_INIT("类型"),
    T_INIT("分类"),     T_INIT("状态"),     T_INIT("来源"),     T_INIT("公开"),
    T_INIT("内容"),     T_INIT("地点"),     T_INIT("办理单位"), T_INIT("收到时间"),
    T_INIT("答复期限"), T_INIT("办结期限"), T_INIT("首次答复"), T_INIT("办结时间"),
    T_INIT("答复超时"), T_INIT("办结超时"), T_INIT("答复"),     T_INIT("评价"),
    T_INIT("附议"),     T_INIT("信访矛盾"), T_INIT("化解日期"),
};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static Text
yes(bool value)
{
    return value ? T("是") : T("");
}

static Text
time_text(Ctx *ctx, OptInt time)
{
    return time.set ? time_format_minute(ctx->arena, time.value) : T("");
}

static Status
place_of(Ctx *ctx, RegionCode code, Text *name_out)
{
    Region place;
    Status status = region_get(ctx, code, &place);

    *name_out = status == OK ? place.name : T("");
    return status == NOT_FOUND ? OK : status;
}

static Status
put_opinion(Ctx *ctx, ExportTask *task, const Opinion *opinion)
{
    Arena *arena = ctx->arena;
    Text place, office;

    TRY(place_of(ctx, opinion->region, &place));
    TRY(place_of(ctx, opinion->office, &office));
    task->rows++;
    return sheet_writer_row(
        ctx, task->writer,
        (const Text[]){
            opinion->number,
            region_code_format(arena, opinion->region),
            place,
            text_c(opinion_kind_title(opinion->kind)),
            text_c(opinion_topic_title(opinion->topic)),
            text_c(opinion_state_title(opinion->state)),
            text_c(opinion_sender_title(opinion->sender)),
            yes(opinion->open),
            csv_plain(arena, opinion->body),
            csv_plain(arena, opinion->place),
            office,
            time_format_minute(arena, opinion->received_at),
            time_format_minute(arena, opinion->reply_due),
            time_format_minute(arena, opinion->resolve_due),
            time_text(ctx, opinion->replied_at),
            time_text(ctx, opinion->resolved_at),
            yes(opinion->late_reply),
            yes(opinion->late_resolve),
            opinion->answer.at != NULL ? csv_plain(arena, opinion->answer) : T(""),
            opinion->rating != RATING_NONE ? text_c(opinion_rating_title(opinion->rating)) : T(""),
            text_printf(arena, "%lld", (long long)opinion->supporters),
            yes(opinion->petition),
            opinion->petition_settled_day.set
                ? day_format(arena, (Day)opinion->petition_settled_day.value)
                : T(""),
        },
        COLUMNS);
}

Status
export_opinions(Ctx *ctx, ExportTask *task)
{
    Text cursor = {0};
    char kept[32];

    TRY(sheet_writer_row(ctx, task->writer, columns, COLUMNS));
    do {
        ArenaMark mark = arena_mark(ctx->arena);
        Opinions some;
        Status status = opinion_all(ctx, task->scope, cursor, &some);
        size_t len = 0;

        for (size_t i = 0; status == OK && i < some.len; i++)
            status = put_opinion(ctx, task, &some.at[i]);
        if (status == OK)
            for (; len < some.next.len && len < sizeof kept; len++)
                kept[len] = some.next.at[len];
        cursor = len != 0 ? (Text){kept, len} : (Text){0};
        arena_release(ctx->arena, mark);
        TRY(status);
    } while (cursor.at != NULL);
    return OK;
}

/*
 * The rule that village admins publish only after training, and what it says to whom.
 */
#include "base/tr.h"
#include "organisation/inside.h"
#include "organisation/organisation.sql.h"
#include "organisation/training.sql.h"

Status
training_required(Ctx *ctx, RegionCode place, bool *out)
{
    TrainingRuleOfRow row;
    Status status = training_rule_of(ctx, region_code_at(place, LEVEL_DISTRICT),
                                     region_code_at(place, LEVEL_CITY),
                                     region_code_at(place, LEVEL_PROVINCE), &row);

    *out = status == OK && row.required;
    return status == NOT_FOUND ? OK : status;
}

Status
training_require(Ctx *ctx, RegionCode district, bool required)
{
    TRY(actor_require(ctx, CAN_TRAIN, district));
    if (region_code_level(district) > LEVEL_DISTRICT)
        return DENIED;
    TRY(training_rule_write(ctx, district, required));
    region_touch(ctx, district);
    return audit(ctx, district, "training.rule", 0, required ? T("on") : T("off"));
}

/* "下一场：2023-06-08，平台操作培训，区会议室" */
static Status
refuse(Ctx *ctx, RegionCode village)
{
    Trainings coming;
    const Training *next;

    TRY(training_coming(ctx, village, &coming));
    if (coming.len == 0)
        return ctx_problem(ctx, "body",
                           TR(ctx->lang, "您还没参加过培训，培训以后才能提交公开。眼下没有排好的"
                                         "培训，请问街道（乡镇）或区里的管理员"));
    next = &coming.at[0];
    if (next->place.len == 0)
        return ctx_problem(ctx, "body",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "您还没参加过培训，培训以后才能提交公开。下一场在 {day}："
                                     "{title}",
                                     {"day", day_format(ctx->arena, next->day)},
                                     {"title", next->title}));
    return ctx_problem(
        ctx, "body",
        TR_FORMAT(ctx->arena, ctx->lang,
                  "您还没参加过培训，培训以后才能提交公开。下一场在 {day}：{title}，地点是{place}",
                  {"day", day_format(ctx->arena, next->day)}, {"title", next->title},
                  {"place", next->place}));
}

Status
training_allows(Ctx *ctx, RegionCode village)
{
    AdminRowRow row;
    bool required;
    Status status;

    if (ctx->actor == NULL || ctx->actor->system)
        return OK;
    TRY(training_required(ctx, village, &required));
    if (!required)
        return OK;
    status = admin_row(ctx, ctx->actor->account, &row);
    if (status != OK && status != NOT_FOUND)
        return status;
    return status == OK && row.trained_day.set ? OK : refuse(ctx, village);
}

/*
 * Standard answers of an office: drafts to begin with, edited for each person.
 */
#include "base/id.h"
#include "base/tr.h"
#include "opinion/inside.h"
#include "opinion/queue.h"

Status
opinion_standard_list(Ctx *ctx, RegionCode office, StandardAnswers *out)
{
    StandardAnswersRows rows;

    TRY(actor_require(ctx, CAN_HANDLE_OPINIONS, office));
    TRY(standard_answers(ctx,
                         &(StandardAnswersArgs){
                             .office = office,
                             .township = region_code_at(office, LEVEL_TOWNSHIP),
                             .district = region_code_at(office, LEVEL_DISTRICT),
                             .limit = STANDARD_ANSWERS_MAX,
                         },
                         &rows));
    *out = (StandardAnswers){.at = NEW_ARRAY(ctx->arena, StandardAnswer, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = (StandardAnswer){
            .id = rows.at[i].id,
            .office = rows.at[i].office,
            .title = rows.at[i].title,
            .body = rows.at[i].body,
        };
    return OK;
}

Status
opinion_standard_put(Ctx *ctx, RegionCode office, const StandardAnswer *answer, int64_t *id_out)
{
    StandardAnswerGetRow known;
    StandardAnswers all;

    if (answer->id != 0) {
        TRY(standard_answer_get(ctx, answer->id, &known));
        office = known.office;
    }
    TRY(actor_require(ctx, CAN_HANDLE_OPINIONS, office));
    (void)opinion_text_ok(ctx, "title", answer->title, STANDARD_TITLE_CHARS_MAX,
                          TR(ctx->lang, "请写个名称，好找"));
    (void)opinion_text_ok(ctx, "body", answer->body, OPINION_ANSWER_CHARS_MAX,
                          TR(ctx->lang, "请写答复的底稿"));
    TRY(ctx_checked(ctx));
    TRY(opinion_standard_list(ctx, office, &all));
    if (answer->id == 0 && all.len >= STANDARD_ANSWERS_MAX)
        return ctx_problem(ctx, "title", TR(ctx->lang, "底稿太多了，请先删掉不用的"));
    *id_out = answer->id != 0 ? answer->id : id_new();
    if (answer->id != 0)
        TRY(standard_answer_update(ctx, answer->id, text_trim(answer->title),
                                   text_trim(answer->body)));
    else
        TRY(standard_answer_insert(ctx,
                                   &(StandardAnswerInsertArgs){.id = *id_out,
                                                               .office = office,
                                                               .title = text_trim(answer->title),
                                                               .body = text_trim(answer->body)}));
    return audit(ctx, office, "standard_answer.put", *id_out, text_trim(answer->title));
}

Status
opinion_standard_remove(Ctx *ctx, int64_t id)
{
    StandardAnswerGetRow known;

    TRY(standard_answer_get(ctx, id, &known));
    TRY(actor_require(ctx, CAN_HANDLE_OPINIONS, known.office));
    TRY(standard_answer_delete(ctx, id));
    return audit(ctx, known.office, "standard_answer.remove", id, known.title);
}

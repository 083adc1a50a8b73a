#include "ledger/question.h"

#include "account/account.h"
#include "base/id.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "store/store.h"

static void
check(Ctx *ctx, const char *field, Text text, size_t chars_max)
{
    if (!text_is_clean(text))
        (void)ctx_problem(ctx, field, TR(ctx->lang, "含有无法显示的字符，请重新输入"));
    else if (text.len > chars_max * 4 || text_chars(text) > chars_max)
        (void)ctx_problem(ctx, field,
                          TR_FORMAT(ctx->arena, ctx->lang, "太长了，最多 {max} 个字",
                                    {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

Status
question_add(Ctx *ctx, int64_t id, Text name, Text contact, Text body, Text address)
{
    Entry entry;
    QuestionCountRow count;

    TRY(entry_get(ctx, id, &entry));
    check(ctx, "name", name, QUESTION_NAME_CHARS_MAX);
    check(ctx, "contact", contact, QUESTION_CONTACT_CHARS_MAX);
    check(ctx, "body", body, QUESTION_CHARS_MAX);
    if (text_is_blank(body))
        (void)ctx_problem(ctx, "body", TR(ctx->lang, "请写想问什么"));
    TRY(ctx_checked(ctx));
    TRY(question_count(ctx, id, &count));
    if (count.count >= QUESTIONS_MAX)
        return ctx_problem(ctx, "body", TR(ctx->lang, "问这一笔的人太多了，请直接打村里的电话"));
    TRY(account_limit_day(ctx, "question", address, QUESTIONS_A_DAY));
    TRY(question_insert(ctx, &(QuestionInsertArgs){
                                 .id = id_new(),
                                 .entry = id,
                                 .region = entry.region,
                                 .at = ctx->now,
                                 .name = text_trim(name),
                                 .contact = text_trim(contact),
                                 .body = text_trim(body),
                             }));
    region_touch(ctx, entry.region);
    return OK;
}

Status
question_list(Ctx *ctx, RegionCode scope, Questions *out)
{
    RegionRange range = region_range(scope);
    QuestionsOfRows rows;

    TRY(actor_require(ctx, CAN_READ_OPINIONS, scope));
    TRY(questions_of(ctx, range.first, range.last, QUESTIONS_SHOWN, &rows));
    *out = (Questions){NEW_ARRAY(ctx->arena, Question, rows.len), rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (Question){
            .id = rows.at[i].id,
            .entry = rows.at[i].entry,
            .region = rows.at[i].region,
            .at = rows.at[i].at,
            .name = rows.at[i].name,
            .contact = rows.at[i].contact,
            .body = rows.at[i].body,
            .purpose = rows.at[i].purpose,
            .day = (Day)rows.at[i].day,
            .seen = rows.at[i].seen_at.set,
        };
    return OK;
}

Status
question_seen(Ctx *ctx, int64_t id)
{
    QuestionRegionRow row;

    TRY(question_region(ctx, id, &row));
    TRY(actor_require(ctx, CAN_READ_OPINIONS, row.region));
    TRY(question_see(ctx, id, ctx->now, ledger_acting(ctx)));
    region_touch(ctx, row.region);
    return audit(ctx, row.region, "entry.question_seen", id, T(""));
}

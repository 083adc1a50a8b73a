/*
 * A report becomes an opinion.
 */
#include "account/account.h"
#include "base/tr.h"
#include "open311/api_out.h"
#include "open311/open311.h"
#include "opinion/ask.h"

enum { ANSWER_BYTES_MAX = 2000, NAME_PART_BYTES_MAX = 200 };

/* ---- who ---- */

/* A key in the form counts like the Authorization header, which web/ has read already. */
static Status
take_key(Ctx *ctx, const Request *req)
{
    Text key = request_form(req, "api_key");
    Status status = OK;

    if (!req->by_token && !text_is_empty(key))
        status = account_by_bearer(ctx, key, &ctx->actor);
    if (status != NOT_FOUND && status != OK)
        return status;
    if (status == OK && (ctx->actor == NULL || !ctx->actor->must_change))
        return OK;
    (void)ctx_problem(ctx, "api_key", TR(ctx->lang, "令牌（api_key）不对，或者已经失效"));
    return DENIED;
}

static bool
is_ascii(Text text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

/* "王小明", "Anna Li". */
static Text
whole_name(Ctx *ctx, const Request *req)
{
    Text first = text_trim(request_form(req, "first_name"));
    Text last = text_trim(request_form(req, "last_name"));

    if (text_is_empty(first) || text_is_empty(last))
        return text_is_empty(first) ? last : first;
    if (first.len > NAME_PART_BYTES_MAX || last.len > NAME_PART_BYTES_MAX)
        return first.len > last.len ? first : last; /* too long either way, which is told */
    if (is_ascii(first) && is_ascii(last))
        return text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(first), TEXT_ARGS(last));
    return text_printf(ctx->arena, "%.*s%.*s", TEXT_ARGS(last), TEXT_ARGS(first));
}

/* A program with the token of somebody who may file for others says whose words they are; anybody
 * else's token speaks for its owner. */
static void
read_sender(Ctx *ctx, const Request *req, OpinionDraft *draft)
{
    draft->phone = text_trim(request_form(req, "phone"));
    draft->name = whole_name(ctx, req);
    if (ctx->actor != NULL && (!text_is_empty(draft->phone) || !text_is_empty(draft->name)))
        draft->for_other = actor_may(ctx->actor, CAN_FILE_FOR_OTHERS, draft->region);
    if (ctx->actor != NULL && !draft->for_other)
        draft->sender = SENDER_NAMED;
    else if (!text_is_empty(draft->name) && (draft->for_other || !text_is_empty(draft->phone)))
        draft->sender = SENDER_NAMED;
    else
        draft->sender = text_is_empty(draft->phone) ? SENDER_ANONYMOUS : SENDER_PHONE;
    if (draft->sender != SENDER_NAMED)
        draft->name = T("");
}

/* ---- where ---- */

static Status
wrong_place(Ctx *ctx, Text sentence)
{
    return ctx_problem(ctx, "address_id", sentence);
}

static Status
read_place(Ctx *ctx, const Request *req, OpinionDraft *draft)
{
    Text jurisdiction = request_form(req, "jurisdiction_id");
    Text code = request_form(req, "address_id");
    RegionCode within;
    Region place;
    Status status;

    TRY(geo_jurisdiction(ctx, jurisdiction, &within));
    if (text_is_empty(code))
        code = request_form(req, "attribute[place_code]");
    if (text_is_empty(code) && region_code_level(within) == LEVEL_VILLAGE)
        code = region_code_format(ctx->arena, within);
    if (text_is_empty(code))
        return wrong_place(ctx,
                           TR(ctx->lang, "请用 address_id 写明是哪个村（社区）：12 位地区代码。"
                                         "只有经纬度或地址，找不到是哪个村"));
    if (!region_code_parse(code, &draft->region) || !region_contains(within, draft->region))
        return wrong_place(ctx, TR(ctx->lang, "没有这个地区，请用 12 位地区代码"));
    status = region_get(ctx, draft->region, &place);
    if (status == NOT_FOUND)
        return wrong_place(ctx, TR(ctx->lang, "没有这个地区，请用 12 位地区代码"));
    TRY(status);
    if (place.level < LEVEL_DISTRICT || place.closed_day.set)
        return wrong_place(ctx,
                           TR(ctx->lang, "请写村（社区）、乡镇街道或区县的代码，已撤销的不行"));
    return OK;
}

static void
read_degrees(Ctx *ctx, const Request *req, const char *name, OptInt *out)
{
    Text text = text_trim(request_form(req, name));
    int64_t e6;

    if (text_is_empty(text))
        return;
    if (open311_degrees_parse(text, &e6))
        *out = SOME_INT(e6);
    else
        (void)ctx_problem(ctx, name, TR(ctx->lang, "应是度数，例如 41.650123"));
}

/* ---- what ---- */

static void
read_kind(Ctx *ctx, const Request *req, OpinionDraft *draft)
{
    Text kind = request_form(req, "attribute[kind]");
    Text open = request_form(req, "attribute[public]");

    draft->kind = OPINION_COMPLAINT;
    if (!text_is_empty(kind) && !opinion_kind_parse(kind, &draft->kind))
        (void)ctx_problem(ctx, "attribute[kind]",
                          TR(ctx->lang, "应是 question、suggestion 或 complaint"));
    if (draft->kind == OPINION_MISCONDUCT)
        (void)ctx_problem(ctx, "attribute[kind]",
                          TR(ctx->lang, "举报干部请在网页上办，不经过别的程序"));
    draft->open = !text_eq(open, T("no"));
    if (!text_is_empty(open) && draft->open && !text_eq(open, T("yes")))
        (void)ctx_problem(ctx, "attribute[public]", TR(ctx->lang, "应是 yes 或 no"));
}

static Status
read_what(Ctx *ctx, const Request *req, OpinionDraft *draft)
{
    Text code = request_form(req, "service_code");

    if (text_is_empty(code))
        (void)ctx_problem(ctx, "service_code", TR(ctx->lang, "请写是哪一类"));
    else if (!opinion_topic_parse(code, &draft->topic)) {
        (void)ctx_problem(ctx, "service_code", TR(ctx->lang, "没有这一类"));
        return NOT_FOUND;
    }
    read_kind(ctx, req, draft);
    draft->body = request_form(req, "description");
    draft->place = request_form(req, "address_string");
    read_degrees(ctx, req, "lat", &draft->latitude_e6);
    read_degrees(ctx, req, "long", &draft->longitude_e6);
    return OK;
}

/* A client that heard no answer sends the same again: that is the same report.  Absent without a
 * device. */
static Status
repeat_key(Ctx *ctx, const Request *req, const OpinionDraft *draft, Text *out)
{
    Text device = request_form(req, "device_id");
    Text parts[] = {T("open311"),
                    device,
                    day_format(ctx->arena, ctx_today(ctx)),
                    region_code_format(ctx->arena, draft->region),
                    text_c(opinion_topic_name(draft->topic)),
                    draft->place,
                    draft->body};

    *out = (Text){0};
    if (text_is_empty(device))
        return OK;
    if (text_chars(device) > OPEN311_DEVICE_CHARS_MAX || !text_is_clean(device))
        return ctx_problem(ctx, "device_id", TR(ctx->lang, "太长，或者有不能用的字符"));
    *out = text_join(ctx->arena, (Texts){parts, sizeof parts / sizeof parts[0]}, T("\n"));
    return OK;
}

/* ---- the answer ---- */

static Text
notice_of(Ctx *ctx, const Request *req, const OpinionSent *sent, bool own)
{
    Arena *arena = ctx->arena;
    Buf buf = buf_new(arena, ANSWER_BYTES_MAX);
    Text link = request_url(req, text_printf(arena, "/o/%.*s", TEXT_ARGS(sent->number)));

    if (sent->receipt.at != NULL)
        buf_text(&buf, TR_FORMAT(arena, ctx->lang,
                                 "收到了。请记下查询码 {receipt}：凭编号和查询码看答复 {link}。",
                                 {"receipt", sent->receipt}, {"link", link}));
    else if (own)
        buf_text(&buf,
                 TR_FORMAT(arena, ctx->lang, "收到了。登录后看答复 {link}。", {"link", link}));
    else
        buf_text(&buf, TR_FORMAT(arena, ctx->lang, "这一条已经收到过：{link}。", {"link", link}));
    buf_text(&buf, TR_FORMAT(arena, ctx->lang, "最迟 {time} 前答复。",
                             {"time", time_format_minute(arena, sent->reply_due)}));
    if (!text_is_empty(request_form(req, "media_url")))
        buf_text(&buf, TR(ctx->lang, "照片的链接没有收下，照片请在网页上添加。"));
    if (!text_is_empty(request_form(req, "email")))
        buf_text(&buf, TR(ctx->lang, "电子邮箱没有留下，这里不用它联系人。"));
    return buf_done(&buf);
}

static bool
is_form(const Request *req)
{
    return req->body.len == 0 || req->form.len != 0;
}

Status
geo_create(Ctx *ctx, const Request *req, Response *res)
{
    OpinionDraft draft = {.topic = TOPIC_OTHER};
    OpinionSent sent;
    GeoReceipt view;
    Text key;

    if (!is_form(req))
        return ctx_problem(ctx, "Content-Type",
                           TR(ctx->lang, "请用表单提交（application/x-www-form-urlencoded）"));
    TRY(take_key(ctx, req));
    TRY(read_what(ctx, req, &draft));
    TRY(read_place(ctx, req, &draft));
    read_sender(ctx, req, &draft);
    TRY(repeat_key(ctx, req, &draft, &key));
    TRY(ctx_checked(ctx));
    TRY(opinion_submit(ctx, &draft, key, req->address, &sent));
    view = (GeoReceipt){
        .id = sent.number,
        .notice = notice_of(ctx, req, &sent, ctx->actor != NULL && !draft.for_other),
    };
    res->status = 201;
    res->uncacheable = true;
    geo_put_receipt(ctx, req, res, &view);
    return OK;
}

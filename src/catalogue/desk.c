/*
 * The catalogue on the desk: what has to be published, and what each item said before.
 */
#include "catalogue/desk.h"

#include "base/buf.h"
#include "base/tr.h"
#include "catalogue/catalogue_list.html.h"
#include "catalogue/catalogue_version.html.h"
#include "catalogue/catalogue_versions.html.h"
#include "catalogue/due.h"

enum { WORDS_BYTES_MAX = 4096 };

Status
desk_catalogue_region(Ctx *ctx, const Request *req, RegionCode *out)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_MANAGE_CATALOGUE);
    RegionCode asked = 0;

    if (scopes.len == 0)
        return DENIED;
    *out = scopes.at[0];
    if (!region_code_parse(request_query(req, "place"), &asked))
        return OK;
    for (size_t i = 0; i < scopes.len; i++)
        if (scopes.at[i] == asked)
            *out = asked;
    return OK;
}

Text
desk_catalogue_link(Ctx *ctx, const Request *req, Text below)
{
    RegionCode region;

    if (actor_scopes(ctx, CAN_MANAGE_CATALOGUE).len < 2 ||
        desk_catalogue_region(ctx, req, &region) != OK)
        return text_printf(ctx->arena, "/desk/catalogue%.*s", TEXT_ARGS(below));
    return text_printf(ctx->arena, "/desk/catalogue%.*s?place=%012lld", TEXT_ARGS(below),
                       (long long)region);
}

Status
desk_catalogue_item(Ctx *ctx, const Request *req, RegionCode region, Item *out)
{
    Text code = request_param(req, "code");
    Items items;

    TRY(catalogue_all(ctx, region, &items));
    for (size_t i = 0; i < items.len; i++) {
        if (text_eq(items.at[i].code, code)) {
            *out = items.at[i];
            return OK;
        }
    }
    return NOT_FOUND;
}

/* ---- in words ---- */

static Text
letter_words(Lang lang, char letter)
{
    switch (letter) {
    case RHYTHM_MONTHLY:
        return TR(lang, "每月");
    case RHYTHM_QUARTERLY:
        return TR(lang, "每季");
    case RHYTHM_HALF_YEARLY:
        return TR(lang, "每半年");
    case RHYTHM_YEARLY:
        return TR(lang, "每年");
    case RHYTHM_EVENT:
        return TR(lang, "事项发生时");
    default:
        return T("");
    }
}

Text
desk_rhythm_words(Ctx *ctx, Text letters)
{
    Buf buf = buf_new(ctx->arena, WORDS_BYTES_MAX);

    for (size_t i = 0; i < letters.len; i++) {
        if (i != 0)
            buf_text(&buf, ctx->lang == LANG_EN ? T(", ") : T("、"));
        buf_text(&buf, letter_words(ctx->lang, letters.at[i]));
    }
    return letters.len == 0 ? TR(ctx->lang, "不用公开") : buf_done(&buf);
}

static Text
number(Ctx *ctx, int value)
{
    return text_printf(ctx->arena, "%d", value);
}

static Text
rule_words(Ctx *ctx, char letter, const DueRule *rule)
{
    if (letter == RHYTHM_EVENT && rule->working_days != 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "发生后 {days} 个工作日内",
                         {"days", number(ctx, rule->working_days)});
    if (letter == RHYTHM_EVENT)
        return TR_FORMAT(ctx->arena, ctx->lang, "发生后 {days} 天内",
                         {"days", number(ctx, rule->days)});
    if (letter == RHYTHM_YEARLY)
        return TR_FORMAT(ctx->arena, ctx->lang, "第二年 {month} 月 {day} 日前",
                         {"month", number(ctx, rule->month)}, {"day", number(ctx, rule->day)});
    if (rule->months_after == 1)
        return TR_FORMAT(ctx->arena, ctx->lang, "下个月 {day} 日前",
                         {"day", number(ctx, rule->day)});
    return TR_FORMAT(ctx->arena, ctx->lang, "{months} 个月后的 {day} 日前",
                     {"months", number(ctx, rule->months_after)}, {"day", number(ctx, rule->day)});
}

Text
desk_due_words(Ctx *ctx, const Item *item)
{
    static const char letters[] = "MQHYE";
    Buf buf = buf_new(ctx->arena, WORDS_BYTES_MAX);

    for (size_t i = 0; i + 1 < sizeof letters; i++) {
        Rhythm rhythm = (Rhythm)letters[i];
        DueRule rule;

        if ((!item_has_rhythm(item, false, rhythm) && !item_has_rhythm(item, true, rhythm)) ||
            due_rule_read(ctx, item->due_rule, rhythm, &rule) != OK)
            continue;
        if (buf.len != 0)
            buf_text(&buf, ctx->lang == LANG_EN ? T("; ") : T("；"));
        buf_text(&buf, letter_words(ctx->lang, letters[i]));
        buf_text(&buf, ctx->lang == LANG_EN ? T(": ") : T("："));
        buf_text(&buf, rule_words(ctx, letters[i], &rule));
    }
    return buf_done(&buf);
}

/* ---- the list ---- */

static const struct {
    const char *css;
    const char *id;
} looks[] = {
    [AFFAIR_PARTY] = {"tag tag-party",   "party"  },
    [AFFAIR_VILLAGE] = {"tag tag-affairs", "village"},
    [AFFAIR_FINANCE] = {"tag tag-money",   "finance"},
};

static ItemLine
line_of(Ctx *ctx, const Request *req, const Item *item)
{
    return (ItemLine){
        .link =
            desk_catalogue_link(ctx, req, text_printf(ctx->arena, "/%.*s", TEXT_ARGS(item->code))),
        .code = item->code,
        .name = item_name(item, ctx->lang),
        .plain = item_plain(item, ctx->lang),
        .village = desk_rhythm_words(ctx, item->rhythm_village),
        .community = desk_rhythm_words(ctx, item->rhythm_community),
        .due = desk_due_words(ctx, item),
        .audience = tr_text(ctx->lang, audience_title(item->audience)),
        .retired = item->retired,
        .finance_group = item->finance_group,
        .notice_days = item->notice_days,
    };
}

/* For somebody who has several catalogues. */
static Status
fill_places(Ctx *ctx, RegionCode region, CatalogueView *view)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_MANAGE_CATALOGUE);

    view->places.at = NEW_ARRAY(ctx->arena, CataloguePlace, scopes.len);
    for (size_t i = 0; i < scopes.len && scopes.len > 1; i++) {
        Region place;

        TRY(region_get(ctx, scopes.at[i], &place));
        view->places.at[view->places.len++] = (CataloguePlace){
            .link = text_printf(ctx->arena, "/desk/catalogue?place=%012lld", (long long)place.code),
            .name = place.name,
            .current = place.code == region,
        };
    }
    return OK;
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    CatalogueView view = {.new_link = desk_catalogue_link(ctx, req, T("/new"))};
    RegionCode region;
    Items items;

    TRY(desk_catalogue_region(ctx, req, &region));
    TRY(fill_places(ctx, region, &view));
    TRY(catalogue_all(ctx, region, &items));
    view.affairs.at = NEW_ARRAY(ctx->arena, AffairItems, AFFAIR_FINANCE);
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
        AffairItems *group = &view.affairs.at[view.affairs.len++];

        *group = (AffairItems){.title = tr_text(ctx->lang, affair_title((Affair)affair)),
                               .css = looks[affair].css,
                               .id = looks[affair].id};
        group->items.at = NEW_ARRAY(ctx->arena, ItemLine, items.len);
        for (size_t i = 0; i < items.len; i++) {
            if ((int)items.at[i].affair != affair)
                continue;
            group->items.at[group->items.len++] = line_of(ctx, req, &items.at[i]);
            view.count += !items.at[i].retired;
        }
    }
    view.page = page_begin(ctx, req, TR(ctx->lang, "事项清单"));
    response_page(ctx, req, res, html_catalogue_catalogue_list, &view);
    return OK;
}

/* ---- versions ---- */

typedef struct Facts {
    FactLine *at;
    size_t len;
} Facts;

enum { FACTS_MAX = 24 };

static void
fact(Facts *facts, Text name, Text value)
{
    facts->at[facts->len++] = (FactLine){.name = name, .value = value};
}

static Text
columns_words(Ctx *ctx, const Columns *columns)
{
    Buf buf = buf_new(ctx->arena, 64 * 1024);

    for (size_t i = 0; i < columns->len; i++) {
        const Column *column = &columns->at[i];

        buf_printf(&buf, "%s%.*s（%.*s，%.*s%s%s%s）", i != 0 ? "、" : "", TEXT_ARGS(column->name),
                   TEXT_ARGS(tr_text(ctx->lang, column_kind_title(column->kind))),
                   TEXT_ARGS(tr_text(ctx->lang, audience_title(column->audience))),
                   column->required ? "，必填" : "", column->sum ? "，合计" : "",
                   column->nonnegative ? "，不为负" : "");
        if (column->choices.len != 0)
            buf_printf(&buf, "［%.*s］", TEXT_ARGS(column_choices_words(ctx->arena, column)));
    }
    return buf_done(&buf);
}

/* Everything that a version says, in the order of the form. */
static Facts
facts_of(Ctx *ctx, const Item *item)
{
    Lang lang = ctx->lang;
    Facts facts = {.at = NEW_ARRAY(ctx->arena, FactLine, FACTS_MAX)};

    fact(&facts, TR(lang, "名称"), item->name);
    fact(&facts, TR(lang, "名称（繁体）"), item->name_hant);
    fact(&facts, TR(lang, "名称（英文）"), item->name_en);
    fact(&facts, TR(lang, "一句大白话"), item->plain);
    fact(&facts, TR(lang, "一句大白话（繁体）"), item->plain_hant);
    fact(&facts, TR(lang, "一句大白话（英文）"), item->plain_en);
    fact(&facts, TR(lang, "哪一类"), tr_text(lang, affair_title(item->affair)));
    fact(&facts, TR(lang, "排第几"), number(ctx, (int)item->position));
    fact(&facts, TR(lang, "村多久公开一次"), desk_rhythm_words(ctx, item->rhythm_village));
    fact(&facts, TR(lang, "社区多久公开一次"), desk_rhythm_words(ctx, item->rhythm_community));
    fact(&facts, TR(lang, "最迟哪天公开"), desk_due_words(ctx, item));
    fact(&facts, TR(lang, "给谁看"), tr_text(lang, audience_title(item->audience)));
    fact(&facts, TR(lang, "公示几天"), number(ctx, (int)item->notice_days));
    fact(&facts, TR(lang, "公示期满以后给谁看"),
         item_closes(item) ? tr_text(lang, audience_title(item->after_notice))
                           : TR(lang, "不变，还是原来那些人"));
    fact(&facts, TR(lang, "凭证、照片等附件给谁看"),
         item->files_audience != AUDIENCE_PUBLIC
             ? tr_text(lang, audience_title(item->files_audience))
             : TR(lang, "能看正文的人都能看"));
    fact(&facts, TR(lang, "理财小组先确认"), item->finance_group ? TR(lang, "是") : TR(lang, "否"));
    fact(&facts, TR(lang, "依据"), item->legal_basis);
    fact(&facts, TR(lang, "依据（英文）"), item->legal_basis_en);
    fact(&facts, TR(lang, "停用"), item->retired ? TR(lang, "是") : TR(lang, "否"));
    fact(&facts, TR(lang, "从哪天起"), day_format(ctx->arena, item->effective_day));
    fact(&facts, TR(lang, "明细表的列"), columns_words(ctx, &item->columns));
    return facts;
}

/* The names of what differs from the version before. */
static Text
changed_words(Ctx *ctx, const Item *item, const Item *before)
{
    Buf buf = buf_new(ctx->arena, WORDS_BYTES_MAX);
    Facts now = facts_of(ctx, item);
    Facts then;

    if (before == NULL)
        return TR(ctx->lang, "最早的一版");
    then = facts_of(ctx, before);
    for (size_t i = 0; i < now.len; i++) {
        if (text_eq(now.at[i].value, then.at[i].value))
            continue;
        if (buf.len != 0)
            buf_text(&buf, ctx->lang == LANG_EN ? T(", ") : T("、"));
        buf_text(&buf, now.at[i].name);
    }
    return buf.len == 0 ? TR(ctx->lang, "没有不同") : buf_done(&buf);
}

static Text
versions_link(Ctx *ctx, const Request *req, Text code)
{
    return desk_catalogue_link(ctx, req,
                               text_printf(ctx->arena, "/%.*s/versions", TEXT_ARGS(code)));
}

static Status
versions_page(Ctx *ctx, const Request *req, Response *res)
{
    VersionsView view;
    RegionCode region;
    Item item;
    Items versions;

    TRY(desk_catalogue_region(ctx, req, &region));
    TRY(desk_catalogue_item(ctx, req, region, &item));
    TRY(catalogue_history(ctx, item.region, item.code, &versions));
    view = (VersionsView){
        .page = page_begin(ctx, req, TR(ctx->lang, "历次版本")),
        .code = item.code,
        .name = item_name(&item, ctx->lang),
        .edit_link =
            desk_catalogue_link(ctx, req, text_printf(ctx->arena, "/%.*s", TEXT_ARGS(item.code))),
    };
    view.versions.at = NEW_ARRAY(ctx->arena, VersionLine, versions.len);
    for (size_t i = 0; i < versions.len; i++) {
        const Item *version = &versions.at[i];

        view.versions.at[view.versions.len++] = (VersionLine){
            .link =
                desk_catalogue_link(ctx, req,
                                    text_printf(ctx->arena, "/%.*s/versions/%lld",
                                                TEXT_ARGS(item.code), (long long)version->version)),
            .version = version->version,
            .effective = day_format(ctx->arena, version->effective_day),
            .changed = changed_words(ctx, version, i + 1 < versions.len ? version + 1 : NULL),
            .current = i == 0,
        };
    }
    response_page(ctx, req, res, html_catalogue_catalogue_versions, &view);
    return OK;
}

static Status
show_version(Ctx *ctx, const Request *req, Response *res, const Item *item, const Item *before)
{
    VersionView view = {
        .page = page_begin(ctx, req, item_name(item, ctx->lang)),
        .code = item->code,
        .name = item_name(item, ctx->lang),
        .versions_link = versions_link(ctx, req, item->code),
        .version = item->version,
        .retired = item->retired,
    };
    Facts facts = facts_of(ctx, item);
    Facts then = before != NULL ? facts_of(ctx, before) : (Facts){0};

    facts.len--; /* the columns have a table of their own */
    for (size_t i = 0; i < facts.len && before != NULL; i++)
        if (!text_eq(facts.at[i].value, then.at[i].value))
            facts.at[i].before = then.at[i].value.len != 0 ? then.at[i].value : T("–");
    view.facts.at = facts.at;
    view.facts.len = facts.len;
    view.columns.at = NEW_ARRAY(ctx->arena, ColumnLine, item->columns.len);
    for (size_t i = 0; i < item->columns.len; i++) {
        const Column *column = &item->columns.at[i];

        view.columns.at[view.columns.len++] = (ColumnLine){
            .name = column->name,
            .type = tr_text(ctx->lang, column_kind_title(column->kind)),
            .audience = tr_text(ctx->lang, audience_title(column->audience)),
            .required = column->required,
            .sum = column->sum,
            .nonnegative = column->nonnegative,
            .choices = column_choices_words(ctx->arena, column),
        };
    }
    response_page(ctx, req, res, html_catalogue_catalogue_version, &view);
    return OK;
}

static Status
version_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode region;
    Item item;
    Items versions;
    int64_t wanted;

    TRY(desk_catalogue_region(ctx, req, &region));
    TRY(desk_catalogue_item(ctx, req, region, &item));
    if (!text_to_i64(request_param(req, "version"), &wanted))
        return NOT_FOUND;
    TRY(catalogue_history(ctx, item.region, item.code, &versions));
    for (size_t i = 0; i < versions.len; i++)
        if (versions.at[i].version == wanted)
            return show_version(ctx, req, res, &versions.at[i],
                                i + 1 < versions.len ? &versions.at[i + 1] : NULL);
    return NOT_FOUND;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/catalogue",                           list_page,     ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/catalogue/{code}/versions",           versions_page, ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/catalogue/{code}/versions/{version}", version_page,
     ROUTE_READ | ROUTE_STAFF                                                                        },
};

const RouteTable catalogue_desk_routes = {routes, sizeof routes / sizeof routes[0]};

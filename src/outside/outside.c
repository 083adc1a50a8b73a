/*
 * Other offices' lists: which there are, who may have to do with them, what rules ask of them.
 */
#include "base/buf.h"
#include "base/number_hash.h"
#include "base/tr.h"
#include "outside/inside.h"
#include "region/changed.h"

#include "outside/outside.sql.h"

/* ---- kinds ---- */

typedef struct KindRow {
    const char *name, *title, *hint;
    OutsideColumn columns[OUTSIDE_COLUMNS_MAX + 1];
} KindRow;

#define IDENTITY                                                                                   \
    {                                                                                              \
        OUTSIDE_IDENTITY, KIND_TEXT, true,                                                         \
        {                                                                                          \
            "身份证号", "公民身份号码", "身份证号码", "证件号码"                               \
        }                                                                                          \
    }
#define NAME                                                                                       \
    {                                                                                              \
        OUTSIDE_NAME, KIND_PERSON, false,                                                          \
        {                                                                                          \
            "姓名", "名字"                                                                       \
        }                                                                                          \
    }

static const KindRow kinds[OUTSIDE_KINDS] = {
    [OUTSIDE_DEATHS] =
        {"deaths",
                          N_("死亡人员"),
                          N_("来自民政、公安、卫健。列名：身份证号、姓名、死亡日期。"),
                          {IDENTITY,
          NAME,
          {OUTSIDE_DAY, KIND_DATE, true, {"死亡日期", "死亡时间", "去世日期", "火化日期"}}}},
    [OUTSIDE_PAYROLL] = {"payroll",
                          N_("财政供养人员"),
                          N_("来自财政、人社。列名：身份证号、姓名、单位。"),
                          {IDENTITY,
                          NAME,
                          {OUTSIDE_WHAT, KIND_TEXT, true, {"单位", "工作单位", "发放单位"}}}     },
    [OUTSIDE_MEANS] = {"means",
                          N_("房产、车辆等财产"),
                          N_("来自自然资源、公安交管等。列名：身份证号、姓名、财产（例如 房产 2 "
                          "套、轿车）。"),
                          {IDENTITY,
                        NAME,
                        {OUTSIDE_WHAT, KIND_TEXT, true, {"财产", "财产情况", "类别", "类型"}}}   },
    [OUTSIDE_COMPANIES] = {"companies",
                          N_("企业的法定代表人和股东"),
                          N_("来自市场监管。列名：企业名称、职务、姓名、身份证号"
                              "、手机号。一人一行；没有身份证号的，姓名和手机号都要有。"),
                          {{OUTSIDE_COMPANY, KIND_TEXT, true, {"企业名称", "公司名称", "名称"}},
                            {OUTSIDE_WHAT, KIND_TEXT, true, {"职务", "身份", "人员类型"}},
                            {OUTSIDE_NAME, KIND_PERSON, true, {"姓名", "名字"}},
                            {OUTSIDE_IDENTITY,
                             KIND_TEXT,
                             false,
                             {"身份证号", "公民身份号码", "身份证号码", "证件号码"}},
                            {OUTSIDE_PHONE, KIND_PHONE, false, {"手机号", "电话", "联系电话"}}}   },
    [OUTSIDE_LAND] =
        {"land",
                          N_("确权的承包地"),
                          N_("来自农业农村。列名：身份证号（承包方代表的）、姓名、地区代码（村的 12 "
            "位代码）、确权面积（亩）。一户一行。"),
                          {IDENTITY,
          NAME,
          {OUTSIDE_PLACE, KIND_TEXT, true, {"地区代码", "村代码", "区划代码"}},
          {OUTSIDE_AREA, KIND_QUANTITY, true, {"确权面积", "面积", "承包面积", "合同面积"}}} },
    [OUTSIDE_ELIGIBLE] = {"eligible",
                          N_("符合补贴条件的人"),
                          N_("来自民政、残联等。列名：身份证号、姓名、补贴项目（和平台上的项目同名"
                             "）。"),
                          {IDENTITY,
                           NAME,
                           {OUTSIDE_WHAT, KIND_TEXT, true, {"补贴项目", "项目", "政策"}}}          },
};

const char *
outside_kind_name(OutsideKind kind)
{
    return kinds[kind].name;
}

const char *
outside_kind_title(OutsideKind kind)
{
    return kinds[kind].title;
}

const char *
outside_kind_hint(OutsideKind kind)
{
    return kinds[kind].hint;
}

const OutsideColumn *
outside_columns(OutsideKind kind)
{
    return kinds[kind].columns;
}

bool
outside_kind_parse(Text name, OutsideKind *out)
{
    for (int kind = OUTSIDE_NONE + 1; kind < OUTSIDE_KINDS; kind++)
        if (text_eq(name, text_c(kinds[kind].name))) {
            *out = (OutsideKind)kind;
            return true;
        }
    return false;
}

/* ---- the desk ---- */

bool
outside_may(const Ctx *ctx, RegionCode district)
{
    return actor_may(ctx->actor, CAN_WORK_FLAGS, district);
}

static OutsideList
of_row(const OutsideListRow *row)
{
    OutsideList list = {
        .id = row->id,
        .region = row->region,
        .day = (Day)row->day,
        .source = row->source,
        .rows = row->rows,
        .brought_at = row->brought_at,
        .brought_by = row->brought_by,
    };

    (void)outside_kind_parse(row->kind, &list.kind);
    return list;
}

Status
outside_lists(Ctx *ctx, RegionCode district, OutsideLists *out)
{
    OutsideListRows rows;

    *out = (OutsideLists){0};
    if (!outside_may(ctx, district))
        return DENIED;
    TRY(outside_lists_of(ctx, district, OUTSIDE_KINDS, &rows));
    out->at = NEW_ARRAY(ctx->arena, OutsideList, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = of_row(&rows.at[i]);
    return OK;
}

Status
outside_list(Ctx *ctx, RegionCode district, OutsideKind kind, OutsideList *out)
{
    OutsideListRow row;

    if (!outside_may(ctx, district))
        return DENIED;
    TRY(outside_list_of(ctx, district, text_c(kinds[kind].name), &row));
    *out = of_row(&row);
    return OK;
}

Status
outside_remove(Ctx *ctx, RegionCode district, OutsideKind kind)
{
    OutsideList list;

    TRY(outside_list(ctx, district, kind, &list));
    TRY(outside_rows_delete(ctx, list.id));
    TRY(outside_list_delete(ctx, list.id));
    TRY(changed_note(ctx, CHANGED_OUTSIDE, district, kind));
    return audit(ctx, district, "outside.remove", 0, text_c(kinds[kind].name));
}

/* ---- for rules ---- */

Status
outside_list_id(Ctx *ctx, RegionCode district, OutsideKind kind, int64_t *id_out)
{
    OutsideListRow row;
    Status status = outside_list_of(ctx, district, text_c(kinds[kind].name), &row);

    *id_out = status == OK ? row.id : 0;
    return status == NOT_FOUND ? OK : status;
}

Status
outside_contact(Ctx *ctx, Text name, Text phone, Text *out)
{
    *out = T("");
    if (text_is_empty(name) || text_is_empty(phone))
        return OK;
    return number_hash(ctx, "contact",
                       text_printf(ctx->arena, "%.*s|%.*s", TEXT_ARGS(name), TEXT_ARGS(phone)),
                       out);
}

Status
outside_companies(Ctx *ctx, int64_t list, Text id_hash, Text contact_hash, OutsideCompanies *out)
{
    OutsideCompaniesOfRows rows;

    *out = (OutsideCompanies){0};
    if (list == 0 || (id_hash.len == 0 && contact_hash.len == 0))
        return OK;
    TRY(outside_companies_of(ctx,
                             &(OutsideCompaniesOfArgs){.list = list,
                                                       .id_hash = id_hash,
                                                       .contact_hash = contact_hash,
                                                       .limit = OUTSIDE_COMPANIES_MAX},
                             &rows));
    out->at = NEW_ARRAY(ctx->arena, OutsideCompany, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] =
            (OutsideCompany){.company = rows.at[i].company, .post = rows.at[i].post};
    return OK;
}

Text
outside_company_key(Arena *arena, Text name)
{
    Buf buf = buf_new(arena, 1024);
    Text rest = name;

    while (rest.len != 0) {
        const char *at = rest.at;
        uint32_t c = text_next_char(&rest);

        if (c == 0xFF08) /* （ */
            buf_char(&buf, '(');
        else if (c == 0xFF09)
            buf_char(&buf, ')');
        else if (c != ' ' && c != 0x3000 && c != 0xA0)
            buf_bytes(&buf, at, (size_t)(rest.at - at));
    }
    return buf.overflow ? name : buf_done(&buf);
}

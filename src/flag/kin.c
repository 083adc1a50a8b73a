#include "flag/kin.h"

#include "catalogue/column.h"
#include "resident/roster.h"

#include "flag/kin.sql.h"

enum { PEOPLE_MAX = 1000, KINS_MAX = 2000 };

static Status
add_companies(Ctx *ctx, int64_t list, const FlagKinPeopleRow *person, FlagKins *out)
{
    bool cadre = (person->marks & MARK_CADRE) != 0;
    OutsideCompanies companies;
    Text contact;

    TRY(outside_contact(ctx, person->name, person->phone, &contact));
    TRY(outside_companies(ctx, list, person->id_hash, contact, &companies));
    for (size_t i = 0; i < companies.len && out->len < KINS_MAX; i++)
        out->at[out->len++] = (FlagKin){
            .company = companies.at[i].company,
            .words = text_printf(ctx->arena, "%.*s（%s）任%.*s",
                                 TEXT_ARGS(mask_person(ctx->arena, person->name)),
                                 cadre ? "村干部" : "干部亲属", TEXT_ARGS(companies.at[i].post)),
            .cadre = cadre,
        };
    return OK;
}

Status
flag_kins(Ctx *ctx, RegionCode place, FlagKins *out)
{
    RegionRange range = region_range(place);
    FlagKinPeopleRows people;
    int64_t list;

    *out = (FlagKins){0};
    TRY(outside_list_id(ctx, region_code_at(place, LEVEL_DISTRICT), OUTSIDE_COMPANIES, &list));
    if (list == 0)
        return OK;
    TRY(flag_kin_people(ctx,
                        &(FlagKinPeopleArgs){.first = range.first,
                                             .last = range.last,
                                             .marks = MARK_CADRE | MARK_CADRE_RELATIVE,
                                             .limit = PEOPLE_MAX},
                        &people));
    if (people.len == 0)
        return OK;
    out->at = NEW_ARRAY(ctx->arena, FlagKin, KINS_MAX);
    for (size_t i = 0; i < people.len; i++)
        TRY(add_companies(ctx, list, &people.at[i], out));
    return OK;
}

const FlagKin *
flag_kin_of(Ctx *ctx, const FlagKins *kins, Text company)
{
    const FlagKin *found = NULL;
    Text key;

    if (kins->len == 0 || text_is_empty(company))
        return NULL;
    key = outside_company_key(ctx->arena, company);
    for (size_t i = 0; i < kins->len; i++)
        if (text_eq(kins->at[i].company, key) && (found == NULL || kins->at[i].cadre))
            found = found != NULL && found->cadre ? found : &kins->at[i];
    return found;
}

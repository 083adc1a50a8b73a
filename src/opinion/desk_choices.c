/*
 * The lists to choose from in the forms of desk_forms.c.
 */
#include "base/tr.h"
#include "opinion/desk_parts.h"

enum { VILLAGES_OFFERED_MAX = 400, OFFICES_MAX = 3 };

static void
offer(DeskChoices *choices, Text value, Text words, Text typed)
{
    choices->at[choices->len++] = (DeskChoice){
        .value = value, .words = words, .chosen = !text_is_empty(typed) && text_eq(value, typed)};
}

/* The office above the one that acts, and those below it down to the opinion's own place; not the
 * one that has it. */
static void
offer_offices(Ctx *ctx, const Opinion *opinion, const OpinionRights *rights, DeedField *field)
{
    static const RegionLevel levels[OFFICES_MAX] = {LEVEL_DISTRICT, LEVEL_TOWNSHIP, LEVEL_VILLAGE};
    RegionLevel acting = region_code_level(rights->acting);

    field->choices.at = NEW_ARRAY(ctx->arena, DeskChoice, OFFICES_MAX);
    for (size_t i = 0; i < OFFICES_MAX; i++) {
        RegionCode office = region_code_at(opinion->region, levels[i]);
        bool below = levels[i] > region_code_level(opinion->office);
        Text name;

        if (office == opinion->office || levels[i] > region_code_level(opinion->region) ||
            (int)levels[i] < (int)acting - 1)
            continue;
        name = opinion_place_name(ctx, office);
        offer(&field->choices, region_code_format(ctx->arena, office),
              below ? TR_FORMAT(ctx->arena, ctx->lang, "交回{office}办理", {"office", name})
                    : TR_FORMAT(ctx->arena, ctx->lang, "转{office}办理", {"office", name}),
              field->value);
    }
}

static Status
offer_villages(Ctx *ctx, const Opinion *opinion, DeedField *field)
{
    Regions villages;

    TRY(region_villages_all(ctx, actor_scopes(ctx, CAN_HANDLE_OPINIONS), VILLAGES_OFFERED_MAX,
                            &villages));
    field->choices.at = NEW_ARRAY(ctx->arena, DeskChoice, villages.len + 1);
    offer(&field->choices, T(""), TR(ctx->lang, "请选择"), field->value);
    for (size_t i = 0; i < villages.len; i++)
        if (villages.at[i].code != opinion->region)
            offer(&field->choices, region_code_format(ctx->arena, villages.at[i].code),
                  villages.at[i].name, field->value);
    return OK;
}

static void
offer_words(Ctx *ctx, DeedField *field, const char *const (*words)[2], size_t len)
{
    field->radio = true;
    field->choices.at = NEW_ARRAY(ctx->arena, DeskChoice, len);
    for (size_t i = 0; i < len; i++)
        offer(&field->choices, text_c(words[i][0]), tr_text(ctx->lang, words[i][1]), field->value);
}

static Status
offer_subjects(Ctx *ctx, const Opinion *opinion, DeedField *field)
{
    Texts names;

    TRY(opinion_subject_names(ctx, opinion, &names));
    field->radio = true;
    field->choices.at = NEW_ARRAY(ctx->arena, DeskChoice, names.len);
    for (size_t i = 0; i < names.len; i++)
        offer(&field->choices, names.at[i], names.at[i], field->value);
    return OK;
}

/* Values are what the sender reads. */
static const char *const elsewhere[][2] = {
    {"人民法院（打官司、判决、执行）", N_("人民法院（打官司、判决、执行）")},
    {"公安派出所，紧急时拨 110",            N_("公安派出所，紧急时拨 110")           },
    {"急病拨 120，着火、救人拨 119",        N_("急病拨 120，着火、救人拨 119")       },
    {"信访局（对机关的信访事项）",       N_("信访局（对机关的信访事项）")      },
    {"12345 政务服务便民热线",                N_("12345 政务服务便民热线")               },
    {"",                                              N_("别的地方，写在下面")                  },
};
static const char *const yes_no[][2] = {
    {"yes", N_("联系上了")   },
    {"no",  N_("没有联系上")},
};
static const char *const grants[][2] = {
    {"yes", N_("同意")   },
    {"no",  N_("不同意")},
};
static const char *const ratings[][2] = {
    {"satisfied",   N_("满意")      },
    {"basically",   N_("基本满意")},
    {"unsatisfied", N_("不满意")   },
};

#define OFFER(ctx, field, words)                                                                   \
    offer_words((ctx), (field), (words), sizeof(words) / sizeof((words)[0]))

Status
opinion_field_choices(Ctx *ctx, const Opinion *opinion, const OpinionRights *rights,
                      DeedField *field)
{
    if (text_eq(field->id, T("pass_office"))) {
        field->radio = true;
        offer_offices(ctx, opinion, rights, field);
    } else if (text_eq(field->id, T("move_region"))) {
        return offer_villages(ctx, opinion, field);
    } else if (text_eq(field->id, T("subject-gone_subject"))) {
        return offer_subjects(ctx, opinion, field);
    } else if (text_eq(field->id, T("refer_to"))) {
        OFFER(ctx, field, elsewhere);
    } else if (text_eq(field->id, T("visit_reached"))) {
        OFFER(ctx, field, yes_no);
    } else if (text_eq(field->id, T("visit_rating"))) {
        OFFER(ctx, field, ratings);
    } else if (text_eq(field->id, T("decide_grant"))) {
        OFFER(ctx, field, grants);
    }
    return OK;
}

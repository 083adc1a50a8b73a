/*
 * Words: kinds, phases and ways of tender by name and title; texts checked; shares.
 */
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"

enum { WHOLE = 10000 };

typedef struct Word {
    const char *name;
    const char *title;
} Word;

static const Word kinds[PROJECT_KIND_COUNT] = {
    [PROJECT_RELOCATION] = {"relocation",  N_("房屋征收（搬迁）")},
    [PROJECT_REQUISITION] = {"requisition", N_("土地征收")            },
    [PROJECT_WORKS] = {"works",       N_("公益事业与工程")   },
};

static const Word phases[PHASE_COUNT] = {
    [PHASE_BEFORE] = {"before", N_("事前")},
    [PHASE_DURING] = {"during", N_("事中")},
    [PHASE_AFTER] = {"after",  N_("事后")},
};

static const Word ways[TENDER_COUNT] = {
    [TENDER_NONE] = {"",        N_("还没定")   },
    [TENDER_PUBLIC] = {"public",  N_("公开招标")},
    [TENDER_INVITED] = {"invited", N_("邀请招标")},
    [TENDER_QUOTES] = {"quotes",  N_("询价比价")},
    [TENDER_DIRECT] = {"direct",  N_("直接委托")},
};

static const char *const findings[PF_COUNT] = {
    [PF_AMOUNT] = "amount",     [PF_STANDARD] = "standard", [PF_TWICE] = "twice",
    [PF_UNKNOWN] = "unknown",   [PF_UNSIGNED] = "unsigned", [PF_BUDGET] = "budget",
    [PF_CONTRACT] = "contract", [PF_EARLY] = "early",       [PF_BIDS] = "bids",
};

static bool
parse(const Word *words, int count, Text text, int *out)
{
    for (int i = 0; i < count; i++) {
        if (text_eq(text, text_c(words[i].name)) || text_eq(text, text_c(words[i].title))) {
            *out = i;
            return true;
        }
    }
    return false;
}

const char *
project_kind_name(ProjectKind kind)
{
    return kinds[kind].name;
}

const char *
project_kind_title(ProjectKind kind)
{
    return kinds[kind].title;
}

bool
project_kind_parse(Text word, ProjectKind *out)
{
    /* What people write. */
    static const struct {
        Text word;
        ProjectKind kind;
    } others[] = {
        {T_INIT("房屋征收"), PROJECT_RELOCATION },
        {T_INIT("搬迁"),       PROJECT_RELOCATION },
        {T_INIT("拆迁"),       PROJECT_RELOCATION },
        {T_INIT("征地"),       PROJECT_REQUISITION},
        {T_INIT("工程"),       PROJECT_WORKS      },
        {T_INIT("公益事业"), PROJECT_WORKS      },
        {T_INIT("小微工程"), PROJECT_WORKS      },
    };
    int found;

    if (parse(kinds, PROJECT_KIND_COUNT, word, &found)) {
        *out = (ProjectKind)found;
        return true;
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (text_eq(word, others[i].word)) {
            *out = others[i].kind;
            return true;
        }
    }
    return false;
}

Text
project_item(ProjectKind kind)
{
    return kind == PROJECT_WORKS ? T("V9") : T("V5");
}

const char *
stage_phase_name(StagePhase phase)
{
    return phases[phase].name;
}

const char *
stage_phase_title(StagePhase phase)
{
    return phases[phase].title;
}

bool
stage_phase_parse(Text word, StagePhase *out)
{
    int found;

    if (!parse(phases, PHASE_COUNT, word, &found))
        return false;
    *out = (StagePhase)found;
    return true;
}

const char *
tender_way_name(TenderWay way)
{
    return ways[way].name;
}

const char *
tender_way_title(TenderWay way)
{
    return ways[way].title;
}

bool
tender_way_parse(Text word, TenderWay *out)
{
    int found;

    if (!parse(ways, TENDER_COUNT, word, &found))
        return false;
    *out = (TenderWay)found;
    return true;
}

const char *
project_finding_name(ProjectFindingKind kind)
{
    return findings[kind];
}

OptInt
project_rate(int64_t part, int64_t whole)
{
    if (whole <= 0 || part < 0)
        return (OptInt){0};
    /* Far from overflow: neither is more than what fits into a village. */
    return SOME_INT(part * WHOLE / whole);
}

OptInt
project_contract_now_fen(const Project *project)
{
    if (!project->tender.contract_fen.set)
        return (OptInt){0};
    return SOME_INT(project->tender.contract_fen.value + project->changes_fen);
}

void
check_words(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed)
{
    if (needed.at != NULL && text_is_blank(text))
        (void)!ctx_problem(ctx, field, needed);
    else if (!text_is_clean(text))
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "里面有不能用的字符"));
    else if (text_chars(text) > chars_max)
        (void)!ctx_problem(ctx, field,
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                                     {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

OptInt
acting_person(const Ctx *ctx)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;

    return person ? SOME_INT(ctx->actor->account) : (OptInt){0};
}

OptInt
opt_id(int64_t id)
{
    return id != 0 ? SOME_INT(id) : (OptInt){0};
}

Text
count_text(Ctx *ctx, int64_t number)
{
    return text_printf(ctx->arena, "%lld", (long long)number);
}

const char *
cell_field(Ctx *ctx, const char *name, size_t row, int column)
{
    return text_cstr(ctx->arena, text_printf(ctx->arena, "%s.%zu.%d", name, row, column));
}

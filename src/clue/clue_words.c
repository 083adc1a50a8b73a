/*
 * Clues: words and the table of steps.
 */
#include "base/tr.h"
#include "clue/clue.h"

typedef struct Word {
    const char *name, *title;
} Word;

static const Word sources[CLUE_SOURCES] = {
    {"flag",    N_("疑点提示")},
    {"opinion", N_("群众意见")},
    {"patrol",  N_("巡查发现")},
    {"report",  N_("信访举报")},
    {"other",   N_("其他")      },
};

static const Word kinds[CLUE_KINDS] = {
    {"inaction",   N_("不作为")},
    {"slow",       N_("慢作为")},
    {"wrongdoing", N_("乱作为")},
    {"other",      N_("其他")   },
};

static const Word states[CLUE_STATES] = {
    {"received",  N_("已受理")},
    {"verifying", N_("核查中")},
    {"filed",     N_("已立案")},
    {"disposed",  N_("已处置")},
    {"closed",    N_("已办结")},
};

static const Word abouts[CLUE_ABOUTS] = {
    {"village",             N_("村（社区）的人")               },
    {"township",            N_("街道（乡镇）的人")            },
    {"township_inspectors", N_("街道（乡镇）纪检监察的人")},
    {"district",            N_("区里的人")                        },
    {"district_inspectors", N_("区纪检监察的人")               },
};

static const Word measures[MEASURES] = {
    {"talk",        N_("谈话提醒")      },
    {"criticism",   N_("批评教育")      },
    {"examination", N_("责令检查")      },
    {"admonition",  N_("诫勉")            },
    {"party",       N_("党纪政务处分")},
    {"post",        N_("组织处理")      },
    {"handed_over", N_("移送司法机关")},
    {"other",       N_("其他处理")      },
};

/* The one table: what may follow on what, and what it takes. */
const ClueStep clue_steps[CLUE_STEPS] = {
    {CLUE_RECEIVED,  CLUE_VERIFYING, false, false, N_("开始核查")         },
    {CLUE_RECEIVED,  CLUE_CLOSED,    false, true,  N_("不再核查，办结")},
    {CLUE_VERIFYING, CLUE_FILED,     false, false, N_("立案")               },
    {CLUE_VERIFYING, CLUE_DISPOSED,  true,  false, N_("不立案，已处置")},
    {CLUE_VERIFYING, CLUE_CLOSED,    false, true,  N_("没有处置，办结")},
    {CLUE_FILED,     CLUE_DISPOSED,  true,  false, N_("已处置")            },
    {CLUE_FILED,     CLUE_CLOSED,    false, true,  N_("没有处置，办结")},
    {CLUE_DISPOSED,  CLUE_CLOSED,    false, false, N_("办结")               },
};

static bool
parse(const Word *words, int count, Text name, int *out)
{
    for (int i = 0; i < count; i++) {
        if (text_eq(name, text_c(words[i].name))) {
            *out = i;
            return true;
        }
    }
    return false;
}

#define WORDS(what, Type, table, count)                                                            \
    const char *clue_##what##_name(Type value)                                                     \
    {                                                                                              \
        return table[value].name;                                                                  \
    }                                                                                              \
    const char *clue_##what##_title(Type value)                                                    \
    {                                                                                              \
        return table[value].title;                                                                 \
    }                                                                                              \
    bool clue_##what##_parse(Text name, Type *out)                                                 \
    {                                                                                              \
        int found;                                                                                 \
                                                                                                   \
        if (!parse(table, count, name, &found))                                                    \
            return false;                                                                          \
        *out = (Type)found;                                                                        \
        return true;                                                                               \
    }

WORDS(source, ClueSource, sources, CLUE_SOURCES)
WORDS(kind, ClueKind, kinds, CLUE_KINDS)
WORDS(state, ClueState, states, CLUE_STATES)
WORDS(about, ClueAbout, abouts, CLUE_ABOUTS)
WORDS(measure, ClueMeasure, measures, MEASURES)

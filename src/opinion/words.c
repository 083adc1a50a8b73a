/*
 * The words of opinions: words.tbl as tables.
 */
#include "base/tr.h"
#include "opinion/opinion.h"
#include "opinion/queue.h"

typedef struct Word {
    const char *name;
    const char *title;
    const char *hint;
} Word;

static const Word kinds[OPINION_KINDS] = {
#define KIND(constant, name, title, hint) [constant] = {name, title, hint},
#include "opinion/words.tbl"
};

static const Word states[OPINION_STATES] = {
#define STATE(constant, name, title) [constant] = {name, title, ""},
#include "opinion/words.tbl"
};

static const Word topics[OPINION_TOPICS] = {
#define TOPIC(constant, name, title) [constant] = {name, title, ""},
#include "opinion/words.tbl"
};

static const Word events[OPINION_EVENT_KINDS] = {
#define EVENT(constant, name, title, open) [constant] = {name, title, ""},
#include "opinion/words.tbl"
};

static const bool event_open[OPINION_EVENT_KINDS] = {
#define EVENT(constant, name, title, open) [constant] = (open) != 0,
#include "opinion/words.tbl"
};

static const Word senders[SENDERS] = {
    [SENDER_NAMED] = {"named",     N_("留姓名"),          ""},
    [SENDER_PHONE] = {"phone",     N_("只留电话"),       ""},
    [SENDER_ANONYMOUS] = {"anonymous", N_("不留姓名电话"), ""},
};

static const Word sources[OPINION_SOURCES] = {
    [SOURCE_NONE] = {"",           "",              ""},
    [SOURCE_DISCLOSURE] = {"disclosure", N_("问公开"), ""},
    [SOURCE_NOTICE] = {"notice",     N_("异议"),    ""},
    [SOURCE_ENTRY] = {"entry",      N_("问账"),    ""},
};

static const Word ratings[] = {
    [RATING_NONE] = {"",            "",                 ""},
    [RATING_UNSATISFIED] = {"unsatisfied", N_("不满意"),    ""},
    [RATING_BASICALLY] = {"basically",   N_("基本满意"), ""},
    [RATING_SATISFIED] = {"satisfied",   N_("满意"),       ""},
};

static const Word abouts[ABOUTS] = {
    [ABOUT_VILLAGE] = {"village",    "", ""},
    [ABOUT_TOWNSHIP] = {"township",   "", ""},
    [ABOUT_DISTRICT] = {"district",   "", ""},
    [ABOUT_INSPECTORS] = {"inspectors", "", ""},
};

static const Word views[OPINION_VIEWS] = {
    [VIEW_OURS] = {"ours",     "", ""},
      [VIEW_OPEN] = {"open",     "", ""},
    [VIEW_OVERDUE] = {"overdue",  "", ""},
      [VIEW_VISITS] = {"visits",   "", ""},
    [VIEW_DONE] = {"done",     "", ""},
      [VIEW_PETITION] = {"petition", "", ""},
    [VIEW_SEALED] = {"sealed",   "", ""},
};

/* The place of a name in a table, from `from` on; -1 when it has none. */
static int
place_of(const Word *words, int from, int len, Text name)
{
    for (int i = from; i < len; i++)
        if (text_eq(name, text_c(words[i].name)))
            return i;
    return -1;
}

#define PARSE(function, type, table, from, len)                                                    \
    bool function(Text name, type *out)                                                            \
    {                                                                                              \
        int place = place_of(table, from, len, name);                                              \
                                                                                                   \
        if (place >= 0)                                                                            \
            *out = (type)place;                                                                    \
        return place >= 0;                                                                         \
    }

PARSE(opinion_kind_parse, OpinionKind, kinds, 0, OPINION_KINDS)
PARSE(opinion_state_parse, OpinionState, states, 0, OPINION_STATES)
PARSE(opinion_topic_parse, OpinionTopic, topics, 0, OPINION_TOPICS)
PARSE(opinion_event_parse, OpinionEventKind, events, 0, OPINION_EVENT_KINDS)
PARSE(opinion_sender_parse, OpinionSender, senders, 0, SENDERS)
PARSE(opinion_source_parse, OpinionSource, sources, 0, OPINION_SOURCES)
PARSE(opinion_rating_parse, OpinionRating, ratings, RATING_UNSATISFIED, RATING_SATISFIED + 1)
PARSE(opinion_about_parse, OpinionAbout, abouts, 0, ABOUTS)
PARSE(opinion_view_parse, OpinionView, views, 0, OPINION_VIEWS)

#define NAME(function, type, table)                                                                \
    const char *function(type value)                                                               \
    {                                                                                              \
        return table[value].name;                                                                  \
    }
#define TITLE(function, type, table)                                                               \
    const char *function(type value)                                                               \
    {                                                                                              \
        return table[value].title;                                                                 \
    }

NAME(opinion_kind_name, OpinionKind, kinds)
TITLE(opinion_kind_title, OpinionKind, kinds)
NAME(opinion_state_name, OpinionState, states)
TITLE(opinion_state_title, OpinionState, states)
NAME(opinion_topic_name, OpinionTopic, topics)
TITLE(opinion_topic_title, OpinionTopic, topics)
NAME(opinion_event_name, OpinionEventKind, events)
TITLE(opinion_event_title, OpinionEventKind, events)
NAME(opinion_sender_name, OpinionSender, senders)
TITLE(opinion_sender_title, OpinionSender, senders)
NAME(opinion_source_name, OpinionSource, sources)
TITLE(opinion_source_title, OpinionSource, sources)
NAME(opinion_rating_name, OpinionRating, ratings)
TITLE(opinion_rating_title, OpinionRating, ratings)
NAME(opinion_about_name, OpinionAbout, abouts)
NAME(opinion_view_name, OpinionView, views)

const char *
opinion_kind_hint(OpinionKind kind)
{
    return kinds[kind].hint;
}

bool
opinion_state_is_open(OpinionState state)
{
    return state == OPINION_RECEIVED || state == OPINION_IN_HAND;
}

bool
opinion_event_is_open(OpinionEventKind kind)
{
    return event_open[kind];
}

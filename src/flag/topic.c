#include "flag/topic.h"

#include "opinion/opinion.h"

void
flag_rows_topics(FlagRows *rows)
{
    for (size_t i = 0; i < rows->len; i++) {
        OpinionTopic topic;

        if (opinion_topic_parse(rows->at[i].note, &topic))
            rows->at[i].note = text_c(opinion_topic_title(topic));
    }
}

/*
 * What people of the demonstration ask and complain about, and what they are answered.
 */
#include "demo/corpus.h"

void
loader_opinions(Loader *loader, const JsonNode *list)
{
    Corpus *corpus = loader->corpus;

    loader->part = "opinions";
    corpus->opinions = NEW_ARRAY(loader->ctx->arena, OpinionText, json_len(list));
    for (size_t i = 0; i < json_len(list); i++) {
        const JsonNode *node = json_item(list, i);
        OpinionText *text = &corpus->opinions[corpus->opinion_count++];

        *text = (OpinionText){
            .kinds = loader_kinds(node),
            .body = loader_phrase(loader, json_get_text(node, "body")),
            .answer = loader_phrase(loader, json_get_text(node, "answer")),
            .outcome = loader_phrase(loader, json_get_text(node, "outcome")),
        };
        if (!opinion_topic_parse(json_get_text(node, "topic"), &text->topic))
            loader_bad(loader, "topic", json_get_text(node, "topic"));
        if (!opinion_kind_parse(json_get_text(node, "kind"), &text->kind))
            loader_bad(loader, "kind", json_get_text(node, "kind"));
    }
}

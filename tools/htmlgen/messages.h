/*
 * messages -- the msgids of templates as a gettext template (.pot).
 */
#pragma once

#include "base/buf.h"
#include "template.h"

typedef struct MessageEntry MessageEntry;

typedef struct MessageList {
    Arena *arena;
    MessageEntry *at;
    size_t len;
    size_t room;
} MessageList;

MessageList message_list(Arena *arena);

/* Adds the messages of one template; a sentence that is there already gets one more place. */
void message_list_add(MessageList *list, Text path, const TemplateMessage *messages, size_t count);

/* The list as .pot, in the order of first appearance. */
Text message_list_pot(const MessageList *list);

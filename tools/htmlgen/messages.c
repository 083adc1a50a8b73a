#include "messages.h"

enum { POT_BYTES_MAX = 64 * 1024 * 1024, FIRST_ROOM = 256 };

struct MessageEntry {
    Text id;
    uint64_t hash;
    Text places; /* "#: src/duty/calendar.html:3", one a line */
};

MessageList
message_list(Arena *arena)
{
    return (MessageList){.arena = arena};
}

static MessageEntry *
find_entry(MessageList *list, Text id)
{
    uint64_t hash = text_hash(id);

    for (size_t i = 0; i < list->len; i++)
        if (list->at[i].hash == hash && text_eq(list->at[i].id, id))
            return &list->at[i];
    if (list->len == list->room) {
        size_t room = list->room == 0 ? FIRST_ROOM : list->room * 2;

        list->at = arena_grow(list->arena, list->at, list->room * sizeof *list->at,
                              room * sizeof *list->at);
        list->room = room;
    }
    list->at[list->len] = (MessageEntry){.id = id, .hash = hash, .places = T("")};
    return &list->at[list->len++];
}

void
message_list_add(MessageList *list, Text path, const TemplateMessage *messages, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        MessageEntry *entry = find_entry(list, messages[i].id);

        entry->places = text_printf(list->arena, "%.*s#: %.*s:%d\n", TEXT_ARGS(entry->places),
                                    TEXT_ARGS(path), messages[i].line);
    }
}

static void
write_quoted(Buf *out, Text text)
{
    buf_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char ch = text.at[i];

        if (ch == '"' || ch == '\\')
            buf_char(out, '\\');
        if (ch == '\t')
            BUF_LIT(out, "\\t");
        else
            buf_char(out, ch);
    }
    BUF_LIT(out, "\"");
}

Text
message_list_pot(const MessageList *list)
{
    Buf out = buf_new(list->arena, POT_BYTES_MAX);

    BUF_LIT(&out, "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                  "\"Content-Transfer-Encoding: 8bit\\n\"\n");
    for (size_t i = 0; i < list->len; i++) {
        buf_char(&out, '\n');
        buf_text(&out, list->at[i].places);
        BUF_LIT(&out, "msgid ");
        write_quoted(&out, list->at[i].id);
        BUF_LIT(&out, "\nmsgstr \"\"\n");
    }
    return buf_done(&out);
}

/*
 * log -- what the operator needs to know: one JSON object a line on stderr, one write() each.
 *
 *     log_warn("store.slow", LOG_C("statement", name), LOG_INT("ms", ms));
 *     {"time":"2023-06-01T10:00:00+08:00","level":"warn","pid":12,"event":"store.slow",…}
 *
 * An event is a short name, "room.what", that can be searched for; what varies is in the fields.
 * By convention nothing personal is logged: ids and counts, never names, telephone numbers,
 * addresses or what people wrote.  A line has at most LOG_LINE_BYTES_MAX bytes, so that a pipe
 * takes it whole (PIPE_BUF); what does not fit is left out and "cut":true says so.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { LOG_LINE_BYTES_MAX = 4096, LOG_TEXT_BYTES_MAX = 1024 };

typedef enum LogLevel {
    LOG_LEVEL_DEBUG,
    LOG_LEVEL_INFO,
    LOG_LEVEL_WARN,
    LOG_LEVEL_ERROR,
    LOG_LEVEL_COUNT
} LogLevel;

typedef enum LogKind { LOG_KIND_NONE, LOG_KIND_TEXT, LOG_KIND_INT, LOG_KIND_BOOL } LogKind;

typedef struct LogField {
    LogKind kind;
    const char *key;
    Text text;
    int64_t number;
} LogField;

#define LOG_TEXT(name, value) ((LogField){.kind = LOG_KIND_TEXT, .key = (name), .text = (value)})
#define LOG_C(name, value) LOG_TEXT((name), text_c(value))
#define LOG_INT(name, value)                                                                       \
    ((LogField){.kind = LOG_KIND_INT, .key = (name), .number = (int64_t)(value)})
#define LOG_BOOL(name, value) ((LogField){.kind = LOG_KIND_BOOL, .key = (name), .number = (value)})

#define log_debug(event, ...) LOG_AT(LOG_LEVEL_DEBUG, event, ##__VA_ARGS__)
#define log_info(event, ...) LOG_AT(LOG_LEVEL_INFO, event, ##__VA_ARGS__)
#define log_warn(event, ...) LOG_AT(LOG_LEVEL_WARN, event, ##__VA_ARGS__)
#define log_error(event, ...) LOG_AT(LOG_LEVEL_ERROR, event, ##__VA_ARGS__)

/* Fields are not evaluated when the level is below the threshold. */
#define LOG_AT(level, event, ...)                                                                  \
    do {                                                                                           \
        if (log_wants(level))                                                                      \
            log_write((level), (event), (const LogField[]){{0}, ##__VA_ARGS__},                    \
                      sizeof((const LogField[]){{0}, ##__VA_ARGS__}) / sizeof(LogField));          \
    } while (0)

/* Lines below this level are dropped; LOG_LEVEL_INFO at start. */
void log_use_level(LogLevel level);
bool log_wants(LogLevel level);

/* "debug", "info", "warn", "error". */
bool log_level_parse(Text name, LogLevel *level_out);

/* Where lines go instead of stderr; for tests. */
void log_use_fd(int fd);

void log_write(LogLevel level, const char *event, const LogField *fields, size_t count);

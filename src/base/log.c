#include "base/log.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/json.h"

/* Kept free for the end of a line that was cut. */
enum { TAIL_BYTES = 32, TIME_BYTES = 32 };

static const char *const level_names[LOG_LEVEL_COUNT] = {"debug", "info", "warn", "error"};

static LogLevel threshold = LOG_LEVEL_INFO;
static int output = STDERR_FILENO;

void
log_use_level(LogLevel level)
{
    threshold = level;
}

bool
log_wants(LogLevel level)
{
    return level >= threshold;
}

void
log_use_fd(int fd)
{
    output = fd;
}

bool
log_level_parse(Text name, LogLevel *level_out)
{
    for (int i = 0; i < LOG_LEVEL_COUNT; i++) {
        if (text_eq(name, text_c(level_names[i]))) {
            *level_out = (LogLevel)i;
            return true;
        }
    }
    return false;
}

/* A text of at most LOG_TEXT_BYTES_MAX bytes, not cut inside a character. */
static Text
clipped(Text text)
{
    size_t len = LOG_TEXT_BYTES_MAX;

    if (text.len <= len)
        return text;
    while (len > LOG_TEXT_BYTES_MAX - 4 && ((unsigned char)text.at[len] & 0xC0) == 0x80)
        len--;
    return text_slice(text, 0, len);
}

static void
field(Json *json, const LogField *it)
{
    switch (it->kind) {
    case LOG_KIND_TEXT:
        json_put_text(json, it->key, clipped(it->text));
        break;
    case LOG_KIND_INT:
        json_put_int(json, it->key, it->number);
        break;
    case LOG_KIND_BOOL:
        json_put_bool(json, it->key, it->number != 0);
        break;
    case LOG_KIND_NONE:
        break;
    }
}

/* The instant in the form of time_format(), without an arena: the log works when nothing else does.
 */
static Text
now_text(char *at)
{
    Time local = clock_system() + UTC_OFFSET_SECONDS;
    Date date = day_to_date(day_of(local - UTC_OFFSET_SECONDS));
    int second = (int)(local % SECONDS_PER_DAY);
    Buf buf = {.at = at, .room = TIME_BYTES, .limit = TIME_BYTES};
    const int parts[] = {date.year / 100, date.year % 100,  date.month, date.day,
                         second / 3600,   second / 60 % 60, second % 60};
    const char *const after[] = {"", "-", "-", "T", ":", ":", "+08:00"};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        buf_char(&buf, (char)('0' + parts[i] / 10));
        buf_char(&buf, (char)('0' + parts[i] % 10));
        buf_text(&buf, text_c(after[i]));
    }
    return (Text){at, buf.len};
}

static void
write_whole(Text line)
{
    while (line.len != 0) {
        ssize_t written = write(output, line.at, line.len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; /* there is nowhere to say so */
        line = text_slice(line, (size_t)written, line.len);
    }
}

void
log_write(LogLevel level, const char *event, const LogField *fields, size_t count)
{
    int saved_errno = errno;
    char time[TIME_BYTES];
    char line[LOG_LINE_BYTES_MAX];
    /* A buffer that never grows needs no arena. */
    Buf buf = {.at = line, .room = sizeof line - TAIL_BYTES, .limit = sizeof line - TAIL_BYTES};
    Json json = json_new(&buf);
    bool cut = false;

    json_object_begin(&json);
    json_put_text(&json, "time", now_text(time));
    json_put_text(&json, "level", text_c(level_names[level]));
    json_put_int(&json, "pid", getpid());
    json_put_text(&json, "event", clipped(text_c(event)));
    for (size_t i = 0; i < count; i++) {
        size_t len = buf.len;

        field(&json, &fields[i]);
        if (buf.overflow) {
            buf.len = len;
            buf.room = buf.limit;
            buf.overflow = false;
            cut = true;
        }
    }
    buf.room = buf.limit = sizeof line;
    if (cut)
        json_put_bool(&json, "cut", true);
    json_object_end(&json);
    buf_char(&buf, '\n');
    write_whole((Text){line, buf.len});
    errno = saved_errno;
}

/*
 * A window slides over the body.  What cannot be the beginning of a delimiter is handed on at once,
 * so memory does not depend on the size of a file.  The first delimiter lacks its CRLF; the window
 * begins with one so that there is one case less.
 */
#include "web/multipart.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "web/part_head.h"

typedef enum State {
    IN_PREAMBLE,
    AFTER_DELIMITER,
    IN_HEAD,
    IN_FIELD,
    IN_FILE,
    IN_NOTHING,
    AT_END
} State;

struct Multipart {
    Arena *arena;
    MultipartLimits limits;
    State state;
    char delimiter[4 + BOUNDARY_BYTES_MAX];
    size_t delimiter_len;
    char window[MULTIPART_WINDOW_BYTES];
    size_t len;
    Pairs fields;
    size_t fields_room;
    Uploads uploads;
    PartHead head;
    Buf text;         /* of the field that is being read */
    size_t text_used; /* by all fields before it */
    int64_t bytes;    /* of all files */
    int file;
};

static bool
boundary_of(Text content_type, Text *boundary_out)
{
    Text value = head_parameter(content_type, T("boundary"));

    if (value.len == 0 || value.len > BOUNDARY_BYTES_MAX || value.at[value.len - 1] == ' ')
        return false;
    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.at[i] < 0x20 || (unsigned char)value.at[i] >= 0x7F)
            return false;
    *boundary_out = value;
    return true;
}

Multipart *
multipart_new(Arena *arena, Text content_type, MultipartLimits limits)
{
    Multipart *multipart = NEW(arena, Multipart);
    Text boundary;

    if (!boundary_of(content_type, &boundary))
        return NULL;
    multipart->arena = arena;
    multipart->limits = limits;
    multipart->file = -1;
    memcpy(multipart->delimiter, "\r\n--", 4);
    memcpy(multipart->delimiter + 4, boundary.at, boundary.len);
    multipart->delimiter_len = 4 + boundary.len;
    memcpy(multipart->window, "\r\n", 2);
    multipart->len = 2;
    return multipart;
}

/* ---- parts ---- */

static void
take(Multipart *multipart, size_t count)
{
    multipart->len -= count;
    memmove(multipart->window, multipart->window + count, multipart->len);
}

static int
disk_failed(const char *path)
{
    log_error("web.upload", LOG_C("path", path), LOG_C("why", strerror(errno)));
    return 503;
}

static int
begin_file(Multipart *multipart)
{
    Uploads *uploads = &multipart->uploads;
    Text path;

    if (uploads->len == multipart->limits.uploads_max)
        return multipart->limits.uploads_max == 0 ? 400 : 413;
    if (uploads->at == NULL)
        uploads->at = NEW_ARRAY(multipart->arena, Upload, multipart->limits.uploads_max);
    path = text_printf(multipart->arena, "%s/upload-XXXXXX", multipart->limits.dir);
    multipart->file = mkostemp((char *)path.at, O_CLOEXEC);
    if (multipart->file < 0)
        return disk_failed(path.at);
    uploads->at[uploads->len++] = (Upload){
        .field = multipart->head.name,
        .filename = multipart->head.filename,
        .type = multipart->head.type,
        .path = path,
    };
    multipart->state = IN_FILE;
    return 0;
}

static int
begin_part(Multipart *multipart)
{
    multipart->text =
        buf_new(multipart->arena, multipart->limits.field_bytes_max - multipart->text_used);
    if (multipart->head.has_filename && multipart->head.filename.len == 0) {
        multipart->state = IN_NOTHING; /* a file input that was left empty */
        return 0;
    }
    if (multipart->head.has_filename)
        return begin_file(multipart);
    multipart->state = IN_FIELD;
    return 0;
}

static int
end_field(Multipart *multipart)
{
    Pairs *fields = &multipart->fields;
    Text value = buf_done(&multipart->text);

    if (multipart->text.overflow || fields->len == multipart->limits.fields_max)
        return 413;
    if (!text_is_clean(value))
        return 400;
    if (fields->len == multipart->fields_room) {
        size_t room = fields->len == 0 ? 16 : fields->len * 2;

        fields->at = arena_grow(multipart->arena, fields->at, fields->len * sizeof(Pair),
                                room * sizeof(Pair));
        multipart->fields_room = room;
    }
    multipart->text_used += value.len;
    fields->at[fields->len++] = (Pair){multipart->head.name, value};
    return 0;
}

static int
end_part(Multipart *multipart)
{
    State state = multipart->state;
    int file = multipart->file;

    multipart->state = AFTER_DELIMITER;
    if (state == IN_FIELD)
        return end_field(multipart);
    if (state == IN_FILE) {
        multipart->file = -1;
        if (close(file) != 0)
            return disk_failed("close");
    }
    return 0;
}

static int
to_file(Multipart *multipart, const char *bytes, size_t len)
{
    Upload *upload = &multipart->uploads.at[multipart->uploads.len - 1];

    multipart->bytes += (int64_t)len;
    if (multipart->bytes > multipart->limits.bytes_max)
        return 413;
    upload->bytes += (int64_t)len;
    while (len != 0) {
        ssize_t wrote = write(multipart->file, bytes, len);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return disk_failed(upload->path.at);
        bytes += wrote;
        len -= (size_t)wrote;
    }
    return 0;
}

/* Content of the part that is open. */
static int
content(Multipart *multipart, const char *bytes, size_t len)
{
    if (multipart->state == IN_FILE)
        return len == 0 ? 0 : to_file(multipart, bytes, len);
    if (multipart->state == IN_FIELD) {
        buf_bytes(&multipart->text, bytes, len);
        return multipart->text.overflow ? 413 : 0;
    }
    return multipart->state == IN_NOTHING && len != 0 ? 400 : 0;
}

/* ---- the window ---- */

/* One step; *more_out: call again, else more bytes are needed. */
static int
step_content(Multipart *multipart, bool *more_out)
{
    char *found =
        memmem(multipart->window, multipart->len, multipart->delimiter, multipart->delimiter_len);
    size_t ready;
    int refusal;

    if (found != NULL)
        ready = (size_t)(found - multipart->window);
    else
        ready = multipart->len < multipart->delimiter_len
                    ? 0
                    : multipart->len - multipart->delimiter_len + 1;
    refusal = content(multipart, multipart->window, ready);
    if (refusal == 0 && found != NULL)
        refusal = end_part(multipart);
    take(multipart, found == NULL ? ready : ready + multipart->delimiter_len);
    *more_out = found != NULL;
    return refusal;
}

static int
step_after_delimiter(Multipart *multipart, bool *more_out)
{
    *more_out = multipart->len >= 2;
    if (multipart->len < 2)
        return 0;
    if (memcmp(multipart->window, "--", 2) == 0)
        multipart->state = AT_END;
    else if (memcmp(multipart->window, "\r\n", 2) == 0)
        multipart->state = IN_HEAD;
    else
        return 400;
    take(multipart, 2);
    return 0;
}

static int
step_head(Multipart *multipart, bool *more_out)
{
    char *end = memmem(multipart->window, multipart->len, "\r\n\r\n", 4);
    Text head;

    *more_out = end != NULL;
    if (end == NULL)
        return multipart->len == sizeof multipart->window ? 400 : 0;
    head = (Text){multipart->window, (size_t)(end - multipart->window)};
    if (!part_head_parse(multipart->arena, head, &multipart->head))
        return 400;
    take(multipart, head.len + 4);
    return begin_part(multipart);
}

static int
step(Multipart *multipart, bool *more_out)
{
    switch (multipart->state) {
    case AFTER_DELIMITER:
        return step_after_delimiter(multipart, more_out);
    case IN_HEAD:
        return step_head(multipart, more_out);
    case IN_PREAMBLE:
    case IN_FIELD:
    case IN_FILE:
    case IN_NOTHING:
        return step_content(multipart, more_out);
    case AT_END:
        break;
    }
    multipart->len = 0; /* an epilogue means nothing */
    *more_out = false;
    return 0;
}

int
multipart_feed(Multipart *multipart, const char *bytes, size_t len)
{
    while (len != 0) {
        size_t room = sizeof multipart->window - multipart->len;
        size_t some = len < room ? len : room;
        bool more = true;

        memcpy(multipart->window + multipart->len, bytes, some);
        multipart->len += some;
        bytes += some;
        len -= some;
        while (more) {
            int refusal = step(multipart, &more);

            if (refusal != 0)
                return refusal;
        }
    }
    return 0;
}

int
multipart_end(Multipart *multipart, Pairs *fields_out, Uploads *uploads_out)
{
    if (multipart->state != AT_END)
        return 400;
    *fields_out = multipart->fields;
    *uploads_out = multipart->uploads;
    return 0;
}

void
multipart_drop(Multipart *multipart)
{
    if (multipart->file >= 0)
        close(multipart->file);
    multipart->file = -1;
    for (size_t i = 0; i < multipart->uploads.len; i++)
        unlink(multipart->uploads.at[i].path.at);
    multipart->uploads.len = 0;
}

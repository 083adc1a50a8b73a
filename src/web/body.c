#include "web/body.h"

#include "web/target.h"

enum { SLACK_BYTES = 512 * 1024 }; /* an arena's blocks and the reader's window */

typedef enum Kind { KIND_RAW, KIND_FORM, KIND_MULTIPART } Kind;

struct Body {
    Arena *arena;
    Kind kind;
    BodyPlan plan;
    int64_t bytes;
    Buf buf;
    Multipart *multipart;
    Pairs form;
    Uploads uploads;
    Text type;
    int64_t memory; /* counted in bodies_memory */
    bool malformed; /* a multipart without boundary */
};

/* Of all bodies that are being read; of this process, which has one thread. */
static int64_t bodies_memory;

static Text
media_type(Arena *arena, Text content_type)
{
    Text type = text_trim(text_slice(content_type, 0, text_find(content_type, T(";"))));
    char *lower = text_cstr(arena, type);

    for (size_t i = 0; i < type.len; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z')
            lower[i] = (char)(lower[i] - 'A' + 'a');
    return (Text){lower, type.len};
}

Body *
body_new(Text content_type, BodyPlan plan)
{
    Arena *arena;
    Body *body;

    if (bodies_memory >= BODIES_BYTES_MAX)
        return NULL;
    /* A form is gathered, then decoded: twice its size, and growing a buffer doubles it again. */
    arena =
        arena_new((size_t)FORM_BYTES_MAX * 8 + FORM_FIELDS_MAX * sizeof(Pair) * 4 + SLACK_BYTES);
    body = NEW(arena, Body);
    body->arena = arena;
    body->plan = plan;
    body->type = media_type(arena, content_type);
    if (text_eq(body->type, T("application/x-www-form-urlencoded"))) {
        body->kind = KIND_FORM;
    } else if (text_eq(body->type, T("multipart/form-data"))) {
        body->kind = KIND_MULTIPART;
        body->multipart = multipart_new(arena, text_copy(arena, content_type),
                                        (MultipartLimits){
                                            .bytes_max = plan.bytes_max,
                                            .field_bytes_max = FORM_BYTES_MAX,
                                            .fields_max = FORM_FIELDS_MAX,
                                            .uploads_max = plan.uploads ? UPLOADS_MAX : 0,
                                            .dir = plan.dir,
                                        });
        body->malformed = body->multipart == NULL;
    }
    body->buf = buf_new(arena, FORM_BYTES_MAX);
    return body;
}

int
body_feed(Body *body, const char *bytes, size_t len)
{
    int64_t more = (int64_t)arena_used(body->arena);
    int refusal = 0;

    body->bytes += (int64_t)len;
    if (body->malformed)
        return 400;
    if (body->bytes > body->plan.bytes_max)
        return 413;
    if (body->kind == KIND_MULTIPART)
        refusal = multipart_feed(body->multipart, bytes, len);
    else
        buf_bytes(&body->buf, bytes, len);
    if (body->buf.overflow)
        return 413;
    more = (int64_t)arena_used(body->arena) - more;
    body->memory += more;
    bodies_memory += more;
    return bodies_memory > BODIES_BYTES_MAX ? 503 : refusal;
}

int
body_end(Body *body)
{
    if (body->malformed)
        return 400;
    if (body->kind == KIND_MULTIPART)
        return multipart_end(body->multipart, &body->form, &body->uploads);
    if (body->kind == KIND_FORM)
        return form_parse(body->arena, buf_done(&body->buf), FORM_FIELDS_MAX, &body->form);
    return 0;
}

Pairs
body_form(const Body *body)
{
    return body->form;
}

Uploads
body_uploads(const Body *body)
{
    return body->uploads;
}

Text
body_raw(const Body *body)
{
    return body->kind == KIND_RAW ? (Text){body->buf.at, body->buf.len} : (Text){0};
}

Text
body_type(const Body *body)
{
    return body->type;
}

int64_t
body_bytes(const Body *body)
{
    return body->bytes;
}

void
body_drop(Body *body)
{
    if (body == NULL)
        return;
    if (body->multipart != NULL)
        multipart_drop(body->multipart);
    bodies_memory -= body->memory;
    arena_free(body->arena);
}

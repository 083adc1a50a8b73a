/*
 * Any bytes as what a browser sends: a target, a query, cookies, an urlencoded or multipart body,
 * headers.  What comes out is clean text; a multipart means the same in whatever pieces it comes.
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -std=gnu17 -D_GNU_SOURCE -Isrc \
 *       tests/fuzz/form_fuzz.c src/web/{body,choice,guard,gzip,multipart,part_head,target}.c \
 *       src/web/{request,response}.c src/base/{arena,buf,clock,crypto,file,log,status,text}.c … \
 *       -lz -lsodium -lcrypto -o form_fuzz
 *   ./form_fuzz CORPUS
 *
 * The first byte chooses what the rest is.
 */
#include <assert.h>
#include <string.h>

#include "web/body.h"
#include "web/choice.h"
#include "web/guard.h"
#include "web/gzip.h"
#include "web/target.h"

enum { MEMORY_BYTES_MAX = 256 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
assert_clean(const Pairs *pairs)
{
    for (size_t i = 0; i < pairs->len; i++) {
        assert(text_is_clean(pairs->at[i].name));
        assert(text_is_clean(pairs->at[i].value));
    }
}

static void
try_target(Arena *arena, Text bytes)
{
    Text path;
    Pairs query;

    if (target_parse(arena, bytes, &path, &query) != 0)
        return;
    assert(text_starts(path, T("/")));
    assert(text_is_clean(path));
    assert(text_find(path, T("//")) == path.len);
    assert(text_find(path, T("/../")) == path.len && !text_ends(path, T("/..")));
    assert_clean(&query);
    assert(query.len <= QUERY_FIELDS_MAX);
}

static void
try_cookies(Arena *arena, Text bytes)
{
    Pairs cookies = cookies_parse(arena, bytes);
    Text lang;

    assert_clean(&cookies);
    for (size_t i = 0; i < cookies.len; i++)
        assert(cookie_find(bytes, cookies.at[i].name).at != NULL);
    (void)choice_of(bytes, bytes, false);
    (void)gzip_accepted(bytes);
    lang = cookie_find(bytes, T("lang"));
    assert(lang.len <= bytes.len);
}

/* The status, and how much came out. */
static int
feed(Text type, Text bytes, size_t piece, size_t *fields_out, int64_t *bytes_out)
{
    Body *body = body_new(type, (BodyPlan){.bytes_max = 1 << 20, .uploads = true, .dir = "/tmp"});
    int status = 0;
    Pairs form;
    Uploads uploads;

    *fields_out = 0;
    *bytes_out = 0;
    for (size_t i = 0; i < bytes.len && status == 0; i += piece) {
        Text some = text_slice(bytes, i, piece);

        status = body_feed(body, some.at, some.len);
    }
    if (status == 0)
        status = body_end(body);
    if (status == 0) {
        form = body_form(body);
        uploads = body_uploads(body);
        assert_clean(&form);
        *fields_out = form.len;
        for (size_t i = 0; i < uploads.len; i++) {
            assert(text_is_clean(uploads.at[i].filename));
            assert(memchr(uploads.at[i].filename.at, '/', uploads.at[i].filename.len) == NULL);
            *bytes_out += uploads.at[i].bytes;
        }
    }
    body_drop(body);
    return status;
}

static void
try_body(Text type, Text bytes)
{
    size_t fields;
    size_t fields_again;
    int64_t uploaded;
    int64_t uploaded_again;
    int status = feed(type, bytes, bytes.len + 1, &fields, &uploaded);
    int again = feed(type, bytes, 3, &fields_again, &uploaded_again);

    assert(status == again && fields == fields_again && uploaded == uploaded_again);
}

static void
try_head(Text bytes)
{
    Guard guard = guard_begin(T("GET"), T("/"), T("HTTP/1.1"));
    Text rest = bytes;

    while (rest.len != 0) {
        Text line;
        Text name;
        Text value;

        text_cut(rest, '\n', &line, &rest);
        text_cut(line, ':', &name, &value);
        guard_header(&guard, name, value.at == NULL ? T("") : value);
    }
    if (guard_end(&guard, T("HTTP/1.1"))) {
        assert(guard.hosts == 1 && guard.lengths <= 1);
        assert(guard.lengths == 0 || guard.encodings == 0);
        assert(memchr(bytes.at, '\0', bytes.len) == NULL);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena;
    Text bytes;

    if (size == 0)
        return 0;
    arena = arena_new(MEMORY_BYTES_MAX);
    bytes = text_copy(arena, (Text){(const char *)data + 1, size - 1});
    switch (data[0] % 5) {
    case 0:
        try_target(arena, bytes);
        break;
    case 1:
        try_cookies(arena, bytes);
        break;
    case 2:
        try_body(T("application/x-www-form-urlencoded"), bytes);
        break;
    case 3:
        try_body(T("multipart/form-data; boundary=b"), bytes);
        break;
    default:
        try_head(bytes);
    }
    arena_free(arena);
    return 0;
}

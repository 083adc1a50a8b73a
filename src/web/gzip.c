#include "web/gzip.h"

#include <zlib.h>

enum { WINDOW_BITS_GZIP = 15 + 16, MEMORY_LEVEL = 8 };

bool
gzip_accepted(Text accept_encoding)
{
    Text rest = accept_encoding;

    while (rest.len != 0) {
        Text coding;
        Text name;
        Text parameters;

        text_cut(rest, ',', &coding, &rest);
        text_cut(coding, ';', &name, &parameters);
        while (name.len != 0 && name.at[0] == ' ')
            name = text_slice(name, 1, name.len);
        while (name.len != 0 && name.at[name.len - 1] == ' ')
            name.len--;
        if (!text_eq_nocase(name, T("gzip")) && !text_eq(name, T("*")))
            continue;
        parameters = text_trim(parameters);
        /* q=0, q=0.0, q=0.000 */
        if (text_starts(parameters, T("q=0"))) {
            bool zero = true;

            for (size_t i = 3; i < parameters.len; i++)
                zero = zero && (parameters.at[i] == '0' || parameters.at[i] == '.');
            return !zero;
        }
        return true;
    }
    return false;
}

bool
gzip_suits(Text type)
{
    Text media = text_slice(type, 0, text_find(type, T(";")));

    return text_starts(media, T("text/")) || text_ends(media, T("json")) ||
           text_ends(media, T("xml")) || text_ends(media, T("javascript"));
}

/* The working memory (some 260 KB) is kept for the life of the process, one for each level in use.
 */
static z_stream *
stream_of(int level)
{
    static z_stream streams[10];
    static bool ready[10];
    z_stream *stream = &streams[level];

    if (!ready[level]) {
        if (deflateInit2(stream, level, Z_DEFLATED, WINDOW_BITS_GZIP, MEMORY_LEVEL,
                         Z_DEFAULT_STRATEGY) != Z_OK)
            return NULL;
        ready[level] = true;
    } else if (deflateReset(stream) != Z_OK) {
        return NULL;
    }
    return stream;
}

Text
gzip(Arena *arena, Text bytes, int level)
{
    z_stream *stream = stream_of(level);
    char *out;

    if (stream == NULL || bytes.len == 0 || bytes.len > UINT32_MAX)
        return (Text){0};
    out = NEW_ARRAY(arena, char, bytes.len);
    stream->next_in = (z_const Bytef *)(const void *)bytes.at;
    stream->avail_in = (uInt)bytes.len;
    stream->next_out = (Bytef *)out;
    stream->avail_out = (uInt)bytes.len;
    if (deflate(stream, Z_FINISH) != Z_STREAM_END)
        return (Text){0};
    return (Text){out, bytes.len - stream->avail_out};
}

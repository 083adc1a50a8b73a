#include "pack.h"

#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct TypeName {
    Text ending;
    Text type;
} TypeName;

static const TypeName TYPES[] = {
    {T_INIT(".css"),         T_INIT("text/css; charset=utf-8")       },
    {T_INIT(".ico"),         T_INIT("image/x-icon")                  },
    {T_INIT(".jpg"),         T_INIT("image/jpeg")                    },
    {T_INIT(".js"),          T_INIT("text/javascript; charset=utf-8")},
    {T_INIT(".json"),        T_INIT("application/json")              },
    {T_INIT(".png"),         T_INIT("image/png")                     },
    {T_INIT(".svg"),         T_INIT("image/svg+xml")                 },
    {T_INIT(".txt"),         T_INIT("text/plain; charset=utf-8")     },
    {T_INIT(".webmanifest"), T_INIT("application/manifest+json")     },
    {T_INIT(".webp"),        T_INIT("image/webp")                    },
    {T_INIT(".woff2"),       T_INIT("font/woff2")                    },
};

Text
media_type(Text name)
{
    if (text_starts(name, T(".")))
        return (Text){0};
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        if (text_ends(name, TYPES[i].ending))
            return TYPES[i].type;
    return (Text){0};
}

static int
compare_files(const void *a, const void *b)
{
    return text_compare(((const File *)a)->name, ((const File *)b)->name);
}

static const File *
find_file(const Files *files, Text name)
{
    for (size_t i = 0; i < files->len; i++)
        if (text_eq(files->at[i].name, name))
            return &files->at[i];
    return NULL;
}

/* "app.css" becomes "/static/app-1a2b3c4d5e.css". */
static void
name_file(Arena *arena, File *file)
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    Buf hash = buf_new(arena, 2 * sizeof digest);
    size_t dot = file->name.len;

    SHA256((const unsigned char *)file->bytes.at, file->bytes.len, digest);
    for (size_t i = 0; i < HASH_CHARS / 2; i++)
        buf_printf(&hash, "%02x", digest[i]);
    file->hash = buf_done(&hash);
    while (dot > 0 && file->name.at[dot - 1] != '.')
        dot--;
    file->path =
        text_printf(arena, "/static/%.*s-%.*s.%.*s", (int)(dot - 1), file->name.at,
                    TEXT_ARGS(file->hash), (int)(file->name.len - dot), file->name.at + dot);
}

static Status
compress_file(Arena *arena, File *file)
{
    z_stream stream = {0};
    size_t room;
    char *bytes;
    int result;

    /* 15 + 16: the largest window, with a gzip header. */
    if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return FAULT;
    room = deflateBound(&stream, file->bytes.len);
    bytes = arena_alloc(arena, room);
    stream.next_in = (unsigned char *)(uintptr_t)file->bytes.at;
    stream.avail_in = (unsigned)file->bytes.len;
    stream.next_out = (unsigned char *)bytes;
    stream.avail_out = (unsigned)room;
    result = deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    if (result != Z_STREAM_END)
        return FAULT;
    /* Less than a tenth saved is not worth the reader's unpacking (images). */
    if (stream.total_out < file->bytes.len / 10 * 9)
        file->gzip = (Text){bytes, stream.total_out};
    return OK;
}

/* One url(…) of a style sheet, at the bytes after "url(". */
static Status
rewrite_url(const Files *files, const File *sheet, Text inside, Buf *out, Text *error_out)
{
    Text url = text_trim(inside), name, fragment;
    const File *target;

    if (url.len >= 2 && (url.at[0] == '"' || url.at[0] == '\''))
        url = text_slice(url, 1, url.len - 2);
    if (url.len == 0 || url.at[0] == '#' || text_starts(url, T("data:"))) {
        buf_text(out, inside);
        return OK;
    }
    text_cut(url, '#', &name, &fragment);
    if (text_starts(name, T("/static/")))
        name = text_slice(name, 8, name.len);
    target = find_file(files, name);
    if (target == NULL || target->path.at == NULL) {
        *error_out = text_printf(files->arena,
                                 "%.*s: url(%.*s): no such file in assets/, or a "
                                 "style sheet",
                                 TEXT_ARGS(sheet->name), TEXT_ARGS(url));
        return INVALID;
    }
    buf_text(out, target->path);
    if (fragment.at != NULL) {
        buf_char(out, '#');
        buf_text(out, fragment);
    }
    return OK;
}

static Status
rewrite_sheet(Files *files, File *sheet, Text *error_out)
{
    Buf out = buf_new(files->arena, 2 * ASSET_BYTES_MAX);
    Text rest = sheet->bytes;

    for (;;) {
        size_t at = text_find(rest, T("url(")), end;

        if (at == rest.len)
            break;
        buf_bytes(&out, rest.at, at + 4);
        rest = text_slice(rest, at + 4, rest.len);
        end = text_find(rest, T(")"));
        TRY(rewrite_url(files, sheet, text_slice(rest, 0, end), &out, error_out));
        rest = text_slice(rest, end, rest.len);
    }
    buf_text(&out, rest);
    sheet->bytes = out.len == 0 ? T("") : buf_done(&out);
    return OK;
}

Status
files_pack(Files *files, Text *error_out)
{
    qsort(files->at, files->len, sizeof files->at[0], compare_files);
    for (size_t i = 0; i < files->len; i++)
        if (!text_ends(files->at[i].name, T(".css")))
            name_file(files->arena, &files->at[i]);
    for (size_t i = 0; i < files->len; i++) {
        File *file = &files->at[i];

        if (text_ends(file->name, T(".css")))
            TRY(rewrite_sheet(files, file, error_out));
    }
    for (size_t i = 0; i < files->len; i++) {
        File *file = &files->at[i];

        if (file->path.at == NULL)
            name_file(files->arena, file);
        if (compress_file(files->arena, file) != OK) {
            *error_out =
                text_printf(files->arena, "%.*s: cannot be compressed", TEXT_ARGS(file->name));
            return INVALID;
        }
    }
    return OK;
}

static void
write_bytes(Buf *out, char kind, size_t index, Text bytes)
{
    static const char DIGITS[] = "01234567";
    size_t on_line = 0;

    buf_printf(out, "static const char %c%zu[] =\n    \"", kind, index);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];

        if (byte >= ' ' && byte < 127 && byte != '"' && byte != '\\') {
            buf_char(out, (char)byte);
            on_line++;
        } else {
            char octal[4] = {'\\', DIGITS[byte >> 6], DIGITS[byte >> 3 & 7], DIGITS[byte & 7]};

            buf_bytes(out, octal, 4);
            on_line += 4;
        }
        if (on_line > 110) {
            BUF_LIT(out, "\"\n    \"");
            on_line = 0;
        }
    }
    BUF_LIT(out, "\";\n");
}

void
files_write_c(const Files *files, Buf *out)
{
    BUF_LIT(out, "/* Made by assetgen from assets/. */\n#include \"web/asset.h\"\n\n"
                 "extern const Asset asset_list[];\nextern const size_t asset_list_len;\n\n");
    for (size_t i = 0; i < files->len; i++) {
        write_bytes(out, 'b', i, files->at[i].bytes);
        if (files->at[i].gzip.at != NULL)
            write_bytes(out, 'z', i, files->at[i].gzip);
    }
    buf_printf(out, "\nconst size_t asset_list_len = %zu;\nconst Asset asset_list[] = {\n",
               files->len);
    for (size_t i = 0; i < files->len; i++) {
        const File *file = &files->at[i];

        buf_printf(out,
                   "    {T_INIT(\"%.*s\"), T_INIT(\"%.*s\"),\n     T_INIT(\"%.*s\"), {b%zu, %zu}, ",
                   TEXT_ARGS(file->name), TEXT_ARGS(file->path), TEXT_ARGS(file->type), i,
                   file->bytes.len);
        if (file->gzip.at != NULL)
            buf_printf(out, "{z%zu, %zu},\n", i, file->gzip.len);
        else
            BUF_LIT(out, "{0},\n");
        buf_printf(out, "     T_INIT(\"\\\"%.*s\\\"\"), T_INIT(\"\\\"%.*s-gz\\\"\")},\n",
                   TEXT_ARGS(file->hash), TEXT_ARGS(file->hash));
    }
    BUF_LIT(out, "    {{0}, {0}, {0}, {0}, {0}, {0}, {0}},\n};\n");
}

/* The icons of a sprite: the ids of its symbols. */
static void
write_symbols(const File *file, Buf *out)
{
    Text rest = file->bytes;

    for (;;) {
        size_t at = text_find(rest, T("<symbol")), id, end;
        Text tag;

        if (at == rest.len)
            return;
        rest = text_slice(rest, at + 7, rest.len);
        tag = text_slice(rest, 0, text_find(rest, T(">")));
        id = text_find(tag, T(" id=\""));
        if (id == tag.len)
            continue;
        tag = text_slice(tag, id + 5, tag.len);
        end = text_find(tag, T("\""));
        buf_printf(out, "%.*s#%.*s\t%.*s#%.*s\n", TEXT_ARGS(file->name), (int)end, tag.at,
                   TEXT_ARGS(file->path), (int)end, tag.at);
    }
}

void
files_write_table(const Files *files, Buf *out)
{
    for (size_t i = 0; i < files->len; i++) {
        buf_printf(out, "%.*s\t%.*s\n", TEXT_ARGS(files->at[i].name), TEXT_ARGS(files->at[i].path));
        if (text_ends(files->at[i].name, T(".svg")))
            write_symbols(&files->at[i], out);
    }
}

/*
 * assetgen -- compiles the files of a directory into C (src/web/asset.h).
 *
 *   assetgen DIRECTORY OUT.c OUT.txt DEPFILE
 *
 * The directory itself is in the depfile, so that a new file is seen, too.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "assetgen/pack.h"

enum { ARENA_BYTES = 1024 * 1024 * 1024, OUT_BYTES_MAX = 256 * 1024 * 1024 };

static bool
read_file(Arena *arena, const char *path, Text *out)
{
    char *bytes = arena_alloc(arena, ASSET_BYTES_MAX);
    FILE *file = fopen(path, "rb");
    size_t len;
    bool failed;

    if (file == NULL) {
        fprintf(stderr, "assetgen: %s: %s\n", path, strerror(errno));
        return false;
    }
    len = fread(bytes, 1, ASSET_BYTES_MAX, file);
    failed = ferror(file) != 0 || len == ASSET_BYTES_MAX;
    fclose(file);
    if (failed)
        fprintf(stderr, "assetgen: %s: cannot be read, or has %d bytes or more\n", path,
                ASSET_BYTES_MAX);
    *out = (Text){bytes, len};
    return !failed;
}

static bool
write_file(Arena *arena, const char *path, const Buf *content)
{
    FILE *file = fopen(path, "rb");
    bool done;

    if (file != NULL) { /* the same already: whatever is made from it stays fresh */
        char *bytes = arena_alloc(arena, content->len + 1);
        size_t len = fread(bytes, 1, content->len + 1, file);

        fclose(file);
        if (text_eq((Text){bytes, len}, (Text){content->at, content->len}))
            return true;
    }
    file = fopen(path, "wb");
    done = file != NULL && !content->overflow &&
           (content->len == 0 || fwrite(content->at, 1, content->len, file) == content->len);
    if (file != NULL && fclose(file) != 0)
        done = false;
    if (!done)
        fprintf(stderr, "assetgen: %s: cannot be written\n", path);
    return done;
}

static bool
is_name(const char *name)
{
    for (; *name != '\0'; name++)
        if (!(*name >= 'a' && *name <= 'z') && !(*name >= 'A' && *name <= 'Z') &&
            !(*name >= '0' && *name <= '9') && strchr("._-", *name) == NULL)
            return false;
    return true;
}

static bool
read_directory(Files *files, const char *path, Buf *depends)
{
    DIR *directory = opendir(path);
    struct dirent *entry;
    bool done = true;

    if (directory == NULL) {
        fprintf(stderr, "assetgen: %s: %s\n", path, strerror(errno));
        return false;
    }
    while (done && (entry = readdir(directory)) != NULL) {
        Text type = media_type(text_c(entry->d_name)), file;
        File *to = &files->at[files->len];

        if (type.at == NULL)
            continue;
        if (!is_name(entry->d_name) || files->len == ASSETS_MAX) {
            fprintf(stderr, "assetgen: %s: an unfit name, or too many files\n", entry->d_name);
            done = false;
            break;
        }
        file = text_printf(files->arena, "%s/%s", path, entry->d_name);
        done = read_file(files->arena, text_cstr(files->arena, file), &to->bytes);
        to->name = text_copy(files->arena, text_c(entry->d_name));
        to->type = type;
        files->len++;
        buf_printf(depends, " %.*s", TEXT_ARGS(file));
    }
    closedir(directory);
    return done;
}

int
main(int argc, char **argv)
{
    Arena *arena = arena_new(ARENA_BYTES);
    Files *files = NEW(arena, Files);
    Buf code = buf_new(arena, OUT_BYTES_MAX), table = buf_new(arena, OUT_BYTES_MAX);
    Buf depends = buf_new(arena, OUT_BYTES_MAX);
    Text error = T("");
    bool done;

    if (argc != 5) {
        fprintf(stderr, "usage: assetgen DIRECTORY OUT.c OUT.txt DEPFILE\n");
        return 2;
    }
    files->arena = arena;
    buf_printf(&depends, "%s: %s", argv[2], argv[1]);
    done = read_directory(files, argv[1], &depends);
    buf_char(&depends, '\n');
    if (done && files_pack(files, &error) != OK) {
        fprintf(stderr, "assetgen: %.*s\n", TEXT_ARGS(error));
        done = false;
    }
    if (done) {
        files_write_c(files, &code);
        files_write_table(files, &table);
        done = write_file(arena, argv[2], &code) && write_file(arena, argv[3], &table) &&
               write_file(arena, argv[4], &depends);
    }
    arena_free(arena);
    return done ? 0 : 1;
}

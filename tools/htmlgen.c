/*
 * htmlgen -- compiles a page template into C (docs/templates.md), or lists its messages.
 *
 *   htmlgen --name html_duty_calendar --asset-table assets.txt IN.html OUT.html.h OUT.html.c
 *   htmlgen --messages FILE.html …   > templates.pot
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "htmlgen/messages.h"
#include "htmlgen/template.h"

enum {
    ARENA_BYTES = 1024 * 1024 * 1024,
    FILE_BYTES_MAX = 4 * 1024 * 1024,
};

typedef struct Command {
    const char *name;
    const char *asset_table;
    const char *files[3];
    int file_count;
} Command;

/* The whole file; absent, and told, when it cannot be read. */
static Text
read_file(Arena *arena, const char *path)
{
    char *bytes = arena_alloc(arena, FILE_BYTES_MAX);
    FILE *file = fopen(path, "rb");
    size_t len;
    bool failed;

    if (file == NULL) {
        fprintf(stderr, "htmlgen: %s: %s\n", path, strerror(errno));
        return (Text){0};
    }
    len = fread(bytes, 1, FILE_BYTES_MAX, file);
    failed = ferror(file) != 0 || len == FILE_BYTES_MAX;
    fclose(file);
    if (failed) {
        fprintf(stderr, "htmlgen: %s: cannot be read, or is too large\n", path);
        return (Text){0};
    }
    return (Text){bytes, len};
}

/* Writes the file unless it has this content already, so that nothing is compiled in vain. */
static bool
write_file(Arena *arena, const char *path, Text content)
{
    FILE *file = fopen(path, "rb");
    bool done;

    if (file != NULL) {
        char *bytes = arena_alloc(arena, content.len + 1);
        size_t len = fread(bytes, 1, content.len + 1, file);

        fclose(file);
        if (text_eq((Text){bytes, len}, content))
            return true;
    }
    file = fopen(path, "wb");
    done = file != NULL && fwrite(content.at, 1, content.len, file) == content.len;
    if (file != NULL && fclose(file) != 0)
        done = false;
    if (!done)
        fprintf(stderr, "htmlgen: %s: %s\n", path, strerror(errno));
    return done;
}

static Text
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return text_c(slash == NULL ? path : slash + 1);
}

static int
compile_template(Arena *arena, const Command *command)
{
    TemplateSource source = {
        .path = text_c(command->files[0]),
        .name = text_c(command->name),
        .header = base_name(command->files[1]),
    };
    TemplateCode code;

    source.text = read_file(arena, command->files[0]);
    if (source.text.at == NULL)
        return 1;
    if (command->asset_table != NULL) {
        source.assets.lines = read_file(arena, command->asset_table);
        if (source.assets.lines.at == NULL)
            return 1;
    }
    if (template_compile(arena, &source, &code) != OK) {
        fprintf(stderr, "%.*s", TEXT_ARGS(code.error));
        return 1;
    }
    return write_file(arena, command->files[1], code.header) &&
                   write_file(arena, command->files[2], code.code)
               ? 0
               : 1;
}

static int
list_messages(Arena *arena, char **paths, int count)
{
    MessageList list = message_list(arena);
    Text pot;

    for (int i = 0; i < count; i++) {
        TemplateSource source = {.path = text_c(paths[i]), .name = T("html_messages")};
        TemplateCode code;

        if (text_starts(base_name(paths[i]), T("layout_")))
            source.name = T("html_layout_messages");
        source.text = read_file(arena, paths[i]);
        if (source.text.at == NULL)
            return 1;
        if (template_compile(arena, &source, &code) != OK) {
            fprintf(stderr, "%.*s", TEXT_ARGS(code.error));
            return 1;
        }
        message_list_add(&list, source.path, code.messages, code.message_count);
    }
    pot = message_list_pot(&list);
    return fwrite(pot.at, 1, pot.len, stdout) == pot.len && fflush(stdout) == 0 ? 0 : 1;
}

static int
usage(void)
{
    fprintf(stderr, "usage: htmlgen --name FUNCTION [--asset-table FILE] IN.html OUT.h OUT.c\n"
                    "       htmlgen --messages FILE.html …\n");
    return 2;
}

static bool
read_command(int argc, char **argv, Command *out)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--name") == 0 && i + 1 < argc)
            out->name = argv[++i];
        else if (strcmp(argv[i], "--asset-table") == 0 && i + 1 < argc)
            out->asset_table = argv[++i];
        else if (argv[i][0] == '-' || out->file_count == 3)
            return false;
        else
            out->files[out->file_count++] = argv[i];
    }
    return out->name != NULL && out->file_count == 3;
}

int
main(int argc, char **argv)
{
    Arena *arena = arena_new(ARENA_BYTES);
    Command command = {0};
    int code;

    if (argc > 1 && strcmp(argv[1], "--messages") == 0)
        code = list_messages(arena, argv + 2, argc - 2);
    else if (read_command(argc, argv, &command))
        code = compile_template(arena, &command);
    else
        code = usage();
    arena_free(arena);
    return code;
}

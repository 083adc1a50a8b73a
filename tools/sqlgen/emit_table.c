#include <stdio.h>
#include <string.h>

#include "emit.h"

void
sql_emit_string(Buf *out, Text text, const char *indent)
{
    static const char hex[] = "01234567";

    BUF_LIT(out, "\"");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c == '\n') {
            buf_printf(out, "\\n\"\n%s\"", indent);
        } else if (c == '"' || c == '\\' || (c == '?' && i > 0 && text.at[i - 1] == '?')) {
            buf_char(out, '\\');
            buf_char(out, (char)c);
        } else if (c < 0x20 || c == 0x7F) {
            buf_char(out, '\\');
            buf_char(out, hex[c >> 6]);
            buf_char(out, hex[c >> 3 & 7]);
            buf_char(out, hex[c & 7]);
        } else {
            buf_char(out, (char)c);
        }
    }
    BUF_LIT(out, "\"");
}

void
sql_emit_table(Buf *out, Texts names)
{
    BUF_LIT(out, "/* Made by sqlgen: all statements of the program. */\n"
                 "#include \"store/statement.h\"\n\n");
    for (size_t i = 0; i < names.len; i++) {
        buf_printf(out, "extern const Statement %.*s_statement;\n", TEXT_ARGS(names.at[i]));
        buf_printf(out, "extern const int %.*s_place;\n", TEXT_ARGS(names.at[i]));
        buf_printf(out, "const int %.*s_place = %zu;\n", TEXT_ARGS(names.at[i]), i);
    }
    BUF_LIT(out, "\nconst Statement *const statements_all[] = {\n");
    for (size_t i = 0; i < names.len; i++)
        buf_printf(out, "    &%.*s_statement,\n", TEXT_ARGS(names.at[i]));
    buf_printf(out, "    NULL,\n};\nconst int statements_count = %zu;\n", names.len);
}

static Text
path_name(Text path)
{
    while (memchr(path.at, '/', path.len) != NULL)
        path = text_slice(path, 1, path.len);
    return path;
}

/* Whether name begins with the number, in four digits, and "_". */
static bool
numbered(Text name, size_t number)
{
    char head[8];

    snprintf(head, sizeof head, "%04zu_", number % 10000);
    return text_starts(name, text_c(head));
}

bool
sql_emit_migrations(Arena *arena, Buf *out, const SqlPaths paths[DIALECT_COUNT])
{
    const SqlPaths *sqlite = &paths[DIALECT_SQLITE];
    const SqlPaths *postgres = &paths[DIALECT_POSTGRES];

    if (sqlite->len != postgres->len) {
        fprintf(stderr, "sqlgen: %zu migrations for SQLite, %zu for PostgreSQL\n", sqlite->len,
                postgres->len);
        return false;
    }
    BUF_LIT(out, "/* Made by sqlgen from the migrations; not to be edited. */\n"
                 "#include \"store/migrate.h\"\n\nconst Migration migrations_all[] = {\n");
    for (size_t i = 0; i < sqlite->len; i++) {
        Text name = path_name(sqlite->at[i]);

        if (!text_eq(name, path_name(postgres->at[i])) || !numbered(name, i + 1)) {
            fprintf(stderr, "%.*s:1: migrations are pairs of one name, numbered 0001_, 0002_, …\n",
                    TEXT_ARGS(sqlite->at[i]));
            return false;
        }
        buf_printf(out, "    {\n        .name = \"%.*s\",\n        .sql = {\n", TEXT_ARGS(name));
        for (int d = 0; d < DIALECT_COUNT; d++) {
            BUF_LIT(out, "            ");
            sql_emit_string(out, sql_file_read(arena, paths[d].at[i]), "            ");
            BUF_LIT(out, ",\n");
        }
        BUF_LIT(out, "        },\n    },\n");
    }
    buf_printf(out, "    {.name = NULL},\n};\nconst int migrations_count = %zu;\n", sqlite->len);
    return true;
}

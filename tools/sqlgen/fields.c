#include "fields.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "scan.h"

/* Words that no generated C name may be. */
static const char *const keywords[] = {
    "auto",   "break",    "case",   "char",     "const",    "continue", "default", "do",
    "double", "else",     "enum",   "extern",   "float",    "for",      "goto",    "if",
    "inline", "int",      "long",   "register", "restrict", "return",   "short",   "signed",
    "sizeof", "static",   "struct", "switch",   "typedef",  "typeof",   "union",   "unsigned",
    "void",   "volatile", "while",  "asm",      "bool",     "true",     "false",
};

/* Other parameters of the generated functions. */
static const char *const own_parameters[] = {"ctx", "args", "out", "changed_out"};

bool
sql_fail(Arena *arena, SqlError *error, int line, const char *format, ...)
{
    char message[256];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    *error = (SqlError){.line = line, .message = text_copy(arena, text_c(message))};
    return false;
}

Text
sql_camel(Arena *arena, Text snake)
{
    Buf buf = buf_new(arena, snake.len + 1);
    bool upper = true;

    for (size_t i = 0; i < snake.len; i++) {
        char c = snake.at[i];

        if (c == '_') {
            upper = true;
            continue;
        }
        buf_char(&buf, upper && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
        upper = false;
    }
    return buf_done(&buf);
}

Text
sql_snake(Arena *arena, Text camel)
{
    Buf buf = buf_new(arena, 2 * camel.len + 1);

    for (size_t i = 0; i < camel.len; i++) {
        char c = camel.at[i];
        bool upper = c >= 'A' && c <= 'Z';

        if (upper && i > 0)
            buf_char(&buf, '_');
        buf_char(&buf, upper ? (char)(c - 'A' + 'a') : c);
    }
    return buf_done(&buf);
}

bool
sql_name_is_fine(Text name)
{
    if (name.len == 0 || name.len > SQL_NAME_LEN_MAX || name.at[0] < 'a' || name.at[0] > 'z')
        return false;
    if (name.at[name.len - 1] == '_')
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!sql_is_word(name.at[i]) || (name.at[i] >= 'A' && name.at[i] <= 'Z'))
            return false;
    return true;
}

bool
sql_row_name_is_fine(Text name)
{
    if (name.len == 0 || name.len > SQL_NAME_LEN_MAX || name.at[0] < 'A' || name.at[0] > 'Z')
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!sql_is_word(name.at[i]) || name.at[i] == '_')
            return false;
    return true;
}

static bool
stands_in(Text name, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_eq(name, text_c(list[i])))
            return true;
    return false;
}

bool
sql_name_is_reserved(Text name, bool parameter)
{
    return stands_in(name, keywords, sizeof keywords / sizeof keywords[0]) ||
           (parameter &&
            stands_in(name, own_parameters, sizeof own_parameters / sizeof own_parameters[0]));
}

/* ---- lists of fields: "region int, title text?" ---- */

static bool
type_named(Text word, ColumnType *type_out)
{
    static const char *const names[] = {
        [COLUMN_INT] = "int",   [COLUMN_TEXT] = "text", [COLUMN_BYTES] = "bytes",
        [COLUMN_BOOL] = "bool", [COLUMN_REAL] = "real",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_eq(word, text_c(names[i]))) {
            *type_out = (ColumnType)i;
            return true;
        }
    return false;
}

static bool
field_read(Arena *arena, int line, Text piece, bool parameter, SqlField *field_out, SqlError *error)
{
    Text name, type;
    bool nullable;

    text_cut(text_trim(piece), ' ', &name, &type);
    type = text_trim(type);
    nullable = text_ends(type, T("?"));
    if (nullable)
        type.len--;
    if (!sql_name_is_fine(name))
        return sql_fail(arena, error, line, "'%.*s' is no name: small letters, digits and _",
                        TEXT_ARGS(name));
    if (sql_name_is_reserved(name, parameter))
        return sql_fail(arena, error, line, "the name '%.*s' is taken in C", TEXT_ARGS(name));
    *field_out = (SqlField){.name = name, .nullable = nullable, .line = line};
    if (!type_named(type, &field_out->type))
        return sql_fail(arena, error, line,
                        "the type of '%.*s' is not int, text, bytes, bool or real",
                        TEXT_ARGS(name));
    if (nullable && (field_out->type == COLUMN_BOOL || field_out->type == COLUMN_REAL))
        return sql_fail(arena, error, line, "'%.*s': bool and real cannot be nullable",
                        TEXT_ARGS(name));
    return true;
}

bool
sql_fields_read(Arena *arena, int line, Text list, bool parameters, SqlFields *fields,
                SqlError *error)
{
    Text piece;

    list = text_trim(list);
    if (text_ends(list, T(","))) /* the list goes on in the next line */
        list.len--;
    while (list.at != NULL && list.len != 0) {
        SqlField field;

        text_cut(list, ',', &piece, &list);
        if (!field_read(arena, line, piece, parameters, &field, error))
            return false;
        for (size_t i = 0; i < fields->len; i++)
            if (text_eq(fields->at[i].name, field.name))
                return sql_fail(arena, error, line, "'%.*s' stands twice", TEXT_ARGS(field.name));
        if (fields->len == SQL_FIELDS_MAX)
            return sql_fail(arena, error, line, "more than %d in one list", SQL_FIELDS_MAX);
        if (fields->at == NULL)
            fields->at = NEW_ARRAY(arena, SqlField, SQL_FIELDS_MAX);
        fields->at[fields->len++] = field;
    }
    return true;
}

#include "parse.h"

#include "fields.h"
#include "scan.h"

typedef struct Parser {
    Arena *arena;
    Text rest; /* not yet read */
    int line;  /* of the first byte of rest */
    SqlFile *file;
    SqlError *error;
} Parser;

#define fail(p, at_line, ...) sql_fail((p)->arena, (p)->error, (at_line), __VA_ARGS__)

/* ---- the header comments ---- */

static Text
line_peek(const Parser *p)
{
    Text line, rest;

    text_cut(p->rest, '\n', &line, &rest);
    return line;
}

static void
line_take(Parser *p)
{
    Text line, rest;

    if (text_cut(p->rest, '\n', &line, &rest))
        p->rest = rest;
    else
        p->rest = text_slice(p->rest, p->rest.len, 0);
    p->line++;
}

/* What a comment line says, without "--" and blanks; false when the line is none. */
static bool
comment(Text line, Text *says_out)
{
    line = text_trim(line);
    if (!text_starts(line, T("--")))
        return false;
    *says_out = text_trim(text_slice(line, 2, line.len - 2));
    return true;
}

/* "key: rest"; false when says does not begin so. */
static bool
keyed(Text says, Text key, Text *rest_out)
{
    if (!text_starts(says, key) || says.len == key.len || says.at[key.len] != ':')
        return false;
    *rest_out = text_trim(text_slice(says, key.len + 1, says.len - key.len - 1));
    return true;
}

static bool
name_line(Parser *p, Text says, SqlStatement *st)
{
    static const char *const kinds[] = {":one", ":many", ":exec", ":count"};
    Text kind;

    text_cut(says, ' ', &st->name, &kind);
    kind = text_trim(kind);
    if (!sql_name_is_fine(st->name) || sql_name_is_reserved(st->name, true))
        return fail(p, p->line, "'%.*s' is no name for a statement", TEXT_ARGS(st->name));
    for (size_t i = 0; i < p->file->len; i++)
        if (text_eq(p->file->at[i].name, st->name))
            return fail(p, p->line, "'%.*s' stands twice; first on line %d", TEXT_ARGS(st->name),
                        p->file->at[i].line);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_eq(kind, text_c(kinds[i]))) {
            st->kind = (SqlKind)i;
            return true;
        }
    return fail(p, p->line, "'%.*s' needs a kind: :one, :many, :exec or :count",
                TEXT_ARGS(st->name));
}

/* "gives: …", "gives Row: …" or "gives Row". */
static bool
gives_line(Parser *p, Text says, SqlStatement *st)
{
    Text head, list, row;
    bool listed = text_cut(says, ':', &head, &list);

    row = text_trim(text_slice(head, 5, head.len - 5));
    if (row.len != 0) {
        if (!sql_row_name_is_fine(row))
            return fail(p, p->line, "'%.*s' is no name for a row: CamelCase", TEXT_ARGS(row));
        if (st->row.at != NULL || st->gives.len != 0)
            return fail(p, p->line, "the name of the row stands in the first 'gives'");
        st->row = row;
    } else if (!listed) {
        return fail(p, p->line, "'gives' without a list");
    }
    if (!listed)
        return true;
    st->row_here = true;
    return sql_fields_read(p->arena, p->line, list, false, &st->gives, p->error);
}

static bool
says_gives(Text says)
{
    return text_starts(says, T("gives:")) || (text_starts(says, T("gives ")) && says.len > 6 &&
                                              says.at[6] >= 'A' && says.at[6] <= 'Z');
}

/* The comment lines between "-- name:" and the SQL. */
static bool
header_read(Parser *p, SqlStatement *st)
{
    Text says, rest;

    for (; comment(line_peek(p), &says) && p->rest.len != 0; line_take(p)) {
        if (keyed(says, T("takes"), &rest)) {
            if (!sql_fields_read(p->arena, p->line, rest, true, &st->takes, p->error))
                return false;
        } else if (says_gives(says)) {
            if (!gives_line(p, says, st))
                return false;
        } else if (keyed(says, T("scans"), &rest)) {
            if (rest.len == 0)
                return fail(p, p->line, "'scans' needs a reason");
            st->scans = rest;
        } else if (keyed(says, T("only"), &rest)) {
            return true;
        } else if (keyed(says, T("name"), &rest)) {
            return fail(p, p->line, "'%.*s' has no SQL", TEXT_ARGS(st->name));
        } else {
            if (st->doc_len == SQL_DOC_LINES_MAX)
                return fail(p, p->line, "more than %d lines of prose", SQL_DOC_LINES_MAX);
            st->doc[st->doc_len++] = says;
        }
    }
    return true;
}

/* ---- the SQL ---- */

static bool
variant_read(Parser *p, SqlStatement *st, Dialect dialect, bool common, bool used[], size_t *len)
{
    SqlVariant *variant = &st->in[dialect];
    SqlScan scan;

    if (variant->present)
        return fail(p, p->line, "two variants for the same database");
    *variant = (SqlVariant){.present = true, .line = p->line};
    if (!sql_scan(p->arena, p->rest, p->line, dialect, common, st->takes, &scan, len, p->error))
        return false;
    variant->text = text_trim(scan.text);
    for (size_t i = 0; i < scan.text.len && scan.text.at + i < variant->text.at; i++)
        variant->line += scan.text.at[i] == '\n';
    for (size_t i = 0; i < SQL_FIELDS_MAX; i++)
        used[i] |= scan.used[i];
    if (variant->text.len == 0) {
        if (common || (st->kind != SQL_EXEC && st->kind != SQL_COUNT))
            return fail(p, p->line, "'%.*s' has no SQL", TEXT_ARGS(st->name));
        return true;
    }
    if (st->kind == SQL_MANY && !scan.limits_top && !(scan.returns && scan.limits))
        return fail(p, st->line, "'%.*s' is :many and has no LIMIT", TEXT_ARGS(st->name));
    return true;
}

/* Moves past len bytes and the rest of their line, which must be blank or a comment. */
static bool
sql_took(Parser *p, size_t len)
{
    Text rest, says;

    for (size_t i = 0; i < len; i++)
        p->line += p->rest.at[i] == '\n';
    p->rest = text_slice(p->rest, len, p->rest.len - len);
    rest = text_trim(line_peek(p));
    if (rest.len != 0 && !comment(rest, &says))
        return fail(p, p->line, "something stands behind the ';'");
    line_take(p);
    return true;
}

/* Blank lines and comments that are neither "name:" nor "only:". */
static bool
skip_prose(Parser *p)
{
    Text says, rest;

    for (; p->rest.len != 0; line_take(p)) {
        Text line = text_trim(line_peek(p));

        if (line.len == 0)
            continue;
        if (!comment(line, &says))
            return fail(p, p->line, "SQL without a '-- name:' of its own");
        if (keyed(says, T("name"), &rest) || keyed(says, T("only"), &rest))
            return true;
    }
    return true;
}

static bool
variants_read(Parser *p, SqlStatement *st, bool used[])
{
    Text says, only;
    size_t len;

    if (!comment(line_peek(p), &says) || !keyed(says, T("only"), &only)) {
        if (!variant_read(p, st, DIALECT_SQLITE, true, used, &len) ||
            !variant_read(p, st, DIALECT_POSTGRES, true, used, &len) || !sql_took(p, len))
            return false;
        return skip_prose(p);
    }
    while (comment(line_peek(p), &says) && keyed(says, T("only"), &only)) {
        Dialect dialect = text_eq(only, T("sqlite")) ? DIALECT_SQLITE : DIALECT_POSTGRES;

        if (dialect == DIALECT_POSTGRES && !text_eq(only, T("postgres")))
            return fail(p, p->line, "'only' is followed by sqlite or postgres");
        line_take(p);
        if (!variant_read(p, st, dialect, false, used, &len) || !sql_took(p, len) || !skip_prose(p))
            return false;
    }
    for (int i = 0; i < DIALECT_COUNT; i++)
        if (!st->in[i].present)
            return fail(p, st->line, "'%.*s' lacks a variant", TEXT_ARGS(st->name));
    return true;
}

/* ---- the whole ---- */

/* Finds the struct that "gives Row" names, or names the one declared here. */
static bool
row_settle(Parser *p, SqlStatement *st)
{
    bool wants = st->kind == SQL_ONE || st->kind == SQL_MANY;

    if (!wants && (st->gives.len != 0 || st->row.at != NULL))
        return fail(p, st->line, "'%.*s' gives no rows: :one or :many", TEXT_ARGS(st->name));
    if (!wants)
        return true;
    if (st->row.at == NULL)
        st->row = text_printf(p->arena, "%.*sRow", TEXT_ARGS(sql_camel(p->arena, st->name)));
    for (size_t i = 0; i < p->file->len; i++) {
        const SqlStatement *other = &p->file->at[i];

        if (!other->row_here || !text_eq(other->row, st->row))
            continue;
        if (st->row_here)
            return fail(p, st->line, "%.*s is given its columns twice; first on line %d",
                        TEXT_ARGS(st->row), other->line);
        st->gives = other->gives;
        return true;
    }
    if (st->gives.len == 0)
        return fail(p, st->line, "'%.*s' lacks its 'gives'", TEXT_ARGS(st->name));
    return true;
}

static bool
statement_read(Parser *p, SqlStatement *st)
{
    bool used[SQL_FIELDS_MAX] = {0};
    Text says, rest;

    if (!comment(line_peek(p), &says) || !keyed(says, T("name"), &rest))
        return fail(p, p->line, "a statement begins with '-- name:'");
    st->line = p->line;
    if (!name_line(p, rest, st))
        return false;
    line_take(p);
    if (!header_read(p, st) || !row_settle(p, st) || !variants_read(p, st, used))
        return false;
    for (size_t i = 0; i < st->takes.len; i++)
        if (!used[i])
            return fail(p, st->takes.at[i].line, "parameter '%.*s' is not used",
                        TEXT_ARGS(st->takes.at[i].name));
    return true;
}

bool
sql_parse(Arena *arena, Text source, SqlFile *file_out, SqlError *error_out)
{
    Parser p = {.arena = arena, .rest = source, .line = 1, .file = file_out, .error = error_out};

    *file_out = (SqlFile){0};
    if (source.len > SQL_FILE_BYTES_MAX)
        return fail(&p, 1, "the file is larger than %d bytes", SQL_FILE_BYTES_MAX);
    if (!text_is_utf8(source))
        return fail(&p, 1, "the file is not UTF-8");
    if (!skip_prose(&p))
        return false;
    while (p.rest.len != 0) {
        /* One more at a time: a file has dozens, not thousands. */
        SqlStatement *grown = arena_grow(arena, file_out->at, file_out->len * sizeof *grown,
                                         (file_out->len + 1) * sizeof *grown);

        file_out->at = grown;
        if (file_out->len == SQL_STATEMENTS_MAX)
            return fail(&p, p.line, "more than %d statements", SQL_STATEMENTS_MAX);
        if (!statement_read(&p, &file_out->at[file_out->len]))
            return false;
        file_out->len++;
    }
    return true;
}

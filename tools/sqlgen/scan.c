#include "scan.h"

#include "base/buf.h"

/* What is left to read, and what was made of it. */
typedef struct Scanner {
    Arena *arena;
    Text body;
    size_t at;
    int line;
    int depth;
    Dialect dialect;
    bool common;
    SqlFields takes;
    Buf out;
    SqlScan *scan;
    SqlError *error;
} Scanner;

bool
sql_is_word_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool
sql_is_word(char c)
{
    return sql_is_word_start(c) || (c >= '0' && c <= '9');
}

static bool
fail(Scanner *s, const char *message)
{
    *s->error = (SqlError){.line = s->line, .message = text_c(message)};
    return false;
}

/* The byte `ahead` of the current one; NUL past the end. */
static char
peek(const Scanner *s, size_t ahead)
{
    return s->at + ahead < s->body.len ? s->body.at[s->at + ahead] : '\0';
}

static void
copy_one(Scanner *s)
{
    char c = s->body.at[s->at++];

    if (c == '\n')
        s->line++;
    buf_char(&s->out, c);
}

/* '…' or "…", the quote doubled inside. */
static bool
quoted(Scanner *s, char quote)
{
    int begun = s->line;

    copy_one(s);
    for (;;) {
        if (s->at >= s->body.len) {
            s->line = begun;
            return fail(s, "a quote that does not close");
        }
        if (peek(s, 0) == quote && peek(s, 1) == quote) {
            copy_one(s);
            copy_one(s);
        } else if (peek(s, 0) == quote) {
            copy_one(s);
            return true;
        } else {
            copy_one(s);
        }
    }
}

/* Comments go; their line breaks stay. */
static bool
line_comment(Scanner *s)
{
    Text says = text_trim(text_slice(s->body, s->at + 2, s->body.len));

    if (text_starts(says, T("name:")) || text_starts(says, T("only:")))
        return fail(s, "the statement above does not end in ';'");
    while (s->at < s->body.len && peek(s, 0) != '\n')
        s->at++;
    return true;
}

static bool
block_comment(Scanner *s)
{
    int begun = s->line;

    s->at += 2;
    while (peek(s, 0) != '*' || peek(s, 1) != '/') {
        if (s->at >= s->body.len) {
            s->line = begun;
            return fail(s, "a comment that does not close");
        }
        if (peek(s, 0) == '\n')
            copy_one(s);
        else
            s->at++;
    }
    s->at += 2;
    buf_char(&s->out, ' ');
    return true;
}

static Text
take_word(Scanner *s)
{
    size_t from = s->at;

    while (sql_is_word(peek(s, 0)))
        s->at++;
    return text_slice(s->body, from, s->at - from);
}

static bool
parameter(Scanner *s)
{
    Text name;

    if (peek(s, 1) == ':')
        return fail(s, "'::' is PostgreSQL only; write CAST(x AS TYPE)");
    if (!sql_is_word_start(peek(s, 1)))
        return fail(s, "':' without the name of a parameter");
    s->at++;
    name = take_word(s);
    for (size_t i = 0; i < s->takes.len; i++)
        if (text_eq(s->takes.at[i].name, name)) {
            s->scan->used[i] = true;
            buf_char(&s->out, s->dialect == DIALECT_SQLITE ? '?' : '$');
            buf_i64(&s->out, (int64_t)i + 1);
            return true;
        }
    s->error->line = s->line;
    s->error->message = text_printf(s->arena, "parameter :%.*s is not in 'takes'", TEXT_ARGS(name));
    return false;
}

static void
word(Scanner *s)
{
    Text text = take_word(s);

    if (text_eq_nocase(text, T("LIMIT"))) {
        s->scan->limits = true;
        s->scan->limits_top |= s->depth == 0;
    }
    if (text_eq_nocase(text, T("RETURNING")))
        s->scan->returns = true;
    buf_text(&s->out, text);
}

/* One step; *done when the semicolon was reached. */
static bool
step(Scanner *s, bool *done)
{
    char c = peek(s, 0);

    if (sql_is_word(c)) {
        word(s);
        return true;
    }
    switch (c) {
    case '\0':
        return fail(s, s->at < s->body.len ? "a NUL byte" : "the statement does not end in ';'");
    case ';':
        s->at++;
        *done = true;
        return true;
    case '\'':
    case '"':
        return quoted(s, c);
    case '`':
    case '[':
        if (s->common)
            return fail(s, "names are quoted in \"…\"");
        copy_one(s);
        return true;
    case ':':
        return parameter(s);
    case '?':
    case '$':
        return fail(s, "parameters are written :name");
    case '@':
        if (s->common || s->dialect == DIALECT_SQLITE)
            return fail(s, "parameters are written :name");
        copy_one(s);
        return true;
    case '-':
        if (peek(s, 1) == '-')
            return line_comment(s);
        copy_one(s);
        return true;
    case '/':
        if (peek(s, 1) == '*')
            return block_comment(s);
        copy_one(s);
        return true;
    case '(':
        s->depth++;
        copy_one(s);
        return true;
    case ')':
        if (--s->depth < 0)
            return fail(s, "')' without '('");
        copy_one(s);
        return true;
    default:
        copy_one(s);
        return true;
    }
}

bool
sql_scan(Arena *arena, Text body, int line, Dialect dialect, bool common, SqlFields takes,
         SqlScan *scan_out, size_t *len_out, SqlError *error_out)
{
    Scanner s = {
        .arena = arena,
        .body = body,
        .line = line,
        .dialect = dialect,
        .common = common,
        .takes = takes,
        /* A parameter :a may grow into ?64. */
        .out = buf_new(arena, 2 * body.len + 16),
        .scan = scan_out,
        .error = error_out,
    };
    bool done = false;

    *scan_out = (SqlScan){0};
    while (!done)
        if (!step(&s, &done))
            return false;
    if (s.depth != 0)
        return fail(&s, "'(' without ')'");
    scan_out->text = buf_done(&s.out);
    *len_out = s.at;
    return true;
}

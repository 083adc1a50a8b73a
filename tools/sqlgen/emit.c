#include "emit.h"

static const char *const c_types[] = {
    [COLUMN_INT] = "int64_t ", [COLUMN_TEXT] = "Text ",   [COLUMN_BYTES] = "Text ",
    [COLUMN_BOOL] = "bool ",   [COLUMN_REAL] = "double ",
};

static const char *const type_names[] = {
    [COLUMN_INT] = "COLUMN_INT",   [COLUMN_TEXT] = "COLUMN_TEXT", [COLUMN_BYTES] = "COLUMN_BYTES",
    [COLUMN_BOOL] = "COLUMN_BOOL", [COLUMN_REAL] = "COLUMN_REAL",
};

static const char *
c_type(const SqlField *field)
{
    return field->type == COLUMN_INT && field->nullable ? "OptInt " : c_types[field->type];
}

static bool
has_args(const SqlStatement *st)
{
    return st->takes.len > SQL_ARGS_INLINE_MAX;
}

/* ---- the header ---- */

static void
prose(Buf *out, const SqlStatement *st)
{
    bool begun = false;

    for (size_t i = 0; i < st->doc_len; i++) {
        Text rest = st->doc[i];

        if (rest.len == 0)
            continue;
        BUF_LIT(out, "\n");
        buf_bytes(out, begun ? " * " : "/* ", 3);
        /* The end of a C comment inside prose would end this one. */
        for (size_t k = 0; k < rest.len; k++) {
            buf_char(out, rest.at[k]);
            if (k + 1 < rest.len && (rest.at[k] == '*' || rest.at[k] == '/') &&
                (rest.at[k + 1] == '/' || rest.at[k + 1] == '*'))
                buf_char(out, ' ');
        }
        begun = true;
    }
    if (begun)
        BUF_LIT(out, " */");
    BUF_LIT(out, "\n");
}

static void
members(Buf *out, SqlFields fields)
{
    for (size_t i = 0; i < fields.len; i++)
        buf_printf(out, "    %s%.*s;\n", c_type(&fields.at[i]), TEXT_ARGS(fields.at[i].name));
}

static void
structs(Arena *arena, Buf *out, const SqlStatement *st)
{
    if (st->row_here) {
        buf_printf(out, "\ntypedef struct %.*s {\n", TEXT_ARGS(st->row));
        members(out, st->gives);
        buf_printf(out, "} %.*s;\n", TEXT_ARGS(st->row));
        buf_printf(out, "\ntypedef struct %.*ss {\n    %.*s *at;\n    size_t len;\n} %.*ss;\n",
                   TEXT_ARGS(st->row), TEXT_ARGS(st->row), TEXT_ARGS(st->row));
    }
    if (has_args(st)) {
        Text camel = sql_camel(arena, st->name);

        buf_printf(out, "\ntypedef struct %.*sArgs {\n", TEXT_ARGS(camel));
        members(out, st->takes);
        buf_printf(out, "} %.*sArgs;\n", TEXT_ARGS(camel));
    }
}

static void
signature(Arena *arena, Buf *out, const SqlStatement *st)
{
    buf_printf(out, "%.*s(Ctx *ctx", TEXT_ARGS(st->name));
    if (has_args(st)) {
        buf_printf(out, ", const %.*sArgs *args", TEXT_ARGS(sql_camel(arena, st->name)));
    } else {
        for (size_t i = 0; i < st->takes.len; i++)
            buf_printf(out, ", %s%.*s", c_type(&st->takes.at[i]), TEXT_ARGS(st->takes.at[i].name));
    }
    switch (st->kind) {
    case SQL_ONE:
        buf_printf(out, ", %.*s *out", TEXT_ARGS(st->row));
        break;
    case SQL_MANY:
        buf_printf(out, ", %.*ss *out", TEXT_ARGS(st->row));
        break;
    case SQL_COUNT:
        BUF_LIT(out, ", int64_t *changed_out");
        break;
    case SQL_EXEC:
        break;
    }
    BUF_LIT(out, ")");
}

void
sql_emit_header(Arena *arena, Buf *out, Text name, SqlFile file)
{
    buf_printf(out,
               "/* Made by sqlgen from %.*s; not to be edited. */\n#pragma once\n\n"
               "#include \"store/statement.h\"\n",
               TEXT_ARGS(name));
    for (size_t i = 0; i < file.len; i++) {
        structs(arena, out, &file.at[i]);
        prose(out, &file.at[i]);
        BUF_LIT(out, "MUST_CHECK Status ");
        signature(arena, out, &file.at[i]);
        BUF_LIT(out, ";\n");
    }
}

/* ---- the source ---- */

static void
fill(Arena *arena, Buf *out, const SqlStatement *st)
{
    bool copies = false;

    buf_printf(out,
               "\nstatic void\n%.*s_fill(void *row_out, Arena *arena, const Value *values)\n{\n"
               "    %.*s *row = row_out;\n\n",
               TEXT_ARGS(sql_snake(arena, st->row)), TEXT_ARGS(st->row));
    for (size_t i = 0; i < st->gives.len; i++) {
        const SqlField *field = &st->gives.at[i];

        buf_printf(out, "    row->%.*s = ", TEXT_ARGS(field->name));
        switch (field->type) {
        case COLUMN_INT:
            if (field->nullable)
                buf_printf(out, "(OptInt){.set = !values[%zu].null, .value = values[%zu].i};\n", i,
                           i);
            else
                buf_printf(out, "values[%zu].i;\n", i);
            break;
        case COLUMN_TEXT:
        case COLUMN_BYTES:
            copies = true;
            buf_printf(out, "text_copy(arena, values[%zu].t);\n", i);
            break;
        case COLUMN_BOOL:
            buf_printf(out, "values[%zu].i != 0;\n", i);
            break;
        case COLUMN_REAL:
            buf_printf(out, "values[%zu].r;\n", i);
            break;
        }
    }
    if (!copies)
        BUF_LIT(out, "    (void)arena;\n");
    BUF_LIT(out, "}\n");
}

static void
type_array(Buf *out, const SqlStatement *st, const char *what, SqlFields fields)
{
    if (fields.len == 0)
        return;
    buf_printf(out, "\nstatic const ColumnType %.*s_%s[] = {\n", TEXT_ARGS(st->name), what);
    for (size_t i = 0; i < fields.len; i++)
        buf_printf(out, "    %s,\n", type_names[fields.at[i].type]);
    BUF_LIT(out, "};\n");
}

static void
constant(Buf *out, Text file, const SqlStatement *st)
{
    static const char *const dialects[] = {
        [DIALECT_SQLITE] = "DIALECT_SQLITE",
        [DIALECT_POSTGRES] = "DIALECT_POSTGRES",
    };
    int name_len = (int)st->name.len;
    const char *name = st->name.at;

    type_array(out, st, "parameter_types", st->takes);
    type_array(out, st, "column_types", st->gives);
    if (st->gives.len != 0) {
        buf_printf(out, "\nstatic const bool %.*s_nullable[] = {\n", name_len, name);
        for (size_t i = 0; i < st->gives.len; i++)
            buf_printf(out, "    %s,\n", st->gives.at[i].nullable ? "true" : "false");
        BUF_LIT(out, "};\n");
    }
    buf_printf(out, "\nextern const int %.*s_place;\n", name_len, name);
    buf_printf(out, "extern const Statement %.*s_statement;\n", name_len, name);
    buf_printf(out, "const Statement %.*s_statement = {\n    .name = \"%.*s\",\n    .sql = {\n",
               name_len, name, name_len, name);
    for (int i = 0; i < DIALECT_COUNT; i++) {
        buf_printf(out, "        [%s] =\n            ", dialects[i]);
        sql_emit_string(out, st->in[i].text, "            ");
        BUF_LIT(out, ",\n");
    }
    BUF_LIT(out, "    },\n");
    if (st->takes.len != 0)
        buf_printf(out, "    .parameters = %zu,\n    .parameter_types = %.*s_parameter_types,\n",
                   st->takes.len, name_len, name);
    if (st->gives.len != 0)
        buf_printf(out,
                   "    .columns = %zu,\n    .column_types = %.*s_column_types,\n"
                   "    .column_nullable = %.*s_nullable,\n",
                   st->gives.len, name_len, name, name_len, name);
    buf_printf(out, "    .place = &%.*s_place,\n    .file = \"%.*s\",\n    .line = %d,\n", name_len,
               name, TEXT_ARGS(file), st->line);
    if (st->scans.at != NULL) {
        BUF_LIT(out, "    .scans = ");
        sql_emit_string(out, st->scans, "");
        BUF_LIT(out, ",\n");
    }
    BUF_LIT(out, "};\n");
}

/* The array of values to bind; the value_… functions stand in store/statement.h. */
static void
values(Buf *out, const SqlStatement *st)
{
    static const char *const makers[] = {
        [COLUMN_INT] = "int",   [COLUMN_TEXT] = "text", [COLUMN_BYTES] = "bytes",
        [COLUMN_BOOL] = "bool", [COLUMN_REAL] = "real",
    };

    if (st->takes.len == 0)
        return;
    buf_printf(out, "    const Value bound_[%zu] = {\n", st->takes.len);
    for (size_t i = 0; i < st->takes.len; i++)
        buf_printf(out, "        value_%s%s(%s%.*s),\n", st->takes.at[i].nullable ? "opt_" : "",
                   makers[st->takes.at[i].type], has_args(st) ? "args->" : "",
                   TEXT_ARGS(st->takes.at[i].name));
    BUF_LIT(out, "    };\n");
}

static void
function(Arena *arena, Buf *out, const SqlStatement *st)
{
    const char *bound = st->takes.len != 0 ? "bound_" : "NULL";
    Text row = sql_snake(arena, st->row);
    int name_len = (int)st->name.len;
    const char *name = st->name.at;

    BUF_LIT(out, "\nStatus\n");
    signature(arena, out, st);
    BUF_LIT(out, "\n{\n");
    values(out, st);
    switch (st->kind) {
    case SQL_ONE:
        buf_printf(out, "    return store_one(ctx, &%.*s_statement, %s, %.*s_fill, out);\n",
                   name_len, name, bound, TEXT_ARGS(row));
        break;
    case SQL_MANY:
        buf_printf(out,
                   "    StoreRows rows_;\n\n"
                   "    TRY(store_many(ctx, &%.*s_statement, %s, %.*s_fill, sizeof *out->at, "
                   "&rows_));\n"
                   "    *out = (%.*ss){.at = rows_.at, .len = rows_.len};\n    return OK;\n",
                   name_len, name, bound, TEXT_ARGS(row), TEXT_ARGS(st->row));
        break;
    case SQL_EXEC:
    case SQL_COUNT:
        buf_printf(out, "    return store_run(ctx, &%.*s_statement, %s, NULL, NULL, %s);\n",
                   name_len, name, bound, st->kind == SQL_COUNT ? "changed_out" : "NULL");
        break;
    }
    BUF_LIT(out, "}\n");
}

void
sql_emit_source(Arena *arena, Buf *out, Text name, SqlFile file)
{
    buf_printf(out, "/* Made by sqlgen from %.*s; not to be edited. */\n#include \"%.*s.h\"\n",
               TEXT_ARGS(name), TEXT_ARGS(name));
    for (size_t i = 0; i < file.len; i++) {
        const SqlStatement *st = &file.at[i];

        if (st->row_here)
            fill(arena, out, st);
        constant(out, name, st);
        function(arena, out, st);
    }
}

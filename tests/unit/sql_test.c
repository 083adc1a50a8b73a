/*
 * Every statement of the program on both databases: it prepares, its columns have the types that it
 * promises, it reads no whole table without saying why; and both schemas are the same.
 */
#include "harness.h"

#include <sqlite3.h>

#include "base/buf.h"
#include "db.h"

enum { TABLES_MAX = 200, LINES_MAX = 4000 };

#define wrong(what) harness_fail(__FILE__, __LINE__, (what))

/* "table" or "table.column type null", sorted. */
typedef struct Lines {
    Text at[LINES_MAX];
    size_t len;
} Lines;

static void
add(Lines *lines, Text line)
{
    if (lines->len < LINES_MAX)
        lines->at[lines->len++] = line;
}

static bool
holds(const Lines *lines, Text line)
{
    for (size_t i = 0; i < lines->len; i++)
        if (text_eq(lines->at[i], line))
            return true;
    return false;
}

/* ---- the two connections ---- */

/* A migrated SQLite database in memory would need its own connection: so, a file. */
static sqlite3 *
sqlite_new(Arena *arena, Ctx *ctx)
{
    Text path;
    Text url;
    sqlite3 *db = NULL;
    Store *store;
    int applied;

    db_start();
    path = text_printf(arena, "%s/check-%d.db", dbs.dir, dbs.made++);
    url = text_printf(arena, "sqlite:%.*s", TEXT_ARGS(path));
    store = db_open(arena, url);
    if (store_migrate(store, ctx, &applied) != OK)
        abort();
    store_close(store);
    if (sqlite3_open(text_cstr(arena, path), &db) != SQLITE_OK)
        abort();
    return db;
}

/* NULL when there is no PostgreSQL to test with. */
static PGconn *
postgres_new(Arena *arena, Ctx *ctx)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url;
        Store *store;
        int applied;

        if (strncmp(dbs.url[which], "sqlite:", 7) == 0)
            continue;
        url = db_fresh_url(arena, which);
        store = db_open(arena, url);
        if (store_migrate(store, ctx, &applied) != OK)
            abort();
        store_close(store);
        return PQconnectdb(text_cstr(arena, url));
    }
    printf("# no PostgreSQL here: only half is checked\n");
    return NULL;
}

static void
sqlite_rows(Arena *arena, sqlite3 *db, const char *sql, Lines *lines)
{
    sqlite3_stmt *rows;

    if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK) {
        harness_fail(__FILE__, __LINE__, sqlite3_errmsg(db));
        return;
    }
    while (sqlite3_step(rows) == SQLITE_ROW)
        add(lines, text_copy(arena, text_c((const char *)sqlite3_column_text(rows, 0))));
    sqlite3_finalize(rows);
}

static void
postgres_rows(Arena *arena, PGconn *conn, const char *sql, Lines *lines)
{
    PGresult *rows = PQexec(conn, sql);

    if (PQresultStatus(rows) != PGRES_TUPLES_OK && PQresultStatus(rows) != PGRES_COMMAND_OK)
        harness_fail(__FILE__, __LINE__, PQerrorMessage(conn));
    for (int i = 0; i < PQntuples(rows); i++)
        add(lines, text_copy(arena, text_c(PQgetvalue(rows, i, 0))));
    PQclear(rows);
}

static const char *
label(Arena *arena, const Statement *st)
{
    return text_cstr(arena, text_printf(arena, "%s:%d %s", st->file, st->line, st->name));
}

/* ---- both schemas ---- */

static const char sqlite_tables[] =
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    "   AND name NOT LIKE 'sqlite%'";

static const char sqlite_columns[] =
    "SELECT t.name || '.' || c.name || ' ' || c.type ||"
    "       CASE WHEN c.\"notnull\" THEN ' not null' ELSE '' END ||"
    "       CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END"
    "  FROM pragma_table_list t, pragma_table_info(t.name) c"
    " WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'"
    " ORDER BY 1";

static const char sqlite_indexes[] =
    "SELECT t.name || ' ' || i.name || CASE WHEN i.\"unique\" THEN ' unique' ELSE '' END || ' on '"
    "       || (SELECT group_concat(coalesce(c.name, '()')) FROM pragma_index_info(i.name) c)"
    "  FROM pragma_table_list t, pragma_index_list(t.name) i"
    " WHERE t.schema = 'main' AND t.type = 'table' AND i.origin = 'c' ORDER BY 1";

/* Tables that are virtual on SQLite (full text) are another thing on PostgreSQL. */
static const char sqlite_virtual[] = "SELECT name FROM pragma_table_list WHERE type = 'virtual'";

static const char postgres_columns[] =
    "SELECT c.table_name || '.' || c.column_name || ' ' ||"
    "       CASE c.data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT'"
    "            WHEN 'bytea' THEN 'BLOB' WHEN 'double precision' THEN 'REAL'"
    "            ELSE c.data_type END ||"
    "       CASE WHEN c.is_nullable = 'NO' THEN ' not null' ELSE '' END ||"
    "       coalesce((SELECT ' key ' || array_position(x.indkey, a.attnum) + 1"
    "                   FROM pg_index x JOIN pg_attribute a ON a.attrelid = x.indrelid"
    "                  WHERE x.indrelid = to_regclass(quote_ident(c.table_name))"
    "                    AND x.indisprimary AND a.attname = c.column_name"
    "                    AND a.attnum = ANY (x.indkey)), '')"
    "  FROM information_schema.columns c WHERE c.table_schema = current_schema() ORDER BY 1";

static const char postgres_indexes[] =
    "SELECT t.relname || ' ' || i.relname || CASE WHEN x.indisunique THEN ' unique' ELSE '' END"
    "       || ' on ' || (SELECT string_agg(coalesce(a.attname, '()'), ',' ORDER BY k.place)"
    "                       FROM unnest(x.indkey) WITH ORDINALITY k (number, place)"
    "                       LEFT JOIN pg_attribute a ON a.attrelid = t.oid"
    "                        AND a.attnum = k.number AND k.number > 0)"
    "  FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = "
    "x.indexrelid"
    " WHERE t.relnamespace = to_regnamespace(current_schema()) AND NOT x.indisprimary"
    "   AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid)"
    " ORDER BY 1";

/* The table that a line is about. */
static Text
table_of(Text line)
{
    Text head, rest;

    text_cut(line, ' ', &head, &rest);
    text_cut(head, '.', &head, &rest);
    return head;
}

static void
compare(const Lines *a, const Lines *b, const Lines *leave, const char *only)
{
    for (size_t i = 0; i < a->len; i++)
        if (!holds(leave, table_of(a->at[i])) && !holds(b, a->at[i])) {
            printf("# only %s: %.*s\n", only, TEXT_ARGS(a->at[i]));
            wrong("both schemas have it");
        }
}

TEST(both_schemas_are_the_same)
{
    sqlite3 *db = sqlite_new(arena, ctx);
    PGconn *conn = postgres_new(arena, ctx);
    Lines *lines = NEW_ARRAY(arena, Lines, 5);

    if (conn != NULL) {
        sqlite_rows(arena, db, sqlite_virtual, &lines[4]);
        sqlite_rows(arena, db, sqlite_columns, &lines[0]);
        postgres_rows(arena, conn, postgres_columns, &lines[1]);
        CHECK(lines[0].len > 10);
        compare(&lines[0], &lines[1], &lines[4], "SQLite");
        compare(&lines[1], &lines[0], &lines[4], "PostgreSQL");
        sqlite_rows(arena, db, sqlite_indexes, &lines[2]);
        postgres_rows(arena, conn, postgres_indexes, &lines[3]);
        compare(&lines[2], &lines[3], &lines[4], "SQLite");
        compare(&lines[3], &lines[2], &lines[4], "PostgreSQL");
        PQfinish(conn);
    }
    sqlite3_close(db);
}

/* ---- statements on SQLite ---- */

static bool
is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static Text
next_word(Text *rest)
{
    Text all = *rest;
    size_t from = 0, to;

    while (from < all.len && !is_name(all.at[from]))
        from++;
    for (to = from; to < all.len && is_name(all.at[to]);)
        to++;
    *rest = text_slice(all, to, all.len);
    return text_slice(all, from, to - from);
}

/* Whether `name`, as a plan says it, stands for a table: it is one, or the SQL has "table name" or
 * "table AS name".  Otherwise it is a CTE or a subquery. */
static bool
means_table(const Lines *tables, Text sql, Text name)
{
    if (holds(tables, name))
        return true;
    while (sql.len != 0) {
        Text word = next_word(&sql);
        Text rest = sql;
        Text after;

        if (!holds(tables, word))
            continue;
        after = next_word(&rest);
        if (text_eq_nocase(after, T("AS")))
            after = next_word(&rest);
        if (text_eq(after, name))
            return true;
    }
    return false;
}

static void
check_sqlite_plan(Arena *arena, sqlite3 *db, const Lines *tables, const Statement *st)
{
    Text sql = text_printf(arena, "EXPLAIN QUERY PLAN %s", st->sql[DIALECT_SQLITE]);
    sqlite3_stmt *plan;
    bool scans = false;

    if (sqlite3_prepare_v2(db, sql.at, (int)sql.len, &plan, NULL) != SQLITE_OK) {
        harness_fail(__FILE__, __LINE__, sqlite3_errmsg(db));
        return;
    }
    while (sqlite3_step(plan) == SQLITE_ROW) {
        Text detail = text_c((const char *)sqlite3_column_text(plan, 3));
        Text rest = text_slice(detail, 5, detail.len);

        if (!text_starts(detail, T("SCAN ")) || text_find(detail, T("VIRTUAL TABLE")) < detail.len)
            continue;
        if (!means_table(tables, text_c(st->sql[DIALECT_SQLITE]), next_word(&rest)))
            continue;
        scans = true;
        if (st->scans == NULL)
            printf("# SQLite: %.*s\n", TEXT_ARGS(detail));
    }
    sqlite3_finalize(plan);
    if (scans && st->scans == NULL)
        wrong("reads a whole table and has no '-- scans:' reason");
}

TEST(every_statement_holds_on_sqlite)
{
    sqlite3 *db = sqlite_new(arena, ctx);
    Lines *tables = NEW(arena, Lines);

    sqlite_rows(arena, db, sqlite_tables, tables);
    CHECK(statements_count > 0);
    for (int i = 0; i < statements_count; i++) {
        const Statement *st = statements_all[i];
        sqlite3_stmt *prepared = NULL;

        ROW(label(arena, st));
        CHECK_INT(*st->place, i);
        if (st->sql[DIALECT_SQLITE][0] == '\0')
            continue;
        if (sqlite3_prepare_v2(db, st->sql[DIALECT_SQLITE], -1, &prepared, NULL) != SQLITE_OK) {
            harness_fail(__FILE__, __LINE__, sqlite3_errmsg(db));
            continue;
        }
        CHECK_INT(sqlite3_column_count(prepared), st->columns);
        CHECK(sqlite3_bind_parameter_count(prepared) <= st->parameters);
        sqlite3_finalize(prepared);
        check_sqlite_plan(arena, db, tables, st);
    }
    sqlite3_close(db);
}

/* ---- statements on PostgreSQL ---- */

static Oid
parameter_type(ColumnType type)
{
    static const Oid types[] = {
        [COLUMN_INT] = 20,   [COLUMN_BOOL] = 20,  [COLUMN_TEXT] = 25,
        [COLUMN_BYTES] = 17, [COLUMN_REAL] = 701,
    };

    return types[type];
}

/* The types in which store/postgres_run.c reads a column. */
static bool
column_type_fits(Oid type, ColumnType promised)
{
    switch (promised) {
    case COLUMN_INT:
        return type == 20 || type == 21 || type == 23;
    case COLUMN_BOOL:
        return type == 16 || type == 20 || type == 21 || type == 23;
    case COLUMN_TEXT:
        return type == 25 || type == 1043 || type == 1042 || type == 19;
    case COLUMN_BYTES:
        return type == 17;
    case COLUMN_REAL:
        return type == 700 || type == 701;
    }
    return false;
}

static void
check_postgres_types(PGconn *conn, const Statement *st)
{
    PGresult *described = PQdescribePrepared(conn, st->name);

    if (PQnfields(described) == 1 && PQftype(described, 0) == 2278) {
        CHECK_INT(st->columns, 0); /* void */
    } else if (CHECK_INT(PQnfields(described), st->columns)) {
        for (int c = 0; c < st->columns; c++)
            if (!column_type_fits(PQftype(described, c), st->column_types[c])) {
                printf("# column '%s' has type %u\n", PQfname(described, c), PQftype(described, c));
                wrong("PostgreSQL gives the column with the type that is promised");
            }
    }
    PQclear(described);
}

/* With sequential scans made dear, one in the plan means that no index serves. */
static void
check_postgres_plan(Arena *arena, PGconn *conn, const Statement *st)
{
    Buf sql = buf_new(arena, 4096);
    Lines *plan = NEW(arena, Lines);

    buf_printf(&sql, "EXPLAIN EXECUTE %s", st->name);
    for (int i = 0; i < st->parameters; i++)
        buf_printf(&sql, "%sNULL", i == 0 ? "(" : ", ");
    buf_printf(&sql, "%s", st->parameters > 0 ? ")" : "");
    postgres_rows(arena, conn, text_cstr(arena, buf_done(&sql)), plan);
    for (size_t i = 0; i < plan->len; i++)
        if (text_find(plan->at[i], T("Seq Scan")) < plan->at[i].len && st->scans == NULL) {
            printf("# PostgreSQL: %.*s\n", TEXT_ARGS(plan->at[i]));
            wrong("reads a whole table and has no '-- scans:' reason");
        }
}

TEST(every_statement_holds_on_postgres)
{
    PGconn *conn = postgres_new(arena, ctx);
    Lines *none = NEW(arena, Lines);

    if (conn == NULL)
        return;
    postgres_rows(arena, conn, "SET enable_seqscan = off", none);
    postgres_rows(arena, conn, "SET plan_cache_mode = force_generic_plan", none);
    for (int i = 0; i < statements_count; i++) {
        const Statement *st = statements_all[i];
        Oid types[64];
        PGresult *prepared;
        ArenaMark mark = arena_mark(arena);

        ROW(label(arena, st));
        if (st->sql[DIALECT_POSTGRES][0] == '\0')
            continue;
        for (int p = 0; p < st->parameters; p++)
            types[p] = parameter_type(st->parameter_types[p]);
        prepared = PQprepare(conn, st->name, st->sql[DIALECT_POSTGRES], st->parameters, types);
        if (PQresultStatus(prepared) != PGRES_COMMAND_OK) {
            printf("# %s", PQresultErrorMessage(prepared));
            wrong("PostgreSQL prepares it");
        } else {
            check_postgres_types(conn, st);
            check_postgres_plan(arena, conn, st);
        }
        PQclear(prepared);
        ROW(NULL);
        arena_release(arena, mark);
    }
    PQfinish(conn);
}

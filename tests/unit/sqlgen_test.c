/* The SQL compiler: what it refuses, with the line, and what it writes (tests/sqlgen/). */
#include "harness.h"

#include "sqlgen/check.h"
#include "sqlgen/emit.h"
#include "sqlgen/parse.h"

enum { OUTPUT_BYTES_MAX = 1024 * 1024 };

static Text
source_dir(void)
{
    const char *dir = getenv("MINGBAI_SOURCE");

    return text_c(dir != NULL ? dir : ".");
}

static sqlite3 *
schema(Arena *arena)
{
    return sql_schema_open(arena, sql_dir(arena, text_printf(arena,
                                                             "%.*s/tests/unit/store/migrations/"
                                                             "sqlite",
                                                             TEXT_ARGS(source_dir()))));
}

/* The first mistake, as "LINE: message"; "fine" without one. */
static Text
verdict(Arena *arena, sqlite3 *db, Text source)
{
    SqlFile file;
    SqlError error = {0};
    bool fine = sql_parse(arena, source, &file, &error);

    for (size_t i = 0; fine && i < file.len; i++)
        fine = sql_check(arena, db, &file.at[i], &error);
    return fine ? T("fine") : text_printf(arena, "%d: %.*s", error.line, TEXT_ARGS(error.message));
}

typedef struct Case {
    const char *source;
    const char *verdict;
} Case;

static void
check_all(Arena *arena, const Case *cases, size_t count)
{
    sqlite3 *db = schema(arena);

    REQUIRE(db != NULL);
    for (size_t i = 0; i < count; i++) {
        ROW(cases[i].source);
        CHECK_TEXT(verdict(arena, db, text_c(cases[i].source)), cases[i].verdict);
    }
    sqlite3_close(db);
}

TEST(headers_are_read)
{
    static const Case cases[] = {
        {"",                                                                           "fine"                                              },
        {"-- prose\n\n",                                                               "fine"                                              },
        {"SELECT 1;\n",                                                                "1: SQL without a '-- name:' of its own"            },
        {"\n-- only: sqlite\n",                                                        "2: a statement begins with '-- name:'"             },
        {"-- name: a\nSELECT 1;",                                                      "1: 'a' needs a kind: :one, :many, :exec or :count" },
        {"-- name: a :all\nSELECT 1;",                                                 "1: 'a' needs a kind: :one, :many, :exec or :count" },
        {"-- name: A :exec\nSELECT 1;",                                                "1: 'A' is no name for a statement"                 },
        {"-- name: while :exec\nSELECT 1;",                                            "1: 'while' is no name for a statement"             },
        {"-- name: a_ :exec\nSELECT 1;",                                               "1: 'a_' is no name for a statement"                },
        {"-- name: a :exec\n-- name: b :exec\nSELECT 1;",                              "2: 'a' has no SQL"                                 },
        {"-- name: a :exec\n-- scans:\nSELECT 1;",                                     "2: 'scans' needs a reason"                         },
        {"-- name: a :exec\n-- takes: x\nSELECT :x;",
         "2: the type of 'x' is not int, text, bytes, bool or real"                                                                        },
        {"-- name: a :exec\n-- takes: x number\nSELECT :x;",
         "2: the type of 'x' is not int, text, bytes, bool or real"                                                                        },
        {"-- name: a :exec\n-- takes: x bool?\nSELECT :x;",
         "2: 'x': bool and real cannot be nullable"                                                                                        },
        {"-- name: a :exec\n-- takes: ctx int\nSELECT :ctx;",                          "2: the name 'ctx' is taken in C"                   },
        {"-- name: a :exec\n-- takes: X int\nSELECT :X;",
         "2: 'X' is no name: small letters, digits and _"                                                                                  },
        {"-- name: a :exec\n-- takes: x int,\n-- takes: x int\nSELECT :x;",            "3: 'x' stands twice"                               },
        {"-- name: a :one\nSELECT 1;",                                                 "1: 'a' lacks its 'gives'"                          },
        {"-- name: a :one\n-- gives Row\nSELECT 1;",                                   "1: 'a' lacks its 'gives'"                          },
        {"-- name: a :one\n-- gives row: x int\nSELECT 1;",                            "1: 'a' lacks its 'gives'"                          },
        {"-- name: a :exec\n-- gives: x int\nSELECT 1;",                               "1: 'a' gives no rows: :one or :many"               },
        {"-- name: a :one\n-- gives Row: n int\nSELECT 1 AS n;\n"
         "-- name: b :one\n-- gives Row: n int\nSELECT 1 AS n;\n",            "4: Row is given its columns twice; first on line 1"},
        {"-- name: a :exec\nDELETE FROM note;\n-- name: a :exec\nDELETE FROM note;\n",
         "3: 'a' stands twice; first on line 1"                                                                                            },
        {"-- name: a :exec\nDELETE FROM note;\n-- name: b :exec\nDELETE FROM note;\n", "fine"                                              },
        {"-- name: a :exec\r\nDELETE FROM note;\r\n",                                  "fine"                                              },
        {"-- name: a :exec\nDELETE FROM \xff;\n",                                      "1: the file is not UTF-8"                          },
    };

    check_all(arena, cases, sizeof cases / sizeof cases[0]);
}

TEST(parameters_are_numbered)
{
    static const Case cases[] = {
        {"-- name: a :exec\n-- takes: x int\nDELETE FROM note;",                            "2: parameter 'x' is not used"   },
        {"-- name: a :exec\nDELETE FROM note\n WHERE id = :x;",
         "3: parameter :x is not in 'takes'"                                                                                 },
        {"-- name: a :exec\nDELETE FROM note WHERE id = ?1;",                               "2: parameters are written :name"},
        {"-- name: a :exec\nDELETE FROM note WHERE id = $1;",                               "2: parameters are written :name"},
        {"-- name: a :exec\nDELETE FROM note WHERE id = @x;",                               "2: parameters are written :name"},
        {"-- name: a :exec\nDELETE FROM note WHERE id = '1'::int;",
         "2: '::' is PostgreSQL only; write CAST(x AS TYPE)"                                                                 },
        {"-- name: a :exec\nDELETE FROM note WHERE id = :1;",
         "2: ':' without the name of a parameter"                                                                            },
        {"-- name: a :exec\nDELETE FROM note WHERE ':x?$1@::' <> '' -- :y ?\n/* :z $1 */;", "fine"                           },
        {"-- name: a :exec\nDELETE FROM note WHERE data = 'it''s :x;' AND \"id\" = 1;",     "fine"                           },
    };

    check_all(arena, cases, sizeof cases / sizeof cases[0]);
}

TEST(statements_end_where_they_end)
{
    static const Case cases[] = {
        {"-- name: a :exec\nDELETE FROM note",                                      "2: the statement does not end in ';'"},
        {"-- name: a :exec\nDELETE FROM note\n-- name: b :exec\nDELETE FROM note;",
         "3: the statement above does not end in ';'"                                                                     },
        {"-- name: a :exec\nDELETE FROM note; DELETE FROM note;",
         "2: something stands behind the ';'"                                                                             },
        {"-- name: a :exec\nDELETE FROM note; -- all\n",                            "fine"                                },
        {"-- name: a :exec\nDELETE FROM note;\nDELETE FROM note;\n",
         "3: SQL without a '-- name:' of its own"                                                                         },
        {"-- name: a :exec\nDELETE FROM note WHERE 'x\n;",                          "2: a quote that does not close"      },
        {"-- name: a :exec\nDELETE FROM note\n /* x\n;",                            "3: a comment that does not close"    },
        {"-- name: a :exec\nDELETE FROM note WHERE (id = 1;",                       "2: '(' without ')'"                  },
        {"-- name: a :exec\nDELETE FROM note WHERE id = 1);",                       "2: ')' without '('"                  },
        {"-- name: a :exec\n;\n",                                                   "2: 'a' has no SQL"                   },
        {"-- name: a :exec\nDELETE FROM [note];",                                   "2: names are quoted in \"…\""      },
    };

    check_all(arena, cases, sizeof cases / sizeof cases[0]);
}

TEST(many_has_a_limit)
{
    static const Case cases[] = {
        {"-- name: a :many\n-- gives: id int\nSELECT id FROM note;",
         "1: 'a' is :many and has no LIMIT"                                                              },
        {"-- name: a :many\n-- gives: id int\nSELECT id FROM (SELECT id FROM note LIMIT 1) AS x;",
         "1: 'a' is :many and has no LIMIT"                                                              },
        {"-- name: a :many\n-- gives: id int\nSELECT id FROM note -- LIMIT 1\n;",
         "1: 'a' is :many and has no LIMIT"                                                              },
        {"-- name: a :many\n-- gives: id int\nSELECT id FROM note LIMIT 10;",                      "fine"},
        {"-- name: a :many\n-- gives: id int\nDELETE FROM note RETURNING id;",
         "1: 'a' is :many and has no LIMIT"                                                              },
        {"-- name: a :many\n-- gives: id int\n"
         "DELETE FROM note WHERE id IN (SELECT id FROM note LIMIT 5) RETURNING id;",      "fine"},
    };

    check_all(arena, cases, sizeof cases / sizeof cases[0]);
}

TEST(variants_come_in_pairs)
{
    static const Case cases[] = {
        {"-- name: a :exec\n-- only: sqlite\nDELETE FROM note;\n",                                   "1: 'a' lacks a variant"},
        {"-- name: a :exec\n-- only: sqlite\nDELETE FROM note;\n-- only: sqlite\nDELETE FROM note;",
         "5: two variants for the same database"                                                                             },
        {"-- name: a :exec\n-- only: mysql\nDELETE FROM note;\n",
         "2: 'only' is followed by sqlite or postgres"                                                                       },
        {"-- name: a :exec\n-- only: sqlite\nDELETE FROM note;\n\n-- only: postgres\n;\n",           "fine"                  },
        {"-- name: a :one\n-- gives: n int\n-- only: sqlite\nSELECT 1;\n-- only: postgres\n;\n",
         "6: 'a' has no SQL"                                                                                                 },
        {"-- name: a :exec\n-- takes: x int\n-- only: sqlite\nDELETE FROM note;\n"
         "-- only: postgres\nDELETE FROM note WHERE id = :x;\n",                            "fine"                  },
    };

    check_all(arena, cases, sizeof cases / sizeof cases[0]);
}

TEST(columns_are_what_gives_says)
{
    static const Case cases[] = {
        {"-- name: a :exec\nDELETE FROM notes;",                                          "2: 'a': no such table: notes"},
        {"-- name: a :exec\nUPDATE note\n   SET id = 1\n WHERE nope = 1;",
         "4: 'a': no such column: nope"                                                                                 },
        {"-- name: a :exec\nUPDATE note SET weight = \"nope\";",                          "2: 'a': no such column: nope"},
        {"-- name: a :one\n-- gives: id int\nSELECT id, data FROM note;",
         "1: 'a' selects 2 columns, 'gives' lists 1"                                                                    },
        {"-- name: a :one\n-- gives: village int, id int\nSELECT id, village FROM note;",
         "1: 'a': column 1 is 'id', 'gives' says 'village' (AS renames)"                                                },
        {"-- name: a :one\n-- gives: id text\nSELECT id FROM note;",
         "1: 'a': column 'id' is INTEGER in the schema, not what 'gives' says"                                          },
        {"-- name: a :one\n-- gives: n int, x text?\nSELECT count(*), NULL FROM note;",   "fine"                        },
        {"-- name: a :one\n-- gives: note int\nSELECT n.id AS note FROM note AS n;",      "fine"                        },
        {"-- name: a :one\n-- gives: open bool\nSELECT open FROM village;",               "fine"                        },
    };

    check_all(arena, cases, sizeof cases / sizeof cases[0]);
}

/* ---- what is written ---- */

/* Compares with the file; MINGBAI_ACCEPT=1 writes it anew. */
static void
check_golden(Arena *arena, const char *name, Buf *made)
{
    Text path = text_printf(arena, "%.*s/tests/sqlgen/%s", TEXT_ARGS(source_dir()), name);
    Text got = buf_done(made);

    if (getenv("MINGBAI_ACCEPT") != NULL) {
        FILE *file = fopen(text_cstr(arena, path), "wb");

        if (file == NULL || fwrite(got.at, 1, got.len, file) != got.len || fclose(file) != 0)
            abort();
    }
    ROW(name);
    CHECK(text_eq(got, sql_file_read(arena, path)));
}

TEST(what_is_written_is_known)
{
    sqlite3 *db = schema(arena);
    Buf header = buf_new(arena, OUTPUT_BYTES_MAX);
    Buf source = buf_new(arena, OUTPUT_BYTES_MAX);
    Text path = text_printf(arena, "%.*s/tests/sqlgen/golden.sql", TEXT_ARGS(source_dir()));
    Text text = sql_file_read(arena, path);
    SqlFile file;
    SqlError error;

    CHECK_TEXT(verdict(arena, db, text), "fine");
    REQUIRE(sql_parse(arena, text, &file, &error));
    sql_emit_header(arena, &header, T("golden.sql"), file);
    sql_emit_source(arena, &source, T("golden.sql"), file);
    check_golden(arena, "golden.sql.h", &header);
    check_golden(arena, "golden.sql.c", &source);
    sqlite3_close(db);
}

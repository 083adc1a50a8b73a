/*
 * opinions_bare -- the reference of bench/opinions: the rows of one opinion, written by a loop that
 * does nothing else, one transaction each, as durable as the program writes them.
 *
 *     opinions_bare sqlite PATH SECONDS VILLAGE ACCOUNT
 *     opinions_bare postgres URL SECONDS VILLAGE ACCOUNT
 *
 * Prints how many a second.
 */
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { STATEMENTS_MAX = 40, SQL_MAX = 1024, MEASURE_RECEIVED = 40, MEASURE_OPEN = 41 };

static char sql[STATEMENTS_MAX][SQL_MAX];
static int count;

static double
now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* What an anonymous complaint writes; $1 is its number. */
static void
make_statements(long long village, long long account)
{
    static const long long units[] = {1, 1000, 1000000, 100000000, 10000000000, 1000000000000};

    snprintf(sql[count++], SQL_MAX,
             "INSERT INTO opinion (id, number, receipt_hash, region, kind, topic, state, title, body, "
             "place, open, shown, sender, office, busy, received_at, reply_due, resolve_due, "
             "first_due, next_at) VALUES ($1, CAST($1 AS TEXT), 'c0ffee', %lld, 'complaint', 'roads', "
             "'received', '路灯不亮', '村东头第三盏路灯不亮三天了，晚上看不见路', '村东', 1, 0, 'anonymous', "
             "%lld, 1, 1685584800, 1685635200, 1686240000, 1686240000, 1685635200)",
             village, village);
    snprintf(sql[count++], SQL_MAX,
             "INSERT INTO opinion_event (id, opinion, at, kind) VALUES ($1, $1, 1685584800, 'submitted')");
    snprintf(sql[count++], SQL_MAX,
             "INSERT INTO audit (id, at, region, action, object, detail) VALUES ($1, 1685584800, %lld, "
             "'opinion.submit', $1, '230601-000000')",
             village);
    snprintf(sql[count++], SQL_MAX,
             "INSERT INTO notice (id, account, kind, subject, at, region, sentence, link) VALUES ($1, "
             "%lld, 'opinion.received', $1, 1685584800, %lld, '群众有话说，请今天答复', '/desk/opinion/1')",
             account, village);
    snprintf(sql[count++], SQL_MAX,
             "INSERT INTO throttle (subject, failures, until) VALUES ('bare' || CAST($1 AS TEXT), 1, "
             "1685635200)");
    for (int measure = MEASURE_RECEIVED; measure <= MEASURE_OPEN; measure++)
        for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
            long long place = village / units[i] * units[i];

            snprintf(sql[count++], SQL_MAX,
                     "INSERT INTO tally (region, measure, day, value) SELECT %lld, %d, 19509, 1 WHERE $1 "
                     "> 0 ON CONFLICT (region, measure, day) DO UPDATE SET value = tally.value + 1",
                     place, measure);
            snprintf(sql[count++], SQL_MAX,
                     "INSERT INTO tally_total (region, measure, value) SELECT %lld, %d, 1 WHERE $1 > 0 "
                     "ON CONFLICT (region, measure) DO UPDATE SET value = tally_total.value + 1",
                     place, measure);
        }
}

static void
fail(const char *what, const char *why)
{
    fprintf(stderr, "opinions_bare: %s: %s\n", what, why);
    exit(1);
}

/* ---- SQLite ---- */

static long
on_sqlite(const char *path, double seconds)
{
    sqlite3_stmt *prepared[STATEMENTS_MAX];
    sqlite3 *db;
    double until;
    long done = 0;

    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", NULL, NULL, NULL) != 0)
        fail(path, sqlite3_errmsg(db));
    for (int i = 0; i < count; i++) {
        for (char *c = sql[i]; *c != '\0'; c++)
            if (*c == '$')
                *c = '?';
        if (sqlite3_prepare_v2(db, sql[i], -1, &prepared[i], NULL) != SQLITE_OK)
            fail(sql[i], sqlite3_errmsg(db));
    }
    until = now() + seconds;
    while (now() < until) {
        if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
            fail("begin", sqlite3_errmsg(db));
        for (int i = 0; i < count; i++) {
            sqlite3_bind_int64(prepared[i], 1, done + 1);
            if (sqlite3_step(prepared[i]) != SQLITE_DONE)
                fail(sql[i], sqlite3_errmsg(db));
            sqlite3_reset(prepared[i]);
        }
        if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
            fail("commit", sqlite3_errmsg(db));
        done++;
    }
    return done;
}

/* ---- PostgreSQL ---- */

static void
expect(PGconn *conn, PGresult *result, const char *what)
{
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail(what, PQerrorMessage(conn));
    PQclear(result);
}

static long
on_postgres(const char *url, double seconds)
{
    static const Oid int8 = 20;
    PGconn *conn = PQconnectdb(url);
    char name[16], number[32];
    const char *values[] = {number};
    double until;
    long done = 0;

    if (PQstatus(conn) != CONNECTION_OK)
        fail(url, PQerrorMessage(conn));
    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof name, "s%d", i);
        expect(conn, PQprepare(conn, name, sql[i], 1, &int8), sql[i]);
    }
    until = now() + seconds;
    while (now() < until) {
        expect(conn, PQexec(conn, "BEGIN ISOLATION LEVEL SERIALIZABLE"), "begin");
        snprintf(number, sizeof number, "%ld", done + 1);
        for (int i = 0; i < count; i++) {
            snprintf(name, sizeof name, "s%d", i);
            expect(conn, PQexecPrepared(conn, name, 1, values, NULL, NULL, 0), sql[i]);
        }
        expect(conn, PQexec(conn, "COMMIT"), "commit");
        done++;
    }
    return done;
}

int
main(int argc, char **argv)
{
    double seconds;
    long done;

    if (argc != 6)
        fail("usage", "opinions_bare sqlite|postgres DATABASE SECONDS VILLAGE ACCOUNT");
    seconds = atof(argv[3]);
    make_statements(atoll(argv[4]), atoll(argv[5]));
    done = strcmp(argv[1], "sqlite") == 0 ? on_sqlite(argv[2], seconds) : on_postgres(argv[2], seconds);
    printf("%.1f\n", (double)done / seconds);
    return 0;
}

/*
 * inside -- what the files of store/ share; nobody else includes it.
 */
#pragma once

#include <stdatomic.h>
#include <sys/types.h>

#include "base/log.h"
#include "store/statement.h"
#include "store/store.h"

enum {
    STORE_FIELDS_MAX = 64,        /* parameters or columns of a statement; sqlgen holds the same */
    STORE_OWN_STATEMENTS_MAX = 8, /* statements of the store itself; their places are -1, -2, … */
    STORE_PATH_BYTES = 4096,
};

/* ---- versions ---- */

enum { VERSION_SLOTS = 65536 };

typedef struct VersionSlot {
    _Atomic uint32_t begun;
    _Atomic uint32_t ended;
} VersionSlot;

/* The shared memory. */
typedef struct VersionTable {
    char magic[8];
    uint64_t origin; /* random: who shares this table; told in notifications */
    uint32_t epoch;  /* random, not 0: another one whenever counting begins anew */
    char boot[48];   /* the boot of the machine in which counting began */
    _Alignas(64) VersionSlot slots[VERSION_SLOTS];
} VersionTable;

/* Maps the table in the file at path (made when missing, with mode); path NULL: memory of this
 * process only.  NULL, logged, when it cannot be had. */
VersionTable *versions_open(const char *path, mode_t mode);
void versions_close(VersionTable *table);

uint64_t versions_get(const VersionTable *table, int64_t key);
void versions_begin(VersionTable *table, int64_t key);
void versions_end(VersionTable *table, int64_t key);
void versions_begin_all(VersionTable *table);
void versions_end_all(VersionTable *table);
void versions_move_all(VersionTable *table); /* both, one after the other */
void versions_settle(VersionTable *table);   /* and makes both equal: store_versions_settle */

/* The file for a PostgreSQL database: named by a hash of its URL.  false, logged, without a place.
 */
bool versions_path_for(Text url, char path_out[STORE_PATH_BYTES]);

/* ---- drivers ---- */

typedef struct Tx {
    Store *store;
    bool write;
    Status failed; /* of the first statement that failed; OK */
    bool touch_all;
    unsigned touched_constants; /* 1 << KEY_…: known even when there are too many touches */
    size_t touch_len;
    int64_t touches[STORE_TOUCHES_MAX];
    uint64_t versions[KEY_CONSTANT_MAX + 1]; /* before it began */
} Tx;

/* What a database can do.  Every function answers OK, BUSY (try again later) or FAULT (logged); run
 * and commit also CONFLICT and INVALID. */
typedef struct Driver {
    Status (*open)(Store *store);
    void (*close)(Store *store);
    Status (*begin)(Store *store, const Ctx *ctx, bool write);
    /* *unknown_out: the connection broke, so it may or may not have committed. */
    Status (*commit)(Store *store, bool *unknown_out);
    void (*rollback)(Store *store);
    /* changed_out may be NULL.  In bulk mode a statement without reader and changed_out may fail
     * later: in the answer of another one, or of the commit. */
    Status (*run)(Store *store, Arena *arena, const Statement *statement, const Value *parameters,
                  StoreRowReader *reader, void *arg, int64_t *changed_out);
    Status (*script)(Store *store, const char *sql); /* several statements without parameters */
    Status (*bulk)(Store *store, bool on);
    void (*limit)(Store *store);         /* store->limit_ms has changed */
    bool (*hopeful)(const Store *store); /* after BUSY: trying again at once has a point */
} Driver;

extern const Driver sqlite_driver;
extern const Driver postgres_driver;

struct Store {
    Arena *arena;
    const Driver *driver;
    Dialect dialect;
    Text url; /* of PostgreSQL; the path of SQLite */
    pid_t owner;
    int limit_ms;
    bool in_tx;
    bool writing; /* the transaction may write */
    VersionTable *versions;
    void *connection; /* the driver's */
};

/* Which place a statement has in the driver's table of prepared ones. */
size_t store_place(const Statement *statement);
size_t store_places(void);

/* Takes a notification's "ORIGIN KEY KEY …" or "ORIGIN *". */
void store_notified(Store *store, Text payload);

/* What went wrong with which statement (may be NULL).  Never a value: those may be personal. */
void store_log(LogLevel level, const Statement *statement, const char *code, const char *why);

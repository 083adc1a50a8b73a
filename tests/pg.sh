#!/bin/sh
# Runs a command with a PostgreSQL server of its own, and takes the server away afterwards.
#
#     tests/pg.sh meson test -C out
#
# MINGBAI_TEST_PG holds the URL of an empty database.  The server listens on a unix socket in a
# temporary directory only.  With MINGBAI_TEST_PG_FSYNC=on commits reach the disk (tests of
# durability); it is off otherwise, for speed.  Needs PostgreSQL 15 (Debian: postgresql-15).
set -eu

if [ $# -eq 0 ]; then
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi

bin=$(ls -d /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin 2>/dev/null | head -n 1)
if [ -z "$bin" ]; then
    bin=$(dirname "$(command -v initdb || true)")
fi
if [ ! -x "$bin/initdb" ]; then
    echo "pg.sh: no PostgreSQL server here (Debian: apt-get install postgresql-15)" >&2
    exit 1
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/mingbai-pg.XXXXXX")

# PostgreSQL refuses to run as root.
as_user() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    elif id postgres >/dev/null 2>&1; then
        setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
    else
        setpriv --reuid=nobody --regid="$(id -gn nobody)" --clear-groups -- "$@"
    fi
}

finish() {
    code=$?
    trap - EXIT INT TERM HUP
    if [ -s "$dir/data/postmaster.pid" ]; then
        as_user "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
    fi
    rm -rf "$dir"
    exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if [ "$(id -u)" -eq 0 ]; then
    if id postgres >/dev/null 2>&1; then chown postgres "$dir"; else chown nobody "$dir"; fi
fi
chmod 755 "$dir" # the socket is for whoever runs the tests

cd "$dir"
as_user "$bin/initdb" -D "$dir/data" -U mingbai -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
    >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir'
unix_socket_permissions = 0777
fsync = ${MINGBAI_TEST_PG_FSYNC:-off}
max_connections = 60
shared_buffers = 64MB
logging_collector = off
CONF
as_user "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 start >/dev/null 2>&1 ||
    { cat "$dir/server.log" >&2; exit 1; }
as_user "$bin/createdb" -h "$dir" -U mingbai mingbai
cd - >/dev/null

MINGBAI_TEST_PG="postgresql://mingbai@/mingbai?host=$dir"
MINGBAI_TEST_PG_BIN=$bin
MINGBAI_TEST_PG_DIR=$dir
export MINGBAI_TEST_PG MINGBAI_TEST_PG_BIN MINGBAI_TEST_PG_DIR
echo "pg.sh: $MINGBAI_TEST_PG" >&2
"$@"

#!/usr/bin/env bash
# Runs the tests that touch the database on the oldest PostgreSQL that DATABASE_URL may name. Does nothing, and says so,
# where there is no PostgreSQL 15 and none can be installed.
set -uo pipefail
cd "$(dirname "$0")/.."

bin=/usr/lib/postgresql/15/bin
if [ ! -x $bin/postgres ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  settings=/etc/postgresql-common/createcluster.conf # no cluster of its own: we only want the programs
  [ -e $settings ] || (mkdir -p "${settings%/*}" && echo "create_main_cluster = false" >$settings)
  (apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql-15) \
    >/dev/null 2>&1
fi
if [ ! -x $bin/postgres ]; then
  echo "There is no PostgreSQL 15 here: not tested on it."
  exit 0
fi

folder=$(mktemp -d /tmp/farvater-pg15-XXXXXX)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
fi
stop() {
  as $bin/pg_ctl -D "$folder/data" -m immediate stop >/dev/null 2>&1
  rm -rf "$folder"
}
trap stop EXIT
cd /
as $bin/initdb -D "$folder/data" -U farvater --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null || exit 1
as $bin/pg_ctl -D "$folder/data" -w -l "$folder/log" \
  -o "-c listen_addresses= -k $folder -c fsync=off -c max_connections=60 -c random_page_cost=1.1 -c jit=off" start >/dev/null || exit 1
cd - >/dev/null

echo "On PostgreSQL 15:"
export TEST_DATABASE_URL="postgres://farvater@localhost/postgres?host=$folder"
mapfile -t tests < <(grep -rlE "freshDatabase|test/(database|world)" --include='*.test.ts' --include='*.test.tsx' src test |
  grep -v -e '^test/journeys/' -e '\.journey\.')
node scripts/prepare.mjs test "${tests[@]}"

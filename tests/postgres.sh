# A PostgreSQL server that is thrown away. Sourced by tests/run and benches/run, which own the directory $work.

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" -eq 0 ]; then su postgres -s /bin/sh -c "$*"; else sh -c "$*"; fi; }

start_postgres() { # start_postgres SETTING…: sets COLLEGE_TEST_POSTGRES, the URL of the server
  local bin port setting settings=""
  bin=$(postgres_bin); [ -n "$bin" ] || { echo "PostgreSQL is not installed"; return 1; }
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  for setting in "$@"; do settings+=" -c $setting"; done
  mkdir "$work/postgres"; [ "$(id -u)" -ne 0 ] || { chmod 755 "$work"; chown postgres "$work/postgres"; }
  as_postgres "$bin/initdb -D $work/postgres/data -U college -A trust -E UTF8 --locale=C.UTF-8" >"$work/initdb.log" || return 1
  as_postgres "$bin/pg_ctl -w -D $work/postgres/data -l $work/postgres/log start \
    -o '-p $port -k $work/postgres -c listen_addresses=127.0.0.1 -c max_connections=200$settings'" >/dev/null || return 1
  export COLLEGE_TEST_POSTGRES="postgres://college@127.0.0.1:$port/postgres"
}

stop_postgres() {
  [ -d "$work/postgres/data" ] || return 0
  as_postgres "$(postgres_bin)/pg_ctl -D $work/postgres/data -m immediate stop" >/dev/null 2>&1
}

#!/usr/bin/env bash
# Builds everything once and runs every test, on SQLite and on a temporary PostgreSQL of its own.
# With MARKETPLACE_TEST_PICTURES=1 the browser's tests leave a picture of every screen in tests/artifacts/screens.
# Installs PostgreSQL, pgbouncer and a headless Chromium first where they are missing and this is root on a Debian; .NET and Node must be there.
set -euo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$*"; }
die() { printf 'test.sh: %s\n' "$*" >&2; exit 1; }

postgres_tools() { # the newest version's folder
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
  if [ -n "$found" ]; then echo "$found"; elif command -v initdb >/dev/null; then dirname "$(command -v initdb)"; fi
}
has() { command -v "$1" >/dev/null; }
has_browser() { has chromium-headless-shell || has chromium || has chromium-browser || has google-chrome; }
may_install() { [ "$(id -u)" = 0 ] && has apt-get; }

install() {
  say "Installing $*"
  # Only the programs are needed: no server of the system's own.
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
  fi
  apt-get update -q </dev/null &&
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@" </dev/null || return
  case " $* " in *" pgbouncer "*) [ ! -d /run/systemd/system ] || systemctl disable --now --quiet pgbouncer || true ;; esac
}
install_missing() {
  local missing=()
  [ -n "${MARKETPLACE_TEST_POSTGRES:-}" ] || [ -n "$(postgres_tools)" ] || missing+=(postgresql)
  has pgbouncer || [ -x /usr/sbin/pgbouncer ] || missing+=(pgbouncer)
  # They read our PDF files; the tests pass without them.
  ! may_install || has qpdf || missing+=(qpdf)
  ! may_install || has pdftotext || missing+=(poppler-utils)
  has_browser || may_install || missing+=(chromium)
  if [ ${#missing[@]} -gt 0 ]; then
    may_install || die "please install: ${missing[*]} (as root on Debian or Ubuntu this script does it itself)"
    install "${missing[@]}"
  fi
  # The one without windows opens a page in a third of the time; not every distribution has it.
  has chromium-headless-shell || ! may_install || install chromium-headless-shell || echo "test.sh: no chromium-headless-shell here"
  has_browser || install chromium
}

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; else "$@"; fi; }

cluster=
start_postgres() {
  [ -z "${MARKETPLACE_TEST_POSTGRES:-}" ] || return 0
  local tools port
  tools=$(postgres_tools)
  cluster=$(cd / && as_postgres mktemp -d "${TMPDIR:-/tmp}/marketplace-postgres-XXXXXX")
  (cd / && as_postgres "$tools/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C --no-sync --no-instructions >/dev/null)
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    if (cd / && as_postgres "$tools/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -t 60 start >/dev/null \
      -o "-p $port -k $cluster -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"); then
      export MARKETPLACE_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      return 0
    fi
  done
  cat "$cluster/log" >&2
  die "the temporary PostgreSQL did not start"
}
stop_postgres() {
  [ -n "$cluster" ] || return 0
  (cd / && as_postgres "$(postgres_tools)/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$cluster"
}
stop_compiler() {
  [ -n "${SharedCompilationId:-}" ] || return 0
  local server
  server=$(ls "$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)/Roslyn/bincore/VBCSCompiler.dll" 2>/dev/null) || return 0
  dotnet exec "$server" -shutdown "-pipename:$SharedCompilationId" >/dev/null 2>&1 || true
}
scratch=
# Where memory is plenty, what tests write and throw away does not go to the disk.
use_memory() {
  local free
  free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1) || return 0
  [ "${free:-0}" -gt 6000000 ] || return 0
  scratch=$(mktemp -d /dev/shm/marketplace-tests-XXXXXX)
  chmod 1777 "$scratch"
  export TMPDIR=$scratch
}
trap 'stop_postgres; stop_compiler; [ -z "$scratch" ] || rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

command -v dotnet >/dev/null || die "please install the .NET SDK 10 (https://dotnet.microsoft.com/download)"
command -v node >/dev/null && command -v npm >/dev/null || die "please install Node with npm (https://nodejs.org)"
install_missing

# No build servers that outlive this script: MSBuild's end with it, the compiler's is our own and told to. Without one every project would
# start a compiler of its own.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=true SharedCompilationId="marketplace-$$"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# What tests start lives for seconds: it gains nothing from measuring itself.
export DOTNET_TieredPGO=0

# Their share of the whole; what is not named here is short.
longest="Browser Stripe Credits Hosting Jobs Adjustments Payments TfpMigration AutoTopUp Users Tenants"

say "Building"
dotnet build Marketplace.slnx --nologo -v quiet -clp:NoSummary </dev/null

use_memory
say "Starting PostgreSQL"
start_postgres

say "Testing"
results=$PWD/tests/artifacts/results
rm -rf "$results"
mkdir -p "$results"
outcome=0
# Each program runs by itself, without a test host around it, the longest first: one more at a time than there are cores, because half of
# the time they wait for browsers, processes and servers. One that hangs is ended.
run_program() { # a test program's project folder
  local name log
  name=$(basename "$1")
  log=$results/$name.txt
  (cd "$1/bin/Debug/net10.0" && timeout --kill-after=30 40m dotnet "$name.dll" -noColor -noLogo -longRunning 120 -trx "$results/$name.trx") \
    </dev/null >"$log" 2>&1 && grep -h -A1 'TEST EXECUTION SUMMARY' "$log" | tail -1 && return
  printf '\n== %s FAILED, its whole output is %s\n' "$name" "$log"
  return 1
}
export -f run_program
failures() { # of one program's output: each test that failed with what it says, or the end where none was named
  if grep -q '\[FAIL\]$' "$1"; then awk '/\[FAIL\]$/ { left = 30 } left-- > 0' "$1"; else tail -40 "$1"; fi
}
export results
{
  for name in $longest; do echo "tests/Marketplace.$name.Tests"; done
  ls -d tests/*.Tests tests/*/*.Tests | grep -vxF "$(for name in $longest; do echo "tests/Marketplace.$name.Tests"; done)"
} | xargs -P "$(($(nproc) + 1))" -I{} bash -c 'run_program {}' || outcome=1

counter() { # the sum of one counter over all result files
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'
}
total=$(counter total); passed=$(counter passed); executed=$(counter executed)
failed=$((executed - passed)); skipped=$((total - executed))
programs=$(ls -d tests/*.Tests tests/*/*.Tests | wc -l)
reports=$(ls "$results"/*.trx 2>/dev/null | wc -l)
if [ "$reports" -lt "$programs" ]; then
  echo "test.sh: only $reports of $programs test programs reported results" >&2
  outcome=1
fi
[ "$failed" = 0 ] || outcome=1

# Last of all, where nobody has to search for it.
for log in "$results"/*.txt; do
  program=$(basename "$log" .txt)
  grep -q 'Errors: 0, Failed: 0,' "$log" && [ -f "$results/$program.trx" ] && continue
  say "$program FAILED"
  failures "$log"
done

# What the product does not do yet, as docs/acceptance.md marks it and the tests hold it to.
gaps=tests/artifacts/acceptance-gaps.txt
[ ! -f "$gaps" ] || say "Open lines of docs/acceptance.md: $(grep -c . "$gaps") ($(paste -sd' ' "$gaps"))"

printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
exit "$outcome"

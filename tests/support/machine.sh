#!/usr/bin/env bash
# Installs what the tests need beside Python, where it is missing: Java and Maven for Neo4j, Chromium for the pages,
# LibreOffice for the sheets, PostgreSQL for the store, curl for the recipes of docs/, wrk for the benches.
# Debian and its kin only; elsewhere it says what to install. Does nothing, and needs no rights, where all is there.
set -euo pipefail

missing=()
want() { command -v "$1" >/dev/null || missing+=("${@:2}"); }
want java openjdk-17-jre-headless
want mvn maven
want chromium chromium fonts-dejavu-core # the fonts for Arabic
want wrk wrk # to put the service under load
want curl curl ca-certificates # to run the recipes of the documentation
want soffice libreoffice-calc-nogui python3-uno # to fill in a template as a person would
# Debian keeps the server's programs off the PATH; the tests run a cluster of their own.
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || want initdb postgresql
# The browser tests' driver brings its own Node, which needs this library.
[ -n "$(find /usr/lib /lib -name 'libatomic.so.1' -print -quit 2>/dev/null)" ] || missing+=(libatomic1)
[ ${#missing[@]} -gt 0 ] || exit 0

fail() {
  echo "Needed here: ${missing[*]}. $1" >&2
  exit 1
}
command -v apt-get >/dev/null || fail "Install them with this machine's package manager, then run make again."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "Run as root, or have root run: apt-get install ${missing[*]}"
  as_root=(sudo)
fi

echo "Installing: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes "$@" >"$log" 2>&1 \
    || { tail -n 20 "$log" >&2; fail "apt-get $1 failed; see above"; }
}
apt update
apt install --no-install-recommends "${missing[@]}"

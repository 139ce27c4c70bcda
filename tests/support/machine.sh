#!/usr/bin/env bash
# Installs what the tests need beside Python, where it is missing: Java and Maven for Neo4j, Chromium for the pages.
# Debian and its kin only; elsewhere it says what to install. Does nothing, and needs no rights, where all is there.
set -euo pipefail

missing=()
want() { command -v "$1" >/dev/null || missing+=("${@:2}"); }
want java openjdk-17-jre-headless
want mvn maven
want chromium chromium fonts-dejavu-core # the fonts for Arabic
[ ${#missing[@]} -gt 0 ] || exit 0

fail() {
  echo "The tests need: ${missing[*]}. $1" >&2
  exit 1
}
command -v apt-get >/dev/null || fail "Install them with this machine's package manager, then run make again."
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "Run as root, or have root run: apt-get install ${missing[*]}"
  as_root=(sudo)
fi

echo "Installing for the tests: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
quietly=(-qq -o Dpkg::Use-Pty=0)
"${as_root[@]}" apt-get update "${quietly[@]}" || fail "apt-get update failed; see above."
"${as_root[@]}" apt-get install "${quietly[@]}" --yes --no-install-recommends "${missing[@]}" >/dev/null \
  || fail "apt-get could not install them; see above."

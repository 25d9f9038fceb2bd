#!/bin/sh
# Installs the Debian packages that building and testing need. Without root, or without apt-get, it says what is
# missing and goes on: what cannot run without them says so itself.
set -eu
cd "$(dirname "$0")"

command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=""
while read -r package; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done <debian-packages.txt
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of words
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "missing packages; install them with: sudo apt-get install$missing" >&2
fi

#!/bin/sh
# Installs the Debian packages that are missing: `install-deps.sh build` those that building needs, `install-deps.sh` those
# of the tests as well, `install-deps.sh bench` those of the benchmark. With DEPS=0, without root or without a network it says
# what is missing and goes on: what cannot be built or run without them says so itself.
set -eu
cd "$(dirname "$0")"

command -v dpkg-query >/dev/null 2>&1 || exit 0
lists="debian-build.txt debian-packages.txt"
case ${1:-} in
build) lists=debian-build.txt ;;
bench) lists="debian-build.txt debian-bench.txt" ;;
esac

missing=""
# shellcheck disable=SC2086  # a list of words
for package in $(cat $lists | sort -u); do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done

# Of these the tests want the headers alone; what the packages depend on is a whole Wine of 650 MB.
headers() {
    [ -z "${1:-}" ] || return 0
    [ ! -d /usr/include/wine ] && [ ! -d ../target/headers/usr/include/wine ] || return 0
    mkdir -p ../target/headers
    (cd ../target/headers && apt-get download -qq libwine-dev && dpkg -x libwine-dev_*.deb . && rm libwine-dev_*.deb) \
        >/dev/null 2>&1 || echo "no headers of Wine here; its tests will be skipped" >&2
}

[ -n "$missing" ] || {
    headers "$@"
    exit 0
}

if [ "${DEPS:-1}" != 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of words
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
        headers "$@"
        exit 0
    fi
fi
echo "missing packages; install them with: sudo apt-get install$missing" >&2

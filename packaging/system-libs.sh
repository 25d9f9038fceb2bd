#!/bin/sh
# Prints what a program that links libcopyfile2.a links as well, as rustc reports it for this build:
# `system-libs.sh [target/release]`, the directory with libcopyfile2.rlib.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
built=${1:-$target/release}
[ $# -gt 0 ] || [ -f "$built/libcopyfile2.rlib" ] || built=$target/debug
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

# A static library around the one that cargo made: the same answer, without building anything again.
echo 'extern crate copyfile2;' |
    "${RUSTC:-rustc}" --crate-name around --crate-type staticlib --extern "copyfile2=$built/libcopyfile2.rlib" \
        -L "dependency=$built/deps" -C debuginfo=0 --print "native-static-libs=$scratch/libs" \
        -o "$scratch/libaround.a" - 2>"$scratch/said" || { cat "$scratch/said" >&2; exit 1; }

libs=""
for lib in $(cat "$scratch/libs"); do
    case $lib in
    # The compiler adds these by itself, and -lgcc_s by name would break `cc -static`.
    -lc | -lgcc_s) ;;
    # Where the library stands, when not where the linker looks anyway.
    -lcurl) libs="$libs $(pkg-config --libs-only-L libcurl 2>/dev/null || :) $lib" ;;
    -lsqlite3) libs="$libs $(pkg-config --libs-only-L sqlite3 2>/dev/null || :) $lib" ;;
    *) libs="$libs $lib" ;;
    esac
done
# shellcheck disable=SC2086  # one space between words
echo $libs

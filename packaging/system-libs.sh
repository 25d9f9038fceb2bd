#!/bin/sh
# Prints what a program that links libcopyfile2.a links as well.
set -eu
libs="-lpthread -ldl -lm"
for package in libcurl sqlite3; do
    libs="$libs $(pkg-config --libs "$package" 2>/dev/null || true)"
done
echo "$libs"

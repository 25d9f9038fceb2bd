#!/bin/sh
# Makes a file, copies it with the program given, verifies the copy, and cleans up.
set -eu
program=$1
directory=$(mktemp -d "${TMPDIR:-/tmp}/copyfile2-demo.XXXXXX")
trap 'rm -rf "$directory"' EXIT INT TERM

# A quarter of what is free, at most 512 MiB.
free=$(df -Pm "$directory" | awk 'NR == 2 { print $4 }')
size=$((free / 4))
[ "$size" -le 512 ] || size=512
[ "$size" -ge 1 ] || { echo "demo: no space in $directory" >&2; exit 1; }

echo "demo: making a file of $size MiB"
head -c "${size}M" /dev/urandom >"$directory/source.bin"
"$program" "$directory/source.bin" "$directory/copy.bin"
cmp "$directory/source.bin" "$directory/copy.bin"
echo "demo: source and copy are identical"

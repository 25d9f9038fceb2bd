#!/bin/sh
# `archive.sh BUILT OUT.a`: makes of BUILT/libcopyfile2.a an archive in which only the names of the API are global. Rust's
# runtime and bundled C libraries become local, so that a program may link another Rust library or its own SQLite beside it.
set -eu
built=$1
out=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

# cargo's own shared library exports what this build offers: with or without BITS.
"${NM:-nm}" -D --defined-only "$built/libcopyfile2.so" | awk '{ print $NF }' >"$scratch/names"
[ -s "$scratch/names" ] || { echo "archive.sh: $built/libcopyfile2.so exports nothing" >&2; exit 1; }

# Groups are resolved here: a group that another Rust library has too would be discarded in the final link, and local
# names in it with it. Common symbols get their place (-d): one without a place cannot be local.
# shellcheck disable=SC2046  # one word for each name
"${LD:-ld}" -r -d --gc-sections --force-group-allocation $(sed 's/^/--undefined=/' "$scratch/names") \
    -o "$scratch/whole.o" "$built/libcopyfile2.a"
# The bitcode serves rustc alone, and binutils with the plugin of an older LLVM stumble over it.
# Weak: a layer with a CopyFileW or an IID_IUnknown of its own keeps it, as it does beside the shared library.
"${OBJCOPY:-objcopy}" --keep-global-symbols="$scratch/names" --weaken-symbols="$scratch/names" \
    --remove-section=.llvmbc --remove-section=.llvmcmd "$scratch/whole.o" "$scratch/copyfile2.o"
rm -f "$scratch/libcopyfile2.a"
"${AR:-ar}" rcsD "$scratch/libcopyfile2.a" "$scratch/copyfile2.o"
mv "$scratch/libcopyfile2.a" "$out"

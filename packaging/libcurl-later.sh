#!/bin/sh
# `libcurl-later.sh OUT.o LIBS...`: makes the object that loads libcurl when it is first needed, where the library is
# linked to the shared libcurl of the system, and prints what is linked then: that object and the other LIBS.
set -eu
out=$1
shift
here=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

# Under which name the loader knows the libcurl that the linker takes: there are those with OpenSSL, GnuTLS and others.
: >"$scratch/none.c"
soname=
case " $* " in *" -lcurl "*)
    ${CC:-cc} -shared -o "$scratch/none.so" "$scratch/none.c" -Wl,--no-as-needed "$@"
    soname=$(LC_ALL=C readelf -dW "$scratch/none.so" | sed -n 's/.*(NEEDED).*\[\(libcurl[^]]*\)\]$/\1/p')
    ;;
esac
[ -n "$soname" ] || { echo "$*"; exit; }
# shellcheck disable=SC2046  # words
${CC:-cc} -std=c11 -O2 -fPIC -Wall -Wextra -Werror -D_GNU_SOURCE "-DSONAME=\"$soname\"" \
    $(pkg-config --cflags libcurl 2>/dev/null || :) -c -o "$out" "$here/libcurl-later.c"
# The linker would note libcurl as needed (--as-needed) for calls in parts that it leaves out (--gc-sections).
words=$out
for word; do
    case $word in -lcurl) ;; *) words="$words $word" ;; esac
done
echo "$words"

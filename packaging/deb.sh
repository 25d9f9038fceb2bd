#!/bin/sh
# `deb.sh STAGED OUT`: makes Debian packages of an installation that was staged below STAGED with PREFIX=/usr. DEBFULLNAME
# and DEBEMAIL say who makes them, SOURCE_DATE_EPOCH when; the same input gives the same packages.
set -eu
staged=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")/.."
umask 022

version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)-1
multiarch=$(dpkg-architecture -qDEB_HOST_MULTIARCH)
architecture=$(dpkg-architecture -qDEB_HOST_ARCH)
maintainer="${DEBFULLNAME:-libcopyfile2 authors} <${DEBEMAIL:-$(git config user.email 2>/dev/null || echo "root@$(hostname -f 2>/dev/null || echo localhost)")}>"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date -r Cargo.toml +%s)}
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# What dpkg's own tools read.
mkdir "$work/debian"
sed "s|@MAINTAINER@|$maintainer|" packaging/debian/control >"$work/debian/control"
cat >"$work/debian/changelog" <<END
libcopyfile2 ($version) unstable; urgency=medium

  * Packages made by "make deb".

 -- $maintainer  $(date -R -u -d "@$SOURCE_DATE_EPOCH")
END
# Into a file first: a pipe would hide that cargo failed.
# shellcheck disable=SC2086  # a list of words
"${CARGO:-cargo}" tree ${FEATURES:-} --edges normal,no-proc-macro --prefix none --format '{p}: {l}' >"$work/tree"
[ -s "$work/tree" ] || { echo "deb.sh: cargo tells of no crates" >&2; exit 1; }
sed -e '/^copyfile2 /d' -e 's/ (\*)$//' -e 's|: \(.*\)/\(.*\)|: \1 OR \2|' "$work/tree" | sort -u | sed 's/^/  /' >"$work/crates"
sed -e "/@CRATES@/{r $work/crates" -e 'd}' packaging/debian/copyright >"$work/copyright"

# Which package holds what.
runtime=$work/libcopyfile2-0
development=$work/libcopyfile2-dev
commands=$work/copyfile2
libraries=usr/lib/$multiarch
mkdir -p "$runtime/$libraries" "$development/usr/share/man" "$commands/usr/share/man"
mv "$staged/$libraries"/libcopyfile2.so.* "$runtime/$libraries/"
mv "$staged/usr/bin" "$commands/usr/"
mv "$staged/usr/share/man/man1" "$commands/usr/share/man/"
mv "$staged/usr/share/man/man3" "$staged/usr/share/man/man7" "$development/usr/share/man/"
mv "$staged/usr/include" "$development/usr/"
mkdir -p "$development/usr/lib"
mv "$staged/$libraries" "$development/usr/lib/"
left=$(find "$staged" ! -type d)
[ -z "$left" ] || { echo "deb.sh: no package takes $left" >&2; exit 1; }

strip --strip-unneeded --remove-section=.comment --remove-section=.note "$runtime/$libraries"/libcopyfile2.so.*.*
strip --strip-debug --remove-section=.comment --enable-deterministic-archives "$development/$libraries/libcopyfile2.a" "$development/$libraries/libcopyfile2main.a"
strip --remove-section=.comment --remove-section=.note "$commands/usr/bin"/*
for page in "$work"/*/usr/share/man/man*/*; do
    if [ -L "$page" ]; then
        ln -s "$(readlink "$page").gz" "$page.gz"
        rm "$page"
    else
        gzip -9n "$page"
    fi
done

# The shared library says which of its symbols came when, and that the loader's cache is to be renewed.
cd "$work"
mkdir libcopyfile2-0/DEBIAN
dpkg-gensymbols -plibcopyfile2-0 -Plibcopyfile2-0 -v"${version%-*}" -c4 -q \
    -I"$OLDPWD/packaging/debian/libcopyfile2-0.symbols" -Olibcopyfile2-0/DEBIAN/symbols \
    -e"libcopyfile2-0/$libraries/libcopyfile2.so.${version%-*}" >"$work/symbols.diff" ||
    { cat "$work/symbols.diff" >&2; exit 1; }
echo "libcopyfile2 0 libcopyfile2-0 (>= ${version%-*})" >libcopyfile2-0/DEBIAN/shlibs
echo 'activate-noawait ldconfig' >libcopyfile2-0/DEBIAN/triggers

for package in libcopyfile2-0 libcopyfile2-dev copyfile2; do
    mkdir -p $package/DEBIAN "$package/usr/share/doc/$package"
    install -m 644 copyright "$package/usr/share/doc/$package/copyright"
    gzip -9n <debian/changelog >"$package/usr/share/doc/$package/changelog.Debian.gz"
    programs=$(find $package -type f \( -name 'lib*.so.*' -o -path '*/usr/bin/*' \))
    # What the library loads later it depends on all the same; bitsadmin is linked to it.
    if [ $package = libcopyfile2-0 ] && [ -x copyfile2/usr/bin/bitsadmin ]; then
        programs="$programs copyfile2/usr/bin/bitsadmin"
    fi
    : >substvars
    # shellcheck disable=SC2086  # a list of words
    [ -z "$programs" ] || dpkg-shlibdeps -Tsubstvars -S$package $programs
    (cd $package && find usr -type f -exec md5sum {} + >../md5sums && LC_ALL=C sort -k2 ../md5sums >DEBIAN/md5sums)
    dpkg-gencontrol -p$package -P$package -Tsubstvars -fdebian/files
    chmod 644 $package/DEBIAN/*
    dpkg-deb --root-owner-group -Z"${COMPRESSION:-xz}" --build $package "$out/${package}_${version}_$architecture.deb"
done

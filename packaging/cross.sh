#!/bin/sh
# Builds the library for another processor with Debian trixie's cross compiler and libraries, and runs under user emulation
# what that can run: the library's own tests, the layouts of the header, a copy by a C program.
#
# `cross.sh arm64|armhf|i386 [TARGET]`: TARGET is cargo's target directory. Needs root and debootstrap; says `skipped:` where
# it cannot run.
set -eu
cd "$(dirname "$0")/.."
architecture=$1
target=$(realpath -m "${2:-target}")
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

case $architecture in
arm64) triple=aarch64-unknown-linux-gnu gnu=aarch64-linux-gnu emulator=qemu-aarch64 ;;
armhf) triple=armv7-unknown-linux-gnueabihf gnu=arm-linux-gnueabihf emulator=qemu-arm ;;
i386) triple=i686-unknown-linux-gnu gnu=i686-linux-gnu emulator= ;;
*)
    echo "usage: cross.sh arm64|armhf|i386 [TARGET]" >&2
    exit 2
    ;;
esac
root=$target/cross-$architecture

skip() {
    echo "skipped: $*"
    exit 0
}
[ "$(id -u)" = 0 ] || skip "a root directory of its own needs root"
command -v debootstrap >/dev/null 2>&1 || skip "no debootstrap here"
unshare --mount true 2>/dev/null || skip "no mount namespaces here"

if [ ! -e "$root/ready" ]; then
    rm -rf "$root"
    mkdir -p "$target"
    # The libraries of two architectures are not all installable side by side, so the other one's are the only ones.
    {
        debootstrap --variant=minbase trixie "$root" "$mirror" &&
            chroot "$root" dpkg --add-architecture "$architecture" &&
            chroot "$root" apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -qq --no-install-recommends \
                cargo gcc pkg-config rustc "gcc-$(echo $gnu | tr _ -)" ${emulator:+qemu-user} "libc6-dev:$architecture" "libstd-rust-dev:$architecture" \
                "libcurl4-openssl-dev:$architecture" "libsqlite3-dev:$architecture"
    } >"$target/cross-$architecture.log" 2>&1 || skip "no cross tools for $architecture; see $target/cross-$architecture.log"
    touch "$root/ready"
fi
cargo vendor --quiet --locked --versioned-dirs "$target/vendor" >/dev/null

# The mounts end with the namespace.
exec unshare --mount --propagation private sh -eu -c '
    root=$1 source=$2 target=$3 triple=$4 gnu=$5 emulator=$6
    mkdir -p "$root/src" "$root/target" "$root/vendor" "$root/cargo"
    mount --bind -o ro "$source" "$root/src"
    mount --bind -o ro "$target/vendor" "$root/vendor"
    mount --rbind /proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs none "$root/tmp"
    variable=$(echo "$triple" | tr a-z- A-Z_)
    printf "[source.crates-io]\nreplace-with = \"vendored\"\n[source.vendored]\ndirectory = \"/vendor\"\n" \
        >"$root/cargo/config.toml"
    cat >"$root/tmp/run" <<"END"
set -eu
triple=$1 gnu=$2 emulator=$3
cd /src
# Tests that start their own program anew, or trace one, are left out: user emulation does neither.
skip=${emulator:+--skip faults_tests}
cargo test --offline --locked --quiet --target "$triple" --lib -- $skip
cargo build --offline --locked --quiet --target "$triple" --lib
strict="-std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude"
$gnu-gcc $strict -fsyntax-only c-tests/layout.c
echo "$gnu: the layouts of the header hold"
$gnu-gcc $strict examples/progress.c -o /tmp/progress "/target/$triple/debug/libcopyfile2.a" \
    -lcurl -lsqlite3 -lutil -lrt -lpthread -lm -ldl
head -c 5000000 /dev/urandom >/tmp/source
$emulator ${emulator:+-L /usr/$gnu} /tmp/progress /tmp/source /tmp/copy >/tmp/said
cmp /tmp/source /tmp/copy
echo "$gnu: a C program copies"
END
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CARGO_HOME=/cargo CARGO_TARGET_DIR=/target \
        PKG_CONFIG_ALLOW_CROSS=1 "PKG_CONFIG=$gnu-pkg-config" \
        "CARGO_TARGET_${variable}_LINKER=$gnu-gcc" ${emulator:+"CARGO_TARGET_${variable}_RUNNER=$emulator -L /usr/$gnu"} sh /tmp/run "$triple" "$gnu" "$emulator"
' sh "$root" "$PWD" "$target" "$triple" "$gnu" "$emulator"

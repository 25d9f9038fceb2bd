#!/bin/sh
# Builds everything and runs the library's own tests with Rust 1.85, the oldest that Cargo.toml promises: that of Debian
# trixie, in a root directory of its own below target/. Needs root and debootstrap; says `skipped:` where it cannot run.
#
# `msrv.sh [TARGET]`: TARGET is cargo's target directory.
set -eu
cd "$(dirname "$0")/.."
target=$(realpath -m "${1:-target}")
root=$target/trixie
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

skip() {
    echo "skipped: $*"
    exit 0
}
[ "$(id -u)" = 0 ] || skip "the oldest Rust needs a root directory of its own, and that needs root"
command -v debootstrap >/dev/null 2>&1 || skip "no debootstrap here"
unshare --mount true 2>/dev/null || skip "no mount namespaces here"

if [ ! -e "$root/ready" ]; then
    rm -rf "$root"
    mkdir -p "$target"
    {
        debootstrap --variant=minbase trixie "$root" "$mirror" &&
            DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -qq --no-install-recommends \
                cargo gcc libcurl4-openssl-dev libsqlite3-dev pkg-config rustc
    } >"$target/debootstrap.log" 2>&1 || skip "no trixie to be had; see $target/debootstrap.log"
    touch "$root/ready"
fi
# What the other cargo has fetched this one may not be able to read; a vendored tree is the same for both.
cargo vendor --quiet --locked --versioned-dirs "$target/vendor" >/dev/null

# The mounts end with the namespace.
exec unshare --mount --propagation private sh -eu -c '
    root=$1 source=$2 target=$3
    mkdir -p "$root/src" "$root/target" "$root/vendor" "$root/cargo"
    mount --bind "$source" "$root/src"
    mount --bind -o ro "$target/vendor" "$root/vendor"
    mount --rbind /proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs none "$root/tmp"
    printf "[source.crates-io]\nreplace-with = \"vendored\"\n[source.vendored]\ndirectory = \"/vendor\"\n" \
        >"$root/cargo/config.toml"
    exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CARGO_HOME=/cargo CARGO_TARGET_DIR=/target \
        sh -eu -c "cd /src; rustc --version; cargo check --offline --locked --quiet --all-targets
            cargo test --offline --locked --quiet --lib"
' sh "$root" "$PWD" "$target"

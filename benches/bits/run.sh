#!/bin/sh
# Times bitsadmin beside curl, wget and aria2c against nginx on loopback; prints seconds and ratios to curl.
#
# usage: benches/bits/run.sh [MiB of the large file] [number of small files]
# Needs nginx and curl; wget and aria2c are timed where they are installed. Build first: cargo build --release.
set -eu

large_mib=${1:-1024}
small_files=${2:-2000}
here=$(cd "$(dirname "$0")/../.." && pwd)
bitsadmin=${BITSADMIN:-$here/target/release/bitsadmin}
work=$(mktemp -d "${TMPDIR:-/tmp}/bits-bench.XXXXXX")
port=$((20000 + $$ % 20000))
nginx=
finish() {
    [ -z "$nginx" ] || kill "$nginx" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT INT TERM

mkdir -p "$work/root/small" "$work/state"
head -c "${large_mib}M" /dev/urandom > "$work/root/large"
i=0
while [ "$i" -lt "$small_files" ]; do
    head -c 16384 /dev/urandom > "$work/root/small/$i"
    i=$((i + 1))
done
user=
[ "$(id -u)" != 0 ] || user='user root;'
cat > "$work/nginx.conf" <<EOF
daemon off; master_process off; $user pid $work/pid; error_log $work/error;
events { worker_connections 1024; }
http {
    client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
    uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
    access_log off; sendfile on; keepalive_requests 100000;
    server { listen 127.0.0.1:$port; root $work/root; }
}
EOF
PATH=$PATH:/usr/sbin:/sbin nginx -e "$work/error" -p "$work" -c "$work/nginx.conf" &
nginx=$!
until curl -s -o /dev/null "http://127.0.0.1:$port/small/0"; do kill -0 "$nginx"; sleep 0.1; done
url=http://127.0.0.1:$port

: > "$work/curl.conf"
: > "$work/bits.list"
: > "$work/urls"
i=0
while [ "$i" -lt "$small_files" ]; do
    printf 'url = "%s/small/%s"\noutput = "%s/out/%s"\n' "$url" "$i" "$work" "$i" >> "$work/curl.conf"
    printf '%s/small/%s %s/out/%s\n' "$url" "$i" "$work" "$i" >> "$work/bits.list"
    printf '%s/small/%s\n' "$url" "$i" >> "$work/urls"
    i=$((i + 1))
done

# Best wall time of three, in ms; each run starts with an empty target. CPU seconds of the best run go to $work/cpu.
timed() {
    best=
    for round in 1 2 3; do
        rm -rf "$work/out" "$work/state"
        mkdir -p "$work/out" "$work/state"
        start=$(date +%s%N)
        (times > /dev/null; "$@" > "$work/log" 2>&1; times | tail -1 > "$work/times") || { cat "$work/log" >&2; exit 1; }
        spent=$((($(date +%s%N) - start) / 1000000))
        if [ -z "$best" ] || [ "$spent" -lt "$best" ]; then
            best=$spent
            cp "$work/times" "$work/cpu"
        fi
    done
}
row() {
    name=$1
    shift
    timed "$@"
    [ "$name" != curl ] || base=$best
    awk -v n="$name" -v t="$best" -v b="$base" -v c="$(cat "$work/cpu")" \
        'BEGIN { printf "  %-10s %8.3f s   %5.2f of curl   cpu %s\n", n, t / 1000, t / b, c }'
}
small_bits() {
    export XDG_STATE_HOME="$work/state"
    # One process from the creation to the last file, as a client of the library would be.
    # shellcheck disable=SC2046
    "$bitsadmin" /transfer small /priority foreground $(cat "$work/bits.list")
}

echo "one file of $large_mib MiB"
row curl curl -s -o "$work/out/large" "$url/large"
export XDG_STATE_HOME="$work/state"
row bitsadmin "$bitsadmin" /transfer large /priority foreground "$url/large" "$work/out/large"
cmp "$work/root/large" "$work/out/large"
command -v wget > /dev/null && row wget wget -q -O "$work/out/large" "$url/large"
command -v aria2c > /dev/null && row aria2c aria2c -q -d "$work/out" -o large "$url/large"

echo "$small_files files of 16 KiB"
row curl curl -s --parallel -K "$work/curl.conf"
row bitsadmin small_bits
i=0
while [ "$i" -lt "$small_files" ]; do
    cmp "$work/root/small/$i" "$work/out/$i"
    i=$((i + 97))
done
command -v wget > /dev/null && row wget wget -q -P "$work/out" -i "$work/urls"
command -v aria2c > /dev/null && row aria2c aria2c -q -d "$work/out" -i "$work/urls"
exit 0

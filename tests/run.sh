#!/bin/sh
# Everything that `make check` does, stage by stage with the time each takes. Ends with one line that sums up what the
# tests themselves counted.
set -u
cd "$(dirname "$0")/.."
log=$(mktemp)
running=""
trap 'rm -f "$log" "$log.stage"' EXIT
# What runs in the background does not hear of Ctrl-C by itself.
trap '[ -z "$running" ] || kill "$running" 2>/dev/null; exit 130' INT TERM
failed_stages=""
# A shell has its background processes ignore SIGINT, and tests send it.
as_usual=""
if env --default-signal=INT,QUIT true 2>/dev/null; then as_usual="env --default-signal=INT,QUIT"; fi

stage() {
    name=$1
    shift
    echo "== $name"
    begun=$(date +%s)
    # Into a file and not through a pipe: a process that outlives a failed test would keep a pipe open for ever.
    : >"$log.stage"
    $as_usual "$@" >"$log.stage" 2>&1 &
    running=$!
    tail -n +1 -f --pid="$running" "$log.stage"
    wait "$running"
    status=$?
    cat "$log.stage" >>"$log"
    echo "== $name: $([ "$status" = 0 ] && echo ok || echo FAILED), $(($(date +%s) - begun)) s"
    [ "$status" = 0 ] || failed_stages="$failed_stages $name"
}

export RUSTDOCFLAGS="-D warnings"
stage format cargo fmt --check
stage lint cargo clippy --quiet --all-targets -- -D warnings
stage lint-engine-alone cargo clippy --quiet --no-default-features --lib -- -D warnings
stage documentation cargo doc --quiet --no-deps --lib
# The C tests link what this builds.
stage build cargo build --quiet --lib
stage tests cargo test --no-fail-fast -- --nocapture
stage oldest-rust packaging/msrv.sh "${CARGO_TARGET_DIR:-target}"

# The closing line, from the lines `test result: ok. 3 passed; 0 failed; 1 ignored; ...`.
passed=$(awk '/^test result:/ { n += $4 } END { print n + 0 }' "$log")
failed=$(awk '/^test result:/ { n += $6 } END { print n + 0 }' "$log")
skipped=$(grep -c 'skipped: ' "$log")
for name in $failed_stages; do
    echo "failed stage: $name"
done
if [ -n "$failed_stages" ] && [ "$failed" = 0 ]; then failed=1; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]

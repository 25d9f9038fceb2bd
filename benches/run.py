#!/usr/bin/env python3
"""Copies files with the command `copyfile2` and with the copiers that are here, interleaved, and prints medians and ratios.

Works in the directory given, or in a temporary one on the current file system. Times are wall-clock seconds of whole
commands, warm page cache; `sync` runs before each. ROUNDS=9 by default."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OURS = os.path.join(ROOT, "target/release/copyfile2")
ROUNDS = int(os.environ.get("ROUNDS", "9"))


def copiers(tree):
    flag = ["-r"] if tree else []
    python = "import shutil,sys; shutil.%s(sys.argv[1], sys.argv[2])" % ("copytree" if tree else "copy2")
    found = {
        "copyfile2": [OURS, "-q", *flag],
        "cp -p": ["cp", "-p", *flag],
        "python shutil": [sys.executable, "-c", python],
    }
    if not tree:
        found["copyfile2 --restartable"] = [OURS, "-q", "--restartable"]
        found["cat"] = ["sh", "-c", 'cat "$1" >"$2"', "cat"]
    if shutil.which("rsync"):
        found["rsync --whole-file"] = ["rsync", "--whole-file", "--inplace", *(["-rt"] if tree else ["-t"])]
    return found


def measure(source, directory, tree):
    times = {name: [] for name in copiers(tree)}
    target = os.path.join(directory, "target")
    for _ in range(ROUNDS):
        for name, command in copiers(tree).items():
            os.sync()
            begun = time.perf_counter()
            subprocess.run([*command, source, target], check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - begun)
            shutil.rmtree(target) if tree else os.unlink(target)
    return times


def table(title, times):
    ours = statistics.median(times["copyfile2"])
    print(f"\n{title}\n")
    print("| copier | median s | least s | most s | copyfile2 takes |")
    print("|---|---|---|---|---|")
    for name, seconds in sorted(times.items(), key=lambda item: statistics.median(item[1])):
        median = statistics.median(seconds)
        print(f"| {name} | {median:.3f} | {min(seconds):.3f} | {max(seconds):.3f} | {ours / median:.2f} of it |")


def main():
    where = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(prefix="copyfile2-bench-", dir=where) as directory:
        kind = subprocess.run(["stat", "-f", "-c", "%T", directory], capture_output=True, text=True, check=True)
        print(f"Linux {os.uname().release}, {len(os.sched_getaffinity(0))} CPUs, {kind.stdout.strip()}, {ROUNDS} rounds")
        large = os.path.join(directory, "large")
        with open(large, "wb") as file:
            for _ in range(1024):
                file.write(os.urandom(1 << 20))
        table("1 GiB", measure(large, directory, False))
        small = os.path.join(directory, "small")
        os.mkdir(small)
        for number in range(10_000):
            with open(os.path.join(small, f"{number:05}"), "wb") as file:
                file.write(os.urandom(4096))
        table("10,000 files of 4 KiB in one directory", measure(small, directory, True))


main()

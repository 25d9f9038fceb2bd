#!/usr/bin/env python3
"""Copies files with CopyFile2 and with the copiers that are here, interleaved, and says which targets of docs/cost-model.md
hold. Prints tables and writes them to BENCHMARKS.md.

usage: bench.py [--long] [--case NAME]... [--to FILE] [--at DIRECTORY]

File systems are made on the spot where the user is root (images on a tmpfs), else the one of DIRECTORY is measured. A case is
a function of cases.py. The short form takes less than three minutes."""
import argparse
import os
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing but target/ and the table is written to

import cases
import lab
import report

SHORT = {"rounds": 5, "large": [256], "files": 10_000, "clones": [1, 256], "extents": 20_000, "starts": 60, "cold": 256}
LONG = {"rounds": 9, "large": [64, 1024], "files": 10_000, "clones": [1, 64, 1024], "extents": 1_000_000, "starts": 300,
        "cold": 1024}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--long", action="store_true")
    options.add_argument("--case", action="append")
    options.add_argument("--to", default=os.path.join(lab.ROOT, "BENCHMARKS.md"))
    options.add_argument("--at")
    chosen = options.parse_args()
    lab.enter_own_namespace()
    begun = time.monotonic()
    built, missing = lab.build_peers()
    for name in missing:
        print(f"skipped: {name} cannot be built here", file=sys.stderr)
    out = report.Report(built)
    with tempfile.TemporaryDirectory(prefix="copyfile2-bench-", dir=chosen.at) as base:
        systems = lab.FileSystems(base)
        try:
            for case in cases.ALL:
                if not chosen.case or case.__name__ in chosen.case:
                    since = time.monotonic()
                    case(systems, built, LONG if chosen.long else SHORT, out)
                    systems.clear()
                    print(f"{case.__name__}: {time.monotonic() - since:.0f} s", file=sys.stderr, flush=True)
        finally:
            systems.close()
    text = out.text(time.monotonic() - begun, "long" if chosen.long else "short")
    print(text)
    # A part of the cases is no record.
    if not chosen.case:
        with open(chosen.to, "w", encoding="utf-8") as file:
            file.write(text)


main()

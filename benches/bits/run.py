#!/usr/bin/env python3
"""Times bitsadmin beside curl, wget and aria2c against nginx on loopback, in turns; prints medians and ratios to curl.

usage: benches/bits/run.py [--rounds N] [--mib SIZE] [--files COUNT] [--at DIRECTORY] [--slow] [--strict]

Each round runs every program once, each into a directory of its own; small files are not removed before the end, for file
systems remember for some seconds what was removed. A time counts from the start of the process to its end: for bitsadmin
that is a whole job from creation to Complete. CPU is user and system time of the process. wget and aria2c are timed where
they are installed; --slow has aria2c fetch the small files, too. --strict fails when a target is missed.
"""

import argparse
import os
import pathlib
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parents[2]
BITSADMIN = os.path.abspath(os.environ.get("BITSADMIN", HERE / "target/release/bitsadmin"))
SMALL = 16384
# What was measured, the value, and the most that it may be.
TARGETS = []


class Nginx:
    """nginx on a free port of loopback, serving a directory."""

    def __init__(self, place, root):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        user = "user root;" if os.geteuid() == 0 else ""
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = " ".join(f"{kind}_temp_path {place}/{kind};" for kind in kinds)
        config = place / "nginx.conf"
        config.write_text(
            f"daemon off; master_process off; {user} pid {place}/pid; error_log {place}/error; "
            f"events {{ worker_connections 1024; }} http {{ {temporary} access_log off; sendfile on; "
            f"keepalive_requests 100000; server {{ listen 127.0.0.1:{port}; root {root}; }} }}"
        )
        program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        if not program:
            sys.exit("nginx is not installed")
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen([program, "-e", place / "error", "-p", place, "-c", config], cwd=place)
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/small/0").close()
                return
            except OSError:
                if self.process.poll() is not None:
                    sys.exit((place / "error").read_text())
                time.sleep(0.05)
        sys.exit("nginx does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def timed(command, state):
    """Wall and CPU seconds."""
    environment = dict(os.environ, XDG_STATE_HOME=str(state))
    with tempfile.TemporaryFile() as log:
        begun = time.monotonic()
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=state
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            log.seek(0)
            sys.exit(f"{command[:4]}: {child.returncode}\n{log.read().decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime


def memory(command, state):
    """The most memory of a process in MiB. What wait4 tells counts the process that it was forked from, too."""
    most = 0
    environment = dict(os.environ, XDG_STATE_HOME=str(state))
    null = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=null, stdout=null, stderr=null, env=environment, cwd=state) as child:
        program = pathlib.Path(BITSADMIN).resolve()
        while child.poll() is None:
            try:
                if os.readlink(f"/proc/{child.pid}/exe") == str(program):
                    status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
                    most = max([most, *(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))])
            except OSError:
                pass  # it ended
            time.sleep(0.001)
    return most / 1024


def compare(title, programs, place, rounds, same):
    """Runs the programs in turns; `programs` gives the command for a directory. Gives bitsadmin's ratios."""
    print(f"{title}; {rounds} rounds in turns, medians", flush=True)
    samples = {name: [] for name in programs}
    order = list(programs)
    for number in range(rounds):
        random.shuffle(order)  # nobody always runs after the same other
        for name in order:
            target = place / f"{title.split()[0]}-{name}-{number}"
            for part in ("out", "state"):
                (target / part).mkdir(parents=True)
            samples[name].append(timed(programs[name](target), target / "state"))
            same(target / "out")
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in samples.items()}
    base = medians["curl"]
    print(f"  {'':10}{'wall s':>9}{'of curl':>9}{'best s':>9}{'CPU s':>9}{'of curl':>9}")
    for name, (wall, cpu) in medians.items():
        best = min(row[0] for row in samples[name])
        ratios = f"{wall:9.3f}{wall / base[0]:9.2f}{best:9.3f}{cpu:9.3f}{cpu / base[1]:9.2f}"
        print(f"  {name:10}{ratios}", flush=True)
    wall, cpu = medians["bitsadmin"]
    return wall / base[0], cpu / base[1]


def large(server, root, place, options):
    url = f"{server.url}/large"
    foreground = [BITSADMIN, "/transfer", "large", "/priority", "foreground"]
    programs = {
        "curl": lambda at: ["curl", "-s", "-o", f"{at}/out/large", url],
        "bitsadmin": lambda at: [*foreground, url, f"{at}/out/large"],
    }
    if shutil.which("wget"):
        programs["wget"] = lambda at: ["wget", "-q", "-O", f"{at}/out/large", url]
    if shutil.which("aria2c"):
        programs["aria2c"] = lambda at: ["aria2c", "-q", "-d", f"{at}/out", "-o", "large", url]

    def same(out):
        if subprocess.call(["cmp", root / "large", out / "large"]):
            sys.exit(f"{out / 'large'} differs")
        (out / "large").unlink()  # its space is needed again

    wall, cpu = compare(f"{options.mib}-MiB file", programs, place, options.rounds, same)
    TARGETS.append(("one large file: wall time of curl's", wall, 1.15))
    TARGETS.append(("one large file: CPU time of curl's", cpu, 1.15))


def many(server, root, place, options):
    names = [str(number) for number in range(options.files)]

    def curl(at):
        lines = [f'url = "{server.url}/small/{name}"\noutput = "{at}/out/{name}"\n' for name in names]
        (at / "curl.conf").write_text("".join(lines))
        return ["curl", "-s", "--parallel", "-K", str(at / "curl.conf")]

    def bits(at):
        pairs = [word for name in names for word in (f"{server.url}/small/{name}", f"{at}/out/{name}")]
        return [BITSADMIN, "/transfer", "small", "/priority", "foreground", *pairs]

    urls = place / "urls"
    urls.write_text("".join(f"{server.url}/small/{name}\n" for name in names))
    programs = {"curl": curl, "bitsadmin": bits}
    if shutil.which("wget"):
        programs["wget"] = lambda at: ["wget", "-q", "-P", f"{at}/out", "-i", str(urls)]
    if options.slow and shutil.which("aria2c"):
        programs["aria2c"] = lambda at: ["aria2c", "-q", "-d", f"{at}/out", "-i", str(urls)]

    def same(out):
        if len(os.listdir(out)) != len(names):
            sys.exit(f"{out}: {len(os.listdir(out))} files")
        for name in names[:: max(1, len(names) // 50)]:
            if (out / name).read_bytes() != (root / "small" / name).read_bytes():
                sys.exit(f"{out / name} differs")

    title = f"{options.files}-files of {SMALL} bytes in one job"
    wall, _ = compare(title, programs, place, options.rounds, same)
    TARGETS.append(("many small files: wall time of curl --parallel's", wall, 1.0))


def queue(place):
    """10,000 files: the time to add them, and the memory of processes that have them in their queue."""
    count = 10_000
    listing = place / "queue.list"
    listing.write_text("".join(f"http://127.0.0.1:9/{number} {place}/{number}\n" for number in range(count)))
    times, memories = [], []
    for number in range(3):
        state = place / f"queue-{number}"
        state.mkdir()
        environment = dict(os.environ, XDG_STATE_HOME=str(state))
        made = subprocess.run(
            [BITSADMIN, "/rawreturn", "/create", "queue"], env=environment, check=True, capture_output=True, text=True
        )
        job = made.stdout.strip()
        times.append(timed([BITSADMIN, "/addfileset", job, str(listing)], state)[0])
        memories.append(memory([BITSADMIN, "/addfileset", job, str(listing)], state))
        memories.append(memory([BITSADMIN, "/listfiles", job], state))
    added = statistics.median(times)
    print(f"a queue of {count} files\n  added in {added:.3f} s; adding or listing them takes {max(memories):.1f} MiB")
    TARGETS.append(("adding 10,000 files, in seconds", added, 1.0))
    TARGETS.append(("memory with 10,000 files in the queue, in MiB", max(memories), 32.0))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mib", type=int, default=1024, help="size of the large file")
    parser.add_argument("--files", type=int, default=2000, help="how many small files")
    parser.add_argument("--at", help="where to work, in place of the directory for temporary files")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bits-bench.", dir=options.at) as name:
        place = pathlib.Path(name)
        root = place / "root"
        (root / "small").mkdir(parents=True)
        for number in range(options.files):
            (root / "small" / str(number)).write_bytes(os.urandom(SMALL))
        with open(root / "large", "wb") as file:
            for _ in range(options.mib):
                file.write(os.urandom(1 << 20))
        server = Nginx(place, root)
        try:
            many(server, root, place, options)
            queue(place)
            large(server, root, place, options)
        finally:
            server.stop()
    missed = [what for what, value, most in TARGETS if value > most]
    for what, value, most in TARGETS:
        print(f"{'MISSED' if what in missed else 'ok':7}{what}: {value:.2f}, at most {most}")
    sys.exit(1 if missed and options.strict else 0)


main()

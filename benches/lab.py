"""Where the benchmark runs and how it measures: file systems made on the spot, the peers built from benches/peers, and times of
one copy. Used by bench.py."""
import ctypes
import glob
import os
import random
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEERS = os.path.join(ROOT, "benches/peers")
PACKAGE = os.path.abspath(os.environ.get("PACKAGE", os.path.join(ROOT, "target/release/package")))
BUILT = os.path.join(ROOT, "target/peers")
LIBC = ctypes.CDLL(None, use_errno=True)


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def enter_own_namespace():
    """As root, starts over in a private mount namespace: whatever is mounted goes away with it."""
    if os.geteuid() == 0 and "COPYFILE2_BENCH_INSIDE" not in os.environ:
        os.environ["COPYFILE2_BENCH_INSIDE"] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--", sys.executable, *sys.argv])


class FileSystems:
    """Mounts file systems below `base` when they are first asked for. Images lie on a tmpfs, so that no disk disturbs."""

    MAKE = {
        "ext4": ["mkfs.ext4", "-q", "-F"],
        "xfs": ["mkfs.xfs", "-q", "-f", "-m", "reflink=0"],
        "xfs-1k": ["mkfs.xfs", "-q", "-f", "-m", "reflink=0", "-b", "size=1024"],
        "xfs-reflink": ["mkfs.xfs", "-q", "-f", "-m", "reflink=1"],
        "btrfs": ["mkfs.btrfs", "-q", "-f"],
    }

    def __init__(self, base):
        self.base = base
        self.is_root = os.geteuid() == 0
        if self.is_root:
            run("mount", "-t", "tmpfs", "-o", "size=90%,huge=never", "none", base)
            self.touch_memory()

    def touch_memory(self):
        """A virtual machine gets memory from its host when it first uses it, in the middle of a copy if not before."""
        with open("/proc/meminfo", encoding="utf-8") as file:
            available = next(int(line.split()[1]) for line in file if line.startswith("MemAvailable"))
        path = os.path.join(self.base, "touched")
        with open(path, "wb") as file:
            for _ in range(min(4 << 10, available // 2 >> 10)):
                file.write(bytes(1 << 20))
        os.unlink(path)

    def get(self, name):
        """The root of a file system, or None where it cannot be made."""
        path = os.path.join(self.base, name)
        if os.path.isdir(path):
            return path
        if name == "here":
            os.mkdir(path)
            return path
        if not self.is_root:
            return None
        try:
            os.mkdir(path)
            if name == "tmpfs":
                run("mount", "-t", "tmpfs", "-o", "size=6g", "none", path)
                return path
            image = path + ".image"
            with open(image, "wb") as file:
                # Room for the worst that xfs reserves for a million small extents; else it writes out in the middle.
                file.truncate(64 << 30 if name == "xfs-1k" else 6 << 30)
            run(*self.MAKE[name], image)
            run("mount", "-o", "loop,noatime" if name != "btrfs" else "loop,noatime,compress=none", image, path)
            os.unlink(image)
            return path
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            os.rmdir(path)
            print(f"skipped: {name}: {getattr(error, 'stderr', None) or error}", file=sys.stderr)
            return None

    def clear(self):
        """Unmounts what was asked for, so that the next case finds fresh file systems, and the memory of these free."""
        for name in os.listdir(self.base):
            path = os.path.join(self.base, name)
            if self.is_root:
                run("umount", path)
                os.rmdir(path)
            else:
                shutil.rmtree(path)

    def close(self):
        """Unmounts everything."""
        if self.is_root:
            run("umount", "--recursive", self.base)


def flags_of(package):
    return run("pkg-config", "--cflags", "--libs", package).split()


def build_peers():
    """Builds what can be built here, beside the shared library as it is installed; returns the names and what was left out."""
    os.makedirs(BUILT, exist_ok=True)
    strict = ["-O2", "-Wall", "-Wextra"]
    (library,) = glob.glob(f"{PACKAGE}/libcopyfile2.so.*")
    for name in ["libcopyfile2.so", "libcopyfile2.so.0"]:
        shutil.copyfile(library, f"{BUILT}/{name}")
    ours = [f"-I{ROOT}/include", f"-L{BUILT}", "-lcopyfile2", "-Wl,-rpath,$ORIGIN"]
    builds = {
        "ours": lambda out: run("cc", "-std=c11", *strict, f"{PEERS}/ours.c", "-o", out, "-pthread", *ours),
        "startup": lambda out: run("cc", "-std=c11", *strict, f"{PEERS}/startup.c", "-o", out, *ours),
        "nothing": lambda out: run("cc", "-std=c11", *strict, "-DNOTHING", f"{PEERS}/startup.c", "-o", out),
        "system": lambda out: run("cc", "-std=c11", *strict, f"{PEERS}/system.c", "-o", out, "-pthread"),
        "glib": lambda out: run("cc", "-D_GNU_SOURCE", *strict, f"{PEERS}/glib.c", "-o", out, *flags_of("gio-2.0")),
        "std.cpp": lambda out: run("c++", "-std=c++17", *strict, f"{PEERS}/std.cpp", "-o", out, "-pthread"),
        "boost": lambda out: run("c++", "-std=c++17", *strict, f"{PEERS}/boost.cpp", "-o", out, "-pthread", "-lboost_filesystem"),
        "std.rs": lambda out: run("rustc", "-O", f"{PEERS}/std.rs", "-o", out),
    }
    missing = []
    for name, build in builds.items():
        try:
            build(os.path.join(BUILT, name))
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            if name in ("ours", "startup", "nothing"):
                sys.exit(f"{name}: {getattr(error, 'stderr', error)}")
            missing.append(name)
    return [name for name in builds if name not in missing], missing


class Sample:
    """One copy: wall-clock and CPU seconds, KiB of memory it added, threads and descriptors it left."""

    def __init__(self, wall, cpu, memory=0, threads=0, descriptors=0):
        self.wall, self.cpu = wall, cpu
        self.memory, self.threads, self.descriptors = int(memory), int(threads), int(descriptors)


class Contender:
    """A way to copy. `reports` says that it prints its own figures, as benches/peers do; else the whole command counts."""

    def __init__(self, name, command, reports):
        self.name, self.command, self.reports = name, command, reports

    def copy(self, source, target):
        command = [part.replace("SOURCE", source).replace("TARGET", target) for part in self.command]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        said, error = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.stdout.close()
        process.stderr.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{self.name} failed on {source}: {process.returncode} {error}")
        if self.reports:
            return Sample(*map(float, said.split()))
        return Sample(wall, usage.ru_utime + usage.ru_stime)


def ours(method="plain", name=None, threads=1):
    return Contender(name or "copyfile2", [f"{BUILT}/ours", method, "SOURCE", "TARGET", str(threads)], True)


def peer(name, binary, method, threads=1):
    more = [str(threads)] if threads > 1 else []
    return Contender(name, [f"{BUILT}/{binary}", method, "SOURCE", "TARGET", *more], True)


def dd(name, *options):
    return Contender(name, ["dd", "if=SOURCE", "of=TARGET", "status=none", *options], False)


def peers(built, tree=False):
    """Everybody who copies a file, or each file of a directory, to the same end. The system's bare calls keep nothing but bytes."""
    found = [peer("sendfile loop", "system", "sendfile"), peer("copy_file_range loop", "system", "copy_file_range")]
    table = [("Rust fs::copy", "std.rs", "-"), ("GLib g_file_copy", "glib", "g_file_copy"),
             ("C++ copy_file", "std.cpp", "copy_file"), ("Boost copy_file", "boost", "copy_file")]
    found += [peer(name, binary, method) for name, binary, method in table if binary in built]
    found.append(Contender("Python shutil.copy2", [sys.executable, f"{PEERS}/shutil_copy2.py", "-", "SOURCE", "TARGET"], True))
    found.append(Contender("cp -p", ["cp", "-p", *(["-rT"] if tree else []), "SOURCE", "TARGET"], False))
    if shutil.which("rsync"):
        which = ["-rt", "SOURCE/", "TARGET/"] if tree else ["-t", "SOURCE", "TARGET"]
        found.append(Contender("rsync --whole-file", ["rsync", "--whole-file", "--inplace", *which], False))
    return found


def settle(directory):
    """Waits until nothing of this file system is on its way to its device."""
    descriptor = os.open(directory, os.O_RDONLY)
    LIBC.syncfs(descriptor)
    os.close(descriptor)


def forget(path):
    """Takes a file out of the page cache."""
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(descriptor)


def interleave(contenders, source, directory, rounds, *, cold=False, cpus=None, check=None):
    """Lets everybody copy `source` in turn, `rounds` times; returns the samples of each. `check` sees the first copies."""
    samples = {contender.name: [] for contender in contenders}
    target = os.path.join(directory, "target")
    tree = os.path.isdir(source)
    before = os.sched_getaffinity(0)
    # Children inherit it.
    os.sched_setaffinity(0, cpus or before)
    # Who comes after whom is another every time: what one leaves behind, free memory among it, serves the next.
    order, shuffle = list(contenders), random.Random(1).shuffle
    # The first round warms up and does not count.
    for count in range(rounds + 1):
        shuffle(order)
        for contender in order:
            settle(directory)
            if tree:
                os.mkdir(target)
            if cold:
                forget(source)
            sample = contender.copy(source, target)
            if check and count == 0:
                check(contender.name, source, target)
            if count:
                samples[contender.name].append(sample)
            shutil.rmtree(target) if tree else os.unlink(target)
    os.sched_setaffinity(0, before)
    return samples

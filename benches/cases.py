"""The cases, each with its target. Every function measures one and adds its rows and tables to the report."""
import os
import statistics
import subprocess
import time

from lab import BUILT, dd, interleave, ours, peer, peers
from report import cpu, wall
from trees import trees


def random_file(path, size, block=1 << 20):
    """A file written in blocks of that size. It is in the page cache then, in pages no larger than the blocks."""
    with open(path, "wb", buffering=0) as file:
        while size > 0:
            file.write(os.urandom(min(size, block)))
            size -= block
    return path


def small_files(root, count, directories=1):
    source = os.path.join(root, "small")
    for directory in range(directories):
        here = os.path.join(source, str(directory)) if directories > 1 else source
        os.makedirs(here)
        for number in range(count // directories):
            random_file(os.path.join(here, f"{number:05}"), 4096)
    return source


def remove_tree(path):
    subprocess.run(["rm", "-rf", path], check=True)


def fastest(samples):
    """The fastest of the others."""
    others = {name: found for name, found in samples.items() if not name.startswith("copyfile2")}
    return min(others.items(), key=lambda item: wall(item[1]))


def roots(systems, *names):
    """The file systems of these that can be had; the current one where none can be made."""
    if not systems.is_root:
        return [("here", systems.get("here"))]
    found = [(name, systems.get(name)) for name in names]
    return [(name, root) for name, root in found if root]


def large(systems, built, size, out):
    for name, root in roots(systems, "ext4", "xfs", "tmpfs"):
        for mebibytes in size["large"]:
            source = random_file(os.path.join(root, "large"), mebibytes << 20)
            case = f"{mebibytes} MiB on {name}"
            slow = ("Boost", "Python", "rsync")
            some = [other for other in peers(built) if size["rounds"] > 5 or not other.name.startswith(slow)]
            contenders = [ours(), ours("progress", "copyfile2, progress"), *some]
            samples = interleave(contenders, source, root, size["rounds"])
            two_cores(name, case, samples, out)
            out.ratio(f"{case}, progress routine", 1.03, samples["copyfile2, progress"], samples["copyfile2"], whom="without")
            out.table(case, samples)
            one = {min(os.sched_getaffinity(0))}
            samples = interleave([ours(), *some], source, root, size["rounds"], cpus=one)
            best, theirs = fastest(samples)
            out.ratio(f"{case}, one core", 1.03, samples["copyfile2"], theirs, whom=best)
            out.table(f"{case}, one core", samples)
            os.unlink(source)
        if name == "tmpfs":
            continue  # it has one size of pages
        source = random_file(os.path.join(root, "large"), 256 << 20, 4096)
        case = f"256 MiB on {name}, written in 4 KiB"
        some = [other for other in peers(built) if other.name.startswith(("GLib", "Rust", "sendfile"))]
        samples = interleave([ours(), *some], source, root, size["rounds"])
        two_cores(name, case, samples, out)
        out.table(case, samples)
        os.unlink(source)


def two_cores(system, case, samples, out):
    """The targets of a large copy that may use a second core."""
    limit = 0.85 if system == "tmpfs" else 0.65
    if len(os.sched_getaffinity(0)) < 2:
        out.skipped(f"{case}, two cores", f"at most {limit}", "one CPU")
        return
    own, (best, theirs) = samples["copyfile2"], fastest(samples)
    out.ratio(f"{case}, two cores", limit, own, theirs, whom=best)
    if system != "tmpfs":
        out.ratio(f"{case}, two cores: CPU", 1.3, own, theirs, figure=cpu, whom=best)


def reflink(systems, built, size, out):
    """Times of 64 clones of one file, so that nothing that a process does once is counted."""
    if not systems.is_root:
        out.skipped("reflink", "at most 1.20", "no root to make file systems")
        return
    for name, root in roots(systems, "xfs-reflink", "btrfs"):
        times = {}
        for mebibytes in size["clones"]:
            source = os.path.join(root, "clones")
            os.mkdir(source)
            first = random_file(os.path.join(source, "00"), mebibytes << 20)
            for number in range(1, 64):
                subprocess.run(["cp", "--reflink=always", first, os.path.join(source, f"{number:02}")], check=True)
            os.sync()  # a clone writes what is still in memory
            cloners = [other for other in peers(built, True) if other.name.startswith(("copy_file_range", "Rust", "GLib", "cp"))]
            # `offloaded` fails if a chunk is not flagged.
            contenders = [ours(), ours("offloaded", "copyfile2, flagged"), peer("FICLONE", "system", "ficlone"), *cloners]
            samples = interleave(contenders, source, root, 2 * size["rounds"])
            best, theirs = fastest(samples)
            out.ratio(f"{mebibytes} MiB on {name}: clone, flagged as offloaded", 1.2, samples["copyfile2"], theirs, whom=best)
            out.table(f"64 times {mebibytes} MiB on {name}, reflink", samples)
            times[mebibytes] = wall(samples["copyfile2"]) / 64, wall(theirs) / 64
            remove_tree(source)
        least, most = min(times), max(times)
        grown = times[most][0] - times[least][0], times[most][1] - times[least][1]
        out.target(f"clone on {name}: {most} MiB over {least} MiB", "constant", f"{grown[0] * 1e6:+.0f} us",
                   f"the peer {grown[1] * 1e6:+.0f} us", grown[0] <= max(2 * grown[1], 20e-6))


def small(systems, built, size, out):
    for name, root in roots(systems, "ext4", "tmpfs"):
        count = size["files"]
        source = small_files(root, count)
        chosen = ("sendfile", "Rust", "GLib", "C++", "cp")
        others = [other for other in peers(built, True) if size["rounds"] > 5 or other.name.startswith(chosen)]
        rounds = max(3, size["rounds"] // 2)
        samples = interleave([ours(), *others], source, root, rounds)
        case = f"{count} files of 4 KiB on {name}"
        for peer_name, limit in (("Rust fs::copy", 1.0), ("GLib g_file_copy", 0.5)):
            if peer_name in samples:
                out.ratio(case, limit, samples["copyfile2"], samples[peer_name], whom=peer_name)
        out.table(case, samples)
        remove_tree(source)
        if len(os.sched_getaffinity(0)) < 2:
            out.skipped(f"{case} by 2 threads", "at least 1.70", "one CPU")
            continue
        source = small_files(root, count, 2)
        two = [ours(), ours(name="copyfile2, 2 threads", threads=2), peer("bare sendfile", "system", "sendfile"),
               peer("bare sendfile, 2 threads", "system", "sendfile", 2)]
        samples = interleave(two, source, root, rounds)
        rates = [wall(samples[one]) / wall(samples[f"{one}, 2 threads"]) for one in ("copyfile2", "bare sendfile")]
        out.target(f"{case}, two directories, by 2 threads", "at least 1.70 times the rate", f"{rates[0]:.2f}",
                   f"the kernel's bare calls {rates[1]:.2f}", rates[0] >= 1.7)
        out.table(f"{case}, two directories", samples)
        remove_tree(source)


def sparse_file(path, size, extents, length):
    with open(path, "wb", buffering=0) as file:
        file.truncate(size)  # first, or xfs gives blocks to what lies in between
        for number in range(extents):
            os.pwrite(file.fileno(), b"\x07" * length, number * (size // extents))
        os.fsync(file.fileno())
    return path


def sparse(systems, built, size, out):
    for name, root in roots(systems, "ext4", "xfs"):
        source = sparse_file(os.path.join(root, "sparse"), 100 << 30, 64, 64 << 10)

        def check(who, source, target):
            with open(target, "rb") as file:
                os.fsync(file.fileno())  # blocks are counted when they are given
            one, other = os.stat(source), os.stat(target)
            if who == "copyfile2" and (one.st_size, one.st_blocks) != (other.st_size, other.st_blocks):
                raise SystemExit(f"{who}: {other.st_blocks} blocks for {one.st_blocks}")

        others = [other for other in peers(built) if other.name.startswith("cp")]
        samples = interleave([ours(), *others], source, root, size["rounds"], check=check)
        times = [sample.wall * 1e3 for sample in samples["copyfile2"]]
        median = statistics.median(times)
        out.target(f"100 GiB with 64 extents on {name}, same allocation", "under 50 ms", f"{median:.1f} ms",
                   f"{min(times):.1f} to {max(times):.1f}", median < 50)
        out.table(f"100 GiB with 64 extents of 64 KiB on {name}", samples)
        os.unlink(source)
    for name, root in roots(systems, "xfs-1k"):
        found = {}
        for extents in (size["extents"] // 2, size["extents"]):
            source = sparse_file(os.path.join(root, "sparse"), extents * 2048, extents, 1024)
            others = [other for other in peers(built) if other.name.startswith("cp")]
            rounds = 5 if size["extents"] <= 100_000 else 1  # cp takes 40 s for a million
            found[extents] = interleave([ours(), *others], source, root, rounds)
            out.table(f"{extents} extents of 1 KiB on {name}", found[extents])
            os.unlink(source)
        half, whole = sorted(found)
        # Of CPU time: 4 GiB of small pages are more than the kernel leaves unwritten, and that wait is none of the copier's.
        ratios = {who: cpu(found[whole][who]) / cpu(found[half][who]) for who in ("copyfile2", "cp -p")}
        out.target(f"{whole} extents over {half} on {name}: CPU", "linear: at most 2.3", f"{ratios['copyfile2']:.2f}",
                   f"cp {ratios['cp -p']:.2f}", ratios["copyfile2"] <= 2.3)


def cold(systems, built, size, out):
    for name, root in roots(systems, "ext4", "xfs"):
        source = random_file(os.path.join(root, "cold"), size["cold"] << 20)
        blocks = ("256K", "1M", "4M")
        dds = [dd(f"dd bs={block}", f"bs={block}") for block in blocks]
        direct = [dd(f"dd bs={block} direct", f"bs={block}", "iflag=direct", "oflag=direct") for block in blocks]
        samples = interleave([ours(), *dds, *direct], source, root, 2 * size["rounds"], cold=True)
        best, theirs = fastest(samples)
        out.ratio(f"{size['cold']} MiB, cold, on {name}", 1 / 0.95, samples["copyfile2"], theirs, whom=best)
        out.table(f"{size['cold']} MiB, cold page cache, on {name}", samples)
        samples = interleave([ours("direct", "copyfile2"), *direct], source, root, 2 * size["rounds"], cold=True)
        best, theirs = fastest(samples)
        out.ratio(f"{size['cold']} MiB, NO_BUFFERING, on {name}", 1 / 0.95, samples["copyfile2"], theirs, whom=best)
        out.table(f"{size['cold']} MiB, NO_BUFFERING, on {name}", samples)
        os.unlink(source)


def streams(systems, built, size, out):
    """Time of 200 files with so many streams each; what the files themselves take is taken off."""
    for name, root in roots(systems, "xfs", "tmpfs"):
        times = {}
        for count in (0, 50, 100):
            source = small_files(root, 200)
            try:
                for file in os.listdir(source):
                    for number in range(count):
                        os.setxattr(os.path.join(source, file), f"user.DosStream.{number:03}:$DATA", b"x" * 64)
            except OSError as error:
                out.skipped(f"100 streams on {name}", "linear", error.strerror)
                remove_tree(source)
                break
            times[count] = wall(interleave([ours()], source, root, size["rounds"])["copyfile2"])
            remove_tree(source)
        if len(times) == 3:
            ratio = (times[100] - times[0]) / (times[50] - times[0])
            out.target(f"100 streams over 50 on {name}", "linear: at most 2.3", f"{ratio:.2f}",
                       f"{(times[100] - times[0]) / 20_000 * 1e6:.1f} us a stream", ratio <= 2.3)


def footprint(systems, built, size, out):
    """What all the copies before left behind, and took."""
    if not out.own:
        return
    memory = max(sample.memory for sample in out.own)
    out.target("memory above the idle process, any size", "at most 4096 KiB", f"{memory} KiB", "the most of all copies", memory <= 4096)
    left = sum(abs(sample.threads) + abs(sample.descriptors) for sample in out.own)
    out.target("threads and descriptors left", "none", str(left), f"{len(out.own)} runs", left == 0)


def start_up(systems, built, size, out):
    """What a program pays to load the library and copy one byte, over a program that does nothing."""
    (_, root), = roots(systems, "tmpfs")
    source, target = random_file(os.path.join(root, "one"), 1), os.path.join(root, "other")
    times = {"nothing": [], "startup": []}
    for _ in range(size["starts"]):
        for name, seconds in times.items():
            begun = time.perf_counter()
            subprocess.run([f"{BUILT}/{name}", source, target], check=True)
            seconds.append(time.perf_counter() - begun)
            if os.path.exists(target):
                os.unlink(target)
    empty, first = (statistics.median(times[name]) * 1e3 for name in ("nothing", "startup"))
    out.target("start-up: library and a first copy, over an empty program", "at most 2 ms", f"{first - empty:.2f} ms",
               f"{first:.2f} and {empty:.2f}", first - empty <= 2)


ALL = [large, reflink, small, trees, sparse, cold, streams, footprint, start_up]

"""Trees: the command beside other copiers of trees, and beside bare calls on as many threads."""
import os
import random
import shutil
import statistics
import subprocess
import sys

from lab import BUILT, Contender, PACKAGE, peer, run, settle
from report import wall

TOOLS = os.path.join(BUILT, "tools")
COMMAND = os.path.join(os.path.dirname(PACKAGE), "copyfile2")


def tools(out):
    """The parallel copiers of the registry, built once; those that cannot be had are named."""
    found = []
    for crate in ("xcp", "cpz", "fcp"):
        program = os.path.join(TOOLS, "bin", crate)
        if not os.path.exists(program):
            try:
                run("cargo", "install", "--quiet", "--root", TOOLS, crate)
            except (subprocess.CalledProcessError, FileNotFoundError) as error:
                reason = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
                out.skipped(f"trees: {crate}", "a peer", reason[-1] if reason else "cannot be built")
                continue
        found.append(crate)
    return found


def contenders(crates):
    whole = lambda name, *command: Contender(name, list(command), False)
    found = [
        whole("copyfile2", COMMAND, "-q", "-r", "SOURCE", "TARGET"),
        whole("copyfile2 --jobs 1", COMMAND, "-q", "-r", "-j", "1", "SOURCE", "TARGET"),
        whole("cp -r", "cp", "-r", "SOURCE", "TARGET"),
        whole("cp -a", "cp", "-a", "SOURCE", "TARGET"),
    ]
    if shutil.which("rsync"):
        found.append(whole("rsync -a", "rsync", "-a", "SOURCE/", "TARGET/"))
    more = {"xcp": ["-r", "--no-progress"], "cpz": [], "fcp": []}
    found += [whole(crate, os.path.join(TOOLS, "bin", crate), *more[crate], "SOURCE", "TARGET") for crate in crates]
    return found


def interleave_trees(copiers, source, root, rounds, prepare=None):
    """As lab.interleave, but nobody finds the target made; `prepare` sets up what each is to find."""
    samples = {copier.name: [] for copier in copiers}
    target = os.path.join(root, "target")
    order, shuffle = list(copiers), random.Random(1).shuffle
    for count in range(rounds + 1):
        shuffle(order)
        for copier in order:
            if prepare:
                prepare(target)
            settle(root)
            sample = copier.copy(source, target)
            if count:
                samples[copier.name].append(sample)
            if os.path.isdir(target):
                shutil.rmtree(target)
    return samples


def grow(source, sizes, per_directory):
    """Files of these sizes, so many in each directory."""
    for number, size in enumerate(sizes):
        directory = os.path.join(source, f"{number // per_directory:04}")
        if number % per_directory == 0:
            os.makedirs(directory)
        with open(os.path.join(directory, f"{number:06}"), "wb", buffering=0) as file:
            file.write(os.urandom(size))
    return source


def mixed(count, total):
    """Sizes as they are found: many small ones, a few large."""
    chance = random.Random(2)
    sizes = [chance.paretovariate(1.1) for _ in range(count)]
    scale = total / sum(sizes)
    return [int(size * scale) for size in sizes]


def judge(case, samples, limit, out):
    """At most `limit` of `cp -r`, and ahead of everybody else."""
    own = samples["copyfile2"]
    out.ratio(f"{case}, of cp -r", limit, own, samples["cp -r"], whom="cp -r")
    others = {name: found for name, found in samples.items() if not name.startswith("copyfile2")}
    best = min(others, key=lambda name: wall(others[name]))
    out.ratio(f"{case}, of the fastest", 1.0, own, others[best], whom=best)
    out.table(case, samples)


def trees(systems, built, size, out):
    crates = tools(out)
    names = ("ext4", "tmpfs", "xfs") if systems.is_root else ("here",)
    for name in names:
        root = systems.get(name)
        if not root:
            continue
        rounds = size["rounds"]
        source = grow(os.path.join(root, "small"), [4096] * 20_000, 200)
        judge(f"20,000 files of 4 KiB in 100 directories on {name}",
              interleave_trees(contenders(crates), source, root, rounds), 0.42, out)
        finished(source, root, name, rounds, out)
        shutil.rmtree(source)
        source = grow(os.path.join(root, "mixed"), mixed(6000, 500 << 20), 60)
        judge(f"6,000 mixed files, 500 MiB on {name}",
              interleave_trees(contenders(crates), source, root, rounds), 0.45, out)
        shutil.rmtree(source)
        source = grow(os.path.join(root, "flat"), [100] * 20_000, 20_000)
        judge(f"one directory of 20,000 files on {name}",
              interleave_trees(contenders(crates), source, root, max(3, rounds // 2)), 0.67, out)
        shutil.rmtree(source)


def finished(source, root, name, rounds, out):
    """What is there already is looked at, and read back."""
    def there(target):
        subprocess.run(["cp", "-a", source, target], check=True)

    whole = lambda who, *command: Contender(who, list(command), False)
    resume = whole("copyfile2", COMMAND, "-q", "-r", "-T", "--resume", "SOURCE", "TARGET")
    update = whole("copyfile2 --update", COMMAND, "-q", "-r", "-T", "--update", "SOURCE", "TARGET")
    some = [resume, update]
    if shutil.which("rsync"):
        some.append(whole("rsync -a", "rsync", "-a", "SOURCE/", "TARGET/"))
    samples = interleave_trees(some, source, root, max(3, rounds // 2), there)
    case = f"20,000 files of 4 KiB on {name}, all there"
    if "rsync -a" in samples:
        out.ratio(f"{case}, --resume", 1.0, samples["copyfile2"], samples["rsync -a"], whom="rsync -a")
    out.table(case, samples)
    pair = [
        whole("copyfile2", COMMAND, "-q", "-r", "--verify", "SOURCE", "TARGET"),
        whole("plain", COMMAND, "-q", "-r", "SOURCE", "TARGET"),
        whole("cp -r, diff -r", "sh", "-c", "cp -r SOURCE TARGET && diff -r SOURCE TARGET"),
    ]
    samples = interleave_trees(pair, source, root, max(3, rounds // 2))
    case = f"20,000 files of 4 KiB on {name}, read back"
    out.ratio(case, 1.6, samples["copyfile2"], samples["plain"], whom="without")
    out.ratio(case, 1.0, samples["copyfile2"], samples["cp -r, diff -r"], whom="cp -r, diff -r")
    out.table(case, samples)

"""What the benchmark found, as Markdown: the targets with what was measured, then everybody's times."""
import glob
import os
import re
import shutil
import statistics
import subprocess

from lab import ROOT


def said(*command):
    """The first line that a command prints."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return ((done.stdout or done.stderr).strip().splitlines() or [""])[0]


def version(*command):
    found = re.search(r"\d+(\.\d+)+", said(*command))
    return found.group() if found else ""


def machine():
    """The kind of machine: nothing that names it."""
    model, caches, memory = "unknown", [], 0
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
    for index in sorted(glob.glob("/sys/devices/system/cpu/cpu0/cache/index*")):
        with open(f"{index}/level", encoding="utf-8") as level, open(f"{index}/size", encoding="utf-8") as size:
            caches.append(f"L{level.read().strip()} {size.read().strip()}")
    with open("/proc/meminfo", encoding="utf-8") as file:
        memory = int(file.readline().split()[1]) >> 20
    return f"{model}, {len(os.sched_getaffinity(0))} CPUs, {', '.join(caches)}, {memory} GiB of memory; Linux {os.uname().release.split('-')[0]}"


def versions(built):
    found = {
        "coreutils": version("cp", "--version"), "rustc": version("rustc", "--version"), "gcc": version("gcc", "-dumpfullversion"),
        "Python": version("python3", "--version"), "xfsprogs": version("mkfs.xfs", "-V"), "btrfs-progs": version("mkfs.btrfs", "--version"),
        "e2fsprogs": version("mkfs.ext4", "-V"), "rsync": version("rsync", "--version"),
    }
    if "glib" in built:
        found["GLib"] = said("pkg-config", "--modversion", "glib-2.0")
    if "boost" in built and os.path.exists("/usr/include/boost/version.hpp"):
        with open("/usr/include/boost/version.hpp", encoding="utf-8") as file:
            text = re.search(r'BOOST_LIB_VERSION "(\S+)"', file.read())
        found["Boost"] = text.group(1).replace("_", ".") if text else ""
    return ", ".join(f"{name} {number}" for name, number in found.items() if number)


def wall(samples):
    return statistics.median(sample.wall for sample in samples)


def cpu(samples):
    return statistics.median(sample.cpu for sample in samples)


class Report:
    def __init__(self, built):
        self.built = built
        self.targets = []
        self.tables = []
        self.own = []

    def target(self, case, wanted, measured, spread, holds):
        """One row of the table of targets. `holds` is None where it could not be measured."""
        word = {True: "yes", False: "**no**", None: "-"}[holds]
        self.targets.append(f"| {case} | {wanted} | {measured} | {spread} | {word} |")

    def skipped(self, case, wanted, why):
        self.target(case, wanted, f"not measured: {why}", "", None)

    def ratio(self, case, limit, ours, theirs, *, figure=wall, whom=None):
        """The target that the median of `ours` is at most `limit` of that of `theirs`; the spread is that of the rounds."""
        rounds = sorted(figure([one]) / figure([other]) for one, other in zip(ours, theirs))
        ratio = figure(ours) / figure(theirs)
        name = f" of {whom}" if whom else ""
        self.target(case, f"at most {limit:.2f}", f"{ratio:.2f}{name}", f"{rounds[0]:.2f} to {rounds[-1]:.2f}", ratio <= limit)
        return ratio

    def table(self, title, samples, files=1):
        """Everybody's times of one case."""
        for name, found in samples.items():
            if name.startswith("copyfile2"):
                self.own += found
        own = wall(samples["copyfile2"])
        lines = [f"### {title}", "", "| copier | median ms | least | most | CPU ms | copyfile2 takes |", "|---|---|---|---|---|---|"]
        for name, found in sorted(samples.items(), key=lambda item: wall(item[1])):
            times = [sample.wall * 1e3 for sample in found]
            lines.append(f"| {name} | {wall(found) * 1e3:.2f} | {min(times):.2f} | {max(times):.2f} | {cpu(found) * 1e3:.2f} "
                         f"| {own / wall(found):.2f} of it |")
        self.tables.append("\n".join(lines))

    def text(self, seconds, form):
        return "\n".join([
            "# Benchmarks", "",
            f"Made by `make bench` ({form} form, {seconds:.0f} s). The copiers take turns on the same file; times are medians, warm page "
            "cache, nothing on its way to a device. File systems are fresh images on a tmpfs, so that no disk is measured. Ratios are "
            "of CopyFile2's time to the other's; the spread is that of the single rounds. What the targets are about and where the time "
            "goes stands in [docs/cost-model.md](docs/cost-model.md).", "",
            f"Machine: {machine()}. {versions(self.built)}.", "",
            "## Targets", "", "| case | target | measured | spread | holds |", "|---|---|---|---|---|", *self.targets, "",
            "## Times", "", "\n\n".join(self.tables), ""])

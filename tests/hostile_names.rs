//! Somebody who may write to the directories of a path changes them while a call runs: at every one of its system calls
//! a directory or file of the path gives way to a link that leads elsewhere, and comes back at every later one.
//!
//! Until a file is opened its path leads where those who may write to its directories say; no copier can change that.
//! From then on nothing may depend on the path: what lies outside is not written, not cut and not removed.

mod support;

use copyfile2::copy::{
    Action, CopyRequest, Event, MoveRequest, Observer, ReplaceRequest, Unobserved, copy_file, move_file,
    replace_file,
};
use copyfile2::win32::{CopyFlags, FileName, MoveFlags, ReplaceFlags};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Once, OnceLock};
use support::stepped::{holds, step};
use support::{FileSystem, content};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whole {
    /// The file that is copied.
    Source,
    /// The one of the same name outside.
    Secret,
    /// What lies outside under the destination's name.
    Precious,
    /// What was there before under the destination's name.
    Old,
    /// Empty, or the beginning of one of them.
    Part,
    /// Restart state.
    State,
}

impl Whole {
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Source => content(9000, 1),
            Self::Secret => content(8000, 2),
            Self::Precious => content(7000, 3),
            Self::Old => content(6000, 4),
            Self::State => b"somebody's state".to_vec(),
            Self::Part => Vec::new(),
        }
    }

    fn of(bytes: &[u8]) -> Self {
        let all = [Self::Source, Self::Secret, Self::Precious, Self::Old, Self::State];
        all.into_iter().find(|kind| kind.bytes() == bytes).unwrap_or(Self::Part)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    File(Whole),
    Link(PathBuf),
    Directory,
}

/// Everything below a directory.
type Inventory = BTreeMap<String, Entry>;

fn inventory(root: &Path) -> Inventory {
    let mut found = Inventory::new();
    let mut left = vec![root.to_owned()];
    while let Some(directory) = left.pop() {
        for entry in fs::read_dir(&directory).expect("a directory").flatten() {
            let path = entry.path();
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            let kind = entry.file_type().expect("a kind");
            let entry = if kind.is_symlink() {
                Entry::Link(fs::read_link(&path).expect("a link"))
            } else if kind.is_dir() {
                left.push(path);
                Entry::Directory
            } else {
                Entry::File(Whole::of(&fs::read(&path).expect("a file")))
            };
            found.insert(name, entry);
        }
    }
    found
}

/// What the others do to the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Swap {
    /// The directory that source and destination are in, for a link to the one outside.
    Directory,
    /// The destination, for a link to the file outside.
    Destination,
    /// The destination, for a link to no file outside.
    DestinationDangling,
    /// The source, for a link to the file outside.
    Source,
}

impl Swap {
    const ALL: [Self; 4] = [Self::Directory, Self::Destination, Self::DestinationDangling, Self::Source];

    fn places(self, root: &Path) -> (PathBuf, PathBuf, &'static str) {
        let theirs = root.join("theirs");
        match self {
            Self::Directory => (theirs.join("d"), theirs.join("aside"), "../outside"),
            Self::Destination => (theirs.join("d/to"), theirs.join("kept"), "../../outside/to"),
            Self::DestinationDangling => (theirs.join("d/to"), theirs.join("kept"), "../../outside/new"),
            Self::Source => (theirs.join("d/from"), theirs.join("kept"), "../../outside/from"),
        }
    }

    // What is not there, or is there already, is as hard for the others as for anybody.
    fn make(self, root: &Path) {
        let (name, aside, target) = self.places(root);
        let _ = fs::rename(&name, &aside);
        let _ = symlink(target, &name);
    }

    fn undo(self, root: &Path) {
        let (name, aside, _) = self.places(root);
        if fs::read_link(&name).is_ok() {
            let _ = fs::remove_file(&name);
            let _ = fs::rename(&aside, &name);
        }
    }
}

/// A call to be attacked.
struct Attacked {
    name: &'static str,
    /// What is in the directory beside the source.
    before: &'static [(&'static str, Entry2)],
    call: fn(&Path) -> u8,
    /// Whether what exists is never written: FAIL_IF_EXISTS.
    spares: bool,
    /// Whether a link in the last place is taken for itself.
    takes_links: bool,
}

/// A static [`Entry`].
#[derive(Clone, Copy, PartialEq)]
enum Entry2 {
    File(Whole),
    Link(&'static str),
}

fn scene(parent: &Path, attacked: &Attacked) -> tempfile::TempDir {
    let scene = tempfile::tempdir_in(parent).expect("a directory");
    let root = scene.path();
    for directory in ["theirs", "theirs/d", "outside"] {
        fs::create_dir(root.join(directory)).expect("a directory");
    }
    let put = |name: &str, whole: Whole| fs::write(root.join(name), whole.bytes()).expect("a file");
    put("theirs/d/from", Whole::Source);
    put("outside/from", Whole::Secret);
    put("outside/to", Whole::Precious);
    put("outside/.to.copyfile2-restart", Whole::State);
    for (name, entry) in attacked.before {
        let path = root.join("theirs/d").join(name);
        match entry {
            Entry2::File(whole) => fs::write(path, whole.bytes()).expect("a file"),
            Entry2::Link(target) => symlink(target, path).expect("a link"),
        }
    }
    scene
}

fn name(root: &Path, name: &str) -> FileName {
    FileName::from_bytes(root.join("theirs/d").join(name).as_os_str().as_bytes()).expect("a good name")
}

/// Answers the message at `at` so.
struct Answer {
    left: usize,
    action: Action,
}

impl Observer for Answer {
    fn notify(&mut self, _: &Event<'_>) -> Action {
        self.left = self.left.wrapping_sub(1);
        if self.left == usize::MAX { self.action } else { Action::Continue }
    }
}

fn copy(root: &Path, flags: CopyFlags, at: usize, action: Action) -> u8 {
    let (from, to) = (name(root, "from"), name(root, "to"));
    let mut request = CopyRequest::new(&from, &to);
    request.options.flags = flags;
    u8::from(copy_file(&request, &mut Answer { left: at, action }).is_err())
}

fn moved(root: &Path, from: &str, to: &Path, flags: MoveFlags) -> u8 {
    let from = name(root, from);
    let to = FileName::from_bytes(to.as_os_str().as_bytes()).expect("a good name");
    let request = MoveRequest { source: &from, destination: Some(&to), flags };
    u8::from(move_file(&request, &mut Unobserved).is_err())
}

const SPARES: CopyFlags = CopyFlags::FAIL_IF_EXISTS;
const TAKES_LINKS: CopyFlags = CopyFlags::COPY_SYMLINK;
const OLD: &[(&str, Entry2)] = &[("to", Entry2::File(Whole::Old))];

const COPIES: &[Attacked] = &[
    Attacked {
        name: "new",
        before: &[],
        call: |root| copy(root, SPARES, 99, Action::Continue),
        spares: true,
        takes_links: false,
    },
    Attacked {
        name: "new, links taken for themselves",
        before: &[],
        call: |root| copy(root, SPARES | TAKES_LINKS, 99, Action::Continue),
        spares: true,
        takes_links: true,
    },
    Attacked {
        name: "new, cancelled",
        before: &[],
        call: |root| copy(root, SPARES, 1, Action::Cancel),
        spares: true,
        takes_links: false,
    },
    Attacked {
        name: "overwritten",
        before: OLD,
        call: |root| copy(root, CopyFlags::empty(), 99, Action::Continue),
        spares: false,
        takes_links: false,
    },
    Attacked {
        name: "overwritten, cancelled",
        before: OLD,
        call: |root| copy(root, TAKES_LINKS, 2, Action::Cancel),
        spares: false,
        takes_links: true,
    },
    Attacked {
        name: "a link replaced",
        before: &[("to", Entry2::Link("../../outside/to"))],
        call: |root| copy(root, TAKES_LINKS, 99, Action::Continue),
        spares: false,
        takes_links: true,
    },
    Attacked {
        name: "through a link to nothing",
        before: &[("to", Entry2::Link("there"))],
        call: |root| copy(root, SPARES, 99, Action::Continue),
        spares: true,
        takes_links: false,
    },
    Attacked {
        name: "through a link to nothing, cancelled",
        before: &[("to", Entry2::Link("there"))],
        call: |root| copy(root, SPARES, 1, Action::Cancel),
        spares: true,
        takes_links: false,
    },
    Attacked {
        name: "restartable, paused",
        before: &[],
        call: |root| copy(root, SPARES | CopyFlags::RESTARTABLE, 2, Action::Pause),
        spares: true,
        takes_links: false,
    },
    Attacked {
        name: "restartable, cancelled",
        before: OLD,
        call: |root| copy(root, CopyFlags::RESTARTABLE, 2, Action::Cancel),
        spares: false,
        takes_links: false,
    },
    Attacked {
        name: "restartable",
        before: OLD,
        call: |root| copy(root, CopyFlags::RESTARTABLE | TAKES_LINKS, 99, Action::Continue),
        spares: false,
        takes_links: true,
    },
];

/// A child that is forked while another thread of the parent finds something out for the whole process would wait for
/// that thread for ever. So it is found out before any test forks.
fn settle() {
    static SETTLED: Once = Once::new();
    SETTLED.call_once(|| {
        let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
        let (from, to) = (directory.path().join("from"), directory.path().join("to"));
        fs::write(&from, "x").expect("a file");
        let call = support::Call::new_for(support::Edge::C, &from, &to).flags(CopyFlags::RESTARTABLE);
        call.answer_at(1, Action::Pause).run();
    });
}

/// Makes every swap at every step and undoes it at every later one, or only makes it.
fn attack(
    parent: &Path,
    attacked: &Attacked,
    undone: bool,
    check: impl Fn(&Path, Swap, &Inventory, bool, u8) -> Result<(), String>,
) -> Option<usize> {
    let mut runs = 0;
    let mut wrong = Vec::new();
    for swap in Swap::ALL {
        let mut first = 0;
        let mut steps = usize::MAX;
        while first < steps {
            let mut back = if undone && swap == Swap::Directory { first + 1 } else { usize::MAX };
            loop {
                let scene = scene(parent, attacked);
                let root = scene.path();
                let before = inventory(root);
                let mut is_open = false;
                let walk = step(
                    || (attacked.call)(root),
                    |index, child| {
                        if index == first {
                            let destination = fs::symlink_metadata(root.join("theirs/d/to"))
                                .or_else(|_| fs::symlink_metadata(root.join("theirs/d/there")));
                            is_open = destination.is_ok_and(|found| holds(child, (found.dev(), found.ino())));
                            swap.make(root);
                        } else if index == back {
                            swap.undo(root);
                        }
                    },
                )?;
                runs += 1;
                steps = walk.steps;
                if let Err(reason) = check(root, swap, &before, is_open, walk.answer as u8) {
                    wrong.push(format!("{swap:?} at {first}, back at {back}, of {steps}: {reason}"));
                }
                // Who may change the names in a directory may remove the files in it: only the others are kept from it.
                let is_over = back >= steps - 1 || swap != Swap::Directory;
                // Every one of the next calls, then every third, to keep it short.
                back = back.saturating_add(if back - first > 6 { 3 } else { 1 });
                if is_over {
                    break;
                }
            }
            first += 1;
        }
    }
    assert!(
        wrong.is_empty(),
        "{}: {} of {runs}:\n{}",
        attacked.name,
        wrong.len(),
        wrong[..wrong.len().min(8)].join("\n")
    );
    Some(runs)
}

fn count(inventory: &Inventory, whole: Whole) -> usize {
    inventory.values().filter(|entry| **entry == Entry::File(whole)).count()
}

fn outside(inventory: &Inventory) -> Vec<(&String, &Entry)> {
    inventory.iter().filter(|(name, _)| name.starts_with("outside/")).collect()
}

// F1, F5, L4, L7, O13: a swap after the destination was opened changes nothing outside, whatever the flags; neither does an
// earlier one where what exists is spared or links are taken for themselves. The source is never harmed, and no file
// is half a copy after success.
#[test]
fn nothing_outside_is_touched_by_a_copy() {
    settle();
    let mut runs = 0;
    for kind in [FileSystem::Tmpfs, FileSystem::Ramfs] {
        let Some(parent) = kind.root() else { continue };
        for attacked in COPIES {
            // Without extended attributes, restart state lies beside the destination; all else is the same.
            if kind == FileSystem::Ramfs && !attacked.name.starts_with("restartable") {
                continue;
            }
            let ran = attack(&parent, attacked, false, |root, swap, before, is_open, answer| {
                let after = inventory(root);
                let say = |what: &str| Err(format!("{what}; open: {is_open}, answer {answer}, {after:#?}"));
                if after.get("outside/from") != before.get("outside/from")
                    || count(&after, Whole::Source) == 0
                {
                    return say("a source is harmed");
                }
                let follows = swap == Swap::Directory || swap != Swap::Source && !attacked.takes_links;
                let spared = attacked.spares || is_open || !follows;
                let (mut now, mut then) = (outside(&after), outside(before));
                // A name that leads to no file is where a new file is made.
                let made_there = |&(name, _): &(&String, &Entry)| {
                    !is_open && follows && (name == "outside/new" || name == "outside/there")
                };
                now.retain(|entry| !made_there(entry));
                then.retain(|entry| !made_there(entry));
                if spared && now != then {
                    return say("something outside is changed");
                }
                let parts = count(&after, Whole::Part);
                if answer == 0 && parts > 0 {
                    return say("half a file after success");
                }
                // An older file that somebody moves aside is not chased after, nor a new one in the last moment, when their
                // link was removed in its place.
                let is_kept = matches!(swap, Swap::Destination | Swap::DestinationDangling)
                    && after.get("theirs/kept") == Some(&Entry::File(Whole::Part))
                    && (attacked.before == OLD || !after.contains_key("theirs/d/to"));
                if answer != 0 && parts > usize::from(is_kept) && !attacked.name.contains("paused") {
                    return say("something is left over");
                }
                Ok(())
            });
            match ran {
                Some(ran) => runs += ran,
                None => return,
            }
        }
    }
    println!("hostile names, copies: {runs} runs");
    assert!(runs > 300, "{runs} runs");
}

const MOVES: &[Attacked] = &[
    Attacked {
        name: "moved",
        before: &[],
        call: |root| moved(root, "from", &root.join("theirs/d/to"), MoveFlags::empty()),
        spares: true,
        takes_links: true,
    },
    Attacked {
        name: "moved over a file",
        before: OLD,
        call: |root| moved(root, "from", &root.join("theirs/d/to"), MoveFlags::REPLACE_EXISTING),
        spares: false,
        takes_links: true,
    },
    Attacked {
        name: "one of two hard links moved over the other",
        before: &[],
        call: |root| {
            let d = root.join("theirs/d");
            let _ = fs::hard_link(d.join("from"), d.join("to"));
            moved(root, "from", &d.join("to"), MoveFlags::REPLACE_EXISTING)
        },
        spares: false,
        takes_links: true,
    },
    Attacked {
        name: "a directory moved over a file",
        before: OLD,
        call: |root| {
            let d = root.join("theirs/d");
            let _ = fs::create_dir(d.join("directory"));
            moved(root, "directory", &d.join("to"), MoveFlags::REPLACE_EXISTING)
        },
        spares: false,
        takes_links: true,
    },
    Attacked {
        name: "moved to another volume",
        before: &[],
        call: |root| {
            moved(root, "from", &volume().join("to"), MoveFlags::COPY_ALLOWED | MoveFlags::WRITE_THROUGH)
        },
        spares: true,
        takes_links: true,
    },
    Attacked {
        name: "replaced",
        before: OLD,
        call: |root| {
            let (from, to, backup) = (name(root, "from"), name(root, "to"), name(root, "backup"));
            let flags = ReplaceFlags::empty();
            let request = ReplaceRequest { replaced: &to, replacement: &from, backup: Some(&backup), flags };
            u8::from(replace_file(&request).is_err())
        },
        spares: false,
        takes_links: true,
    },
];

/// Another volume. Found before the first child is started: a child must not wait for a lock of its parent.
static VOLUME: OnceLock<PathBuf> = OnceLock::new();

fn volume() -> &'static Path {
    VOLUME.get().expect("looked at before")
}

// MV4, MV7, RF1: whatever the others swap, and swap back, no file is lost: what was to be moved and what lies outside
// under its name both exist in the end, and a file that a call has no business with keeps its place.
#[test]
fn nothing_is_lost_by_a_move() {
    settle();
    let (Some(parent), Some(volume_root)) = (FileSystem::Tmpfs.root(), FileSystem::Here.root()) else {
        return;
    };
    let own = tempfile::tempdir_in(volume_root).expect("a directory");
    VOLUME.get_or_init(|| own.path().to_owned());
    let mut runs = 0;
    for attacked in MOVES {
        let ran = attack(&parent, attacked, true, |root, _, _, _, answer| {
            let mut after = inventory(root);
            if let Ok(bytes) = fs::read(volume().join("to")) {
                after.insert("volume/to".into(), Entry::File(Whole::of(&bytes)));
            }
            let _ = fs::remove_file(volume().join("to"));
            let say = |what: &str| Err(format!("{what}; answer {answer}, {after:#?}"));
            for whole in [Whole::Source, Whole::Secret] {
                if count(&after, whole) == 0 {
                    return say("a file is lost");
                }
            }
            // A name that exists is spared, or has made way for the file that was moved over it.
            let replaced = after.get("outside/to") == Some(&Entry::File(Whole::Secret))
                || after.get("outside/to") == Some(&Entry::File(Whole::Source))
                || after.get("outside/to") == Some(&Entry::Directory);
            if count(&after, Whole::Precious) == 0 && (attacked.spares || !replaced) {
                return say("a file outside is lost");
            }
            if count(&after, Whole::Part) > 0 {
                return say("half a file");
            }
            Ok(())
        });
        match ran {
            Some(ran) => runs += ran,
            None => return,
        }
    }
    println!("hostile names, moves: {runs} runs");
    assert!(runs > 300, "{runs} runs");
}

/// A process of another user that swaps what it can, as fast as it can. It ends with this value.
struct OtherUser {
    process: i32,
    swaps: &'static AtomicU64,
}

impl OtherUser {
    const ID: u32 = 65534;

    fn start(root: &Path) -> Self {
        let size = std::mem::size_of::<AtomicU64>();
        let (access, kind) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
        // SAFETY: new memory is asked for, which nobody else has.
        let shared = unsafe { libc::mmap(std::ptr::null_mut(), size, access, kind, -1, 0) };
        assert_ne!(shared, libc::MAP_FAILED, "a page of memory");
        // SAFETY: the page is zeroed, aligned, large enough, and stays mapped to the end of the process.
        let swaps: &'static AtomicU64 = unsafe { &*shared.cast::<AtomicU64>() };
        // SAFETY: the child renames files and counts; it takes no lock that other threads may have held.
        let process = unsafe { libc::fork() };
        assert!(process >= 0, "a child can be started");
        if process == 0 {
            // SAFETY: no memory is involved.
            let group = unsafe { libc::setresgid(Self::ID, Self::ID, Self::ID) };
            // SAFETY: no memory is involved; no right is left afterwards.
            let user = unsafe { libc::setresuid(Self::ID, Self::ID, Self::ID) };
            // Whoever waits for swaps that never come must not be left waiting, nor this child behind.
            // SAFETY: no memory is involved.
            unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
            if group == 0 && user == 0 {
                swap_for_ever(root, swaps);
            }
            swaps.store(2 << 32, Ordering::Relaxed); // this user cannot be had: no swaps in the first rounds
            // SAFETY: ends the child at once.
            unsafe { libc::_exit(1) };
        }
        Self { process, swaps }
    }

    fn made(&self) -> u64 {
        self.swaps.load(Ordering::Relaxed) & u64::from(u32::MAX)
    }

    fn rounds(&self) -> u64 {
        self.swaps.load(Ordering::Relaxed) >> 32
    }
}

fn swap_for_ever(root: &Path, swaps: &AtomicU64) -> ! {
    loop {
        for swap in Swap::ALL {
            swap.make(root);
            let (name, _, _) = swap.places(root);
            let is_made = fs::read_link(name).is_ok();
            swap.undo(root);
            swaps.fetch_add(u64::from(is_made), Ordering::Relaxed);
        }
        // Makes room for the next copy. Outside, this user may remove nothing.
        let _ = fs::remove_file(root.join("theirs/d/to"));
        swaps.fetch_add(1 << 32, Ordering::Relaxed); // rounds
    }
}

impl Drop for OtherUser {
    fn drop(&mut self) {
        // SAFETY: a child of this process that was not waited for, so the number is still its own.
        unsafe { libc::kill(self.process, libc::SIGKILL) };
        // SAFETY: as above; its status is of no interest.
        unsafe { libc::waitpid(self.process, std::ptr::null_mut(), 0) };
    }
}

// F1, F5, L4, O13: the same with a real other user who swaps in a tight loop, for many copies.
#[test]
fn another_user_reaches_nothing_outside() {
    settle();
    // SAFETY: no memory is involved.
    if unsafe { libc::geteuid() } != 0 {
        return support::skipped("needs root, to become another user");
    }
    let Some(parent) = FileSystem::Tmpfs.root() else { return };
    let scene = scene(&parent, &COPIES[0]);
    let root = scene.path();
    support::set_mode(root, 0o755);
    for name in ["theirs", "theirs/d", "theirs/d/from"] {
        std::os::unix::fs::chown(root.join(name), Some(OtherUser::ID), Some(OtherUser::ID))
            .expect("given away");
    }
    let before = inventory_outside(root);
    let other = OtherUser::start(root);
    while other.rounds() < 2 {
        std::thread::yield_now();
    }
    if other.made() == 0 {
        return support::skipped("another user cannot reach the test's directory");
    }
    let flags = SPARES | TAKES_LINKS;
    let restartable = flags | CopyFlags::RESTARTABLE;
    let mut done = 0;
    for round in 0..600 {
        let answer = match round % 5 {
            0 => copy(root, flags, 99, Action::Continue),
            1 => copy(root, flags, 1, Action::Cancel),
            2 => copy(root, restartable, 2, Action::Pause),
            3 => copy(root, restartable, 2, Action::Cancel),
            _ => copy(root, restartable, 99, Action::Continue),
        };
        done += u32::from(answer == 0);
        let now = inventory_outside(root);
        assert_eq!(now, before, "round {round}");
    }
    println!("another user: {} swaps during 600 copies, of which {done} succeeded", other.made());
}

fn inventory_outside(root: &Path) -> Inventory {
    let found = inventory(&root.join("outside"));
    found.into_iter().map(|(name, entry)| (format!("outside/{name}"), entry)).collect()
}

// L7: in a directory like /tmp a link to nothing that somebody else has put there is not followed, whatever the machine's
// protected_symlinks says; one's own is.
#[test]
fn nobody_elses_link_is_followed_in_a_directory_for_everybody() {
    settle();
    let scene = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let root = scene.path();
    for directory in ["shared", "outside"] {
        fs::create_dir(root.join(directory)).expect("a directory");
    }
    support::set_mode(root.join("shared"), 0o1777);
    fs::write(root.join("from"), Whole::Source.bytes()).expect("a source");
    for (owner, code) in [(OtherUser::ID, 5), (0, 0)] {
        let link = root.join(format!("shared/{owner}"));
        symlink(format!("../outside/{owner}"), &link).expect("a link");
        if std::os::unix::fs::lchown(&link, Some(owner), Some(owner)).is_err() {
            return support::skipped("needs root, to give links away");
        }
        for edge in support::Edge::BOTH {
            let call = support::Call::new_for(edge, &root.join("from"), &link);
            call.flags(SPARES).run().expect(code);
            let made = root.join(format!("outside/{owner}"));
            assert_eq!(made.exists(), code == 0, "{owner}");
            let _ = fs::remove_file(made);
        }
    }
}

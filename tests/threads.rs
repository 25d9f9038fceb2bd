//! Sixty-four threads that copy, cancel, pause and resume at random, all at once, through the C ABI. `COPYFILE2_SECONDS`
//! says for how long; `make tsan` does it under ThreadSanitizer.

mod support;

use copyfile2::abi::*;
use copyfile2::ffi::{CopyFile2GetLastError, CopyFile2SetLastError, CopyFile2U8};
use copyfile2::win32::Win32Error;
use fastrand::Rng;
use std::ffi::{CString, c_void};
use std::fs;
use std::mem::size_of;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use support::{content, fill, number};

const THREADS: usize = 64;
/// Sources that all threads read: small ones, and one that threads of the library move where the cache is bypassed.
const SIZES: [usize; 4] = [0, 700, 70_000, 3_000_000];
const RESTARTABLE: u32 = 2;
const FAIL_IF_EXISTS: u32 = 1;
const NO_BUFFERING: u32 = 0x1000;
const RESUME_FROM_PAUSE: u32 = 0x4000;
const NO_OFFLOAD: u32 = 0x0004_0000;
const ABORTED: u32 = 1235;
const PAUSED: u32 = 3050;
const SHARING: u32 = 32;

/// What the routine of one call is to do.
struct Plan {
    /// The message it acts upon, from 1; 0 for none.
    at: u32,
    answer: COPYFILE2_MESSAGE_ACTION,
    calls: u32,
    thread: thread::ThreadId,
    strange: bool,
}

unsafe extern "C" fn routine(_: *const COPYFILE2_MESSAGE, context: *mut c_void) -> COPYFILE2_MESSAGE_ACTION {
    // SAFETY: the context is the plan of the call under way, and nobody else uses it meanwhile.
    let plan = unsafe { &mut *context.cast::<Plan>() };
    plan.calls += 1;
    plan.strange |= plan.thread != thread::current().id();
    // Whatever is left here by a routine is this thread's own, and not what the call answers.
    CopyFile2SetLastError(plan.calls);
    if plan.calls == plan.at { plan.answer } else { COPYFILE2_PROGRESS_CONTINUE }
}

/// One call; its code, checked against what it left as the last error.
fn copy(from: &Path, to: &Path, flags: u32, plan: &mut Plan, cancel: &AtomicI32) -> u32 {
    let name = |path: &Path| CString::new(path.as_os_str().as_bytes()).expect("no NUL");
    let (from, to) = (name(from), name(to));
    let mut parameters = COPYFILE2_EXTENDED_PARAMETERS_V2 {
        dwSize: size_of::<COPYFILE2_EXTENDED_PARAMETERS_V2>() as u32,
        dwCopyFlags: flags,
        pfCancel: cancel.as_ptr(),
        pProgressRoutine: Some(routine),
        pvCallbackContext: (&raw mut *plan).cast(),
        dwCopyFlagsV2: 0,
        ioDesiredSize: 65536,
        ioDesiredRate: 0,
        pProgressRoutineOld: None,
        SourceOplockKeys: std::ptr::null_mut(),
        reserved: [std::ptr::null_mut(); 6],
    };
    CopyFile2SetLastError(0xBAD);
    // SAFETY: names and parameters live during the call; the flag is an atomic that other threads set.
    let result = unsafe { CopyFile2U8(from.as_ptr(), to.as_ptr(), (&raw mut parameters).cast()) };
    let code = CopyFile2GetLastError();
    assert_eq!(result, Win32Error::from_code(code).hresult(), "HRESULT and last error agree");
    thread::yield_now();
    assert_eq!(CopyFile2GetLastError(), code, "the last error is this thread's own");
    assert!(!plan.strange, "X10: the routine runs on the calling thread");
    code
}

struct Arena {
    directory: tempfile::TempDir,
    sources: Vec<PathBuf>,
    /// One for each thread, to be set by any other.
    cancels: Vec<AtomicI32>,
    over: AtomicBool,
    copies: AtomicU64,
    ended: AtomicU64,
    resumed: AtomicU64,
    refused: AtomicU64,
}

impl Arena {
    fn work(&self, number: usize, rounds: u64) {
        let mut random = Rng::with_seed(number as u64 * 7919 + 0x1234_5679);
        let own = self.directory.path().join(number.to_string());
        let shared = self.directory.path().join("shared");
        for _ in 0..rounds {
            if self.over.load(Ordering::Relaxed) {
                return;
            }
            let which = random.usize(..SIZES.len());
            let source = &self.sources[which];
            let cancel = &self.cancels[number];
            cancel.store(0, Ordering::Relaxed);
            let mut flags = [0, NO_BUFFERING, NO_OFFLOAD, RESTARTABLE][random.usize(..4)];
            let mut plan =
                Plan { at: 0, answer: 0, calls: 0, thread: thread::current().id(), strange: false };
            self.copies.fetch_add(1, Ordering::Relaxed);
            match random.u64(..10) {
                // Somebody else's copy is cancelled.
                0 => {
                    let other = random.usize(..THREADS);
                    self.cancels[other].store(1, Ordering::Relaxed);
                }
                1 => {
                    let missing = self.directory.path().join("missing");
                    let code = copy(&missing, &own, flags, &mut plan, cancel);
                    assert!([2, ABORTED].contains(&code), "{code}");
                    continue;
                }
                2 => {
                    let code = copy(source, self.directory.path(), flags, &mut plan, cancel);
                    assert!([5, ABORTED].contains(&code), "{code}");
                    continue;
                }
                // The same destination for all: of copies that can be restarted one at a time gets it.
                3 => {
                    let code = copy(source, &shared, RESTARTABLE, &mut plan, cancel);
                    assert!([0, SHARING, ABORTED].contains(&code), "{code}");
                    self.refused.fetch_add(u64::from(code == SHARING), Ordering::Relaxed);
                    continue;
                }
                4 => plan = Plan { at: 1 + random.u32(..12), answer: COPYFILE2_PROGRESS_CANCEL, ..plan },
                5 => plan = Plan { at: 1 + random.u32(..12), answer: COPYFILE2_PROGRESS_STOP, ..plan },
                6 | 7 => {
                    plan = Plan { at: 1 + random.u32(..12), answer: COPYFILE2_PROGRESS_PAUSE, ..plan };
                }
                8 => flags |= FAIL_IF_EXISTS,
                _ => {}
            }
            let code = copy(source, &own, flags, &mut plan, cancel);
            match code {
                0 => assert!(fs::read(&own).expect("the copy") == content_of(which), "S_OK, and not whole"),
                PAUSED => {
                    cancel.store(0, Ordering::Relaxed);
                    let mut plan = Plan { at: 0, calls: 0, ..plan };
                    let code = copy(source, &own, flags | RESUME_FROM_PAUSE, &mut plan, cancel);
                    assert!([0, ABORTED].contains(&code), "{code} from a resumed copy");
                    if code == 0 {
                        assert!(
                            fs::read(&own).expect("the copy") == content_of(which),
                            "resumed, and not whole"
                        );
                    }
                    self.resumed.fetch_add(1, Ordering::Relaxed);
                }
                80 => assert!(flags & FAIL_IF_EXISTS != 0),
                ABORTED => {
                    let is_stop = plan.answer == COPYFILE2_PROGRESS_STOP;
                    // F5: cancelled before it had begun, it leaves what was there.
                    assert!(
                        is_stop || plan.calls == 0 || !own.exists(),
                        "F1: a cancelled copy leaves nothing"
                    );
                    self.ended.fetch_add(1, Ordering::Relaxed);
                }
                other => panic!("{other} with flags {flags:x}"),
            }
            if random.u64(..2) == 0 {
                let _ = fs::remove_file(&own);
            }
        }
    }
}

fn content_of(which: usize) -> Vec<u8> {
    content(SIZES[which], SIZES[which] as u64 + 1)
}

// X10, A13, P9, 1.3: a thousand threads may copy at once; sixty-four do.
#[test]
fn threads_copy_cancel_pause_and_resume_at_once() {
    let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let sources = SIZES.map(|size| fill(directory.path().join(format!("source-{size}")), size)).into();
    let arena = Arena {
        directory,
        sources,
        cancels: (0..THREADS).map(|_| AtomicI32::new(0)).collect(),
        over: AtomicBool::new(false),
        copies: AtomicU64::new(0),
        ended: AtomicU64::new(0),
        resumed: AtomicU64::new(0),
        refused: AtomicU64::new(0),
    };
    let seconds = number("COPYFILE2_SECONDS");
    let rounds = if seconds.is_some() { u64::MAX } else { 30 };
    thread::scope(|scope| {
        let arena = &arena;
        let workers: Vec<_> =
            (0..THREADS).map(|number| scope.spawn(move || arena.work(number, rounds))).collect();
        if let Some(seconds) = seconds {
            let begun = Instant::now();
            while begun.elapsed() < Duration::from_secs(seconds) {
                thread::sleep(Duration::from_millis(100));
            }
            arena.over.store(true, Ordering::Relaxed);
        }
        // By hand: ThreadSanitizer sees a thread that is joined, and not one that a scope has waited for.
        for worker in workers {
            worker.join().expect("a worker that did not panic");
        }
    });
    let [copies, ended, resumed, refused] = [&arena.copies, &arena.ended, &arena.resumed, &arena.refused]
        .map(|count| count.load(Ordering::Relaxed));
    println!(
        "{THREADS} threads: {copies} copies, {ended} ended early, {resumed} resumed, {refused} refused with 32"
    );
    assert!(copies >= THREADS as u64 && resumed > 0 && ended > 0);
    for (source, size) in arena.sources.iter().zip(SIZES) {
        assert!(fs::read(source).expect("a source") == content(size, size as u64 + 1), "a source is harmed");
    }
    // Nothing is left beside the destinations.
    let names: Vec<_> = fs::read_dir(arena.directory.path()).expect("the directory").flatten().collect();
    let strange: Vec<_> = names
        .iter()
        .map(|entry| entry.file_name())
        .filter(|name| name.as_bytes().starts_with(b"."))
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}

//! What a user puts into the own queue so that root, who looks at it, does harm with root's rights (OWN-11). The table of
//! attacks is docs/attacks.md.
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::stranger::{NOBODY, Stranger};
use copyfile2::bits::{Hresult, Manager};
use rusqlite::Connection;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Output;

/// A file of root's that must stay as it is.
struct Treasure {
    path: PathBuf,
    before: (u32, u32, u32, u64, i64),
}

impl Treasure {
    fn new(path: PathBuf) -> Self {
        fs::write(&path, "treasure").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        let before = Self::look(&path);
        Self { path, before }
    }

    fn look(path: &Path) -> (u32, u32, u32, u64, i64) {
        let there = path.symlink_metadata().unwrap();
        (there.uid(), there.gid(), there.mode(), there.size(), there.mtime_nsec())
    }

    #[track_caller]
    fn is_untouched(&self) {
        assert_eq!(Self::look(&self.path), self.before);
        assert_eq!(fs::read(&self.path).unwrap(), b"treasure");
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Name of a lock of a job.
fn lock(job: &str) -> String {
    let id: String = job.chars().filter(char::is_ascii_hexdigit).collect();
    format!("locks/{}.run", id.to_ascii_lowercase())
}

/// A job that everybody who opens the queue takes for forgotten, and cancels.
fn age(stranger: &Stranger) {
    let store = Connection::open(stranger.state().join("bits.db")).unwrap();
    store.execute("UPDATE job SET modified = 1", []).unwrap();
}

#[test]
fn a_link_in_place_of_a_lock_gives_no_file_away() {
    let Some(stranger) = Stranger::new() else { return };
    let treasure = Treasure::new(stranger.queue.path().join("treasure"));
    let new = stranger.queue.path().join("new");
    for (target, words) in
        [(&treasure.path, "/cancel"), (&new, "/cancel"), (&treasure.path, "/list"), (&new, "/list")]
    {
        let job = stranger.said(&["/create", "bait"]);
        stranger.does(&format!("ln -sf '{}' '{}'", target.display(), lock(&job)));
        age(&stranger);
        let said = stranger.root(&[words, &job]);
        assert_ne!(said.status.code(), Some(124), "it waits for ever");
        treasure.is_untouched(); // OWN-11: nothing is followed
        assert!(!new.exists());
    }
}

#[test]
fn a_database_that_is_a_link_a_fifo_or_has_two_names_is_refused() {
    let Some(stranger) = Stranger::new() else { return };
    let treasure = Treasure::new(stranger.queue.path().join("treasure"));
    let (target, new) = (treasure.path.display(), stranger.queue.path().join("new"));
    for plant in [
        format!("ln -s '{target}' bits.db"),
        format!("ln -s '{}' bits.db", new.display()),
        "mkfifo bits.db".to_owned(),
        "mkdir bits.db".to_owned(),
        "touch other; ln other bits.db".to_owned(),
        format!("touch bits.db; ln -s '{target}' bits.db-wal"),
        format!("touch bits.db; ln -s '{}' bits.db-shm", new.display()),
        format!("touch bits.db; ln -s '{target}' bits.db-journal"),
        "touch bits.db; mkfifo bits.db-wal".to_owned(),
    ] {
        stranger.does("rm -rf bits.db* other");
        stranger.does(&plant);
        let said = stranger.root(&["/list"]);
        assert_eq!(said.status.code(), Some(1), "{plant}: {}", text(&said)); // OWN-11: refused, without waiting
        assert!(text(&said).contains("E_ACCESSDENIED"), "{plant}: {}", text(&said));
        treasure.is_untouched();
        assert!(!new.exists(), "{plant}");
    }
    stranger.does("rm -rf bits.db* other");
    assert!(stranger.root(&["/list"]).status.success());
}

#[test]
fn a_directory_of_locks_that_is_a_link_is_refused() {
    let Some(stranger) = Stranger::new() else { return };
    let roots = stranger.queue.path().join("roots");
    fs::create_dir(&roots).unwrap();
    stranger.said(&["/create", "bait"]);
    stranger.does(&format!("rm -rf locks; ln -s '{}' locks", roots.display()));
    let said = stranger.root(&["/list"]);
    assert!(text(&said).contains("E_ACCESSDENIED"), "{}", text(&said));
    assert_eq!(fs::read_dir(&roots).unwrap().count(), 0); // OWN-11: nothing is followed
}

#[test]
fn a_path_that_another_user_can_turn_leads_root_nowhere() {
    let Some(stranger) = Stranger::new() else { return };
    let roots = stranger.queue.path().join("roots");
    fs::create_dir(&roots).unwrap();
    // The queue itself, and a directory above it, as links to what is root's.
    let plant = |name: &str| format!("ln -s '{}' '../{name}'", roots.display());
    stranger.does(&plant("above"));
    stranger.does(&format!(
        "{}; rmdir ../copyfile2 2>/dev/null || mv ../copyfile2 ../away; mv ../link ../copyfile2",
        plant("link")
    ));
    for below in ["copyfile2", "above/copyfile2", "above/../above/new/copyfile2"] {
        let opened = Manager::open_at(&stranger.queue.path().join("state").join(below));
        assert_eq!(opened.err(), Some(Hresult::E_ACCESSDENIED), "{below}"); // OWN-11: the rights of whoever links
    }
    assert_eq!(fs::read_dir(&roots).unwrap().count(), 0);
}

/// Rows of the other user's database name files anywhere.
#[test]
fn root_completes_and_cancels_with_the_rights_of_the_owner() {
    let Some(stranger) = Stranger::new() else { return };
    let sticky = stranger.queue.path().join("sticky");
    fs::create_dir(&sticky).unwrap();
    fs::set_permissions(&sticky, Permissions::from_mode(0o1777)).unwrap();
    let treasure = Treasure::new(sticky.join("treasure"));
    for word in ["/complete", "/cancel"] {
        let job = stranger.said(&["/create", "bait"]);
        stranger.said(&["/addfile", &job, "http://127.0.0.1:9/x", sticky.join("other").to_str().unwrap()]);
        let temporary = stranger.said(&["/gettemporaryname", &job, "0"]);
        stranger.does(&format!("printf loot > '{temporary}'"));
        let store = Connection::open(stranger.state().join("bits.db")).unwrap();
        store
            .execute(
                "UPDATE file SET path = ?, stage = 1, total = 4, done = 4, remote_size = 4",
                [treasure.path.as_os_str().as_bytes()],
            )
            .unwrap();
        store.execute("UPDATE job SET state = 6, arrived = 1, resumed = 1", []).unwrap();
        drop(store);
        let said = stranger.root(&[word, &job]);
        assert_ne!(said.status.code(), Some(124));
        treasure.is_untouched(); // OWN-11: the owner's rights
        stranger.root(&["/cancel", &job]);
        treasure.is_untouched();
        let _ = fs::remove_file(temporary);
    }
}

#[test]
fn the_host_has_its_rights_back_after_each_call() {
    let Some(stranger) = Stranger::new() else { return };
    let treasure = Treasure::new(stranger.queue.path().join("treasure"));
    let before = fs::read_to_string("/proc/thread-self/status").unwrap();
    let job = stranger.said(&["/create", "theirs"]);
    let manager = stranger.manager();
    let found = manager.job(job.parse().unwrap()).unwrap();
    found.set_description("changed").unwrap();
    assert_eq!(manager.jobs(1).unwrap().count(), 1); // MGR-15: ALL_USERS for root
    found.take_ownership().unwrap(); // SET-27: root may
    found.cancel().unwrap();
    let rights = |status: &str| -> Vec<String> {
        let wanted =
            |line: &&str| ["Uid", "Gid", "Groups", "Cap", "SigBlk"].iter().any(|word| line.starts_with(word));
        status.lines().filter(wanted).map(str::to_owned).collect()
    };
    assert_eq!(rights(&before), rights(&fs::read_to_string("/proc/thread-self/status").unwrap()));
    assert_eq!(fs::read(&treasure.path).unwrap(), b"treasure");
    // Nothing of root's lies in the user's queue.
    for name in ["bits.db", "locks"] {
        assert_eq!(stranger.state().join(name).metadata().unwrap().uid(), NOBODY, "{name}");
    }
}

//! The tables. `user_version` numbers the layout.

/// The layout that this library writes.
pub(super) const VERSION: i32 = 6;

/// From nothing to layout 1, from there to 2, and so on.
pub(super) const STEPS: [&str; VERSION as usize] = [CREATE, FROM_1, FROM_2, FROM_3, FROM_4, FROM_5];

/// Makes an empty queue of layout 1. Times are FILETIMEs; `*_boot` are milliseconds since the boot named in `boot`.
const CREATE: &str = "
CREATE TABLE job(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  guid BLOB NOT NULL UNIQUE,
  type INTEGER NOT NULL,
  state INTEGER NOT NULL,
  priority INTEGER NOT NULL DEFAULT 2,
  turn INTEGER NOT NULL DEFAULT 0,          -- place in its level; the lowest runs first (SCH-4)
  owner INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  completed INTEGER NOT NULL DEFAULT 0,
  change INTEGER NOT NULL DEFAULT 0,        -- grows with every change that JobModification tells of
  notify_flags INTEGER NOT NULL DEFAULT 3,
  program TEXT NOT NULL DEFAULT '',
  parameters TEXT NOT NULL DEFAULT '',
  retry_delay INTEGER NOT NULL DEFAULT 600,
  no_progress INTEGER NOT NULL DEFAULT 1209600,
  max_time INTEGER NOT NULL DEFAULT 7776000,
  proxy_usage INTEGER NOT NULL DEFAULT 0,
  proxy_list TEXT,
  proxy_bypass TEXT,
  headers TEXT,
  headers_write_only INTEGER NOT NULL DEFAULT 0,
  security_flags INTEGER NOT NULL DEFAULT 0,
  method TEXT NOT NULL,
  acl_flags INTEGER NOT NULL DEFAULT 0,
  peer_flags INTEGER NOT NULL DEFAULT 0,
  cost_flags INTEGER NOT NULL DEFAULT 2147483681,
  clsid BLOB NOT NULL DEFAULT x'00000000000000000000000000000000',
  dynamic INTEGER NOT NULL DEFAULT 0,
  high_performance INTEGER NOT NULL DEFAULT 0,
  max_size INTEGER NOT NULL DEFAULT 0,
  stored_credentials INTEGER NOT NULL DEFAULT 0,
  min_interval INTEGER NOT NULL DEFAULT 0,
  on_demand INTEGER NOT NULL DEFAULT 0,
  resumed INTEGER NOT NULL DEFAULT 0,       -- Resume was called at least once
  error_context INTEGER NOT NULL DEFAULT 0, -- 0: no error in force (TR-5)
  error_code INTEGER NOT NULL DEFAULT 0,
  error_file INTEGER,
  error_count INTEGER NOT NULL DEFAULT 0,
  boot TEXT NOT NULL DEFAULT '',
  retry_boot INTEGER NOT NULL DEFAULT 0,    -- TRANSIENT_ERROR: when to try again
  stalled_boot INTEGER,                     -- first transient error since the last progress (TO-3)
  elapsed INTEGER NOT NULL DEFAULT 0,       -- ms in CONNECTING and TRANSFERRING since Resume (TO-5)
  event INTEGER NOT NULL DEFAULT 0,         -- grows with each entry into TRANSFERRED or ERROR (NTF-13)
  told INTEGER NOT NULL DEFAULT 0,          -- the last event that was delivered
  told_files INTEGER NOT NULL DEFAULT 0,    -- FileTransferred was delivered for all files before this one
  command_failed INTEGER NOT NULL DEFAULT 0,
  arrived INTEGER NOT NULL DEFAULT 0,       -- files that are here
  files INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX job_state ON job(state);
CREATE TABLE file(
  job INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  remote TEXT NOT NULL,
  remote_new TEXT,                          -- SetRemoteName before Resume (F2-3)
  spelling BLOB NOT NULL,                   -- UTF-16LE, as the caller gave it
  path BLOB NOT NULL,
  ranges BLOB,                              -- pairs of little-endian u64
  stage INTEGER NOT NULL DEFAULT 0,         -- 0 wanted, 1 arrived, 2 handed over
  total INTEGER,                            -- NULL: not known
  done INTEGER NOT NULL DEFAULT 0,
  synced INTEGER NOT NULL DEFAULT 0,        -- bytes that reached the disk
  boot TEXT NOT NULL DEFAULT '',            -- the boot in which `done` was written
  remote_size INTEGER,                      -- size of the whole remote file
  modified INTEGER,                         -- Last-Modified, seconds since 1970
  etag TEXT,
  answer TEXT,                              -- status line and headers of the last answer (F5-1)
  valid INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(job, idx)
) WITHOUT ROWID;
CREATE TABLE credential(
  job INTEGER NOT NULL,
  target INTEGER NOT NULL,
  scheme INTEGER NOT NULL,
  user TEXT,
  password TEXT,
  PRIMARY KEY(job, target, scheme)
) WITHOUT ROWID;
";

/// What came with layout 2: ranges on demand, and which files FileTransferred was delivered for.
const FROM_1: &str = "
ALTER TABLE job ADD COLUMN idle INTEGER NOT NULL DEFAULT 0; -- SUSPENDED because all that was asked for has come (F6-4)
ALTER TABLE file ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
CREATE TABLE demand(
  job INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  wanted BLOB NOT NULL DEFAULT x'',         -- pairs of little-endian u64: first, and one past the last
  filled BLOB NOT NULL DEFAULT x'',
  position INTEGER NOT NULL DEFAULT 0,      -- where the client reads (F6-5)
  PRIMARY KEY(job, idx)
) WITHOUT ROWID;
";

/// What came with layout 3: files that nobody noted before their process died are recognised, if they are of this boot.
const FROM_2: &str = "
ALTER TABLE job ADD COLUMN ran TEXT NOT NULL DEFAULT ''; -- the boot that files without a note are of; '' before the first run
UPDATE job SET ran = '?';
";

/// What came with layout 4: what a kill must not leave half done, ages that do not follow the clock of the day, and what
/// vouches for ranges on demand.
const FROM_3: &str = "
ALTER TABLE job ADD COLUMN ending INTEGER NOT NULL DEFAULT 0;     -- 1: Complete was begun, 2: Cancel was (PER-16)
ALTER TABLE job ADD COLUMN error_detail TEXT;                     -- what the text of the code does not say
ALTER TABLE job ADD COLUMN idle_seen INTEGER NOT NULL DEFAULT 0;  -- `modified` at the last look that found it changed
ALTER TABLE job ADD COLUMN idle_since INTEGER NOT NULL DEFAULT 0; -- the queue's age at that look (PER-10)
ALTER TABLE demand ADD COLUMN boot TEXT NOT NULL DEFAULT '';      -- the boot in which `filled` was written (PER-17)
CREATE TABLE age(
  id INTEGER PRIMARY KEY CHECK(id = 1),
  age INTEGER NOT NULL,                   -- ms that the queue is proven to have existed
  boot TEXT NOT NULL,
  at INTEGER NOT NULL                     -- ms since that boot
);
INSERT INTO age VALUES(1, 0, '', 0);
";

/// What came with layout 5: which file a temporary file is, what its file is to look like, and whom the client named.
const FROM_4: &str = "
ALTER TABLE job ADD COLUMN umask INTEGER;                 -- of the process that made the job; NULL in jobs of earlier layouts
ALTER TABLE job ADD COLUMN scrub INTEGER NOT NULL DEFAULT 0; -- secrets were removed, and may be in the log still (PER-19)
ALTER TABLE file ADD COLUMN temporary BLOB;               -- its name; NULL: computed from job and index, as before
ALTER TABLE file ADD COLUMN temporary_device INTEGER;     -- NULL: not made yet, or of an earlier layout
ALTER TABLE file ADD COLUMN temporary_inode INTEGER;
ALTER TABLE file ADD COLUMN temporary_written INTEGER;    -- ns since 1970 of the last write, once it is all here
ALTER TABLE file ADD COLUMN mode INTEGER;                 -- permission bits of a local source
ALTER TABLE file ADD COLUMN named TEXT;                   -- the remote name that the client gave, before a reported redirect
";

/// What came with layout 6: the path of a local remote name as whoever gave it names files, which another process, with
/// another layer or another map of drives, could not tell. NULL: the name is a URL, or of an earlier layout.
const FROM_5: &str = "
ALTER TABLE file ADD COLUMN source BLOB;
ALTER TABLE file ADD COLUMN source_new BLOB;              -- that of `remote_new`
";

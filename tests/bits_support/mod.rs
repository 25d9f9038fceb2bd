//! What the tests of BITS share: a queue of their own, a way to wait for events, servers on loopback.
#![allow(dead_code, reason = "each test program uses its part")]

pub mod queue;
pub mod stranger;
pub mod tls;

use copyfile2::bits::{
    Callback, File, FileProgress, FileRange, Hresult, Job, JobError, JobState, JobType, Manager, Priority,
    Result,
};
use std::any::Any;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Longest time a test waits for anything.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A directory with a queue and room for downloads.
pub struct Place {
    pub directory: tempfile::TempDir,
    pub manager: Manager,
}

impl Place {
    pub fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let manager = Manager::open_at(&directory.path().join("state")).unwrap();
        Self { directory, manager }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// A job with one file, in the foreground.
    pub fn job(&self, url: &str, name: &str) -> Job {
        let job = self.manager.create_job(name, JobType::Download).unwrap();
        job.set_priority(Priority::Foreground).unwrap();
        job.add_file(url, &self.path(name).as_os_str().into()).unwrap();
        job
    }

    /// Names in the directory of the downloads.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.directory.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "state");
        names.sort();
        names
    }
}

pub fn only_file(job: &Job) -> File {
    job.files().unwrap().items()[0].clone()
}

pub fn progress(job: &Job) -> FileProgress {
    only_file(job).progress().unwrap()
}

/// What a callback heard.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    Transferred,
    Error(Hresult),
    File(u32),
    /// First bytes and lengths.
    Ranges(Vec<(u64, u64)>),
    Modification(JobState),
}

/// A callback that passes on what it hears.
pub struct Listener(Mutex<Sender<Heard>>);

impl Listener {
    fn tell(&self, heard: Heard) {
        let _ = self.0.lock().unwrap().send(heard); // nobody may listen any more
    }
}

impl Callback for Listener {
    fn job_transferred(&self, _job: &Job) -> Result<()> {
        self.tell(Heard::Transferred);
        Ok(())
    }
    fn job_error(&self, _job: &Job, error: &JobError) -> Result<()> {
        self.tell(Heard::Error(error.error().1));
        Ok(())
    }
    fn file_transferred(&self, _job: &Job, file: &File) -> Result<()> {
        self.tell(Heard::File(file.index()));
        Ok(())
    }
    fn file_ranges_transferred(&self, _job: &Job, _file: &File, ranges: &[FileRange]) {
        self.tell(Heard::Ranges(pairs(ranges)));
    }
    fn job_modification(&self, job: &Job) {
        self.tell(Heard::Modification(job.state().unwrap()));
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// First bytes and lengths.
pub fn pairs(ranges: &[FileRange]) -> Vec<(u64, u64)> {
    ranges.iter().map(|range| (range.initial_offset, range.length)).collect()
}

/// Registers a listener for all events.
pub fn listen(job: &Job) -> Receiver<Heard> {
    let (sender, receiver) = channel();
    job.set_notify_flags(0x1 | 0x2 | 0x8 | 0x10 | 0x20).unwrap();
    job.set_notify_interface(Some(Arc::new(Listener(Mutex::new(sender))))).unwrap();
    receiver
}

/// Waits for a condition, looking now and then. Looks are what is counted: a process that gets no time to run, or is
/// stopped, has not waited.
pub fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    const PAUSE: Duration = Duration::from_millis(5);
    let (_keep, never) = channel::<()>();
    let mut looks = PATIENCE.as_millis() / PAUSE.as_millis();
    while !condition() {
        assert!(looks > 0, "waited in vain for {what}");
        looks -= 1;
        let _ = never.recv_timeout(PAUSE);
    }
}

/// Waits for a state that stays.
pub fn wait_for(job: &Job, state: JobState) {
    wait_until(&format!("{state:?}"), || {
        let now = job.state().unwrap();
        let settled = matches!(
            now,
            JobState::Error | JobState::Transferred | JobState::Acknowledged | JobState::Cancelled
        );
        assert!(
            now == state || !settled,
            "{now:?} instead of {state:?}: {:?}",
            job.error().map(|error| error.error())
        );
        now == state
    });
}

/// Resumes and waits for ERROR or TRANSIENT_ERROR; gives the code.
pub fn failure(job: &Job, state: JobState) -> Hresult {
    job.resume().unwrap();
    wait_for(job, state);
    job.error().unwrap().error().1
}

/// Resumes, waits for TRANSFERRED and completes.
pub fn fetch(job: &Job) {
    job.resume().unwrap();
    wait_for(job, JobState::Transferred);
    assert_eq!(job.complete(), Ok(Hresult::S_OK));
}

/// Bytes without a pattern that a doubled or lost piece would leave intact.
pub fn content(size: usize, seed: u64) -> Vec<u8> {
    let mut bytes = vec![0; size];
    fastrand::Rng::with_seed(seed).fill(&mut bytes);
    bytes
}

/// One request as the hostile server read it.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// First and last byte asked for.
    pub fn range(&self) -> Option<(usize, usize)> {
        let (first, last) = self.long_range()?;
        Some((first.try_into().ok()?, last.try_into().ok()?))
    }

    /// First and last byte asked for, of a file of any size.
    pub fn long_range(&self) -> Option<(u64, u64)> {
        let (first, last) = self.header("range")?.strip_prefix("bytes=")?.split_once('-')?;
        Some((first.parse().ok()?, last.parse().ok()?))
    }
}

/// A server whose every answer a closure writes. Returning `false` closes the connection.
pub struct Server {
    pub port: u16,
    pub requests: Arc<Mutex<Vec<Request>>>,
    address: SocketAddr,
    stop: Arc<AtomicBool>,
}

impl Server {
    pub fn start(answer: impl Fn(&Request, usize, &mut TcpStream) -> bool + Send + Sync + 'static) -> Self {
        Self::start_at("127.0.0.1:0", answer)
    }

    /// A server at this address.
    pub fn start_at(
        address: &str,
        answer: impl Fn(&Request, usize, &mut TcpStream) -> bool + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let port = address.port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (log, stopped, answer) = (Arc::clone(&requests), Arc::clone(&stop), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let (stream, log, answer) = (stream.unwrap(), Arc::clone(&log), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &log, &*answer));
            }
        });
        Self { port, requests, address, stop }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn seen(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<Request>>,
    answer: &(dyn Fn(&Request, usize, &mut TcpStream) -> bool + Send + Sync),
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            match reader.read_line(&mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) if line == "\r\n" => break,
                Ok(_) => lines.push(line.trim_end().to_owned()),
            }
        }
        let mut words = lines[0].split(' ').map(str::to_owned);
        let (method, path) = (words.next().unwrap(), words.next().unwrap());
        let headers =
            lines[1..].iter().filter_map(|line| line.split_once(": ")).map(|(a, b)| (a.into(), b.into()));
        let request = Request { method, path, headers: headers.collect() };
        let number = {
            let mut log = log.lock().unwrap();
            log.push(request.clone());
            log.len() - 1
        };
        if !answer(&request, number, &mut stream) || stream.flush().is_err() {
            return;
        }
    }
}

/// Answers as a good server would; `extra` is added to the headers.
pub fn good(request: &Request, stream: &mut impl Write, body: &[u8], extra: &str) -> bool {
    let (status, part, range) = match request.range() {
        Some((first, last)) if request.method == "GET" => {
            let last = last.min(body.len() - 1);
            let range = format!("Content-Range: bytes {first}-{last}/{}\r\n", body.len());
            ("206 Partial Content", &body[first..=last], range)
        }
        _ => ("200 OK", body, String::new()),
    };
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{range}{extra}\r\n", part.len());
    let sent = stream.write_all(head.as_bytes());
    if request.method != "HEAD" && sent.is_ok() {
        return stream.write_all(part).is_ok();
    }
    sent.is_ok()
}

/// Writes text; keeps the connection.
pub fn say(stream: &mut TcpStream, text: &str) -> bool {
    stream.write_all(text.as_bytes()).is_ok()
}

/// A server program on loopback, killed in the end.
pub struct Daemon {
    child: Child,
    pub port: u16,
    pub root: PathBuf,
    _directory: tempfile::TempDir,
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A process that is killed in the end, whatever becomes of the test.
pub struct Worker(pub Child);

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn find(program: &str) -> Option<PathBuf> {
    ["/usr/sbin", "/usr/bin", "/usr/local/sbin"]
        .iter()
        .map(|at| Path::new(at).join(program))
        .find(|path| path.exists())
}

fn daemon(program: &str, arguments: impl Fn(&Path, u16) -> Vec<String>) -> Option<Daemon> {
    let Some(path) = find(program) else {
        println!("skipped: {program} is not installed");
        return None;
    };
    let directory = tempfile::tempdir().unwrap();
    // The daemon's workers may run as another user.
    std::fs::set_permissions(directory.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let root = directory.path().join("root");
    std::fs::create_dir(&root).unwrap();
    let port = free_port();
    let log = std::fs::File::create(directory.path().join("log")).unwrap();
    let mut child = Command::new(path)
        .args(arguments(directory.path(), port))
        .stdin(Stdio::null())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap();
    wait_until(program, || {
        assert!(
            child.try_wait().unwrap().is_none(),
            "{}",
            std::fs::read_to_string(directory.path().join("log")).unwrap()
        );
        TcpStream::connect(("127.0.0.1", port)).is_ok()
    });
    Some(Daemon { child, port, root, _directory: directory })
}

impl Daemon {
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    pub fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.root.join(name), bytes).unwrap();
    }

    /// nginx with `locations` inside its one server. The access log holds status, bytes sent and request.
    pub fn nginx(locations: &str) -> Option<Self> {
        Self::nginx_with("", "", locations)
    }

    /// As [`Daemon::nginx`]; `listen` follows the port, `http` stands before the server.
    pub fn nginx_with(listen: &str, http: &str, locations: &str) -> Option<Self> {
        daemon("nginx", |at, port| {
            let at = at.display();
            let user = if rustix_is_root() { "user root;" } else { "" };
            let config = format!(
                "daemon off; master_process off; {user} pid {at}/pid; error_log {at}/error; events {{ }} http {{ \
                 client_body_temp_path {at}/a; proxy_temp_path {at}/b; fastcgi_temp_path {at}/c; uwsgi_temp_path {at}/d; \
                 scgi_temp_path {at}/e; log_format plain '$status $body_bytes_sent $request'; \
                 access_log {at}/access plain; keepalive_requests 100000; sendfile on; {http} \
                 server {{ listen 127.0.0.1:{port} {listen}; root {at}/root; {locations} }} }}"
            );
            std::fs::write(format!("{at}/nginx.conf"), config).unwrap();
            vec![
                "-e".into(),
                format!("{at}/error"),
                "-p".into(),
                at.to_string(),
                "-c".into(),
                format!("{at}/nginx.conf"),
            ]
        })
    }

    pub fn lighttpd() -> Option<Self> {
        Self::lighttpd_with("")
    }

    /// As [`Daemon::lighttpd`], with more lines of configuration; `AT` in them is the directory above the root.
    pub fn lighttpd_with(more: &str) -> Option<Self> {
        daemon("lighttpd", |at, port| {
            let at = at.display();
            let config = format!(
                "server.document-root = \"{at}/root\"\nserver.port = {port}\nserver.bind = \"127.0.0.1\"\n\
                 mimetype.assign = ( \"\" => \"application/octet-stream\" )\n{}",
                more.replace("AT/", &format!("{at}/"))
            );
            std::fs::write(format!("{at}/lighttpd.conf"), config).unwrap();
            vec!["-D".into(), "-f".into(), format!("{at}/lighttpd.conf")]
        })
    }

    /// Bytes of bodies that nginx sent in answer to GET.
    pub fn bytes_sent(&self) -> u64 {
        let log = std::fs::read_to_string(self.root.with_file_name("access")).unwrap();
        let gets = log.lines().filter(|line| line.contains(" GET "));
        gets.map(|line| line.split(' ').nth(1).unwrap().parse::<u64>().unwrap()).sum()
    }
}

fn rustix_is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}

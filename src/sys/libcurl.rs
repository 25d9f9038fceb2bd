//! Whether libcurl is there. The installed shared library loads it by the first call of this, not before: see
//! packaging/libcurl-later.c.

use super::Errno;
use super::connections::{Ends, before_request};
use curl::easy::Easy2;
use std::ffi::{c_char, c_int, c_long, c_void};
use std::os::fd::RawFd;

unsafe extern "C" {
    fn curl_global_init(flags: c_long) -> c_int;
    fn curl_easy_setopt(handle: *mut c_void, option: c_int, ...) -> c_int;
}

/// Since libcurl 7.80.
const CURLOPT_PREREQFUNCTION: c_int = 20_312;

/// `CURL_GLOBAL_NOTHING`: where libcurl is linked the crate curl has set it up, and this only counts.
const NOTHING: c_long = 0;

/// Makes sure of libcurl, which every other use of it needs. ENOENT where it cannot be loaded.
pub(crate) fn need_libcurl() -> Result<(), Errno> {
    // The crate sets it up once; afterwards the call is thread-safe in every libcurl.
    curl::init();
    // SAFETY: the function takes a number and may be called any time after the first.
    match unsafe { curl_global_init(NOTHING) } {
        0 => Ok(()),
        _ => Err(Errno::NOENT),
    }
}

/// Has the requests of the handle look at their connection first ([`before_request`]). Without effect in a libcurl that has
/// no such option.
pub(crate) fn watch_connection<H>(easy: &Easy2<H>) {
    let callback: extern "C" fn(*mut c_void, *const c_char, *const c_char, c_int, c_int) -> c_int =
        before_request;
    // SAFETY: a living handle, and a function of the type that the option wants.
    let code = unsafe { curl_easy_setopt(easy.raw().cast(), CURLOPT_PREREQFUNCTION, callback) };
    if code != 0 {
        log::debug!("this libcurl does not say which connection it uses: {code}");
    }
}

/// The connection of the last request of a handle.
pub(crate) fn ends_of_connection<H>(easy: &Easy2<H>) -> Option<Ends> {
    let address = easy.primary_ip().ok()??.as_bytes().into();
    Some(Ends { own_port: easy.local_port().ok()?, port: easy.primary_port().ok()?, address })
}

/// Makes the pair of sockets by which a transfer loop is woken close at exec(2), as those of connections do: libcurl before 8.9
/// makes it without the flag and does not tell its numbers. They are found by what happens to them: `wake` puts a byte into
/// the pair and `drain` takes it out again. Nothing else of the process is touched.
pub(crate) fn close_wakeup_on_exec(wake: impl FnOnce(), drain: impl FnOnce()) {
    let mut pair: Vec<RawFd> = inheritable_sockets();
    if pair.is_empty() {
        return;
    }
    pair.retain(|fd| queued(*fd) == Some(0));
    wake();
    pair.retain(|fd| queued(*fd).is_some_and(|bytes| bytes > 0));
    drain();
    pair.retain(|fd| queued(*fd) == Some(0));
    for fd in pair {
        // SAFETY: fcntl with F_SETFD takes a number, and fails for one that is not open.
        unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
    }
}

/// Open sockets of the local family that a program would inherit.
fn inheritable_sockets() -> Vec<RawFd> {
    let Ok(entries) = std::fs::read_dir("/dev/fd") else { return Vec::new() };
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<RawFd>().ok());
    numbers.filter(|fd| is_inheritable(*fd) && is_local_socket(*fd)).collect()
}

fn is_inheritable(fd: RawFd) -> bool {
    // SAFETY: fcntl with F_GETFD takes a number, and fails for one that is not open.
    unsafe { libc::fcntl(fd, libc::F_GETFD) == 0 }
}

fn is_local_socket(fd: RawFd) -> bool {
    let mut address = sockaddr();
    let mut length = size_of::<libc::sockaddr_storage>() as libc::socklen_t;
    // SAFETY: the address has room for `length` bytes, and both are written by the call alone.
    let answer = unsafe { libc::getsockname(fd, (&raw mut address).cast(), &raw mut length) };
    answer == 0 && i32::from(address.ss_family) == libc::AF_UNIX
}

fn sockaddr() -> libc::sockaddr_storage {
    // SAFETY: the structure consists of numbers, for which zero is a value.
    unsafe { std::mem::zeroed() }
}

/// Bytes that wait to be read at a socket, or that wait at its peer.
fn queued(fd: RawFd) -> Option<c_int> {
    let (mut unread, mut unsent): (c_int, c_int) = (0, 0);
    // SAFETY: FIONREAD writes one int.
    let read = unsafe { libc::ioctl(fd, libc::FIONREAD, &raw mut unread) };
    // SAFETY: TIOCOUTQ, which is SIOCOUTQ for sockets, writes one int.
    let sent = unsafe { libc::ioctl(fd, libc::TIOCOUTQ, &raw mut unsent) };
    (read == 0 && sent == 0).then_some(unread.saturating_add(unsent))
}

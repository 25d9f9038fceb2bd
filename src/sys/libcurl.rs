//! Whether libcurl is there. The installed shared library loads it by the first call of this, not before: see
//! packaging/libcurl-later.c.

use super::Errno;
use super::connections::{Ends, before_request};
use curl::easy::Easy2;
use std::ffi::{c_char, c_int, c_long, c_void};
use std::os::fd::RawFd;
#[cfg(not(feature = "bundled"))]
use std::{ffi::CStr, sync::OnceLock};

unsafe extern "C" {
    fn curl_global_init(flags: c_long) -> c_int;
    fn curl_easy_setopt(handle: *mut c_void, option: c_int, ...) -> c_int;
    fn curl_easy_getinfo(handle: *mut c_void, info: c_int, ...) -> c_int;
}

/// Since libcurl 7.80.
const CURLOPT_PREREQFUNCTION: c_int = 20_312;
const CURLOPT_PREREQDATA: c_int = 10_313;
const CURLINFO_TLS_SSL_PTR: c_int = 0x40_0000 + 45;
const CURLSSLBACKEND_OPENSSL: c_int = 1;
const CURLSSLBACKEND_GNUTLS: c_int = 2;

/// `struct curl_tlssessioninfo`: the library of TLS, and what it calls the connection.
#[repr(C)]
struct TlsSession {
    backend: c_int,
    internals: *mut c_void,
}

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
        return;
    }
    // SAFETY: a living handle; it is what its own callbacks get, which it outlives.
    unsafe { curl_easy_setopt(easy.raw().cast(), CURLOPT_PREREQDATA, easy.raw()) };
}

/// Whether TLS holds nothing of the connection of this handle that was deciphered and that nobody read: libcurl asks for no more
/// than the length of a body, and TLS deciphers whole records. `false` where that cannot be told.
///
/// # Safety
/// `handle` is a handle of libcurl, in the middle of a request of this thread.
pub(super) unsafe fn is_tls_silent(handle: *mut c_void) -> bool {
    let mut session: *const TlsSession = std::ptr::null();
    // SAFETY: the caller's handle; this information is a pointer to a structure that lives as long as the handle.
    let code = unsafe { curl_easy_getinfo(handle, CURLINFO_TLS_SSL_PTR, &raw mut session) };
    if code != 0 || session.is_null() {
        return false;
    }
    // SAFETY: libcurl gave a structure, which nobody changes now.
    let TlsSession { backend, internals } = unsafe { session.read() };
    if internals.is_null() {
        return true; // no TLS here
    }
    let Some(count_unread) = unread_counter(backend) else {
        log::debug!("no way to ask the TLS of this libcurl, of kind {backend}, for what it holds");
        return false;
    };
    // SAFETY: the function belongs to the library that made the object, which is alive during the request.
    unsafe { count_unread(internals) == 0 }
}

/// Says how much a connection of TLS holds; both libraries have one of this form.
type CountUnread = unsafe extern "C" fn(*mut c_void) -> usize;

/// The one of the library that is linked in.
#[cfg(feature = "bundled")]
fn unread_counter(backend: c_int) -> Option<CountUnread> {
    unsafe extern "C" {
        fn SSL_pending(connection: *const c_void) -> c_int;
    }
    unsafe extern "C" fn openssl(connection: *mut c_void) -> usize {
        // SAFETY: as the caller promises.
        usize::try_from(unsafe { SSL_pending(connection) }).unwrap_or(usize::MAX)
    }
    (backend == CURLSSLBACKEND_OPENSSL).then_some(openssl as CountUnread)
}

/// The one of the library that libcurl itself uses: it is looked for among what libcurl brought along, never among what the
/// program has of the same name.
#[cfg(not(feature = "bundled"))]
fn unread_counter(backend: c_int) -> Option<CountUnread> {
    static OPENSSL: OnceLock<Option<CountUnread>> = OnceLock::new();
    static GNUTLS: OnceLock<Option<CountUnread>> = OnceLock::new();
    let find = |name: &CStr| {
        [c"libcurl.so.4", c"libcurl-gnutls.so.4", c"libcurl.4.dylib"].into_iter().find_map(|library| {
            // SAFETY: a name; nothing is loaded that is not there already. It stays, as libcurl does.
            let loaded = unsafe { libc::dlopen(library.as_ptr(), libc::RTLD_LAZY | libc::RTLD_NOLOAD) };
            if loaded.is_null() {
                return None;
            }
            // SAFETY: a library that is loaded, and a name.
            let function = unsafe { libc::dlsym(loaded, name.as_ptr()) };
            // SAFETY: a function of this name has this form: SSL_has_pending gives an int that is 0 or 1, which an unsigned
            // register holds as well, gnutls_record_check_pending a size_t.
            (!function.is_null())
                .then(|| unsafe { std::mem::transmute::<*mut c_void, CountUnread>(function) })
        })
    };
    match backend {
        CURLSSLBACKEND_OPENSSL => *OPENSSL.get_or_init(|| find(c"SSL_has_pending")),
        CURLSSLBACKEND_GNUTLS => *GNUTLS.get_or_init(|| find(c"gnutls_record_check_pending")),
        _ => None,
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

//! Connections that libcurl keeps for the next request: none with bytes that nobody asked for is used again.
//!
//! libcurl before 8.1 takes a readable connection for a living one, and what was left on it for the next answer. So
//! each connection is looked at once more, just before a request goes out (`CURLOPT_PREREQFUNCTION`, libcurl 7.80). The
//! callback knows a connection by its addresses; its socket is remembered from when it was opened. A connection that
//! libcurl keeps has a living socket, so a remembered number is never another file's. Under TLS the library of TLS is asked as
//! well, for it deciphers more than libcurl wants of it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::os::fd::RawFd;

const PREREQFUNC_OK: c_int = 0;
const PREREQFUNC_ABORT: c_int = 1;
/// Connections that are remembered; one that was forgotten is not used again, which costs a new one.
const MOST: usize = 256;

/// A connection's own port, and the other side's port and address.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Ends {
    pub(super) own_port: u16,
    pub(super) port: u16,
    pub(super) address: Box<[u8]>,
}

#[derive(Default)]
struct Known {
    /// Sockets that belong to no known connection yet: several may be tried for one.
    opened: Vec<RawFd>,
    kept: VecDeque<(Ends, RawFd, Sharing)>,
}

/// Whether requests follow one another on a connection (HTTP/1), or share it at one time (HTTP/2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sharing {
    InTurn,
    Shared,
}

/// How a request may use its connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It is new, or shared.
    Free,
    /// Nothing waits on the socket; TLS may hold something yet.
    AfterAnother,
    Never,
}

thread_local! {
    /// libcurl calls back on the thread that drives it.
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// A socket for libcurl, which closes it; no other program inherits it.
pub(crate) fn open_socket(family: c_int, kind: c_int, protocol: c_int) -> Option<RawFd> {
    #[cfg(target_os = "linux")]
    let kind = kind | libc::SOCK_CLOEXEC;
    // SAFETY: takes numbers only.
    let socket = unsafe { libc::socket(family, kind, protocol) };
    if socket < 0 {
        return None;
    }
    #[cfg(not(target_os = "linux"))]
    // SAFETY: takes numbers only.
    unsafe {
        libc::fcntl(socket, libc::F_SETFD, libc::FD_CLOEXEC)
    };
    KNOWN.with_borrow_mut(|known| {
        if known.opened.len() >= MOST {
            known.opened.clear(); // attempts that failed
        }
        known.opened.push(socket);
    });
    Some(socket)
}

/// The connection with these ends is not used again.
pub(crate) fn distrust(ends: &Ends) {
    KNOWN.with_borrow_mut(|known| known.kept.retain(|(other, ..)| other != ends));
}

/// Several requests use the connection with these ends at one time: bytes on it say nothing.
pub(crate) fn share(ends: &Ends) {
    KNOWN.with_borrow_mut(|known| {
        known.kept.iter_mut().filter(|(other, ..)| other == ends).for_each(|kept| kept.2 = Sharing::Shared);
    });
}

/// What libcurl calls before it sends a request, of the type that `CURLOPT_PREREQFUNCTION` wants.
pub(super) extern "C" fn before_request(
    handle: *mut c_void,
    address: *const c_char,
    _own_address: *const c_char,
    port: c_int,
    own_port: c_int,
) -> c_int {
    if address.is_null() {
        return PREREQFUNC_OK;
    }
    // SAFETY: libcurl gives a string that lives during the call.
    let address = unsafe { CStr::from_ptr(address) }.to_bytes();
    let (Ok(port), Ok(own_port)) = (u16::try_from(port), u16::try_from(own_port)) else {
        return PREREQFUNC_OK;
    };
    let is_good =
        KNOWN.try_with(|known| known.try_borrow_mut().map(|mut known| known.allows(own_port, port, address)));
    let is_good = match is_good {
        Ok(Ok(Use::Free)) => true,
        // SAFETY: the handle that this is called for.
        Ok(Ok(Use::AfterAnother)) => unsafe { super::libcurl::is_tls_silent(handle) },
        _ => false,
    };
    if is_good { PREREQFUNC_OK } else { PREREQFUNC_ABORT }
}

impl Ends {
    fn are(&self, own_port: u16, port: u16, address: &[u8]) -> bool {
        self.own_port == own_port && self.port == port && *self.address == *address
    }
}

impl Known {
    /// Whether the connection is new, or has no byte that waits.
    fn allows(&mut self, own_port: u16, port: u16, address: &[u8]) -> Use {
        if let Some(at) = self.opened.iter().position(|socket| local_port(*socket) == Some(own_port)) {
            let socket = self.opened.swap_remove(at);
            self.kept.retain(|(ends, other, _)| *other != socket && !ends.are(own_port, port, address));
            if self.kept.len() >= MOST {
                self.kept.pop_front();
            }
            self.kept.push_back((Ends { own_port, port, address: address.into() }, socket, Sharing::InTurn));
            return Use::Free;
        }
        match self.kept.iter().find(|(ends, ..)| ends.are(own_port, port, address)) {
            Some((_, _, Sharing::Shared)) => Use::Free,
            Some((_, socket, Sharing::InTurn)) if is_silent(*socket) => Use::AfterAnother,
            _ => Use::Never,
        }
    }
}

/// Whether the other side has neither sent a byte that nobody read nor ended.
fn is_silent(socket: RawFd) -> bool {
    let mut byte = 0_u8;
    let flags = libc::MSG_PEEK | libc::MSG_DONTWAIT;
    // SAFETY: one byte of room; a number that is no socket is an error.
    let got = unsafe { libc::recv(socket, std::ptr::from_mut(&mut byte).cast(), 1, flags) };
    got < 0 && std::io::Error::last_os_error().kind() == std::io::ErrorKind::WouldBlock
}

fn local_port(socket: RawFd) -> Option<u16> {
    // SAFETY: plain bytes.
    let mut address: libc::sockaddr_storage = unsafe { std::mem::zeroed() };
    let mut size = libc::socklen_t::try_from(size_of::<libc::sockaddr_storage>()).ok()?;
    let place = std::ptr::from_mut(&mut address);
    // SAFETY: room for an address of any family, and its size.
    if unsafe { libc::getsockname(socket, place.cast(), &raw mut size) } != 0 {
        return None;
    }
    let port = match c_int::from(address.ss_family) {
        // SAFETY: an address of this family was written there.
        libc::AF_INET => unsafe { (*place.cast::<libc::sockaddr_in>()).sin_port },
        // SAFETY: as before.
        libc::AF_INET6 => unsafe { (*place.cast::<libc::sockaddr_in6>()).sin6_port },
        _ => return None,
    };
    Some(u16::from_be(port))
}

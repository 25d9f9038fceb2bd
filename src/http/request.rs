//! One HTTP request: the libcurl handle, and what receives its answer.

use super::answer::{Answer, http_date_text};
use super::credentials::Credential;
use super::handshake::Handshake;
use super::proxy::{self, Way};
use super::verdict::{Expected, Verdict, judge};
use super::{Class, Failure};
use crate::bits::{
    AuthScheme, AuthTarget, ErrorContext, Hresult, ProxySettings, SSL_ENABLE_CRL_CHECK,
    SSL_IGNORE_CERT_CN_INVALID, SSL_IGNORE_UNKNOWN_CA,
};
use crate::queue::engine::Moving;
use crate::queue::temporary::{Keep, Temporary};
use crate::sys::{is_privileged_by_file, trusted_variable};
use curl::easy::{Auth, Easy2, Handler, InfoType, List, WriteError};
use std::fs::File;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// What BITS calls itself (REQ-7, REQ-10).
const USER_AGENT: &str = "Microsoft BITS/7.8";
/// Headers that a job's custom headers do not replace (HO-12), in lower case.
const OWN_HEADERS: [&str; 10] = [
    "range",
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "content-range",
    "content-name",
    "expect",
    "if-unmodified-since",
    "if-range",
];
/// What every request of a job has in common.
#[derive(Clone)]
pub(crate) struct Settings {
    pub proxy: ProxySettings,
    pub headers: Option<String>,
    pub security: u32,
    pub method: String,
    pub credentials: Vec<Credential>,
    /// Those that a challenge has asked for, for the server and for the proxy. Nothing goes out unasked.
    pub presented: Vec<(AuthTarget, Credential)>,
    pub connect_timeout: Duration,
    pub receive_timeout: Duration,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Size and time.
    Head,
    /// Some bytes: first and last, and the time that the file must still have.
    Range { first: u64, last: u64, unmodified_since: Option<i64> },
    /// The whole file, size and time with it (REQ-4).
    Whole,
    /// Whatever comes: dynamic content, other methods (DYN-1, REQ-9).
    Unchecked,
}

/// What a body is written into.
pub(crate) enum Target {
    /// The temporary file.
    File(File),
    /// Memory, for a body of no more than so many bytes; a longer one makes the temporary file.
    Memory { bytes: Vec<u8>, most: u64, temporary: Arc<Temporary> },
}

/// Where the body goes.
pub(crate) struct Sink {
    pub target: Target,
    /// Position in the file for the first byte of the range asked for.
    pub position: u64,
    /// Bytes of the file that were here before.
    pub before: u64,
    pub expected: Expected,
    pub moving: Arc<Moving>,
    /// Most bytes that the file may have (J5-5).
    pub cap: u64,
    /// A longer body waits: it is not this file's turn.
    pub hold_above: u64,
}

/// Receives an answer.
#[derive(Default)]
pub(crate) struct Exchange {
    pub answer: Answer,
    pub sink: Option<Sink>,
    /// Made at the first byte of the body.
    pub verdict: Option<Verdict>,
    /// Bytes written.
    pub written: u64,
    /// Its body waits ([`Sink::hold_above`]).
    pub waits: bool,
    /// The handle is set up for a whole file with these settings.
    pub prepared: Option<Arc<Settings>>,
    /// It got a connection of its own, and none that others used before.
    pub is_first: bool,
    handshake: Handshake,
    left: u64,
}

impl Exchange {
    /// What an error of libcurl means for this exchange.
    pub(crate) fn failure(&self, error: &curl::Error) -> Failure {
        match self.handshake {
            Handshake::Begun if error.is_ssl_connect_error() => Failure::lost(),
            _ => Failure::curl(error),
        }
    }

    /// Whether the handle is set up for another whole file.
    pub(crate) fn is_for(&self, settings: &Arc<Settings>) -> bool {
        self.prepared.as_ref().is_some_and(|known| Arc::ptr_eq(known, settings))
    }

    /// `false` when the body has to wait.
    fn write_some(&mut self, data: &[u8]) -> Result<bool, Failure> {
        let Some(sink) = &mut self.sink else { return Ok(true) };
        if self.verdict.is_none() {
            let verdict = judge(&self.answer, &sink.expected);
            if let Verdict::Write { from, most } = verdict {
                self.left = most;
                let is_whole = sink.expected.range.is_none_or(|(first, _)| first != from);
                if is_whole && sink.before > 0 {
                    // A whole body in place of a range: it starts the file anew.
                    if let Target::File(file) = &sink.target {
                        file.set_len(0).map_err(Failure::local)?;
                    }
                    sink.moving.done.store(0, Ordering::Relaxed);
                    (sink.position, sink.before) = (0, 0);
                }
                sink.prepare(most)?;
                if sink.expected.is_sized {
                    sink.moving.total.store(most, Ordering::Relaxed);
                }
            }
            self.verdict = Some(verdict);
        }
        if !matches!(self.verdict, Some(Verdict::Write { .. })) {
            return Err(Failure::transient(Hresult::S_OK, ErrorContext::None)); // the verdict says it all
        }
        if matches!(self.verdict, Some(Verdict::Write { most, .. }) if most > sink.hold_above) {
            return Ok(false);
        }
        let size = data.len() as u64;
        if size > self.left {
            return Err(Failure::fatal(Hresult::BG_E_INVALID_SERVER_RESPONSE, ErrorContext::RemoteFile));
        }
        if sink.before + self.written + size > sink.cap {
            let code = Hresult::BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED;
            return Err(Failure::fatal(code, ErrorContext::GeneralQueueManager));
        }
        sink.write(data)?;
        sink.position += size;
        self.left -= size;
        self.written += size;
        sink.moving.done.store(sink.before + self.written, Ordering::Relaxed);
        Ok(true)
    }
}

impl Sink {
    /// A body of `size` bytes is coming.
    fn prepare(&mut self, size: u64) -> Result<(), Failure> {
        if let Target::Memory { bytes, most, temporary } = &mut self.target {
            if size <= *most {
                bytes.reserve_exact(usize::try_from(size).unwrap_or(0));
            } else {
                let file = temporary.open(Keep::First(0)).map_err(Failure::local)?;
                self.target = Target::File(file.ok_or_else(|| Failure::local(ErrorKind::NotFound.into()))?);
            }
        }
        Ok(())
    }

    fn write(&mut self, data: &[u8]) -> Result<(), Failure> {
        match &mut self.target {
            Target::File(file) => file.write_all_at(data, self.position).map_err(Failure::local),
            Target::Memory { bytes, .. } => {
                bytes.extend_from_slice(data);
                Ok(())
            }
        }
    }
}

impl Handler for Exchange {
    fn header(&mut self, data: &[u8]) -> bool {
        self.answer.line(data);
        // ANS-11: with lengths that differ nobody knows what to wait for.
        !(self.answer.complete && self.answer.is_broken())
    }

    fn open_socket(&mut self, family: i32, kind: i32, protocol: i32) -> Option<std::os::fd::RawFd> {
        self.is_first = true;
        crate::sys::connections::open_socket(family, kind, protocol)
    }

    fn debug(&mut self, kind: InfoType, data: &[u8]) {
        match kind {
            InfoType::SslDataIn => self.handshake.take(data, false),
            InfoType::SslDataOut => self.handshake.take(data, true),
            _ => {}
        }
    }

    fn write(&mut self, data: &[u8]) -> Result<usize, WriteError> {
        match self.write_some(data) {
            Ok(true) => Ok(data.len()),
            Ok(false) => {
                self.waits = true;
                Err(WriteError::Pause)
            }
            Err(failure) => {
                if failure.code != Hresult::S_OK {
                    self.verdict = Some(Verdict::Failed(failure));
                }
                Ok(0) // libcurl ends the transfer
            }
        }
    }
}

/// Sets up `easy` for a request to `url`. `same_host` is false after a redirect to another host.
pub(crate) fn prepare(
    easy: &mut Easy2<Exchange>,
    settings: &Settings,
    url: &str,
    ask: Ask,
    if_range: Option<&str>,
    same_host: bool,
) -> Result<(), Failure> {
    easy.reset();
    crate::sys::watch_connection(easy);
    configure(easy, settings, url, ask, same_host).map_err(|error| Failure::curl(&error))?;
    let list = headers(settings, ask, if_range, same_host).map_err(|error| Failure::curl(&error))?;
    easy.http_headers(list).map_err(|error| Failure::curl(&error))?;
    if url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")) {
        tls(easy, settings)?;
    }
    go_through(easy, &proxy::way(&settings.proxy, url)?).map_err(|error| Failure::curl(&error))?;
    if same_host {
        authenticate(easy, settings, AuthTarget::Server)?;
    }
    authenticate(easy, settings, AuthTarget::Proxy)
}

fn configure(
    easy: &mut Easy2<Exchange>,
    settings: &Settings,
    url: &str,
    ask: Ask,
    _same_host: bool,
) -> Result<(), curl::Error> {
    easy.signal(false)?;
    easy.url(url)?;
    easy.path_as_is(true)?;
    easy.useragent(USER_AGENT)?;
    easy.follow_location(false)?; // the redirect policy is ours (RDR)
    easy.http_09_allowed(false)?;
    easy.http_content_decoding(false)?;
    easy.tcp_nodelay(true)?;
    easy.buffer_size(if matches!(ask, Ask::Range { .. } | Ask::Unchecked) { 256 << 10 } else { 32 << 10 })?;
    easy.connect_timeout(settings.connect_timeout)?;
    easy.low_speed_limit(1)?;
    easy.low_speed_time(settings.receive_timeout)?;
    match ask {
        Ask::Head => easy.nobody(true),
        Ask::Range { .. } | Ask::Whole | Ask::Unchecked => {
            if let Ask::Range { first, last, .. } = ask {
                easy.range(&format!("{first}-{last}"))?;
            }
            easy.get(true)?;
            if settings.method != "GET" { easy.custom_request(&settings.method) } else { Ok(()) }
        }
    }
}

/// REQ-6 to REQ-8.
fn headers(
    settings: &Settings,
    ask: Ask,
    if_range: Option<&str>,
    same_host: bool,
) -> Result<List, curl::Error> {
    let mut list = List::new();
    list.append("Connection: Keep-Alive")?;
    if let (Ask::Range { .. }, Some(tag)) = (ask, if_range) {
        list.append(&format!("If-Range: {tag}"))?; // ANS-18
    }
    let mut has_coding = false;
    if let Ask::Range { unmodified_since: Some(time), .. } = ask {
        list.append(&format!("If-Unmodified-Since: {}", http_date_text(time)))?;
    }
    // ANS-22: what the client set is for the host that it named, and for nobody that this one sends us to.
    let custom = settings.headers.as_deref().filter(|_| same_host).unwrap_or("");
    for line in custom.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let lower = name.trim().to_ascii_lowercase();
        if OWN_HEADERS.contains(&lower.as_str()) || lower.starts_with("bits-") {
            continue;
        }
        has_coding |= lower == "accept-encoding";
        // libcurl's spelling of a header without a value.
        let line = if value.trim().is_empty() { format!("{name};") } else { line.to_owned() };
        list.append(&line)?;
    }
    if !has_coding {
        list.append("Accept-Encoding: identity")?; // REQ-7, HO-12: unless the client has one
    }
    Ok(list)
}

fn tls(easy: &mut Easy2<Exchange>, settings: &Settings) -> Result<(), Failure> {
    let secure = |_| Failure::fatal(Hresult::WINHTTP_SECURE_FAILURE, ErrorContext::GeneralTransport);
    easy.verbose(true).map_err(secure)?; // for the messages of the handshake; nothing is printed
    // The variables of OpenSSL; without them the store of the system that libcurl was built for. OpenSSL, too, passes over
    // them in a set-user-ID program.
    if let Some(bundle) = trusted_variable("SSL_CERT_FILE") {
        easy.cainfo(bundle).map_err(secure)?;
    }
    if let Some(directory) = trusted_variable("SSL_CERT_DIR") {
        easy.capath(directory).map_err(secure)?;
    }
    if settings.security & SSL_IGNORE_UNKNOWN_CA != 0 {
        easy.ssl_verify_peer(false).map_err(secure)?;
    }
    if settings.security & SSL_IGNORE_CERT_CN_INVALID != 0 {
        easy.ssl_verify_host(false).map_err(secure)?;
    }
    if settings.security & SSL_ENABLE_CRL_CHECK != 0 {
        // HO-20: what cannot be checked is refused. OpenSSL fetches no lists by itself.
        const CERT_REV_FAILED: Hresult = Hresult::from_win32(12_057);
        let unchecked = || Failure::fatal(CERT_REV_FAILED, ErrorContext::GeneralTransport);
        let list = trusted_variable("COPYFILE2_BITS_CRLFILE").ok_or_else(unchecked)?;
        easy.crlfile(list).map_err(|_| unchecked())?;
    }
    Ok(())
}

fn go_through(easy: &mut Easy2<Exchange>, way: &Way) -> Result<(), curl::Error> {
    match way {
        // Libcurl reads the variables itself, whose-ever they are: the caller of a set-user-ID program would see its requests.
        Way::Environment if is_privileged_by_file() => easy.proxy(""),
        Way::Environment => Ok(()),
        Way::Direct => easy.proxy(""),
        Way::Through(server) => {
            easy.proxy(server)?;
            easy.noproxy("") // the variable no_proxy belongs to the other way
        }
    }
}

/// Presents the credentials that were chosen for the target, in their scheme and no other. A scheme that this libcurl
/// cannot speak is an error: libcurl would fall back to Basic and send the password in clear.
fn authenticate(easy: &mut Easy2<Exchange>, settings: &Settings, target: AuthTarget) -> Result<(), Failure> {
    let Some((_, credential)) = settings.presented.iter().find(|(asking, _)| *asking == target) else {
        return Ok(());
    };
    let mut scheme = Auth::new();
    match credential.scheme {
        AuthScheme::Basic => scheme.basic(true),
        AuthScheme::Digest => scheme.digest(true),
        AuthScheme::Ntlm => scheme.ntlm(true),
        AuthScheme::Negotiate => scheme.gssnegotiate(true),
        AuthScheme::Passport => &mut scheme,
    };
    // Implicit credentials: an empty user name makes libcurl take those of the session.
    let user = credential.user.as_deref().unwrap_or("");
    let password = credential.password.as_deref().unwrap_or("");
    let (set, status) = match target {
        AuthTarget::Server => {
            let set = easy.http_auth(&scheme).and_then(|()| easy.username(user));
            (set.and_then(|()| easy.password(password)), 401)
        }
        AuthTarget::Proxy => {
            let set = easy.proxy_auth(&scheme).and_then(|()| easy.proxy_username(user));
            (set.and_then(|()| easy.proxy_password(password)), 407)
        }
    };
    set.map_err(|_| Failure { class: Class::Fatal, ..Failure::status(status, None) })
}

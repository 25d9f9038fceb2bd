//! One HTTP request: what is asked, and the libcurl handle that asks it.

use super::answer::http_date_text;
use super::credentials::Scheme;
use super::exchange::{Exchange, Sink};
use super::proxy::{self, Way};
use super::url::is_secure;
use super::{Cause, Role, Settings, Trouble};
use crate::sys::{is_privileged_by_file, trusted_variable};
use curl::easy::{Auth, Easy2, List};
use std::sync::Arc;

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

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// Size and time.
    Head,
    /// Some bytes: first and last, and the time that the file must still have.
    Range { first: u64, last: u64, unmodified_since: Option<i64> },
    /// The first byte, for the size only: HEAD said 0, which is a hint (ANS-5).
    Probe,
    /// The whole file, size and time with it (REQ-4).
    Whole,
    /// Whatever comes: dynamic content, other methods (DYN-1, REQ-9).
    Unchecked,
}

/// Which connection a request may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reuse {
    /// One that others used before, if there is one.
    Any,
    /// None but a new one.
    Never,
}

/// One request.
pub(crate) struct Request<'a> {
    pub settings: &'a Arc<Settings>,
    pub url: &'a str,
    pub ask: Ask,
    /// The strong tag that the file must still have.
    pub if_range: Option<&'a str>,
    /// It goes where the client said; `false` after a redirect to another host.
    pub same_host: bool,
    pub reuse: Reuse,
}

/// A libcurl handle that waits for its next request.
pub(crate) struct Idle {
    pub(super) easy: Easy2<Exchange>,
    /// It is set up for whole files with these settings.
    pub(super) prepared: Option<Arc<Settings>>,
}

impl Default for Idle {
    fn default() -> Self {
        Self { easy: Easy2::new(Exchange::default()), prepared: None }
    }
}

impl Idle {
    /// Whether the next whole file with these settings needs another name only.
    pub(crate) fn is_for(&self, settings: &Arc<Settings>) -> bool {
        self.prepared.as_ref().is_some_and(|known| Arc::ptr_eq(known, settings))
    }

    /// The next request sets everything up.
    pub(crate) fn forget(&mut self) {
        self.prepared = None;
    }

    /// Has the handle ask for another file of the same kind, from the same server.
    pub(crate) fn ask_again(mut self, url: &str) -> Result<Self, Cause> {
        self.easy.url(url)?;
        *self.easy.get_mut() = Exchange::default();
        Ok(self)
    }

    /// Sets the handle up.
    pub(crate) fn prepare(mut self, request: &Request<'_>) -> Result<Self, Cause> {
        let Request { settings, url, ask, same_host, .. } = *request;
        let easy = &mut self.easy;
        *easy.get_mut() = Exchange::default();
        easy.reset();
        crate::sys::watch_connection(easy);
        configure(easy, settings, url, ask)?;
        easy.http_headers(headers(request)?)?;
        if is_secure(url) {
            tls(easy, settings)?;
        }
        go_through(easy, &proxy::way(&settings.proxies, url)?)?;
        if same_host {
            authenticate(easy, settings, Role::Server)?;
        }
        authenticate(easy, settings, Role::Proxy)?;
        if request.reuse == Reuse::Never {
            easy.fresh_connect(true)?;
        }
        // One that is set up without the client's headers and credentials is for this request only.
        let is_usual = ask == Ask::Whole && same_host && request.reuse == Reuse::Any;
        self.prepared = is_usual.then(|| Arc::clone(settings));
        Ok(self)
    }

    /// Where the body of the answer goes.
    pub(crate) fn write_into(&mut self, sink: Sink) {
        self.easy.get_mut().sink = Some(sink);
    }
}

fn configure(
    easy: &mut Easy2<Exchange>,
    settings: &Settings,
    url: &str,
    ask: Ask,
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
        Ask::Range { .. } | Ask::Probe | Ask::Whole | Ask::Unchecked => {
            if ask == Ask::Probe {
                easy.range("0-0")?;
            }
            if let Ask::Range { first, last, .. } = ask {
                easy.range(&format!("{first}-{last}"))?;
            }
            easy.get(true)?;
            if settings.method != "GET" { easy.custom_request(&settings.method) } else { Ok(()) }
        }
    }
}

/// REQ-6 to REQ-8.
fn headers(request: &Request<'_>) -> Result<List, curl::Error> {
    let Request { settings, ask, if_range, same_host, .. } = *request;
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

fn tls(easy: &mut Easy2<Exchange>, settings: &Settings) -> Result<(), Cause> {
    let secure = |error: curl::Error| Cause::Transport {
        trouble: Trouble::Tls,
        words: error.description().to_owned(),
    };
    easy.verbose(true).map_err(secure)?; // for the messages of the handshake; nothing is printed
    // The variables of OpenSSL; without them the store of the system that libcurl was built for. OpenSSL, too, passes over
    // them in a set-user-ID program.
    if let Some(bundle) = trusted_variable("SSL_CERT_FILE") {
        easy.cainfo(bundle).map_err(secure)?;
    }
    if let Some(directory) = trusted_variable("SSL_CERT_DIR") {
        easy.capath(directory).map_err(secure)?;
    }
    if settings.security.any_authority {
        easy.ssl_verify_peer(false).map_err(secure)?;
    }
    if settings.security.any_name {
        easy.ssl_verify_host(false).map_err(secure)?;
    }
    if settings.security.check_revocation {
        // HO-20: what cannot be checked is refused. OpenSSL fetches no lists by itself.
        let list = trusted_variable("COPYFILE2_BITS_CRLFILE").ok_or(Cause::Revocation)?;
        easy.crlfile(list).map_err(|_| Cause::Revocation)?;
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
fn authenticate(easy: &mut Easy2<Exchange>, settings: &Settings, role: Role) -> Result<(), Cause> {
    let Some(credential) = settings.presented_to(role) else { return Ok(()) };
    let mut scheme = Auth::new();
    match credential.scheme {
        Scheme::Basic => scheme.basic(true),
        Scheme::Digest => scheme.digest(true),
        Scheme::Ntlm => scheme.ntlm(true),
        Scheme::Negotiate => scheme.gssnegotiate(true),
        Scheme::Passport => &mut scheme,
    };
    // Implicit credentials: an empty user name makes libcurl take those of the session.
    let user = credential.user.as_deref().unwrap_or("");
    let password = credential.password.as_deref().unwrap_or("");
    let set = match role {
        Role::Server => {
            let set = easy.http_auth(&scheme).and_then(|()| easy.username(user));
            set.and_then(|()| easy.password(password))
        }
        Role::Proxy => {
            let set = easy.proxy_auth(&scheme).and_then(|()| easy.proxy_username(user));
            set.and_then(|()| easy.proxy_password(password))
        }
    };
    set.map_err(|_| Cause::Scheme(role))
}

//! Credentials for servers and proxies: each scheme against servers that know it, the order of the schemes, what failed
//! credentials lead to, and where a password never goes (J2-15 to J2-24, HSC-7).
#![cfg(feature = "bits")]

mod bits_support;

use bits_support::{Daemon, Place, Request, Server, content, failure, fetch, good, say};
use copyfile2::bits::{
    AuthScheme, AuthTarget, Credentials, Hresult, Job, JobState, Priority, ProxySettings, ProxyUsage,
    REDIRECT_ALLOW_REPORT,
};
use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Mutex;

const SCHEMES: [AuthScheme; 4] =
    [AuthScheme::Negotiate, AuthScheme::Ntlm, AuthScheme::Digest, AuthScheme::Basic];
/// `user:secret` as Basic writes it.
const BASIC: &str = "dXNlcjpzZWNyZXQ=";
const TARGETS: [AuthTarget; 2] = [AuthTarget::Server, AuthTarget::Proxy];

fn credentials(target: AuthTarget, scheme: AuthScheme, user: &str, password: &str) -> Credentials {
    Credentials { target, scheme, user: Some(user.to_owned()), password: Some(password.to_owned()) }
}

/// The challenge and the header of the answer to it.
fn names(target: AuthTarget) -> (&'static str, &'static str, &'static str) {
    match target {
        AuthTarget::Server => ("401 N", "WWW-Authenticate", "Authorization"),
        AuthTarget::Proxy => ("407 N", "Proxy-Authenticate", "Proxy-Authorization"),
    }
}

fn challenge(scheme: AuthScheme) -> &'static str {
    match scheme {
        AuthScheme::Basic => "Basic realm=\"realm\"",
        AuthScheme::Digest => {
            "Digest realm=\"realm\", qop=\"auth\", nonce=\"0123456789abcdef\", algorithm=MD5"
        }
        AuthScheme::Ntlm => "NTLM",
        AuthScheme::Negotiate => "Negotiate",
        AuthScheme::Passport => "Passport1.4",
    }
}

/// The answer that asks for credentials in these schemes.
fn refusal(target: AuthTarget, schemes: &[AuthScheme]) -> String {
    let (status, header, _) = names(target);
    let lines: String =
        schemes.iter().map(|scheme| format!("{header}: {}\r\n", challenge(*scheme))).collect();
    format!("HTTP/1.1 {status}\r\n{lines}Content-Length: 0\r\n\r\n")
}

/// What requests carried for one target, without repetitions.
fn carried(server: &Server, target: AuthTarget) -> Vec<String> {
    let header = names(target).2;
    let mut all: Vec<_> =
        server.seen().iter().filter_map(|request| request.header(header).map(str::to_owned)).collect();
    all.dedup();
    all
}

/// Has the job's requests go to `server`, itself or as the proxy of another host.
fn job_through(place: &Place, server: &Server, target: AuthTarget, name: &str) -> Job {
    match target {
        AuthTarget::Server => place.job(&server.url("/x"), name),
        AuthTarget::Proxy => {
            let job = place.job("http://host.invalid/x", name);
            use_proxy(&job, server);
            job
        }
    }
}

fn use_proxy(job: &Job, proxy: &Server) {
    let settings = ProxySettings {
        usage: ProxyUsage::Override,
        proxy_list: Some(format!("127.0.0.1:{}", proxy.port)),
        bypass_list: None,
    };
    job.set_proxy_settings(&settings).unwrap();
}

fn refused(target: AuthTarget) -> Hresult {
    Hresult::from_http_status(if target == AuthTarget::Server { 401 } else { 407 })
}

fn decoded(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes().take_while(|letter| *letter != b'=') {
        bits = bits << 6 | DIGITS.iter().position(|digit| *digit == letter).unwrap() as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// User of an NTLM message of type 3, and the whole message.
fn ntlm_user(header: &str) -> Option<(String, Vec<u8>)> {
    let message = decoded(header.strip_prefix("NTLM ")?);
    if !message.starts_with(b"NTLMSSP\0\x03\0\0\0") {
        return None;
    }
    let length = usize::from(u16::from_le_bytes([message[36], message[37]]));
    let at = usize::from(u16::from_le_bytes([message[40], message[41]]));
    let units: Vec<_> =
        message[at..at + length].chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16(&units).unwrap(), message))
}

/// A message of type 2: Unicode, NTLM 2 with an empty list of what the target is.
const NTLM_CHALLENGE: &str =
    "TlRMTVNTUAACAAAAAAAAADgAAAABAoAAASNFZ4mrze8AAAAAAAAAAAQABAA4AAAAAAAAAA8AAAAAAAAA";

/// A server, or a proxy, that lets `user` in by NTLM: it authenticates connections, not requests.
fn ntlm_server(target: AuthTarget, body: Vec<u8>) -> Server {
    let known: Mutex<HashSet<SocketAddr>> = Mutex::default();
    let (status, asking, answering) = names(target);
    Server::start(move |request, _, stream| {
        let peer = stream.peer_addr().unwrap();
        let header = request.header(answering).unwrap_or("");
        if ntlm_user(header).is_some_and(|(user, _)| user == "user") {
            known.lock().unwrap().insert(peer);
        } else if header.starts_with("NTLM TlRMTVNTUAAB") {
            let head =
                format!("HTTP/1.1 {status}\r\n{asking}: NTLM {NTLM_CHALLENGE}\r\nContent-Length: 0\r\n\r\n");
            return say(stream, &head);
        }
        if known.lock().unwrap().contains(&peer) {
            return good(request, stream, &body, "");
        }
        say(stream, &refusal(target, &[AuthScheme::Ntlm, AuthScheme::Basic]))
    })
}

#[test]
fn ntlm_goes_through_its_three_messages_and_shows_no_password() {
    if !curl::Version::get().feature_ntlm() {
        println!("skipped: this libcurl speaks no NTLM");
        return;
    }
    for target in TARGETS {
        let (place, body) = (Place::new(), content(600_000, 1));
        let server = ntlm_server(target, body.clone());
        let job = job_through(&place, &server, target, "x");
        job.set_credentials(&credentials(target, AuthScheme::Ntlm, "stranger", "secret")).unwrap();
        assert_eq!(failure(&job, JobState::Error), refused(target)); // J2-21, HSC-7
        job.set_credentials(&credentials(target, AuthScheme::Ntlm, "user", "secret")).unwrap(); // J2-15: replaced
        fetch(&job); // J2-21: set new ones, Resume
        assert!(std::fs::read(place.path("x")).unwrap() == body);
        let all = carried(&server, target);
        assert!(all.iter().any(|header| ntlm_user(header).is_some()), "{all:?}");
        for header in all {
            let message = decoded(header.strip_prefix("NTLM ").unwrap());
            let wide: Vec<u8> = "secret".bytes().flat_map(|letter| [letter, 0]).collect();
            for password in [b"secret".as_slice(), &wide] {
                assert!(!message.windows(password.len()).any(|part| part == password));
            }
        }
    }
}

/// J2-24, J2-28: each scheme that is set and offered is tried, the strongest first; nothing goes out that was not asked for.
/// J2-26: the pair for Negotiate goes through NTLM where that has none of its own.
#[test]
fn schemes_that_are_set_and_offered_are_tried_in_the_order_of_strength() {
    let place = Place::new();
    let chosen = |mask: usize| {
        SCHEMES.iter().enumerate().filter(move |(bit, _)| mask & (1 << bit) != 0).map(|(_, scheme)| *scheme)
    };
    for (target, set) in (0..16).map(|set| (AuthTarget::Server, set)).chain([(AuthTarget::Proxy, 15)]) {
        for offered in 0..16 {
            let weakest_first: Vec<_> = chosen(offered).collect::<Vec<_>>().into_iter().rev().collect();
            let text = refusal(target, &weakest_first);
            let server = Server::start(move |_, _, stream| say(stream, &text));
            let job = job_through(&place, &server, target, "x");
            for scheme in chosen(set) {
                let user = format!("user of {scheme:?}");
                job.set_credentials(&credentials(target, scheme, &user, "secret")).unwrap();
            }
            assert_eq!(failure(&job, JobState::Error), refused(target)); // J2-21
            job.cancel().unwrap();
            let used = |header: &String| header.split(' ').next().unwrap().to_ascii_lowercase();
            let mut used: Vec<_> = carried(&server, target).iter().map(used).collect();
            used.dedup();
            let has = |mask: usize, bit: usize| mask & (1 << bit) != 0;
            let is_tried = |bit: usize| match SCHEMES[bit] {
                AuthScheme::Negotiate => false, // nobody here has a ticket
                AuthScheme::Ntlm => (has(set, 0) || has(set, 1)) && curl::Version::get().feature_ntlm(),
                _ => has(set, bit),
            };
            let expected: Vec<_> = (0..SCHEMES.len())
                .filter(|bit| has(offered, *bit) && is_tried(*bit))
                .map(|bit| format!("{:?}", SCHEMES[bit]).to_ascii_lowercase())
                .collect();
            assert_eq!(used, expected, "{target:?}: set {set:04b}, offered {offered:04b}");
        }
    }
}

#[test]
fn basic_and_digest_open_real_servers() {
    let body = content(700_000, 2);
    let basic = Daemon::nginx("auth_basic realm; auth_basic_user_file passwords;");
    let digest = Daemon::lighttpd_with(
        "server.modules = ( \"mod_auth\", \"mod_authn_file\" )\n\
         auth.backend = \"htdigest\"\nauth.backend.htdigest.userfile = \"AT/passwords\"\n\
         auth.require = ( \"/\" => ( \"method\" => \"digest\", \"realm\" => \"realm\", \"require\" => \"valid-user\" ) )\n",
    );
    for (server, scheme, line) in [
        (basic, AuthScheme::Basic, "user:{PLAIN}secret\n"),
        // MD5 of `user:realm:secret`.
        (digest, AuthScheme::Digest, "user:realm:fb6cb9e166c6c764ff2bdea12175a8aa\n"),
    ] {
        let Some(server) = server else { continue };
        std::fs::write(server.root.with_file_name("passwords"), line).unwrap();
        server.put("x", &body);
        let place = Place::new();
        let job = place.job(&server.url("x"), "x");
        assert_eq!(failure(&job, JobState::Error), refused(AuthTarget::Server)); // J2-21: missing
        job.set_credentials(&credentials(AuthTarget::Server, scheme, "user", "wrong")).unwrap();
        assert_eq!(failure(&job, JobState::Error), refused(AuthTarget::Server)); // J2-21: wrong
        job.set_credentials(&credentials(AuthTarget::Server, scheme, "user", "secret")).unwrap();
        job.set_priority(Priority::Normal).unwrap(); // several requests
        fetch(&job);
        assert!(std::fs::read(place.path("x")).unwrap() == body, "{scheme:?}");
    }
}

/// Lets in whoever has `user:secret` as Basic.
fn basic_server(target: AuthTarget) -> Server {
    let expected = format!("Basic {BASIC}");
    Server::start(move |request, _, stream| match request.header(names(target).2) {
        Some(header) if header == expected => good(request, stream, b"body", ""),
        _ => say(stream, &refusal(target, &[AuthScheme::Basic])),
    })
}

#[test]
fn wrong_credentials_are_tried_once_and_can_be_replaced() {
    for target in TARGETS {
        let (place, server) = (Place::new(), basic_server(target));
        let job = job_through(&place, &server, target, "x");
        job.set_credentials(&credentials(target, AuthScheme::Basic, "user", "wrong")).unwrap();
        job.set_minimum_retry_delay(5).unwrap();
        assert_eq!(failure(&job, JobState::Error), refused(target)); // HSC-7: not tried again by itself
        assert_eq!(server.seen().len(), 2); // unasked nothing was sent; asked, once
        assert!(server.seen()[0].header(names(target).2).is_none());
        job.set_credentials(&credentials(target, AuthScheme::Basic, "user", "secret")).unwrap();
        fetch(&job); // J2-21
        assert_eq!(job.remove_credentials(target, AuthScheme::Basic), Err(Hresult::BG_E_INVALID_STATE));
    }
}

#[test]
fn many_files_are_asked_for_with_what_the_first_challenge_brought() {
    let server = Server::start(|request, _, stream| {
        let is_open = request.path.starts_with("/open");
        match request.header("authorization") {
            None if !is_open => say(stream, &refusal(AuthTarget::Server, &[AuthScheme::Basic])),
            _ => good(request, stream, b"body", ""),
        }
    });
    let place = Place::new();
    let job = place.job(&server.url("/open"), "x");
    job.set_credentials(&credentials(AuthTarget::Server, AuthScheme::Basic, "user", "secret")).unwrap();
    for number in 0..60 {
        // Many that nobody asks for credentials, so that several are under way when the first of the others is.
        let kind = if number < 40 { "open" } else { "closed" };
        let local = place.text(&number.to_string()).as_str().into();
        job.add_file(&server.url(&format!("/{kind}{number}")), &local).unwrap();
    }
    fetch(&job);
    assert_eq!(place.names().len(), 61);
    let unasked =
        |request: &&Request| request.path.starts_with("/open") && request.header("authorization").is_some();
    assert_eq!(server.seen().iter().filter(unasked).count(), 0);
    let refused =
        |request: &&Request| request.path.starts_with("/closed") && request.header("authorization").is_none();
    assert!(server.seen().iter().filter(refused).count() < 20, "every file was refused first");
}

#[test]
fn no_credentials_follow_a_redirect_to_another_host() {
    let stranger = Server::start(|request, _, stream| {
        let asking = refusal(AuthTarget::Server, &[AuthScheme::Basic, AuthScheme::Digest, AuthScheme::Ntlm]);
        if request.path == "/open" { good(request, stream, b"body", "") } else { say(stream, &asking) }
    });
    for scheme in SCHEMES {
        for path in ["/open", "/asking"] {
            let place = Place::new();
            let to = stranger.url(path);
            let server = Server::start(move |request, _, stream| match request.header("authorization") {
                Some(header) if !header.starts_with("NTLM TlRMTVNTUAAB") => {
                    say(stream, &format!("HTTP/1.1 302 R\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"))
                }
                Some(_) => say(
                    stream,
                    &format!(
                        "HTTP/1.1 401 N\r\nWWW-Authenticate: NTLM {NTLM_CHALLENGE}\r\nContent-Length: 0\r\n\r\n"
                    ),
                ),
                None => say(stream, &refusal(AuthTarget::Server, &[scheme])),
            });
            let job = place.job(&server.url("/x"), "x");
            job.set_security_flags(REDIRECT_ALLOW_REPORT).unwrap();
            job.set_credentials(&credentials(AuthTarget::Server, scheme, "user", "secret")).unwrap();
            let can_speak = scheme != AuthScheme::Negotiate
                && (scheme != AuthScheme::Ntlm || curl::Version::get().feature_ntlm());
            if path == "/open" && can_speak {
                fetch(&job);
            } else {
                assert_eq!(failure(&job, JobState::Error), refused(AuthTarget::Server), "{scheme:?}");
            }
        }
    }
    assert!(carried(&stranger, AuthTarget::Server).is_empty());
}

#[test]
fn a_proxy_and_a_server_each_get_their_own() {
    let place = Place::new();
    let proxy = Server::start(|request, _, stream| {
        if request.header("proxy-authorization").is_none() {
            return say(stream, &refusal(AuthTarget::Proxy, &[AuthScheme::Basic]));
        }
        match request.header("authorization") {
            None => say(stream, &refusal(AuthTarget::Server, &[AuthScheme::Basic])),
            Some(_) => good(request, stream, b"body", ""),
        }
    });
    let job = job_through(&place, &proxy, AuthTarget::Proxy, "x");
    job.set_credentials(&credentials(AuthTarget::Proxy, AuthScheme::Basic, "user", "secret")).unwrap();
    job.set_credentials(&credentials(AuthTarget::Server, AuthScheme::Basic, "other", "word")).unwrap();
    fetch(&job);
    assert_eq!(carried(&proxy, AuthTarget::Proxy), [format!("Basic {BASIC}")]);
    assert_eq!(carried(&proxy, AuthTarget::Server), ["Basic b3RoZXI6d29yZA=="]);
    // Those of a proxy are not those of a server, which gets none without a proxy either.
    let server = basic_server(AuthTarget::Server);
    let job = place.job(&server.url("/x"), "y");
    job.set_credentials(&credentials(AuthTarget::Proxy, AuthScheme::Basic, "user", "secret")).unwrap();
    assert_eq!(failure(&job, JobState::Error), refused(AuthTarget::Server));
    assert!(carried(&server, AuthTarget::Server).is_empty());
    assert!(carried(&server, AuthTarget::Proxy).is_empty());
}

/// J2-20: those of the session, where the job has none of its own for the server.
#[test]
fn implicit_credentials_of_the_proxy_are_for_the_server_too() {
    if !curl::Version::get().feature_ntlm() {
        println!("skipped: this libcurl speaks no NTLM");
        return;
    }
    let place = Place::new();
    let implicit = |target| Credentials { target, scheme: AuthScheme::Ntlm, user: None, password: None };
    for (own, expected) in [(false, Some("")), (true, Some("mine"))] {
        let server = ntlm_server(AuthTarget::Server, Vec::new());
        let job = place.job(&server.url("/x"), "x");
        job.set_credentials(&implicit(AuthTarget::Proxy)).unwrap(); // J2-17
        if own {
            job.set_credentials(&credentials(AuthTarget::Server, AuthScheme::Ntlm, "mine", "word")).unwrap();
        }
        assert_eq!(failure(&job, JobState::Error), refused(AuthTarget::Server)); // nobody knows that user
        let user = carried(&server, AuthTarget::Server).iter().find_map(|header| ntlm_user(header));
        assert_eq!(user.map(|(user, _)| user).as_deref(), expected);
        job.cancel().unwrap();
    }
}

/// What goes through a tunnel is not for the eyes of the proxy, and what breaks in it is no answer of the server.
#[test]
fn a_tunnel_shows_the_proxy_nothing_of_the_job() {
    let place = Place::new();
    let tunnel = |answer: &'static str| {
        Server::start(move |request, _, stream| {
            assert_eq!((request.method.as_str(), request.path.as_str()), ("CONNECT", "host.invalid:443"));
            match request.header("proxy-authorization") {
                None => say(stream, &refusal(AuthTarget::Proxy, &[AuthScheme::Basic])),
                Some(_) => {
                    say(stream, answer);
                    false
                }
            }
        })
    };
    for (answer, code, state) in [
        (
            "HTTP/1.1 200 Connection established\r\n\r\n",
            Hresult::WINHTTP_CONNECTION_ERROR,
            JobState::TransientError,
        ),
        ("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", Hresult::WINHTTP_SECURE_FAILURE, JobState::Error),
        ("HTTP/1.1 502 No\r\n\r\n", Hresult::from_http_status(502), JobState::TransientError),
        ("HTTP/1.1 403 No\r\n\r\n", Hresult::from_http_status(403), JobState::Error),
        ("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\n\r\n", refused(AuthTarget::Proxy), JobState::Error),
    ] {
        let proxy = tunnel(answer);
        let job = place.job("https://host.invalid/secret-path", "x");
        use_proxy(&job, &proxy);
        job.set_custom_headers(Some("X-Secret: 1\r\nAuthorization: secret")).unwrap();
        job.set_credentials(&credentials(AuthTarget::Server, AuthScheme::Basic, "other", "word")).unwrap();
        job.set_credentials(&credentials(AuthTarget::Proxy, AuthScheme::Basic, "user", "secret")).unwrap();
        assert_eq!(failure(&job, state), code, "{answer:?}");
        job.cancel().unwrap();
        assert_eq!(carried(&proxy, AuthTarget::Proxy), [format!("Basic {BASIC}")]);
        for request in proxy.seen() {
            assert!(request.header("authorization").is_none() && request.header("x-secret").is_none());
        }
    }
}

/// Between two messages of a handshake nothing is decided: a connection that breaks there is one to be made again.
#[test]
fn a_handshake_that_breaks_off_is_no_refusal() {
    if !curl::Version::get().feature_ntlm() {
        println!("skipped: this libcurl speaks no NTLM");
        return;
    }
    let place = Place::new();
    let server = Server::start(|request, _, stream| match request.header("authorization") {
        None => say(stream, &refusal(AuthTarget::Server, &[AuthScheme::Ntlm])),
        Some(header) if header.starts_with("NTLM TlRMTVNTUAAB") => say(
            stream,
            &format!(
                "HTTP/1.1 401 N\r\nWWW-Authenticate: NTLM {NTLM_CHALLENGE}\r\nContent-Length: 0\r\n\r\n"
            ),
        ),
        Some(_) => false, // hangs up on the third message
    });
    let job = place.job(&server.url("/x"), "x");
    job.set_credentials(&credentials(AuthTarget::Server, AuthScheme::Ntlm, "user", "secret")).unwrap();
    assert_eq!(failure(&job, JobState::TransientError), Hresult::WINHTTP_CONNECTION_ERROR);
}

/// J2-26, J2-29: without a ticket the pair for Negotiate opens an NTLM server, and NTLM's own pair goes before it.
#[test]
fn a_pair_for_negotiate_opens_what_offers_ntlm() {
    if !curl::Version::get().feature_ntlm() {
        println!("skipped: this libcurl speaks no NTLM");
        return;
    }
    for target in TARGETS {
        for own in [false, true] {
            let place = Place::new();
            let server = ntlm_server(target, b"body".to_vec());
            let job = job_through(&place, &server, target, "x");
            let for_negotiate = if own { "stranger" } else { "user" };
            job.set_credentials(&credentials(target, AuthScheme::Negotiate, for_negotiate, "secret"))
                .unwrap();
            if own {
                job.set_credentials(&credentials(target, AuthScheme::Ntlm, "user", "secret")).unwrap();
            }
            fetch(&job);
            assert_eq!(std::fs::read(place.path("x")).unwrap(), b"body");
            let users: HashSet<_> = carried(&server, target)
                .iter()
                .filter_map(|header| ntlm_user(header))
                .map(|(user, _)| user)
                .collect();
            assert_eq!(users, HashSet::from(["user".to_owned()]));
        }
    }
}

//! Which proxy a request goes through (SET-19 to SET-26).

use super::{Cause, Proxies};

/// The way to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the environment says: `http_proxy`, `https_proxy`, `no_proxy`.
    Environment,
    /// Straight.
    Direct,
    /// Through this proxy.
    Through(String),
}

/// Chooses the way to `url`.
pub(crate) fn way(settings: &Proxies, url: &str) -> Result<Way, Cause> {
    let (proxies, bypass) = match settings {
        Proxies::Environment => return Ok(Way::Environment),
        Proxies::None => return Ok(Way::Direct),
        Proxies::Listed { proxies, bypass } => (proxies, bypass),
    };
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("").rsplit('@').next().unwrap_or("");
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(""),
        None => authority.split(':').next().unwrap_or(""),
    };
    if bypass.split([' ', ';']).any(|entry| bypassed(entry, host)) {
        return Ok(Way::Direct);
    }
    let mut chosen = None;
    for entry in proxies.split([' ', ';']).filter(|entry| !entry.is_empty()) {
        let (wanted, server) = match entry.split_once('=') {
            Some((protocol, server)) => (Some(protocol), server),
            None => (None, entry),
        };
        check(wanted, server).ok_or(Cause::Proxies)?; // SET-23
        if chosen.is_none() && wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(scheme)) {
            chosen = Some(server.to_owned());
        }
    }
    match chosen {
        Some(server) => Ok(Way::Through(server)),
        None if proxies.trim().is_empty() => Err(Cause::Proxies), // SET-23
        None => Ok(Way::Direct), // the list names proxies of the other protocol only
    }
}

/// SET-24: `[protocol=][protocol://]server[:port]`.
fn check(protocol: Option<&str>, server: &str) -> Option<()> {
    let known = |name: &str| name.eq_ignore_ascii_case("http") || name.eq_ignore_ascii_case("https");
    if !protocol.is_none_or(known) {
        return None;
    }
    let address = match server.split_once("://") {
        Some((scheme, address)) => known(scheme).then_some(address)?,
        None => server,
    };
    let address = address.trim_end_matches('/');
    let (host, port) = match address.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (address, None),
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._[]:%".contains(&byte);
    (port_fits && !host.is_empty() && host.bytes().all(legal)).then_some(())
}

/// SET-24: names and addresses, a leading `*`, `<local>` for names without a dot.
fn bypassed(entry: &str, host: &str) -> bool {
    let entry = entry.to_ascii_lowercase();
    let host = host.to_ascii_lowercase();
    match entry.strip_prefix('*') {
        _ if entry.is_empty() => false,
        _ if entry == "<local>" => !host.contains(['.', ':']),
        Some(tail) => host.ends_with(tail),
        None => host == entry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(list: &str, bypass: &str, url: &str) -> Option<Way> {
        let settings = Proxies::Listed { proxies: list.to_owned(), bypass: bypass.to_owned() };
        match way(&settings, url) {
            Ok(way) => Some(way),
            Err(Cause::Proxies) => None,
            Err(cause) => panic!("{cause}"),
        }
    }

    #[test]
    fn lists_of_set_24() {
        let through = |server: &str| Some(Way::Through(server.to_owned()));
        assert_eq!(over("p:8080", "", "http://h/"), through("p:8080"));
        assert_eq!(over("https=s:1 http=http://p:2", "", "http://h/"), through("http://p:2"));
        assert_eq!(over("https=s:1", "", "http://h/"), Some(Way::Direct));
        assert_eq!(over("p", "<local>", "http://h/"), Some(Way::Direct));
        assert_eq!(over("p", "*.example.org x", "http://a.example.org:80/"), Some(Way::Direct));
        assert_eq!(over("p", "example.org", "http://a.example.org/"), through("p"));
        for bad in ["", "  ", "ftp=p", "p:port", "socks://p", "http=", "a/b"] {
            assert_eq!(over(bad, "", "http://h/"), None, "{bad}"); // SET-23
        }
    }
}

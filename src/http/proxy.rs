//! Which proxy a request goes through (SET-19 to SET-26).

use super::Failure;
use crate::bits::{ErrorContext, Hresult, ProxySettings, ProxyUsage};

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
pub(crate) fn way(settings: &ProxySettings, url: &str) -> Result<Way, Failure> {
    match settings.usage {
        ProxyUsage::Preconfig | ProxyUsage::AutoDetect => return Ok(Way::Environment),
        ProxyUsage::NoProxy => return Ok(Way::Direct),
        ProxyUsage::Override => {}
    }
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("").rsplit('@').next().unwrap_or("");
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(""),
        None => authority.split(':').next().unwrap_or(""),
    };
    let bypass = settings.bypass_list.as_deref().unwrap_or("");
    if bypass.split([' ', ';']).any(|entry| bypassed(entry, host)) {
        return Ok(Way::Direct);
    }
    let invalid = || Failure::fatal(Hresult::BG_E_INVALID_PROXY_INFO, ErrorContext::GeneralTransport); // SET-23
    let mut chosen = None;
    for entry in
        settings.proxy_list.as_deref().unwrap_or("").split([' ', ';']).filter(|entry| !entry.is_empty())
    {
        let (wanted, server) = match entry.split_once('=') {
            Some((protocol, server)) => (Some(protocol), server),
            None => (None, entry),
        };
        check(wanted, server).ok_or_else(invalid)?;
        if chosen.is_none() && wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(scheme)) {
            chosen = Some(server.to_owned());
        }
    }
    match (chosen, settings.proxy_list.as_deref().is_some_and(|list| !list.trim().is_empty())) {
        (Some(server), _) => Ok(Way::Through(server)),
        (None, true) => Ok(Way::Direct), // the list names proxies of the other protocol alone
        (None, false) => Err(invalid()),
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

    fn over(list: &str, bypass: &str, url: &str) -> Result<Way, Hresult> {
        let settings = ProxySettings {
            usage: ProxyUsage::Override,
            proxy_list: Some(list.to_owned()),
            bypass_list: Some(bypass.to_owned()),
        };
        way(&settings, url).map_err(|failure| failure.code)
    }

    #[test]
    fn lists_of_set_24() {
        let through = |server: &str| Ok(Way::Through(server.to_owned()));
        assert_eq!(over("p:8080", "", "http://h/"), through("p:8080"));
        assert_eq!(over("https=s:1 http=http://p:2", "", "http://h/"), through("http://p:2"));
        assert_eq!(over("https=s:1", "", "http://h/"), Ok(Way::Direct));
        assert_eq!(over("p", "<local>", "http://h/"), Ok(Way::Direct));
        assert_eq!(over("p", "*.example.org x", "http://a.example.org:80/"), Ok(Way::Direct));
        assert_eq!(over("p", "example.org", "http://a.example.org/"), through("p"));
        for bad in ["", "  ", "ftp=p", "p:port", "socks://p", "http=", "a/b"] {
            assert_eq!(over(bad, "", "http://h/"), Err(Hresult::BG_E_INVALID_PROXY_INFO), "{bad}"); // SET-23
        }
    }
}

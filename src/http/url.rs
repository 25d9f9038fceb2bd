//! The parts of a URL that decide who is asked.

/// Whether the URL is asked for through TLS.
pub(crate) fn is_secure(url: &str) -> bool {
    url.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"))
}

/// Host and port as the URL spells them, without user and password.
pub(crate) fn authority(url: &str) -> Option<&str> {
    url.split_once("://")?.1.split(['/', '?', '#']).next()?.rsplit('@').next()
}

/// Host and port that a URL leads to.
pub(crate) fn origin(url: &str) -> Option<(String, u16)> {
    let authority = authority(url)?;
    let host_end = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let (host, port) = match authority[host_end..].split_once(':') {
        Some((name, port)) => (&authority[..host_end + name.len()], port),
        None => (authority, ""),
    };
    let usual = if is_secure(url) { 443 } else { 80 };
    let port = if port.is_empty() { usual } else { port.parse().ok()? };
    Some((host.to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ANS-22: what is the same host and port, however it is spelled.
    #[test]
    fn origins_are_hosts_and_ports() {
        let same = |a, b| origin(a).is_some() && origin(a) == origin(b);
        assert!(same("http://Host/x", "http://host:80/y?z"));
        assert!(same("https://u:p@host/x", "HTTPS://host:443"));
        assert!(same("http://[::1]:80/x", "http://[::1]/"));
        for (a, b) in [
            ("http://host/", "https://host/"),
            ("http://host:80/", "http://host:81/"),
            ("http://host/", "http://host.example/"),
            ("http://host/", "http://host@other/"),
            ("http://[::1]/", "http://[::1]:8080/"),
            ("nonsense", "nonsense"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}

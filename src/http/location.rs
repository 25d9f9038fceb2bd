//! Where a redirect leads (RDR-7 to RDR-9): the text of `Location` made a URL that can be asked for.

/// The URL that `location`, as the server of `base` sent it, means. `None` for what is not followed: another scheme, no
/// host, an impossible port, control characters.
pub(crate) fn redirect_target(base: &str, location: &[u8]) -> Option<String> {
    let text = encoded(location)?;
    let text = text.split('#').next().unwrap_or("");
    let (scheme, rest) = base.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let path_and_query = &rest[authority.len()..];
    let path = path_and_query.split(['?', '#']).next()?;
    let url = if let Some((other, _)) = scheme_of(text) {
        let is_ours = other.eq_ignore_ascii_case("http") || other.eq_ignore_ascii_case("https");
        if !is_ours || !text[other.len()..].starts_with("://") {
            return None; // RDR-9
        }
        text.to_owned()
    } else if text.starts_with("//") {
        format!("{scheme}:{text}")
    } else if text.starts_with('/') {
        format!("{scheme}://{authority}{text}")
    } else if text.is_empty() {
        format!("{scheme}://{authority}{}", path_and_query.split('#').next()?)
    } else if text.starts_with('?') {
        format!("{scheme}://{authority}{path}{text}")
    } else {
        let directory = path.rfind('/').map_or("/", |at| &path[..=at]);
        format!("{scheme}://{authority}{directory}{text}")
    };
    is_followed(&url).then(|| without_dots(&url)).flatten()
}

/// Whether a URL may be asked for that a server sent us to. It may be longer than one that a client gives (RDR-8).
pub(crate) fn is_followed(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let is_ours = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = authority.rsplit('@').next().unwrap_or("");
    let (name, port) = match host.strip_prefix('[').and_then(|v6| v6.split_once(']')) {
        Some((name, after)) => (name, after.strip_prefix(':').unwrap_or(after)),
        None => host.split_once(':').unwrap_or((host, "")),
    };
    let port_fits =
        port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_ours && !name.is_empty() && port_fits && url.bytes().all(|byte| byte.is_ascii_graphic())
}

fn scheme_of(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// As browsers do: what may not stand in a URL as it is stands there as `%XX`. What is encoded already stays.
fn encoded(location: &[u8]) -> Option<String> {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(location.len());
    for byte in location.trim_ascii() {
        match byte {
            b' ' | b'"' | b'<' | b'>' | 0x80.. => write!(text, "%{byte:02X}").ok()?,
            0..0x20 | 0x7F => return None,
            _ => text.push(char::from(*byte)),
        }
    }
    Some(text)
}

/// Segments `.` and `..` go (RFC 3986, section 5.2.4).
fn without_dots(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?']).next()?;
    let (path, query) = match rest[authority.len()..].split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (&rest[authority.len()..], None),
    };
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    Some(format!("{scheme}://{authority}/{}{query}", kept.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RDR-7 to RDR-9: redirects that are followed.
    #[test]
    fn locations_become_urls() {
        let long = format!("/{}?{}", "s".repeat(300), "q".repeat(6000));
        for (location, url) in [
            ("http://o/x y", "http://o/x%20y"),
            ("http://o/\"a\"<b>", "http://o/%22a%22%3Cb%3E"),
            ("/grün/a%20b", "http://h:1/gr%C3%BCn/a%20b"),
            ("  /x \t", "http://h:1/x"),
            ("y?z#part", "http://h:1/a/y?z"),
            ("../y", "http://h:1/y"),
            ("./y/../z/.", "http://h:1/a/z/"),
            ("?z", "http://h:1/a/b?z"),
            ("", "http://h:1/a/b?c"),
            ("#x", "http://h:1/a/b?c"),
            ("//o:2/y", "http://o:2/y"),
            ("HTTPS://o", "HTTPS://o/"),
            ("http://[::1]:80/x", "http://[::1]:80/x"),
            (&long, &format!("http://h:1{long}")), // RDR-8
        ] {
            assert_eq!(
                redirect_target("http://h:1/a/b?c", location.as_bytes()).as_deref(),
                Some(url),
                "{location}"
            );
        }
        for location in [
            "ftp://o/x",
            "file:///etc/passwd",
            "http:///x",
            "http://:80/",
            "http://o:65536/",
            "http:x",
            "/a\x01b",
        ] {
            assert_eq!(redirect_target("http://h:1/a/b?c", location.as_bytes()), None, "{location}"); // RDR-9
        }
    }
}

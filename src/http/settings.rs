//! What every request of one job has in common, in the words of HTTP.

use super::Credential;
use std::fmt;
use std::time::Duration;

/// Whom credentials are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Server,
    Proxy,
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Server => "server",
            Self::Proxy => "proxy",
        })
    }
}

/// Where the proxy of a request is looked up (SET-19 to SET-26).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Proxies {
    /// In `http_proxy`, `https_proxy` and `no_proxy`.
    Environment,
    /// Nowhere: requests go straight to the server.
    None,
    /// In these lists: proxies, and hosts that are reached without one (SET-24).
    Listed { proxies: String, bypass: String },
}

/// What is done when a server sends us elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Redirects {
    /// None is followed.
    None,
    /// They are followed; `is_reported` when the new name is the file's from then on.
    Followed { is_reported: bool, may_downgrade: bool },
}

/// How a server proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Security {
    /// Certificates of any authority will do.
    pub any_authority: bool,
    /// Certificates for any name will do.
    pub any_name: bool,
    /// Certificates are looked up in the list of revoked ones.
    pub check_revocation: bool,
}

/// It has no `Debug`: nobody is to print headers and passwords by mistake.
#[derive(Clone)]
pub(crate) struct Settings {
    pub proxies: Proxies,
    /// Lines of headers that the client set.
    pub headers: Option<String>,
    pub security: Security,
    pub method: String,
    pub credentials: Vec<Credential>,
    /// Those that a challenge has asked for, and whom they are presented to. Nothing goes out unasked.
    pub presented: Vec<(Role, Credential)>,
    pub connect_timeout: Duration,
    pub receive_timeout: Duration,
}

impl Settings {
    /// What `role` gets.
    pub(super) fn presented_to(&self, role: Role) -> Option<&Credential> {
        self.presented.iter().find(|(asking, _)| *asking == role).map(|(_, credential)| credential)
    }
}

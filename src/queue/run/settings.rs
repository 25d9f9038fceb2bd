//! What a job's settings are to its requests: BITS' words and numbers made those of HTTP.

use super::super::engine::Engine;
use super::super::store::JobRow;
use super::super::{
    ProxySettings, ProxyUsage, REDIRECT_ALLOW_HTTPS_TO_HTTP, REDIRECT_ALLOW_REPORT, REDIRECT_DISALLOW,
    REDIRECT_POLICY_MASK, Result, SSL_ENABLE_CRL_CHECK, SSL_IGNORE_CERT_CN_INVALID, SSL_IGNORE_UNKNOWN_CA,
};
use crate::http::{Proxies, Redirects, Security, Settings};
use std::time::Duration;

/// What every request of the job has in common. Nothing is presented yet.
pub(crate) fn settings(engine: &Engine, job: &JobRow) -> Result<Settings> {
    Ok(Settings {
        proxies: proxies(&job.proxy),
        headers: job.headers.clone(),
        security: security(job.security_flags),
        method: job.method.clone(),
        credentials: engine.store.credentials(job.id)?,
        presented: Vec::new(),
        connect_timeout: engine.policy.connect_timeout,
        receive_timeout: engine.policy.receive_timeout.max(Duration::from_secs(1)),
    })
}

/// SET-26: the environment also stands for automatic detection.
fn proxies(settings: &ProxySettings) -> Proxies {
    match settings.usage {
        ProxyUsage::Preconfig | ProxyUsage::AutoDetect => Proxies::Environment,
        ProxyUsage::NoProxy => Proxies::None,
        ProxyUsage::Override => Proxies::Listed {
            proxies: settings.proxy_list.clone().unwrap_or_default(),
            bypass: settings.bypass_list.clone().unwrap_or_default(),
        },
    }
}

fn security(flags: u32) -> Security {
    Security {
        any_authority: flags & SSL_IGNORE_UNKNOWN_CA != 0,
        any_name: flags & SSL_IGNORE_CERT_CN_INVALID != 0,
        check_revocation: flags & SSL_ENABLE_CRL_CHECK != 0,
    }
}

/// RDR-1 to RDR-4: which redirects are followed.
pub(crate) fn redirects(flags: u32) -> Redirects {
    if flags & REDIRECT_POLICY_MASK == REDIRECT_DISALLOW {
        return Redirects::None;
    }
    Redirects::Followed {
        is_reported: flags & REDIRECT_POLICY_MASK == REDIRECT_ALLOW_REPORT,
        may_downgrade: flags & REDIRECT_ALLOW_HTTPS_TO_HTTP != 0,
    }
}

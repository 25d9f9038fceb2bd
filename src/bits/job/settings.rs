//! Settings of a job: names, priority, notification, times, proxies, credentials (SET, J2, J4).

use super::Job;
use crate::bits::{
    AuthScheme, AuthTarget, Callback, Credentials, Hresult, JobState, Priority, ProxySettings, ProxyUsage,
    Result, manager, notify,
};
use crate::queue::store::column;
use crate::queue::store::secrets::Secret;
use std::sync::Arc;

/// Longest description in UTF-16 units (LIM-1).
const MAX_DESCRIPTION: usize = 1024;
/// Longest proxy list and bypass list (K-3).
const MAX_PROXY_LIST: usize = 4000;
/// LIM-10.
const MAX_PROGRAM: usize = 260;
/// LIM-10.
const MAX_PARAMETERS: usize = 4000;
/// LIM-7, K-4.
const MAX_USER: usize = 300;
/// LIM-7, K-4.
const MAX_PASSWORD: usize = 65_536;
/// TO-1.
const MIN_RETRY_DELAY: u32 = 5;

pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

impl Job {
    /// The display name (SET-2).
    ///
    /// # Errors
    /// See the type.
    pub fn display_name(&self) -> Result<String> {
        self.get(column::DISPLAY_NAME)
    }

    /// Changes the display name.
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` above 256 UTF-16 units (SET-1).
    pub fn set_display_name(&self, name: &str) -> Result<()> {
        self.ensure_live()?;
        if units(name) > manager::MAX_DISPLAY_NAME {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set(&[column::DISPLAY_NAME.to(name)])
    }

    /// The description, empty at first (SET-3).
    ///
    /// # Errors
    /// See the type.
    pub fn description(&self) -> Result<String> {
        self.get(column::DESCRIPTION)
    }

    /// Changes the description.
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` above 1,024 UTF-16 units (SET-3).
    pub fn set_description(&self, text: &str) -> Result<()> {
        self.ensure_live()?;
        if units(text) > MAX_DESCRIPTION {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set(&[column::DESCRIPTION.to(text)])
    }

    /// The priority, `Normal` at first (SET-4).
    ///
    /// # Errors
    /// See the type.
    pub fn priority(&self) -> Result<Priority> {
        Priority::try_from(self.get(column::PRIORITY)?)
    }

    /// Changes the priority, at once (SET-4).
    ///
    /// # Errors
    /// `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD` (SET-5).
    pub fn set_priority(&self, priority: Priority) -> Result<()> {
        self.ensure_live()?;
        if priority != Priority::Foreground && self.custom_method()? {
            return Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
        }
        self.set(&[column::PRIORITY.to(priority)])
    }

    /// The `NOTIFY_*` bits, 3 at first (SET-7, SET-11).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_flags(&self) -> Result<u32> {
        self.get(column::NOTIFY_FLAGS)
    }

    /// Chooses the events (SET-6 to SET-10, NTF-15).
    ///
    /// # Errors
    /// `E_NOTIMPL` for unknown bits.
    pub fn set_notify_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if flags & !0x3F != 0 {
            return Err(Hresult::E_NOTIMPL);
        }
        self.set(&[column::NOTIFY_FLAGS.to(flags)])
    }

    /// The object registered by this process (SET-15, SET-16).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_interface(&self) -> Result<Option<Arc<dyn Callback>>> {
        Ok(self.engine.registered.lock().get(&self.row).map(notify::Registered::callback))
    }

    /// Registers an object in place of the former one; `None` clears. An event that was not delivered yet follows at once
    /// (NTF-11, NTF-12). Not persistent (NTF-16).
    ///
    /// # Errors
    /// See the type.
    pub fn set_notify_interface(&self, callback: Option<Arc<dyn Callback>>) -> Result<()> {
        notify::register(self, callback)
    }

    /// Program and parameters, both empty when not set (J2-9).
    ///
    /// # Errors
    /// See the type.
    pub fn notify_cmd_line(&self) -> Result<(String, String)> {
        Ok((self.get(column::PROGRAM)?, self.get(column::PARAMETERS)?))
    }

    /// Sets the program that runs when no object took the event (J2-1 to J2-6), by its full path: one without is never started.
    /// `(None, None)` clears.
    ///
    /// # Errors
    /// `E_INVALIDARG` for parameters without a program, `BG_E_STRING_TOO_LONG`.
    pub fn set_notify_cmd_line(&self, program: Option<&str>, parameters: Option<&str>) -> Result<()> {
        self.ensure_live()?;
        if program.is_none() && parameters.is_some() {
            return Err(Hresult::E_INVALIDARG); // J2-3
        }
        let (program, parameters) = (program.unwrap_or(""), parameters.unwrap_or(""));
        if units(program) > MAX_PROGRAM || units(parameters) > MAX_PARAMETERS {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set(&[column::PROGRAM.to(program), column::PARAMETERS.to(parameters)])
    }

    /// Seconds between tries, 600 at first (TO-1).
    ///
    /// # Errors
    /// See the type.
    pub fn minimum_retry_delay(&self) -> Result<u32> {
        self.get(column::RETRY_DELAY)
    }

    /// Changes the delay, of a running wait too (SET-18); below 5 means 5 (TO-2).
    ///
    /// # Errors
    /// See the type.
    pub fn set_minimum_retry_delay(&self, seconds: u32) -> Result<()> {
        self.engine.store.set_retry_delay(self.row, seconds.max(MIN_RETRY_DELAY))?;
        self.engine.poke();
        Ok(())
    }

    /// Seconds without progress after which a transient error is final, 1,209,600 at first (TO-3).
    ///
    /// # Errors
    /// See the type.
    pub fn no_progress_timeout(&self) -> Result<u32> {
        self.get(column::NO_PROGRESS)
    }

    /// Changes the timeout, of a running wait too (TR-9).
    ///
    /// # Errors
    /// See the type.
    pub fn set_no_progress_timeout(&self, seconds: u32) -> Result<()> {
        self.set(&[column::NO_PROGRESS.to(seconds)])
    }

    /// Seconds that the job may spend connecting and transferring, 7,776,000 at first (TO-5).
    ///
    /// # Errors
    /// See the type.
    pub fn maximum_download_time(&self) -> Result<u32> {
        self.get(column::MAX_TIME)
    }

    /// Changes that time (J4-5).
    ///
    /// # Errors
    /// See the type.
    pub fn set_maximum_download_time(&self, seconds: u32) -> Result<()> {
        self.set(&[column::MAX_TIME.to(seconds)])
    }

    /// The proxy settings (SET-25).
    ///
    /// # Errors
    /// See the type.
    pub fn proxy_settings(&self) -> Result<ProxySettings> {
        Ok(self.engine.store.job(self.row)?.proxy)
    }

    /// Changes the proxy settings (SET-19 to SET-23).
    ///
    /// # Errors
    /// `E_INVALIDARG`, `BG_E_PROXY_LIST_TOO_LARGE`, `BG_E_PROXY_BYPASS_LIST_TOO_LARGE`.
    pub fn set_proxy_settings(&self, settings: &ProxySettings) -> Result<()> {
        self.ensure_live()?;
        let ProxySettings { usage, proxy_list, bypass_list } = settings;
        let overridden = *usage == ProxyUsage::Override;
        if overridden != proxy_list.is_some() || (!overridden && bypass_list.is_some()) {
            return Err(Hresult::E_INVALIDARG); // SET-20, SET-21
        }
        if proxy_list.as_deref().map_or(0, units) > MAX_PROXY_LIST {
            return Err(Hresult::BG_E_PROXY_LIST_TOO_LARGE);
        }
        if bypass_list.as_deref().map_or(0, units) > MAX_PROXY_LIST {
            return Err(Hresult::BG_E_PROXY_BYPASS_LIST_TOO_LARGE);
        }
        self.set(&[
            column::PROXY_USAGE.to(*usage),
            column::PROXY_LIST.to(proxy_list.clone()),
            column::PROXY_BYPASS.to(bypass_list.clone()),
        ])
    }

    /// Keeps credentials for one target and scheme, in place of older ones (J2-15 to J2-17).
    ///
    /// # Errors
    /// `E_INVALIDARG` where user or password is missing, `BG_E_USERNAME_TOO_LARGE`, `BG_E_PASSWORD_TOO_LARGE`.
    pub fn set_credentials(&self, credentials: &Credentials) -> Result<()> {
        self.ensure_live()?;
        self.owner_only()?;
        let Credentials { target, scheme, user, password } = credentials;
        if user.as_deref().map_or(0, units) > MAX_USER {
            return Err(Hresult::BG_E_USERNAME_TOO_LARGE);
        }
        if password.as_deref().map_or(0, units) > MAX_PASSWORD {
            return Err(Hresult::BG_E_PASSWORD_TOO_LARGE);
        }
        let implicit = matches!(scheme, AuthScheme::Ntlm | AuthScheme::Negotiate)
            && user.is_none()
            && password.is_none();
        if !implicit && (user.is_none() || password.is_none()) {
            return Err(Hresult::E_INVALIDARG); // J2-17
        }
        let secret = Secret {
            target: i32::from(*target),
            scheme: i32::from(*scheme),
            user: user.clone(),
            password: password.clone(),
        };
        self.engine.store.keep_secret(self.row, &secret)?;
        self.forget_secrets();
        self.engine.poke();
        Ok(())
    }

    /// Forgets them: `S_OK`, or `S_FALSE` if there were none (J2-22).
    ///
    /// # Errors
    /// See the type.
    pub fn remove_credentials(&self, target: AuthTarget, scheme: AuthScheme) -> Result<Hresult> {
        let removed = self.engine.store.remove_secret(self.row, i32::from(target), i32::from(scheme))?;
        self.forget_secrets();
        Ok(if removed { Hresult::S_OK } else { Hresult::S_FALSE })
    }

    /// The mask of SetFileACLFlags, 0 at first (J3-15).
    ///
    /// # Errors
    /// See the type.
    pub fn file_acl_flags(&self) -> Result<u32> {
        self.get(column::ACL_FLAGS)
    }

    /// Changes the mask; only network paths look at it (J3-14).
    ///
    /// # Errors
    /// `E_INVALIDARG` for unknown bits, `BG_E_INVALID_STATE` in `Transferred` too.
    pub fn set_file_acl_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if self.state()? == JobState::Transferred {
            return Err(Hresult::BG_E_INVALID_STATE);
        }
        if flags & !0xF != 0 {
            return Err(Hresult::E_INVALIDARG);
        }
        self.set(&[column::ACL_FLAGS.to(flags)])
    }

    /// The mask of SetPeerCachingFlags, 0 at first.
    ///
    /// # Errors
    /// See the type.
    pub fn peer_caching_flags(&self) -> Result<u32> {
        self.get(column::PEER_FLAGS)
    }

    /// Changes the mask; there are no peers (J4-1, J4-2).
    ///
    /// # Errors
    /// `E_NOTIMPL` for unknown bits (K-16).
    pub fn set_peer_caching_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if flags & !0x7 != 0 {
            return Err(Hresult::E_NOTIMPL);
        }
        self.set(&[column::PEER_FLAGS.to(flags)])
    }
}

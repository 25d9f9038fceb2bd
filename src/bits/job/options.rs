//! How a job speaks HTTP, and its properties (HO, H2, J5).

use super::Job;
use super::settings::units;
use crate::bits::{AuthTarget, Guid, Hresult, JobProperty, JobType, Result, SSL_ENABLE_CRL_CHECK};
use crate::queue::store::{self, Durability, live_state, set_columns};

/// Custom headers with their NUL (LIM-8).
const MAX_HEADERS: usize = 16_384;

/// Longest name of a method. The registered ones have at most 17 letters; what is longer is refused by servers, and stored with
/// every job.
const MAX_METHOD: usize = 256;

impl Job {
    /// The headers that go with every request; `None` (S_FALSE) when not set (HO-2).
    ///
    /// # Errors
    /// `E_ACCESSDENIED` once they are write-only (HO-9), and for anybody but the owner (HO-8).
    pub fn custom_headers(&self) -> Result<Option<String>> {
        self.owner_only()?;
        if self.get("headers_write_only")? {
            return Err(Hresult::E_ACCESSDENIED);
        }
        self.get("headers")
    }

    /// Sets or clears them (HO-3 to HO-7).
    ///
    /// # Errors
    /// `BG_E_STRING_TOO_LONG` from 16,384 UTF-16 units on (HO-5).
    pub fn set_custom_headers(&self, headers: Option<&str>) -> Result<()> {
        self.ensure_live()?;
        self.owner_only()?;
        if headers.map_or(0, units) >= MAX_HEADERS {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        self.set("scrub = max(scrub, headers IS NOT NULL), headers = ?", &[&headers])?;
        self.forget_secrets();
        Ok(())
    }

    /// From now on nobody reads them (HO-9, HO-10).
    ///
    /// # Errors
    /// See the type.
    pub fn make_custom_headers_write_only(&self) -> Result<()> {
        self.set("headers_write_only = 1", &[])
    }

    /// The `SSL_*` and `REDIRECT_*` bits, 0 at first (HO-14).
    ///
    /// # Errors
    /// See the type.
    pub fn security_flags(&self) -> Result<u32> {
        self.get("security_flags")
    }

    /// Changes them. With `SSL_ENABLE_CRL_CHECK` anew, a file that is not all here is fetched from the start (HO-21), unless
    /// ranges of it were asked for on demand.
    ///
    /// # Errors
    /// `E_NOTIMPL` for undefined bits or redirect values (HO-13, HO-15).
    pub fn set_security_flags(&self, flags: u32) -> Result<()> {
        self.ensure_live()?;
        if flags & !0xF1F != 0 || flags & 0x700 > 0x200 || flags & 0x700 == 0x300 {
            return Err(Hresult::E_NOTIMPL);
        }
        let (state, is_anew) = self.engine.store.write(Durability::Lazy, |connection| {
            let state = live_state(connection, self.row)?;
            let before: u32 = connection
                .prepare_cached("SELECT security_flags FROM job WHERE id = ?")?
                .query_row([self.row], |row| row.get(0))?;
            set_columns(connection, self.row, "security_flags = ?", &[&flags])?;
            let is_anew = flags & !before & SSL_ENABLE_CRL_CHECK != 0;
            if is_anew {
                store::start_over(connection, self.row)?;
            }
            Ok((state, is_anew))
        })?;
        self.engine.poke();
        if is_anew && !state.is_active() {
            // A run that is about to stop may have noted what it had; one that goes on sees the flag.
            let _lock = self.engine.own_files(self.guid)?;
            self.engine
                .store
                .write(Durability::Lazy, |connection| store::start_over(connection, self.row))?;
        }
        Ok(())
    }

    /// The method of the request for a file, `GET` at first (H2-6).
    ///
    /// # Errors
    /// See the type.
    pub fn http_method(&self) -> Result<String> {
        self.get("method")
    }

    /// Changes the method (H2-1 to H2-5).
    ///
    /// # Errors
    /// `E_INVALIDARG` for an empty one, `BG_E_STRING_TOO_LONG` for more than 256 letters, `BG_E_READ_ONLY_PROPERTY_AFTER_RESUME` after the first Resume (OQ-13),
    /// `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD` (H2-4).
    pub fn set_http_method(&self, method: &str) -> Result<()> {
        self.ensure_live()?;
        let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        if method.is_empty() || !method.bytes().all(token) {
            return Err(Hresult::E_INVALIDARG);
        }
        if method.len() > MAX_METHOD {
            return Err(Hresult::BG_E_STRING_TOO_LONG);
        }
        if self.get("resumed")? {
            return Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME);
        }
        let usual = method == if self.job_type == JobType::Download { "GET" } else { "BITS_POST" };
        if usual {
            return self.set("method = ?", &[&method]);
        }
        if self.get("dynamic")? || self.get("on_demand")? {
            return Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
        }
        self.set("method = ?, priority = 0", &[&method]) // H2-2
    }

    /// A property by `BITS_JOB_PROPERTY_ID` (section 3.13).
    ///
    /// # Errors
    /// `BG_E_UNKNOWN_PROPERTY_ID`.
    pub fn property(&self, id: i32) -> Result<JobProperty> {
        Ok(match id {
            1 => JobProperty::CostFlags(self.get("cost_flags")?),
            2 => JobProperty::NotificationClsid(Guid(u128::from_be_bytes(self.get("clsid")?))),
            3 => JobProperty::DynamicContent(self.get("dynamic")?),
            4 => JobProperty::HighPerformance(self.get("high_performance")?),
            5 => JobProperty::MaxDownloadSize(self.get::<i64>("max_size")? as u64),
            7 => JobProperty::UseStoredCredentials(self.get("stored_credentials")?),
            9 => JobProperty::MinimumNotificationIntervalMs(self.get("min_interval")?),
            10 => JobProperty::OnDemandMode(self.get("on_demand")?),
            _ => return Err(Hresult::BG_E_UNKNOWN_PROPERTY_ID),
        })
    }

    /// Changes a property (J5-1 to J5-12).
    ///
    /// # Errors
    /// The `BG_E_READ_ONLY_PROPERTY_*` codes, `BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY`,
    /// `BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED`, `BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD`.
    pub fn set_property(&self, property: JobProperty) -> Result<()> {
        self.ensure_live()?;
        if matches!(property.id(), 3 | 4 | 5 | 10) && self.job_type != JobType::Download {
            return Err(Hresult::BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY); // J5-2
        }
        if matches!(property.id(), 3 | 5 | 10) && self.get("resumed")? {
            return Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME); // J5-4
        }
        match property {
            JobProperty::CostFlags(flags) => self.set("cost_flags = ?", &[&flags]),
            JobProperty::NotificationClsid(class) => self.set("clsid = ?", &[&class.0.to_be_bytes()]),
            JobProperty::DynamicContent(on) | JobProperty::OnDemandMode(on)
                if on && self.custom_method()? =>
            {
                Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD) // H2-4
            }
            JobProperty::DynamicContent(on) => self.set("dynamic = ?", &[&on]),
            JobProperty::HighPerformance(_) if self.get::<u32>("files")? > 0 => {
                Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE) // J5-3
            }
            JobProperty::HighPerformance(on) => self.set("high_performance = ?", &[&on]),
            JobProperty::MaxDownloadSize(0) => Err(Hresult::BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE), // J5-5
            JobProperty::MaxDownloadSize(size) => self.set("max_size = ?", &[&(size as i64)]),
            JobProperty::UseStoredCredentials(target) if target == i32::from(AuthTarget::Server) => {
                Err(Hresult::BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED) // J5-6
            }
            JobProperty::UseStoredCredentials(target) => self.set("stored_credentials = ?", &[&target]),
            JobProperty::MinimumNotificationIntervalMs(interval) => {
                self.set("min_interval = ?", &[&interval])
            }
            JobProperty::OnDemandMode(on) => self.set("on_demand = ?", &[&on]),
        }
    }

    /// F6: only what is asked for is fetched.
    pub(crate) fn is_on_demand(&self) -> Result<bool> {
        self.get("on_demand")
    }

    /// A download by GET whose servers have to know ranges.
    pub(crate) fn is_plain_download(&self) -> Result<bool> {
        Ok(self.job_type == JobType::Download && !self.get::<bool>("dynamic")? && !self.custom_method()?)
    }

    pub(super) fn custom_method(&self) -> Result<bool> {
        let method: String = self.get("method")?;
        Ok(method != "GET" && method != "BITS_POST")
    }
}

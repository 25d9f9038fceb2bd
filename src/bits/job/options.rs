//! How a job speaks HTTP, and its properties (HO, H2, J5).

use super::Job;
use super::settings::units;
use crate::bits::{AuthTarget, Guid, Hresult, JobProperty, JobType, Priority, Result, SSL_ENABLE_CRL_CHECK};
use crate::queue::store::{self, Durability, column, live_state};

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
        if self.get(column::HEADERS_WRITE_ONLY)? {
            return Err(Hresult::E_ACCESSDENIED);
        }
        self.get(column::HEADERS)
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
        self.engine.store.set_headers(self.row, headers)?;
        self.engine.poke();
        self.forget_secrets();
        Ok(())
    }

    /// From now on nobody reads them (HO-9, HO-10).
    ///
    /// # Errors
    /// See the type.
    pub fn make_custom_headers_write_only(&self) -> Result<()> {
        self.set(&[column::HEADERS_WRITE_ONLY.to(true)])
    }

    /// The `SSL_*` and `REDIRECT_*` bits, 0 at first (HO-14).
    ///
    /// # Errors
    /// See the type.
    pub fn security_flags(&self) -> Result<u32> {
        self.get(column::SECURITY_FLAGS)
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
            let before = column::get(connection, self.row, column::SECURITY_FLAGS)?;
            column::set(connection, self.row, &[column::SECURITY_FLAGS.to(flags)])?;
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
        self.get(column::METHOD)
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
        if self.get(column::RESUMED)? {
            return Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME);
        }
        let usual = method == if self.job_type == JobType::Download { "GET" } else { "BITS_POST" };
        if usual {
            return self.set(&[column::METHOD.to(method)]);
        }
        if self.get(column::DYNAMIC)? || self.get(column::ON_DEMAND)? {
            return Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
        }
        self.set(&[column::METHOD.to(method), column::PRIORITY.to(Priority::Foreground)]) // H2-2
    }

    /// A property by `BITS_JOB_PROPERTY_ID` (section 3.13).
    ///
    /// # Errors
    /// `BG_E_UNKNOWN_PROPERTY_ID`.
    pub fn property(&self, id: i32) -> Result<JobProperty> {
        Ok(match id {
            1 => JobProperty::CostFlags(self.get(column::COST_FLAGS)?),
            2 => JobProperty::NotificationClsid(Guid(u128::from_be_bytes(self.get(column::CLASS)?))),
            3 => JobProperty::DynamicContent(self.get(column::DYNAMIC)?),
            4 => JobProperty::HighPerformance(self.get(column::HIGH_PERFORMANCE)?),
            5 => JobProperty::MaxDownloadSize(self.get(column::MAX_SIZE)? as u64),
            7 => JobProperty::UseStoredCredentials(self.get(column::STORED_CREDENTIALS)?),
            9 => JobProperty::MinimumNotificationIntervalMs(self.get(column::MIN_INTERVAL)?),
            10 => JobProperty::OnDemandMode(self.get(column::ON_DEMAND)?),
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
        if matches!(property.id(), 3 | 5 | 10) && self.get(column::RESUMED)? {
            return Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_RESUME); // J5-4
        }
        match property {
            JobProperty::CostFlags(flags) => self.set(&[column::COST_FLAGS.to(flags)]),
            JobProperty::NotificationClsid(class) => self.set(&[column::CLASS.to(class.0.to_be_bytes())]),
            JobProperty::DynamicContent(on) | JobProperty::OnDemandMode(on)
                if on && self.custom_method()? =>
            {
                Err(Hresult::BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD) // H2-4
            }
            JobProperty::DynamicContent(on) => self.set(&[column::DYNAMIC.to(on)]),
            JobProperty::HighPerformance(_) if self.get(column::FILES)? > 0 => {
                Err(Hresult::BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE) // J5-3
            }
            JobProperty::HighPerformance(on) => self.set(&[column::HIGH_PERFORMANCE.to(on)]),
            JobProperty::MaxDownloadSize(0) => Err(Hresult::BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE), // J5-5
            JobProperty::MaxDownloadSize(size) => self.set(&[column::MAX_SIZE.to(size as i64)]),
            JobProperty::UseStoredCredentials(target) if target == i32::from(AuthTarget::Server) => {
                Err(Hresult::BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED) // J5-6
            }
            JobProperty::UseStoredCredentials(target) => self.set(&[column::STORED_CREDENTIALS.to(target)]),
            JobProperty::MinimumNotificationIntervalMs(interval) => {
                self.set(&[column::MIN_INTERVAL.to(interval)])
            }
            JobProperty::OnDemandMode(on) => self.set(&[column::ON_DEMAND.to(on)]),
        }
    }

    /// F6: only what is asked for is fetched.
    pub(crate) fn is_on_demand(&self) -> Result<bool> {
        self.get(column::ON_DEMAND)
    }

    /// A download by GET whose servers have to know ranges.
    pub(crate) fn is_plain_download(&self) -> Result<bool> {
        Ok(self.job_type == JobType::Download && !self.get(column::DYNAMIC)? && !self.custom_method()?)
    }

    pub(super) fn custom_method(&self) -> Result<bool> {
        let method = self.get(column::METHOD)?;
        Ok(method != "GET" && method != "BITS_POST")
    }
}

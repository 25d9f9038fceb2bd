//! Rows of the table of credentials. Targets and schemes have the numbers of BITS there.

use super::Store;
use crate::http::{Credential, Role, Scheme};
use crate::queue::{AuthScheme, AuthTarget, Hresult, Result};

impl Store {
    /// What a job may present, in the words of HTTP.
    pub(crate) fn credentials(&self, job: i64) -> Result<Vec<Credential>> {
        let sql = "SELECT target, scheme, user, password FROM credential WHERE job = ?";
        let rows = self.read_rows(sql, &[&job], |row| {
            Ok((row.get::<_, i32>(0)?, row.get::<_, i32>(1)?, row.get(2)?, row.get(3)?))
        })?;
        let credential = |(target, scheme, user, password)| {
            let role = match AuthTarget::try_from(target) {
                Ok(AuthTarget::Server) => Role::Server,
                Ok(AuthTarget::Proxy) => Role::Proxy,
                Err(_) => return Err(Hresult::BG_E_DATABASE_CORRUPT),
            };
            let scheme = match AuthScheme::try_from(scheme) {
                Ok(AuthScheme::Basic) => Scheme::Basic,
                Ok(AuthScheme::Digest) => Scheme::Digest,
                Ok(AuthScheme::Ntlm) => Scheme::Ntlm,
                Ok(AuthScheme::Negotiate) => Scheme::Negotiate,
                Ok(AuthScheme::Passport) => Scheme::Passport,
                Err(_) => return Err(Hresult::BG_E_DATABASE_CORRUPT),
            };
            Ok(Credential { role, scheme, user, password })
        };
        rows.into_iter().map(credential).collect()
    }
}

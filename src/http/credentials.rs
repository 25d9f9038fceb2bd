//! Which credentials of a job answer which challenge (J2-20, J2-24).

use super::Role;

/// How a user proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Basic,
    Digest,
    Ntlm,
    Negotiate,
    Passport,
}

/// Strongest first (J2-24). Passport is kept for a job and never presented: nothing here speaks it.
const ORDER: [(Scheme, &str); 4] = [
    (Scheme::Negotiate, "negotiate"),
    (Scheme::Ntlm, "ntlm"),
    (Scheme::Digest, "digest"),
    (Scheme::Basic, "basic"),
];

/// Credentials of a job for one role.
#[derive(Clone, PartialEq)]
pub(crate) struct Credential {
    pub role: Role,
    pub scheme: Scheme,
    pub user: Option<String>,
    pub password: Option<String>,
}

/// The schemes that a server or a proxy asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Offered(Vec<Scheme>);

impl Offered {
    /// Reads a `WWW-Authenticate` or `Proxy-Authenticate` line, which may hold several challenges.
    pub(crate) fn line(&mut self, value: &str) {
        let mut is_quoted = false;
        let parts = value.split(|letter| {
            is_quoted ^= letter == '"';
            letter == ',' && !is_quoted
        });
        for part in parts {
            let word = part.trim().split(' ').next().unwrap_or("");
            let known = ORDER.iter().find(|(_, name)| word.eq_ignore_ascii_case(name));
            self.0.extend(known.map(|(scheme, _)| *scheme));
        }
    }

    /// The strongest of the job's credentials for `role` that may be presented and were not `refused` (J2-24, J2-28).
    pub(crate) fn choose(
        &self,
        role: Role,
        all: &[Credential],
        refused: &[(Role, Credential)],
    ) -> Option<Credential> {
        let mut own: Vec<_> = all.iter().filter(|credential| credential.role == role).collect();
        if role == Role::Server && own.is_empty() {
            own.extend(all.iter().filter(|credential| credential.user.is_none())); // J2-20
        }
        let of = |scheme| own.iter().find(|credential| credential.scheme == scheme).map(|it| (*it).clone());
        let mut offered = ORDER.iter().map(|(scheme, _)| *scheme).filter(|scheme| self.0.contains(scheme));
        offered.find_map(|scheme| {
            let chosen = of(scheme).or_else(|| match scheme {
                Scheme::Ntlm => of(Scheme::Negotiate).and_then(Credential::through_ntlm),
                _ => None,
            })?;
            let is_refused = refused.iter().any(|(asking, it)| *asking == role && *it == chosen);
            (!is_refused).then_some(chosen)
        })
    }
}

impl Credential {
    /// J2-25, J2-26: a user for Negotiate, who has no ticket perhaps, is one for NTLM as well.
    fn through_ntlm(self) -> Option<Self> {
        let is_usable = self.scheme == Scheme::Negotiate && self.user.is_some();
        is_usable.then_some(Self { scheme: Scheme::Ntlm, ..self })
    }

    /// Whether `other` is this one, or made of it.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self == other || self.clone().through_ntlm().as_ref() == Some(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn challenges_are_read_one_by_one_and_in_lists() {
        for (lines, schemes) in [
            (vec!["Basic realm=\"x\""], vec![Scheme::Basic]),
            (vec!["NEGOTIATE", "ntlm"], vec![Scheme::Negotiate, Scheme::Ntlm]),
            (
                vec!["Digest realm=\"a, Basic b\", qop=\"auth\",nonce=\"x\", Basic realm=\"y\""],
                vec![Scheme::Digest, Scheme::Basic],
            ),
            (vec!["Passport1.4 x=y", "Bearer", "", "basic_not realm=\"Basic"], vec![]),
        ] {
            let mut offered = Offered::default();
            lines.iter().for_each(|line| offered.line(line));
            assert_eq!(offered.0, schemes, "{lines:?}");
        }
    }
}

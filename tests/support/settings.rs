//! What whoever runs the tests may set.

/// A number of the environment: how long, how often, where to begin.
pub fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

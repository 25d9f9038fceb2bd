//! Which rules of a sheet the tests cite: every rule has a test, or a line in a list that says why not. That list only
//! shrinks. A page is made from both.

use super::source;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display, Write as _};
use std::fs;
use std::path::{Path, PathBuf};

/// The id of a rule, ordered by group and number.
pub trait Rule: Clone + Debug + Display + Ord {
    /// `None` for what looks like no id of the sheet.
    fn parse(word: &str) -> Option<Self>;
    fn group(&self) -> &str;
    /// Ids in a text.
    fn cited(text: &str) -> BTreeSet<Self>;
}

/// A sheet of rules, and where its code and its tests are.
pub struct Sheet<R> {
    pub path: &'static str,
    /// Rules without a test, each with the reason.
    pub untested: &'static str,
    pub page: &'static str,
    /// The test that makes the page.
    pub test: &'static str,
    pub groups: &'static [(&'static str, &'static str)],
    /// Directories of the code.
    pub sources: &'static [&'static str],
    /// Whether a file below `tests` or `c-tests` is about this sheet.
    pub is_test: fn(&str) -> bool,
    /// All ids that may be cited.
    pub known: BTreeSet<R>,
}

impl<R: Rule> Sheet<R> {
    /// Nobody cites what does not stand in the sheet.
    pub fn check_citations(&self) {
        let mut unknown = Vec::new();
        for path in [self.sources(), self.tests()].concat() {
            for rule in R::cited(&text(&path)).difference(&self.known) {
                unknown.push(format!("{}: {rule}", path.display()));
            }
        }
        assert!(unknown.is_empty(), "cited, but not in {}: {unknown:#?}", self.path);
    }

    /// Each of `rules` has a test or a reason, and none has both. `intro` begins the page, from the number of those with a
    /// test.
    pub fn check(&self, rules: &BTreeSet<R>, intro: impl FnOnce(usize) -> String) {
        let mut tested: BTreeSet<R> = cited_by(&self.tests());
        tested.extend(self.cited_by_unit_tests());
        let implemented: BTreeSet<R> = cited_by(&self.sources());
        let mut reasons = self.reasons();

        if source::is_update() {
            reasons.retain(|rule, _| !tested.contains(rule));
            let lines: String = reasons.iter().map(|(rule, why)| format!("{rule} {why}\n")).collect();
            fs::write(source::root().join(self.untested), lines).expect("writing the list");
        }
        let without: Vec<_> = rules
            .iter()
            .filter(|rule| !tested.contains(rule) && !reasons.contains_key(rule))
            .map(|rule| {
                let code = if implemented.contains(rule) { ", but the code cites it" } else { "" };
                format!("{rule} has no test{code}")
            })
            .collect();
        assert!(without.is_empty(), "write a test that cites the rule: {without:#?}");
        let stale: Vec<_> = reasons
            .keys()
            .filter(|rule| tested.contains(rule) || !rules.contains(rule))
            .map(R::to_string)
            .collect();
        assert!(
            stale.is_empty(),
            "tested by now: run COPYFILE2_UPDATE_MATRIX=1 cargo test --test {} ({stale:?})",
            self.test
        );
        let mut page = intro(rules.iter().filter(|rule| tested.contains(rule)).count());
        for (group, title) in self.groups {
            let all: Vec<_> = rules.iter().filter(|rule| rule.group() == *group).collect();
            let rest: Vec<_> = all.iter().copied().filter(|rule| !tested.contains(rule)).collect();
            let with_test = all.len() - rest.len();
            let _ = write!(page, "\n## {group}: {title}\n\n{with_test} of {} have a test.\n", all.len());
            if !rest.is_empty() {
                page.push_str("\n| rule | in the code | why it has no test |\n|---|---|---|\n");
            }
            for rule in rest {
                let code = if implemented.contains(rule) { "yes" } else { "no" };
                let why = reasons.get(rule).map_or("", String::as_str);
                let _ = writeln!(page, "| {rule} | {code} | {why} |");
            }
        }
        source::check_generated(self.page, &page);
    }

    fn reasons(&self) -> BTreeMap<R, String> {
        source::read(self.untested)
            .lines()
            .map(|line| {
                let (id, why) = line.split_once(' ').unwrap_or_else(|| panic!("{line:?} gives no reason"));
                (R::parse(id).unwrap_or_else(|| panic!("{id:?} is no rule")), why.to_owned())
            })
            .collect()
    }

    fn sources(&self) -> Vec<PathBuf> {
        self.sources.iter().flat_map(|room| source::files(room, &[".rs"])).collect()
    }

    fn tests(&self) -> Vec<PathBuf> {
        let mut found = source::files("tests", &[".rs"]);
        found.extend(source::files("c-tests", &[".c", ".cpp", ".h"]));
        found.retain(|path| {
            let name = path.strip_prefix(source::root()).unwrap_or(path);
            (self.is_test)(&name.to_string_lossy())
        });
        found
    }

    /// What the test modules within the code cite.
    fn cited_by_unit_tests(&self) -> BTreeSet<R> {
        let of_tests = |path: PathBuf| {
            let text = text(&path);
            if path.ends_with("tests.rs") {
                return R::cited(&text);
            }
            text.split_once("#[cfg(test)]").map(|(_, tests)| R::cited(tests)).unwrap_or_default()
        };
        self.sources().into_iter().flat_map(of_tests).collect()
    }
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("UTF-8 source")
}

fn cited_by<R: Rule>(files: &[PathBuf]) -> BTreeSet<R> {
    files.iter().flat_map(|path| R::cited(&text(path))).collect()
}

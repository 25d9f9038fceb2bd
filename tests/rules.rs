//! Every rule of `docs/rules/copyfile2.md` has a test that cites it, or a line in `tests/matrix/untested.txt` that says
//! why not. That list only shrinks. `docs/coverage.md` is made from both.
//!
//! `COPYFILE2_UPDATE_MATRIX=1 cargo test --test rules` drops the lines of rules that have a test by now and rewrites
//! the page.

#[path = "matrix/coverage.rs"]
mod coverage;
#[path = "matrix/source.rs"]
mod source;

use coverage::{Rule as _, Sheet};
use std::collections::BTreeSet;

/// An id such as `MV12`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    group: String,
    number: u32,
}

/// Tests of other sheets, and of none.
const OTHERS: &[&str] =
    &["tests/rules", "tests/matrix", "tests/bits", "tests/com_", "c-tests/bits", "c-tests/com_"];
const GROUPS: &[(&str, &str)] = &[
    ("V", "parameters"),
    ("O", "opens and names"),
    ("S", "data and streams"),
    ("M", "messages"),
    ("A", "actions, and the scenarios of appendix A"),
    ("P", "pause, restart, resume"),
    ("F", "failure and cleanup"),
    ("T", "metadata"),
    ("L", "symbolic links"),
    ("X", "CopyFileEx and its routine"),
    ("MV", "MoveFile and its kin"),
    ("RF", "ReplaceFile"),
    ("Q", "open questions, as answered in part 5"),
];

fn sheet() -> Sheet<Rule> {
    const PATH: &str = "docs/rules/copyfile2.md";
    // Ids that start an item or a table row.
    let id = |line: &str| {
        let item = line.strip_prefix("- **").and_then(|rest| rest.split("**").next());
        let row = || line.strip_prefix("| ").and_then(|rest| rest.split(' ').next());
        item.or_else(row).and_then(Rule::parse)
    };
    Sheet {
        path: PATH,
        untested: "tests/matrix/untested.txt",
        page: "docs/coverage.md",
        test: "rules",
        groups: GROUPS,
        // BITS has a sheet of its own, with ids of its own.
        sources: &["src/abi", "src/copy", "src/ffi", "src/win32", "src/sys", "src/bin/copyfile2"],
        is_test: |name| !OTHERS.iter().any(|other| name.starts_with(other)),
        known: source::read(PATH).lines().filter_map(id).collect(),
    }
}

#[test]
fn every_cited_rule_exists() {
    sheet().check_citations();
}

#[test]
fn every_rule_has_a_test_or_a_reason() {
    let sheet = sheet();
    sheet.check(&sheet.known, |_| {
        "# Which rules have a test\n\n\
         Made by `tests/rules.rs` from the ids that the tests cite; the rules stand in\n\
         [rules/copyfile2.md](rules/copyfile2.md). A test that cites a rule sets it up and checks what the rule says.\n"
            .to_owned()
    });
}

impl coverage::Rule for Rule {
    fn parse(id: &str) -> Option<Self> {
        let digits = id.find(|letter: char| letter.is_ascii_digit())?;
        let (group, number) = id.split_at(digits);
        GROUPS.iter().find(|(known, _)| *known == group)?;
        Some(Self { group: group.to_owned(), number: number.parse().ok()? })
    }

    fn group(&self) -> &str {
        &self.group
    }

    /// `V8` as a word of its own anywhere, `v8` as a part of a function's name.
    fn cited(text: &str) -> BTreeSet<Self> {
        let mut found = BTreeSet::new();
        for line in text.lines() {
            // `K-F13` is a rule of docs/rules/kit.md.
            let line = line.replace("K-", "K_");
            let words = line.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            found.extend(words.filter_map(Self::parse));
            if let Some((_, name)) = line.trim_start().split_once("fn ") {
                let name = name.split('(').next().unwrap_or_default();
                found.extend(name.split('_').filter_map(|part| Self::parse(&part.to_ascii_uppercase())));
            }
        }
        found
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}{}", self.group, self.number)
    }
}

#[test]
fn ids_are_found_in_comments_and_names_only() {
    let found =
        Rule::cited("/// V8, A29: refused\nfn x12_old_routine(flags_v2: u32) {}\nlet flags_v2 = FLAGS_V2;");
    let names: Vec<_> = found.iter().map(Rule::to_string).collect();
    assert_eq!(names, ["A29", "V8", "X12"]);
}

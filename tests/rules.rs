//! Every rule of `docs/rules/copyfile2.md` has a test that cites it, or a line in `tests/matrix/untested.txt` that says
//! why not. That list only shrinks. `docs/coverage.md` is made from both.
//!
//! `COPYFILE2_UPDATE_MATRIX=1 cargo test --test rules` drops the lines of rules that have a test by now and rewrites
//! the page.

#[path = "matrix/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

/// An id such as `MV12`, ordered by group and number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    group: String,
    number: u32,
}

/// Tests of other sheets, and of none.
const OTHERS: &[&str] =
    &["tests/rules", "tests/matrix", "tests/bits", "tests/com_", "c-tests/bits", "c-tests/com_"];
const SHEET: &str = "docs/rules/copyfile2.md";
const UNTESTED: &str = "tests/matrix/untested.txt";
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

#[test]
fn every_cited_rule_exists() {
    let known = rules_of_the_sheet();
    let mut unknown = Vec::new();
    for path in [sources(), tests()].concat() {
        let text = fs::read_to_string(&path).expect("UTF-8 source");
        for rule in cited(&text).difference(&known) {
            unknown.push(format!("{}: {}{}", path.display(), rule.group, rule.number));
        }
    }
    assert!(unknown.is_empty(), "cited, but not in {SHEET}: {unknown:#?}");
}

#[test]
fn every_rule_has_a_test_or_a_reason() {
    let known = rules_of_the_sheet();
    let mut tested = cited_by(&tests());
    tested.extend(cited_by_unit_tests());
    let implemented = cited_by(&sources());
    let mut reasons = reasons();

    if source::is_update() {
        reasons.retain(|rule, _| !tested.contains(rule));
        let lines: String =
            reasons.iter().map(|(rule, why)| format!("{}{} {why}\n", rule.group, rule.number)).collect();
        fs::write(source::root().join(UNTESTED), lines).expect("writing the list");
    }

    let without: Vec<_> = known
        .iter()
        .filter(|rule| !tested.contains(rule) && !reasons.contains_key(rule))
        .map(|rule| {
            let code = if implemented.contains(rule) { ", but the code cites it" } else { "" };
            format!("{}{} has no test{code}", rule.group, rule.number)
        })
        .collect();
    assert!(without.is_empty(), "write a test that cites the rule: {without:#?}");

    let stale: Vec<_> =
        reasons.keys().filter(|rule| tested.contains(rule) || !known.contains(rule)).collect();
    assert!(
        stale.is_empty(),
        "tested by now: run COPYFILE2_UPDATE_MATRIX=1 cargo test --test rules ({stale:?})"
    );
    source::check_generated("docs/coverage.md", &page(&known, &tested, &implemented, &reasons));
}

fn page(
    known: &BTreeSet<Rule>,
    tested: &BTreeSet<Rule>,
    implemented: &BTreeSet<Rule>,
    reasons: &BTreeMap<Rule, String>,
) -> String {
    let mut page = String::from(
        "# Which rules have a test\n\n\
         Made by `tests/rules.rs` from the ids that the tests cite; the rules stand in\n\
         [rules/copyfile2.md](rules/copyfile2.md). A test that cites a rule sets it up and checks what the rule says.\n",
    );
    for (group, title) in GROUPS {
        let of_group = |rule: &&Rule| rule.group == *group;
        let all: Vec<_> = known.iter().filter(of_group).collect();
        let with_test: Vec<_> = all.iter().filter(|rule| tested.contains(**rule)).collect();
        let _ = write!(page, "\n## {group}: {title}\n\n{} of {} have a test.\n", with_test.len(), all.len());
        let rest: Vec<_> = all.iter().filter(|rule| !tested.contains(**rule)).collect();
        if rest.is_empty() {
            continue;
        }
        page.push_str("\n| rule | in the code | why it has no test |\n|---|---|---|\n");
        for rule in rest {
            let code = if implemented.contains(*rule) { "yes" } else { "no" };
            let why = reasons.get(*rule).map_or("", String::as_str);
            let _ = writeln!(page, "| {group}{} | {code} | {why} |", rule.number);
        }
    }
    page
}

/// Ids that start an item or a table row of the sheet.
fn rules_of_the_sheet() -> BTreeSet<Rule> {
    source::read(SHEET)
        .lines()
        .filter_map(|line| {
            let item = line.strip_prefix("- **").and_then(|rest| rest.split("**").next());
            let row = || line.strip_prefix("| ").and_then(|rest| rest.split(' ').next());
            item.or_else(row).and_then(Rule::parse)
        })
        .collect()
}

fn reasons() -> BTreeMap<Rule, String> {
    source::read(UNTESTED)
        .lines()
        .map(|line| {
            let (id, why) = line.split_once(' ').unwrap_or_else(|| panic!("{line:?} gives no reason"));
            (Rule::parse(id).unwrap_or_else(|| panic!("{id:?} is no rule")), why.to_owned())
        })
        .collect()
}

/// The code that the sheet speaks of. BITS has a sheet of its own, with ids of its own.
fn sources() -> Vec<std::path::PathBuf> {
    let rooms = ["src/abi", "src/copy", "src/ffi", "src/win32", "src/sys", "src/bin/copyfile2"];
    rooms.iter().flat_map(|room| source::files(room, &[".rs"])).collect()
}

fn tests() -> Vec<std::path::PathBuf> {
    let mut found = source::files("tests", &[".rs"]);
    found.extend(source::files("c-tests", &[".c", ".cpp", ".h"]));
    found.retain(|path| {
        let name = path.strip_prefix(source::root()).unwrap_or(path).to_string_lossy().into_owned();
        !OTHERS.iter().any(|other| name.starts_with(other))
    });
    found
}

fn cited_by(files: &[std::path::PathBuf]) -> BTreeSet<Rule> {
    files.iter().flat_map(|path| cited(&fs::read_to_string(path).expect("UTF-8 source"))).collect()
}

/// What the test modules within the code cite.
fn cited_by_unit_tests() -> BTreeSet<Rule> {
    let texts = sources().into_iter().map(|path| fs::read_to_string(path).expect("UTF-8 source"));
    texts
        .filter_map(|text| text.split_once("#[cfg(test)]").map(|(_, tests)| cited(tests)))
        .flatten()
        .collect()
}

/// Ids in a text: `V8` as a word of its own anywhere, `v8` as a part of a function's name.
fn cited(text: &str) -> BTreeSet<Rule> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let words = line.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        found.extend(words.filter_map(Rule::parse));
        if let Some((_, name)) = line.trim_start().split_once("fn ") {
            let name = name.split('(').next().unwrap_or_default();
            found.extend(name.split('_').filter_map(|part| Rule::parse(&part.to_ascii_uppercase())));
        }
    }
    found
}

impl Rule {
    fn parse(id: &str) -> Option<Self> {
        let digits = id.find(|letter: char| letter.is_ascii_digit())?;
        let (group, number) = id.split_at(digits);
        GROUPS.iter().find(|(known, _)| *known == group)?;
        Some(Self { group: group.to_owned(), number: number.parse().ok()? })
    }
}

#[test]
fn ids_are_found_in_comments_and_names_only() {
    let found = cited("/// V8, A29: refused\nfn x12_old_routine(flags_v2: u32) {}\nlet flags_v2 = FLAGS_V2;");
    let names: Vec<_> = found.iter().map(|rule| format!("{}{}", rule.group, rule.number)).collect();
    assert_eq!(names, ["A29", "V8", "X12"]);
}

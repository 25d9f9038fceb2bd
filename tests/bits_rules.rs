//! Every rule of `docs/rules/bits.md` has a test that cites it, or a line in `tests/matrix/bits-untested.txt` that says
//! why not. That list only shrinks. `docs/bits-coverage.md` is made from both.
//!
//! `COPYFILE2_UPDATE_MATRIX=1 cargo test --test bits_rules` drops the lines of rules that have a test by now and rewrites
//! the page.

#[path = "matrix/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

const SHEET: &str = "docs/rules/bits.md";
const UNTESTED: &str = "tests/matrix/bits-untested.txt";
/// What the groups of ids are about. `12.3` are the items of the checklist in that part of the sheet.
const GROUPS: &[(&str, &str)] = &[
    ("12.3", "the checklist of what was tested on Windows"),
    ("OM", "objects"),
    ("ACT", "activation"),
    ("COM", "counts, memory, NULL"),
    ("VER", "versions"),
    ("ABI", "binary interface"),
    ("ST", "states"),
    ("TR", "transitions"),
    ("TO", "timers"),
    ("LIM", "limits"),
    ("MGR", "manager"),
    ("ENM", "enumerators"),
    ("ADD", "adding files"),
    ("CTL", "Suspend, Resume, Cancel"),
    ("CPL", "Complete"),
    ("INF", "information"),
    ("SET", "settings"),
    ("FIL", "files"),
    ("ERR", "the error object"),
    ("J2", "IBackgroundCopyJob2"),
    ("J3", "IBackgroundCopyJob3"),
    ("F2", "IBackgroundCopyFile2"),
    ("HO", "IBackgroundCopyJobHttpOptions"),
    ("H2", "IBackgroundCopyJobHttpOptions2"),
    ("H3", "IBackgroundCopyJobHttpOptions3"),
    ("J4", "IBackgroundCopyJob4"),
    ("F3", "IBackgroundCopyFile3"),
    ("TK", "IBitsTokenOptions"),
    ("F4", "IBackgroundCopyFile4"),
    ("J5", "job properties"),
    ("F5", "file properties"),
    ("F6", "ranges on demand"),
    ("PC", "peer cache"),
    ("QM", "the old queue manager"),
    ("SC", "server configuration"),
    ("NTF", "notification"),
    ("THR", "threads"),
    ("VOL", "volume of JobModification"),
    ("DLP", "what servers must do"),
    ("REQ", "requests"),
    ("ANS", "answers"),
    ("HSC", "status classes"),
    ("RDR", "redirects"),
    ("DSK", "files on disk"),
    ("RNG", "ranged files"),
    ("DYN", "dynamic content"),
    ("VAL", "validation"),
    ("LOC", "local sources"),
    ("UPL", "upload packets"),
    ("UPF", "upload flow"),
    ("UPE", "upload errors"),
    ("RPL", "reply files"),
    ("SRV", "upload servers"),
    ("SCH", "scheduling"),
    ("PER", "persistence"),
    ("OWN", "ownership"),
    ("ERX", "error codes"),
    ("BA", "bitsadmin"),
    ("PS", "PowerShell"),
    ("CLI", "public clients"),
];
/// Answers to contradictions and open questions: they may be cited, and the rules that they settle are counted above.
const ANSWERS: &[&str] = &["K", "OQ"];

/// An id such as `ADD-14a`, ordered by group and number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    group: String,
    number: u32,
    letter: String,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let dash = if self.group == "12.3" { "." } else { "-" };
        write!(formatter, "{}{dash}{}{}", self.group, self.number, self.letter)
    }
}

impl Rule {
    /// `None` for what looks like no id of the sheet.
    fn parse(word: &str) -> Option<Self> {
        if let Some(item) = word.strip_prefix("12.3.") {
            return Some(Self { group: "12.3".into(), number: item.parse().ok()?, letter: String::new() });
        }
        let (group, rest) = word.split_once('-')?;
        if !GROUPS.iter().any(|(known, _)| *known == group) && !ANSWERS.contains(&group) {
            return None;
        }
        let letter: String = rest.chars().skip_while(char::is_ascii_digit).collect();
        let number = rest.strip_suffix(&letter)?.parse().ok()?;
        (letter.len() < 2).then(|| Self { group: group.into(), number, letter })
    }

    fn is_answer(&self) -> bool {
        ANSWERS.contains(&self.group.as_str())
    }
}

#[test]
fn every_cited_rule_exists() {
    let known = rules_of_the_sheet();
    let mut unknown = Vec::new();
    for path in [sources(), tests()].concat() {
        for rule in cited(&fs::read_to_string(&path).expect("UTF-8 source")).difference(&known) {
            unknown.push(format!("{}: {rule}", path.display()));
        }
    }
    assert!(unknown.is_empty(), "cited, but not in {SHEET}: {unknown:#?}");
}

#[test]
fn every_rule_has_a_test_or_a_reason() {
    let known: BTreeSet<Rule> = rules_of_the_sheet().into_iter().filter(|rule| !rule.is_answer()).collect();
    let mut tested = cited_by(&tests());
    tested.extend(cited_by_unit_tests());
    let implemented = cited_by(&sources());
    let mut reasons = reasons();

    if source::is_update() {
        reasons.retain(|rule, _| !tested.contains(rule));
        let lines: String = reasons.iter().map(|(rule, why)| format!("{rule} {why}\n")).collect();
        fs::write(source::root().join(UNTESTED), lines).expect("writing the list");
    }
    let without: Vec<_> = known
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
        .filter(|rule| tested.contains(rule) || !known.contains(rule))
        .map(Rule::to_string)
        .collect();
    assert!(
        stale.is_empty(),
        "tested by now: run COPYFILE2_UPDATE_MATRIX=1 cargo test --test bits_rules ({stale:?})"
    );
    source::check_generated("docs/bits-coverage.md", &page(&known, &tested, &implemented, &reasons));
}

#[test]
fn ids_are_found_as_words_of_their_own() {
    let found = cited("// ADD-14a, J2-3: (K-28) 12.3.16; UTF-8, `F3-2` XADD-1 ADD-x 12.3");
    let names: Vec<_> = found.iter().map(Rule::to_string).collect();
    assert_eq!(names, ["12.3.16", "ADD-14a", "F3-2", "J2-3", "K-28"]);
}

fn page(
    known: &BTreeSet<Rule>,
    tested: &BTreeSet<Rule>,
    implemented: &BTreeSet<Rule>,
    reasons: &BTreeMap<Rule, String>,
) -> String {
    let with_test = known.iter().filter(|rule| tested.contains(rule)).count();
    let mut page = format!(
        "# Which rules of BITS have a test\n\n\
         Made by `tests/bits_rules.rs` from the ids that the tests cite; the rules stand in\n\
         [rules/bits.md](rules/bits.md). {with_test} of {} have a test that sets the rule up and checks what it says.\n",
        known.len()
    );
    for (group, title) in GROUPS {
        let all: Vec<_> = known.iter().filter(|rule| rule.group == *group).collect();
        let rest: Vec<_> = all.iter().filter(|rule| !tested.contains(**rule)).collect();
        let _ = write!(
            page,
            "\n## {group}: {title}\n\n{} of {} have a test.\n",
            all.len() - rest.len(),
            all.len()
        );
        if rest.is_empty() {
            continue;
        }
        page.push_str("\n| rule | in the code | why it has no test |\n|---|---|---|\n");
        for rule in rest {
            let code = if implemented.contains(*rule) { "yes" } else { "no" };
            let why = reasons.get(*rule).map_or("", String::as_str);
            let _ = writeln!(page, "| {rule} | {code} | {why} |");
        }
    }
    page
}

/// Ids that start an item or a table row of the sheet, and the numbered items of its checklist.
fn rules_of_the_sheet() -> BTreeSet<Rule> {
    let sheet = source::read(SHEET);
    let item = |line: &str| {
        let rest = line.strip_prefix("- ").or_else(|| line.strip_prefix("| "))?;
        Rule::parse(rest.split(' ').next()?)
    };
    let mut rules: BTreeSet<Rule> = sheet.lines().filter_map(item).collect();
    let checklist = sheet.split_once("### 12.3").expect("the checklist").1;
    rules.extend(
        checklist
            .lines()
            .filter_map(|line| line.split_once(". "))
            .filter_map(|(number, _)| Rule::parse(&format!("12.3.{number}"))),
    );
    rules
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

fn sources() -> Vec<PathBuf> {
    ["src/bits", "src/com", "src/bin/bitsadmin"]
        .iter()
        .flat_map(|room| source::files(room, &[".rs"]))
        .collect()
}

fn tests() -> Vec<PathBuf> {
    let mut found = source::files("tests", &[".rs"]);
    found.extend(source::files("c-tests", &[".c", ".cpp", ".h"]));
    found.retain(|path| {
        let name = path.strip_prefix(source::root()).unwrap_or(path).to_string_lossy().into_owned();
        let ours = ["tests/bits", "tests/com_", "c-tests/bits", "c-tests/com_"];
        ours.iter().any(|start| name.starts_with(start)) && name != "tests/bits_rules.rs"
    });
    found
}

fn cited_by(files: &[PathBuf]) -> BTreeSet<Rule> {
    files.iter().flat_map(|path| cited(&fs::read_to_string(path).expect("UTF-8 source"))).collect()
}

/// What the test modules within the code cite.
fn cited_by_unit_tests() -> BTreeSet<Rule> {
    let texts = sources().into_iter().map(|path| (fs::read_to_string(&path).expect("UTF-8 source"), path));
    texts
        .filter_map(|(text, path)| match text.split_once("#[cfg(test)]") {
            _ if path.ends_with("tests.rs") => Some(cited(&text)),
            Some((_, tests)) => Some(cited(tests)),
            None => None,
        })
        .flatten()
        .collect()
}

/// Ids in a text, each named: "A-1 to A-5" cites two rules.
fn cited(text: &str) -> BTreeSet<Rule> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '.')
        .filter_map(|word| Rule::parse(word.trim_matches(['.', '-'])))
        .collect()
}

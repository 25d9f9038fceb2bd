//! Every rule of `docs/rules/bits.md` has a test that cites it, or a line in `tests/matrix/bits-untested.txt` that says
//! why not. That list only shrinks. `docs/bits-coverage.md` is made from both.
//!
//! `COPYFILE2_UPDATE_MATRIX=1 cargo test --test bits_rules` drops the lines of rules that have a test by now and rewrites
//! the page.

#[path = "matrix/coverage.rs"]
mod coverage;
#[path = "matrix/source.rs"]
mod source;

use coverage::{Rule as _, Sheet};
use std::collections::BTreeSet;

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

impl coverage::Rule for Rule {
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

    fn group(&self) -> &str {
        &self.group
    }

    /// Each id named: "A-1 to A-5" cites two rules.
    fn cited(text: &str) -> BTreeSet<Self> {
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '.')
            .filter_map(|word| Self::parse(word.trim_matches(['.', '-'])))
            .collect()
    }
}

/// Ids that start an item or a table row, and the numbered items of the checklist.
fn sheet() -> Sheet<Rule> {
    const PATH: &str = "docs/rules/bits.md";
    let text = source::read(PATH);
    let item = |line: &str| {
        let rest = line.strip_prefix("- ").or_else(|| line.strip_prefix("| "))?;
        Rule::parse(rest.split(' ').next()?)
    };
    let mut known: BTreeSet<Rule> = text.lines().filter_map(item).collect();
    let checklist = text.split_once("### 12.3").expect("the checklist").1;
    let numbers = checklist.lines().filter_map(|line| line.split_once(". "));
    known.extend(numbers.filter_map(|(number, _)| Rule::parse(&format!("12.3.{number}"))));
    Sheet {
        path: PATH,
        untested: "tests/matrix/bits-untested.txt",
        page: "docs/bits-coverage.md",
        test: "bits_rules",
        groups: GROUPS,
        sources: &[
            "src/bits",
            "src/com",
            "src/http",
            "src/queue",
            "src/win32/hresult.rs",
            "src/win32/guid.rs",
            "src/bin/bitsadmin",
        ],
        is_test: |name| {
            let ours = ["tests/bits", "tests/com_", "c-tests/bits", "c-tests/com_"];
            ours.iter().any(|start| name.starts_with(start)) && name != "tests/bits_rules.rs"
        },
        known,
    }
}

#[test]
fn every_cited_rule_exists() {
    sheet().check_citations();
}

#[test]
fn every_rule_has_a_test_or_a_reason() {
    let sheet = sheet();
    let mut rules = sheet.known.clone();
    rules.retain(|rule| !ANSWERS.contains(&rule.group()));
    sheet.check(&rules, |tested| {
        format!(
            "# Which rules of BITS have a test\n\n\
             Made by `tests/bits_rules.rs` from the ids that the tests cite; the rules stand in\n\
             [rules/bits.md](rules/bits.md). {tested} of {} have a test that sets the rule up and checks what it says.\n",
            rules.len()
        )
    });
}

#[test]
fn ids_are_found_as_words_of_their_own() {
    let found = Rule::cited("// ADD-14a, J2-3: (K-28) 12.3.16; UTF-8, `F3-2` XADD-1 ADD-x 12.3");
    let names: Vec<_> = found.iter().map(Rule::to_string).collect();
    assert_eq!(names, ["12.3.16", "ADD-14a", "F3-2", "J2-3", "K-28"]);
}

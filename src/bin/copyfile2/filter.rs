//! --exclude, --include, --exclude-from, --files-from.

use crate::args::Args;
use clap::ArgMatches;
use copyfile2::tree::{Filter, Root, Verdict};
use globset::{GlobBuilder, GlobMatcher};
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

/// The rules of a run; the first that matches decides.
#[derive(Default)]
pub struct Rules {
    rules: Vec<Rule>,
    listed: Option<Listed>,
}

struct Rule {
    glob: GlobMatcher,
    directories_only: bool,
    verdict: Verdict,
}

/// The paths of --files-from.
#[derive(Default)]
struct Listed {
    paths: HashSet<PathBuf>,
    /// Directories on the way to them.
    above: HashSet<PathBuf>,
}

impl Rules {
    /// Reads the rules of a command line, in the order in which they stand there.
    ///
    /// # Errors
    /// What is wrong with a pattern or a file.
    pub fn of(args: &Args, matches: &ArgMatches) -> Result<Self, String> {
        let mut found: Vec<(usize, Vec<(Verdict, String)>)> = Vec::new();
        let mut note = |id: &str, rules: Vec<Vec<(Verdict, String)>>| {
            found.extend(matches.indices_of(id).into_iter().flatten().zip(rules));
        };
        let each = |patterns: &[String], verdict| {
            patterns.iter().map(|pattern| vec![(verdict, pattern.clone())]).collect()
        };
        note("exclude", each(&args.choice.exclude, Verdict::Leave));
        note("include", each(&args.choice.include, Verdict::Take));
        let files = args.choice.exclude_from.iter().map(|file| rules_in(file));
        note("exclude_from", files.collect::<Result<_, _>>()?);
        found.sort_by_key(|(index, _)| *index);
        let rules = found.into_iter().flat_map(|(_, rules)| rules);
        let rules = rules.map(|(verdict, pattern)| Rule::new(&pattern, verdict)).collect::<Result<_, _>>()?;
        let listed = args.choice.files_from.as_deref().map(Listed::read).transpose()?;
        Ok(Self { rules, listed })
    }

    /// Listed paths that the source has not.
    pub fn missing(&self, root: &Root) -> Vec<PathBuf> {
        let paths = self.listed.iter().flat_map(|listed| &listed.paths);
        let mut missing: Vec<_> = paths
            .map(|path| root.source.join(path))
            .filter(|path| path.symlink_metadata().is_err())
            .collect();
        missing.sort();
        missing
    }
}

impl Rule {
    fn new(pattern: &str, verdict: Verdict) -> Result<Self, String> {
        let (bare, directories_only) = match pattern.strip_suffix('/') {
            Some(bare) => (bare, true),
            None => (pattern, false),
        };
        let glob = match bare.strip_prefix('/') {
            Some(anchored) => anchored.to_owned(),
            None => format!("**/{bare}"),
        };
        let glob = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build();
        let glob =
            glob.map_err(|error| format!("the pattern {pattern:?}: {}", error.kind()))?.compile_matcher();
        Ok(Self { glob, directories_only, verdict })
    }
}

fn rules_in(file: &Path) -> Result<Vec<(Verdict, String)>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let rules = lines.map(|line| match (line.strip_prefix("+ "), line.strip_prefix("- ")) {
        (Some(pattern), _) => (Verdict::Take, pattern.to_owned()),
        (_, Some(pattern)) => (Verdict::Leave, pattern.to_owned()),
        _ => (Verdict::Leave, line.to_owned()),
    });
    Ok(rules.collect())
}

impl Listed {
    fn read(file: &Path) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", file.display());
        let mut bytes = Vec::new();
        if file == Path::new("-") {
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        } else {
            bytes = fs::read(file).map_err(failed)?;
        }
        let mut listed = Self::default();
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let line = PathBuf::from(OsString::from_vec(line.to_vec()));
            if line.components().any(|part| part == std::path::Component::ParentDir) {
                return Err(format!("{}: {} leads out of the source", file.display(), line.display()));
            }
            let path: PathBuf =
                line.components().filter(|part| matches!(part, std::path::Component::Normal(_))).collect();
            listed.above.extend(path.ancestors().skip(1).map(Path::to_owned));
            listed.paths.insert(path);
        }
        Ok(listed)
    }

    fn takes(&self, path: &Path, is_directory: bool) -> bool {
        (is_directory && self.above.contains(path))
            || path.ancestors().any(|above| self.paths.contains(above))
    }
}

impl Filter for Rules {
    fn takes_all(&self) -> bool {
        self.rules.is_empty() && self.listed.is_none()
    }

    fn judge(&self, below: &Path, name: &OsStr, is_directory: bool) -> Verdict {
        if self.takes_all() {
            return Verdict::Take;
        }
        let path = below.join(name);
        if self.listed.as_ref().is_some_and(|listed| !listed.takes(&path, is_directory)) {
            return Verdict::Leave;
        }
        let matches = |rule: &&Rule| (is_directory || !rule.directories_only) && rule.glob.is_match(&path);
        self.rules.iter().find(matches).map_or(Verdict::Take, |rule| rule.verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    fn leaves(patterns: &[(&str, Verdict)], path: &str, is_directory: bool) -> bool {
        let rules =
            patterns.iter().map(|(pattern, verdict)| Rule::new(pattern, *verdict).expect("a pattern"));
        let rules = Rules { rules: rules.collect(), listed: None };
        let path = Path::new(path);
        let name = path.file_name().expect("a name");
        rules.judge(path.parent().expect("a directory"), name, is_directory) == Verdict::Leave
    }

    #[test]
    fn a_star_stops_at_a_slash_and_two_do_not() {
        let leave = |pattern, path| leaves(&[(pattern, Verdict::Leave)], path, false);
        assert!(leave("*.o", "a.o") && leave("*.o", "deep/in/a.o"));
        assert!(leave("/*.o", "a.o") && !leave("/*.o", "in/a.o"), "anchored");
        assert!(leave("/in/**/x", "in/a/b/x") && !leave("/in/*/x", "in/a/b/x"));
        assert!(leave("in/x", "deep/in/x") && !leave("in/x", "xin/x"));
        assert!(leave("[ab]?", "a1") && !leave("[ab]?", "c1"));
    }

    #[test]
    fn a_slash_at_the_end_means_directories() {
        assert!(leaves(&[("build/", Verdict::Leave)], "build", true));
        assert!(!leaves(&[("build/", Verdict::Leave)], "build", false));
    }

    #[test]
    fn the_first_rule_that_matches_decides() {
        let rules = [("keep.o", Verdict::Take), ("*.o", Verdict::Leave)];
        assert!(!leaves(&rules, "in/keep.o", false));
        assert!(leaves(&rules, "in/other.o", false));
    }

    #[test]
    fn a_name_that_is_no_text_is_matched_by_its_bytes() {
        let rules = Rules { rules: vec![Rule::new("*.o", Verdict::Leave).expect("a pattern")], listed: None };
        assert_eq!(rules.judge(Path::new(""), OsStr::from_bytes(b"\xff.o"), false), Verdict::Leave);
    }
}

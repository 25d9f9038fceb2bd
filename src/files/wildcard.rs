//! Windows' wildcards (K-W3 to K-W5). A pattern is matched in time of its length times the name's, whatever they are: somebody
//! else may have chosen either.

/// Whether letters must be equal or may differ in case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As Windows looks at names.
    Ignored,
    /// `FIND_FIRST_EX_CASE_SENSITIVE`.
    Counts,
}

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// `*`: any characters.
    Any,
    /// `*` before a dot that ends the pattern: any characters but dots.
    AnyButDots,
    /// `?`: one character, or none before a dot and at the end.
    One,
    /// A dot behind which only wildcards follow: itself, or nothing at the end of the name.
    Dot,
    Letter(u32),
}

/// A pattern, ready for many names.
#[derive(Clone, Debug)]
pub struct Pattern {
    steps: Vec<Step>,
    case: Case,
}

impl Pattern {
    /// Of the code points of a pattern, such as `encoding::utf32_from_bytes` gives.
    pub fn new(pattern: &[u32], case: Case) -> Self {
        const STAR: u32 = '*' as u32;
        const QUESTION: u32 = '?' as u32;
        const DOT: u32 = '.' as u32;
        let mut steps = Vec::with_capacity(pattern.len());
        for (at, &unit) in pattern.iter().enumerate() {
            let rest = &pattern[at + 1..];
            steps.push(match unit {
                // `*.` takes what has no dot: the dot itself is no step.
                STAR if rest == [DOT] => {
                    steps.push(Step::AnyButDots);
                    break;
                }
                STAR => Step::Any,
                QUESTION => Step::One,
                DOT if !rest.is_empty() && rest.iter().all(|unit| matches!(*unit, STAR | QUESTION)) => {
                    Step::Dot
                }
                letter => Step::Letter(fold(letter, case)),
            });
        }
        Self { steps, case }
    }

    /// Whether a name fits as a whole.
    pub fn matches(&self, name: &[u32]) -> bool {
        // Which steps the pattern may stand before, one bit for each and one for its end.
        let mut at = vec![false; self.steps.len() + 1];
        at[0] = true;
        self.skip(&mut at, name.first());
        let mut next = vec![false; at.len()];
        for (index, &unit) in name.iter().enumerate() {
            let unit = fold(unit, self.case);
            next.fill(false);
            for (step, _) in at.iter().enumerate().filter(|(_, stands)| **stands) {
                match self.steps.get(step) {
                    Some(Step::Any) => next[step] = true,
                    Some(Step::AnyButDots) if unit != u32::from('.') => next[step] = true,
                    Some(Step::One) => next[step + 1] = true,
                    Some(Step::Dot) if unit == u32::from('.') => next[step + 1] = true,
                    Some(Step::Letter(letter)) if *letter == unit => next[step + 1] = true,
                    _ => {}
                }
            }
            self.skip(&mut next, name.get(index + 1));
            std::mem::swap(&mut at, &mut next);
        }
        at[self.steps.len()]
    }

    /// Passes the steps that may take nothing, where this unit or the end follows.
    fn skip(&self, at: &mut [bool], following: Option<&u32>) {
        let is_dot = following == Some(&u32::from('.'));
        for (step, kind) in self.steps.iter().enumerate() {
            let takes_nothing = match kind {
                Step::Any | Step::AnyButDots => true,
                Step::One => following.is_none() || is_dot,
                Step::Dot => following.is_none(),
                Step::Letter(_) => false,
            };
            at[step + 1] |= at[step] && takes_nothing;
        }
    }
}

/// A letter as it is compared: by its simple upper case.
fn fold(unit: u32, case: Case) -> u32 {
    match (case, char::from_u32(unit)) {
        (Case::Ignored, Some(letter)) => {
            let mut upper = letter.to_uppercase();
            match (upper.next(), upper.next()) {
                (Some(one), None) => u32::from(one),
                _ => unit,
            }
        }
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(text: &str) -> Vec<u32> {
        text.chars().map(u32::from).collect()
    }

    fn matches(pattern: &str, name: &str) -> bool {
        Pattern::new(&units(pattern), Case::Ignored).matches(&units(name))
    }

    // K-W3, K-W4, K-W5: the sheet's own examples.
    #[test]
    fn patterns_take_what_windows_takes() {
        for (pattern, taken, refused) in [
            ("*", &["a", "a.b", ".", "..", ".hidden", "a.b.c"][..], &[][..]),
            ("*.*", &["a", "a.b", ".", "a.b.c"], &[]),
            ("*.", &["a", "abc"], &["a.b", "."]),
            ("a*.", &["a", "abc"], &["b", "a.b"]),
            ("name.*", &["name", "name.a", "NAME.a.b"], &["names", "nam"]),
            ("??.txt", &["a.txt", "ab.txt", ".txt"], &["abc.txt", "a.tx"]),
            ("a?", &["a", "ab"], &["abc", "b"]),
            ("*.txt", &["a.txt", "a.b.TXT", ".txt"], &["a.txt2", "txt", "a.htm"]),
            ("*.htm", &["a.htm"], &["a.html"]),
            ("a*b*c", &["abc", "a.b.c", "aXbXc"], &["abcd", "ac"]),
            ("name.???", &["name", "name.a", "name.abc"], &["name.abcd"]),
            ("\u{e4}*", &["\u{c4}rger"], &["arger"]),
            ("a.", &["a."], &["a"]),
            ("", &[""], &["a"]),
        ] {
            for name in taken {
                assert!(matches(pattern, name), "{pattern} takes {name}");
            }
            for name in refused {
                assert!(!matches(pattern, name), "{pattern} refuses {name}");
            }
        }
        let sensitive = Pattern::new(&units("A*"), Case::Counts);
        assert!(sensitive.matches(&units("Ab")) && !sensitive.matches(&units("ab")), "K-W11: case counts");
    }

    // A pattern that takes a backtracking matcher longer than anybody waits.
    #[test]
    fn no_pattern_takes_for_ever() {
        let pattern = "*a".repeat(200) + "b";
        assert!(!matches(&pattern, &"a".repeat(2000)));
    }

    /// What the rules say, read slowly: tries everything.
    fn slowly(pattern: &[char], name: &[char]) -> bool {
        let only_wild = |rest: &[char]| !rest.is_empty() && rest.iter().all(|c| matches!(c, '*' | '?'));
        match pattern {
            [] => name.is_empty(),
            ['*', '.'] => !name.contains(&'.'),
            ['*', rest @ ..] => (0..=name.len()).any(|taken| slowly(rest, &name[taken..])),
            ['?', rest @ ..] => {
                (!name.is_empty() && slowly(rest, &name[1..]))
                    || ((name.is_empty() || name[0] == '.') && slowly(rest, name))
            }
            ['.', rest @ ..] if only_wild(rest) => {
                (name.is_empty() && slowly(rest, name))
                    || (name.first() == Some(&'.') && slowly(rest, &name[1..]))
            }
            [letter, rest @ ..] => {
                name.first().is_some_and(|first| first.eq_ignore_ascii_case(letter))
                    && slowly(rest, &name[1..])
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn the_fast_way_answers_as_the_slow_one(pattern in "[aB.*?]{0,8}", name in "[abA.]{0,8}") {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            prop_assert_eq!(matches(&pattern, &name), slowly(&chars(&pattern), &chars(&name)), "{} {}", pattern, name);
        }
    }
}

//! Command lines: arguments as one text, quoted by Microsoft's rules, and `%NAME%` in texts.

/// Text of any width as numbers.
type Text = Vec<u32>;

const QUOTE: u32 = '"' as u32;
const BACKSLASH: u32 = '\\' as u32;

fn is_blank(unit: u32) -> bool {
    unit == u32::from(' ') || unit == u32::from('\t')
}

/// One text of all arguments, from which [`split`] makes them again.
pub fn join(arguments: &[Vec<u8>]) -> Vec<u8> {
    let mut line = Vec::new();
    for (number, argument) in arguments.iter().enumerate() {
        if number > 0 {
            line.push(b' ');
            quote(argument, &mut line);
        } else {
            // The program's name has no escapes: it ends at the next quote.
            line.push(b'"');
            line.extend(argument.iter().filter(|byte| **byte != b'"'));
            line.push(b'"');
        }
    }
    line
}

fn quote(argument: &[u8], line: &mut Vec<u8>) {
    if !argument.is_empty() && !argument.iter().any(|byte| b" \t\n\x0B\"".contains(byte)) {
        line.extend_from_slice(argument);
        return;
    }
    line.push(b'"');
    let mut backslashes = 0;
    for &byte in argument {
        match byte {
            b'\\' => backslashes += 1,
            b'"' => {
                // Those before the quote twice, and one for it.
                line.extend(std::iter::repeat_n(b'\\', backslashes * 2 + 1));
                line.push(byte);
                backslashes = 0;
            }
            _ => {
                line.extend(std::iter::repeat_n(b'\\', backslashes));
                line.push(byte);
                backslashes = 0;
            }
        }
    }
    line.extend(std::iter::repeat_n(b'\\', backslashes * 2));
    line.push(b'"');
}

/// The arguments of a command line, as `CommandLineToArgvW` documents it: the first is a name with its own rule; elsewhere 2n
/// backslashes before a quote are n and the quote opens or closes, 2n+1 are n and the quote itself; backslashes before anything
/// else are themselves.
pub fn split(line: &[u32]) -> Vec<Text> {
    let mut arguments = Vec::new();
    let (first, mut rest) = match line {
        [QUOTE, rest @ ..] => {
            let end = rest.iter().position(|unit| *unit == QUOTE).unwrap_or(rest.len());
            (&rest[..end], rest.get(end + 1..).unwrap_or_default())
        }
        _ => {
            let end = line.iter().position(|unit| *unit <= u32::from(' ')).unwrap_or(line.len());
            line.split_at(end)
        }
    };
    arguments.push(first.to_vec());
    loop {
        rest = &rest[rest.iter().take_while(|unit| is_blank(**unit)).count()..];
        if rest.is_empty() {
            return arguments;
        }
        let (argument, after) = one(rest);
        arguments.push(argument);
        rest = after;
    }
}

fn one(mut rest: &[u32]) -> (Text, &[u32]) {
    let mut argument = Text::new();
    let mut is_quoted = false;
    loop {
        let backslashes = rest.iter().take_while(|unit| **unit == BACKSLASH).count();
        let after = &rest[backslashes..];
        match after {
            [QUOTE, more @ ..] => {
                argument.extend(std::iter::repeat_n(BACKSLASH, backslashes / 2));
                rest = more;
                if backslashes % 2 == 1 {
                    argument.push(QUOTE);
                } else if let (true, [QUOTE, more @ ..]) = (is_quoted, more) {
                    // Two within quotes are one, and the quotes go on.
                    argument.push(QUOTE);
                    rest = more;
                } else {
                    is_quoted = !is_quoted;
                }
            }
            _ => {
                argument.extend(std::iter::repeat_n(BACKSLASH, backslashes));
                match after {
                    [unit, more @ ..] if is_quoted || !is_blank(*unit) => {
                        argument.push(*unit);
                        rest = more;
                    }
                    _ => return (argument, after),
                }
            }
        }
    }
}

/// The text with `%NAME%` put in; names that `find` does not know stay as they are.
pub fn expand(text: &[u8], find: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut expanded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.iter().position(|byte| *byte == b'%') {
        expanded.extend_from_slice(&rest[..start]);
        let name = &rest[start + 1..];
        let end = name.iter().position(|byte| *byte == b'%');
        match end.and_then(|end| Some((end, find(&name[..end]).filter(|_| end > 0)?))) {
            Some((end, value)) => {
                expanded.extend_from_slice(&value);
                rest = &name[end + 1..];
            }
            None => {
                expanded.push(b'%');
                rest = name;
            }
        }
    }
    expanded.extend_from_slice(rest);
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(line: &str) -> Vec<String> {
        let units: Text = line.chars().map(u32::from).collect();
        let text = |argument: Text| argument.into_iter().filter_map(char::from_u32).collect();
        split(&units).into_iter().map(text).collect()
    }

    /// K-E6: the examples of the documentation, and what it says in words.
    #[test]
    fn a_line_is_split_as_documented() {
        let rows: &[(&str, &[&str])] = &[
            (r#"p "abc" d e"#, &["p", "abc", "d", "e"]),
            (r#"p a\\b d"e f"g h"#, &["p", r"a\\b", "de fg", "h"]),
            (r#"p a\\\"b c d"#, &["p", r#"a\"b"#, "c", "d"]),
            (r#"p a\\\\"b c" d e"#, &["p", r"a\\b c", "d", "e"]),
            (r#"p a"b"" c d"#, &["p", r#"ab" c d"#]),
            (r#""my program" x"#, &["my program", "x"]),
            (r#""c:\dir\" x"#, &[r"c:\dir\", "x"]),
            ("p \t ", &["p"]),
            (r#"p "" x"#, &["p", "", "x"]),
            (" x", &["", "x"]),
        ];
        for (line, expected) in rows {
            let expected: Vec<String> = expected.iter().map(|&argument| argument.to_owned()).collect();
            assert_eq!(of(line), expected, "{line}");
        }
    }

    /// K-E5
    #[test]
    fn names_between_percent_signs_are_expanded_and_unknown_ones_stay() {
        let find = |name: &[u8]| (name == b"A").then(|| b"value".to_vec());
        for (text, expected) in [
            ("%A%", "value"),
            ("x%A%y%A%", "xvalueyvalue"),
            ("%B%%A%", "%B%value"),
            ("100%", "100%"),
            ("%%", "%%"),
            ("%A", "%A"),
            ("", ""),
        ] {
            assert_eq!(expand(text.as_bytes(), find), expected.as_bytes(), "{text}");
        }
    }

    proptest! {
        /// K-E6: what is joined comes apart again.
        #[test]
        fn arguments_come_back(
            name in "[a-z /]{1,9}",
            arguments in proptest::collection::vec("[a\\\\\" \t]{0,9}", 0..5),
        ) {
            let all: Vec<String> = std::iter::once(name).chain(arguments).collect();
            let line = join(&all.iter().map(|argument| argument.clone().into_bytes()).collect::<Vec<_>>());
            prop_assert_eq!(of(std::str::from_utf8(&line).expect("UTF-8")), all);
        }
    }
}

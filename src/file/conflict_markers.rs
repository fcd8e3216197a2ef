//! Files in which Git left both sides of a conflict: taken apart into the versions they came from.
//!
//! Each side is a text of its own again, with everything Git could merge by itself; whether it is a
//! project is for [`read`](super::read) to say.

/// The versions in a file with marks of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// What both came from, where Git was asked to write it (`merge.conflictStyle` of `diff3` or
    /// `zdiff3`; with the latter it may hold lines that both sides added).
    pub base: Option<String>,
    /// The first side.
    pub ours: String,
    /// The second side.
    pub theirs: String,
    /// What Git calls the first side: `HEAD`, a branch.
    pub ours_name: String,
    /// What Git calls the second side: a branch, a commit.
    pub theirs_name: String,
}

/// Where a line belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Ours,
    Base,
    Theirs,
}

/// Takes a text apart at Git's marks. `None` when there are none, or when they do not stand in the order
/// Git writes them.
pub fn sides(text: &str) -> Option<Sides> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let [mut base, mut ours, mut theirs] = [const { String::new() }; 3];
    let (mut names, mut part) = (None, Part::All);
    // Without it in one of several conflicts nobody knows the whole of what both came from.
    let (mut conflicts, mut bases) = (0, 0);
    for line in text.split_inclusive('\n') {
        let mark = |mark| marked(line, mark);
        if let Some(name) = mark("<<<<<<<") {
            let name = (part == Part::All).then_some(name)?;
            let (first, _) = names.get_or_insert((name, ""));
            if first.is_empty() {
                *first = name;
            }
            conflicts += 1;
            part = Part::Ours;
        } else if mark("|||||||").is_some() {
            part = (part == Part::Ours).then_some(Part::Base)?;
            bases += 1;
        } else if mark("=======").is_some() {
            part = matches!(part, Part::Ours | Part::Base).then_some(Part::Theirs)?;
        } else if let Some(name) = mark(">>>>>>>") {
            let (_, second) = names.as_mut().filter(|_| part == Part::Theirs)?;
            if second.is_empty() {
                *second = name;
            }
            part = Part::All;
        } else {
            let into: &mut [&mut String] = match part {
                Part::All => &mut [&mut base, &mut ours, &mut theirs],
                Part::Ours => &mut [&mut ours],
                Part::Base => &mut [&mut base],
                Part::Theirs => &mut [&mut theirs],
            };
            for text in into {
                text.push_str(line);
            }
        }
    }
    let (ours_name, theirs_name) = names.filter(|_| part == Part::All)?;
    Some(Sides {
        base: (bases == conflicts).then_some(base),
        ours,
        theirs,
        ours_name: ours_name.to_owned(),
        theirs_name: theirs_name.to_owned(),
    })
}

/// What stands behind a mark at the beginning of a line. Marks of more than seven signs belong to a
/// conflict within the base and are no marks here.
fn marked<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(mark)?.trim_end_matches(['\n', '\r']);
    match rest.strip_prefix(' ') {
        Some(name) => Some(name.trim()),
        None => rest.is_empty().then_some(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_is_a_text_of_its_own() {
        let text = "{\n<<<<<<< HEAD\n  1,\n=======\n  2,\n  3,\n>>>>>>> theirs/idea\n}\n";
        assert_eq!(
            sides(text),
            Some(Sides {
                base: None,
                ours: "{\n  1,\n}\n".to_owned(),
                theirs: "{\n  2,\n  3,\n}\n".to_owned(),
                ours_name: "HEAD".to_owned(),
                theirs_name: "theirs/idea".to_owned(),
            })
        );
    }

    #[test]
    fn what_both_came_from_is_there_when_every_conflict_has_it() {
        let with = "<<<<<<< a\r\n1\r\n||||||| 1f2e\r\n0\r\n=======\r\n2\r\n>>>>>>> b\r\n";
        let found = sides(with).unwrap();
        assert_eq!(found.base.as_deref(), Some("0\r\n"));
        assert_eq!(
            (found.ours.as_str(), found.theirs.as_str()),
            ("1\r\n", "2\r\n")
        );
        let without = "<<<<<<< a\n=======\n>>>>>>> b\n";
        assert_eq!(sides(&format!("{with}{without}")).unwrap().base, None);
    }

    #[test]
    fn marks_in_another_order_are_not_taken_apart() {
        for text in [
            "",
            "{}\n",
            "<<<<<<< a\n1\n",
            "<<<<<<< a\n1\n=======\n2\n",
            "=======\n>>>>>>> b\n",
            "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n",
            "<<<<<<< a\n1\n=======\n||||||| x\n>>>>>>> c\n",
            "<<<<<<<a\n=======\n>>>>>>> b\n",
        ] {
            assert_eq!(sides(text), None, "{text}");
        }
    }
}

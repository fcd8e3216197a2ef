//! Makes JSON of a text that nearly is: a broken line is left out, and what is open is closed.
//!
//! In our files every property has a line of its own, and how far it is indented says what it belongs
//! to. So a lost bracket does not take the rest of the file with it. Lines keep their numbers.

use super::losses::Losses;
use super::tokens::{Token, tokens};
use serde_json::value::RawValue;

/// Deepest nesting of what is kept.
const MAX_DEPTH: usize = 100;
/// The indentation of a bracket that opens or closes nothing.
const NOWHERE: usize = usize::MAX;

/// The text as JSON with the same lines; `None` when there is no object in it.
pub(super) fn mend(text: &str, losses: &mut Losses) -> Option<String> {
    // Raw values do not look into texts: half a character, as an escape, would be found too late.
    let may_have_halves = text.contains("\\ud") || text.contains("\\uD");
    if !may_have_halves && serde_json::from_str::<&RawValue>(text).is_ok() {
        return Some(text.to_owned());
    }
    let mut mender = Mender {
        out: String::with_capacity(text.len() + 64),
        line: 0,
        open: Vec::new(),
        by_indent: is_indented(text),
        root_closed_in: None,
        broken: Vec::new(),
    };
    let mut lines = text.split('\n').zip(1..).peekable();
    while let Some((line, number)) = lines.next() {
        // The indentation of the next line tells whether that of this one is damaged.
        let next = lines.peek().map(|(next, _)| *next);
        mender.read_line(line, number, next);
        if lines.peek().is_some() {
            mender.out.push('\n');
        }
    }
    mender.end(losses)
}

/// Whether indentation says what belongs to what.
fn is_indented(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let count = lines().count();
    count > 2 && lines().filter(|line| indent(line) > 0).count() * 2 > count
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

#[derive(Clone, Copy, PartialEq)]
enum Expects {
    /// A value of a list, or a key.
    Entry,
    /// The colon after a key.
    Colon,
    /// The value after a colon.
    Value,
}

/// An object or list that is open.
struct Frame {
    is_list: bool,
    /// Of the line that opened it.
    indent: usize,
    /// The line that opened it.
    line: usize,
    /// Of the first line in it.
    child: Option<usize>,
    count: usize,
    /// Where in the text the comma after the last entry stands.
    comma: Option<usize>,
    expects: Expects,
    /// Where in the text a key without a value begins, and the comma before it.
    key: (usize, Option<usize>),
}

struct Mender {
    out: String,
    /// The line that is read.
    line: usize,
    open: Vec<Frame>,
    by_indent: bool,
    /// The line that closes the outermost object, so far the last one.
    root_closed_in: Option<usize>,
    /// Lines of which something was left out, and whether all of it.
    broken: Vec<(usize, Fault)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Fault {
    /// Something of the line was left out.
    Left,
    /// A text was changed to one that can be read.
    Changed,
    /// Something before it was not closed.
    Unclosed,
    /// A comma or colon was missing, or left over from a line that is lost.
    Comma,
}

impl Mender {
    fn fault(&mut self, line: usize, fault: Fault) {
        if self.broken.last() != Some(&(line, fault)) {
            self.broken.push((line, fault));
        }
    }

    fn read_line(&mut self, line: &str, number: usize, next: Option<&str>) {
        self.line = number;
        let mut tokens = tokens(line).peekable();
        let Some((_, first, _)) = tokens.peek().cloned() else {
            self.out.push_str(line.trim_end_matches('\r'));
            return;
        };
        let mut at_indent = indent(line);
        if self.by_indent && !self.open.is_empty() {
            at_indent = self.plausible(line, &first, next);
            self.close_down_to(at_indent, &first, number);
        }
        let mut end = 0;
        let mut is_first = true;
        while let Some((range, token, changed)) = tokens.next() {
            let between = &line[end..range.start];
            if between.chars().all(char::is_whitespace) {
                self.out.push_str(between);
            }
            end = range.end;
            let follows = tokens.peek().map(|(_, token, _)| token);
            let is_entry = self
                .open
                .last()
                .is_some_and(|top| !top.is_list && top.expects == Expects::Entry);
            if is_entry
                && matches!(token, Token::Open(_))
                && matches!(follows, Some(Token::Text(_)))
            {
                // In an object every value has a key: this bracket before a key is none of its own.
                self.fault(number, Fault::Left);
                if at_indent == NOWHERE {
                    at_indent = indent(line);
                }
                continue;
            }
            let place = Place {
                line: number,
                indent: at_indent,
                is_first,
            };
            if at_indent == NOWHERE {
                at_indent = indent(line);
            }
            is_first = false;
            if changed {
                self.fault(number, Fault::Changed);
            }
            if !self.take(&token, follows, place) {
                self.fault(number, Fault::Left);
                if self.by_indent {
                    break;
                }
            }
        }
    }

    /// How far the line is indented, or would be were it not damaged.
    fn plausible(&self, line: &str, first: &Token<'_>, next: Option<&str>) -> usize {
        let found = indent(line);
        let (Some(top), Some(next)) = (
            self.open.last(),
            next.filter(|next| !next.trim().is_empty()),
        ) else {
            return found;
        };
        let child = top.child.unwrap_or(top.indent.saturating_add(2));
        let opens = line.trim_end().ends_with(['{', '[']);
        let next_closes = next.trim_start().starts_with(['}', ']']);
        let next = indent(next);
        if matches!(first, Token::Close(_)) {
            // Behind a bracket that closes, nothing stands further in.
            return if found == top.indent || next <= found {
                found
            } else if next >= child {
                NOWHERE
            } else {
                top.indent
            };
        }
        // Cut off at the left: what follows would stand in nothing.
        let deepest = if opens { found + 2 } else { found };
        if next > deepest && found <= top.indent {
            return if !opens {
                child
            } else if next > child {
                next.saturating_sub(2)
            } else if matches!(first, Token::Open(_)) {
                NOWHERE
            } else {
                child
            };
        }
        // Pushed to the right: what follows goes on as before.
        let goes_on = if next_closes {
            next < child
        } else {
            next == child
        };
        if found > child && !opens && goes_on && top.child.is_some() {
            return child;
        }
        found
    }

    /// Closes what this line is not part of. The outermost object stays open: one stray line must not
    /// end the file.
    fn close_down_to(&mut self, indent: usize, first: &Token<'_>, line: usize) {
        let is_close = matches!(first, Token::Close(_));
        while self.open.len() > 1
            && let Some(top) = self.open.last()
            && (top.indent > indent || (top.indent == indent && !is_close))
        {
            self.close();
            self.fault(line, Fault::Unclosed);
        }
    }

    /// Takes the next token in; whether it fits.
    fn take(&mut self, token: &Token<'_>, follows: Option<&Token<'_>>, place: Place) -> bool {
        let Some(top) = self.open.last() else {
            return match token {
                Token::Open(is_list) => {
                    if *is_list {
                        return false;
                    }
                    self.push(false, place);
                    true
                }
                // A property whose object was opened in a line that is lost.
                Token::Text(_) if follows == Some(&Token::Colon) => {
                    self.fault(place.line, Fault::Unclosed);
                    self.push(false, Place { indent: 0, ..place });
                    self.take(token, follows, place)
                }
                _ => false,
            };
        };
        let (is_list, expects, child) = (top.is_list, top.expects, top.child);
        if let Some(line) = self.root_closed_in.take() {
            // It goes on: that bracket was none.
            self.fault(line, Fault::Left);
        }
        if expects == Expects::Entry && place.is_first && self.by_indent {
            let is_entry = matches!(token, Token::Text(_) | Token::Open(_) | Token::Scalar(_));
            let is_deeper = child.is_some_and(|child| place.indent > child);
            if is_entry && is_deeper && !is_list && matches!(token, Token::Text(_)) {
                // The line that opened its object is lost.
                self.entry();
                self.out.push_str("\"\":");
                self.push(false, place.outside());
                self.fault(place.line, Fault::Unclosed);
                return self.take(token, follows, place.later());
            }
            if let Some(top) = self.open.last_mut()
                && is_entry
                && place.indent > top.indent
                && place.indent != NOWHERE
            {
                top.child.get_or_insert(place.indent);
            }
        }
        match token {
            Token::Open(open_list) => {
                let top = self.open.last().map_or(0, |top| top.indent);
                let is_stray = place.is_first && (place.indent <= top || place.indent == NOWHERE);
                if self.by_indent && is_stray || self.open.len() >= MAX_DEPTH {
                    return false;
                }
                self.value(is_list, expects);
                self.push(*open_list, place);
                true
            }
            Token::Close(closes_list) => self.close_at(*closes_list, place),
            Token::Comma => {
                if expects != Expects::Entry {
                    self.forget_key();
                    return false;
                }
                self.comma();
                true
            }
            Token::Colon => {
                let fits = expects == Expects::Colon;
                if fits {
                    self.out.push(':');
                    self.expect(Expects::Value);
                }
                fits
            }
            Token::Text(text) if is_list && follows == Some(&Token::Colon) => {
                // The bracket that opened its object is lost.
                self.entry();
                self.push(false, place.outside());
                self.fault(place.line, Fault::Unclosed);
                self.key(text);
                true
            }
            Token::Text(text) if !is_list && expects == Expects::Entry => {
                let is_key = matches!(
                    follows,
                    Some(Token::Colon | Token::Text(_) | Token::Open(_) | Token::Scalar(_))
                );
                if is_key {
                    self.key(text);
                }
                is_key
            }
            Token::Text(text) => {
                self.value(is_list, expects);
                self.out.push_str(text);
                true
            }
            Token::Scalar(_) if !is_list && expects == Expects::Entry => false,
            Token::Scalar(text) => {
                self.value(is_list, expects);
                self.out.push_str(text);
                true
            }
            Token::Junk => {
                self.forget_key();
                false
            }
        }
    }

    fn expect(&mut self, expects: Expects) {
        if let Some(top) = self.open.last_mut() {
            top.expects = expects;
        }
    }

    /// Begins an entry, with a comma before it where there is none.
    fn entry(&mut self) {
        let Some(top) = self.open.last_mut() else {
            return;
        };
        let is_missing = top.count > 0 && top.comma.is_none();
        top.count += 1;
        top.comma = None;
        if is_missing {
            self.out.push(',');
            self.fault(self.line, Fault::Comma);
        }
    }

    fn key(&mut self, text: &str) {
        let before = self.out.len();
        let comma = self.open.last().and_then(|top| top.comma);
        self.entry();
        self.out.push_str(text);
        if let Some(top) = self.open.last_mut() {
            top.key = (before, comma);
            top.expects = Expects::Colon;
        }
    }

    /// Begins a value: of a list, after a key, or of nothing: then it gets a key without a name.
    fn value(&mut self, is_list: bool, expects: Expects) {
        match expects {
            Expects::Entry => {
                self.entry();
                if !is_list {
                    self.out.push_str("\"\":");
                    self.fault(self.line, Fault::Unclosed);
                }
            }
            Expects::Colon => {
                self.out.push(':');
                self.fault(self.line, Fault::Comma);
            }
            Expects::Value => {}
        }
        self.expect(Expects::Entry);
    }

    fn comma(&mut self) {
        match self.open.last_mut() {
            Some(top) if top.count > 0 && top.comma.is_none() => {
                top.comma = Some(self.out.len());
                self.out.push(',');
            }
            _ => self.fault(self.line, Fault::Comma),
        }
    }

    /// Takes back a key whose value does not come.
    fn forget_key(&mut self) {
        if let Some(top) = self.open.last_mut()
            && top.expects != Expects::Entry
        {
            let (at, comma) = top.key;
            let lines = self.out[at..].matches('\n').count();
            self.out.truncate(at);
            self.out.extend(std::iter::repeat_n('\n', lines));
            top.comma = comma;
            top.count -= 1;
            top.expects = Expects::Entry;
        }
    }

    fn push(&mut self, is_list: bool, place: Place) {
        self.out.push(if is_list { '[' } else { '{' });
        self.open.push(Frame {
            is_list,
            indent: place.indent,
            line: place.line,
            child: None,
            count: 0,
            comma: None,
            expects: Expects::Entry,
            key: (0, None),
        });
    }

    fn close(&mut self) {
        self.forget_key();
        if let Some(top) = self.open.pop() {
            if let Some(comma) = top.comma {
                self.fault(self.line, Fault::Comma);
                self.out.replace_range(comma..=comma, " ");
            }
            self.out.push(if top.is_list { ']' } else { '}' });
        }
    }

    fn close_at(&mut self, closes_list: bool, place: Place) -> bool {
        if self.open.len() == 1 {
            // Closed at the end of the text.
            self.forget_key();
            if !closes_list {
                self.root_closed_in = Some(place.line);
            }
            return !closes_list;
        }
        let Some(top) = self.open.last() else {
            return false;
        };
        if self.by_indent {
            let fits = if place.is_first {
                top.indent == place.indent
            } else {
                top.line == place.line && top.is_list == closes_list
            };
            if fits {
                if top.is_list != closes_list {
                    self.fault(place.line, Fault::Changed);
                }
                self.close();
            }
            return fits;
        }
        let Some(at) = self
            .open
            .iter()
            .rposition(|frame| frame.is_list == closes_list)
        else {
            return false;
        };
        if at + 1 < self.open.len() {
            self.fault(place.line, Fault::Unclosed);
        }
        while self.open.len() > at.max(1) {
            self.close();
        }
        true
    }

    fn end(mut self, losses: &mut Losses) -> Option<String> {
        if self.open.is_empty() {
            return None;
        }
        let is_complete = self.root_closed_in.is_some() && self.open.len() == 1;
        while !self.open.is_empty() {
            self.close();
        }
        let mut broken = self.broken.iter().peekable();
        while let Some((from, fault)) = broken.next() {
            let mut to = *from;
            while let Some((line, _)) =
                broken.next_if(|(line, other)| other == fault && *line <= to + 1)
            {
                to = *line;
            }
            let lines = if *from == to {
                format!("Line {from}")
            } else {
                format!("Lines {from} to {to}")
            };
            losses.say(|| match fault {
                Fault::Left => format!("{lines}: what could not be read was left out."),
                Fault::Changed => format!("{lines}: a text that could not be read was changed."),
                Fault::Comma => format!("{lines}: a comma or colon was missing or too many; a line may be lost."),
                Fault::Unclosed => {
                    format!("{lines}: a bracket was missing before, and was put where it seemed to belong.")
                }
            });
        }
        if !is_complete {
            let line = self.out.matches('\n').count() + 1;
            losses.say(|| {
                format!("The file ends in line {line} before it is complete; what was open there was closed.")
            });
        }
        serde_json::from_str::<&RawValue>(&self.out).ok()?;
        Some(self.out)
    }
}

/// Where a token stands.
#[derive(Clone, Copy)]
struct Place {
    line: usize,
    /// Of its line.
    indent: usize,
    /// Whether it is the first of its line.
    is_first: bool,
}

impl Place {
    /// For something that was opened before this place, in a line that is lost.
    fn outside(self) -> Self {
        Self {
            indent: self.indent.saturating_sub(1),
            line: 0,
            ..self
        }
    }

    /// The same place, the indentation of which has been looked at.
    fn later(self) -> Self {
        Self {
            is_first: false,
            ..self
        }
    }
}

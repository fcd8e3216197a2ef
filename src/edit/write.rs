//! Setting what a target points at, from what somebody typed.

use super::tidy::tidy_cell;
use crate::model::{Decimal, Id, Journey, MAX_TEXT, Place, Project, Target};
use std::sync::Arc;

/// Why a text cannot stand there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the names of the fields say what they are")]
pub enum NotWritten {
    /// Words where a number belongs.
    #[error("“{0}” is not a number.")]
    NotANumber(String),
    /// A number the scale or the field does not have.
    #[error("{number} is not possible here; {low} to {high} is.")]
    OutOfRange {
        number: Decimal,
        low: Decimal,
        high: Decimal,
    },
    /// A text no screen would show.
    #[error("The text is longer than {} KB; it was not taken over.", MAX_TEXT / 1024)]
    TooLong,
}

/// Sets what a target points at; `place` is where its note stands, for targets of notes. Nothing
/// happens when the thing is gone.
///
/// # Errors
/// When the text cannot stand there; the project is as it was.
pub fn write(
    project: &mut Project,
    target: Target,
    place: Option<Place>,
    text: &str,
) -> Result<(), NotWritten> {
    if text.len() > MAX_TEXT {
        return Err(NotWritten::TooLong);
    }
    match target {
        Target::StepTarget(id) => {
            let figure = figure(project, target, text)?;
            if let Some(step) = project.step_mut(id) {
                step.target = figure;
            }
        }
        Target::Overall { solution, step } => {
            let overall = figure(project, target, text)?;
            if let Some(cell) = project.cell_mut(solution, step) {
                cell.overall = overall;
                tidy_cell(project, solution, step);
            }
        }
        Target::Count { period, step } => {
            let count = figure(project, target, text)?;
            if let Some(journey) = project.journey_of_step_mut(step) {
                set_count(journey, period, step, count);
            }
        }
        Target::ScaleWord(score) => {
            if let Some(word) = project.scale.words.get_mut(usize::from(score)) {
                text.clone_into(word);
            }
        }
        Target::PeriodName { journey, period } => {
            let journey = project.journey_mut(journey);
            if let Some(period) = journey.and_then(|journey| journey.periods.get_mut(period)) {
                text.clone_into(&mut Arc::make_mut(period).name);
            }
        }
        Target::ProjectName
        | Target::PersonaName(_)
        | Target::PersonaPosition(_)
        | Target::MapName(_)
        | Target::JobSentence(_)
        | Target::OutcomeSentence(_)
        | Target::JourneyName(_)
        | Target::Basis(_)
        | Target::StepName(_)
        | Target::SolutionName(_)
        | Target::Note(_)
        | Target::Text(..) => {
            if let Some((of, key)) = target.address() {
                project.set_text(of, key, place, text.to_owned());
            }
        }
    }
    Ok(())
}

/// The figure somebody has typed for a target; none where nothing was typed, or where no figure belongs.
///
/// # Errors
/// When the text is none, or none that is possible there.
pub fn figure(
    project: &Project,
    target: Target,
    text: &str,
) -> Result<Option<Decimal>, NotWritten> {
    let largest = project.scale.largest();
    match target {
        Target::StepTarget(_) => number(text, Decimal::ZERO, Decimal::whole(1_000_000)),
        Target::Overall { .. } => number(text, -largest, largest),
        Target::Count { .. } => {
            let most = Decimal::from_thousandths(i64::MAX);
            number(&without_thousands(text), Decimal::ZERO, most)
        }
        Target::ProjectName
        | Target::ScaleWord(_)
        | Target::PersonaName(_)
        | Target::PersonaPosition(_)
        | Target::MapName(_)
        | Target::JobSentence(_)
        | Target::OutcomeSentence(_)
        | Target::JourneyName(_)
        | Target::Basis(_)
        | Target::StepName(_)
        | Target::SolutionName(_)
        | Target::PeriodName { .. }
        | Target::Note(_)
        | Target::Text(..) => Ok(None),
    }
}

/// A count of people without what sets its thousands apart: "120,000", "18.000" and "1'234'567" are
/// meant so. What is followed by other than three digits is left, as is a decimal.
fn without_thousands(text: &str) -> String {
    let text = text.trim();
    for apart in [',', '.', '\'', '’'] {
        let mut groups = text.split(apart);
        let first = groups.next().unwrap_or_default();
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let mut rest = groups.clone().peekable();
        if rest.peek().is_some()
            && (1..=3).contains(&first.len())
            && is_digits(first)
            && !first.starts_with('0')
            && rest.all(|group| group.len() == 3 && is_digits(group))
        {
            return text.replace(apart, "");
        }
    }
    text.to_owned()
}

/// A number, or none where nothing was typed.
fn number(text: &str, low: Decimal, high: Decimal) -> Result<Option<Decimal>, NotWritten> {
    // Thousands are often set apart.
    let digits: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if digits.is_empty() || digits == "?" {
        return Ok(None);
    }
    let number =
        Decimal::parse(&digits).ok_or_else(|| NotWritten::NotANumber(text.trim().to_owned()))?;
    if number < low || number > high {
        return Err(NotWritten::OutOfRange { number, low, high });
    }
    Ok(Some(number))
}

fn set_count(journey: &mut Journey, period: usize, step: Id, count: Option<Decimal>) {
    if let Some(period) = journey.periods.get_mut(period) {
        let counts = &mut Arc::make_mut(period).counts;
        match count {
            Some(count) => counts.insert(step, count),
            None => counts.remove(step),
        };
    }
    journey.put_in_order();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_people_may_be_set_apart() {
        for (typed, meant) in [
            ("120,000", "120000"),
            ("18.000", "18000"),
            ("1,234,567", "1234567"),
            ("1'234", "1234"),
            ("12 500", "12500"),
            ("0.125", "0.125"),
            ("1.5", "1.5"),
            ("1234,5", "1234,5"),
            ("1,23", "1,23"),
            ("-1,000", "-1,000"),
        ] {
            let read = without_thousands(typed).replace(' ', "");
            assert_eq!(read, meant, "{typed}");
        }
        let mut project = crate::model::Template::Cvj.build();
        let step = project.journeys[0].steps[0].id;
        let count = Target::Count { period: 0, step };
        let journey = project.journeys[0].id;
        crate::edit::add_period(&mut project, journey, "");
        write(&mut project, count, None, "120,000").unwrap();
        assert_eq!(count.read(&project).as_deref(), Some("120000"));
    }
}

//! Head counts: conversion from step to step, and where most people are lost.

use super::{extremes, tidy};
use crate::model::{Decimal, Journey, Period, Stage};

/// Conversion of one period over the steps of a journey.
#[derive(Clone, PartialEq, Debug)]
pub struct Funnel {
    /// The period.
    pub period: String,
    /// n, one per step.
    pub counts: Vec<Option<f64>>,
    /// n of this step / n of the step before; `None` for the first, and where the one before is 0 or missing.
    pub conversion: Vec<Option<f64>>,
    /// n of this step / n of the customers step, for steps after it.
    pub of_customers: Vec<Option<f64>>,
    /// n of the last step / n of the first.
    pub overall: Option<f64>,
    /// What each step is to convert, as a part of 1; `None` without a target above 0.
    pub targets: Vec<Option<f64>>,
    /// The step furthest below its target; `None` where all targets are met, and without targets.
    pub bottleneck: Option<usize>,
    /// The steps with the lowest conversion, where two differ: without targets they are pointed out, and
    /// are no bottleneck.
    pub lowest: Vec<usize>,
}

impl Funnel {
    /// Steps with a target and a conversion to hold against it, each with both.
    pub fn measured(&self) -> impl Iterator<Item = (usize, f64, f64)> {
        let steps = self.targets.iter().zip(&self.conversion).enumerate();
        steps.filter_map(|(at, (target, part))| Some((at, (*target)?, (*part)?)))
    }

    /// Whether there is a target that can be held against a conversion.
    pub fn has_targets(&self) -> bool {
        self.measured().next().is_some()
    }

    /// Steps with more people than the step before: another cohort, or another period.
    pub fn growing_steps(&self) -> impl Iterator<Item = usize> {
        self.conversion
            .iter()
            .enumerate()
            .filter(|(_, part)| part.is_some_and(|part| part > 1.0))
            .map(|(at, _)| at)
    }
}

/// Conversion and drop-off of one period (head counts after DigitalMarketer's eight stages; the
/// bottleneck against targets is this project's own definition).
pub fn funnel(journey: &Journey, period: &Period) -> Funnel {
    let counts: Vec<Option<f64>> = journey
        .steps
        .iter()
        .map(|step| period.counts.get(step.id).copied().map(Decimal::to_f64))
        .collect();
    let ratio = |part: Option<f64>, whole: Option<f64>| match (part, whole) {
        (Some(part), Some(whole)) if whole > 0.0 => Some(tidy(part / whole)),
        _ => None,
    };
    let conversion: Vec<Option<f64>> = (0..counts.len())
        .map(|at| {
            at.checked_sub(1)
                .and_then(|before| ratio(counts[at], counts[before]))
        })
        .collect();
    let customers = journey
        .steps
        .iter()
        .position(|step| step.stage == Some(Stage::Convert));
    let of_customers = (0..counts.len())
        .map(|at| {
            customers
                .filter(|customers| at > *customers)
                .and_then(|customers| ratio(counts[at], counts[customers]))
        })
        .collect();
    let target = |percent: Decimal| Some(percent.to_f64() / 100.0).filter(|target| *target > 0.0);
    let targets = journey
        .steps
        .iter()
        .map(|step| step.target.and_then(target));
    let ends = extremes(conversion.iter().copied().flatten());
    let is_lowest = |at: &usize| ends.is_some_and(|ends| conversion[*at] == Some(ends.lowest));
    let lowest = (0..counts.len()).filter(is_lowest).collect();
    let mut funnel = Funnel {
        period: period.name.clone(),
        overall: ratio(
            counts.last().copied().flatten(),
            counts.first().copied().flatten(),
        ),
        of_customers,
        targets: targets.collect(),
        bottleneck: None,
        lowest,
        counts,
        conversion,
    };
    // A step that meets its target is no bottleneck, however low it is.
    funnel.bottleneck = funnel
        .measured()
        .map(|(at, target, part)| (at, tidy((target - part) / target)))
        .filter(|(_, shortfall)| *shortfall > 0.0)
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(at, _)| at);
    funnel
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ById, Template};
    use std::sync::Arc;

    fn golden() -> Journey {
        let project = Template::Cvj.build();
        let mut journey = (*project.journeys[0]).clone();
        let mut counts = ById::default();
        for (step, count) in journey
            .steps
            .iter()
            .zip([120_000, 18_000, 2_400, 300, 210, 75, 40, 12])
        {
            counts.insert(step.id, Decimal::whole(count));
        }
        journey.periods.push(Arc::new(Period {
            name: "2026-Q1".to_owned(),
            counts,
            unknown: crate::model::Unknown::default(),
        }));
        journey
    }

    #[test]
    fn golden_conversions_of_the_eight_stages() {
        let journey = golden();
        let funnel = funnel(&journey, &journey.periods[0]);
        let percent: Vec<_> = funnel
            .conversion
            .iter()
            .flatten()
            .map(|part| (part * 10_000.0).round() / 100.0)
            .collect();
        assert_eq!(percent, [15.0, 13.33, 12.5, 70.0, 35.71, 53.33, 30.0]);
        assert_eq!(funnel.conversion[0], None);
        assert_eq!(funnel.overall, Some(0.0001));
        let advocates = funnel.of_customers[6].unwrap();
        assert_eq!((advocates * 10_000.0).round() / 100.0, 13.33);
        assert_eq!(funnel.of_customers[3], None);
    }

    #[test]
    fn without_targets_the_lowest_conversion_is_pointed_out() {
        let journey = golden();
        let funnel = funnel(&journey, &journey.periods[0]);
        assert_eq!((&*funnel.lowest, funnel.bottleneck), (&[3][..], None));
        assert!(!funnel.has_targets());
    }

    #[test]
    fn with_targets_the_step_furthest_below_its_own_is_the_bottleneck() {
        let mut journey = golden();
        Arc::make_mut(&mut journey.steps[3]).target = Some(Decimal::whole(13));
        Arc::make_mut(&mut journey.steps[4]).target = Some(Decimal::whole(90));
        let funnel = funnel(&journey, &journey.periods[0]);
        assert_eq!((funnel.bottleneck, funnel.has_targets()), (Some(4), true));
    }

    #[test]
    fn a_step_that_meets_its_target_is_no_bottleneck() {
        let mut journey = golden();
        let target = |journey: &mut Journey, step: usize, percent: i32| {
            Arc::make_mut(&mut journey.steps[step]).target = Some(Decimal::whole(percent));
        };
        // 15 % and 12.5 % come on.
        target(&mut journey, 1, 10);
        target(&mut journey, 3, 12);
        let met = funnel(&journey, &journey.periods[0]);
        assert_eq!((met.bottleneck, met.has_targets()), (None, true));
        assert_eq!(met.lowest, [3], "still the lowest conversion");
        target(&mut journey, 3, 13);
        let missed = funnel(&journey, &journey.periods[0]);
        assert_eq!(
            missed.bottleneck,
            Some(3),
            "not the one that beats its target"
        );
    }

    #[test]
    fn the_lowest_conversion_is_lower_than_another_and_may_be_several() {
        let mut journey = golden();
        let lowest = |journey: &mut Journey, numbers: &[i32]| {
            let ids: Vec<_> = journey.steps.iter().map(|step| step.id).collect();
            let period = Arc::make_mut(&mut journey.periods[0]);
            period.counts = ById::default();
            for (id, number) in ids.iter().zip(numbers) {
                period.counts.insert(*id, Decimal::whole(*number));
            }
            funnel(journey, &journey.periods[0]).lowest
        };
        assert_eq!(lowest(&mut journey, &[100, 50, 25, 20]), [1, 2]);
        let none: [usize; 0] = [];
        assert_eq!(lowest(&mut journey, &[100, 50, 25]), none, "all the same");
        assert_eq!(lowest(&mut journey, &[100, 50]), none, "only one");
    }

    #[test]
    fn a_missing_or_empty_step_has_no_conversion() {
        let mut journey = golden();
        let (second, third) = (journey.steps[1].id, journey.steps[2].id);
        let period = Arc::make_mut(&mut journey.periods[0]);
        period.counts.insert(second, Decimal::ZERO);
        period.counts.remove(third);
        let funnel = funnel(&journey, &journey.periods[0]);
        assert_eq!(funnel.conversion[1..4], [Some(0.0), None, None]);
    }

    #[test]
    fn more_people_than_before_is_allowed_and_pointed_out() {
        let mut journey = golden();
        let second = journey.steps[1].id;
        Arc::make_mut(&mut journey.periods[0])
            .counts
            .insert(second, Decimal::whole(130_000));
        let funnel = funnel(&journey, &journey.periods[0]);
        assert_eq!(funnel.growing_steps().collect::<Vec<_>>(), [1]);
    }
}

//! Every text of every sheet stands out from what it is drawn on.

use std::collections::HashSet;
use std::sync::Arc;
use value_journey::layout::sheet::{Badge, BlockKind, Mark};
use value_journey::layout::theme::{Rgb, Role, Theme};
use value_journey::layout::{Framing, Layouter, View};

/// How well two colours are told apart, 1 to 21 (WCAG 2).
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |rgb: Rgb| {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2])
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What a text is, its colour and what it is drawn on.
type Pair = (bool, Role, Role);

/// Every text of every example on every ground it is drawn on.
fn pairs() -> HashSet<Pair> {
    let examples: [&[u8]; 3] = [
        include_bytes!("../../assets/examples/tool-rental.vjourney"),
        include_bytes!("../../assets/examples/service.vjourney"),
        include_bytes!("../../assets/examples/eight-stages.vjourney"),
    ];
    let mut projects: Vec<_> = examples
        .iter()
        .map(|bytes| value_journey::file::read(bytes).unwrap())
        .collect();
    projects.extend(value_journey::model::Template::ALL.map(value_journey::model::Template::build));
    let mut layouter = Layouter::new();
    let mut pairs = HashSet::new();
    for project in projects {
        let mut project = project;
        // Every row, and a digit on every card that can have one.
        for journey in &mut project.journeys {
            Arc::make_mut(journey).lanes = value_journey::model::Lane::ALL.to_vec();
        }
        let places: Vec<_> = project
            .all_notes()
            .map(|(place, note)| (place, note.id))
            .collect();
        for (place, note) in places.into_iter().filter(|(place, _)| place.has_severity()) {
            let two = value_journey::model::Decimal::whole(2);
            value_journey::edit::Score::one(place, note, Some(two)).make(&mut project);
        }
        let project = Arc::new(project);
        for view in View::all(&project) {
            for is_folded in [false, true] {
                let framing = Framing {
                    is_folded,
                    ..Framing::desk()
                };
                let sheet = layouter.sheet(&project, view, &framing);
                for cell in &sheet.cells {
                    let is_missing = |mark: &Mark| matches!(mark, Mark::NoSuchStep { .. });
                    let has_missing = cell.content.marks.iter().any(is_missing);
                    for block in &cell.content.blocks {
                        let mut grounds = vec![block.fill.unwrap_or(Role::Canvas), Role::Found];
                        grounds.extend(has_missing.then_some(Role::Missing));
                        let is_note = block.kind == BlockKind::Note;
                        let badge = match &block.badge {
                            Some(
                                Badge::Score { role, .. }
                                | Badge::Severity { role, .. }
                                | Badge::Trend { role, .. },
                            ) => Some(*role),
                            None => None,
                        };
                        for ground in grounds {
                            // Labels are not found, and have no card.
                            if ground == Role::Found && block.target.is_none() {
                                continue;
                            }
                            pairs.insert((is_note, block.ink, ground));
                            pairs.extend(badge.map(|role| (false, role, ground)));
                        }
                    }
                }
            }
        }
    }
    pairs
}

#[test]
fn every_text_is_told_from_what_it_is_drawn_on() {
    let pairs = pairs();
    for pair in [
        (true, Role::Ink, Role::GapCard),
        (true, Role::Ink, Role::Found),
        (false, Role::CostFigure, Role::CostCard),
        (false, Role::CostFigure, Role::GapCard),
        (false, Role::Good, Role::GoodCard),
        (false, Role::Cost, Role::Canvas),
    ] {
        assert!(pairs.contains(&pair), "{pair:?} is drawn nowhere");
    }
    for theme in Theme::ALL {
        for (is_note, ink, ground) in &pairs {
            let ratio = contrast(theme.rgb(*ink), theme.rgb(*ground));
            let least = if *is_note { 7.0 } else { 4.5 };
            assert!(
                ratio >= least,
                "{theme:?}: {ink:?} on {ground:?} has {ratio:.2}, not {least}"
            );
        }
    }
}

#[test]
fn buttons_rows_and_banners_are_read_whatever_their_state() {
    for theme in Theme::ALL {
        for (ink, ground) in [
            (Role::Ink, Role::Selected),
            (Role::Ink, Role::Hovered),
            (Role::Ink, Role::Notice),
            (Role::Ink, Role::Field),
            (Role::Weak, Role::Hovered),
            // The tab that is chosen, and the answer.
            (Role::Focus, Role::Selected),
            (Role::Canvas, Role::Ring),
        ] {
            let ratio = contrast(theme.rgb(ink), theme.rgb(ground));
            assert!(ratio >= 4.5, "{theme:?}: {ink:?} on {ground:?} {ratio:.2}");
        }
    }
}

#[test]
fn in_high_contrast_cards_of_one_hue_differ_by_their_line() {
    let cards = [Role::FrictionCard, Role::GapCard, Role::CostCard];
    let lines: Vec<(bool, bool)> = cards
        .iter()
        .filter_map(|card| Theme::HighContrast.card_outline(*card))
        .map(|line| (line.is_dashed, line.width > 3.0))
        .collect();
    assert_eq!(lines, [(true, false), (false, true), (false, false)]);
}

const CARDS: [Role; 7] = [
    Role::NeutralCard,
    Role::GoodCard,
    Role::FrictionCard,
    Role::CostCard,
    Role::GapCard,
    Role::OursCard,
    Role::TodoCard,
];

#[test]
fn text_on_cards_is_read_from_the_last_row() {
    for theme in Theme::ALL {
        for card in CARDS {
            let ratio = contrast(theme.rgb(Role::Ink), theme.rgb(card));
            assert!(ratio >= 7.0, "{theme:?} {card:?}: {ratio:.1}");
        }
    }
}

#[test]
fn figures_and_weak_text_stand_out_enough() {
    for theme in Theme::ALL {
        for role in [
            Role::Weak,
            Role::Good,
            Role::Cost,
            Role::Todo,
            Role::Ours,
            Role::Focus,
            Role::Alarm,
        ] {
            for ground in [Role::Canvas, Role::Panel] {
                let ratio = contrast(theme.rgb(role), theme.rgb(ground));
                assert!(ratio >= 4.5, "{theme:?} {role:?} on {ground:?}: {ratio:.1}");
            }
        }
    }
}

#[test]
fn news_are_read_in_every_theme() {
    for theme in Theme::ALL {
        for fill in [Role::Ink, Role::Alarm] {
            let ratio = contrast(theme.rgb(fill), theme.rgb(Role::Canvas));
            assert!(ratio >= 4.5, "{theme:?} {fill:?}: {ratio:.1}");
        }
    }
}

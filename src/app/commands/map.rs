//! The commands of the menu *Map*: the map or journey that is shown, its scores and its solutions.

use super::edit::{delete_period, delete_with_notes};
use super::entry::During::{Looking, Presenting, Typing};
use super::entry::Line::{Each, One};
use super::entry::Says::{Is, Of};
use super::entry::{
    Arg, Entry, Line, More, PLAIN, With, ctrl, ctrl_shift, each, has_journey, has_map, has_project,
    has_solution, has_solutions, plain,
};
use crate::app::desk::Desk;
use crate::app::work::overlays::Scoring;
use crate::app::work::state::State;
use crate::app::work::views::Sight;
use crate::edit::{self, Cursor, Selection};
use crate::model::words::{capitalised, counted, one_or_many};
use crate::model::{Aggregation, Id, Journey, Lane, Place, Target, shortened};
use egui::Key;

/// The lines of the menu.
pub(crate) const MAP: &[&[Line]] = &[
    &[One(&SCORE_ALL), One(&NOTHING_HERE), One(&NO_SUCH_STEP)],
    &[
        Each("Rows", &TOGGLE_LANE),
        Each("How scores become bars", &SET_AGGREGATION),
        One(&CHANGE_SCALE),
        One(&SAY_FIGURES),
    ],
    &[
        One(&SET_BASELINE),
        One(&DUPLICATE_SOLUTION),
        One(&DELETE_SOLUTION),
    ],
    &[One(&DELETE_PERIOD)],
    &[One(&OPEN_WITH_THIS_VIEW), One(&DELETE_VIEW)],
];

pub static SCORE_ALL: Entry = Entry {
    text: Of(|state, _| {
        let all = state.value_map().map(|_| "Score friction and gaps");
        all.unwrap_or("Score all notes").to_owned()
    }),
    hint: Is("Note after note: a digit answers and goes on"),
    words: Is("rate rating points vote judge value cards"),
    keys: &[plain(Key::F8)],
    during: &[Typing],
    when: |state, _| state.notes_to_score().next().is_some(),
    run: |desk, _| {
        desk.state.unfold();
        let scoring = Scoring::begin(&desk.state);
        if let Some(note) = scoring.as_ref().and_then(Scoring::note) {
            desk.show(Selection::at(Cursor::At(Target::Note(note))));
            desk.canvas.activate();
        }
        desk.state.open.scoring = scoring;
    },
    more: PLAIN,
};

pub static NOTHING_HERE: Entry = Entry {
    text: Of(|state, _| format!("Nothing in this {}", step_word(state))),
    hint: Is("Looked at: the customer neither gains nor gives up anything"),
    words: Is("mark empty cell even zero here"),
    keys: &[ctrl(Key::E)],
    during: &[Typing],
    when: |state, arg| has_cell(state, arg) && state.may_be_scored(),
    run: |desk, _| {
        let Some((solution, step)) = current_cell(&desk.state) else {
            return;
        };
        let mut is_marked = true;
        desk.change(NOTHING_HERE.text(&desk.state), |project| {
            is_marked = edit::toggle_nothing_here(project, solution, step);
        });
        if !is_marked {
            let word = step_word(&desk.state);
            desk.state.toasts.tell(format!("There are benefits or sacrifices in this {word}: delete them to say that there is nothing."));
        }
    },
    more: PLAIN,
};

pub static NO_SUCH_STEP: Entry = Entry {
    text: Of(|state, _| format!("{} does not exist here", capitalised(step_word(state)))),
    hint: Of(|state, _| format!("This solution has no such {}", step_word(state))),
    words: Is("mark missing avoided skip no such applies"),
    keys: &[ctrl_shift(Key::E)],
    during: &[Typing],
    when: has_cell,
    run: |desk, _| {
        let Some((solution, step)) = current_cell(&desk.state) else {
            return;
        };
        desk.change(NO_SUCH_STEP.text(&desk.state), |project| {
            edit::toggle_no_such_step(project, solution, step);
        });
        let word = step_word(&desk.state);
        let set_aside = desk.state.journey().and_then(|journey| {
            let solution = &journey.solutions[journey.solution_index(solution)?];
            Some(solution.cell(step)?.set_aside())
        });
        match set_aside {
            None | Some(0) => {}
            Some(aside) => desk.state.toasts.tell(format!(
                "{} {} set aside with this {word}, and counted nowhere. The same command brings the {word} back, with {}.",
                counted(aside, "note"),
                one_or_many(aside, "is", "are"),
                one_or_many(aside, "it", "all of them"),
            )),
        }
    },
    more: PLAIN,
};

/// The solution and step whose cell the cursor is in.
fn current_cell(state: &State) -> Option<(Id, Id)> {
    match (state.current_place(), state.selection.cursor()) {
        (Some(Place::Lane { solution, step, .. }), _)
        | (_, Cursor::At(Target::Overall { solution, step })) => Some((solution, step)),
        _ => None,
    }
}

/// What a step is called here.
fn step_word(state: &State) -> &'static str {
    let journey = state.journey();
    journey.map_or("step", |journey| journey.step_word())
}

fn has_cell(state: &State, _: Arg) -> bool {
    current_cell(state).is_some()
}

pub static TOGGLE_LANE: Entry = Entry {
    text: Of(|_, arg| format!("Row: {}", arg.lane().map_or("", |lane| lane.info().name))),
    hint: Is(""),
    words: Is("lane swimlane line show hide"),
    keys: &[],
    during: &[Typing],
    when: has_journey,
    run: |desk, arg| {
        let Some(lane) = arg.lane() else { return };
        change_journey(desk, "Show or hide a row", move |journey| {
            if journey.lanes.contains(&lane) {
                journey.lanes.retain(|known| *known != lane);
            } else {
                journey.lanes.push(lane);
                journey.lanes.sort_unstable();
            }
        });
        desk.state.see(Sight::First);
    },
    more: More {
        with: With::Fixed(|| each(Lane::ALL)),
        is_on: |state, arg| {
            let lanes = &state.journey()?.lanes;
            Some(lanes.contains(&arg.lane()?))
        },
        part: Some(|_, arg| arg.lane().map_or("", |lane| lane.info().name).to_owned()),
        ..PLAIN
    },
};

pub static SET_AGGREGATION: Entry = Entry {
    text: Of(|_, arg| format!("Bars: {}", arg.rule().map_or("", Aggregation::label))),
    hint: Of(|_, arg| {
        let hint = match arg.rule() {
            Some(Aggregation::Mean) => "A further small benefit lowers the average",
            Some(Aggregation::Overall) => "Notes explain, they do not count",
            Some(Aggregation::Sum | Aggregation::Peak) | None => "",
        };
        hint.to_owned()
    }),
    words: Is("rule sum total mean peak scores compute how settings"),
    keys: &[],
    during: &[Typing],
    when: |state, arg| has_journey(state, arg) && state.may_be_scored(),
    run: |desk, arg| {
        let Some(rule) = arg.rule() else { return };
        change_journey(desk, "Choose how scores become bars", move |journey| {
            journey.aggregation = rule;
        });
    },
    more: More {
        with: With::Fixed(|| each(Aggregation::ALL)),
        is_on: |state, arg| Some(state.journey()?.aggregation == arg.rule()?),
        part: Some(|_, arg| arg.rule().map_or("", Aggregation::label).to_owned()),
        ..PLAIN
    },
};

fn change_journey(desk: &mut Desk, label: &str, change: impl FnOnce(&mut Journey)) {
    let Some(id) = desk.state.journey().map(|journey| journey.id) else {
        return;
    };
    desk.change(label, |project| {
        if let Some(journey) = project.journey_mut(id) {
            change(journey);
        }
    });
}

pub static CHANGE_SCALE: Entry = Entry {
    text: Is("Scale of scores…"),
    hint: Is(""),
    words: Is("points rating convert maximum settings size"),
    keys: &[],
    during: &[Typing],
    when: has_project,
    run: |desk, _| {
        let most = desk.state.document.project().scale.max;
        desk.ask(ChooseScale(most));
    },
    more: PLAIN,
};

/// Asks for another scale of scores: how far it goes.
pub(crate) struct ChooseScale(pub u8);

pub static SAY_FIGURES: Entry = Entry {
    text: Is("Conclusion and legend"),
    hint: Is("What the figures say, and what signs and colours mean"),
    words: Is("sentences meaning total result explain read"),
    keys: &[plain(Key::F7)],
    during: &[Typing, Looking, Presenting],
    when: has_journey,
    run: |desk, _| {
        let sheet = desk.sheet.as_ref();
        let sentences = sheet.map_or_else(Vec::new, |sheet| sheet.sentences.clone());
        desk.ask(FiguresSaid(sentences));
    },
    more: PLAIN,
};

/// Shows what the figures say: each sentence with whether it may be overlooked.
pub(crate) struct FiguresSaid(pub Vec<(String, bool)>);

pub static DUPLICATE_SOLUTION: Entry = Entry {
    text: Is("Duplicate the solution"),
    hint: Is(""),
    words: Is("copy clone alternative variant"),
    keys: &[],
    during: &[Typing],
    when: has_solution,
    run: |desk, _| {
        let Some(solution) = desk.state.current_solution() else {
            return;
        };
        let name = Target::SolutionName(solution).read(desk.state.document.project());
        let name = format!("{}, changed", name.unwrap_or_default());
        let name = desk.state.free_name(&name);
        desk.change("Duplicate a solution", |project| {
            edit::duplicate_solution(project, solution, &name);
        });
        desk.state.show_all_solutions();
    },
    more: PLAIN,
};

pub static SET_BASELINE: Entry = Entry {
    text: Is("Compare with this solution"),
    hint: Is("The others are compared with it"),
    words: Is("baseline reference difference alternative"),
    keys: &[],
    during: &[Typing],
    when: has_solution,
    run: |desk, _| {
        if let Some(solution) = desk.state.current_solution() {
            desk.change("Choose the baseline", |project| {
                edit::set_baseline(project, solution);
            });
        }
    },
    more: More {
        is_on: |state, _| {
            let solution = state.current_solution();
            let baseline = state.journey().and_then(|journey| journey.baseline());
            Some(solution.is_some() && solution == baseline.map(|baseline| baseline.id))
        },
        ..PLAIN
    },
};

pub static DELETE_SOLUTION: Entry = Entry {
    text: Is("Delete the solution"),
    hint: Is(""),
    words: Is("remove erase alternative variant"),
    keys: &[],
    during: &[Typing],
    when: |state, arg| has_solution(state, arg) && has_solutions(state, arg),
    run: |desk, _| {
        let Some(solution) = desk.state.current_solution() else {
            return;
        };
        delete_with_notes(desk, "solution", |project| {
            edit::delete_solution(project, solution);
        });
        desk.state.show_all_solutions();
    },
    more: PLAIN,
};

pub static DELETE_PERIOD: Entry = Entry {
    text: Of(|state, _| {
        let named = state.current_period().and_then(|(journey, period)| {
            Target::PeriodName { journey, period }.read(state.document.project())
        });
        match named.filter(|name| !name.trim().is_empty()) {
            Some(name) => format!("Delete the head counts “{}”", shortened(&name)),
            None => "Delete the head counts".to_owned(),
        }
    }),
    hint: Is(""),
    words: Is("remove erase funnel counts people customers month numbers period"),
    keys: &[],
    during: &[Typing],
    when: |state, _| state.current_period().is_some(),
    run: |desk, _| delete_period(desk),
    more: PLAIN,
};

pub static OPEN_WITH_THIS_VIEW: Entry = Entry {
    text: Is("Show this view first"),
    hint: Is("When the file is opened"),
    words: Is("open file start default begin"),
    keys: &[],
    during: &[Typing],
    when: has_map,
    // Where the file opens with it already, with what comes first again.
    run: |desk, _| {
        let view = desk.state.view.and_then(|view| view.of);
        desk.change("Choose the first view", |project| {
            project.opens_with = view.filter(|_| project.opens_with != view);
        });
    },
    more: More {
        is_on: |state, _| {
            let first = state.document.project().opens_with;
            Some(first.is_some() && first == state.view.and_then(|view| view.of))
        },
        ..PLAIN
    },
};

pub static DELETE_VIEW: Entry = Entry {
    text: Of(|state, _| {
        let shown = state.subject();
        let shown = shown.map_or("journey", |(kind, _)| kind.info().one);
        format!("Delete this {shown}")
    }),
    hint: Is(""),
    words: Is("remove erase canvas view map"),
    keys: &[],
    during: &[Typing],
    when: |state, _| state.subject().is_some(),
    run: |desk, _| {
        if let Some((kind, id)) = desk.state.subject() {
            delete_with_notes(desk, kind.info().one, |project| {
                edit::delete_subject(project, kind, id);
            });
        }
    },
    more: PLAIN,
};

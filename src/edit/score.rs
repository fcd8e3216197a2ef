//! Scoring: one verb with one rule, wherever a figure is given: by a digit, on the dots of a card, in the
//! scoring pass, in the inspector for one note or for several.

use super::notes::update_note;
use crate::model::words::counted;
use crate::model::{Decimal, Id, Note, Place, Project};

/// A figure that is given to notes, or taken away.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Score {
    notes: Vec<(Place, Id)>,
    figure: Option<Decimal>,
}

impl Score {
    /// Of one note.
    pub fn one(place: Place, note: Id, figure: Option<Decimal>) -> Self {
        Self::several(vec![(place, note)], figure)
    }

    /// Of one note by a click on a figure: on the one it has it takes it away.
    pub fn clicked(place: Place, note: &Note, figure: Decimal) -> Self {
        let is_on = place.figure_of(note) == Some(figure);
        Self::one(place, note.id, (!is_on).then_some(figure))
    }

    /// Of several notes, each the same.
    pub fn several(notes: Vec<(Place, Id)>, figure: Option<Decimal>) -> Self {
        Self { notes, figure }
    }

    /// What the step of the history is called.
    pub fn label(&self) -> String {
        match self.notes.as_slice() {
            [(place, _)] if place.has_severity() => "Say how bad it is".to_owned(),
            [_] => "Score a note".to_owned(),
            several => format!("Score {}", counted(several.len(), "note")),
        }
    }

    /// Gives each note the figure its place has: a score, cut to the scale, or how bad it is, 1 to 3.
    pub fn make(&self, project: &mut Project) {
        let largest = project.scale.largest();
        for (place, id) in &self.notes {
            update_note(project, *place, *id, |note| {
                if place.has_severity() {
                    let whole = |figure: Decimal| figure.rounded().thousandths() / 1000;
                    note.severity = self.figure.map(|figure| whole(figure).clamp(1, 3) as u8);
                } else {
                    let score = |figure: Decimal| figure.clamp(Decimal::ZERO, largest);
                    note.score = self.figure.map(score);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::insert_notes;
    use crate::model::{Row, Template};
    use std::sync::Arc;

    #[test]
    fn each_place_takes_the_figure_it_has() {
        let mut project = Template::Workshop.build();
        let step = crate::model::Step::new("Buy");
        let (journey, id) = (project.journeys[0].id, step.id);
        super::super::insert_step(&mut project, journey, 0, step);
        let (job, solution) = (
            project.value_maps[0].jobs[0].id,
            project.journeys[0].solutions[0].id,
        );
        let lane = crate::model::Lane::Benefits;
        let row = Row::Friction;
        let places = [
            Place::Row { job, row },
            Place::Lane {
                solution,
                step: id,
                lane,
            },
        ];
        let notes = places.map(|place| {
            let note = Note::new("a");
            let id = note.id;
            insert_notes(&mut project, place, 0, vec![Arc::new(note)]);
            (place, id)
        });
        let many = Score::several(notes.to_vec(), Some(Decimal::whole(9)));
        assert_eq!(many.label(), "Score 2 notes");
        many.make(&mut project);
        let [bad, good] = places.map(|place| project.notes(place)[0].clone());
        assert_eq!((bad.severity, bad.score), (Some(3), None));
        assert_eq!((good.severity, good.score), (None, Some(Decimal::whole(3))));
        // The figure it has, clicked again, is taken away.
        let again = Score::clicked(places[0], &bad, Decimal::whole(3));
        assert_eq!(again.label(), "Say how bad it is");
        again.make(&mut project);
        assert_eq!(project.notes(places[0])[0].severity, None);
    }
}

//! Open ends of a value map: gaps nobody does anything about, and what comes from nowhere.
//!
//! The paper canvas has no lines: what stands in one job's column belongs together. From a map's
//! first link on, links say what belongs together. Both rules are this project's own.

use crate::model::words::{one_or_many, part_of};
use crate::model::{Id, Note, Project, Relation, Row, ValueMap};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How much of a map's gaps has an opportunity.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Coverage {
    /// Gaps with an opportunity.
    pub covered: usize,
    /// Those of them that it reaches only by way of a friction or a process.
    pub by_way: usize,
    /// All gaps.
    pub gaps: usize,
    /// Σ severity of covered gaps / Σ severity of all gaps; `None` without gaps.
    pub share: Option<f64>,
}

impl Coverage {
    /// "3 of 4 gaps have an opportunity, 1 by way of a friction or process", without a full stop. It
    /// counts links, not how good they are.
    pub fn sentence(&self) -> String {
        let have = if self.gaps == 1 {
            "has"
        } else {
            one_or_many(self.covered, "has", "have")
        };
        let covered = part_of(self.covered, self.gaps, "gap");
        let by_way = match self.by_way {
            0 => String::new(),
            all if all == self.covered => ", by way of a friction or process".to_owned(),
            some => format!(", {some} by way of a friction or process"),
        };
        format!("{covered} {have} an opportunity{by_way}")
    }
}

/// Something of a map that leads nowhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenEnd {
    /// A gap that no opportunity reaches (only once the map has an opportunity).
    GapWithoutOpportunity(Id),
    /// An opportunity that reaches no gap and no friction (by link).
    OpportunityWithoutAim(Id),
    /// A job with gaps but no opportunity (by column; only once the map has an opportunity).
    JobWithoutOpportunity(Id),
    /// A job with friction or gaps but no process (by column).
    JobWithoutProcess(Id),
    /// A job without a desired outcome.
    JobWithoutOutcome(Id),
    /// A friction that no process causes (by link).
    FrictionWithoutProcess(Id),
    /// A process linked to nothing (by link).
    ProcessWithoutEffect(Id),
}

/// How many gaps of the map have an opportunity, weighed by severity.
pub fn coverage(project: &Project, map: &ValueMap) -> Coverage {
    let reached = Reached::of(project, map);
    let mut sums = (0_u32, 0_u32);
    let (mut covered, mut by_way, mut gaps) = (0, 0, 0);
    for (job, gap) in notes(map, Row::ValueGaps) {
        let severity = u32::from(gap.severity_or_default());
        gaps += 1;
        sums.1 += severity;
        if reached.gap(job, gap.id) {
            covered += 1;
            by_way += usize::from(reached.by_link && !reached.closed.contains(&gap.id));
            sums.0 += severity;
        }
    }
    Coverage {
        covered,
        by_way,
        gaps,
        share: (gaps > 0).then(|| f64::from(sums.0) / f64::from(sums.1)),
    }
}

/// Everything of the map that leads nowhere, in reading order. What has no words yet is how a map
/// begins, not something forgotten.
pub fn open_ends(project: &Project, map: &ValueMap) -> Vec<OpenEnd> {
    let reached = Reached::of(project, map);
    let has_opportunity = notes(map, Row::Opportunities).next().is_some();
    let mut ends = Vec::new();
    for job in &map.jobs {
        if job.job.text().trim().is_empty() {
            continue;
        }
        if job.outcome.text().trim().is_empty() {
            ends.push(OpenEnd::JobWithoutOutcome(job.id));
        }
        if !reached.by_link {
            if has_opportunity
                && !job.rows[Row::ValueGaps].is_empty()
                && job.rows[Row::Opportunities].is_empty()
            {
                ends.push(OpenEnd::JobWithoutOpportunity(job.id));
            }
            let is_troubled =
                !job.rows[Row::Friction].is_empty() || !job.rows[Row::ValueGaps].is_empty();
            if is_troubled && job.rows[Row::Processes].is_empty() {
                ends.push(OpenEnd::JobWithoutProcess(job.id));
            }
        }
    }
    if reached.by_link {
        let mut add = |row, end: fn(Id) -> OpenEnd, is_open: &dyn Fn(Id) -> bool| {
            ends.extend(
                notes(map, row)
                    .filter(|(_, note)| !note.text.trim().is_empty() && is_open(note.id))
                    .map(|(_, note)| end(note.id)),
            );
        };
        if has_opportunity {
            add(Row::ValueGaps, OpenEnd::GapWithoutOpportunity, &|id| {
                !reached.gaps.contains(&id)
            });
        }
        add(Row::Opportunities, OpenEnd::OpportunityWithoutAim, &|id| {
            !reached.aims.contains(&id)
        });
        add(Row::Friction, OpenEnd::FrictionWithoutProcess, &|id| {
            !reached.caused.contains(&id)
        });
        add(Row::Processes, OpenEnd::ProcessWithoutEffect, &|id| {
            !reached.linked.contains(&id)
        });
    }
    ends
}

fn notes(map: &ValueMap, row: Row) -> impl Iterator<Item = (Id, &Arc<Note>)> {
    map.jobs
        .iter()
        .flat_map(move |job| job.notes(row).iter().map(|note| (job.id, note)))
}

struct Reached {
    by_link: bool,
    /// Gaps that an opportunity reaches, by link.
    gaps: HashSet<Id>,
    /// Those that one closes itself.
    closed: HashSet<Id>,
    /// Opportunities that reach something.
    aims: HashSet<Id>,
    /// What a process causes.
    caused: HashSet<Id>,
    /// Whatever has a link.
    linked: HashSet<Id>,
    /// Jobs with an opportunity, by column.
    jobs: HashSet<Id>,
}

impl Reached {
    fn of(project: &Project, map: &ValueMap) -> Self {
        let places: HashMap<Id, Row> = Row::ALL
            .into_iter()
            .flat_map(|row| notes(map, row).map(move |(_, note)| (note.id, row)))
            .collect();
        let mut links: HashMap<(Relation, Id), Vec<Id>> = HashMap::new();
        let mut linked = HashSet::new();
        for link in project.links.iter() {
            if places.contains_key(&link.from) && places.contains_key(&link.to) {
                let targets = links.entry((link.relation, link.from)).or_default();
                targets.push(link.to);
                linked.extend([link.from, link.to]);
            }
        }
        let targets = |relation, from| {
            links
                .get(&(relation, from))
                .map_or(&[] as &[Id], Vec::as_slice)
        };
        let is_gap = |id: &Id| places.get(id) == Some(&Row::ValueGaps);
        // Sets, not paths: many opportunities may lead through the same friction.
        let (mut gaps, mut aims) = (HashSet::new(), HashSet::new());
        let (mut processes, mut frictions) = (HashSet::<Id>::new(), HashSet::<Id>::new());
        for (_, opportunity) in notes(map, Row::Opportunities) {
            let [closes, reduces, changes] =
                [Relation::Closes, Relation::Reduces, Relation::Changes]
                    .map(|relation| targets(relation, opportunity.id));
            let causes = |process: &Id| !targets(Relation::Causes, *process).is_empty();
            if !closes.is_empty() || !reduces.is_empty() || changes.iter().any(causes) {
                aims.insert(opportunity.id);
            }
            gaps.extend(closes);
            frictions.extend(reduces);
            processes.extend(changes);
        }
        let closed = gaps.clone();
        for process in processes {
            for id in targets(Relation::Causes, process) {
                if is_gap(id) {
                    gaps.insert(*id);
                } else {
                    frictions.insert(*id);
                }
            }
        }
        for friction in frictions {
            gaps.extend(targets(Relation::Widens, friction));
        }
        let caused = notes(map, Row::Processes)
            .flat_map(|(_, process)| targets(Relation::Causes, process.id))
            .copied()
            .collect();
        Self {
            by_link: !links.is_empty(),
            gaps,
            closed,
            aims,
            caused,
            linked,
            jobs: notes(map, Row::Opportunities).map(|(job, _)| job).collect(),
        }
    }

    fn gap(&self, job: Id, gap: Id) -> bool {
        if self.by_link {
            self.gaps.contains(&gap)
        } else {
            self.jobs.contains(&job)
        }
    }
}

impl OpenEnd {
    /// Whether `check` counts it as an error: a gap or an opportunity that leads nowhere.
    pub fn is_error(self) -> bool {
        matches!(
            self,
            Self::GapWithoutOpportunity(_)
                | Self::OpportunityWithoutAim(_)
                | Self::JobWithoutOpportunity(_)
        )
    }

    /// The note or job it is about.
    pub fn id(self) -> Id {
        match self {
            Self::GapWithoutOpportunity(id)
            | Self::OpportunityWithoutAim(id)
            | Self::JobWithoutOpportunity(id)
            | Self::JobWithoutProcess(id)
            | Self::JobWithoutOutcome(id)
            | Self::FrictionWithoutProcess(id)
            | Self::ProcessWithoutEffect(id) => id,
        }
    }

    /// What is said about it; the text is the note's or job's.
    pub fn sentence(self, text: &str) -> String {
        match self {
            Self::GapWithoutOpportunity(_) => format!("No opportunity reaches the gap “{text}”."),
            Self::OpportunityWithoutAim(_) => {
                format!("The opportunity “{text}” reaches no gap and no friction.")
            }
            Self::JobWithoutOpportunity(_) => {
                format!("The job “{text}” has gaps and no opportunity.")
            }
            Self::JobWithoutProcess(_) => {
                format!("The job “{text}” has friction or gaps, and no process behind them.")
            }
            Self::JobWithoutOutcome(_) => format!("The job “{text}” has no desired outcome."),
            Self::FrictionWithoutProcess(_) => format!("No process causes the friction “{text}”."),
            Self::ProcessWithoutEffect(_) => format!("The process “{text}” is linked to nothing."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Job, Link};

    fn note(text: &str, severity: Option<u8>) -> Arc<Note> {
        Arc::new(Note {
            severity,
            ..Note::new(text)
        })
    }

    fn project(jobs: Vec<Job>) -> Project {
        let mut map = ValueMap::new("map");
        map.jobs = jobs.into_iter().map(Arc::new).collect();
        Project {
            value_maps: vec![Arc::new(map)],
            ..Project::default()
        }
    }

    fn link(project: &mut Project, from: Id, to: Id, relation: Relation) {
        project.links.to_mut().push(Link {
            from,
            to,
            relation,
            ..Link::default()
        });
    }

    #[test]
    fn golden_coverage_is_weighed_by_severity() {
        let mut first = Job::new("one");
        first.rows[Row::ValueGaps] =
            vec![note("a", Some(3)), note("b", Some(2)), note("c", Some(1))];
        first.rows[Row::Opportunities] = vec![note("x", None), note("y", None)];
        let ids: Vec<Id> = first.rows[Row::ValueGaps]
            .iter()
            .chain(&first.rows[Row::Opportunities])
            .map(|note| note.id)
            .collect();
        let mut project = project(vec![first]);
        link(&mut project, ids[3], ids[0], Relation::Closes);
        link(&mut project, ids[4], ids[1], Relation::Closes);
        let coverage = coverage(&project, &project.value_maps[0]);
        assert_eq!(coverage.share, Some(5.0 / 6.0));
        assert_eq!((coverage.covered, coverage.gaps), (2, 3));
        assert_eq!(
            open_ends(&project, &project.value_maps[0]),
            [
                OpenEnd::JobWithoutOutcome(project.value_maps[0].jobs[0].id),
                OpenEnd::GapWithoutOpportunity(ids[2])
            ]
        );
    }

    #[test]
    fn without_gaps_there_is_no_share() {
        let project = project(vec![Job::new("one")]);
        assert_eq!(coverage(&project, &project.value_maps[0]).share, None);
    }

    #[test]
    fn without_links_a_column_belongs_together() {
        let mut first = Job::new("one");
        first.rows[Row::ValueGaps] = vec![note("a", None)];
        first.rows[Row::Opportunities] = vec![note("x", None)];
        let mut second = Job::new("two");
        second.rows[Row::ValueGaps] = vec![note("b", None)];
        let (one, two) = (first.id, second.id);
        let project = project(vec![first, second]);
        let map = &project.value_maps[0];
        assert_eq!(coverage(&project, map).share, Some(0.5));
        let ends = open_ends(&project, map);
        assert!(ends.contains(&OpenEnd::JobWithoutOpportunity(two)));
        assert!(!ends.contains(&OpenEnd::JobWithoutOpportunity(one)));
    }

    #[test]
    fn before_the_first_opportunity_nobody_has_forgotten_any() {
        let mut job = Job::new("one");
        job.rows[Row::ValueGaps] = vec![note("a", None)];
        let project = project(vec![job]);
        assert!(
            !open_ends(&project, &project.value_maps[0])
                .iter()
                .any(|end| end.is_error())
        );
    }

    #[test]
    fn many_links_are_followed() {
        const MANY: usize = 2_000;
        let mut job = Job::new("one");
        for _ in 0..MANY {
            job.rows[Row::ValueGaps].push(note("gap", None));
            job.rows[Row::Opportunities].push(note("way", None));
        }
        let ends: Vec<(Id, Id)> = job.rows[Row::Opportunities]
            .iter()
            .zip(&job.rows[Row::ValueGaps])
            .map(|(way, gap)| (way.id, gap.id))
            .collect();
        let mut project = project(vec![job]);
        for (from, to) in ends {
            link(&mut project, from, to, Relation::Closes);
        }
        assert_eq!(coverage(&project, &project.value_maps[0]).covered, MANY);
    }

    #[test]
    fn an_opportunity_reaches_gaps_through_friction_and_processes() {
        let mut job = Job::new("one");
        job.rows[Row::ValueGaps] = vec![note("by friction", None), note("by process", None)];
        job.rows[Row::Friction] = vec![note("slow", None)];
        job.rows[Row::Processes] = vec![note("retyping", None)];
        job.rows[Row::Opportunities] = vec![note("faster", None), note("other process", None)];
        let id = |notes: &[Arc<Note>], at: usize| notes[at].id;
        let (gap_a, gap_b) = (
            id(&job.rows[Row::ValueGaps], 0),
            id(&job.rows[Row::ValueGaps], 1),
        );
        let (friction, process) = (
            id(&job.rows[Row::Friction], 0),
            id(&job.rows[Row::Processes], 0),
        );
        let (faster, other) = (
            id(&job.rows[Row::Opportunities], 0),
            id(&job.rows[Row::Opportunities], 1),
        );
        let mut project = project(vec![job]);
        link(&mut project, faster, friction, Relation::Reduces);
        link(&mut project, friction, gap_a, Relation::Widens);
        link(&mut project, other, process, Relation::Changes);
        link(&mut project, process, gap_b, Relation::Causes);
        let covered = coverage(&project, &project.value_maps[0]);
        assert_eq!(covered.share, Some(1.0));
        assert_eq!(
            covered.sentence(),
            "2 of 2 gaps have an opportunity, by way of a friction or process"
        );
        let ends = open_ends(&project, &project.value_maps[0]);
        assert!(ends.iter().all(|end| !end.is_error()), "{ends:?}");
    }
}

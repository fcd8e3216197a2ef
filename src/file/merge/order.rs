//! Lists by neighbours: the order of a merged list, and which elements of a list were moved.
//!
//! Of two elements that all three versions have, the side that turned them round is followed; what
//! one side added stands after the same element as there. Both together are a conflict only where
//! no order can follow both sides.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// What can stand in a list.
pub(in crate::file) trait Element: Clone + Eq + Hash + Ord {}
impl<T: Clone + Eq + Hash + Ord> Element for T {}

/// Longest run that both sides turned round in which an order for both is looked for: each element
/// is compared with all.
const LONGEST: usize = 300;

/// The merged order of a list, and whether both sides could not be followed; the preferred one is
/// then. Each version holds those elements of its list that the merged list has.
pub(super) fn merge<T: Element>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
    prefer_theirs: bool,
) -> (Vec<T>, bool) {
    let [in_base, in_mine, in_theirs] = [base, mine, theirs].map(set);
    if mine == theirs && base.iter().all(|element| in_mine.contains(element)) {
        return (mine.to_vec(), false);
    }
    let is_in_all = |element: &&T| {
        in_base.contains(element) && in_mine.contains(element) && in_theirs.contains(element)
    };
    let [known_base, known_mine, known_theirs] =
        [base, mine, theirs].map(|list| list.iter().filter(is_in_all).collect::<Vec<&T>>());
    let (skeleton, mut is_conflict) =
        followed(&known_base, &known_mine, &known_theirs, prefer_theirs);

    let is_new = |element: &T| {
        in_mine.contains(element) && in_theirs.contains(element) && !in_base.contains(element)
    };
    let fixed: HashSet<&T> = skeleton.iter().copied().collect();
    let [new_mine, new_theirs] = [mine, theirs].map(|list| {
        let mut new = after_fixed(list, &fixed);
        new.retain(|(element, _)| is_new(element));
        new
    });
    is_conflict |= gaps(&new_mine) != gaps(&new_theirs);
    let [after_mine, after_theirs] =
        [&new_mine, &new_theirs].map(|new| new.iter().copied().collect::<HashMap<_, _>>());
    let mut agreed = if prefer_theirs { new_theirs } else { new_mine };
    agreed.retain(|(element, _)| after_mine[element] == after_theirs[element]);
    let mut agreed = gaps(&agreed);
    let mut fixed_order = agreed.remove(&None).unwrap_or_default();
    for element in skeleton {
        fixed_order.push(element);
        fixed_order.extend(agreed.remove(&Some(element)).unwrap_or_default());
    }
    let belongs_to = |version: usize, element: &T| {
        if is_new(element) {
            version == usize::from(prefer_theirs)
        } else {
            version < 2 || !(in_mine.contains(element) || in_theirs.contains(element))
        }
    };
    let merged = with_runs(&fixed_order, [mine, theirs, base], belongs_to);
    (merged, is_conflict)
}

/// What stands after each fixed element.
fn gaps<'a, T: Element>(list: &[(&'a T, Option<&'a T>)]) -> HashMap<Option<&'a T>, Vec<&'a T>> {
    let mut gaps: HashMap<_, Vec<_>> = HashMap::new();
    for (element, after) in list {
        gaps.entry(*after).or_default().push(*element);
    }
    gaps
}

fn set<T: Element>(list: &[T]) -> HashSet<&T> {
    list.iter().collect()
}

/// Each element that is not fixed, with the fixed one it stands after.
fn after_fixed<'a, T: Element>(
    list: &'a [T],
    fixed: &HashSet<&'a T>,
) -> Vec<(&'a T, Option<&'a T>)> {
    let (mut last, mut found) = (None, Vec::new());
    for element in list {
        if fixed.contains(element) {
            last = Some(element);
        } else {
            found.push((element, last));
        }
    }
    found
}

/// The fixed elements with what single versions have after them. Runs at the same place stand in an
/// order that does not depend on the side.
fn with_runs<T: Element>(
    fixed_order: &[&T],
    versions: [&[T]; 3],
    belongs_to: impl Fn(usize, &T) -> bool,
) -> Vec<T> {
    let fixed: HashSet<&T> = fixed_order.iter().copied().collect();
    let mut runs: HashMap<Option<&T>, Vec<Vec<&T>>> = HashMap::new();
    for (version, list) in versions.into_iter().enumerate() {
        let mut single = after_fixed(list, &fixed);
        single.retain(|(element, _)| belongs_to(version, element));
        for (after, run) in gaps(&single) {
            runs.entry(after).or_default().push(run);
        }
    }
    let mut merged = Vec::new();
    for after in [None]
        .into_iter()
        .chain(fixed_order.iter().copied().map(Some))
    {
        merged.extend(after.cloned());
        let mut here = runs.remove(&after).unwrap_or_default();
        here.sort();
        merged.extend(here.into_iter().flatten().cloned());
    }
    merged
}

/// The order of what all three have, and whether no order follows both sides.
fn followed<'a, T: Element>(
    base: &[&'a T],
    mine: &[&'a T],
    theirs: &[&'a T],
    prefer_theirs: bool,
) -> (Vec<&'a T>, bool) {
    if mine == theirs || theirs == base {
        return (mine.to_vec(), false);
    }
    if mine == base {
        return (theirs.to_vec(), false);
    }
    let in_base = places(base);
    let (mut order, mut is_conflict) = (Vec::with_capacity(base.len()), false);
    for (mine, theirs) in blocks(mine, theirs) {
        if mine == theirs {
            order.extend(mine);
            continue;
        }
        match tournament(&in_base, mine, theirs) {
            Some(block) => order.extend(block),
            None => {
                is_conflict = true;
                order.extend(if prefer_theirs { theirs } else { mine });
            }
        }
    }
    (order, is_conflict)
}

fn places<'a, T: Element>(list: &[&'a T]) -> HashMap<&'a T, usize> {
    list.iter().copied().zip(0..).collect()
}

/// Cuts two orders of the same elements into the shortest pieces that hold the same elements.
fn blocks<'a, 'b, T: Element>(
    mine: &'b [&'a T],
    theirs: &'b [&'a T],
) -> Vec<(&'b [&'a T], &'b [&'a T])> {
    let (mut open, mut start, mut blocks) = (HashMap::<&T, i32>::new(), 0, Vec::new());
    for at in 0..mine.len() {
        for (element, change) in [(mine[at], 1), (theirs[at], -1)] {
            let count = open.entry(element).or_default();
            *count += change;
            if *count == 0 {
                open.remove(element);
            }
        }
        if open.is_empty() {
            blocks.push((&mine[start..=at], &theirs[start..=at]));
            start = at + 1;
        }
    }
    blocks
}

/// Of each pair the order of the side that turned it round. `None` when that goes in a circle.
fn tournament<'a, T: Element>(
    in_base: &HashMap<&'a T, usize>,
    mine: &[&'a T],
    theirs: &[&'a T],
) -> Option<Vec<&'a T>> {
    if mine.len() > LONGEST {
        return None;
    }
    let in_theirs = places(theirs);
    let mut before = vec![0; mine.len()];
    for later in 1..mine.len() {
        for earlier in 0..later {
            let (one, other) = (mine[earlier], mine[later]);
            let was_so = in_base[one] < in_base[other];
            let is_so = in_theirs[one] < in_theirs[other];
            // Mine has them this way round: turned by it, or turned back by nobody.
            let stays = is_so || !was_so;
            before[if stays { later } else { earlier }] += 1;
        }
    }
    let mut order: Vec<Option<&T>> = vec![None; mine.len()];
    for (element, before) in mine.iter().zip(before) {
        order[before] = Some(element);
    }
    order.into_iter().collect()
}

/// The elements that stand otherwise among the others than before: as few as explain the new order.
pub(in crate::file) fn moved<T: Element>(before: &[T], after: &[T]) -> HashSet<T> {
    let places: HashMap<&T, usize> = before.iter().zip(0..).collect();
    let known: Vec<(usize, &T)> = after
        .iter()
        .filter_map(|element| Some((*places.get(element)?, element)))
        .collect();
    // The longest run of rising places stays; of each length the one that ends lowest is kept.
    let (mut ends, mut previous) = (Vec::<usize>::new(), vec![None; known.len()]);
    for (at, (place, _)) in known.iter().enumerate() {
        let length = ends.partition_point(|end| known[*end].0 < *place);
        previous[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut stays = HashSet::new();
    let mut last = ends.last().copied();
    while let Some(at) = last {
        stays.insert(at);
        last = previous[at];
    }
    known
        .iter()
        .enumerate()
        .filter(|(at, _)| !stays.contains(at))
        .map(|(_, (_, element))| (*element).clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, mine: &str, theirs: &str) -> (String, bool) {
        let [base, mine, theirs] =
            [base, mine, theirs].map(|list| list.chars().collect::<Vec<_>>());
        let (one, is_conflict) = merge(&base, &mine, &theirs, false);
        let (other, _) = merge(&base, &theirs, &mine, true);
        assert_eq!(one, other, "the sides only change their names");
        (one.into_iter().collect(), is_conflict)
    }

    fn fine(order: &str) -> (String, bool) {
        (order.to_owned(), false)
    }

    #[test]
    fn a_side_that_changed_nothing_takes_the_order_of_the_other() {
        assert_eq!(merged("abcd", "abcd", "dxab"), fine("dxabc"));
        assert_eq!(merged("abcd", "cbxda", "abcd"), fine("cbxda"));
        assert_eq!(merged("abc", "cxab", "cxab"), fine("cxab"));
    }

    #[test]
    fn what_is_added_stands_after_the_same_neighbour() {
        assert_eq!(merged("abc", "abxc", "aybc"), fine("aybxc"));
        assert_eq!(merged("abc", "cabx", "abyc"), fine("cabxy"));
        assert_eq!(merged("", "xy", "ab"), fine("abxy"));
    }

    #[test]
    fn both_sides_may_move_other_elements() {
        assert_eq!(merged("abcd", "bacd", "abdc"), fine("badc"));
        assert_eq!(merged("abcd", "dabc", "adbc"), fine("dabc"));
        assert_eq!(merged("abcd", "dabc", "acdb"), fine("dacb"));
    }

    #[test]
    fn what_both_moved_to_different_ends_is_a_conflict() {
        assert_eq!(merged("abc", "bac", "acb"), ("bac".to_owned(), true));
    }

    #[test]
    fn what_both_added_at_different_places_is_a_conflict() {
        assert_eq!(merged("ab", "axb", "abx"), ("axb".to_owned(), true));
        assert_eq!(merged("", "xyz", "zyxw"), ("xwyz".to_owned(), true));
        assert_eq!(merged("", "xay", "xyb"), fine("xayb"));
    }

    #[test]
    fn as_few_as_possible_were_moved() {
        let moved = |before: &str, after: &str| {
            let [before, after] = [before, after].map(|list| list.chars().collect::<Vec<_>>());
            let mut moved: Vec<char> = moved(&before, &after).into_iter().collect();
            moved.sort_unstable();
            moved.into_iter().collect::<String>()
        };
        assert_eq!(moved("abcde", "eabcd"), "e");
        assert_eq!(moved("abcde", "bcxdea"), "a");
        assert_eq!(moved("abcde", "abde"), "");
        assert_eq!(moved("abc", "cba").len(), 2);
    }
}

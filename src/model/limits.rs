//! The most there may be of anything, and lists of all variants.

/// Most notes of one project.
pub const MAX_NOTES: usize = 200_000;
/// Most customers, maps, jobs, journeys, steps, solutions and periods of one project, together.
pub const MAX_PARTS: usize = 10_000;
/// Most cells of one project: the steps of each journey times its solutions and periods.
pub const MAX_CELLS: usize = 200_000;
/// Most links of one project.
pub const MAX_LINKS: usize = 200_000;

/// Longest text of one note in bytes: more would cost half a second a keystroke.
pub const MAX_TEXT: usize = 64 * 1024;

/// Cuts a text to [`MAX_TEXT`], between two characters; whether it was longer.
pub(crate) fn cut_to_limit(text: &mut String) -> bool {
    let end = text.floor_char_boundary(MAX_TEXT);
    let is_longer = end < text.len();
    text.truncate(end);
    is_longer
}

/// All variants of an enum as an array.
pub(crate) const fn all<T: Copy, const N: usize>(variants: &[T]) -> [T; N] {
    match variants.first_chunk() {
        Some(all) => *all,
        None => panic!("there are fewer"),
    }
}

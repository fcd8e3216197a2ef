//! The scale of scores: from 0 to a largest score, with a word for each.

use super::Decimal;
use super::record::record;

record! {
    /// 0 to `max`, the same for benefits and sacrifices.
    pub struct Scale ("a scale") {
        /// The largest score, 1 to [`Scale::LARGEST`].
        always max: u8 = 3 => apart,
        /// A word for each score from 0; fewer than there are scores when some have none.
        optional words: Vec<String> => words,
    }
}

impl Scale {
    /// No scale goes further: a score is one key, or two.
    pub const LARGEST: u8 = 10;
    /// Offered in the window: 0–3 is what a room can show with fingers.
    pub const PRESETS: [u8; 3] = [3, 5, 10];

    /// A scale with the words that go with it.
    pub fn preset(max: u8) -> Self {
        Self {
            max,
            ..Self::default()
        }
    }

    /// The largest score.
    pub fn largest(&self) -> Decimal {
        Decimal::whole(i32::from(self.max))
    }

    /// The word for a score, when there is one.
    pub fn word(&self, score: u8) -> Option<&str> {
        let preset: &[&str] = match self.max {
            3 => &["no difference", "slight", "clear", "major"],
            5 => &[
                "no difference",
                "hardly",
                "slight",
                "clear",
                "strong",
                "decisive",
            ],
            _ => &[],
        };
        if self.words.is_empty() {
            let word = preset.get(usize::from(score)).copied();
            return word.or(match score {
                0 => Some("no difference"),
                score if score == self.max => Some("decisive"),
                score if score * 2 == self.max => Some("clear"),
                _ => None,
            });
        }
        self.words
            .get(usize::from(score))
            .map(String::as_str)
            .filter(|word| !word.is_empty())
    }

    /// A score of this scale on another one: x' = x·S'/S, rounded half away from zero.
    pub fn convert(&self, score: Decimal, to: &Self) -> Decimal {
        score.times_ratio(i64::from(to.max), i64::from(self.max.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_and_back_restores_every_score() {
        let (small, large) = (Scale::preset(3), Scale::preset(10));
        for score in (0..=3).map(Decimal::whole) {
            assert_eq!(large.convert(small.convert(score, &large), &small), score);
        }
    }

    #[test]
    fn down_and_back_changes_seven_of_eleven() {
        let (small, large) = (Scale::preset(3), Scale::preset(10));
        let changed = (0..=10)
            .map(Decimal::whole)
            .filter(|score| small.convert(large.convert(*score, &small), &large) != *score)
            .count();
        assert_eq!(changed, 7);
    }

    #[test]
    fn the_words_of_the_room_go_from_no_difference_to_major() {
        let scale = Scale::default();
        let words: Vec<_> = (0..=3).filter_map(|score| scale.word(score)).collect();
        assert_eq!(words, ["no difference", "slight", "clear", "major"]);
    }
}

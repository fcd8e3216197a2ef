//! Values as people read them: signs on net values, few decimals, a true minus; shares and head counts.

use crate::model::words;

/// At most one decimal, no sign unless negative: "3", "1.5", "−2".
pub fn plain(number: f64) -> String {
    let tenths = (number * 10.0).round();
    let text = if tenths % 10.0 == 0.0 {
        format!("{}", (tenths / 10.0).abs())
    } else {
        format!("{:.1}", (tenths / 10.0).abs())
    };
    if tenths < 0.0 {
        format!("−{text}")
    } else {
        text
    }
}

/// Net values and differences always carry their sign: "+2", "−3", "0".
pub fn signed(number: f64) -> String {
    let text = plain(number);
    if (number * 10.0).round() > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// At most one decimal, below 10 up to two significant digits: "0.01 %", "5.3 %", "12.5 %", "53 %".
pub fn percent(part: f64) -> String {
    percent_with(part, decimals_of(part))
}

/// Shares that stand in one row, `None` as a dash: all with the same decimals, so that they can be
/// compared at a glance. Shares below 1 % keep the decimals they need to be seen at all.
pub fn percents(parts: &[Option<f64>]) -> Vec<String> {
    let common = parts
        .iter()
        .flatten()
        .filter(|part| **part * 100.0 >= 0.995)
        .map(|part| decimals_of(*part))
        .max()
        .unwrap_or(0);
    let shown = |part: f64| percent_with(part, decimals_of(part).max(common));
    let dash = || "–".to_owned();
    parts
        .iter()
        .map(|part| part.map_or_else(dash, shown))
        .collect()
}

/// How many decimals of a share are worth showing.
fn decimals_of(part: f64) -> usize {
    let percent = part * 100.0;
    let most = if percent.abs() >= 0.995 || percent == 0.0 {
        1
    } else {
        (1 - percent.abs().log10().floor() as i32).clamp(0, 6) as usize
    };
    // The last ones may be noughts.
    (0..=most)
        .find(|digits| (rounded(percent, *digits) - rounded(percent, most)).abs() < 1e-9)
        .unwrap_or(most)
}

fn percent_with(part: f64, digits: usize) -> String {
    format!("{:.digits$}\u{a0}%", rounded(part * 100.0, digits))
}

/// Halves are rounded away from zero; the formatter would take the even neighbour.
fn rounded(number: f64, digits: usize) -> f64 {
    let unit = 10_f64.powi(digits as i32);
    (number * unit).round() / unit
}

/// Net values or differences that stand in one row: all with one decimal where one of them needs it.
pub(crate) struct Row {
    has_decimal: bool,
}

impl Row {
    /// Of these figures.
    pub(crate) fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let needs = |number: f64| (number * 10.0).round() % 10.0 != 0.0;
        Self {
            has_decimal: figures.into_iter().any(needs),
        }
    }

    /// A figure of the row with its sign.
    pub(crate) fn signed(&self, number: f64) -> String {
        let text = signed(number);
        if self.has_decimal && !text.contains('.') {
            text + ".0"
        } else {
            text
        }
    }
}

/// A head count with its thousands apart: "120 000".
pub fn count(number: f64) -> String {
    let mut text = words::count(number.trunc().abs() as u64);
    if number.fract() != 0.0 {
        let part = plain(number.fract().abs());
        text.push_str(part.strip_prefix('0').unwrap_or(""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn net_values_carry_their_sign() {
        assert_eq!(
            [2.0, -3.0, 0.0, 1.333, -0.04].map(signed),
            ["+2", "−3", "0", "+1.3", "0"]
        );
        assert_eq!([2.0, -2.55, 10.0].map(plain), ["2", "−2.6", "10"]);
    }

    #[test]
    fn small_percentages_keep_two_digits() {
        let parts = [
            0.0001, 0.053, 0.53, 0.1333, 1.0, 0.0, 0.07, 0.099_99, 0.125, 0.001_26,
        ];
        let shown = parts.map(|part| percent(part).replace('\u{a0}', " "));
        assert_eq!(
            shown,
            [
                "0.01 %", "5.3 %", "53 %", "13.3 %", "100 %", "0 %", "7 %", "10 %", "12.5 %",
                "0.13 %"
            ]
        );
    }

    #[test]
    fn shares_in_a_row_have_the_same_decimals() {
        let shown = |parts: &[f64]| -> Vec<String> {
            let parts: Vec<_> = parts.iter().copied().map(Some).collect();
            let shown = percents(&parts).into_iter();
            shown.map(|text| text.replace('\u{a0}', " ")).collect()
        };
        assert_eq!(
            shown(&[0.15, 0.1333, 0.7, 0.0]),
            ["15.0 %", "13.3 %", "70.0 %", "0.0 %"]
        );
        assert_eq!(shown(&[0.7, 0.25, 1.0]), ["70 %", "25 %", "100 %"]);
        // What is tiny does not lend its decimals to the others.
        assert_eq!(shown(&[0.7, 0.000_126]), ["70 %", "0.013 %"]);
        assert_eq!(percents(&[None, Some(0.5)]), ["–", "50\u{a0}%"]);
    }

    #[test]
    fn net_values_in_a_row_have_the_same_decimals() {
        let row = Row::of([1.0, -1.333, 0.0]);
        assert_eq!(
            [1.0, -1.333, 0.0].map(|net| row.signed(net)),
            ["+1.0", "−1.3", "0.0"]
        );
        let row = Row::of([1.0, -2.0, 0.01]);
        assert_eq!([1.0, -2.0].map(|net| row.signed(net)), ["+1", "−2"]);
    }

    #[test]
    fn thousands_stand_apart() {
        let shown = [120_000.0, 999.0, 1_000_000.0, 14.4, 0.0]
            .map(|number| count(number).replace('\u{a0}', " "));
        assert_eq!(shown, ["120 000", "999", "1 000 000", "14.4", "0"]);
    }
}

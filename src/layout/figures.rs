//! Numbers as people read them: shares and head counts, beside the values of `analysis`.

pub use crate::analysis::{plain, signed};

/// At most one decimal, below 10 up to two significant digits: "0.01 %", "5.3 %", "12.5 %", "53 %".
pub fn percent(part: f64) -> String {
    let percent = part * 100.0;
    let digits = if percent.abs() >= 0.995 || percent == 0.0 {
        1
    } else {
        (1 - percent.abs().log10().floor() as i32).clamp(0, 6) as usize
    };
    // Halves are rounded away from zero; the formatter would take the even neighbour.
    let unit = 10_f64.powi(digits as i32);
    let rounded = (percent * unit).round() / unit;
    let text = format!("{rounded:.digits$}");
    format!(
        "{}\u{a0}%",
        text.trim_end_matches('0').trim_end_matches('.')
    )
}

/// A head count with its thousands apart: "120 000".
pub fn count(number: f64) -> String {
    let whole = number.trunc().abs();
    let digits = format!("{whole}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
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
    fn thousands_stand_apart() {
        let shown = [120_000.0, 999.0, 1_000_000.0, 14.4, 0.0]
            .map(|number| count(number).replace('\u{a0}', " "));
        assert_eq!(shown, ["120 000", "999", "1 000 000", "14.4", "0"]);
    }
}

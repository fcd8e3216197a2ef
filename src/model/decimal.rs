//! Numbers as people write them: thousandths in an integer.
//!
//! A binary float would write `2` as `2.0`, change some values at the first save and allow numbers
//! that are none. Every number in a project file is a [`Decimal`].

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::ops::{Add, Neg, Sub};

/// A number with up to three decimals, between ±10¹².
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

const UNIT: i64 = 1000;
const LIMIT: i64 = 1_000_000_000_000 * UNIT;

impl Decimal {
    /// Nothing gained, nothing lost.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    pub const fn whole(number: i32) -> Self {
        Self(number as i64 * UNIT)
    }

    /// The number in thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// From thousandths; cut to the range.
    pub fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths.clamp(-LIMIT, LIMIT))
    }

    /// The nearest binary number, for drawing and statistics.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / UNIT as f64
    }

    /// Rounded to thousandths; `None` for what is no number or too large.
    pub fn from_f64(number: f64) -> Option<Self> {
        let thousandths = (number * UNIT as f64).round();
        (thousandths.abs() <= LIMIT as f64).then_some(Self(thousandths as i64))
    }

    /// Rounded to the nearest whole number, halves away from zero.
    #[must_use]
    pub fn rounded(self) -> Self {
        self.times_ratio(1, 1)
    }

    /// `self · numerator / denominator`, rounded to a whole number, halves away from zero.
    ///
    /// # Panics
    /// When the denominator is 0.
    #[must_use]
    pub fn times_ratio(self, numerator: i64, denominator: i64) -> Self {
        let product = i128::from(self.0) * i128::from(numerator);
        let unit = i128::from(denominator) * i128::from(UNIT);
        let half = unit / 2;
        let whole = if (product < 0) == (unit < 0) {
            (product + half) / unit
        } else {
            (product - half) / unit
        };
        Self::from_thousandths((whole as i64).saturating_mul(UNIT))
    }

    /// Reads what a person types: a decimal point or comma, a sign as a hyphen or a true minus.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('−', "-").replace(',', ".");
        let digits = text.strip_prefix(['+', '-']).unwrap_or(&text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + part.len() == 0
            || part.len() > 3
            || !all_digits(whole)
            || !all_digits(part)
        {
            return None;
        }
        let whole: i64 = if whole.is_empty() {
            0
        } else {
            whole.parse().ok()?
        };
        let part: i64 = format!("{part:0<3}").parse().ok()?;
        let number = whole.checked_mul(UNIT)?.checked_add(part)?;
        (number <= LIMIT).then_some(Self(if text.starts_with('-') {
            -number
        } else {
            number
        }))
    }
}

impl Add for Decimal {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::from_thousandths(self.0.saturating_add(other.0))
    }
}

impl Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::from_thousandths(self.0.saturating_sub(other.0))
    }
}

impl Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Decimal {
    /// With a plain hyphen and without trailing zeros: `-1.5`, `2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let sign = if self.0 < 0 { "-" } else { "" };
        if part == 0 {
            return f.pad(&format!("{sign}{whole}"));
        }
        let text = format!("{sign}{whole}.{part:03}");
        f.pad(text.trim_end_matches('0'))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % UNIT == 0 {
            serializer.serialize_i64(self.0 / UNIT)
        } else {
            // The nearest f64 of a number with three decimals prints as that number again.
            serializer.serialize_f64(self.to_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Decimal, E> {
                match number.checked_mul(UNIT) {
                    Some(thousandths) if thousandths.abs() <= LIMIT => Ok(Decimal(thousandths)),
                    _ => Err(E::custom(format_args!("the number {number} is too large"))),
                }
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Decimal, E> {
                self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
            }
            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Decimal, E> {
                let decimal = Decimal::from_f64(number)
                    .ok_or_else(|| E::custom(format_args!("the number {number:?} is too large")))?;
                // Rounding here would change the file at its first save without a word. A number with three
                // decimals may be the next but one of its neighbours: the parser does not round exactly.
                if (decimal.to_f64() - number).abs() > 4.0 * f64::EPSILON * number.abs() {
                    return Err(E::custom(format_args!(
                        "the number {number:?} has more than three decimals"
                    )));
                }
                Ok(decimal)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Decimal, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn numbers_are_written_as_they_were_read() {
        for json in [
            "2",
            "-3",
            "0",
            "1.6",
            "0.001",
            "-0.5",
            "12.125",
            "1000000000000",
        ] {
            assert_eq!(serde_json::to_string(&read(json).unwrap()).unwrap(), json);
        }
        assert_eq!(serde_json::to_string(&read("2.0").unwrap()).unwrap(), "2");
    }

    #[test]
    fn a_number_we_could_not_keep_is_refused() {
        for json in ["1.2345", "1.0000000001", "1e-10", "99999999999.0001"] {
            assert!(read(json).unwrap_err().contains("three decimals"), "{json}");
        }
        // Not digit by digit: that would be a sentence of three hundred zeros.
        for (json, says) in [
            ("1e300", "1e300 is too large"),
            ("1e-300", "1e-300 has more"),
        ] {
            let error = read(json).unwrap_err();
            assert!(error.contains(says) && error.len() < 100, "{error}");
        }
        assert!(
            read("9223372036854775807")
                .unwrap_err()
                .contains("too large")
        );
        assert!(read("\"2\"").is_err());
    }

    #[test]
    fn every_number_with_three_decimals_is_read() {
        let mut random = fastrand::Rng::with_seed(2026);
        for _ in 0..20_000 {
            let digits = random.u32(1..=15);
            let number = Decimal(random.i64(-(10_i64.pow(digits))..10_i64.pow(digits)));
            let json = serde_json::to_string(&number).unwrap();
            assert_eq!(read(&json), Ok(number), "{json}");
        }
    }

    #[test]
    fn people_write_commas_and_true_minus_signs() {
        assert_eq!(Decimal::parse("1,5"), Some(Decimal::from_thousandths(1500)));
        assert_eq!(Decimal::parse(" −2 "), Some(Decimal::whole(-2)));
        assert_eq!(Decimal::parse("+3"), Some(Decimal::whole(3)));
        assert_eq!(Decimal::parse(".5"), Some(Decimal::from_thousandths(500)));
        for text in ["", "-", "1.2.3", "one", "1e3", "1.2345", "."] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        let half = |n: i64| Decimal::from_thousandths(n).rounded();
        assert_eq!(half(1500), Decimal::whole(2));
        assert_eq!(half(-1500), Decimal::whole(-2));
        assert_eq!(half(1499), Decimal::whole(1));
        assert_eq!(Decimal::whole(5).times_ratio(3, 10), Decimal::whole(2));
        assert_eq!(Decimal::whole(-5).times_ratio(3, 10), Decimal::whole(-2));
    }

    #[test]
    fn shown_without_trailing_zeros() {
        assert_eq!(Decimal::from_thousandths(-1500).to_string(), "-1.5");
        assert_eq!(Decimal::whole(10).to_string(), "10");
    }
}

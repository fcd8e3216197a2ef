//! Moments as people say them: "14:05", "yesterday 14:05", "Monday 14:05", "3 November 14:05".

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// A moment, seen from now.
pub(crate) fn moment(when: Timestamp) -> String {
    let zone = TimeZone::system();
    seen_from(
        &when.to_zoned_datetime(zone.clone()),
        &Timestamp::now().to_zoned_datetime(zone),
    )
}

fn seen_from(when: &ZonedDateTime, now: &ZonedDateTime) -> String {
    let days = (now.date() - when.date()).get_days();
    let format = match days {
        0 => "today %H:%M",
        1 => "yesterday %H:%M",
        2..=6 => "%A %H:%M",
        _ if when.year() == now.year() => "%-d %B %H:%M",
        _ => "%-d %B %Y %H:%M",
    };
    when.strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearer_the_shorter() {
        let now: ZonedDateTime = "2026-11-24T15:00[Europe/Helsinki]".parse().unwrap();
        for (when, words) in [
            ("2026-11-24T00:05", "today 00:05"),
            ("2026-11-23T23:59", "yesterday 23:59"),
            ("2026-11-18T14:05", "Wednesday 14:05"),
            ("2026-11-17T14:05", "17 November 14:05"),
            ("2025-11-24T15:00", "24 November 2025 15:00"),
        ] {
            let when = format!("{when}[Europe/Helsinki]").parse().unwrap();
            assert_eq!(seen_from(&when, &now), words);
        }
    }
}

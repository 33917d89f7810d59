//! Shares of time and RACI letters, as people write them.

use super::Raci;

/// Percent of the time that `60%`, `60 %`, `0,5 FTE`, `0.5` or `60` means; `None` where it means nothing.
pub(crate) fn share(text: &str) -> Option<f32> {
    let text = text.trim();
    let end = text
        .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',')))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    if !number.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let number: f32 = number.replace(',', ".").parse().ok()?;
    let percent = match unit.trim().to_lowercase().as_str() {
        "fte" | "vzä" | "vzae" | "vze" | "vk" | "etp" => number * 100.0,
        "" if number <= 1.0 => number * 100.0,
        "" | "%" | "percent" | "prozent" | "pour cent" | "pourcent" => number,
        _ => return None,
    };
    (0.0..=100.0).contains(&percent).then_some(percent)
}

/// The stance that a RACI letter sets.
pub(crate) fn raci(text: &str) -> Option<Raci> {
    match text.trim() {
        "R" | "r" => Some(Raci::Responsible),
        "A" | "a" => Some(Raci::Accountable),
        "C" | "c" => Some(Raci::Consulted),
        "I" | "i" => Some(Raci::Informed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_people_write_them() {
        for (text, percent) in [
            ("60%", 60.0),
            ("60 %", 60.0),
            ("60\u{a0}%", 60.0),
            ("0,5 FTE", 50.0),
            ("0.5 VZÄ", 50.0),
            ("0,2 ETP", 20.0),
            ("0.5", 50.0),
            ("1", 100.0),
            ("60", 60.0),
            ("12,5 %", 12.5),
            ("0", 0.0),
            ("100 Prozent", 100.0),
        ] {
            assert_eq!(share(text), Some(percent), "{text}");
        }
    }

    #[test]
    fn other_shares_mean_nothing() {
        for text in [
            "", "half", "120%", "-5%", "1,5 FTE", "1.2.3", "60-80%", "%", "NaN", "inf", ".5",
        ] {
            assert_eq!(share(text), None, "{text}");
        }
    }
}

//! Values as people read them: signs on net values, few decimals, a true minus.

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
}

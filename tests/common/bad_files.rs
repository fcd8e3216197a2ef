//! Files that are no projects, and what the sentence about each must say.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

/// A file that must not be opened.
pub struct BadFile {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// What is wrong or where; each must be in the sentence.
    pub says: &'static [&'static str],
}

/// Every kind of damage, each made from a project that opens.
pub fn bad_files() -> Vec<BadFile> {
    let good = include_str!("../../assets/examples/tool-rental.vjourney");
    let replaced = |from: &str, to: &str| {
        assert!(good.contains(from), "the example has {from}");
        good.replacen(from, to, 1).into_bytes()
    };
    let bad = |name, bytes, says| BadFile { name, bytes, says };
    vec![
        bad(
            "not JSON",
            b"Dear all,\nsee below\n".to_vec(),
            &["not a project of Value Journey", ".vjourney"],
        ),
        bad(
            "other JSON",
            b"{\"name\": \"x\"}\n".to_vec(),
            &["not a project of Value Journey"],
        ),
        bad(
            "truncated",
            good.as_bytes()[..good.len() / 2].to_vec(),
            &["ends in line ", "earlier version"],
        ),
        bad(
            "newer",
            replaced("\"version\": 1", "\"version\": 7"),
            &["newer Value Journey", "format 7", "Update the program"],
        ),
        bad(
            "wrong type",
            replaced("\"steps\": [", "\"steps\": 5, \"was\": ["),
            &[
                "Line 226: ",
                "the number `5` stands where a list belongs",
                "Correct it",
            ],
        ),
        bad(
            "wrong type of a text",
            replaced("\"text\": \"", "\"text\": 12, \"was\": \""),
            &["Line 42: ", "where a text belongs", "Correct it"],
        ),
        bad(
            "duplicate id",
            duplicate_id(good),
            &["Line 57: ", "stands twice", "Correct it"],
        ),
        bad(
            "unknown step",
            unknown_step(good),
            &["Line ", "step `nowhere1`", "Correct it"],
        ),
        bad(
            "score out of scale",
            replaced("\"score\": 3", "\"score\": 9"),
            &["Line ", "score 9", "0 to 3", "Correct it"],
        ),
        bad(
            "score that is a word",
            replaced("\"score\": 3", "\"score\": \"three\""),
            &["Line ", "Correct it"],
        ),
        bad("empty", Vec::new(), &["empty", "earlier version"]),
        bad("zeros", vec![0; 4096], &["zero bytes", "earlier version"]),
        bad(
            "not UTF-8",
            not_utf8(good),
            &["Line 3 is not text in UTF-8"],
        ),
        bad(
            "UTF-16",
            good.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            &["UTF-16", "UTF-8"],
        ),
        bad(
            "conflict",
            replaced("  \"version\"", "<<<<<<< ours\n  \"version\""),
            &["Git conflict", "Resolve"],
        ),
        bad(
            "key twice",
            replaced("  \"version\"", "  \"version\": 1,\n  \"version\""),
            &["Line ", "version"],
        ),
        bad(
            "nested deeply",
            format!(
                "{}1{}",
                "{\"format\": \"value-journey\", \"version\": 1, \"x\": ".to_owned()
                    + &"[".repeat(100_000),
                "]".repeat(100_000) + "}"
            )
            .into_bytes(),
            &["nested"],
        ),
    ]
}

fn duplicate_id(good: &str) -> Vec<u8> {
    let ids: Vec<&str> = good
        .lines()
        .filter(|line| line.trim_start().starts_with("\"id\""))
        .collect();
    good.replacen(ids[5], ids[6], 1).into_bytes()
}

/// The last cell of the last solution is for a step that is nowhere.
fn unknown_step(good: &str) -> Vec<u8> {
    let (before, after) = good
        .rsplit_once("\"cells\": {")
        .expect("solutions have cells");
    format!(
        "{before}\"cells\": {{{}",
        after.replacen("decide", "nowhere1", 1)
    )
    .into_bytes()
}

fn not_utf8(good: &str) -> Vec<u8> {
    let third = good.match_indices('\n').nth(1).expect("lines").0 + 5;
    let mut bytes = good.as_bytes().to_vec();
    bytes[third] = 0xff;
    bytes
}

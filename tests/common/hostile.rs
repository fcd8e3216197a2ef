//! Files made to break the program: what each must be answered.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use std::io::Write as _;
use std::path::Path;

/// What every project begins with.
const HEAD: &str = "{\"format\":\"value-journey\",\"version\":1,\"name\":\"x\",";

type Make = Box<dyn Fn(&Path) -> std::io::Result<()>>;

/// A file that must be refused.
pub struct Hostile {
    /// With its ending: `.ojf` is imported, all others are checked.
    pub name: String,
    /// Puts it at this path.
    pub make: Make,
    /// What must be in the sentence.
    pub says: &'static [&'static str],
}

/// Bytes as a file.
fn bytes(name: &str, bytes: impl Into<Vec<u8>>, says: &'static [&'static str]) -> Hostile {
    let bytes = bytes.into();
    Hostile {
        name: format!("{name}.vjourney"),
        make: Box::new(move |path| std::fs::write(path, &bytes)),
        says,
    }
}

/// A project with this behind its name.
fn project(name: &str, rest: &str, says: &'static [&'static str]) -> Hostile {
    bytes(name, format!("{HEAD}{rest}}}"), says)
}

/// A beginning, one thing many times with commas between, and an end; written as it is made.
fn many(
    name: &str,
    begin: String,
    count: usize,
    one: impl Fn(usize) -> String + 'static,
    end: &'static str,
    says: &'static [&'static str],
) -> Hostile {
    Hostile {
        name: format!("{name}.vjourney"),
        make: Box::new(move |path| {
            let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
            file.write_all(begin.as_bytes())?;
            for at in 0..count {
                if at > 0 {
                    file.write_all(b",")?;
                }
                file.write_all(one(at).as_bytes())?;
            }
            file.write_all(end.as_bytes())?;
            file.flush()
        }),
        says,
    }
}

/// One byte very often, between a beginning and an end.
fn long(
    name: &str,
    begin: String,
    byte: u8,
    count: usize,
    end: &'static str,
    says: &'static [&'static str],
) -> Hostile {
    Hostile {
        name: format!("{name}.vjourney"),
        make: Box::new(move |path| {
            let mut file = std::fs::File::create(path)?;
            file.write_all(begin.as_bytes())?;
            let block = vec![byte; 1 << 20];
            let mut left = count;
            while left > 0 {
                let part = left.min(block.len());
                file.write_all(&block[..part])?;
                left -= part;
            }
            file.write_all(end.as_bytes())
        }),
        says,
    }
}

/// An OpenJourney file.
fn ojf(name: &str, text: String, says: &'static [&'static str]) -> Hostile {
    Hostile {
        name: format!("{name}.ojf"),
        ..bytes(name, text, says)
    }
}

const JOURNEY: &str = "\"journeys\":[{\"id\":\"jjjjjjjj\",\"name\":\"\",";
/// A journey with one cell, up to the contents of that cell, and what closes it.
const CELL: &str = "\"journeys\":[{\"id\":\"jjjjjjjj\",\"steps\":[{\"id\":\"ssssssss\"}],\"solutions\":[{\"id\":\"aaaaaaaa\",\"cells\":{\"ssssssss\":{";
const END_OF_CELL: &str = "}}}]}]";

fn cell(name: &str, contents: &str, says: &'static [&'static str]) -> Hostile {
    project(name, &format!("{CELL}{contents}{END_OF_CELL}"), says)
}

/// One note among the benefits.
fn note(name: &str, fields: &str, says: &'static [&'static str]) -> Hostile {
    cell(
        name,
        &format!("\"benefits\":[{{\"id\":\"n\",\"text\":\"t\",{fields}}}]"),
        says,
    )
}

/// All of them.
pub fn hostile_files() -> Vec<Hostile> {
    let mut files = too_much();
    files.extend(too_deep_or_long());
    files.extend(no_project());
    files.extend(no_json());
    files.extend(wrong_values());
    files.extend(contradictions());
    files.extend(of_openjourney());
    files
}

fn too_much() -> Vec<Hostile> {
    let head = |rest: &str| format!("{HEAD}{rest}");
    vec![
        many(
            "2.6 million notes",
            head(&format!("{CELL}\"benefits\":[")),
            2_600_000,
            |at| format!("{{\"id\":\"n{at}\"}}"),
            "]}}}]}]}",
            &["objects", "1\u{a0}000\u{a0}000"],
        ),
        many(
            "900,000 notes",
            head(&format!("{CELL}\"benefits\":[")),
            900_000,
            |at| format!("{{\"id\":\"n{at}\"}}"),
            "]}}}]}]}",
            &["900000 notes", "200000"],
        ),
        many(
            "85 million texts",
            head(&format!("{CELL}\"benefits\":[{{\"id\":\"n\",\"tags\":[")),
            85_000_000,
            |_| "\"\"".to_owned(),
            "]}]}}}]}]}",
            &["texts", "440 MB"],
        ),
        many(
            "8 million texts",
            head("\"scale\":{\"words\":["),
            8_000_000,
            |_| "\"\"".to_owned(),
            "]}}",
            &["texts", "440 MB"],
        ),
        many(
            "900,000 steps",
            head(&format!("{JOURNEY}\"steps\":[")),
            900_000,
            |at| format!("{{\"id\":\"s{at}\"}}"),
            "],\"solutions\":[]}]}",
            &["900001 customers", "10000"],
        ),
        many(
            "900,000 periods",
            head(&format!("{JOURNEY}\"periods\":[")),
            900_000,
            |_| "{\"name\":\"aaaaaaaaaaaaaaaaaaaaaaaaa\"}".to_owned(),
            "]}]}",
            &["900001 customers", "10000"],
        ),
        many(
            "900,000 cells",
            head(&format!(
                "{JOURNEY}\"solutions\":[{{\"id\":\"a\",\"cells\":{{"
            )),
            900_000,
            |at| format!("\"s{at}\":{{}}"),
            "}}]}]}",
            &["more than 10000 steps"],
        ),
        many(
            "cells of 90 solutions",
            head(&format!("{JOURNEY}\"solutions\":[")),
            90,
            |at| {
                let cells: Vec<String> = (0..10_000).map(|at| format!("\"s{at}\":{{}}")).collect();
                format!("{{\"id\":\"a{at}\",\"cells\":{{{}}}}}", cells.join(","))
            },
            "]}]}",
            &[
                "has a cell for the step `s0`",
                "(And 899\u{a0}999 problems more.)",
            ],
        ),
        many(
            "6 million counts",
            head(&format!("{JOURNEY}\"periods\":[")),
            600,
            |_| {
                let counts: Vec<String> = (0..10_000).map(|at| format!("\"s{at}\":1")).collect();
                format!("{{\"counts\":{{{}}}}}", counts.join(","))
            },
            "]}]}",
            &["have a step `s", "problems more"],
        ),
        many(
            "700,000 links",
            head("\"links\":["),
            700_000,
            |_| "{\"from\":\"a\",\"to\":\"b\",\"relation\":\"causes\"}".to_owned(),
            "]}",
            &["700000 links", "200000"],
        ),
        many(
            "150,000 links to nowhere",
            head("\"links\":["),
            150_000,
            |_| "{\"from\":\"a\",\"to\":\"b\",\"relation\":\"causes\"}".to_owned(),
            "]}",
            &["which is no note", "149\u{a0}999 problems more"],
        ),
        many(
            "150,000 notes of one id",
            head(&format!("{CELL}\"benefits\":[")),
            150_000,
            |_| "{\"id\":\"n\"}".to_owned(),
            "]}}}]}]}",
            &["`n` stands twice", "149\u{a0}998 problems more"],
        ),
        many(
            "steps times solutions",
            head(&format!("{JOURNEY}\"steps\":[")),
            4_000,
            |at| format!("{{\"id\":\"s{at}\"}}"),
            "],\"solutions\":[{\"id\":\"a0\"},{\"id\":\"a1\"},{\"id\":\"a2\"},{\"id\":\"a3\"},{\"id\":\"a4\"},{\"id\":\"a5\"},{\"id\":\"a6\"},{\"id\":\"a7\"},{\"id\":\"a8\"},{\"id\":\"a9\"},{\"id\":\"b0\"},{\"id\":\"b1\"},{\"id\":\"b2\"},{\"id\":\"b3\"},{\"id\":\"b4\"},{\"id\":\"b5\"},{\"id\":\"b6\"},{\"id\":\"b7\"},{\"id\":\"b8\"},{\"id\":\"b9\"},{\"id\":\"c0\"},{\"id\":\"c1\"},{\"id\":\"c2\"},{\"id\":\"c3\"},{\"id\":\"c4\"},{\"id\":\"c5\"},{\"id\":\"c6\"},{\"id\":\"c7\"},{\"id\":\"c8\"},{\"id\":\"c9\"},{\"id\":\"d0\"},{\"id\":\"d1\"},{\"id\":\"d2\"},{\"id\":\"d3\"},{\"id\":\"d4\"},{\"id\":\"d5\"},{\"id\":\"d6\"},{\"id\":\"d7\"},{\"id\":\"d8\"},{\"id\":\"d9\"},{\"id\":\"e0\"},{\"id\":\"e1\"},{\"id\":\"e2\"},{\"id\":\"e3\"},{\"id\":\"e4\"},{\"id\":\"e5\"},{\"id\":\"e6\"},{\"id\":\"e7\"},{\"id\":\"e8\"},{\"id\":\"e9\"},{\"id\":\"f0\"}]}]}",
            &["204000 cells", "200000"],
        ),
        many(
            "unknown fields of one object",
            HEAD.to_owned(),
            100_000,
            |at| format!("\"a{at}\":0"),
            "}",
            &["more than 200 fields"],
        ),
        many(
            "unknown fields of many objects",
            head(&format!("{JOURNEY}\"periods\":[")),
            5_000,
            |_| {
                let fields: Vec<String> = (0..190).map(|at| format!("\"a{at}\":0")).collect();
                format!("{{{}}}", fields.join(","))
            },
            "]}]}",
            &["more than 400000 fields"],
        ),
        many(
            "100 MB of unknown numbers",
            head("\"a\":["),
            25_000_000,
            |_| "1.5".to_owned(),
            "]}",
            &["more than 16 MB in fields"],
        ),
        many(
            "a bomb of small objects",
            head("\"a\":["),
            60_000_000,
            |_| "{}".to_owned(),
            "]}",
            &["60\u{a0}000\u{a0}001 objects", "1\u{a0}000\u{a0}000"],
        ),
        many(
            "200 MB of long texts",
            head("\"scale\":{\"words\":["),
            3_700,
            |_| format!("\"{}\"", "a".repeat(65_000)),
            "]}}",
            &["440 MB"],
        ),
        long(
            "256 MB of spaces",
            HEAD.to_owned(),
            b' ',
            255 << 20,
            "}",
            &["Line 1"],
        ),
        long(
            "256 MB of line breaks",
            HEAD.to_owned(),
            b'\n',
            255 << 20,
            "}",
            &["Line 2"],
        ),
        long(
            "a wrong value and 256 MB",
            head("\"scale\":5,"),
            b' ',
            255 << 20,
            "\"a\":1}",
            &["Line 1", "where a scale belongs"],
        ),
        Hostile {
            name: "sparse 300 MB.vjourney".to_owned(),
            make: Box::new(|path| std::fs::File::create(path)?.set_len(300 << 20)),
            says: &["300 MB", "256 MB"],
        },
        Hostile {
            name: "sparse 250 MB.vjourney".to_owned(),
            make: Box::new(|path| std::fs::File::create(path)?.set_len(250 << 20)),
            says: &["zero bytes"],
        },
    ]
}

/// Files just within the limits, which open; how they do it is not looked at.
pub fn largest_files() -> Vec<Hostile> {
    let head = |rest: &str| format!("{HEAD}{rest}");
    let steps = |count: usize| {
        let steps: Vec<String> = (0..count)
            .map(|at| format!("{{\"id\":\"s{at}\"}}"))
            .collect();
        head(&format!(
            "\"journeys\":[{{\"id\":\"j\",\"name\":\"J\",\"steps\":[{}],\"solutions\":[",
            steps.join(",")
        ))
    };
    vec![
        many(
            "1,990 solutions of 100 steps",
            steps(100),
            1_990,
            |at| {
                let cell = |step| {
                    format!(
                        "\"s{step}\":{{\"benefits\":[{{\"id\":\"n{at}x{step}\",\"score\":1}}]}}"
                    )
                };
                let cells: Vec<String> = (0..100).map(cell).collect();
                format!("{{\"id\":\"a{at}\",\"cells\":{{{}}}}}", cells.join(","))
            },
            "]}]}",
            &[],
        ),
        many(
            "20 solutions of 9,900 steps",
            steps(9_900),
            20,
            |at| format!("{{\"id\":\"a{at}\"}}"),
            "]}]}",
            &[],
        ),
        many(
            "2,900 notes of 5,000 words",
            head(&format!("{CELL}\"benefits\":[")),
            2_900,
            |at| {
                let words: Vec<String> = (0..5_000).map(|word| format!("w{at}x{word}y")).collect();
                format!("{{\"id\":\"n{at}\",\"text\":\"{}\"}}", words.join(" "))
            },
            "]}}}]}]}",
            &[],
        ),
        many(
            "190,000 open ends",
            head(
                "\"value_maps\":[{\"id\":\"m\",\"name\":\"M\",\"jobs\":[{\"id\":\"b\",\"opportunities\":[{\"id\":\"o\",\"text\":\"t\"}],\"value_gaps\":[",
            ),
            190_000,
            |at| format!("{{\"id\":\"g{at}\",\"text\":\"t\"}}"),
            "]}]}],\"links\":[{\"from\":\"o\",\"to\":\"g1\",\"relation\":\"closes\"}]}",
            &[],
        ),
        many(
            "199,990 notes",
            head(&format!("{CELL}\"benefits\":[")),
            199_990,
            |at| format!("{{\"id\":\"n{at}\",\"text\":\"Note number {at}\",\"score\":2}}"),
            "]}}}]}]}",
            &[],
        ),
        many(
            "6.5 million tags",
            head(&format!("{CELL}\"benefits\":[{{\"id\":\"n\",\"tags\":[")),
            6_500_000,
            |_| "\"a\"".to_owned(),
            "]}]}}}]}]}",
            &[],
        ),
        many(
            "3,400 long texts",
            head("\"scale\":{\"words\":["),
            3_400,
            |_| format!("\"{}\"", "a".repeat(65_000)),
            "]}}",
            &[],
        ),
        many(
            "390,000 unknown fields",
            head(&format!("{JOURNEY}\"periods\":[")),
            2_000,
            |_| {
                let fields: Vec<String> = (0..195).map(|at| format!("\"a{at}\":0")).collect();
                format!("{{{}}}", fields.join(","))
            },
            "]}]}",
            &[],
        ),
    ]
}

fn too_deep_or_long() -> Vec<Hostile> {
    let head = |rest: &str| format!("{HEAD}{rest}");
    let deep = |open: &str, count: usize, close: &str| {
        format!("{}1{}", open.repeat(count), close.repeat(count))
    };
    let mut files = vec![
        long(
            "100 MB of brackets",
            String::new(),
            b'{',
            100 << 20,
            "",
            &["nested"],
        ),
        project(
            "128 lists",
            &format!("\"a\":{}", deep("[", 127, "]")),
            &["127 deep"],
        ),
        project(
            "objects in objects",
            &format!("\"a\":{}", deep("{\"a\":", 200, "}")),
            &["127 deep"],
        ),
        project(
            "lists for notes",
            &format!("\"personas\":{}", deep("[", 100_000, "]")),
            &["127 deep"],
        ),
        long(
            "a key of 17 MB",
            head("\""),
            b'k',
            17 << 20,
            "\":1}",
            &["a text of 17 MB", "16 MB"],
        ),
        long(
            "a key of 15 MB twice",
            head("\"a\":1,\"a\":2,\""),
            b'k',
            15 << 20,
            "\":1}",
            &["`a` stands there twice"],
        ),
        long(
            "a number of 200 MB",
            head("\"a\":"),
            b'9',
            200 << 20,
            "}",
            &["more than 16 MB in fields"],
        ),
        long(
            "a score of 100 MB",
            head(&format!("{CELL}\"overall\":")),
            b'9',
            100 << 20,
            "}}}]}]}",
            &["a number is too large"],
        ),
        long(
            "backslashes",
            head("\"a\":\""),
            b'\\',
            200 << 20,
            "\"}",
            &["a text of 200 MB", "16 MB"],
        ),
        long(
            "a text without an end",
            head("\"a\":\""),
            b'a',
            200 << 20,
            "",
            &["a text of 200 MB"],
        ),
        long(
            "a word of 15 MB",
            head(&format!("{JOURNEY}\"aggregation\":\"")),
            b'a',
            15 << 20,
            "\"}]}",
            &["aaa…"],
        ),
        long(
            "an id of 15 MB",
            head("\"opens_with\":\""),
            b'a',
            15 << 20,
            "\"}",
            &["is no id"],
        ),
        long(
            "a format of 15 MB",
            "{\"version\":1,\"format\":\"".to_owned(),
            b'a',
            15 << 20,
            "\"}",
            &["its format is"],
        ),
        long(
            "a version of 200 MB",
            "{\"format\":\"value-journey\",\"version\":".to_owned(),
            b'9',
            200 << 20,
            "}",
            &["a number is too large"],
        ),
        bytes(
            "a long first line",
            "x".repeat(30 << 20),
            &["begins with “xxx"],
        ),
    ];
    let long_text = "ä".repeat(33_000);
    for (name, begin, end) in [
        ("name", "\"description\":", ""),
        ("word", "\"scale\":{\"words\":[", "]}"),
        ("customer", "\"personas\":[{\"id\":\"a\",\"profile\":", "}]"),
        ("map", "\"value_maps\":[{\"id\":\"a\",\"name\":", "}]"),
        (
            "job",
            "\"value_maps\":[{\"id\":\"a\",\"jobs\":[{\"id\":\"b\",\"job\":{\"verb\":",
            "}}]}]",
        ),
        (
            "outcome",
            "\"value_maps\":[{\"id\":\"a\",\"jobs\":[{\"id\":\"b\",\"outcome\":{\"focus\":",
            "}}]}]",
        ),
        ("journey", "\"journeys\":[{\"id\":\"a\",\"basis\":", "}]"),
        (
            "step",
            "\"journeys\":[{\"id\":\"a\",\"steps\":[{\"id\":\"b\",\"phase\":",
            "}]}]",
        ),
        (
            "solution",
            "\"journeys\":[{\"id\":\"a\",\"solutions\":[{\"id\":\"b\",\"name\":",
            "}]}]",
        ),
        (
            "period",
            "\"journeys\":[{\"id\":\"a\",\"periods\":[{\"name\":",
            "}]}]",
        ),
    ] {
        files.push(project(
            &format!("a long text of a {name}"),
            &format!("{begin}\"{long_text}\"{end}"),
            &["64 KB"],
        ));
    }
    for field in ["detail", "source", "tags"] {
        let (open, close) = if field == "tags" {
            ("[", "]")
        } else {
            ("", "")
        };
        files.push(note(
            &format!("a long {field} of a note"),
            &format!("\"{field}\":{open}\"{long_text}\"{close}"),
            &["64 KB", "The note “t”"],
        ));
    }
    files
}

fn no_project() -> Vec<Hostile> {
    let laughs = (1..10).fold(String::new(), |text, at| {
        let ten = format!("&l{};", at - 1).repeat(10);
        text + &format!("<!ENTITY l{at} \"{ten}\">")
    });
    vec![
        bytes(
            "gzip",
            b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(),
            &["compressed with gzip"],
        ),
        bytes(
            "zip",
            b"PK\x03\x04\x14\0\0\0\x08\0".to_vec(),
            &["ZIP archive"],
        ),
        bytes("7z", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), &["7z archive"]),
        bytes("xz", b"\xfd7zXZ\0\0\x04".to_vec(), &["xz"]),
        bytes("zstd", b"\x28\xb5\x2f\xfd\x04".to_vec(), &["zstd"]),
        bytes("bzip2", b"BZh91AY&SY".to_vec(), &["bzip2"]),
        bytes(
            "png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(),
            &["picture (PNG)"],
        ),
        bytes(
            "jpeg",
            b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(),
            &["picture (JPEG)"],
        ),
        bytes(
            "gif",
            b"GIF89a\xff\xff\xff\xff".to_vec(),
            &["picture (GIF)"],
        ),
        bytes("pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec(), &["it is a PDF"]),
        bytes(
            "program",
            b"\x7fELF\x02\x01\x01\0".to_vec(),
            &["it is a program"],
        ),
        bytes(
            "database",
            b"SQLite format 3\0\x10\0".to_vec(),
            &["database"],
        ),
        bytes(
            "html",
            "<!doctype html><script>alert(1)</script>",
            &["web page or XML"],
        ),
        bytes(
            "svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>",
            &["web page or XML"],
        ),
        bytes(
            "billion laughs",
            format!("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"ha\">{laughs}]><l>&l9;</l>"),
            &["web page or XML"],
        ),
        bytes(
            "external entity",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            &["web page or XML"],
        ),
        bytes(
            "yaml bomb",
            format!("a: &a [x]\n{}", "b: &b [*a,*a,*a]\n".repeat(9)),
            &["begins with “a: &a [x]”"],
        ),
        bytes(
            "csv with a formula",
            "=cmd|'/c calc'!A1;2\n",
            &["begins with"],
        ),
        bytes(
            "a shell script",
            "#!/bin/sh\nrm -rf /\n",
            &["begins with “#!/bin/sh”"],
        ),
        bytes(
            "for a terminal",
            "\u{1b}]0;evil\u{7}\u{1b}[31mred",
            &["begins with “\u{fffd}]0;evil"],
        ),
        bytes("a list", "[]", &["it is a list"]),
        bytes("a million lists", "[".repeat(1 << 20), &["it is a list"]),
        bytes("a word", "null", &["begins with “null”"]),
        bytes("a text", "\"value-journey\"", &["begins with"]),
        bytes("an empty object", "{}", &["does not say"]),
        bytes(
            "of another program",
            "{\"format\":\"geojson\",\"version\":1}",
            &["its format is \"geojson\""],
        ),
        bytes(
            "a format that is a list",
            "{\"format\":[\"value-journey\"],\"version\":1}",
            &["its format is"],
        ),
        bytes(
            "no version",
            "{\"format\":\"value-journey\"}",
            &["has no `version`"],
        ),
        bytes(
            "version 0",
            "{\"format\":\"value-journey\",\"version\":0}",
            &["no version 0"],
        ),
        bytes(
            "version −1",
            "{\"format\":\"value-journey\",\"version\":-1}",
            &["`-1`"],
        ),
        bytes(
            "version 1.5",
            "{\"format\":\"value-journey\",\"version\":1.5}",
            &["`1.5`"],
        ),
        bytes(
            "version \"1\"",
            "{\"format\":\"value-journey\",\"version\":\"1\"}",
            &["the text \"1\""],
        ),
        bytes(
            "version 2",
            "{\"format\":\"value-journey\",\"version\":2}",
            &["newer Value Journey (format 2"],
        ),
        bytes(
            "version 2^63",
            "{\"format\":\"value-journey\",\"version\":9223372036854775808}",
            &["newer Value Journey"],
        ),
    ]
}

fn no_json() -> Vec<Hostile> {
    let good = include_str!("../../assets/examples/tool-rental.vjourney");
    let utf16 = |big: bool, mark: &str| -> Vec<u8> {
        let units = format!("{mark}{good}");
        let units = units.encode_utf16();
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let utf32 = |big: bool, mark: &str| -> Vec<u8> {
        let letters = mark.chars().chain(good.chars()).map(u32::from);
        let bytes = |letter: u32| {
            if big {
                letter.to_be_bytes()
            } else {
                letter.to_le_bytes()
            }
        };
        letters.flat_map(bytes).collect()
    };
    let with = |at: usize, insert: &[u8]| {
        let mut bytes = good.as_bytes().to_vec();
        bytes.splice(at..at, insert.iter().copied());
        bytes
    };
    let middle = good.find("\"name\": \"Tool").expect("a name") + 10;
    vec![
        bytes("empty", "", &["The file is empty"]),
        bytes("blank", " \n\t\r\n", &["The file is empty"]),
        bytes("a mark only", "\u{feff}", &["The file is empty"]),
        bytes("zeros", vec![0; 10_000], &["nothing but zero bytes"]),
        bytes(
            "zeros at the end",
            [good.as_bytes(), &[0; 4096]].concat(),
            &["on the file holds nothing but zero bytes"],
        ),
        bytes("UTF-16 little", utf16(false, ""), &["UTF-16"]),
        bytes(
            "UTF-16 little with a mark",
            utf16(false, "\u{feff}"),
            &["UTF-16"],
        ),
        bytes("UTF-32 little", utf32(false, ""), &["UTF-32"]),
        bytes(
            "UTF-32 little with a mark",
            utf32(false, "\u{feff}"),
            &["UTF-32"],
        ),
        bytes("UTF-32 big", utf32(true, ""), &["UTF-32"]),
        bytes(
            "UTF-32 big with a mark",
            utf32(true, "\u{feff}"),
            &["UTF-32"],
        ),
        bytes("UTF-16 big", utf16(true, ""), &["UTF-16"]),
        bytes(
            "UTF-16 big with a mark",
            utf16(true, "\u{feff}"),
            &["UTF-16"],
        ),
        bytes(
            "Latin 1",
            with(middle, b"\xe4\xf6"),
            &["Line 4 is not text in UTF-8"],
        ),
        bytes(
            "overlong",
            with(middle, b"\xc0\x80"),
            &["Line 4 is not text in UTF-8"],
        ),
        bytes(
            "a surrogate",
            with(middle, b"\xed\xa0\x80"),
            &["Line 4 is not text in UTF-8"],
        ),
        bytes(
            "a zero inside",
            with(middle, b"\0"),
            &["Line 4", "control character"],
        ),
        bytes(
            "a tab in a text",
            with(middle, b"\t"),
            &["Line 4", "control character"],
        ),
        bytes(
            "half a character",
            with(middle, b"\\ud800"),
            &["Line 4", "half a character"],
        ),
        bytes(
            "a wrong escape",
            with(middle, b"\\x41"),
            &["Line 4", "a backslash"],
        ),
        bytes(
            "two marks",
            with(0, "\u{feff}\u{feff}".as_bytes()),
            &["begins with"],
        ),
        bytes(
            "cut in the middle",
            &good.as_bytes()[..good.len() / 3],
            &["before it is complete"],
        ),
        bytes(
            "cut in a character",
            &good.as_bytes()[..=good.find('€').expect("a sign")],
            &["before it is complete"],
        ),
        bytes("twice", format!("{good}{good}"), &["after the end"]),
        bytes(
            "a comma too many",
            good.replacen("\"max\": 3", "\"max\": 3,", 1),
            &["a comma stands before the end"],
        ),
        bytes(
            "a comment",
            good.replacen("{\n", "{ // mine\n", 1),
            &["Line 1", "a key without quotation marks"],
        ),
        bytes(
            "single quotes",
            good.replace('"', "'"),
            &["Line 2", "a key without quotation marks"],
        ),
        bytes(
            "NaN",
            good.replacen("\"max\": 3", "\"max\": NaN", 1),
            &["Line 8", "a value is missing"],
        ),
        bytes(
            "a conflict",
            good.replacen("  \"name\"", "<<<<<<< HEAD\n  \"name\"", 1),
            &["Line 4", "Git conflict"],
        ),
        bytes(
            "half a conflict",
            good.replacen("  \"name\"", "=======\n  \"name\"", 1),
            &["Line 4", "Git conflict"],
        ),
        bytes(
            "the end of a conflict",
            good.replacen("  \"name\"", ">>>>>>> theirs\n  \"name\"", 1),
            &["Line 4", "Git conflict"],
        ),
        long(
            "a million conflicts",
            "{\n<<<<<<< a\n".to_owned(),
            b'<',
            10 << 20,
            "",
            &["Line 2", "Git conflict"],
        ),
    ]
}

fn wrong_values() -> Vec<Hostile> {
    vec![
        note("score 1e400", "\"score\":1e400", &["a number is too large"]),
        note("score 1e300", "\"score\":1e300", &["too large"]),
        note(
            "score of 21 digits",
            "\"score\":123456789012345678901",
            &["too large"],
        ),
        note(
            "score of 4 decimals",
            "\"score\":1.0005",
            &["more than three decimals"],
        ),
        note("score 4", "\"score\":4", &["has the score 4", "0 to 3"]),
        note("score −1", "\"score\":-1", &["has the score -1"]),
        note(
            "score \"3\"",
            "\"score\":\"3\"",
            &["the text \"3\"", "a number"],
        ),
        note(
            "score of an object",
            "\"score\":{}",
            &["an object stands where a number"],
        ),
        note("severity 4", "\"severity\":4", &["severity"]),
        note("severity 300", "\"severity\":300", &["`300`"]),
        note(
            "kind of nobody",
            "\"kind\":\"evil\"",
            &["`evil` is not one of"],
        ),
        note(
            "kind of a sacrifice",
            "\"kind\":\"time\"",
            &["which is not for a benefit"],
        ),
        note(
            "evidence of nobody",
            "\"evidence\":\"?\"",
            &["is not one of"],
        ),
        note("−1 mentions", "\"mentions\":-1", &["`-1`"]),
        note("tags of numbers", "\"tags\":[1]", &["where a text belongs"]),
        note(
            "a moment of 1",
            "\"moment_of_truth\":1",
            &["`true` or `false`"],
        ),
        note(
            "a key twice",
            "\"text\":\"u\"",
            &["`text` stands there twice"],
        ),
        note(
            "a key twice, written otherwise",
            "\"\\u0074ext\":\"u\"",
            &["`text` stands there twice"],
        ),
        note(
            "an unknown key twice",
            "\"a\":1,\"a\":1",
            &["`a` stands there twice"],
        ),
        cell(
            "an id of capitals",
            "\"benefits\":[{\"id\":\"N\"}]",
            &["`N` is no id"],
        ),
        cell(
            "an empty id",
            "\"benefits\":[{\"id\":\"\"}]",
            &["`` is no id"],
        ),
        cell(
            "a long id",
            "\"benefits\":[{\"id\":\"1234567890123\"}]",
            &["is no id"],
        ),
        cell(
            "an id of a path",
            "\"benefits\":[{\"id\":\"../../etc\"}]",
            &["is no id"],
        ),
        cell(
            "a number for an id",
            "\"benefits\":[{\"id\":7}]",
            &["the number `7`"],
        ),
        cell(
            "no id",
            "\"benefits\":[{\"text\":\"t\"}]",
            &["a note has no `id`"],
        ),
        cell(
            "a note that is null",
            "\"benefits\":[null]",
            &["nothing (`null`)"],
        ),
        cell("notes in an object", "\"benefits\":{}", &["a list belongs"]),
        cell("overall 5", "\"overall\":5", &["The judgement 5"]),
        project("scale 0", "\"scale\":{\"max\":0}", &["The scale goes to 0"]),
        project(
            "scale 11",
            "\"scale\":{\"max\":11}",
            &["The scale goes to 11"],
        ),
        project("scale 300", "\"scale\":{\"max\":300}", &["`300`"]),
        project(
            "a row of nobody",
            &format!("{JOURNEY}\"lanes\":[\"sideways\"]}}]"),
            &["`sideways` is not one of"],
        ),
        project(
            "a count of words",
            &format!("{JOURNEY}\"periods\":[{{\"counts\":{{\"a\":\"1\"}}}}]}}]"),
            &["a number belongs"],
        ),
        project(
            "a count below 0",
            &format!(
                "{JOURNEY}\"steps\":[{{\"id\":\"a\"}}],\"periods\":[{{\"counts\":{{\"a\":-1}}}}]}}]"
            ),
            &["below 0"],
        ),
        project(
            "a step twice in a cell",
            &format!(
                "{JOURNEY}\"solutions\":[{{\"id\":\"a\",\"cells\":{{\"s\":{{}},\"s\":{{}}}}}}]}}]"
            ),
            &["`s` stands there twice"],
        ),
    ]
}

fn contradictions() -> Vec<Hostile> {
    vec![
        cell(
            "an id twice",
            "\"benefits\":[{\"id\":\"n\"},{\"id\":\"n\"}]",
            &["`n` stands twice"],
        ),
        cell(
            "an id of its journey",
            "\"benefits\":[{\"id\":\"jjjjjjjj\"}]",
            &["`jjjjjjjj` stands twice"],
        ),
        project(
            "opens with nothing",
            "\"opens_with\":\"nowhere\"",
            &["opens with `nowhere`"],
        ),
        project(
            "a customer of nobody",
            &format!("{JOURNEY}\"persona\":\"nobody\"}}]"),
            &["`nobody`"],
        ),
        project(
            "a link of itself",
            "\"links\":[{\"from\":\"a\",\"to\":\"a\",\"relation\":\"causes\"}]",
            &["no note"],
        ),
        cell(
            "a link of a benefit",
            "\"benefits\":[{\"id\":\"n\"},{\"id\":\"m\"}]}}}]}],\"links\":[{\"from\":\"n\",\"to\":\"m\",\"relation\":\"causes\"}],\"x\":[{\"x\":[{\"x\":{\"x\":{",
            &["not possible between these notes"],
        ),
        project(
            "two baselines",
            &format!(
                "{JOURNEY}\"solutions\":[{{\"id\":\"a\",\"baseline\":true}},{{\"id\":\"b\",\"baseline\":true}}]}}]"
            ),
            &["more than one baseline"],
        ),
        project(
            "words for a terminal",
            "\"opens_with\":\"a\",\"value_maps\":[{\"id\":\"m\",\"name\":\"\\u001b[2J\\u0007\",\"persona\":\"b\"}]",
            &["“\u{fffd}[2J\u{fffd}”"],
        ),
    ]
}

fn of_openjourney() -> Vec<Hostile> {
    let stage = "{\"id\":\"s\",\"name\":\"S\"}";
    let nodes = |nodes: &str| format!("{{\"stages\":[{stage}],\"nodes\":[{nodes}]}}");
    let repeated = |count: usize, one: &dyn Fn(usize) -> String| {
        (0..count).map(one).collect::<Vec<_>>().join(",")
    };
    vec![
        ojf("ojf empty", String::new(), &["not an OpenJourney file"]),
        ojf(
            "ojf web page",
            "<html>".to_owned(),
            &["not an OpenJourney file"],
        ),
        ojf("ojf without stages", "{}".to_owned(), &["no stages"]),
        ojf(
            "ojf with a number of stages",
            "{\"stages\":5}".to_owned(),
            &["line 1"],
        ),
        ojf("ojf cut", nodes("")[..30].to_owned(), &["line 1"]),
        ojf(
            "ojf of 10,001 stages",
            format!(
                "{{\"stages\":[{}]}}",
                repeated(10_001, &|at| format!("{{\"id\":\"{at}\"}}"))
            ),
            &["10001 stages"],
        ),
        ojf(
            "ojf of 50,001 nodes",
            nodes(&repeated(50_001, &|_| "{\"stageId\":\"s\"}".to_owned())),
            &["50001 nodes"],
        ),
        ojf(
            "ojf of 2 million nodes",
            nodes(&repeated(2_000_000, &|_| "{}".to_owned())),
            &["2\u{a0}000\u{a0}002 objects"],
        ),
        ojf(
            "ojf of 8 million tags",
            nodes(&format!(
                "{{\"tags\":[{}]}}",
                repeated(8_000_000, &|_| "\"\"".to_owned())
            )),
            &["440 MB"],
        ),
        ojf(
            "ojf of unknown fields",
            nodes(&repeated(5_000, &|_| {
                format!("{{{}}}", repeated(190, &|at| format!("\"a{at}\":0")))
            })),
            &["more than 400000 fields"],
        ),
        ojf(
            "ojf with a stage twice",
            format!("{{\"stages\":[{stage},{stage}]}}"),
            &["`s` stands twice"],
        ),
        ojf(
            "ojf with a long stage twice",
            {
                let id = "s".repeat(1 << 20);
                format!("{{\"stages\":[{{\"id\":\"{id}\"}},{{\"id\":\"{id}\"}}]}}")
            },
            &["sss…` stands twice"],
        ),
        ojf(
            "ojf in a stage of nobody",
            nodes(&format!(
                "{{\"title\":\"T\",\"stageId\":\"{}\"}}",
                "x".repeat(1 << 20)
            )),
            &["“T” stands in the stage `xxx"],
        ),
        ojf(
            "ojf with a key twice",
            nodes("{\"title\":\"a\",\"title\":\"b\"}"),
            &["`title` stands there twice"],
        ),
        ojf(
            "ojf with a score of 1e400",
            nodes("{\"stageId\":\"s\",\"score\":1e400}"),
            &["a number is too large"],
        ),
        ojf(
            "ojf with a long wrong value",
            nodes(&format!(
                "{{\"stageId\":\"s\",\"score\":\"{}\"}}",
                "9".repeat(5 << 20)
            )),
            &["999…"],
        ),
        ojf(
            "ojf of deep tags",
            nodes(&format!(
                "{{\"tags\":{}{}}}",
                "[".repeat(100_000),
                "]".repeat(100_000)
            )),
            &["line 1"],
        ),
        Hostile {
            name: "ojf not text.ojf".to_owned(),
            make: Box::new(|path| std::fs::write(path, b"{\"stages\": [\xff")),
            says: &["not text in UTF-8"],
        },
        Hostile {
            name: "ojf sparse.ojf".to_owned(),
            make: Box::new(|path| std::fs::File::create(path)?.set_len(300 << 20)),
            says: &["300 MB"],
        },
    ]
}

/// Names that are no files, or that cannot be printed as they are. For systems with such names.
#[cfg(unix)]
pub fn hostile_names() -> Vec<Hostile> {
    use std::os::unix::fs::symlink;
    let named = |name: &str, make: Make, says| Hostile {
        name: name.to_owned(),
        make,
        says,
    };
    vec![
        named(
            "folder.vjourney",
            Box::new(|path| std::fs::create_dir(path)),
            &["a folder, not a file"],
        ),
        named(
            "pipe.vjourney",
            Box::new(|path| {
                let made = std::process::Command::new("mkfifo").arg(path).status()?;
                assert!(made.success());
                Ok(())
            }),
            &["a device or a pipe"],
        ),
        named(
            "zero device.vjourney",
            Box::new(|path| symlink("/dev/zero", path)),
            &["a device or a pipe"],
        ),
        named(
            "null device.vjourney",
            Box::new(|path| symlink("/dev/null", path)),
            &["a device or a pipe"],
        ),
        named(
            "terminal.vjourney",
            Box::new(|path| symlink("/dev/full", path)),
            &["a device or a pipe"],
        ),
        named(
            "loop.vjourney",
            Box::new(|path| symlink(path, path)),
            &["leads back to itself"],
        ),
        named(
            "nowhere.vjourney",
            Box::new(|path| symlink("/nowhere/at/all", path)),
            &["no file of this name"],
        ),
        named(
            "memory.vjourney",
            Box::new(|path| symlink("/proc/self/mem", path)),
            &["."],
        ),
        named(
            "password.vjourney",
            Box::new(|path| symlink("/etc/passwd", path)),
            &["begins with"],
        ),
        named(
            "a\nb\u{1b}[31m.vjourney",
            Box::new(|path| std::fs::write(path, "x")),
            &["a\u{fffd}b\u{fffd}[31m.vjourney: "],
        ),
        named(
            "--help.vjourney",
            Box::new(|path| std::fs::write(path, "x")),
            &["begins with"],
        ),
        named(
            "%s%n$(id)`id`;.vjourney",
            Box::new(|path| std::fs::write(path, "x")),
            &["begins with"],
        ),
    ]
}

/// A file damaged in some places: bytes changed, parts cut, doubled, put in. The same for the same
/// state of `random`.
pub fn mutated(good: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    const WORDS: [&str; 20] = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "-1",
        "1e999",
        "0.0001",
        "\"id\": \"n1\",",
        "\\ud800",
        "\u{feff}",
        "\n",
        "true",
        "[[[[",
        "\"\": {}",
        "99999999999999999999",
    ];
    let mut bytes = good.to_vec();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(..=bytes.len());
        let end = (at + random.usize(1..300)).min(bytes.len());
        match random.u8(..7) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.u8(..);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.u8(..8);
                }
            }
            2 => {
                bytes.drain(at..end);
            }
            3 => {
                let part = bytes[at..end].to_vec();
                let to = random.usize(..=bytes.len());
                bytes.splice(to..to, part);
            }
            4 => bytes.truncate(at),
            _ => {
                let word = WORDS[random.usize(..WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
        }
    }
    bytes
}

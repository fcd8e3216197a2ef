//! Views as files: the same bytes each time, readable by other programs, and inert.
#![cfg(test)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/examples")
        .join(format!("{name}.vjourney"))
}

fn export(file: &Path, out: &Path, more: &[&str]) -> Output {
    // No display: nothing here may need one.
    Command::new(env!("CARGO_BIN_EXE_value-journey"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .arg("export")
        .args([file, out])
        .args(more)
        .output()
        .expect("the program starts")
}

fn exported(name: &str, ending: &str, more: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join(format!("out.{ending}"));
    let output = export(&example(name), &out, more);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::read(out).expect("the file was written")
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    for (name, view) in [
        ("tool-rental", "journey"),
        ("tool-rental", "compare"),
        ("tool-rental", "value-map"),
        ("service", "journey"),
    ] {
        for ending in ["svg", "png"] {
            let more = ["--view", view];
            assert_eq!(
                exported(name, ending, &more),
                exported(name, ending, &more),
                "{name} {view}.{ending}"
            );
        }
    }
}

#[test]
fn an_svg_has_every_note_and_figure_as_text() {
    let svg = String::from_utf8(exported("tool-rental", "svg", &[])).expect("UTF-8");
    let document = resvg::usvg::roxmltree::Document::parse(&svg).expect("well-formed");
    let texts: Vec<String> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text().map(str::to_owned))
        .collect();
    for text in [
        "Get and use a drill",
        "a weekend builder, ten uses in three years",
        "129 € at once",
        "−6",
        "+2",
        "+8",
        "Use +2",
    ] {
        assert!(
            texts.iter().any(|known| known == text),
            "{text} is not in {texts:?}"
        );
    }
    assert!(
        texts
            .iter()
            .any(|text| text.contains("no single note decides"))
    );
}

#[test]
fn signs_that_mean_something_in_xml_are_plain_text() {
    use std::sync::Arc;
    use value_journey::model::{Note, Row, Template};
    const TEXT: &str = "R&D <b>\"x\"";
    let mut project = Template::ValueMap.build();
    let map = Arc::make_mut(&mut project.value_maps[0]);
    map.name = TEXT.to_owned();
    Arc::make_mut(&mut map.jobs[0])
        .notes_mut(Row::Friction)
        .push(Arc::new(Note::new(format!("{TEXT} ]]>"))));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a&b.vjourney");
    value_journey::file::save(&project, &file, value_journey::file::Known::Nothing, None)
        .expect("saved");
    let (svg, png) = (folder.path().join("out.svg"), folder.path().join("out.png"));
    for out in [&svg, &png] {
        let output = export(&file, out, &[]);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{error}");
    }
    let svg = std::fs::read_to_string(svg).expect("written");
    let document = resvg::usvg::roxmltree::Document::parse(&svg).expect("well-formed");
    let texts = document
        .descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()));
    let texts: Vec<&str> = texts.filter(|text| text.contains("R&D")).collect();
    assert_eq!(
        texts,
        [
            format!("Customer Value Map: {TEXT}").as_str(),
            TEXT,
            &format!("{TEXT} ]]>"),
        ]
    );
    assert!(std::fs::read(png).expect("written").starts_with(b"\x89PNG"));
}

#[test]
fn an_svg_is_inert() {
    let svg = String::from_utf8(exported("tool-rental", "svg", &[])).expect("UTF-8");
    for foreign in ["<script", "href=", "onload", "<image", "foreignObject"] {
        assert!(!svg.contains(foreign), "{foreign}");
    }
}

#[test]
fn prompts_do_not_go_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (
        folder.path().join("new.vjourney"),
        folder.path().join("new.svg"),
    );
    let project = value_journey::model::Template::ValueMap.build();
    value_journey::file::save(&project, &file, value_journey::file::Known::Nothing, None)
        .expect("saved");
    assert!(export(&file, &out, &[]).status.success());
    let svg = std::fs::read_to_string(out).expect("written");
    assert!(
        svg.contains(">touchpoints<") && !svg.contains("Who is the customer"),
        "{svg}"
    );
}

#[test]
fn paper_has_its_size() {
    let svg = String::from_utf8(exported(
        "service",
        "svg",
        &["--paper", "A3", "--landscape"],
    ))
    .expect("UTF-8");
    assert!(svg.contains("width=\"420mm\"") && svg.contains("height=\"297mm\""));
    let png = exported("service", "png", &["--paper", "A4", "--landscape"]);
    let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((size(16), size(20)), (3508, 2480), "300 dpi");
}

#[test]
fn one_solution_can_be_shown_alone() {
    let svg =
        String::from_utf8(exported("tool-rental", "svg", &["--solution", "Use"])).expect("UTF-8");
    assert!(svg.contains("Somebody shows me") && !svg.contains("129 € at once"));
}

#[test]
fn what_cannot_be_exported_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out.svg");
    let said = |output: Output| {
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    let error = said(export(
        &example("tool-rental"),
        &folder.path().join("out.doc"),
        &[],
    ));
    assert!(
        error.contains("out.doc") && error.contains(".svg or .png"),
        "{error}"
    );
    let error = said(export(
        &example("tool-rental"),
        &out,
        &["--view", "Nowhere"],
    ));
    assert!(
        error.contains("“Nowhere”") && error.contains("“Get and use a drill”"),
        "{error}"
    );
    let error = said(export(&example("service"), &out, &["--view", "value-map"]));
    assert!(error.contains("no value map"), "{error}");
    let error = said(export(&folder.path().join("none.vjourney"), &out, &[]));
    assert!(
        error.contains("none.vjourney") && error.contains("no file of this name"),
        "{error}"
    );
    assert!(!out.exists());
}

/// The texts of a picture, one a line.
fn texts(svg: &[u8]) -> Vec<String> {
    let svg = std::str::from_utf8(svg).expect("UTF-8");
    let document = resvg::usvg::roxmltree::Document::parse(svg).expect("well-formed");
    let nodes = document
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    nodes
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

/// A picture of an example with something else in it.
fn picture_of(name: &str, more: &[&str], change: impl FnOnce(&mut serde_json::Value)) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (
        folder.path().join("a.vjourney"),
        folder.path().join("a.svg"),
    );
    let text = std::fs::read_to_string(example(name)).expect("there");
    let mut project = serde_json::from_str(&text).expect("JSON");
    change(&mut project);
    std::fs::write(&file, project.to_string()).expect("written");
    let output = export(&file, &out, more);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    std::fs::read(out).expect("the file was written")
}

#[test]
fn a_picture_has_title_basis_headed_totals_and_legend() {
    let all = texts(&exported("tool-rental", "svg", &[]));
    let joined = all.join(" ");
    for text in [
        "Get and use a drill",
        "a weekend builder, ten uses in three years",
        "All steps",
        "Points of 0–3: the group’s judgement, not money. Computed by Value Journey.",
        "No note is backed by evidence yet.",
        "± depends on how notes are added up",
    ] {
        assert!(joined.contains(text), "{text}: {all:?}");
    }
    let map = texts(&exported("tool-rental", "svg", &["--view", "value-map"])).join(" ");
    for text in [
        "3 of 3 gaps have an opportunity, 1 by way of a friction or process.",
        "Figures say how bad it is",
    ] {
        assert!(map.contains(text), "{text}: {map}");
    }
}

#[test]
fn a_picture_without_a_name_says_what_it_is() {
    let nameless = |project: &mut serde_json::Value| {
        project["journeys"][0]["name"] = "".into();
        project["journeys"][0]["basis"] = "".into();
        project["value_maps"][0]["name"] = "".into();
    };
    let journey = texts(&picture_of("tool-rental", &[], nameless));
    assert_eq!(journey[0], "Customer Value Journey Map");
    let basis = "It is not said for whom, and over what time or how many uses.";
    assert!(journey.iter().any(|text| text == basis), "{journey:?}");
    let map = texts(&picture_of(
        "tool-rental",
        &["--view", "value-map"],
        nameless,
    ));
    let named = map
        .iter()
        .filter(|text| *text == "Customer Value Map")
        .count();
    assert_eq!((map[0].as_str(), named), ("Customer Value Map", 1));
}

#[test]
fn notes_without_a_score_are_marked_in_a_picture() {
    let unscored = |all: bool| {
        let svg = picture_of("tool-rental", &[], |project| {
            let cells = project["journeys"][0]["solutions"][0]["cells"].as_object_mut();
            for (at, (_, cell)) in cells.expect("cells").iter_mut().enumerate() {
                let sacrifices = cell["sacrifices"].as_array_mut().into_iter().flatten();
                for note in sacrifices.filter(|_| all || at == 0) {
                    note.as_object_mut().expect("a note").remove("score");
                }
            }
        });
        texts(&svg)
    };
    let one = unscored(false);
    assert_eq!(one.iter().filter(|text| *text == "?").count(), 1, "{one:?}");
    assert!(
        one.iter().any(|text| text.contains("? not scored yet")),
        "{one:?}"
    );
    assert!(unscored(true).iter().filter(|text| *text == "?").count() > 8);
}

#[test]
fn a_long_basis_is_whole_in_a_picture() {
    let basis = "a weekend builder who needs a drill ten times in three years and lives on the \
                 fourth floor of a house without a lift, with a cellar that is damp in winter, and \
                 two neighbours who would lend theirs if they were asked in time";
    let svg = picture_of("tool-rental", &[], |project| {
        project["journeys"][0]["basis"] = basis.into();
    });
    let joined = texts(&svg).join(" ");
    assert!(
        joined.contains(&format!("Get and use a drill: {basis}")),
        "{joined}"
    );
}

#[test]
fn links_between_notes_go_out_where_they_are_asked_for_and_cover_no_words() {
    let map = |more: &[&str]| {
        exported(
            "tool-rental",
            "svg",
            &[&["--view", "value-map"], more].concat(),
        )
    };
    let (without, with) = (map(&[]), map(&["--links"]));
    assert_eq!(texts(&without), texts(&with));
    let curves = |svg: &[u8]| {
        let svg = std::str::from_utf8(svg).expect("UTF-8");
        let document = resvg::usvg::roxmltree::Document::parse(svg).expect("well-formed");
        let of = |name: &str| {
            let nodes = document.descendants();
            let nodes = nodes
                .enumerate()
                .filter(|(_, node)| node.has_tag_name(name));
            nodes.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        (of("path"), of("text"))
    };
    assert!(curves(&without).0.is_empty());
    let (links, words) = curves(&with);
    assert_eq!(links.len(), 16);
    assert!(links.last() < words.first(), "words lie over links");
}

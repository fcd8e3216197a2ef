//! The format of files, held from three sides: the program, its JSON Schema, and its description.
#![cfg(test)]

#[path = "common/edits.rs"]
mod edits;

use boon::{Compiler, SchemaIndex, Schemas};
use edits::{EXAMPLES, an_edit, config, make};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use value_journey::file;
use value_journey::model::{
    Aggregation, Evidence, Kind, Lane, Method, RECORDS, Relation, Stage, Template,
};

const SCHEMA: &str = include_str!("../assets/value-journey.schema.json");
const FORMAT: &str = include_str!("../assets/FORMAT.md");
/// Has every field there is.
const VERSION_1: &str = include_str!("data/version-1.vjourney");

struct Schema {
    all: Schemas,
    root: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let place = "file:///value-journey.schema.json";
        let mut compiler = Compiler::new();
        compiler.add_resource(place, json(SCHEMA)).expect("a place");
        let mut all = Schemas::new();
        let root = compiler.compile(place, &mut all).expect("a schema");
        Self { all, root }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.all.validate(value, self.root).is_ok()
    }

    fn check(&self, value: &Value, name: &str) {
        if let Err(error) = self.all.validate(value, self.root) {
            panic!("{name}: {error}");
        }
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn bytes(project: &value_journey::model::Project) -> String {
    String::from_utf8(file::write(project).expect("bytes")).expect("UTF-8")
}

#[test]
fn the_schema_accepts_every_example_and_template() {
    let schema = Schema::new();
    for example in EXAMPLES.iter().chain([&VERSION_1]) {
        schema.check(&json(example), "an example");
    }
    for template in Template::ALL {
        schema.check(&json(&bytes(&template.build())), template.key());
    }
}

/// The fields of an object of the schema, and those that must be there.
fn of_schema(name: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let schema = json(SCHEMA);
    let object = &schema["$defs"][name];
    let fields = object["properties"]
        .as_object()
        .unwrap_or_else(|| panic!("no `{name}`"));
    let must = object["required"].as_array().into_iter().flatten();
    (
        fields.keys().cloned().collect(),
        must.filter_map(|name| name.as_str().map(str::to_owned))
            .collect(),
    )
}

#[test]
fn the_schema_has_the_fields_of_the_program_and_no_others() {
    for (name, record) in RECORDS {
        let known: BTreeSet<String> = record.keys().map(|(field, _)| field.to_owned()).collect();
        let must = record.keys().filter(|(_, must)| *must);
        let must: BTreeSet<String> = must.map(|(field, _)| field.to_owned()).collect();
        assert_eq!(of_schema(name), (known, must), "{name}");
    }
    let schema = json(SCHEMA);
    let defined = schema["$defs"].as_object().expect("objects").len();
    // Ids and values by id are no objects of their own.
    assert_eq!(defined, RECORDS.len() + 2);
    let records =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/model")).expect("a folder");
    let count: usize = records
        .map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("text"))
        .map(|text| text.lines().filter(|line| *line == "record! {").count())
        .sum();
    assert_eq!(count, RECORDS.len(), "each kind of object is in the list");
}

/// The words the program reads for an enum, from what it says of a wrong one.
fn words<T: serde::de::DeserializeOwned>() -> BTreeSet<String> {
    let error = serde_json::from_str::<T>("\"?\"")
        .err()
        .expect("no word")
        .to_string();
    let (_, expected) = error.split_once("expected").expect("it says what");
    expected
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_schema_has_the_words_of_the_program() {
    let schema = json(SCHEMA);
    let listed = |path: &str| {
        let list = schema
            .pointer(&format!("/$defs/{path}/enum"))
            .and_then(Value::as_array);
        let list = list.unwrap_or_else(|| panic!("no words at {path}")).iter();
        list.filter_map(|word| word.as_str().map(str::to_owned))
            .collect::<BTreeSet<_>>()
    };
    for (path, words) in [
        ("note/properties/kind", words::<Kind>()),
        ("note/properties/evidence", words::<Evidence>()),
        ("link/properties/relation", words::<Relation>()),
        ("journey/properties/method", words::<Method>()),
        ("journey/properties/aggregation", words::<Aggregation>()),
        ("journey/properties/lanes/items", words::<Lane>()),
        ("step/properties/stage", words::<Stage>()),
    ] {
        assert_eq!(listed(path), words, "{path}");
    }
}

/// Calls `change` once for every field of every object of the file, with what it was.
fn each_field(value: &Value, path: &str, found: &mut Vec<(String, String, Value)>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                found.push((path.to_owned(), key.clone(), inner.clone()));
                each_field(inner, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                each_field(inner, &format!("{path}/{at}"), found);
            }
        }
        _ => {}
    }
}

fn object_at<'a>(value: &'a mut Value, path: &str) -> &'a mut Map<String, Value> {
    let object = value.pointer_mut(path).expect("it is there");
    object.as_object_mut().expect("an object")
}

#[test]
fn the_schema_and_the_program_refuse_the_same_wrong_fields() {
    let schema = Schema::new();
    let good = json(VERSION_1);
    let mut fields = Vec::new();
    each_field(&good, "", &mut fields);
    assert!(fields.len() > 150, "{}", fields.len());
    let required: BTreeSet<&str> = RECORDS
        .iter()
        .flat_map(|(_, record)| record.keys())
        .filter_map(|(field, must)| must.then_some(field))
        .collect();
    for (path, key, value) in fields {
        let mut wrong = good.clone();
        let other = match value {
            Value::String(_) | Value::Array(_) | Value::Object(_) => Value::from(5),
            _ => Value::from("five"),
        };
        object_at(&mut wrong, &path).insert(key.clone(), other);
        assert!(!schema.accepts(&wrong), "{path}/{key} of another type");
        assert!(
            file::read(wrong.to_string().as_bytes()).is_err(),
            "{path}/{key} of another type"
        );
        // A key of cells may be called like a field.
        let is_key = path.ends_with("/cells") || path.ends_with("/counts");
        if required.contains(key.as_str()) && !is_key {
            let mut missing = good.clone();
            object_at(&mut missing, &path).remove(&key);
            assert!(!schema.accepts(&missing), "without {path}/{key}");
            assert!(
                file::read(missing.to_string().as_bytes()).is_err(),
                "without {path}/{key}"
            );
        }
    }
}

#[test]
fn what_is_off_the_limits_is_refused_by_both() {
    let schema = Schema::new();
    for (from, to) in [
        ("\"id\": \"pe\"", "\"id\": \"PE\""),
        ("\"id\": \"pe\"", "\"id\": \"abcdefghijklm\""),
        ("\"version\": 1", "\"version\": 0"),
        ("\"version\": 1", "\"version\": 2"),
        ("\"format\": \"value-journey\"", "\"format\": \"journey\""),
        ("\"max\": 5", "\"max\": 0"),
        ("\"max\": 5", "\"max\": 11"),
        ("\"severity\": 2", "\"severity\": 4"),
        ("\"severity\": 2", "\"severity\": 0"),
        ("\"score\": 3", "\"score\": -1"),
        ("\"score\": 3", "\"score\": 10.5"),
        ("\"mentions\": 3", "\"mentions\": -1"),
        ("\"s2\": 18000", "\"s2\": -1"),
        ("\"kind\": \"functional\"", "\"kind\": \"useful\""),
        ("\"relation\": \"occurs_at\"", "\"relation\": \"likes\""),
        ("\"stage\": \"engage\"", "\"stage\": \"engaged\""),
    ] {
        assert!(VERSION_1.contains(from), "{from}");
        let wrong = VERSION_1.replacen(from, to, 1);
        assert!(!schema.accepts(&json(&wrong)), "the schema accepts {to}");
        assert!(
            file::read(wrong.as_bytes()).is_err(),
            "the program accepts {to}"
        );
    }
    let long = VERSION_1.replacen("Slow form", &"x".repeat(65_537), 1);
    assert!(!schema.accepts(&json(&long)) && file::read(long.as_bytes()).is_err());
}

#[test]
fn a_file_of_version_1_opens_and_is_written_as_it_was() {
    let project = file::read(VERSION_1.as_bytes()).expect("it opens");
    assert_eq!(bytes(&project), VERSION_1);
    // Each field of each object is in it: a golden file of everything.
    let mut found = Vec::new();
    each_field(&json(VERSION_1), "", &mut found);
    let keys: BTreeSet<&str> = found.iter().map(|(_, key, _)| key.as_str()).collect();
    for (name, record) in RECORDS {
        for (field, _) in record.keys() {
            assert!(
                keys.contains(field),
                "{name}: {field} is not in the golden file"
            );
        }
    }
}

#[test]
fn a_file_in_canonical_form_is_written_as_it_was() {
    for example in EXAMPLES {
        let project = file::read(example.as_bytes()).expect("an example");
        assert_eq!(bytes(&project), example);
    }
}

#[test]
fn the_description_has_a_file_that_opens_and_names_every_field() {
    let (_, after) = FORMAT.split_once("```json\n").expect("an example");
    let (example, _) = after.split_once("```").expect("its end");
    let project = file::read(example.as_bytes()).expect("the example opens");
    assert_eq!(bytes(&project), example, "in the form the program writes");
    Schema::new().check(&json(example), "the example of the description");
    for (name, record) in RECORDS {
        for (field, _) in record.keys() {
            assert!(
                FORMAT.contains(&format!("`{field}`")),
                "{name}: `{field}` is not described"
            );
        }
    }
}

#[test]
fn moving_a_note_changes_only_its_lines() {
    use value_journey::edit;
    use value_journey::model::Place;
    let before = file::read(EXAMPLES[0].as_bytes()).expect("an example");
    let (place, note) = before
        .all_notes()
        .find(|(_, note)| note.text == "129 € at once")
        .map(|(place, note)| (place, note.clone()))
        .expect("the note");
    let Place::Lane { solution, lane, .. } = place else {
        panic!("on the journey");
    };
    let step = before.journeys[0].steps[3].id;
    let mut after = before.clone();
    let to = Place::Lane {
        solution,
        step,
        lane,
    };
    edit::move_notes(&mut after, &[note.id], to, 0);
    let plain = |text: String| -> Vec<String> {
        text.lines()
            .map(|line| line.trim_end_matches(',').to_owned())
            .collect()
    };
    let (old, new) = (plain(bytes(&before)), plain(bytes(&after)));
    assert_eq!(old.len(), new.len());
    let mut sorted = [old.clone(), new.clone()];
    for lines in &mut sorted {
        lines.sort();
    }
    assert_eq!(sorted[0], sorted[1], "the same lines at other places");
    let lines = serde_json::to_string_pretty(&*note)
        .expect("JSON")
        .lines()
        .count();
    let first = old
        .iter()
        .zip(&new)
        .position(|(old, new)| old != new)
        .expect("it moved");
    // Without the lines of the note both are the same.
    let rest: Vec<&String> = old[..first].iter().chain(&old[first + lines..]).collect();
    let is_rest = (0..new.len() - lines).any(|at| {
        new[..at]
            .iter()
            .chain(&new[at + lines..])
            .eq(rest.iter().copied())
    });
    assert!(is_rest, "nothing else has changed");
}

/// Numbers and nesting as `serde_json` reads them by itself: a dependency that turned on one of its
/// features would change what files mean.
#[test]
fn the_parser_has_none_of_the_features_that_change_files() {
    let number: Value = json("1.10");
    assert_eq!(number.to_string(), "1.1", "arbitrary_precision is off");
    let deep = "[".repeat(200) + &"]".repeat(200);
    assert!(
        serde_json::from_str::<Value>(&deep).is_err(),
        "unbounded_depth is off"
    );
}

#[test]
fn numbers_are_read_exactly_or_refused() {
    let with = |score: &str| VERSION_1.replacen("\"score\": 3", &format!("\"score\": {score}"), 1);
    for (written, kept) in [
        ("3.0", "3"),
        ("3.50", "3.5"),
        ("0.125", "0.125"),
        ("3e0", "3"),
        ("-0", "0"),
    ] {
        let project = file::read(with(written).as_bytes())
            .unwrap_or_else(|error| panic!("{written}: {error}"));
        assert!(
            bytes(&project).contains(&format!("\"score\": {kept},")),
            "{written}"
        );
    }
    for wrong in [
        "1e400",
        "123456789012345678901",
        "NaN",
        "Infinity",
        "\"3\"",
        "0x3",
        "+3",
        ".5",
    ] {
        let error = file::read(with(wrong).as_bytes()).err();
        assert!(
            error.is_some_and(|error| error.to_string().contains("Line ")),
            "{wrong}"
        );
    }
}

/// The same objects with their keys in another order.
fn shuffled(value: &Value, seed: &mut u64) -> String {
    match value {
        Value::Object(object) => {
            let mut fields: Vec<(&String, &Value)> = object.iter().collect();
            for at in (1..fields.len()).rev() {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                fields.swap(at, (*seed >> 33) as usize % (at + 1));
            }
            let fields: Vec<String> = fields
                .into_iter()
                .map(|(key, value)| {
                    format!("{}:{}", Value::from(key.clone()), shuffled(value, seed))
                })
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(list) => {
            let list: Vec<String> = list.iter().map(|value| shuffled(value, seed)).collect();
            format!("[{}]", list.join(","))
        }
        other => other.to_string(),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_project_reads_back_in_any_order_of_its_keys(example in 0..3_usize, edits in vec(an_edit(), 0..12), seed in any::<u64>()) {
        let mut project = file::read(EXAMPLES[example].as_bytes()).expect("an example");
        for edit in &edits {
            make(&mut project, edit);
        }
        let text = bytes(&project);
        let value = json(&text);
        prop_assert!(file::read(text.as_bytes()).is_ok_and(|again| again == project));
        // Unknown fields keep their order, whatever it is; what is known does not care.
        let again = file::read(shuffled(&value, &mut seed.clone()).as_bytes());
        let again = again.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut twice = [json(&bytes(&again)), value];
        prop_assert!(twice[0] == twice[1]);
        let accepted = Schema::new().accepts(&twice[1].take());
        prop_assert!(accepted, "the schema accepts it");
    }

    #[test]
    fn unknown_fields_survive_at_every_level(place in any::<usize>(), number in "-?[1-9][0-9]{0,30}(\\.[0-9]{1,20})?(e[1-9]{1,3})?") {
        let mut fields = Vec::new();
        each_field(&json(VERSION_1), "", &mut fields);
        // A field that is known tells which objects take others beside it.
        let known: Vec<&str> = RECORDS.iter().flat_map(|(_, record)| record.keys().map(|(field, _)| field)).collect();
        let lines: Vec<usize> = VERSION_1
            .lines()
            .enumerate()
            .filter(|(_, line)| {
                let key = line.trim_start().strip_prefix('"').and_then(|line| line.split_once("\": "));
                key.is_some_and(|(key, value)| known.contains(&key) && !value.ends_with(['[', '{']))
            })
            .map(|(at, _)| at)
            .collect();
        let at = lines[place % lines.len()];
        let later = format!("\"x-later\": {{\"n\": {number}, \"list\": [1.10,  null]}},");
        let mut text: Vec<&str> = VERSION_1.lines().collect();
        text.insert(at, &later);
        let mut project = file::read(text.join("\n").as_bytes()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        // An edit elsewhere.
        project.description.push('!');
        let written = bytes(&project);
        let raw = format!("\"x-later\": {{\"n\": {number}, \"list\": [1.10,  null]}}");
        prop_assert!(written.contains(&raw), "{} is gone", raw);
        prop_assert!(file::read(written.as_bytes()).is_ok_and(|again| again == project));
    }
}

/// Each sentence of the description about how much there may be, and what else is allowed, is tried.
#[test]
fn what_the_description_says_of_limits_holds() {
    let normal: String = FORMAT.split_whitespace().collect::<Vec<_>>().join(" ");
    let says = |words: &str| assert!(normal.contains(words), "{words}");
    let head = "{\"format\":\"value-journey\",\"version\":1";
    let opens = |rest: &str| file::read(format!("{head},{rest}}}").as_bytes()).is_ok();
    let many = |count: usize, one: &dyn Fn(usize) -> String| -> String {
        (0..count).map(one).collect::<Vec<_>>().join(",")
    };

    says("400,000 of them in all, 200 in one object");
    let fields = |count| opens(&many(count, &|at| format!("\"a{at}\":0")));
    assert!(fields(200) && !fields(201));

    says("a key may stand there twice");
    assert!(opens("\"later\":{\"a\":1,\"a\":2}"));
    assert!(!opens("\"later\":1,\"later\":2"));

    says("all together");
    let parts = |personas, steps| {
        let personas = many(personas, &|at| {
            format!("{{\"id\":\"p{at}\",\"name\":\"\"}}")
        });
        let steps = many(steps, &|at| format!("{{\"id\":\"s{at}\",\"name\":\"\"}}"));
        opens(&format!(
            "\"personas\":[{personas}],\"journeys\":[{{\"id\":\"j\",\"name\":\"\",\"steps\":[{steps}]}}]"
        ))
    };
    assert!(parts(5_000, 4_999) && !parts(5_000, 5_000));

    says("whether anything is in them or not");
    let cells = |steps, solutions| {
        let steps = many(steps, &|at| format!("{{\"id\":\"s{at}\",\"name\":\"\"}}"));
        let solutions = many(solutions, &|at| {
            format!("{{\"id\":\"a{at}\",\"name\":\"\"}}")
        });
        opens(&format!(
            "\"journeys\":[{{\"id\":\"j\",\"name\":\"\",\"steps\":[{steps}],\"solutions\":[{solutions}]}}]"
        ))
    };
    assert!(cells(1_000, 200) && !cells(1_000, 201));

    says("Notes may stand beside `applies` and `nothing_here`");
    let cell = |mark: &str| {
        opens(&format!(
            "\"journeys\":[{{\"id\":\"j\",\"name\":\"\",\"steps\":[{{\"id\":\"s\",\"name\":\"\"}}],\"solutions\":[{{\"id\":\"a\",\"name\":\"\",\"cells\":{{\"s\":{{{mark},\"benefits\":[{{\"id\":\"n\",\"text\":\"\",\"score\":2}}]}}}}}}]}}]"
        ))
    };
    assert!(cell("\"applies\":false") && cell("\"nothing_here\":true"));

    says("The same link may stand there more than once");
    let notes = "\"value_maps\":[{\"id\":\"m\",\"name\":\"\",\"jobs\":[{\"id\":\"b\",\"friction\":[{\"id\":\"f\",\"text\":\"\"}],\"value_gaps\":[{\"id\":\"g\",\"text\":\"\"}]}]}]";
    let link = "{\"from\":\"f\",\"to\":\"g\",\"relation\":\"widens\"}";
    assert!(opens(&format!("{notes},\"links\":[{link},{link}]")));
}

//! Links, modes, names and what is no file, as an ordinary user.

use crate::worker::{REFUSED, SAVED, numbered};
use crate::{Figures, Outcome, Run, has, is_root};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use value_journey::file::{self, Hash, Known, OpenError, SaveError, Store, WriteError};

/// The user who is nobody.
const NOBODY: &str = "65534";

pub(crate) fn run(run: &Run) -> Outcome {
    let folder = run.folder();
    let mut command = if is_root() {
        if !has("setpriv") {
            return Outcome::Skipped("there is no setpriv".to_owned());
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]);
        command.arg(&run.program);
        command
    } else {
        Command::new(&run.program)
    };
    let foreign = folder.path().join("foreign");
    if is_root() {
        // A file of somebody else in a folder of ours: its owner cannot be kept by replacing it.
        fs::write(&foreign, bytes(1)).expect("written");
        fs::set_permissions(&foreign, fs::Permissions::from_mode(0o666)).expect("a mode");
    }
    let output = command
        .args(["worker", "cases"])
        .arg(folder.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = said.lines().collect();
    let mut failures: Vec<String> = lines
        .iter()
        .filter(|line| !line.starts_with("ok"))
        .map(|line| (*line).to_owned())
        .collect();
    if !output.status.success() && failures.is_empty() {
        failures.push(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Outcome::Done(Figures {
        n: lines.len(),
        failures,
        notes: "As an ordinary user.".to_owned(),
    })
}

fn bytes(number: u64) -> Vec<u8> {
    file::write(&numbered(number)).expect("bytes")
}

/// One case in a folder of its own.
struct Case {
    folder: PathBuf,
}

impl Case {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A file of the old version.
    fn file(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes(1)).expect("written");
        path
    }

    fn store(&self) -> Store {
        Store::at(self.path("state"))
    }

    fn save(&self, path: &Path) -> Result<Hash, SaveError> {
        let known = Known::Bytes(Hash::of(&bytes(1)));
        file::save(&numbered(2), path, known, Some(&self.store()))
    }

    fn create(&self, path: &Path) -> Result<Hash, SaveError> {
        file::save(&numbered(2), path, Known::Nothing, Some(&self.store()))
    }

    /// Names in the folder, without ours.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).expect("a folder").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| name != "state").collect();
        names.sort();
        names
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
}

fn mode_of(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").mode() & 0o7777
}

fn is_new(path: &Path) -> bool {
    fs::read(path).is_ok_and(|found| found == bytes(2))
}

fn is_old(path: &Path) -> bool {
    fs::read(path).is_ok_and(|found| found == bytes(1))
}

fn refused(result: Result<Hash, SaveError>, expected: fn(&WriteError) -> bool) -> bool {
    matches!(result, Err(SaveError::Write(error)) if expected(&error))
}

type Check = fn(&Case) -> bool;

const CASES: [(&str, Check); 33] = [
    ("a plain file", |case| {
        let path = case.file("a");
        case.save(&path).is_ok() && is_new(&path) && case.names() == ["a"]
    }),
    ("a new file", |case| {
        let path = case.path("a");
        case.create(&path).is_ok() && is_new(&path) && case.names() == ["a"]
    }),
    ("a new file has the mode of any new file", |case| {
        let (path, other) = (case.path("a"), case.path("b"));
        fs::write(&other, "x").expect("written");
        case.create(&path).is_ok() && mode_of(&path) == mode_of(&other)
    }),
    ("a new file is not put over one that has come", |case| {
        let path = case.file("a");
        matches!(case.create(&path), Err(SaveError::Changed(_))) && is_old(&path)
    }),
    ("a link is followed", |case| {
        let (path, link) = (case.file("a"), case.path("link"));
        symlink("a", &link).expect("linked");
        case.save(&link).is_ok() && is_new(&path) && link.is_symlink()
    }),
    ("a link to a link", |case| {
        let path = case.file("a");
        symlink("a", case.path("one")).expect("linked");
        symlink("one", case.path("two")).expect("linked");
        case.save(&case.path("two")).is_ok() && is_new(&path) && case.path("one").is_symlink()
    }),
    ("a link into another folder", |case| {
        fs::create_dir(case.path("there")).expect("a folder");
        let path = case.file("there/a");
        symlink("there/a", case.path("link")).expect("linked");
        case.save(&case.path("link")).is_ok() && is_new(&path) && case.names() == ["link", "there"]
    }),
    ("a link to a file that is yet to come", |case| {
        symlink("later", case.path("link")).expect("linked");
        case.create(&case.path("link")).is_ok()
            && is_new(&case.path("later"))
            && case.path("link").is_symlink()
    }),
    ("a link that leads back to itself", |case| {
        symlink("loop", case.path("loop")).expect("linked");
        case.create(&case.path("loop")).is_err() && case.path("loop").is_symlink()
    }),
    ("a link into a folder that is gone", |case| {
        symlink("gone/a", case.path("link")).expect("linked");
        refused(case.create(&case.path("link")), |error| {
            matches!(error, WriteError::NoFolder)
        })
    }),
    ("a hard link stays one", |case| {
        let (path, other) = (case.file("a"), case.path("b"));
        fs::hard_link(&path, &other).expect("linked");
        let number = fs::metadata(&path).expect("there").ino();
        case.save(&path).is_ok()
            && is_new(&other)
            && fs::metadata(&path).expect("there").ino() == number
    }),
    (
        "both versions are kept before a hard link is written",
        |case| {
            let path = case.file("a");
            fs::hard_link(&path, case.path("b")).expect("linked");
            let saved = case.save(&path).is_ok();
            saved && case.store().versions_of(&path).list().len() == 2
        },
    ),
    (
        "a hard link without a place for copies is refused",
        |case| {
            let path = case.file("a");
            fs::hard_link(&path, case.path("b")).expect("linked");
            let known = Known::Bytes(Hash::of(&bytes(1)));
            refused(file::save(&numbered(2), &path, known, None), |error| {
                matches!(error, WriteError::NoCopy(_))
            }) && is_old(&path)
        },
    ),
    ("the mode is kept", |case| {
        let path = case.file("a");
        mode(&path, 0o640);
        case.save(&path).is_ok() && mode_of(&path) == 0o640
    }),
    ("the mode of a file for oneself is kept", |case| {
        let path = case.file("a");
        mode(&path, 0o600);
        case.save(&path).is_ok() && mode_of(&path) == 0o600
    }),
    ("the mode of a program is kept", |case| {
        let path = case.file("a");
        mode(&path, 0o755);
        case.save(&path).is_ok() && mode_of(&path) == 0o755
    }),
    ("a read-only file is not replaced", |case| {
        let path = case.file("a");
        mode(&path, 0o444);
        refused(case.save(&path), |error| {
            matches!(error, WriteError::Forbidden)
        }) && is_old(&path)
    }),
    ("a read-only folder: the file is written in place", |case| {
        let folder = case.path("there");
        fs::create_dir(&folder).expect("a folder");
        let path = case.file("there/a");
        mode(&folder, 0o555);
        let saved = case.save(&path).is_ok() && is_new(&path);
        mode(&folder, 0o755);
        saved && fs::read_dir(&folder).expect("there").count() == 1
    }),
    ("a new file in a read-only folder", |case| {
        let folder = case.path("there");
        fs::create_dir(&folder).expect("a folder");
        mode(&folder, 0o555);
        let refused = refused(case.create(&folder.join("a")), |error| {
            matches!(error, WriteError::Forbidden)
        });
        mode(&folder, 0o755);
        refused
    }),
    ("a folder that may be written and not be read", |case| {
        let folder = case.path("there");
        fs::create_dir(&folder).expect("a folder");
        let path = case.file("there/a");
        mode(&folder, 0o300);
        let saved = case.save(&path).is_ok();
        mode(&folder, 0o755);
        saved && is_new(&path)
    }),
    ("a folder one may not enter", |case| {
        let folder = case.path("there");
        fs::create_dir(&folder).expect("a folder");
        let path = case.file("there/a");
        mode(&folder, 0o000);
        let refused = refused(case.save(&path), |error| {
            matches!(error, WriteError::Forbidden)
        });
        mode(&folder, 0o755);
        refused && is_old(&path)
    }),
    ("a file one may not read is not replaced", |case| {
        let path = case.file("a");
        mode(&path, 0o200);
        let refused = refused(case.save(&path), |error| {
            matches!(error, WriteError::Unreadable)
        });
        mode(&path, 0o600);
        refused && is_old(&path)
    }),
    ("a file one may not read is not opened", |case| {
        let path = case.file("a");
        mode(&path, 0o000);
        file::open(&path) == Err(OpenError::Forbidden)
    }),
    ("a pipe is not opened and not replaced", |case| {
        let path = case.path("pipe");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &path,
            rustix::fs::FileType::Fifo,
            0o666.into(),
            0,
        )
        .expect("a pipe");
        matches!(file::open(&path), Err(OpenError::NotAFile(_)))
            && refused(case.save(&path), |error| {
                matches!(error, WriteError::NotAFile)
            })
    }),
    ("a device is not opened", |_| {
        matches!(
            file::open(Path::new("/dev/zero")),
            Err(OpenError::NotAFile(_))
        )
    }),
    ("a folder is not opened and not replaced", |case| {
        let path = case.path("folder");
        fs::create_dir(&path).expect("a folder");
        matches!(file::open(&path), Err(OpenError::NotAFile(_)))
            && refused(case.save(&path), |error| {
                matches!(error, WriteError::IsFolder)
            })
    }),
    ("the longest name a disk accepts", |case| {
        let path = case.file(&"n".repeat(255));
        case.save(&path).is_ok() && is_new(&path)
    }),
    ("a name that is too long", |case| {
        refused(case.create(&case.path(&"n".repeat(256))), |error| {
            matches!(error, WriteError::BadName)
        })
    }),
    ("a name that is no text", |case| {
        let path = case.folder.join(OsStr::from_bytes(b"\xff\xfe.vjourney"));
        fs::write(&path, bytes(1)).expect("written");
        case.save(&path).is_ok() && is_new(&path)
    }),
    ("a name with a line break and quotes", |case| {
        let path = case.file("a\n\"b\"'c';\u{7}.vjourney");
        case.save(&path).is_ok() && is_new(&path)
    }),
    ("a folder that is gone", |case| {
        refused(case.create(&case.path("gone/a")), |error| {
            matches!(error, WriteError::NoFolder)
        })
    }),
    ("a file below a file", |case| {
        case.file("a");
        refused(case.create(&case.path("a/b")), |error| {
            matches!(error, WriteError::NoFolder)
        })
    }),
    ("a file of somebody else keeps its owner", |case| {
        let path = case.folder.with_file_name("foreign");
        if !path.exists() {
            return true;
        }
        let owner = fs::metadata(&path).expect("there").uid();
        case.save(&path).is_ok()
            && is_new(&path)
            && fs::metadata(&path).expect("there").uid() == owner
    }),
];

/// All cases; prints a line each.
pub(crate) fn all(folder: &Path) -> u8 {
    let mut code = SAVED;
    for (at, (name, check)) in CASES.iter().enumerate() {
        let folder = folder.join(at.to_string());
        fs::create_dir(&folder).expect("a folder");
        let case = Case { folder };
        if check(&case) {
            println!("ok: {name}");
        } else {
            println!("failed: {name}");
            code = REFUSED;
        }
    }
    code
}

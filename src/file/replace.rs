//! Putting new bytes in the place of a file: complete and flushed before anybody can see them, and
//! never over a version that nobody has looked at.
//!
//! Where a document cannot be replaced as a whole (hard links, a folder one may not write into, an owner
//! that cannot be kept) it is written in place, once both versions are kept elsewhere. What goes out
//! beside documents is never written in place, and never takes the place of a document.

use super::errors::{Known, SaveError, Why, WriteError};
use super::hash::Hash;
use super::open::{self, OpenError};
use crate::model;
use memchr::memmem;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// How often a file may change under our hands before we give up.
const TRIES: usize = 20;
/// How many links may lead from one to the next.
const MOST_LINKS: usize = 40;

/// Where versions go before they are written over.
pub(super) type Keep<'a> = dyn Fn(&[u8], Why, SystemTime) -> io::Result<()> + 'a;

/// The file as it was found.
struct Present {
    about: Metadata,
    bytes: Vec<u8>,
    hash: Hash,
}

/// Puts the bytes in the place of the file. Without a `keep` they are no document: nothing is kept of
/// what stood there, so they replace it as a whole or not at all, and no project is replaced by them.
///
/// # Errors
/// A sentence; [`SaveError::Changed`] with what somebody else has written.
pub(super) fn replace(
    bytes: &[u8],
    path: &Path,
    known: Known,
    keep: Option<&Keep<'_>>,
) -> Result<(), SaveError> {
    let new = Hash::of(bytes);
    let target = resolved(path)?;
    let _turn = Turn::take(&target);
    for _ in 0..TRIES {
        let present = look(&target)?;
        let Some(present) = present else {
            match create(bytes, &target)? {
                Done::Yes => return Ok(()),
                Done::Again => continue,
            }
        };
        let expected = match known {
            Known::Bytes(hash) => hash,
            Known::Anything => present.hash,
            // Nobody has seen what stands there.
            Known::Nothing => new,
        };
        if present.hash != expected {
            if present.hash == new {
                return flush(&target);
            }
            return Err(SaveError::changed(present.bytes, present.hash));
        }
        if known == Known::Nothing {
            return flush_folder(&target);
        }
        if keep.is_none() && is_project(&present.bytes) {
            return Err(WriteError::Project.into());
        }
        if present.about.permissions().readonly() {
            return Err(WriteError::Forbidden.into());
        }
        // Without a copy of what is written over the save goes on: this file is complete either way.
        let saved_at = present
            .about
            .modified()
            .unwrap_or_else(|_| SystemTime::now());
        let is_kept = keep.map(|keep| keep(&present.bytes, Why::Saved, saved_at));
        if let Some(Err(error)) = &is_kept {
            log::warn!("The version before could not be kept: {error}");
        }
        match swap_in(bytes, &target, &present)? {
            Way::Swapped(Done::Yes) => return flush_folder(&target),
            Way::Swapped(Done::Again) => {}
            Way::PutBack(other) => {
                flush_folder(&target)?;
                let hash = Hash::of(&other);
                return Err(SaveError::changed(other, hash));
            }
            Way::CameOut(other, on_disk) => {
                // It is in nobody's hands but ours.
                let kept = keep.map(|keep| keep(&other, Why::Replaced, SystemTime::now()));
                if let Some(Err(error)) = kept {
                    log::error!("Somebody else's version could not be kept: {error}");
                }
                flush_folder(&target)?;
                return Err(SaveError::changed(other, on_disk));
            }
            Way::InPlace => {
                let (Some(keep), Some(is_kept)) = (keep, is_kept) else {
                    return Err(WriteError::NotWhole.into());
                };
                is_kept
                    .and_then(|()| keep(bytes, Why::InPlace, SystemTime::now()))
                    .map_err(|error| WriteError::NoCopy(open::plain(&error)))?;
                return in_place(bytes, &target, &present);
            }
        }
    }
    Err(WriteError::Busy.into())
}

enum Done {
    Yes,
    /// Somebody was quicker: look again.
    Again,
}

enum Way {
    Swapped(Done),
    /// This was there instead of what had been looked at, and is there again.
    PutBack(Vec<u8>),
    /// This was there as well, and something else, of this hash, is there now.
    CameOut(Vec<u8>, Hash),
    /// The file cannot be replaced as a whole.
    InPlace,
}

/// Whether these are the bytes of a project, a damaged one or one with the marks of a conflict too: what
/// says of itself that it is one.
pub fn is_project(bytes: &[u8]) -> bool {
    let word = format!("\"{}\"", model::FORMAT);
    memmem::find_iter(bytes, &word).any(|at| {
        let before = bytes[..at].trim_ascii_end();
        let key = before.strip_suffix(b":").map(<[u8]>::trim_ascii_end);
        key.is_some_and(|key| key.ends_with(b"\"format\""))
    })
}

fn look(target: &Path) -> Result<Option<Present>, WriteError> {
    let about = match fs::metadata(target) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if about.is_dir() {
        return Err(WriteError::IsFolder);
    }
    let bytes = match open::read_bytes(target) {
        Ok(bytes) => bytes,
        Err(OpenError::Missing) => return Ok(None),
        Err(OpenError::NotAFile(_)) => return Err(WriteError::NotAFile),
        Err(OpenError::Forbidden) => return Err(WriteError::Unreadable),
        Err(error) => return Err(WriteError::Other(error.to_string())),
    };
    let hash = Hash::of(&bytes);
    Ok(Some(Present { about, bytes, hash }))
}

/// A new file; never over one that has come meanwhile.
fn create(bytes: &[u8], target: &Path) -> Result<Done, SaveError> {
    let new = written(bytes, target)?;
    match new.persist_noclobber(target) {
        Ok(_) => {
            flush_folder(target)?;
            Ok(Done::Yes)
        }
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Done::Again),
        Err(error) => Err(WriteError::from(error.error).into()),
    }
}

fn swap_in(bytes: &[u8], target: &Path, present: &Present) -> Result<Way, SaveError> {
    if links(&present.about) > 1 {
        return Ok(Way::InPlace);
    }
    let new = match temporary_file(target) {
        Ok(new) => new,
        Err(error) => match WriteError::from(error) {
            WriteError::Forbidden => return Ok(Way::InPlace),
            error => return Err(error.into()),
        },
    };
    if !takes_after(&new, target, &present.about) {
        return Ok(Way::InPlace);
    }
    // Mode and owner first: they are flushed with the bytes.
    let new = filled(new, bytes)?;
    match exchange(new.path(), target) {
        Exchange::Done => came_out(&new, target, present.hash, Hash::of(bytes)),
        Exchange::Gone => Ok(Way::Swapped(Done::Again)),
        Exchange::Impossible => {
            // A last look; between it and the rename only a lock would help that others heed.
            let is_same = look(target)?.is_some_and(|found| found.hash == present.hash);
            if !is_same {
                return Ok(Way::Swapped(Done::Again));
            }
            match persist(new, target) {
                Ok(()) => Ok(Way::Swapped(Done::Yes)),
                // Some network folders and portals do not rename.
                Err(WriteError::Forbidden | WriteError::Other(_)) => Ok(Way::InPlace),
                Err(error) => Err(error.into()),
            }
        }
        Exchange::Failed(error) => match WriteError::from(error) {
            WriteError::Forbidden | WriteError::Other(_) => Ok(Way::InPlace),
            error => Err(error.into()),
        },
    }
}

/// Looks at what the swap brought out. If somebody has written between the look and the swap, theirs
/// goes back to its place.
fn came_out(
    new: &tempfile::NamedTempFile,
    target: &Path,
    expected: Hash,
    ours: Hash,
) -> Result<Way, SaveError> {
    let read = || fs::read(new.path()).map_err(WriteError::from);
    let out = read()?;
    if Hash::of(&out) == expected {
        return Ok(Way::Swapped(Done::Yes));
    }
    if !matches!(exchange(new.path(), target), Exchange::Done) {
        return Ok(Way::CameOut(out, ours));
    }
    let again = read()?;
    if Hash::of(&again) == ours {
        return Ok(Way::PutBack(out));
    }
    Ok(Way::CameOut(again, Hash::of(&out)))
}

/// One save after the other in a folder: held by each program of this machine that asks for it. Only
/// advice, and where it cannot be had the swap alone must do.
struct Turn(Option<File>);

impl Turn {
    /// How long to wait for the others.
    const PATIENCE: Duration = Duration::from_secs(2);

    fn take(target: &Path) -> Self {
        let Ok(folder) = File::open(folder_of(target)) else {
            return Self(None);
        };
        let begin = Instant::now();
        loop {
            match folder.try_lock() {
                Ok(()) => return Self(Some(folder)),
                Err(fs::TryLockError::WouldBlock) if begin.elapsed() < Self::PATIENCE => {
                    std::thread::sleep(Duration::from_millis(2));
                }
                Err(_) => return Self(None),
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.0.as_ref().map(File::unlock) {
            log::warn!("The folder could not be unlocked: {error}");
        }
    }
}

enum Exchange {
    Done,
    /// The file is not there any more.
    Gone,
    /// Not on this system or this disk.
    Impossible,
    Failed(io::Error),
}

#[cfg(target_os = "linux")]
fn exchange(new: &Path, target: &Path) -> Exchange {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Exchange::Done,
        Err(Errno::NOENT) => Exchange::Gone,
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Exchange::Impossible,
        Err(error) => Exchange::Failed(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> Exchange {
    Exchange::Impossible
}

/// Takes the place of the file. On Windows a virus scanner may hold it for a moment.
fn persist(new: tempfile::NamedTempFile, target: &Path) -> Result<(), WriteError> {
    let mut new = new;
    let begin = std::time::Instant::now();
    loop {
        match new.persist(target) {
            Ok(_) => return Ok(()),
            Err(error)
                if cfg!(windows)
                    && matches!(error.error.raw_os_error(), Some(5 | 32 | 33))
                    && begin.elapsed().as_millis() < 1000 =>
            {
                std::thread::sleep(std::time::Duration::from_millis(50));
                new = error.file;
            }
            Err(error) => return Err(error.error.into()),
        }
    }
}

/// The file keeps what hangs on it; should the disk fail in the middle, both versions are kept
/// elsewhere, and the old one is tried to be put back.
fn in_place(bytes: &[u8], target: &Path, present: &Present) -> Result<(), SaveError> {
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .open(target)
        .map_err(WriteError::from)?;
    let mut found = Vec::new();
    file.read_to_end(&mut found).map_err(WriteError::from)?;
    let found_hash = Hash::of(&found);
    if found_hash != present.hash {
        return Err(SaveError::changed(found, found_hash));
    }
    let written = write_over(&mut file, bytes);
    if let Err(error) = written {
        return Err(match write_over(&mut file, &present.bytes) {
            Ok(()) => WriteError::from(error).into(),
            Err(_) => WriteError::Half(open::plain(&error)).into(),
        });
    }
    Ok(())
}

fn write_over(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()?;
    file.rewind()?;
    let mut again = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut again)?;
    if again != bytes {
        return Err(not_kept());
    }
    Ok(())
}

fn not_kept() -> io::Error {
    io::Error::other("it did not keep what was written")
}

/// A file beside the target with these bytes, flushed and read back.
pub(super) fn written(bytes: &[u8], target: &Path) -> Result<tempfile::NamedTempFile, WriteError> {
    filled(temporary_file(target)?, bytes)
}

fn filled(
    mut new: tempfile::NamedTempFile,
    bytes: &[u8],
) -> Result<tempfile::NamedTempFile, WriteError> {
    new.write_all(bytes)?;
    new.as_file().sync_all()?;
    let mut again = Vec::with_capacity(bytes.len());
    new.as_file_mut().rewind()?;
    new.as_file_mut().read_to_end(&mut again)?;
    if again != bytes {
        return Err(not_kept().into());
    }
    Ok(new)
}

/// The folder a file is in.
pub(super) fn folder_of(target: &Path) -> &Path {
    target
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// How the names of files begin that a save leaves when it is killed: the name of the target may be
/// as long as names can be.
pub(super) fn leftover_prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    format!(
        ".value-journey-{}-",
        &Hash::of(name.as_encoded_bytes()).short()[..8]
    )
}

/// How they end.
pub(super) const LEFTOVER_ENDING: &str = ".tmp";

fn temporary_file(target: &Path) -> io::Result<tempfile::NamedTempFile> {
    let prefix = leftover_prefix(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(LEFTOVER_ENDING);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // What any new file gets; the process's mask takes its share.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder_of(target))
}

/// The file behind a chain of links, whether it is there or not.
pub(super) fn resolved(path: &Path) -> Result<PathBuf, WriteError> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::canonicalize(&path) {
            Ok(resolved) => return Ok(resolved),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        // A link may lead to a file that is yet to be made.
        match fs::read_link(&path) {
            Ok(to) => path = folder_of(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(WriteError::Other("the links lead nowhere".to_owned()))
}

#[cfg(unix)]
fn links(about: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    about.nlink()
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}

/// Gives the new file the owner, group, mode and attributes of the old one; whether it could.
#[cfg(unix)]
fn takes_after(new: &tempfile::NamedTempFile, target: &Path, old: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Ok(present) = new.as_file().metadata() else {
        return false;
    };
    let has_owner = present.uid() == old.uid() && present.gid() == old.gid()
        || fchown(new.as_file(), Some(old.uid()), Some(old.gid())).is_ok();
    has_owner
        && new.as_file().set_permissions(old.permissions()).is_ok()
        && has_attributes_of(new, target)
}

#[cfg(not(unix))]
fn takes_after(new: &tempfile::NamedTempFile, _: &Path, old: &Metadata) -> bool {
    new.as_file().set_permissions(old.permissions()).is_ok()
}

/// Access lists and tags of the old file; the security labels of the system are its own affair.
#[cfg(target_os = "linux")]
fn has_attributes_of(new: &tempfile::NamedTempFile, target: &Path) -> bool {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    let mut names = vec![0_u8; 64 * 1024];
    // Disks without attributes have none to lose.
    let Ok(length) = listxattr(target, &mut names[..]) else {
        return true;
    };
    names[..length]
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty() && !name.starts_with(b"security."))
        .all(|name| {
            let mut value = vec![0_u8; 64 * 1024];
            getxattr(target, name, &mut value[..]).is_ok_and(|length| {
                fsetxattr(new.as_file(), name, &value[..length], XattrFlags::empty()).is_ok()
            })
        })
}

#[cfg(all(unix, not(target_os = "linux")))]
fn has_attributes_of(_: &tempfile::NamedTempFile, _: &Path) -> bool {
    true
}

/// For bytes that stood there before anybody asked: they may not be on the disk yet.
pub(super) fn flush(path: &Path) -> Result<(), SaveError> {
    let target = resolved(path)?;
    flush_file(&target)?;
    flush_folder(&target)
}

fn flush_file(target: &Path) -> Result<(), SaveError> {
    File::open(target)
        .and_then(|file| file.sync_all())
        .map_err(|error| SaveError::Unconfirmed(open::plain(&error)))
}

/// Without this the old file may be back after a power cut.
#[cfg(unix)]
pub(super) fn flush_folder(target: &Path) -> Result<(), SaveError> {
    flushed(File::open(folder_of(target)).and_then(|folder| folder.sync_all()))
}

/// The new file is in its place by now. Network disks and FUSE do not know how to flush a folder
/// (EINVAL, ENOTSUP), and a folder one may write into need not be readable (EACCES): the file is saved
/// there as well as it can be.
#[cfg(unix)]
fn flushed(result: io::Result<()>) -> Result<(), SaveError> {
    match result {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::PermissionDenied
            ) =>
        {
            log::warn!("Saved, but the folder could not be flushed: {error}");
            Ok(())
        }
        Err(error) => Err(SaveError::Unconfirmed(open::plain(&error))),
        Ok(()) => Ok(()),
    }
}

#[cfg(not(unix))]
pub(super) fn flush_folder(_: &Path) -> Result<(), SaveError> {
    Ok(())
}

/// Puts bytes in the place of a file of the program's own, whatever stood there: all of them or none.
/// Links are followed, permissions kept.
///
/// # Errors
/// A sentence for the user; the file is as it was before. Only when the disk itself fails at the very
/// end, and nobody knows what it kept, the new bytes may be there all the same.
pub fn write_bytes(bytes: &[u8], path: &Path) -> Result<(), WriteError> {
    let target = resolved(path)?;
    let before = match std::fs::metadata(&target) {
        Ok(about) if about.is_dir() => return Err(WriteError::IsFolder),
        Ok(about) if !about.is_file() => return Err(WriteError::NotAFile),
        Ok(about) => Some(about.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if before.as_ref().is_some_and(std::fs::Permissions::readonly) {
        return Err(WriteError::Forbidden);
    }
    let new = written(bytes, &target)?;
    if let Some(permissions) = before {
        new.as_file().set_permissions(permissions)?;
        new.as_file().sync_all()?;
    }
    new.persist(&target)
        .map_err(|error| WriteError::from(error.error))?;
    flush_folder(&target).map_err(|error| WriteError::Other(error.to_string()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_flushed_is_no_failed_save() {
        let [eperm, eio, eacces, einval] = [1, 5, 13, 22];
        for code in [eperm, eacces, einval] {
            assert!(flushed(Err(io::Error::from_raw_os_error(code))).is_ok());
        }
        assert!(flushed(Err(io::ErrorKind::Unsupported.into())).is_ok());
        assert!(matches!(
            flushed(Err(io::Error::from_raw_os_error(eio))),
            Err(SaveError::Unconfirmed(_))
        ));
    }
}

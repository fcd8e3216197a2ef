//! Preferences and recent files, in the places the system has for them. Nothing of them is in a project.

use crate::file;
use crate::layout::theme::Theme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Recent files kept.
const MOST_RECENT: usize = 10;

/// What is remembered from one start to the next.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark or high contrast.
    pub theme: Theme,
    /// The outline is open.
    pub has_outline: bool,
    /// The inspector is open; without a choice where the window has room for it.
    pub has_inspector: Option<bool>,
    /// Which other panels are open, by their names.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub panels: BTreeMap<String, bool>,
    /// Nothing moves by itself.
    pub reduced_motion: bool,
    /// Scale of the whole interface in percent.
    pub interface_scale: u16,
    /// Files opened and saved, latest first.
    pub recent: Vec<PathBuf>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            has_outline: false,
            has_inspector: None,
            panels: BTreeMap::new(),
            reduced_motion: false,
            interface_scale: 100,
            recent: Vec::new(),
        }
    }
}

impl Preferences {
    /// Interface scales offered, in percent.
    pub const SCALES: [u16; 5] = [90, 100, 125, 150, 200];

    /// Whether somebody has opened or closed a panel.
    pub(crate) fn chosen(&self, panel: &str) -> Option<bool> {
        match panel {
            "outline" => Some(self.has_outline),
            "inspector" => self.has_inspector,
            other => Some(self.panels.get(other) == Some(&true)),
        }
    }

    /// Opens or closes a panel.
    pub(crate) fn choose(&mut self, panel: &str, is_open: bool) {
        match panel {
            "outline" => self.has_outline = is_open,
            "inspector" => self.has_inspector = Some(is_open),
            other => {
                self.panels.insert(other.to_owned(), is_open);
            }
        }
    }

    /// What was remembered; defaults where there is nothing or nothing sensible.
    pub fn load(path: &Path) -> Self {
        let Ok(bytes) = std::fs::read(path) else {
            return Self::default();
        };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(mut read) => {
                read.interface_scale = read.interface_scale.clamp(50, 300);
                read
            }
            Err(error) => {
                log::warn!(
                    "The preferences could not be read ({error}); they are as at the first start."
                );
                Self::default()
            }
        }
    }

    /// Remembers them.
    ///
    /// # Errors
    /// A sentence when they could not be written.
    pub fn save(&self, path: &Path) -> Result<(), String> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| error.to_string())?;
        file::write_bytes(&bytes, path).map_err(|error| error.to_string())
    }

    /// Puts a file at the top of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|known| *known != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
    }
}

/// The folder of a file as people know it, in at most so many letters: what is nearest to the file.
pub(crate) fn folder_of(file: &Path, letters: usize) -> String {
    let folder = file.parent().unwrap_or(file);
    let home = std::env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let below_home = home.and_then(|home| folder.strip_prefix(home).ok());
    let name = match below_home {
        Some(below) => Path::new("~").join(below),
        None => folder.to_owned(),
    };
    let name = name.display().to_string();
    let name = name.trim_end_matches(std::path::is_separator);
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let parts: Vec<&str> = name.split(std::path::is_separator).collect();
    let separator = std::path::MAIN_SEPARATOR.to_string();
    let ends = (1..parts.len()).map(|from| parts[from..].join(&separator));
    let ends = ends.map(|end| format!("…{separator}{end}"));
    let last = parts.last().copied().unwrap_or_default();
    ends.into_iter()
        .find(|end| end.chars().count() <= letters)
        .unwrap_or_else(|| crate::model::cut(last, letters))
}

/// Where preferences are kept; `None` on systems without such a place.
pub(crate) fn place() -> Option<PathBuf> {
    folders().map(|folders| folders.config_dir().join("preferences.json"))
}

/// Where the clipboard keeps notes for other windows of the program.
pub(crate) fn clipboard_place() -> Option<PathBuf> {
    let folders = folders()?;
    Some(
        folders
            .state_dir()
            .unwrap_or_else(|| folders.cache_dir())
            .join("clipboard.json"),
    )
}

fn folders() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "value-journey")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_remembered_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep").join("preferences.json");
        let mut preferences = Preferences {
            theme: Theme::Dark,
            interface_scale: 150,
            ..Preferences::default()
        };
        preferences.remember(Path::new("/a.vjourney"));
        preferences.save(&path).unwrap();
        assert_eq!(Preferences::load(&path), preferences);
    }

    #[test]
    fn damaged_preferences_are_as_at_the_first_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.json");
        std::fs::write(&path, "{\"theme\": 5}").unwrap();
        assert_eq!(Preferences::load(&path), Preferences::default());
    }

    #[test]
    fn folders_are_told_by_their_end() {
        let file = Path::new("/srv/clients/a long name of a client/2026/journeys/plan.vjourney");
        let folder = "/srv/clients/a long name of a client/2026/journeys";
        assert_eq!(folder_of(file, 80), folder);
        assert_eq!(folder_of(file, 30), "…/2026/journeys");
        assert_eq!(folder_of(file, 10), "…/journeys");
        assert_eq!(folder_of(file, 5), "jour…");
        let home = std::env::home_dir().unwrap();
        assert_eq!(folder_of(&home.join("work/plan.vjourney"), 80), "~/work");
        assert_eq!(folder_of(&home.join("plan.vjourney"), 80), "~");
    }

    #[test]
    fn the_latest_file_comes_first_and_none_twice() {
        let mut preferences = Preferences::default();
        for name in ["/a", "/b", "/a"] {
            preferences.remember(Path::new(name));
        }
        assert_eq!(
            preferences.recent,
            [PathBuf::from("/a"), PathBuf::from("/b")]
        );
        for at in 0..20 {
            preferences.remember(Path::new(&format!("/{at}")));
        }
        assert_eq!(preferences.recent.len(), MOST_RECENT);
    }
}

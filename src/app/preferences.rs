//! Preferences and recent files, in the places the system has for them. Nothing of them is in a project.

use crate::file;
use crate::layout::theme::Theme;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Recent files kept.
const MOST_RECENT: usize = 10;

/// What is remembered from one start to the next.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark or high contrast.
    pub theme: ThemeName,
    /// The outline is open.
    pub has_outline: bool,
    /// The inspector is open; without a choice where the window has room for it.
    pub has_inspector: Option<bool>,
    /// Nothing moves by itself.
    pub reduced_motion: bool,
    /// Scale of the whole interface in percent.
    pub interface_scale: u16,
    /// Files opened and saved, latest first.
    pub recent: Vec<PathBuf>,
}

/// A theme by its name in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemeName {
    /// For projectors and paper.
    #[default]
    Light,
    /// For the evening.
    Dark,
    /// For eyes that need it.
    HighContrast,
}

impl From<ThemeName> for Theme {
    fn from(name: ThemeName) -> Self {
        match name {
            ThemeName::Light => Self::Light,
            ThemeName::Dark => Self::Dark,
            ThemeName::HighContrast => Self::HighContrast,
        }
    }
}

impl From<Theme> for ThemeName {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
            Theme::HighContrast => Self::HighContrast,
        }
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: ThemeName::Light,
            has_outline: false,
            has_inspector: None,
            reduced_motion: false,
            interface_scale: 100,
            recent: Vec::new(),
        }
    }
}

impl Preferences {
    /// Interface scales offered, in percent.
    pub const SCALES: [u16; 5] = [90, 100, 125, 150, 200];

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

/// Where preferences are kept; `None` on systems without such a place.
pub(super) fn place() -> Option<PathBuf> {
    folders().map(|folders| folders.config_dir().join("preferences.json"))
}

/// Where the clipboard keeps notes for other windows of the program.
pub(super) fn clipboard_place() -> Option<PathBuf> {
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
            theme: ThemeName::Dark,
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

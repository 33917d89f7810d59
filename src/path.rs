//! Paths: without detours, and as they are shown.

use std::path::{Component, Path, PathBuf};

/// The path without `.` and `..`.
pub fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => normal.push(part),
        }
    }
    normal
}

/// The path relative to the working directory, with `/`.
pub fn shown(path: &Path, directory: &Path) -> String {
    let absolute = normal(&directory.join(path));
    let directory = normal(directory);
    let shared = absolute
        .components()
        .zip(directory.components())
        .take_while(|(one, other)| one == other)
        .count();
    if shared == 0 {
        return absolute.to_string_lossy().replace('\\', "/");
    }
    let up = directory.components().skip(shared).map(|_| "..".into());
    let down = absolute.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() {
        return ".".to_owned();
    }
    parts.join("/")
}

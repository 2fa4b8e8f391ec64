//! What the cross-crate tests share.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The reference program, built once by whoever asks first.
///
/// # Panics
///
/// When it does not build.
pub fn program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM
        .get_or_init(|| {
            let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
                .args(["build", "--quiet", "--package", "huabiao-city"])
                .status()
                .is_ok_and(|status| status.success());
            assert!(built, "the reference program does not build");
            // Test programs stand in target/debug/deps, the program in target/debug.
            let test = std::env::current_exe().unwrap_or_default();
            let folder = test
                .ancestors()
                .nth(2)
                .map(PathBuf::from)
                .unwrap_or_default();
            folder.join(format!("huabiao{}", std::env::consts::EXE_SUFFIX))
        })
        .clone()
}

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

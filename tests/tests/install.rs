//! `tests/install` decides right on machines that are bare in different ways. Each
//! machine is a folder of stand-ins that note how they are called.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

#[test]
fn nothing_is_installed_where_nothing_is_missing() {
    let machine = machine(&[("cc", ""), ("python3", ""), ("chromium", "")]);
    let (said, calls) = install(&machine);
    assert_eq!(calls, Vec::<String>::new());
    assert!(
        said.contains("browser=") && said.contains("/chromium\n"),
        "{said}"
    );
}

#[test]
fn a_bare_debian_gets_lists_once_and_then_packages() {
    let machine = machine(&[
        ("id", "echo 0"),
        ("apt-cache", "echo 'Package: chromium'"),
        // Installing brings the command.
        ("apt-get", APT),
    ]);
    let (said, calls) = install(&machine);
    let updates = calls.iter().filter(|call| call.ends_with("update")).count();
    assert_eq!(updates, 1, "{calls:#?}");
    assert!(calls[0].ends_with("update"), "{calls:#?}");
    for packages in [
        "gcc libc6-dev",
        "python3-minimal",
        "chromium fonts-droid-fallback",
    ] {
        assert!(
            calls.iter().any(|call| call.ends_with(packages)),
            "{packages}: {calls:#?}"
        );
    }
    assert!(said.contains("/chromium\n"), "{said}");
}

#[test]
fn lists_that_cannot_be_fetched_are_no_end() {
    let machine = machine(&[
        ("id", "echo 0"),
        ("python3", ""),
        ("chromium", ""),
        ("apt-get", "case $* in *update) exit 100;; esac"),
    ]);
    let (_, calls) = install(&machine);
    assert!(
        calls.iter().any(|call| call.ends_with("gcc libc6-dev")),
        "{calls:#?}"
    );
}

#[test]
fn others_than_root_go_through_sudo_or_are_told() {
    let with = machine(&[
        ("id", "echo 1000"),
        ("python3", ""),
        ("chromium", ""),
        ("apt-get", ""),
        ("sudo", "[ \"$1\" = -n ] && shift; exec \"$@\""),
    ]);
    let (_, calls) = install(&with);
    assert!(
        calls
            .iter()
            .any(|call| call.starts_with("sudo") && call.contains("gcc")),
        "{calls:#?}"
    );

    let without = machine(&[("id", "echo 1000"), ("python3", ""), ("apt-get", "")]);
    let (said, calls) = install(&without);
    assert!(
        calls.iter().all(|call| !call.starts_with("apt-get")),
        "{calls:#?}"
    );
    assert!(
        said.contains("only root may run") && said.contains("missing: cc"),
        "{said}"
    );
    assert!(said.contains("missing: chromium"), "{said}");
}

#[test]
fn what_only_leads_to_a_snap_is_no_browser() {
    let machine = machine(&[
        ("id", "echo 0"),
        ("cc", ""),
        // Makes what `venv` makes.
        ("python3", VENV),
        (
            "chromium-browser",
            "echo 'requires the chromium snap'; exit 1",
        ),
        (
            "apt-cache",
            "echo 'Package: chromium'; echo 'Pre-Depends: snapd'",
        ),
        ("apt-get", ""),
    ]);
    let (said, calls) = install(&machine);
    assert!(
        calls.iter().all(|call| !call.contains("fonts-droid")),
        "{calls:#?}"
    );
    assert!(
        calls
            .iter()
            .any(|call| call == "pip install --quiet playwright"),
        "{calls:#?}"
    );
    assert!(said.contains("chromium-1/chrome-linux/chrome\n"), "{said}");
}

/// A machine with these commands and hardly any other.
fn machine(commands: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let bin = folder.path().join("bin");
    std::fs::create_dir(&bin).expect("a folder");
    for tool in ["bash", "chmod", "env", "mkdir", "true"] {
        let found = ["/usr/bin", "/bin"]
            .iter()
            .map(|place| Path::new(place).join(tool))
            .find(|path| path.exists());
        std::os::unix::fs::symlink(found.expect("a tool"), bin.join(tool)).expect("a link");
    }
    for (name, words) in [("cargo", ""), ("rustup", "")].iter().chain(commands) {
        // Looking is no call worth noting.
        let quiet = ["apt-cache", "cargo", "chromium", "chromium-browser", "id"].contains(name);
        let note = if quiet { "" } else { NOTE };
        let path = bin.join(name);
        std::fs::write(&path, format!("#!/usr/bin/env bash\n{note}\n{words}\n")).expect("a file");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a right");
    }
    folder
}

/// Runs the script on a machine: what it said, and the calls that were noted.
fn install(machine: &TempDir) -> (String, Vec<String>) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("install");
    let log = machine.path().join("calls");
    let done = Command::new("bash")
        .args(["-euo", "pipefail", "-c"])
        .arg(". \"$0\"; echo \"browser=${HUABIAO_CHROMIUM:-}\"")
        .arg(script)
        .env_clear()
        .env("PATH", machine.path().join("bin"))
        .env("HOME", machine.path())
        .env("BIN", machine.path().join("bin"))
        .env("CALLS", &log)
        .env("CARGO_TARGET_DIR", machine.path().join("target"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("bash starts");
    let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
    assert!(done.status.success(), "{said}");
    let calls = std::fs::read_to_string(log).unwrap_or_default();
    (said, calls.lines().map(str::to_owned).collect())
}

const NOTE: &str = "echo \"${0##*/} $*\" >> \"$CALLS\"";

/// Installs what the names of packages say.
const APT: &str = r#"for name in "$@"; do
    case $name in chromium) printf '#!/usr/bin/env bash\n' > "$BIN/chromium"; chmod +x "$BIN/chromium";; esac
done"#;

const VENV: &str = r#"home=${!#}
mkdir -p "$home/bin" "$home/chromium-1/chrome-linux"
printf '#!/usr/bin/env bash\necho "pip $*" >> "$CALLS"\n' > "$home/bin/pip"
printf '#!/usr/bin/env bash\n' > "$home/bin/playwright"
printf '#!/usr/bin/env bash\n' > "$home/chromium-1/chrome-linux/chrome"
chmod +x "$home/bin/pip" "$home/bin/playwright" "$home/chromium-1/chrome-linux/chrome""#;

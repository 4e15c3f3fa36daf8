"""Installs what Startplan needs here: `setup.py run` to serve it, `setup.py dev` to test it.

Runs before any package is installed, so it uses the standard library alone. A second run looks
at a stamp and the libraries, and ends at once.
"""

import ctypes.util
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONT_END = ROOT / "frontend"
LOCKS = {name: ROOT / "requirements" / f"{name}.lock" for name in ("run", "dev")}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LIGHT_BROWSER = "chromium-headless-shell"


class Need(NamedTuple):
    """Names something that Python packages cannot bring along, and why it is needed."""

    found: Callable[[], bool]
    debian: str
    why: str


def library(name: str) -> Callable[[], bool]:
    """Return a check that the system has a shared library."""
    return lambda: ctypes.util.find_library(name) is not None


def program(*names: str) -> Callable[[], bool]:
    """Return a check that one of these programs is on the path."""
    return lambda: any(shutil.which(name) for name in names)


def module(name: str) -> Callable[[], bool]:
    """Return a check that this Python has a module (Debian splits some off)."""
    return lambda: importlib.util.find_spec(name) is not None


def postgres_program(name: str) -> str | None:
    """Return where a program of PostgreSQL is; Debian keeps those of its servers off the path."""
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    return shutil.which(name) or (None if newest is None else str(newest))


def has_postgres() -> bool:
    """Tell whether a server of PostgreSQL can be made and started; none needs to be running."""
    return postgres_program("initdb") is not None and postgres_program("postgres") is not None


def needs_of(purpose: str) -> tuple[Need, ...]:
    """Return what the system must have to serve (`run`), or to test as well (`dev`)."""
    environment = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    serving = (
        Need(module("ensurepip"), environment, "to make a folder for the Python packages"),
        Need(library("pangoft2-1.0"), "libpangoft2-1.0-0", "to set the text of a PDF"),
        Need(library("harfbuzz-subset"), "libharfbuzz-subset0", "to put small fonts in a PDF"),
    )
    testing = (
        Need(program(*BROWSERS), browser_package(), "a browser for the tests to use the site"),
        Need(library("atomic"), "libatomic1", "for what steers that browser"),
        Need(program("pdftotext"), "poppler-utils", "for the tests to read a PDF back"),
        Need(has_postgres, "postgresql", "a database server for the tests to start and stop"),
        Need(program("npm"), "npm", "for the accessibility checker and to build the styles"),
    )
    return serving if purpose == "run" else serving + testing


def browser_package() -> str:
    """Return the name of the package with Chromium on this Debian or Ubuntu."""
    try:
        system = platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return "chromium"
    return "chromium-browser" if system == "ubuntu" else "chromium"


def say(text: str) -> None:
    """Tell the person what happens now."""
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    """End with a message that says what the person can do."""
    sys.exit(f"\n{text}\n")


def works(command: Iterable[str | Path]) -> bool:
    """Run a command and return whether it worked."""
    words = [str(word) for word in command]
    return subprocess.run(words, check=False, stdin=subprocess.DEVNULL).returncode == 0


def run(command: Iterable[str | Path]) -> None:
    """Run a command, and stop in plain words when it fails."""
    words = [str(word) for word in command]
    if not works(words):
        stop(f"This step failed: {' '.join(words)}\nNothing else was changed. Run make again.")


def install_system_packages(missing: tuple[Need, ...]) -> None:
    """Install Debian packages as root, or say what to install when that cannot be done here."""
    names = [need.debian for need in missing]
    say("This machine still needs:")
    for need in missing:
        say(f"  {need.debian:<22} {need.why}")
    if shutil.which("apt-get") is None:
        stop(
            "This is not Debian or Ubuntu, so I cannot install these for you.\n"
            "Install them with your own package manager (names may differ), and run make again."
        )
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() != 0:
        if shutil.which("sudo") is None:
            stop(f"Ask someone with root rights to run:\n  apt-get install {' '.join(names)}")
        apt = ["sudo", *apt]
    say("Installing them with apt-get. Only this step needs root.")
    # One package source that does not answer is no reason to stop: the next step tells.
    works([*apt, "-q", "update"])
    install = [*apt, "-q", "install", "--yes", "--no-install-recommends"]
    run([*install, *names])
    if browser_package() in names:
        say("One more, with which the tests take less time. Not every release has it.")
        works([*install, LIGHT_BROWSER])


def ensure_system(purpose: str) -> None:
    """Install the system packages that are missing, and check that they arrived."""
    missing = tuple(need for need in needs_of(purpose) if not need.found())
    if not missing:
        return
    install_system_packages(missing)
    importlib.invalidate_caches()
    absent = [need.debian for need in missing if not need.found()]
    if absent:
        stop(f"Still not found after installing: {', '.join(absent)}.")


def digest(lock: Path) -> str:
    """Return the hash of a lock file: the stamp of what is installed."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def stamp(name: str) -> Path:
    """Return the file that remembers which version of a lock was installed."""
    return VENV / f"installed-{name}"


def is_installed(name: str) -> bool:
    """Whether the packages of a lock file, as it is now, are in the virtual environment."""
    path = stamp(name)
    return PYTHON.exists() and path.exists() and path.read_text() == digest(LOCKS[name])


def ensure_packages(purpose: str) -> None:
    """Install the locked Python packages, each checked against its hash."""
    # The dev lock holds every package of the run lock, at the same version.
    if is_installed("dev") or is_installed(purpose):
        return
    if not PYTHON.exists():
        say(f"Making .venv with Python {platform.python_version()}.")
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    lock = LOCKS[purpose]
    say(f"Installing the Python packages of {lock.relative_to(ROOT)} (a minute or so).")
    options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
    checks = ["--require-hashes", "--no-deps"]
    run([PYTHON, "-m", "pip", "install", *options, *checks, "-r", lock])
    stamp(purpose).write_text(digest(LOCKS[purpose]))


def ensure_front_end() -> None:
    """Install the locked npm packages: the accessibility checker and what styles are made of."""
    installed = FRONT_END / "node_modules" / "installed"
    lock = FRONT_END / "package-lock.json"
    if installed.exists() and installed.read_text() == digest(lock):
        return
    say("Installing the npm packages of frontend/package-lock.json.")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    run(["npm", "ci", *options, "--prefix", FRONT_END])
    installed.write_text(digest(lock))


def main() -> None:
    """Prepare this machine for the purpose named on the command line."""
    if sys.argv[1:] not in (["run"], ["dev"]):
        stop("Use: setup.py run | setup.py dev")
    purpose = sys.argv[1]
    ensure_system(purpose)
    ensure_packages(purpose)
    if purpose == "dev":
        ensure_front_end()


if __name__ == "__main__":
    main()

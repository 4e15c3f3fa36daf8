"""The set-up says what it needs, asks for root only when it must, and installs things once."""

import subprocess
from pathlib import Path

import pytest

from tools import setup

ABSENT = setup.Need(lambda: False, "libpangoft2-1.0-0", "to set the text of a PDF")


@pytest.fixture
def started(monkeypatch):
    """The commands that the set-up would start; each succeeds."""
    commands = []

    def record(words, **_):
        commands.append(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(subprocess, "run", record)
    return commands


@pytest.fixture
def machine(monkeypatch):
    """Make a machine with just these programs, and this user."""

    def with_programs(*programs, user=0):
        monkeypatch.setattr(setup.shutil, "which", lambda name: name if name in programs else None)
        monkeypatch.setattr(setup.os, "geteuid", lambda: user)

    return with_programs


def test_on_another_system_it_names_the_packages_and_stops(machine, started, capsys):
    machine()
    with pytest.raises(SystemExit, match="not Debian or Ubuntu"):
        setup.install_system_packages((ABSENT,))
    assert "libpangoft2-1.0-0" in capsys.readouterr().out
    assert started == []


def test_without_root_and_sudo_it_gives_the_command_to_pass_on(machine, started):
    machine("apt-get", user=1000)
    with pytest.raises(SystemExit, match=r"apt-get install libpangoft2-1\.0-0"):
        setup.install_system_packages((ABSENT,))
    assert started == []


@pytest.mark.parametrize(("user", "first"), [(0, "env"), (1000, "sudo")])
def test_it_uses_sudo_only_when_it_is_not_root(machine, started, user, first):
    machine("apt-get", "sudo", user=user)
    setup.install_system_packages((ABSENT,))
    assert [command[0] for command in started] == [first, first]
    assert started[-1][-1] == "libpangoft2-1.0-0"


def test_with_a_browser_comes_a_lighter_one_where_there_is_one(machine, monkeypatch):
    machine("apt-get")
    wanted = []

    def refuse_the_lighter_one(words, **_):
        wanted.append(words[-1])
        return subprocess.CompletedProcess(words, int(words[-1] == setup.LIGHT_BROWSER))

    monkeypatch.setattr(subprocess, "run", refuse_the_lighter_one)
    browser = setup.browser_package()
    setup.install_system_packages((setup.Need(lambda: False, browser, "to use the site"),))
    assert wanted == ["update", browser, setup.LIGHT_BROWSER]


def test_it_says_so_when_a_package_did_not_bring_what_was_missing(machine, started, monkeypatch):
    machine("apt-get")
    monkeypatch.setattr(setup, "needs_of", lambda _: (ABSENT,))
    with pytest.raises(SystemExit, match="Still not found"):
        setup.ensure_system("run")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with its own locks and no virtual environment yet."""
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(setup, "FRONT_END", tmp_path / "frontend")
    monkeypatch.setattr(setup, "LOCKS", {name: tmp_path / name for name in ("run", "dev")})
    monkeypatch.setattr(setup.venv, "create", lambda path, **_: make_environment(path))
    for name, lock in setup.LOCKS.items():
        lock.write_text(name)
    return tmp_path


def make_environment(path):
    (path / "bin").mkdir(parents=True)
    (path / "bin" / "python").touch()


def test_packages_are_checked_by_hash_and_installed_once(checkout, started):
    for _ in range(2):
        setup.ensure_packages("run")
    assert len(started) == 1
    assert {"--require-hashes", "--no-deps"} <= set(started[0])


def test_a_changed_lock_is_installed_again(checkout, started):
    setup.ensure_packages("run")
    setup.LOCKS["run"].write_text("newer")
    setup.ensure_packages("run")
    assert len(started) == 2


def test_what_tests_need_is_enough_to_serve_and_not_the_other_way(checkout, started):
    setup.ensure_packages("dev")
    setup.ensure_packages("run")
    assert len(started) == 1
    setup.stamp("dev").unlink()
    setup.ensure_packages("run")
    setup.ensure_packages("dev")
    assert len(started) == 3


def test_a_failed_installation_leaves_no_stamp(checkout, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    with pytest.raises(SystemExit, match="This step failed"):
        setup.ensure_packages("run")
    assert not setup.stamp("run").exists()


def test_npm_packages_come_from_the_lock_without_running_their_scripts(checkout, started):
    front_end = setup.FRONT_END
    (front_end / "node_modules").mkdir(parents=True)
    lock = front_end / "package-lock.json"
    for content in ("one", "one", "two"):
        lock.write_text(content)
        setup.ensure_front_end()
    assert len(started) == 2
    assert all({"ci", "--ignore-scripts"} <= set(command) for command in started)


def test_postgres_is_needed_to_test_and_found_beside_the_path(machine):
    machine()
    assert "postgresql" not in {need.debian for need in setup.needs_of("run")}
    (need,) = [need for need in setup.needs_of("dev") if need.debian == "postgresql"]
    assert need.found() == any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    assert setup.postgres_program("no-such-program") is None

"""The built wheel works from an empty folder: nothing it needs is left in the checkout."""

import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN = 30
ANSWERS = """
[answers.wishes]
picks = ["paid_work"]

[answers.hope]
text = "Weer onder de mensen zijn."
"""


def call(*command: str | Path, folder: Path, **environment: str) -> str:
    """What a program says; fails with its own words when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", **environment},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    options = ("--wheel", "--no-isolation", "--outdir", folder)
    call(sys.executable, "-m", "build", *options, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """A Python with the wheel in it, that borrows the packages it depends on."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    own = home / "bin" / "python"
    target = ("-m", "pip", "--python", own, "install")
    call(sys.executable, *target, "--no-deps", "--no-index", "--quiet", wheel, folder=home)
    (packages,) = (home / "lib").glob("python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return own


@pytest.fixture
def site(python, tmp_path):
    """The address of a running site, started in an empty folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "WIZARD_PORT": str(port)}
    command = [str(python), "-m", "wizard", "serve"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment) as server:
        try:
            wait_until_it_listens(server, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_until_it_listens(server: subprocess.Popen[bytes], port: int) -> None:
    """Return as soon as the port answers; fail as soon as the server has ended."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            assert server.poll() is None, "the server ended"
        else:
            return
    pytest.fail("the server did not listen in time")


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own loopback
        assert answer.status == 200
        return answer.read().decode()


def test_the_wheel_holds_what_the_site_is_made_of(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    folders = {"/".join(name.split("/")[:2]) for name in names}
    for needed in ("templates", "translations", "static", "content", "core"):
        assert f"wizard/{needed}" in folders
    assert "wizard/py.typed" in names
    for lang in ("ar", "en", "pl", "ti", "tr", "uk"):
        for domain in ("content", "messages"):
            assert f"wizard/translations/{lang}/LC_MESSAGES/{domain}.mo" in names
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"wizard", "startplan"}


def test_the_installed_package_is_not_the_checkout(python, tmp_path):
    place = call(python, "-c", "import wizard; print(wizard.__file__)", folder=tmp_path)
    assert not Path(place).is_relative_to(ROOT)


def test_check_passes_from_an_empty_folder(python, tmp_path):
    call(python, "-m", "wizard", "check", folder=tmp_path)


def test_preview_makes_a_pdf_from_an_empty_folder(python, tmp_path):
    (tmp_path / "answers.toml").write_text(ANSWERS)
    call(python, "-m", "wizard", "preview", "answers.toml", "--pdf", "plan.pdf", folder=tmp_path)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")
    assert "Weer onder de mensen zijn" in call("pdftotext", "plan.pdf", "-", folder=tmp_path)


def test_the_site_serves_page_and_style_from_an_empty_folder(site):
    page = fetch(f"{site}/")
    assert "Startplan" in page
    style = re.search(r'href="(/[^"]+\.css)"', page)
    assert style
    assert "{" in fetch(site + style[1])

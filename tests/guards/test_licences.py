"""What is installed to serve may be used under the EUPL-1.2, and the bill of materials tells it."""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"^([a-z0-9-]+) {2,}(\S.*)$", re.MULTILINE)
NOTICE = dict(NAMED.findall((ROOT / "NOTICE").read_text()))
LOCKED = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.lock").read_text(), re.MULTILINE)

# What a licence in NOTICE is called in what a package says of itself.
FAMILIES = {
    "Apache": "Apache",
    "BSD": "BSD",
    "ISC": "ISC",
    "LGPL": "LGPL|Lesser General Public",
    "MIT": "MIT|HPND",
    "MPL": "MPL|Mozilla",
    "PSF": "PSF|Python Software Foundation",
    "Public domain": "Public Domain",
    "Unlicense": "Unlicense",
    "ZPL": "ZPL|Zope",
}
"""All these may be combined with the EUPL-1.2: permissive ones, and weak ones beside our code."""

SILENT = {
    "brotlicffi": "for PyPy alone, so not installed where tests run",
    "pyrage": "its wheel names no licence; its source has that of MIT",
    "wtforms": "its wheel has the text of the licence in place of its name",
}


def said_by(name: str) -> str:
    """Return everything that an installed package says about its licence."""
    about = metadata(name)
    classified = [one for one in about.get_all("Classifier") or [] if one.startswith("License")]
    return " ".join([about["License-Expression"] or "", about["License"] or "", *classified])


def fault_of(name: str, noted: str, said: str) -> str:
    """Say what is wrong: a licence of no family we may use, or another than the package says."""
    families = [family for family in FAMILIES if re.search(rf"\b{family}", noted)]
    if not families:
        return f"{name}: {noted} may not be used"
    if not any(re.search(FAMILIES[family], said) for family in families):
        return f"{name}: NOTICE says {noted}, the package {said}"
    return ""


@pytest.mark.parametrize("name", [name for name in LOCKED if name not in SILENT])
def test_a_licence_is_what_the_package_says_and_may_be_used(name: str):
    try:
        said = said_by(name)
    except PackageNotFoundError:
        pytest.fail(f"{name} is locked and not installed")
    assert fault_of(name, NOTICE[name], said) == ""


@pytest.mark.parametrize("name", SILENT)
def test_what_says_nothing_is_noted_all_the_same(name: str):
    assert fault_of(name, NOTICE[name], NOTICE[name]) == ""


@pytest.mark.parametrize(
    ("noted", "said"),
    [("AGPL-3.0", "AGPL-3.0"), ("GPL-3.0-only", "GPL-3.0-only"), ("MIT", "Apache-2.0"), ("", "")],
)
def test_the_guard_sees_a_licence_that_is_wrong(noted: str, said: str):
    assert fault_of("it", noted, said)


def test_the_bill_of_materials_has_each_package_with_its_version_licence_and_hash(tmp_path):
    written = tmp_path / "startplan.cdx.json"
    subprocess.run([sys.executable, "tools/build_sbom.py", str(written)], cwd=ROOT, check=True)
    bill = json.loads(written.read_text())
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "startplan")
    components = {one["name"]: one for one in bill["components"]}
    assert sorted(components) == sorted(LOCKED)
    for name, one in components.items():
        assert one["purl"] == f"pkg:pypi/{name}@{one['version']}"
        assert one["licenses"][0]["license"]["name"] == NOTICE[name]
        assert all(len(digest["content"]) == 64 for digest in one["hashes"])

"""Writes the bill of materials: every locked package that serves, as CycloneDX in JSON.

`build_sbom.py [file]`. Versions and hashes are those of requirements/run.lock, licences those
that NOTICE names. Two builds differ in their moment and serial number only.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([\w.-]+)==(\S+)((?:.*\\\n +--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)
HASH = re.compile("sha256:([0-9a-f]{64})")
NAMED = re.compile(r"^([a-z0-9-]+) {2,}(\S.*)$", re.MULTILINE)


def bill_of_materials() -> Bom:
    """Return the product with everything that is installed to serve it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    product = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        licenses=[DisjunctiveLicense(id=project["license"])],
    )
    bom = Bom(components=locked_packages())
    bom.metadata.component = product
    bom.register_dependency(product, bom.components)
    return bom


def locked_packages() -> Iterator[Component]:
    """Yield each package of the lock. Raises KeyError for one without a licence in NOTICE."""
    licences = dict(NAMED.findall((ROOT / "NOTICE").read_text()))
    lock = (ROOT / "requirements" / "run.lock").read_text()
    for name, version, hashes in LOCKED.findall(lock):
        digests = HASH.findall(hashes)
        yield Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=name,
            purl=PackageURL("pypi", name=name, version=version),
            licenses=[DisjunctiveLicense(name=licences[name])],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in digests],
        )


def main() -> None:
    """Write the bill of materials to the file that is named, or below `build/`."""
    target = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "startplan.cdx.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    outputter = make_outputter(bill_of_materials(), OutputFormat.JSON, SchemaVersion.V1_6)
    target.write_text(outputter.output_as_string(indent=1) + "\n")
    print(f"{target} holds the bill of materials.")


if __name__ == "__main__":
    main()

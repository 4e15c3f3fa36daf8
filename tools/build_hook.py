"""Compiles the catalogues while a wheel is built: where it is installed nothing may be writable."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg] # hatchling's own settings class
    """Makes the compiled catalogues that the wheel takes along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is not up to date; a catalogue that would break a page ends the build."""
        del version, build_data
        sys.path.insert(0, self.root)
        from wizard.catalogues import compile_catalogues  # noqa: PLC0415 - not installed here

        compile_catalogues(Path(self.root) / "translations")

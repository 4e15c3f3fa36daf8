"""Every state of the pages about the person's own files: taking one along, and opening it again."""

import json
from datetime import UTC, datetime
from typing import Any

from tests.browser.stage import Reach, Stage, at
from tests.browser.states_together import TALKED
from tests.browser.told import HELPED_ALL, SHORT
from wizard.core.own_file import own_file


def come_with(stage: Stage, raw: bytes) -> None:
    """Choose a file with this in it, and open it."""
    stage.open("/verder/")
    file = {"name": "mijn-gegevens.json", "mimeType": "application/json", "buffer": raw}
    stage.page.locator("#file").set_input_files(file)  # type: ignore[arg-type]  # a file as it is
    stage.press("Open mijn bestand")


def everything(stage: Stage) -> dict[str, Any]:
    """What the file of somebody who told everything says."""
    edition, today = stage.live.site.default_edition(), datetime.now(UTC).date()
    said: dict[str, Any] = json.loads(own_file(edition, TALKED, today, "Dit is van jou."))
    return said


def whole(stage: Stage) -> None:
    """Open a file from which everything comes along."""
    come_with(stage, json.dumps(everything(stage)).encode())


def in_part(stage: Stage) -> None:
    """Open a file with a bit of everything that cannot come along."""
    file = everything(stage)
    shared, private = file["draft"]["shared"], file["draft"]["private"]
    shared["answers"] |= {"shoe_size": {"text": "43"}, "hope": {"text": "x" * 2001}}
    shared["answers"]["wishes"]["picks"].append("moon")
    shared |= {"mark": ["no", "more"], "chosen_card": "moon", "term": 1, "helped": "king"}
    shared |= {"paper": {"shoe_size": True}, "talk": ["age"], "helper": {"want": 1}}
    private["answers"]["stopped"] = {"picks": ["moon"]}
    come_with(stage, json.dumps(file).encode())


def wrong(stage: Stage) -> None:
    """Open a file of something else."""
    come_with(stage, b"%PDF-1.7")


FILES: dict[str, Reach] = {
    "own data": at("/mijn-gegevens", SHORT),
    "own data, beside a helper": at("/mijn-gegevens", HELPED_ALL),
    "resume, wrong file": wrong,
    "welcome back, from a file": whole,
    "welcome back, from a file in part": in_part,
}

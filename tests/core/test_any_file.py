"""A file of one's own opens as it was; whatever else a file holds, a draft keeps its limits."""

import json
from copy import deepcopy
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.files import MARK, exported, opened
from tests.core.valid_drafts import valid_drafts
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument
from wizard.core.left_out import LeftOut
from wizard.core.opened_file import OpenedFile
from wizard.errors import FileRefused

HOSTILE = [
    *(None, True, 0, -1, 10**8, "", "x" * 2001, "\ud800", "moon", "alone", "2026-02-30"),
    *([], {}, ["alone", "together"], [[[[]]]], {"text": "Hoi"}, {"picks": ["money"]}),
]
SEEDS = st.integers(0, 2**32).map(Random)


@given(valid_drafts(village.EDITION))
def test_what_was_taken_out_comes_back_as_it_was(draft):
    assert opened(exported(draft)) == OpenedFile(draft, LeftOut())


@given(valid_drafts(ARNHEM))
def test_so_it_does_with_the_shipped_questions(draft):
    assert opened(exported(draft, ARNHEM), ARNHEM) == OpenedFile(draft, LeftOut())


def places(value: dict | list) -> list[tuple[dict | list, str | int]]:
    """Every place in a file at which something stands."""
    below = [*(value.items() if isinstance(value, dict) else enumerate(value))]
    inner = [place for _, one in below if isinstance(one, dict | list) for place in places(one)]
    return [*((value, key) for key, _ in below), *inner]


def keeps_its_limits(raw: bytes) -> None:
    """Refuse the file, or open a draft that is as good as one from the forms."""
    try:
        kept = opened(raw).draft
    except FileRefused:
        return
    assert opened(exported(kept)) == OpenedFile(kept, LeftOut())


@given(valid_drafts(village.EDITION), SEEDS)
def test_whatever_is_changed_in_a_file_a_draft_keeps_its_limits(draft, chance):
    file = json.loads(exported(draft))
    for _ in range(chance.randint(1, 9)):
        into, key = chance.choice([*places(file["draft"]), (file["draft"], "shared")])
        name = chance.choice([key, "hope", "admin"]) if isinstance(into, dict) else key
        into[name] = deepcopy(chance.choice(HOSTILE))
    keeps_its_limits(json.dumps(file).encode())


@given(valid_drafts(village.EDITION), SEEDS)
def test_a_damaged_file_is_refused_or_opens_within_the_limits(draft, chance):
    raw = bytearray(exported(draft))
    for _ in range(chance.randint(1, 3)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    keeps_its_limits(bytes(raw))


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused(raw):
    with pytest.raises(FileRefused):
        opened(raw)


def test_the_forms_limits_are_what_a_draft_is_held_to():
    """Show that the check above sees a limit that is not kept."""
    broken = Draft(shared=SharedDocument(answers={"hope": Answer(text="x" * 2001)}, mark=MARK))
    assert opened(exported(broken)) != OpenedFile(broken, LeftOut())

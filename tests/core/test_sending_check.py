"""What a municipality's file says about sending is right, or the check tells what is not."""

import tomllib
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from tests.core.arnhem import CONTENT
from wizard.core.content_check import check_content
from wizard.core.municipality import Glossary, Municipality
from wizard.core.questionnaire import Questionnaire
from wizard.core.sending_check import check_sending
from wizard.core.text_check import TWICE

Sending = dict[str, Any]
Break = Callable[[Sending], object]


def shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text("utf-8"))


def problems(break_it: Break) -> list[tuple[str, str]]:
    raw = shipped("municipalities/arnhem.toml")
    break_it(raw["sending"])
    return list(check_sending(msgspec.convert(raw, Municipality)))


def test_what_ships_is_right() -> None:
    assert problems(lambda _: None) == []


def test_a_municipality_without_sending_has_nothing_to_be_wrong() -> None:
    raw = shipped("municipalities/arnhem.toml")
    del raw["sending"]

    assert list(check_sending(msgspec.convert(raw, Municipality))) == []


def test_sending_without_a_comparison_or_a_second_desk_is_fine() -> None:
    def bare(sending: Sending) -> None:
        del sending["comparison"], sending["wmo_desk"]

    assert problems(bare) == []


def rename(desk: int, name: str) -> Break:
    return lambda sending: sending["desks"][desk].update(id=name)


def change(desk: int, **fields: str) -> Break:
    return lambda sending: sending["desks"][desk].update(**fields)


NOBODY = "there is no contact nobody: look for its id under [[contacts]]"

BROKEN: dict[str, tuple[Break, str, str]] = {
    "no such desk": (rename(0, "office"), "sending.desk", "there is no desk caw: look for its id"),
    "no such second desk": (
        rename(1, "team"),
        "sending.wmo_desk",
        "there is no desk district_team: look for its id",
    ),
    "two cases at one desk": (
        lambda sending: sending.update(wmo_desk="caw"),
        "sending.wmo_desk",
        "this desk gets every plan already",
    ),
    "a call that is never": (
        lambda sending: sending.update(call_within=0),
        "sending.call_within",
        "this is at least 1 day",
    ),
    "a case that is not kept": (
        lambda sending: sending.update(keep_days=-1),
        "sending.keep_days",
        "this is at least 1 day",
    ),
    "a contact that is not there": (
        change(0, contact="nobody"),
        "sending.caw",
        NOBODY,
    ),
    "an outcome that is not there": (
        lambda sending: sending["comparison"]["shares"].update(gold=0),
        "sending.comparison.shares",
        "there is no outcome gold: look for its id under [[outcomes]]",
    ),
    "shares that are not everything": (
        lambda sending: sending["comparison"]["shares"].update(steady=6),
        "sending.comparison.shares",
        "the shares are together 99, not 100",
    ),
    "a share below nothing": (
        lambda sending: sending["comparison"]["shares"].update(steady=-1, no_place=14),
        "sending.comparison.shares",
        "steady is less than nothing",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_told(case: str) -> None:
    break_it, place, text = BROKEN[case]

    assert problems(break_it) == [(place, text)]


@pytest.mark.parametrize("name", ["CAW", "het caw", "caw/oost", ""])
def test_a_desk_that_no_url_can_name_is_refused(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"desks\[0\]\.id"):
        problems(rename(0, name))


@pytest.mark.parametrize(
    "mail", ["caw", "caw@arnhem", "a@b.example, c@d.example", "caw@b.example\nBcc: x@y.example"]
)
def test_what_is_not_one_mail_address_is_told(mail: str) -> None:
    assert problems(change(0, mail=mail)) == [("sending.caw.mail", "this is not one mail address")]


def test_one_mail_address_is_right() -> None:
    assert problems(change(0, mail="nieuw.plan@caw.example")) == []


def all_told(break_it: Break) -> list[str]:
    raw = shipped("municipalities/arnhem.toml")
    break_it(raw["sending"])
    found = check_content(
        msgspec.convert(shipped("questionnaire.toml"), Questionnaire),
        msgspec.convert(shipped("glossary.toml"), Glossary),
        [msgspec.convert(raw, Municipality)],
        msgspec.convert(raw, Municipality).contacts[0].checked_on,
    )
    return [str(problem) for problem in found]


def test_a_desk_twice_is_told_with_everything_else_in_the_content() -> None:
    told = all_told(lambda sending: sending["desks"].append(dict(sending["desks"][0])))

    file = "error: municipalities/arnhem.toml: "
    assert f"{file}sending.caw: {TWICE}" in told


def test_wrong_sending_stands_with_everything_else_in_the_content() -> None:
    told = all_told(change(1, contact="nobody"))

    file = "error: municipalities/arnhem.toml: "
    assert f"{file}sending.district_team: {NOBODY}" in told

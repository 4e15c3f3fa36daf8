"""Every field of every form, filled with what is hostile, by everybody who can open the page."""

import random
from collections.abc import Iterator

import pytest

from tests.attacks.corpus import COOKIES, EVERY, HEADERS, MARK, RAW, TEXTS, one_line
from tests.attacks.raw import FORM, Request, ask, form
from tests.attacks.stage import ENDS, Form, Stage
from tests.web.browser import PLACE

CHANCE = random.Random(8)  # noqa: S311 - the same attacks each time
DUPLICATES = 3


@pytest.fixture(scope="module")
def forms(stage):
    return [one for one in stage.forms() if not one.path.rstrip("/").endswith(ENDS)]


def filled(forms, most: int) -> Iterator[Request]:
    """Each field with some of the texts; the rest as it stands on the page."""
    for one in forms:
        for name in dict.fromkeys(name for name, _ in one.fields):
            for text in CHANCE.sample(EVERY, most):
                yield one.sent((name, text))


@pytest.mark.matrix  # ten thousand inputs fill every form of a page at once; this is field by field
def test_each_field_is_tried(stage, forms, attack):
    assert len(forms) > 100
    assert attack(filled(forms, 1)) > 500
    assert_all_are_still_inside(stage)


Sent = tuple[Request, int]


def whole(one: Form) -> Sent:
    """A form with something hostile in each of its fields, and in how many."""
    names = {name: CHANCE.choice(EVERY) for name, _ in one.fields if name != "csrf_token"}
    return one.sent(*names.items()), len(names)


def crowded(stage: Stage, path: str) -> Sent:
    """A page asked for with something hostile in each header, cookie and query, and how many."""
    good = stage.people[CHANCE.choice([*stage.people])]
    headers = [name for name in HEADERS if name not in {"Host", "Cookie"}]  # these end it early
    cookies = [name for name in COOKIES if f"{name}=" not in good]
    queries, texts = ("van", "terug", "gedaan", "zoek", MARK), CHANCE.sample(EVERY, 40)
    told = dict(zip([*headers, *cookies, *queries], map(one_line, texts), strict=False))
    held = "; ".join([good, *(f"{name}={told[name]}" for name in cookies)])
    query = form((name, told[name]) for name in queries)
    sent = {name: told[name] for name in headers}
    return Request(path.encode(), query=query, cookie=held, headers=sent), len(told)


def test_ten_thousand_inputs_do_no_harm(stage, forms, attack):
    """An input is one hostile text in one place; a request has one in each of its places."""
    shown = [path for _, path, methods in stage.paths() if "GET" in methods] * 3
    sent = [*map(whole, forms), *(crowded(stage, path) for path in shown)]
    assert attack(request for request, _ in sent) < 450
    assert sum(inputs for _, inputs in sent) >= 10_000
    assert_all_are_still_inside(stage)


def assert_all_are_still_inside(stage: Stage) -> None:
    """Nobody was sent away meanwhile: what was sent did reach the pages."""
    for who, cookie in stage.people.items():
        page = "/balie/collegas/" if who in {"lead", "reader"} else f"{PLACE}/plan/"
        status = ask(stage.app, Request(page.encode(), cookie=cookie)).status
        assert (status == 200) is (who != "nobody"), who


@pytest.mark.matrix
def test_each_field_is_tried_with_twenty_texts_and_all_pages_are_looked_at(stage, forms, attack):
    assert attack(filled(forms, 20)) > 10_000
    assert attack(looking(stage)) > 300


def looking(stage: Stage) -> Iterator[Request]:
    """Open every page after all that was saved: what was stored is shown there."""
    for cookie in stage.people.values():
        for _, path, methods in stage.paths():
            if "GET" in methods:
                yield Request(path.encode(), cookie=cookie)


def odd(one) -> Iterator[Request]:
    """A form with fields too many, twice, unknown, nameless, or that stand for no text."""
    text = CHANCE.choice(TEXTS)
    yield one.with_body(form([*one.fields, (MARK, text), (text, MARK), ("", text)]))
    yield one.with_body(form([pair for pair in one.fields for _ in range(DUPLICATES)]))
    yield one.with_body(form([(name, text) for name, _ in one.fields if name != "csrf_token"]))
    yield one.with_body(form(one.fields) + b"&zq7x=" + CHANCE.choice(RAW))
    yield one.with_body(form(one.fields) + b"&" + CHANCE.choice(RAW) + b"=zq7x")
    for name in {name for name, _ in one.fields[-1:]}:
        yield one.with_body(form(one.fields) + b"&" + name.encode() + b"=" + CHANCE.choice(RAW))
    yield one.with_body(form([(f"{name}[]", value) for name, value in one.fields]))


def test_what_no_browser_sends_is_refused_or_passed_over(forms, attack):
    assert attack(request for one in forms[::4] for request in odd(one)) > 150


def test_thousands_of_fields_are_no_trouble(forms, attack):
    many = form([(f"{MARK}{n}", MARK) for n in range(5000)])
    twice = form([("picks", MARK)] * 5000)
    assert attack(one.with_body(body) for one in forms[::15] for body in (many, twice)) > 10


def test_a_press_without_a_token_changes_nothing(stage, forms, attack):
    """Nobody, and somebody whose token is not that of the page."""
    guarded = [one for one in forms if "csrf_token" in dict(one.fields) and one.cookie]
    before = stage.of_all()
    lost = [
        Request(
            one.path.split("?")[0].encode(),
            "POST",
            b"",
            form(one.fields),
            FORM,
            "",
            {"Sec-Fetch-Site": "cross-site"},
        )
        for one in guarded
    ]
    wrong = [one.sent(("csrf_token", text)) for one in guarded for text in TEXTS[::40]]
    assert attack([*lost, *wrong]) > 100
    assert stage.of_all() == before


def test_what_was_typed_did_reach_a_page(stage, forms):
    """The control of this file: the mark comes back as text, so it was not refused at the door."""
    some = [one.sent((name, f"<{MARK}>")) for one in forms[::5] for name, _ in one.fields]
    assert sum(MARK in ask(stage.app, request).text for request in some) > 10

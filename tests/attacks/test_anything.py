"""Whatever text, bytes or file Hypothesis comes up with: no page fails, none repeats it as HTML."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.attacks.corpus import COOKIES, HEADERS, MARK, one_line
from tests.attacks.raw import HERE, Request, ask, form
from tests.attacks.stage import ENDS, forms_on
from tests.web.browser import PLACE
from wizard.core.strict_json import FILE_MOST_BYTES

FEW = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TEXT = st.text(max_size=300).map(lambda text: f"{text}<{MARK}>")
PAGES = (f"{PLACE}/taal", f"{PLACE}/plan/", "/balie/inloggen", "/")
RESIDENTS = [f"{PLACE}/{page}/" for page in ("na-het-gesprek", "hoe-gaat-het", "verder", "bewaren")]
RESIDENTS += [f"{PLACE}/sturen/bereiken", f"{PLACE}/zo-lees-je-fijn/", f"{PLACE}/controle/papier"]
DESKS = ["/balie/nieuw", "/balie/inloggen", "/balie/zaken/", "/balie/account/telefoon"]
OPEN = f"{PLACE}/verder/bestand/".encode()
BOMBS = {
    "brackets": b"[" * (FILE_MOST_BYTES - 1),
    "a mebibyte of brackets": b"[" * 2**20,
    "deep objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "a huge number": b'{"startplan": ' + b"9" * 50_000 + b"}",
    "a huge power": b'{"startplan": 1e999999999}',
    "no numbers": b'{"startplan": NaN, "draft": -Infinity}',
    "one key twice": b'{"startplan": 1, "startplan": 1, "draft": {}, "draft": []}',
    "ten thousand keys": json.dumps({f"{MARK}{n}": n for n in range(10_000)}).encode(),
    "half a pair": b'{"startplan": 1, "draft": "\\ud800"}',
    "UTF-7": b"+AHsAIg-" + MARK.encode(),
    "UTF-32": f'{{"{MARK}": 1}}'.encode("utf-32"),
    "no text": b"\xff\xfe\xc0\xaf" * 500,
}


@pytest.fixture(scope="module")
def forms(stage):
    """Forms with much to fill in, of a resident and of the desk."""
    asked = {"resident": RESIDENTS, "lead": DESKS}
    pages = [(stage.people[who], page) for who, found in asked.items() for page in found]
    read = (ask(stage.app, Request(page.encode(), cookie=who)).text for who, page in pages)
    found = [
        one
        for (who, page), text in zip(pages, read, strict=True)
        for one in forms_on(text, page, who)
    ]
    return [one for one in found if not one.path.rstrip("/").endswith(ENDS)]


def test_any_text_in_any_field_is_no_trouble(forms, attack):
    @FEW
    @given(one=st.sampled_from(forms), text=TEXT, chosen=st.integers(0, 99))
    def send(one, text, chosen):
        name = one.fields[chosen % len(one.fields)][0] if one.fields else MARK
        attack([one.sent((name, text))])

    send()


def test_any_body_is_no_trouble(forms, attack):
    @FEW
    @given(one=st.sampled_from(forms), body=st.binary(max_size=500))
    def send(one, body):
        attack([one.with_body(body), one.with_body(form(one.fields) + b"&" + body)])

    send()


def test_any_header_cookie_and_path_are_no_trouble(attack):
    @FEW
    @given(
        page=st.sampled_from(PAGES),
        header=st.sampled_from(HEADERS),
        cookie=st.sampled_from(COOKIES),
        text=TEXT.map(one_line),
        odd=st.binary(max_size=80),
    )
    def send(page, header, cookie, text, odd):
        path = page.encode()
        attack([Request(path, headers={header: text}), Request(path, cookie=f"{cookie}={text}")])
        attack([Request(path + odd), Request(b"/" + odd), Request(path, query=b"van=" + odd)])

    send()


def file_of(raw: bytes) -> Request:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    kind = "multipart/form-data; boundary=x"
    return Request(OPEN, "POST", b"", head + raw + b"\r\n--x--\r\n", kind, "", HERE)


@pytest.mark.parametrize("raw", BOMBS.values(), ids=BOMBS)
def test_a_file_that_is_a_bomb_is_refused(stage, attack, raw):
    before = stage.of_all()
    assert attack([file_of(raw)]) == 1
    assert stage.of_all() == before


def test_any_file_is_no_trouble(attack):
    told = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["answers", "mark", "talk", "paper", MARK]), inner)
        ),
        max_leaves=12,
    )

    @FEW
    @given(shared=told, private=told, version=st.sampled_from([1, "1", None]))
    def send(shared, private, version):
        file = {"startplan": version, "draft": {"shared": shared, "private": private}}
        attack([file_of(json.dumps(file).encode())])

    send()

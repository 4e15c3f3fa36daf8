"""Only JSON that means one thing everywhere is read."""

import json
import traceback

import pytest

from wizard.core.strict_json import FILE_MOST_BYTES, read_json
from wizard.errors import FileUnreadable

WHOLE = [
    *(None, True, 0, -12345678, 999_999_999, "", "Zoë & „Jo” 😀", "\ud800", "\x00", [], {}),
    *([[1], {"a": {"a": [None]}}], {"": 1, "a": 1, "A": 1}, [{"a": 1}, {"a": 1}]),
]
SECRET = b'{"Mijn geheim": nee}'
REFUSED = {
    "nothing": b"",
    "a photo": b"\xff\xd8\xff\xe0",
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "another code page": '{"a": "é"}'.encode("latin-1"),
    "half a character in UTF-8": b'"\xed\xa0\x80"',
    "no JSON": b"{'a': 1}",
    "half of it": b'{"a": [1, 2',
    "two of them": b"{} {}",
    "a comma too many": b"[1,]",
    "a name that stands twice": b'{"a": 1, "a": 2}',
    "so deep below": b'[{"b": {"a": 1, "a": 1}}]',
    "no number": b"[NaN]",
    "no end": b"[-Infinity]",
    "a fraction": b"[1.5]",
    "a power": b"[1e999]",
    "a huge number": b"[" + b"9" * 5000 + b"]",
    "a large number": b"[1234567890]",
    "very deep lists": b"[" * 100_000 + b"]" * 100_000,
    "very deep tables": b'{"a":' * 100_000,
    "more bytes than a file of ours has": b" " * FILE_MOST_BYTES + b"1",
}


@pytest.mark.parametrize("value", WHOLE)
def test_what_json_says_is_read(value):
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(json.dumps(value, indent=2).encode("utf-8-sig")) == value


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_anything_else_is_refused(raw):
    with pytest.raises(FileUnreadable):
        read_json(raw)


def test_the_largest_file_is_read():
    assert read_json(b"1" + b" " * (FILE_MOST_BYTES - 1)) == 1


def test_a_refusal_quotes_nothing_of_the_file():
    with pytest.raises(FileUnreadable) as refused:
        read_json(SECRET)
    assert "geheim" not in "".join(traceback.format_exception(refused.value))
    assert refused.value.__cause__ is None

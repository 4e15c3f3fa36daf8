"""One bare mail address is taken; anything that could be more, or nothing, is not."""

import pytest

from wizard.core.mail_address import LONGEST, is_mail_address

GOOD = [
    "noor@voorbeeld.example",
    "n.de-vries+plan@mail.voorbeeld.example",
    "o'neil@x1.example",
    "1@2.example",
    "a@xn--caf-dma.example",
]
BAD = [
    "",
    "noor",
    "noor@",
    "@voorbeeld.example",
    "noor@voorbeeld",
    "noor@-voorbeeld.example",
    "noor@voorbeeld..example",
    ".noor@voorbeeld.example",
    "noor..v@voorbeeld.example",
    "noor@voor beeld.example",
    "noor@a.example, jan@b.example",
    "noor@a.example jan@b.example",
    "Noor <noor@a.example>",
    "noor@a@b.example",
    "noor@voorbeeld.example\n",
    "noor@a.example\r\nBcc: jan@b.example",
    "noór@voorbeeld.example",
    "noor@café.example",
    "noor@voorbeeld.example\0",
]


@pytest.mark.parametrize("text", GOOD)
def test_one_address_is_taken(text: str) -> None:
    assert is_mail_address(text)


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_not(text: str) -> None:
    assert not is_mail_address(text)


def test_an_address_has_a_length_that_servers_take() -> None:
    host = "@voorbeeld.example"

    assert is_mail_address("n" * (LONGEST - len(host)) + host)
    assert not is_mail_address("n" * (LONGEST - len(host) + 1) + host)

"""What the real server makes of bytes that are no proper request, and of requests in disguise."""

import socket
from collections.abc import Iterator

import pytest

from tests.attacks.corpus import MARK
from tests.attacks.stage import Stage
from tests.web.test_slow_visitors import served
from wizard.refusals import REFUSAL_HEADERS

GET = b"GET /arnhem/nl/taal HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /arnhem/nl/begin HTTP/1.1\r\nHost: localhost\r\n"
BAD = 400
ODD = {
    "both lengths": POST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    "a negative length": POST + b"Content-Length: -1\r\n\r\n",
    "a length with a sign": POST + b"Content-Length: +4\r\n\r\nabcd",
    "a length in words": POST + b"Content-Length: zq7x\r\n\r\n",
    "a huge length": POST + b"Content-Length: 99999999999999999999\r\n\r\n",
    "chunked in disguise": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunked twice": POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "a tab before it": POST + b"Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n",
    "a space in its name": POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a chunk of no size": POST + b"Transfer-Encoding: chunked\r\n\r\nzq7x\r\n\r\n",
    "a chunk extension": POST + b"Transfer-Encoding: chunked\r\n\r\n0;\nzq7x\r\n\r\n",
    "a bare line feed": b"GET / HTTP/1.1\nHost: localhost\n\n",
    "a bare carriage return": GET + b"X-A: b\rX-zq7x: 1\r\n\r\n",
    "a folded header": GET + b"X-A: b\r\n zq7x\r\n\r\n",
    "a NUL": GET + b"X-A: \x00zq7x\r\n\r\n",
    "two hosts": GET + b"Host: zq7x.example\r\n\r\n",
    "no host": b"GET /arnhem/nl/taal HTTP/1.1\r\n\r\n",
    "a host that is none": b"GET /arnhem/nl HTTP/1.1\r\nHost: <zq7x>\r\n\r\n",
    "a method that is none": b"<zq7x> / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a version that is none": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "HTTP/0.9": b"GET /arnhem/nl/taal\r\n\r\n",
    "HTTP/1.0": b"GET /arnhem/nl/taal HTTP/1.0\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03zq7x\r\n\r\n",
    "an absolute address": b"GET http://zq7x.example/arnhem/nl/taal HTTP/1.1\r\nHost: a.nl\r\n\r\n",
    "an asterisk": b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a tunnel": b"CONNECT zq7x.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a trace": b"TRACE / HTTP/1.1\r\nHost: localhost\r\nCookie: plan=zq7x\r\n\r\n",
    "a socket": GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
    "an upgrade to HTTP/2": GET + b"Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
    "an expectation": POST + b"Expect: zq7x\r\nContent-Length: 0\r\n\r\n",
    "raw bytes in a query": b"GET /arnhem/nl/taal?van=\xff\xfezq7x HTTP/1.1\r\nHost: a.nl\r\n\r\n",
    "a path without a slash": b"GET zq7x HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a path that climbs": b"GET /static/../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a path that climbs unseen": b"GET /static/%2e%2e%2f%2ezq7x HTTP/1.1\r\nHost: a.nl\r\n\r\n",
    "a bomb of headers": GET + b"X-A: zq7x\r\n" * 40_000 + b"\r\n",
    "a header without end": GET + b"X-A: " + b"zq7x" * 100_000 + b"\r\n\r\n",
    "a path without end": b"GET /" + b"zq7x" * 100_000 + b" HTTP/1.1\r\nHost: a.nl\r\n\r\n",
    "a second request inside": POST
    + b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
}


@pytest.fixture(scope="module")
def port(stage: Stage) -> Iterator[int]:
    """A server as `wizard serve` runs it."""
    with served(stage.app) as port:
        yield port


def told(port: int, sent: bytes) -> bytes:
    """Send bytes, say no more, and take all that comes back until the server is done."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        try:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: line.recv(65536), b""))
        except (BrokenPipeError, ConnectionResetError):  # refused before it was all said
            return b""


@pytest.mark.parametrize("sent", ODD.values(), ids=ODD)
def test_whatever_comes_in_gets_one_plain_answer_or_none(port, sent):
    answer = told(port, sent)
    assert answer.count(b"HTTP/1.") <= 1
    if answer:
        head, _, body = answer.partition(b"\r\n\r\n")
        assert int(head.split()[1]) < 500 or b"501" in head
        assert b"X-Content-Type-Options: nosniff" in head
        assert b"Content-Security-Policy: default-src 'none'" in head
        assert f"<{MARK}".encode() not in body
        assert MARK.encode() not in head.replace(b"%zq7x", b"")


def test_a_proper_request_gets_a_page(port):
    """The control: a server that answers nothing at all would pass the test above."""
    assert b" 200 OK" in told(port, GET + b"Connection: close\r\n\r\n").split(b"\r\n")[0]


def test_what_the_server_says_by_itself_is_guarded_as_pages_are(port):
    head = told(port, b"GET\r\n\r\n").partition(b"\r\n\r\n")[0].decode()
    assert head.startswith("HTTP/1.0 400")
    for name, text in REFUSAL_HEADERS:
        assert f"{name}: {text}" in head

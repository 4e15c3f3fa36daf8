"""The worst that people can type, everywhere at once: it prints, and reaches for nothing."""

import json
import socket
import subprocess
import sys

import pytest

from tests.handout.checks import faults_of
from tests.handout.hostile import HOSTILE, hostile_draft
from tests.handout.kinds import UNLIKE
from tests.handout.samples import html_of, usual_draft
from tests.handout.test_pdf import text_of

MEBIBYTES_MOST = 300
CUT_EXPLAINED = "Er is meer tekst. Die staat in je plan op de website."


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Print every kind in a process of its own, with a listener that it must not find."""
    folder = tmp_path_factory.mktemp("hostile")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        command = (sys.executable, "-m", "tests.handout.hostile", folder)
        port = str(listener.getsockname()[1])
        done = subprocess.run([*command, port], capture_output=True, check=True, text=True)
        visits = 0
        while True:
            try:
                listener.accept()[0].close()
            except BlockingIOError:
                break
            visits += 1
    return {**json.loads(done.stdout), "visits": visits, "folder": folder}


def test_nothing_is_asked_of_a_server_or_read_from_a_file(told):
    assert told["reached"] == []


def test_who_does_reach_out_is_heard(told):
    assert {line.split()[0] for line in told["control"]} >= {"open", "socket.connect"}
    assert told["visits"] == 1


def test_it_takes_little_memory(told):
    assert told["mebibytes"] < MEBIBYTES_MOST


@pytest.mark.parametrize("name", UNLIKE)
def test_it_keeps_to_both_standards(told, name):
    assert faults_of(told["folder"] / f"{name}.pdf") == []


@pytest.mark.parametrize("name", UNLIKE)
def test_nothing_is_left_out_without_a_word(told, name):
    text = text_of(told["folder"] / f"{name}.pdf")

    assert CUT_EXPLAINED in text
    assert "Dit teken kunnen wij niet printen." in text
    assert "<img" in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_text_that_is_too_long_is_cut_with_a_word_about_it(kind):
    assert CUT_EXPLAINED in html_of(hostile_draft(HOSTILE[kind] * 200))
    assert CUT_EXPLAINED not in html_of(usual_draft())

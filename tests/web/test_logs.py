"""A log line is one line, in UTC, with what stands in the program and nothing that came in."""

import io
import logging
import re

import psycopg
import pytest

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (DEBUG|INFO|WARNING|ERROR|CRITICAL) [\w.]+ .+")
CANARY = "Kanarie 12 bij de balie"


@pytest.fixture
def lines(log: io.StringIO):
    log.truncate(0)
    log.seek(0)
    return lambda: log.getvalue().splitlines()


def test_a_line_has_its_moment_level_logger_and_message(lines):
    logging.getLogger("wizard.alarm").critical("%d wraps cannot be moved", 3)
    [line] = lines()
    assert LINE.fullmatch(line)
    assert line.endswith("CRITICAL wizard.alarm %d wraps cannot be moved")


@pytest.mark.parametrize("name", ["waitress", "waitress.queue", "psycopg.pool", "somebody.else"])
def test_a_library_that_fills_in_its_sentence_is_told_by_its_place(lines, name):
    logging.getLogger(name).error(f"Client disconnected while serving /{CANARY}")  # noqa: G004 - as waitress does
    logging.getLogger(name).error("error connecting in %r: %s", "pool", CANARY)
    first, second = lines()
    assert CANARY not in first + second
    assert re.search(rf"ERROR {name} at .*test_logs\.py:\d+$", first)
    assert second.endswith(f"ERROR {name} error connecting in %r: %s")


def test_a_message_of_several_lines_is_one(lines):
    logging.getLogger("wizard").error("one\nCRITICAL wizard.alarm two")
    [line] = lines()
    assert line.endswith("ERROR wizard one CRITICAL wizard.alarm two")


def test_an_error_of_postgresql_is_told_by_its_class_and_place(lines):
    try:
        raise psycopg.errors.UniqueViolation(f"Key (id)=({CANARY}) already exists.")
    except psycopg.Error:
        logging.getLogger("wizard.store").exception("a save failed")
        logging.getLogger("psycopg.pool").exception("error resetting connection: %s", CANARY)
    for line in lines():
        assert LINE.fullmatch(line)
        assert CANARY not in line
        assert re.search(r"UniqueViolation at .*test_logs\.py:\d+$", line)
    assert len(lines()) == 2

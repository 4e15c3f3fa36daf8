"""Every file, function and template stays within its budget, and names say what things are."""

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES, TEMPLATE_LINES = 300, 80
FUNCTION_LINES, TEST_LINES, CREATE_APP_LINES = 40, 25, 45

EMPTY_WORDS = {"utils", "util", "helpers", "manager", "common", "data", "process", "handler"}
EMPTY_WORDS |= {"service", "services", "handlers", "managers", "misc"}
# Names that WTForms, html.parser and asyncio call; a data key is what a box is sealed with.
GIVEN_NAMES = re.compile(r"process_formdata|handle_data|data_received|data_?keys?", re.IGNORECASE)

UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
DODGES = {"skip", "skipif", "xfail", "importorskip", "sleep", "wait_for_timeout"}
SILENCED = re.compile(r"(noqa(: ?[A-Z0-9, ]+)?|type: ?ignore(\[[\w, -]+\])?|pragma: no \w+)")


def files(*patterns: str) -> list[Path]:
    """The files of the repository, also those not committed yet."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for line in listed.splitlines() if (path := ROOT / line).is_file()]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return (node for node in ast.walk(tree) if isinstance(node, kinds))


def too_long_functions(source: str, *, in_tests: bool) -> Iterator[str]:
    for node in functions(ast.parse(source)):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        limit = CREATE_APP_LINES if node.name == "create_app" else FUNCTION_LINES
        if in_tests and node.name.startswith("test"):
            limit = TEST_LINES
        if lines > limit:
            yield f"{node.name}: {lines} lines, at most {limit}"


def words_of(name: str) -> set[str]:
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", GIVEN_NAMES.sub("", name))
    return set(re.split(r"[^a-z0-9]+", spaced.lower()))


def empty_names(path: str, source: str) -> Iterator[str]:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    defined = [node.name for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    # A test's name is a sentence: there, the words are those of speech.
    named = [name for name in defined if not name.startswith("test_")]
    for name in [*Path(path).with_suffix("").parts, *named]:
        if words_of(name) & EMPTY_WORDS:
            yield name


def dodges(source: str) -> Iterator[str]:
    """Tests that wait for a clock or look away."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        if name in DODGES:
            yield f"line {getattr(node, 'lineno', 0)}: {name}"


def bare_silencers(source: str) -> Iterator[str]:
    """Comments that silence a check and do not say why beside it."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and SILENCED.search(token.string):
            reason = SILENCED.sub("", token.string).strip("#:- ")
            if not re.search("[a-z]{3}", reason):
                yield f"line {token.start[0]}: {token.string}"


PYTHON = files("*.py")
TEMPLATES = files("templates/**")
TEXTS = files("*.py", "*.html", "*.toml", "*.css", "*.js", "*.md", "*.yml", "Makefile", ".ci/*")
SOURCES = [*PYTHON, *files("assets/**.css", "*.js")]
IN_TESTS = [path for path in PYTHON if path.is_relative_to(ROOT / "tests")]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def wrong_in(
    paths: list[Path], look: Callable[[Path], Iterable[object]]
) -> dict[str, list[object]]:
    """What is wrong, by file; those in which nothing is are left out."""
    return {name_of(path): wrong for path in paths if (wrong := list(look(path)))}


def lines_beyond(most: int, path: Path) -> list[str]:
    return path.read_text().splitlines()[most:]


def test_every_file_is_short():
    assert wrong_in(SOURCES, partial(lines_beyond, FILE_LINES)) == {}


def test_every_template_is_short():
    assert wrong_in(TEMPLATES, partial(lines_beyond, TEMPLATE_LINES)) == {}


def test_every_function_is_short():
    def look(path: Path) -> Iterator[str]:
        return too_long_functions(path.read_text(), in_tests=path in IN_TESTS)

    assert wrong_in(PYTHON, look) == {}


def test_every_name_says_what_it_is():
    assert wrong_in(PYTHON, lambda path: empty_names(name_of(path), path.read_text())) == {}


def test_every_silenced_check_has_its_reason_beside_it():
    assert wrong_in(PYTHON, lambda path: bare_silencers(path.read_text())) == {}


def test_nothing_is_left_for_later():
    assert wrong_in(TEXTS, lambda path: UNFINISHED.findall(path.read_text())) == {}


def test_no_test_waits_or_looks_away():
    assert wrong_in(IN_TESTS, lambda path: dodges(path.read_text())) == {}


def test_the_guard_counts_lines(tmp_path):
    (tmp_path / "three.txt").write_text("a\n" * 3)
    assert lines_beyond(2, tmp_path / "three.txt") == ["a"]
    assert lines_beyond(3, tmp_path / "three.txt") == []


def test_the_guard_sees_a_long_function():
    body = "    pass\n" * FUNCTION_LINES
    assert list(too_long_functions(f"def f():\n{body}", in_tests=False))
    assert not list(too_long_functions(f"def create_app():\n{body}", in_tests=False))
    assert list(too_long_functions(f"def test_x():\n{'    pass' * 1}\n{body}", in_tests=True))
    short = "    pass\n" * TEST_LINES
    assert list(too_long_functions(f"def test_x():\n{short}", in_tests=True))


@pytest.mark.parametrize("source", ["class DraftManager: ...", "def process_form(): ..."])
def test_the_guard_sees_an_empty_name(source):
    assert list(empty_names("wizard/web/draft.py", source))
    assert list(empty_names("wizard/web/utils.py", ""))


def test_the_guard_lets_given_names_be():
    source = "def process_formdata(): ...\ndef new_data_key(): ...\nclass HelperPage: ..."
    assert not list(empty_names("wizard/web/helper.py", source))


@pytest.mark.parametrize("source", ["time.sleep(1)", "@pytest.mark.skip\ndef f(): ...", "xfail()"])
def test_the_guard_sees_a_dodge(source):
    assert list(dodges(source))


def test_the_guard_wants_a_reason_with_a_silencer():
    assert list(bare_silencers("x = 1  # no" + "qa: E501\n"))
    assert list(bare_silencers("x = 1  # type: ig" + "nore[misc]\n"))
    assert not list(bare_silencers("x = 1  # no" + "qa: S101 - proves the branch above\n"))


def test_the_guard_sees_unfinished_work():
    assert UNFINISHED.search("# TO" + "DO later")

"""Every template is used, imports what it needs, speaks through gettext and holds no script."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
ENVIRONMENT = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
# Names of the product and its maker's marks: the same in every language.
NAMES = {"Startplan"}
SPOKEN = {"alt", "title", "aria-label", "placeholder", "summary", "abbr"}
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
UNSAFE = re.compile(
    r"\|\s*safe\b|autoescape\s+false|\bMarkup\(|<style\b|\sstyle\s*=|\son[a-z]+\s*="
    r"|<script\b(?![^>]*\ssrc=)|javascript:",
    re.IGNORECASE,
)


def sources(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in paths}


def exported(tree: nodes.Template) -> set[str]:
    """The names that another template may import: macros and what is set at the top."""
    macros = {node.name for node in tree.body if isinstance(node, nodes.Macro)}
    assigned = (node.target for node in tree.body if isinstance(node, nodes.Assign))
    return macros | {target.name for target in assigned if isinstance(target, nodes.Name)}


def imports(tree: nodes.Template) -> Iterator[tuple[str, str, str | None]]:
    """The template, the name used here, and the name there (none: the whole template)."""
    for node in tree.find_all(nodes.Import):
        yield node.template.value, node.target, None
    for node in tree.find_all(nodes.FromImport):
        for name in node.names:
            there, here = (name, name) if isinstance(name, str) else name
            yield node.template.value, here, there


def wrong_imports(templates: dict[str, str]) -> Iterator[str]:
    trees = {name: ENVIRONMENT.parse(source) for name, source in templates.items()}
    for name, tree in trees.items():
        used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        for template, here, there in imports(tree):
            if template not in trees:
                yield f"{name}: there is no {template}"
            elif there is not None and there not in exported(trees[template]):
                yield f"{name}: {template} has no {there}"
            elif here not in used:
                yield f"{name}: {here} is imported and not used"


def unused_macros(templates: dict[str, str]) -> Iterator[str]:
    """Macros that neither their own template calls nor another one imports."""
    trees = {name: ENVIRONMENT.parse(source) for name, source in templates.items()}
    imported = {(there, name) for tree in trees.values() for there, _, name in imports(tree)}
    attributes = {node.attr for tree in trees.values() for node in tree.find_all(nodes.Getattr)}
    for template, tree in trees.items():
        called = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        if (template, None) in imported:
            called |= attributes
        for macro in tree.find_all(nodes.Macro):
            if macro.name not in called and (template, macro.name) not in imported:
                yield f"{template}: {macro.name}"


def unused(templates: dict[str, str], code: list[str]) -> list[str]:
    """Templates that no code and no other template names.

    A folder named apart ("questions/" ~ kind ~ ".html") counts for the files in it whose stem
    stands in the code as a word of its own.
    """
    parsed = (node for source in code for node in ast.walk(ast.parse(source)))
    words = {node.value for node in parsed if isinstance(node, ast.Constant)}
    for source in templates.values():
        words |= {node.value for node in ENVIRONMENT.parse(source).find_all(nodes.Const)}

    def is_named(name: str) -> bool:
        folder, _, stem = name.removesuffix(".html").rpartition("/")
        return name in words or ({f"{folder}/", stem} <= words and folder != "")

    return [name for name in templates if not is_named(name)]


class SpokenWords(HTMLParser):
    """Collects the words that a person reads or hears, outside the expressions of Jinja."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        # A macro may write attributes alone, for use inside a tag elsewhere.
        self.words += [value for name, value in ATTRIBUTE.findall(data) if name in SPOKEN]
        self.words.append(ATTRIBUTE.sub("", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value or "" for name, value in attrs if name in SPOKEN]


def markup_of(source: str) -> str:
    """The HTML of a template, with nothing in the place of expressions, tags and comments."""
    without_trans = re.sub(r"{%-?\s*trans\b.*?{%-?\s*endtrans\s*-?%}", "", source, flags=re.DOTALL)
    tokens = ENVIRONMENT.lex(without_trans)
    return "".join(value for _, kind, value in tokens if kind == "data")


def untranslated(source: str) -> Iterator[str]:
    """The words of a template that no translator will ever see."""
    spoken = SpokenWords()
    spoken.feed(markup_of(source))
    spoken.close()
    for text in spoken.words:
        yield from (word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES)
    tree = ENVIRONMENT.parse(source)
    calls = [node for node in tree.find_all(nodes.Call) if isinstance(node.node, nodes.Name)]
    known = [node for node in calls if node.node.name in GETTEXT]
    translated = {id(const) for call in known for const in call.find_all(nodes.Const)}
    for const in tree.find_all(nodes.Const):
        reads_as_text = isinstance(const.value, str) and re.match(r"[A-Z][a-z]+\b", const.value)
        if reads_as_text and id(const) not in translated and const.value not in NAMES:
            yield const.value


def is_for_staff(name: str) -> bool:
    """Tell whether a template is of the desk or of the workbench, which are in Dutch only."""
    return name.startswith(("desk/", "workbench/"))


def calls_in(source: str) -> list[nodes.Name]:
    called = ENVIRONMENT.parse(source).find_all(nodes.Call)
    return [call.node for call in called if isinstance(call.node, nodes.Name)]


TEMPLATES = sources(FOLDER)


def test_every_import_exists_and_is_used():
    assert list(wrong_imports(TEMPLATES)) == []


def test_every_macro_is_used():
    assert list(unused_macros(TEMPLATES)) == []


def test_every_template_is_used():
    code = [path.read_text() for path in sorted((ROOT / "wizard").rglob("*.py"))]
    assert unused(TEMPLATES, code) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_no_script_style_or_unescaped_text(name):
    assert UNSAFE.findall(TEMPLATES[name]) == []


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not is_for_staff(name)])
def test_every_word_of_a_template_can_be_translated(name):
    assert list(untranslated(TEMPLATES[name])) == []


@pytest.mark.parametrize("name", [name for name in TEMPLATES if is_for_staff(name)])
def test_no_word_for_staff_gets_to_the_translators(name):
    assert not GETTEXT & {node.name for node in calls_in(TEMPLATES[name])}


def test_only_what_stands_in_a_folder_of_theirs_is_for_staff():
    assert is_for_staff("desk/layout.html")
    assert is_for_staff("workbench/layout.html")
    assert not any(map(is_for_staff, ("desk.html", "plan/desk/plan.html", "desks/layout.html")))


def test_the_guard_sees_a_wrong_import():
    there = {"a.html": "{% macro one() %}{% endmacro %}{% set two = 2 %}"}
    wrong = {
        "b.html": '{% from "a.html" import three %}{{ three }}',
        "c.html": '{% from "a.html" import one %}',
        "d.html": '{% import "none.html" as none_such %}',
    }
    assert len(list(wrong_imports(there | wrong))) == len(wrong)
    right = {"e.html": '{% from "a.html" import one, two as deux %}{{ one() }}{{ deux }}'}
    assert list(wrong_imports(there | right)) == []


def test_the_guard_sees_an_unused_macro():
    macros = "{% macro one() %}{% endmacro %}{% macro two() %}{{ one() }}{% endmacro %}"
    assert list(unused_macros({"a.html": macros})) == ["a.html: two"]
    for use in ('{% from "a.html" import two %}', '{% import "a.html" as a %}{{ a.two() }}'):
        assert list(unused_macros({"a.html": macros, "b.html": use})) == []


def test_the_guard_sees_an_unused_template():
    templates = {"x.html": "", "questions/one.html": "", "questions/old.html": "", "y.html": ""}
    templates["z.html"] = '{% include "questions/" ~ kind ~ ".html" %}'
    code = ["render('x.html')", "kind = 'one'", "render('z.html')"]
    assert unused(templates, code) == ["questions/old.html", "y.html"]


@pytest.mark.parametrize(
    "source",
    [
        "{{ text|safe }}",
        "{% autoescape false %}",
        '<p style="color: red">',
        "<p\nonclick='x()'>",
        "<script>x()</script>",
        '<a href="javascript:x()">',
    ],
)
def test_the_guard_sees_what_the_browser_must_not_run(source):
    assert UNSAFE.search(source)
    assert not UNSAFE.search('<script src="/x.js" type="module"></script><p class="on style">')


@pytest.mark.parametrize(
    "source",
    [
        "<p>Welkom</p>",
        '<img alt="Een fiets">',
        '{% macro named() %} aria-label="Sluit"{% endmacro %}',
        '{{ button("Verder") }}',
        "{% set x = 'Naam' %}",
    ],
)
def test_the_guard_sees_an_untranslated_word(source):
    assert list(untranslated(source))


def test_the_guard_lets_translated_words_be():
    source = """<h1 class="large title" id="{{ id }}">{{ _("Welkom") }}</h1>
    {# a note #}{% trans name=x %}Dag {{ name }}{% endtrans %} Startplan &middot; 1.
    {% macro wiring() %} aria-describedby="hint"{% endmacro %}
    <img alt="{{ _('Een fiets') }}">{{ button(_("Verder %(n)s", n=1), kind="primary") }}"""
    assert list(untranslated(source)) == []

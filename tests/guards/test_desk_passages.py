"""The check of our Dutch finds every text of the desk's templates."""

from pathlib import Path

import wizard
from wizard.core.content import load_municipality
from wizard.desk_passages import desk_body, desk_passages, texts_in

CONTENT = Path(wizard.__file__).parent / "content"
TEMPLATE = """{# Niet voor mensen. #}
{% from "components/buttons.html" import button %}
<h1 class="kop">Zaken van {{ desk.name }}</h1>
<p>Je ziet <strong>drie</strong> zaken.</p><p>{{ value }}</p>
<img alt="Een lege lade" src="x.svg">
{{ button("Neem deze zaak", "primary") }}
"""


def test_every_text_of_a_template_is_found_and_nothing_else() -> None:
    assert list(texts_in(TEMPLATE)) == [
        "Zaken van %(value)s",
        "Je ziet drie zaken.",
        "Een lege lade",
        "Neem deze zaak",
    ]


def test_a_text_is_found_by_its_file_and_first_words(tmp_path: Path) -> None:
    folder = tmp_path / "desk" / "case"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text("<p>Een twee drie vier vijf zes</p>", "utf-8")

    (found,) = desk_passages(tmp_path)

    assert (found.file, found.place) == (
        "templates/desk/case/page.html",
        '"Een twee drie vier vijf"',
    )


def test_the_desks_of_a_municipality_are_read_too() -> None:
    arnhem = load_municipality(CONTENT / "municipalities" / "arnhem.toml")
    files = {passage.file for passage in desk_body([arnhem]).passages}

    assert "municipalities/arnhem.toml" in files

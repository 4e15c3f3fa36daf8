"""What people in Amsterdam read whose work goes badly."""

from tests.core.municipalities import EDITIONS

AMSTERDAM = EDITIONS["amsterdam"]


def test_whose_work_goes_badly_reads_not_to_give_it_up_unasked() -> None:
    card = AMSTERDAM.municipality.find_card("start_again")

    assert card is not None
    assert card.lines[-1] == (
        "Heb je nog werk? Zeg het nog niet op. Vraag eerst wat dat doet met je geld."
    )

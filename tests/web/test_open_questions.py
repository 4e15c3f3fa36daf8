"""A question left through the menu still waits; one that was passed does not."""

import pytest

from tests.web.plans import draft_in


@pytest.mark.parametrize(("button", "waits"), [("Later verder", True), ("Sla over", False)])
def test_only_going_on_passes_an_unanswered_question(client, button, waits):
    client.start()
    client.press(button)
    assert ("mode" not in draft_in(client).answers) is waits

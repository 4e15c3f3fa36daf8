"""What is kept of what was made from content: the last things asked for, and no more."""

from wizard.recent import Recent


def test_a_thing_is_made_once_while_it_is_kept():
    recent, made = Recent[int](2), []
    for _ in range(3):
        assert recent.get("a", lambda: made.append("a") or len(made)) == 1


def test_what_nobody_asked_for_lately_goes_first():
    recent = Recent[str](2)
    for key in ("a", "b", "a", "c"):
        recent.get(key, lambda key=key: f"first {key}")
    again = [recent.get(key, lambda key=key: f"again {key}") for key in ("a", "c", "b")]
    assert again == ["first a", "first c", "again b"]

"""Plain text is compared as far as it goes; what it can tell, it tells."""

from __future__ import annotations

import pytest

from tests.parity.material import found_in, kinds, made

TEXT = made("txt").decode("utf-8")


def faults(old: str, new: str, count: int = 1):
    """What is found when `old` in the sample's text is `new`."""
    assert old in TEXT
    return found_in(TEXT.replace(old, new, count).encode("utf-8"), "txt")


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("plain sentence", "sentence", "LOSS", "Ecuador began with a plain sentence about prevention."),
        ("Montenegro", "", "LOSS", "words of a table or legend are lost: 'Montenegro'"),
        ("plain sentence", "plain untrue sentence", "ADDITION", "untrue"),
        ("What Ecuador asked\n~~~~", "What Ecuador asked\n----", "HEADING", "'What Ecuador asked' is not underlined"),
        ("everything\n======================", "everything", "HEADING", "is not underlined as the title"),
        ("source 1.[1]", "source 1.", "NOTE", "a call of footnote 1 is lost"),
        ("\n[2] Note text", "\nNote text", "NOTE", "footnote 2 is lost"),
        ("<https://example.org/women?a=1&b=2>", "", "LINK", "'https://example.org/women?a=1&b=2' is lost"),
        ("[Draft]", "", "MARGIN", "'Draft' does not stand around the text"),
    ],
)
def test_a_fault_in_a_text_is_found(old, new, kind, words):
    """Words lost and added, headings, notes and their calls, addresses, marks."""
    found = faults(old, new)

    assert kind in kinds(found)
    assert any(words in difference.message for difference in found if difference.kind.name == kind)


def test_paragraphs_in_another_order_are_found():
    """The one that comes too early is told."""
    one, two = (
        "Ecuador began with a plain sentence about prevention.",
        "Namibia began with a plain sentence about women.",
    )
    swapped = TEXT.replace(one, "#").replace(two, one).replace("#", two)

    assert kinds(found_in(swapped.encode("utf-8"), "txt")) == {"ORDER"}


def test_bars_blanks_and_line_ends_do_not_count():
    """Where lines end is the text's own."""
    assert faults("A sample of everything\n", "A  sample\nof everything\n") == ()

"""No edit passes the lock, and no typography is taken for an edit: 10,000 tries a property under RTOP_THOROUGH.

The text is of our own invention.  Edits are judged by how they were made, not by the foldings under test.
"""

import os
import random
import re
import unicodedata

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from rtop_docs.evidence.foldings import MOST_READINGS, fold
from rtop_docs.evidence.lock import Verdict, check_lock, check_quotations, verdict
from rtop_docs.records.model import SourceId
from tests.evidence.quoting import codes, library, locked, quotation, source

THOROUGH = bool(os.environ.get("RTOP_THOROUGH"))
TRIES = settings(max_examples=10_000 if THOROUGH else 200)

TEXT = (
    'The warden of the harbour said, after 2031\'s storms, that the sea wall had been "severely tested" and that '
    "the non-stop watch would go on. She reaffirmed the crew's offer of first aid; she did not affirm that the "
    "office had fled, nor that the ferry's staff was unsafe. Pre- and post-storm work costs 67,000 crowns: a 20- "
    'and a 30-year loan. "We can\'t sell the harbour," she went on, "and we won\'t." The café by the cliff, '
    "l'Île and the façade of the old exchange were flooded - a first - on 4 May; fifty-five families, most of "
    "them fishers, left. Never before had so many hands carried so much sand so far. The council, which "
    "reinforces rather than alters or undermines the harbour's charter, is at its core a council of the coast."
)
WORDS = TEXT.split(" ")
# Nothing that a folding touches; with look-alikes, invisible characters, marks, dashes and other digits.
LETTERS = "aeinostzAENTZ0179.,;:!?()-‐‑–—/…_*éñЕеоаαΑ٣²保ـ\u200b\u200d\u2060\u0301\u0327"
INSERTED = ["not", "never", "no", "hardly", "all", "only", "the", "un-", "n't", "5", "—", "harbour"]
ODD_SPACES = ["  ", "\n", "\r\n", "\u00a0", "\u2009", "\u202f", "\t", " \n ", "\u3000"]
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "st": "ﬆ"}


@st.composite
def stretches(draw):
    """Draw where a quotation starts and ends, in words of the text.

    It stands there once, and neither ends on a hyphen nor begins after one: at a line's end that might cut a
    word, and then it is refused.
    """
    start = draw(st.integers(0, len(WORDS) - 3))
    end = min(len(WORDS), start + draw(st.integers(2, 30)))
    assume(TEXT.count(" ".join(WORDS[start:end])) == 1)
    assume(not WORDS[end - 1].endswith("-") and not WORDS[start - 1].endswith("-"))
    return start, end


@st.composite
def edits(draw):
    """Draw a quotation and a version of it that differs by one character or one word."""
    start, end = draw(stretches())
    words = WORDS[start:end]
    quoted = " ".join(words)
    at, word = draw(st.integers(0, len(quoted) - 1)), draw(st.integers(0, len(words) - 1))
    letter, inserted = draw(st.sampled_from(LETTERS)), draw(st.sampled_from(INSERTED))
    changed = [
        lambda: quoted[:at] + letter + quoted[at + 1 :],
        lambda: quoted[:at] + letter + quoted[at:],
        lambda: quoted[:at] + quoted[at + 1 :],
        lambda: quoted[:at] + quoted[at].swapcase() + quoted[at + 1 :],
        lambda: quoted[:at] + quoted[at : at + 2][::-1] + quoted[at + 2 :],
        lambda: split(quoted, at),
        lambda: " ".join([*words[:word], inserted, *words[word:]]),
        lambda: " ".join([*words[:word], inserted, *words[word + 1 :]]),
        lambda: " ".join([*words[:word], words[word] + inserted, *words[word + 1 :]]),
        lambda: " ".join(words[:word] + words[word + 1 :]),
        lambda: " ".join(words[:word] + words[word : word + 2][::-1] + words[word + 2 :]),
    ][draw(st.integers(0, 10))]()
    assume(changed.strip() != quoted)
    return quoted, changed


def split(text, at):
    """Put a blank inside a word; beside a blank it would change nothing."""
    return text if " " in text[max(0, at - 1) : at + 1] or at == 0 else text[:at] + " " + text[at:]


def set_anew(text, seed, line_ends):
    """Return `text` in other typography, by every published folding.

    line_ends: at so many places at most a hyphen ends a line, inside a word or as the word's own.
    """
    chance = random.Random(seed)
    if chance.random() < 0.3:
        text = unicodedata.normalize("NFD", text)
    if chance.random() < 0.5:
        text = re.sub("|".join(LIGATURES), lambda m: chance.choice([m.group(), LIGATURES[m.group()]]), text)
    for old, new in (("'", "'’‘‛\u02bc‚‹›"), ('"', '"“”„‟«»')):
        text = re.sub(old, lambda m, new=new: chance.choice(new), text)
    left = iter([True] * line_ends)
    made = [between(a, b, c, chance, left) for a, b, c in zip(" " + text, text, text[1:] + " ", strict=False)]
    return "".join(made)


def between(before, char, after, chance, left):
    """Return `char` as it is or set anew, with what may be put between it and the next."""
    if char == " ":
        spaces = ODD_SPACES if before != "-" or next(left, False) else ODD_SPACES[3:6]
        return chance.choice(spaces) if chance.random() < 0.2 else char
    if char == "-" and before.isalnum() and after.isalnum():
        return "-\n" if chance.random() < 0.4 and next(left, False) else "-"
    letters = (char.isalpha() or unicodedata.combining(char)) and after.isalpha()
    if not letters or "\u02bc" in (char, after):  # an apostrophe that Python counts as a letter
        return char
    if chance.random() < 0.06:
        return char + chance.choice(["\u00ad", "\u00ad\n"])
    if chance.random() < 0.05 and next(left, False):
        return char + chance.choice(["-\n", "‐ \n  ", "-\r\n"])
    return char


def verdict_of(quoted, lock, text):
    """Judge a quotation by the lock alone; the text lends its SHA-256 only."""
    return verdict(quoted, quoted.locators[0], lock, source(text))


@TRIES
@given(edits(), st.integers(0, 2**32))
def test_no_edit_passes_the_lock(edit, seed):
    """A locked quotation that is edited, and set in other typography besides, is absent in every build."""
    quoted, changed = edit
    made = locked(quotation(quoted), text=TEXT)
    assert codes(made.diagnostics) == []
    changed = set_anew(changed, seed, line_ends=0)
    note(f"{quoted!r} -> {changed!r}")
    assert verdict_of(quotation(changed), made.value, TEXT) is Verdict.ABSENT
    assert codes(check_quotations(library(quotation(changed), sources=(source(TEXT),)), made.value)) in (
        ["Q01"],
        ["Q10"],  # nothing is left but marks
    )


@TRIES
@given(edits(), st.integers(0, 2**32))
def test_no_edit_is_found_in_the_archived_text(edit, seed):
    """An edited quotation is not found in the archived text, whatever the typography of both."""
    _, changed = edit
    assume(changed.strip() not in TEXT)
    text = set_anew(TEXT, seed, line_ends=0)
    assert locked(quotation(set_anew(changed, seed + 1, line_ends=0)), text=text).value.sources == ()


@TRIES
@given(stretches(), st.integers(0, 2**32))
def test_no_typography_is_an_edit(stretch, seed):
    """A quotation set in any allowed typography is found in a text set in any other, and passes its lock."""
    quoted = " ".join(WORDS[slice(*stretch)])
    text = set_anew(TEXT, seed, line_ends=1000)
    typed = quotation(set_anew(quoted, seed + 1, line_ends=0))
    retyped = quotation(set_anew(quoted, seed + 2, line_ends=MOST_READINGS))
    note(f"{typed.exact!r} and {retyped.exact!r} in {text!r}")
    made = locked(typed, text=text)
    assert codes(made.diagnostics) == []
    assert verdict_of(typed, made.value, text) is Verdict.FOUND
    assert verdict_of(retyped, made.value, text) is Verdict.FOUND
    again = locked(retyped, text=text)
    assert codes(again.diagnostics) == []
    assert verdict_of(retyped, again.value, text) is Verdict.FOUND
    entry = made.value.sources[0].entries[0]
    there = fold(text[entry.start : entry.end]).text
    assert re.sub("[- ]", "", there) == re.sub("[- ]", "", quoted)


@TRIES
@given(stretches(), st.integers(-32, 31), st.booleans(), st.sampled_from(LETTERS))
def test_no_change_of_the_archived_text_passes_its_proof(stretch, offset, behind, letter):
    """A character changed in the archived text, in the quotation or up to 32 away, contradicts the lock."""
    quoted = quotation(" ".join(WORDS[slice(*stretch)]))
    lock = locked(quoted, text=TEXT).value
    entry = lock.sources[0].entries[0]
    at = (entry.end if behind else entry.start) + offset
    assume(0 <= at < len(TEXT) and TEXT[at] != letter)
    changed = TEXT[:at] + letter + TEXT[at + 1 :]
    found = check_lock(lock, library(quoted, sources=(source(TEXT),)), {SourceId("page"): changed})
    assert set(codes(found)) <= {"Q06", "Q07", "Q13"}
    assert "Q13" in codes(found)

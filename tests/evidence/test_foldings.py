"""Each folding alone, all together, and that nothing else is folded."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.evidence.foldings import FOLDINGS, MOST_READINGS, _joins, fold, readings, unfolded

BY_NAME = {f.name: f for f in FOLDINGS}
TRICKY = st.text(
    st.one_of(
        st.sampled_from(
            "ab é’‘“”«»„'\"\u02bc\u00ad-\u2010\n\r\t\u00a0\u2028\x85 ﬁﬄﬅ保护。か\u3099\u0301\u0327\u1161가\u2126"
        ),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("soft hyphen", "har\u00adbour", "harbour"),
        ("soft hyphen", "har\u00ad\n  bour", "harbour"),
        ("soft hyphen", "har\u00ad \n 4", "har \n 4"),
        ("ligatures", "ﬁrst aﬀair, ﬂow, oﬃce, baﬄe, ﬅep, ﬆep", "first affair, flow, office, baffle, step, step"),
        ("NFC", "Co\u0302te e\u0301", "Côte é"),
        ("NFC", "\u1112\u1161\u11ab", "한"),
        ("quotation marks", "“a” „b‟ «c»", '"a" "b" "c"'),
        ("quotation marks", "‘a’ ‚b‛ ‹c›", "'a' 'b' 'c'"),
        ("apostrophes", "crew\u02bcs", "crew's"),
        ("hyphen at a line's end", "co-\noperate", "cooperate"),
        ("hyphen at a line's end", "co\u2010 \r\n  operate", "cooperate"),
        ("hyphen at a line's end", "2005-\n2014", "2005-2014"),
        ("hyphen at a line's end", "Policy - \nspoke", "Policy - \nspoke"),
        ("hyphen at a line's end", "co-\n\noperate", "co-\n\noperate"),
        ("hyphen at a line's end", "co- operate", "co- operate"),
        ("white space", " a\u00a0b \n\n c\u2028d\t", "a b c d"),
        ("white space in Chinese", "保护 责任。 我", "保护责任。我"),
        ("white space in Chinese", "保护 RtoP", "保护 RtoP"),
    ],
)
def test_each_folding_alone(name, before, after):
    """A folding does what its entry in the published list says."""
    assert BY_NAME[name].apply(unfolded(before)).text == after


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "harbour"),
        ("co-operate", "cooperate"),
        ("co-operate", "co‑operate"),
        ("not able", "notable"),
        ("coeur", "cœur"),
        ("Cote", "Côte"),
        ("a...", "a…"),
        ("a - b", "a – b"),
        ("'a'", '"a"'),
        ("a,b", "a, b"),
        ("tested", "tеsted"),
        ("5", "٥"),
        ("H2", "H²"),
        ("가 나", "가나"),
    ],
)
def test_what_is_not_folded(one, other):
    """Case, letters, accents, digits, dashes, points and the lack of a space are differences."""
    assert fold(one).text != fold(other).text


def test_a_folded_text_knows_its_origin():
    """Each code point leads to the stretch of the original that it came from."""
    folded = fold("\u00ad“aﬁ  e\u0301”")
    assert folded.text == '"afi é"'
    assert [folded.original[a:b] for a, b in zip(folded.offsets, folded.ends, strict=True)] == [
        "“", "a", "ﬁ", "ﬁ", "  ", "e\u0301", "”",
    ]  # fmt: skip
    assert folded.place(1, 4) == (2, 4)


def test_a_stretch_must_be_one():
    """Asking for the place of nothing is a wrong call."""
    with pytest.raises(ValueError, match="no stretch"):
        fold("abc").place(1, 1)


def test_a_hyphen_at_a_lines_end_has_readings():
    """Whether the word has a hyphen of its own cannot be seen, so every reading is given."""
    assert readings(fold("a pre-\nand two 20-\nyear")) == (
        "a preand two 20-year",
        "a preand two 20- year",
        "a pre- and two 20-year",
        "a pre- and two 20- year",
        "a pre-and two 20-year",
        "a pre-and two 20- year",
    )


def test_readings_stay_few():
    """With many line-end hyphens only those readings are left that are the same at all of them."""
    many = fold(" ".join(["a-\nb"] * MOST_READINGS + ["5-\n6"]))
    assert readings(many) == ("ab ab ab 5-6", "a- b a- b a- b 5- 6", "a-b a-b a-b 5-6")


@given(TRICKY)
def test_folding_twice_changes_nothing(text):
    """What is folded stays as it is."""
    once = fold(text).text
    assert fold(once).text == once


@given(TRICKY)
def test_origins_are_in_order_and_inside(text):
    """Origins never run backwards, never leave the text, and are never empty."""
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets) == len(folded.ends)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.offsets, folded.ends, strict=True))
    assert folded.original == text


@given(TRICKY)
def test_the_form_of_accents_never_matters(text):
    """Decomposed and composed text fold to the same."""
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text


def test_no_code_point_composes_across_a_cluster():
    """Every code point that some canonical composition has in second place is known to join."""
    seconds = set()
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            seconds.add(chr(int(parts[1], 16)))
    seconds |= {chr(c) for c in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    assert len(seconds) > 100
    assert {c for c in seconds if not _joins(c)} == set()

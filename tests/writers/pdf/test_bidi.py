"""The bidirectional algorithm: levels, lines and visual order.

Beside these, the module was run on the whole of BidiTest.txt and BidiCharacterTest.txt of Unicode 15 (861,948 cases).
"""

import itertools
import sys
import unicodedata

import pytest
from bidi import get_display
from hypothesis import assume, given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.bidi import MAX_DEPTH, base_level, is_plain, levels, line_levels, visual_order
from rtop_docs.writers.pdf.bidi_classes import CLOSER, REMOVED, kinds_of

LRE, RLE, PDF, LRO, RLO = "\u202a\u202b\u202c\u202d\u202e"
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"
ALM = "\u061c"

# One character of each class, some twice so that their order shows.
LETTERS = "abאבغن"
NUMBERS = "12١٢"
WEAK = "+-%$,:\u0300\u0301"
NEUTRAL = "\t  !?"
GONE = "\xad\u200b"
EMBEDDINGS = LRE + RLE + LRO + RLO + PDF + PDF
ISOLATES = LRI + RLI + FSI + PDI + PDI
BRACKETS = "()[]〈〉\u2329\u232a"


def shown(text, direction=None):
    """Set `text` as one line and return its characters from left to right, those that X9 removes left out."""
    base = base_level(text, direction)
    found = line_levels(text, levels(text, direction), 0, len(text), base)
    return seen("".join(text[place] for place in visual_order(found)))


def seen(text):
    """Return `text` without the characters that X9 removes."""
    return "".join(c for c, kind in zip(text, kinds_of(text), strict=True) if kind not in REMOVED)


def digits(text, direction=None):
    """Return the levels of a short text as a row of digits."""
    return "".join(map(str, levels(text, direction)))


def other_display(text, direction=None):
    """Return what python-bidi shows.

    It keeps what X9 removes (5.2 allows that), wherever it likes, and mirrors nothing (L4), as ours.
    """
    return seen(get_display(text, base_dir={"ltr": "L", "rtl": "R", None: None}[direction]))


DIRECTIONS = st.sampled_from([None, "ltr", "rtl"])


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        # 3.4, the examples of rule L2; capitals there are right-to-left letters here
        ("car means אבג.", "ltr", "00000000001110"),
        (f"{RLI}car אבגד גהב.{PDI}", "ltr", "0" + "222" + "1" * 10 + "0"),
        (f"he said “{RLI}car אבגד{PDI}.” “{RLI}דה{PDI},” she", "ltr", "0" * 10 + "22211111" + "0" * 6 + "11" + "0" * 7),
        # 3.3.3, W2 and W4 to W7
        ("אبc1", "ltr", "1100"),
        ("ب1", "ltr", "12"),
        ("א1+2", "ltr", "1222"),
        ("א1,2", "ltr", "1222"),
        ("١,٢", "ltr", "222"),
        ("א1,,2", "ltr", "12112"),
        ("א5%", "ltr", "122"),
        ("א%5", "ltr", "122"),
        ("א$,5", "ltr", "1112"),
        ("a%ا", "ltr", "001"),
        # 3.3.5, N0
        ("אב(גד[&ef].)gh", "ltr", "11011000000000"),
        ("אב(גד[&ef].)gh", "rtl", "11111112211122"),
        ("smith (fabrikam אבג) דהו", "ltr", "0" * 16 + "111" + "00" + "111"),
        ("smith (fabrikam אבג) דהו", "rtl", "2" * 5 + "11" + "2" * 8 + "1" * 9),
        ("אבג (fabrikam דהו) smith", "rtl", "11111" + "2" * 8 + "111111" + "2" * 5),
        ("غنا book(s)", "rtl", "1111" + "2" * 7),
        ("غنا book(s)", "ltr", "1110" + "0" * 7),
        # 3.3.6
        ("א1ب١", None, "1212"),
    ],
)
def test_the_examples_of_the_annex(text, direction, expected):
    """Examples that UAX #9 works through come out as it says."""
    assert digits(text, direction) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قرار A/RES/77/123", "A/RES/77/123 رارق"),
        ("القرار 123", "123 رارقلا"),
        ("في عام ٢٠١٤", "٢٠١٤ ماع يف"),
        ("نسبة 12.5% فقط", "طقف %12.5 ةبسن"),  # W2 makes it an Arabic number, to which W5 joins no sign
        ("من 2005-2014", "2014-2005 نم"),  # nor W4 a hyphen: a range runs from right to left
        ("الأمين العام (Ban Ki-moon) قال", "لاق )Ban Ki-moon( ماعلا نيمألا"),
        ("المادة 24(1)", ")1(24 ةداملا"),
        ("مجلس [حقوق الإنسان]", "]ناسنإلا قوقح[ سلجم"),
    ],
)
def test_arabic_lines(text, expected):
    """Arabic with symbols, numbers, names and brackets stands as it is written; brackets are not mirrored here."""
    assert shown(text) == expected


def test_an_isolate_keeps_the_order_of_a_range():
    """Years that must read from left to right in Arabic stay so in an isolate."""
    assert "2005-2014" in shown(f"من {LRI}2005-2014{PDI}")
    assert "2005-2014" not in shown("من 2005-2014")


def test_isolates_inside_isolates():
    """What is isolated does not reach what stands round it, at any depth."""
    text = f"a {RLI}א {LRI}b {FSI}ג{PDI} c{PDI} ב{PDI} d"

    assert digits(text) == "00" + "0" + "11" + "1" + "22" + "2" + "3" + "2" + "22" + "1" + "11" + "0" + "00"


def test_first_strong_isolates_ask_their_own_content():
    """FSI goes the way of its first strong character, not counting isolates inside it; none means left to right."""
    assert digits(f"{FSI}א{PDI}", "ltr") == "010"
    assert digits(f"{FSI}a{PDI}", "ltr") == "020"
    assert digits(f"{FSI}{RLI}א{PDI}a{PDI}", "ltr") == "0" + "2" + "3" + "2" + "2" + "0"
    assert digits(f"{FSI}1{PDI}", "rtl") == "121"


@pytest.mark.parametrize(
    ("text", "level"),
    [("", 0), ("12 ?", 0), ("12 אa", 1), (f"{RLI}א{PDI}a", 0), (f"{RLE}a", 0), (f"{RLI}אa", 0), (f"{PDI}ب", 1)],
)
def test_the_first_strong_character_decides(text, level):
    """The paragraph follows its first strong character outside isolates, and is left to right without one."""
    assert base_level(text, None) == level


def test_a_direction_overrules_the_text():
    """The direction that the caller gives is the paragraph's."""
    assert (base_level("a", "rtl"), base_level("א", "ltr")) == (1, 0)
    assert digits("a.", "rtl") == "21"


def test_overrides_turn_letters_and_take_brackets_from_pairing():
    """RLO and LRO make every character a letter of theirs."""
    assert shown(f"{RLO}abc (d){PDF}", "ltr") == ")d( cba"
    assert digits(f"{LRO}א1{PDF}", "rtl") == "1222"


def test_an_unmatched_end_changes_nothing():
    """PDF and PDI without a beginning are harmless."""
    assert digits(f"a{PDF}{PDI}b", "ltr") == "0000"


def test_removed_characters_have_the_level_before_them():
    """Soft hyphens, joiners and embeddings take the level of the character before, the paragraph's at its start."""
    assert digits("\xadא\xad\u200bb", "ltr") == "01110"


def test_each_paragraph_is_treated_alone():
    """A separator ends all embeddings; without a direction the next paragraph finds its own."""
    assert digits(f"a{RLE}b\nאb\r\nc\u2029") == "0020" + "12" + "11" + "00"


def test_depth_ends_at_125():
    """Embeddings and isolates beyond the limit are counted, not entered, and their ends match."""
    for opening, closing in ((RLE, PDF), (RLI, PDI)):
        found = levels(opening * 200 + "אa" + closing * 200 + "b", "ltr")

        assert (found[200], max(found), found[-1]) == (MAX_DEPTH, MAX_DEPTH + 1, 0)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (RLI + RLE * 200 + PDI + RLE + "a", 2),  # X6a: the end of an isolate ends what overflowed in it
        (RLE * 63 + RLI + RLE + PDI + PDF + "א", 123),  # X2: in an isolate too deep, embeddings are not counted
        (RLE * 63 + RLI + PDF + PDI + "א", 125),  # X7: nor ended
        (RLE * 64 + PDF + "א", 125),
        (RLE * 64 + PDF + PDF + "א", 123),
        (RLE * 63 + RLI + RLI + PDI + PDF + PDI + "א", 125),
    ],
)
def test_what_is_too_deep_ends_where_it_began(text, level):
    """Ends match their beginnings beyond the limit of depth too."""
    assert levels(text, "ltr")[-1] == level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("א([ב)]a", "1111100"),  # a closing bracket ends what is open inside its pair
        ("א((ב)a)", "1001000"),  # pairs are resolved from the outer to the inner
        ("א(ב]a", "11100"),
        ("א(ב)a", "11110"),
        (f"א(ב{LRI}){PDI}a", "111" + "020" + "0"),  # an isolate's brackets are its own
    ],
)
def test_brackets_pair(text, expected):
    """Brackets pair as a reader pairs them, and take the direction of what stands between or before them."""
    assert digits(text, "ltr") == expected


def test_an_overridden_bracket_is_none():
    """A bracket that an override made a letter closes nothing."""
    assert digits(f"{LRE}א(ב{PDF}{LRO})") == "1333332"


def test_brackets_of_canonical_equivalence_pair():
    """U+2329 closes with U+3009, and U+3008 with U+232A."""
    for opening, closing in (("\u2329", "\u3009"), ("\u3008", "\u232a"), ("\u3008", "\u3009")):
        assert digits(f"א{opening}b{closing}", "rtl") == "1121"
        assert digits(f"a {opening}א{closing} ב", "ltr") == "00" + "010" + "01"


def test_marks_follow_their_bracket():
    """A combining mark after a bracket that N0 turned turns with it."""
    assert digits("א(\u0300א)\u0300 a", "ltr") == "1" + "11" + "1" + "11" + "00"
    assert digits("a(\u0300א)\u0300ב", "ltr") == "0" + "00" + "1" + "00" + "1"


def test_only_63_brackets_may_be_open():
    """One more open bracket ends pairing in the sequence (BD16); pairs found before stay."""
    assert digits(f"א{'(' * 63}ב{')' * 63}a", "ltr") == "1" * 128 + "0"
    assert digits(f"א{'(' * 64}ב{')' * 64}a", "ltr") == "1" * 66 + "0" * 65
    assert digits(f"א(ב)a{'(' * 64}", "ltr") == "1111" + "0" * 65


def test_context_of_brackets_reaches_over_an_isolate():
    """N0.c looks before the bracket in its isolating run sequence, so at the letter before an isolate.

    python-bidi takes another letter here: it reads the run before the isolate from its beginning.
    """
    assert digits(f"bא{LRI} {PDI}(ב)", "ltr") == "01" + "121" + "111"
    assert other_display(f"bא{LRI} {PDI}(ב)", "ltr") != shown(f"bא{LRI} {PDI}(ב)", "ltr")


def test_white_space_at_a_lines_end_goes_back_to_the_paragraph():
    """L1: spaces at the end of a line stand at the paragraph's end side, and so do isolates among them."""
    text = f"אב {PDI}\xad גד"
    found = levels(text, "ltr")

    assert found == [1] * 8
    assert line_levels(text, found, 0, 6, 0) == [1, 1, 0, 0, 0, 0]
    assert line_levels(text, found, 6, 8, 0) == [1, 1]
    assert line_levels(text, found, 0, 8, 0) == found


def test_tabulators_part_a_line():
    """L1: a tabulator takes the paragraph's level with the spaces before it, not those after it."""
    text = "אב \t גד"

    assert line_levels(text, levels(text, "ltr"), 0, 7, 0) == [1, 1, 0, 0, 1, 1, 1]


def test_order_of_runs():
    """L2 serves runs as well as characters."""
    assert visual_order([]) == []
    assert visual_order([0, 2, 0]) == [0, 1, 2]
    assert visual_order([1, 2, 1]) == [2, 1, 0]
    assert visual_order([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]
    assert visual_order([0, 2, 3, 4, 3, 1]) == [0, 5, 1, 4, 3, 2]


def test_a_level_that_nothing_has_still_turns():
    """From level 3 to 1 a stretch is turned three times, though nothing is at level 2."""
    assert visual_order([3, 3, 1]) == [2, 1, 0]
    assert visual_order([0, 3, 3, 0]) == [0, 2, 1, 3]


def test_brackets_are_brackets():
    """Each pair is an opening and a closing punctuation mark of class ON that is mirrored."""
    for opening, closing in CLOSER.items():
        assert [unicodedata.bidirectional(c) for c in opening + closing] == ["ON", "ON"]
        assert unicodedata.mirrored(opening)
        assert (unicodedata.category(opening), unicodedata.category(closing)) == ("Ps", "Pe")
    assert len(CLOSER) == 64


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [(0x590, 0x5FF, "R"), (0x600, 0x7BF, "A"), (0x20A0, 0x20CF, "%"), (0x1EE00, 0x1EEFF, "A"), (0xE0080, 0xE00FF, "x")],
)
def test_what_no_version_assigned_has_a_class(first, last, kind):
    """Code points count as the letters of their block before they are assigned."""
    unassigned = "".join(c for c in map(chr, range(first, last + 1)) if unicodedata.category(c) == "Cn")

    assert set(kinds_of(unassigned)) == {kind}
    assert kinds_of("\uffff\ufdd0\U0010ffff") == "xxx"


def test_plain_texts_need_no_levels():
    """No character that gives a left-to-right paragraph a level above 0 is plain."""
    turning = {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    wrong = [c for c in map(chr, range(sys.maxunicode)) if unicodedata.bidirectional(c) in turning and is_plain(c)]

    assert wrong == []
    assert is_plain("Plain – “quoted” text: 12,5 % of Ñandú, Привет, 中文。\u2060\u200e")


@given(st.text(st.sampled_from(LETTERS + NUMBERS + WEAK + NEUTRAL + GONE + EMBEDDINGS + ISOLATES + BRACKETS)))
def test_plain_texts_have_level_0(text):
    """What is_plain says holds."""
    plain = "".join(filter(is_plain, text))

    assert is_plain(plain)
    assert set(levels(plain, "ltr")) <= {0}


@given(st.text(st.characters(exclude_characters="\n\r\x1c\x1d\x1e\x85\u2029") | st.sampled_from(ISOLATES)), DIRECTIONS)
def test_levels_are_whole_and_within_bounds(text, direction):
    """Every character of any text has a level between the paragraph's and the deepest, and lines lose none."""
    base = base_level(text, direction)
    found = levels(text, direction)

    assert len(found) == len(text)
    assert all(base <= level <= MAX_DEPTH + 1 for level in found)
    assert sorted(visual_order(line_levels(text, found, 0, len(text), base))) == list(range(len(text)))


@pytest.mark.parametrize("direction", ["ltr", "rtl", None])
def test_short_texts_of_every_class_read_as_in_python_bidi(direction):
    """All pairs and triples of classes stand in the order that another implementation gives them."""
    alphabet = "aאب1١+%,\u0300\xad\t !" + LRE + RLE + LRO + RLO + PDF + LRI + RLI + FSI + PDI
    texts = ["".join(c) for size in (1, 2, 3) for c in itertools.product(alphabet, repeat=size)]
    compared = [text for text in texts if any(level & 1 for level in levels(text, direction))]
    different = [text for text in compared if shown(text, direction) != other_display(text, direction)]

    assert different == []
    assert len(compared) > 3000


def comparable(text, direction):
    """Tell whether python-bidi can be compared.

    It returns a line whose levels are all even as it is, before rule L1 gave its white space the paragraph's level 1.
    """
    return any(level & 1 for level in levels(text, direction))


@given(st.text(st.sampled_from(LETTERS + NUMBERS + WEAK + NEUTRAL + GONE + EMBEDDINGS + ISOLATES)), DIRECTIONS)
def test_embeddings_and_isolates_read_as_in_python_bidi(text, direction):
    """Hostile texts of every class but brackets stand in the order that another implementation gives them."""
    assume(comparable(text, direction))

    assert shown(text, direction) == other_display(text, direction)


@given(st.text(st.sampled_from(LETTERS + NUMBERS + WEAK + NEUTRAL + GONE + EMBEDDINGS + BRACKETS * 3)), DIRECTIONS)
def test_brackets_read_as_in_python_bidi(text, direction):
    """Hostile brackets among embeddings and overrides stand in the order that another implementation gives them."""
    assume(comparable(text, direction))

    assert shown(text, direction) == other_display(text, direction)


INSIDE = st.text(st.sampled_from(LETTERS + NUMBERS + WEAK + NEUTRAL + GONE + EMBEDDINGS + BRACKETS * 3), max_size=12)
OUTSIDE = st.text(st.sampled_from(LETTERS + NUMBERS + WEAK + NEUTRAL + BRACKETS * 3), max_size=12)


@given(OUTSIDE, INSIDE, OUTSIDE, st.sampled_from(["ltr", "rtl"]), st.sampled_from(["ltr", "rtl"]))
def test_an_isolate_is_a_paragraph_of_its_own(before, inside, after, direction, inner):
    """Brackets too: what is isolated has the levels of a paragraph, what is outside those beside an empty isolate."""
    opening = LRI if inner == "ltr" else RLI
    found = levels(before + opening + inside + PDI + after, direction)
    empty = levels(before + opening + PDI + after, direction)
    begin = len(before) + 1
    end = begin + len(inside)
    own = levels(inside, inner)
    kept = [place for place, kind in enumerate(kinds_of(inside)) if kind not in REMOVED]

    assert found[:begin] + found[end:] == empty
    assert {found[begin + place] - own[place] for place in kept} <= {0 if (direction, inner) == ("ltr", "rtl") else 2}

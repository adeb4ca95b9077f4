"""Runs: the look of every inline, calls of notes, and what is said of text that cannot be shown."""

import pytest

from rtop_docs.document.model import (
    Emphasis,
    Fill,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Origin,
    Reference,
    Shape,
    Sign,
    Span,
    Strong,
    Text,
)
from rtop_docs.writers.pdf.inlines import NOTE_RISE, NOTE_SIZE, Inliner, Job, Tone, character_name
from rtop_docs.writers.pdf.measure import Run, Turn
from rtop_docs.writers.pdf.slabs import Slab
from rtop_docs.writers.pdf.tags import Tag
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.torture import words

COLOURS = DEFAULT.colours
ORIGIN = Origin("templates/en/a.md", 7, "q1", "exact")


def run(*children, tagged=True):
    """Return the runs of inlines, and the job and tag that they fill."""
    job, tag = Job(DEFAULT, labels={"note": "Note"}), Tag("P", "en")
    tone = Tone(DEFAULT.sizes.text, COLOURS.text, tag=tag if tagged else None)
    inlines = [Text(c) if isinstance(c, str) else c for c in children]
    return Inliner(job, ORIGIN, lambda note, tone: [Slab(10.0)]).runs(inlines, tone), job, tag


def test_strong_and_emphasis_add_up():
    """Bold within italic is bold italic."""
    (plain, both), _, _ = run("a", Strong((Emphasis((Text("b"),)),)))

    assert plain.look.typeface.face.name == "FiraGO-Regular"
    assert both.look.typeface.face.name == "FiraGO-BoldItalic"


def test_links_are_coloured_lead_somewhere_and_say_their_words():
    """A link has the accent colour and its address; its element says what it reads as."""
    (found,), job, tag = run(Link("https://example.org/", (Text("the report"),)))

    assert (found.look.target, found.look.colour) == ("https://example.org/", COLOURS.accent)
    assert (tag.kids[0].role, tag.kids[0].words) == ("Link", "the report")
    assert job.findings == []


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "https://a b", "data:x", "HTTPS:x"]
)
def test_only_addresses_that_open_a_page_or_a_letter_become_links(target):
    """Anything else is plain words and an error at its record."""
    (found,), job, _ = run(Link(target, (Text("words"),)))

    assert (found.text, found.look.target, found.look.colour) == ("words", "", COLOURS.text)
    assert [(f.code, str(f.span)) for f in job.findings] == [("V03", "templates/en/a.md:7")]


def test_references_lead_to_anchors():
    """A reference leads into the file."""
    (found,), _, tag = run(Reference("there", (Text("see"),)))

    assert found.look.target == "#a:there"
    assert [tag.kids[0].role, tag.kids[0].kids[0].role] == ["Reference", "Link"]


def test_calls_are_raised_and_lead_to_their_notes():
    """A call is small, raised, never bold, and a second call of a note leads to the same place."""
    first, _, again = run(Strong((Note((words("x"),), 3),)), LineBreak(), NoteReference(3))[0]
    look = first.look

    assert (first.text, look.size, look.rise) == ("3", 10 * NOTE_SIZE, 10 * NOTE_RISE)
    assert look.typeface.face.name == "FiraGO-Regular"
    assert (look.target, look.place, look.note) == ("#n:0", "c:0", 0)
    assert (again.text, again.look.target, again.look.place, again.look.note) == ("3", "#n:0", "", -1)


def test_calls_side_by_side_stand_apart():
    """Notes 1 and 2 are not read as note 12."""
    runs, job, _ = run("a", Note((words("x"),), 1), Note((words("y"),), 2))

    assert [r.text for r in runs] == ["a", "1", "\u00a0", "2"]
    assert len(job.notes) == 2
    assert job.notes[1][0].places == ("n:1",)


def test_a_call_of_a_note_that_there_is_not_leads_nowhere():
    """Its number is printed all the same."""
    (found,), _, _ = run(NoteReference(9))

    assert (found.text, found.look.target, found.look.note) == ("9", "", -1)


def test_a_break_is_a_turn():
    """A line break inside a block forces a line."""
    runs, _, _ = run("a", LineBreak(), "b")

    assert isinstance(runs[1], Turn)


def test_roles_of_spans_have_their_colours():
    """Muted words are grey, disagreement is warm, other roles change nothing."""
    runs, _, _ = run(*(Span((Text(r),), role=r) for r in ("muted", "disagreement", "quotation")))

    assert [r.look.colour for r in runs] == [COLOURS.muted, COLOURS.warm_text, COLOURS.text]


def test_another_language_has_an_element_and_parts_its_own_words():
    """Words in French within English say so; words in the language around them need no element."""
    runs, _, tag = run(Span((Text("mot"),), language="fr"), Span((Text("word"),), language="en"))

    assert [r.look.language for r in runs] == ["fr", "en"]
    assert [k.language for k in tag.kids if isinstance(k, Tag)] == ["fr"]


def test_findings_name_the_record_that_the_words_came_from():
    """A span from another record is reported there."""
    _, job, _ = run(Span((Text("\U00013000"),), record="st-4", field="summary"))

    assert "record 'st-4', field 'summary'" in job.findings[0].message


def test_at_most_five_characters_are_named():
    """A text of hostile characters gives one finding, not a page of them, and says how many more there are."""
    _, job, _ = run("".join(map(chr, range(0x13000, 0x13010))) + "\x00")
    forbidden, missing = job.findings

    assert (forbidden.code, missing.code) == ("V01", "V20")
    assert missing.message.count("EGYPTIAN HIEROGLYPH") == 5
    assert "and 11 more" in missing.message


def test_the_name_of_a_control_character_is_no_control_character():
    """What cannot be printed is named by its number."""
    assert character_name("\x1b") == "(U+001B a character without a name)"
    assert character_name("中") == "'中' (U+4E2D CJK UNIFIED IDEOGRAPH-4E2D)"


def test_signs_with_words_are_figures():
    """A sign that stands alone says its words; one beside them is decoration."""
    (alone, beside), _, tag = run(Sign(Shape.FOR, Fill.HALF, "for"), Sign(Shape.FOR))

    assert (tag.kids[0].role, tag.kids[0].alt) == ("Figure", "for")
    assert (alone.look.strand.role, beside.look.strand.role) == ("Figure", "")


def test_right_to_left_words_have_an_element_that_says_them():
    """Their glyphs stand in the order of sight: the element gives the reading order."""
    (plain, arabic), _, tag = run("plain ", "قال a")

    assert (plain.leveled, arabic.leveled) == (False, True)
    assert [(k.role, k.actual) for k in tag.kids if isinstance(k, Tag)] == [("Span", "قال a")]


def test_margins_have_no_elements():
    """Without an element around them words have none, whatever they are."""
    runs, _, _ = run("قال", Sign(Shape.FOR, alt="x"), Link("https://example.org/", (Text("x"),)), tagged=False)

    assert [r.look.strand for r in runs if isinstance(r, Run)] == [None, None, None]
    assert run("")[0] == []

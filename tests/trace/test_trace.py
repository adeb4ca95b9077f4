"""Word files that come back: where each text came from, what was changed, and that no file does any harm."""

from __future__ import annotations

import io
import os
import re

import docx
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.document.model import (
    Document,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    Note,
    NoteReference,
    Origin,
    Paragraph,
    Span,
    Table,
)
from rtop_docs.trace.model import State, Trace, TracedText
from rtop_docs.trace.origins import trace
from rtop_docs.writers import write
from tests.document.strategies import documents
from tests.opc.zips import text, unzipped, word_parts, zipped
from tests.writers.samples import bar_figure, cell, document, matrix, p, t, table, whole

EXAMPLES = 2000 if os.environ.get("RTOP_THOROUGH") else 60
ORIGIN = Origin(record="st-1", field="says")
TEXT = "word/document.xml"
ITEM = "customXml/item1.xml"


def sent(*blocks, **more) -> bytes:
    """Return the Word file of a document."""
    made = write(document(*blocks, **more), "docx")
    assert made.diagnostics == ()
    return made.value


def traced(data: bytes) -> Trace:
    """Return the trace of a file that can be traced."""
    found = trace(data, "x.docx")
    assert found.diagnostics == ()
    assert found.value is not None
    return found.value


def states(data: bytes) -> list[tuple[str, str, str]]:
    """Return field, state and present text of each text of a file."""
    return [(one.field, one.state.value, one.now) for one in traced(data).texts]


def edited(data: bytes, old: str, new: str, part: str = TEXT) -> bytes:
    """Return a file with markup of one part replaced, once."""
    parts = unzipped(data)
    markup = parts[part].decode("utf-8")
    assert markup.count(old) == 1, markup
    return zipped(parts | {part: markup.replace(old, new)})


RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def run(words: str) -> str:
    """Return a plain run as the writer makes it."""
    return RUN.format(words)


# -- as sent ------------------------------------------------------------------------------------


def test_each_block_says_where_it_came_from():
    """In reading order; words of another record within a block are told apart, and what came from none is left out."""
    data = sent(
        p("from a template"),
        p("It ", Span(t("stressed"), record="v-1", field="verb"), " that.", origin=ORIGIN),
        List(items=(ListItem((p("a"),)), ListItem((p("b"),))), origin=Origin(record="l-1")),
        version="0123abcd",
    )

    assert traced(data) == Trace(
        "0123abcd",
        (
            TracedText("st-1", "says", False, State.AS_SENT, "It stressed that.", "It stressed that."),
            TracedText("v-1", "verb", True, State.AS_SENT, "stressed", "stressed"),
            TracedText("l-1", "", False, State.AS_SENT, "a\nb", "a\nb"),
        ),
    )


def test_a_block_that_says_what_the_one_around_it_says_is_told_once():
    """Cell and paragraph, paragraph and its only words: one origin, one text."""
    inner = p(Span(t("words"), record="st-1", field="says"), origin=ORIGIN)
    rows = (table(("a",)).body[0], table(("b",)).body[0])
    row = evolve(rows[0], cells=(cell("x"), evolve(cell("y"), blocks=(inner,), origin=ORIGIN)))
    columns = table(("a", "b")).columns

    assert states(sent(Table(columns=columns, head=(), body=(row,)))) == [("says", "as sent", "words")]


def test_tables_figures_and_notes_are_traced_too():
    """A table's text is that of its cells; a note's blocks come from records like any other."""
    strip = KeyFigures(figures=(KeyFigure(value=t("83"), label=t("governments"), origin=ORIGIN),))
    note = Note((p("Source", origin=Origin(record="src", field="title")),), 1)
    figure = bar_figure()
    data = sent(
        strip,
        table(("a", "b"), origin=Origin(record="t-1", field="rows")),
        p("x", note, "y", origin=Origin(record="q-1", field="exact")),
        evolve(figure, data=evolve(figure.data, origin=Origin(record="chart", field="data"))),
    )

    assert states(data)[:2] == [("says", "as sent", "83\ngovernments"), ("rows", "as sent", "a\nb")]
    assert states(data)[2:] == [
        ("exact", "as sent", "xy"),
        ("data", "as sent", "\n".join(("Theme", "Number", "Named", "Agenda", "11", "11 named", "Women", "8",
                                        "8, including", "Veto", "14", "14"))),
        ("title", "as sent", "Source"),
    ]  # fmt: skip


def test_a_sign_is_its_letter_and_its_words():
    """Also where the words are hidden text."""
    marked = evolve(matrix(1), origin=Origin(record="m-1"))
    [(_, state, now)] = states(sent(marked))

    assert state == "as sent"
    assert "●\u00a0for, named" in now


def test_calls_of_notes_are_no_words():
    """Neither Word's own numbers, nor ours where Word would count otherwise, nor the field of a second call."""
    data = sent(p("a", Note((p("n"),), 7), "b", NoteReference(7), "c", origin=ORIGIN))

    assert states(data) == [("says", "as sent", "abc")]


@settings(max_examples=EXAMPLES)
@given(documents())
def test_every_document_comes_back_as_it_was_sent(random: Document):
    """Each text of it, in every kind of block, hostile words included."""
    origins = (Origin(record=f"r-{n}", field="f") for n in range(1000))
    marked = evolve(random, blocks=tuple(evolve(block, origin=next(origins)) for block in random.blocks))
    found = traced(write(marked, "docx").value)

    assert [one for one in found.texts if one.state is not State.AS_SENT] == []
    assert {one.record for one in found.texts if one.record.startswith("r-")} >= {
        block.origin.record for block in marked.blocks if isinstance(block, Paragraph)
    }


# -- what an editor does ------------------------------------------------------------------------


SENT = sent(p("Norway ", Span(t("stressed"), record="v-1", field="verb"), " this.", origin=ORIGIN), p("end"))


def test_a_changed_word_is_found_where_it_was_changed():
    """In its own bookmark and in its block's."""
    assert states(edited(SENT, "stressed", "noted")) == [
        ("says", "changed", "Norway noted this."),
        ("verb", "changed", "noted"),
    ]


def test_a_change_outside_the_words_of_a_record_is_the_blocks_alone():
    """The verb was not touched."""
    assert states(edited(SENT, " this.", " that.")) == [
        ("says", "changed", "Norway stressed that."),
        ("verb", "as sent", "stressed"),
    ]


def test_tracked_changes_count_as_accepted():
    """What was put in is there, what was taken away is not, and what was moved is where it went."""
    change = 'w:id="900" w:author="A" w:date="2026-01-02T03:04:05Z"'
    tracked = (
        f"<w:del {change}><w:r><w:delText>stressed</w:delText></w:r></w:del>"
        f"<w:ins {change}><w:r><w:t>noted</w:t></w:r></w:ins>"
        f"<w:moveFrom {change}><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
    )

    assert states(edited(SENT, run("stressed"), tracked)) == [
        ("says", "changed", "Norway noted this."),
        ("verb", "changed", "noted"),
    ]


def test_a_block_that_was_deleted_is_gone():
    """Its bookmarks went with it, or stand around nothing."""
    without = re.sub(rb"<w:body><w:p>.*?</w:p>", b"<w:body>", unzipped(SENT)[TEXT], count=1)
    empty = re.sub(rb"<w:r>.*?</w:r>", b"", unzipped(SENT)[TEXT])

    for body in (without, empty):
        assert states(zipped(unzipped(SENT) | {TEXT: body})) == [("says", "gone", ""), ("verb", "gone", "")]


def test_a_paragraph_that_was_split_is_changed():
    """The end of a paragraph is part of a text."""
    split = edited(SENT, run(" this."), "</w:p><w:p>" + run(" this."))

    assert states(split)[0] == ("says", "changed", "Norway stressed\n this.")


# -- what programs do ---------------------------------------------------------------------------


SAVED = (
    ("co\u2011operation", "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>operation</w:t></w:r>"),
    ("co\u00adoperation", "<w:r><w:t>co</w:t><w:softHyphen/><w:t>operation</w:t></w:r>"),
    ("a b", f'{run("a ")}<w:proofErr w:type="spellStart"/>{run("b")}'),
    ("a b", f"<w:sdt><w:sdtContent>{run('a b')}</w:sdtContent></w:sdt>"),
    ("ab", f'{run("a")}<w:fldSimple w:instr=" NOTEREF n ">{run("7")}</w:fldSimple>{run("b")}'),
)


@pytest.mark.parametrize(("written", "saved"), SAVED)
def test_another_way_to_write_the_same_is_no_change(written: str, saved: str):
    """Word and LibreOffice save hyphens, runs, controls and fields in ways of their own."""
    data = sent(p(written, origin=ORIGIN))

    assert states(edited(data, run(written), saved))[0][1] == "as sent"


def test_the_second_of_two_ways_to_say_a_thing_is_not_read():
    """Word writes some things twice, for itself and for older versions."""
    twice = f"<mc:Choice>{run('words')}</mc:Choice><mc:Fallback>{run('words')}</mc:Fallback>"
    both = f"<mc:AlternateContent>{twice}</mc:AlternateContent>"
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    data = edited(sent(p("words", origin=ORIGIN)), run("words"), both)
    data = edited(data, "<w:document ", f"<w:document {namespace} ")

    assert states(data) == [("says", "as sent", "words")]


def test_a_bookmark_that_is_begun_twice_is_one():
    """LibreOffice writes that."""
    data = edited(SENT, run(" this."), '<w:bookmarkStart w:id="77" w:name="rtop_2"/>' + run(" this."))
    data = edited(data, '<w:bookmarkEnd w:id="2"/>', '<w:bookmarkEnd w:id="77"/>')

    assert {state for _, state, _ in states(data)} == {"as sent"}


@pytest.mark.parametrize(("behind", "state"), [(".", "as sent"), ("!", "changed"), ("", "changed")])
def test_a_bookmark_that_ends_a_letter_early_has_lost_its_edge_and_not_its_text(behind: str, state: str):
    """LibreOffice does that; a letter that is really missing is a change."""
    data = sent(p("One. ", Span(t("Two."), record="v-1", field="verb"), origin=Origin(record="o")))
    end = re.search(r'(<w:bookmarkEnd w:id="\d+"/>)(<w:bookmarkEnd w:id="\d+"/></w:p>)', unzipped(data)[TEXT].decode())
    data = edited(data, run("Two.") + end[0], run("Two") + end[1] + (run(behind) if behind else "") + end[2])

    assert states(data)[1][:2] == ("verb", state)


def test_the_map_is_found_by_what_it_is_and_not_by_its_name():
    """Word gives the part another name when the file has more of its kind."""
    parts = unzipped(SENT)
    other = '<other xmlns="urn:other"/>'
    moved = {name.replace("item1", "item3").replace("Props1", "Props3"): data for name, data in parts.items()}
    moved = {name: data.replace(b"item1.xml", b"item3.xml") for name, data in moved.items()}
    rels = moved["word/_rels/document.xml.rels"].decode()
    more = '<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"'
    rels = rels.replace("<Relationship ", f'{more} Target="../customXml/item1.xml"/><Relationship ', 1)
    data = zipped(moved | {"customXml/item1.xml": other, "word/_rels/document.xml.rels": rels})

    assert {state for _, state, _ in states(data)} == {"as sent"}


def test_a_file_that_python_docx_saved_is_traced():
    """Another program's zip, parts and order."""
    opened = docx.Document(io.BytesIO(SENT))
    opened.add_paragraph("more")
    file = io.BytesIO()
    opened.save(file)

    assert {state for _, state, _ in states(file.getvalue())} == {"as sent"}


# -- hostile files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "B01"),
        (zipped(word_parts()), "B08"),
        (edited(SENT, "origins:1", "origins:2", ITEM), "B08"),
        (edited(SENT, "<origins", '<!DOCTYPE a [<!ENTITY b "b">]><origins', ITEM), "B04"),
        (zipped(unzipped(SENT) | {TEXT: text(namespace="urn:other")}), "B05"),
        (zipped(unzipped(SENT) | {TEXT: "no XML"}), "B04"),
        (zipped({name: data for name, data in unzipped(SENT).items() if name != TEXT}), "B05"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_traced_says_why(data: bytes, code: str):
    """One finding, at the file."""
    found = trace(data, "x.docx")

    assert found.value is None
    assert [(d.code, str(d.span)) for d in found.diagnostics] == [(code, "x.docx")]


def test_bookmarks_piled_up_are_refused():
    """Each letter would be written into each of them."""
    pile = "".join(f'<w:bookmarkStart w:id="{n + 100}" w:name="rtop_{n + 100}"/>' for n in range(500))
    found = trace(edited(SENT, run(" this."), pile + run(" this.")), "x.docx")

    assert [d.code for d in found.diagnostics] == ["B02"]


def test_a_map_that_says_nonsense_is_read_as_what_it_says():
    """Unknown elements, missing names and bookmarks that are nowhere."""
    nonsense = (
        '<origins xmlns="urn:x-rtop-docs:origins:1"><block/><block record="\u202e[2J"><text>x</text></block>'
        "<what/><words><text bookmark='rtop_9'><b/></text></words></origins>"
    )
    found = traced(zipped(unzipped(SENT) | {ITEM: nonsense}))

    assert found == Trace(
        "",
        (
            TracedText("", "", False, State.GONE, "", ""),
            TracedText("\u202e[2J", "", False, State.GONE, "x", ""),
            TracedText("", "", True, State.GONE, "", ""),
        ),
    )


_BASE = write(whole(), "docx").value
_PARTS = unzipped(_BASE)
_READ = (TEXT, "word/footnotes.xml", "word/_rels/document.xml.rels", "_rels/.rels", ITEM)


@settings(max_examples=EXAMPLES)
@given(st.lists(st.tuples(st.integers(0, len(_BASE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_wrong_bytes_in_a_file_give_findings_at_most(changes: list[tuple[int, int]]):
    """A zip with any bytes changed is traced or refused."""
    data = bytearray(_BASE)
    for place, value in changes:
        data[place] = value
    found = trace(bytes(data), "x.docx")

    assert (found.value is None) == bool(found.diagnostics)


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_wrong_markup_in_a_part_gives_findings_at_most(data: st.DataObject):
    """A part with pieces cut out, doubled, moved or replaced by hostile ones is traced or refused."""
    name = data.draw(st.sampled_from(_READ))
    pieces = re.split(rb"(?=<)", _PARTS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        change = data.draw(st.sampled_from(("cut", "double", "move", "replace")))
        piece = pieces.pop(at)
        if change == "double":
            pieces[at:at] = [piece, piece]
        elif change == "move":
            pieces.insert(data.draw(st.integers(0, len(pieces))), piece)
        elif change == "replace":
            pieces.insert(at, data.draw(st.sampled_from(_EVIL)))
    found = trace(zipped(_PARTS | {name: b"".join(pieces)}), "x.docx")

    assert (found.value is None) == bool(found.diagnostics)


_EVIL = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    b"&a;",
    b"<w:bookmarkStart/>",
    b'<w:bookmarkStart w:id="1" w:name="rtop_1"/>',
    b"<w:bookmarkEnd/>",
    b'<w:fldChar w:fldCharType="end"/>',
    b"<w:instrText/>",
    b"<text/>",
    b"\xff\xfe",
    b"]]>",
    b"<?xml version='1.1'?>",
    b'<Relationship Target="..//../x" Type="customXml"/>',
)

"""The bench compares like with like: the same words from every engine, other ones each round, nobody's turn first."""

import io

import pikepdf
import pytest
from attrs import evolve

from rtop_docs.document.check import check_document
from rtop_docs.document.model import Figure, Note, Text
from rtop_docs.document.walk import walk
from rtop_docs.writers import write
from tests.bench.contest import Way, race
from tests.bench.engines import floor, own, set_up, write_fonts
from tests.bench.proof import faults
from tests.bench.prose import Prose
from tests.bench.sheet_text import PARAGRAPHS, QUOTATIONS, ROWS, sheet_text
from tests.bench.shipped import sheet
from tests.bench.tables import Table, markdown, plain
from tests.bench.typst_sheet import source
from tests.bench.vocabulary import size

SEEDS = range(3)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    """The folder of the fonts."""
    return write_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("name", ["ours", "platypus"])
def test_an_engine_makes_two_pages_of_exactly_the_words(fonts, name):
    """The two that every developer has; the bench proves the others, and these, before its clock runs."""
    engine = set_up(name, fonts)
    found = {seed: faults(sheet_text(seed), engine.write(engine.prepare(sheet_text(seed)))) for seed in SEEDS}

    assert found == {seed: [] for seed in SEEDS}


def test_a_word_too_few_or_too_many_or_elsewhere_is_found(fonts):
    """So a peer that leaves work out cannot win."""
    engine = set_up("ours", fonts)
    sheet = sheet_text(1)
    file = engine.write(engine.prepare(sheet))
    first, second = sheet.paragraphs[:2]
    others = {
        "fewer": (first, *sheet.paragraphs[2:]),
        "more": (first, first, *sheet.paragraphs[1:]),
        "elsewhere": (second, first, *sheet.paragraphs[2:]),
    }
    found = {what: faults(evolve(sheet, paragraphs=p), file) for what, p in others.items()}

    assert faults(sheet, file) == []
    assert all(found.values()), found


def test_typst_is_given_every_word_of_a_sheet():
    """And what they are set in: notes, links, languages, heads; only the data of charts are drawn and not told."""
    document = sheet()
    given = source(document).replace("\\", "")
    nodes = walk(
        part for block in document.blocks for part in (block.caption if isinstance(block, Figure) else (block,))
    )
    texts = {node.text for node in nodes if isinstance(node, Text)}

    assert texts
    assert [text for text in texts if text not in given] == []
    assert given.count("#footnote[") == sum(isinstance(node, Note) for node in walk(document.blocks))


def test_a_page_too_many_is_found(fonts):
    """A file of three pages does not do what one of two does."""
    engine = set_up("ours", fonts)
    pdf = pikepdf.open(io.BytesIO(engine.write(engine.prepare(sheet_text(1)))))
    pdf.add_blank_page()
    file = io.BytesIO()
    pdf.save(file)

    assert "3 pages instead of 2" in faults(sheet_text(1), file.getvalue())


def test_the_document_is_one_that_compose_could_make():
    """It breaks no rule of the model, and the writer finds nothing to complain of."""
    document = own.document((sheet_text(1),))

    assert check_document(document) == ()
    assert write(document, "pdf").diagnostics == ()


def test_the_floor_makes_the_very_file():
    """What was laid out before is painted to the same bytes, or the floor would be of another house."""
    document = own.document((sheet_text(1),))

    assert floor.laid_out(document)() == write(document, "pdf").value


def test_a_seed_gives_its_words_everywhere_and_another_seed_others():
    """The words are part of the bench; they hang on no chance and no hash."""
    again, other = set(sheet_text(7).pieces()), set(sheet_text(8).pieces())

    assert Prose(7).title() == "Minor rates and the nation of Nainadir"
    assert sheet_text(7) == sheet_text(7)
    assert {piece for piece in again & other if len(piece.split()) > 5} == set()
    assert size() > 5000


def test_a_sheet_has_its_shape():
    """Eight paragraphs of about seventy words with bold and italic runs, a table of ten rows, three quotations."""
    sheets = [sheet_text(seed) for seed in range(30)]
    lengths = [len("".join(w for w, _ in runs).split()) for sheet in sheets for runs in sheet.paragraphs]

    assert {(len(s.paragraphs), len(s.rows), len(s.quotations)) for s in sheets} == {(PARAGRAPHS, ROWS, QUOTATIONS)}
    assert min(lengths) >= 62
    assert 66 <= sum(lengths) / len(lengths) <= 78
    assert {tuple(weight for _, weight in runs) for s in sheets for runs in s.paragraphs} == {
        ("", "bold", "", "italic", "")
    }


def test_ways_take_turns_on_inputs_of_their_round():
    """Each round has another input, made outside the clock, and another order; warm rounds are not counted."""
    told, now = [], [0.0]

    def prepare(number):
        now[0] += 100.0
        return number

    def way(name, seconds):
        def run(number):
            told.append((number, name))
            now[0] += seconds
            return b"x" * (number + 2)

        return Way(name=name, run=run, prepare=prepare)

    held = race([way("a", 1.0), way("b", 4.0)], seconds=0, least=4, clock=lambda: now[0], warm=1)

    assert told[:2] == [(-1, "a"), (-1, "b")]
    assert told[2:] == [(0, "a"), (0, "b"), (1, "b"), (1, "a"), (2, "b"), (2, "a"), (3, "a"), (3, "b")]
    assert held.seconds == {"a": (1.0,) * 4, "b": (4.0,) * 4}
    assert (held.rounds, held.median("b"), held.ratio("a", "b")) == (4, 4.0, 0.25)
    assert (held.sizes["a"], held.size("a"), held.size_ratio("a", "b")) == ((2, 3, 4, 5), 3.5, 1.0)


def test_a_table_is_shown_aligned_or_as_markdown():
    """Numbers stand to the right in both; what Markdown would read as markup is escaped."""
    table = Table(title="T", head=("who", "ms"), rows=(("ours", "1.5"), ("<l|c>", "12.25")), remarks=("R.",))

    assert plain(table) == "T\n-\nwho       ms\nours     1.5\n<l|c>  12.25\nR.\n\n"
    assert markdown(table) == "### T\n\n| who | ms |\n| --- | --: |\n| ours | 1.5 |\n| &lt;l\\|c> | 12.25 |\n\nR.\n\n"

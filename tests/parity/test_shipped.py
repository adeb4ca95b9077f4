"""The shipped documents say the same in all their formats, and in those that nobody asked for."""

import os
from pathlib import Path

import pytest

from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job
from rtop_docs.parity.of_document import reading_of
from rtop_docs.parity.readers import differences
from rtop_docs.writers import FORMATS, write

ROOT = Path(__file__).resolve().parents[2]
WHOLE = bool(os.environ.get("RTOP_THOROUGH"))


@pytest.fixture(scope="module")
def shipped():
    """The world, and of each target one document; in a thorough run all of them."""
    opened = open_world(open_workspace(ROOT))
    assert opened.value is not None
    world, outputs = opened.value
    jobs = {(output.job.name if WHOLE else output.job.spec.name): output.job for output in outputs}
    return world, {name: compose_job(world, job).value for name, job in jobs.items()}


@pytest.mark.parametrize("format", FORMATS)
def test_no_shipped_document_differs_in_any_format(shipped, format):
    """One document a target, or all of them: read back word by word, each says what its document says."""
    world, documents = shipped
    found = {}
    for name, document in documents.items():
        data = write(document, format, world.style).value
        found[name] = differences(data, format, document, reading_of(document))

    assert len(found) > (80 if WHOLE else 12)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_what_is_compared_is_not_nothing(shipped):
    """The documents hold each thing that is compared: words, headings, cells, notes, links, alternatives."""
    _, documents = shipped
    readings = [reading_of(document) for document in documents.values()]
    pieces = [piece for reading in readings for piece in (*reading.pieces, *reading.notes)]
    words = [word for piece in pieces for word in piece.words]

    assert len(words) > 10_000
    assert {piece.level for piece in pieces} >= {None, 0, 1, 2}
    assert sum(piece.seat is not None for piece in pieces) > 1_000
    assert sum(bool(reading.notes) for reading in readings) > 8
    assert {target[:4] for word in words for target in word.targets} >= {"http"}
    assert {word.said.name for word in words} == {"LETTERS", "ALTERNATIVE", "CALL"}

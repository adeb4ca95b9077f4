"""One fault planted in one finished file is found every time, and the report names the file and the kind."""

import os
import random

import pytest

from rtop_docs.parity.report import FileProof, Proof, State, findings
from tests.parity import plant_docx, plant_html, plant_pdf
from tests.parity.material import found_in, kinds, made

TRIES = 100 if os.environ.get("RTOP_THOROUGH") else 12
"""For each kind and format."""
PLANTS = {"pdf": plant_pdf.PLANTS, "docx": plant_docx.PLANTS, "html": plant_html.PLANTS}
CODES = {
    "LOSS": "P10",
    "ORDER": "P12",
    "ENCODING": "P13",
    "HEADING": "P14",
    "TABLE": "P15",
    "NOTE": "P16",
    "LINK": "P17",
    "ALTERNATIVE": "P18",
    "LANGUAGE": "P19",
}


def proof(format, found):
    """A report on the sample in its three formats, of which one differs."""
    return Proof(
        tuple(
            FileProof(
                f"build/sample.{other}",
                "sample",
                other,
                State.DIFFERS if other == format else State.SAME,
                found if other == format else (),
            )
            for other in PLANTS
        )
    )


def names(finding, word):
    """Tell whether a finding names a word; a page may show in capitals what the document has not."""
    return word.casefold() in " ".join((finding.message, *finding.hints)).casefold()


def test_nothing_is_found_in_a_file_as_it_was_made():
    """Neither the files themselves nor what reading and writing them again makes of them differ from the document."""
    again = {
        "pdf": plant_pdf.saved(plant_pdf.opened(made("pdf"))),
        "docx": plant_docx.packed(plant_docx.parts(made("docx"))),
        "html": plant_html.written(plant_html.parsed(made("html"))),
    }

    assert [found_in(made(format), format) for format in (*PLANTS, "txt")] == [()] * 4
    assert [found_in(data, format) for format, data in again.items()] == [()] * 3


@pytest.mark.parametrize("format", PLANTS)
@pytest.mark.parametrize("kind", CODES)
def test_a_planted_fault_is_found_each_time(kind, format):
    """A lost word, row, note, link, alternative text, language, a swap, a heading's level: found, and told as that."""
    missed = []
    for seed in range(TRIES):
        data, words = PLANTS[format][kind](made(format), random.Random(f"{format} {kind} {seed}"))
        wanted = (words,) if isinstance(words, str) else words
        told = findings(proof(format, found_in(data, format)))
        fit = [d for d in told if d.code == CODES[kind] and any(names(d, word) for word in wanted)]
        if not fit or {d.span.path for d in told} != {f"build/sample.{format}"}:
            missed.append((seed, words, [d.message for d in told]))

    assert missed == []


@pytest.mark.parametrize("format", PLANTS)
def test_one_lost_word_is_told_once(format):
    """No other kind of difference is told along with it, and the place is named."""
    for seed in range(5):
        data, word = PLANTS[format]["LOSS"](made(format), random.Random(f"{format} LOSS {seed}"))
        found = found_in(data, format)

        assert kinds(found) == {"LOSS"}
        assert len(found) == 1
        assert word.casefold() in found[0].message.casefold()
        assert "[" in found[0].around
        assert found[0].place.split()[0] in ("page", "line", "word/document.xml,", "word/footnotes.xml,")

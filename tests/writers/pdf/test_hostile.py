"""Hostile words stay words, hostile settings do nothing, and equal documents give equal bytes everywhere."""

import subprocess
import sys
from pathlib import Path

from attrs import evolve

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.reading import names_and_strings, text_of
from tests.writers.pdf.torture import HOSTILE, hostile, torture, words

ROOT = Path(__file__).parents[3]
WRITE = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.writers.pdf.torture import torture
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.style import DEFAULT
print(hashlib.sha256(write_pdf(torture(), DEFAULT).value).hexdigest())
"""
EVIL = "import sys; sys.stdout.write('evil code ran'); pageCompression = 0; invariant = 0; pdfComments = 1\n"
ACTIVE = {
    f"/{n}"
    for n in ["JS", "JavaScript", "Launch", "OpenAction", "AA", "EmbeddedFiles", "AcroForm", "SubmitForm", "GoToR"]
}
MODULES = ("reportlab_settings.py", "reportlab_mods.py", "local_rl_settings.py")


def digest_in(folder, **variables):
    """Write the torture document in a process of its own, started in `folder`; return what it printed."""
    environment = {"PYTHONPATH": str(folder), **variables}
    run = [sys.executable, "-c", WRITE, str(ROOT)]
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_bytes_are_the_same_under_hostile_settings(tmp_path):
    """Another hash seed, zone, home, day, working folder, settings file or RL variable changes no byte."""
    plain, evil = tmp_path / "plain", tmp_path / "evil"
    plain.mkdir()
    evil.mkdir()
    for name in MODULES:
        (evil / name).write_text(EVIL)
    for name in (".reportlab_settings", ".reportlab_mods"):
        (evil / name).write_text(EVIL)
    first = digest_in(plain, PYTHONHASHSEED="1", TZ="UTC", HOME=str(plain))
    second = digest_in(
        evil,
        PYTHONHASHSEED="4711",
        TZ="Asia/Kathmandu",
        HOME=str(evil),
        SOURCE_DATE_EPOCH="not a number",
        RL_invariant="0",
        RL_pageCompression="0",
        RL_useA85="nonsense",
        RL_pdfComments="1",
        RL_pdfMultiLine="1",
        RL_documentLang="xx",
        RL_verbose="oops",
        LANG="tr_TR.UTF-8",
    )
    assert len(first) == 64
    assert second == first


def test_bytes_do_not_depend_on_documents_before():
    """The second writing in a process gives the same bytes as the first, other documents between."""
    first = write_pdf(torture(), DEFAULT).value
    write_pdf(Document(kind="x", title="other", blocks=(words("ß Ж other"),)), DEFAULT)
    assert write_pdf(torture(), DEFAULT).value == first


def test_settings_of_somebody_else_are_kept_and_do_nothing():
    """A program that loaded reportlab with settings of its own keeps them, and gets our bytes."""
    from reportlab import rl_config

    document = Document(kind="x", title="t", blocks=(words("text"),))
    before = write_pdf(document, DEFAULT).value
    old = rl_config.pdfMultiLine
    rl_config.pdfMultiLine = 1
    try:
        assert write_pdf(document, DEFAULT).value == before
        assert rl_config.pdfMultiLine == 1
    finally:
        rl_config.pdfMultiLine = old


def test_hostile_words_are_shown_as_they_are():
    """Markup, templates, operators and script names of a record are plain text on the page."""
    text = text_of(write_pdf(Document(kind="x", title=HOSTILE[0], blocks=hostile()), DEFAULT).value)
    for phrase in HOSTILE:
        assert text.count(phrase) >= 2, phrase


def test_nothing_active_is_in_any_file():
    """No script, launch, submit or opening action, no embedded file, no address but the ones allowed."""
    hostile_document = Document(kind="x", title=HOSTILE[8], subject=HOSTILE[4], publisher=HOSTILE[6], blocks=hostile())
    for document in (torture(), hostile_document):
        found = names_and_strings(write_pdf(document, DEFAULT).value)
        keys = {name for name in found if name.startswith("/")}
        assert not keys & ACTIVE
        assert not {text for text in found if text.lower().startswith(("javascript:", "file:", "data:"))}
    assert any(text.startswith("https:") for text in names_and_strings(write_pdf(torture(), DEFAULT).value))


def test_two_hundred_thousand_letters_without_a_space():
    """A word that no line holds is broken and reported once."""
    made = write_pdf(Document(kind="x", title="t", blocks=(words("x" * 200_000),)), DEFAULT)
    assert [d.code for d in made.diagnostics] == ["V22"]
    assert text_of(made.value).count("x") == 200_000


def test_control_characters_do_not_reach_the_file():
    """NUL, escape and a direction override are reported, shown as boxes and read back as U+FFFD or themselves."""
    document = Document(kind="x", title="a\x00b\x1bc", blocks=(words("a\x00b\x1bc\u202ed"),), head_left="\x07")
    made = write_pdf(document, DEFAULT)
    assert {d.code for d in made.diagnostics} == {"V01"}
    assert "\x00" not in text_of(made.value)
    assert "a\ufffdb\ufffdc" in text_of(made.value)


def test_importing_the_writer_loads_neither_reportlab_nor_a_font():
    """The module of the writer is light; the first writing loads what is heavy, and never PyMuPDF."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import rtop_docs.writers.pdf as p, rtop_docs.writers.style as s;"
        "assert not {m for m in sys.modules if m.startswith(('reportlab', 'pymupdf', 'yaml', 'cattrs'))};"
        "from rtop_docs.document.model import Document as D; p.write_pdf(D(kind='x', title='x', blocks=()), s.DEFAULT);"
        "assert not {m for m in sys.modules if m in ('fitz', 'pymupdf', 'reportlab.platypus', 'reportlab_settings')}"
    )
    subprocess.run([sys.executable, "-c", code, str(ROOT)], check=True)


def test_text_in_the_margins_is_text():
    """Hostile words in title, marks, heads and labels are painted as they are."""
    labels = (("page_of", "{page}{pages}{x.__class__}"),)
    document = Document(kind="x", title="t", blocks=(words("a"),), marks=("<b>x</b>",), labels=labels)
    text = text_of(write_pdf(evolve(document, publisher="{publisher}"), DEFAULT).value)
    assert "<b>x</b>" in text
    assert "11{x.__class__}" in text
    assert "{publisher}" in text

"""Which outputs a person means: by name, by pattern, by state, format and language."""

import pytest

from rtop_docs.make.plan import Output
from rtop_docs.make.targets import Job, TargetSpec
from rtop_docs.make.wanted import Wanted, choose


def outputs():
    """A brief in two languages, sheets of two states, each in two formats."""
    made = []
    for name, language, actors in (("brief", "en", [""]), ("note", "fr", [""]), ("sheets", "en", ["RWA", "GBR"])):
        spec = TargetSpec(
            name=name, template="t.md", dialogue="d", output=f"2014/{name}{{code}}", formats=(), language=language
        )
        made += [Output(Job(spec=spec, actor=a), f) for a in actors for f in ("pdf", "docx")]
    return made


def paths(wanted):
    """The paths that are meant, without what all of them begin with."""
    return [o.path.removeprefix("build/2014/") for o in choose(outputs(), wanted).value]


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (Wanted(("brief",)), ["brief.pdf", "brief.docx"]),
        (Wanted(("sheets/RWA",)), ["sheetsRWA.pdf", "sheetsRWA.docx"]),
        (Wanted(("build/2014/sheets*.pdf",)), ["sheetsRWA.pdf", "sheetsGBR.pdf"]),
        (Wanted(("sheets/*", "note")), ["note.pdf", "note.docx", "sheetsRWA.pdf", "sheetsRWA.docx", "sheetsGBR.pdf",
                                       "sheetsGBR.docx"]),
        (Wanted(states=("rwa",)), ["sheetsRWA.pdf", "sheetsRWA.docx"]),
        (Wanted(states=("Rwanda", "United Kingdom"), formats=("pdf",)), ["sheetsRWA.pdf", "sheetsGBR.pdf"]),
        (Wanted(formats=("docx",), languages=("fr",)), ["note.docx"]),
        (Wanted(("sheets",), ("GBR",), ("docx",), ("en",)), ["sheetsGBR.docx"]),
    ],
    ids=str,
)  # fmt: skip
def test_all_that_is_given_must_hold(wanted, meant):
    """In the order of targets.yaml, each once."""
    assert choose(outputs(), wanted).ok
    assert paths(wanted) == meant


def test_nothing_given_means_everything():
    """And is told apart from everything by name."""
    assert len(paths(Wanted())) == 8
    assert Wanted().everything
    assert not Wanted(("*",)).everything


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (Wanted(("breif",)), "no target is named 'breif'"),
        (Wanted(states=("Atlantis",)), "no state is called 'Atlantis'"),
        (Wanted(states=("Chad",)), "nothing asked for is of the state 'TCD'"),
        (Wanted(languages=("ar",)), "nothing asked for is of the language 'ar'"),
        (Wanted(("sheets",), languages=("fr",)), "nothing asked for is of the language 'fr'"),
    ],
    ids=str,
)
def test_what_means_nothing_is_a_finding(wanted, says):
    """A word too many is not a word ignored."""
    chosen = choose(outputs(), wanted)

    assert [(d.code, d.message) for d in chosen.diagnostics] == [("M08", says)]
    assert chosen.value == ()


def test_a_state_that_is_nearly_called_so_is_suggested_and_never_guessed():
    """Likeness would take one Korea for the other."""
    chosen = choose(outputs(), Wanted(states=("Rwnada",)))

    assert chosen.value == ()
    assert "did you mean 'Rwanda'?" in chosen.diagnostics[0].hints

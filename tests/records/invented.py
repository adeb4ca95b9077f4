"""A small invented record that has no findings, changed by each test in one place."""

from pathlib import Path

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.records.check import run_checks
from rtop_docs.records.load import load_library
from rtop_docs.workspace import Workspace

COMMON = """\
sources:
  page:
    publisher: watch
    kind: account
    title: The page
    date: 2014-09
    language: en
    address: https://example.org/page
  later:
    publisher: watch
    kind: account
    title: The later page
    date: 2014-10
    language: en
    later_account_of: page
groups:
  friends:
    title: Group of Friends
organizations:
  watch:
    title: Dialogue Watch
    kind: civil society
  eu:
    title: European Union
    kind: regional
offices:
  assembly:
    title: General Assembly
persons:
  lee:
    name: Ana Lee
    honorific: Dr.
    roles:
      - description: adviser
        since: 2010
        until: 2015
rosters:
  friends-2014:
    of: friends
    members: [Rwanda, Chile]
    complete: no
    attested: 2014-09-08
    at: {source: page}
themes:
  veto:
    title: The veto
    proposition: The veto should not be used.
  report:
    title: The report
instruments:
  report-2014:
    title: Report
    author: lee
    symbol: A/68/947
measures:
  speakers:
    title: Those who spoke
"""
DIALOGUE = """\
dialogue:
  id: talk
  title: A talk
  body: assembly
  kind: dialogue
  sittings: [2014-09-08]
  at: {source: page}
  report:
    instrument: report-2014
    symbols:
      - {symbol: S/2014/449, at: {source: page}}
segments:
  - {id: seg-panel, kind: panel, moderator: lee}
  - {id: seg-floor, kind: interventions}
coverage:
  - {id: cov-page, source: page, speakers: partial, whole: yes}
statements:
  - id: st-rwanda
    segment: interventions
    speaker: friends
    delegate: Rwanda
    on_behalf_of: [Group of Friends]
    text_languages: [en]
    at: {source: page, from: Rwanda}
"""
PASSAGES = """\
passages:
  - id: p1
    passage: {source: page, from: "Chile, Togo", to: "the veto."}
    segment: interventions
    who:
      named: [Chile, Togo]
      wording: two states
      number: 2
    says:
      - theme: veto
        verb: opposed
        kind: opposes
        direction: against
        ours: Against restraint.
      - theme: report
        verb: recalled
        kind: reports a fact
        who: {same_as: p1/who, wording: these states}
        ours: The report was recalled.
    quotes:
      - id: q1
        exact: never again
        language: en
        speakers: [Chile]
        attribution: sole
        wording: original
        testimony: reported
    figures:
      - measure: speakers
        value: 67
        wording: sixty-seven
    situations:
      - {place: Atlantis, kind: crisis, raised_by: [Togo]}
"""
FILES = {"source/common.yaml": COMMON, "source/one/dialogue.yaml": DIALOGUE, "source/one/passages.yaml": PASSAGES}


def workspace_of(folder: Path, files):
    """Make a project in `folder` with these files: path -> text."""
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return Workspace(folder)


def changed(old: str, new: str):
    """Return the files with one stretch of text put in another's place; it must stand once in one of them."""
    holding = [path for path, text in FILES.items() if old in text]
    assert len(holding) == 1, f"{old!r} stands in {holding}"
    assert FILES[holding[0]].count(old) == 1, old
    return {**FILES, holding[0]: FILES[holding[0]].replace(old, new)}


def findings(folder: Path, files):
    """Return the first lines of what loading and checking these files finds."""
    loaded = load_library(workspace_of(folder, files))
    found = (*loaded.diagnostics, *run_checks(loaded.value, {}))
    return [format_diagnostic(d).split("\n")[0] for d in found]

"""What the documents of 2014 print: no trap of the page has caught them, and no wording says more than a source.

Looks at composed documents and at finished files; what the record holds is tested in test_record_2014.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pytest
from attrs import evolve

from rtop_docs.document.build import p
from rtop_docs.document.model import (
    BarChart,
    Block,
    BlockBase,
    BlockQuote,
    Cell,
    Contents,
    Document,
    DotChart,
    Emphasis,
    Figure,
    Fill,
    Heading,
    Inline,
    KeyFigures,
    LineBreak,
    List,
    Note,
    Paragraph,
    Row,
    Shape,
    Sign,
    Span,
    Table,
    Text,
)
from rtop_docs.document.walk import blocks_in, inlines_in, inner, parts_of, plain_text, transform
from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job
from rtop_docs.writers import write
from rtop_docs.writers.words import ENGLISH
from tests import shown

ROOT = Path(__file__).resolve().parent.parent
KINDS = (
    "briefing",
    "summary",
    "matrix",
    "statements",
    "speakers",
    "quotations",
    "sheets/THA",
    "sheets/LVA",
    "group-sheets/group-of-friends",
    "civil-society-sheets/icrtop",
)
REPORT = "Fulfilling our Collective Responsibility: International Assistance and the Responsibility to Protect"
GROUP = "Group of Friends of the Responsibility to Protect"
SILENT = {Shape.NOT_NAMED, Shape.NOT_READ, Shape.DID_NOT_SPEAK, Shape.WITHHELD}


class Shipped:
    """The shipped record's documents, each composed once."""

    def __init__(self) -> None:
        opened = open_world(open_workspace(ROOT))
        assert opened.value is not None
        self.world, outputs = opened.value
        self.jobs = {output.job.name: output.job for output in outputs}
        self._made: dict[str, Document] = {}
        self._texts: dict[str, str] = {}

    def __getitem__(self, name: str) -> Document:
        """Return the document called `name`; fail when composing finds anything at all."""
        if name not in self._made:
            made = compose_job(self.world, self.jobs[name])
            assert made.diagnostics == ()
            assert made.value is not None
            self._made[name] = made.value
        return self._made[name]

    def text(self, name: str) -> str:
        """Return the document as the writer of plain text shows it, on one line."""
        if name not in self._texts:
            written = write(self[name], "txt")
            assert written.diagnostics == ()
            self._texts[name] = shown.of("txt", written.value)
        return self._texts[name]

    def sheet(self, code: str) -> Document:
        """Return the sheet of 2014 on one state."""
        return self[f"sheets/{code}"]

    def named(self, *prefixes: str) -> dict[str, Document]:
        """Return the documents whose names begin with one of `prefixes`; all for none."""
        return {name: self[name] for name in self.jobs if not prefixes or name.startswith(prefixes)}

    @cached_property
    def of_2014(self) -> dict[str, Document]:
        """Return the documents on the dialogue of 2014."""
        return {name: self[name] for name, job in self.jobs.items() if job.spec.dialogue == "ga-2014"}

    @cached_property
    def ask(self):
        """Return the questions on the dialogue of 2014."""
        return self.world.ask(self.jobs["briefing"])


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """Give the shipped record's documents."""
    return Shipped()


# -- reading a document ---------------------------------------------------------------------------


def lines(document: Document, *, ours: bool = False) -> Iterator[str]:
    """Yield the words of each block, cell and chart mark, notes apart; ours: without words in quotation marks."""
    for block in blocks_in(document.blocks):
        for inlines in _lines_of(block):
            text = plain_text(_unquoted(inlines) if ours else inlines)
            yield re.sub(r"“[^”]*”", "“”", text) if ours else text
        if isinstance(block, Figure):
            yield block.alt
            yield from _marks(block)
        if isinstance(block, Table):
            yield block.description


def _lines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Yield the inlines that stand directly in a block, those of a figure's or contents' pieces one by one."""
    match block:
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.value, figure.label, figure.disagreement)
        case Contents():
            yield block.title
            yield from (entry.children for entry in block.entries)
        case _:
            yield tuple(i for i in parts_of(block) if not isinstance(i, BlockBase))


def _marks(figure: Figure) -> Iterator[str]:
    match figure.chart:
        case BarChart(bars):
            yield from (f"{bar.label}: {bar.note}" for bar in bars)
        case DotChart(rows):
            yield from (row.label for row in rows)


def _unquoted(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Leave out what is marked as a quotation, and titles of works."""
    kept: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Emphasis) or (isinstance(inline, Span) and inline.role == "quotation"):
            continue
        kept += _unquoted(inner(inline)) if isinstance(inline, Span) else (inline,)
    return tuple(kept)


def sentences(document: Document) -> Iterator[str]:
    """Yield what stands between two full stops or semicolons: as far as one attribution reaches."""
    for line in lines(document):
        yield from re.split(r"(?<=[.;]) ", line)


def tables(document: Document, role: str = "") -> Iterator[Table]:
    """Yield the tables of a role, all of them for none."""
    return (b for b in blocks_in(document.blocks) if isinstance(b, Table) and (not role or b.role == role))


def words_of(cell: Cell) -> str:
    """Return the words of a cell."""
    return " ".join(plain_text(_inlines_of(block)) for block in cell.blocks)


def _inlines_of(block: Block) -> tuple[Inline, ...]:
    return tuple(i for i in parts_of(block) if not isinstance(i, BlockBase))


def signs_of(cell: Cell) -> list[Sign]:
    """Return the signs of a cell."""
    return [inline for inline in inlines_in(cell.blocks) if isinstance(inline, Sign)]


def matrix_rows(document: Document) -> dict[str, dict[str, Sign]]:
    """Return actor -> column head -> sign."""
    (table,) = tables(document, "matrix")
    heads = [words_of(cell) for cell in table.head[0].cells[1:]]
    return {
        words_of(row.cells[0]): dict(zip(heads, (signs_of(c)[0] for c in row.cells[1:]), strict=True))
        for row in table.body
        if row.role != "group"
    }


def positions(document: Document) -> list[Row]:
    """Return the rows of a sheet's table of positions, heads of groups left out."""
    return [row for table in tables(document, "positions") for row in table.body if row.role != "group"]


def position_themes(document: Document) -> list[str]:
    """Return the themes that a sheet's table of positions names."""
    return [words_of(cell) for row in positions(document) for cell in row.cells if cell.header]


def bands(table: Table) -> dict[str, list[str]]:
    """Return the head of each group of rows -> the first cells of its rows, with all their words."""
    found: dict[str, list[str]] = {}
    for row in table.body:
        if row.role == "group":
            found[words_of(row.cells[0])] = here = []
        else:
            here.append(" | ".join(words_of(cell) for cell in row.cells))
    return found


def section(document: Document, title: str) -> tuple[Block, ...]:
    """Return the blocks below the heading `title`, up to the next of its level."""
    found: list[Block] = []
    level = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if plain_text(block.children) == title:
                level = block.level
                continue
        if level:
            found.append(block)
    return tuple(found)


def facts(document: Document) -> dict[str, str]:
    """Return the strip of facts or key figures: label -> value, each with what disagrees."""
    return {
        plain_text(f.label): " ".join(filter(None, (plain_text(f.value), plain_text(f.disagreement))))
        for block in document.blocks
        if isinstance(block, KeyFigures)
        for f in block.figures
    }


def with_line(document: Document, text: str) -> Document:
    """Return `document` with one more paragraph: a violation that a check must find."""
    return evolve(document, blocks=(*document.blocks, p(text)))


# -- the checks that are also tried on a violation --------------------------------------------------

OVERCLAIMS = re.compile(r"(?i)\b(only|all|none|the rest|corrected|corrects|unanimous(?:ly)?|everybody|nobody)\b")
COUNTED_VIEWS = re.compile(
    r"(?i)\b(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|thirteen|fourteen)( other)?( member)? states "
    r"(support|oppose|favou?r|back|agree|endorse|reject|want|call)"
)


def overclaims(document: Document) -> list[str]:
    """Return the lines in our own words that hold a word which no record bears out."""
    return [line for line in lines(document, ours=True) if OVERCLAIMS.search(line)]


def views_counted(document: Document) -> list[str]:
    """Return the lines in our own words that count states as holding something, without saying who says so."""
    return [line for line in lines(document, ours=True) if COUNTED_VIEWS.search(line)]


def small_number_adopted(document: Document) -> list[str]:
    """Return the lines that use a source's vague number as our own."""
    number = r"(small number|vast majority|high number|overwhelming|several|(?<!how )many)"
    vague = re.compile(rf"(?i){number} (of )?(these )?(states|countries)")
    return [line for line in lines(document, ours=True) if vague.search(line)]


def fourteen_of_another(document: Document) -> list[str]:
    """Return the sentences that give a number fourteen to another publisher than ICRtoP."""
    return [s for s in sentences(document) if re.search(r"(?i)\b(14|fourteen)\b(?! September)", s) and "GCR2P" in s]


def later_called_correction(document: Document) -> list[str]:
    """Return the lines that call a later account a correction."""
    return [line for line in lines(document, ours=True) if re.search(r"(?i)(?<!not said to )\bcorrect", line)]


def straight_quotes(document: Document) -> list[str]:
    """Return the lines with a typewriter's apostrophe or quotation mark."""
    return [line for line in lines(document) if re.search(r"['\"]", line)]


def silence_as_no(document: Document) -> list[str]:
    """Return the cells that answer "no", and the marks of silence whose words do not say which silence it is."""
    found = [
        w for t in tables(document) for r in t.body for c in r.cells if (w := words_of(c)).lower() in ("no", "none")
    ]
    known = ("", "not named by the sources read", "not read by us", "not stated in this edition")
    marks = (i for i in inlines_in(document.blocks) if isinstance(i, Sign) and i.shape in SILENT)
    return found + [sign.alt for sign in marks if sign.alt not in known]


CLAIM = re.compile(
    r"^(?:.*?\. )?(for|against|reserved|conditional|told, no direction):\u00a0.+? "
    r"\((ICRtoP|GCR2P)(: “[^”]+”)?(, through [^)]+)?(; direction: our reading)?\)\. "
)


def unattributed(document: Document) -> list[str]:
    """Return the claims without publisher, or without footnote, and the rows of positions without verb or publisher."""
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.origin.field == "says":
            for claim in _claims_of(block):
                text = plain_text(claim)
                if not CLAIM.match(text) or not any(isinstance(i, Note) or "NoteReference" in repr(i) for i in claim):
                    found.append(text)
    for row in positions(document):
        verb, _, says = row.cells[-3:]
        if not re.search(r"(“[^”]+”|verb not recorded) \((ICRtoP|GCR2P)\)$", words_of(verb)):
            found.append(words_of(verb))
        if not any("Note" in type(i).__name__ for i in inlines_in(says.blocks)):
            found.append(words_of(says))
    before = (b for b in blocks_in(section(document, "Before and after")) if isinstance(b, Paragraph))
    other_years = [plain_text(b.children) for b in before if any(isinstance(i, Sign) for i in b.children)]
    return found + [text for text in other_years if not re.search(r"(”|not recorded) \((ICRtoP|GCR2P)\)\. ", text)]


def _claims_of(paragraph: Paragraph) -> list[tuple[Inline, ...]]:
    """Split a paragraph at the signs that begin its claims; what stands before the first is a title."""
    claims: list[list[Inline]] = []
    for inline in paragraph.children:
        if isinstance(inline, Sign):
            claims.append([])
        if claims:
            claims[-1].append(inline)
    return [tuple(claim) for claim in claims]


PLANTED: list[tuple[Callable[[Document], list[str]], str]] = [
    (overclaims, "Only these states spoke."),
    (overclaims, "It was backed by all."),
    (overclaims, "The rest were silent."),
    (views_counted, "ICRtoP: eleven states support the formal agenda."),
    (small_number_adopted, "A small number of states were concerned."),
    (fourteen_of_another, "Fourteen states appealed for restraint (GCR2P)."),
    (later_called_correction, "81, which corrects the first account."),
    (later_called_correction, "81 (corrected)."),
    (straight_quotes, "Cote d'Ivoire"),
]


@pytest.mark.parametrize(("check", "violation"), PLANTED)
def test_each_check_finds_a_violation(shipped, check, violation):
    """A check that could not fail would prove nothing: each finds what is planted, and nothing in the document."""
    briefing = shipped["briefing"]
    assert check(briefing) == []
    assert check(with_line(briefing, violation)) == [violation]


# -- the traps ------------------------------------------------------------------------------------


def test_trap_01_the_fourteen_on_the_veto_are_icrtops_alone(shipped):
    """A number fourteen is nowhere said to be GCR2P's, whose own fourteen were on a theme that is not given."""
    assert {name: found for name, d in shipped.named().items() if (found := fourteen_of_another(d))} == {}


@pytest.mark.parametrize("name", ["briefing", "summary"])
def test_trap_01_the_same_fourteen_hold_the_second_claim(shipped, name):
    """The claim on restraint is made by "these same countries", said to be the fourteen, and both are not named."""
    text = shipped.text(name)
    assert "for: “Fourteen states”, not named (ICRtoP: “identified”" in text
    assert "for: “These same countries”, that is “Fourteen states”, not named (ICRtoP: “exhorted”)." in text


def test_trap_01_the_unnamed_fourteen_reach_no_state(shipped):
    """No state's sheet or row of the matrix holds a position on the veto."""
    sheets = {name: position_themes(d) for name, d in shipped.named("sheets/").items()}
    assert {name: t for name, t in sheets.items() if any("veto" in theme.lower() for theme in t)} == {}
    rows = matrix_rows(shipped["matrix"])
    assert {n for n, row in rows.items() if row["Veto restraint"].shape not in SILENT} == {"GCR2P", "ICRtoP", "WFM-IGP"}


@pytest.mark.parametrize(
    ("record", "marker"),
    [
        ("2014-prevention/prevention", "and many others"),
        ("2014-civil-society-role/civil-society", "states such as"),
        ("2014-arms-trade/arms-trade", "For example"),
        ("2014-women/women", "including"),
        ("2014-concern/implementation", "such as"),
        ("2014-stocktaking/stocktaking", "such as"),
        ("2014-gcr2p-focal-points/focal-points", "including"),
    ],
)
def test_trap_02_an_open_list_says_so(shipped, record, marker):
    """A claim on an open list ends with the source's own words that leave it open."""
    assert f" The list is open: “{marker}”." in claim_text(shipped["summary"], record)


@pytest.mark.parametrize("record", ["2014-regional/regional", "2014-formal-agenda/formal-agenda"])
def test_trap_02_an_unmarked_list_is_called_neither_open_nor_complete(shipped, record):
    """The seven and the eleven are printed without a word on whether there were others."""
    text = claim_text(shipped["summary"], record)
    assert "list" not in text
    assert "agree" not in text


def claim_text(document: Document, record: str) -> str:
    """Return the words of the claim that shows `record`."""
    (found,) = (b for b in document.blocks if b.origin.record == record and b.origin.field == "says")
    return plain_text(_inlines_of(found))


def test_trap_03_sixty_seven_and_eighty_three_are_stated_and_nothing_is_computed_from_them(shipped):
    """Both key figures name their publishers, and no other number stands with them."""
    for name in ("briefing", "summary"):
        found = facts(shipped[name])
        assert found["Member States that made an intervention (ICRtoP and GCR2P)"] == "67"
        governments = found["Governments on whose behalf Member States spoke (ICRtoP and GCR2P)"]
        assert governments == "83 81 in a later account by GCR2P."
    assert not [line for d in shipped.of_2014.values() for line in lines(d, ours=True) if re.search(r"\b16\b", line)]


def test_trap_04_a_groups_position_is_no_members(shipped):
    """What the Group of Friends holds stands on its own sheet; no state has the group's themes or its reach."""
    groups_themes = {"Joint Office", "RtoP and sovereignty", "RtoP as a preventive commitment"}
    assert groups_themes <= set(position_themes(shipped["group-sheets/group-of-friends"]))
    for name, sheet in shipped.named("sheets/").items():
        assert not groups_themes & set(position_themes(sheet)), name
        reach = [words_of(row.cells[-2]) for row in positions(sheet)]
        assert not [r for r in reach if "Friends" in r or "EU" in r], name
    rows = matrix_rows(shipped["matrix"])
    assert [name for name, row in rows.items() if row["Sovereignty"].shape not in SILENT] == ["Group of Friends"]
    assert {sign.fill for row in rows.values() for sign in row.values()} <= {Fill.FULL, Fill.HALF}


def test_trap_04_no_list_of_members_is_said_to_be_missing(shipped):
    """The group's sheet and every state's sheet say that who belonged to it is not recorded."""
    group = shipped.text("group-sheets/group-of-friends")
    assert "No list of its members on that day is recorded here: its positions are given to no member." in group
    for name, sheet in shipped.named("sheets/").items():
        missing = "Who belonged to the EU and the Group of Friends that day: no list of members is recorded."
        assert missing in lines(sheet), name


def test_trap_05_latvia_who_spoke_is_not_said(shipped):
    """Latvia's sheet leaves open whether it spoke itself or through Estonia, and its sign is half."""
    sheet = shipped.sheet("LVA")
    assert facts(sheet)["by ICRtoP; whether it spoke itself or Estonia on its behalf is not said"] == "Named"
    (row,) = positions(sheet)
    assert words_of(row.cells[2]).startswith("named, perhaps spoken for by Estonia")
    assert [(s.shape, s.fill) for s in signs_of(row.cells[1])] == [(Shape.FOR, Fill.HALF)]
    cell = matrix_rows(shipped["matrix"])["Latvia"]["Prevention"]
    assert (cell.shape, cell.fill) == (Shape.FOR, Fill.HALF)
    (speakers,) = tables(shipped["speakers"])
    named_only = bands(speakers)["Named by accounts, without a recorded statement"]
    assert "Latvia | named by ICRtoP; Estonia spoke on its behalf | not said" in named_only


@pytest.mark.parametrize("name", ["briefing", "summary"])
def test_trap_05_the_count_is_a_range_with_its_reason(shipped, name):
    """How many states are named depends on Latvia: the number is a range, and says why."""
    counted = facts(shipped[name])["states named by the sources read as speaking or as holding something (our count)"]
    assert counted == "45–46 Whether Latvia spoke itself or through Estonia is not said."


def test_trap_06_the_european_union_is_no_state(shipped):
    """Prevention has nine states and the EU beside them; the EU stands in no band or sheet of states."""
    (data,) = (b.data for b in shipped["briefing"].blocks if isinstance(b, Figure))
    rows = {words_of(row.cells[0]): [words_of(cell) for cell in row.cells[1:]] for row in data.body}
    assert rows["Prevention as the cornerstone"][:2] == ["9", "EU"]
    (matrix,) = tables(shipped["matrix"], "matrix")
    holding = [head for head, names in bands(matrix).items() if any(n.startswith("EU ") for n in names)]
    assert holding == ["Groups and organizations"]
    assert "Regional organization" in shipped.text("group-sheets/european-union")
    assert not [name for name in shipped.jobs if re.fullmatch(r"sheets/(EUU?|european-union)", name)]


def test_trap_07_four_civil_society_organizations(shipped):
    """Four spoke and have a sheet each; three more members, or seven together, are nowhere counted."""
    (table,) = tables(shipped["speakers"])
    assert len(bands(table)["Civil society"]) == 4
    assert len(shipped.named("civil-society-sheets/")) == 4
    assert not [
        line for d in shipped.of_2014.values() for line in lines(d) if re.search(r"(?i)\bseven (civil|org)", line)
    ]


def test_trap_08_a_country_that_is_talked_about_has_no_sheet(shipped):
    """Syria, South Sudan, the Central African Republic, Kenya, Iraq and Ukraine are situations, not speakers."""
    for code in ("SYR", "SSD", "CAF", "KEN", "IRQ", "UKR"):
        assert f"sheets/{code}" not in shipped.jobs
    named = set(matrix_rows(shipped["matrix"]))
    assert not named & {"Syrian Arab Republic", "South Sudan", "Central African Republic", "Kenya", "Iraq", "Ukraine"}
    assert "Syrian Arab Republic" not in shipped.text("speakers")


@pytest.mark.parametrize(("code", "raised"), [("NGA", "as a crisis"), ("CIV", "as an example"), ("PAK", "as a crisis")])
def test_trap_08_to_be_raised_is_no_position(shipped, code, raised):
    """A state that both spoke and was talked about has the two apart, and the second is called no position."""
    below = section(shipped.sheet(code), "Raised by others")
    text = " ".join(plain_text(_inlines_of(block)) for block in below)
    assert raised in text
    assert text.endswith("To be raised is not to speak, and is no position.")
    assert not [theme for theme in position_themes(shipped.sheet(code)) if "raised" in theme.lower()]


def test_trap_09_the_two_koreas_are_apart(shipped):
    """The Republic of Korea is for the formal agenda; the Democratic People's Republic of Korea is reserved."""
    south, north = shipped.sheet("KOR"), shipped.sheet("PRK")
    assert position_themes(south) == ["Formal agenda of the General Assembly"]
    assert position_themes(north) == ["Concern about implementation"]
    rows = matrix_rows(shipped["matrix"])
    held = {name: {h for h, s in rows[name].items() if s.shape not in SILENT} for name in rows if "Korea" in name}
    assert held == {
        "Republic of Korea": {"Formal agenda"},
        "Democratic People’s Republic of Korea": {"Implementation"},
    }
    claim = claim_text(shipped["summary"], "2014-concern/implementation")
    assert re.search(r"(?<!Democratic People’s )Republic of Korea", claim) is None


def test_trap_10_names_are_those_of_the_day(shipped):
    """The names of 2014 stand in our words, whichever form a source prints."""
    named = set(matrix_rows(shipped["matrix"]))
    assert {"Côte d’Ivoire", "Czech Republic", "Russian Federation", "Bolivia (Plurinational State of)"} <= named
    wrong = re.compile(r"\b(Cote d|Ivory Coast|Czechia|Russia\b|Türkiye|Eswatini|UK\b)")
    assert {
        n: f for n, d in shipped.of_2014.items() if (f := [x for x in lines(d, ours=True) if wrong.search(x)])
    } == {}


def test_trap_11_an_organization_has_one_name(shipped):
    """The page's several spellings of one body are one name in our words, and RtoP is never R2P."""
    wrong = re.compile(
        r"Centre (for|on) R2P|World-Federalist|Movement-Institute|Movement - Inst|(?<!GC)(?<!APC)\bR2P\b"
    )
    assert {
        n: f for n, d in shipped.of_2014.items() if (f := [x for x in lines(d, ours=True) if wrong.search(x)])
    } == {}
    assert len([name for name in matrix_rows(shipped["matrix"]) if name == "APCR2P"]) == 1


def test_trap_12_words_of_one_of_two_are_nobodys_own(shipped):
    """The words of "states such as" two are quoted with others, and it is said that which of them is not said."""
    for code in ("CIV", "SLE"):
        sheet = shipped.sheet(code)
        assert section(sheet, "In its words") == ()
        (quote,) = (b for b in section(sheet, "Quoted with others") if isinstance(b, BlockQuote))
        assert "which of them used the words is not said" in plain_text(quote.attribution)
        assert "As quoted by ICRtoP" in plain_text(quote.attribution)


EXACT = (
    "severely tested",
    "turning a blind eye to these acts is no longer tenable.",
    "the lives of millions and the credibility of this organization hinge on us doing better.",
    (
        "our common understanding that RtoP reinforces, rather than alters or undermines, state sovereignty, and that "
        "RtoP is indeed a preventive commitment at its core."
    ),
    "sound the alarm bells",
    "focus more on women’s empowerment.",
    (
        "already providing all three main forms of assistance, with the goal of building inclusive, resilient and "
        "transparent societies"
    ),
)


def test_trap_12_quotations_are_letter_for_letter(shipped):
    """Each quotation stands as the page has it, its full stop inside; another print of it is shown beside it."""
    printed = [
        plain_text(_inlines_of(q.blocks[0]))
        for q in blocks_in(shipped["quotations"].blocks)
        if isinstance(q, BlockQuote)
    ]
    assert sorted(printed) == sorted(f"“{words}”" for words in EXACT)
    assert "Secretary-General has “Turning a blind eye to these acts is no longer tenable.”" in shipped.text(
        "quotations"
    )


def test_trap_13_two_languages_are_one_statement(shipped):
    """A statement posted in two languages is one row with both, and twelve stay twelve."""
    groups, languages = tables(shipped["statements"])
    once = Counter(row for rows in bands(groups).values() for row in rows)
    assert set(once.values()) == {1}
    assert once["Switzerland | – | English and French"] == 1
    assert once["Russian Federation | – | Russian and English"] == 1
    by_language = bands(languages)
    assert {h for h, rows in by_language.items() if any(r.startswith("Switzerland") for r in rows)} == {
        "English",
        "French",
    }
    assert "Statements by states recorded: 12, of 67 that spoke by the sources’ count." in shipped.text("statements")


def test_trap_14_rwanda_read_the_groups_words(shipped):
    """Rwanda's sheet says what it read for whom, and holds neither the group's words nor a position."""
    sheet, text = shipped.sheet("RWA"), shipped.text("sheets/RWA")
    assert positions(sheet) == []
    assert not [b for b in blocks_in(sheet.blocks) if isinstance(b, BlockQuote)]
    assert "Read for others: it read out the statement of the Group of Friends" in text
    assert "The words are not its own and do not stand here." in text
    for words in ("common understanding", "reiterat", "reaffirm"):
        assert words not in text
    assert {sign.shape for sign in matrix_rows(shipped["matrix"])["Rwanda"].values()} == {Shape.NOT_NAMED}


@pytest.mark.parametrize("code", ["ESP", "ITA"])
def test_trap_15_a_suggestion_stays_a_suggestion(shipped, code):
    """Stocktaking was "suggested": the verb is printed, and the direction is said to be our reading, with why."""
    (row,) = (r for r in positions(shipped.sheet(code)) if words_of(r.cells[0]).startswith("Taking stock"))
    assert "“suggested” (ICRtoP)" in words_of(row.cells[1])
    (note,) = (i for i in inlines_in(row.cells[3].blocks) if isinstance(i, Note))
    assert "The direction is our reading: to suggest a thing is to propose it" in " ".join(
        plain_text(_inlines_of(b)) for b in note.blocks
    )
    assert "(ICRtoP: “suggested”; direction: our reading)" in shipped.text("briefing")


def test_trap_16_typography(shipped):
    """No document has a straight apostrophe or quotation mark, and the Secretary-General is called as he is."""
    assert {n: f for n, d in shipped.named().items() if (f := straight_quotes(d))} == {}
    assert "Ban Ki-moon" in shipped.text("statements")
    assert not [x for d in shipped.of_2014.values() for x in lines(d, ours=True) if "Ki-Moon" in x]


def test_trap_17_numbers_that_differ_stand_side_by_side(shipped):
    """Eighty-three and eighty-one, eleven and thirteen, two symbols: each with its publisher, no difference taken."""
    (listed,) = (b for b in section(shipped["summary"], "Where the sources differ") if isinstance(b, List))
    items = [" ".join(plain_text(_inlines_of(b)) for b in item.blocks).replace("\u2060", "") for item in listed.items]
    assert items[:3] == [
        "Governments on whose behalf Member States spoke: 83 (ICRtoP), 83 (GCR2P) and 81 (a later account by GCR2P).",
        f"{REPORT}: A/68/947 (ICRtoP) and S/2014/449 (GCR2P).",
        f"Formal agenda of the General Assembly: 11 named (ICRtoP) and 13 and {GROUP} stated (GCR2P).",
    ]
    assert "ICRtoP names 11 states as encouraging" in shipped.text("briefing")
    assert "GCR2P counts 13 individual states and, beside them, the Group of Friends." in shipped.text("briefing")
    difference = re.compile(r"(?i)\b(difference|differ by|more than|fewer than|less than|two fewer|two more)\b")
    assert {
        n: f for n, d in shipped.of_2014.items() if (f := [x for x in lines(d, ours=True) if difference.search(x)])
    } == {}


def test_trap_17_an_ordinal_is_a_sources_word(shipped):
    """An ordinal such as "sixth" stands in the titles of works alone, never in a document's own title or text."""
    ordinal = re.compile(r"(?i)\b(fifth|sixth|seventh)\b")
    for name, document in shipped.named().items():
        properties = (document.title, document.subtitle, document.subject, document.head_left, document.head_right)
        assert not [x for x in (*properties, *lines(document, ours=True)) if ordinal.search(x)], name


# -- wording that never overclaims ----------------------------------------------------------------


def test_no_word_claims_a_total(shipped):
    """No document has "only", "all", "none", "the rest" or "corrected" outside a source's own words."""
    assert {name: found for name, d in shipped.named().items() if (found := overclaims(d))} == {}


def test_no_sentence_counts_supporters(shipped):
    """No document says "11 states support": who is named, and by whom, is what a source bears out."""
    assert {name: found for name, d in shipped.named().items() if (found := views_counted(d))} == {}


def test_vague_numbers_are_quoted(shipped):
    """A number such as "a small number of states" stands in quotation marks, never as our words."""
    assert {name: found for name, d in shipped.named().items() if (found := small_number_adopted(d))} == {}
    assert "“A small number of states”, in the words of ICRtoP" in shipped.text("briefing")


def test_every_claim_has_its_verb_and_publisher(shipped):
    """Each claim and each row of positions prints the source's verb, where known, its publisher and a footnote."""
    assert {name: found for name, d in shipped.named().items() if (found := unattributed(d))} == {}


def test_every_claim_of_the_record_stands_in_the_summary(shipped):
    """The check of claims walks them all: the summary holds each position of the record once."""
    recorded = [p.record for t in shipped.ask.themes() for p in shipped.ask.theme(t.theme).positions]
    shown_there = [
        b.origin.record for b in shipped["summary"].blocks if isinstance(b, Paragraph) and b.origin.field == "says"
    ]
    assert sorted(shown_there) == sorted(recorded)


@pytest.mark.parametrize("name", ["summary", "briefing", "sheets/THA"])
def test_a_claim_without_its_publisher_is_found(shipped, name):
    """The check bites: with the publishers' names taken away, or the footnotes, every claim is found."""
    document = shipped[name]

    def without_publisher(inline: Inline) -> tuple[Inline, ...]:
        return (Text(re.sub(r"ICRtoP|GCR2P", "", inline.text)),) if isinstance(inline, Text) else (inline,)

    def without_note(inline: Inline) -> tuple[Inline, ...]:
        return () if "Note" in type(inline).__name__ else (inline,)

    claims = sum(len(_claims_of(b)) for b in document.blocks if isinstance(b, Paragraph) and b.origin.field == "says")
    claims += len(positions(document))
    assert claims >= 4
    for change in (without_publisher, without_note):
        assert len(unattributed(evolve(document, blocks=transform(document.blocks, change)))) == claims


def test_what_other_years_tell_without_a_publisher_is_found(shipped):
    """The check bites in the table of other years too: its claims are two on Côte d'Ivoire's sheet."""
    sheet = shipped.sheet("CIV")

    def without_publisher(inline: Inline) -> tuple[Inline, ...]:
        return (Text(inline.text.replace("(GCR2P)", "")),) if isinstance(inline, Text) else (inline,)

    assert len(unattributed(evolve(sheet, blocks=transform(sheet.blocks, without_publisher)))) == 2


def test_totals_of_states_come_with_what_they_count(shipped):
    """A sheet's numbers of its group say that they count names, and that silence is not a "no"."""
    for name, sheet in shipped.named("sheets").items():
        for figure in (b for b in sheet.blocks if isinstance(b, Figure)):
            caption = plain_text(figure.caption)
            assert "Empty: silence of the sources read, not a “no”." in caption, name
            assert re.search(
                r"The sources read name \d+(–\d+)? of the [\d /]+ states said to have spoken\.", caption
            ), name


def test_in_its_words_are_the_actors_alone(shipped):
    """Below "In its words" stand sole attributions; one that another source reports says "As quoted by"."""
    found = {}
    for name, document in shipped.named("sheets/", "group-sheets/", "civil-society-sheets/").items():
        quotes = [b for b in section(document, "In its words") if isinstance(b, BlockQuote)]
        if quotes:
            found[name] = [plain_text(q.attribution) for q in quotes]
    assert found == {
        "sheets/THA": ["Thailand. As quoted by ICRtoP."],
        "group-sheets/group-of-friends": [
            "Group of Friends of the Responsibility to Protect. Read by Rwanda. As quoted by ICRtoP."
        ],
        "civil-society-sheets/icrtop": [
            "International Coalition for the Responsibility to Protect. As quoted by ICRtoP."
        ],
    }


def test_quoted_words_say_who_reports_them(shipped):
    """Of seven quotations two are printed by their speaker too; the other five say by whom they are quoted."""
    quotes = [b for b in blocks_in(shipped["quotations"].blocks) if isinstance(b, BlockQuote)]
    assert sum("As quoted by ICRtoP." in plain_text(q.attribution) for q in quotes) == 5
    assert "2 of 7 quotations stand in the speaker’s own text as well" in shipped.text("quotations")


def test_a_later_account_is_not_a_correction(shipped):
    """A later account of the same publisher is called that, in the figures and in the list of sources."""
    assert {name: found for name, d in shipped.named().items() if (found := later_called_correction(d))} == {}
    for name in ("briefing", "summary", "statements"):
        assert "Later than “GCR2P’s next-day account”, and not said to correct it." in shipped.text(name)
    assert "81 in a later account by GCR2P" in shipped.text("briefing")


def test_other_years_are_before_and_after(shipped):
    """Two publishers' lists of different years are never called a shift."""
    shift = re.compile(r"(?i)\b(shift|shifted|moved|no longer holds|new position|dropped|turned)\b")
    assert {
        n: f for n, d in shipped.named().items() if (f := [x for x in lines(d, ours=True) if shift.search(x)])
    } == {}
    assert "nothing here says that a position changed" in shipped.text("sheets/CIV")
    assert section(shipped.sheet("CIV"), "Before and after")


def test_icrtop_is_publisher_advocate_and_speaker_at_once(shipped):
    """Each document of 2014 says beside its source that ICRtoP spoke, held positions and is quoted itself."""
    for name, document in shipped.of_2014.items():
        entry = source_entry(document, "icrtop-2014")
        assert "Its publisher spoke in the event, advocated positions in it and is quoted." in entry, name


def source_entry(document: Document, source: str) -> str:
    """Return the entry of `source` in the document's list of sources."""
    (found,) = (b for b in blocks_in(document.blocks) if b.origin.record == source and b.origin.field == "title")
    return plain_text(_inlines_of(found))


def test_silence_is_never_no(shipped):
    """No cell of any table says "no", and each mark of silence says which silence it is; nobody "did not speak"."""
    assert {name: found for name, d in shipped.named().items() if (found := silence_as_no(d))} == {}
    shapes = {sign.shape for row in matrix_rows(shipped["matrix"]).values() for sign in row.values()}
    assert Shape.DID_NOT_SPEAK not in shapes
    assert "No sign of silence is a “no”" in shipped.text("matrix")
    assert not [n for n in shipped.of_2014 if "did not speak" in shipped.text(n)]


def test_the_check_of_silence_bites(shipped):
    """A cell that says "no", and a mark of silence that says something else, are found."""

    def no_for_silence(inline: Inline) -> tuple[Inline, ...]:
        changes = isinstance(inline, Sign) and inline.shape is Shape.NOT_NAMED
        return (evolve(inline, alt="no position"),) if changes else (inline,)

    matrix = shipped["matrix"]
    spoiled = evolve(matrix, blocks=transform(matrix.blocks, no_for_silence))
    assert set(silence_as_no(spoiled)) == {"no position"}


def test_a_language_that_is_not_said_is_not_english(shipped):
    """English is named for the four statements whose bracket has it, and "not said" stands where nothing is said."""
    groups, languages = tables(shipped["statements"])
    rows = [row.split(" | ") for rows in bands(groups).values() for row in rows]
    assert {row[0] for row in rows if "English" in row[2]} == {"Canada", "France", "Russian Federation", "Switzerland"}
    unsaid = {row[0] for row in rows if row[2] == "not said"}
    assert {
        "Estonia",
        "Group of Friends of the Responsibility to Protect (delivered by Rwanda)",
        "Jan Eliasson",
    } <= unsaid
    heads = list(bands(languages))
    assert heads == ["French", "English", "Spanish", "Russian", "Not said", "Organizations and persons"]
    for name in ("sheets/EST", "sheets/RWA", "sheets/ARG"):
        assert facts(shipped[name])
        assert "English" not in shipped.text(name)


def test_twelve_of_sixty_seven(shipped):
    """The list of statements says of how many it holds twelve, and that absence proves nothing."""
    assert "Statements, 12 of 67" in shipped.text("statements")
    for name in ("statements", "summary"):
        assert "That a state is absent from this list proves nothing." in shipped.text(name)


def test_words_in_quotation_marks_are_printed_words(shipped):
    """What is marked as a quotation is a source's: a wording, verb, marker, exact words or a passage of the record."""
    printed = printed_words(shipped.world.record.library)
    invented = {}
    for name, document in shipped.named().items():
        spans = [i for i in inlines_in(document.blocks) if isinstance(i, Span) and i.role == "quotation"]
        wrong = {w for i in spans if not is_printed(w := plain_text(i.children), printed)}
        if wrong:
            invented[name] = wrong
    assert invented == {}


def is_printed(words: str, printed: set[str]) -> bool:
    """Tell whether words are of the record's printed texts, but for a capital at their beginning."""
    return words in printed or (words[:1].lower() + words[1:]) in printed


def printed_words(library) -> set[str]:
    """Return every text of the record that a source prints."""
    found: set[str] = set()
    for dialogue in library.dialogues:
        found |= {t for s in dialogue.actor_sets for t in (s.wording, s.marker)}
        found |= {t for x in dialogue.positions for t in (x.verb, x.addressee)}
        found |= {t for q in dialogue.quotations for t in (q.exact, *(at.exact for at in q.locators))}
        found |= {f"{f.qualifier} {f.wording}".strip() for f in dialogue.figures}
        found |= {t for s in dialogue.situations for t in (s.marker, s.place)}
        report = dialogue.report.symbols if dialogue.report else ()
        located = (*dialogue.statements, *dialogue.actor_sets, *dialogue.positions, *dialogue.figures)
        for at in (r.at for r in (*located, *dialogue.situations, *dialogue.segments, *report, dialogue)):
            found |= {at.start, f"{at.start} … {at.end}"} if at else set()
        found.add(dialogue.report.at.start + " … " + dialogue.report.at.end if dialogue.report else "")
    return found | {t for i in library.instruments for _, t in i.title.texts}


# -- the formats say the same ---------------------------------------------------------------------


def words_shown(text: str) -> Counter[str]:
    """Return the words of a text; numbers are left out, since footnote numbers stand right beside words."""
    return Counter(re.findall(r"[^\W\d_]+", text))


def words_in(document: Document, *, signs: bool = True, data: bool = True) -> Counter[str]:
    """Return the words of a document, each note's once.  signs: their words too.  data: the tables of charts too."""
    pieces: list[str] = []

    def take(nodes: Iterable[Block | Inline]) -> None:
        for node in nodes:
            match node:
                case Text(text):
                    pieces.append(text)
                case Sign(alt=alt):
                    pieces.append(f" {alt} " if signs else " ")
                case LineBreak() | Note():
                    pieces.append(" ")
                case Figure() if not data:
                    pieces.append(" ")
                    take(node.caption)
                    pieces.append(" ")
                case BlockBase():
                    for inlines in _lines_of(node):
                        pieces.append(" ")
                        take(inlines)
                    take(b for b in parts_of(node) if isinstance(b, BlockBase))
                case _:
                    take(inner(node))

    take(document.blocks)
    for note in (i for i in inlines_in(document.blocks) if isinstance(i, Note)):
        take(note.blocks)
    return words_shown("".join(pieces))


HAVE_LEGENDS = {"briefing", "summary", "matrix"}
CODES = {"T", "F", "R", "f", "A"}
"""The letters that plain text puts for signs which stand in a legend or a table."""


def furniture(document: Document) -> set[str]:
    """Return the words that a format may add: interface, foot, running heads, descriptions, a chart's marks."""
    texts = [*(value for _, value in document.labels), *ENGLISH.values()]
    texts += [document.publisher, document.version, document.head_left, document.head_right]
    texts += [b.description for b in blocks_in(document.blocks) if isinstance(b, Table)]
    texts += [t for b in blocks_in(document.blocks) if isinstance(b, Figure) for t in (b.alt, *_marks(b))]
    return set(words_shown(" ".join(texts)))


@pytest.mark.parametrize("format", ["txt", "html", "docx", "pdf"])
@pytest.mark.parametrize("name", KINDS)
def test_every_format_says_what_the_document_says(shipped, name, format):
    """Each word of the document stands in the file as often as in the document, and nothing but furniture beside it.

    The PDF draws a chart without its table and signs without their words; plain text has codes in a table of signs.
    """
    document = shipped[name]
    written = write(document, format)
    assert written.diagnostics == ()
    expected = words_in(document, signs=format == "docx" or name != "matrix", data=format != "pdf")
    found = words_shown(shown.of(format, written.value))
    if format in ("pdf", "html"):
        expected = words_in(document, signs=False, data=format != "pdf")
        added = furniture(document)
        added |= set(words_shown(" ".join(i.alt for i in inlines_in(document.blocks) if isinstance(i, Sign))))
        added |= set().union(
            *(words_shown(words_of(c)) for t in tables(document) for r in t.head for c in r.cells), set()
        )
    else:
        added = furniture(document) | (CODES if format == "txt" and name in HAVE_LEGENDS else set())
    assert expected - found == Counter()
    assert set(found - expected) - added == set()


@pytest.mark.parametrize("format", ["txt", "html", "docx", "pdf"])
def test_the_check_of_formats_bites(shipped, format):
    """A word that a file lacks is found: the file of one document is not the file of a longer one."""
    longer = with_line(shipped["quotations"], "Unheardof")
    written = write(shipped["quotations"], format)
    assert "Unheardof" in words_in(longer) - words_shown(shown.of(format, written.value))

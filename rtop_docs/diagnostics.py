"""Findings as data: where something is wrong, what was expected, and what to do about it.

Knows nothing of YAML, records, templates or files; every other module may import it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from attrs import field, frozen

T = TypeVar("T")


@frozen(order=True)
class SourceSpan:
    """A place in a text file.

    path: as the user would type it, relative to the project, POSIX slashes.
    line, column: counted from 1, in code points; 0 when the whole file is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``path:line:column``, without the parts that are not known."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")


class Severity(enum.Enum):
    """How bad a finding is: an error fails its target, a warning only under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Diagnostic:
    """One finding.

    code: a key of `CODES`.  message: lower case, no full stop, the offending value in quotes.
    span: where; None only for what has no place in a file.  hints: what can be done, one a line.
    """

    severity: Severity
    code: str
    message: str
    span: SourceSpan | None = None
    hints: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Raise ValueError for a code that is not listed: each code is explained exactly once."""
        if self.code not in CODES:
            raise ValueError(f"diagnostic code {self.code!r} is not listed in diagnostics.CODES")


@frozen
class Checked(Generic[T]):
    """A value together with everything that was found on the way to it.

    value: None when nothing usable could be made.  diagnostics: in file order.
    """

    value: T
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not has_errors(self.diagnostics)


def error(code: str, message: str, span: SourceSpan | None = None, *hints: str) -> Diagnostic:
    """Make a `Diagnostic` of severity error."""
    return Diagnostic(Severity.ERROR, code, message, span, hints)


def warning(code: str, message: str, span: SourceSpan | None = None, *hints: str) -> Diagnostic:
    """Make a `Diagnostic` of severity warning."""
    return Diagnostic(Severity.WARNING, code, message, span, hints)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of `diagnostics` is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, then code and message; drop exact repeats; what has no place comes last."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span is None, d.span or SourceSpan(""), d.code, d.message)))


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """Return ``path:line:column: error[R01]: message``, then each hint on a line of its own.

    Characters that a terminal would obey, or that reorder text, are written as their escapes.
    """
    place = f"{diagnostic.span}: " if diagnostic.span else ""
    head = f"{place}{diagnostic.severity.value}[{diagnostic.code}]: {diagnostic.message}"
    return "\n    hint: ".join(visible(line) for line in (head, *diagnostic.hints))


def visible(text: str) -> str:
    """Return `text` on one line, with the escape of every character that does not print in its place."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def to_json(diagnostic: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as plain values for JSON; path, line and column are absent where there is no place."""
    span = diagnostic.span
    place = {"path": span.path, "line": span.line, "column": span.column} if span else {}
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hints": list(diagnostic.hints),
        **place,
    }


def from_json(values: Mapping[str, Any]) -> Diagnostic:
    """Return the diagnostic that `to_json` wrote as `values`.  Raises KeyError, ValueError for anything else."""
    span = SourceSpan(values["path"], values["line"], values["column"]) if "path" in values else None
    severity = Severity(values["severity"])
    return Diagnostic(severity, values["code"], values["message"], span, tuple(values["hints"]))


# Letter of the layer + number.  W files, Y YAML text, R records, Q quotations and archived texts,
# T templates, D document, S style, V writers, B Word files from elsewhere, M make, P parity, A analysis,
# N distribution.  A code is never given a second meaning.
CODES: dict[str, str] = {
    # -- W: files ---------------------------------------------------------------------------
    "W01": "a path leaves the project or is not a plain relative path",
    "W02": "a file that is needed is not there",
    "W03": "a file is not valid UTF-8, or holds characters that no document can carry",
    "W04": "a file or folder cannot be read or written",
    "W05": "a file is larger than the limit",
    # -- Y: YAML text -----------------------------------------------------------------------
    "Y01": "a file is no YAML; nothing after this place is read",
    "Y02": "a key is given twice",
    "Y03": "an anchor or an alias",
    "Y04": "a tag",
    "Y05": "several documents or a directive in one file",
    "Y06": "a tab indents a line",
    "Y07": "a character that no record may hold",
    "Y08": "deeper, longer or larger than the limits",
    "Y09": "a key is no text",
    "Y10": "a text is cut by what reads as a comment",
    # -- R: records -------------------------------------------------------------------------
    "R01": "an unknown key",
    "R02": "a field is missing",
    "R03": "a value is not of its field's form",
    "R04": "a word is none of those that a field knows",
    "R05": "a key without a value",
    "R06": "prose in {...} or [...], where a comma would cut it",
    "R07": "an unknown actor",
    "R08": "an id or a name that leads nowhere, or to something of another kind",
    "R09": "an id is given twice",
    "R10": "an id is not of the form that ids have",
    "R11": "two actors share a printed name",
    "R12": "what belongs to a dialogue stands outside a dialogue's folder, or a folder holds two",
    "R13": "a part of a passage lacks what its passage does not give either",
    "R14": "a file or a key of a file that is not read",
    "R20": "records that lead round in a circle",
    "R21": "a set of actors contradicts itself",
    "R22": "a set of actors contradicts the set that it is part of, or the same as",
    "R23": "a direction without a proposition, or a fact with a direction",
    "R24": "a direction that the verb does not give, without a reason",
    "R25": "a passage has words, but its verb is left blank",
    "R26": "a record of one dialogue leads into another",
    "R27": "a statement contradicts itself",
    "R28": "a later account that is none",
    "R29": "dates that cannot be",
    "R30": "no United Nations symbol",
    "R31": "no web address",
    "R32": "a number and its wording differ",
    "R33": "an actor or a name is given twice in one list",
    "R34": "a quotation's speakers, document or language do not fit",
    "R35": "a roster names the body among its own members",
    "R36": "a segment that does not fit its dialogue",
    "R37": "a source is used, but its coverage does not say so",
    "R38": "a loose number or name of a state in our own words",
    "R39": "no SHA-256",
    # -- Q: quotations ----------------------------------------------------------------------
    "Q01": "a quotation is absent: the lock does not hold its words",
    "Q02": "a quotation cannot be checked: its source has no archived text",
    "Q03": "a source names another archived text than the one the lock was made from",
    "Q04": "a line of quotations.lock cannot be read",
    "Q05": "quotations.lock holds something twice",
    "Q06": "a quotation's words do not stand in the archived text",
    "Q07": "a quotation's words stand more than once in the archived text",
    "Q08": "a quotation's words do not stand between the prefix and suffix given",
    "Q09": "an archived text holds characters that no folding takes away and no reader sees",
    "Q10": "a quotation and the changes marked in it do not fit",
    "Q11": "an archived text is not here",
    "Q12": "an archived text is not the one that its source names",
    "Q13": "quotations.lock does not say what the archived text says",
    "Q14": "quotations.lock holds what is no quotation of the record",
    "Q15": "what was given to be archived is no plain text",
    "Q16": "there is no source of this id",
    "Q17": "a sources file cannot be edited without touching anything else",
    "Q18": "another archived text is there already",
    "Q19": "a source names an archived text without its SHA-256",
    "Q20": "an archived text would lie where it could be committed by mistake",
    "Q21": "an id cannot be named in quotations.lock",
    "Q30": "the first words of a passage do not stand in the archived text",
    "Q31": "the first words of a passage stand more than once in the archived text",
    "Q32": "the last words of a passage do not stand behind the first",
    "Q33": "printed words of a record do not stand in its passage",
    # -- A: analysis ------------------------------------------------------------------------
    "A01": "a measure is to be computed by something that no computation is called",
    # -- T: templates -----------------------------------------------------------------------
    "T01": "a template's syntax is wrong, or uses a tag that is not allowed",
    "T02": "there is no template of that name",
    "T03": "a template uses a name that is not defined",
    "T04": "a template does what the sandbox does not allow",
    "T05": "a template cannot be rendered",
    "T06": "a part is called with the wrong arguments",
    "T07": "a part cannot do what the template asks",
    "T08": "a template prints a value that is neither text nor a whole number",
    "T09": "a text holds characters that no document can carry",
    "T10": "a template uses Markdown that is outside the dialect",
    "T11": "a part that makes blocks does not stand alone in its paragraph",
    "T12": "a mark of Markdown closes nothing and would be printed",
    "T13": "a link is neither https, http, mailto nor an anchor of the document",
    "T14": "a line continues a list item or quotation without showing it",
    "T15": "emphasis stands right beside a letter and may be lost",
    "T16": "a numeral, number word or state's name is typed in prose",
    "T17": "a template gives a part's name a second meaning",
    "T18": "a document is larger than the limit",
    "T19": "a template does not set the document's properties, or does so twice",
    "T20": "a notes file lacks the section that is asked for",
    "T21": "a document cites sources but has no list of them, or has two",
    "T22": "a footnote stands inside a footnote",
    # -- D: document ------------------------------------------------------------------------
    "D01": "a heading skips a level",
    "D02": "a table's rows do not fill its columns",
    "D03": "an anchor is given twice",
    "D04": "a reference leads nowhere",
    "D05": "footnotes are not numbered in reading order",
    "D06": "a link's scheme is not allowed",
    "D07": "a language is missing or malformed, or a direction is unknown",
    "D08": "a chart, table or sign has no words for a reader who cannot see it",
    "D09": "a text holds characters that no document can carry",
    "D10": "a role is unknown",
    "D11": "a strip of key figures does not hold one to five",
    "D12": "a block is empty",
    "D13": "a number is out of range",
    "D14": "a link or footnote stands where no format can show it",
    "D15": "a placeholder was left unresolved",
    "D16": "a title stands inside another block, or is not the only one",
    # -- S: style ---------------------------------------------------------------------------
    "S01": "a colour is not written #RRGGBB",
    "S02": "a size or length of the style is out of range",
    "S03": "the margins leave no room on the page",
    "S04": "a font family is not there",
    "S05": "the house's own Word file cannot be used",
    # -- V: writers -------------------------------------------------------------------------
    "V01": "a text holds a character that no document can hold",
    "V03": "a link's address is none that a document may hold",
    "V04": "a reference points to no block of the document",
    "V05": "a language is not named by a tag of BCP 47",
    "V06": "a format shows something otherwise than the document has it",
    "V20": "the font cannot show a character",
    "V22": "a word is wider than its line and was broken",
    "V23": "a table is too wide for its page",
    "V24": "something is higher than a page",
    # -- B: Word files that come back, or that a house gives ------------------------------------
    "B01": "a file is no Word file, or is damaged or locked",
    "B02": "a Word file, or a part of it, is larger than the limits",
    "B03": "a part's name leads out of its file, or stands in it twice",
    "B04": "a part is no XML, or declares a document type",
    "B05": "a Word file lacks its text, or is of a form that is not read",
    "B06": "a Word file holds macros or controls",
    "B07": "a Word file leads outside by more than links",
    "B08": "a Word file does not say where its text came from",
    # -- M: make ----------------------------------------------------------------------------
    "M01": "targets.yaml has no table of targets",
    "M02": "a target's name is not a plain word",
    "M03": "a target asks for a format that does not exist, or for none",
    "M04": "a target's output name and its for_each do not fit",
    "M05": "two targets write the same file",
    "M06": "a target names a dialogue that the record does not hold",
    "M07": "an output was edited by hand; it was kept aside",
    "M08": "no target matches the name asked for",
    "M09": "a document could not be made",
    "M10": "another build holds the lock",
    "M11": "the folder holds no project",
    "M12": "a new project would overwrite something",
    "M13": "outputs stay as they are: they ask what a source with errors holds",
    "M14": "a worker process died while it made a document",
    "M15": "the cluster cannot be used, or was lost",
    "M16": "the ledger cannot be written, or was damaged",
    "M17": "a source was edited while the build ran",
    "M18": "an extra of this package is not installed",
    # -- P: parity --------------------------------------------------------------------------
    "P01": "an output is not built yet",
    "P02": "an output shows an earlier version of its document",
    "P03": "an output is not as a build of this project wrote it",
    "P04": "an output cannot be read back",
    "P05": "a format has no reader: nothing is proven of its files",
    "P10": "a file lacks words of its document",
    "P11": "a file has words that its document has not",
    "P12": "a file has words of its document in another order",
    "P13": "a file has words of its document in other characters, or run together",
    "P14": "a heading is none, or of another level",
    "P15": "a table has other rows or columns, or words stand in another cell",
    "P16": "a footnote or its call is lost, added or has another number",
    "P17": "a link is lost, added or leads elsewhere",
    "P18": "words that stand for something drawn are lost, added or others",
    "P19": "words, or a whole file, are marked as of another language",
    "P20": "paragraphs or list items begin elsewhere, or something is shown but not in the order of reading",
    "P21": "a mark or the version does not stand around the text",
    "P22": "a property of a file is not its document's",
    # -- N: distribution (1 to 39 recipients, packs and releases; 40 to 69 mail; 70 to 99 the site) ----------
    "N01": "the list of recipients has no table of them",
    "N02": "a recipient's id is no file name, or is there twice",
    "N03": "a recipient asks for what there is not",
    "N04": "a table of recipients lacks a column, or has one without a meaning",
    "N05": "a cell of a table holds a formula, no text, or a character that no record may hold",
    "N06": "a file cannot be read as a table",
    "N07": "a recipient's target names nothing that it could get",
    "N08": "a file may not leave the house: it is not as the last build made it, or not up to date",
    "N09": "a target is for others, or not yet: its files stay in the house",
    "N10": "a covering note lacks its subject, or cannot be written",
    "N11": "a pack is not the one that was made",
    "N12": "no packs are made yet",
    "N20": "a release of this name exists already",
    "N21": "a release's name is no plain word",
    "N22": "a former release cannot be read, or it is not clear which is meant",
    "N23": "a release is to be signed, and nobody said with which key",
    "N24": "a release cannot be signed",
    "N25": "there is nothing to release",
    "N40": "no mail address that servers take",
    "N41": "a name, subject or note holds what no mail can carry",
    "N42": "mail.yaml contradicts itself, or would send mail in the open",
    "N43": "there is no password for the mail server",
    "N44": "one address would get the same pack twice",
    "N45": "the mail server cannot be talked to, or refuses the sender",
    "N46": "the mail server does not prove that it is itself",
    "N47": "the mail server refuses a mail",
    "N48": "a mail could not be sent yet; the next run tries it again",
    "N49": "whether a mail was sent cannot be known; a person decides",
    "N50": "the ledger of mail is damaged, or of another version",
    "N51": "the ledger of mail cannot be written",
    "N52": "another run is sending mail",
    "N53": "a recipient's address is another now than when its pack was made",
    "N54": "a recipient who is asked for is not there",
    "N55": "nothing was sent: nobody said yes",
    "N56": "a pack holds a document that is another now, or gone",
    "N70": "a site is asked for a dialogue that its readers cannot be shown",
    "N71": "a template of the site cannot be used",
    "N72": "a page of the site cannot be written",
    "N73": "a page of the site was edited by hand; it was kept aside",
    "N74": "a site would lie among sources, outputs or packs",
}

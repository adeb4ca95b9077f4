"""YAML text -> values that know their place; every scalar stays text.

Knows nothing of records: what a text means is decided where the field's type is known (`structure.py`).

The parser's events are taken one by one instead of its composed nodes, so that depth and number of
nodes are bounded before anything is built, and no recursion follows the input.
"""

from __future__ import annotations

import re

import yaml
from attrs import define, field

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, in_file_order
from rtop_docs.records.syntax import explain

MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_TEXT = 1_000_000
MAX_REFUSED_CHARACTERS = 20
"""So many refused characters are reported one by one; the rest of a file is counted."""

REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff"  # controls and foreign line ends; a tab is among them
    "\u202a-\u202e\u2066-\u2069"  # they reorder what the eye reads
    "\ue000-\ue003"  # marks of our own templates
    "\ud800-\udfff\ufdd0-\ufdef"  # no characters at all
    + "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
    + "]"
)
"""Characters that no record may hold, written out or escaped."""

_CUT_BY_COMMENT = re.compile(r"[ ]+#(?=[^\s#])")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # without libyaml: the same, slower


class LocatedText(str):
    """A scalar.

    flow: it stands inside ``{...}`` or ``[...]``.  quoted: in quotation marks or as a block, so that an empty
    one is meant to be empty.  unusable: what stood here is already reported.
    """

    __slots__ = ("flow", "quoted", "span", "unusable")
    span: SourceSpan
    flow: bool
    quoted: bool
    unusable: bool

    @classmethod
    def at(
        cls, text: str, span: SourceSpan, *, flow: bool = False, quoted: bool = False, unusable: bool = False
    ) -> LocatedText:
        """Make a text that knows its place."""
        made = cls(text)
        made.span, made.flow, made.quoted, made.unusable = span, flow, quoted, unusable
        return made


class LocatedMap(dict[str, "LocatedMap | LocatedList | LocatedText"]):
    """A mapping; its keys are plain text, `key_spans` says where each stands."""

    def __init__(self, span: SourceSpan, flow: bool = False) -> None:
        super().__init__()
        self.span, self.flow = span, flow
        self.key_spans: dict[str, SourceSpan] = {}


class LocatedList(list["LocatedMap | LocatedList | LocatedText"]):
    """A sequence."""

    def __init__(self, span: SourceSpan, flow: bool = False) -> None:
        super().__init__()
        self.span, self.flow = span, flow


Node = LocatedMap | LocatedList | LocatedText


def read_yaml(text: str, path: str) -> Checked[Node | None]:
    """Read one YAML document.

    text: a file's content, lines ended by a line feed.  path: for messages.
    Returns the root node (None: nothing there, or a syntax error ended the reading) with findings Y01 to Y10.
    Never raises for any text.
    """
    clean, found = _without_refused(text, path)
    if any(d.code == "Y06" for d in found):
        return Checked(None, tuple(found))  # a tab that indents: what follows would be misread
    builder = _Builder(path, clean, found)
    try:
        for event in yaml.parse(clean, _LOADER):
            builder.take(event)
    except yaml.YAMLError as fault:
        builder.found.append(explain(fault, clean, path))
        builder.root = None
    except _Stop:
        builder.root = None
    return Checked(builder.root, in_file_order(builder.found))


def _without_refused(text: str, path: str) -> tuple[str, list[Diagnostic]]:
    """Put U+FFFD for each refused character (a blank for a tab), so that the rest can still be read."""
    matches = list(REFUSED.finditer(text))
    found = [_refused(text, match.start(), path) for match in matches[:MAX_REFUSED_CHARACTERS]]
    if len(matches) > MAX_REFUSED_CHARACTERS:
        more = len(matches) - MAX_REFUSED_CHARACTERS
        found.append(error("Y07", f"{more} more characters that no record may hold", found[-1].span))
    return REFUSED.sub(lambda m: " " if m.group() == "\t" else "\ufffd", text), found


def _refused(text: str, offset: int, path: str) -> Diagnostic:
    start = text.rfind("\n", 0, offset) + 1
    span = SourceSpan(path, text.count("\n", 0, offset) + 1, offset - start + 1)
    if text[offset] != "\t":
        return error("Y07", f"character U+{ord(text[offset]):04X} may not stand in a record", span, "delete it")
    if text[start:offset].strip(" -?"):
        return error("Y07", "a tab may not stand in a record", span, "write a blank")
    return error("Y06", "a tab indents this line", span, "indent with blanks, two a level")


class _Stop(Exception):
    """A limit is passed; nothing more is read."""


@define
class _Frame:
    """A collection being filled; key: of the pair being read; wanted: whether that pair is kept."""

    node: LocatedMap | LocatedList
    key: LocatedText | None = None
    wanted: bool = True


@define
class _Builder:
    """Builds nodes out of events."""

    path: str
    text: str
    found: list[Diagnostic]
    root: Node | None = None
    stack: list[_Frame] = field(factory=list)
    nodes: int = 0
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        """Use one event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._add(self.stack.pop().node)
        elif isinstance(event, yaml.AliasEvent):
            self._say("Y03", f"alias '*{event.anchor}'", event, "write out what it stands for")
            self._add(LocatedText.at("", self._span(event), unusable=True))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _span(self, event: yaml.Event) -> SourceSpan:
        mark = event.start_mark
        assert mark is not None  # both parsers mark every event; only the stubs allow for none
        return SourceSpan(self.path, mark.line + 1, mark.column + 1)

    def _say(self, code: str, message: str, event: yaml.Event, *hints: str) -> None:
        self.found.append(error(code, message, self._span(event), *hints))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if event.version or event.tags:
            self._say("Y05", "a directive stands before the document", event, "delete the line that begins with '%'")
        self.documents += 1
        if self.documents > 1:
            self._say("Y05", "a second document begins", event, "delete the line '---', or use a second file")
            raise _Stop

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._properties(event)
        if len(self.stack) >= MAX_DEPTH:
            self._say("Y08", f"nested more than {MAX_DEPTH} deep", event)
            raise _Stop
        make = LocatedMap if isinstance(event, yaml.MappingStartEvent) else LocatedList
        self.stack.append(_Frame(make(self._span(event), bool(event.flow_style))))

    def _properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Report anchor and tag, count the node."""
        if event.anchor:
            self._say("Y03", f"anchor '&{event.anchor}'", event, "write out what is meant at each place")
        if event.tag:
            self._say("Y04", f"tag '{event.tag}'", event, "delete it: each field has its own type")
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._say("Y08", f"more than {MAX_NODES} values in one file", event, "split the file")
            raise _Stop

    def _scalar(self, event: yaml.ScalarEvent) -> LocatedText:
        self._properties(event)
        plain = not event.style  # libyaml gives '', the Python parser None
        value = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        if len(value) > MAX_TEXT:
            self._say("Y08", f"a text of {len(value)} characters, more than {MAX_TEXT}", event)
            return LocatedText.at("", self._span(event), unusable=True)
        if event.style == '"' and (escaped := REFUSED.search(value)):
            self._say("Y07", f"character U+{ord(escaped.group()):04X} may not stand in a record", event, "delete it")
            return LocatedText.at("", self._span(event), unusable=True)
        if plain and event.end_mark and _CUT_BY_COMMENT.match(self.text, event.end_mark.index):
            hint = "put the text in quotation marks; a comment has a blank after its '#'"
            self._say("Y10", "' #' cuts this text: the rest of the line is a comment", event, hint)
        flow = bool(self.stack) and self.stack[-1].node.flow
        return LocatedText.at(value, self._span(event), flow=flow, quoted=not plain)

    def _add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if isinstance(frame.node, LocatedList):
            frame.node.append(node)
        elif frame.key is None:
            frame.key, frame.wanted = self._key(frame.node, node)
        else:
            if frame.wanted:
                frame.node[str(frame.key)] = node
                frame.node.key_spans[str(frame.key)] = frame.key.span
            frame.key = None

    def _key(self, owner: LocatedMap, node: Node) -> tuple[LocatedText, bool]:
        """Return a pair's key, and whether the pair is kept."""
        if not isinstance(node, LocatedText) or not node.strip():
            if not getattr(node, "unusable", False):
                self.found.append(error("Y09", "a key is no text", node.span, "a key is a word before ': '"))
            return LocatedText.at("", node.span), False
        if node in owner:
            first = owner.key_spans[str(node)]
            self.found.append(error("Y02", f"key '{node}' is given twice", node.span, f"it stands at {first} already"))
            return node, False
        return node, True

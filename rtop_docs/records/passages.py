"""What was written by passage -> records: ids, places, segment and audience handed down from the passage.

Knows the written form and the record types; looks nothing up and reads no file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attrs import define, field

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records import forms
from rtop_docs.records import model as m


@define
class Parts:
    """The records of one dialogue, in the order in which they are written, and what was found making them."""

    statements: list[m.Statement] = field(factory=list)
    actor_sets: list[m.ActorSet] = field(factory=list)
    positions: list[m.Position] = field(factory=list)
    quotations: list[m.Quotation] = field(factory=list)
    figures: list[m.StatedFigure] = field(factory=list)
    situations: list[m.Situation] = field(factory=list)
    found: list[Diagnostic] = field(factory=list)

    def lists(self) -> Iterator[tuple[str, list[m.Record]]]:
        """Yield each list with its name."""
        for name in ("statements", "actor_sets", "positions", "quotations", "figures", "situations"):
            yield name, getattr(self, name)


def expand(form: forms.PassageForm, parts: Parts) -> None:
    """Add all records that a passage holds to `parts`; findings R02 and R13."""
    if not form.passage.source:
        parts.found.append(error("R02", "missing field 'source'", form.passage.span or form.span))
        return
    _Passage(form, m.Locator(**_words(form.passage)), parts).expand()


def lone_statement(form: forms.StatementForm, parts: Parts) -> None:
    """Add a statement without a passage of its own; findings R02."""
    source = form.at.source if form.at else ""
    lacking = [key for key, value in (("at", form.at), ("segment", form.segment)) if not value]
    lacking += ["at: {source}"] if form.at and not source else []
    parts.found += [error("R02", f"missing field '{key}'", form.span) for key in lacking]
    if form.at and form.segment and not lacking:
        parts.statements.append(_statement(form, m.Locator(**_words(form.at)), form.segment, form))


def _words(place: forms.Place) -> dict[str, m.SourceId]:
    return {key: getattr(place, key) for key in ("source", "start", "end", "prefix", "suffix")}


def slug(text: str) -> str:
    """Return small letters, digits and '-' for `text`: 'Central African Republic' -> 'central-african-republic'."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", ""))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _statement(form: forms.StatementForm, at: m.Locator, segment: m.SegmentKind, owner: forms.Form) -> m.Statement:
    return m.Statement(
        id=m.RecordId(form.id),
        segment=segment,
        speaker=form.speaker,
        at=at,
        delegate=form.delegate,
        read_for=form.read_for,
        jointly_with=form.jointly_with,
        on_behalf_of=form.on_behalf_of,
        also_itself=form.also_itself,
        whole=form.whole,
        aligned_with=form.aligned_with,
        text_languages=form.text_languages,
        spoken_languages=form.spoken_languages,
        note=form.note,
        release=_release(form, owner),
        as_written=_as_written(form, owner),
        span=form.span,
    )


def _release(form: forms.Form, owner: forms.Form) -> m.Release:
    """Return who may see a part: never more people, and never earlier, than its passage allows."""
    embargoes = [r.embargo for r in (form.release, owner.release) if r.embargo is not None]
    return m.Release(max(form.release.audience, owner.release.audience), max(embargoes, default=None))


def _as_written(form: forms.Form, owner: forms.Form) -> tuple[m.AsWritten, ...]:
    return (*form.as_written, *(w for w in owner.as_written if w not in form.as_written))


@define
class _Passage:
    """One passage while its records are made.  at: where it stands."""

    form: forms.PassageForm
    at: m.Locator
    parts: Parts

    def expand(self) -> None:
        form = self.form
        who = self._who(form.who, f"{form.id}/who") if form.who is not None else ""
        for statement in form.statements:
            self._spoken(statement)
        for say in form.says:
            self._position(say, who)
        for quote in form.quotes:
            self._quotation(quote)
        for figure in form.figures:
            self._figure(figure)
        for situation in form.situations:
            self._situation(situation)

    def _say(self, code: str, message: str, form: forms.Form, *hints: str) -> None:
        self.parts.found.append(error(code, message, form.span, *hints))

    def _place(self, place: forms.Place | None) -> m.Locator:
        if place is None:
            return self.at
        words = _words(place)
        return m.Locator(**{**words, "source": words["source"] or self.at.source})

    def _who(self, who: str | forms.WhoForm, default_id: str) -> str:
        """Return the id of the set that `who` names or makes."""
        if isinstance(who, str):
            return who
        id_ = who.id or default_id
        self.parts.actor_sets.append(
            m.ActorSet(
                id=m.RecordId(id_),
                at=self._place(who.at),
                extent=self._extent(who, id_),
                named=tuple(m.Naming(printed=name, actor=m.ActorId(name)) for name in who.named),
                wording=who.wording,
                number=who.number,
                number_of=who.number_of,
                marker=who.marker,
                part_of=who.part_of,
                same_as=who.same_as,
                note=who.note,
                release=_release(who, self.form),
                as_written=_as_written(who, self.form),
                span=who.span,
            )
        )
        return id_

    def _extent(self, who: forms.WhoForm, id_: str) -> m.Extent:
        """Return how far a list reaches: as written, or where names and number leave one reading only."""
        if who.extent is not None:
            return who.extent
        if not who.named:
            return m.Extent.UNNAMED
        if who.number == len(who.named):
            return m.Extent.COMPLETE
        if len(who.named) == 1 and not (who.number or who.wording or who.marker):
            return m.Extent.UNMARKED  # "Thailand concurred": one name, and nothing is said of others
        hint = "write 'open' with its marker, 'complete' if the source says so, or 'unmarked'"
        self._say("R13", f"missing field 'extent' of '{id_}': its names and number do not decide it", who, hint)
        return m.Extent.UNMARKED

    def _spoken(self, form: forms.StatementForm) -> None:
        segment = form.segment or self.form.segment
        if segment is None:
            self._say("R13", "missing field 'segment'", form, "give it here or on the passage")
            return
        self.parts.statements.append(_statement(form, self._place(form.at), segment, self.form))

    def _position(self, say: forms.SayForm, who: str) -> None:
        id_ = say.id or f"{self.form.id}/{say.theme}"
        holder = self._who(say.who, f"{id_}/who") if say.who is not None else who
        if not holder:
            self._say("R13", "missing field 'who'", say, "give it here or on the passage")
            return
        self.parts.positions.append(
            m.Position(
                id=m.RecordId(id_),
                who=m.RecordId(holder),
                theme=say.theme,
                verb=say.verb,
                kind=say.kind,
                direction=self._direction(say),
                at=self._place(say.at),
                says=say.ours,
                addressee=say.addressee,
                condition=say.condition,
                inferred=say.inferred,
                concurs_with=say.concurs_with,
                statement=say.statement or self.form.statement,
                segment=say.segment or self.form.segment,
                joint=say.joint,
                instruments=say.instruments,
                release=_release(say, self.form),
                as_written=_as_written(say, self.form),
                span=say.span,
            )
        )

    def _direction(self, say: forms.SayForm) -> m.Direction:
        if say.direction is None and say.kind is not m.VerbKind.REPORTS_A_FACT:
            self._say("R02", "missing field 'direction'", say, "write for, against, reserved or none")
        return say.direction or m.Direction.NONE

    def _quotation(self, quote: forms.QuoteForm) -> None:
        here = m.QuotationLocator(
            source=self.at.source,
            testimony=quote.testimony,
            prefix=quote.prefix,
            suffix=quote.suffix,
            changes=quote.changes,
            span=quote.span,
        )
        self.parts.quotations.append(
            m.Quotation(
                id=m.RecordId(quote.id),
                exact=quote.exact,
                language=quote.language,
                speakers=quote.speakers,
                attribution=quote.attribution,
                wording=quote.wording,
                locators=(here, *quote.also_at),
                document=quote.document,
                read_by=quote.read_by,
                who=quote.who,
                theme=quote.theme,
                segment=quote.segment or self.form.segment,
                statement=quote.statement or self.form.statement,
                note=quote.note,
                release=_release(quote, self.form),
                as_written=_as_written(quote, self.form),
                span=quote.span,
            )
        )

    def _figure(self, figure: forms.FigureForm) -> None:
        self.parts.figures.append(
            m.StatedFigure(
                id=m.RecordId(figure.id or f"{self.form.id}/{figure.measure}"),
                measure=figure.measure,
                value=figure.value,
                at=self._place(figure.at),
                wording=figure.wording,
                qualifier=figure.qualifier,
                plus=figure.plus,
                ordinal=figure.ordinal,
                series=figure.series,
                who=figure.who,
                stated_by=figure.stated_by,
                note=figure.note,
                release=_release(figure, self.form),
                as_written=_as_written(figure, self.form),
                span=figure.span,
            )
        )

    def _situation(self, form: forms.SituationForm) -> None:
        name = form.id or (f"{self.form.id}/{slug(form.place)}" if slug(form.place) else "")
        if not name:
            self._say("R13", f"missing field 'id': none can be made of '{form.place}'", form)
            return
        self.parts.situations.append(
            m.Situation(
                id=m.RecordId(name),
                place=form.place,
                kind=form.kind,
                raised_by=form.raised_by,
                at=self._place(form.at),
                state=form.state,
                also_at=form.also_at,
                segment=form.segment or self.form.segment,
                marker=form.marker,
                note=form.note,
                release=_release(form, self.form),
                as_written=_as_written(form, self.form),
                span=form.span,
            )
        )

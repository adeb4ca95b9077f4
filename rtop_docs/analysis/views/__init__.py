"""The answers to the named questions: frozen views that hold ids and plain values, never records.

Each has a digest by `rtop_docs.canonical.digest_of`; `record` fields name the records an answer rests on.
"""

from rtop_docs.analysis.views.common import ActorView, Citation, NameView, RosterView, SetView, SituationView, Words
from rtop_docs.analysis.views.events import (
    AlignedView,
    EventView,
    NamedOnlyView,
    ParticipationView,
    PersonView,
    ReportView,
    SegmentView,
    SourceView,
    SpeakerSegment,
    SpeakersView,
    SpeakerView,
    StatementBand,
    StatementListView,
    StatementView,
    SymbolView,
)
from rtop_docs.analysis.views.figures import (
    ComputedView,
    DisagreementView,
    DoubtView,
    FigureEntry,
    FigureView,
    GroupCountView,
    NamedCountView,
    NamedStatesView,
    SaidView,
    StatedNumberView,
)
from rtop_docs.analysis.views.positions import (
    BesideThemeView,
    BesideView,
    CheckedView,
    ClaimView,
    HeldView,
    MarkView,
    PositionsView,
    PositionView,
    QuotationView,
    SilenceView,
    TestimonyView,
    ThemePositionsView,
    ThemeView,
    UnknownView,
    WayView,
    YearClaim,
    YearThemeView,
    YearView,
)
from rtop_docs.analysis.views.tables import BandView, CellView, MatrixView, RowView

__all__ = [
    "ActorView", "AlignedView", "BandView", "BesideThemeView", "BesideView", "CellView", "CheckedView", "Citation",
    "ClaimView", "ComputedView", "DisagreementView", "DoubtView", "EventView", "FigureEntry", "FigureView",
    "GroupCountView", "HeldView", "MarkView", "MatrixView", "NameView", "NamedCountView", "NamedOnlyView",
    "NamedStatesView",
    "ParticipationView", "PersonView", "PositionView", "PositionsView", "QuotationView", "ReportView", "RosterView",
    "RowView", "SaidView", "SegmentView", "SetView", "SilenceView", "SituationView", "SourceView", "SpeakerSegment",
    "SpeakerView", "SpeakersView", "StatedNumberView", "StatementBand", "StatementListView", "StatementView",
    "SymbolView", "TestimonyView", "ThemePositionsView", "ThemeView", "UnknownView", "WayView", "Words", "YearClaim",
    "YearThemeView", "YearView",
]  # fmt: skip

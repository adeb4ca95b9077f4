"""Locking quotations in an archived text, judging them by the lock alone, proving the lock."""

import pytest
from attrs import evolve

from rtop_docs.diagnostics import Severity
from rtop_docs.evidence.lock import (
    Lock,
    LockedSource,
    LockEntry,
    Verdict,
    check_lock,
    check_quotation,
    check_quotations,
    make_lock,
    read_lock,
    verdict,
    write_lock,
)
from rtop_docs.records.model import SourceId
from tests.evidence.quoting import PAGE, also_in, codes, library, locked, quotation, said, source

FOUND = [
    "severely tested",
    "Turning back the tide is a job for many hands,",
    "that the old sea wall had been “severely tested” by two storms",
    'that the old sea wall had been "severely\u00a0tested" by two storms',
    "she went on",
    "asked for cooperation and a nonstop watch",
    "asked for cooperation and a non-stop watch",
    "asked for co-operation",
    "Île asked",
    "l'Île asked for co-\noperation",
    "the women's crew",
    "67,000 crowns",
    "The bell rang again",
    "again.",
]
NOT_FOUND = [
    "Severely tested",
    "severely  tested storms",
    "everely tested",
    "severely teste",
    "have been severely tested",
    "safe",
    "stop watch and",
    "not safe",
    "the women",
    "crew can",
    "67",
    "000 crowns",
    "stop watch",
    "operation",
    "asked for co",
    "we do sell the harbour",
    "we do not not sell the harbour",
    "The bell rang again!",
    "co--operation",
    "non-stop match",
    "a non-slip watch",
]


@pytest.mark.parametrize("words", FOUND)
def test_words_of_the_page_are_found(words):
    """Whole words of the page are found, whatever their typography, and the build knows it from the lock."""
    quoted = quotation(words)
    made = locked(quoted)
    assert said(made.diagnostics) == []
    assert verdict(quoted, quoted.locators[0], made.value, source()) is Verdict.FOUND
    assert check_quotations(library(quoted), read_lock(write_lock(made.value)).value) == ()


@pytest.mark.parametrize("words", NOT_FOUND)
def test_other_words_are_not_found(words):
    """Changed words, and words cut out of longer words or numbers, are not found."""
    quoted = quotation(words)
    made = locked(quoted)
    assert codes(made.diagnostics) == ["Q06"]
    assert made.value == Lock()
    assert verdict(quoted, quoted.locators[0], made.value, source()) is Verdict.ABSENT


def test_part_of_a_word_with_an_invisible_character():
    """A character without width does not make a word's end."""
    assert codes(locked(quotation("safe"), text="It is un\u200bsafe.").diagnostics) == ["Q06"]


def test_chinese_has_no_word_boundaries():
    """In a script without spaces words may begin and end anywhere, over line ends too."""
    made = locked(quotation("保护的责任"), text="各国重申保护\n的责任原则。")
    assert [(e.start, e.end) for e in made.value.sources[0].entries] == [(4, 10)]


def test_offsets_count_the_archived_text():
    """The offsets cut the very words out of the archived text, with the typography that they have there."""
    made = locked(quotation("l'Île asked for cooperation"))
    entry = made.value.sources[0].entries[0]
    assert PAGE[entry.start : entry.end] == "l’Île asked for co-\noperation"


def test_words_that_stand_twice():
    """Words that stand twice need a prefix or a suffix that tells the places apart."""
    assert said(locked(quotation("The bell rang")).diagnostics) == [
        "Q07 quotation 'q1' at 'page': its words stand 2 times in the archived text"
    ]
    first = locked(quotation("The bell rang", prefix="67,000 crowns."))
    second = locked(quotation("The bell rang", suffix="again"))
    starts = [made.value.sources[0].entries[0].start for made in (first, second)]
    assert starts == [PAGE.index("The bell"), PAGE.rindex("The bell")]


@pytest.mark.parametrize("around", [{"prefix": "had never been “"}, {"suffix": "” by two storm"}, {"prefix": "een “"}])
def test_a_prefix_that_does_not_stand_there(around):
    """A prefix or suffix that is given must stand right there, in whole words."""
    found = locked(quotation("severely tested", **around)).diagnostics
    assert codes(found) == ["Q08"]
    assert 'had been " [the words] " by two storms' in found[0].hints[0]


def test_the_prefix_belongs_to_what_is_locked():
    """A prefix that is changed after locking makes the quotation absent until it is locked again."""
    quoted = quotation("severely tested", prefix="had been “", suffix="” by two")
    lock = locked(quoted).value
    assert check_quotations(library(quoted), lock) == ()
    changed = quotation("severely tested", prefix="had not been “", suffix="” by two")
    assert codes(check_quotations(library(changed), lock)) == ["Q01"]
    retyped = quotation("severely tested", prefix='had  been "', suffix='" by two')
    assert check_quotations(library(retyped), lock) == ()


def test_a_hint_shows_nothing_that_commands_a_terminal():
    """What a hint shows of an archived text is printable."""
    found = locked(quotation("old wall", prefix="x"), text="The \x1b[2J old wall.").diagnostics
    assert found[0].hints == ("there stands: The \ufffd[2J [the words] .",)


# -- marked changes --------------------------------------------------------------------------------


def test_a_changed_first_letter_is_marked():
    """A first letter of the other case is found when it is marked, and a hint says how when it is not."""
    words = "turning back the tide is a job for many hands"
    assert "mark it with `changes: [first letter]`" in locked(quotation(words)).diagnostics[0].hints[1]
    marked = quotation(words, changes=("first letter",))
    spelled = quotation(words, changes=("first letter",), exact_there="T" + words[1:])
    for quoted in (marked, spelled):
        lock = locked(quoted)
        assert said(lock.diagnostics) == []
        assert check_quotations(library(quoted), lock.value) == ()


def test_an_ellipsis_is_marked():
    """Words are left out where an ellipsis is marked: with the source's words given, or found piece by piece."""
    words = "Turning back the tide … many hands"
    assert codes(locked(quotation(words)).diagnostics) == ["Q06"]
    full = "Turning back the tide is a job for many hands"
    for quoted in (
        quotation(words, changes=("ellipsis",)),
        quotation(words.replace("…", "[...]"), changes=("ellipsis",)),
        quotation(words, changes=("ellipsis",), exact_there=full),
        quotation("t" + words[1:], changes=("first letter", "ellipsis")),
    ):
        made = locked(quoted)
        assert said(made.diagnostics) == []
        entry = made.value.sources[0].entries[0]
        assert PAGE[entry.start : entry.end] == full
        assert check_quotations(library(quoted), made.value) == ()


def test_an_ellipsis_is_no_licence():
    """The pieces around an ellipsis stay exact, in order, whole words, and near each other."""
    wrong = [
        "Turning … the tides",
        "many hands … Turning back",
        "sea wall … sea wall",
        "Turning … back",
        "The bell … q",
    ]
    for words in wrong:
        assert codes(locked(quotation(words, changes=("ellipsis",))).diagnostics) == ["Q06"]
    far = "one word " + "and so on " * 70 + "two words"
    assert codes(locked(quotation("one word … two words", changes=("ellipsis",)), text=far).diagnostics) == ["Q06"]


@pytest.mark.parametrize(
    ("words", "locator", "fault"),
    [
        ("a b", {"changes": ("word order",)}, "'word order' is no change that may be marked"),
        ("…", {}, "there are no words in it"),
        ("a b", {"exact_there": " "}, "there are no words in it"),
        (
            "67 crowns",
            {"changes": ("first letter",)},
            "a changed first letter is marked, but it has no first letter of another case",
        ),
        ("a b", {"changes": ("ellipsis",)}, "an ellipsis is marked, but there is none"),
        ("a b …", {"changes": ("ellipsis",)}, "an ellipsis stands between words, not at an end"),
        (
            "a … c",
            {"changes": ("ellipsis",), "exact_there": "a b d"},
            "the words given for the source differ by more than what the ellipsis leaves out",
        ),
        (
            "we sell",
            {"exact_there": "we do not sell"},
            "the words given for the source differ by more than the changes marked",
        ),
        (
            "Turning back",
            {"changes": ("first letter",), "exact_there": "Turning back"},
            "the words given for the source differ by more than the changes marked",
        ),
    ],
)
def test_marking_that_does_not_fit(words, locator, fault):
    """A change that is marked and not made, or made and not marked, is an error, with and without a lock."""
    quoted = quotation(words, **locator)
    expected = [f"Q10 quotation 'q1' at 'page': {fault}"]
    assert said(locked(quoted).diagnostics) == expected
    assert said(check_quotations(library(quoted), Lock())) == expected
    assert verdict(quoted, quoted.locators[0], Lock()) is Verdict.ABSENT


# -- judging by the lock alone -----------------------------------------------------------------------


def test_a_quotation_that_was_never_locked_is_absent():
    """A new quotation fails the build at its own line until it is locked."""
    found = check_quotations(library(quotation("severely tested")), Lock())
    assert said(found) == ["Q01 quotation 'q1' was never found in the archived text of 'page'"]
    assert str(found[0].span) == "source/h/p.yaml:7:9"
    assert found[0].severity is Severity.ERROR


def test_a_quotation_edited_after_locking_is_absent():
    """A locked quotation that is edited fails the build, although the page has the new words too."""
    lock = locked(quotation("severely tested")).value
    found = check_quotations(library(quotation("severely tested” by two storms")), lock)
    assert said(found) == ["Q01 quotation 'q1' is not as it was found in the archived text of 'page'"]


def test_the_lock_of_one_quotation_serves_no_other():
    """The same words under another id are locked on their own."""
    lock = locked(quotation("severely tested")).value
    assert codes(check_quotations(library(quotation("severely tested", name="q2")), lock)) == ["Q01"]


def test_a_source_without_archive_cannot_be_checked():
    """Where nothing is archived the verdict is "cannot check": a warning, never "found" and never "absent"."""
    quoted, bare = quotation("severely tested"), source(None)
    found = check_quotations(library(quoted, sources=(bare,)), Lock())
    assert codes(found) == ["Q02"]
    assert found[0].severity is Severity.WARNING
    assert verdict(quoted, quoted.locators[0], Lock(), bare) is Verdict.CANNOT_CHECK
    assert codes(make_lock(library(quoted, sources=(bare,)), {}, Lock()).diagnostics) == ["Q02"]


def test_taking_the_archive_away_does_not_hide_an_edit():
    """A source that lost its `archive` is still judged by what was locked."""
    lock = locked(quotation("severely tested")).value
    edited = quotation("never tested")
    assert verdict(edited, edited.locators[0], lock, source(None)) is Verdict.ABSENT


def test_another_archived_text_than_the_locks():
    """A source whose SHA-256 is not the lock's is one error, and its quotations are absent."""
    quoted, other = quotation("severely tested"), source("another text")
    lock = locked(quoted).value
    assert codes(check_quotations(library(quoted, sources=(other,)), lock)) == ["Q03"]
    assert codes(check_quotation(quoted, {"page": other}, lock)) == ["Q03"]
    assert verdict(quoted, quoted.locators[0], lock, other) is Verdict.ABSENT


def test_an_archive_without_its_digest():
    """An archived text that is named without its SHA-256 is an error."""
    assert codes(check_quotations(library(sources=(source(sha256=""),)), Lock())) == ["Q19"]


def test_each_place_of_a_quotation_is_judged():
    """A quotation in two sources has two verdicts."""
    quoted = also_in(quotation("severely tested"), "other")
    lib = library(quoted, sources=(source(), source(None, "other")))
    lock = make_lock(lib, {SourceId("page"): PAGE}, Lock())
    assert codes(lock.diagnostics) == codes(check_quotations(lib, lock.value)) == ["Q02"]


# -- making --------------------------------------------------------------------------------------


def test_locks_of_texts_that_are_not_here_are_kept():
    """On a machine without the archived text the old entries stay, and only what is new is missing."""
    old, new = quotation("severely tested"), quotation("she went on", name="q2")
    lock = locked(old, quotation("many hands", name="gone")).value
    made = make_lock(library(old, new), {}, lock)
    assert said(made.diagnostics) == [
        "Q11 quotation 'q2' cannot be locked: there is no archived text of 'page' here to look in"
    ]
    assert [e.quotation for e in made.value.sources[0].entries] == ["q1"]


def test_what_is_no_longer_found_leaves_the_lock():
    """With the archived text here, a quotation that does not stand in it loses its entry."""
    lock = locked(quotation("severely tested")).value
    made = make_lock(library(quotation("severly tested")), {SourceId("page"): PAGE}, lock)
    assert codes(made.diagnostics) == ["Q06"]
    assert made.value == Lock()


def test_an_id_with_a_blank_is_not_locked():
    """An id that a line of the lock cannot hold is an error, never a broken file."""
    assert codes(locked(quotation("severely tested", name="q 1")).diagnostics) == ["Q21"]


# -- proving -------------------------------------------------------------------------------------


def test_a_true_lock_is_proven():
    """A fresh lock agrees with its archived text."""
    quoted = quotation("severely tested")
    assert check_lock(locked(quoted).value, library(quoted), {SourceId("page"): PAGE}) == ()


@pytest.mark.parametrize("change", [{"start": 3}, {"place": "0" * 64}])
def test_a_forged_lock_is_caught(change):
    """A lock that says something else than the archived text is an error on both sides."""
    quoted = quotation("severely tested")
    lock = locked(quoted).value
    part = lock.sources[0]
    forged = Lock((evolve(part, entries=(evolve(part.entries[0], **change),)),))
    assert check_quotations(library(quoted), forged) == ()
    found = check_lock(forged, library(quoted), {SourceId("page"): PAGE})
    assert codes(found) == ["Q13", "Q13"]


def test_a_forged_entry_for_words_that_are_not_there():
    """Words locked by hand pass a build and are caught as soon as the archived text is asked."""
    lie = quotation("we do sell the harbour")
    honest = locked(lie, text=PAGE.replace("do not sell", "do sell")).value
    forged = Lock((evolve(honest.sources[0], sha256=source().sha256),))
    assert check_quotations(library(lie), forged) == ()
    assert codes(check_lock(forged, library(lie), {SourceId("page"): PAGE})) == ["Q06", "Q13"]


def test_what_cannot_be_proven_is_said():
    """Texts that are not here, and entries of no quotation, are warnings."""
    quoted = quotation("severely tested")
    lock = locked(quoted, quotation("many hands", name="gone")).value
    found = check_lock(lock, library(quoted), {})
    assert codes(found) == ["Q11", "Q14"]
    assert {d.severity for d in found} == {Severity.WARNING}
    assert codes(check_lock(lock, library(sources=()), {})) == ["Q14"]


# -- the file ------------------------------------------------------------------------------------


def entry(name, start, words="a"):
    """Make an entry with readable hashes."""
    return LockEntry(quotation=name, start=start, end=start + 4, words=words * 64, place="b" * 64)


def test_the_file_is_one_line_a_quotation():
    """The text of a lock is ordered and says the same for equal content in any order."""
    parts = (
        LockedSource(source="s2", sha256="2" * 64, entries=(entry("q2", 0), entry("q1", 9), entry("q1", 3, "c"))),
        LockedSource(source="s1", sha256="1" * 64, entries=(entry("q3", 5),)),
    )
    text = write_lock(Lock(parts))
    lines = [line[:24] for line in text.splitlines() if not line.startswith("#")]
    assert lines == [
        "rtop-docs quotations.loc",
        "",
        "source s1 " + "1" * 14,
        "q3 5-9 " + "a" * 17,
        "",
        "source s2 " + "2" * 14,
        "q1 3-7 " + "c" * 17,
        "q1 9-13 " + "a" * 16,
        "q2 0-4 " + "a" * 17,
    ]
    again = read_lock(text)
    assert (again.diagnostics, write_lock(again.value)) == ((), text)


HEAD = "rtop-docs quotations.lock 1\n"
SOURCE = f"source s {'1' * 64}\n"
LINE = f"q1 3-7 {'a' * 64} {'b' * 64}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (HEAD, []),
        (HEAD + SOURCE + "# said\n\n" + LINE, []),
        ("rtop-docs quotations.lock 2\n", ["1:1 Q04"]),
        ("<<<<<<< ours\n" + HEAD, ["1:1 Q04"]),
        (HEAD + LINE, ["2:1 Q04"]),
        (HEAD + SOURCE + LINE.replace("3-7", "7-3"), ["3:1 Q04"]),
        (HEAD + SOURCE + LINE.replace("3-7", "03-7"), ["3:1 Q04"]),
        (HEAD + SOURCE + " " + LINE, ["3:1 Q04"]),
        (HEAD + SOURCE + LINE.replace("a", "A"), ["3:1 Q04"]),
        (HEAD + SOURCE + LINE.replace("\n", " \n"), ["3:1 Q04"]),
        (HEAD + SOURCE + LINE + LINE, ["4:1 Q05"]),
        (HEAD + SOURCE + SOURCE, ["3:1 Q05"]),
        (HEAD + "<<<<<<< ours\n" + SOURCE + LINE + "=======\n" + LINE, ["2:1 Q04", "5:1 Q04", "6:1 Q05"]),
    ],
)
def test_the_file_is_read_strictly(text, expected):
    """Every line that is no line of a lock, and every repeat, is reported at its place, all in one run."""
    found = read_lock(text, "l").diagnostics
    assert [f"{str(d.span)[2:]} {d.code}" for d in found] == expected


def test_a_merge_conflict_has_its_own_hint():
    """A conflict's mark is recognised, and the hint says what to do."""
    found = read_lock(HEAD + "<<<<<<< ours\n").diagnostics
    assert "two branches changed the lock" in found[0].hints[0]


def test_an_id_that_would_break_the_file_is_refused():
    """Writing an id with a line break is a wrong call."""
    with pytest.raises(ValueError, match="cannot be named"):
        write_lock(Lock((LockedSource(source="s\nq1", sha256="1" * 64),)))

"""Where words may be parted at a line's end, and which stay whole."""

import subprocess
import sys
from pathlib import Path

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf import hyphens
from rtop_docs.writers.pdf.hyphens import points


def parted(word, language="en"):
    """Return `word` with a stroke wherever it may be parted."""
    places = points(word, language)
    return "|".join(word[begin:end] for begin, end in zip((0, *places), (*places, len(word)), strict=True))


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("protection", "en", "pro|tec|tion"),
        ("recommendations", "en-GB", "re|com|mend|a|tions"),
        ("recommendations", "en-US", "rec|om|men|da|tions"),
        ("gouvernements", "fr", "gou|ver|ne|ments"),
        ("población", "es-419", "po|bla|ción"),
        ("защищать", "ru", "за|щи|щать"),
        ("Schutzverantwortung", "de", "Schutz|ver|ant|wor|tung"),
        ("odgovornost", "sr-Latn-RS", "od|go|vor|nost"),
        ("protection", "EN_gb", "pro|tec|tion"),
    ],
)
def test_words_are_parted_by_their_language(word, language, expected):
    """Each language parts by its own patterns; a region without a dictionary takes its language's."""
    assert parted(word, language) == expected


@pytest.mark.parametrize("language", ["zh", "zh-Hans", "ar", "und", "", "xx-en", "th"])
def test_languages_without_a_dictionary_part_nothing(language):
    """Arabic, Chinese and what nobody knows have no points."""
    assert points("protection", language) == ()


@pytest.mark.parametrize(
    "word",
    [
        "A/RES/63/308",
        "protection/responsibility",
        "protection2",
        "protection_first",
        "protection@example",
        "example.protection",
        ".protection",
        "UNDPprotection",
        "ICRtoP",
        "PROTECTION",
        "protectionUN",
        "Liechtenstein",
        "“Liechtenstein”",
        "plans",
        "12\u00a0protection",
        "protection\u2060protection",
        "\u2060protection",
        "peace-keeping",
        "protection-",
        "counter\u2011protection",
        "protection—protection",
        "protection(s)",
        "and,protection",
        "",
        "——",
        "......",
        "prote\u0301ction",
        "protection" * 11,
    ],
)
def test_what_is_no_plain_word_stays_whole(word):
    """Symbols, addresses, names, initials, compounds, bound, short and endless words have no points."""
    assert points(word, "en") == ()


@pytest.mark.parametrize(
    "word", ["protecting", "(protecting)", "“protecting,”", "protecting…", "¿protecting?", "‘protecting.’"]
)
def test_punctuation_round_a_word_is_skipped(word):
    """Marks before and after a word move its points and change nothing else."""
    begin = word.index("protecting")

    assert points(word, "en") == tuple(begin + place for place in points("protecting", "en"))
    assert points("protecting", "en") == (3, 7)


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("amended", "en", "amended"),
        ("emotional", "en", "emo|tional"),
        ("обязательство", "ru", "обя|за|тель|ство"),
        ("(perro)", "es", "(perro)"),
    ],
)
def test_no_scrap_is_left_on_a_line(word, language, expected):
    """Where patterns would leave one letter before or two after, or a word is short but for its brackets, it stays."""
    assert parted(word, language) == expected


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("l’intervention", "fr", "l’in|ter|ven|tion"),
        ("aujourd'hui", "fr", "au|jourd'hui"),
        ("government’s", "en", "gov|ern|ment’s"),
        ("l’Intervention", "fr", "l’Intervention"),
        ("(d’intervention)", "fr", "(d’in|ter|ven|tion)"),
    ],
)
def test_elisions_part_beside_their_apostrophe(word, language, expected):
    """Each side of an apostrophe counts as a word of its own."""
    assert parted(word, language) == expected


def test_german_nouns_are_parted():
    """German writes every noun with a capital, so the first letter says nothing; one further on does."""
    assert parted("„Verantwortung“", "de") == "„Ver|ant|wor|tung“"
    assert points("VERANTWORTUNG", "de") == points("UN-Verantwortung", "de") == points("verantWortung", "de") == ()


def test_spellings_that_change_are_not_used():
    """Where a word would be spelt otherwise when parted, it is not: asszonnyal would become asz-szonnyal."""
    places = pyphen.Pyphen(lang="hu_HU").hd.positions("asszonnyal")
    changing = [int(place) for place in places if place.data]

    assert changing
    assert not set(changing) & set(points("asszonnyal", "hu"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("protec\u00adtion", "protec\u00ad|tion"),
        ("Liech\u00adten\u00adstein", "Liech\u00ad|ten\u00ad|stein"),
        ("A/RES/\u00ad63", "A/RES/\u00ad|63"),
        ("a\u00adb", "a\u00ad|b"),
        ("protection\u00ad", "protection\u00ad"),
        ("\u00adprotection", "\u00adprotection"),
        ("pro\u00ad\u00adtection", "pro\u00ad\u00ad|tection"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_soft_hyphens_are_obeyed(word, expected, language):
    """A word with soft hyphens is parted after them alone, whatever it is and in every language."""
    assert parted(word, language) == expected


WORDS = st.text(st.sampled_from("abdeinorstuvéßжщи'’-.,()“”/1\u00ad\u2060A"), max_size=30)


@given(WORDS | st.text(max_size=20), st.sampled_from(["en", "fr", "es", "ru"]))
def test_points_leave_enough_on_both_sides(word, language):
    """In any text points ascend and leave two letters before and three after, unless a soft hyphen says otherwise."""
    places = points(word, language)

    assert list(places) == sorted(set(places))
    if "\u00ad" in word:
        assert all(word[place - 1] == "\u00ad" and place < len(word) for place in places)
    else:
        assert all(word[place - 2 : place].isalpha() and word[place : place + 3].isalpha() for place in places)
        assert all(place >= 2 and len(word) - place >= 3 for place in places)


def test_no_word_is_kept_for_ever():
    """What is remembered is bounded, in pyphen too."""
    for number in range(300):
        points("protection" + "abcdefghij"[number % 10] * (number // 10 + 1), "en")

    assert hyphens._parted.cache_info().maxsize is not None
    assert len(hyphens._patterns("en_GB").cache) == 0


def test_no_dictionary_is_read_before_it_is_needed():
    """Words that cannot be parted, and languages without a dictionary, load nothing."""
    probe = (
        "import sys\n"
        "from rtop_docs.writers.pdf.hyphens import points\n"
        "for word in ('A/RES/63/308', 'Liechtenstein', 'short', 'a\\u00adb'):\n"
        "    points(word, 'en')\n"
        "points('protection', 'ar')\n"
        "before = 'pyphen' in sys.modules\n"
        "points('protection', 'en')\n"
        "print(before, 'pyphen' in sys.modules, sorted(p.name for p in sys.modules['pyphen'].hdcache))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False True ['hyph_en_GB.dic']"


def test_dictionaries_are_those_of_the_package():
    """Every dictionary that a tag leads to is one that pyphen brings in its own folder."""
    home = Path(pyphen.__file__).parent
    paths = [pyphen.LANGUAGES[name] for name in hyphens._BY_TAG.values()]

    assert [path for path in paths if home not in path.parents] == []

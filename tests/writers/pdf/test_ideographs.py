"""Words without spaces: where a line of Chinese, Japanese or Korean may break, and where not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.ideographs import has_ideographs, parts

CLOSING = "、。，．：；！？）］｝》」』】〕〉”’…・ー々ぁっゃァッャｯ％℃)]!?,.;:%-·々"
OPENING = "（［｛《「『【〔〈“‘([$￥"
HOSTILE = "中国あカ한年第1２aＡ" + CLOSING + OPENING + "\"'/—\u0301\u3099\ufe0f\u200b\u200d\u2060\u00a0\xad\u3000😀"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("大会决议", "大|会|决|议"),
        ("きって", "きっ|て"),
        ("データー", "デー|ター"),
        ("人々は", "人々|は"),
        ("인권보호", "인|권|보|호"),
        ("ﾃﾞｰﾀ", "ﾃﾞｰ|ﾀ"),
        ("𠀀𠀁", "𠀀|𠀁"),
        ("ㄅㄆ", "ㄅ|ㄆ"),
        ("ｶﾅ", "ｶ|ﾅ"),
    ],
)
def test_ideographs_kana_and_syllables_part(word, expected):
    """A line may break between ideographs, kana or Hangul; small kana and repeated sounds stay with the one before."""
    assert "|".join(parts(word)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("他说：“好。”吗？", "他|说：|“好。”|吗？"),
        ("《宪章》（节选）", "《宪|章》|（节|选）"),
        ("「一」「二」", "「一」|「二」"),
        ("（（一））。", "（（一））。"),
        ("一、二；三", "一、|二；|三"),
        ("约翰·史密斯", "约|翰·|史|密|斯"),
        ("亚洲－非洲", "亚|洲－|非|洲"),
        ("是——他", "是|——|他"),
        ("等等……好", "等|等……|好"),
        ("和/或", "和/或"),
        ('说"好"的', '说"好"的'),
    ],
)
def test_marks_keep_to_their_words(word, expected):
    """Closing marks begin no line, opening marks end none, doubled marks stay whole, a solidus does neither."""
    assert "|".join(parts(word)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("根据A/RES/77/123号决议", "根|据|A/RES/77/123号|决|议"),
        ("由ICRtoP编写", "由|ICRtoP|编|写"),
        ("见https://un.org/a-b。Hello", "见|https://un.org/a-b。|Hello"),
        ("共83个国家，占54.5%的", "共|83个|国|家，|占|54.5%|的"),
        ("2014年9月8日", "2014年|9月|8日"),
        ("第68/1号", "第68/1号"),
        ("２０１４年３．５万人", "２０１４年|３．５万|人"),
        ("ＵＮ大会", "ＵＮ|大|会"),
        ("共￥100的", "共|￥100|的"),
        ("5℃的", "5℃|的"),
        ("COVID-19疫情", "COVID-19|疫|情"),
        ("（R2P）的", "（R2P）|的"),
        ("don’t做", "don’t|做"),
        ("一,二(三)四", "一,|二|(三)|四"),
        ("①②", "①②"),
        ("UNDP（署）", "UNDP|（署）"),
    ],
)
def test_numbers_and_words_of_other_scripts_stay_whole(word, expected):
    """Symbols, names, numbers with what counts them, addresses and full-width letters are not parted."""
    assert "|".join(parts(word)) == expected


@pytest.mark.parametrize(
    "whole",
    [
        "か\u3099",
        "葛\U000e0100",
        "👩🏽\u200d🚀",
        "\u1100\u1161\u11a8",
        "\u1100\uac00",
        "\ua960\uac00\ud7cb",
        "（\u3099中",
        "中\u2060国",
        "中\u00a0国",
        "中\u0301",
    ],
)
def test_what_is_one_sign_stays_one(whole):
    """Marks, variants, joined emoji, conjoining jamo and bound words are not parted."""
    assert parts(whole) == [whole]


def test_zero_width_spaces_part():
    """A line may break after U+200B, even between letters, but not before it, nor before a closing mark."""
    assert parts("ab\u200bcd中\u200b国\u200b。") == ["ab\u200b", "cd", "中\u200b", "国\u200b。"]


@pytest.mark.parametrize(
    "text", ["大会", "カナ", "ｶﾅ", "한국", "（a）", "ＵＮ", "a。", "𠀀", "\u1100\u1161", "㐀", "﹁", "\ua960"]
)
def test_texts_with_ideographs_are_known(text):
    """Ideographs, kana, Hangul and full-width marks make a text one whose words may break inside."""
    assert has_ideographs(f"some {text} text")


@pytest.mark.parametrize("text", ["", "Plain “text” – 12,5 % …", "Привет", "مرحبا", "Ελλάδα", "😀", "\u2060\ufeff"])
def test_texts_without_are_known(text):
    """Other scripts, dashes, quotation marks and emoji do not."""
    assert not has_ideographs(text)


@given(st.text(st.sampled_from(HOSTILE) | st.characters()))
def test_nothing_is_lost(word):
    """The pieces joined are the word, and none is empty."""
    found = parts(word)

    assert "".join(found) == word
    assert all(found)


@given(st.text(st.sampled_from(HOSTILE)))
def test_no_line_begins_or_ends_wrongly(word):
    """Wherever a word is cut, the next piece begins with no closing mark and this one ends with no opening one."""
    found = parts(word)

    assert [piece for piece in found[1:] if piece[0] in CLOSING or unicodedata.combining(piece[0])] == []
    assert [piece for piece in found[:-1] if piece[-1] in OPENING] == []


@given(st.text(st.sampled_from("abzéДغ019-./'’_@(),")))
def test_words_without_ideographs_have_no_break(word):
    """Where nothing is wide, nothing is parted: such words have rules of their own."""
    assert parts(word) == [word][: len(word)]


def test_every_ideograph_may_begin_and_end_a_line():
    """Each ideograph of the big blocks parts from its like, but for those that repeat the one before."""
    ideographs = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x2A6E0))]

    assert all(len(parts(c + c)) == 2 for c in ideographs)

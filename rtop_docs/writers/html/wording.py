"""The words that a web page needs for itself, in the languages of the United Nations.

Knows no document's own words: a document that brings labels of its own is asked first.
"""

from __future__ import annotations

from attrs import frozen

from rtop_docs.document.model import Document
from rtop_docs.writers.words import ENGLISH

WORDS = {
    "skip_to_text": {
        "fr": "Aller au texte",
        "es": "Ir al texto",
        "ru": "Перейти к тексту",
        "zh": "跳至正文",
        "ar": "انتقل إلى النص",
    },
    "link_to_section": {
        "fr": "Lien vers cette section\u00a0: {title}",
        "es": "Enlace a esta sección: {title}",
        "ru": "Ссылка на этот раздел: {title}",
        "zh": "本节链接：{title}",
        "ar": "رابط هذا القسم: {title}",
    },
    "note": {"fr": "Note", "es": "Nota", "ru": "Примечание", "zh": "注", "ar": "ملاحظة"},
    "notes": {"fr": "Notes", "es": "Notas", "ru": "Примечания", "zh": "注释", "ar": "ملاحظات"},
    "back_to_text": {
        "fr": "Retour à l’appel de la note {number}",
        "es": "Volver a la llamada de la nota {number}",
        "ru": "Назад к примечанию {number} в тексте",
        "zh": "返回正文中的注{number}",
        "ar": "العودة إلى موضع الملاحظة {number} في النص",
    },
    "chart_data": {
        "fr": "Les données du graphique en tableau",
        "es": "Los datos del gráfico en una tabla",
        "ru": "Данные диаграммы в виде таблицы",
        "zh": "图表数据（表格）",
        "ar": "بيانات الرسم البياني في جدول",
    },
}
"""Key -> language -> words, beside the English ones of all writers; whoever asks fills the fields in braces in."""


@frozen
class Wording:
    """Words of the interface, and the language that they are in: not always the document's."""

    words: str
    language: str


def wording(document: Document, key: str) -> Wording:
    """Return the words for `key`: the document's, else ours in its language, else English.

    Raises KeyError for a key that there is not.
    """
    for name, words in document.labels:
        if name == key:
            return Wording(words, document.language)
    primary = document.language.split("-", 1)[0].lower()
    ours = {"en": ENGLISH[key]} | WORDS.get(key, {})
    return Wording(ours[primary], document.language) if primary in ours else Wording(ours["en"], "en")

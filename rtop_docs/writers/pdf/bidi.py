"""stub"""


def is_plain(text):
    return text.isascii() or not any("\u0590" <= c <= "\u08ff" for c in text)


def levels(text, direction):
    return [1 if "\u0590" <= c <= "\u08ff" else 0 for c in text]


def visual_order(levels):
    return list(range(len(levels)))

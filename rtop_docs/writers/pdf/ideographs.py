"""stub"""


def has_ideographs(text):
    return any("\u3000" <= c <= "\u9fff" for c in text)


def parts(word):
    return list(word)

"""One digest for one content, and another for any other."""

import datetime
import enum
import subprocess
import sys

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.canonical import NOT_DIGESTED, digest_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


class Kind(enum.Enum):
    """A closed list."""

    A = "a"


@frozen
class Point:
    """A record with a field that is not content."""

    x: object
    span: object = field(default=None, metadata=NOT_DIGESTED)


@given(VALUES, VALUES)
def test_digests_differ_exactly_when_contents_do(one, other):
    """Equal content gives the equal digest, other content another; True is not 1."""
    assert (digest_of(one) == digest_of(other)) == (repr_of(one) == repr_of(other))


def repr_of(value):
    """A form that tells types apart and does not depend on the order of keys."""
    if isinstance(value, dict):
        return ("dict", tuple(sorted((k, repr_of(v)) for k, v in value.items())))
    if isinstance(value, tuple):
        return ("tuple", tuple(repr_of(v) for v in value))
    return (type(value).__name__, repr(value))


@given(st.lists(st.text(), min_size=2))
def test_neighbours_cannot_run_together(texts):
    """Moving a border between two texts changes the digest."""
    joined = ("".join(texts), *([""] * (len(texts) - 1)))

    assert digest_of(tuple(texts)) != digest_of(joined) or tuple(texts) == joined


def test_fields_that_are_not_content_do_not_count():
    """A span changes no digest; a field that is content does."""
    assert digest_of(Point(1, "here")) == digest_of(Point(1, "there"))
    assert digest_of(Point(1)) != digest_of(Point(2))


def test_enums_dates_and_records_are_told_apart_from_their_texts():
    """A closed word is not the text of the same name, a date not its ISO form."""
    assert digest_of(Kind.A) != digest_of("a")
    assert digest_of(datetime.date(2014, 9, 8)) != digest_of("2014-09-08")


def test_what_has_no_canonical_form_is_refused():
    """A set has no order and an object only an address: neither may enter a digest."""
    with pytest.raises(TypeError, match="cannot digest set"):
        digest_of({1, 2})
    with pytest.raises(TypeError, match="cannot digest object"):
        digest_of(object())


def test_the_digest_is_the_same_in_every_process():
    """Hash seeds do not enter."""
    code = "from rtop_docs.canonical import digest_of; print(digest_of({'b': (1, None), 'a': 'x'}))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert runs == {digest_of({"a": "x", "b": (1, None)}) + "\n"}

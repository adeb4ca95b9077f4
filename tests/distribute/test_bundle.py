"""Parcels: what is put in comes out, its check sums are those of the bytes, and its own bytes are always the same."""

import hashlib
import io
import random
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.distribute.bundle import SUMS, with_sums, zipped

NAMES = st.from_regex(r"[a-zé中][a-z0-9é .-]{0,8}(/[a-z0-9]{1,5}){0,2}", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=50), max_size=6)


@given(FILES)
def test_a_parcel_holds_what_was_put_in(files):
    """Every file comes out of the zip under its name with its bytes."""
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as parcel:
        assert parcel.testzip() is None
        assert {name: parcel.read(name) for name in parcel.namelist()} == files


@given(FILES, st.randoms(use_true_random=False))
def test_the_order_of_files_changes_no_byte(files, chance: random.Random):
    """Equal files in any order give equal bytes."""
    names = list(files)
    chance.shuffle(names)

    assert zipped({name: files[name] for name in names}) == zipped(files)


@given(FILES)
def test_check_sums_are_of_the_bytes(files):
    """There is a line for each file, with its SHA-256 and its name as sha256sum reads them."""
    lines = with_sums(files)[SUMS].decode("utf-8").split("\n")[:-1]

    assert {line[66:]: line[:64] for line in lines} == {n: hashlib.sha256(d).hexdigest() for n, d in files.items()}
    assert all(line[64:66] == "  " for line in lines)

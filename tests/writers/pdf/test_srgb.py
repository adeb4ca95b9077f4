"""The colour profile: sRGB by its own numbers, the same bytes always."""

import hashlib
import struct

from rtop_docs.writers.pdf.srgb import profile


def test_the_profile_is_well_formed():
    """Size, class and signature stand where ICC.1 puts them, and every tag lies inside."""
    data = profile()
    assert struct.unpack(">I", data[:4])[0] == len(data)
    assert (data[12:16], data[16:20], data[36:40]) == (b"mntr", b"RGB ", b"acsp")
    (count,) = struct.unpack(">I", data[128:132])
    names = []
    for index in range(count):
        name, place, size = struct.unpack(">4sII", data[132 + 12 * index : 144 + 12 * index])
        names.append(name)
        assert place % 4 == 0
        assert place + size <= len(data)
    assert {b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"wtpt", b"chad", b"desc", b"cprt"} <= set(names)


def test_white_is_the_sum_of_the_colours():
    """Red, green and blue add up to the white of the profile's room, D50."""
    data = profile()
    sums = [0.0, 0.0, 0.0]
    for name in (b"rXYZ", b"gXYZ", b"bXYZ"):
        entry = data.index(name, 132)
        (place,) = struct.unpack(">I", data[entry + 4 : entry + 8])
        values = struct.unpack(">3i", data[place + 8 : place + 20])
        sums = [total + value / 65536 for total, value in zip(sums, values, strict=True)]
    assert all(abs(a - b) < 0.001 for a, b in zip(sums, (0.9642, 1.0, 0.8249), strict=True))


def test_the_profile_never_changes():
    """No clock is in it."""
    assert hashlib.sha256(profile()).hexdigest() == "6734329b0b7079b50f206eec3f6a610cc1cae618cb013c547652b0e52542f0da"

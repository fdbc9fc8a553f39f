"""Damage as networks, disks and strangers do it: flipped bytes, cut ends, repeated parts, broken XML inside the ZIP."""

import io
import random
import zipfile


def flipped(data: bytes, chance: random.Random) -> bytes:
    """A few bytes are other bytes."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 24)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(1, len(data))]


def stammered(data: bytes, chance: random.Random) -> bytes:
    """A part stands twice, or is gone."""
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:] if chance.random() < 0.5 else data[:start] + data[end:]


def rewritten(data: bytes, chance: random.Random) -> bytes:
    """A sound archive in which one part is damaged; other files are flipped instead."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return flipped(data, chance)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        victim = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == victim and part:
                part = chance.choice((flipped, cut, stammered))(part, chance)
            new.writestr(name, part)
    return written.getvalue()


WAYS = (flipped, cut, stammered, rewritten)

"""PDF files written by hand, so that each trap stands alone.

`page(...)` takes drawing operators; `text` sets words in Japanese with a font that is not in the file (the viewer
brings its own, as with many official PDFs), `latin` in Helvetica.
"""

import hashlib
from dataclasses import dataclass, field

FONTS = (
    b"<</F1 3 0 R/F2 <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>/F3 <</Type/Font/Subtype/Type0/BaseFont/Unknown"
    b"/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/DW 1000"
    b"/FontDescriptor 5 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>>>",
    b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiKakuGo-W5/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiKakuGo-W5/DW 1000/W[1[500] 231[500]]"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor 5 0 R>>",
    b"<</Type/FontDescriptor/FontName/HeiseiKakuGo-W5/Flags 4/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737"
    b"/StemV 114/FontBBox[-92 -250 1010 922]>>",
)


@dataclass
class Page:
    """Drawing operators and the page's own keys."""

    content: str
    keys: str = ""
    box: tuple[float, float, float, float] = (0, 0, 400, 400)
    annotations: list[str] = field(default_factory=list)


def text(words: str, x: float, y: float, size: float = 10, before: str = "") -> str:
    """Japanese words at a place (from the bottom left)."""
    return f"q BT {before} /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET Q\n"


def latin(words: str, x: float, y: float, size: float = 10, before: str = "") -> str:
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q BT {before} /F2 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def grid(xs: list[float], ys: list[float]) -> str:
    """A whole grid of stroked lines."""
    rows = "".join(line(xs[0], y, xs[-1], y) for y in ys)
    return rows + "".join(line(x, ys[0], x, ys[-1]) for x in xs)


def pdf(*pages: Page | str, forms: dict[str, str] | None = None) -> bytes:
    """A file of these pages; `forms` are drawings that pages call with `/NAME Do`."""
    objects: dict[int, bytes] = {3: FONTS[1], 4: FONTS[2], 5: FONTS[3]}
    form_numbers = {name: 6 + index for index, name in enumerate(forms or {})}
    called = " ".join(f"/{name} {number} 0 R" for name, number in form_numbers.items()).encode()
    resources = b"<</Font " + FONTS[0] + b"/XObject<<" + called + b">>>>"
    for name, content in (forms or {}).items():
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 10000 10000]/Resources " + resources
        objects[form_numbers[name]] = _stream(head, content)
    number = 6 + len(form_numbers)
    kids = []
    for page in (Page(p) if isinstance(p, str) else p for p in pages):
        objects[number] = _stream(b"<<", page.content)
        box = " ".join(str(v) for v in page.box)
        annotations = "".join(page.annotations)
        objects[number + 1] = (
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {number} 0 R"
                f"/Annots[{annotations}]{page.keys}/Resources "
            ).encode()
            + resources
            + b">>"
        )
        kids.append(f"{number + 1} 0 R")
        number += 2
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return written(objects)


def _stream(head: bytes, content: str) -> bytes:
    body = content.encode("latin-1")
    return head + f"/Length {len(body)}>>stream\n".encode() + body + b"\nendstream"


def written(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects as a file with its table of places."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    out += f"trailer<</Size {size}/Root 1 0 R".encode() + trailer + f">>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def encrypted(password: str) -> bytes:
    """A file that opens only with the password (40-bit RC4, the oldest and simplest kind)."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    padded = (password.encode() + padding)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    file_id = b"0123456789abcdef"
    key = hashlib.md5(padded + owner + (-4).to_bytes(4, "little", signed=True) + file_id).digest()[:5]
    user = _rc4(key, padding)
    ids = f"/ID[<{file_id.hex()}><{file_id.hex()}>]"
    head = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>{ids}"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
    }
    return written(objects, head.encode())


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)

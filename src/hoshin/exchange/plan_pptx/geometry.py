"""Where a shape lies on its slide: its own transform, that of its groups, or its placeholder's in the layout."""

from dataclasses import dataclass

from lxml import etree

EMU_PER_POINT = 12_700
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """How a group maps its own coordinates onto the slide: x and y are scaled and moved."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def place(self, rectangle: Rectangle) -> Rectangle:
        """A rectangle of the group in the slide's coordinates."""
        x0, y0, x1, y1 = rectangle
        return (
            x0 * self.scale_x + self.shift_x,
            y0 * self.scale_y + self.shift_y,
            x1 * self.scale_x + self.shift_x,
            y1 * self.scale_y + self.shift_y,
        )

    def inside(self, group: etree._Element) -> "Placement":
        """The placement of what stands in a group that itself stands here."""
        transform = group.find("{*}grpSpPr/{*}xfrm")
        outer, inner = rectangle_of(transform), _child_rectangle(transform)
        if outer is None or inner is None:
            return self
        x0, y0, x1, y1 = self.place(outer)
        width, height = inner[2] - inner[0], inner[3] - inner[1]
        scale_x = (x1 - x0) / width if width else self.scale_x
        scale_y = (y1 - y0) / height if height else self.scale_y
        return Placement(scale_x, scale_y, x0 - inner[0] * scale_x, y0 - inner[1] * scale_y)


def rectangle_of(transform: etree._Element | None) -> Rectangle | None:
    """The rectangle of an `xfrm` in EMU."""
    return _rectangle(transform, "off", "ext")


def _child_rectangle(transform: etree._Element | None) -> Rectangle | None:
    return _rectangle(transform, "chOff", "chExt")


def _rectangle(transform: etree._Element | None, corner: str, size: str) -> Rectangle | None:
    if transform is None:
        return None
    start, extent = transform.find(f"{{*}}{corner}"), transform.find(f"{{*}}{size}")
    if start is None or extent is None:
        return None
    x, y = number(start.get("x")), number(start.get("y"))
    return x, y, x + number(extent.get("cx")), y + number(extent.get("cy"))


def number(text: str | None) -> float:
    """A coordinate of the file; 0 for what is none."""
    try:
        value = float(text or 0)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e12 else 0.0


def to_points(rectangle: Rectangle) -> Rectangle:
    """EMU as points."""
    x0, y0, x1, y1 = (round(edge / EMU_PER_POINT, 1) for edge in rectangle)
    return x0, y0, x1, y1

"""Laws of the geometry of charts: ticks are round and hold everything, labels never cover one another."""

from fractions import Fraction
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from hoshin.core.charts.bars import BarRow, draw_bars
from hoshin.core.charts.intervals import Level, Paper, YearMark, draw_intervals
from hoshin.core.charts.labels import Box, in_lines, separated, text_width
from hoshin.core.charts.scales import Scale, nice_range, nice_step, tick_texts

NUMBERS = st.fractions(min_value=-(10**7), max_value=10**7, max_denominator=1000)
SHARES = st.fractions(min_value=0, max_value=100, max_denominator=1000)
PAPERS = st.sampled_from([Paper(320, 260, 14), Paper(880, 340, 15, 6), Paper(280, 200, 14)])
WORDS = st.text("区民の割合 目標abc 123…", max_size=40)


@st.composite
def marks(draw, values=SHARES):
    listed = []
    for year in range(2010, 2010 + draw(st.integers(1, 18))):
        heading = (str(year), "R7")
        if draw(st.booleans()) or not listed:
            value, half = draw(values), draw(st.fractions(min_value=0, max_value=20, max_denominator=100))
            text = f"{float(value):,.1f}"
            ends = (value - half, value + half) if draw(st.booleans()) else (None, None)
            listed.append(YearMark(heading, value, *ends, text=text, broken=draw(st.booleans())))
        else:
            listed.append(YearMark(heading, word=("測定", "なし"), broken=draw(st.booleans())))
    return tuple(listed)


@given(st.fractions(min_value=Fraction(1, 10**6), max_value=10**9), st.integers(1, 12))
def test_a_step_is_round_and_the_smallest_that_is_enough(span, most):
    step = nice_step(span, most)
    assert step * most >= span
    digits = str(step.numerator if step >= 1 else step.denominator).strip("0")
    assert digits in ("1", "2", "5")


@given(NUMBERS, NUMBERS, st.integers(2, 10))
def test_ticks_hold_the_range_evenly(one, other, most):
    low, high = min(one, other), max(one, other)
    ticks = nice_range(low, high, most)
    assert ticks[0] <= low and high <= ticks[-1]
    assert len({b - a for a, b in pairwise(ticks)}) == 1 and len(ticks) <= most + 3
    assert len(set(tick_texts(ticks))) == len(ticks)


@given(SHARES, SHARES)
def test_the_axis_of_a_share_never_leaves_nought_to_a_hundred(one, other):
    ticks = nice_range(min(one, other), max(one, other), 5, floor=Fraction(0), ceiling=Fraction(100))
    assert ticks[0] >= 0 and ticks[-1] <= 100 and len(ticks) >= 2
    assert ticks[0] <= min(one, other) and max(one, other) <= ticks[-1]


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_scale_keeps_the_order(low, extent, value):
    scale = Scale(low, low + abs(extent) + 1, 200, 0)
    assert scale(low) == 200 and scale(low + abs(extent) + 1) == 0
    assert (scale(value) <= scale(value - 1)) is True


@given(st.lists(st.floats(0, 300), max_size=8), st.floats(5, 30))
def test_labels_of_lines_are_apart_in_order_and_near(wanted, height):
    places = separated(wanted, height, 0, 300)
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    gap = min(height, 300 / (len(wanted) - 1)) if len(wanted) > 1 else height
    assert all(places[b] - places[a] >= gap - 1e-6 for a, b in pairwise(order))
    assert all(-1e-6 <= p <= 300 + 1e-6 for p in places)
    if all(wanted[b] - wanted[a] >= height for a, b in pairwise(order)):
        assert all(abs(p - w) < 1e-6 for p, w in zip(places, wanted, strict=True))


@given(WORDS, st.floats(40, 200), st.integers(1, 3))
def test_words_in_lines_fit_and_lose_nothing_but_what_the_dots_stand_for(text, width, most):
    lines = in_lines(text, width, 14, most)
    assert len(lines) <= most and all(text_width(line, 14) <= width for line in lines)
    joined = "".join("".join(lines).split())
    whole = "".join(text.split())
    assert joined == whole or (lines[-1].endswith("…") and whole.startswith(joined[:-1]))


@given(marks(), PAPERS, st.lists(SHARES, max_size=2))
def test_no_number_covers_another_or_a_mark_and_all_stay_on_the_paper(years, paper, levels):
    drawing = draw_intervals(years, [Level("目標", v) for v in levels], paper, is_share=True)
    assert drawing is not None
    labels = [p.label for p in drawing.points if p.label]
    assert not any(a.meets(b) for a, b in combinations(labels, 2))
    whiskers = [Box(p.x - 5, min(p.y, p.high or p.y), p.x + 5, max(p.y, p.low or p.y)) for p in drawing.points]
    assert not any(label.meets(whisker) for label in labels for whisker in whiskers)
    assert all(b.left >= 0 and b.right <= paper.width and b.top >= 0 for b in labels)
    plot = drawing.plot
    assert all(plot.top - 0.1 <= p.y <= plot.bottom + 0.1 for p in drawing.points)
    headings = [
        (x - text_width(h[0], paper.letters) / 2, x + text_width(h[0], paper.letters) / 2) for x, h in drawing.headings
    ]
    assert all(a[1] <= b[0] for a, b in pairwise(headings))


@given(marks(NUMBERS), PAPERS)
def test_gaps_and_cuts_part_the_line(years, paper):
    drawing = draw_intervals(years, [], paper)
    assert drawing is not None
    assert len(drawing.points) + len(drawing.gaps) == len(years)
    joined = sum(a.value is not None and b.value is not None and not b.broken for a, b in pairwise(years))
    assert len(drawing.lines) == joined
    assert len(drawing.cuts) == sum(m.broken for m in years[1:])


@given(st.lists(st.tuples(WORDS, st.one_of(st.none(), NUMBERS)), min_size=1, max_size=12), st.sampled_from([320, 880]))
def test_bars_begin_at_nought_and_rows_do_not_overlap(rows, width):
    drawing = draw_bars([BarRow(n, v, "12.3%") for n, v in rows], width=width, letters=14)
    if drawing is None:
        assert all(v is None for _, v in rows)
        return
    for (_, value), bar in zip(rows, drawing.bars, strict=True):
        assert (bar.end is None) == (value is None)
        assert value is None or ((bar.end >= drawing.nought) if value >= 0 else (bar.end <= drawing.nought))
        assert all(text_width(line, 14) <= width for _, line in bar.name)
    for above, below in pairwise(drawing.bars):
        assert above.top + above.height < (below.name[0][0] if below.name else below.top)
    assert drawing.bars[-1].top + drawing.bars[-1].height < drawing.height

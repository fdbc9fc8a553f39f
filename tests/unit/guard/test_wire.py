"""What a reading process hands over arrives as it was sent."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from hoshin.core.problems.record import Problem
from hoshin.core.sources import Source
from hoshin.exchange.guard.wire import printed_from_wire, printed_to_wire
from hoshin.exchange.printed import Box, Cell, Line, Printed, Region, Table

numbers = st.integers(0, 10**6)
rectangles = st.tuples(*[st.floats(-1e4, 1e4)] * 4)
sources = st.builds(
    Source,
    file=st.text(),
    text=st.text(),
    page=st.none() | numbers,
    slide=st.none() | numbers,
    sheet=st.none() | st.text(),
    cell=st.none() | st.text(),
    line=st.none() | numbers,
    start=st.none() | numbers,
    end=st.none() | numbers,
    box=st.none() | rectangles,
)
cells = st.builds(
    Cell, text=st.text(), row=numbers, column=numbers, source=sources, row_span=numbers, column_span=numbers
)
items = st.one_of(
    st.builds(Line, text=st.text(), source=sources, emphasis=st.integers(0, 9)),
    st.builds(Box, text=st.text(), source=sources),
    st.builds(Table, cells=st.lists(cells, max_size=3).map(tuple), source=sources),
)
regions = st.builds(
    Region,
    kind=st.sampled_from(["text", "page", "slide", "sheet"]),
    name=st.text(),
    items=st.lists(items, max_size=3).map(tuple),
    width=st.none() | st.floats(0, 1e4),
    height=st.none() | st.floats(0, 1e4),
)
problems = st.builds(
    Problem,
    code=st.text(),
    where=st.none() | sources,
    found=st.none() | st.text(),
    values=st.dictionaries(st.text(), st.text()),
)
documents = st.builds(
    Printed,
    file=st.text(),
    regions=st.lists(regions, max_size=3).map(tuple),
    problems=st.lists(problems, max_size=2).map(tuple),
)


@given(documents)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_there_and_back_is_the_same(printed):
    sent = json.dumps(printed_to_wire(printed))
    assert printed_from_wire(json.loads(sent)) == printed

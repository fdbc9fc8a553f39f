"""The reference is generated, never kept by hand."""

import pytest

from tests.architecture.reference_pages import PAGES


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_reference_page_is_up_to_date(path):
    assert path.read_text("utf-8") == PAGES[path](), "run script/render"

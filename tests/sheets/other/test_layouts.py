"""Every layout, published or invented, is read whole: its columns, and each action with its owner, day and status."""

import pytest

from tests.sheets.other.fresh import FRESH
from tests.sheets.other.fresher import FRESHER
from tests.sheets.other.made import columns_right, score
from tests.sheets.other.more import MORE
from tests.sheets.other.seven import SEVEN

ALL = (*SEVEN, *MORE, *FRESH, *FRESHER)


@pytest.mark.parametrize("layout", ALL, ids=lambda layout: layout.name)
def test_a_layout_is_read_as_a_person_reads_it(layout):
    assert score(layout).wrong == []


def test_all_columns_of_the_published_layouts_are_mapped_right():
    right, total = columns_right(SEVEN)
    assert (right, total) == (total, total)

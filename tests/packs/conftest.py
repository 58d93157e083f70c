"""One LibreOffice profile for all: making one takes longer than reading a paper."""

import pytest


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A folder in which LibreOffice may work."""
    return tmp_path_factory.mktemp("office")

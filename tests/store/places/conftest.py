"""A spot to keep evidence in, of each kind, and the vault there."""

import pytest

from tests.store.places.kinds import KINDS, made, vault_of


@pytest.fixture(params=[pytest.param(kind, marks=pytest.mark.xdist_group("object store")) for kind in KINDS])
def spot(request):
    return made(request.param, request)


@pytest.fixture
def vault(spot):
    return vault_of(spot)

"""One illustrative register, built today, for the whole run of these tests. Nothing here may change it."""

from types import SimpleNamespace

import pytest

from tracker import clock
from tracker.demo import build
from tracker.queries.standing import standing
from tracker.rules.sight import WHOLE
from tracker.store.engine import engine_for
from tracker.store.vault import Vault
from tracker.street import street

DATA = street() / "data"


def built_in(home, today):
    home.mkdir(parents=True)
    engine = engine_for(f"sqlite:///{home / 'register.sqlite'}")
    said = []
    build(engine, Vault(home / "evidence"), DATA, today=today, say=said.append)
    return SimpleNamespace(engine=engine, vault=Vault(home / "evidence"), home=home, today=today, said=said)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The register, its vault, the day it was built on and what was said meanwhile."""
    return built_in(tmp_path_factory.mktemp("home") / "demo", clock.today())


@pytest.fixture(scope="session")
def now(demo):
    """How the illustrative register stands today."""
    return standing(demo.engine, demo.today, sight=WHOLE)

"""A program that is stopped dead while it keeps files: what it said is kept is there, and nothing is half there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.places import killed
from tests.store.places.kinds import vault_of

ROOT = Path(__file__).parents[3]
TIMES = 20


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL and fork as POSIX has them")
def test_a_kill_at_any_moment_leaves_nothing_half_and_loses_nothing_that_was_acknowledged(spot):
    env = {**os.environ, **spot.environment, "TRACKER_HOME": "/nowhere", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, killed.__file__, str(TIMES)], env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    acknowledged = done.stdout.split()
    assert len(acknowledged) >= TIMES  # each was killed after its first
    found = vault_of(spot).holdings()
    assert set(acknowledged) <= found.whole
    assert found.changed == frozenset()
    assert found.strange == ()
    assert len(found.whole) <= len(acknowledged) + TIMES  # at most one more was on its way each time

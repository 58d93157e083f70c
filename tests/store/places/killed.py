"""A program that puts files until it is stopped dead, twenty times; run by test_killed.py.

    python killed.py TIMES < the settings in the environment

It says every hash that was acknowledged before a kill. A child is forked for each time: what it needs was read before.
"""

import os
import random
import select
import signal
import sys

from tracker import settings
from tracker.store.vault import vault_at

SIZES = (100, 70_000, 3_000_000)
LONGEST = 0.12
"""Seconds after its first file within which a child is stopped."""


def put_for_ever(seed: int, out: int) -> None:
    vault = vault_at(settings.load())
    number = 0
    while True:
        content = random.Random(seed * 1000 + number).randbytes(SIZES[number % 3])
        os.write(out, b"%s\n" % vault.put(content).encode())
        number += 1


def main(times: int) -> None:
    vault_at(settings.load())  # whatever has to be imported
    for seed in range(times):
        told, out = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(told)
            put_for_ever(seed, out)
        os.close(out)
        first = os.read(told, 65)
        select.select([], [], [], random.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = first
        while more := os.read(told, 65_536):
            said += more
        os.close(told)
        print("\n".join(line for line in said.decode().split("\n") if len(line) == 64), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""The measure that other tests rely on tells work in step from work by the square."""

import pytest

from tests.growth import grows_in_step


def in_step(numbers: range) -> None:
    for _ in range(200):
        sum(numbers)


def by_the_square(numbers: range) -> None:
    for _ in numbers:
        sum(numbers)


def test_work_in_step_passes() -> None:
    grows_in_step(in_step, range, 1_000)


def test_work_by_the_square_is_told() -> None:
    with pytest.raises(AssertionError, match=r"4 times as much took .* times as long"):
        grows_in_step(by_the_square, range, 700)

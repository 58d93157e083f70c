"""The illustrative register: both reviews as published, and an invented action plan made with the real commands."""

from tracker.demo.builder import build
from tracker.demo.ready import prepare
from tracker.demo.stamp import built_on

__all__ = ["build", "built_on", "prepare"]

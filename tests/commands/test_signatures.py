"""One verb, one function, signed: what holds for every command, whoever writes the next one."""

import importlib
import inspect
import pkgutil
import re
from datetime import datetime
from pathlib import Path

import pytest

import tracker.commands
from tracker.rules.words import Door

SUBJECTS = {"engine", "folder", "plan"}  # what a command works on may stand before the star
WITHOUT_ENGINE = {  # public helpers that touch no store: shared by two commands, or asked by a test
    "reviews.clean_code", "reviews.sound_hash", "reviews.add_to", "recommendations.add_to",
}  # fmt: skip


def commands():
    """Every public function of every public module of tracker.commands, by its name."""
    found = {}
    for info in pkgutil.iter_modules(tracker.commands.__path__):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"tracker.commands.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                found[f"{info.name}.{name}"] = function
    return {name: function for name, function in sorted(found.items()) if name not in WITHOUT_ENGINE}


each_command = pytest.mark.parametrize("name", commands())


@each_command
def test_a_command_takes_its_facts_by_name_only(name):
    parameters = inspect.signature(commands()[name]).parameters.values()
    positional = [p.name for p in parameters if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    assert positional[0] == "engine"
    assert set(positional) <= SUBJECTS


@each_command
def test_a_command_is_signed_and_nothing_signs_for_anybody(name):
    parameters = inspect.signature(commands()[name]).parameters
    for needed, kind in (("by", str), ("at", datetime), ("door", Door)):
        assert parameters[needed].annotation is kind
        assert parameters[needed].default is inspect.Parameter.empty


@each_command
def test_a_command_says_what_it_does(name):
    assert len(inspect.getdoc(commands()[name]) or "") > 20


@each_command
def test_an_edit_can_be_told_which_version_was_seen(name):
    if name.rpartition(".")[2].startswith("edit"):
        assert "seen" in inspect.signature(commands()[name]).parameters


def test_commands_import_rules_the_clock_settings_access_the_store_sheets_notices_and_extraction_only():
    allowed = {"commands", "rules", "clock", "store", "sheets", "access"}
    allowed |= {"settings"}  # a message may carry an address of this tracker
    allowed |= {"notices"}  # what is recorded of a message is what it says
    allowed |= {"themes"}  # where the encoder puts a text is kept
    allowed |= {"extraction"}  # words that are taken out are looked for in the reports that wait, too
    for path in Path(tracker.commands.__path__[0]).glob("*.py"):
        rooms = re.findall(r"^(?:from|import) tracker\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(rooms) <= allowed, path.name


def test_no_command_writes_past_the_door():
    written_by_hand = re.compile(r"\btext\(|exec_driver_sql|\.insert\(|\.update\(|\.delete\(|Session\(")
    for path in Path(tracker.commands.__path__[0]).glob("*.py"):
        assert not written_by_hand.search(path.read_text(encoding="utf-8")), path.name

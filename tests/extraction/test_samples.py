"""Invented reports in every layout and format are read as a reader reads them."""

import json

import pytest

from tests.extraction.samples import SAMPLES
from tests.extraction.samples.__main__ import main
from tests.extraction.samples.known import KNOWN_TO_FAIL
from tests.extraction.samples.measure import measured
from tracker.extraction.whole import whole


def one(sample):
    why = KNOWN_TO_FAIL.get(sample.name)
    return pytest.param(sample, id=sample.name, marks=[pytest.mark.xfail(reason=why, strict=True)] if why else [])


@pytest.mark.parametrize("sample", map(one, SAMPLES))
def test_a_sample_is_read_as_a_reader_reads_it(sample):
    content = sample.content()
    assert measured(sample.report, whole(content, sample.ending), sample.pages(content)).faults() == {}


def test_every_sample_has_a_name_of_its_own_and_what_fails_is_one_of_them():
    names = [sample.name for sample in SAMPLES]
    assert len(names) == len(set(names)) >= 45
    assert set(KNOWN_TO_FAIL) <= set(names)


def test_the_command_writes_each_file_with_a_gold_file_beside_it(tmp_path):
    main(str(tmp_path), "coroner-recommends")
    assert sorted(one.suffix for one in tmp_path.iterdir() if one.name.count(".") == 1) == [".docx", ".pdf", ".txt"]
    gold = json.loads((tmp_path / "coroner-recommends-txt.gold.json").read_text(encoding="utf-8"))["recommendations"]
    assert [one["addressed_to"] for one in gold] == [["the Government"], ["the trust"]]
    assert all(one["text"].startswith(one["text_start"]) and one["text"].endswith(one["text_end"]) for one in gold)

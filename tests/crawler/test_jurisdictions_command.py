"""`scrapy jurisdictions`, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import Workplace


def test_a_name_in_either_script_gives_code_place_and_portal(tmp_path: Path) -> None:
    result = Workplace(tmp_path).scrapy("jurisdictions", "瀘州市", "--json")
    assert result.status == 0
    found = json.loads(result.out.splitlines()[0])
    assert (found["code"], found["name"], found["path"]) == ("510500", "泸州市", ["四川省"])
    assert found["portals"][0]["status"] == "unverified"


def test_a_name_that_is_none_says_so_in_one_line(tmp_path: Path) -> None:
    result = Workplace(tmp_path).in_process("jurisdictions", "亚特兰蒂斯")
    assert result.status == 1
    assert "亚特兰蒂斯" in result.complaint

"""What the demonstration says at its end, on the terminal that most people have."""

from __future__ import annotations

import io

from rich.console import Console

from demo.run import _summary


def test_the_heads_of_the_table_are_whole_on_80_columns() -> None:
    report = {
        "report_id": "510500/2022/泸州市住房和城乡建设局行政审批服务局公共资源交易中心",
        "form": "2021",
        "capture": {"media_type": "application/msword"},
        "source": {"kind": "official"},
        "indicators": [],
        "checks": [{"status": "holds"}],
    }
    console = Console(file=io.StringIO(), width=80)
    _summary(console, [report])
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert "figures   holds   fails" in printed
    assert "…" not in printed.partition("1 reports")[0]

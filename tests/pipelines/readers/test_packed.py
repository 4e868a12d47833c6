"""Several files in one: which of them is the report, and packed files that only a program of the machine's opens."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from pipelines.blocks import Document, Paragraph
from pipelines.document import read_document
from pipelines.errors import DamagedDocument, DocumentTooLarge, UnsupportedDocument
from pipelines.readers import unpacking

RAR = b"Rar!\x1a\x07\x01\x00" + b"\0" * 40


def word(text: str) -> bytes:
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_of_several_files_the_one_named_as_a_report_is_read() -> None:
    body = zipped(
        {
            "年报/目录.docx": word("目录"),
            "年报/2016年政府信息公开工作年度报告.docx": word("报告"),
            "年报/附表.docx": word("表"),
        }
    )
    assert texts(read_document(body, url="http://a.test/a.zip")) == ["报告"]


def test_names_that_windows_wrote_are_read_as_they_were_meant() -> None:
    meant = "2016年政府信息公开年报.docx".encode("gb18030")
    placeholder = "x" * (len(meant) - 5) + ".docx"
    # Written under a name of the same length, which is then replaced in both places where a zip file has it.
    body = zipped({placeholder: word("报告"), "b.docx": word("其他")}).replace(placeholder.encode(), meant)
    assert texts(read_document(body, url="http://a.test/a.zip")) == ["报告"]


@pytest.mark.parametrize(
    "names", [("a.docx", "b.docx"), ("2015年年报.docx", "2016年年报.docx"), ("年报目录.docx", "年报说明.docx")]
)
def test_where_no_file_is_the_report_for_certain_none_is(names: tuple[str, str]) -> None:
    with pytest.raises(UnsupportedDocument, match="2 files of the kind .docx"):
        read_document(zipped({name: word(name) for name in names}), url="http://a.test/a.zip")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program named bsdtar that does what the test writes into it; it is called in the folder to unpack into."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder / "bsdtar"


def writes(script: Path, code: str) -> None:
    script.write_text(f"#!{sys.executable}\nimport os, sys, time\n{code}\n", encoding="utf-8")
    script.chmod(0o755)


def test_a_rar_file_says_which_programs_would_open_it(program: Path) -> None:
    with pytest.raises(UnsupportedDocument, match="bsdtar .* or unar, and neither is installed"):
        read_document(RAR, url="http://a.test/a.rar")


def test_a_rar_file_is_opened_where_there_is_a_program(program: Path) -> None:
    writes(program, f"open('年报.docx', 'wb').write(bytes.fromhex('{word('报告').hex()}'))")
    assert texts(read_document(RAR, url="http://a.test/a.rar")) == ["报告"]


def test_names_in_packed_files_do_not_depend_on_the_locale(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    writes(program, f"open(os.environ['LC_ALL'] + '.docx', 'wb').write(bytes.fromhex('{word('报告').hex()}'))")
    assert list(unpacking.unpacked(RAR)) == ["C.UTF-8.docx"]


def test_a_link_in_a_packed_file_is_not_followed(program: Path) -> None:
    writes(program, "os.symlink('/etc/passwd', '年报.txt')")
    with pytest.raises(UnsupportedDocument, match="without a document"):
        read_document(RAR, url="http://a.test/a.rar")


def test_a_packed_file_that_is_none_is_damaged(program: Path) -> None:
    writes(program, "sys.exit('Unrecognized archive format')")
    with pytest.raises(DamagedDocument, match="Unrecognized archive format"):
        read_document(RAR, url="http://a.test/a.rar")


def test_a_packed_file_without_end_is_stopped(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SECONDS", 0.1)
    monkeypatch.setattr(unpacking, "LOOK_SECONDS", 0.1)
    writes(program, "time.sleep(60)")
    with pytest.raises(DocumentTooLarge, match="takes more than"):
        read_document(RAR, url="http://a.test/a.rar")


def test_a_packed_bomb_is_stopped(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking.bounds, "MAX_UNPACKED_BYTES", 100_000)
    monkeypatch.setattr(unpacking, "LOOK_SECONDS", 0.1)
    writes(program, "[open(f'{n}.txt', 'wb').write(b'x' * 90_000) for n in range(5)]\ntime.sleep(60)")
    with pytest.raises(DocumentTooLarge, match="more than 100000 bytes"):
        read_document(RAR, url="http://a.test/a.rar")

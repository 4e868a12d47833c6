"""The commands on the archive: what they print, what they leave behind, and how they end."""

from __future__ import annotations

import importlib
import json
import shutil
import socket
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from storage.report import Issuer
from storage.runs import Code
from storage.snapshots import create
from tests.commands import Result, Workplace, run_here
from tests.storage.made import figure
from tests.storage.made_runs import capture, open_archive, parse_of, put_run, run_name

URL = "https://www.luzhou.gov.cn/a.html"


@pytest.fixture
def archive(tmp_path):
    """Two reports of Luzhou, in two runs."""
    archive = open_archive(tmp_path)
    page, other = capture(URL, body="2020"), capture(URL + "?2019", body="2019")
    put_run(
        archive,
        0,
        [page, other],
        [parse_of(page, indicators=(figure("applications.received", 3),)), parse_of(other, year=2019)],
        coverage={"510500": [(2018, "absent")]},
    )
    return archive


@pytest.fixture
def command(tmp_path):
    """Runs a command in this process, as Scrapy's command line does."""

    def run(*argv: str, uri: str | None = None, **settings: object) -> Result:
        place = {"ARCHIVE_URI": uri or f"file:{tmp_path / 'archive'}", "STATE_DIR": tmp_path / "state"}
        return run_here(*argv, settings={**place, **settings})

    return run


def damage(archive, key: str) -> None:
    file = archive.store.root / key
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(data)


def test_reports_are_exported_to_a_file_or_to_standard_output(archive, command, tmp_path) -> None:
    file = tmp_path / "reports.jsonl"
    result = command("export", "reports", "--format", "jsonl", "-o", str(file))
    assert (result.status, result.out) == (0, "")
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["report_id"] for line in lines] == ["510500/2019/government", "510500/2020/government"]
    assert not (tmp_path / "datapackage.json").exists()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_come_with_their_data_dictionary(archive, command, tmp_path, form) -> None:
    assert command("export", "indicators", "--format", form, "-o", str(tmp_path / f"figures.{form}")).status == 0
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"] if "path" in resource] == [f"figures.{form}"]


def test_places_and_years_narrow_what_is_exported(archive, command, tmp_path) -> None:
    file = tmp_path / "out.jsonl"
    for narrowed, count in (
        (["jurisdiction=510500"], 2),
        (["years=2020"], 1),
        (["years=2008-2018"], 0),
        (["jurisdiction=350111,510521"], 0),
        (["jurisdiction=510500,350111", "years=2019,2021"], 1),
    ):
        options = [option for each in narrowed for option in ("-a", each)]
        assert command("export", "reports", "-o", str(file), *options).status == 0
        assert len(file.read_text(encoding="utf-8").splitlines()) == count


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["reports", "--format", "xml"], "xml"),
        (["everything"], "everything"),
        ([], "reports"),
        (["reports", "more"], "more"),
        (["reports", "--bogus"], "--bogus"),
        (["reports", "-a", "jurisdiction=999999"], "999999"),
        (["reports", "-a", "years=soon"], "soon"),
        (["reports", "-a", "years="], "years"),
        (["reports", "-a", "level=county"], "level"),
        (["reports", "-o", "missing-folder/x"], "missing-folder"),
    ],
)
def test_what_an_export_does_not_understand_is_named_and_nothing_is_written(archive, command, arguments, word) -> None:
    result = command("export", *arguments)
    assert (result.status, result.out) == (2, "") and word in result.complaint


def test_an_export_of_a_damaged_archive_names_the_damage_and_says_so_in_its_status(archive, command, tmp_path) -> None:
    key = next(archive.store.list("reports/")).key
    damage(archive, key)
    result = command("export", "reports", "-o", str(tmp_path / "out.jsonl"))
    assert result.status == 1 and key in result.err and "without" in result.complaint


def test_an_export_goes_on_without_a_report_that_was_damaged_since_it_was_listed(archive, command, tmp_path) -> None:
    assert command("export", "reports").status == 0
    key = next(row.key for row in archive.catalogue.reports("510500") if row.year == 2019)
    damage(archive, key)
    file = tmp_path / "checks.jsonl"
    result = command("export", "reports", "-o", str(file))
    assert result.status == 1 and key in result.err
    assert [json.loads(line)["year"] for line in file.read_text(encoding="utf-8").splitlines()] == [2020]


def test_the_schema_of_a_report_is_printed(command) -> None:
    result = command("export", "schema")
    assert result.status == 0 and json.loads(result.out)["title"] == "Report"


def test_a_snapshot_is_made_listed_shown_verified_and_compared(archive, command) -> None:
    made = command("snapshot", "create")
    assert made.status == 0 and "2 captures" in made.out
    (listed,) = json.loads(command("snapshot", "list", "--json").out)
    assert listed["snapshot"] in made.out
    assert listed["snapshot"] in command("snapshot", "list").out
    shown = json.loads(command("snapshot", "show", listed["snapshot"], "--json").out)
    assert shown["places"]["510500"]["captures"] == 2
    assert listed["root"] in command("snapshot", "show").out
    for options in ([], ["--quick"]):
        verified = command("snapshot", "verify", *options)
        assert verified.status == 0 and "holds" in verified.out

    revised = capture(URL, day=1, body="revised")
    put_run(archive, 1, [revised], [parse_of(revised, indicators=(figure("applications.received", 4),))])
    second = command("snapshot", "create", "--scope", "510500").out
    assert "510500/" in second
    diff = command("snapshot", "diff", listed["snapshot"], "510500/latest")
    assert diff.status == 0 and "revised" in diff.out and "applications.received: 3 -> 4" in diff.out
    as_json = json.loads(command("snapshot", "diff", listed["snapshot"], "510500/latest", "--json").out)
    assert as_json["runs_added"] == [run_name(1)] and as_json["figures"][0]["after"] == 4


def test_a_snapshot_is_exported_as_wacz(archive, command, tmp_path) -> None:
    command("snapshot", "create")
    result = command("snapshot", "export", "latest", "--wacz", "-o", str(tmp_path / "snapshot.wacz"))
    assert result.status == 0 and "2 captures" in result.out
    assert zipfile.is_zipfile(tmp_path / "snapshot.wacz")


def test_a_snapshot_is_exported_as_ro_crate(archive, command, tmp_path) -> None:
    command("snapshot", "create")
    result = command("snapshot", "export", "--ro-crate", "-o", str(tmp_path / "crate.zip"))
    assert result.status == 0 and "ro-crate-metadata.json" in zipfile.ZipFile(tmp_path / "crate.zip").namelist()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "create"),
        (["export"], "--wacz"),
        (["burn"], "create"),
        (["create", "--scope", "999999"], "999999"),
        (["create", "--scope", "110000"], "110000"),
        (["show"], "no snapshot"),
        (["verify", "all/2020-01-01-000000000000"], "2020-01-01"),
        (["diff", "a"], "A B"),
        (["create", "extra"], "extra"),
    ],
)
def test_what_a_snapshot_command_does_not_understand_is_named(archive, command, arguments, word) -> None:
    result = command("snapshot", *arguments)
    assert result.status == 2 and word in result.complaint


def test_verifying_ends_with_1_when_any_object_is_changed(archive, command) -> None:
    create(archive, code=Code(version="test"))
    assert command("snapshot", "verify").status == command("verify").status == 0
    for info in list(archive.store.list()):
        whole = (archive.store.root / info.key).read_bytes()
        damage(archive, info.key)
        assert command("snapshot", "verify").status == 1, info.key
        assert command("verify").status == 1, info.key
        (archive.store.root / info.key).write_bytes(whole)


@pytest.mark.parametrize("name", [("verify",), ("snapshot", "verify")])
def test_an_archive_that_lost_its_marker_is_damaged_and_not_absent(archive, command, name) -> None:
    command("snapshot", "create")
    (archive.store.root / "archive.json").unlink()
    result = command(*name)
    assert result.status == 1 and "archive.json is missing" in result.complaint


def test_the_catalogue_is_made_again_and_damage_is_named(archive, command) -> None:
    result = command("catalogue", "rebuild")
    assert result.status == 0 and "2 captures, 2 parsed reports" in result.out
    damage(archive, next(archive.store.list("captures/")).key)
    result = command("catalogue", "rebuild")
    assert result.status == 1 and "captures/510500" in result.err
    assert command("catalogue", "burn").status == 2


def test_status_tells_the_state_of_each_source(archive, command) -> None:
    (found,) = json.loads(command("status", "510500", "--json").out)
    assert (found["jurisdiction"], found["name"], found["state"]) == ("510500", "泸州市", "stale")
    assert (found["found"], found["absent"]) == ([2019, 2020], [2018])
    assert "2019-2020" in command("status", "510500").out and "泸州市" in command("status").out
    assert "registered" in command("status", "350111").out
    assert command("status", "999999").status == 2


def test_status_tells_how_departments_stand_before_their_own_deadline(archive, command) -> None:
    pages = [capture(f"{URL}?{number}", body=str(number)) for number in range(2)]
    told = [("泸州市财政局", "2023-01-20"), ("泸州市水务局", "2023-02-20")]
    put_run(
        archive,
        2,
        pages,
        [
            parse_of(page, year=2022, published=day, issuer=Issuer(kind="department", name=name))
            for page, (name, day) in zip(pages, told, strict=True)
        ],
    )
    printed = command("status", "510500").out
    assert "departments that ever published: 2" in printed
    assert "  2022         1 late, 1 on_time" in printed or "  2022         1 on_time, 1 late" in printed
    (found,) = json.loads(command("status", "510500", "--json").out)
    late = [each["issuer"] for each in found["departments"] if each["standing"] == "late"]
    assert late == ["泸州市水务局"]
    assert {each["issuer"] for each in found["years"]} == {None}


def test_the_store_is_probed_and_nothing_is_left_behind(archive, command) -> None:
    before = [info.key for info in archive.store.list()]
    result = command("archive", "probe")
    assert result.status == 0 and "create once" in result.out
    assert [info.key for info in archive.store.list()] == before


def test_the_archive_is_copied_and_the_copy_verifies(archive, command, tmp_path) -> None:
    target = f"file:{tmp_path / 'copy'}"
    assert command("archive", "copy", target).status == 0
    assert command("verify", uri=target).status == 0
    assert "were there" in command("archive", "copy", target).out
    inside, around = f"{archive.uri}/inside", f"file:{tmp_path}"
    for wrong in (
        ["copy"],
        ["probe", target],
        *(["copy", place] for place in ("ftp://x", archive.uri, inside, around)),
    ):
        assert command("archive", *wrong).status == 2
    assert not (tmp_path / "archive" / "inside").exists() and not (tmp_path / "archive.json").exists()


def test_an_archive_is_restored_from_its_copy(archive, command, tmp_path) -> None:
    command("snapshot", "create")
    before = {info.key: archive.store.get(info.key) for info in archive.store.list()}
    copied = f"file:{tmp_path / 'copy'}"
    assert command("archive", "copy", copied).status == 0
    shutil.rmtree(tmp_path / "archive")
    shutil.rmtree(tmp_path / "state", ignore_errors=True)
    assert command("archive", "copy", f"file:{tmp_path / 'archive'}", uri=copied).status == 0
    assert {info.key: archive.store.get(info.key) for info in archive.store.list()} == before
    assert command("snapshot", "verify").status == command("verify").status == 0


def test_without_an_archive_every_source_is_only_registered(command) -> None:
    result = command("status", "510500,350111")
    assert result.status == 0 and result.out.count("registered") >= 2


@pytest.mark.parametrize("name", ["export", "snapshot", "verify", "catalogue", "archive"])
def test_a_command_without_an_archive_says_where_there_is_none(command, tmp_path, name) -> None:
    arguments = {"export": ["reports"], "snapshot": ["create"], "catalogue": ["rebuild"], "archive": ["probe"]}
    result = command(name, *arguments.get(name, []))
    assert result.status == 2 and str(tmp_path / "archive") in result.complaint


@pytest.mark.parametrize("name", ["export", "snapshot", "verify", "catalogue", "status", "archive"])
def test_help_shows_an_example(name) -> None:
    made = importlib.import_module(f"crawler.commands.{name}").Command()
    assert f"scrapy {name}" in made.long_desc() and made.short_desc() and "\n" not in made.long_desc()


def test_scrapy_runs_the_commands_and_hands_on_their_status(archive, tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    exported = workplace.scrapy("export", "reports", "-a", "years=2020")
    assert exported.status == 0, exported.err
    assert json.loads(exported.out)["report_id"] == "510500/2020/government"
    failed = workplace.scrapy("snapshot", "verify")
    assert failed.status == 2 and failed.err.count("\n") == 1 and "snapshot" in failed.complaint


def test_a_snapshot_is_signed_with_a_key_file_and_verifying_says_by_whom(archive, command, tmp_path) -> None:
    key = Ed25519PrivateKey.generate()
    (tmp_path / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (tmp_path / "public.pem").write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    made = command("snapshot", "create", SNAPSHOT_SIGNING_KEY=tmp_path / "key.pem")
    assert made.status == 0 and "signed by Ed25519 key" in made.out
    trusted = command("snapshot", "verify", SNAPSHOT_TRUSTED_KEYS=tmp_path / "public.pem")
    assert trusted.status == 0 and "(trusted)" in trusted.out
    wrong = command("snapshot", "create", SNAPSHOT_SIGNING_KEY=tmp_path / "public.pem")
    assert wrong.status == 2 and "public.pem" in wrong.complaint


def test_a_time_stamping_service_that_is_away_is_told_and_the_snapshot_stays(archive, command) -> None:
    made = command("snapshot", "create", SNAPSHOT_TIMESTAMP_URL="http://127.0.0.1:9/")
    assert made.status == 1 and "127.0.0.1:9" in made.complaint and "sha256:" in made.out
    verified = command("snapshot", "verify")
    assert verified.status == 0 and "neither signed nor time-stamped" in verified.out


@pytest.mark.parametrize("name", ["metrics", "feed"])
@pytest.mark.parametrize(
    ("output", "why"),
    [("missing/out", "there is no folder missing"), (".", ". is a folder")],
    ids=["missing", "folder"],
)
def test_an_output_that_cannot_be_is_refused_as_an_export_refuses_it(archive, command, name, output, why) -> None:
    results = [command(*line, "-o", output) for line in ((name,), ("export", "reports"))]
    assert [(result.status, result.out, result.err.count("\n")) for result in results] == [(2, "", 1)] * 2
    assert why in results[0].err
    assert results[0].err.removeprefix(name) == results[1].err.removeprefix("export")


@pytest.mark.parametrize(("name", "word"), [("metrics", "# HELP"), ("feed", "<feed")])
def test_a_dash_is_standard_output(archive, command, name, word) -> None:
    assert word in command(name, "-o", "-").out


@pytest.mark.parametrize("line", [("reparse", "--snapshot", "nosuch"), ("snapshot", "verify", "nosuch")])
def test_a_snapshot_that_there_is_not_is_bad_input_to_every_command(archive, command, line) -> None:
    result = command(*line)
    assert (result.status, result.err.count("\n")) == (2, 1) and "'nosuch'" in result.err


def test_a_room_that_cannot_be_opened_ends_in_one_line(archive, tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    nowhere = workplace.scrapy("browse", "--host", "203.0.113.5", "--port", "0")
    assert (nowhere.status, nowhere.err.count("\n")) == (2, 1) and "--host 203.0.113.5" in nowhere.err
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = workplace.scrapy("browse", "--port", str(taken.getsockname()[1]))
    assert (result.status, result.err.count("\n")) == (1, 1) and "try another --port" in result.err


@pytest.mark.parametrize(
    ("arguments", "example"),
    [
        (("diff", "latest"), "scrapy snapshot diff "),
        (("list", "all"), "scrapy snapshot list"),
        (("show", "a", "b"), "scrapy snapshot show "),
        (("verify", "a", "b"), "scrapy snapshot verify "),
        (("export", "--wacz"), "scrapy snapshot export "),
    ],
)
def test_the_example_is_of_what_was_asked_for(archive, command, arguments, example) -> None:
    result = command("snapshot", *arguments)
    assert result.status == 2 and f"e.g. {example}" in result.complaint


@pytest.mark.parametrize("issuer", ["泸州市教育和体育局", "瀘州市教育和體育局"])
@pytest.mark.parametrize("code", ["510500", "５１０５００"])
def test_a_report_is_named_in_either_script_and_width(archive, command, issuer, code) -> None:
    other = capture(URL + "?bureau", body="bureau")
    issued = Issuer(kind="department", name="泸州市教育和体育局")
    put_run(archive, 1, [other], [parse_of(other, issuer=issued)])
    result = command("trace", f"{code}/2020/{issuer}", "no.such.figure")
    assert result.status == 2 and "510500/2020/泸州市教育和体育局 prints no figure" in result.complaint


def test_a_code_in_full_width_digits_is_the_code(archive, command) -> None:
    assert command("status", "５１０５００").out == command("status", "510500").out

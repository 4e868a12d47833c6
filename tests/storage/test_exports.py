"""Exports: exactly the contract's keys, the current version of each report, whole files in one order."""

import csv
import io
import json

import duckdb
import frictionless
import jsonschema
import pyarrow.parquet as pq
import pytest

from storage.exports import MODELS, Wanted, report_schema, rows
from storage.report import Check, Issuer, Jurisdiction
from storage.tables import OutputRefused, describe, descriptions, whole_file, write
from tests.storage.made import PLACES, figure
from tests.storage.made_runs import capture, open_archive, parse_of, put_run

IN, OUT = "applications.carried_in", "applications.carried_out"
CONTRACT = (
    "report_id jurisdiction year issuer title published metadata form source capture attachments copies script text"
    " sections tables indicators checks parser"
).split()
LONG_FORM = (
    "jurisdiction name level year issuer form code label applicant period value unit raw checks_failed report_id record_id"
    " payload_sha256"
).split()
BALANCE = Check(
    rule="balance@natural_person",
    status="fails",
    codes=(IN, OUT),
    expected=3,
    found=4,
    message="不平衡 / does not balance",
    cause="report",
)


def places(code):
    name, level, province = PLACES[code]
    return Jurisdiction(code=code, name=name, level=level, province=province)


@pytest.fixture
def archive(tmp_path):
    """Three years of one government, a bureau, another place, a mirror's copy, and a revision."""
    archive = open_archive(tmp_path)
    page = {year: capture(f"https://www.luzhou.gov.cn/{year}", body=f"{year}年") for year in (2019, 2020, 2021)}
    bureau = capture("https://www.luzhou.gov.cn/czj", body="财政局")
    mirror = capture("https://wiki.example.org/2020", body="維基", kind="mirror")
    jinan = capture("https://www.jinan.gov.cn/", code="350111", body="晋安")
    put_run(
        archive,
        0,
        [*page.values(), bureau, mirror, jinan],
        [
            parse_of(page[2019], year=2019, indicators=(figure(OUT, 5),)),
            parse_of(
                page[2020],
                year=2020,
                indicators=(figure(IN, 4), figure(IN, 4, "natural_person"), figure(OUT, None, doubt="OCR")),
                checks=(BALANCE,),
            ),
            parse_of(page[2021], year=2021),
            parse_of(bureau, year=2020, issuer=Issuer(kind="department", name="泸州市财政局")),
            parse_of(mirror, year=2020),
            parse_of(jinan, year=2018, form="free"),
        ],
        coverage={"510500": [(2019, "found"), (2018, "absent")], "510521": [(2020, "unknown")]},
    )
    revised = capture("https://www.luzhou.gov.cn/2019", day=1, body="2019年改")
    put_run(archive, 1, [revised], [parse_of(revised, year=2019, indicators=(figure(OUT, 6),))])
    gone = capture("https://www.luzhou.gov.cn/czj", day=2, body="404", status=404)
    put_run(archive, 2, [gone], outcome="failed", coverage={"510500": []})
    return archive


def exported(archive, kind, **wanted):
    return list(rows(archive, kind, Wanted(**wanted), places))


def written(archive, kind, form, **wanted):
    target = io.BytesIO()
    count = write(rows(archive, kind, Wanted(**wanted), places), MODELS[kind], form, target)
    return count, target.getvalue()


def test_a_line_of_reports_has_exactly_the_contracts_keys_in_their_order_and_fits_the_schema(archive) -> None:
    count, data = written(archive, "reports", "jsonl")
    lines = [json.loads(line) for line in data.decode().splitlines()]
    assert count == len(lines) == 5
    validator = jsonschema.Draft202012Validator(report_schema())
    for line in lines:
        assert list(line) == CONTRACT
        validator.validate(line)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**lines[0], "more": 1})


def test_the_current_version_of_each_report_comes_once_in_the_order_of_place_year_and_issuer(archive) -> None:
    reports = exported(archive, "reports")
    assert [report.report_id for report in reports] == [
        "350111/2018/government",
        "510500/2019/government",
        "510500/2020/government",
        "510500/2020/泸州市财政局",
        "510500/2021/government",
    ]
    assert reports[1].text == "2019年改" and [copy.relation for copy in reports[1].copies] == ["superseded"]
    assert [(copy.url, copy.relation) for copy in reports[2].copies] == [("https://wiki.example.org/2020", "mirror")]
    assert all(report.capture.segment.startswith("captures/") for report in reports)


def test_every_version_can_be_had_the_current_one_first(archive) -> None:
    reports = exported(archive, "reports", versions="all")
    assert [(report.report_id, report.text) for report in reports if report.year in (2019, 2020)] == [
        ("510500/2019/government", "2019年改"),
        ("510500/2019/government", "2019年"),
        ("510500/2020/government", "2020年"),
        ("510500/2020/government", "維基"),
        ("510500/2020/泸州市财政局", "财政局"),
    ]


def test_checks_across_years_look_at_the_current_version_of_the_year_before_even_if_that_is_not_wanted(archive) -> None:
    for wanted in ({}, {"years": frozenset({2020})}, {"years": frozenset({2020}), "versions": "all"}):
        report = next(
            report for report in exported(archive, "reports", **wanted) if report.report_id == "510500/2020/government"
        )
        (check,) = [check for check in report.checks if check.rule == "continuity.carried"]
        assert (check.status, check.expected, check.found) == ("fails", 6, 4)


def test_a_parse_that_does_not_know_its_segment_is_told_by_the_catalogue(archive) -> None:
    page = capture("https://www.luzhou.gov.cn/2014", day=3, body="2014")
    put_run(archive, 3, [page])
    put_run(archive, 4, parses=[parse_of(page, year=2014)])
    (report,) = exported(archive, "reports", years=frozenset({2014}))
    assert report.capture.segment == archive.catalogue.record(page.record_id).segment


def test_places_and_years_narrow_an_export(archive) -> None:
    found = exported(archive, "reports", jurisdictions=frozenset({"510500"}), years=frozenset({2020, 2021}))
    assert [report.year for report in found] == [2020, 2020, 2021]
    assert exported(archive, "reports", jurisdictions=frozenset({"110000"})) == []


def test_figures_come_one_a_row_in_the_long_form_with_the_failing_checks_that_involve_them(archive) -> None:
    _, data = written(archive, "indicators", "csv")
    table = list(csv.DictReader(io.StringIO(data.decode())))
    assert list(table[0]) == LONG_FORM
    rows_of_2020 = [row for row in table if row["year"] == "2020"]
    assert [(row["code"], row["applicant"], row["value"], row["checks_failed"]) for row in rows_of_2020] == [
        (IN, "all", "4", '["continuity.carried"]'),
        (IN, "natural_person", "4", '["balance@natural_person"]'),
        (OUT, "all", "", "[]"),
    ]
    assert rows_of_2020[0]["label"] == "上年结转政府信息公开申请数量" and rows_of_2020[0]["issuer"] == "泸州市人民政府"


def test_checks_come_one_a_row(archive) -> None:
    found = [(row.issuer, row.rule, row.status) for row in exported(archive, "checks", years=frozenset({2020}))]
    assert found == [
        ("泸州市人民政府", "balance@natural_person", "fails"),
        ("泸州市人民政府", "continuity.carried", "fails"),
        ("泸州市财政局", "continuity.carried", "not_assessable"),
    ]


def test_captures_come_one_a_row_with_the_place_of_their_bytes(archive) -> None:
    found = exported(archive, "captures", jurisdictions=frozenset({"510500"}))
    assert len(found) == 7 and {row.name for row in found} == {"泸州市"}
    row = found[0]
    assert archive.store.read(row.segment, row.offset, 2) == b"\x1f\x8b"


def test_coverage_names_the_report_of_each_year_and_what_is_absent_or_unknown(archive) -> None:
    found = {(row.jurisdiction, row.year): row for row in exported(archive, "coverage")}
    assert {key: (row.state, row.report_id) for key, row in found.items()} == {
        ("350111", 2018): ("found", "350111/2018/government"),
        ("510500", 2018): ("absent", None),
        ("510500", 2019): ("found", "510500/2019/government"),
        ("510500", 2020): ("found", "510500/2020/government"),
        ("510500", 2021): ("found", "510500/2021/government"),
        ("510521", 2020): ("unknown", None),
    }
    assert found["510521", 2020].name == "泸县"


def test_events_tell_what_is_new_copied_revised_gone_or_failed(archive) -> None:
    told = exported(archive, "events", jurisdictions=frozenset({"510500"}))
    found = [(event.event, event.year) for event in told if event.event not in ("late", "overdue")]
    assert sorted(found[:5]) == [("copy", 2020), ("new", 2019), ("new", 2020), ("new", 2020), ("new", 2021)]
    assert found[5:] == [("revised", 2019), ("gone", 2020), ("portal_failed", None)]


@pytest.mark.parametrize("kind", MODELS)
def test_every_export_is_the_same_twice_and_in_every_format(archive, kind, tmp_path) -> None:
    for form in ("jsonl", "csv", "parquet"):
        first, second = written(archive, kind, form), written(archive, kind, form)
        assert first == second and first[0] > 0
    lines = [json.loads(line) for line in written(archive, kind, "jsonl")[1].splitlines()]
    table = pq.read_table(io.BytesIO(written(archive, kind, "parquet")[1]))
    assert table.column_names == list(lines[0]) == list(MODELS[kind].model_fields)
    assert [len(lines), len(list(csv.reader(io.StringIO(written(archive, kind, "csv")[1].decode()))))] == [
        table.num_rows,
        table.num_rows + 1,
    ]
    file = tmp_path / "x.parquet"
    file.write_bytes(written(archive, kind, "parquet")[1])
    assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchone() == (len(lines),)


def test_nested_columns_keep_their_values_in_parquet(archive) -> None:
    line = json.loads(written(archive, "reports", "jsonl")[1].splitlines()[2])
    row = pq.read_table(io.BytesIO(written(archive, "reports", "parquet")[1])).to_pylist()[2]
    assert row["indicators"][0]["locator"] == {
        "kind": "text",
        "start": 0,
        "end": 1,
        **dict.fromkeys(("table", "row", "column", "page", "box")),
    }
    assert [figure["value"] for figure in row["indicators"]] == [figure["value"] for figure in line["indicators"]]
    assert row["jurisdiction"] == line["jurisdiction"] and row["checks"] == line["checks"]


def test_a_csv_keeps_empty_zero_newlines_and_quotes_apart(archive) -> None:
    page = capture("https://www.luzhou.gov.cn/quotes", day=3, body="q")
    figures = (figure(IN, 0), figure(OUT, None, raw='a "b"\n—'))
    put_run(archive, 3, [page], [parse_of(page, year=2015, indicators=figures)])
    _, data = written(archive, "indicators", "csv", years=frozenset({2015}))
    assert [(row["value"], row["raw"]) for row in csv.DictReader(io.StringIO(data.decode(), newline=""))] == [
        ("0", "0"),
        ("", 'a "b"\n—'),
    ]


def test_a_data_package_beside_the_files_describes_every_column_and_the_dictionary(archive, tmp_path) -> None:
    for kind, form in (("indicators", "csv"), ("checks", "parquet"), ("indicators", "csv")):
        path = tmp_path / f"{kind}.{form}"
        path.write_bytes(written(archive, kind, form)[1])
        package_path = describe(path, kind, form, MODELS[kind])
    package = json.loads(package_path.read_text(encoding="utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert names == ["checks.parquet", "indicators.csv", "dictionary"]
    fields = package["resources"][1]["schema"]["fields"]
    assert [field["name"] for field in fields] == LONG_FORM
    types = {field["name"]: field["type"] for field in fields}
    assert (types["year"], types["value"], types["checks_failed"], types["raw"]) == (
        "integer",
        "number",
        "array",
        "string",
    )
    codes = {row["code"] for row in package["resources"][2]["data"]}
    assert {IN, OUT} <= codes


def test_the_data_package_is_valid_for_others(archive, tmp_path) -> None:
    for kind in MODELS:
        path = tmp_path / f"{kind}.csv"
        path.write_bytes(written(archive, kind, "csv")[1])
        package_path = describe(path, kind, "csv", MODELS[kind])
    report = frictionless.validate(str(package_path))
    assert report.valid, [error.message for task in report.tasks for error in task.errors]
    assert len(report.tasks) == len(MODELS) + 1


def test_every_column_of_every_table_is_described() -> None:
    for kind, model in MODELS.items():
        assert list(descriptions()[kind]) == list(model.model_fields)


def test_a_package_of_somebody_else_is_not_overwritten(archive, tmp_path) -> None:
    (tmp_path / "datapackage.json").write_text("[1]")
    file = tmp_path / "checks.csv"
    file.write_bytes(b"")
    with pytest.raises(OutputRefused, match="no data package"):
        describe(file, "checks", "csv", MODELS["checks"])
    assert (tmp_path / "datapackage.json").read_text() == "[1]"


def test_a_file_is_there_whole_or_as_it_was(tmp_path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), whole_file(path) as file:
        file.write(b"half" * (1 // 0))
    assert path.read_bytes() == b"before" and list(tmp_path.iterdir()) == [path]
    with whole_file(path) as file:
        file.write(b"after")
    assert path.read_bytes() == b"after" and list(tmp_path.iterdir()) == [path]
    for refused in (tmp_path / "missing" / "out", tmp_path):
        with pytest.raises(OutputRefused), whole_file(refused):
            raise AssertionError("nothing is written")

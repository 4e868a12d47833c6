"""Lines of a PDF become paragraphs: what a full line hides, its number shows."""

from pipelines.readers.pdf_lines import Line, begins_paragraph


def line(text: str, *, x0: float = 70.0, x1: float = 525.0, top: float = 100.0) -> Line:
    return Line(text, x0, top, x1, top + 12)


def test_a_numbered_heading_begins_a_paragraph_after_a_full_line_that_ends_its_sentence() -> None:
    before = line("全年收到申请446件，结转下年度继续办理25件。")
    assert begins_paragraph(line("二、主动公开政府信息情况", x1=300, top=116), before, 70, 525)


def test_a_full_line_without_an_end_goes_on_even_before_a_number() -> None:
    before = line("按照省政府办公厅要求重点公开第")
    assert not begins_paragraph(line("（三）项所列信息，并及时更新。", x1=300, top=116), before, 70, 525)

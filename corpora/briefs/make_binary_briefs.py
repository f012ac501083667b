"""Make the sample briefs that are binary files from their texts in ``binary_briefs.toml``.

The DOCX files are written with python-docx; what it does not know (footnotes, tracked changes, content
controls, fields) is added as XML. The PDF is a document of the same kind, printed by LibreOffice (``soffice``
on the path) with the Noto fonts. ``python corpora/briefs/make_binary_briefs.py`` makes the DOCX files to the
byte as they were; the PDF bears the time of its making.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.styles.style import ParagraphStyle
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FOLDER = Path(__file__).resolve().parent
TEXTS = FOLDER / "binary_briefs.toml"

MADE_ON = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
"""The date that every DOCX bears, so that making it again changes nothing."""

LATIN_FONT = "Noto Sans"
ASIAN_FONTS = {"zh": "Noto Sans CJK SC", "ko": "Noto Sans CJK KR"}
TAGS = {"en": "en-GB", "zh": "zh-CN", "ko": "ko-KR", "ru": "ru-RU"}
STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "paragraph": "Normal",
    "caption": "Caption",
    "numbered": "List Number",
}
STYLE_LOOKS = [
    ("Normal", 10.5, "000000"),
    ("Title", 18, "1F2A44"),
    ("Heading 1", 14, "1F2A44"),
    ("Caption", 9, "000000"),
    ("Header", 8.5, "555555"),
    ("Footer", 8.5, "555555"),
]
"""Style, size in points, colour."""

INLINE = re.compile(
    r"\[\+(?P<ins>.+?)\+\]|\[-(?P<del>.+?)-\]|\[=(?P<control>.+?)=\]|\[\^(?P<note>.+?)\^\]"
    r"|\[(?P<words>[^\]]+)\]\((?P<address>[^)]+)\)"
)
"""The marks of ``binary_briefs.toml`` inside a text; see the head of that file."""

EDITOR = f'w:author="Editor" w:date="{MADE_ON:%Y-%m-%dT%H:%M:%SZ}"'
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTE_FRAME = """<w:footnotes {ns}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0">
<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
{notes}</w:footnotes>"""
FOOTNOTE = """<w:footnote w:id="{number}"><w:p><w:pPr><w:ind w:left="200" w:hanging="200"/></w:pPr>
<w:r><w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="18"/></w:rPr><w:footnoteRef/></w:r>
<w:r><w:rPr><w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{asian}"/><w:sz w:val="18"/>
<w:lang w:val="{tag}" w:eastAsia="{tag}"/></w:rPr>
<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>"""


class Brief:
    """A sample brief under construction: a DOCX, its footnotes and the words that may be hyphenated."""

    def __init__(self, texts: dict[str, Any]) -> None:
        self.texts = texts
        self.docx: Docx = Document()
        self.footnotes: list[str] = []
        self.changes = 0
        self.soft_hyphens = {
            word.replace("-", ""): word.replace("-", "\u00ad") for word in texts.get("soft_hyphens", ())
        }

    def build(self) -> Docx:
        """Lay out all blocks, the running header and footer, and the footnotes."""
        self._set_page()
        self._set_properties()
        self._set_styles()
        for kind, lang, *parts in self.texts["blocks"]:
            if kind in {"table", "columns"}:
                self._add_table(lang.split(), [row.split("|") for row in parts], wide=kind == "columns")
            elif kind == "box":
                self._add_box(lang, parts)
            else:
                self._add_paragraph(self.docx.add_paragraph(style=STYLES[kind]), lang, parts[0], kind)
        self._add_running_lines()
        self._attach_footnotes()
        return self.docx

    def _set_page(self) -> None:
        section = self.docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.6)
        section.top_margin = section.bottom_margin = Cm(2.4)

    def _set_properties(self) -> None:
        properties = self.docx.core_properties
        properties.title = self.texts["title"]
        properties.author = "Forum secretariat"
        properties.comments = ""
        properties.created = properties.modified = MADE_ON

    def _set_styles(self) -> None:
        for name, size, colour in STYLE_LOOKS:
            font = cast("ParagraphStyle", self.docx.styles[name]).font
            font.name, font.size, font.color.rgb = LATIN_FONT, Pt(size), RGBColor.from_string(colour)
        cast("ParagraphStyle", self.docx.styles["Normal"]).paragraph_format.line_spacing = 1.25

    def _add_paragraph(self, paragraph: Paragraph, lang: str, text: str, kind: str = "paragraph") -> None:
        if kind == "paragraph" and lang != "ru" and len(text) > 100:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        done = 0
        for mark in INLINE.finditer(text):
            self._add_run(paragraph, lang, text[done : mark.start()])
            self._add_marked(paragraph, lang, mark)
            done = mark.end()
        if done < len(text):
            self._add_run(paragraph, lang, text[done:])

    def _add_run(self, paragraph: Paragraph, lang: str, text: str) -> Run:
        hyphenated = re.sub(r"[a-z]+", lambda word: self.soft_hyphens.get(word[0], word[0]), text)
        run = paragraph.add_run(hyphenated if lang == "en" else text)
        run.font.name = LATIN_FONT
        tag, properties = TAGS[lang], run._element.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), ASIAN_FONTS.get(lang, ASIAN_FONTS["zh"]))
        properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag}" w:eastAsia="{tag}"/>'))
        return run

    def _add_marked(self, paragraph: Paragraph, lang: str, mark: re.Match[str]) -> None:
        kind = mark.lastgroup or ""
        if kind == "note":
            self._add_footnote(paragraph, lang, mark["note"])
            return
        run = self._add_run(paragraph, lang, mark[kind if kind != "address" else "words"])
        run.underline = kind == "address" or None
        wrapper = self._make_wrapper(kind, mark)
        run._element.addprevious(wrapper)
        innermost = wrapper.find(qn("w:sdtContent")) if kind == "control" else wrapper
        innermost.append(run._element)
        if kind == "del":
            for text in run._element.findall(qn("w:t")):
                text.tag = qn("w:delText")

    def _make_wrapper(self, kind: str, mark: re.Match[str]) -> Any:
        ns = nsdecls("w", "r")
        if kind == "address":
            link = self.docx.part.relate_to(mark["address"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            return parse_xml(f'<w:hyperlink {ns} r:id="{link}"/>')
        if kind == "control":
            return parse_xml(f'<w:sdt {ns}><w:sdtPr><w:tag w:val="date"/></w:sdtPr><w:sdtContent/></w:sdt>')
        self.changes += 1
        return parse_xml(f'<w:{kind} {ns} w:id="{100 + self.changes}" {EDITOR}/>')

    def _add_footnote(self, paragraph: Paragraph, lang: str, text: str) -> None:
        number = len(self.footnotes) + 1
        run = self._add_run(paragraph, lang, "")
        run.font.superscript = True
        run._element.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'))
        asian = ASIAN_FONTS.get(lang, ASIAN_FONTS["zh"])
        note = FOOTNOTE.format(number=number, text=text, latin=LATIN_FONT, asian=asian, tag=TAGS[lang])
        self.footnotes.append(note)

    def _attach_footnotes(self) -> None:
        if not self.footnotes:
            return
        xml = FOOTNOTE_FRAME.format(ns=nsdecls("w", "r"), notes="".join(self.footnotes))
        name = PackURI("/word/footnotes.xml")
        part = Part(name, FOOTNOTES_TYPE, xml.encode(), self.docx.part.package)
        self.docx.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _add_table(self, langs: list[str], rows: list[list[str]], *, wide: bool) -> None:
        table = self.docx.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                self._fill_cell(cell, langs[column % len(langs)], text, bold=number == 0, centred=not wide)
        self.docx.add_paragraph()

    def _fill_cell(self, cell: _Cell, lang: str, text: str, *, bold: bool, centred: bool) -> None:
        paragraph = cell.paragraphs[0]
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._add_run(paragraph, lang, text).bold = bold
        if bold:
            shade(cell, "D9E2F0")

    def _add_box(self, lang: str, lines: list[str]) -> None:
        cell = self.docx.add_table(rows=1, cols=1, style="Table Grid").rows[0].cells[0]
        shade(cell, "F2F5FA")
        self._add_run(cell.paragraphs[0], lang, lines[0]).bold = True
        for line in lines[1:]:
            self._add_run(cell.add_paragraph(style="List Bullet"), lang, line)
        self.docx.add_paragraph()

    def _add_running_lines(self) -> None:
        section = self.docx.sections[0]
        lang = self.texts["footer_lang"]
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        for paragraph in (header, footer):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._add_run(header, lang, self.texts["header"])
        for piece in re.split(r"(\{pages?\})", self.texts["footer"]):
            run = self._add_run(footer, lang, "" if piece.startswith("{") else piece)
            if piece.startswith("{"):
                add_field(run, "PAGE" if piece == "{page}" else "NUMPAGES")


def shade(cell: _Cell, colour: str) -> None:
    """Give a table cell a background, as six hexadecimal digits."""
    shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>')
    cell._tc.get_or_add_tcPr().append(shading)


def add_field(run: Run, code: str) -> None:
    """Wrap a run into a simple field such as ``PAGE``, with ``1`` as its last result."""
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "/>')
    run.text = "1"
    run._element.addprevious(field)
    field.append(run._element)


def save(docx: Docx, path: Path) -> None:
    """Write a DOCX whose entries all bear the date :data:`MADE_ON`."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / path.name
        docx.save(str(draft))
        with zipfile.ZipFile(draft) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, source.read(name))


def print_pdf(docx: Docx, path: Path) -> None:
    """Print a DOCX to PDF with LibreOffice, which embeds the glyphs that are used."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / path.with_suffix(".docx").name
        docx.save(str(draft))
        flat = convert(draft, "fodt")
        # Else it sets a gap between Hangul or Han and figures, which PDF readers take for a space.
        text = flat.read_text(encoding="utf-8").replace('"ideograph-alpha"', '"none"')
        flat.write_text(text, encoding="utf-8")
        path.write_bytes(convert(flat, "pdf").read_bytes())


def convert(draft: Path, suffix: str) -> Path:
    """Let LibreOffice write ``draft`` in another format, beside it."""
    profile = (draft.parent / "profile").as_uri()
    options = [
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(draft.parent),
    ]
    subprocess.run(["soffice", *options, str(draft)], check=True, capture_output=True)
    return draft.with_suffix(f".{suffix}")


def main() -> None:
    """Make all files anew, beside this script."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    for name in ("policy-brief", "handout-half-translated"):
        save(Brief(texts[name]).build(), FOLDER / f"{name}.docx")
    print_pdf(Brief(texts["technical-summary"]).build(), FOLDER / "technical-summary.pdf")


if __name__ == "__main__":
    main()

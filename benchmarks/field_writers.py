"""Files of every format from made text: docx with numbering, pdf with columns, web archives …"""

from __future__ import annotations

import io
import quopri
import re
import zipfile

__all__ = ["docx_bytes", "mhtml_bytes", "pdf_bytes", "wrap_lines", "zip_bytes"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_bytes(
    lines: list[str], *, table: list[list[str]] | None = None, numbered: tuple[str, ...] = ()
) -> bytes:
    """Return a docx file: a paragraph a line, `table` before the text, `numbered` lines with
    automatic 一、 in front instead of typed numbers.
    """
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, value in zip(made.add_row().cells, row, strict=True):
                cell.text = value
    if numbered:
        root = document.part.numbering_part.element
        root.insert(
            0,
            parse_xml(
                f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="77"><w:lvl w:ilvl="0">'
                '<w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
                '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            ),
        )
        root.append(
            parse_xml(f'<w:num xmlns:w="{_W}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
    for line in lines:
        paragraph = document.add_paragraph(line)
        if line in numbered:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr xmlns:w="{_W}"><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'
                )
            )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mhtml_bytes(page: str, url: str, encoding: str = "utf-8") -> bytes:
    """Return a web archive as browsers save it."""
    inner = quopri.encodestring(page.encode(encoding)).decode("ascii")
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: page\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
        '\tboundary="----Boundary"\r\n\r\n\r\n------Boundary\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {url}\r\n\r\n{inner}\r\n------Boundary\r\nContent-Type: text/css\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\np { color: red }\r\n------Boundary--\r\n"
    ).encode("ascii")


def zip_bytes(members: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """Return a zip file; with `gbk` its names are written as Chinese Windows writes them."""
    kind = _GbkInfo if gbk else zipfile.ZipInfo
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(kind(name), data)
    return out.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (zipfile's own name)
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def wrap_lines(text: str, width: int) -> list[str]:
    """Break paragraphs as a typesetter does: two characters of indent, `width` to a line.

    A digit is half as wide as a character; a number and a closing mark stay with what they follow.
    """
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for piece in re.findall(r"[0-9.%]+[，。；、）]?|.[，。；：、）》”]*", "　　" + paragraph):
            wide = sum(0.5 if c.isascii() else 1.0 for c in piece)
            if used + wide > width + 0.6:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + piece, used + wide
        lines.append(line)
    return lines


class _Pdf:
    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, content: bytes) -> int:
        self.objects.append(content)
        return len(self.objects)

    def save(self, root: int) -> bytes:
        out = bytearray(b"%PDF-1.4\n")
        places = []
        for number, content in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        for place in places:
            out += b"%010d 00000 n \n" % place
        out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1,
            root,
            start,
        )
        return bytes(out)


def pdf_bytes(
    pages: list[list[tuple[float, float, float, str]]],
    *,
    rules: list[tuple[float, float, float, float]] | None = None,
    text: bool = True,
) -> bytes:
    """Return a pdf whose pages hold text at places: (x, y from the top, size, text).

    The font is one of those that every reader knows and no file embeds. `rules` are lines
    (x0, y0, x1, y1) on the first page; without `text` only a picture's place is left.
    """
    pdf = _Pdf()
    font = pdf.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 "
        b"/W [1 95 500 814 939 500] /FontDescriptor << /Type /FontDescriptor "
        b"/FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
    )
    picture = pdf.add(
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream"
    )
    kids = []
    parent = len(pdf.objects) + 2 * len(pages) + 1
    for number, lines in enumerate(pages):
        parts = []
        for x, y, size, line in lines if text else []:
            code = line.encode("utf-16-be").hex().encode()
            parts.append(
                b"BT /F1 %.1f Tf %.2f %.2f Td <%s> Tj ET" % (size, x, 842 - y - size, code)
            )
        for x0, y0, x1, y1 in (rules or []) if number == 0 else []:
            parts.append(b"%.1f %.1f m %.1f %.1f l S" % (x0, 842 - y0, x1, 842 - y1))
        if not text:
            parts.append(b"q 500 0 0 700 40 60 cm /P1 Do Q")
        stream = b"\n".join(parts)
        content = pdf.add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            pdf.add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> /XObject << /P1 %d 0 R >> >> >>"
                % (parent, content, font, picture)
            )
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    tree = pdf.add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids)))
    assert tree == parent
    return pdf.save(pdf.add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree))

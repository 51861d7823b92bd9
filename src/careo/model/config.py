"""The configuration of a case, passed down explicitly."""

from __future__ import annotations

from careo.model.record import Record

MIB = 1024 * 1024


class Limits(Record, frozen=True):
    """What a document may cost; beyond it the outcome says so.

    Attributes:
        file_bytes: Largest file taken.
        text_chars: Longest text layer, in code points.
        memory_bytes: Address space of the parsing child beyond what it starts with.
        cpu_seconds: Processor time of the child.
        wall_seconds: Wall time of the child.
        output_bytes: Largest file that the child may write.
        open_files: File descriptors of the child.
        html_depth: Element nesting that is still read in document order.
        pdf_pages: Pages read.
        archive_bytes: What the members of one archive or mail may measure together.
        archive_ratio: How many times its own size an archive may unpack to.
        archive_members: Members of one archive or mailbox.
        archive_depth: How deep archives and mails may stand in each other.
        mail_header_bytes: Header of one mail.
        mail_parts: MIME parts of one mail.
        mail_depth: MIME parts within each other.
        picture_pixels: Pixels of one picture.
        ocr_page_seconds: Processor time for recognising the words of one page.
        ocr_seconds: Processor time for drawing and recognising all pages of one document.
        read_chars: How much of a text layer is read for claims, in code points, and a quarter
            as many words and signs.
        read_seconds: Processor time for reading one document's text.
    """

    file_bytes: int = 512 * MIB
    text_chars: int = 16 * MIB
    memory_bytes: int = 1024 * MIB
    cpu_seconds: int = 60
    wall_seconds: int = 90
    output_bytes: int = 2048 * MIB
    open_files: int = 64
    html_depth: int = 250
    pdf_pages: int = 10_000
    archive_bytes: int = 2048 * MIB
    archive_ratio: int = 200
    archive_members: int = 20_000
    archive_depth: int = 5
    mail_header_bytes: int = MIB // 4
    mail_parts: int = 1_000
    mail_depth: int = 30
    picture_pixels: int = 100_000_000
    ocr_page_seconds: int = 60
    ocr_seconds: int = 3600
    read_chars: int = 2 * MIB
    read_seconds: int = 600


class Config(Record, frozen=True):
    """Everything that may change a result.

    Attributes:
        limits: See `Limits`.
        reader: Name and version of the reader.
        ocr: Words are recognised in pictures of text, where tesseract is installed.
    """

    limits: Limits = Limits()
    ocr: bool = True
    reader: str = "tagger/3, rules/6"

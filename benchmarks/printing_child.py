"""One album by one program in a process of its own: `benchmarks.printing_child NAME DIR COUNT`.

Prints one line of JSON: the seconds from the list of files to the finished PDF, the processor's
seconds, which another program's work does not lengthen, and the megabytes at the peak, those of
programs it called included. Exits with 3 when the program is not installed.
"""

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

FONTS = Path(__file__).parent.parent / "resources" / "fonts"
FACE = FONTS / "NotoSerifSC-Regular.ttf"
CAPTION = "三校教师围坐一起研读教材，学生动手做实验"
EACH = 10
"""Photos of one activity."""
NOT_THERE = 3
WIDE, HIGH = 160.0, 110.0
"""What a photo may take on the page, in millimetres."""


def ours(photos: Sequence[Path], out: Path) -> None:
    """An album as the program prints it: cover, contents, chapters, captions, links, outline."""
    from PIL import Image

    from lianti_desktop.printing.album import write_album
    from lianti_desktop.printing.content import AlbumBook, AlbumChapter, Photo
    from lianti_desktop.printing.fonts import FontBook
    from lianti_desktop.printing.press import Press

    taken = []
    for photo in photos:
        with Image.open(photo) as image:
            taken.append(Photo(photo, *image.size, CAPTION))
    chapters = tuple(
        AlbumChapter(f"第{start // EACH + 1}次活动", photos=tuple(taken[start : start + EACH]))
        for start in range(0, len(taken), EACH)
    )
    write_album(AlbumBook("画册", chapters=chapters), out, Press(FontBook([FONTS])))


def img2pdf(photos: Sequence[Path], out: Path) -> None:
    """One photo a page without words: the bytes put through."""
    import img2pdf as program

    with out.open("wb") as stream:
        program.convert([str(photo) for photo in photos], outputstream=stream)


def fpdf2(photos: Sequence[Path], out: Path) -> None:
    """Two a page with captions."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.add_font("song", fname=str(FACE))
    pdf.set_font("song", size=9)
    for number, photo in enumerate(photos):
        if number % 2 == 0:
            pdf.add_page()
        top = 20 + number % 2 * (HIGH + 15)
        pdf.image(str(photo), x=25, y=top, w=WIDE, h=HIGH, keep_aspect_ratio=True)
        pdf.text(25, top + HIGH + 6, CAPTION)
    pdf.output(str(out))


def weasyprint(photos: Sequence[Path], out: Path) -> None:
    """Two a page with captions."""
    from weasyprint import HTML

    style = (
        f"@font-face {{ font-family: song; src: url({FACE.as_uri()}) }}"
        "@page { size: A4; margin: 20mm 25mm } figure { margin: 0; height: 125mm }"
        f"img {{ max-width: {WIDE}mm; max-height: {HIGH}mm }} * {{ font: 9pt song }}"
    )
    figures = "".join(
        f"<figure><img src='{photo.as_uri()}'><figcaption>{CAPTION}</figcaption></figure>"
        for photo in photos
    )
    HTML(string=f"<style>{style}</style>{figures}").write_pdf(str(out))


def typst(photos: Sequence[Path], out: Path) -> None:
    """Two a page with captions."""
    import typst as program

    lines = ['#set page(paper: "a4", margin: 20mm)', "#set text(size: 9pt)"]
    lines += [
        f'#box(height: 125mm)[#image("{photo.name}", width: {WIDE}mm, height: {HIGH}mm, '
        f'fit: "contain", format: "jpg") {CAPTION}]'
        for photo in photos
    ]
    source = photos[0].parent / "album.typ"
    source.write_text("\n\n".join(lines), encoding="utf-8")
    program.compile(str(source), output=str(out), font_paths=[str(FONTS)])


def libreoffice(photos: Sequence[Path], out: Path) -> None:
    """A Word file of the photos, turned into a PDF."""
    from docx import Document
    from docx.shared import Mm

    soffice = shutil.which("soffice")
    if soffice is None:
        raise ModuleNotFoundError("soffice")
    document = Document()
    for photo in photos:
        document.add_picture(str(photo), height=Mm(HIGH - 10))
        document.add_paragraph(CAPTION)
    source = out.with_suffix(".docx")
    document.save(str(source))
    profile = f"-env:UserInstallation={(out.parent / 'profile').as_uri()}"
    words = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out.parent)]
    subprocess.run([*words, str(source)], check=True, capture_output=True)


def _own_peak() -> float:
    """The megabytes of this process at its peak; what rusage says counts the caller's in."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


PROGRAMS: dict[str, Callable[[Sequence[Path], Path], None]] = {
    "ours": ours,
    "img2pdf": img2pdf,
    "fpdf2": fpdf2,
    "weasyprint": weasyprint,
    "typst": typst,
    "libreoffice": libreoffice,
}


def main(words: list[str]) -> int:
    """One album, then the figures."""
    name, folder, count = words[0], Path(words[1]), int(words[2])
    photos = sorted(one for one in folder.iterdir() if not one.suffix)[:count]
    with TemporaryDirectory(dir=folder.parent) as place:
        out = Path(place) / "album.pdf"
        began = time.perf_counter()
        try:
            PROGRAMS[name](photos, out)
        except ModuleNotFoundError:
            return NOT_THERE
        seconds = time.perf_counter() - began
        if not out.stat().st_size:
            raise RuntimeError(f"{name} wrote nothing")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {
        "seconds": seconds,
        "processor": sum(one.ru_utime + one.ru_stime for one in used),
        "megabytes": max(_own_peak(), used[1].ru_maxrss / 1024),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

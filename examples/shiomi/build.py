"""Makes the example ward's files from its one truth: `python -m examples.shiomi.build OUT_DIR [--only xlsx …]`.

The same truth gives the same bytes. Nothing is fetched. Without the face BIZ UDGothic the two PDFs are left out, with a
sentence that names the package to install; everything else is made.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from examples.shiomi.digest_pptx import write_digest_pptx
from examples.shiomi.form2_xlsx import write_form2
from examples.shiomi.plan_docx import write_plan_docx
from examples.shiomi.text_files import markdown, plain_text, scrambled_text
from examples.shiomi.truth import shiomi_plan
from examples.shiomi.typeset import FONT, FONT_PACKAGE, FontMissingError, write_digest_pdf, write_plan_pdf
from hoshin.core.plan.document import PlanDocument

Writer = Callable[[PlanDocument, Path], None]


def _as_text(worded: Callable[[PlanDocument], str]) -> Writer:
    def write(plan: PlanDocument, path: Path) -> None:
        path.write_bytes(worded(plan).encode("utf-8"))

    return write


FILES: dict[str, Writer] = {
    "plan.txt": _as_text(plain_text),
    "plan-scrambled.txt": _as_text(scrambled_text),
    "plan.md": _as_text(markdown),
    "form2.xlsx": write_form2,
    "digest.pptx": write_digest_pptx,
    "plan.docx": write_plan_docx,
    "plan.pdf": write_plan_pdf,
    "digest.pdf": write_digest_pdf,
}
"""Every file of the example and what writes it."""


def build(folder: Path, names: Iterable[str] = FILES) -> tuple[list[Path], list[str]]:
    """Write the named files into the folder; those written, and the names left out because the face is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    made, left_out = [], []
    for name in names:
        try:
            FILES[name](shiomi_plan(), folder / name)
        except FontMissingError:
            left_out.append(name)
        else:
            made.append(folder / name)
    return made, left_out


def main(arguments: list[str] | None = None) -> int:
    """Build what the command line asks for, and say what was made."""
    parser = argparse.ArgumentParser(prog="python -m examples.shiomi.build", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    endings = sorted({name.rpartition(".")[2] for name in FILES})
    parser.add_argument("--only", choices=endings, nargs="+", help="make only files with these endings")
    options = parser.parse_args(arguments)
    wanted = [name for name in FILES if not options.only or name.rpartition(".")[2] in options.only]
    made, left_out = build(options.folder, wanted)
    for path in made:
        print(path)
    if left_out:
        what = f"{FONT} is not installed, so these were not made: {', '.join(left_out)}."
        print(f"{what} Install it: apt install {FONT_PACKAGE}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The command ``fazhi``: build, report, show, codebook, evaluate, review.

Exit status: 0 done, 1 done but some files were refused (they are listed), 2 bad arguments or
nothing to do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_analysis.errors import FazhiError
from fazhi_analysis.terminal import one_line, plain

if TYPE_CHECKING:
    from fazhi_analysis.corpus import Corpus

__all__ = ["main", "parser"]

_REFUSED = ("empty", "unreadable", "unsupported")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="fazhi",
        description="Reports on law-based government (法治政府建设年度报告) as tidy data.",
    )
    top.add_argument(
        "--version", action="version", version=f"fazhi {metadata.version('fazhi_analysis')}"
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="read every report below RAW and write the frames")
    build.add_argument("raw", metavar="RAW", help="folder of reports, or one file")
    build.add_argument("-o", "--out", required=True, metavar="OUT", help="processed folder")
    build.add_argument("--workers", type=_positive, help="processes (default: one for each core)")
    build.add_argument(
        "--codebook", metavar="FILE", help="your own codebook, added to the package's"
    )
    build.add_argument("--lexicon", metavar="FILE", help="further words for the segmentation")
    build.add_argument("--places", metavar="FILE", help="places.csv: file, place")
    build.add_argument("--corrections", metavar="FILE", help="corrections.csv: hand corrections")
    build.add_argument("-q", "--quiet", action="store_true", help="no progress bar")
    build.set_defaults(run=_build)

    report = commands.add_parser("report", help="run the notebooks and write self-contained HTML")
    report.add_argument("processed", metavar="PROCESSED", help="processed folder")
    report.add_argument("-o", "--out", required=True, metavar="DIR", help="folder for the HTML")
    report.add_argument("--notebooks", metavar="DIR", help="folder of notebooks of your own")
    report.add_argument(
        "--only", metavar="NN", action="append", help="only notebooks that begin so"
    )
    report.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the labels")
    report.add_argument("--code", choices=("show", "hide"), default="hide", help="show the code")
    report.set_defaults(run=_report)

    show = commands.add_parser("show", help="what was read from one report")
    show.add_argument("report", metavar="REPORT", help="the file of one report")
    show.add_argument("--places", metavar="FILE", help="places.csv: file, place")
    show.set_defaults(run=_show)

    codebook = commands.add_parser("codebook", help="print the indicators")
    codebook.add_argument("--codebook", metavar="FILE", help="your own codebook, checked and added")
    codebook.set_defaults(run=_codebook)

    evaluate = commands.add_parser("evaluate", help="compare frames with a coding by hand")
    evaluate.add_argument("processed", metavar="PROCESSED", help="processed folder")
    evaluate.add_argument(
        "gold", metavar="GOLD", help="folder of the coding by hand, or its mentions"
    )
    evaluate.add_argument("--misses", action="store_true", help="list the misses and the extras")
    evaluate.set_defaults(run=_evaluate)

    review = commands.add_parser("review", help="a workbook for correcting by hand, and back")
    review.add_argument("processed", metavar="PROCESSED", nargs="?", help="processed folder")
    review.add_argument("-o", "--out", metavar="FILE", help="the xlsx workbook to write")
    review.add_argument("--read", metavar="FILE", help="a workbook that was filled in")
    review.add_argument("--ledger", metavar="FILE", help="corrections.csv that takes them")
    review.add_argument("--who", default="", help="whose corrections they are")
    review.add_argument("--codebook", metavar="FILE", help="your own codebook, for the drop-downs")
    review.set_defaults(run=_review)
    return top


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a whole number, 1 or more")
    return int(text)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except FazhiError as error:
        print(f"fazhi: {plain(str(error))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("fazhi: stopped; nothing half written is left behind.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe (such as head) went away; that is no fault.
        sys.stderr.close()
        return 0


def _build(arguments: argparse.Namespace) -> int:
    from fazhi_analysis.builder import build

    corpus = build(
        arguments.raw,
        arguments.out,
        workers=arguments.workers,
        progress=not arguments.quiet,
        codebook=arguments.codebook,
        lexicon=arguments.lexicon,
        places=arguments.places,
        corrections=arguments.corrections,
    )
    intake = corpus.intake
    for row in intake[intake["status"] != "ok"].itertuples():
        told = f"{row.status}: {one_line(str(row.path))}: {one_line(str(row.message))}"
        print(told, file=sys.stderr)
    if arguments.corrections:
        _tell_corrections(corpus, arguments.corrections)
    named = len(corpus.indicators)
    print(
        f"{len(corpus.reports)} reports of {len(intake)} files, {len(corpus.quantities)} numbers, "
        f"{named} of them with an indicator: {plain(str(arguments.out))}"
    )
    if not len(corpus.reports):
        print("fazhi: no file could be read as a report.", file=sys.stderr)
        return 2
    return 1 if intake["status"].isin(_REFUSED).any() else 0


def _tell_corrections(corpus: Corpus, ledger: str) -> None:
    """Say how many corrections were applied, and name each that fits no place any more."""
    from fazhi_analysis.corrections import follow, load

    told = follow(corpus, load(ledger))
    for row in told[told["outcome"] == "lost"].itertuples():
        print(f"correction not applied: {plain(f'{row.quote}: {row.note}')}", file=sys.stderr)
    print(f"{int(told['outcome'].ne('lost').sum())} of {len(told)} corrections applied.")


def _report(arguments: argparse.Namespace) -> int:
    from fazhi_analysis.show import report

    report.run(
        arguments.processed,
        arguments.out,
        notebooks=arguments.notebooks,
        only=arguments.only,
        lang=arguments.lang,
        code=arguments.code,
    )
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from fazhi_analysis.show.one import describe

    if not Path(arguments.report).is_file():
        raise FazhiError(f"{arguments.report}: there is no such file; name the file of one report.")
    print(describe(arguments.report, places=arguments.places))
    return 0


def _codebook(arguments: argparse.Namespace) -> int:
    from fazhi_analysis.codebooks import load

    rows = load(arguments.codebook).frame()
    for theme, group in rows.groupby("theme", sort=False):
        print(theme)
        for row in group.itertuples():
            print(f"  {row.code:28} {row.label_zh}  {row.label_en}  [{row.unit}]")
    return 0


def _evaluate(arguments: argparse.Namespace) -> int:
    from fazhi_analysis.evaluation import evaluate

    result = evaluate(arguments.processed, arguments.gold)
    print(plain(result.text(misses=arguments.misses)))
    return 0


def _review(arguments: argparse.Namespace) -> int:
    from fazhi_analysis.codebooks import load as load_codebook
    from fazhi_analysis.corrections import append
    from fazhi_analysis.review import read_workbook, write_workbook
    from fazhi_analysis.store import load

    codebook = load_codebook(arguments.codebook)
    if arguments.read and arguments.ledger:
        rows = read_workbook(arguments.read, who=arguments.who, codebook=codebook)
        total = append(arguments.ledger, rows)
        print(f"{len(rows)} corrections read; {plain(arguments.ledger)} holds {total}.")
        print("Build again with --corrections to replay them.")
        return 0
    if arguments.processed and arguments.out:
        counts = write_workbook(load(arguments.processed), arguments.out, codebook=codebook)
        told = ", ".join(f"{count} {sheet}" for sheet, count in counts.items())
        print(f"{plain(arguments.out)}: {told}")
        return 0
    raise FazhiError(
        "review writes a workbook (fazhi review PROCESSED -o FILE.xlsx) or reads one back "
        "(fazhi review --read FILE.xlsx --ledger corrections.csv)."
    )


if __name__ == "__main__":
    sys.exit(main())

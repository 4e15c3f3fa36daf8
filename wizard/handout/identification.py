"""What makes one file a PDF/A-3a, to keep for long, and a PDF/UA-1, for all readers.

WeasyPrint writes the name of one standard into a file. PDF/A also wants to know what the words of
the other mean, so the extension schema comes with it (ISO 19005-3, 6.6.2.3.2).
"""

from __future__ import annotations

import io
from importlib.resources import files
from typing import Any

RDF_END = b"</rdf:RDF>"
PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def colours() -> Any:
    """Return the profile that says which colours are meant (ISO 19005-3, 6.2.3).

    It is that of WeasyPrint, which otherwise opens it for each file and leaves it open.
    """
    from weasyprint.css import ColorProfile

    profile = files("weasyprint").joinpath("pdf/sRGB2014.icc").read_bytes()
    rgb = (["r"], ["g"], ["b"])
    return ColorProfile(io.BytesIO(profile), "sRGB2014.icc", "relative-colorimetric", rgb)


def name_both_standards(_document: Any, pdf: Any) -> None:
    """Write PDF/UA-1 into the metadata of a PDF/A file: a finisher for WeasyPrint.

    Raises ValueError where the metadata is not as WeasyPrint writes it.
    """
    reference = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[reference]
    (xml,) = metadata.stream
    before, end, after = xml.rpartition(RDF_END)
    if not end:
        raise ValueError("no metadata to add to")
    metadata.stream = [before + PDF_UA + end + after]
    # An archive reads it without unpacking anything.
    metadata.compress = False

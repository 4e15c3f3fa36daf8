"""The name of the second standard that a paper keeps to: PDF/UA-1 beside PDF/A-3a.

WeasyPrint writes one standard into a file. PDF/A also wants to know what the words of the other
mean, so the extension schema comes with it (ISO 19005-3, 6.6.2.3.2).
"""

from __future__ import annotations

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

"""The paper plan: HTML made from the Plan, and the PDF made from that HTML.

`plan` renders the template, `pdf` prints it in this process (the only user of WeasyPrint, with
`tagging` that repairs its structure tree), `workers` prints for the site, each `worker` in a
process of its own, `paper_text` keeps typed text within what paper can show.
"""

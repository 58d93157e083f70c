"""White space, invisible characters, and words that the end of a line parted."""

import re
from collections import Counter

INVISIBLE = dict.fromkeys(
    [0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)]
)
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
CHANGED = INVISIBLE | LIGATURES
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PARTED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
BEGUN = re.compile(r"[^\W\d_]+")
FREE = frozenset(["multi", "non", "self", "co", "pre", "post", "re", "inter", "intra", "anti", "well", "long", "short",
                  "high", "low", "cross", "full", "part", "follow", "one", "two", "three", "face", "child", "decision",
                  "evidence", "trauma", "day", "year", "up", "in", "out", "on", "off"])  # fmt: skip
"""First halves that usually keep their hyphen."""

WHOLE = re.compile(
    r"re(?:search|fer|cord|view|quir|port|commend|spon|sult|gard|lat|main|quest|duc|cogni|ceiv|gion|gist|gul|lev|mov|"
    r"peat|plac|serv|sid|solv|spect|strict|tain|turn|veal|vis|mind|lease|ject|flect|fus)|"
    r"in(?:form|clud|creas|volv|spect|divid|itia|stitut|terv|struct|tegr|ten[ds]|terest|troduc|vest|jur|fan|fluen|cident|"
    r"dic|depend|quir|stanc|stead|vit|appropri|adequ)|"
    r"inter(?:ven|view|est|nal|pret|act)|pre(?:ven|par|viou|sent|dict|fer|scri)|out(?:come|side|line|reach)|on(?:going|line|ly)|"
    r"up(?:dat|on)|part(?:ner|ly|ic)|child(?:hood|ren)|follow(?:ing|ed)|short(?:en|ly|er)|long(?:er|est)|high(?:light|er|ly)|"
    r"low(?:er|est)|year(?:ly|s)|co(?:erc|hort)|multi(?:pl)|self(?:less|ish)"
)
"""How words begin that look like two where the end of a line parts them."""


def tidy(text: str) -> str:
    """What is printed, with single blanks, ligatures opened and nothing invisible."""
    return " ".join(text.translate(CHANGED).split())


def words_in(text: str) -> Counter[str]:
    """How often each word stands in a text, in small letters, compounds with their hyphens."""
    return Counter(WORD.findall(text.lower()))


def joined(first: str, second: str, known: Counter[str]) -> str:
    """Two lines of one paragraph: with a blank between them, or without where a word was parted."""
    parted, begun = PARTED.search(first[-60:]), BEGUN.match(second)
    if not parted or not begun:
        return f"{first} {second}" if first and second else first + second
    if second[0].isupper():
        return first + second  # Child-Protection: a name keeps its hyphen
    left, right = parted.group(1).lower(), begun.group().lower()
    whole, kept = known[left + right], known[f"{left}-{right}"]
    keeps = kept > whole or (kept == whole and left in FREE and not WHOLE.match(left + right))
    return first + second if keeps and not first.endswith("\u00ad") else first[:-1] + second

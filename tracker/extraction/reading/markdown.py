"""The marks of Markdown out of a line: emphasis, links, escapes; never a word."""

import html
import re

BOLD = re.compile(r"\*\*+(?=\S)([^*\n]{1,4000}?)(?<=\S)\*\*+")
LEANING = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,4000}?)(?<=[^\s*])\*(?![\w*])")
INSIDE = re.compile(r"(?<=\w)\*([^\s*]{1,40})\*|\*([^\s*]{1,40})\*(?=\w)")
UNDER = re.compile(r"(?<![\w_/])(_{1,3})(?=[^\s_])([^_\n]{1,4000}?)(?<=[^\s_])\1(?![\w_])")
STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,2000})~~")
CODE = re.compile(r"`+([^`\n]{1,2000})`+")
IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\[\]\n]{1,1000})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)")
NOTE_SIGN = re.compile(r"\[\^([\w-]{1,20})\]")
ADDRESS = re.compile(r"<((?:https?://|mailto:|www\.)[^<>\s]{1,2000})>", re.IGNORECASE)
TAG = re.compile(r"</?(?:sup|sub|u|b|i|em|strong|br|span|a|p|div|font|small|mark|ins|center)\b[^<>\n]{0,300}/?>", re.I)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~&:;,'\"$%/^@=?])")
ALL_BOLD = re.compile(r"(?:[-*•]\s+)?(\*\*+|__)(?=\S)[^\n]{1,4000}?\1[:.]?")
STASH = "\ue0f0"
"""Stands for an escaped asterisk or underscore while marks are looked for."""


def unmarked(line: str) -> str:
    """A line as it would be shown."""
    kept: list[str] = []
    if "\\" in line:
        line = ESCAPED.sub(lambda found: kept.append(found.group(1)) or STASH, line)  # type: ignore[func-returns-value]
    if "[" in line:
        line = LINK.sub(r"\1", IMAGE.sub("", line))
        line = NOTE_SIGN.sub(r"\1", line)
    if "<" in line:
        line = TAG.sub(lambda found: " " if found.group().lower().startswith("<br") else "", ADDRESS.sub(r"\1", line))
    if "*" in line:
        line = LEANING.sub(r"\1", BOLD.sub(r"\1", line))
        line = INSIDE.sub(lambda found: found.group(1) or found.group(2), line).replace("**", "")
    if "_" in line:
        line = UNDER.sub(r"\2", line)
    if "`" in line or "~~" in line:
        line = STRUCK.sub(r"\1", CODE.sub(r"\1", line))
    if "&" in line:
        line = html.unescape(line)
    parts = line.split(STASH) if kept else [line]
    return "".join(text + sign for text, sign in zip(parts, [*kept, ""], strict=False)) if kept else line


def all_bold(line: str) -> bool:
    """Whether a whole line is marked as bold."""
    return bool(ALL_BOLD.fullmatch(line.strip())) and line.count("**") + line.count("__") <= 3

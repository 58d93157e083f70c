"""What the board's papers look like: the name on them, its logo, its own Word template. Each may be taken off again."""

from dataclasses import replace
from typing import Any

import streamlit as st

from tracker.commands import papers
from tracker.packs import pdf, word
from tracker.rules.papers_look import LOGOS, SETTING_ID, TEMPLATES, Look
from tracker.rules.records import Setting
from tracker.store.vault import vault_at
from tracker.ui import desk_papers, tables
from tracker.ui.forms import Form, content_of, may, may_or_say, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import plain, section, soft

GROUP = "papers"
MARK = "{{paper}}"


def draw(at: Frame) -> None:
    """How it looks now, and the form for those who may change it."""
    said(GROUP)
    setting = at.now.register.settings.get(SETTING_ID)
    now = Look.from_settings(at.now.register.settings)
    section("What the papers look like")
    boards = ", ".join(board.name for board in at.now.register.boards.values())
    tables.facts(
        {
            "Name on them": plain(now.board or boards),
            "Logo": plain(now.logo_name) if now.logo_name else soft("none"),
            "Word template": plain(now.template_name) if now.template_name else soft("ours"),
        },
        alt="What the papers look like now",
    )
    desk_papers.others(at)
    if not may(at, "set_papers"):
        may_or_say(at, "set_papers")
        return
    _set(at, now, setting)
    if now != Look():
        _take_off(at, now, setting)


def _set(at: Frame, now: Look, setting: Setting | None) -> None:
    section("Set the name, the logo or the template")
    form = Form(at, "papers:set", seen=setting, says=GROUP)
    with form.box():
        name = form.text("name", "**The name on the papers** :gray[Empty: the boards’ own names.]", now.board)
        logo = form.file("logo", "**The logo** :gray[PNG or JPEG.]", kinds=LOGOS)
        st.markdown(
            f":small[A template is a Word document of your own: its styles, header and footer are kept. A paragraph "
            f"`{MARK}` in it says where the paper goes; without one it goes to the end.]"
        )
        template = form.file("template", "**The Word template** :gray[.docx.]", kinds=TEMPLATES)

        def keep() -> dict[str, Any]:
            look = replace(now, board=name or None)
            if logo is not None:
                pdf.check_logo(content_of(at, logo, "logo"), logo.name)
                look = replace(look, logo=_kept(at, logo), logo_name=logo.name)
            if template is not None:
                word.check_template(content_of(at, template, "template"), template.name)
                look = replace(look, template=_kept(at, template), template_name=template.name)
            return {"look": look}

        form.send(
            "Set this look", "Not set", papers.set_look, lambda _: f"**Set.** {on_record(at)}", before=keep,
        )  # fmt: skip


def _take_off(at: Frame, now: Look, setting: Setting | None) -> None:
    section("Take something off")
    there = {"board": now.board, "logo": now.logo_name, "template": now.template_name}
    words = {"board": "The name", "logo": "The logo", "template": "The Word template"}
    form = Form(at, "papers:off", seen=setting, says=GROUP)
    with form.box():
        what = form.radio("what", "**What is taken off?**", {k: words[k] for k, value in there.items() if value})

        def without() -> dict[str, Any]:
            gone = form.needed("What is taken off", what)
            none = {gone: None} if gone == "board" else {gone: None, f"{gone}_name": None}
            return {"look": replace(now, **none)}

        form.send(
            "Take it off", "Not taken off", papers.set_look, lambda _: f"**Taken off.** {on_record(at)}",
            primary=False, before=without,
        )  # fmt: skip


def _kept(at: Frame, upload: Any) -> str:
    vault = vault_at(at.settings)
    content = content_of(at, upload, "file")
    return vault.receive(upload.name, content, limit=at.settings.upload_limit).hash

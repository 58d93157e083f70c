"""Plain pages in the look of the dashboard, for what Streamlit does not serve: signing in, your account, refusals.

They work without a script, with a keyboard and on paper; everything that somebody typed is escaped.
"""

from html import escape
from urllib.parse import quote

from starlette.responses import HTMLResponse

FONTS = "/app/static/fonts"
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
FACES = f"""
@font-face {{font-family: "Tracker Sans"; src: url({FONTS}/source-sans-3-latin-wght-normal.woff2);
  font-weight: 200 900}}
@font-face {{font-family: "Tracker Serif"; src: url({FONTS}/source-serif-4-latin-wght-normal.woff2);
  font-weight: 200 900}}
"""
CSS = """
:root {color-scheme: light dark; --page: #fff; --second: #f4f2ed; --text: #1d2126; --quiet: #42474c;
  --edge: #8c877d; --rule: #cfcbc2; --primary: #4a2c52; --link: #5a3465; --bad: #86190f}
@media (prefers-color-scheme: dark) {:root {--page: #15191d; --second: #20262b; --text: #e9e6e0; --quiet: #d3d6d9;
  --edge: #6f7982; --rule: #3c444b; --primary: #83618d; --link: #d9bde2; --bad: #ffc2b8}}
* {box-sizing: border-box}
body {margin: 0; background: var(--page); color: var(--text); font: 1rem/1.5 "Tracker Sans", sans-serif}
main {max-width: 40rem; margin: 0 auto; padding: 3rem 1.25rem}
h1 {font: 600 2rem/1.2 "Tracker Serif", Georgia, serif; margin: 0 0 .5rem}
p {margin: 0 0 1.25rem} .quiet {color: var(--quiet)} .bad {color: var(--bad); font-weight: 600}
a {color: var(--link)}
ul {list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--rule)}
li {display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: .625rem 0;
  border-bottom: 1px solid var(--rule)}
li b {display: block; font-weight: 600} li span {font-size: .875rem; color: var(--quiet)}
label {display: block; font-weight: 600; margin-bottom: .25rem}
input {width: 100%; font: inherit; padding: .5rem; border: 1px solid var(--edge); border-radius: 2px;
  background: var(--page); color: var(--text); margin-bottom: 1rem}
button, a.button {display: inline-block; text-decoration: none; font: 600 1rem/1.5 "Tracker Sans", sans-serif;
  min-height: 2.5rem; padding: .375rem 1rem;
  border: 1px solid var(--primary); border-radius: 2px; background: var(--primary); color: #fff; cursor: pointer;
  flex: none; white-space: nowrap}
button.second, a.second {background: none; color: var(--link); border-color: var(--edge)}
h3 {font: 600 1.0625rem/1.3 "Tracker Serif", Georgia, serif; margin: 1.5rem 0 .5rem}
.prose ul {list-style: disc; border: 0; padding-left: 1.25rem; margin: 0 0 1.25rem}
.prose li {display: list-item; border: 0; padding: .125rem 0}
h2 {font: 600 1.25rem/1.3 "Tracker Serif", Georgia, serif; margin: 2.5rem 0 .75rem}
.hint {margin: 0 0 .375rem; color: var(--quiet)} .wrong {border-left: 4px solid var(--bad); padding-left: .75rem}
.wrong {margin-bottom: 1rem} .wrong input {border: 2px solid var(--bad); margin: 0}
.wrong .bad {margin: 0 0 .5rem}
input[readonly] {background: var(--second); border-style: dashed}
.notice {border: 3px solid var(--bad); padding: 1rem; margin: 1rem 0 1.5rem}
.notice.good {border-color: var(--primary)} .notice p:last-child {margin: 0} main nav {margin-bottom: 1.5rem}
:focus-visible, .notice:focus {outline: 3px solid var(--link); outline-offset: 2px}
@media (max-width: 400px) {h1 {font-size: 1.5rem}}
@media print {button {display: none}}
"""


def page(
    title: str, body: str, *, status: int = 200, headers: dict[str, str] | None = None, secret: bool = False
) -> HTMLResponse:
    """One plain page. `body` is HTML and must have been escaped where it was built; the title is escaped here.

    A page whose address is a `secret` has no fonts of ours: Chromium asks for those that a style names with the whole
    address of the page in Referer, whatever the page's policy says, and a proxy may write that down."""
    faces = "" if secret else FACES
    html = (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/app/static/mark.svg" type="image/svg+xml">'
        f"<style>{faces}{CSS}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    sound = html.encode("utf-8", "replace").decode("utf-8")  # half a character in a name must not break the page
    told = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "strict-origin",  # never the path, which may be a secret; under no-referrer a browser would
        # not say where a form comes from
        **(headers or {}),
    }
    return HTMLResponse(sound, status_code=status, headers=told)


def notice(words: str, *, for_field: str | None = None) -> str:
    """What went wrong, at the top of a page: read out first, with the way to the field. The words are escaped here."""
    inner = f'<a href="#{for_field}">{escape(words)}</a>' if for_field else escape(words)
    return f'<div class="notice" role="alert" tabindex="-1" autofocus><p class="bad">{inner}</p></div>'


def field(
    name: str,
    label: str,
    *,
    autocomplete: str,
    kind: str = "text",
    value: str = "",
    hint: str = "",
    wrong: str = "",
    focus: bool = False,
) -> str:
    """One field of a form with its label, what to know before typing, and what was wrong with what was typed."""
    told = [f"{name}-{part}" for part, words in (("hint", hint), ("wrong", wrong)) if words]
    more = f' aria-describedby="{" ".join(told)}"' if told else ""
    more += ' aria-invalid="true"' if wrong else ""
    more += " autofocus" if focus else ""
    more += ' autocapitalize="none" spellcheck="false"' if kind != "text" or autocomplete == "username" else ""
    return (
        f'<div{" class=wrong" if wrong else ""}><label for="{name}">{escape(label)}</label>'
        + (f'<p class="hint" id="{name}-hint">{escape(hint)}</p>' if hint else "")
        + (f'<p class="bad" id="{name}-wrong">{escape(wrong)}</p>' if wrong else "")
        + f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value)}" required '
        f'autocomplete="{autocomplete}"{more}></div>'
    )


def sentence(
    title: str, words: str, *, status: int, back: str = "/", way: str = "Back to the register", secret: bool = False
) -> HTMLResponse:
    """A refusal or a mistake as one sentence, with a way back. Never a traceback."""
    return page(
        title, f'<p>{escape(words)}</p><p><a href="{escape(back)}">{escape(way)}</a></p>', status=status, secret=secret
    )


def not_now() -> HTMLResponse:
    """The store cannot be read: why, and where it is, is for the console and not for whoever asks."""
    words = "The register cannot be read just now. Try again in a little while, or tell the business manager."
    return sentence("Not now", words, status=503)


def attachment(name: str) -> str:
    """A Content-Disposition that offers a file under its name, whatever the name holds."""
    clean = "".join(c for c in name if c.isprintable() and not "\ud800" <= c <= "\udfff").replace("\u202e", "")
    clean = clean.replace("/", "-").replace("\\", "-").strip(" .") or "file"
    plain = "".join(c if " " <= c <= "~" and c not in '"%;' else "_" for c in clean)
    return f"attachment; filename=\"{plain[:150]}\"; filename*=UTF-8''{quote(clean[:150], safe='')}"

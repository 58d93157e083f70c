"""What a screen reader says of a field: its label in plain words.

Streamlit 1.67 hands the label on as it was written, so that a reader would say "asterisk asterisk Why asterisk asterisk
colon gray". A script takes the marks out of the names of fields as they appear, and gives the button of each calendar
the name of its field. Without the script the fields work as before.
"""

import streamlit as st

SCRIPT = r"""
const FIELDS = "input, textarea, button, [role=radiogroup], [role=group], [role=spinbutton], [role=listbox]";
const MARKED = /\*\*|:[a-z]+(-[a-z]+)?\[|:material\/|\\|\u2060/;
const plain = words => {
  let before;
  do {
    before = words;
    words = words.replace(/:[a-z]+(?:-[a-z]+)?\[((?:\\[^]|[^\]\\])*)\]/g, "$1");
  } while (words !== before);
  return words.replace(/:material\/\w+:/g, "").replace(/\\([^])|\*\*|\u2060/g, (_, kept) => kept ?? "").trim();
};
const tell = () => {
  for (const field of document.querySelectorAll(FIELDS)) {
    const said = field.getAttribute("aria-label");
    if (said && MARKED.test(said)) field.setAttribute("aria-label", plain(said));
  }
  for (const button of document.querySelectorAll("[data-testid=stDateInput] button[aria-label='Choose date']")) {
    const of = button.closest("[data-testid=stDateInput]").querySelector("[role=group]")?.getAttribute("aria-label");
    if (of) button.setAttribute("aria-label", `Choose date: ${of}`);
  }
};
export default function () {
  let waits = false;
  window.trackerSpoken?.disconnect();
  window.trackerSpoken = new MutationObserver(() => {
    if (waits) return;
    waits = true;
    setTimeout(() => { waits = false; tell(); }, 50);
  });
  window.trackerSpoken.observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
  });
  tell();
}
"""


def plainly() -> None:
    """Name every field in plain words, now and as they appear. Draws nothing."""
    component = st.components.v2.component("tracker_spoken", js=SCRIPT)
    component(key="tracker_spoken")

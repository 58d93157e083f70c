"""Links between our own pages stay in their tab. Streamlit 1.67 opens every Markdown link in a new one.

A link to a page is followed the way the browser's own back button is: Streamlit listens for that and draws the page
without loading anything anew. Another of our addresses (/who) is loaded in the same tab; one that ends something is
sent as a form. Downloads and other sites are left alone, and without the script a link still works, in a new tab.
"""

import streamlit as st

SCRIPT = """
export default function ({ data }) {
  const pages = new Set(data.pages), plain = new Set(data.plain), sent = new Set(data.sent);
  const last = path => path.replace(/\\/+$/, "").split("/").pop();
  const follow = event => {
    if (event.defaultPrevented || event.button) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element && event.target.closest(
      "[data-testid=stMain] a[href], [data-testid=stPopoverBody] a[href]");
    if (!link || link.origin !== location.origin || link.hash) return;
    const page = last(link.pathname);
    if (pages.has(page)) {
      event.preventDefault();
      history.pushState({}, "", link.href);
      dispatchEvent(new PopStateEvent("popstate"));
      const main = document.querySelector("[data-testid=stMain]");
      main?.scrollTo(0, 0);
      main?.focus({ preventScroll: true });  // whoever came by keyboard goes on in the page, not in the menu
    } else if (sent.has(page)) {
      event.preventDefault();
      const form = document.createElement("form");
      form.method = "post";
      form.action = link.href;
      document.body.append(form);
      form.submit();
    } else if (plain.has(page)) {
      event.preventDefault();
      location.assign(link.href);
    }
  };
  if (window.trackerLinks) document.removeEventListener("click", window.trackerLinks);
  document.addEventListener("click", window.trackerLinks = follow);
}
"""
PLAIN = ("who", "account", "sign-in")
"""Addresses of the server itself that are read in the browser like a page."""
SENT = ("sign-out",)
"""Addresses of the server itself that change something: a link to them is a form without fields."""


def same_tab(pages: list[str]) -> None:
    """Keep links to these pages in their tab. Draws nothing."""
    component = st.components.v2.component("tracker_links", js=SCRIPT)
    component(data={"pages": ["", *pages], "plain": list(PLAIN), "sent": list(SENT)}, key="tracker_links")

"""The keyboard of the room: what is chosen by a key, where the typing goes then, the choices on D, full screen on F.

Streamlit's own shortcuts press buttons; what they cannot do is put the cursor into a field or fill the screen.
"""

import streamlit as st

from tracker.ui import keys

CHOSEN, TURN = "room:chosen", "room:turn"
KEYS = "← and → go through the items, D or a figure decides, N notes, Ctrl + Enter records, F: full screen, A leaves."
SCRIPT = """
export default function ({ data }) {
  const typing = e => e && (["INPUT", "TEXTAREA", "SELECT"].includes(e.tagName) || e.isContentEditable);
  if (data.turn && window.trackerRoomTurn !== data.turn) {
    window.trackerRoomTurn = data.turn;
    let tries = 0;
    clearInterval(window.trackerRoomLooking);
    const looking = window.trackerRoomLooking = setInterval(() => {
      const box = document.querySelector(".st-key-room_deciding");
      // A kind of field is fetched when it is first needed: until then a skeleton stands where the first one will be.
      const whole = box && !box.querySelector("[data-testid=stSkeleton]");
      const field = whole && box.querySelector("textarea, input:not([type=hidden]), [role=radio]");
      const there = box && box.contains(document.activeElement) && typing(document.activeElement);
      if (field && !there) field.focus({ preventScroll: true });
      if (field || there || ++tries > 200) clearInterval(looking);
    }, 50);
  }
  const pressed = event => {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.querySelector(".st-key-meeting")) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || data.off) return;
    if (event.key === "d" || event.key === "D") {
      document.querySelector(".st-key-room_choices button")?.focus();
      event.preventDefault();
    } else if (event.key === "f" || event.key === "F") {
      event.preventDefault();
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen().catch(() => {});
    }
  };
  if (window.trackerRoomKeys) document.removeEventListener("keydown", window.trackerRoomKeys, true);
  document.addEventListener("keydown", window.trackerRoomKeys = pressed, true);
}
"""


def chosen(item_id: str) -> str | None:
    """What is being decided about this item, if anything was chosen."""
    found = st.session_state.get(CHOSEN)
    return found[1] if found and found[0] == item_id else None


def choose(item_id: str, what: str | None) -> None:
    """Choose what to decide about this item; the cursor goes into its form."""
    st.session_state[CHOSEN] = (item_id, what) if what else None
    if what:
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def nothing_chosen() -> None:
    """Another item: nothing is being decided any more."""
    st.session_state[CHOSEN] = None


def listen() -> None:
    """Put the cursor where it belongs, and listen for D, F and Escape. Draws nothing."""
    component = st.components.v2.component("tracker_room", js=SCRIPT)
    component(data={"turn": st.session_state.get(TURN, 0), "off": keys.is_off()}, key="tracker_room")

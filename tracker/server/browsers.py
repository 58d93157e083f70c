"""What a browser says it is, as somebody would call it: enough to tell one's laptop from one's telephone."""

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
            ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"),
           ("CrOS", "a Chromebook"), ("Mac OS X", "a Mac"), ("Linux", "Linux"))  # fmt: skip


def browser_in_words(user_agent: str | None) -> str:
    """ "Firefox on Windows", or "A browser" where it does not say."""
    told = user_agent or ""
    browser = next((name for mark, name in BROWSERS if mark in told), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in told), "")
    return f"{browser} on {system}" if system else browser

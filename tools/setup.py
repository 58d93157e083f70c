"""Make .venv and fill it from the hashed lock, so that `make run` and `make test` need only Python, git and make.

    python3 tools/setup.py               what the dashboard needs
    python3 tools/setup.py --dev         ... and the tools that check it
    python3 tools/setup.py --for-tests   ... and the browser and the LibreOffice that tests drive

Standard library only, and written so that any Python, however old, can read it: an old one must get a sentence, not a
syntax error. Hence no f-strings and no annotations. A second run with nothing changed does nothing.
"""

import glob
import hashlib
import io
import os
import subprocess
import sys

NEEDED = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, ".installed")
RUNTIME_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
WINDOWS = os.name == "nt"
BIN = os.path.join(VENV, "Scripts" if WINDOWS else "bin")
PYTHON = os.path.join(BIN, "python.exe" if WINDOWS else "python")
BROWSER_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
)
NO_BROWSER = (
    "The browser tests need Chromium, and none is here: install it (Debian: apt-get install chromium; macOS and "
    "Windows: Google Chrome will do), or name one in TRACKER_CHROMIUM."
)
OFFICE_COMMANDS = ("soffice", "libreoffice")
OFFICE_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.com",
)
OFFICE_PARTS = ("libswlo.so", "libsclo.so")  # Writer and Calc, which Debian keeps apart
OFFICE_PACKAGES = ["libreoffice-writer-nogui", "libreoffice-calc-nogui"]
OFFICE_FONTS = ["fonts-crosextra-carlito", "fonts-crosextra-caladea"]
NO_OFFICE = (
    "The tests of the Word and Excel papers need LibreOffice with Writer and Calc, and it is not here: install it "
    "(Debian: apt-get install %s; macOS and Windows: LibreOffice), or name its soffice in TRACKER_SOFFICE."
    % " ".join(OFFICE_PACKAGES)
)
FETCHED = []

POSIX_COMMAND = """#!/bin/sh
'''exec' "%s" "$0" "$@"
' '''
import sys

from tracker.__main__ import main

sys.exit(main())
"""
WINDOWS_COMMAND = '@"%~dp0python.exe" -P -m tracker %*\r\n'


def main(arguments):
    """Do what the arguments ask; the exit status."""
    unknown = [word for word in arguments if word not in ("--dev", "--for-tests")]
    if unknown:
        return refuse("tools/setup.py knows --dev and --for-tests, not %s." % " ".join(unknown), status=2)
    if sys.version_info < NEEDED:
        return hand_over_to_a_newer_python(arguments)
    lock = DEV_LOCK if arguments else RUNTIME_LOCK
    if lock not in installed():
        status = install(lock)
        if status:
            return status
    if "--for-tests" in arguments:
        return install_browser() or install_office()
    return 0


def say(sentence):
    """One plain line, at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def refuse(sentence, status=1):
    """One sentence on standard error; the exit status."""
    sys.stderr.write(sentence + "\n")
    return status


# ---- which Python


def hand_over_to_a_newer_python(arguments):
    """Run again under a newer Python if this machine has one, else say what is needed."""
    for name in NEWER_PYTHONS:
        try:
            works = subprocess.call([name, "-c", "import venv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) == 0
        except (OSError, ValueError):
            works = False
        if works:
            return subprocess.call([name, os.path.abspath(__file__)] + list(arguments))
    return refuse(
        "The tracker needs Python %d.%d or newer, and this is Python %d.%d (%s): install a newer one, or name it with "
        "make PYTHON=/path/to/python3." % (NEEDED + tuple(sys.version_info[:2]) + (sys.executable,))
    )


# ---- packages


def digest(lock):
    """The lock's SHA-256."""
    with open(os.path.join(ROOT, lock), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def installed():
    """The locks that .venv holds, exactly as they stand now."""
    if not os.path.exists(PYTHON) or not os.path.exists(STAMP):
        return ()
    with io.open(STAMP, encoding="utf-8") as file:
        lines = file.read().splitlines()
    if lines[:1] != [ROOT]:  # the folder was moved or copied: the commands inside still point at the old one
        return ()
    return tuple(lock for lock in (RUNTIME_LOCK, DEV_LOCK) if "%s %s" % (lock, digest(lock)) in lines)


def install(lock):
    """Make .venv if it is missing, fill it from `lock`, put the tracker command in it; the exit status."""
    status = make_venv()
    if status:
        return status
    with open(os.path.join(ROOT, lock)) as file:
        count = sum(1 for line in file if line[:1].isalnum())
    say("Installing %d packages from %s into .venv, hashes checked: about a minute the first time." % (count, lock))
    pip = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", "--no-compile"]
    pip += ["--only-binary=:all:", "--require-hashes", "-r", os.path.join(ROOT, lock)]
    if subprocess.call(pip) != 0:
        return refuse(
            "The packages in %s could not be installed (pip says why above): look at the network, the proxy or the "
            "free space, then run the same command again; what is already there is kept." % lock
        )
    put_the_tracker_in_it()
    locks = (RUNTIME_LOCK, DEV_LOCK) if lock == DEV_LOCK else (RUNTIME_LOCK,)  # the second holds the first whole
    with io.open(STAMP, "w", encoding="utf-8") as file:
        file.write("\n".join([ROOT] + ["%s %s" % (name, digest(name)) for name in locks]) + "\n")
    say("Ready: .venv holds everything.")
    return 0


def make_venv():
    """Make .venv unless a sound one is there; the exit status."""
    if os.path.exists(PYTHON):
        check = "import sys, pip; sys.exit(sys.version_info < %r)" % (NEEDED,)
        if subprocess.call([PYTHON, "-c", check], stderr=subprocess.DEVNULL) == 0:
            return 0
        say(".venv is incomplete or was made by an older Python: making it again.")
    if not os.access(ROOT, os.W_OK) or (os.path.exists(VENV) and not os.access(VENV, os.W_OK)):
        return refuse("%s cannot be written to: copy this folder to a place of your own and run it there." % ROOT)
    if not has_ensurepip():
        package = "python%d.%d-venv" % sys.version_info[:2]
        if not apt_install("Python's own venv module", [package]) or not has_ensurepip():
            return refuse(
                "This Python has no venv module (Debian and Ubuntu keep it apart): run apt-get install %s, then the "
                "same command again." % package
            )
    say("Making .venv with Python %d.%d.%d." % sys.version_info[:3])
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if made.returncode != 0:
        words = made.stdout.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        return refuse("%s could not be made: %s" % (VENV, words[-1]))
    return 0


def has_ensurepip():
    """Whether a new Python process can make a venv with pip in it."""
    return subprocess.call([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0


def put_the_tracker_in_it():
    """Let .venv's Python see this folder, and give it the `tracker` command."""
    for folder in glob.glob(os.path.join(VENV, "Lib" if WINDOWS else os.path.join("lib", "python3*"), "site-packages")):
        with open(os.path.join(folder, "recommendation_tracker.pth"), "w") as file:
            file.write(os.path.relpath(ROOT, folder) + "\n")  # relative, so no letter of the path can trouble it
    if WINDOWS:
        with open(os.path.join(BIN, "tracker.cmd"), "w", newline="") as file:
            file.write(WINDOWS_COMMAND)
        return
    command = os.path.join(BIN, "tracker")
    with io.open(command, "w", encoding="utf-8") as file:
        file.write(POSIX_COMMAND % PYTHON)
    os.chmod(command, 0o755)


# ---- the browser and the office


def find_browser():
    """The path of a Chromium that the tests can drive, or None."""
    from shutil import which

    named = os.environ.get("TRACKER_CHROMIUM")
    if named:
        return which(named)
    for command in BROWSER_COMMANDS:
        found = which(command)
        if found:
            return found
    return next((place for place in BROWSER_PLACES if os.path.exists(place)), None)


def install_browser():
    """Chromium through apt where that may be done, else a sentence; the exit status."""
    if find_browser() or (apt_install("Chromium", ["chromium", "fonts-liberation"]) and find_browser()):
        return 0
    return refuse(NO_BROWSER)


def find_office():
    """The path of a LibreOffice that has Writer and Calc, or None."""
    from shutil import which

    named = os.environ.get("TRACKER_SOFFICE")
    if named:
        return which(named)
    for command in OFFICE_COMMANDS:
        found = which(command)
        if found and has_every_part(found):
            return found
    return next((place for place in OFFICE_PLACES if os.path.exists(place)), None)


def has_every_part(command):
    """Whether an office, as Linux packages lay it out, has what the tests open; elsewhere it comes whole."""
    folder = os.path.dirname(os.path.realpath(command))
    if not os.path.exists(os.path.join(folder, "soffice.bin")):
        return True
    return all(os.path.exists(os.path.join(folder, part)) for part in OFFICE_PARTS)


def install_office():
    """LibreOffice through apt where that may be done, else a sentence; the exit status."""
    if not find_office() and not (apt_install("LibreOffice", OFFICE_PACKAGES) and find_office()):
        return refuse(NO_OFFICE)
    if not has_the_fonts_of_word():
        apt_install("letters as wide as those of Word", OFFICE_FONTS)  # where they are not to be had, a test says so
    return 0


def has_the_fonts_of_word():
    """Whether Calibri, in which our Word papers are written, is here or a font whose letters are as wide: without it
    LibreOffice breaks lines and pages where Word does not."""
    from shutil import which

    if not which("fc-match"):
        return True
    found = subprocess.run(["fc-match", "Calibri"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return b"Carlito" in found or b"Calibri" in found


def apt_install(what, packages):
    """Install Debian packages if apt is here and may be used without asking for a password; whether that worked."""
    from shutil import which

    if not which("apt-get"):
        return False
    if os.geteuid() == 0:
        prefix = []
    elif which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        prefix = ["sudo", "-n"]
    else:
        return False
    say("Installing %s through apt-get (%s)." % (what, " ".join(packages)))
    apt = prefix + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    steps = [] if FETCHED else [["update"]]
    FETCHED.append(True)  # one fetch of the package lists serves every package of this run
    for step in steps + [["install", "--yes", "--no-install-recommends"] + packages]:
        done = subprocess.run(apt + step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode == 0:  # a list that could not be fetched is no matter where the packages came all the same
        return True
    sys.stderr.write(done.stdout.decode("utf-8", "replace")[-2000:])
    return False


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(refuse("Stopped; run the same command again to go on.", status=130))

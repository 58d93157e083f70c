"""Write requirements.lock and requirements-dev.lock from pyproject.toml: pinned, hashed, every platform, no address.

uv does the resolving, out of a folder that is thrown away afterwards: nothing that runs or tests the tracker needs it.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = (
    "# {what}: pinned and hashed for every platform. Made by `make lock` from pyproject.toml; not edited by hand.\n"
)
LOCKS = (
    ("requirements.lock", "What the dashboard needs", []),
    ("requirements-dev.lock", "What the dashboard and its tests need", ["--extra", "dev", "-c", "requirements.lock"]),
)


def main(arguments):
    upgrade = [word for word in arguments if word == "--upgrade"]
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        commands = Path(folder, "Scripts" if os.name == "nt" else "bin")
        subprocess.run([commands / "python", "-m", "pip", "install", "-qq", "uv"], check=True)
        for name, what, extra in LOCKS:
            asked = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"]
            asked += ["--no-header", "--no-annotate", "--quiet", *extra, *upgrade, "-o", name, "pyproject.toml"]
            subprocess.run([commands / "uv", "pip", "compile", *asked], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            lock = ROOT / name
            lock.write_text(HEADER.format(what=what) + lock.read_text(encoding="utf-8"), encoding="utf-8")
            print(
                f"{name}: {sum(line[:1].isalnum() for line in lock.read_text(encoding='utf-8').splitlines())} packages"
            )


if __name__ == "__main__":
    main(sys.argv[1:])

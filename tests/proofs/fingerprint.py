"""What a proof was made of: the dataset's hash and the git trees of what it tries.

Run as a program it says which of the recorded proofs are of something else by now. That is no error: a proof is long,
and `make prove` makes it anew.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent

Fingerprint = dict[str, str]


def fingerprint(root: Path, trees: Iterable[str]) -> Fingerprint:
    """The SHA-256 of the built dataset, and the hash of each of these folders and files in the working copy."""
    manifest = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GIT_INDEX_FILE": str(Path(folder) / "index")}

        def git(*arguments: str) -> str:
            command = ["git", "-C", str(root), *arguments]
            return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

        trees = sorted(trees)
        git("add", "--", *trees)
        tree = git("write-tree")
        return {"dataset": manifest["dataset"], **{name: git("rev-parse", f"{tree}:{name}") for name in trees}}


def record(name: str, made_of: Fingerprint, figures: dict[str, object]) -> None:
    """Write the figures of a proof beside this file, with what they were made of when the proof began."""
    said = json.dumps({"made of": made_of, **figures}, indent=2, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(said + "\n", encoding="utf-8")


def out_of_date(proofs: Path, root: Path) -> dict[str, list[str]]:
    """What has changed since each recorded proof was made, by its name; nothing for one that still holds."""
    changed = {}
    for path in sorted(proofs.glob("*.json")):
        made_of: Fingerprint = json.loads(path.read_text(encoding="utf-8"))["made of"]
        now = fingerprint(root, [part for part in made_of if (root / part).exists()])
        changed[path.stem] = [part for part in made_of if made_of[part] != now.get(part)]
    return changed


if __name__ == "__main__":
    for name, changed in out_of_date(HERE, HERE.parent.parent).items():
        state = f"out of date, {', '.join(changed)} changed since (`make prove`)" if changed else "up to date"
        print(f"proof {name}: {state}")

"""What a proof was made of: the dataset's hash and the git trees of what reads, judges and serves it.

Run as a program it says which of the recorded proofs are of something else by now. That is no error: a proof is long,
and `make prove` makes it anew.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TREES = ("kg", "server", "shapes", "ontology")

Fingerprint = dict[str, str]


def fingerprint(root: Path) -> Fingerprint:
    """The SHA-256 of the built dataset, and the hash of each tree as it stands in the working copy."""
    manifest = json.loads((root / "build/manifest.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GIT_INDEX_FILE": str(Path(folder) / "index")}

        def git(*arguments: str) -> str:
            command = ["git", "-C", str(root), *arguments]
            return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()

        git("add", "--", *TREES)
        tree = git("write-tree")
        return {"dataset": manifest["dataset"], **{name: git("rev-parse", f"{tree}:{name}") for name in TREES}}


def record(name: str, made_of: Fingerprint, figures: dict[str, object]) -> None:
    """Write the figures of a proof beside this file, with what they were made of when the proof began."""
    said = json.dumps({"made of": made_of, **figures}, indent=2, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(said + "\n", encoding="utf-8")


def out_of_date(proofs: Path, now: Fingerprint) -> dict[str, list[str]]:
    """What has changed since each recorded proof was made, by its name; nothing for one that still holds."""
    recorded = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(proofs.glob("*.json"))}
    return {
        name: [part for part in now if figures["made of"].get(part) != now[part]] for name, figures in recorded.items()
    }


if __name__ == "__main__":
    for name, changed in out_of_date(HERE, fingerprint(HERE.parent.parent)).items():
        state = f"out of date, {', '.join(changed)} changed since (`make prove`)" if changed else "up to date"
        print(f"proof {name}: {state}")

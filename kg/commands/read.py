"""`kg read`: an article's text in; its lock files written, or left as they were, and what was counted, out."""

from dataclasses import asdict

from kg.claims.entity_names import names_of_entities
from kg.commands.options import JsonOption, TextOption, tell, text_location, write_json
from kg.errors import InputError
from kg.project import Project
from kg.reading.article import read_article
from kg.reading.lockfile import lock_text


def read(text: TextOption = None, as_json: JsonOption = False) -> None:
    """Read the text into its lock files: its passages, and what they hold.

    No text is kept, and no passage that is locked is ever renumbered.
    """
    project = Project.here()
    location = text_location(text, project)
    if location is None:
        raise InputError("no text to read.", advice="Name it with --text FILE or ENTENTE_TEXT.")
    counts, names = {}, names_of_entities(project)
    for folder in project.articles:
        tell(f"reading {folder.name}")
        counted = lock_text(read_article(folder), location, names)
        rows = {f"rows in {name}": number for name, number in counted.rows.items()}
        counts[folder.name] = {name: number for name, number in asdict(counted).items() if name != "rows"} | rows
    if as_json:
        write_json(counts)
        return
    for name, numbers in counts.items():
        print(f"{name}: " + ", ".join(f"{number} {what.replace('_', ' ')}" for what, number in numbers.items()))

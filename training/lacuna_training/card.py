"""`python -m lacuna_training.card`: renews the tables of MODEL_CARD.md from the sources and the evaluation."""

import re
from collections import Counter
from pathlib import Path

from .data import catalogue

TRAINING = Path(__file__).resolve().parents[1]
CARD = TRAINING / 'MODEL_CARD.md'
CHANGES = {'train': 'training', 'held-out': 'held out', 'evaluation': 'evaluation only'}


def sources_table() -> str:
    """One row for each package, licence and use, with the authors."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    authors: dict[tuple[str, str, str, str], set[str]] = {}
    rows = [(row.package, row.kind, row.licence, row.use, row.author) for row in catalogue.pictures()]
    rows += [(row.package, 'cut-out', row.licence, row.use, row.author) for row in catalogue.stamps()]
    for *key, author in rows:
        counts[tuple(key)] += 1
        authors.setdefault(tuple(key), set()).add(author)
    lines = ['| Debian package | what | licence | use | pictures | authors |', '| --- | --- | --- | --- | ---: | --- |']
    for key, count in sorted(counts.items()):
        package, kind, licence, use = key
        names = ', '.join(sorted(authors[key]))
        lines.append(f'| {package} | {kind} | {licence} | {CHANGES[use]} | {count} | {names} |')
    return '\n'.join(lines)


def shown_table() -> str:
    """Who made the pictures of the contact sheet."""
    lines = ['| picture | author | licence |', '| --- | --- | --- |']
    for row in catalogue.pictures('held-out'):
        if row.kind == 'photo':
            lines.append(f'| {row.id} | {row.author} | {row.licence} |')
    return '\n'.join(lines)


def renew(text: str, name: str, content: str) -> str:
    """Replaces what stands between the two marks of `name`; raises when they are missing."""
    pattern = re.compile(rf'(<!-- {name} -->\n).*?(<!-- end {name} -->)', re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f'no marks for {name} in the model card')
    return pattern.sub(lambda match: f'{match[1]}{content.rstrip()}\n{match[2]}', text)


def main() -> None:
    """Rewrites the card in place."""
    text = CARD.read_text(encoding='utf8')
    text = renew(text, 'sources', sources_table())
    text = renew(text, 'shown', shown_table())
    text = renew(text, 'evaluation', (TRAINING / 'card' / 'evaluation.md').read_text(encoding='utf8'))
    CARD.write_text(text, encoding='utf8')


if __name__ == '__main__':
    main()

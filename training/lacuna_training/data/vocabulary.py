"""The words that captions are made of: what the text encoder can know."""

import re

from lacuna_training.data import catalogue, procedural

PLACES = ('on', 'in', 'under', 'with', 'a', 'the', 'before')


def tokens(caption: str) -> list[str]:
    """Lower-case words of a caption."""
    return re.findall(r'[a-z]+', caption.lower())


def words() -> list[str]:
    """All words that training captions can hold, sorted; held-out labels add none."""
    texts = [row.caption for row in catalogue.pictures('train')] + [row.detail for row in catalogue.pictures('train')]
    texts += [row.label for row in catalogue.stamps('train')]
    texts += [*procedural.SKIES, *procedural.MASONRY, 'colorful shapes', 'snowy mountains', *PLACES]
    return sorted({word for text in texts for word in tokens(text)})

"""Puts sentences together to paragraphs."""

import random
from collections.abc import Iterator

from training.templates.markup import labelled
from training.templates.scene import Scene
from training.templates.words import Words, words

_SPANISH = 0.75
_NO_ATTRIBUTION = 0.16
_LINE = 0.05
_ATTRIBUTED = 0.6
_BLOCK = 0.12
_LENGTHS = (1, 1, 2, 2, 3, 3, 4, 5)


def _template(rng: random.Random, stock: Words, kind: str) -> str:
    """Pick a section of a kind, or of its subsections, by weight, then one of its templates."""
    sections = [name for name in stock.fillers if f"{name}.".startswith(f"{kind}.")]
    section = rng.choices(sections, [stock.weights[name] for name in sections])[0]
    return rng.choice(stock.fillers[section])


def _paragraph(rng: random.Random, language: str) -> str:
    stock = words(language)
    scene = Scene(rng, language, stock)
    if rng.random() < _LINE:
        return scene.sentence(_template(rng, stock, "line"))
    length = rng.choice(_LENGTHS)
    if rng.random() < _NO_ATTRIBUTION:
        return " ".join(scene.sentence(_template(rng, stock, "neutral")) for _ in range(length))
    if rng.random() < _BLOCK:
        return scene.sentence(_template(rng, stock, "block"))
    kinds = ["sentence"] + [
        "sentence" if rng.random() < _ATTRIBUTED else "neutral" for _ in range(length - 1)
    ]
    rng.shuffle(kinds)
    templates = [
        _template(rng, stock, kind) if kind == "sentence" else rng.choice(stock.fillers[kind])
        for kind in kinds
    ]
    return " ".join(scene.sentence(template) for template in templates)


def paragraphs(n: int, seed: int) -> Iterator[dict[str, object]]:
    """Make labelled paragraphs, three of four in Spanish, the others in English.

    The same seed gives the same paragraphs for as long as code and data files stay as they are.

    Args:
        n: How many.
        seed: Seed of the only source of chance.

    Yields:
        `id`, `lang`, `tokens`, `space`, `labels` (BIO of source, cue, content) and `names` (BIO
        of person, organization, place).
    """
    rng = random.Random(seed)
    for number in range(n):
        language = "es" if rng.random() < _SPANISH else "en"
        marked = _paragraph(rng, language)
        yield {
            "id": f"template-{seed}-{number:05d}",
            "lang": language,
            **labelled(marked, language),
        }

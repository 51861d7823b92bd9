"""Invented documents about an invented country; the same number gives the same text."""

from __future__ import annotations

from pathlib import Path
from random import Random

GIVEN = ("Ana", "Bruno", "Clara", "Dario", "Elena", "Fabio", "Greta", "Hugo", "Irene", "Julio")
FAMILY = ("Quiroga", "Tessaro", "Valdane", "Ormeno", "Brandt", "Castel", "Dravic", "Ibarra")
VERBS = ("says", "claims", "denies", "testified", "alleged", "admitted", "reported", "warned")
DEEDS = (
    "{} commanded the river police in the province of Altavela",
    "{} paid the guards of the port of Marisol",
    "the customs office reports to {}",
    "{} directed the transport of gold across the northern border",
    "{} met officers of the Ministry of Supply in 2019",
    "the Harbour Company was controlled by {}",
)
FILLERS = (
    "The hearing was adjourned in the afternoon and will go on next week.",
    "Neither the ministry nor the company answered questions by the evening.",
    "The road to the mine had been closed since the rains of the spring.",
)

VERBOS = ("dijo", "afirmó", "negó", "declaró", "denunció", "admitió", "informó", "advirtió")
HECHOS = (
    "{} dirigía la policía fluvial de la provincia de Altavela",
    "{} pagaba a los guardias del puerto de Marisol",
    "la oficina de aduanas informaba a {}",
    "{} organizó el transporte de oro por la frontera del norte",
    "la compañía del puerto estaba en manos de {}",
)
RELLENO = (
    "Afirmó que nadie lo había visto.",
    "La audiencia fue aplazada por la tarde y seguirá la semana que viene.",
    "Ni el ministerio ni la compañía contestaron a las preguntas.",
)


def text(number: int, sentences: int = 12) -> str:
    """Return document ``number``: reported speech, own voice and names that come again."""
    random = Random(number)  # noqa: S311 no secret
    people = [f"{random.choice(GIVEN)} {random.choice(FAMILY)}" for _ in range(4)]
    lines = [f"Report {number} on the affair of Altavela", ""]
    for _ in range(sentences):
        who, whom = random.sample(people, 2)
        deed = random.choice(DEEDS).format(whom)
        lines.append(f"{who} {random.choice(VERBS)} that {deed}. {random.choice(FILLERS)}")
    return "\n".join(lines) + "\n"


def spanish(number: int, sentences: int = 12) -> str:
    """Return Spanish document ``number``, its paragraphs apart."""
    random = Random(number)  # noqa: S311 no secret
    people = [f"{random.choice(GIVEN)} {random.choice(FAMILY)}" for _ in range(4)]
    lines = [f"Informe {number} sobre el asunto de Altavela"]
    for _ in range(sentences):
        who, whom = random.sample(people, 2)
        deed = random.choice(HECHOS).format(whom)
        lines.append(f"{who} {random.choice(VERBOS)} que {deed}. {random.choice(RELLENO)}")
    return "\n\n".join(lines) + "\n"


def mixed(number: int, sentences: int = 12) -> str:
    """Return document ``number`` in both languages, half and half, or in one of them."""
    english, other = text(number, sentences), spanish(number, sentences)
    return (english, other, f"{english}\n{other}", f"{other}\n{english}")[number % 4]


def write(folder: Path, count: int, sentences: int = 12) -> None:
    """Write ``count`` documents, spread over folders."""
    for number in range(count):
        path = folder / f"{number % 7}" / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(number, sentences))

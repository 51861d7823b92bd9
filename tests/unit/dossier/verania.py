"""A hand-made edition about an invented country."""

from __future__ import annotations

from careo.model.document import Source
from careo.model.record import ActorId, DocumentId
from careo.model.time import DateRange, When
from careo.model.views import (
    LinkView,
    Place,
    SpeakerView,
)
from tests.unit.dossier.maker import Maker, relation

LETTER = """To the editors of the Evening Post

From cell 14 of the Arsana prison, 3 May 2019.

I was told by Colonel Vela that President Darío Montalvo and General Tomás Ibarra directed the \
electoral fraud machinery. The siblings Ana and Luis Corral executed the counting of the votes. \
Ibarra would have authorised the flights.

Since 2011 I knew of payments to the Harbour Front. I admit that I moved its gold."""

ARTICLE = """LETTER FROM A CELL

By our own correspondent

In a letter to this paper, Oskar Brandl claims that President Montalvo and General Ibarra directed \
the electoral fraud machinery. The gold, he says, was carried by the Harbour Front under the \
supervision of Ibarra.

The ministry denied that "General Ibarra directed any machinery". Ibarra himself did not answer."""

PRECISE = DateRange(earliest="2019-05-03", latest="2019-05-03")
YEAR = DateRange(earliest="2011-01-01", latest="2011-12-31")


def verania() -> Maker:
    """Return the letter, the article that quotes it, and a scan that nobody could read."""
    make = Maker()
    letter = make.document(
        LETTER,
        "letter.txt",
        Source(title="Letter from cell 14", author="Oskar Brandl", kind="letter"),
    )
    article = make.document(
        ARTICLE,
        "article.html",
        Source(title="Letter from a cell", publisher="Evening Post", published="6 May 2019"),
    )
    make.document("", "scan.pdf", outcome="refused", reason="no text, 3 pages of images")
    people = {
        name.split()[-1]: make.actor(*names)
        for names in (
            ("Oskar Brandl", "Brandl"),
            ("Darío Montalvo", "Montalvo"),
            ("Tomás Ibarra", "Ibarra", "General Ibarra"),
            ("Ana Corral",),
            ("Élodie Vela", "Colonel Vela"),
        )
        for name in names[:1]
    }
    people["Luis"] = make.actor("Luis Corral")
    people["Front"] = make.actor("Harbour Front", kind="organization")
    people["Ministry"] = make.actor("Ministry of Defence", kind="organization")
    _letter_claims(make, letter, people)
    _article_claims(make, article, people)
    return make


def _letter_claims(make: Maker, letter: DocumentId, people: dict[str, ActorId]) -> None:
    brandl, ibarra = people["Brandl"], people["Ibarra"]
    wrote = [make.passes_on(letter, "reports")]
    make.claim(
        letter,
        "President Darío Montalvo and General Tomás Ibarra directed the electoral fraud machinery",
        people["Vela"],
        "asserts",
        chain=[*wrote, _told(brandl)],
        relations=[
            relation(
                "directs",
                ("agent", people["Montalvo"]),
                ("agent", ibarra),
                ("patient", "the electoral fraud machinery"),
            )
        ],
    )
    _hedged_claims(make, letter, people)
    _own_claims(make, letter, people)


def _hedged_claims(make: Maker, letter: DocumentId, people: dict[str, ActorId]) -> None:
    brandl, ibarra = people["Brandl"], people["Ibarra"]
    wrote = [make.passes_on(letter, "reports")]
    make.claim(
        letter,
        "The siblings Ana and Luis Corral executed the counting of the votes.",
        brandl,
        chain=wrote,
        relations=[
            relation(
                "executes",
                ("agent", people["Corral"]),
                ("agent", people["Luis"]),
                ("patient", "the counting of the votes"),
            )
        ],
    )
    make.claim(
        letter,
        "Ibarra would have authorised the flights.",
        brandl,
        chain=wrote,
        hedged=True,
        relations=[
            relation("authorises", ("agent", ibarra), ("patient", "the flights"), hedged=True)
        ],
    )


def _own_claims(make: Maker, letter: DocumentId, people: dict[str, ActorId]) -> None:
    brandl = people["Brandl"]
    wrote = [make.passes_on(letter, "reports")]
    make.claim(
        letter,
        "payments to the Harbour Front",
        brandl,
        "asserts",
        chain=wrote,
        basis="witnessed",
        when=When(first_imprecise=YEAR, starting=True),
        relations=[relation("pays", ("beneficiary", people["Front"]))],
    )
    make.claim(
        letter,
        "I moved its gold",
        brandl,
        "admits",
        said="I",
        chain=wrote,
        mode="own_words",
        relations=[relation("transports", ("agent", brandl), ("patient", "its gold"))],
    )


def _article_claims(make: Maker, article: DocumentId, people: dict[str, ActorId]) -> None:
    ibarra = people["Ibarra"]
    reports = [make.passes_on(article)]
    make.claim(
        article,
        "President Montalvo and General Ibarra directed the electoral fraud machinery",
        people["Brandl"],
        chain=reports,
        relations=[
            relation(
                "directs",
                ("agent", people["Montalvo"]),
                ("agent", ibarra),
                ("patient", "the electoral fraud machinery"),
            )
        ],
    )
    _answers(make, article, people)


def _answers(make: Maker, article: DocumentId, people: dict[str, ActorId]) -> None:
    ibarra = people["Ibarra"]
    reports = [make.passes_on(article)]
    make.claim(
        article,
        ["The gold", "was carried by the Harbour Front under the supervision of Ibarra"],
        people["Brandl"],
        said="he",
        carried=True,
        chain=reports,
        relations=[
            relation("transports", ("agent", people["Front"]), ("patient", "The gold")),
            relation("supervises", ("agent", ibarra), ("patient", people["Front"])),
        ],
    )
    make.claim(
        article,
        "General Ibarra directed any machinery",
        people["Ministry"],
        "denies",
        mode="direct_quote",
        polarity="denies",
        chain=reports,
        when=When(first_precise=PRECISE, last_precise=PRECISE),
        relations=[relation("directs", ("agent", ibarra), ("patient", "any machinery"))],
    )


def _told(who: ActorId) -> LinkView:
    return LinkView(
        speaker=SpeakerView(text="I", span=Place(start=0, end=1), actor=who),
        act="asserts",
        mode="own_words",
        basis="told",
    )

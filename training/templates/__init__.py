"""Seeded paragraphs with attribution and name labels, for constructs that the news corpora lack.

A grammar of small pieces (`data/<language>/*.txt`) is expanded at random; since every filler is
known, the labels come with the text. Conventions, as in the PolNeAR corpus unless said:

- source: the whole noun phrase with article, apposition and relative; never the preposition. A
  possessive is one ("su afirmación", "the minister's claim"), and so is the relative "who";
- cue: the verb with auxiliaries, negation, adverbs between them and clitics ("no ha dicho",
  "se le informó", "has also denied"); "according to", "según", "a juicio de", "in the words of"
  whole, and with the article where it has melted into it ("a juicio del" + "tribunal");
  "in a statement" belongs to the cue straight after a verb, and to nothing elsewhere;
- content: the whole clause with "que", "si", "de que", "that", "to" or the bare infinitive, with
  the quotation marks and the stop or comma before the closing mark; several B- spans where it is
  split. The comma between content and cue, the colon and the dash of a dialogue are O;
- "accuse N of …": the content begins with N; "N is accused of": content N, cue "is accused of",
  content the deed. The same for "fue acusado de", "fue condenado", "is said" (content "to …");
- whom one tells, the day and the place of telling are O;
- an attribution within a content is not labelled again;
- "NAME:" at the head of a turn of a transcript: source, the colon is the cue, the turn is content;
- names: titles, roles, articles and "río" stay outside; an acronym in brackets is a name of its
  own.
"""

from training.templates.compose import paragraphs

__all__ = ["paragraphs"]

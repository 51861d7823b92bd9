"""Spanish verbs that change in their stem, as data for `training.forms.conjugate`."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


E_IE = words(
    "acertar acrecentar apretar arrendar ascender asentar atender atravesar calentar cerrar "
    "comenzar concertar condescender confesar defender denegar desalentar descender desconcertar "
    "desenterrar desmembrar despertar desplegar desterrar empezar encender encerrar encomendar "
    "enmendar entender enterrar extender gobernar manifestar negar pensar perder plegar quebrar "
    "recomendar renegar reventar sembrar sentar sosegar temblar tender tentar "
    "trascender trasegar tropezar verter"
)
"""The stressed stem has "ie": "niega"."""

O_UE = words(
    "absolver acordar acostar almorzar apostar aprobar avergonzar cocer colgar comprobar "
    "concordar conmover contar costar degollar demostrar desaprobar descontar devolver disolver "
    "encontrar envolver esforzar forzar jugar llover moler morder mostrar mover poblar probar "
    "promover recordar reforzar remover renovar reprobar resolver revolver rodar rogar soler "
    "soltar sonar soñar torcer trocar volar volcar volver"
)
"""The stressed stem has "ue": "demuestra"."""

E_I = words(
    "colegir competir concebir conseguir corregir despedir elegir expedir impedir investir medir "
    "pedir perseguir proseguir reelegir regir rendir repetir revestir seguir servir vestir"
)
"""The stem has "i" where no stressed i follows: "pide", "pidió"."""

E_IE_I = words(
    "adherir advertir arrepentir asentir conferir consentir convertir desmentir diferir disentir "
    "divertir herir inferir ingerir interferir invertir mentir preferir presentir proferir "
    "referir requerir revertir sentir sugerir transferir"
)
"""Both: "advierte", "advirtió"."""

O_UE_U = words("dormir morir")
"""As "muere", "murió"."""

I_IE = words("adquirir inquirir")
"""As "adquiere"."""

ACCENT = {
    **dict.fromkeys(
        words(
            "aliar ampliar ansiar confiar contrariar criar desafiar desviar enfriar enviar espiar "
            "expiar extraviar fiar fotografiar guiar liar porfiar reenviar vaciar variar"
        ),
        ("i", "í"),
    ),
    **dict.fromkeys(
        words(
            "acentuar actuar atenuar continuar desvirtuar efectuar evaluar exceptuar graduar "
            "habituar insinuar perpetuar puntuar situar reunir rehusar rehuir"
        ),
        ("u", "ú"),
    ),
    **dict.fromkeys(words("aislar prohibir cohibir"), ("i", "í")),
}
"""The stressed stem has an accent: "envía", "reúne"."""

PRETERITES = {
    "tener": "tuv",
    "venir": "vin",
    "poner": "pus",
    "decir": "dij",
    "traer": "traj",
    "ducir": "duj",
    "poder": "pud",
    "querer": "quis",
    "saber": "sup",
    "caber": "cup",
    "estar": "estuv",
    "andar": "anduv",
    "haber": "hub",
    "hacer": "hic",
    "facer": "fic",
}
"""Strong preterites, by the ending of the infinitive."""

FUTURES = {
    "tener": "tendr",
    "venir": "vendr",
    "poner": "pondr",
    "hacer": "har",
    "facer": "far",
    "poder": "podr",
    "querer": "querr",
    "saber": "sabr",
    "caber": "cabr",
    "haber": "habr",
    "salir": "saldr",
    "valer": "valdr",
}
"""Stems of the future, by the ending of the infinitive."""

FIRSTS = {
    "tener": "teng",
    "venir": "veng",
    "poner": "pong",
    "hacer": "hag",
    "facer": "fag",
    "decir": "dig",
    "traer": "traig",
    "caer": "caig",
    "oír": "oig",
    "salir": "salg",
    "valer": "valg",
    "caber": "quep",
}
"""Stems of the first person and the subjunctive, by the ending of the infinitive."""

PRESENTS = {"tener": "tien", "venir": "vien", "decir": "dic", "poder": "pued", "querer": "quier"}
"""Stressed stems of the present, by the ending of the infinitive."""

COMPOUNDS = {
    **dict.fromkeys(
        words("andar caber estar haber morir poder querer romper saber"), frozenset[str]()
    ),
    "hacer": words("deshacer rehacer"),
    "salir": words("sobresalir"),
    "valer": words("equivaler"),
    "ver": words("entrever prever"),
}
"""The only verbs made of these; of any other ending all that end so are."""

PARTICIPLES = {
    "abrir": "abierto",
    "cubrir": "cubierto",
    "escribir": "escrito",
    "scribir": "scrito",
    "morir": "muerto",
    "poner": "puesto",
    "solver": "suelto",
    "volver": "vuelto",
    "romper": "roto",
    "ver": "visto",
    "hacer": "hecho",
    "facer": "fecho",
    "decir": "dicho",
}
"""Participles of their own, by the ending of the infinitive."""

WHOLE = {
    "ser": (
        "soy eres es somos son era eras éramos eran fui fuiste fue fuimos fueron seré serás será "
        "seremos serán sería serías seríamos serían sea seas seamos sean fuera fueras fuéramos "
        "fueran fuese fueses fuésemos fuesen sido siendo"
    ),
    "ir": (
        "voy vas va vamos van iba ibas íbamos iban iré irás irá iremos irán iría irías iríamos "
        "irían vaya vayas vayamos vayan ido yendo irse yéndose"
    ),
    "haber": (
        "he has ha hay hemos han había habías habíamos habían hube hubo hubimos hubieron habré "
        "habrás habrá habremos habrán habría habrías habríamos habrían haya hayas hayamos hayan "
        "hubiera hubieras hubiéramos hubieran hubiese hubieses hubiésemos hubiesen habido "
        "habiendo haberse haberlo haberla haberlos haberlas haberle haberles"
    ),
    "estar": (
        "estoy estás está estamos están estaba estabas estábamos estaban estuve estuviste estuvo "
        "estuvimos estuvieron estaré estarás estará estaremos estarán estaría estarías "
        "estaríamos estarían esté estés estemos estén estuviera estuvieras estuviéramos "
        "estuvieran estuviese estuviesen estado estando"
    ),
    "dar": (
        "doy das da damos dan daba dabas dábamos daban di diste dio dimos dieron daré darás dará "
        "daremos darán daría darías daríamos darían dé des demos den diera dieras diéramos "
        "dieran diese diesen dado dada dados dadas dando darse darlo darla darlos darlas darle "
        "darles dándose dándole"
    ),
    "saber": (
        "sé sabes sabe sabemos saben sabía sabías sabíamos sabían supe supiste supo supimos "
        "supieron sabré sabrás sabrá sabremos sabrán sabría sabrían sepa sepas sepamos sepan "
        "supiera supieras supiéramos supieran supiese supiesen sabido sabida sabidos sabidas "
        "sabiendo saberse saberlo saberla"
    ),
}
"""Verbs given form by form."""

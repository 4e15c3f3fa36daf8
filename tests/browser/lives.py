"""What made-up people tell, question by question, in the words that stand on the pages."""

from tests.browser.walk import Told

WISHES = Told(
    "Wat wil je graag?",
    ("Meer mensen ontmoeten", "Betaald werk"),
    "Iets met oude brommers, in Malburgen.",
)
BEGINNING = (
    Told("Doe je dit alleen of samen?", ("Ik doe het alleen",)),
    Told("Is dit je eigen telefoon of computer?", ("Nee, of: weet ik niet",)),
)
WANT = (
    WISHES,
    Told("Wanneer wil je betaald werk?", ("Eerst wil ik oefenen",)),
    Told("Wat lijkt je leuk om te doen?", ("Groen", "Maken en repareren"), "Fietsen lappen."),
    Told("Waar hoop je op?", words="Dat ik weer zin heb in maandag."),
)
WANT_MORE = (
    Told(
        "Wat doe je nu in een gewone week?",
        ("Ik ga naar school", "Iets anders"),
        lines={"Wat doe je dan?": "Elke dinsdag vis ik."},
    ),
    Told(
        "Hoe werk je het liefst?",
        rows={
            "Alleen of samen?": "Samen",
            "Binnen of buiten?": "Buiten",
            "Rustig of druk?": "Rustig",
            "Steeds hetzelfde of steeds iets anders?": "Maakt niet uit",
            "Dicht bij huis of verder weg?": "Dicht bij huis",
        },
    ),
    Told("Wat past niet bij jou?", words="De hele dag binnen zitten."),
    Told(
        "Is er iets dat je spannend vindt?",
        ("Nieuwe mensen", "Iets anders"),
        lines={"Wat vind je spannend?": "Een volle kantine."},
    ),
)
CAN = (Told("Waar ben je goed in?", ("Precies werken", "Dingen maken"), "Plakken en lijmen."),)
CAN_MORE = (
    Told("Wat vinden andere mensen goed aan jou?", words="Ik blijf rustig bij ruzie."),
    Told("Wat heb je al gedaan of geleerd?", ("Stage",), "Stage bij de kringloop."),
    Told(
        "Hoe gaan deze dingen?",
        rows={
            "Op tijd komen": "Gaat goed",
            "Bellen als ik niet kan komen": "Met hulp",
            "Een opdracht snappen en doen": "Gaat goed",
            "Samenwerken": "Soms",
            "Hulp vragen": "Met hulp",
        },
    ),
    Told("Op welke dagen wil je beginnen?", ("Maandag ochtend", "Dinsdag middag")),
    Told("Hoe reis je?", ("Fiets", "Samen met de bus of trein")),
)
NEED = (
    Told("Wat helpt jou op een werkplek?", ("Vaker pauze", "Hulp bij reizen"), "Een eigen kastje."),
    Told(
        "Hoe praten mensen het beste met jou?",
        ("Rustig, één ding tegelijk", "Met een tolk"),
        lines={"Welke taal spreek je?": "Papiaments"},
    ),
)
NEED_MORE = (
    Told("Welke hulp wil je graag van de gemeente?", words="Een keer per week samen bellen."),
)
PEOPLE = (
    Told(
        "Wie helpt je of is belangrijk voor jou?",
        ("Ouder", "Begeleider"),
        lines={"Ouder: Waarmee?": "Met brieven lezen."},
    ),
)
TALK = (
    Told("Van wie is het idee voor dit gesprek?", ("Van iemand anders",)),
    Told("Wie neem je mee naar het gesprek?", ("Mijn begeleider",)),
    Told(
        "Wat wil jij vragen in het gesprek?",
        ("Wie is mijn vaste persoon?", "Mag ik erbij zijn als jullie over mij praten?"),
        "Mag mijn hond mee?",
    ),
)
TALK_MORE = (
    Told("Hoe wil je het gesprek?", ("In de buurt", "In de ochtend", "Een tolk", "Een pauze")),
)
ABOUT = (
    Told("Woon je in Arnhem?", ("Ja",)),
    Told("Hoe oud ben je?", ("18 tot en met 26",)),
    Told("Zit je op school? Of ben je net van school?", ("Praktijkonderwijs",)),
    Told(
        "Wie op school helpt je met stage of werk?",
        words="Meester Joop van de houtklas.",
        rows={"Wanneer stop je op school?": "Dit schooljaar"},
    ),
)
PRIVATE = (
    Told("Wil je ook hulp bij iets anders?", ("Geld of post",)),
    Told("Hoe wil je dat doen?", ("Eerst hulp",)),
    Told("Is je werk of plek het laatste jaar gestopt?", ("Ja, het is gestopt",)),
    Told("Wat ging daar goed? En wat niet?", words="Het magazijn was te koud voor mij."),
    Told(
        "Is het te veel voor je helper?",
        ("Soms",),
        lines={"Wat heeft je helper nodig?": "Een avond vrij."},
    ),
)
PRIVATE_MORE = (
    Told("Waar moeten mensen rekening mee houden?", words="Ik schrik van harde bellen."),
)
"""The private part, answered by somebody who also answered the parts above."""

PARTS = (
    (WANT, WANT_MORE),
    (CAN, CAN_MORE),
    (NEED, NEED_MORE),
    (PEOPLE, ()),
    (TALK, TALK_MORE),
    (ABOUT, ()),
)
OPENED_UP = tuple(told for short, more in PARTS for told in (*short, *more))


def own_words(*parts: tuple[Told, ...]) -> list[str]:
    """Return everything that was typed in these parts."""
    told = [told for part in parts for told in part]
    return [text for one in told for text in (one.words, *one.lines.values()) if text]

"""A village with a few questions of every kind: small enough to know by heart in a test."""

from datetime import date

from wizard.core.answers import Answer
from wizard.core.content import make_edition
from wizard.core.municipality import Card, Companion, Contact, Glossary, Municipality, Why
from wizard.core.questionnaire import (
    Choice,
    Condition,
    Field,
    Marks,
    MarkWord,
    One,
    Pair,
    Pairs,
    Part,
    People,
    Questionnaire,
    Scale,
    ScaleItem,
    Several,
    TextQuestion,
    Tiles,
    Week,
)


def said(question: str, *choices: str) -> Condition:
    return Condition(question=question, any_of=choices)


def picked(**choices: str) -> dict[str, Answer]:
    """Answers with one pick each, by question id."""
    return {question: Answer(picks=(choice,)) for question, choice in choices.items()}


def choice(choice_id: str, text: str, sentence: str = "") -> Choice:
    return Choice(id=choice_id, text=text, sentence=sentence)


YES, NO = choice("yes", "Ja"), choice("no", "Nee")
NOT_KNOWN = choice("not_known", "Ik weet het nog niet")

MODE = One(
    id="mode",
    text="Hoe vul je dit in?",
    short=True,
    choices=(
        choice("alone", "Alleen"),
        choice("together", "Samen"),
        choice("helping", "Ik help iemand"),
    ),
)
BESIDE = One(
    id="beside",
    text="Zit de ander naast je?",
    short=True,
    when=said("mode", "helping"),
    choices=(YES, NO),
)
TOGETHER = Condition(any=(said("mode", "together"), said("beside", "yes")))
HELPER_ROLE = One(
    id="helper_role",
    text="Wie ben jij?",
    short=True,
    when=TOGETHER,
    choices=(choice("parent", "Ouder", "mijn ouder"), choice("coach", "Jobcoach", "mijn jobcoach")),
)
WISHES = Several(
    id="wishes",
    text="Wat wil je?",
    short=True,
    most=3,
    chapter="want",
    heading="Ik wil",
    choices=(
        choice("paid_work", "Betaald werk", "Ik wil betaald werk."),
        choice("rest", "Eerst rust", "Ik wil eerst rust."),
    ),
    instead=(NOT_KNOWN,),
)
PAID_WORK_WHEN = One(
    id="paid_work_when",
    text="Wanneer?",
    short=True,
    when=said("wishes", "paid_work"),
    chapter="want",
    heading="Wanneer ik wil werken",
    choices=(choice("soon", "Snel", "Ik wil snel werken."), choice("later", "Later")),
)
WORK_KINDS = Tiles(
    id="work_kinds",
    text="Wat is leuk?",
    chapter="want",
    heading="Dit lijkt me leuk",
    choices=(choice("green", "Groen", "Werken in het groen."), choice("animals", "Dieren")),
)
HOPE = TextQuestion(
    id="hope", text="Waar hoop je op?", short=True, chapter="hope", heading="Ik hoop"
)
WORK_STYLE = Pairs(
    id="work_style",
    text="Hoe werk je graag?",
    chapter="can",
    heading="Zo werk ik graag",
    items=(
        Pair(
            id="company",
            text="Alleen of samen",
            choices=(choice("alone", "Alleen", "Ik werk graag alleen."), choice("either", "Geen")),
        ),
    ),
)
WORK_SKILLS = Scale(
    id="work_skills",
    text="Hoe gaat dit?",
    chapter="can",
    heading="Zo gaat het",
    items=(ScaleItem(id="on_time", text="Op tijd komen", sentences={"well": "Ik kom op tijd."}),),
    scale=(choice("well", "gaat goed"), choice("sometimes", "soms")),
)
START_OFTEN = Week(
    id="start_often",
    text="Wanneer begin je?",
    chapter="can",
    heading="Ik begin graag",
    days=(choice("monday", "maandag"), choice("tuesday", "dinsdag")),
    dayparts=(choice("morning", "ochtend"), choice("afternoon", "middag")),
    instead=(NOT_KNOWN,),
)
PEOPLE = People(
    id="people",
    text="Wie helpt je?",
    short=True,
    chapter="people",
    heading="Mijn mensen",
    with_what="Waarmee?",
    choices=(choice("parent", "Ouder", "Mijn ouder"), choice("friend", "Vriend")),
)
TALK_WITH_ME = Several(
    id="talk_with_me",
    text="Hoe praat ik met je?",
    short=True,
    chapter="talk_with_me",
    heading="Zo praat je met mij",
    choices=(choice("slowly", "Rustig", "Praat rustig."), choice("interpreter", "Met een tolk")),
    fields=(
        Field(id="language", kind="text", label="Welke taal?", plan_label="Mijn taal:"),
        Field(
            id="where",
            kind="one",
            label="Waar:",
            choices=(choice("home", "thuis", "Bij mij thuis."), choice("office", "op kantoor")),
        ),
    ),
)
SORT_OUT_FIRST = Several(
    id="sort_out_first",
    text="Wil je eerst hulp?",
    short=True,
    sensitive=True,
    chapter="need",
    heading="Hier wil ik hulp bij",
    choices=(choice("money", "Geld", "Ik wil hulp bij geld."), choice("nothing", "Nee")),
)
HELP_ORDER = One(
    id="help_order",
    text="Wat eerst?",
    short=True,
    sensitive=True,
    when=said("sort_out_first", "money"),
    chapter="need",
    heading="Mijn volgorde",
    choices=(choice("help_first", "Eerst hulp", "Ik wil eerst hulp."), NOT_KNOWN),
)

QUESTIONNAIRE = Questionnaire(
    version=1,
    together=TOGETHER,
    paper_only=Condition(all=(said("mode", "helping"), said("beside", "no"))),
    parts=(
        Part(id="start", title="Start", numbered=False, questions=(MODE, BESIDE, HELPER_ROLE)),
        Part(
            id="want",
            title="Ik wil",
            chapter="want",
            questions=(WISHES, PAID_WORK_WHEN, HOPE, WORK_KINDS),
        ),
        Part(id="can", title="Ik kan", questions=(WORK_STYLE, WORK_SKILLS, START_OFTEN)),
        Part(id="talk", title="Het gesprek", chapter="practical", questions=(PEOPLE, TALK_WITH_ME)),
        Part(id="private", title="Voor jou", private=True, questions=(SORT_OUT_FIRST, HELP_ORDER)),
    ),
    marks=Marks(
        pattern="{first} {second}",
        first=(MarkWord(id="green", text="groene"), MarkWord(id="quiet", text="stille")),
        second=(MarkWord(id="bicycle", text="fiets"), MarkWord(id="lake", text="plas")),
    ),
    tips=("Neem iemand mee.",),
)


def _card(card_id: str, rank: int, **rules: object) -> Card:
    contact = "coach" if card_id == "coach_first" else "desk"
    lines = {"title": f"Kaart {card_id}", "lines": ("Ga.",), "short": ("Ga ook.",)}
    return Card(id=card_id, contact=contact, extra_rank=rank, **lines, **rules)


MUNICIPALITY = Municipality(
    slug="village",
    name="Dorp",
    languages=("nl",),
    retention_days=30,
    theme="village",
    words={"municipality": "Dorp"},
    phone_line="Vraag het in het dorpshuis.",
    orientation="orientation",
    contacts=tuple(
        Contact(id=id_, name=name, owner="Dorpshuis", checked_on=date(2026, 1, 1))
        for id_, name in (("desk", "Het loket"), ("coach", "De coach"), ("friend", "Een maatje"))
    ),
    urgent_help=(),
    cards=(
        _card(
            "coach_first",
            4,
            when=said("help_order", "help_first"),
            extra_when=Condition(
                all=(
                    said("sort_out_first", "money"),
                    Condition(not_=said("help_order", "help_first")),
                )
            ),
            why=(Why(text="Je wilt hulp.", when=said("sort_out_first", "money")),),
        ),
        _card("orientation", 1, why=(Why(text="Dit is voor iedereen."),)),
        _card(
            "paid_work",
            5,
            main=False,
            extra_when=said("paid_work_when", "soon"),
            why=(Why(text="Je wilt snel werk.", when=said("paid_work_when", "soon")),),
        ),
    ),
    companion=Companion(title="Neem iemand mee", lines=("Het is gratis.",), contact="friend"),
    outcomes=(),
    paper_places=(),
)

EDITION = make_edition(
    QUESTIONNAIRE, Glossary(terms=()), MUNICIPALITY, "nl", lambda _context, text: text
)

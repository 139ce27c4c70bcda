"""What a brief says, as templates in French. Made by machine; a person who speaks French has not reviewed it yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TABLE: Final[Mapping[str, str]] = {
    "part.readiness": "A quelque chose à montrer",
    "part.fit": "Proche de ce qui est recherché",
    "part.similarity": "Ressemble à la ville qui apprend",
    "part.shared": "Se sont rencontrées",
    "part.track": "Suites des échanges précédents",
    "part.capacity": "Disponible",
    "why.readiness": "Sources indépendantes qui en parlent : {sources}.",
    "why.fit": "Ressemblance de 0 (aucune) à 1 (identique) : type de pratique {closeness}, mots {words}.",
    "why.similarity": (
        "Ressemblance de 0 (aucune) à 1 (identique) : taille {size}, type d’administration {kind}, langue {language}, "
        "besoins communs {wants}."
    ),
    "why.shared": "Lors d’activités où les deux étaient présentes ; celles qui réunissent peu de villes comptent plus.",
    "why.shared.none": "On ne connaît pas d’activité où les deux étaient présentes.",
    "why.track": (
        "Apprentissages dont elle est la source : {taught} ; parmi eux, ceux dont une suite est connue : {followed}."
    ),
    "why.track.none": "On ne connaît personne qui ait appris d’elle.",
    "why.capacity": "Villes qui apprennent d’elle en ce moment ou bientôt : {mentees}.",
    "figure.unknown": "inconnu",
    "doubt.stage-unknown": (
        "On ne sait pas où elle en est elle-même ; il est seulement documenté qu’elle a partagé son expérience."
    ),
    "doubt.broader-only": "Ce qu’elle connaît est la pratique plus large, et non celle qui est recherchée.",
    "doubt.single-source": "Une seule source en parle.",
    "doubt.self-claimed": "Seule la ville elle-même, ou une partie prenante de l’échange, le dit.",
    "doubt.inferred": (
        "Qu’elle le fasse elle-même est une conclusion de la personne qui a établi les données ; "
        "aucun passage ne le dit directement."
    ),
    "doubt.old": "Ce qu’on en sait de plus récent a plus de trois ans de retard sur le reste de ce qui est connu.",
    "doubt.no-track-record": "On ne connaît encore personne qui ait appris d’elle.",
    "caution": (
        "Une courte liste pour engager la conversation, et non un verdict : ses pondérations sont fixées d’avance, et "
        "aucun relevé de jumelages passés n’était disponible pour les éprouver."
    ),
    "and": " et ",
    "comma": ", ",
    "somebody": "quelqu’un qui n’est pas nommé",
    "title": "Note de préparation : {learner} et {mentor}",
    "practice": "Pratique : {practice}",
    "state": "État des connaissances au {day} (révision {revision}).",
    "state.as-of": "Ne dit que ce qui était certain au {day}.",
    "state.as-of-year": "Ne dit que ce qui était certain à la fin de {year}.",
    "heading.who": "Qui",
    "role.learner": "Cherche une ville mentor",
    "role.mentor": "Pourrait être mentor",
    "fact": "{label} :",
    "fact.country": "Pays",
    "fact.kind": "Type d’administration",
    "fact.inhabitants": "Habitants",
    "fact.languages": "Langues de l’administration (Unicode CLDR)",
    "fact.working": "Langues de travail",
    "learner.new": "un nouveau membre ({country})",
    "learner.described": (
        "Ce membre est nouveau ici : ce qui précède a été dit par la personne qui a "
        "demandé cette note, ou est l’usage dans son pays. Rien n’en est encore documenté."
    ),
    "want.need": "{city} en a besoin : {subject}.",
    "want.request": "{city} a demandé un appui à ce sujet : {subject}.",
    "want.commitment": "{city} s’est engagée à y travailler : {subject}.",
    "doing": "À {city} : {implementation} ({practice}). Étape : {stage}, {date}.",
    "doing.no-stage": "À {city} : {implementation} ({practice}). L’étape n’est pas connue.",
    "flow.done": "{learner} a appris auprès de {teacher} : {practice}. Portée : {kind}.",
    "flow.under-way": "En cours : {learner} apprend auprès de {teacher} : {practice}.",
    "flow.planned": "Prévu : {learner} doit apprendre auprès de {teacher} : {practice}.",
    "flow.via": " Lors de : {via}.",
    "flow.led-to": " Cela a conduit à : {led_to}.",
    "flow.date": " Date : {date}.",
    "kind.exposed": "elle en a été informée, aucun effet n’est indiqué",
    "kind.inspired": "elle s’en est inspirée pour agir",
    "kind.adapted": "elle en a fait sa propre version",
    "heading.why": "Pourquoi ces deux villes",
    "band.good": "Bien adaptée pour cette pratique : score {score} sur 1, place {rank} ; candidates : {candidates}.",
    "band.possible": (
        "Peut convenir pour cette pratique : score {score} sur 1, place {rank} ; candidates : {candidates}."
    ),
    "band.weak": "Peu adaptée pour cette pratique : score {score} sur 1, place {rank} ; candidates : {candidates}.",
    "tied": "D’autres ont le même score.",
    "bounds": "Avec d’autres pondérations proches, sa place serait entre {low} et {high}.",
    "adds": "{adds} sur {weight}",
    "why.intro": (
        "Ces raisons portent sur {mentor} comme mentor. Celles qui n’ont pas de numéro entre crochets sont calculées à "
        "partir de ce qui est connu des deux villes."
    ),
    "heading.before": "Ce qui s’est passé auparavant",
    "before.none": "On ne connaît pas d’apprentissage de l’une auprès de l’autre.",
    "before.more": "Autres apprentissages entre les deux villes, non repris ici : {number}.",
    "met": (
        "Les deux y étaient : {engagement}. {learner} en tant que : {learner_roles} ; {mentor} en tant que : "
        "{mentor_roles}. Date : {date}."
    ),
    "met.none": "On ne connaît pas d’activité où les deux étaient présentes.",
    "met.more": "Autres activités communes, non reprises ici : {number}.",
    "heading.ask": "Que demander",
    "ask.intro": "Ces questions découlent de ce qui est incertain ou inconnu. Écartez celles qui ne conviennent pas.",
    "ask.stage-unknown": "Où en est aujourd’hui {mentor} : {practice} ? Qui l’a décidé, et quand ?",
    "ask.broader-only": (
        "Ce pour quoi {mentor} est connue est plus large : {subjects}. Qu’est-ce qui peut servir ici : {practice} ?"
    ),
    "ask.single-source": "Quels documents, chiffres ou partenaires pourraient confirmer ce qui est dit de {mentor} ?",
    "ask.self-claimed": "Qui, en dehors des parties elles-mêmes, l’a vu ou évalué à {mentor} ?",
    "ask.inferred": "{mentor} travaille-t-elle elle-même ainsi, avec quel personnel et quels moyens ?",
    "ask.old": "Qu’est-ce qui a changé à {mentor} depuis la source la plus récente ?",
    "ask.no-track-record": "Une autre ville a-t-elle déjà appris auprès de {mentor}, et avec quelles suites ?",
    "ask.undated": "Depuis quand {implementation} en est-il à cette étape ({stage}) ? Aucune date n’est connue.",
    "ask.outcome": (
        "Qu’a fait {learner} de ce qu’elle a appris auprès de {teacher} ? On ne connaît pas de suite à cet échange."
    ),
    "ask.going": "Où en est l’apprentissage prévu ou commencé : {learner} auprès de {teacher} ?",
    "ask.wanted": "Que veut atteindre {city} exactement, quand et avec quels moyens ? Il s’agit de : {subject}.",
    "ask.own": (
        "Où en est {city} avec {implementation}, et qu’est-ce qui l’en empêche ? Dernière étape connue : {stage}."
    ),
    "ask.language": "Dans quelle langue travailler ? On ne leur connaît pas de langue d’administration commune.",
    "ask.size": (
        "Qu’est-ce qui dépend de la taille ? {mentor} compte {mentors} habitants, {learner} en compte {learners}."
    ),
    "ask.again": "Que ferait {mentor} autrement si c’était à refaire ?",
    "heading.doubts": "Ce qui est incertain",
    "doubts.intro": "Ce qui invite à la prudence au sujet de {mentor} comme mentor.",
    "without": "Sans ces passages des sources, {mentor} ne serait pas proposée.",
    "undated": "Énoncés écartés parce que rien ne permet de les dater : {number}.",
    "unsupported": "Énoncés écartés parce qu’aucun passage d’une source ne peut être montré : {number}.",
    "unknown": "Ce qui n’est pas dit ici n’est pas connu ; cela ne veut pas dire que ce n’est pas le cas.",
    "heading.places": "Passages des sources",
    "places.intro": (
        "De chaque passage ne sont donnés que la section et les premiers et derniers mots. La ligne qui précède est de "
        "la personne qui a établi les données, en anglais."
    ),
    "place.inferred": "conclusion de la personne qui a établi les données",
    "source": "Source {letter} :",
    "place.whole": "La source dans son ensemble.",
    "made": "Établi par Practice Atlas : algorithme {algorithm}, version {version}, pondérations fixées à l’avance.",
    "machine": (
        "Le texte français de cette note a été traduit par une machine et n’a pas encore été relu par une personne."
    ),
    "stage.requested": "un appui a été demandé",
    "stage.exploring": "des possibilités sont étudiées",
    "stage.committed": "annoncé ou approuvé",
    "stage.designing": "en préparation",
    "stage.piloting": "à l’essai",
    "stage.adopted": "adopté",
    "stage.in-use": "en service",
    "stage.paused": "suspendu",
    "stage.ended": "terminé",
    "role.host": "ville hôte",
    "role.organiser": "organisatrice",
    "role.presenter": "ville qui présente sa propre expérience",
    "role.participant": "participante",
    "role.funder": "bailleuse de fonds",
    "role.partner": "partenaire",
    "role.beneficiary": "bénéficiaire",
    "city.city": "ville ou commune",
    "city.combined-authority": "autorité intercommunale",
    "city.governorate": "gouvernorat",
    "city.district": "district",
    "city.region": "région",
    "date.none": "sans date dans la source",
    "date.from-to": "début : {start}, fin : {end}",
    "date.since": "depuis : {start}",
    "date.until": "jusqu’à : {end}",
    "date.about": "vers {date}",
    "date.perhaps": "peut-être {date}",
    "date.perhaps-about": "peut-être vers {date}",
    "date.other": "tel qu’écrit : {date}",
}

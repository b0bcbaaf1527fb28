# The page that explains the codes of problems, behind the “type” of each.

problems-page = Problèmes
    .text = Lorsqu’une demande est refusée, la réponse est un document décrivant le problème (RFC 9457), qui porte l’un de ces codes. Les codes ne changent pas ; les titres et les explications sont donnés dans la langue de la personne qui lit. Les valeurs qui y figurent sont des exemples.
    .problems = Pourquoi une demande a été refusée
    .fields = Ce qui n’allait pas dans un champ, dans « errors »
    .items = Pourquoi un élément parmi plusieurs n’a pas été traité

# What can be refused about the Parties to the Convention.

party-unknown = Partie inconnue
    .detail = Aucune Partie à la Convention ne correspond à ce code.

party-flag-unchanged = Aucune modification
    .detail = À cette date, l’indication est déjà celle que vous souhaitez pour cette Partie. L’historique reste inchangé.

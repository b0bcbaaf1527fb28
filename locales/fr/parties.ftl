# What can be refused about the Parties to the Convention.

party-unknown = Partie inconnue
    .detail = Aucune Partie à la Convention ne correspond à ce code.

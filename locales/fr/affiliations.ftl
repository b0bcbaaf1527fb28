# What can be refused about affiliations: for which authority of which Party a person works, and who vouches for it.

affiliation-unknown = Rattachement inconnu
    .detail = Ce rattachement n’existe pas, ou vous n’y avez pas accès.

affiliation-exists = Rattachement déjà déclaré
    .detail = Vous avez déjà déclaré ce rattachement. Il est confirmé ou en attente de confirmation.

# $most is how many requests of one person may wait at a time.
affiliation-too-many-requests = Trop de demandes
    .detail = Vous avez déjà { $most } demandes en attente de confirmation. Veuillez attendre une réponse ou retirer l’une d’elles.

affiliation-already-decided = Décision déjà prise
    .detail = Entre-temps, ce rattachement a fait l’objet d’une décision ou a été retiré. Veuillez actualiser la liste.

affiliation-own = Votre propre rattachement
    .detail = Nul ne peut confirmer son propre rattachement. Veuillez vous adresser à un autre point focal de votre Partie ou au Secrétariat.

until-too-far = Échéance trop lointaine
    .detail = Cette échéance doit se situer dans les cinq années à venir.

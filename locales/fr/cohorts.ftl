# What can be refused about cohorts: groups of people who learn together.

cohort-unknown = Groupe inconnu
    .detail = Aucun groupe d’apprenants ne porte cet identifiant. Veuillez vous renseigner auprès des organisateurs de la formation.

cohort-course-unknown = Cours inconnu
    .detail = Aucun cours publié ne porte ce nom.

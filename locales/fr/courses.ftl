# Cours.

course-unknown = Ce cours n’existe pas
    .detail = Aucun cours nommé « { $course } » n’est publié. Consultez la liste des cours.
activity-unknown = Cette activité n’existe pas
    .detail = Cette version du cours ne contient pas d’activité « { $activity } ». Repartez du plan du cours.
enrolment-required = Inscrivez-vous d’abord
    .detail = Cette activité est réservée aux personnes inscrites au cours. Inscrivez-vous, puis ouvrez-la de nouveau.
course-package-refused = Le cours contient des erreurs
    .detail =
        { $count ->
            [one] Le paquet contient une erreur, indiquée ci-dessous avec son fichier et sa ligne. Rien n’a été enregistré. Corrigez-la et envoyez de nouveau le paquet.
           *[other] Le paquet contient { $count } erreurs, indiquées ci-dessous avec leur fichier et leur ligne. Rien n’a été enregistré. Corrigez-les et envoyez de nouveau le paquet.
        }
course-no-draft = Il n’y a rien à publier
    .detail = Aucun projet du cours « { $course } » n’est en attente. Envoyez d’abord un paquet.
course-already-published = Ce projet est déjà publié
    .detail = Le dernier projet du cours « { $course } » a été publié. Envoyez un paquet modifié pour publier de nouveau.

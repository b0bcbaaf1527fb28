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
draft-unknown = Ce projet n’existe pas
    .detail = Le cours n’a aucun projet de ce nom. Consultez la liste de ses projets ou envoyez le paquet.
course-already-published = Ce paquet est déjà publié
    .detail = Ce paquet de « { $course } » a été publié tel quel. Modifiez-le, puis envoyez-le de nouveau.

# What can be refused about progress: a whole request, or one event of many.

# $largest is how many events one request may hold.
events-too-many = Trop d’événements
    .detail = Une requête peut contenir au plus { $largest } événements. Veuillez les envoyer en plusieurs requêtes.

event-activity-unknown = Activité inconnue
    .detail = Le cours ne comporte aucune activité portant cet identifiant, ni à présent ni dans une version antérieure. Cet événement n’a pas été conservé.

event-not-a-lesson = Ce n’est pas une leçon
    .detail = Cette activité est un questionnaire : ses tentatives sont comptées automatiquement. Cet événement n’a pas été conservé.

event-id-taken = Identifiant déjà pris
    .detail = Cet identifiant est celui d’un autre événement. Veuillez donner à celui-ci un identifiant qui lui soit propre, puis l’envoyer de nouveau.

event-in-the-future = Dans l’avenir
    .detail = Cet événement est en avance de plus de cinq minutes. Veuillez vérifier l’horloge de l’appareil, puis envoyer l’événement de nouveau.

event-after-the-end = Après l’échéance
    .detail = La validité de votre inscription à ce cours avait déjà pris fin à ce moment-là. Cet événement n’a pas été conservé. Pour continuer, veuillez demander au point focal de votre Partie ou au Secrétariat de la prolonger.

event-before-enrolment = Avant l’inscription
    .detail = Ce temps actif est antérieur au début de l’inscription et n’est pas pris en compte.

event-language-not-offered = Langue non proposée
    .detail = Cette leçon n’est pas proposée dans la langue indiquée pour cet événement.

event-seconds-invalid = Temps d’activité non valide
    .detail = Un événement « time » doit indiquer ses secondes d’activité, au moins une ; un événement « viewed » n’en comporte pas. Cet événement n’a pas été conservé.

# What can be refused about quizzes.

attempt-unknown = Tentative inconnue
    .detail = Cette tentative n’existe pas, ou vous n’y avez pas accès.

question-unknown = Question inconnue
    .detail = Cette tentative ne pose pas cette question. Veuillez répondre aux questions reçues avec la tentative.

# $activity is the id of the activity.
activity-not-a-quiz = Ce n’est pas un questionnaire
    .detail = L’activité « { $activity } » n’est pas un questionnaire : elle ne donne lieu à aucune tentative.

# $limit is how often the quiz may be taken.
attempts-used-up = Plus de tentatives
    .detail =
        { $limit ->
            [one] Vous ne pouviez répondre à ce questionnaire qu’une seule fois, et vous l’avez déjà fait.
           *[other] Vous pouviez répondre à ce questionnaire { $limit } fois, et vous avez utilisé toutes vos tentatives.
        }

attempt-closed = Tentative close
    .detail = Cette tentative a été remise ; ses réponses ne peuvent plus être modifiées.

## What can be wrong with an answer

answer-id-unknown = Identifiant inconnu
    .detail = La question ne propose ici rien qui porte cet identifiant. Veuillez utiliser les identifiants reçus avec elle.

answer-id-repeated = Donné deux fois
    .detail = Chaque identifiant ne peut être donné qu’une seule fois.

answer-order-incomplete = Ordre incomplet
    .detail = L’ordre doit contenir tous les éléments de la question.

answer-not-a-number = Ce n’est pas un nombre
    .detail = Veuillez indiquer un nombre en chiffres, par exemple 90, 12.5 ou 12,5.

answer-number-ambiguous = Nombre ambigu
    .detail = Veuillez écrire le nombre sans séparateur de milliers, par exemple 40900. S’il s’agit d’un nombre décimal, ajoutez un zéro, par exemple 40,9000.

## Extra time

accommodation-unknown = Temps supplémentaire introuvable
    .detail = Aucun temps supplémentaire ne porte cet identifiant, ou il a déjà été retiré.

accommodation-own = Votre propre temps supplémentaire
    .detail = Nul ne s’accorde à soi-même du temps supplémentaire. Veuillez vous adresser à une ou un collègue.

# $largest is a number of per cent.
extra-time-out-of-range = Valeur hors limites
    .detail = Le temps supplémentaire est un pourcentage entier de la durée impartie, de 1 à { $largest }.

# Why a request was refused. The value is a short title; .detail says what happened and what can be done.
# The id is the code that programs receive: renaming one breaks them.

## Where things are

not-found = Introuvable
    .detail = Ce que vous demandez n’existe pas, ou vous n’y avez pas accès.

route-unknown = Adresse inconnue
    .detail = Il n’y a rien à cette adresse. Veuillez vérifier qu’elle ne contient pas d’erreur.

method-not-allowed = Méthode non autorisée
    .detail = Cette adresse existe, mais n’accepte pas cette méthode. L’en-tête « Allow » indique les méthodes acceptées.

# $parameter is its name, as it stands in the address.
query-invalid = Paramètres non valides
    .detail = Le paramètre « { $parameter } » est inconnu ici ou n’a pas la forme attendue. Corrigez-le ou retirez-le ; /api/docs donne les paramètres de cette adresse.

cursor-invalid = Page non valide
    .detail = Cette page de la liste est introuvable. Veuillez recommencer à partir de la première page.

language-unknown = Langue inconnue
    .detail = La langue doit être indiquée par une étiquette BCP 47, par exemple « en », « pt-BR » ou « zh-Hant ».

# $largest is the greatest number of items that a page may have.
limit-out-of-range = Taille de page non valide
    .detail = Le paramètre « limit » doit être un nombre compris entre 1 et { $largest }.

## What was sent

# $bytes is a number, far above one.
body-too-large = Requête trop volumineuse
    .detail = Ce que vous avez envoyé dépasse les { $bytes } octets acceptés ici. Veuillez envoyer moins de données, ou les répartir en plusieurs requêtes.

body-incomplete = Requête incomplète
    .detail = Ce que vous avez envoyé s’est interrompu avant la fin. Veuillez l’envoyer à nouveau.

body-too-slow = Requête trop lente
    .detail = Ce que vous avez envoyé est arrivé trop lentement, ou s’est arrêté avant la fin. Veuillez vérifier votre connexion et l’envoyer à nouveau.

body-too-deep = Imbrication trop profonde
    .detail = Ce que vous avez envoyé comporte trop de niveaux de listes et d’objets imbriqués.

content-type-unsupported = Type de contenu non pris en charge
    .detail = Ce que vous avez envoyé est d’un type qui n’est pas accepté ici. Veuillez vérifier l’en-tête « Content-Type ».

# $line and $column are numbers, both from 1.
body-malformed = JSON mal formé
    .detail = Ce que vous avez envoyé n’est pas du JSON valide : l’erreur se trouve à la ligne { $line }, colonne { $column }.

request-malformed = Requête mal formée
    .detail = Votre requête n’est pas conforme à HTTP ou a été interrompue. Veuillez l’envoyer à nouveau.

body-invalid = Certaines informations ne conviennent pas
    .detail = Veuillez corriger les points indiqués, puis renvoyer votre requête.

field-unknown = Champ inconnu
    .detail = Aucun champ ne porte ce nom ici.

field-duplicate = Indiqué deux fois
    .detail = Ce champ ne peut être indiqué qu’une seule fois.

# $words are the words that are accepted, with commas between them.
field-unknown-word = Mot inconnu
    .detail = Veuillez indiquer l’un de ces mots : { $words }.

field-missing = Obligatoire
    .detail = Cette information est obligatoire.

field-wrong-type = Type de valeur incorrect
    .detail = La valeur n’est pas du type attendu ici. Veuillez consulter /api/docs.

field-empty = Vide
    .detail = Cette information ne peut pas être laissée vide.

# $max is the greatest number of characters allowed.
field-too-long = Trop long
    .detail =
        { $max ->
            [one] Ce texte ne peut pas dépasser { $max } caractère.
           *[other] Ce texte ne peut pas dépasser { $max } caractères.
        }

field-invalid = Valeur non valide
    .detail = La valeur n’a pas la forme attendue ici. Veuillez consulter /api/docs.

field-control-characters = Caractères non autorisés
    .detail = Le texte contient des caractères de contrôle, qui sont invisibles et ne sont pas autorisés ici.

## Who is asking

sign-in-required = Veuillez vous connecter
    .detail = Vous devez être connecté pour effectuer cette action.

token-expired = Votre session a expiré
    .detail = Veuillez vous connecter à nouveau.

token-invalid = Votre session n’est pas valide
    .detail = Le jeton d’accès n’est pas reconnu. Veuillez vous connecter à nouveau.

forbidden = Action non autorisée
    .detail = Votre compte ne dispose pas des droits nécessaires pour effectuer cette action. Si vous en avez besoin, adressez-vous au Secrétariat.

email-not-verified = Adresse électronique non confirmée
    .detail = Veuillez d’abord confirmer votre adresse électronique au moyen du message que nous vous avons envoyé.

## Doing things twice, or at the same time

precondition-required = Version à préciser
    .detail = Plusieurs personnes peuvent modifier cet élément. Veuillez préciser dans l’en-tête « If-Match » la version sur laquelle se fonde votre modification.

precondition-failed = Modifié entre-temps
    .detail = Cet élément a été modifié depuis que vous l’avez consulté. Veuillez le consulter à nouveau, puis refaire votre modification.

idempotency-key-reused = Clé déjà utilisée
    .detail = La clé « Idempotency-Key » a déjà servi pour une autre requête. Veuillez en choisir une nouvelle.

idempotency-key-invalid = Clé non valide
    .detail = La clé « Idempotency-Key » n’a pas la forme attendue.

# $seconds is how long to wait.
rate-limited = Trop de requêtes
    .detail =
        { $seconds ->
            [one] Veuillez patienter { $seconds } seconde, puis réessayer.
           *[other] Veuillez patienter { $seconds } secondes, puis réessayer.
        }

## On our side

busy = Service momentanément surchargé
    .detail = Le service est très sollicité. Veuillez réessayer dans un instant.

storage-full = Espace de stockage épuisé
    .detail = Le service n’a plus de place pour enregistrer quoi que ce soit : rien n’a été modifié. La consultation reste possible. Veuillez réessayer plus tard.

internal-error = Une erreur s’est produite de notre côté
    .detail = Cette erreur est de notre fait et non du vôtre. Si elle se reproduit, veuillez nous en informer en indiquant la référence qui accompagne cette réponse.

form-from-elsewhere = Ce formulaire ne peut pas être accepté
    .detail = Il n’a pas été envoyé depuis une page que le Collège vous a montrée pendant cette session. Veuillez rouvrir la page et l’envoyer de là.

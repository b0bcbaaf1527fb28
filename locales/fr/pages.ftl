# The College in a browser, as anybody sees it without an account.

## Around every page

# Read out first by screen readers, shown when somebody uses the keyboard.
pages-skip = Aller au contenu

# The names of navigation, as screen readers announce it.
pages-navigation = Navigation principale

pages-breadcrumb = Où vous êtes

pages-footer = À propos du site

# Links of the navigation: short.
pages-home = Accueil

pages-courses = Cours

pages-verify = Vérifier un certificat

pages-developers = Pour les développeurs

## The home page

pages-welcome = Apprenez comment fonctionne la Convention
    .text = Le { college-name } enseigne ce que doivent savoir les personnes qui appliquent la Convention sur le commerce international des espèces de faune et de flore sauvages menacées d’extinction : des leçons et des quiz pour n’importe quel téléphone, et un certificat que chacun peut vérifier.

pages-begin = Des cours pour commencer

pages-all-courses = Tous les cours

pages-shown-a-certificate = On vous a présenté un certificat ?
    .text = Chacun peut savoir si le Collège l’a délivré et s’il est encore en vigueur. Aucun compte n’est nécessaire.

pages-languages = Langues
    .text = Ces pages se lisent dans les langues ci-dessous. Chaque cours indique dans quelles langues on peut le suivre.

## The list of courses, and what they are chosen by

pages-choose-language = Disponible en

pages-choose-audience = Public

# What a choice says that excludes nothing.
pages-any = Peu importe

pages-choose = Afficher

# $count is the number of courses.
pages-found =
    { $count ->
        [one] { $count } cours
       *[other] { $count } cours
    }

pages-none-found = Aucun cours ne correspond encore à ce choix.

pages-more-courses = Autres cours

## What is said of a course

# $hours is the study time, a whole number.
pages-hours =
    { $hours ->
        [one] { $hours } heure
       *[other] { $hours } heures
    }

pages-everyone = Tout le monde

# $authorities is a list of the kinds of authority below, in words.
pages-officials = Agents publics : { $authorities }

pages-any-officials = Agents publics

pages-management-authorities = organes de gestion

pages-scientific-authorities = autorités scientifiques

pages-customs = douanes

pages-enforcement-authorities = services de lutte contre la fraude

pages-prosecution = ministère public

pages-judiciary = magistrature

pages-legislature = pouvoir législatif

pages-other-bodies = autres organismes publics

pages-study-time = Temps d’étude

pages-audience = Public

pages-contents = Contenu

# $count is the number of lessons.
pages-lessons =
    { $count ->
        [one] { $count } leçon
       *[other] { $count } leçons
    }

# $count is the number of quizzes.
pages-quizzes =
    { $count ->
        [one] { $count } quiz
       *[other] { $count } quiz
    }

pages-certificate = Certificat

pages-certificate-on-completion = Dès que le cours est terminé

pages-certificate-after-sign-off = Lorsque le cours est terminé et que le Secrétariat l’a signé

pages-certificate-none = Aucun

# Before a list of courses.
pages-before = À terminer d’abord

# Before a date.
pages-review = À réviser avant le

pages-licence = Licence

# Leads to the first lesson that anybody may read.
pages-try = Lire la première leçon

pages-outcomes = Ce que vous saurez faire

pages-outline = Plan du cours
    .text = Chacun peut lire les leçons qui sont des liens. Les autres sont réservées aux personnes inscrites.

pages-lesson = Leçon

# $count is the number of questions.
pages-quiz-of =
    { $count ->
        [one] Quiz, { $count } question
       *[other] Quiz, { $count } questions
    }

# Marks of a lesson in the outline.
pages-open-to-all = ouverte à tous

pages-optional = facultatif

# What is said of a language of a course, after its name.
pages-edition-original = l’original

pages-edition-complete = entièrement traduit

pages-edition-partial = traduit en partie

# $count is the number of lessons.
pages-edition-stale =
    { $count ->
        [one] { $count } leçon suit un original antérieur
       *[other] { $count } leçons suivent un original antérieur
    }

# $language is the name of a language.
pages-other-language = Ce cours n’existe pas encore dans votre langue. Vous le lisez dans celle-ci : { $language }.

## A lesson

pages-borrowed = Des passages de cette leçon sont dans une autre langue
    .text = Personne ne les a encore traduits.

pages-stale = L’original de cette leçon a changé depuis
    .text = La traduction n’a pas encore été mise à jour. La leçon dans sa langue originale est à jour.

# $count is the number of pictures, $kilobytes what they weigh together.
pages-pictures =
    { $count ->
        [one] { $count } image, { $kilobytes } ko, chargée lorsque vous y arrivez
       *[other] { $count } images, { $kilobytes } ko, chargées lorsque vous y arrivez
    }

# The navigation to the lessons before and after.
pages-beside = Précédent et suivant
    .previous = Précédent
    .next = Suivant

## A lesson or quiz that is not open to all

pages-closed = Cette partie du cours est réservée aux personnes inscrites.

pages-closed-everyone = Chacun peut s’inscrire : il faut un compte auprès du Collège, et aucune approbation.

pages-closed-officials = Le cours s’adresse aux agents publics : il faut un compte auprès du Collège, et une autorité qui confirme pour qui vous travaillez.

pages-about-course = À propos du cours

pages-open-lessons = Leçons ouvertes à tous

## One's own pages

pages-sign-in = Se connecter

pages-sign-out = Se déconnecter

pages-email = Adresse électronique

pages-password = Mot de passe

# The page of somebody's courses and certificates; also a link of the navigation.
pages-my = Ma formation

# $name is a person's name.
pages-my-greeting = Compte de { $name }

pages-my-nothing = Vous n’êtes encore inscrit à aucun cours.

pages-my-active = En cours

pages-my-requested = Votre inscription attend une approbation

pages-my-refused = Votre inscription a été refusée

pages-my-expired = Le délai pour terminer le cours est passé

# $date is a day.
pages-my-completed = Terminé le { $date }

# $done is a number of lessons and quizzes, $required how many are required in all.
pages-my-progress = { $done } sur { $required } parties faites

pages-my-certificates = Mes certificats

# $date is a day.
pages-my-until = Valable jusqu’au { $date }

# Leads to a certificate as a file.
pages-my-pdf = Télécharger le PDF

# Leads to the page that others see who verify a certificate.
pages-my-as-verified = Ce que voient les autres

## When something is refused, or breaks

# $id is a number that names what happened.
pages-occurrence = Si vous demandez de l’aide, indiquez ce numéro : { $id }

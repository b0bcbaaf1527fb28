# The College in a browser, as anybody sees it without an account.

## Around every page

# Read out first by screen readers, shown when somebody uses the keyboard.
pages-skip = Aller au contenu

# The names of navigation, as screen readers announce it.
pages-navigation = Navigation principale

pages-breadcrumb = Votre position

pages-footer = À propos du site

# Links of the navigation: short.
pages-home = Accueil

pages-courses = Cours

pages-verify = Vérifier un certificat

pages-developers = Pour les développeurs

## The home page

pages-welcome = Apprenez comment fonctionne la Convention
    .text = Le { college-name } enseigne ce que doivent savoir les personnes qui appliquent la Convention sur le commerce international des espèces de faune et de flore sauvages menacées d’extinction : des leçons et des questionnaires adaptés à tous les téléphones, et un certificat que chacun peut vérifier.

pages-begin = Des cours pour commencer

pages-all-courses = Tous les cours

pages-shown-a-certificate = On vous a présenté un certificat ?
    .text = Chacun peut savoir si le Collège l’a délivré et s’il est encore en vigueur. Aucun compte n’est nécessaire.

pages-languages = Langues
    .text = Ces pages se lisent dans les langues ci-dessous. Chaque cours indique dans quelles langues on peut le suivre.

## The list of courses, and what they are chosen by

# Before a list of languages to choose from.
pages-choose-language = Langue du cours

# Before a list of audiences to choose from.
pages-choose-audience = Public

# A choice in the list of languages that excludes none.
pages-any-language = Toutes les langues

# A choice in the list of audiences that excludes none.
pages-any-audience = Tous les publics

# A button, after the two choices above: a verb.
pages-choose = Afficher

# $count is the number of courses.
pages-found =
    { $count ->
        [one] { $count } cours
       *[other] { $count } cours
    }

pages-none-found = Aucun cours ne correspond encore à ce choix.

# $language is the name of a language.
pages-none-in = Aucun cours n’est encore disponible dans cette langue : { $language }.

pages-list-ends = La liste des cours se termine avant cette page.

# Leads to the first page of the list.
pages-first-courses = Au début de la liste

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

# Kinds of authority, in the plural, as parts of a list. Keep the capitals that CITES uses in your language.
pages-management-authorities = organes de gestion

pages-scientific-authorities = autorités scientifiques

pages-customs = douanes

pages-enforcement-authorities = autorités chargées de la lutte contre la fraude

pages-prosecution = ministère public

pages-judiciary = tribunaux

pages-legislature = parlements

pages-other-bodies = autres organismes publics

# Before a number of hours.
pages-study-time = Durée

# Before the words for an audience.
pages-audience = Public

# What a course consists of, before the numbers of its lessons and quizzes below.
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
        [one] { $count } questionnaire
       *[other] { $count } questionnaires
    }

# What is loaded of a course in all, before the message below.
pages-size = Taille

# $kilobytes is what lessons and pictures weigh, $count the number of pictures.
pages-size-of =
    { $count ->
        [0] { $kilobytes } ko
        [one] { $kilobytes } ko avec { $count } image
       *[other] { $kilobytes } ko avec { $count } images
    }

# Before one of the three messages below: when one gets it.
pages-certificate = Certificat

pages-certificate-on-completion = Dès que le cours est terminé

pages-certificate-after-sign-off = Une fois le cours terminé et le certificat signé par le Secrétariat

pages-certificate-none = Aucun

# Before a list of courses.
pages-before = Cours à suivre d’abord

# Before a date.
pages-review = Prochaine révision

# Before the name of a licence, such as CC-BY-4.0.
pages-licence = Licence

# A button; leads to the first lesson that anybody may read.
pages-try = Commencer à lire

pages-outcomes = Ce que vous saurez faire

# The contents of a course: modules with their lessons and quizzes. A title.
pages-outline = Plan du cours
    .text = Les leçons affichées comme des liens sont ouvertes à tous. Les autres sont réservées aux personnes inscrites.

pages-lesson = Leçon

# $count is the number of questions.
pages-quiz-of =
    { $count ->
        [one] Questionnaire, { $count } question
       *[other] Questionnaire, { $count } questions
    }

# Marks of a lesson or quiz in the outline, after the words for its kind.
pages-open-to-all = accès libre

pages-optional = en option

# What is said of a language of a course, after its name.
pages-edition-original = langue d’origine

pages-edition-complete = entièrement traduit

pages-edition-partial = traduit en partie

# $count is the number of lessons.
pages-edition-stale =
    { $count ->
        [one] { $count } leçon pas encore à jour avec l’original
       *[other] { $count } leçons pas encore à jour avec l’original
    }

# $page and $language are the names of two languages: that of the page, and that of the course.
pages-other-language = Ce cours n’est pas disponible dans cette langue ({ $page }). Langue affichée : { $language }.

pages-course-stale = L’original de ce cours a été modifié après la traduction de certains passages de cette page

## A lesson

pages-borrowed = Des passages de cette leçon sont dans une autre langue
    .text = Personne ne les a encore traduits.

pages-stale = L’original de cette leçon a été modifié après sa traduction
    .text = La traduction n’a pas encore été mise à jour. L’original est à jour.

# $count is the number of pictures, $kilobytes what they weigh together.
pages-pictures =
    { $count ->
        [one] { $count } image, { $kilobytes } ko
       *[other] { $count } images, { $kilobytes } ko
    }

# The navigation to the lessons before and after: its name is read out by screen readers only; previous and next stand above the titles of these lessons.
pages-beside = Précédent et suivant
    .previous = Précédent
    .next = Suivant

# A mark after the title of a lesson or quiz.
pages-for-enrolled = réservé aux personnes inscrites

## A lesson or quiz that is not open to all

pages-closed = Cette partie du cours est réservée aux personnes inscrites.

pages-closed-everyone = Tout le monde peut s’inscrire : un compte auprès du Collège suffit.

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

# $id names what happened, so that whoever is asked for help finds it.
pages-occurrence = Référence à indiquer : { $id }

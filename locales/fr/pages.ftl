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

# $date is a day.
pages-my-requested = Votre inscription attend une approbation
    .text = Votre demande date du { $date }. Le point focal de votre Partie ou le Secrétariat décide, et nous vous écrirons.

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

## A course that one takes

# Before the title of the next lesson or quiz, in a button.
pages-go-on = Continuer :

# Before the title of the first lesson or quiz, in a button.
pages-begin-with = Commencer :

pages-earlier-version = Une nouvelle version de ce cours est parue. Vous suivez celle que vous avez commencée et vous pouvez la terminer.

# Before one of the two messages below.
pages-needs = Pour terminer le cours

# $count is the number of lessons and quizzes.
pages-needs-all =
    { $count ->
        [one] Faire la partie obligatoire
       *[other] Faire les { $count } parties obligatoires
    }

# $count is how many lessons and quizzes one has to do, of more.
pages-needs-some =
    { $count ->
        [one] Faire { $count } des parties obligatoires
       *[other] Faire { $count } des parties obligatoires
    }

# Before a day and time: the last moment that counts.
pages-until = Ce que vous faites compte jusqu’au

# Before a percentage.
pages-grade = Note

pages-quiz = Questionnaire

# Of a lesson or quiz.
pages-done = Fait

# Of a lesson or quiz.
pages-not-done = Pas encore fait

# What a lesson asks for.
pages-asks-reading = à lire, puis à confirmer en bas de page

# What a lesson asks for. $minutes is a whole number.
pages-asks-time =
    { $minutes ->
        [one] à lire pendant { $minutes } minute
       *[other] à lire pendant { $minutes } minutes
    }

# What a quiz asks for. $mark is a percentage.
pages-asks-passing = à réussir avec { $mark }

# What a quiz asks for.
pages-asks-submission = à remettre

# $score is a percentage.
pages-score = votre résultat : { $score }

# $minutes is a whole number.
pages-time-so-far =
    { $minutes ->
        [one] { $minutes } minute jusqu’ici
       *[other] { $minutes } minutes jusqu’ici
    }

# A button at the end of a lesson.
pages-read-next = J’ai lu cette leçon – suite

# A button at the end of the last lesson.
pages-read-last = J’ai lu cette leçon

# A link; leads from a lesson that is open to all to the same lesson for those who are enrolled.
pages-enrolled = Vous êtes inscrit ? Poursuivez dans Ma formation

# A link.
pages-to-course = Vers le cours

## A quiz before and between attempts

# $count is the number of questions.
pages-questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }

# Before a percentage.
pages-pass-mark = Pour réussir

# Before one of the two messages below.
pages-attempts-left = Tentatives restantes

# $count is the number of attempts that are left.
pages-attempts-count =
    { $count ->
        [0] aucune
       *[other] { $count }
    }

pages-attempts-any = autant que vous voulez, quand vous voulez

# Before a number of minutes.
pages-time-limit = Durée

# $minutes is a whole number.
pages-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

# Before one of the three messages below.
pages-counts = Pour votre note

pages-counts-best = votre meilleure tentative compte

pages-counts-last = votre dernière tentative compte

pages-counts-not = sans effet : c’est un exercice

# Before words such as: done.
pages-state = Où vous en êtes

pages-attempt-timed = Le temps court dès que vous commencez, même en votre absence.

pages-attempt-untimed = Il n’y a pas de limite de temps. Vous pouvez vous arrêter à tout moment et continuer plus tard.

# A button.
pages-attempt-start = Commencer

# A button.
pages-attempt-again = Essayer de nouveau

# A link that looks like a button.
pages-attempt-go-on = Continuer votre tentative

# Above a list.
pages-attempts = Vos tentatives

# $number is which attempt it is, counted from 1.
pages-attempt = Tentative { $number }

# Of an attempt.
pages-passed = réussi

# Of an attempt.
pages-not-passed = non réussi

## An attempt

# $number is the place of a question in its quiz.
pages-question = Question { $number }

pages-fill-gaps = Complétez le texte.

# The label of a gap in a text; $number is its place.
pages-gap = blanc { $number }

# The label of a field.
pages-answer = Votre réponse

# Stands in a list from which nothing has been chosen.
pages-choose-one = Choisissez

# An answer.
pages-true = Vrai

# An answer.
pages-false = Faux

# Below a question.
pages-answer-saved = Votre réponse est enregistrée.

# $done is how many of the questions are answered, $required how many there are.
pages-answers-kept = Questions répondues et enregistrées : { $done } sur { $required }

# $minutes is a whole number, $end a day and time.
pages-time-left =
    { $minutes ->
        [one] Il reste { $minutes } minute, jusqu’au { $end }
       *[other] Il reste { $minutes } minutes, jusqu’au { $end }
    }

# A button.
pages-save = Enregistrer

# A button.
pages-save-and-finish = Enregistrer et terminer

# Above a list of what is wrong.
pages-errors = Veuillez revoir ceci

# Above a list of answers that are wrong in form.
pages-errors-others-kept = Toutes vos autres réponses sont enregistrées.

pages-order-incomplete = Donnez à chaque élément une place différente.

# A title.
pages-submission = Remettre vos réponses ?
    .text = Une fois remises, vos réponses sont évaluées et ne peuvent plus être modifiées.

# Above a list of questions.
pages-missing = Réponses incomplètes

# Of a question.
pages-unanswered = sans réponse

# Of a question.
pages-answered-partly = réponse partielle

# A button.
pages-submit = Remettre

# A link.
pages-back-to-questions = Retour aux questions

## What an attempt was worth

# $score is a percentage.
pages-result-passed = { $score } – vous avez réussi

# $score is a percentage.
pages-result-not-passed = { $score } – vous n’avez pas encore réussi

# $mark is a percentage.
pages-result-needed = Pour réussir : { $mark }

pages-timed-out = Le temps était écoulé : ce que vous aviez enregistré jusque-là a été remis.

pages-late-answers = Certaines réponses sont arrivées après la fin du temps. Elles sont conservées mais ne comptent pas.

# A title.
pages-your-answers = Vos réponses

# Of an answer.
pages-right = Juste

# Of an answer.
pages-partly-right = En partie juste

# Of an answer.
pages-wrong = Faux

# $points is what was earned, $of what a question can give.
pages-points =
    { $of ->
        [one] { $points } sur { $of } point
       *[other] { $points } sur { $of } points
    }

pages-right-answer = Bonne réponse

# A link.
pages-to-quiz = Vers le questionnaire et vos tentatives

## What was sent when a session had ended

pages-again = Ce que vous avez écrit est toujours là
    .text = Rien n’a été enregistré : votre session était terminée. Si c’est vous qui l’avez écrit, appuyez sur le bouton pour l’enregistrer.
    .discard = Ne pas le garder
    .button = Enregistrer ce que j’ai écrit

# A link, for whoever has not confirmed her address. The letter is that for a new password, and its link confirms the address, too.
pages-another-letter = Recevoir une autre lettre, avec laquelle vous choisissez un nouveau mot de passe et confirmez votre adresse

## Enrolling in a course, and leaving it

# A title, a link and a button.
pages-enrol = S’inscrire

# A button.
pages-ask-to-enrol = Demander l’inscription

# Before a list of languages.
pages-learn-in = Langue de la formation

pages-officials-advice = Ce cours s’adresse aux agents publics. Indiquez-nous pour quelle autorité vous travaillez : le point focal de votre Partie ou le Secrétariat le confirme et décide de votre demande. Nous vous écrirons.

# Above a list of authorities that somebody has named before.
pages-your-office = Pour quelle autorité suivez-vous ce cours ?

# A choice, at the end of such a list; what it is stands below.
pages-another-office = Une autre, indiquée ci-dessous

# Above the three fields below.
pages-office = L’autorité pour laquelle vous travaillez

# Before a list of countries and organisations that are Parties to the Convention.
pages-party = Partie

# Before a list of kinds of authority.
pages-authority = Type d’autorité

# Before a field for the name of an authority.
pages-organisation = Nom de l’autorité

# A link, for who has completed the course.
pages-take-course-again = Suivre le cours de nouveau

pages-withdrawn = Vous avez quitté ce cours. Vous pouvez vous inscrire de nouveau : vous le recommenceriez depuis le début, et les tentatives déjà utilisées le resteraient.

pages-take-again = Vous pouvez le suivre encore une fois.

# A link, and a title.
pages-withdraw = Quitter ce cours
    .text = Vos certificats et vos résultats restent. Si vous vous inscrivez de nouveau plus tard, vous recommencerez le cours depuis le début, et les tentatives déjà utilisées le resteront.
    .button = Quitter le cours

# A link.
pages-stay = Rester dans le cours

## Coming by an account, and back into it

# A title, a link and a button.
pages-register = Créer un compte
    .text = Un compte vous permet de vous inscrire aux cours et d’obtenir des certificats. C’est gratuit.

pages-name = Votre nom

# Below the label of the field for one's name.
pages-name-hint = Tel qu’il doit figurer sur vos certificats.

# Below the label of the field for a new password.
pages-password-hint = Au moins 12 caractères, par exemple quelques mots sans rapport entre eux.

# Before a list of languages.
pages-letters-in = Langue de nos messages et de nos pages

# A title and a link.
pages-forgotten = Mot de passe oublié ?
    .text = Indiquez-nous votre adresse. Nous vous enverrons un message avec un lien pour choisir un nouveau mot de passe.
    .button = Envoyez-moi un message

pages-letter-sent = Nous vous avons envoyé un message
    .text = Veuillez consulter votre messagerie et ouvrir le lien que contient le message. Si rien n’arrive d’ici quelques minutes, regardez parmi les courriers indésirables et vérifiez l’adresse que vous avez indiquée.

## When something is refused, or breaks

# $id names what happened, so that whoever is asked for help finds it.
pages-occurrence = Référence à indiquer : { $id }

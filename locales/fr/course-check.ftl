# Ce qui peut être incorrect dans un cours tel qu’il est rédigé. Le rapport indique le fichier et la ligne à côté de chaque message.

## Fichiers

course-file-missing = Ce fichier manque. Ajoutez-le.
course-file-unknown = Rien dans le cours ne renvoie à ce fichier. Supprimez-le ou corrigez son nom.
course-file-too-large = Le fichier fait { $size } octets ; { $limit } au plus sont autorisés. Raccourcissez-le ou divisez-le.
course-file-not-utf8 = À partir de cette ligne, le texte n’est pas en UTF-8. Enregistrez le fichier en UTF-8.
course-file-link = Ceci est un lien ou un fichier spécial. Mettez le fichier lui-même à sa place.
course-too-many-files = Le cours compte plus de { $limit } fichiers. Supprimez ce dont il n’a pas besoin.
course-package-too-large = Le cours dépasse { $limit } octets. Réduisez-le.
course-too-many-mistakes = Il y a plus de { $limit } erreurs ; les autres ne sont pas affichées. Corrigez d’abord celles-ci, puis vérifiez de nouveau.
course-archive-unreadable = L’archive ZIP est endommagée ou compressée d’une manière inhabituelle. Recréez-la avec les réglages courants.
course-archive-path = Ceci n’est pas un chemin à l’intérieur de l’archive. Utilisez des chemins relatifs sans « .. », barre oblique inverse ni deux-points.
course-archive-duplicate = L’archive contient deux fois le même fichier. Recréez-la.
course-archive-encrypted = Le fichier est chiffré. Créez l’archive sans mot de passe.
course-archive-ratio = Une fois compressé, le fichier fait moins de 1/{ $limit } de sa taille. Ce n’est jamais le cas d’un fichier de cours : vérifiez ce qu’il contient.
course-slug-folder = Le « slug » est « { $slug } », mais le dossier s’appelle « { $folder } ». Donnez-leur le même nom.
course-language-tag = « { $tag } » n’est pas une étiquette de langue dans sa forme usuelle. Écrivez-la comme « fr » ou « pt-BR ».
course-source-language-missing = La langue source est « { $language } », mais il n’y a pas de dossier « { $language } ». Ajoutez-le ou corrigez source_language.

## TOML

course-toml = Ceci n’est pas du TOML valide : { $detail }.
course-member-unknown = « { $member } » n’est pas connu ici. Corrigez l’orthographe ou supprimez-le.
course-member-missing = « { $member } » manque ici. Ajoutez-le.
course-wrong-type =
    « { $member } » doit être { $expected ->
        [text] un texte entre guillemets
        [truth] true ou false
        [whole-number] un nombre entier
        [number] un nombre
        [day] un jour comme 2028-11-30, sans guillemets
        [table] une table
       *[list] une liste entre crochets
    }.
course-value-unknown = « { $member } » ne peut pas être « { $value } ». Choisissez l’une de ces valeurs : { $allowed }.
course-value-duplicate = « { $value } » figure deux fois dans « { $member } ». Supprimez l’une des deux.
course-number-range = « { $member } » doit être compris entre { $least } et { $most }.
course-day = « { $member } » doit être un jour sans heure, comme 2028-11-30.
course-licence = « { $licence } » ne ressemble pas à une licence SPDX. Écrivez-la comme CC-BY-4.0.
course-too-few = Le minimum pour « { $member } » est de { $least }. Ajoutez ce qui manque.
course-too-many = Le maximum pour « { $member } » est de { $most }. Supprimez-en.
course-text-empty = « { $member } » est vide. Écrivez un texte.
course-text-too-long = « { $member } » ne peut pas dépasser { $limit } caractères. Raccourcissez-le.
course-text-character = Le caractère { $character } n’est pas autorisé dans un texte : il est invisible ou change le sens de l’écriture. Supprimez-le.

## Identifiants

course-id-malformed = « { $id } » n’est pas un identifiant valide. Utilisez des mots en minuscules, faits de lettres sans accent et de chiffres, reliés par des traits d’union, de 64 caractères au plus.
course-duplicate-id = L’identifiant « { $id } » est utilisé deux fois ; il l’a été d’abord à la ligne { $first }. Donnez un autre identifiant à l’un des deux.
course-id-reserved = Aucune activité ne peut s’appeler « { $id } », car ce nom désigne déjà autre chose. Choisissez un autre identifiant.
course-unknown-reference =
    { $kind ->
        [outcome] L’acquis d’apprentissage « { $id } » n’existe pas.
        [text] Le texte cité « { $id } » n’existe pas.
        [module] Le module « { $id } » n’existe pas.
        [activity] L’activité « { $id } » n’existe pas.
        [question] La question « { $id } » n’existe pas.
        [pool] Ce questionnaire n’a pas de réserve de questions « { $id } ».
        [gap] La lacune « { $id } » n’existe pas.
        [picture] L’image « { $id } » n’existe pas.
       *[choice] Le choix « { $id } » n’existe pas.
    } Corrigez l’identifiant ou déclarez-le.

## Structure

course-prerequisite-self = Un cours ne peut pas être son propre prérequis. Retirez-le de la liste.
course-count-too-large = Il faut en achever { $count }, mais { $available } seulement sont obligatoires ici. Réduisez ce nombre.
course-module-empty = Le module « { $id } » n’a aucune activité. Ajoutez-en une ou supprimez le module.
course-nothing-required = Toutes les activités sont facultatives : personne ne pourrait achever le cours. Rendez-en au moins une obligatoire.
course-outcome-not-taught = Aucune leçon n’enseigne l’acquis « { $id } ». Mentionnez-le dans une leçon.
course-outcome-not-tested = Aucune question n’évalue l’acquis « { $id } ». Mentionnez-le dans une question.
course-completion-kind =
    { $kind ->
        [lesson] Une leçon ne peut pas être achevée par « { $rule } ». Utilisez « viewed » ou « time ».
       *[quiz] Un questionnaire ne peut pas être achevé par « { $rule } ». Utilisez « passed » ou « submitted ».
    }
course-preview-quiz = Le questionnaire « { $id } » ne peut pas être ouvert aux invités. Supprimez « preview ».
course-weight-none = Le cours donne un certificat, mais aucun questionnaire ne compte. Donnez un poids à l’un d’eux au moins.
course-quiz-without-questions = Le questionnaire « { $id } » n’a pas de questions. Ajoutez-en ou supprimez-le.
course-question-not-in-quiz = « { $activity } » est une leçon et ne peut pas poser de questions. Indiquez un questionnaire.
course-pool-overdrawn = La réserve « { $pool } » doit fournir { $draw } questions, mais elle n’en compte que { $available }. Ajoutez des questions ou tirez-en moins.

## Corrigés

course-key-missing = La question « { $question } » n’a pas de bonne réponse. Ajoutez son corrigé.
course-key-incomplete = Le corrigé ne dit rien de « { $id } ». Ajoutez-le.
course-order-given-away = La question « { $question } » est présentée dans l’ordre de sa réponse. Changez l’ordre : même si le questionnaire est mélangé, sa présentation ne l’est pas.
course-gap-answer = La lacune « { $gap } » demande soit « choices » et « key », soit « accept ».
course-accept-missing = Les mots acceptés pour la langue « { $language } » manquent. Ajoutez-les.
course-accept-blank = « { $word } » n’a ni lettre ni chiffre : rien ne pourrait lui correspondre. Écrivez un mot.

## Textes

course-text-missing = Il n’y a pas de texte pour « { $id } » dans « { $kind } ». Ajoutez-le.
course-text-extra = « { $kind } » a un texte pour « { $id } », que la structure du cours ne connaît pas. Supprimez-le ou corrigez l’identifiant.
course-stem-gap-missing = L’énoncé ne contient pas la lacune « { $gap } ». Placez son identifiant entre doubles accolades là où elle doit se trouver.
course-stem-gap-unknown = L’énoncé contient une lacune « { $gap } » que la question n’a pas. Supprimez-la ou corrigez l’identifiant.
course-stem-gap-twice = L’énoncé contient deux fois la lacune « { $gap } ». Supprimez l’une des deux.

## Leçons

course-lesson-empty = La leçon est vide. Rédigez-la.
course-lesson-too-deep = Des blocs sont imbriqués sur plus de { $limit } niveaux. Simplifiez la leçon.
course-html = Le HTML n’est pas autorisé dans une leçon. Utilisez Markdown ; pour un simple « < », écrivez « \< ».
course-heading-level = Le titre de la leçon est le seul de premier niveau. Commencez par « ## ».
course-heading-jump = Un titre de niveau { $level } suit un titre de niveau { $previous }. Ne sautez aucun niveau.
course-link-target = Un lien ne peut pas mener à « { $target } ». Il peut être « cite:… », « activity:… » ou « https://… ».
course-link-empty = Le lien vers « { $target } » n’a pas de texte. Dites où il mène.
course-link-undefined = « [{ $label }] » n’est défini nulle part. Définissez-le ou corrigez-le.
course-footnote-unused = La note « { $label } » n’est appelée nulle part. Appelez-la ou supprimez-la.
course-image-alt = L’image « { $target } » n’a pas de texte de remplacement. Décrivez entre crochets ce qu’elle montre.
course-image-target = « { $target } » n’est pas une image du cours. Écrivez par exemple « media/three-appendices.svg ».
course-block-differs =
    Ici, la suite des blocs s’écarte de la langue source : ceci est { $found ->
        [heading] un titre
        [paragraph] un paragraphe
        [list] une liste
        [numbered-list] une liste numérotée
        [table] un tableau
        [quotation] une citation
        [picture] une image
        [code] un bloc de code
        [rule] un trait horizontal
       *[footnote] une note
    }, mais à la ligne { $line } de la source se trouve { $expected ->
        [heading] un titre
        [paragraph] un paragraphe
        [list] une liste
        [numbered-list] une liste numérotée
        [table] un tableau
        [quotation] une citation
        [picture] une image
        [code] un bloc de code
        [rule] un trait horizontal
       *[footnote] une note
    }. Donnez-leur les mêmes blocs.
course-block-measure =
    { $kind ->
        [heading] Ce titre est « { $found } », mais à la ligne { $line } de la source il est « { $expected } ».
        [table] Ce tableau compte { $found } lignes et colonnes, mais à la ligne { $line } de la source il en compte { $expected }.
       *[list] Cette liste compte { $found } éléments, mais à la ligne { $line } de la source elle en compte { $expected }.
    } Rendez-les identiques.
course-block-missing =
    La leçon se termine avant la langue source : { $expected ->
        [heading] un titre
        [paragraph] un paragraphe
        [list] une liste
        [numbered-list] une liste numérotée
        [table] un tableau
        [quotation] une citation
        [picture] une image
        [code] un bloc de code
        [rule] un trait horizontal
       *[footnote] une note
    } de la ligne { $line } n’a pas d’équivalent. Traduisez la suite.
course-block-extra =
    La leçon continue après la fin de la langue source : { $found ->
        [heading] ce titre
        [paragraph] ce paragraphe
        [list] cette liste
        [numbered-list] cette liste numérotée
        [table] ce tableau
        [quotation] cette citation
        [picture] cette image
        [code] ce bloc de code
        [rule] ce trait horizontal
       *[footnote] cette note
    } n’y a pas d’équivalent. À supprimer, ou à ajouter à la source.

## Images

course-media-name = Le nom d’une image est un identifiant suivi de son extension, comme « three-appendices.svg ». Renommez le fichier.
course-media-kind = Les images sont au format SVG, PNG, JPEG ou WebP. Convertissez le fichier ou supprimez-le.
course-media-content = Le fichier est endommagé, ou n’est pas du type qu’annonce son extension. Enregistrez-le de nouveau.
course-media-unused = Aucune leçon ne montre cette image. Montrez-la ou supprimez-la.
course-svg-xml = Le dessin n’est pas du XML bien formé : { $detail }.
course-svg-forbidden = « { $name } » n’est pas autorisé dans un dessin. Utilisez de simples formes et des textes, et rien qui vienne d’ailleurs.
course-svg-encoding = Le dessin se dit encodé en { $encoding }. Enregistrez-le en UTF-8.
course-svg-too-deep = Des éléments sont imbriqués sur plus de { $limit } niveaux. Simplifiez le dessin.
course-svg-viewbox = Le dessin n’a pas de « viewBox » utilisable. Donnez-lui-en une de quatre nombres, comme « 0 0 640 480 ».
course-svg-font = Le dessin utilise la police « { $font } ». Seule sans-serif existe sur tous les appareils.
course-svg-word = Le dessin contient le texte « { $text } ». Mettez une clé entre doubles accolades dans un élément « text », et les mots dans le fichier media.toml de chaque langue.
course-svg-key = Les doubles accolades ne peuvent contenir qu’une clé, et seulement dans un élément « text ». Corrigez cet endroit.

### Traduire : langues, textes, propositions, relectures, publications.

locale-unknown = Langue inconnue
    .detail = Le Collège ne connaît pas cette langue. Vous pouvez la proposer.

language-not-proposable = Pas une langue de traduction
    .detail = Indiquez une langue dans laquelle on écrit, sans extension ni code d’usage privé ; parmi les variantes, seules sont admises celles que connaît le CLDR d’Unicode, comme ca-valencia.

locale-exists = Cette langue existe déjà
    .detail = « { $locale } » ({ $tag }) existe, ou quelqu’un l’a proposée avant vous. Vous pouvez la soutenir ou y participer.

locale-closed = Aucun travail n’est accepté pour l’instant
    .detail = On ne peut pas traduire vers « { $locale } » pour l’instant : la langue est proposée, suspendue ou archivée.

locale-step-unknown = Cette étape n’est pas possible maintenant
    .detail = Dans son état actuel, la langue ne peut pas passer à cette étape. Veuillez la relire.

locale-nothing-published = Rien n’est encore publié
    .detail = Il n’y a rien à afficher en « { $locale } ». Publiez d’abord l’interface ou un cours.

locale-interface-not-published = L’interface n’est pas encore publiée
    .detail = « { $locale } » sera proposée à tout le monde une fois son interface publiée. Publiez-la d’abord ; d’ici là, la langue peut rester en version bêta.

locale-several-reviewers = Plusieurs personnes relisent ici
    .detail = On ne peut approuver son propre travail que dans une langue qui n’a qu’une seule personne chargée de la relecture.

locale-supporters-missing = Il faut davantage de soutiens
    .detail =
        { $missing ->
            [one] Il manque le soutien d’une personne à cette proposition.
           *[other] Il manque le soutien de { $missing } personnes à cette proposition.
        }

catalogue-unknown = Catalogue inconnu
    .detail = Il n’y a pas de catalogue de ce nom.

unit-unknown = Texte inconnu
    .detail = Il n’y a pas de texte portant cet identifiant, ou il ne figure plus dans sa source.

translation-unknown = Traduction inconnue
    .detail = Il n’y a pas de traduction portant cet identifiant.

comment-unknown = Commentaire inconnu
    .detail = Il n’y a pas de commentaire portant cet identifiant, ou il a été retiré.

publication-unknown = Publication inconnue
    .detail = Il n’y a pas de publication portant cet identifiant pour cette langue.

term-unknown = Terme inconnu
    .detail = Le glossaire n’a pas de terme portant cet identifiant.

term-exists = Ce terme existe déjà
    .detail = Le glossaire contient déjà ce terme.

glossary-full = Glossaire plein
    .detail = Le glossaire peut contenir { $most } entrées. Veuillez d’abord retirer ce qui n’est pas nécessaire.

contribution-terms-not-accepted = Veuillez d’abord accepter les conditions
    .detail = Avant de traduire, on accepte une fois les conditions de contribution et l’on choisit une licence.

source-moved = L’original a changé
    .detail =
        { $act ->
            [review] L’original a été modifié depuis que vous l’avez lu : rien n’a été décidé. Veuillez relire les deux.
           *[suggestion] L’original a été modifié pendant que vous écriviez. Veuillez le relire ; votre texte n’a pas été enregistré : conservez-le.
        }

translation-exists = Ce texte existe déjà
    .detail = Ce même texte attend déjà une relecture, ou il est approuvé.

translation-many-wait = Beaucoup de vos suggestions sont en attente
    .detail = { $most } de vos suggestions dans cette langue attendent une relecture ou une nouvelle formulation de votre part : c’est le maximum. Attendez que certaines soient relues ou retirez-en quelques-unes. Vous pouvez toujours reformuler celles qui vous ont été renvoyées. Votre texte n’a pas été enregistré : gardez-le.

translation-settled = Déjà traité
    .detail = La traduction a été relue, remplacée ou retirée entre-temps. Veuillez la relire.

translation-not-yours = Le travail d’une autre personne
    .detail = Seul son auteur peut modifier ou retirer une proposition. Vous pouvez proposer un autre texte.

translation-own-work = Votre propre travail
    .detail = Personne n’approuve son propre travail ni ne vote pour lui. Veuillez vous adresser à une autre personne chargée de la relecture.

translation-checks-block = Un contrôle s’y oppose
    .detail =
        { $count ->
            [one] Le texte contient une faute qui empêche de l’afficher. Demandez des modifications, ou corrigez-la dans votre relecture.
           *[other] Le texte contient { $count } fautes qui empêchent de l’afficher. Demandez des modifications, ou corrigez-les dans votre relecture.
        }

publication-not-complete = La traduction n’est pas assez avancée
    .detail =
        { $kind ->
            [course] { $done } pour cent du cours sont approuvés et à jour ; sa publication en demande { $needed } pour cent.
           *[other] { $done } pour cent sont approuvés ; une publication en demande { $needed } pour cent, et tous les textes indispensables.
        }

publication-assessment-not-complete = Les questionnaires ne sont pas complets
    .detail =
        { $missing ->
            [one] Un texte sur lequel les participants sont notés manque ou n’est pas à jour. Un cours n’est proposé dans une langue que s’il n’en manque aucun.
           *[other] { $missing } textes sur lesquels les participants sont notés manquent ou ne sont pas à jour. Un cours n’est proposé dans une langue que s’il n’en manque aucun.
        }

publication-refused = Certains textes ne peuvent pas être servis
    .detail =
        { $count ->
            [one] Un texte échouerait sous les yeux du lecteur ; il est indiqué ci-dessous avec son fichier et son nom. Rien n’a été publié.
           *[other] { $count } textes échoueraient sous les yeux du lecteur ; ils sont indiqués ci-dessous avec leur fichier et leur nom. Rien n’a été publié.
        }

publication-brings-back = Un retour en arrière serait annulé
    .detail =
        { $count ->
            [one] Un texte écarté par un retour en arrière est encore approuvé ; il est indiqué ci-dessous. Rejetez-le, approuvez-en un autre ou confirmez qu’il doit être publié de nouveau.
           *[other] { $count } textes écartés par un retour en arrière sont encore approuvés ; ils sont indiqués ci-dessous. Rejetez ceux qui sont erronés, approuvez-en d’autres ou confirmez que tous doivent être publiés de nouveau.
        }

publication-text-rolled-back = Écarté par un retour en arrière
    .detail = Ce texte est encore approuvé, mais un retour en arrière l’a écarté. Rejetez-le, approuvez-en un autre ou publiez-le de nouveau.

bridge-not-served = Une langue que l’on ne peut pas encore lire
    .detail = « { $locale } » ne peut pas servir de relais : indiquez une autre langue, que l’on peut déjà choisir ici.

share-out-of-range = Valeur hors limites
    .detail = Une part est un nombre entier de pour cent, de 1 à 100.

priority-out-of-range = Valeur hors limites
    .detail = Une priorité est un nombre entier, de 0 à 100.

source-language = La langue de l’original
    .detail =
        { $kind ->
            [course] Le cours a été écrit dans cette langue : il n’y a rien à traduire. Modifier le texte, c’est publier une nouvelle version du cours ; son auteur en dépose l’archive.
           *[other] L’interface a été écrite dans cette langue : il n’y a rien à traduire. Le texte ne change qu’avec une nouvelle version du logiciel ; veuillez vous adresser à l’équipe qui en assure la maintenance.
        }

translation-does-not-fit = Ce texte ne convient pas à sa place
    .detail = Le texte romprait le bloc ou la cellule où il se trouve : il le termine ou en commence un autre. Donnez-lui la forme de l’original.

import-unknown = Import inconnu
    .detail = Il n’existe aucun import portant cet identifiant, ou vous ne pouvez pas le voir.

exchange-format-unfit = Ce format est celui des messages
    .detail = Fluent contient des messages de l’interface. Choisissez un autre format pour un cours.

exchange-nothing-translated = Rien n’est encore traduit
    .detail = Ce format montre les traductions sans leurs originaux : le fichier serait vide. Choisissez XLIFF, PO ou CSV, qui montrent ce qui est à traduire.

# Ce qui peut être incorrect dans un fichier de traductions qui revient. À l’intention des personnes qui traduisent et de celles qui
# envoient des fichiers à des agences. Le rapport affiche la ligne et le texte à côté de chaque message.

exchange-too-large = Le fichier compte { $size } octets ; { $most } au maximum sont possibles. Divisez-le.
exchange-too-deep = Des éléments sont imbriqués sur plus de { $most } niveaux. Exportez de nouveau le fichier et traduisez celui-là.
exchange-too-many-units = Le fichier compte plus de { $most } textes. Divisez-le.
exchange-encoding = À partir de cette ligne, le texte n’est pas en UTF-8. Enregistrez de nouveau le fichier avec l’encodage UTF-8.
exchange-declaration = Le fichier déclare un type de document ou ses propres entités. Enregistrez-le sans ces déclarations.
exchange-malformed = Le fichier enfreint ici les règles du format { $format }. Il est peut-être endommagé ou tronqué : enregistrez-le ou exportez-le de nouveau.
exchange-open-line = Le fichier se termine au milieu de cette ligne : il a peut-être été tronqué ici. Enregistrez-le ou envoyez-le de nouveau ; s’il n’y manque rien, terminez-le par un saut de ligne.
exchange-cut-off = La dernière ligne, « { $expected } », manque : le tableau a peut-être été tronqué. Exportez-le de nouveau, ou rétablissez cette ligne s’il ne manque rien d’autre.
exchange-fewer-units = { $expected ->
        [one] Le fichier a été écrit avec { $expected } texte
       *[other] Le fichier a été écrit avec { $expected } textes
    } et en compte { $found } : il a peut-être été tronqué. Exportez-le de nouveau ; si vous avez retiré des textes à dessein, retirez aussi { $code } de son en-tête.
exchange-no-units = Le fichier ne contient aucun texte de « { $expected } ». Choisissez le fichier et le catalogue qui vont ensemble.
exchange-wrong-format = Ce fichier n’est pas au format { $format }. Choisissez le format du fichier, ou enregistrez-le dans celui-ci.
exchange-wrong-catalogue = Le fichier appartient à « { $found } », et non à « { $expected } ». Importez-le à cet endroit.
exchange-wrong-source-language = Le fichier traduit depuis « { $found } », et non depuis « { $expected } ». Exportez-le de nouveau.
exchange-wrong-target-language = Le fichier traduit vers « { $found } », et non vers « { $expected } ». Importez-le pour sa propre langue.
exchange-unknown-unit = Ce texte n’existe pas. Il a peut-être été supprimé depuis l’exportation.
exchange-duplicate-unit = Ce texte figure deux fois dans le fichier ; seul le premier a été lu.
exchange-changed-source = Le fichier montre un autre original que celui qui a été exporté. Traduisez l’original tel qu’il est ; proposez séparément de le modifier.
exchange-moved-source = L’original a changé depuis l’exportation. Exportez-le de nouveau et examinez le changement.
exchange-lost-code = « { $code } » manque dans la traduction. Mettez-le à sa place.
exchange-doubled-code = « { $code } » figure plus d’une fois dans la traduction. Ne le gardez qu’une fois.
exchange-unknown-code = « { $code } » ne figure pas dans l’original. Supprimez-le.
exchange-crossed-code = « { $code } » se termine avant de commencer, ou en croise un autre. Placez son début et sa fin autour des mêmes mots.
exchange-plural-entry = Cette entrée a des formes plurielles de gettext. Ici, un message contient lui-même ses pluriels : exportez-le de nouveau et traduisez ce fichier-là.
exchange-incomplete = Certaines parties de ce texte sont traduites et d’autres non. Traduisez-les toutes.
exchange-not-a-message = La traduction n’est pas un message Fluent bien formé portant le nom de l’original. Corrigez ses accolades et son nom.
exchange-not-a-language = « { $found } » n’est pas un code de langue. Écrivez par exemple « fr » ou « pt-BR ».
exchange-unknown-status = « { $found } » ne dit pas si un terme convient. Écrivez preferred, admitted, deprecated ou superseded.
exchange-no-term = Il n’y a pas de terme ici. Ajoutez-en un ou supprimez l’entrée.
exchange-ambiguous = La mémoire traduit ce texte de plusieurs façons ; aucune n’a été retenue. Choisissez-en une et proposez-la.
exchange-no-source-term = L’entrée n’a pas de terme en « { $expected } », par lequel les termes sont désignés ici. Ajoutez-le.
exchange-unfit-term = Un terme, sa définition ou sa note dépasse { $most } caractères ou contient des caractères illisibles. Corrigez-le.
exchange-not-yours = Vous ne pouvez pas modifier les termes en « { $found } ». Retirez-les, ou adressez-vous à une personne qui le peut.
exchange-closed-locale = On ne travaille pas ici en « { $found } ». Retirez ses termes, ou proposez d’abord la langue.

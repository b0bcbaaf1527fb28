# Ce qui peut être incorrect dans une traduction. Chaque phrase dit à une personne qui traduit sans programmer de quoi il s’agit et
# que faire. L’éditeur marque l’endroit. $variable, $reference et $part sont des noms à écrire exactement ainsi.

## Fichiers et entrées

check-encoding = La ligne { $line } n’est pas en UTF-8. Enregistrez de nouveau le fichier avec l’encodage UTF-8.
check-limit-size =
    { $what ->
        [file] Le fichier fait { $found } octets ; le maximum est de { $most }. Divisez-le.
        [entries] Le fichier compte plus de { $most } messages. Divisez-le.
        [entry] Ce message dépasse { $most } octets. Raccourcissez-le.
       *[text] Ce texte fait { $found } octets ; le maximum est de { $most }. Raccourcissez-le.
    }
check-limit-depth =
    { $what ->
        [selects] Des choix sont imbriqués sur plus de { $most } niveaux. Imbriquez-en moins.
        [variants] Un choix a plus de { $most } variantes. Supprimez-en quelques-unes.
        [openings] Ce message ouvre plus de { $most } accolades et parenthèses. Simplifiez-le.
        [blocks] Des listes et des citations sont imbriquées sur plus de { $most } niveaux. Utilisez-en moins, comme la source.
       *[placeables] Des accolades sont imbriquées sur plus de { $most } niveaux. Simplifiez le message.
    }
check-limit-expansion =
    { $what ->
        [placeables] Avec tout ce à quoi il renvoie, ce message insère { $found } éléments ; le maximum est de { $most }. Écrivez le texte lui-même au lieu de renvois.
       *[bytes] Avec tout ce à quoi il renvoie, ce message peut atteindre { $found } octets ; le maximum est de { $most }. Écrivez le texte lui-même au lieu de renvois.
    }
check-limit-length =
    { $kind ->
        [limit] La place est limitée à { $most } caractères, et ce texte en compte { $found }. Raccourcissez-le.
       *[usual] Avec { $found } caractères, ce texte est bien plus long que la source. Vérifiez qu’il ne contient rien de superflu.
    }
check-limit-budget =
    { $what ->
        [time] Vérifier tous les messages de cette langue a pris trop de temps. Rien n’a été publié. Cherchez les messages qui renvoient à beaucoup d’autres.
       *[bytes] L’ensemble des messages de cette langue est trop volumineux. Rien n’a été publié. Cherchez les messages qui renvoient à beaucoup d’autres.
    }
check-syntax-junk =
    { $problem ->
        [brace] La ligne { $line } ferme une accolade qui n’a pas été ouverte. Supprimez-la, ou écrivez { "{\"}\"}" } pour afficher une accolade.
        [expected] À la ligne { $line }, il manque le signe « { $sign } ». Comparez avec la source.
        [no-default] Le choix qui se termine à la ligne { $line } n’a pas de variante marquée d’un astérisque. Marquez celle de tous les autres cas, en général *[other].
        [two-defaults] Le choix de la ligne { $line } a plus d’une variante marquée d’un astérisque. N’en laissez qu’un.
        [no-value] À la ligne { $line }, aucun texte ne suit le nom. Écrivez-en un.
        [term-attribute] À la ligne { $line }, une propriété d’un terme est affichée comme du texte. Elle ne peut servir qu’à choisir entre des variantes.
        [selector] À la ligne { $line }, ce qui précède la flèche ne permet pas de choisir. Recopiez-le depuis la source.
        [quotation] À la ligne { $line }, des guillemets droits ne sont pas fermés. Fermez-les sur la même ligne.
        [escape] À la ligne { $line }, une barre oblique inverse est suivie de « { $sign } ». Écrivez deux barres pour en afficher une.
        [call] À la ligne { $line }, les valeurs entre parenthèses sont incorrectes. Recopiez-les depuis la source.
        [placeable] À la ligne { $line }, il manque quelque chose entre les accolades, ou ce qui s’y trouve n’est pas possible. Recopiez-le depuis la source.
       *[name] La ligne { $line } ne commence pas par un nom suivi du signe égal. La suite d’un texte, sur une nouvelle ligne, commence par des espaces.
    }
check-syntax-nested-placeable = Des accolades se trouvent directement dans d’autres accolades. Supprimez celles de l’intérieur.
check-id-duplicate = Le message « { $id } » figure deux fois. Supprimez l’un des deux.
check-id-unknown = La source n’a pas de message « { $id } ». Corrigez le nom ou supprimez le message.
check-id-missing = Il manque le message « { $id } ». Traduisez-le sous ce nom exact.
check-file-missing = Le fichier { $file } n’existe qu’en anglais. Ajoutez-le.
check-file-extra = Il n’y a pas de fichier { $file } en anglais. Supprimez-le ou corrigez son nom.
check-parts-missing =
    { $part ->
        [value] Il manque le texte du message lui-même. Écrivez-le après le signe égal.
       *[other] Il manque la partie « { $part } ». Traduisez-la aussi.
    }
check-parts-extra =
    { $part ->
        [value] La source n’a pas de texte juste après le signe égal, seulement des parties qui commencent par un point. Supprimez le texte.
       *[other] La source n’a pas de partie « { $part } ». Supprimez-la.
    }

## Variables et renvois

check-var-missing =
    { $kind ->
        [choice] La source choisit entre des variantes d’après { $variable }, mais pas la traduction. Vérifiez que votre texte convient dans tous les cas.
        [shown] { $variable } sert ici à choisir entre des variantes, mais n’est jamais affiché, alors que la source l’affiche. Vérifiez que personne n’a besoin de le voir.
        [variant] La variante [{ $variant }] n’affiche pas { $variable }, alors qu’elle vaut pour plusieurs nombres. Mettez-y { $variable }, ou vérifiez que le texte est vrai pour tous ces nombres.
        [gap] Il manque la lacune { $variable } de la source. Recopiez-la telle quelle dans votre texte.
       *[everywhere] Il manque { $variable }, que la source utilise. Mettez-le dans votre texte, entre accolades comme dans la source.
    }
check-var-extra =
    { $kind ->
        [term] Un terme ne peut pas afficher { $variable } : il ne reçoit aucune valeur. Écrivez directement le mot.
        [gap] La source n’a pas la lacune { $variable }, ou pas autant de fois. Corrigez-la ou supprimez-la.
       *[message] { $variable } ne figure pas dans la source. Corrigez le nom d’après la source, ou supprimez-le.
    }
check-ref-unresolved =
    { $place ->
        [elsewhere] « { $reference } » n’est pas encore traduit dans cette langue. Traduisez-le aussi : d’ici là, ce texte ne peut pas être affiché.
       *[nowhere] « { $reference } » n’existe pas. Recopiez le nom depuis la source.
    }
check-ref-extra = La source ne renvoie pas à « { $reference } ». Vérifiez que c’est bien voulu.
check-ref-cycle = Ce texte se contient lui-même : { $path }. Écrivez le texte à la place de l’un de ces renvois.
check-term-missing = La source utilise « { $reference } » ici. Utilisez-le aussi, au lieu d’écrire le texte.
check-term-message = Un terme ne peut pas renvoyer au message « { $reference } ». Écrivez le texte lui-même au lieu d’un renvoi.
check-func-unknown = La fonction { $function } n’existe pas. Seule NUMBER est admise, comme dans la source.
check-func-argument =
    { $problem ->
        [digits] Le nombre { $argument } a trop de chiffres. Raccourcissez-le.
        [count] NUMBER n’admet qu’une seule valeur. Recopiez l’expression depuis la source.
       *[option] NUMBER n’admet pas « { $argument } », ou pas avec cette valeur. Copiez l’expression de la source.
    }

## Choix et formes des nombres

check-plural-missing = Dans cette langue, des nombres tels que { $examples } ont une forme particulière. Ajoutez pour eux une variante [{ $category }].
check-plural-unreachable = Aucun nombre ne prend la forme [{ $category }] dans cette langue : cette variante n’est jamais affichée. Supprimez-la.
check-plural-unknown-key = « { $key } » n’est pas une forme de nombre. Écrivez zero, one, two, few, many ou other (sans traduire ces mots), ou bien un nombre.
check-plural-no-rule = On ne sait pas quels nombres prennent la forme [{ $category }] dans cette langue. Utilisez un seul texte pour tous les nombres et prévenez les responsables des traductions.
check-select-literal = Ce choix donne toujours la même variante. N’écrivez que ce texte-là.
check-select-unknown-key = La source ne choisit pas d’après « { $key } », mais d’après { $known }. Ces mots ne se traduisent pas : recopiez-les depuis la source.
check-select-type-mismatch =
    { $expected ->
        [ordinal] La source choisit d’après un rang (1er, 2e, 3e), la traduction d’après une quantité (1, 2, 3). Recopiez depuis la source ce qui précède la flèche.
       *[cardinal] La source choisit d’après une quantité (1, 2, 3), la traduction d’après un rang (1er, 2e, 3e). Recopiez depuis la source ce qui précède la flèche.
    }
check-warn-exact-variant-lost = La source a un texte particulier pour [{ $number }]. Ajoutez-en un, à moins qu’une autre variante ne convienne.

## Balises de l’interface

check-markup-unsafe = « { $markup } » ne figure pas dans la source. Supprimez-le, ou copiez la balise de la source sans la modifier.
check-markup-mismatch =
    { $problem ->
        [missing] Il manque la balise { $markup } de la source. Placez-la autour des mots concernés.
        [unclosed] La balise { $markup } n’est pas fermée. Fermez-la après les mots concernés.
        [unopened] La balise { $markup } ferme ce qui n’a pas été ouvert. Supprimez-la, ou ouvrez-la avant les mots.
       *[extra] La balise { $markup } figure plus souvent que dans la source, ou dans une autre balise. Utilisez chaque balise comme la source.
    }

## Blocs de leçons

check-md-block =
    { $expected ->
        [none] Ce bloc se poursuit au-delà de la fin de la source. Réunissez tout dans un seul bloc du même type.
        [heading]
            { $found ->
                [heading] La source est un titre précédé de { $measure } croisillons (#). Mettez-en autant.
               *[other] La source est un titre à { $measure } croisillons suivis d’une espace. Commencez de la même manière.
            }
        [paragraph] La source se poursuit ici par un paragraphe. Vérifiez que le texte ne commence pas par un signe comme #, -, > ou un nombre suivi d’un point ; une barre oblique inverse devant le signe suffit.
        [list] La source est ici une liste. Commencez chaque élément par un trait d’union et une espace.
        [numbered-list] La source est ici une liste numérotée. Commencez chaque élément par un nombre, un point et une espace.
        [item] La source a ici un élément de plus. Mettez le même nombre d’éléments dans la liste.
        [table]
            { $found ->
                [table] Le tableau a { $found_measure } colonnes, contre { $measure } dans la source. Mettez-en le même nombre.
               *[other] La source est ici un tableau. Gardez ses barres et sa ligne de traits d’union.
            }
        [row] La source a ici une ligne de plus. Mettez le même nombre de lignes dans le tableau.
        [cell] Ceci est une cellule de tableau. Écrivez-la sur une seule ligne ; une barre verticale s’écrit \|.
        [quotation] La source est ici une citation. Commencez chaque ligne par > et une espace.
        [code] La source est ici un bloc de code. Copiez-le sans le modifier.
        [rule] La source a ici une ligne de séparation. Copiez-la.
       *[footnote] La source est ici une note. Commencez comme elle, par l’appel de note suivi d’un deux-points.
    }
check-md-link =
    { $problem ->
        [silent] Un lien n’a pas de texte. Écrivez entre crochets vers quoi il mène.
        [missing] Il manque le lien vers { $target }. Gardez-le : [votre texte](la même adresse).
       *[extra] La source n’a pas de lien vers { $target }, ou pas autant de fois. Copiez l’adresse de la source.
    }
check-address-extra = La source ne donne pas l’adresse { $address }. Recopiez celle de la source, ou laissez-la de côté.

check-md-image =
    { $problem ->
        [missing] L’image { $target } manque. Recopiez-la depuis la source et traduisez sa description.
       *[extra] L’image { $target } ne figure pas dans la source. Recopiez le nom depuis la source.
    }
check-md-alt = Une image n’a pas de description. Écrivez entre crochets ce qu’elle montre, pour les personnes qui ne peuvent pas la voir.
check-md-footnote =
    { $problem ->
        [missing] Il manque l’appel de note [^{ $target }]. Recopiez-le à l’endroit voulu.
       *[extra] La source n’a pas l’appel de note [^{ $target }], ou pas autant de fois. Corrigez-le ou supprimez-le.
    }
check-md-code =
    { $problem ->
        [missing] Le code « { $target } » de la source manque. Un tel texte ne se traduit pas : copiez-le avec ses accents graves.
       *[extra] Le code « { $target } » n’est pas dans la source. Un tel texte ne se traduit pas : recopiez-le depuis la source.
    }
check-md-html = « { $markup } » serait du HTML, que les leçons n’admettent pas. Supprimez-le, ou écrivez une barre oblique inverse devant le signe <.
check-md-emphasis =
    { $problem ->
        [stray] Des astérisques ou des accents graves s’afficheraient tels quels. Collez-les aux mots, sans espace : **mot**.
        [strong] Passages en gras dans la source : { $expected } ; dans la traduction : { $found }. Vérifiez qu’ils sont bien placés.
       *[emphasis] Passages en italique dans la source : { $expected } ; dans la traduction : { $found }. Vérifiez qu’ils sont bien placés.
    }
check-caption-cue =
    { $problem ->
        [arrow] Une flèche --> serait prise pour un repère temporel. Écrivez un autre signe.
       *[blank-line] Une ligne vide mettrait fin au sous-titre. Supprimez-la.
    }

## Caractères

check-char-bidi =
    { $problem ->
        [override] Le caractère invisible { $character } inverse l’ordre d’affichage du texte. Supprimez-le.
        [unopened] Le caractère invisible { $character } ferme ce qui n’a pas été ouvert. Supprimez-le.
        [unclosed] Le caractère invisible { $character } n’est pas fermé. Supprimez-le, ou fermez-le par U+2069.
       *[mark] Le caractère invisible { $character } est réservé aux langues écrites de droite à gauche. Supprimez-le, à moins qu’il ne soit nécessaire ici.
    }
check-char-control = Le caractère { $character } est illisible. Supprimez-le ; s’il manque une lettre, tapez-la de nouveau.
check-char-invisible = Il y a ici un caractère invisible ({ $character }). Supprimez-le, à moins que vous ne l’ayez mis exprès.
check-char-confusable =
    { $kind ->
        [name] « { $text } » ressemble à un nom protégé, mais avec des lettres d’un autre alphabet ou d’autres signes. Tapez le nom de nouveau.
       *[scripts] « { $text } » mélange des lettres semblables de plusieurs alphabets. Tapez le mot de nouveau.
    }
check-value-empty = Il n’y a rien à lire ici. Écrivez un texte.

## À revoir

check-lang-script = La plus grande partie de ce texte n’utilise pas l’écriture de cette langue. Vérifiez qu’il est traduit et que la langue est la bonne.
check-warn-same-as-source = Ce texte est identique à la source. Traduisez-le, à moins qu’il ne soit le même dans votre langue.
check-warn-end-punctuation =
    { $expected ->
        [none] La source se termine sans ce signe. Supprimez-le, à moins que votre langue ne l’exige.
        [stop] La source se termine par un point. Terminez de même.
        [question] La source se termine par un point d’interrogation. Terminez de même.
        [exclamation] La source se termine par un point d’exclamation. Terminez de même.
        [colon] La source se termine par un deux-points. Terminez de même.
       *[ellipsis] La source se termine par des points de suspension (…). Terminez de même.
    }
check-warn-space =
    { $problem ->
        [begin-extra] Le texte commence par une espace, mais pas la source. Supprimez-la.
        [begin-missing] La source commence par une espace, mais pas le texte. Ajoutez-la.
        [end-extra] Le texte se termine par une espace, mais pas la source. Supprimez-la.
        [end-missing] La source se termine par une espace, mais pas le texte. Ajoutez-la.
       *[double] Il y a deux espaces de suite. Supprimez-en une.
    }
check-warn-fr-nbsp =
    { $place ->
        [after] En français, une espace suit le signe { $sign }. Ajoutez-la, de préférence insécable.
       *[before] En français, une espace précède le signe { $sign }. Ajoutez-la, de préférence insécable.
    }
check-warn-duplicate-word = « { $word } » figure deux fois de suite. Supprimez l’un des deux.
check-warn-glossary =
    { $kind ->
        [forbidden] Pour « { $term } », le glossaire indique { $accepted } et non « { $found } ». Remplacez-le.
        [forbidden-only] Le glossaire écarte « { $found } » pour « { $term } ». Trouvez un autre mot.
       *[missing] Pour « { $term } », le glossaire indique { $accepted }. Utilisez-le, à moins qu’il ne convienne pas ici.
    }
check-warn-inconsistent = Ailleurs, le même texte est traduit par « { $other } ». Utilisez les mêmes mots, à moins que le sens ne diffère.
check-warn-numbers =
    { $problem ->
        [extra] Absent de la source : { $numbers }. Vérifiez les nombres.
       *[missing] Dans la source, mais pas dans la traduction : { $numbers }. Vérifiez les nombres.
    }
check-render = Ce texte n’a pas pu être composé avec des valeurs d’essai ({ $cause }). Comparez avec la source ce qui est entre accolades.

# Letters. Each message is one letter: .subject is the header, .text the first paragraph, .button the label of its one link,
# .note what to know beside. Write warmly and briefly, as to a colleague whom you do not know yet.

## In every letter

mail-greeting = Bonjour,

mail-regards = Bien cordialement,

# In small print at the end.
mail-footer = Ce message a été envoyé automatiquement : personne ne lit les réponses.

# Stands above the address of the link, for programs that show no button.
mail-link-hint = Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :

# $reason is a sentence that a colleague wrote, in a language of their choice.
mail-reason = Motif indiqué : { $reason }

## Accounts

mail-verify-email =
    .subject = Veuillez confirmer votre adresse électronique
    .text = Le { college-name } vous souhaite la bienvenue ! Veuillez confirmer que cette adresse est bien la vôtre. Vous pourrez ensuite vous inscrire aux cours, et vos certificats vous parviendront ici.
    .button = Confirmer mon adresse
    .note = Le lien ne peut servir qu’une fois et pendant une durée limitée. Si vous n’avez pas créé de compte, vous pouvez ignorer ce message.

mail-already-registered =
    .subject = Vous avez déjà un compte
    .text = Quelqu’un, probablement vous, a essayé de créer un compte avec cette adresse. Vous en avez déjà un : rien n’a donc été modifié.
    .note = Si vous avez oublié votre mot de passe, vous pouvez en choisir un nouveau sur la page de connexion. Si ce n’était pas vous, vous n’avez rien à faire.

mail-reset-password =
    .subject = Choisissez un nouveau mot de passe
    .text = Quelqu’un, probablement vous, a demandé un nouveau mot de passe pour votre compte.
    .button = Choisir un nouveau mot de passe
    .note = Le lien ne peut servir qu’une fois et pendant une durée limitée. Si vous n’avez rien demandé, vous pouvez ignorer ce message : votre mot de passe reste inchangé.

mail-password-changed =
    .subject = Votre mot de passe a été modifié
    .text = Le mot de passe de votre compte vient d’être modifié.
    .note = Si ce n’était pas vous, choisissez immédiatement un nouveau mot de passe sur la page de connexion et prévenez le Secrétariat.

# The names of the roles, as they stand within the two sentences below. $role is the role's code.
mail-role-name = { $role ->
    [administrator] administration du site
    [secretariat] personnel du Secrétariat
    [focal-point] point focal national
    [author] rédaction de cours
    [scientific-reviewer] révision scientifique
    [translator] traduction
    [translation-reviewer] révision des traductions
    [locale-lead] responsabilité d’une langue
    [source-editor] responsable des textes sources
    [translations-administrator] responsable des traductions
   *[other] { $role }
}

# $role is one of the names above.
mail-role-granted =
    .subject = Un nouveau rôle vous a été confié : { $role }
    .text = Un nouveau rôle vous a été confié au { college-name } : { $role }. Merci de votre engagement.
    .note = Vous découvrirez ce qu’il vous permet de faire à votre prochaine connexion. Si vous ne vous y attendiez pas, veuillez prévenir le Secrétariat.

# $scope is what the role is for: the name of a Party or of a language, or the title of a course.
mail-role-granted-for =
    .subject = Un nouveau rôle vous a été confié : { $role } ({ $scope })
    .text = Un nouveau rôle vous a été confié au { college-name } : { $role } ({ $scope }). Merci de votre engagement.
    .note = Vous découvrirez ce qu’il vous permet de faire à votre prochaine connexion. Si vous ne vous y attendiez pas, veuillez prévenir le Secrétariat.

## Affiliations

# $party is the name of a country.
mail-affiliation-vouched =
    .subject = Votre rattachement est confirmé : { $party }
    .text = Bonne nouvelle : votre rattachement à une autorité a été confirmé. Partie : { $party }.
    .note = Vos inscriptions et vos certificats en feront désormais mention.

mail-affiliation-refused =
    .subject = Votre rattachement n’a pas pu être confirmé : { $party }
    .text = Nous n’avons pas pu confirmer votre rattachement à une autorité. Partie : { $party }.
    .note = Si vous pensez qu’il s’agit d’une erreur, veuillez vérifier les informations saisies et renouveler votre demande, ou vous adresser à votre point focal national.

## Enrolments

# $course is the title of a course.
mail-enrolment-approved =
    .subject = Votre inscription est acceptée : { $course }
    .text = Votre inscription au cours « { $course } » a été acceptée. Vous pouvez commencer dès maintenant et avancer à votre rythme.
    .note = Nous espérons que ce cours vous plaira et qu’il vous sera utile dans votre travail.

# Stands in the letter of an approval that confirmed the affiliation as well. $party is the name of a country.
mail-enrolment-confirmed = Votre rattachement à une autorité a été confirmé par la même occasion. Partie : { $party }.

mail-enrolment-refused =
    .subject = Votre inscription n’a pas été acceptée : { $course }
    .text = Nous sommes au regret de vous informer que votre inscription au cours « { $course } » n’a pas été acceptée.
    .note = Pour toute question, veuillez vous adresser à votre point focal national ou au Secrétariat.

## Requests that wait, to focal points and the Secretariat

# $count is how many there are in all.
mail-requests-waiting =
    .subject =
        { $count ->
            [one] Une demande attend votre décision
           *[other] { $count } demandes attendent votre décision
        }
    .text =
        { $count ->
            [one] Nous avons reçu une demande sur laquelle il vous revient, à vous ou à vos collègues, de vous prononcer. Une réponse de votre part est attendue :
           *[other] Nous avons reçu des demandes sur lesquelles il vous revient, à vous ou à vos collègues, de vous prononcer. Une réponse de votre part est attendue :
        }
    .note = Vous trouverez les détails en vous connectant. Vous recevez un tel message au plus une fois par heure, et seulement lorsqu’une nouvelle demande est arrivée.

# One line for each Party. $party is its name, $count a number.
mail-affiliations-waiting =
    { $count ->
        [one] { $party } : { $count } rattachement à confirmer
       *[other] { $party } : { $count } rattachements à confirmer
    }

mail-enrolments-waiting =
    { $count ->
        [one] { $party } : { $count } inscription à examiner
       *[other] { $party } : { $count } inscriptions à examiner
    }

## What ends soon

mail-approvals-ending =
    .subject = Une autorisation dont vous bénéficiez prend bientôt fin
    .text = Nous tenons à vous informer à temps que ce qui suit prend bientôt fin :
    .note = Si vous en avez encore besoin après cette date, veuillez demander une prolongation au point focal de votre Partie ou au Secrétariat. Ce que vous avez accompli jusqu’ici vous reste acquis dans tous les cas.

# $party is the name of a country, $end a day.
mail-affiliation-ending = Votre rattachement confirmé à une autorité ({ $party }) : jusqu’au { $end }

# $course is the title of a course, $end a day.
mail-enrolment-ending = Votre inscription au cours « { $course } » : jusqu’au { $end }

## Nouvelles, aux personnes qui traduisent

# Une fois par jour au plus. Les lignes qui suivent portent sur des langues et leurs catalogues, chacune avec un lien.
mail-translation-news =
    .subject = Traductions : ce qu’il y a de nouveau pour vous
    .text = Merci de traduire avec nous. Voici ce qui s’est passé depuis notre dernier message :
    .note = Vous recevez un tel message une fois par jour au plus, et seulement lorsqu’il y a quelque chose à vous dire.

# L’adresse du réglage suit.
mail-translation-news-off = Si vous ne souhaitez plus recevoir ces messages, désabonnez-vous ici :

# Pourquoi une relectrice ou un relecteur n’a pas approuvé, à l’intérieur d’une phrase.
mail-review-reason-name = { $reason ->
    [wrong-meaning] le sens n’est pas le même
    [grammar] grammaire ou orthographe
    [terminology] terminologie
    [style] style
    [markup] variables, liens ou balises
    [untranslated] texte non traduit
    [machine-output] traduction automatique non révisée
    [duplicate] doublon
   *[other] autre
}

# $text est le début de l’original, $language le nom d’une langue, $reason l’un des motifs ci-dessus.
mail-review-approved = Approuvé ({ $language }) : « { $text } »

mail-review-reworded = Approuvé sous une autre forme ({ $language }) : « { $text } »

mail-review-changes-requested = Une autre formulation est demandée ({ $language }) : « { $text } ». Motif : { $reason }.

mail-review-rejected = Non retenu ({ $language }) : « { $text } ». Motif : { $reason }. Votre texte est conservé.

# $remark est ce qu’a écrit la personne chargée de la relecture, dans la langue de son choix.
mail-review-remark = Commentaire de relecture : « { $remark } »

mail-reviews-more =
    { $count ->
        [one] … et { $count } autre avis sur votre travail
       *[other] … et { $count } autres avis sur votre travail
    }

# $since est un jour.
mail-suggestions-waiting =
    { $count ->
        [one] { $language } : { $count } proposition attend votre relecture, depuis le { $since }
       *[other] { $language } : { $count } propositions attendent votre relecture, la plus ancienne depuis le { $since }
    }

# $catalogue est le titre d’un cours ou le nom d’un fichier, $day un jour, $count un nombre de textes.
mail-deadline-near =
    { $count ->
        [one] { $language }, { $catalogue } : à terminer pour le { $day } ; il reste { $count } texte
       *[other] { $language }, { $catalogue } : à terminer pour le { $day } ; il reste { $count } textes
    }

mail-sources-new =
    { $count ->
        [one] { $language }, { $catalogue } : { $count } nouveau texte
       *[other] { $language }, { $catalogue } : { $count } nouveaux textes
    }

mail-sources-changed =
    { $count ->
        [one] { $language }, { $catalogue } : { $count } texte a changé dans l’original
       *[other] { $language }, { $catalogue } : { $count } textes ont changé dans l’original
    }

mail-sources-more =
    { $count ->
        [one] … et { $count } autre catalogue avec des textes nouveaux ou modifiés
       *[other] … et { $count } autres catalogues avec des textes nouveaux ou modifiés
    }

# $course est le titre d’un cours, $count un nombre de textes. Un lien vers eux suit.
mail-course-language-lost =
    { $count ->
        [one] { $language }, { $course } : la nouvelle version du cours n’est pas proposée dans cette langue, car { $count } texte manque ou n’est pas à jour. Merci de vous en occuper ; la personne responsable de la langue pourra ensuite publier le cours de nouveau
       *[other] { $language }, { $course } : la nouvelle version du cours n’est pas proposée dans cette langue, car { $count } textes manquent ou ne sont pas à jour, et certains servent à noter les participants. Merci de vous en occuper ; la personne responsable de la langue pourra ensuite publier le cours de nouveau
    }

# $terms est la version des conditions, $licence le nom d’une licence.
mail-translation-terms = Vous contribuez aux conditions que vous avez acceptées (version { $terms }) ; vos textes sont publiés sous la licence { $licence }.

mail-leads-missed =
    .subject = Une traduction n’a plus personne pour la suivre
    .text = Les langues suivantes n’ont plus de responsable, ou aucun de leurs responsables n’a rien relu, proposé ni publié depuis trois mois :
    .button = Voir les langues
    .note = Veuillez demander aux responsables s’ils peuvent continuer, ou confier ce rôle à une autre personne.

# $language est le nom d’une langue, $since un jour.
mail-lead-missed = { $language } : depuis le { $since }

# $language est le nom d’une langue.
mail-lead-none = { $language } : plus de responsable

## Certificates

# $course is the title of a course, $serial the number of the certificate.
mail-certificate-issued =
    .subject = Votre certificat : { $course }
    .text = Félicitations ! Vous avez achevé le cours « { $course } ». Votre certificat d’achèvement porte le numéro { $serial } ; il peut être téléchargé depuis votre compte.
    .button = Voir le certificat
    .note = Toute personne à qui vous communiquez cette adresse peut vérifier que le certificat est authentique et toujours valable.

mail-certificate-first = Vous avez suivi ce cours en salle et n’avez pas encore choisi de mot de passe. Pour ouvrir votre compte, veuillez demander un nouveau mot de passe sur la page de connexion avec la présente adresse.

mail-certificate-test = Ce certificat porte la mention TEST : le collège qui l’a délivré est à l’essai, et ce certificat n’atteste rien.

# $course is the title of a course. The reason follows.
mail-certificate-refused =
    .subject = Aucun certificat n’a pu être délivré : { $course }
    .text = Vous avez achevé le cours « { $course } ». Le Secrétariat, qui signe un à un les certificats de ce cours, n’a pas signé le vôtre.
    .note = Votre inscription et vos résultats restent inchangés. Pour toute question, veuillez vous adresser au Secrétariat.

mail-certificate-revoked =
    .subject = Votre certificat a été révoqué : { $serial }
    .text = Votre certificat { $serial } a été révoqué. Toute personne qui le vérifie verra qu’il n’est plus valable.
    .note = Si vous pensez qu’il s’agit d’une erreur, veuillez vous adresser au Secrétariat.

# The reason follows.
mail-correction-refused =
    .subject = Le nom figurant sur votre certificat reste inchangé : { $serial }
    .text = Vous avez demandé un autre nom sur votre certificat { $serial }. Le Secrétariat n’a pas donné suite à cette demande.
    .note = Cela ne change rien à votre certificat. Vous pouvez présenter une nouvelle demande, par exemple avec un document qui indique votre nom.

# $course is the title of a course, $serial the number of the certificate, $end a day.
mail-certificate-ending =
    .subject = Votre certificat expire le { $end } : { $course }
    .text = Votre certificat { $serial } pour le cours « { $course } » est valable jusqu’au { $end }. Au-delà, toute personne qui le vérifie verra qu’il a expiré.
    .button = Voir le certificat
    .note = Vos résultats restent enregistrés. Pour toute question, veuillez vous adresser au Secrétariat.

mail-certificate-ends-early = Une version plus récente du cours a remplacé celle que vous avez suivie. Le Secrétariat a donc décidé que les certificats de la version antérieure prennent fin à cette date, quelle que soit celle qui y est imprimée.

mail-certificate-goes-on =
    .subject = Votre certificat reste valable : { $course }
    .text = Nous vous avions annoncé que votre certificat { $serial } pour le cours « { $course } » prendrait fin plus tôt que prévu. Le Secrétariat est revenu sur cette décision : le certificat est valable jusqu’à la date qui y est imprimée ou, s’il n’y en a pas, sans limite.
    .button = Voir le certificat
    .note = Vous n’avez rien à faire. Pour toute question, veuillez vous adresser au Secrétariat.

# $course is the title of the course that renews it.
mail-certificate-renewal = Pour disposer ensuite d’un certificat valable, veuillez achever à temps le cours « { $course } ».

mail-certificate-suspended =
    .subject = Votre certificat a été suspendu : { $serial }
    .text = Votre certificat { $serial } a été suspendu. Jusqu’à son rétablissement, toute personne qui le vérifie verra qu’il ne doit pas être accepté.
    .note = Nous vous écrirons de nouveau dès que la question sera réglée. Pour toute question, veuillez vous adresser au Secrétariat.

mail-certificate-restored =
    .subject = Votre certificat est de nouveau en vigueur : { $serial }
    .text = La suspension de votre certificat { $serial } a été levée. Toute personne qui le vérifie verra quelle est sa situation actuelle.
    .note = Le certificat lui-même n’a pas changé : vous pouvez continuer à utiliser les exemplaires que vous avez.

# $old is the number of the certificate that no longer holds, $serial that of the new one.
mail-certificate-replaced =
    .subject = Votre certificat rectifié : { $serial }
    .text = Le nom qui figure sur votre certificat { $old } a été rectifié. Un nouveau certificat, qui porte le numéro { $serial }, l’a remplacé ; il peut être téléchargé depuis votre compte. L’ancien n’est plus valable.
    .button = Voir le certificat
    .note = Veuillez communiquer la nouvelle adresse à toutes les personnes qui ont l’ancienne. La vérification de l’ancien certificat conduit au nouveau.

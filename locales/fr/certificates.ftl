# Certificates: what is printed on them, the page on which anybody verifies one, and what can be refused.

## The certificate itself. Everything here is printed; keep it short and solemn.

certificate-title = Certificat d’achèvement

# The name of the holder follows.
certificate-certify = Il est certifié que

# The title of the course follows.
certificate-statement = a achevé avec succès le cours

# $hours is the study time of the course.
certificate-hours =
    { $hours ->
        [one] { $hours } heure d’étude
       *[other] { $hours } heures d’étude
    }

# $grade is a percentage, as “87.5%”.
certificate-grade = Note finale : { $grade }

# $language is the name of a language.
certificate-studied = Langue d’étude : { $language }

# $number is the number of the course’s version.
certificate-version = Version { $number }

# $party is the name of a Party to the Convention.
certificate-party = Partie : { $party }

certificate-issued = Délivré le

certificate-valid-until = Valable jusqu’au

certificate-serial = Numéro de série

# The address follows.
certificate-verify = Ce certificat peut être vérifié à l’adresse

# What a screen reader says for the QR code.
certificate-qr = Code QR contenant l’adresse à laquelle ce certificat peut être vérifié

# Who issues the certificates.
certificate-issuer = { college-name }

# The office that stands behind it, under the line for a signature.
certificate-secretariat = Le Secrétariat

certificate-convention = Convention sur le commerce international des espèces de faune et de flore sauvages menacées d’extinction

# In the signed credential, which other programs show: what had to be done for the certificate.
certificate-criteria = Effectuer toutes les activités obligatoires du cours et réussir ses évaluations.

# Printed large across certificates that prove nothing.
certificate-test = TEST – sans valeur de certificat

# Printed large across what is not a certificate yet.
certificate-preview = APERÇU – ceci n’est pas un certificat

## What a design of certificates is tried on. Everything is long, as the longest of its kind are.

# Somebody's full name; nobody is called so.
certificate-specimen-name = Marie-Antoinette Élisabeth Rakotomalala-Andrianarivelo de La Rochefoucauld

# A course of the College; there is none of this title.
certificate-specimen-course = Introduction à la Convention et à sa mise en œuvre : législation, permis, avis de commerce non préjudiciable et lutte contre la fraude

# A Party to the Convention with a long name.
certificate-specimen-party = République démocratique du Congo

## The page of verification. It is read by an officer at a counter, on a phone, in five seconds.

verify-title = Vérification d’un certificat

verify-valid = Valable
    .text = Ce certificat a été délivré par le { college-name } et il est en vigueur.

# Where the holder hides what is printed. Amber: an officer must not take it for an answer about the paper.
verify-valid-withheld = Valable – détails masqués
    .text = Un certificat portant cette adresse a été délivré par le { college-name } et il est en vigueur, mais rien de ce qui y est imprimé n’est affiché ici : rien ne peut donc être comparé. Demandez-en le fichier, ou saisissez ci-dessous son numéro et le nom.

verify-valid-erased = Valable – détails effacés
    .text = Un certificat portant cette adresse a été délivré par le { college-name } et il est en vigueur, mais ses détails ont été effacés : rien ne peut donc être comparé ici. Demandez-en le fichier et faites-le vérifier ci-dessous.

verify-expired = Expiré
    .text = Ce certificat a été délivré par le { college-name }. Sa durée de validité est écoulée.

verify-suspended = Suspendu
    .text = Ce certificat est suspendu. Ne l’acceptez pas pour le moment.

verify-revoked = Révoqué
    .text = Ce certificat a été révoqué. Ne l’acceptez pas.

verify-replaced = Remplacé
    .text = Un autre certificat a remplacé celui-ci. Ne l’acceptez pas.

verify-altered = Non fiable
    .text = Les données conservées pour ce certificat ne sont pas celles de sa délivrance. N’acceptez pas le certificat et informez le Secrétariat.

verify-unknown = Inconnu
    .text = Le { college-name } ne connaît aucun certificat portant cette adresse. Vérifiez que l’adresse ne contient pas d’erreur. Si elle est exacte, n’acceptez pas le certificat.

verify-file-altered = Modifié
    .text = Ce n’est pas ce que le { college-name } a délivré : quelque chose y a été modifié. Ne l’acceptez pas.

verify-withdrawn-key = Signé avec une clé retirée
    .text = Ce document a été signé avec une clé que le { college-name } a retirée depuis. Le fichier seul ne prouve plus rien : consultez le certificat à son adresse, ou demandez-en une nouvelle copie.

verify-foreign-key = Non authentique
    .text = Ce document se réclame du { college-name }, mais il a été signé avec une clé que le Collège n’a pas. Ne l’acceptez pas.

# $issuer is an address of somebody else, as the file states it.
verify-foreign-issuer = Ne vient pas de ce Collège
    .text = Ce document indique un autre émetteur : { $issuer }. Il est peut-être authentique, mais ce Collège ne peut pas le savoir. Adressez-vous à cet émetteur.

# After a number and a name were typed in.
verify-number-unknown = Inconnu
    .text = Aucun certificat ne porte à la fois ce numéro et ce nom. Comparez-les lettre par lettre avec le document. S’ils sont exacts, n’acceptez pas le certificat.

# The signature is genuine, and there is no record.
verify-record-missing = Inconnu
    .text = Le { college-name } n’a aucune trace de ce certificat. Ne l’acceptez pas et informez le Secrétariat.

# Above the table of what is printed, where what was shown is not genuine.
verify-as-issued = Voici ce que le Collège a délivré sous le numéro présenté. Ne vous fiez qu’à ces indications.

# How the certificate itself stands, where what was shown is not genuine.
verify-state = État du certificat

# On the page where a file, or a number and a name, are given.
verify-form = Vérifier un certificat
    .text = Choisissez le fichier reçu, ou saisissez ce qui est imprimé. Aucun compte n’est nécessaire et rien n’est conservé.
    .file = Certificat ou badge (PDF, PNG, SVG, JSON ou JWT)
    .or = ou
    .button = Vérifier

verify-test = TEST
    .text = Ceci est un certificat de TEST. Il ne prouve rien. Ne l’acceptez pas.

# Above the table of what is printed.
verify-compare = Comparez ces indications avec le certificat qui vous est présenté. En cas de différence, ne l’acceptez pas.

# Below the answer, in the place of what is printed on the certificate.
verify-withheld = Ce certificat existe. À la demande de son titulaire, ses détails ne sont pas affichés ici ; veuillez lui demander de les communiquer.

verify-erased = Ce certificat a été délivré. À la demande de son titulaire, ses détails ont été effacés ; un fichier de ce certificat peut toujours être vérifié ici.

verify-name = Nom

verify-course = Cours

verify-course-version = Version du cours

verify-hours = Durée d’étude

verify-grade = Note finale

verify-language-studied = Langue d’étude

verify-party = Partie

verify-completed = Achevé le

verify-issuer = Délivré par

verify-official = Au nom de

# A sentence that is printed on this certificate and on no other follows.
verify-note = Y figure aussi

verify-certificate-language = Langue du certificat

verify-revoked-on = Révoqué le

verify-suspended-on = Suspendu le

verify-replaced-on = Remplacé le

verify-ends-early = Prend fin avant cette date, le

verify-newer-version = Une version plus récente du cours a remplacé celle qui a été suivie.

verify-reason = Motif

verify-replaced-by = Remplacé par

verify-signature = Signature numérique

verify-signature-verified = Authentique : elle a été contrôlée pour cette page.

verify-signature-none = Pas encore. Le certificat sera signé.

verify-signature-key-revoked = En cours de renouvellement : le Collège a retiré la clé qui l’avait produite.

# The SHA-256 of the stored record.
verify-fingerprint = Empreinte des données conservées

verify-other-languages = Cette page dans d’autres langues

## Why a certificate was revoked, as anybody may read.

revocation-issued-in-error = Il a été délivré par erreur.

revocation-misconduct = Manquement aux règles du cours ou de son évaluation.

revocation-other = Le Secrétariat l’a retiré.

revocation-replaced = Un autre certificat l’a remplacé.

suspension-under-review = Il fait l’objet d’un examen.

suspension-holders-request = Son titulaire l’a demandé.

restoration-cleared = L’examen n’a rien révélé qui le remette en cause.

restoration-suspended-in-error = Il avait été suspendu par erreur.

## What can be refused

certificate-unknown = Certificat introuvable
    .detail = Ce certificat n’existe pas, ou vous n’êtes pas autorisé à le consulter.

# $languages is a list of language tags.
certificate-language-unavailable = Non disponible dans cette langue
    .detail = Ce certificat peut être imprimé dans les langues suivantes : { $languages }.

certificate-already-revoked = Déjà révoqué
    .detail = Ce certificat a déjà été révoqué.

certificate-already-replaced = Déjà remplacé
    .detail = Un autre certificat a déjà remplacé celui-ci. Veuillez intervenir sur le nouveau.

certificate-suspended = Suspendu
    .detail = Ce certificat est suspendu. Veuillez d’abord le rétablir.

certificate-not-suspended = Non suspendu
    .detail = Ce certificat n’est pas suspendu : il n’y a rien à rétablir.

certificate-name-unchanged = Nom identique
    .detail = Le certificat porte déjà ce nom.

certificate-name-unlike = Ce n’est pas un nom
    .detail = Cela ne ressemble pas à un nom : il n’y a aucune lettre, ou le texte commence comme une formule de tableur.

correction-request-exists = Demande déjà présentée
    .detail = Une demande de rectification de ce certificat attend déjà une décision.

correction-request-unknown = Demande introuvable
    .detail = Aucune demande de rectification ne porte cet identifiant.

correction-request-decided = Décision déjà prise
    .detail = Une décision a déjà été prise au sujet de cette demande.

certificate-withheld = Détails non communiqués
    .detail = Ce certificat existe. Son titulaire n’en communique pas les détails ; veuillez vous adresser à lui.

certificate-erased = Détails effacés
    .detail = Les détails de ce certificat ont été effacés à la demande de son titulaire et ne peuvent pas être rétablis.

certificate-erasure-holders = Effacement réservé au titulaire
    .detail = Le titulaire de ce certificat a un compte : c’est à lui d’en effacer les détails.

certificate-erasure-suspended = Suspendu
    .detail = Tant que votre certificat est suspendu, ses données sont conservées. Veuillez vous adresser au Secrétariat.

certificate-serial-other = Autre numéro
    .detail = Ce n’est pas le numéro du certificat. Veuillez le saisir tel qu’il est imprimé.

certificate-altered = Données altérées
    .detail = Les données conservées pour ce certificat ne sont pas celles de sa délivrance : il ne peut être ni affiché ni imprimé. Veuillez informer le Secrétariat.

certificate-not-signed = Non signé
    .detail = Ce certificat n’a pas d’attestation signée : c’est un test, ou son tour d’être signé n’est pas encore venu.

certificate-revoked = Révoqué
    .detail = Ce certificat n’est plus en vigueur et ne peut plus être imprimé. Chacun peut toujours le vérifier.

verification-file-unrecognised = Pas un certificat
    .detail = Ce n’est ni un PDF, un PNG ou un SVG, ni une attestation signée en JSON ou sous forme de JWT.

verification-file-encrypted = Protégé par un mot de passe
    .detail = Ce PDF est chiffré : rien ne peut y être vérifié. Demandez le fichier tel que le Collège l’a délivré, ou vérifiez le numéro et le nom.

verification-file-damaged = Fichier endommagé
    .detail = Ce fichier est endommagé, ou construit d’une façon que le Collège n’emploie pas. Demandez le fichier tel que le Collège l’a délivré, ou vérifiez le numéro et le nom.

verification-credential-missing = Rien de signé dans ce fichier
    .detail = Chaque certificat porte une signature, et ce fichier n’en contient pas : il a peut-être été numérisé, photographié ou imprimé dans un fichier. Vérifiez plutôt le numéro et le nom.

verification-one-of-both = L’un ou l’autre
    .detail = Veuillez donner soit le fichier, soit le numéro avec le nom.

verification-several-credentials = Plusieurs certificats dans un fichier
    .detail = Ce fichier contient plusieurs attestations signées. Le Collège en délivre une par fichier. Ne l’acceptez pas.

certificate-is-ones-own = Votre propre certificat
    .detail = Nul ne peut se prononcer sur son propre certificat. Veuillez vous adresser à un collègue.

# $script is the name of a writing system in English, as “Khmer”.
certificate-name-script = Aucune police pour certaines lettres de ce nom n’est installée ici ({ $script }) : il ne peut pas figurer sur un certificat pour le moment. Vous pouvez l’écrire dans une autre écriture ou vous adresser au Secrétariat.
certificate-name-unprintable = Ce nom ne peut pas figurer sur un certificat : il comporte des caractères qui ne peuvent pas être imprimés ou il est trop long pour la page. Vous pouvez l’écrire autrement.

certificate-script-missing = Police de caractères manquante
    .detail = Le certificat contient des caractères d’une écriture pour laquelle aucune police n’est installée : { $script }. Veuillez demander à l’exploitant du service d’en installer une.

certificate-not-printable = Impression impossible
    .detail = Un texte de ce certificat comporte des caractères qui ne peuvent pas être imprimés ou ne tient pas sur la page. Veuillez demander au Secrétariat de le faire corriger.

candidate-unknown = Absent de la file d’attente
    .detail = Aucune signature n’est attendue sous cet identifiant.

candidate-already-decided = Décision déjà prise
    .detail = Une décision a déjà été prise au sujet de ce certificat.

candidate-is-oneself = Votre propre certificat
    .detail = Nul ne peut valider son propre certificat. Veuillez vous adresser à un collègue.

candidate-changed = Différent de ce qui était affiché
    .detail = Le nom ou un autre élément affiché de ce certificat a changé depuis. Veuillez le revoir.

candidate-validity-over = Échéance déjà passée
    .detail = La politique du cours limite la validité de ses certificats à une date qui est passée. Veuillez d’abord y indiquer une date ultérieure.

candidate-failed = Validation impossible
    .detail = Une donnée est endommagée de notre côté et ce certificat reste en attente. Veuillez prévenir l’administrateur, qui en trouvera la cause dans le journal.

sign-off-nobody = Rien à valider
    .detail = Aucun des certificats choisis n’attend une signature que vous puissiez donner.

sign-off-batch-unknown = Lot introuvable
    .detail = Aucun lot de validations ne porte cet identifiant. S’il n’a pas été confirmé à temps, veuillez le constituer de nouveau.

sign-off-token-wrong = Confirmation refusée
    .detail = Un lot est confirmé par la personne qui l’a constitué, avec le jeton qui l’accompagnait.

sign-off-batch-expired = Délai dépassé
    .detail = Ce lot a attendu trop longtemps sa confirmation. Veuillez le constituer de nouveau.

# $count is how many people changed, $people some of their names.
sign-off-batch-changed = Des changements sont intervenus
    .detail =
        { $count ->
            [one] La situation de { $count } personne n’est plus celle qui était affichée : { $people }. Veuillez constituer le lot de nouveau.
           *[other] La situation de { $count } personnes n’est plus celle qui était affichée, dont { $people }. Veuillez constituer le lot de nouveau.
        }

sign-off-chosen-twice = Double choix
    .detail = Veuillez soit désigner des certificats, soit indiquer ce qu’ils ont en commun, mais pas les deux.

number-out-of-range = Hors limites
    .detail = Indiquez un nombre entier compris entre { $min } et { $most }.

policy-member-unfit = Incompatible
    .detail = Cet élément est incompatible avec le type indiqué.

moment-too-soon = Trop tôt
    .detail = Veuillez laisser aux titulaires au moins 30 jours pour renouveler leur certificat.

version-not-later = Pas une version ultérieure
    .detail = Veuillez indiquer une version publiée du cours, à partir de la deuxième.

policy-term-unfit = Se termine avant de commencer
    .detail = La fin d’un mandat est postérieure à son début.

certificate-design-unknown = Modèle introuvable
    .detail = Aucun modèle de certificat ne porte ce nom.

certificate-design-exists = Nom déjà pris
    .detail = Un modèle de certificat porte déjà ce nom. Veuillez choisir un autre nom ou modifier ce modèle.

certificate-picture-unknown = Image introuvable
    .detail = Aucune image n’est conservée sous cet identifiant.

picture-unreadable = Image illisible
    .detail = Ce fichier n’est une image ni au format PNG ni au format JPEG, ou il est endommagé. Veuillez enregistrer de nouveau l’image en PNG ou en JPEG, puis envoyer ce fichier.

# $max is the greatest number of pixels allowed.
picture-too-large = Image trop grande
    .detail = Une image peut avoir au plus { $max } pixels de largeur et { $max } pixels de hauteur. Veuillez la réduire.

picture-blank = Image vide
    .detail = Rien, sur cette image, ne se verrait sur du papier blanc. Elle est peut-être dessinée en blanc, ou elle est vide.

design-not-printable = Impression impossible
    .detail = Avec ces textes, ces logos et ces images, un certificat portant un nom et un titre longs ne tient pas sur sa page, ou un de ses textes ne peut pas être imprimé. Veuillez raccourcir les textes dans cette langue.

# $script is the name of a writing system in English, as “Khmer”.
design-script-missing = Police de caractères manquante
    .detail = Ces textes contiennent des caractères d’une écriture pour laquelle aucune police n’est installée ici : { $script }. Veuillez demander à l’exploitant du service d’en installer une.

picture-not-kept = Image inconnue
    .detail = Aucune image n’est conservée sous cet identifiant. Veuillez d’abord envoyer l’image.

policy-design-unknown = Modèle inconnu
    .detail = Aucun modèle de certificat ne porte ce nom.

design-layout-unknown = Mise en page inconnue
    .detail = Aucune mise en page portant ce numéro ne permet d’appliquer un modèle.

colour-malformed = Couleur mal écrite
    .detail = Une couleur s’écrit avec un croisillon suivi de six chiffres hexadécimaux, comme #14432d.

colour-too-light = Couleur trop claire
    .detail = Un texte de cette couleur ne serait pas lisible par tout le monde sur du papier blanc : son contraste est inférieur à 4,5 pour 1. Veuillez choisir une couleur plus foncée.

slug-malformed = Nom court mal formé
    .detail = Un nom court se compose de lettres minuscules de a à z, de chiffres et de traits d’union isolés entre eux ; il compte 64 caractères au plus.

# $max is the greatest number of items allowed.
field-too-many-items = Trop d’éléments
    .detail =
        { $max ->
            [one] Cette liste ne peut pas dépasser { $max } élément.
           *[other] Cette liste ne peut pas dépasser { $max } éléments.
        }

## Cours donnés en salle

workshop-unknown = Atelier introuvable
    .detail = Aucun atelier ne porte cet identifiant. Si sa liste n’a pas été confirmée à temps, veuillez la transmettre de nouveau.

workshop-being-checked = Pas encore prêt
    .detail = La liste est en cours d’examen. Veuillez revenir dans un instant, lire le résultat, puis le confirmer.

workshop-not-as-shown = Différent de ce qui était affiché
    .detail = Le nombre ou le jeton ne correspond pas à cette liste. Veuillez relire ce qu’il en résulterait.

workshop-expired = Délai dépassé
    .detail = Cette liste a attendu trop longtemps sa confirmation. Veuillez la transmettre de nouveau.

# $count is how many rows are in error.
workshop-has-errors = Des lignes sont erronées
    .detail =
        { $count ->
            [one] { $count } ligne de cette liste est erronée. Veuillez la corriger et transmettre la liste de nouveau, ou indiquer qu’elle doit être laissée de côté.
           *[other] { $count } lignes de cette liste sont erronées. Veuillez les corriger et transmettre la liste de nouveau, ou indiquer qu’elles doivent être laissées de côté.
        }

workshop-empty = Aucun certificat à délivrer
    .detail = Aucune ligne de cette liste ne donne lieu à un certificat.

workshop-without-certificate = Cours sans certificat
    .detail = Ce cours ne donne lieu à aucun certificat.

workshop-list-unreadable = Ce n’est pas une liste de participants
    .detail = Veuillez envoyer un tableau au format CSV, en UTF-8, dont la première ligne nomme les colonnes, parmi lesquelles « name », et qui compte de 1 à 5 000 lignes.

# $line is the first line that is not.
workshop-list-encoding = Pas en UTF-8
    .detail = La ligne { $line } de ce fichier n’est pas en UTF-8. Veuillez enregistrer le tableau au format « CSV UTF-8 » dans le tableur et envoyer ce fichier.

# $line is the first line that has one.
workshop-list-no-text = Ce n’est pas un texte
    .detail = La ligne { $line } de ce fichier contient un octet nul, comme les classeurs et les fichiers en UTF-16. Veuillez enregistrer le tableau au format « CSV UTF-8 » dans le tableur et envoyer ce fichier.

workshop-list-without-names = Aucune colonne de noms
    .detail = Aucune colonne de la première ligne ne s’appelle « name ». Veuillez y nommer les colonnes et mettre dans celle-ci le nom complet de chaque personne.

# $heading is what the other column is called.
workshop-list-names-in-parts = Noms en plusieurs parties
    .detail = À côté de la colonne des noms se trouve « { $heading } » : les noms sont peut-être répartis sur deux colonnes. Veuillez mettre le nom complet de chaque personne, tel qu’il doit être imprimé, dans une seule colonne appelée « nom complet ».

# $heading is what the later column is called.
workshop-list-column-twice = Deux fois la même colonne
    .detail = La colonne « { $heading } » désigne la même chose qu’une colonne précédente. Veuillez n’en laisser qu’une dans la liste, ou donner un autre nom à l’autre.

workshop-list-without-rows = Aucune ligne
    .detail = Il n’y a aucune ligne sous les noms des colonnes. Veuillez vérifier que la bonne feuille a été enregistrée.

# $max is how many rows a list has at most.
workshop-list-too-long = Trop de lignes
    .detail = Une liste compte au plus { $max } lignes. Veuillez la diviser et transmettre ses parties l’une après l’autre, sous le même intitulé.

workshop-day-ahead = Pas encore terminé
    .detail = Cette date est encore à venir. Une liste se transmet lorsque l’atelier est terminé.

workshop-day-too-early = Avant la Convention
    .detail = La Convention est entrée en vigueur le 1er juillet 1975 et aucun cours à son sujet ne s’est terminé auparavant. Veuillez vérifier l’année.

workshop-row-malformed = Ligne endommagée
    .detail = Il est impossible de savoir où finissent les cellules de cette ligne : un guillemet manque ou se trouve là où il ne peut pas être.

workshop-row-too-many-cells = Plus de cellules que de colonnes
    .detail = Cette ligne contient quelque chose là où aucune colonne ne porte de nom. Y a-t-il une virgule dans un nom ? Veuillez mettre cette cellule entre guillemets droits.

workshop-name-unprintable = Impression impossible
    .detail = Ce nom comporte des caractères qui ne peuvent pas être imprimés, ou ne tient pas sur le certificat.

# $line is the line of the other row.
workshop-name-shared = Nom partagé
    .detail = La ligne { $line } porte le même nom. Veuillez indiquer une adresse électronique ou une référence qui permette de distinguer les deux personnes.

# $line is the line of the other row.
workshop-row-differs = Deux fois la même personne
    .detail = La ligne { $line } concerne la même personne et dit autre chose. Veuillez ne laisser que la bonne ligne.

# $line is the line of the other row.
workshop-row-repeated = Deux fois la même ligne
    .detail = Cette ligne est identique à la ligne { $line } et ne compte qu’une fois.

workshop-row-oneself = Votre propre certificat
    .detail = Nul ne peut confirmer son propre certificat. Veuillez demander à un collègue de transmettre cette ligne.

workshop-row-failed = Ligne non traitée
    .detail = Une donnée est endommagée de notre côté et cette ligne n’a pas abouti. Veuillez prévenir l’administrateur, qui en trouvera la cause dans le journal.

workshop-certificate-anew = Délivré une nouvelle fois
    .detail = Le certificat de cette personne a été révoqué car délivré par erreur. Un autre serait délivré, avec ce que dit cette ligne.

workshop-certificate-late = Pas encore délivré
    .detail = Une donnée est endommagée de notre côté et ce certificat n’a pas encore pu être délivré. Un nouvel essai a lieu toutes les heures ; veuillez prévenir l’administrateur, qui en trouvera la cause dans le journal.

# $serial is the number of the certificate.
workshop-certificate-revoked = Certificat révoqué
    .detail = Le certificat { $serial } de cette personne a été révoqué, et cette ligne dit la même chose que celle pour laquelle il a été délivré : elle n’en donne pas d’autre. Si quelque chose était faux dans la ligne, veuillez le corriger.

workshop-certificate-waits = En attente de signature
    .detail = Au moment de délivrer ce certificat, la date à laquelle la politique du cours limite sa validité était passée. Veuillez indiquer dans la politique une date ultérieure, puis valider le certificat dans la file d’attente.

workshop-grade-invalid = Note non valable
    .detail = La note doit être un pourcentage de 0 à 100, avec deux décimales au plus.

workshop-language-not-offered = Langue non proposée
    .detail = Le cours n’est pas proposé dans cette langue.

workshop-party-left-out = Aucune Partie sous ce code
    .detail = Aucune Partie à la Convention ne porte ce code. Le certificat n’en nommera aucune.

# $name is the name that somebody vouches for.
workshop-name-vouched = Un autre nom est attesté
    .detail = Le certificat portera le nom dont l’autorité de cette personne se porte garante : { $name }.

workshop-account-disabled = Compte fermé
    .detail = Le compte de cette adresse a été fermé. Le certificat sera délivré, mais aucun courriel ne sera envoyé.

workshop-namesake = Peut-être la même personne
    .detail = Une personne de ce nom a déjà un certificat de ce cours pour le même jour, sous un autre intitulé, une autre adresse ou une autre référence. Veuillez vous assurer qu’il s’agit de quelqu’un d’autre.

# $name is the name of the account.
workshop-account-name-differs = Le compte porte un autre nom
    .detail = Le compte de cette adresse est au nom de { $name }. Le certificat se trouvera dans ce compte, sous le nom qui figure dans la liste. Veuillez vous assurer qu’il s’agit de la même personne.

# $serial is the number of the certificate.
workshop-certificate-differs = Le certificat dit autre chose
    .detail = Cette personne a déjà le certificat { $serial }, qui dit ici autre chose et reste tel quel. Si la liste est exacte, veuillez faire corriger le certificat.

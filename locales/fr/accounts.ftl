# Accounts, sessions and roles.

## Signing in

sign-in-failed = Échec de la connexion
    .detail = L’adresse électronique et le mot de passe ne correspondent pas. Veuillez vérifier les deux, ou demander un nouveau mot de passe.

password-wrong = Mot de passe incorrect
    .detail = Le mot de passe que vous avez indiqué n’est pas le bon. Si vous ne le connaissez pas, demandez-en un nouveau.

refresh-invalid = Votre session a pris fin
    .detail = Veuillez vous connecter de nouveau.

link-invalid = Ce lien ne fonctionne plus
    .detail = Il a peut-être déjà été utilisé, ou il est trop ancien. Veuillez en demander un nouveau.

totp-not-set-up = Pas de second facteur
    .detail = Ce compte n’a pas de second facteur. Veuillez ne pas indiquer de code.

## The members of an account

email-invalid = Adresse électronique non valide
    .detail = Veuillez indiquer une adresse électronique telle que « nom@example.org ».

# $min is the smallest number of characters allowed.
password-too-short = Mot de passe trop court
    .detail =
        { $min ->
            [one] Veuillez choisir un mot de passe d’au moins { $min } caractère. Quelques mots à la suite sont faciles à retenir.
           *[other] Veuillez choisir un mot de passe d’au moins { $min } caractères. Quelques mots à la suite sont faciles à retenir.
        }

password-too-common = Mot de passe trop facile à deviner
    .detail = Ce mot de passe est l’un des premiers que d’autres essaieraient. Veuillez en choisir un autre, par exemple quelques mots sans rapport entre eux.

country-invalid = Pays inconnu
    .detail = Le pays doit être indiqué par son code à deux lettres majuscules de la norme ISO 3166-1, par exemple « MG ».

account-not-needed = Inutile
    .detail = Vous êtes déjà connecté : ne donnez pas cette information, ou déconnectez-vous d’abord.

## Setting up

setup-code-invalid = Code incorrect
    .detail = Ce n’est pas le code que le serveur a affiché à son démarrage. Redémarrez le serveur pour en obtenir un nouveau.

setup-done = Déjà configuré
    .detail = Ce collège a déjà un administrateur, qui peut vous attribuer un rôle.

email-taken = Adresse déjà utilisée
    .detail = Il existe déjà un compte avec cette adresse électronique.

## Roles

person-unknown = Personne inconnue
    .detail = Aucune personne n’est connue sous cet identifiant ou cette adresse électronique.

person-unverified = Adresse électronique non confirmée
    .detail = Cela n’est possible que pour une personne dont l’adresse électronique est confirmée.

person-or-email = L’un ou l’autre
    .detail = Veuillez désigner la personne par « person » ou par « email », mais pas par les deux.

role-grant-unknown = Rôle introuvable
    .detail = Personne n’a ce rôle, ou il a déjà été retiré.

role-grant-exists = Rôle déjà attribué
    .detail = Cette personne a déjà ce rôle.

role-not-yours = Vous ne pouvez pas attribuer ce rôle
    .detail = Seul un administrateur peut attribuer ou retirer ce rôle.

last-administrator = Le dernier administrateur
    .detail = Un collège a besoin d’un administrateur. Veuillez d’abord attribuer ce rôle à une autre personne.

last-locale-lead = La dernière personne responsable de cette langue
    .detail = Une langue a besoin d’une personne qui en réponde. Veuillez d’abord confier ce rôle à quelqu’un d’autre.

scope-not-for-role = Portée incompatible avec le rôle
    .detail = Ce rôle ne peut pas être attribué pour une portée de ce type.

scope-unknown = Portée inconnue
    .detail = Il n’existe rien de ce type sous ce nom. Selon « kind », indiquez le code d’une Partie, le nom court d’un cours ou l’étiquette d’une langue.

moment-passed = Dans le passé
    .detail = Ce moment doit se situer dans l’avenir.

## The page behind a mailed link

confirm-email-page = Confirmez votre adresse électronique
    .text = Indiquez le mot de passe que vous avez choisi en créant votre compte. Si vous n’avez pas créé de compte, fermez simplement cette page ; si vous ne connaissez pas le mot de passe, demandez-en un nouveau.
    .password = Votre mot de passe
    .button = Confirmer mon adresse

confirm-email-done = Votre adresse est confirmée
    .text = Merci. Vous pouvez fermer cette page et vous connecter.

confirm-end-letters-page = Ne plus recevoir ces messages ?
    .text = Nous ne vous écrirons plus au sujet des traductions. Vous pourrez réactiver ces messages dans vos réglages de contribution.
    .button = Me désabonner

confirm-end-letters-done = Votre désabonnement est enregistré
    .text = Nous ne vous écrirons plus au sujet des traductions. Vous pouvez fermer cette page.

confirm-password-page = Choisissez un nouveau mot de passe
    .text = Votre nouveau mot de passe doit compter au moins 12 caractères. Vous serez déconnecté de tous vos appareils.
    .password = Nouveau mot de passe
    .button = Enregistrer le mot de passe

confirm-password-done = Votre nouveau mot de passe est enregistré
    .text = Vous pouvez fermer cette page et vous connecter avec votre nouveau mot de passe.

confirm-link-invalid = Ce lien ne fonctionne plus
    .text = Il a peut-être déjà été utilisé, ou il est trop ancien. Veuillez en demander un nouveau.

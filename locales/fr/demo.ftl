# Ce que raconte la démonstration, une ligne par étape.

demo-opened = Un nouveau collège a ouvert à l’adresse { $address }.
demo-claimed = { $name } en prend possession avec le code affiché par le serveur et l’administre désormais.
demo-appointed = { $name } crée un compte et reçoit le rôle « { $role } ».
demo-registers = { $name } crée un compte, sur un téléphone, en français.
demo-letter = Un courriel arrive : « { $subject } ». On suit le lien qu’il contient.
demo-confirmed = { $name } a confirmé son adresse et s’est connectée.
demo-courses = Voici les cours proposés :
demo-enrolled = Inscription au cours « { $course } ». Il est ouvert à tous.
demo-asked = Demande d’inscription au cours « { $course } ». Il est réservé aux agents publics : une autorité doit se porter garante.
demo-vouched = { $name }, le point focal national, se porte garant de { $trainee } et approuve la demande.
demo-module = Étude du module « { $title } »…
demo-passed = Réussi : « { $title } ».
demo-completed = Tout ce que le cours demande est fait.
demo-signed-off = { $name }, au Secrétariat, valide le certificat.
demo-certificate = Un certificat a été délivré : { $serial }.
demo-verified = Une personne extérieure, sans compte, scanne le code du certificat { $serial } : le certificat est valable et c’est bien celui de { $name }.
demo-left = Les certificats et les courriels sont à votre disposition ici :

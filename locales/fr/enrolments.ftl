# What can be refused about enrolments, and what can be done about it.

enrolment-unknown = Inscription inconnue
    .detail = Cette inscription n’existe pas, ou vous n’y avez pas accès.

enrolment-exists = Inscription existante
    .detail = Vous suivez déjà ce cours, ou votre demande d’inscription est en attente d’une décision.

# $state is requested, refused or withdrawn.
enrolment-not-active = Inscription non active
    .detail =
        { $state ->
            [requested] Votre inscription n’a pas encore été acceptée. Vous recevrez un message dès qu’une décision aura été prise.
            [refused] Votre inscription n’a pas été acceptée. Vous pouvez vous inscrire à nouveau si le motif du refus n’a plus lieu d’être.
           *[withdrawn] Vous avez annulé votre inscription à ce cours. Vous pouvez vous inscrire à nouveau à tout moment.
        }

# $end is the day and time at which the approval ended.
enrolment-expired = Inscription arrivée à échéance
    .detail = La validité de votre inscription à ce cours a pris fin le { $end }. Vous pouvez toujours tout consulter. Pour continuer, veuillez demander au point focal de votre Partie ou au Secrétariat de la prolonger.

# $course is the title of the course.
enrolment-affiliation-required = Cours réservé aux agents publics
    .detail = Le cours « { $course } » s’adresse aux agents de certaines autorités. Veuillez d’abord indiquer dans votre profil l’autorité et la Partie pour lesquelles vous travaillez, puis vous inscrire.

# $course is the title of the course.
enrolment-affiliation-unfit = Rattachement non recevable
    .detail = Ce rattachement n’est pas l’un des vôtres, n’est plus valable ou concerne une autorité à laquelle le cours « { $course } » ne s’adresse pas.

# $count is how many courses are missing; $courses their titles.
enrolment-prerequisites-missing = D’autres cours sont requis
    .detail =
        { $count ->
            [one] Veuillez d’abord achever le cours suivant : { $courses }.
           *[other] Veuillez d’abord achever les cours suivants : { $courses }.
        }

enrolment-already-decided = Décision déjà prise
    .detail = Entre-temps, cette inscription a fait l’objet d’une décision ou a été retirée. Veuillez actualiser la liste.

enrolment-own-request = Votre propre inscription
    .detail = Nul ne peut décider de sa propre inscription. Veuillez vous adresser à un autre point focal de votre Partie ou au Secrétariat.

enrolment-affiliation-not-vouched = Rattachement non confirmé
    .detail = Le rattachement indiqué pour cette inscription a été refusé, a été retiré ou n’est plus valable. L’apprenant doit le déclarer à nouveau avant que l’inscription puisse être acceptée.

enrolment-vouching-ended = Rattachement qui n’est plus confirmé
    .detail = Personne ne confirme plus que vous travaillez pour l’autorité au titre de laquelle cette inscription a été acceptée. Pour continuer, veuillez déclarer à nouveau votre rattachement, afin que le point focal de votre Partie ou le Secrétariat puisse le confirmer.

enrolment-cohort-unfit = Groupe non recevable
    .detail = Ce groupe est destiné à un autre cours, ou aux agents d’une Partie qui n’a pas confirmé votre rattachement. Veuillez vous renseigner auprès des organisateurs de la formation.

# $course is the title of the course.
enrolment-approval-required = Approbation requise
    .detail = Dans sa version actuelle, le cours « { $course } » s’adresse aux agents de certaines autorités, et cette inscription n’a pas été acceptée à ce titre. Vous pouvez continuer dans la version que vous suivez ; pour suivre la version actuelle, veuillez retirer cette inscription et en demander une nouvelle.

enrolment-version-current = Version déjà à jour
    .detail = Vous suivez déjà la version actuelle de ce cours.

# $language is the name of a language in that language, $languages those of the languages that the version is offered in.
enrolment-version-not-in-language = Pas encore dans cette langue
    .detail = La version actuelle de ce cours n’est pas encore proposée dans cette langue ({ $language }) : sa traduction est en cours. Vous pouvez continuer dans la version que vous suivez, ou passer à la version actuelle dans l’une de ces langues : { $languages }.

# $state is completed, refused or withdrawn.
enrolment-closed = Inscription close
    .detail =
        { $state ->
            [completed] Vous avez achevé ce cours et votre inscription reste telle quelle. Vous pouvez vous inscrire à nouveau.
            [refused] Cette inscription a été refusée et ne peut plus être modifiée. Vous pouvez vous inscrire à nouveau.
           *[withdrawn] Vous avez annulé votre inscription à ce cours. Vous pouvez vous inscrire à nouveau à tout moment.
        }

# $languages is a list of languages, each in its own name.
enrolment-language-not-offered = Langue non proposée
    .detail = Ce cours est proposé dans les langues suivantes : { $languages }.

# What can be refused about enrolments, and what can be done about it.

enrolment-unknown = Inscripción desconocida
    .detail = Esta inscripción no existe o usted no tiene acceso a ella.

enrolment-exists = Inscripción ya existente
    .detail = Usted ya tiene una inscripción en este curso o su solicitud está pendiente de decisión.

# $state is requested, refused or withdrawn.
enrolment-not-active = Inscripción no activa
    .detail =
        { $state ->
            [requested] Su inscripción aún no ha sido aceptada. Recibirá un mensaje en cuanto se haya tomado una decisión.
            [refused] Su inscripción no ha sido aceptada. Puede volver a inscribirse si el motivo ha dejado de existir.
           *[withdrawn] Usted se ha dado de baja de este curso. Puede volver a inscribirse en cualquier momento.
        }

# $end is the day and time at which the approval ended.
enrolment-expired = Su inscripción ha vencido
    .detail = La validez de su inscripción en este curso ha finalizado: { $end }. Puede seguir consultándolo todo. Para continuar, solicite al punto focal de su Parte o a la Secretaría que la prorrogue.

# $course is the title of the course.
enrolment-affiliation-required = Curso para funcionarios
    .detail = El curso «{ $course }» está destinado a funcionarios de determinadas autoridades. Indique primero en su perfil para qué autoridad de qué Parte trabaja y, a continuación, inscríbase.

# $course is the title of the course.
enrolment-affiliation-unfit = Afiliación no válida
    .detail = Esta afiliación no es suya, ya no está vigente o corresponde a una autoridad a la que no está destinado el curso «{ $course }».

# $count is how many courses are missing; $courses their titles.
enrolment-prerequisites-missing = Se requieren otros cursos
    .detail =
        { $count ->
            [one] Finalice primero el siguiente curso: { $courses }.
           *[other] Finalice primero los siguientes cursos: { $courses }.
        }

enrolment-already-decided = Ya se ha decidido
    .detail = Entretanto, esta inscripción ha sido objeto de una decisión o ha sido retirada. Actualice la lista.

enrolment-own-request = Su propia inscripción
    .detail = Nadie puede decidir sobre su propia inscripción. Diríjase a otro punto focal de su Parte o a la Secretaría.

enrolment-affiliation-not-vouched = Afiliación no confirmada
    .detail = La afiliación indicada para esta inscripción ha sido rechazada, se ha retirado o ha vencido. El participante debe declararla de nuevo antes de que pueda aceptarse la inscripción.

enrolment-vouching-ended = Afiliación que ya no está confirmada
    .detail = Ya nadie confirma que usted trabaja para la autoridad por la que se aceptó esta inscripción. Para continuar, declare de nuevo su afiliación, para que el punto focal de su Parte o la Secretaría pueda confirmarla.

enrolment-cohort-unfit = Grupo no válido
    .detail = Este grupo está destinado a otro curso o a funcionarios de una Parte que no ha confirmado su afiliación. Consulte a quienes organizan la formación.

# $course is the title of the course.
enrolment-approval-required = Se requiere aprobación
    .detail = En su versión actual, el curso «{ $course }» está destinado a funcionarios de determinadas autoridades, y esta inscripción no ha sido aceptada a tal efecto. Puede continuar en la versión que sigue; para seguir la versión actual, retire esta inscripción y solicite una nueva.

enrolment-version-current = Ya tiene la versión actual
    .detail = Usted ya sigue la versión actual de este curso.

# $language is the name of a language in that language, $languages those of the languages that the version is offered in.
enrolment-version-not-in-language = Todavía no está en este idioma
    .detail = La versión actual de este curso todavía no se ofrece en este idioma ({ $language }); la traducción está en curso. Puede continuar en la versión que sigue, o pasar a la versión actual en uno de estos idiomas: { $languages }.

# $state is completed, refused or withdrawn.
enrolment-closed = Inscripción cerrada
    .detail =
        { $state ->
            [completed] Usted ha finalizado este curso y su inscripción se mantiene como está. Puede volver a inscribirse.
            [refused] Esta inscripción ha sido rechazada y ya no puede modificarse. Puede volver a inscribirse.
           *[withdrawn] Usted se ha dado de baja de este curso. Puede volver a inscribirse en cualquier momento.
        }

# $languages is a list of languages, each in its own name.
enrolment-language-not-offered = Idioma no disponible
    .detail = Este curso se ofrece en los siguientes idiomas: { $languages }.

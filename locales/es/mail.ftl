# Letters. Each message is one letter: .subject is the header, .text the first paragraph, .button the label of its one link,
# .note what to know beside. Write warmly and briefly, as to a colleague whom you do not know yet.

## In every letter

mail-greeting = Hola:

mail-regards = Un cordial saludo,

# In small print at the end.
mail-footer = Este mensaje se ha enviado automáticamente; nadie lee las respuestas.

# Stands above the address of the link, for programs that show no button.
mail-link-hint = Si el botón no funciona, copie esta dirección en su navegador:

# $reason is a sentence that a colleague wrote, in a language of their choice.
mail-reason = Motivo indicado: { $reason }

## Accounts

mail-verify-email =
    .subject = Confirme su dirección de correo electrónico
    .text = ¡Le damos la bienvenida al { college-name }! Confirme, por favor, que esta dirección es suya. Después podrá inscribirse en los cursos y recibir en ella sus certificados.
    .button = Confirmar mi dirección
    .note = El enlace solo puede usarse una vez y durante un tiempo limitado. Si usted no ha creado ninguna cuenta, puede ignorar este mensaje.

mail-already-registered =
    .subject = Usted ya tiene una cuenta
    .text = Alguien, probablemente usted, ha intentado crear una cuenta con esta dirección. Usted ya tiene una, así que no se ha cambiado nada.
    .note = Si ha olvidado su contraseña, puede elegir una nueva en la página de inicio de sesión. Si no ha sido usted, no tiene que hacer nada.

mail-reset-password =
    .subject = Elija una nueva contraseña
    .text = Alguien, probablemente usted, ha solicitado una nueva contraseña para su cuenta.
    .button = Elegir una nueva contraseña
    .note = El enlace solo puede usarse una vez y durante un tiempo limitado. Si usted no la ha solicitado, puede ignorar este mensaje: su contraseña no cambiará.

mail-password-changed =
    .subject = Su contraseña ha cambiado
    .text = La contraseña de su cuenta acaba de cambiarse.
    .note = Si no ha sido usted, elija de inmediato una nueva contraseña en la página de inicio de sesión y avise a la Secretaría.

# The names of the roles, as they stand within the two sentences below. $role is the role's code.
mail-role-name = { $role ->
    [administrator] administración del sitio
    [secretariat] Secretaría
    [focal-point] punto focal nacional
    [author] autoría de cursos
    [scientific-reviewer] revisión científica
    [translator] traducción
    [translation-reviewer] revisión de traducciones
    [locale-lead] responsabilidad de un idioma
    [source-editor] responsable de los textos originales
    [translations-administrator] responsable de las traducciones
   *[other] { $role }
}

# $role is one of the names above.
mail-role-granted =
    .subject = Se le ha asignado una nueva función: { $role }
    .text = Se le ha asignado una nueva función en el { college-name }: { $role }. Gracias por asumirla.
    .note = La próxima vez que inicie sesión verá lo que esta función le permite hacer. Si no lo esperaba, avise a la Secretaría.

# $scope is what the role is for: the name of a Party or of a language, or the title of a course.
mail-role-granted-for =
    .subject = Se le ha asignado una nueva función: { $role } ({ $scope })
    .text = Se le ha asignado una nueva función en el { college-name }: { $role } ({ $scope }). Gracias por asumirla.
    .note = La próxima vez que inicie sesión verá lo que esta función le permite hacer. Si no lo esperaba, avise a la Secretaría.

## Affiliations

# $party is the name of a country.
mail-affiliation-vouched =
    .subject = Su afiliación ha sido confirmada: { $party }
    .text = Buenas noticias: su afiliación a una autoridad ha sido confirmada. Parte: { $party }.
    .note = A partir de ahora constará en sus inscripciones y certificados.

mail-affiliation-refused =
    .subject = Su afiliación no ha podido confirmarse: { $party }
    .text = No hemos podido confirmar su afiliación a una autoridad. Parte: { $party }.
    .note = Si cree que se trata de un error, compruebe los datos introducidos y vuelva a solicitarlo, o diríjase a su punto focal nacional.

## Enrolments

# $course is the title of a course.
mail-enrolment-approved =
    .subject = Su inscripción ha sido aceptada: { $course }
    .text = Su inscripción en el curso «{ $course }» ha sido aceptada. Puede empezar ahora mismo y avanzar a su propio ritmo.
    .note = Esperamos que disfrute del curso y que le resulte útil en su trabajo.

# Stands in the letter of an approval that confirmed the affiliation as well. $party is the name of a country.
mail-enrolment-confirmed = Al mismo tiempo se ha confirmado su afiliación a una autoridad. Parte: { $party }.

mail-enrolment-refused =
    .subject = Su inscripción no ha sido aceptada: { $course }
    .text = Lamentamos comunicarle que su inscripción en el curso «{ $course }» no ha sido aceptada.
    .note = Si tiene alguna pregunta, diríjase a su punto focal nacional o a la Secretaría.

## Requests that wait, to focal points and the Secretariat

# $count is how many there are in all.
mail-requests-waiting =
    .subject =
        { $count ->
            [one] Una solicitud espera su decisión
           *[other] { $count } solicitudes esperan su decisión
        }
    .text =
        { $count ->
            [one] Ha llegado una solicitud sobre la que solo usted o sus colegas pueden decidir. Se agradecerá su respuesta:
           *[other] Han llegado solicitudes sobre las que solo usted o sus colegas pueden decidir. Se agradecerá su respuesta:
        }
    .note = Encontrará los detalles al iniciar sesión. Recibirá un mensaje como este una vez por hora como máximo, y solo cuando haya llegado algo nuevo.

# One line for each Party. $party is its name, $count a number.
mail-affiliations-waiting =
    { $count ->
        [one] { $party }: { $count } afiliación por confirmar
       *[other] { $party }: { $count } afiliaciones por confirmar
    }

mail-enrolments-waiting =
    { $count ->
        [one] { $party }: { $count } inscripción por decidir
       *[other] { $party }: { $count } inscripciones por decidir
    }

## What ends soon

mail-approvals-ending =
    .subject = Una autorización suya termina pronto
    .text = Queremos avisarle con tiempo de que lo siguiente termina pronto:
    .note = Si todavía lo necesita después de ese día, solicite una prórroga al punto focal de su Parte o a la Secretaría. Lo que ha hecho hasta ahora seguirá siendo suyo en todo caso.

# $party is the name of a country, $end a day.
mail-affiliation-ending = Su afiliación confirmada a una autoridad ({ $party }): hasta el { $end }

# $course is the title of a course, $end a day.
mail-enrolment-ending = Su inscripción en el curso «{ $course }»: hasta el { $end }

## Novedades, a quienes traducen

# Una vez al día como máximo. Las líneas que siguen tratan de idiomas y de sus catálogos, cada una con un enlace.
mail-translation-news =
    .subject = Traducciones: novedades para usted
    .text = Gracias por traducir con nosotros. Esto es lo que ha ocurrido desde nuestro último mensaje:
    .note = Recibe un mensaje como este una vez al día como máximo, y solo cuando hay algo que decir.

# Sigue la dirección del ajuste.
mail-translation-news-off = Si no desea recibir más estos mensajes, cancele aquí la suscripción:

# Por qué no se aprobó una traducción, dentro de una frase.
mail-review-reason-name = { $reason ->
    [wrong-meaning] el sentido es otro
    [grammar] gramática u ortografía
    [terminology] terminología
    [style] estilo
    [markup] variables, enlaces o etiquetas
    [untranslated] texto sin traducir
    [machine-output] traducción automática sin revisar
    [duplicate] duplicado
   *[other] otro
}

# $text es el comienzo del original, $language el nombre de un idioma, $reason uno de los motivos anteriores.
mail-review-approved = Aprobado ({ $language }): «{ $text }»

mail-review-reworded = Aprobado con otras palabras ({ $language }): «{ $text }»

mail-review-changes-requested = Se pide otra redacción ({ $language }): «{ $text }». Motivo: { $reason }.

mail-review-rejected = No aceptado ({ $language }): «{ $text }». Motivo: { $reason }. Su texto se conserva.

# $remark es lo que escribió quien revisó, en el idioma que eligió.
mail-review-remark = Comentario de la revisión: «{ $remark }»

mail-reviews-more =
    { $count ->
        [one] … y { $count } revisión más de su trabajo
       *[other] … y { $count } revisiones más de su trabajo
    }

# $since es un día.
mail-suggestions-waiting =
    { $count ->
        [one] { $language }: { $count } propuesta espera su revisión desde el { $since }
       *[other] { $language }: { $count } propuestas esperan su revisión, la más antigua desde el { $since }
    }

# $catalogue es el título de un curso o el nombre de un archivo, $day un día, $count un número de textos.
mail-deadline-near =
    { $count ->
        [one] { $language }, { $catalogue }: debe estar listo el { $day }; queda { $count } texto
       *[other] { $language }, { $catalogue }: debe estar listo el { $day }; quedan { $count } textos
    }

mail-sources-new =
    { $count ->
        [one] { $language }, { $catalogue }: { $count } texto nuevo
       *[other] { $language }, { $catalogue }: { $count } textos nuevos
    }

mail-sources-changed =
    { $count ->
        [one] { $language }, { $catalogue }: { $count } texto ha cambiado en el original
       *[other] { $language }, { $catalogue }: { $count } textos han cambiado en el original
    }

mail-sources-more =
    { $count ->
        [one] … y { $count } catálogo más con textos nuevos o modificados
       *[other] … y { $count } catálogos más con textos nuevos o modificados
    }

# $course es el título de un curso, $count un número de textos. Sigue un enlace a ellos.
mail-course-language-lost =
    { $count ->
        [one] { $language }, { $course }: la nueva versión del curso no se ofrece en este idioma, porque { $count } texto falta o no está actualizado. Ocúpese de él, por favor; después, la persona responsable del idioma podrá volver a publicar el curso
       *[other] { $language }, { $course }: la nueva versión del curso no se ofrece en este idioma, porque { $count } textos faltan o no están actualizados, y algunos sirven para calificar a los participantes. Ocúpese de ellos, por favor; después, la persona responsable del idioma podrá volver a publicar el curso
    }

# $terms es la versión de las condiciones, $licence el nombre de una licencia.
mail-translation-terms = Usted colabora con las condiciones que aceptó (versión { $terms }); sus textos se publican con la licencia { $licence }.

mail-leads-missed =
    .subject = Una traducción se ha quedado sin quien la atienda
    .text = Los idiomas siguientes se han quedado sin responsable, o ninguno de sus responsables ha revisado, propuesto ni publicado nada desde hace tres meses:
    .button = Ver los idiomas
    .note = Pregunte a sus responsables si pueden continuar, o confíe la función a otra persona.

# $language es el nombre de un idioma, $since un día.
mail-lead-missed = { $language }: desde el { $since }

# $language es el nombre de un idioma.
mail-lead-none = { $language }: sin responsable

## Certificates

# $course is the title of a course, $serial the number of the certificate.
mail-certificate-issued =
    .subject = Su certificado: { $course }
    .text = ¡Felicitaciones! Ha completado el curso «{ $course }». Su certificado de finalización tiene el número { $serial }; puede descargarlo desde su cuenta.
    .button = Ver el certificado
    .note = Toda persona a quien facilite esta dirección podrá comprobar que el certificado es auténtico y sigue siendo válido.

mail-certificate-first = Usted siguió este curso en sala y aún no ha elegido una contraseña. Para abrir su cuenta, solicite una nueva contraseña con esta dirección en la página de inicio de sesión.

mail-certificate-test = Este certificado lleva la indicación PRUEBA: el Colegio Virtual que lo ha expedido está en pruebas y el certificado no acredita nada.

# $course is the title of a course. The reason follows.
mail-certificate-refused =
    .subject = No se ha podido expedir un certificado: { $course }
    .text = Ha completado el curso «{ $course }». La Secretaría, que firma uno por uno los certificados de este curso, no ha firmado el suyo.
    .note = Su inscripción y sus resultados quedan como están. Si tiene alguna pregunta, diríjase a la Secretaría.

mail-certificate-revoked =
    .subject = Su certificado ha sido revocado: { $serial }
    .text = Su certificado { $serial } ha sido revocado. Quien lo compruebe verá que ya no es válido.
    .note = Si cree que se trata de un error, diríjase a la Secretaría.

# The reason follows.
mail-correction-refused =
    .subject = El nombre de su certificado queda como está: { $serial }
    .text = Usted pidió otro nombre en su certificado { $serial }. La Secretaría no ha accedido a ello.
    .note = Su certificado no se ve afectado. Puede pedirlo de nuevo, por ejemplo con un documento en el que conste su nombre.

# $course is the title of a course, $serial the number of the certificate, $end a day.
mail-certificate-ending =
    .subject = Su certificado caduca el { $end }: { $course }
    .text = Su certificado { $serial } del curso «{ $course }» es válido hasta el { $end }. Después, quien lo compruebe verá que ha caducado.
    .button = Ver el certificado
    .note = Lo que ha aprendido queda registrado. Si tiene alguna pregunta, diríjase a la Secretaría.

mail-certificate-ends-early = Una versión más reciente del curso ha sustituido a la que usted completó. Por ello, la Secretaría ha decidido que los certificados de la versión anterior terminen ese día, sea cual sea la fecha impresa en ellos.

mail-certificate-goes-on =
    .subject = Su certificado sigue siendo válido: { $course }
    .text = Le habíamos anunciado que su certificado { $serial } del curso «{ $course }» terminaría antes de lo previsto. La Secretaría ha cambiado esta decisión: el certificado es válido hasta la fecha impresa en él o, si no hay ninguna, sin límite.
    .button = Ver el certificado
    .note = No tiene que hacer nada. Si tiene alguna pregunta, diríjase a la Secretaría.

# $course is the title of the course that renews it.
mail-certificate-renewal = Para tener después un certificado válido, complete a tiempo el curso «{ $course }».

mail-certificate-suspended =
    .subject = Su certificado ha sido suspendido: { $serial }
    .text = Su certificado { $serial } ha sido suspendido. Hasta que se restablezca, quien lo compruebe verá que no debe aceptarse.
    .note = Le escribiremos de nuevo en cuanto se resuelva el asunto. Si tiene alguna pregunta, diríjase a la Secretaría.

mail-certificate-restored =
    .subject = Su certificado vuelve a estar en vigor: { $serial }
    .text = Se ha levantado la suspensión de su certificado { $serial }. Quien lo compruebe verá cuál es su situación actual.
    .note = El certificado no ha cambiado: puede seguir utilizando las copias que tenga.

# $old is the number of the certificate that no longer holds, $serial that of the new one.
mail-certificate-replaced =
    .subject = Su certificado corregido: { $serial }
    .text = Se ha corregido el nombre que figura en su certificado { $old }. Lo sustituye un nuevo certificado con el número { $serial }; puede descargarlo desde su cuenta. El anterior ya no es válido.
    .button = Ver el certificado
    .note = Facilite la nueva dirección a todas las personas que tengan la anterior. Quien compruebe el certificado anterior llegará al nuevo.

# Certificates: what is printed on them, the page on which anybody verifies one, and what can be refused.

## The certificate itself. Everything here is printed; keep it short and solemn.

certificate-title = Certificado de finalización

# The name of the holder follows.
certificate-certify = Se certifica que

# The title of the course follows.
certificate-statement = ha completado con éxito el curso

# $hours is the study time of the course.
certificate-hours =
    { $hours ->
        [one] { $hours } hora de estudio
       *[other] { $hours } horas de estudio
    }

# $grade is a percentage, as “87.5%”.
certificate-grade = Calificación final: { $grade }

# $language is the name of a language.
certificate-studied = Idioma de estudio: { $language }

# $number is the number of the course’s version.
certificate-version = Versión { $number }

# $party is the name of a Party to the Convention.
certificate-party = Parte: { $party }

certificate-issued = Expedido el

certificate-valid-until = Válido hasta el

certificate-serial = Número de serie

# The address follows.
certificate-verify = Este certificado puede verificarse en

# What a screen reader says for the QR code.
certificate-qr = Código QR con la dirección en la que puede verificarse este certificado

# Who issues the certificates.
certificate-issuer = { college-name }

# The office that stands behind it, under the line for a signature.
certificate-secretariat = La Secretaría

certificate-convention = Convención sobre el Comercio Internacional de Especies Amenazadas de Fauna y Flora Silvestres

# In the signed credential, which other programs show: what had to be done for the certificate.
certificate-criteria = Completar todas las actividades obligatorias del curso y aprobar sus evaluaciones.

# Printed large across certificates that prove nothing.
certificate-test = PRUEBA – no es un certificado

# Printed large across what is not a certificate yet.
certificate-preview = VISTA PREVIA – no es un certificado

## What a design of certificates is tried on. Everything is long, as the longest of its kind are.

# Somebody's full name; nobody is called so.
certificate-specimen-name = María de los Ángeles Fernández de Córdoba y Álvarez de Toledo

# A course of the College; there is none of this title.
certificate-specimen-course = Introducción a la Convención y a su aplicación: legislación, permisos, dictámenes de extracción no perjudicial y observancia

# A Party to the Convention with a long name.
certificate-specimen-party = República Democrática del Congo

## The page of verification. It is read by an officer at a counter, on a phone, in five seconds.

verify-title = Verificación de un certificado

verify-valid = Válido
    .text = Este certificado fue expedido por el { college-name } y está en vigor.

# Where the holder hides what is printed. Amber: an officer must not take it for an answer about the paper.
verify-valid-withheld = Válido – datos ocultos
    .text = El { college-name } expidió un certificado con esta dirección y está en vigor, pero aquí no se muestra nada de lo que lleva impreso, así que nada puede compararse. Pida el archivo, o escriba abajo su número y el nombre.

verify-valid-erased = Válido – datos borrados
    .text = El { college-name } expidió un certificado con esta dirección y está en vigor, pero sus datos se han borrado, así que aquí nada puede compararse. Pida el archivo y verifíquelo abajo.

verify-expired = Caducado
    .text = Este certificado fue expedido por el { college-name }. Su período de validez ha terminado.

verify-suspended = Suspendido
    .text = Este certificado está suspendido. No lo acepte por el momento.

verify-revoked = Revocado
    .text = Este certificado ha sido revocado. No lo acepte.

verify-replaced = Sustituido
    .text = Otro certificado ha sustituido a este. No lo acepte.

verify-altered = No es de fiar
    .text = El registro que se conserva de este certificado no es el que se expidió. No acepte el certificado e informe a la Secretaría.

verify-unknown = Desconocido
    .text = El { college-name } no conoce ningún certificado con esta dirección. Compruebe que la dirección no contenga errores. Si es correcta, no acepte el certificado.

verify-file-altered = Alterado
    .text = Esto no es lo que expidió el { college-name }: algo ha sido modificado. No lo acepte.

verify-withdrawn-key = Firmado con una clave retirada
    .text = Este documento fue firmado con una clave que el { college-name } ha retirado después. El archivo por sí solo ya no prueba nada: consulte el certificado en su dirección o pida una copia nueva.

verify-foreign-key = No es auténtico
    .text = Este documento nombra al { college-name }, pero fue firmado con una clave que el Colegio no tiene. No lo acepte.

# $issuer is an address of somebody else, as the file states it.
verify-foreign-issuer = No es de este Colegio
    .text = Este documento nombra a otro emisor: { $issuer }. Puede ser auténtico, pero este Colegio no puede saberlo. Pregunte a ese emisor.

# After a number and a name were typed in.
verify-number-unknown = Desconocido
    .text = No hay ningún certificado con este número y este nombre. Compárelos letra por letra con el documento. Si son correctos, no acepte el certificado.

# The signature is genuine, and there is no record.
verify-record-missing = Desconocido
    .text = El { college-name } no tiene constancia de este certificado. No lo acepte e informe a la Secretaría.

# Above the table of what is printed, where what was shown is not genuine.
verify-as-issued = Esto es lo que el Colegio expidió con el número presentado. No se fíe más que de estos datos.

# How the certificate itself stands, where what was shown is not genuine.
verify-state = Estado del certificado

# On the page where a file, or a number and a name, are given.
verify-form = Verificar un certificado
    .text = Elija el archivo que ha recibido o escriba lo que está impreso. No necesita cuenta y no se guarda nada.
    .file = Certificado o insignia (PDF, PNG, SVG, JSON o JWT)
    .or = o
    .button = Verificar

verify-test = PRUEBA
    .text = Este es un certificado de PRUEBA. No acredita nada. No lo acepte.

# Above the table of what is printed.
verify-compare = Compare estos datos con el certificado que le han presentado. Si algo difiere, no lo acepte.

# Below the answer, in the place of what is printed on the certificate.
verify-withheld = El certificado existe. Por deseo de su titular, sus datos no se muestran aquí; pídale que se los muestre.

verify-erased = El certificado fue expedido. Por deseo de su titular, sus datos se han borrado; un archivo de él todavía puede verificarse aquí.

verify-name = Nombre

verify-course = Curso

verify-course-version = Versión del curso

verify-hours = Duración del estudio

verify-grade = Calificación final

verify-language-studied = Idioma de estudio

verify-party = Parte

verify-completed = Finalizado el

verify-issuer = Expedido por

verify-official = En nombre de

# A sentence that is printed on this certificate and on no other follows.
verify-note = También figura en él

verify-certificate-language = Idioma del certificado

verify-revoked-on = Revocado el

verify-suspended-on = Suspendido el

verify-replaced-on = Sustituido el

verify-ends-early = Termina antes, el

verify-newer-version = Una versión más reciente del curso ha sustituido a la que se completó.

verify-reason = Motivo

verify-replaced-by = Sustituido por

verify-signature = Firma digital

verify-signature-verified = Auténtica: se ha comprobado para esta página.

verify-signature-none = Todavía no. El certificado se firmará.

verify-signature-key-revoked = En renovación: el Colegio ha retirado la clave con la que se hizo.

# The SHA-256 of the stored record.
verify-fingerprint = Huella del registro

verify-other-languages = Esta página en otros idiomas

## Why a certificate was revoked, as anybody may read.

revocation-issued-in-error = Se expidió por error.

revocation-misconduct = Conducta indebida en el curso o en su evaluación.

revocation-other = La Secretaría lo ha retirado.

revocation-replaced = Otro certificado lo ha sustituido.

suspension-under-review = Está en revisión.

suspension-holders-request = Lo pidió su titular.

restoration-cleared = La revisión no encontró nada en su contra.

restoration-suspended-in-error = Se suspendió por error.

## What can be refused

certificate-unknown = Certificado no encontrado
    .detail = Este certificado no existe, o usted no tiene acceso a él.

# $languages is a list of language tags.
certificate-language-unavailable = No disponible en este idioma
    .detail = Este certificado puede imprimirse en los siguientes idiomas: { $languages }.

certificate-already-revoked = Ya revocado
    .detail = Este certificado ya ha sido revocado.

certificate-already-replaced = Ya sustituido
    .detail = Otro certificado ya ha sustituido a este. Actúe sobre el nuevo.

certificate-suspended = Suspendido
    .detail = Este certificado está suspendido. Restablézcalo primero.

certificate-not-suspended = No suspendido
    .detail = Este certificado no está suspendido, por lo que no hay nada que restablecer.

certificate-name-unchanged = El mismo nombre
    .detail = El certificado ya lleva este nombre.

certificate-name-unlike = No es un nombre
    .detail = Esto no parece un nombre: no tiene letras o empieza como una fórmula de hoja de cálculo.

correction-request-exists = Ya solicitado
    .detail = Ya hay una solicitud de corrección de este certificado pendiente de decisión.

correction-request-unknown = Solicitud no encontrada
    .detail = No hay ninguna solicitud de corrección con este identificador.

correction-request-decided = Decisión ya tomada
    .detail = Ya se ha tomado una decisión sobre esta solicitud.

certificate-withheld = Datos no mostrados
    .detail = Este certificado existe. Su titular no muestra sus datos a otras personas; consulte con su titular.

certificate-erased = Datos borrados
    .detail = Los datos de este certificado se han borrado por deseo de su titular y no pueden recuperarse.

certificate-erasure-holders = Lo borra su titular
    .detail = El titular de este certificado tiene una cuenta y es quien borra sus datos en ella.

certificate-erasure-suspended = Suspendido
    .detail = Mientras su certificado esté suspendido, sus datos se conservan. Diríjase a la Secretaría.

certificate-serial-other = Otro número
    .detail = Este no es el número del certificado. Escríbalo tal como está impreso.

certificate-altered = Registro alterado
    .detail = El registro que se conserva de este certificado no es el que se expidió, por lo que no puede mostrarse ni imprimirse. Informe a la Secretaría.

certificate-not-signed = Sin firmar
    .detail = Este certificado no tiene credencial firmada: es una prueba, o aún no le ha llegado el turno de firmarse.

certificate-revoked = Revocado
    .detail = Este certificado ya no está en vigor y ya no se imprime. Cualquier persona puede seguir verificándolo.

verification-file-unrecognised = No es un certificado
    .detail = No es un PDF, PNG o SVG, ni una credencial firmada en JSON o como JWT.

verification-file-encrypted = Protegido con contraseña
    .detail = Este PDF está cifrado, así que no se puede comprobar nada en él. Pida el archivo tal como lo expidió el Colegio, o verifique el número y el nombre.

verification-file-damaged = Archivo dañado
    .detail = Este archivo está dañado o construido de una forma que el Colegio no emplea. Pida el archivo tal como lo expidió el Colegio, o verifique el número y el nombre.

verification-credential-missing = Nada firmado en este archivo
    .detail = Todo certificado lleva una firma y en este archivo no hay ninguna: quizá fue escaneado, fotografiado o impreso en un archivo. Verifique en su lugar el número y el nombre.

verification-one-of-both = Uno de los dos
    .detail = Indique o bien el archivo, o bien el número junto con el nombre.

verification-several-credentials = Varios certificados en un archivo
    .detail = En este archivo hay varias credenciales firmadas. El Colegio expide una en cada archivo. No lo acepte.

certificate-is-ones-own = Su propio certificado
    .detail = Nadie puede decidir sobre su propio certificado. Diríjase a otra persona de la Secretaría.

# $script is the name of a writing system in English, as “Khmer”.
certificate-name-script = No hay instalado ningún tipo de letra para algunas letras de este nombre ({ $script }), por lo que por ahora no puede figurar en un certificado. Puede escribirlo en otra escritura o dirigirse a la Secretaría.
certificate-name-unprintable = Este nombre no puede figurar en un certificado: contiene caracteres que no se pueden imprimir o es demasiado largo para la página. Puede escribirlo de otra manera.

certificate-script-missing = Falta un tipo de letra
    .detail = El certificado contiene caracteres de una escritura para la que no hay ningún tipo de letra instalado: { $script }. Pida a quien administra el servicio que instale uno.

certificate-not-printable = No se puede imprimir
    .detail = Un texto de este certificado tiene caracteres que no pueden imprimirse o no cabe en la página. Pida a la Secretaría que lo haga corregir.

candidate-unknown = No está en la lista de espera
    .detail = Nadie espera una firma con este identificador.

candidate-already-decided = Decisión ya tomada
    .detail = Ya se ha tomado una decisión sobre este certificado.

candidate-is-oneself = Su propio certificado
    .detail = Nadie puede validar su propio certificado. Diríjase a otra persona de la Secretaría.

candidate-changed = Distinto de lo que se mostró
    .detail = El nombre u otro dato que se mostró de este certificado ha cambiado desde entonces. Vuelva a revisarlo.

candidate-validity-over = Vencimiento ya pasado
    .detail = La política del curso limita la validez de sus certificados a una fecha que ya ha pasado. Indique primero en ella una fecha posterior.

candidate-failed = No se pudo validar
    .detail = Hay un dato dañado por nuestra parte y este certificado sigue en espera. Avise al administrador, que encontrará la causa en el registro.

sign-off-nobody = Nada que validar
    .detail = Ninguno de los certificados elegidos espera una firma que usted pueda dar.

sign-off-batch-unknown = Lote no encontrado
    .detail = No hay ningún lote de validaciones con este identificador. Si no se confirmó a tiempo, vuelva a formarlo.

sign-off-token-wrong = Confirmación no válida
    .detail = Un lote lo confirma la persona que lo formó, con el código que lo acompañaba.

sign-off-batch-expired = Fuera de plazo
    .detail = Este lote esperó demasiado tiempo su confirmación. Vuelva a formarlo.

# $count is how many people changed, $people some of their names.
sign-off-batch-changed = Ha habido cambios
    .detail =
        { $count ->
            [one] La situación de { $count } persona ya no es la que se mostró: { $people }. Vuelva a formar el lote.
           *[other] La situación de { $count } personas ya no es la que se mostró, entre ellas { $people }. Vuelva a formar el lote.
        }

sign-off-chosen-twice = Elegidos de dos maneras
    .detail = Indique certificados o lo que tienen en común, pero no ambas cosas.

number-out-of-range = Fuera de los límites
    .detail = Debe ser un número entero de { $min } a { $most }.

policy-member-unfit = No corresponde
    .detail = Este dato no corresponde al tipo indicado.

moment-too-soon = Demasiado pronto
    .detail = Deje a los titulares 30 días como mínimo para renovar su certificado.

version-not-later = No es una versión posterior
    .detail = Indique una versión publicada del curso, a partir de la segunda.

policy-term-unfit = Termina antes de empezar
    .detail = Un mandato termina después de haber empezado.

certificate-design-unknown = Diseño no encontrado
    .detail = No hay ningún diseño de certificado con este nombre.

certificate-design-exists = Nombre ya utilizado
    .detail = Ya hay un diseño de certificado con este nombre. Elija otro nombre o modifique ese diseño.

certificate-picture-unknown = Imagen no encontrada
    .detail = No se conserva ninguna imagen con este identificador.

picture-unreadable = Imagen ilegible
    .detail = Este archivo no es una imagen PNG ni JPEG, o está dañado. Vuelva a guardar la imagen como PNG o JPEG y envíe ese archivo.

# $max is the greatest number of pixels allowed.
picture-too-large = Imagen demasiado grande
    .detail = Una imagen no puede tener más de { $max } píxeles de ancho ni más de { $max } píxeles de alto. Redúzcala.

picture-blank = Imagen vacía
    .detail = En esta imagen no hay nada que se vea sobre papel blanco. Quizá esté dibujada en blanco o esté vacía.

design-not-printable = No se puede imprimir
    .detail = Con estos textos, logotipos e imágenes, un certificado con un nombre y un título largos no cabe en su página, o alguno de sus textos no puede imprimirse. Acorte los textos en este idioma.

# $script is the name of a writing system in English, as “Khmer”.
design-script-missing = Falta un tipo de letra
    .detail = Estos textos necesitan letras de una escritura para la que aquí no hay ningún tipo de letra instalado: { $script }. Pida al operador del servicio que instale uno.

picture-not-kept = Imagen desconocida
    .detail = No se conserva ninguna imagen con este identificador. Envíe primero la imagen.

policy-design-unknown = Diseño desconocido
    .detail = No hay ningún diseño de certificado con este nombre.

design-layout-unknown = Composición desconocida
    .detail = No hay ninguna composición con este número que admita un diseño.

colour-malformed = Color mal escrito
    .detail = Un color se escribe con una almohadilla y seis cifras hexadecimales, como #14432d.

colour-too-light = Color demasiado claro
    .detail = No todo el mundo podría leer un texto de este color sobre papel blanco: su contraste es inferior a 4,5 a 1. Elija uno más oscuro.

slug-malformed = Nombre corto mal formado
    .detail = Un nombre corto consta de letras minúsculas de la a a la z, cifras y guiones sueltos entre ellas, y no pasa de 64 caracteres.

# $max is the greatest number of items allowed.
field-too-many-items = Demasiados elementos
    .detail =
        { $max ->
            [one] Esta lista no puede tener más de { $max } elemento.
           *[other] Esta lista no puede tener más de { $max } elementos.
        }

## Cursos impartidos en sala

workshop-unknown = Taller no encontrado
    .detail = No hay ningún taller con este identificador. Si su lista no se confirmó a tiempo, vuelva a enviarla.

workshop-being-checked = Todavía no está listo
    .detail = La lista aún se está examinando. Vuelva dentro de un momento, lea el resultado y confírmelo entonces.

workshop-not-as-shown = No es lo que se mostró
    .detail = El número o el código no corresponde a esta lista. Vuelva a leer lo que resultaría de ella.

workshop-expired = Fuera de plazo
    .detail = Esta lista esperó demasiado tiempo su confirmación. Vuelva a enviarla.

# $count is how many rows are in error.
workshop-has-errors = Hay filas con errores
    .detail =
        { $count ->
            [one] { $count } fila de esta lista tiene errores. Corríjala y vuelva a enviar la lista, o indique que debe dejarse fuera.
           *[other] { $count } filas de esta lista tienen errores. Corríjalas y vuelva a enviar la lista, o indique que deben dejarse fuera.
        }

workshop-empty = Ningún certificado que expedir
    .detail = Ninguna fila de esta lista da lugar a un certificado.

workshop-without-certificate = Curso sin certificado
    .detail = Este curso no da lugar a ningún certificado.

workshop-list-unreadable = No es una lista de participantes
    .detail = Envíe una tabla en formato CSV y en UTF-8, con los nombres de las columnas en la primera fila, entre ellas «name», y con un mínimo de una fila y un máximo de 5000.

# $line is the first line that is not.
workshop-list-encoding = No está en UTF-8
    .detail = La línea { $line } de este archivo no está en UTF-8. Guarde la tabla como «CSV UTF-8» en la hoja de cálculo y envíe ese archivo.

# $line is the first line that has one.
workshop-list-no-text = No es un texto
    .detail = La línea { $line } de este archivo contiene un byte nulo, como los libros de cálculo y los archivos en UTF-16. Guarde la tabla como «CSV UTF-8» en la hoja de cálculo y envíe ese archivo.

workshop-list-without-names = Ninguna columna de nombres
    .detail = Ninguna columna de la primera fila se llama «name». Nombre allí las columnas y ponga en esa el nombre completo de cada persona.

# $heading is what the other column is called.
workshop-list-names-in-parts = Nombres en partes
    .detail = Junto a la columna de los nombres está «{ $heading }», por lo que los nombres pueden estar en dos columnas. Ponga el nombre completo de cada persona, tal como debe imprimirse, en una sola columna llamada «nombre completo».

# $heading is what the later column is called.
workshop-list-column-twice = La misma columna dos veces
    .detail = La columna «{ $heading }» significa lo mismo que una anterior. Deje solo una de ellas en la lista o dé otro nombre a la otra.

workshop-list-without-rows = Ninguna fila
    .detail = No hay ninguna fila debajo de los nombres de las columnas. Compruebe que se haya guardado la hoja correcta.

# $max is how many rows a list has at most.
workshop-list-too-long = Demasiadas filas
    .detail = Una lista tiene como máximo { $max } filas. Divídala y envíe sus partes una tras otra, con el mismo título.

workshop-day-ahead = Aún no ha terminado
    .detail = Ese día aún no ha llegado. La lista se envía cuando el taller ha terminado.

workshop-day-too-early = Antes de la Convención
    .detail = La Convención entró en vigor el 1 de julio de 1975 y ningún curso sobre ella terminó antes. Compruebe el año.

workshop-row-malformed = Fila dañada
    .detail = No se puede saber dónde terminan las celdas de esta fila: faltan unas comillas o están donde no pueden estar.

workshop-row-too-many-cells = Más celdas que columnas
    .detail = En esta fila hay algo donde ninguna columna tiene nombre. ¿Hay una coma en un nombre? Ponga esa celda entre comillas rectas.

workshop-name-unprintable = No se puede imprimir
    .detail = Este nombre tiene caracteres que no pueden imprimirse o no cabe en el certificado.

# $line is the line of the other row.
workshop-name-shared = Nombre compartido
    .detail = La línea { $line } tiene el mismo nombre. Indique una dirección de correo electrónico o una referencia para que se pueda distinguir a las dos personas.

# $line is the line of the other row.
workshop-row-differs = La misma persona dos veces
    .detail = La línea { $line } se refiere a la misma persona y dice otra cosa. Deje en la lista solo la fila correcta.

# $line is the line of the other row.
workshop-row-repeated = La misma fila dos veces
    .detail = Esta fila es idéntica a la línea { $line } y cuenta una sola vez.

workshop-row-oneself = Su propio certificado
    .detail = Nadie puede confirmar su propio certificado. Pida a otra persona de la Secretaría que envíe esta fila.

workshop-row-failed = Fila sin procesar
    .detail = Hay un dato dañado por nuestra parte y esta fila no ha dado resultado. Avise al administrador, que encontrará la causa en el registro.

workshop-certificate-anew = Expedido una vez más
    .detail = El certificado de esta persona fue revocado por haberse expedido por error. Se expediría otro, con lo que dice esta fila.

workshop-certificate-late = Todavía no expedido
    .detail = Hay un dato dañado por nuestra parte y este certificado todavía no se ha podido expedir. Se intenta de nuevo cada hora; avise al administrador, que encontrará la causa en el registro.

# $serial is the number of the certificate.
workshop-certificate-revoked = El certificado fue revocado
    .detail = El certificado { $serial } de esta persona fue revocado, y esta fila dice lo mismo que aquella por la que se expidió: no da lugar a otro. Si algo en la fila era incorrecto, corríjalo.

workshop-certificate-waits = A la espera de una firma
    .detail = Al ir a expedir este certificado, ya había pasado la fecha a la que la política del curso limita su validez. Indique en la política una fecha posterior y apruebe después el certificado en la lista de espera.

workshop-grade-invalid = Calificación no válida
    .detail = La calificación debe ser un porcentaje de 0 a 100, con dos decimales como máximo.

workshop-language-not-offered = Idioma no ofrecido
    .detail = El curso no se ofrece en este idioma.

workshop-party-left-out = Ninguna Parte con este código
    .detail = No hay ninguna Parte en la Convención con este código. El certificado no nombrará ninguna.

# $name is the name that somebody vouches for.
workshop-name-vouched = Otro nombre está acreditado
    .detail = El certificado llevará el nombre que acredita la autoridad de esta persona: { $name }.

workshop-account-disabled = Cuenta cerrada
    .detail = La cuenta de esta dirección está cerrada. El certificado se expedirá, pero no se enviará ningún mensaje.

workshop-namesake = Quizá sea la misma persona
    .detail = Una persona con este nombre ya tiene un certificado de este curso para el mismo día, con otro título, otra dirección u otra referencia. Asegúrese de que se trata de otra persona.

# $name is the name of the account.
workshop-account-name-differs = La cuenta tiene otro nombre
    .detail = La cuenta de esta dirección está a nombre de { $name }. El certificado estará en esa cuenta, con el nombre que figura en la lista. Asegúrese de que se trata de la misma persona.

# $serial is the number of the certificate.
workshop-certificate-differs = El certificado dice otra cosa
    .detail = Esta persona ya tiene el certificado { $serial }, que aquí dice otra cosa y queda como está. Si la lista es correcta, haga corregir el certificado.

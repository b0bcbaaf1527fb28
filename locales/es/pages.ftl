# The College in a browser, as anybody sees it without an account.

## Around every page

# Read out first by screen readers, shown when somebody uses the keyboard.
pages-skip = Ir al contenido

# The names of navigation, as screen readers announce it.
pages-navigation = Navegación principal

pages-breadcrumb = Ubicación

pages-footer = Acerca de este sitio

# Links of the navigation: short.
pages-home = Inicio

pages-courses = Cursos

pages-verify = Verificar un certificado

pages-developers = Para desarrolladores

## The home page

pages-welcome = Aprenda cómo funciona la Convención
    .text = El { college-name } enseña lo que deben saber quienes aplican la Convención sobre el Comercio Internacional de Especies Amenazadas de Fauna y Flora Silvestres: lecciones y cuestionarios que funcionan en cualquier teléfono, y un certificado que todo el mundo puede verificar.

pages-begin = Cursos para empezar

pages-all-courses = Todos los cursos

pages-shown-a-certificate = ¿Le han presentado un certificado?
    .text = Todo el mundo puede ver si lo expidió el Colegio y si sigue en vigor. No necesita cuenta.

pages-languages = Idiomas
    .text = Estas páginas pueden leerse en los idiomas siguientes. Cada curso indica en qué idiomas puede seguirse.

## The list of courses, and what they are chosen by

# Before a list of languages to choose from.
pages-choose-language = Idioma del curso

# Before a list of audiences to choose from.
pages-choose-audience = Para quién

# A choice in the list of languages that excludes none.
pages-any-language = Todos los idiomas

# A choice in the list of audiences that excludes none.
pages-any-audience = Todos los públicos

# A button, after the two choices above: a verb.
pages-choose = Mostrar

# $count is the number of courses.
pages-found =
    { $count ->
        [one] { $count } curso
       *[other] { $count } cursos
    }

pages-none-found = Todavía no hay ningún curso que corresponda a su elección.

# $language is the name of a language.
pages-none-in = Todavía no hay ningún curso en este idioma: { $language }.

pages-list-ends = La lista de cursos termina antes de esta página.

# Leads to the first page of the list.
pages-first-courses = Al principio de la lista

pages-more-courses = Más cursos

## What is said of a course

# $hours is the study time, a whole number.
pages-hours =
    { $hours ->
        [one] { $hours } hora
       *[other] { $hours } horas
    }

pages-everyone = Todo el mundo

# $authorities is a list of the kinds of authority below, in words.
pages-officials = Funcionarios: { $authorities }

pages-any-officials = Funcionarios

# Kinds of authority, in the plural, as parts of a list. Keep the capitals that CITES uses in your language.
pages-management-authorities = Autoridades Administrativas

pages-scientific-authorities = Autoridades Científicas

pages-customs = aduanas

pages-enforcement-authorities = autoridades encargadas de la observancia

pages-prosecution = fiscalías

pages-judiciary = tribunales

pages-legislature = parlamentos

pages-other-bodies = otros organismos públicos

# Before a number of hours.
pages-study-time = Duración

# Before the words for an audience.
pages-audience = Para quién

# What a course consists of, before the numbers of its lessons and quizzes below.
pages-contents = Contenido

# $count is the number of lessons.
pages-lessons =
    { $count ->
        [one] { $count } lección
       *[other] { $count } lecciones
    }

# $count is the number of quizzes.
pages-quizzes =
    { $count ->
        [one] { $count } cuestionario
       *[other] { $count } cuestionarios
    }

# What is loaded of a course in all, before the message below.
pages-size = Tamaño

# $kilobytes is what lessons and pictures weigh, $count the number of pictures.
pages-size-of =
    { $count ->
        [0] { $kilobytes } kB
        [one] { $kilobytes } kB con { $count } imagen
       *[other] { $kilobytes } kB con { $count } imágenes
    }

# Before one of the three messages below: when one gets it.
pages-certificate = Certificado

pages-certificate-on-completion = Al completar el curso

pages-certificate-after-sign-off = Una vez completado el curso y firmado el certificado por la Secretaría

pages-certificate-none = Ninguno

# Before a list of courses.
pages-before = Cursos previos

# Before a date.
pages-review = Próxima revisión

# Before the name of a licence, such as CC-BY-4.0.
pages-licence = Licencia

# A button; leads to the first lesson that anybody may read.
pages-try = Empezar a leer

pages-outcomes = Lo que sabrá hacer

# The contents of a course: modules with their lessons and quizzes. A title.
pages-outline = Contenido del curso
    .text = Las lecciones que aparecen como enlaces están abiertas a todos. Las demás son para quienes se han inscrito.

pages-lesson = Lección

# $count is the number of questions.
pages-quiz-of =
    { $count ->
        [one] Cuestionario, { $count } pregunta
       *[other] Cuestionario, { $count } preguntas
    }

# Marks of a lesson or quiz in the outline, after the words for its kind.
pages-open-to-all = acceso libre

pages-optional = opcional

# What is said of a language of a course, after its name.
pages-edition-original = idioma original

pages-edition-complete = traducido por completo

pages-edition-partial = traducido en parte

# $count is the number of lessons.
pages-edition-stale =
    { $count ->
        [one] { $count } lección aún no actualizada según el original
       *[other] { $count } lecciones aún no actualizadas según el original
    }

# $page and $language are the names of two languages: that of the page, and that of the course.
pages-other-language = Este curso no está disponible en este idioma ({ $page }). Se muestra en: { $language }.

pages-course-stale = El original de este curso ha cambiado después de la traducción de algunas partes de esta página

## A lesson

pages-borrowed = Partes de esta lección están en otro idioma
    .text = Nadie las ha traducido todavía.

pages-stale = El original de esta lección ha cambiado después de su traducción
    .text = La traducción aún no se ha actualizado. El original está al día.

# $count is the number of pictures, $kilobytes what they weigh together.
pages-pictures =
    { $count ->
        [one] { $count } imagen, { $kilobytes } kB
       *[other] { $count } imágenes, { $kilobytes } kB
    }

# The navigation to the lessons before and after: its name is read out by screen readers only; previous and next stand above the titles of these lessons.
pages-beside = Anterior y siguiente
    .previous = Anterior
    .next = Siguiente

# A mark after the title of a lesson or quiz.
pages-for-enrolled = solo para personas inscritas

## A lesson or quiz that is not open to all

pages-closed = Esta parte del curso es para quienes están inscritos.

pages-closed-everyone = Cualquier persona puede inscribirse: basta con una cuenta en el Colegio.

pages-closed-officials = El curso es para funcionarios: hace falta una cuenta en el Colegio, y una autoridad que confirme para quién trabaja.

pages-about-course = Acerca del curso

pages-open-lessons = Lecciones abiertas a todos

## One's own pages

pages-sign-in = Iniciar sesión

pages-sign-out = Cerrar sesión

pages-email = Correo electrónico

pages-password = Contraseña

# The page of somebody's courses and certificates; also a link of the navigation.
pages-my = Mi formación

# $name is a person's name.
pages-my-greeting = Sesión de { $name }

pages-my-nothing = Todavía no se ha inscrito en ningún curso.

pages-my-active = En curso

# $date is a day.
pages-my-requested = Su inscripción espera aprobación
    .text = Lo solicitó el { $date }. El punto focal de su Parte o la Secretaría decide, y le escribiremos.

pages-my-refused = Su inscripción fue rechazada

pages-my-expired = Ha pasado el plazo para terminar el curso

# $date is a day.
pages-my-completed = Terminado el { $date }

# $done is a number of lessons and quizzes, $required how many are required in all.
pages-my-progress = { $done } de { $required } partes hechas

pages-my-certificates = Mis certificados

# $date is a day.
pages-my-until = Válido hasta el { $date }

# Leads to a certificate as a file.
pages-my-pdf = Descargar el PDF

# Leads to the page that others see who verify a certificate.
pages-my-as-verified = Lo que ven los demás

## A course that one takes

# Before the title of the next lesson or quiz, in a button.
pages-go-on = Continuar:

# Before the title of the first lesson or quiz, in a button.
pages-begin-with = Empezar:

pages-earlier-version = Hay una versión más reciente de este curso. Usted sigue la versión con la que empezó y puede terminarla.

# Before one of the two messages below.
pages-needs = Para terminar el curso

# $count is the number of lessons and quizzes.
pages-needs-all =
    { $count ->
        [one] Hacer la parte obligatoria
       *[other] Hacer las { $count } partes obligatorias
    }

# $count is how many lessons and quizzes one has to do, of more.
pages-needs-some =
    { $count ->
        [one] Hacer { $count } de las partes obligatorias
       *[other] Hacer { $count } de las partes obligatorias
    }

# Before a day and time: the last moment that counts.
pages-until = Lo que haga cuenta hasta el

# Before a percentage.
pages-grade = Calificación

pages-quiz = Cuestionario

# Of a lesson or quiz.
pages-done = Hecho

# Of a lesson or quiz.
pages-not-done = Todavía sin hacer

# What a lesson asks for.
pages-asks-reading = léala y confírmelo al final

# What a lesson asks for. $minutes is a whole number.
pages-asks-time =
    { $minutes ->
        [one] léala durante { $minutes } minuto
       *[other] léala durante { $minutes } minutos
    }

# What a quiz asks for. $mark is a percentage.
pages-asks-passing = apruébelo con { $mark }

# What a quiz asks for.
pages-asks-submission = entréguelo

# $score is a percentage.
pages-score = su resultado: { $score }

# $minutes is a whole number.
pages-time-so-far =
    { $minutes ->
        [one] { $minutes } minuto hasta ahora
       *[other] { $minutes } minutos hasta ahora
    }

# A button at the end of a lesson.
pages-read-next = He leído esto – siguiente

# A button at the end of the last lesson.
pages-read-last = He leído esto

# A link; leads from a lesson that is open to all to the same lesson for those who are enrolled.
pages-enrolled = ¿Está inscrito? Continúe en Mi formación

# A link.
pages-to-course = Ir al curso

## A quiz before and between attempts

# $count is the number of questions.
pages-questions =
    { $count ->
        [one] { $count } pregunta
       *[other] { $count } preguntas
    }

# Before a percentage.
pages-pass-mark = Para aprobar

# Before one of the two messages below.
pages-attempts-left = Intentos que le quedan

# $count is the number of attempts that are left.
pages-attempts-count =
    { $count ->
        [0] ninguno
       *[other] { $count }
    }

pages-attempts-any = todos los que quiera, cuando quiera

# Before a number of minutes.
pages-time-limit = Tiempo

# $minutes is a whole number.
pages-minutes =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }

# Before one of the three messages below.
pages-counts = Para su calificación

pages-counts-best = cuenta su mejor intento

pages-counts-last = cuenta su último intento

pages-counts-not = no cuenta: es un ejercicio

# Before words such as: done.
pages-state = Cómo va

pages-attempt-timed = El tiempo corre desde que empieza, también mientras no está.

pages-attempt-untimed = No hay límite de tiempo. Puede parar en cualquier momento y continuar más tarde.

# A button.
pages-attempt-start = Empezar

# A button.
pages-attempt-again = Intentarlo de nuevo

# A link that looks like a button.
pages-attempt-go-on = Continuar su intento

# Above a list.
pages-attempts = Sus intentos

# $number is which attempt it is, counted from 1.
pages-attempt = Intento { $number }

# Of an attempt.
pages-passed = aprobado

# Of an attempt.
pages-not-passed = no aprobado

## An attempt

# $number is the place of a question in its quiz.
pages-question = Pregunta { $number }

pages-fill-gaps = Complete el texto.

# The label of a gap in a text; $number is its place.
pages-gap = hueco { $number }

# The label of a field.
pages-answer = Su respuesta

# Stands in a list from which nothing has been chosen.
pages-choose-one = Elija

# An answer.
pages-true = Verdadero

# An answer.
pages-false = Falso

# Below a question.
pages-answer-saved = Su respuesta está guardada.

# $done is how many of the questions are answered, $required how many there are.
pages-answers-kept = Preguntas respondidas y guardadas: { $done } de { $required }

# $minutes is a whole number, $end a day and time.
pages-time-left =
    { $minutes ->
        [one] Queda { $minutes } minuto, hasta el { $end }
       *[other] Quedan { $minutes } minutos, hasta el { $end }
    }

# A button.
pages-save = Guardar

# A button.
pages-save-and-finish = Guardar y terminar

# Above a list of what is wrong.
pages-errors = Revise lo siguiente

# Above a list of answers that are wrong in form.
pages-errors-others-kept = Todas sus demás respuestas están guardadas.

pages-order-incomplete = Dé a cada elemento un lugar distinto.

# A title.
pages-submission = ¿Entregar sus respuestas?
    .text = Una vez entregadas, sus respuestas se evalúan y ya no se pueden cambiar.

# Above a list of questions.
pages-missing = Sin completar

# Of a question.
pages-unanswered = sin respuesta

# Of a question.
pages-answered-partly = respondida en parte

# A button.
pages-submit = Entregar

# A link.
pages-back-to-questions = Volver a las preguntas

## What an attempt was worth

# $score is a percentage.
pages-result-passed = { $score } – ha aprobado

# $score is a percentage.
pages-result-not-passed = { $score } – todavía no ha aprobado

# $mark is a percentage.
pages-result-needed = Para aprobar: { $mark }

pages-timed-out = Se acabó el tiempo: se entregó lo que había guardado hasta entonces.

pages-late-answers = Algunas respuestas llegaron después del tiempo. Se conservan, pero no cuentan.

# A title.
pages-your-answers = Sus respuestas

# Of an answer.
pages-right = Correcta

# Of an answer.
pages-partly-right = Correcta en parte

# Of an answer.
pages-wrong = Incorrecta

# $points is what was earned, $of what a question can give.
pages-points =
    { $of ->
        [one] { $points } de { $of } punto
       *[other] { $points } de { $of } puntos
    }

pages-right-answer = Respuesta correcta

# A link.
pages-to-quiz = Ir al cuestionario y a sus intentos

## What was sent when a session had ended

pages-again = Lo que escribió sigue aquí
    .text = No se ha guardado: su sesión había terminado. Si lo escribió usted, pulse el botón para guardarlo.
    .discard = Descartarlo
    .button = Guardar lo que escribí

# A link, for whoever has not confirmed her address. The letter is that for a new password, and its link confirms the address, too.
pages-another-letter = Recibir otra carta, con la que elige una contraseña nueva y confirma su dirección

## Enrolling in a course, and leaving it

# A title, a link and a button.
pages-enrol = Inscribirse

# A button.
pages-ask-to-enrol = Solicitar la inscripción

# Before a list of languages.
pages-learn-in = Idioma en que quiere aprender

pages-officials-advice = Este curso es para funcionarios. Indíquenos para qué autoridad trabaja: el punto focal de su Parte o la Secretaría lo confirma y decide sobre su solicitud. Le escribiremos.

# Above a list of authorities that somebody has named before.
pages-your-office = ¿Para qué autoridad hace el curso?

# A choice, at the end of such a list; what it is stands below.
pages-another-office = Otra, indicada más abajo

# Above the three fields below.
pages-office = La autoridad para la que trabaja

# Before a list of countries and organisations that are Parties to the Convention.
pages-party = Parte

# Before a list of kinds of authority.
pages-authority = Tipo de autoridad

# Before a field for the name of an authority.
pages-organisation = Nombre de la autoridad

# A link, for who has completed the course.
pages-take-course-again = Hacer el curso de nuevo

pages-withdrawn = Usted dejó este curso. Puede volver a inscribirse: lo empezaría desde el principio, y los intentos ya utilizados seguirían contando.

pages-take-again = Puede hacerlo una vez más.

# A link, and a title.
pages-withdraw = Dejar este curso
    .text = Sus certificados y resultados se conservan. Si más tarde vuelve a inscribirse, empezará el curso desde el principio, y los intentos ya utilizados seguirán contando.
    .button = Dejar el curso

# A link.
pages-stay = Seguir en el curso

## Coming by an account, and back into it

# A title, a link and a button.
pages-register = Crear una cuenta
    .text = Con una cuenta puede inscribirse en los cursos y obtener certificados. Es gratuita.

pages-name = Su nombre

# Below the label of the field for one's name.
pages-name-hint = Tal como debe figurar en sus certificados.

# Below the label of the field for a new password.
pages-password-hint = Al menos 12 caracteres, por ejemplo unas palabras que no guarden relación entre sí.

# Before a list of languages.
pages-letters-in = Idioma de nuestros mensajes y páginas

# A title and a link.
pages-forgotten = ¿Ha olvidado su contraseña?
    .text = Indíquenos su dirección. Le enviaremos un mensaje con un enlace para elegir una contraseña nueva.
    .button = Enviarme un mensaje

pages-letter-sent = Le hemos enviado un mensaje
    .text = Consulte su correo y abra el enlace que contiene el mensaje. Si no llega nada en unos minutos, mire en el correo no deseado y compruebe la dirección que indicó.

## When something is refused, or breaks

# $id names what happened, so that whoever is asked for help finds it.
pages-occurrence = Referencia que debe indicar: { $id }

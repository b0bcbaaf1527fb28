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

pages-my-requested = Su inscripción espera aprobación

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

## When something is refused, or breaks

# $id names what happened, so that whoever is asked for help finds it.
pages-occurrence = Referencia que debe indicar: { $id }

# The College in a browser, as anybody sees it without an account.

## Around every page

# Read out first by screen readers, shown when somebody uses the keyboard.
pages-skip = Ir al contenido

# The names of navigation, as screen readers announce it.
pages-navigation = Navegación principal

pages-breadcrumb = Dónde se encuentra

pages-footer = Acerca de este sitio

# Links of the navigation: short.
pages-home = Inicio

pages-courses = Cursos

pages-verify = Verificar un certificado

pages-developers = Para desarrolladores

## The home page

pages-welcome = Aprenda cómo funciona la Convención
    .text = El { college-name } enseña lo que deben saber quienes aplican la Convención sobre el Comercio Internacional de Especies Amenazadas de Fauna y Flora Silvestres: lecciones y cuestionarios para cualquier teléfono, y un certificado que todo el mundo puede verificar.

pages-begin = Cursos para empezar

pages-all-courses = Todos los cursos

pages-shown-a-certificate = ¿Le han presentado un certificado?
    .text = Todo el mundo puede ver si lo expidió el Colegio y si sigue en vigor. No necesita cuenta.

pages-languages = Idiomas
    .text = Estas páginas pueden leerse en los idiomas siguientes. Cada curso indica en qué idiomas puede seguirse.

## The list of courses, and what they are chosen by

pages-choose-language = Disponible en

pages-choose-audience = Para quién

# What a choice says that excludes nothing.
pages-any = No importa

pages-choose = Mostrar

# $count is the number of courses.
pages-found =
    { $count ->
        [one] { $count } curso
       *[other] { $count } cursos
    }

pages-none-found = Todavía no hay ningún curso así.

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

pages-management-authorities = Autoridades Administrativas

pages-scientific-authorities = Autoridades Científicas

pages-customs = aduanas

pages-enforcement-authorities = autoridades de observancia

pages-prosecution = fiscalía

pages-judiciary = judicatura

pages-legislature = poder legislativo

pages-other-bodies = otros organismos públicos

pages-study-time = Tiempo de estudio

pages-audience = Para quién

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

pages-certificate = Certificado

pages-certificate-on-completion = Al completar el curso

pages-certificate-after-sign-off = Cuando el curso se ha completado y la Secretaría lo ha firmado

pages-certificate-none = Ninguno

# Before a list of courses.
pages-before = Debe completarse antes

# Before a date.
pages-review = Debe revisarse antes del

pages-licence = Licencia

# Leads to the first lesson that anybody may read.
pages-try = Leer la primera lección

pages-outcomes = Lo que sabrá hacer

pages-outline = Contenido del curso
    .text = Todo el mundo puede leer las lecciones que son enlaces. Las demás son para quienes están inscritos.

pages-lesson = Lección

# $count is the number of questions.
pages-quiz-of =
    { $count ->
        [one] Cuestionario, { $count } pregunta
       *[other] Cuestionario, { $count } preguntas
    }

# Marks of a lesson in the outline.
pages-open-to-all = abierta a todos

pages-optional = opcional

# What is said of a language of a course, after its name.
pages-edition-original = el original

pages-edition-complete = traducido por completo

pages-edition-partial = traducido en parte

# $count is the number of lessons.
pages-edition-stale =
    { $count ->
        [one] { $count } lección sigue un original anterior
       *[other] { $count } lecciones siguen un original anterior
    }

# $language is the name of a language.
pages-other-language = Este curso todavía no existe en su idioma. Lo está leyendo en el siguiente: { $language }.

## A lesson

pages-borrowed = Partes de esta lección están en otro idioma
    .text = Nadie las ha traducido todavía.

pages-stale = El original de esta lección ha cambiado desde entonces
    .text = La traducción aún no se ha actualizado. La lección en su idioma original está al día.

# $count is the number of pictures, $kilobytes what they weigh together.
pages-pictures =
    { $count ->
        [one] { $count } imagen, { $kilobytes } kB, que se carga al llegar a ella
       *[other] { $count } imágenes, { $kilobytes } kB, que se cargan al llegar a ellas
    }

# The navigation to the lessons before and after.
pages-beside = Anterior y siguiente
    .previous = Anterior
    .next = Siguiente

## A lesson or quiz that is not open to all

pages-closed = Esta parte del curso es para quienes están inscritos.

pages-closed-everyone = Todo el mundo puede inscribirse: hace falta una cuenta en el Colegio, y ninguna aprobación.

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

# $id is a number that names what happened.
pages-occurrence = Si pide ayuda, indique este número: { $id }

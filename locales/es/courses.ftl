# Cursos.

course-unknown = Ese curso no existe
    .detail = No hay ningún curso publicado con el nombre «{ $course }». Consulte la lista de cursos.
activity-unknown = Esa actividad no existe
    .detail = Esta versión del curso no tiene la actividad «{ $activity }». Vuelva a empezar desde el esquema del curso.
enrolment-required = Inscríbase primero
    .detail = Esta actividad es para quienes están inscritos en el curso. Inscríbase y ábrala de nuevo.
course-package-refused = El curso contiene errores
    .detail =
        { $count ->
            [one] El paquete contiene un error, que se indica a continuación con su archivo y su línea. No se ha guardado nada. Corríjalo y envíe de nuevo el paquete.
           *[other] El paquete contiene { $count } errores, que se indican a continuación con su archivo y su línea. No se ha guardado nada. Corríjalos y envíe de nuevo el paquete.
        }
draft-unknown = No existe ese borrador
    .detail = El curso no tiene ningún borrador con ese nombre. Consulte la lista de sus borradores o envíe el paquete.
course-already-published = Este paquete ya está publicado
    .detail = Este mismo paquete de «{ $course }» ya se publicó. Modifíquelo y vuelva a enviarlo.

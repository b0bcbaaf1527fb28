# What can be refused about progress: a whole request, or one event of many.

# $largest is how many events one request may hold.
events-too-many = Demasiados eventos
    .detail = Una solicitud puede contener como máximo { $largest } eventos. Envíelos en varias solicitudes.

event-activity-unknown = Actividad desconocida
    .detail = El curso no tiene ninguna actividad con este identificador, ni ahora ni en una versión anterior. Este evento no se ha guardado.

event-not-a-lesson = No es una lección
    .detail = Esta actividad es un cuestionario: sus intentos se cuentan por sí solos. Este evento no se ha guardado.

event-id-taken = Identificador ya utilizado
    .detail = Este identificador pertenece a otro evento. Dé a este evento un identificador propio y envíelo de nuevo.

event-in-the-future = En el futuro
    .detail = Este evento está adelantado más de cinco minutos. Compruebe el reloj del dispositivo y envíe el evento de nuevo.

event-before-enrolment = Antes de la inscripción
    .detail = Este tiempo activo es anterior al comienzo de la inscripción y no se tiene en cuenta.

event-language-not-offered = Idioma no ofrecido
    .detail = Esta lección no se ofrece en el idioma indicado para este evento.

event-after-the-end = Después del plazo
    .detail = En ese momento, la validez de su inscripción en este curso ya había finalizado. Este evento no se ha guardado. Para continuar, solicite al punto focal de su Parte o a la Secretaría que la prorrogue.

event-seconds-invalid = Tiempo activo no válido
    .detail = Un evento «time» debe indicar sus segundos de actividad, al menos uno; un evento «viewed» no lleva ninguno. Este evento no se ha guardado.

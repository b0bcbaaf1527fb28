# What can be refused about affiliations: for which authority of which Party a person works, and who vouches for it.

affiliation-unknown = Afiliación desconocida
    .detail = Esta afiliación no existe o usted no tiene acceso a ella.

affiliation-exists = Afiliación ya declarada
    .detail = Usted ya ha declarado esta afiliación. Está confirmada o pendiente de confirmación.

# $most is how many requests of one person may wait at a time.
affiliation-too-many-requests = Demasiadas solicitudes
    .detail = Usted ya tiene { $most } solicitudes pendientes de confirmación. Espere una respuesta o retire una de ellas.

affiliation-already-decided = Ya se ha decidido
    .detail = Entretanto, esta afiliación ha sido objeto de una decisión o ha sido retirada. Actualice la lista.

affiliation-own = Su propia afiliación
    .detail = Nadie puede confirmar su propia afiliación. Diríjase a otro punto focal de su Parte o a la Secretaría.

until-too-far = Fecha demasiado lejana
    .detail = Esta fecha debe situarse dentro de los próximos cinco años.

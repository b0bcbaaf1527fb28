### Traducir: idiomas, textos, propuestas, revisiones, publicaciones.

locale-unknown = Idioma desconocido
    .detail = El Colegio no conoce este idioma. Puede proponerlo.

language-not-proposable = No es un idioma al que traducir
    .detail = Indique un idioma en el que se escriba, sin extensiones ni códigos de uso privado; de las variantes solo se admiten las que conoce el CLDR de Unicode, como ca-valencia.

locale-exists = Este idioma ya existe
    .detail = «{ $locale }» ({ $tag }) ya existe, o alguien lo propuso antes. Puede apoyarlo o sumarse.

locale-closed = Por ahora no se admite trabajo
    .detail = Por ahora no se puede traducir a «{ $locale }»: el idioma está propuesto, en pausa o archivado.

locale-step-unknown = Este paso no es posible ahora
    .detail = En su estado actual, el idioma no puede dar este paso. Vuelva a consultarlo.

locale-nothing-published = Todavía no hay nada publicado
    .detail = No hay nada que mostrar en «{ $locale }». Publique antes la interfaz o un curso.

locale-interface-not-published = La interfaz todavía no está publicada
    .detail = «{ $locale }» se ofrecerá a todo el mundo cuando su interfaz esté publicada. Publíquela antes; hasta entonces, el idioma puede seguir en versión beta.

locale-several-reviewers = Aquí revisan varias personas
    .detail = Solo se puede aprobar el trabajo propio en un idioma que tiene una única persona que revisa.

locale-supporters-missing = Hacen falta más apoyos
    .detail =
        { $missing ->
            [one] A esta propuesta le falta el apoyo de una persona.
           *[other] A esta propuesta le falta el apoyo de { $missing } personas.
        }

catalogue-unknown = Catálogo desconocido
    .detail = No hay ningún catálogo con este nombre.

unit-unknown = Texto desconocido
    .detail = No hay ningún texto con este identificador, o ya no figura en su original.

translation-unknown = Traducción desconocida
    .detail = No hay ninguna traducción con este identificador.

comment-unknown = Comentario desconocido
    .detail = No hay ningún comentario con este identificador, o se retiró.

publication-unknown = Publicación desconocida
    .detail = No hay ninguna publicación con este identificador para este idioma.

term-unknown = Término desconocido
    .detail = El glosario no tiene ningún término con este identificador.

term-exists = Este término ya existe
    .detail = El glosario ya contiene este término.

glossary-full = Glosario lleno
    .detail = El glosario tiene espacio para { $most } entradas. Quite antes lo que no haga falta.

contribution-terms-not-accepted = Acepte primero las condiciones
    .detail = Antes de traducir, se aceptan una vez las condiciones de contribución y se elige una licencia.

source-moved = El original ha cambiado
    .detail =
        { $act ->
            [review] El original cambió después de que usted lo leyera: no se ha decidido nada. Vuelva a leer ambos.
           *[suggestion] El original se modificó mientras usted escribía. Vuelva a leerlo; su texto no se guardó, así que consérvelo.
        }

translation-exists = Este texto ya existe
    .detail = Este mismo texto ya espera una revisión o está aprobado.

translation-many-wait = Muchas de sus sugerencias están en espera
    .detail = { $most } de sus sugerencias en este idioma esperan una revisión o una nueva redacción suya: es el máximo. Espere a que se revisen algunas o retire otras. Las que le hayan devuelto puede reformularlas en todo momento. Su texto no se ha guardado: consérvelo.

translation-settled = Ya está resuelta
    .detail = Entretanto, la traducción se revisó, se sustituyó o se retiró. Vuelva a consultarla.

translation-not-yours = El trabajo de otra persona
    .detail = Solo su autor puede modificar o retirar una propuesta. Puede proponer otro texto.

translation-own-work = Su propio trabajo
    .detail = Nadie aprueba su propio trabajo ni vota por él. Diríjase a otra persona que revise.

translation-checks-block = Una comprobación lo impide
    .detail =
        { $count ->
            [one] El texto tiene un error que impide mostrarlo. Pida cambios o corríjalo en su revisión.
           *[other] El texto tiene { $count } errores que impiden mostrarlo. Pida cambios o corríjalos en su revisión.
        }

publication-not-complete = Falta traducir más
    .detail =
        { $kind ->
            [course] El { $done } por ciento del curso está aprobado y al día; su publicación necesita el { $needed } por ciento.
           *[other] Está aprobado el { $done } por ciento; una publicación exige el { $needed } por ciento y todos los textos imprescindibles.
        }

publication-assessment-not-complete = Los cuestionarios no están completos
    .detail =
        { $missing ->
            [one] Falta o no está actualizado un texto por el que se califica a los participantes. Un curso se ofrece en un idioma cuando no falta ninguno.
           *[other] Faltan o no están actualizados { $missing } textos por los que se califica a los participantes. Un curso se ofrece en un idioma cuando no falta ninguno.
        }

publication-refused = Algunos textos no se pueden mostrar
    .detail =
        { $count ->
            [one] Un texto fallaría ante los ojos del lector; se indica a continuación con su archivo y su nombre. No se ha publicado nada.
           *[other] { $count } textos fallarían ante los ojos del lector; se indican a continuación con su archivo y su nombre. No se ha publicado nada.
        }

publication-brings-back = Se desharía una reversión
    .detail =
        { $count ->
            [one] Un texto que una reversión retiró sigue aprobado; se indica a continuación. Rechácelo, apruebe otro o confirme que debe publicarse de nuevo.
           *[other] { $count } textos que una reversión retiró siguen aprobados; se indican a continuación. Rechace los erróneos, apruebe otros o confirme que todos deben publicarse de nuevo.
        }

publication-text-rolled-back = Retirado por una reversión
    .detail = Este texto sigue aprobado, pero una reversión lo retiró. Rechácelo, apruebe otro o publíquelo de nuevo.

bridge-not-served = Un idioma que todavía no se puede leer
    .detail = «{ $locale }» no puede servir de puente: indique otro idioma, que ya se pueda elegir aquí.

share-out-of-range = Fuera de los límites
    .detail = Una proporción es un porcentaje entero, de 1 a 100.

priority-out-of-range = Fuera de los límites
    .detail = Una prioridad es un número entero, de 0 a 100.

source-language = El idioma del original
    .detail =
        { $kind ->
            [course] El curso se escribió en este idioma, así que no hay nada que traducir. Para cambiar el texto hace falta una nueva versión del curso; el paquete lo sube su autor.
           *[other] La interfaz se escribió en este idioma, así que no hay nada que traducir. El texto solo cambia con una nueva versión del programa; diríjase al equipo que lo mantiene.
        }

translation-does-not-fit = Este texto no cabe en su lugar
    .detail = El texto rompería el bloque o la celda en que está: lo termina o empieza otro. Dele la forma del original.

import-unknown = Importación desconocida
    .detail = No existe ninguna importación con este identificador, o usted no puede verla.

exchange-format-unfit = Este formato es para mensajes
    .detail = Fluent contiene mensajes de la interfaz. Elija otro formato para un curso.

exchange-nothing-translated = Todavía no hay nada traducido
    .detail = Este formato muestra las traducciones sin sus originales: el archivo estaría vacío. Elija XLIFF, PO o CSV, que muestran lo que hay que traducir.

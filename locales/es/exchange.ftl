# Lo que puede estar mal en un archivo de traducciones que vuelve. Para quienes traducen y para quienes envían archivos a agencias.
# El informe muestra la línea y el texto junto a cada mensaje.

exchange-too-large = El archivo tiene { $size } bytes; se admiten como máximo { $most }. Divídalo.
exchange-too-deep = Hay elementos anidados a más de { $most } niveles. Exporte de nuevo el archivo y traduzca ese.
exchange-too-many-units = El archivo tiene más de { $most } textos. Divídalo.
exchange-encoding = A partir de esta línea el texto no está en UTF-8. Guarde de nuevo el archivo con la codificación UTF-8.
exchange-declaration = El archivo declara un tipo de documento o entidades propias. Guárdelo sin esas declaraciones.
exchange-malformed = El archivo incumple aquí las reglas de { $format }. Puede estar dañado o cortado: guárdelo o expórtelo de nuevo.
exchange-open-line = El archivo termina en medio de esta línea: puede haberse cortado aquí. Guárdelo o envíelo de nuevo; si no falta nada, termínelo con un salto de línea.
exchange-cut-off = Falta la última fila, «{ $expected }»: la tabla puede haberse cortado. Expórtela de nuevo, o reponga la fila si no falta nada más.
exchange-fewer-units = { $expected ->
        [one] El archivo se escribió con un texto
       *[other] El archivo se escribió con { $expected } textos
    } y tiene { $found }: puede haberse cortado. Expórtelo de nuevo; si quitó textos a propósito, quite también { $code } de su encabezado.
exchange-no-units = El archivo no tiene ningún texto de «{ $expected }». Elija el archivo y el catálogo que van juntos.
exchange-wrong-format = Este archivo no está en { $format }. Elija el formato que tiene el archivo, o guárdelo en este.
exchange-wrong-catalogue = El archivo pertenece a «{ $found }», no a «{ $expected }». Impórtelo allí.
exchange-wrong-source-language = El archivo traduce desde «{ $found }», no desde «{ $expected }». Expórtelo de nuevo.
exchange-wrong-target-language = El archivo traduce a «{ $found }», no a «{ $expected }». Impórtelo para su propio idioma.
exchange-unknown-unit = No existe ese texto. Puede haberse eliminado después de la exportación.
exchange-duplicate-unit = Este texto aparece dos veces en el archivo; solo se ha leído el primero.
exchange-changed-source = El archivo muestra un original distinto del que se exportó. Traduzca el original tal como está; proponga los cambios por separado.
exchange-moved-source = El original ha cambiado después de la exportación. Expórtelo de nuevo y examine el cambio.
exchange-lost-code = Falta «{ $code }» en la traducción. Póngalo en su lugar.
exchange-doubled-code = «{ $code }» aparece más de una vez en la traducción. Déjelo una sola vez.
exchange-unknown-code = «{ $code }» no está en el original. Elimínelo.
exchange-crossed-code = «{ $code }» termina antes de empezar, o se cruza con otro. Ponga su principio y su fin alrededor de las mismas palabras.
exchange-plural-entry = Esta entrada tiene formas plurales de gettext. Aquí un mensaje contiene sus propios plurales: expórtelo de nuevo y traduzca ese archivo.
exchange-incomplete = Algunas partes de este texto están traducidas y otras no. Tradúzcalas todas.
exchange-not-a-message = La traducción no es un mensaje de Fluent bien formado con el nombre del original. Corrija sus llaves y su nombre.
exchange-not-a-language = «{ $found }» no es un código de idioma. Escriba por ejemplo «fr» o «pt-BR».
exchange-unknown-status = «{ $found }» no dice si un término es adecuado. Escriba preferred, admitted, deprecated o superseded.
exchange-no-term = Aquí no hay ningún término. Añada uno o elimine la entrada.
exchange-ambiguous = La memoria traduce este texto de varias maneras; no se ha tomado ninguna. Elija una y propóngala.
exchange-no-source-term = La entrada no tiene término en «{ $expected }», por el que aquí se conocen los términos. Añádalo.
exchange-unfit-term = Un término, su definición o su nota tiene más de { $most } caracteres, o contiene caracteres ilegibles. Corríjalo.
exchange-not-yours = Usted no puede modificar los términos en «{ $found }». Quítelos, o diríjase a alguien que pueda.
exchange-closed-locale = Aquí no se trabaja en «{ $found }». Quite sus términos, o proponga antes el idioma.

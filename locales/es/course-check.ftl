# Lo que puede estar mal en un curso tal como se escribe. El informe indica el archivo y la línea junto a cada mensaje.

## Archivos

course-file-missing = Falta este archivo. Añádalo.
course-file-unknown = Nada en el curso remite a este archivo. Elimínelo o corrija su nombre.
course-file-too-large = El archivo tiene { $size } bytes; se admiten { $limit } como máximo. Acórtelo o divídalo.
course-file-not-utf8 = A partir de esta línea el texto no está en UTF-8. Guarde el archivo en UTF-8.
course-file-link = Esto es un enlace o un archivo especial. Ponga en su lugar el archivo mismo.
course-too-many-files = El curso tiene más de { $limit } archivos. Elimine lo que no necesite.
course-package-too-large = El curso supera { $limit } bytes. Redúzcalo.
course-too-many-mistakes = Hay más de { $limit } errores; los demás no se muestran. Corrija primero estos y vuelva a comprobar.
course-archive-unreadable = El archivo ZIP está dañado o comprimido de una forma poco habitual. Créelo de nuevo con los ajustes habituales.
course-archive-path = Esta no es una ruta dentro del archivo ZIP. Use rutas relativas sin «..», barras invertidas ni dos puntos.
course-archive-duplicate = El archivo ZIP contiene dos veces el mismo archivo. Créelo de nuevo.
course-archive-encrypted = El archivo está cifrado. Cree el ZIP sin contraseña.
course-archive-ratio = El archivo comprimido ocupa menos de 1/{ $limit } de su tamaño real. Los archivos de un curso nunca se reducen tanto: compruebe qué contiene.
course-slug-folder = El «slug» es «{ $slug }», pero la carpeta se llama «{ $folder }». Dé a ambos el mismo nombre.
course-language-tag = «{ $tag }» no es una etiqueta de idioma en su forma habitual. Escríbala como «fr» o «pt-BR».
course-source-language-missing = El idioma de origen es «{ $language }», pero no hay una carpeta «{ $language }». Añádala o corrija source_language.

## TOML

course-toml = Esto no es TOML válido: { $detail }.
course-member-unknown = «{ $member }» no se conoce aquí. Corrija la ortografía o elimínelo.
course-member-missing = Aquí falta «{ $member }». Añádalo.
course-wrong-type =
    «{ $member }» debe ser { $expected ->
        [text] un texto entre comillas
        [truth] true o false
        [whole-number] un número entero
        [number] un número
        [day] una fecha como 2028-11-30, sin comillas
        [table] una tabla
       *[list] una lista entre corchetes
    }.
course-value-unknown = «{ $member }» no puede ser «{ $value }». Elija uno de estos valores: { $allowed }.
course-value-duplicate = «{ $value }» aparece dos veces en «{ $member }». Elimine uno.
course-number-range = «{ $member }» debe estar entre { $least } y { $most }.
course-day = «{ $member }» debe ser una fecha sin hora, como 2028-11-30.
course-licence = «{ $licence }» no parece una licencia SPDX. Escríbala como CC-BY-4.0.
course-too-few = El mínimo de «{ $member }» es { $least }. Añada lo que falta.
course-too-many = El máximo de «{ $member }» es { $most }. Elimine lo que sobra.
course-text-empty = «{ $member }» está vacío. Escriba un texto.
course-text-too-long = «{ $member }» puede tener { $limit } caracteres como máximo. Acórtelo.
course-text-character = El carácter { $character } no se admite en un texto: es invisible o cambia la dirección de la escritura. Elimínelo.

## Identificadores

course-id-malformed = «{ $id }» no es un identificador válido. Use palabras en minúsculas, de letras sin tilde y cifras, unidas por guiones, de 64 caracteres como máximo.
course-duplicate-id = El identificador «{ $id }» se usa dos veces; la primera, en la línea { $first }. Dé otro identificador a uno de los dos.
course-id-reserved = Ninguna actividad puede llamarse «{ $id }», porque ese nombre ya designa otra cosa. Elija otro identificador.
course-unknown-reference =
    { $kind ->
        [outcome] No existe el resultado de aprendizaje «{ $id }».
        [text] No existe el texto citado «{ $id }».
        [module] No existe el módulo «{ $id }».
        [activity] No existe la actividad «{ $id }».
        [question] No existe la pregunta «{ $id }».
        [pool] Este cuestionario no tiene un grupo de preguntas «{ $id }».
        [gap] No existe el hueco «{ $id }».
        [picture] No existe la imagen «{ $id }».
       *[choice] No existe la opción «{ $id }».
    } Corrija el identificador o declárelo.

## Estructura

course-prerequisite-self = Un curso no puede ser su propio requisito previo. Quítelo de la lista.
course-count-too-large = Hay que completar { $count }, pero aquí solo { $available } son obligatorias. Reduzca el número.
course-module-empty = El módulo «{ $id }» no tiene ninguna actividad. Añada una o elimine el módulo.
course-nothing-required = Todas las actividades son opcionales, así que nadie podría completar el curso. Haga obligatoria al menos una.
course-outcome-not-taught = Ninguna lección enseña el resultado «{ $id }». Indíquelo en una lección.
course-outcome-not-tested = Ninguna pregunta evalúa el resultado «{ $id }». Indíquelo en una pregunta.
course-completion-kind =
    { $kind ->
        [lesson] Una lección no puede completarse con «{ $rule }». Use «viewed» o «time».
       *[quiz] Un cuestionario no puede completarse con «{ $rule }». Use «passed» o «submitted».
    }
course-preview-quiz = El cuestionario «{ $id }» no puede estar abierto a invitados. Elimine «preview».
course-weight-none = El curso da un certificado, pero ningún cuestionario cuenta. Dé un peso al menos a uno.
course-quiz-without-questions = El cuestionario «{ $id }» no tiene preguntas. Añada algunas o elimínelo.
course-question-not-in-quiz = «{ $activity }» es una lección y no puede hacer preguntas. Indique un cuestionario.
course-pool-overdrawn = El grupo «{ $pool }» debe dar { $draw } preguntas, pero solo tiene { $available }. Añada preguntas o saque menos.

## Respuestas correctas

course-key-missing = La pregunta «{ $question }» no tiene respuesta correcta. Añada su clave.
course-key-incomplete = La clave no dice nada de «{ $id }». Añádalo.
course-order-given-away = La pregunta «{ $question }» está en el orden de su respuesta. Cambie el orden: aunque el cuestionario se baraje, su presentación no se baraja.
course-gap-answer = El hueco «{ $gap }» necesita o bien «choices» y «key», o bien «accept».
course-accept-missing = Faltan las palabras aceptadas para el idioma «{ $language }». Añádalas.
course-accept-blank = «{ $word }» no tiene letras ni cifras, así que nada podría coincidir. Escriba una palabra.

## Textos

course-text-missing = No hay texto para «{ $id }» en «{ $kind }». Añádalo.
course-text-extra = «{ $kind }» tiene un texto para «{ $id }», que la estructura del curso no tiene. Elimínelo o corrija el identificador.
course-stem-gap-missing = El enunciado no contiene el hueco «{ $gap }». Ponga su identificador entre llaves dobles donde deba estar el hueco.
course-stem-gap-unknown = El enunciado contiene un hueco «{ $gap }» que la pregunta no tiene. Elimínelo o corrija el identificador.
course-stem-gap-twice = El enunciado contiene dos veces el hueco «{ $gap }». Elimine uno.

## Lecciones

course-lesson-empty = La lección está vacía. Escríbala.
course-lesson-too-deep = Hay bloques dentro de bloques en más de { $limit } niveles. Simplifique la lección.
course-html = No se admite HTML en una lección. Use Markdown; para un simple «<» escriba «\<».
course-heading-level = El título de la lección es el único encabezado del primer nivel. Empiece con «##».
course-heading-jump = Un encabezado de nivel { $level } sigue a uno de nivel { $previous }. No se salte ningún nivel.
course-link-target = Un enlace no puede llevar a «{ $target }». Puede ser «cite:…», «activity:…» o «https://…».
course-link-empty = El enlace a «{ $target }» no tiene texto. Diga adónde lleva.
course-link-undefined = «[{ $label }]» no está definido en ninguna parte. Defínalo o corríjalo.
course-footnote-unused = Ninguna llamada remite a la nota «{ $label }». Añada la llamada o elimine la nota.
course-image-alt = La imagen «{ $target }» no tiene texto alternativo. Describa entre los corchetes lo que muestra.
course-image-target = «{ $target }» no es una imagen del curso. Escríbalo como «media/three-appendices.svg».
course-block-differs =
    Aquí la secuencia de bloques se aparta de la del idioma de origen: esto es { $found ->
        [heading] un encabezado
        [paragraph] un párrafo
        [list] una lista
        [numbered-list] una lista numerada
        [table] una tabla
        [quotation] una cita
        [picture] una imagen
        [code] un bloque de código
        [rule] una línea horizontal
       *[footnote] una nota
    }, pero en la línea { $line } del original hay { $expected ->
        [heading] un encabezado
        [paragraph] un párrafo
        [list] una lista
        [numbered-list] una lista numerada
        [table] una tabla
        [quotation] una cita
        [picture] una imagen
        [code] un bloque de código
        [rule] una línea horizontal
       *[footnote] una nota
    }. Dé a ambos los mismos bloques.
course-block-measure =
    { $kind ->
        [heading] Este encabezado es «{ $found }», pero en la línea { $line } del original es «{ $expected }».
        [table] Esta tabla tiene { $found } filas y columnas, pero en la línea { $line } del original tiene { $expected }.
       *[list] Esta lista tiene { $found } elementos, pero en la línea { $line } del original tiene { $expected }.
    } Haga que coincidan.
course-block-missing =
    La lección es más corta que en el idioma de origen: { $expected ->
        [heading] el encabezado
        [paragraph] el párrafo
        [list] la lista
        [numbered-list] la lista numerada
        [table] la tabla
        [quotation] la cita
        [picture] la imagen
        [code] el bloque de código
        [rule] la línea horizontal
       *[footnote] la nota
    } de la línea { $line } no tiene equivalente. Traduzca el resto.
course-block-extra =
    La lección es más larga que en el idioma de origen: { $found ->
        [heading] este encabezado
        [paragraph] este párrafo
        [list] esta lista
        [numbered-list] esta lista numerada
        [table] esta tabla
        [quotation] esta cita
        [picture] esta imagen
        [code] este bloque de código
        [rule] esta línea horizontal
       *[footnote] esta nota
    } no tiene equivalente allí. Elimine este bloque o añádalo al original.

## Imágenes

course-media-name = El nombre de una imagen es un identificador y su extensión, como «three-appendices.svg». Cambie el nombre del archivo.
course-media-kind = Las imágenes son SVG, PNG, JPEG o WebP. Convierta el archivo o elimínelo.
course-media-content = El archivo está dañado o no es del tipo que indica su extensión. Guárdelo de nuevo.
course-media-unused = Ninguna lección muestra esta imagen. Muéstrela o elimínela.
course-svg-xml = El dibujo no es XML bien formado: { $detail }.
course-svg-forbidden = «{ $name }» no se admite en un dibujo. Use formas y textos sencillos, y nada que venga de fuera.
course-svg-encoding = El dibujo dice estar codificado en { $encoding }. Guárdelo en UTF-8.
course-svg-too-deep = Hay elementos dentro de elementos en más de { $limit } niveles. Simplifique el dibujo.
course-svg-viewbox = El dibujo no tiene un «viewBox» utilizable. Dele uno de cuatro números, como «0 0 640 480».
course-svg-font = El dibujo usa el tipo de letra «{ $font }». Solo sans-serif está en todos los dispositivos.
course-svg-word = El dibujo contiene el texto «{ $text }». Ponga una clave entre llaves dobles dentro de un elemento «text», y las palabras en el archivo media.toml de cada idioma.
course-svg-key = Las llaves dobles solo pueden contener una clave, y solo dentro de un elemento «text». Corrija este punto.

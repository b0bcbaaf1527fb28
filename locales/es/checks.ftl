# Lo que puede estar mal en una traducción. Cada frase dice a quien traduce, que no programa, de qué se trata y qué debe hacer. El
# editor marca el lugar. $variable, $reference y $part son nombres que deben escribirse exactamente así.

## Archivos y entradas

check-encoding = La línea { $line } no está en UTF-8. Vuelva a guardar el archivo con la codificación UTF-8.
check-limit-size =
    { $what ->
        [file] El archivo tiene { $found } bytes; se admiten { $most } como máximo. Divídalo.
        [entries] El archivo tiene más de { $most } mensajes. Divídalo.
        [entry] Este mensaje supera { $most } bytes. Acórtelo.
       *[text] Este texto tiene { $found } bytes; se admiten { $most } como máximo. Acórtelo.
    }
check-limit-depth =
    { $what ->
        [selects] Hay sselecciones anidadas en más de { $most } niveles. Reduzca los niveles.
        [variants] Una selección tiene más de { $most } variantes. Quite algunas.
        [openings] Este mensaje abre más de { $most } llaves y paréntesis. Simplifíquelo.
        [blocks] Hay listas y citas unas dentro de otras en más de { $most } niveles. Use menos, como el original.
       *[placeables] Hay llaves anidadas en más de { $most } niveles. Simplifique el mensaje.
    }
check-limit-expansion =
    { $what ->
        [placeables] Con todo aquello a lo que remite, este mensaje inserta { $found } elementos; se admiten { $most } como máximo. Escriba el texto en vez de referencias.
       *[bytes] Con todo aquello a lo que remite, este mensaje puede llegar a { $found } bytes; se admiten { $most } como máximo. Escriba el texto en vez de referencias.
    }
check-limit-length =
    { $kind ->
        [limit] Caben { $most } caracteres y este texto tiene { $found }. Acórtelo.
       *[usual] Con { $found } caracteres, este texto es mucho más largo que el original. Compruebe que no contenga nada de más.
    }
check-limit-budget =
    { $what ->
        [time] La comprobación de todos los mensajes de este idioma ha tardado demasiado. No se ha publicado nada. Busque mensajes que remitan a muchos otros.
       *[bytes] El conjunto de los mensajes de este idioma resulta demasiado grande. No se ha publicado nada. Busque mensajes que remitan a muchos otros.
    }
check-syntax-junk =
    { $problem ->
        [brace] La línea { $line } cierra una llave que no se abrió. Quítela, o escriba { "{\"}\"}" } para mostrar una llave.
        [expected] En la línea { $line } falta «{ $sign }». Compare con el original.
        [no-default] La selección que termina en la línea { $line } no tiene ninguna variante con asterisco. Marque la de todos los demás casos, normalmente *[other].
        [two-defaults] La selección de la línea { $line } tiene más de una variante con asterisco. Deje solo uno.
        [no-value] En la línea { $line } no hay texto después del nombre. Escríbalo.
        [term-attribute] En la línea { $line } se muestra como texto una propiedad de un término. Solo puede servir para elegir entre variantes.
        [selector] En la línea { $line }, lo que precede a la flecha no permite elegir. Cópielo del original.
        [quotation] En la línea { $line } hay unas comillas sin cerrar. Ciérrelas en la misma línea.
        [escape] En la línea { $line } una barra invertida va seguida de «{ $sign }». Escriba dos barras para mostrar una.
        [call] En la línea { $line }, los valores entre paréntesis no son correctos. Cópielos del original.
        [placeable] En la línea { $line } falta algo entre las llaves, o lo que hay no puede estar ahí. Cópielo del original.
       *[name] La línea { $line } no empieza con un nombre seguido del signo igual. Si un texto continúa en otra línea, esta empieza con espacios.
    }
check-syntax-nested-placeable = Hay llaves directamente dentro de llaves. Quite las interiores.
check-id-duplicate = El mensaje «{ $id }» aparece dos veces. Quite uno de los dos.
check-id-unknown = El original no tiene ningún mensaje «{ $id }». Corrija el nombre o quite el mensaje.
check-id-missing = Falta el mensaje «{ $id }». Tradúzcalo con este mismo nombre.
check-file-missing = El archivo { $file } solo existe en inglés. Añádalo.
check-file-extra = No hay ningún archivo { $file } en inglés. Elimínelo o corrija su nombre.
check-parts-missing =
    { $part ->
        [value] Falta el texto del propio mensaje. Escríbalo después del signo igual.
       *[other] Falta la parte «{ $part }». Tradúzcala también.
    }
check-parts-extra =
    { $part ->
        [value] El original no tiene texto justo después del signo igual, solo partes que empiezan con un punto. Quite el texto.
       *[other] El original no tiene la parte «{ $part }». Quítela.
    }

## Variables y referencias

check-var-missing =
    { $kind ->
        [choice] El original elige entre variantes según { $variable }; la traducción, no. Compruebe que su texto sea correcto en todos los casos.
        [shown] { $variable } sirve aquí para elegir entre variantes, pero no se muestra en ninguna, mientras que en el original sí. Compruebe que nadie necesite verlo.
        [variant] La variante [{ $variant }] no muestra { $variable }, aunque vale para más de un número. Ponga en ella { $variable }, o compruebe que el texto sea cierto para todos.
        [gap] Falta el hueco { $variable } del original. Cópielo exactamente en su texto.
       *[everywhere] Falta { $variable }, que el original usa. Póngalo en su texto, entre llaves como en el original.
    }
check-var-extra =
    { $kind ->
        [term] Un término no puede mostrar { $variable }: los términos no reciben valores. Escriba directamente la palabra.
        [gap] El original no tiene el hueco { $variable }, o lo tiene menos veces. Corríjalo o quítelo.
       *[message] El original no tiene { $variable }. Corrija el nombre según el original, o quítelo.
    }
check-ref-unresolved =
    { $place ->
        [elsewhere] «{ $reference }» todavía no está traducido a este idioma. Tradúzcalo también: hasta entonces este texto no se puede mostrar.
       *[nowhere] No existe «{ $reference }». Copie el nombre del original.
    }
check-ref-extra = El original no remite a «{ $reference }». Compruebe que sea intencionado.
check-ref-cycle = Este texto se contiene a sí mismo: { $path }. Escriba el texto en lugar de una de estas referencias.
check-term-missing = El original usa aquí «{ $reference }». Úselo también, en vez de escribir las palabras.
check-term-message = Un término no puede remitir al mensaje «{ $reference }». Escriba el texto en vez de una referencia.
check-func-unknown = La función { $function } no existe. Solo se admite NUMBER, como en el original.
check-func-argument =
    { $problem ->
        [digits] El número { $argument } tiene demasiadas cifras. Acórtelo.
        [count] NUMBER admite un solo valor. Copie la expresión del original.
       *[option] NUMBER no admite «{ $argument }», o no lo admite con este valor. Copie la expresión del original.
    }

## Selecciones y formas de los números

check-plural-missing = En este idioma, números como { $examples } tienen una forma propia. Añada para ellos una variante [{ $category }].
check-plural-unreachable = En este idioma ningún número toma la forma [{ $category }], así que esta variante nunca se muestra. Quítela.
check-plural-unknown-key = «{ $key }» no es una forma de los números. Escriba zero, one, two, few, many u other (sin traducirlos), o bien un número.
check-plural-no-rule = No se sabe qué números toman la forma [{ $category }] en este idioma. Use un solo texto para todos los números y avise a los responsables de las traducciones.
check-select-literal = Esta selección siempre da la misma variante. Escriba solo ese texto.
check-select-unknown-key = El original no elige según «{ $key }», sino según { $known }. Estas palabras no se traducen: cópielas del original.
check-select-type-mismatch =
    { $expected ->
        [ordinal] El original elige según un ordinal (1.º, 2.º, 3.º); la traducción, según una cantidad (1, 2, 3). Copie del original lo que precede a la flecha.
       *[cardinal] El original elige según una cantidad (1, 2, 3); la traducción, según un ordinal (1.º, 2.º, 3.º). Copie del original lo que precede a la flecha.
    }
check-warn-exact-variant-lost = El original tiene un texto propio para [{ $number }]. Añádalo, a no ser que otra variante sirva igual de bien.

## Etiquetas de la interfaz

check-markup-unsafe = «{ $markup }» no está en el original. Elimine la etiqueta, o cópiela del original sin cambiarla.
check-markup-mismatch =
    { $problem ->
        [missing] Falta la etiqueta { $markup } del original. Póngala alrededor de las palabras que le corresponden.
        [unclosed] La etiqueta { $markup } no está cerrada. Ciérrela después de las palabras que le corresponden.
        [unopened] La etiqueta { $markup } cierra lo que no se abrió. Quítela, o ábrala antes de las palabras.
       *[extra] La etiqueta { $markup } aparece más veces que en el original, o dentro de otra. Use cada etiqueta como el original.
    }

## Bloques de lecciones

check-md-block =
    { $expected ->
        [none] Este bloque continúa después del final del original. Reúna todo en un solo bloque del mismo tipo.
        [heading]
            { $found ->
                [heading] El original es un título con { $measure } almohadillas. Ponga el mismo número.
               *[other] El original es un título con { $measure } almohadillas y un espacio. Empiece de la misma manera.
            }
        [paragraph] El original continúa aquí con un párrafo. Compruebe que el texto no empiece con un signo como #, -, > o un número seguido de punto; una barra invertida antes del signo lo evita.
        [list] El original es aquí una lista. Empiece cada elemento con un guion y un espacio.
        [numbered-list] El original es aquí una lista numerada. Empiece cada elemento con un número, un punto y un espacio.
        [item] El original tiene aquí otro elemento. Dé a la lista el mismo número de elementos.
        [table]
            { $found ->
                [table] La tabla tiene { $found_measure } columnas; la del original, { $measure }. Ponga el mismo número.
               *[other] El original es aquí una tabla. Conserve sus barras y su línea de guiones.
            }
        [row] El original tiene aquí otra fila. Dé a la tabla el mismo número de filas.
        [cell] Esto es una celda de una tabla. Escríbala en una sola línea; la barra vertical se escribe \|.
        [quotation] El original es aquí una cita. Empiece cada línea con > y un espacio.
        [code] El original es aquí un bloque de código. Cópielo sin cambios.
        [rule] El original tiene aquí una línea divisoria. Cópiela.
       *[footnote] El original es aquí una nota. Empiece como él, con su llamada y dos puntos.
    }
check-md-link =
    { $problem ->
        [silent] Un enlace no tiene texto. Escriba entre corchetes adónde lleva.
        [missing] Falta el enlace a { $target }. Consérvelo: [su texto](la misma dirección).
       *[extra] El original no tiene ningún enlace a { $target }, o no tantas veces. Copie la dirección del original.
    }
check-address-extra = El original no da la dirección { $address }. Copie la del original o quítela.

check-md-image =
    { $problem ->
        [missing] Falta la imagen { $target }. Cópiela del original y traduzca su descripción.
       *[extra] El original no muestra la imagen { $target }. Copie el nombre del original.
    }
check-md-alt = Una imagen no tiene descripción. Escriba entre corchetes lo que muestra, para quienes no pueden verla.
check-md-footnote =
    { $problem ->
        [missing] Falta la llamada de nota [^{ $target }]. Cópiela en el lugar que le corresponde.
       *[extra] El original no tiene la llamada de nota [^{ $target }], o no tantas veces. Corríjala o quítela.
    }
check-md-code =
    { $problem ->
        [missing] Falta el código «{ $target }» del original. Ese texto no se traduce: cópielo con sus acentos graves.
       *[extra] El código «{ $target }» no está en el original. Ese texto no se traduce: cópielo del original.
    }
check-md-html = «{ $markup }» sería HTML, que las lecciones no admiten. Quítelo, o escriba una barra invertida antes del signo <.
check-md-emphasis =
    { $problem ->
        [stray] Se mostrarían asteriscos o acentos graves tal cual. Escríbalos pegados a las palabras, sin espacio: **palabra**.
        [strong] Partes en negrita en el original: { $expected }; en la traducción: { $found }. Compruebe que estén en el lugar correcto.
       *[emphasis] Partes en cursiva en el original: { $expected }; en la traducción: { $found }. Compruebe que estén en el lugar correcto.
    }
check-caption-cue =
    { $problem ->
        [arrow] Una flecha --> se tomaría por una indicación de tiempo. Escriba otro signo.
       *[blank-line] Una línea en blanco pondría fin al subtítulo. Quítela.
    }

## Caracteres

check-char-bidi =
    { $problem ->
        [override] El carácter invisible { $character } invierte el orden en que se muestra el texto. Quítelo.
        [unopened] El carácter invisible { $character } cierra lo que no se abrió. Quítelo.
        [unclosed] El carácter invisible { $character } no se cierra. Quítelo, o ciérrelo con U+2069.
       *[mark] El carácter invisible { $character } pertenece a los idiomas que se escriben de derecha a izquierda. Quítelo, a no ser que aquí haga falta.
    }
check-char-control = El carácter { $character } no se puede leer. Quítelo; si falta una letra, escríbala de nuevo.
check-char-invisible = Hay aquí un carácter invisible ({ $character }). Quítelo, a no ser que lo haya puesto a propósito.
check-char-confusable =
    { $kind ->
        [name] «{ $text }» se parece a un nombre protegido, pero con letras de otro alfabeto u otros signos. Escriba el nombre de nuevo.
       *[scripts] «{ $text }» mezcla letras parecidas de varios alfabetos. Escriba la palabra de nuevo.
    }
check-value-empty = Aquí no hay nada que leer. Escriba un texto.

## Para revisar

check-lang-script = La mayor parte de este texto no usa la escritura de este idioma. Compruebe que esté traducido y que el idioma sea el correcto.
check-warn-same-as-source = Este texto es igual que el original. Tradúzcalo, a no ser que sea el mismo en su idioma.
check-warn-end-punctuation =
    { $expected ->
        [none] El original termina sin este signo. Quítelo, a no ser que su idioma lo pida.
        [stop] El original termina con un punto. Termine también así.
        [question] El original termina con un signo de interrogación. Termine también así.
        [exclamation] El original termina con un signo de exclamación. Termine también así.
        [colon] El original termina con dos puntos. Termine también así.
       *[ellipsis] El original termina con puntos suspensivos (…). Termine también así.
    }
check-warn-space =
    { $problem ->
        [begin-extra] El texto empieza con un espacio, pero el original no. Quítelo.
        [begin-missing] El original empieza con un espacio, pero el texto no. Añádalo.
        [end-extra] El texto termina con un espacio, pero el original no. Quítelo.
        [end-missing] El original termina con un espacio, pero el texto no. Añádalo.
       *[double] Hay dos espacios seguidos. Quite uno.
    }
check-warn-fr-nbsp =
    { $place ->
        [after] En francés, un espacio sigue al signo { $sign }. Añádalo, a ser posible indivisible.
       *[before] En francés, un espacio precede al signo { $sign }. Añádalo, a ser posible indivisible.
    }
check-warn-duplicate-word = «{ $word }» aparece dos veces seguidas. Quite una.
check-warn-glossary =
    { $kind ->
        [forbidden] Para «{ $term }», el glosario indica { $accepted }, y no «{ $found }». Cámbielo.
        [forbidden-only] El glosario descarta «{ $found }» para «{ $term }». Busque otra palabra.
       *[missing] Para «{ $term }», el glosario indica { $accepted }. Úselo, a no ser que aquí no sea adecuado.
    }
check-warn-inconsistent = En otro lugar el mismo texto se traduce como «{ $other }». Use las mismas palabras, a no ser que el sentido sea otro.
check-warn-numbers =
    { $problem ->
        [extra] No está en el original: { $numbers }. Compruebe los números.
       *[missing] Está en el original, pero no en la traducción: { $numbers }. Compruebe los números.
    }
check-render = No se ha podido generar este texto con valores de prueba ({ $cause }). Compare con el original lo que está entre llaves.

# Why a request was refused. The value is a short title; .detail says what happened and what can be done.
# The id is the code that programs receive: renaming one breaks them.

## Where things are

not-found = No encontrado
    .detail = Lo que solicita no existe, o usted no tiene acceso a ello.

route-unknown = Dirección desconocida
    .detail = No hay nada en esta dirección. Compruebe que no contenga errores.

method-not-allowed = Método no permitido
    .detail = Esta dirección existe, pero no admite este método. El encabezado «Allow» indica los métodos que admite.

# $parameter is its name, as it stands in the address.
query-invalid = Parámetros no válidos
    .detail = El parámetro «{ $parameter }» no existe aquí o no tiene la forma esperada. Corríjalo o quítelo; /api/docs indica los parámetros de esta dirección.

cursor-invalid = Página no válida
    .detail = No se encuentra esta página de la lista. Vuelva a empezar por la primera página.

language-unknown = Idioma desconocido
    .detail = El idioma debe indicarse con una etiqueta BCP 47, por ejemplo «en», «pt-BR» o «zh-Hant».

# $largest is the greatest number of items that a page may have.
limit-out-of-range = Tamaño de página no válido
    .detail = El parámetro «limit» debe ser un número entre 1 y { $largest }.

## What was sent

# $bytes is a number, far above one.
body-too-large = Solicitud demasiado grande
    .detail = Lo que ha enviado supera los { $bytes } bytes que se admiten aquí. Envíe menos datos o repártalos en varias solicitudes.

body-incomplete = Solicitud incompleta
    .detail = Lo que ha enviado se interrumpió antes de terminar. Vuelva a enviarlo.

body-too-slow = Solicitud demasiado lenta
    .detail = Lo que ha enviado llegó demasiado despacio o se detuvo antes de terminar. Compruebe su conexión y vuelva a enviarlo.

body-too-deep = Anidamiento demasiado profundo
    .detail = Lo que ha enviado contiene demasiados niveles de listas y objetos anidados.

content-type-unsupported = Tipo de contenido no admitido
    .detail = Lo que ha enviado es de un tipo que no se admite aquí. Compruebe el encabezado «Content-Type».

# $line and $column are numbers, both from 1.
body-malformed = JSON mal formado
    .detail = Lo que ha enviado no es JSON válido: el error está en la línea { $line }, columna { $column }.

request-malformed = Solicitud mal formada
    .detail = Su solicitud no cumple HTTP o se interrumpió. Vuelva a enviarla.

body-invalid = Algunos datos no son correctos
    .detail = Corrija los puntos indicados y vuelva a enviar su solicitud.

field-unknown = Campo desconocido
    .detail = Aquí no existe ningún campo con este nombre.

field-duplicate = Indicado dos veces
    .detail = Este campo solo puede indicarse una vez.

# $words are the words that are accepted, with commas between them.
field-unknown-word = Palabra desconocida
    .detail = Indique una de estas palabras: { $words }.

field-missing = Obligatorio
    .detail = Este dato es obligatorio.

field-wrong-type = Tipo de valor incorrecto
    .detail = El valor no es del tipo que se espera aquí. Consulte /api/docs.

field-empty = Vacío
    .detail = Este dato no puede dejarse vacío.

# $max is the greatest number of characters allowed.
field-too-long = Demasiado largo
    .detail =
        { $max ->
            [one] Este texto no puede superar { $max } carácter.
           *[other] Este texto no puede superar los { $max } caracteres.
        }

field-invalid = Valor no válido
    .detail = El valor no tiene la forma que se espera aquí. Consulte /api/docs.

field-control-characters = Caracteres no permitidos
    .detail = El texto contiene caracteres de control, que son invisibles y no se permiten aquí.

## Who is asking

sign-in-required = Inicie sesión
    .detail = Debe iniciar sesión para realizar esta acción.

token-expired = Su sesión ha caducado
    .detail = Vuelva a iniciar sesión.

token-invalid = Su sesión no es válida
    .detail = No se reconoce el token de acceso. Vuelva a iniciar sesión.

forbidden = Acción no permitida
    .detail = Su cuenta no tiene los permisos necesarios para realizar esta acción. Si los necesita, diríjase a la Secretaría.

email-not-verified = Dirección de correo electrónico sin confirmar
    .detail = Confirme primero su dirección de correo electrónico mediante el mensaje que le hemos enviado.

## Doing things twice, or at the same time

precondition-required = Falta indicar la versión
    .detail = Es posible que varias personas estén modificando este elemento. Indique en el encabezado «If-Match» la versión en la que se basa su modificación.

precondition-failed = Modificado entretanto
    .detail = Este elemento se ha modificado desde que usted lo consultó. Vuelva a consultarlo y repita su modificación.

idempotency-key-reused = Clave ya utilizada
    .detail = La clave «Idempotency-Key» ya se utilizó en otra solicitud. Elija una nueva.

idempotency-key-invalid = Clave no válida
    .detail = La clave «Idempotency-Key» no tiene la forma esperada.

# $seconds is how long to wait.
rate-limited = Demasiadas solicitudes
    .detail =
        { $seconds ->
            [one] Espere { $seconds } segundo y vuelva a intentarlo.
           *[other] Espere { $seconds } segundos y vuelva a intentarlo.
        }

## On our side

busy = Servicio momentáneamente saturado
    .detail = El servicio está recibiendo muchas solicitudes. Vuelva a intentarlo en unos instantes.

storage-full = Espacio de almacenamiento agotado
    .detail = El servicio ya no tiene espacio para guardar nada, por lo que no se ha modificado nada. La consulta sigue siendo posible. Vuelva a intentarlo más tarde.

internal-error = Se ha producido un error por nuestra parte
    .detail = El error es nuestro, no suyo. Si se repite, comuníquenoslo e indique la referencia que acompaña a esta respuesta.

form-from-elsewhere = Este formulario no se puede aceptar
    .detail = No se envió desde una página que el Colegio le haya mostrado en esta sesión. Abra de nuevo la página y envíelo desde allí.

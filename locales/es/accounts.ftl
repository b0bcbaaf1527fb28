# Accounts, sessions and roles.

## Signing in

sign-in-failed = No se pudo iniciar la sesión
    .detail = La dirección de correo electrónico y la contraseña no se corresponden. Compruebe ambas o solicite una contraseña nueva.

password-wrong = Contraseña incorrecta
    .detail = La contraseña que ha indicado no es correcta. Si no la conoce, pida una nueva.

refresh-invalid = Su sesión ha terminado
    .detail = Inicie sesión de nuevo.

link-invalid = Este enlace ya no funciona
    .detail = Es posible que ya se haya utilizado o que sea demasiado antiguo. Solicite uno nuevo.

totp-not-set-up = Sin segundo factor
    .detail = Esta cuenta no tiene un segundo factor. No indique ningún código.

## The members of an account

email-invalid = Dirección de correo electrónico no válida
    .detail = Indique una dirección de correo electrónico como «nombre@example.org».

# $min is the smallest number of characters allowed.
password-too-short = Contraseña demasiado corta
    .detail =
        { $min ->
            [one] Elija una contraseña de al menos { $min } carácter. Unas cuantas palabras seguidas son fáciles de recordar.
           *[other] Elija una contraseña de al menos { $min } caracteres. Unas cuantas palabras seguidas son fáciles de recordar.
        }

password-too-common = Contraseña demasiado fácil de adivinar
    .detail = Esta contraseña es una de las primeras que otros probarían. Elija otra, por ejemplo unas cuantas palabras sin relación entre sí.

country-invalid = País desconocido
    .detail = El país debe indicarse con las dos letras mayúsculas de la norma ISO 3166-1, por ejemplo «MG».

account-not-needed = No es necesario
    .detail = Usted ya ha iniciado sesión: omita este dato o cierre antes la sesión.

## Setting up

setup-code-invalid = Código incorrecto
    .detail = Este no es el código que mostró el servidor al arrancar. Reinicie el servidor para obtener uno nuevo.

setup-done = Ya configurado
    .detail = Este Colegio Virtual ya tiene un administrador, que puede asignarle una función.

email-taken = Dirección ya utilizada
    .detail = Ya existe una cuenta con esta dirección de correo electrónico.

## Roles

person-unknown = Persona desconocida
    .detail = No se conoce a nadie con este identificador o esta dirección de correo electrónico.

person-unverified = Dirección de correo electrónico sin confirmar
    .detail = Solo es posible para una persona cuya dirección de correo electrónico esté confirmada.

person-or-email = Solo uno de los dos
    .detail = Indique la persona mediante «person» o mediante «email», pero no mediante ambos.

role-grant-unknown = Función no encontrada
    .detail = Nadie tiene esta función, o ya se ha retirado.

role-grant-exists = Función ya asignada
    .detail = Esta persona ya tiene esta función.

role-not-yours = Usted no puede asignar esta función
    .detail = Solo un administrador puede asignar o retirar esta función.

last-administrator = El último administrador
    .detail = El Colegio Virtual necesita un administrador. Asigne antes esta función a otra persona.

last-locale-lead = La última persona responsable de este idioma
    .detail = Un idioma necesita a alguien que responda de él. Asigne primero la función a otra persona.

scope-not-for-role = Ámbito incompatible con la función
    .detail = Esta función no puede asignarse para un ámbito de este tipo.

scope-unknown = Ámbito desconocido
    .detail = No existe nada de este tipo con ese nombre. Según «kind», indique el código de una Parte, el nombre corto de un curso o la etiqueta de un idioma.

moment-passed = Fecha ya pasada
    .detail = Esta fecha debe ser futura.

## The page behind a mailed link

confirm-email-page = Confirme su dirección de correo electrónico
    .text = Indique la contraseña que eligió al registrarse. Si usted no se ha registrado, basta con que cierre esta página; si no conoce la contraseña, pida una nueva.
    .password = Su contraseña
    .button = Confirmar mi dirección

confirm-email-done = Su dirección está confirmada
    .text = Gracias. Puede cerrar esta página e iniciar sesión.

confirm-end-letters-page = ¿Dejar de recibir estos mensajes?
    .text = No le escribiremos más sobre traducciones. Podrá volver a activar los mensajes en sus ajustes de colaboración.
    .button = Cancelar la suscripción

confirm-end-letters-done = La suscripción está cancelada
    .text = No le escribiremos más sobre traducciones. Puede cerrar esta página.

confirm-password-page = Elija una contraseña nueva
    .text = Su contraseña nueva debe tener al menos 12 caracteres. Se cerrará su sesión en todos los dispositivos.
    .password = Contraseña nueva
    .button = Guardar la contraseña

confirm-password-done = Su contraseña nueva está guardada
    .text = Puede cerrar esta página e iniciar sesión con su contraseña nueva.

confirm-link-invalid = Este enlace ya no funciona
    .text = Es posible que ya se haya utilizado o que sea demasiado antiguo. Solicite uno nuevo.

# What can be refused about quizzes.

attempt-unknown = Intento desconocido
    .detail = Este intento no existe o usted no tiene acceso a él.

question-unknown = Pregunta desconocida
    .detail = Este intento no contiene esta pregunta. Responda a las preguntas que recibió con el intento.

# $activity is the id of the activity.
activity-not-a-quiz = No es un cuestionario
    .detail = La actividad «{ $activity }» no es un cuestionario, por lo que no admite intentos.

# $limit is how often the quiz may be taken.
attempts-used-up = No quedan intentos
    .detail =
        { $limit ->
            [one] Este cuestionario solo puede realizarse una vez, y usted ya lo ha realizado.
           *[other] Este cuestionario puede realizarse { $limit } veces, y usted ya ha utilizado todos sus intentos.
        }

attempt-closed = Intento cerrado
    .detail = Este intento ya se entregó y sus respuestas ya no pueden modificarse.

## What can be wrong with an answer

answer-id-unknown = Identificador desconocido
    .detail = La pregunta no ofrece aquí nada con este identificador. Use los identificadores que llegaron con ella.

answer-id-repeated = Indicado dos veces
    .detail = Cada identificador solo puede indicarse una vez.

answer-order-incomplete = Orden incompleto
    .detail = El orden debe contener todos los elementos de la pregunta.

answer-not-a-number = No es un número
    .detail = Indique un número en cifras, por ejemplo 90, 12.5 o 12,5.

answer-number-ambiguous = Número ambiguo
    .detail = Escriba el número sin separador de miles, por ejemplo 40900. Si se trata de un número decimal, añada un cero, por ejemplo 40,9000.

## Extra time

accommodation-unknown = Tiempo adicional inexistente
    .detail = No hay ningún tiempo adicional con este identificador, o ya se ha retirado.

accommodation-own = Su propio tiempo adicional
    .detail = Nadie se concede tiempo adicional a sí mismo. Diríjase a otra persona de su equipo.

# $largest is a number of per cent.
extra-time-out-of-range = Fuera de los límites
    .detail = El tiempo adicional es un porcentaje entero del tiempo límite, de 1 a { $largest }.

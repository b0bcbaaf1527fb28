# The page that explains the codes of problems, behind the “type” of each.

problems-page = Problemas
    .text = Cuando se rechaza una solicitud, la respuesta es un documento que describe el problema (RFC 9457) y lleva uno de estos códigos. Los códigos no cambian; los títulos y las explicaciones se dan en el idioma de quien lee. Los valores que contienen son ejemplos.
    .problems = Por qué se rechazó una solicitud
    .fields = Qué había de incorrecto en un campo, en «errors»
    .items = Por qué no se procesó un elemento entre varios

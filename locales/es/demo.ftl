# Lo que cuenta la demostración, una línea por paso.

demo-opened = Se ha abierto un nuevo Colegio Virtual en { $address }.
demo-claimed = { $name } toma posesión de él con el código que mostró el servidor y pasa a administrarlo.
demo-appointed = { $name } se registra y recibe la función «{ $role }».
demo-registers = { $name } crea una cuenta, en un teléfono, en español.
demo-letter = Llega un correo: «{ $subject }». Se abre el enlace que contiene.
demo-confirmed = { $name } ha confirmado su dirección y ha iniciado sesión.
demo-courses = Estos son los cursos que se ofrecen:
demo-enrolled = Inscripción en el curso «{ $course }». Está abierto a todos.
demo-asked = Solicitud de inscripción en el curso «{ $course }». Es para funcionarios: una autoridad debe responder por la persona.
demo-vouched = { $name }, el punto focal, responde por { $trainee } y aprueba la solicitud.
demo-module = Estudio del módulo «{ $title }»…
demo-passed = Superado: «{ $title }».
demo-completed = Ya está hecho todo lo que pide el curso.
demo-signed-off = { $name }, en la Secretaría, da el visto bueno al certificado.
demo-certificate = Se ha expedido un certificado: { $serial }.
demo-verified = Una persona ajena, sin cuenta, lee el código del certificado { $serial }: es válido y pertenece a { $name }.
demo-left = Los certificados y los correos pueden verse aquí:

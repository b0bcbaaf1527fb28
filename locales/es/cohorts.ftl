# What can be refused about cohorts: groups of people who learn together.

cohort-unknown = Grupo desconocido
    .detail = Ningún grupo de participantes tiene este identificador. Consulte a quienes organizan la formación.

cohort-course-unknown = Curso desconocido
    .detail = No hay ningún curso publicado con este nombre.

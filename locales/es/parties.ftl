# What can be refused about the Parties to the Convention.

party-unknown = Parte desconocida
    .detail = Ninguna Parte en la Convención corresponde a este código.

party-flag-unchanged = Sin cambios
    .detail = En esa fecha la indicación ya es la que usted desea para esta Parte. El historial no se modifica.

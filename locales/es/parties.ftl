# What can be refused about the Parties to the Convention.

party-unknown = Parte desconocida
    .detail = Ninguna Parte en la Convención corresponde a este código.

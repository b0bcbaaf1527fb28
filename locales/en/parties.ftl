# What can be refused about the Parties to the Convention.

party-unknown = No such Party
    .detail = There is no Party to the Convention with this code.

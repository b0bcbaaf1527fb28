# What can be refused about the Parties to the Convention.

party-unknown = No such Party
    .detail = There is no Party to the Convention with this code.

party-flag-unchanged = Nothing would change
    .detail = On that day the Party carries this flag already, or already does not. The history is as you would have it.

# What can be refused about affiliations: for which authority of which Party a person works, and who vouches for it.

affiliation-unknown = No such affiliation
    .detail = This affiliation does not exist, or you do not have access to it.

affiliation-exists = Already stated
    .detail = You have stated this affiliation already. It is waiting to be confirmed, or is confirmed.

# $most is how many requests of one person may wait at a time.
affiliation-too-many-requests = Too many requests
    .detail = You already have { $most } requests waiting to be confirmed. Please wait for an answer, or withdraw one of them.

affiliation-already-decided = Already decided
    .detail = This affiliation has been decided upon or withdrawn in the meantime. Please read the list again.

affiliation-own = Your own affiliation
    .detail = Nobody confirms their own affiliation. Please ask another focal point of your Party, or the Secretariat.

until-too-far = Too far ahead
    .detail = This may lie no more than five years ahead.

# The page that explains the codes of problems, behind the “type” of each.

problems-page = Problems
    .text = When a request is refused, the answer is a problem document (RFC 9457) with one of these codes. Codes do not change; titles and explanations are given in the reader’s language. The values in them are examples.
    .problems = Why a request was refused
    .fields = What was wrong with one field, in “errors”
    .items = Why one item of several was not processed

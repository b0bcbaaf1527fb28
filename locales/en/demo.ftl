# What the demonstration tells, one line a step.

demo-opened = A new college has opened at { $address }.
demo-claimed = { $name } claims it with the code that the server printed, and is its first administrator.
demo-appointed = { $name } registers, and is given the role “{ $role }”.
demo-registers = { $name } registers, on a phone, in English.
demo-letter = A letter comes: “{ $subject }”. The link in it is followed.
demo-confirmed = { $name } has confirmed the address and is signed in.
demo-courses = These courses are on offer:
demo-enrolled = Enrolled in “{ $course }”. It is open to everyone.
demo-asked = Asked to take “{ $course }”. It is for officials, so an authority has to vouch.
demo-vouched = { $name }, the focal point, vouches for { $trainee } and approves.
demo-module = Studying “{ $title }” …
demo-passed = Passed: “{ $title }”.
demo-completed = Everything that the course asks for is done.
demo-signed-off = { $name }, at the Secretariat, signs the certificate off.
demo-certificate = A certificate has been issued: { $serial }.
demo-verified = A stranger follows the code on certificate { $serial }, without an account: it is valid, and it is { $name }’s.
demo-left = The certificates and the letters are here to look at:

//! What needs a password hashed between two transactions: registering, signing in, changing and resetting.
//!
//! Attempts are counted before a password is looked at, and the answer to a right address takes the way of the answer to a
//! wrong one: as many transactions, one hash.

use std::time::Duration;

use super::actor::Actor;
use super::error::AccountError;
use super::identity::{BrowserKey, Issued};
use super::model::{Account, Email, LinkPurpose, Password, Profile};
use super::service::{self, OpenedInBrowser, OwedLetter, Registration, Reset};
use crate::app::App;
use crate::db::Tx;
use crate::error::{AppError, Fault as _, FieldProblem, Problem};
use crate::ids::PersonId;
use crate::keys::Purpose;
use crate::secret::Secret;
use crate::throttle::{self, Counter, Policy, Quota};

/// Wrong passwords for one account from one network: a stranger's guesses keep nobody out elsewhere.
const SIGN_IN: Policy = Policy::Growing {
    free: 5,
    first_wait: Duration::from_secs(5),
    longest_wait: Duration::from_mins(15),
    memory: Duration::from_hours(24),
};
/// Wrong passwords for one account from everywhere. One network alone never gets so far.
const SIGN_IN_TO: Policy = Policy::Steady { burst: 60, every: Duration::from_mins(5) };
/// Wrong passwords from one network: a classroom of thirty behind one address mistypes now and then.
const SIGN_IN_FROM: Policy = Policy::Steady { burst: 60, every: Duration::from_secs(5) };
/// Registrations and letters asked for from one network: a classroom registers together.
const REQUESTS_FROM: Policy = Policy::Steady { burst: 100, every: Duration::from_secs(15) };
/// Letters to one address: nobody's mailbox is filled by us.
const LETTERS_TO: Policy = Policy::Growing {
    free: 3,
    first_wait: Duration::from_mins(1),
    longest_wait: Duration::from_hours(1),
    memory: Duration::from_hours(24),
};

/// Somebody who wants an account, as she says it; name, language and address are checked already.
#[derive(Clone, Debug)]
pub struct Applicant {
    pub email: Email,
    pub password: Password,
    pub profile: Profile,
}

/// What counts the guesses at the password of one account.
#[derive(Clone)]
struct Guesses {
    from_here: Counter,
    from_everywhere: Counter,
}

impl Guesses {
    fn spend(&self, tx: &mut Tx<'_>) -> Result<Quota, AppError> {
        throttle::spend(tx, &[self.from_here.clone(), self.from_everywhere.clone()])
    }

    /// The password was right.
    fn forget(&self, tx: &mut Tx<'_>) -> Result<(), AppError> {
        throttle::forget(tx, &self.from_here)?;
        throttle::give_back(tx, &self.from_everywhere).map(|_| ())
    }
}

impl App {
    async fn counter(&self, what: &[&str], policy: Policy) -> Result<Counter, AppError> {
        let keys = self.keychain.ring(&self.db, Purpose::Throttle).await?;
        // With another key the counters would begin anew.
        let key = keys.oldest().ok_or_else(|| AppError::broken("no key for throttling"))?;
        Ok(Counter { key: key.digest(what), policy })
    }

    async fn guesses(&self, email: &Email, network: &str) -> Result<Guesses, AppError> {
        Ok(Guesses {
            from_here: self.counter(&["sign-in", email.key(), network], SIGN_IN).await?,
            from_everywhere: self.counter(&["sign-in-to", email.key()], SIGN_IN_TO).await?,
        })
    }

    async fn request_counter(&self, network: &str) -> Result<Counter, AppError> {
        self.counter(&["request-from", network], REQUESTS_FROM).await
    }

    /// Counts a request for a letter, by network and by address. What is left is told of the network alone: what was asked for an
    /// address is its owner's affair.
    async fn admit_request(&self, email: &Email, network: &str) -> Result<Quota, AppError> {
        let counters =
            [self.request_counter(network).await?, self.counter(&["letter-to", email.key()], LETTERS_TO).await?];
        self.db.write(move |tx| throttle::spend(tx, &counters)).await
    }

    /// Sees to it that the owner of an address gets a letter, if she is to have one. The caller learns nothing of that.
    ///
    /// # Errors
    /// 429 when too many letters were asked for.
    pub async fn ask_for_letter(&self, letter: OwedLetter, email: Email, network: &str) -> Result<Quota, AppError> {
        let quota = self.admit_request(&email, network).await?;
        self.db.write(move |tx| service::owe(tx, letter, &email)).await?;
        Ok(quota)
    }

    /// Registers somebody; the same whether or not the address has an account. What `also` does, it does for a person who is
    /// new, or whose registration took the place of one that nobody confirmed.
    ///
    /// # Errors
    /// 429 when there were too many requests, 503 when too many passwords are being hashed.
    pub async fn register(
        &self,
        applicant: Applicant,
        network: &str,
        also: impl Fn(&mut Tx<'_>, PersonId) -> Result<(), AppError> + Send + 'static,
    ) -> Result<Quota, AppError> {
        let quota = self.admit_request(&applicant.email, network).await?;
        let registration = self.prepare(applicant).await?;
        let register = move |tx: &mut Tx<'_>| {
            let registered = service::register(tx, &registration)?;
            registered.map_or(Ok(()), |person| also(tx, person))?;
            Ok(registered)
        };
        if let Some(person) = self.db.write(register).await? {
            self.identities.forget_person(person);
        }
        Ok(quota)
    }

    /// Confirms an address with a mailed link and the account's password. All sessions end.
    ///
    /// # Errors
    /// 403 when the password is wrong, 404 when the link does not hold, 429 after too many attempts.
    pub async fn confirm_email(&self, token: Secret, password: Password, network: &str) -> Result<(), AppError> {
        let link = token.clone();
        let (purpose, account) = self.db.read(move |snapshot| service::follow_link(snapshot, link.reveal())).await?;
        if purpose != LinkPurpose::VerifyEmail {
            return Err(AccountError::LinkInvalid.into());
        }
        let email = Email::parse(&account.email, "/email").map_err(|_| AppError::broken("a stored address"))?;
        let guesses = self.guesses(&email, network).await?;
        let guess = guesses.clone();
        let quota = self.db.write(move |tx| guess.spend(tx)).await?;
        if !self.passwords.matches(&password, Some(&account.password)).await? {
            return Err(AccountError::PasswordWrong.problem().with_quota(quota).into());
        }
        let confirm = move |tx: &mut Tx<'_>| {
            guesses.forget(tx)?;
            service::verify_email(tx, token.reveal(), Some(&account.password))
        };
        let person = self.db.write(confirm).await?;
        self.identities.forget_person(person);
        Ok(())
    }

    /// Confirms an address with a mailed link alone, for a client that acts for the reader of the mailbox. All sessions end.
    ///
    /// # Errors
    /// 404 when the link does not hold.
    pub async fn confirm_mailbox(&self, token: Secret) -> Result<(), AppError> {
        let person = self.db.write(move |tx| service::verify_email(tx, token.reveal(), None)).await?;
        self.identities.forget_person(person);
        Ok(())
    }

    async fn prepare(&self, applicant: Applicant) -> Result<Registration, AppError> {
        let password = self.passwords.hash(&applicant.password).await?;
        Ok(Registration { email: applicant.email, password, profile: applicant.profile })
    }

    /// Makes an administrator of somebody who shows the set-up code, with a new account.
    ///
    /// # Errors
    /// 403 when the code is wrong, 409 when the college was claimed before or the address has an account, 429 when there were
    /// too many requests.
    pub async fn claim(&self, code: Secret, applicant: Applicant, network: &str) -> Result<PersonId, AppError> {
        // Nobody makes the server hash without the code: else log-ins would wait behind it.
        let shown = code.clone();
        self.db.read(move |snapshot| service::check_code(snapshot, shown.reveal())).await?;
        let counter = self.request_counter(network).await?;
        self.db.write(move |tx| throttle::spend(tx, std::slice::from_ref(&counter))).await?;
        let registration = self.prepare(applicant).await?;
        self.db.write(move |tx| service::claim_with_account(tx, code.reveal(), &registration)).await
    }

    /// Opens a session for who knows the password of an account. What is left is told of the network alone, for a count that
    /// begins anew would say that the owner of the account has signed in.
    ///
    /// # Errors
    /// 401 when address and password do not belong together, 429 after too many attempts.
    pub async fn sign_in(
        &self,
        email: Option<Email>,
        password: Password,
        network: &str,
    ) -> Result<(Issued, Quota), AppError> {
        let (opened, quota) = self.sign_in_by(email, password, network, service::open).await?;
        Ok((self.issue(&opened).await?, quota))
    }

    /// As [`App::sign_in`], for a browser; what it is to keep.
    ///
    /// # Errors
    /// As [`App::sign_in`].
    pub async fn sign_in_browser(
        &self,
        email: Option<Email>,
        password: Password,
        network: &str,
    ) -> Result<BrowserKey, AppError> {
        let (OpenedInBrowser { session, secret }, _) =
            self.sign_in_by(email, password, network, service::open_in_browser).await?;
        Ok(BrowserKey { session, secret })
    }

    async fn sign_in_by<Opened: Send + 'static>(
        &self,
        email: Option<Email>,
        password: Password,
        network: &str,
        open: fn(&mut Tx<'_>, &Account, Option<&str>) -> Result<Opened, AppError>,
    ) -> Result<(Opened, Quota), AppError> {
        let from = self.counter(&["sign-in-from", network], SIGN_IN_FROM).await?;
        let guesses = match &email {
            Some(email) => Some(self.guesses(email, network).await?),
            None => None,
        };
        let (seen, guess) = (from.clone(), guesses.clone());
        let admit = move |tx: &mut Tx<'_>| {
            // Counted before the password is looked at, so that many at once are not more than many in a row.
            let quota = throttle::spend(tx, std::slice::from_ref(&seen))?;
            guess.as_ref().map_or(Ok(()), |guess| guess.spend(tx).map(|_| ()))?;
            let account = email.as_ref().map_or(Ok(None), |email| service::for_sign_in(tx, email))?;
            Ok((account, quota))
        };
        let (account, quota) = self.db.write(admit).await?;
        let matches = self.passwords.matches(&password, account.as_ref().map(|it| it.password.as_str())).await?;
        let Some(account) = account.filter(|_| matches) else {
            return Err(AccountError::SignInFailed.problem().with_quota(quota).into());
        };
        let outdated = self.passwords.is_outdated(&account.password);
        let rehashed = if outdated { Some(self.passwords.hash(&password).await?) } else { None };
        let open = move |tx: &mut Tx<'_>| {
            guesses.as_ref().map_or(Ok(()), |guesses| guesses.forget(tx))?;
            let quota = throttle::give_back(tx, &from)?;
            Ok((open(tx, &account, rehashed.as_deref())?, quota))
        };
        self.db.write(open).await
    }

    /// Changes one's own password. All sessions end; the tokens are those of a new one.
    ///
    /// # Errors
    /// 403 when the present password is wrong, 422 when the new one is too easy, 429 after too many attempts.
    pub async fn change_password(
        &self,
        actor: &Actor,
        present: Password,
        new: Secret,
        network: &str,
    ) -> Result<(Issued, Quota), AppError> {
        let reader = actor.clone();
        let (account, _) = self.db.read(move |snapshot| service::present(snapshot, &reader)).await?;
        let new = choose(&new, &account, "/new_password")?;
        let email = Email::parse(&account.email, "/email").map_err(|_| AppError::broken("a stored address"))?;
        let guesses = self.guesses(&email, network).await?;
        let guess = guesses.clone();
        let quota = self.db.write(move |tx| guess.spend(tx)).await?;
        if !self.passwords.matches(&present, Some(&account.password)).await? {
            return Err(AccountError::PasswordWrong.problem().with_quota(quota).into());
        }
        let hash = self.passwords.hash(&new).await?;
        let change = move |tx: &mut Tx<'_>| {
            guesses.forget(tx)?;
            service::change_password(tx, &account, &hash)
        };
        let opened = self.db.write(change).await?;
        self.identities.forget_person(opened.person);
        Ok((self.issue(&opened).await?, quota))
    }

    /// Sets a new password with a mailed link. All sessions end.
    ///
    /// # Errors
    /// 404 when the link does not hold, 422 when the password is too easy.
    pub async fn reset_password(&self, token: String, new: &Secret, network: &str) -> Result<(), AppError> {
        let link = token.clone();
        let (_, account) = self.db.read(move |snapshot| service::follow_link(snapshot, &link)).await?;
        let password = choose(new, &account, "/password")?;
        let reset = Reset { token, password: self.passwords.hash(&password).await? };
        let email = Email::parse(&account.email, "/email").map_err(|_| AppError::broken("a stored address"))?;
        let Guesses { from_here, from_everywhere } = self.guesses(&email, network).await?;
        let set = move |tx: &mut Tx<'_>| {
            throttle::forget(tx, &from_here)?;
            throttle::forget(tx, &from_everywhere)?;
            service::reset_password(tx, &reset)
        };
        let account = self.db.write(set).await?;
        self.identities.forget_person(account.person);
        Ok(())
    }
}

fn choose(new: &Secret, account: &Account, pointer: &str) -> Result<Password, AppError> {
    let about = [account.email.as_str(), account.profile.name.as_str()];
    Password::choose(new, &about, pointer).map_err(|problem: FieldProblem| Problem::invalid(vec![problem]).into())
}

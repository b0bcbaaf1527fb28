//! What can be refused about accounts, sessions and roles.

use crate::error::{Fault, Problem};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountError {
    /// Address and password do not belong together. Says no more than that.
    SignInFailed,
    /// The password given for an act of one's own is not the present one.
    PasswordWrong,
    /// The access token was never ours, or its session has ended.
    TokenInvalid,
    TokenExpired,
    /// The refresh token is unknown, used or too old, or its session has ended.
    RefreshInvalid,
    /// A mailed link that is unknown, used or too old.
    LinkInvalid,
    /// The code does not claim this college.
    SetupCodeInvalid,
    /// There is an administrator already.
    SetupDone,
    /// The address has an account (said to staff and to the holder of the set-up code only).
    EmailTaken,
    PersonUnknown,
    /// A role goes to a confirmed address only: else whoever registers an address first could inherit it.
    PersonUnverified,
    GrantUnknown,
    GrantExists,
    /// The actor may not give this role.
    RoleNotYours,
    LastAdministrator,
    /// A locale keeps a lead.
    LastLead,
}

impl Fault for AccountError {
    fn problem(&self) -> Problem {
        match self {
            Self::SignInFailed => Problem::unauthorised("sign-in-failed"),
            Self::PasswordWrong => Problem::forbidden("password-wrong"),
            Self::TokenInvalid => Problem::unauthorised("token-invalid"),
            Self::TokenExpired => Problem::unauthorised("token-expired"),
            Self::RefreshInvalid => Problem::unauthorised("refresh-invalid"),
            Self::LinkInvalid => Problem::not_found("link-invalid"),
            Self::SetupCodeInvalid => Problem::forbidden("setup-code-invalid"),
            Self::SetupDone => Problem::conflict("setup-done"),
            Self::EmailTaken => Problem::conflict("email-taken"),
            Self::PersonUnknown => Problem::not_found("person-unknown"),
            Self::PersonUnverified => Problem::conflict("person-unverified"),
            Self::GrantUnknown => Problem::not_found("role-grant-unknown"),
            Self::GrantExists => Problem::conflict("role-grant-exists"),
            Self::RoleNotYours => Problem::forbidden("role-not-yours"),
            Self::LastAdministrator => Problem::conflict("last-administrator"),
            Self::LastLead => Problem::conflict("last-locale-lead"),
        }
    }
}

//! Why something is no credential that can be judged.

/// What is wrong with the form of an input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("it has more than {0} bytes")]
    TooLarge(usize),
    #[error("it is not JSON: {0}")]
    Json(String),
    #[error("it is neither a JSON object nor a compact JWT")]
    Format,
    #[error("it is deeper than {0} levels")]
    TooDeep(usize),
    #[error("it has more than {0} values")]
    TooMany(usize),
    /// RDF Dataset Canonicalization 1.0, §7.1.
    #[error("it has so many things without an id that look alike that it would be work without end to sign it")]
    Poison,
    #[error("the context {0} is not known here")]
    Context(String),
    #[error("the member “{0}” means nothing in its contexts, so that no signature covers it")]
    Undefined(String),
    #[error("the member “{0}” is empty, so that no signature covers it")]
    Empty(String),
    #[error("the member “{0}” is not one that a signed credential may have here")]
    Member(String),
    #[error("“{0}” is no address (IRI)")]
    Address(String),
    #[error("“{0}” is described twice")]
    DescribedTwice(String),
    #[error("{0}")]
    Rdf(String),
    #[error("{0}")]
    Model(&'static str),
    #[error("the proof cannot be read: {0}")]
    Proof(String),
    #[error("the algorithm “{0}” is not taken: only ES256")]
    Algorithm(String),
    #[error("the token cannot be read: {0}")]
    Token(String),
    #[error("the claim “{0}” says something else than the credential")]
    Claim(&'static str),
    #[error("the key cannot be read: {0}")]
    Key(String),
    #[error("the status list cannot be read: {0}")]
    StatusList(&'static str),
}

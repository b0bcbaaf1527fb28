//! `[server]`: where the College listens and how the world reaches it.

use std::net::{AddrParseError, IpAddr, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::str::FromStr;

use ipnet::IpNet;
use url::Url;

use super::Settings;

const DEFAULT_PORT: u16 = 8080;
const DEFAULT_CONNECTIONS: u32 = 8;
const CONNECTIONS: RangeInclusive<u32> = 1..=1_000;
/// The server's framework takes no more.
const WORKERS: RangeInclusive<usize> = 1..=512;

#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// `server.listen`; port 0 takes any free one.
    pub listen: SocketAddr,
    /// `server.public_url`: how the world reaches the College. Without it, or when it has no host name, certificates are marked TEST.
    pub public_url: Option<Url>,
    /// `server.workers`: threads that serve; left out, one per core.
    pub workers: Option<usize>,
    /// `server.trusted_proxies`: addresses and ranges whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// `database.connections`: read connections, and on PostgreSQL as many that write.
    pub connections: u32,
}

impl ServerConfig {
    pub(super) fn read(settings: &mut Settings) -> Self {
        let public_url: Option<Url> = settings.read("server.public_url");
        if let Some(url) = &public_url
            && !(matches!(url.scheme(), "https" | "http") && url.path() == "/" && url.query().is_none())
        {
            settings.mistake("server.public_url", url.as_str(), "expected https://<host>, without a path");
        }
        Self {
            listen: settings
                .read("server.listen")
                .unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), DEFAULT_PORT)),
            public_url,
            workers: settings.read_within("server.workers", WORKERS),
            trusted_proxies: settings.read_list("server.trusted_proxies").unwrap_or_default(),
            connections: settings.read_within("database.connections", CONNECTIONS).unwrap_or(DEFAULT_CONNECTIONS),
        }
    }

    #[must_use]
    pub fn is_public_by_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }

    /// What links begin with, without a slash at the end: the public address, or the one that is listened to.
    #[must_use]
    pub fn base_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }
}

/// One address, or a range of them (RFC 4632): `10.0.0.0/8`, `2001:db8::/32`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpNet);

impl Network {
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address)
    }
}

impl FromStr for Network {
    type Err = AddrParseError;

    fn from_str(text: &str) -> Result<Self, AddrParseError> {
        text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).map(Self)
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_an_address_or_a_range() {
        for (network, address, inside) in [
            ("10.0.0.1", "10.0.0.1", true),
            ("10.0.0.1", "10.0.0.2", false),
            ("10.0.0.0/8", "10.255.0.2", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("2001:db8::/32", "2001:db8:7::1", true),
            ("0.0.0.0/0", "::1", false),
        ] {
            let (network, address) =
                (network.parse::<Network>().expect("a network"), address.parse().expect("an address"));
            assert_eq!(network.contains(address), inside, "{network} {address}");
        }
        for wrong in ["", "10.0.0", "10.0.0.0/33", "a/8", "::/129"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}

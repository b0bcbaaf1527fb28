//! Where a request comes from.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::AppData;
use crate::config::Network;
use crate::error::{AppError, Problem};

/// The client's address: the peer's, or what trusted proxies say in `X-Forwarded-For`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What one client can hardly change: an IPv4 address, or the first 64 bits of an IPv6 address (RFC 4291 §2.5.4).
    #[must_use]
    pub fn prefix(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into(),
            v4 @ IpAddr::V4(_) => v4,
        }
    }

    /// The network by name.
    #[must_use]
    pub fn network(self) -> String {
        self.prefix().to_string()
    }
}

impl FromRequest for ClientAddress {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(peer) = request.peer_addr() else { return ready(Err(Problem::busy().into())) };
        let trusted = request.app_data::<AppData>().map_or(&[][..], |app| &app.config.server.trusted_proxies);
        let named = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        let named: Vec<&str> = named.flat_map(|value| value.split(',')).collect();
        ready(Ok(Self(client(peer.ip(), &named, trusted))))
    }
}

/// The nearest address that is not a trusted proxy's. Each proxy appends the address that it saw, so only what stands to the
/// right of the first untrusted one is known to be true.
fn client(peer: IpAddr, named: &[&str], trusted: &[Network]) -> IpAddr {
    let mut nearest = peer.to_canonical();
    for name in named.iter().rev() {
        if !trusted.iter().any(|network| network.contains(nearest)) {
            break;
        }
        let Some(further) = address(name.trim()) else { break };
        nearest = further.to_canonical();
    }
    nearest
}

/// Some proxies name the port as well.
fn address(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_name_the_client() {
        let trusted = ["10.0.0.1", "172.16.0.0/12"].map(|text| text.parse().expect("a network"));
        for (peer, header, expected) in [
            ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "192.0.2.1, 198.51.100.1, 172.17.0.2", "198.51.100.1"),
            ("10.0.0.1", "evil, 172.17.0.2", "172.17.0.2"),
            ("::ffff:10.0.0.1", "2001:db8::7", "2001:db8::7"),
            ("10.0.0.1", "198.51.100.1:4711, 172.31.255.1:80", "198.51.100.1"),
            ("10.0.0.1", "[2001:db8::7]:4711", "2001:db8::7"),
        ] {
            let named: Vec<&str> = header.split(',').collect();
            let found = peer.parse().map(|peer| client(peer, &named, &trusted).to_string());
            assert_eq!(found.as_deref(), Ok(expected), "{peer} {header}");
        }
    }

    #[test]
    fn an_ipv6_client_is_known_by_its_network() {
        for (address, network) in [("2001:db8:1:2:3::4", "2001:db8:1:2::"), ("::ffff:192.0.2.1", "192.0.2.1")] {
            assert_eq!(address.parse().map(|address| ClientAddress(address).network()).as_deref(), Ok(network));
        }
    }
}

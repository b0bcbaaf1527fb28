//! A bounded map from keys to values that are read again when they are forgotten.
//!
//! Two generations: when the young one is full it becomes the old one, and what was not asked for since is dropped. A value
//! that was read before something was forgotten is not kept, since it may be older than the change.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// At most twice what `generation` allows.
pub struct Cache<K, V> {
    generation: usize,
    weight: fn(&V) -> usize,
    kept: Mutex<Kept<K, V>>,
}

struct Kept<K, V> {
    young: HashMap<K, V>,
    /// Of all that is young.
    weight: usize,
    old: HashMap<K, V>,
    changes: u64,
}

/// How many changes a cache had seen when a value was read from the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen(u64);

impl<K: Eq + Hash + Clone, V: Clone> Cache<K, V> {
    /// Of so many values in each generation.
    #[must_use]
    pub fn new(generation: usize) -> Self {
        Self::weighing(generation, |_| 1)
    }

    /// Of values that weigh so much together in each generation.
    #[must_use]
    pub fn weighing(generation: usize, weight: fn(&V) -> usize) -> Self {
        let kept = Kept { young: HashMap::new(), weight: 0, old: HashMap::new(), changes: 0 };
        Self { generation, weight, kept: Mutex::new(kept) }
    }

    /// Nothing under the lock can panic between two changes that belong together.
    fn lock(&self) -> MutexGuard<'_, Kept<K, V>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[must_use]
    pub fn get(&self, key: &K) -> Option<V> {
        let mut kept = self.lock();
        if let Some(value) = kept.young.get(key) {
            return Some(value.clone());
        }
        let value = kept.old.remove(key)?;
        self.put(&mut kept, key.clone(), value.clone());
        Some(value)
    }

    /// How many values are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        let kept = self.lock();
        kept.young.len() + kept.old.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// To be asked before the database is.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen(self.lock().changes)
    }

    /// Keeps a value, unless something was forgotten since it was read.
    pub fn keep(&self, key: K, value: V, read_at: Seen) {
        let mut kept = self.lock();
        if kept.changes == read_at.0 {
            self.put(&mut kept, key, value);
        }
    }

    fn put(&self, kept: &mut Kept<K, V>, key: K, value: V) {
        let weight = (self.weight)(&value);
        if kept.weight + weight > self.generation {
            kept.old = std::mem::take(&mut kept.young);
            kept.weight = 0;
        }
        let before = kept.young.insert(key, value);
        kept.weight += weight;
        kept.weight -= before.map_or(0, |value| (self.weight)(&value));
    }

    pub fn forget(&self, key: &K) {
        let mut kept = self.lock();
        kept.changes += 1;
        let gone = kept.young.remove(key).map_or(0, |value| (self.weight)(&value));
        kept.weight -= gone;
        kept.old.remove(key);
    }

    /// Forgets every value that `about` names.
    pub fn forget_where(&self, about: impl Fn(&V) -> bool) {
        let mut kept = self.lock();
        kept.changes += 1;
        kept.young.retain(|_, value| !about(value));
        kept.old.retain(|_, value| !about(value));
        kept.weight = kept.young.values().map(self.weight).sum();
    }

    pub fn clear(&self) {
        self.forget_where(|_| true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_bounded_and_keeps_what_is_asked_for() {
        let cache = Cache::new(10);
        for n in 0..100 {
            cache.keep(n, n, cache.seen());
            assert_eq!(cache.get(&0), Some(0), "after {n}");
        }
        let kept = (0..100).filter(|n| cache.get(n).is_some()).count();
        assert!(kept <= 20, "{kept}");
    }

    #[test]
    fn what_weighs_much_leaves_room_for_little() {
        let cache = Cache::weighing(10, |text: &&str| text.len());
        for (key, text) in [(1, "four"), (1, "six..."), (2, "four"), (3, "four")] {
            cache.keep(key, text, cache.seen());
        }
        assert_eq!((cache.len(), cache.lock().weight), (3, 4), "the third begins a generation");
        cache.forget(&3);
        assert_eq!((cache.len(), cache.lock().weight), (2, 0));
    }

    #[test]
    fn what_was_read_before_a_change_is_not_kept() {
        let cache = Cache::new(10);
        let seen = cache.seen();
        cache.forget(&1);
        cache.keep(1, "old", seen);
        assert_eq!(cache.get(&1), None);
        cache.keep(1, "new", cache.seen());
        assert_eq!(cache.get(&1), Some("new"));
    }
}

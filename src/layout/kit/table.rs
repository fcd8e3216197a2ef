//! Tables that are asked thousands of times for one letter: the hash of the standard library costs more
//! than what it finds.

/// A map with a cheap hash, for keys of our own.
pub(crate) type Table<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

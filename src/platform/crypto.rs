//! Stub until the real one lands.
/// keys
pub struct Keyring;
impl Keyring {
    /// mac
    pub fn mac(&self, _p: &str, _b: &[u8]) -> [u8; 32] { [0; 32] }
    /// sign
    pub fn signing_key(&self, _p: &str) -> anyhow::Result<jsonwebtoken::EncodingKey> { anyhow::bail!("stub") }
    /// verify
    pub fn verifying_key(&self, _p: &str) -> anyhow::Result<jsonwebtoken::DecodingKey> { anyhow::bail!("stub") }
    /// stub
    pub fn open_dir(_d: &std::path::Path) -> anyhow::Result<Self> { Ok(Self) }
}
/// hash
pub fn hash_token(t: &str) -> String { use sha2::Digest; hex::encode(sha2::Sha256::digest(t.as_bytes())) }
/// eq
pub fn same(a: &[u8], b: &[u8]) -> bool { a == b }

//! Stub.
/// rules
pub struct Rulebook;
impl Rulebook {
    /// load
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self)
    }
}

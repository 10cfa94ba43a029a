//! Stub.
/// e
pub struct NewEntry<'a> { /// k
 pub kind: &'a str, /// s
 pub subject_kind: &'a str, /// s
 pub subject_ref: &'a str, /// s
 pub actor: String, /// s
 pub occurred_at: crate::kernel::time::Ts, /// s
 pub is_public: bool, /// s
 pub facts: serde_json::Map<String, serde_json::Value> }
/// append
pub fn append(_c: &mut crate::platform::db::Conn, _e: &NewEntry) -> diesel::QueryResult<i64> { Ok(0) }

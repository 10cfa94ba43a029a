//! Certificates of every kind: numbered, signed, recorded, and withdrawn when what they rest on falls (`design.md` 7.3).
mod store;

pub use store::{Certificate, CertificateStatus, NewCertificate, find, issue, issued_on, latest, next_no, withdraw};

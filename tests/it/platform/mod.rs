//! What the adapters do together.
mod lanes;

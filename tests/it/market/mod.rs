//! Purchase of services.
mod tender;

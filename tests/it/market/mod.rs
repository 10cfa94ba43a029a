//! Purchase of services.
mod bid;
mod tender;

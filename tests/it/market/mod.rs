mod bid;
pub mod contract;
mod tender;

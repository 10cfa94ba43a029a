//! Government purchase of services 政府购买服务, from budget to payment (`domain.md` 4).
pub mod award;
pub mod bid;
pub mod duties;
pub mod opening;
pub mod review;
pub mod acceptance;
pub mod contract;
pub mod due;
pub mod duties;
pub mod money;
pub mod payment;
pub mod tender;

//! Government purchase of services 政府购买服务, from budget to payment (`domain.md` 4).
pub mod acceptance;
pub mod award;
pub mod bid;
pub mod bidders;
pub mod catalogue;
pub mod challenge;
pub mod contract;
pub mod duties;
pub mod money;
pub mod ocds;
pub mod opening;
pub mod payment;
pub mod plan;
pub mod review;
pub mod tender;

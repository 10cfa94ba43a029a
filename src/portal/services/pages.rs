//! `GET /services`
use super::views::ServicesPage;
use crate::web::{Cx, Outcome};

/// `GET /services`
pub async fn show(cx: Cx) -> Outcome {
    cx.page(&ServicesPage::of(&cx.actor))
}

//! Every page of the program by its view, so that a test renders all samples in both languages.
use crate::{account, community, market, portal, web::View};
use crate::{account, portal, registry, web::View};
use serde_json::Value;

/// One page as the tests see it: template, navigation, desk, and samples as JSON.
pub struct Sampled {
    /// The template's name.
    pub template: &'static str,
    /// The samples.
    pub samples: Vec<Value>,
}

fn sampled<V: View>() -> Sampled {
    Sampled {
        template: V::TEMPLATE,
        samples: V::samples().iter().map(|v| serde_json::to_value(v).unwrap_or_default()).collect(),
    }
}

macro_rules! views {
    ($($view:ty),* $(,)?) => {
        /// Every view with its samples.
        #[must_use]
        pub fn all() -> Vec<Sampled> {
            vec![$(sampled::<$view>()),*]
        }
    };
}

views! {
    registry::organization::views::DirectoryPage,
    registry::organization::views::OrganizationPage,
    account::views::SignInPage,
    account::views::SignUpPage,
    account::views::VerifyMailPage,
    account::views::CheckMailPage,
    portal::home::views::HomePage,
    portal::ledger::views::LedgerPage,
    portal::ledger::views::EntryPage,
    portal::verify::views::VerifyPage,
    portal::about::views::AboutPage,
    portal::about::views::ComingPage,
    market::contract::views::CasePage,
    market::contract::views::ListPage,
    market::contract::views::DraftPage,
    market::contract::views::SidePage,
    market::contract::views::DeskPage,
    market::acceptance::views::StagePage,
    market::acceptance::views::AcceptancePage,
    market::acceptance::views::EvaluationPage,
    market::payment::views::PreparePage,
    market::payment::views::PaymentPage,
    market::payment::views::VouchersPage,
    community::fund::views::FundPage,
    community::fund::views::ThanksPage,
    community::fund::views::BooksPage,
}

//! Every page of the program by its view, so that a test renders all samples in both languages.
use crate::{account, portal, registry, web::View};
use crate::{account, portal, volunteer, web::View};
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
    volunteer::person::views::WelcomePage,
    volunteer::person::views::JoinPage,
    volunteer::person::views::MinePage,
    volunteer::person::views::ProfilePage,
    volunteer::person::views::LeavePage,
    volunteer::team::views::TeamsPage,
    volunteer::team::views::TeamPage,
    volunteer::team::views::FoundPage,
    volunteer::activity::views::BoardPage,
    volunteer::activity::views::ShowPage,
    volunteer::activity::views::EditPage,
    volunteer::activity::views::RunPage,
    volunteer::activity::views::RosterPage,
    volunteer::hours::views::AttendancePage,
    volunteer::hours::views::CodePage,
    volunteer::hours::views::CheckInPage,
    volunteer::hours::views::RecordPage,
    volunteer::hours::views::WaitingPage,
    portal::home::views::HomePage,
    portal::ledger::views::LedgerPage,
    portal::ledger::views::EntryPage,
    portal::verify::views::VerifyPage,
    portal::about::views::AboutPage,
    portal::about::views::ComingPage,
}

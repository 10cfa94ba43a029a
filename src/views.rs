//! Every page of the program by its view, so that a test renders all samples in both languages.
use crate::{
    account, community, market, portal, registry, volunteer,
    web::{self, View},
};
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
    registry::credit::views::ListsPage,
    registry::credit::views::DeskPage,
    registry::credit::views::NewPage,
    registry::credit::views::ShowPage,
    registry::report::views::SeasonPage,
    registry::report::views::DeskPage,
    registry::report::views::OrganizationReportsPage,
    registry::report::views::ReportPage,
    registry::report::views::SectionPage,
    registry::report::views::CheckPage,
    registry::report::views::ReceiptPage,
    web::kept::KeptPage,
    registry::filing::views::FilingsPage,
    registry::guide::views::KindsPage,
    registry::guide::views::GuidePage,
    registry::guide::views::FinderPage,
    registry::guide::views::NamesPage,
    registry::application::views::MinePage,
    registry::application::views::TasksPage,
    registry::application::views::TaskPage,
    registry::application::views::CheckPage,
    registry::application::views::ReceiptPage,
    registry::application::views::CasePage,
    registry::application::views::QueuePage,
    registry::application::views::ReviewPage,
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
    account::reset::views::ForgotPage,
    account::reset::views::ResetPage,
    account::security::views::SecurityPage,
    account::security::views::TotpPage,
    account::security::views::CodesPage,
    account::profile::views::ProfilePage,
    account::profile::views::ClosePage,
    account::keys::views::KeysPage,
    account::invitation::views::InvitationPage,
    account::invitation::views::PeoplePage,
    account::admin::views::AdminPage,
    account::admin::views::AdminPeoplePage,
    market::plan::views::ListPage,
    market::plan::views::FormPage,
    market::plan::views::CataloguePage,
    market::tender::views::BoardPage,
    market::tender::views::ShowPage,
    market::tender::views::DeskPage,
    market::tender::views::MinePage,
    market::tender::views::FormPage,
    market::tender::views::AskPage,
    market::tender::views::CommitteePage,
    market::challenge::views::NewPage,
    market::challenge::views::ShowPage,
    market::challenge::views::ListPage,
    market::bid::views::BidPage,
    market::opening::views::RecordPage,
    market::review::views::ExpertsPage,
    market::review::views::SheetPage,
    market::award::views::AwardPage,
    market::award::views::ResultPage,
    portal::home::views::HomePage,
    portal::statistics::views::StatisticsPage,
    portal::opendata::views::OpenDataPage,
    portal::services::views::ServicesPage,
    portal::ledger::views::LedgerPage,
    portal::ledger::views::EntryPage,
    portal::verify::views::VerifyPage,
    portal::about::views::AboutPage,
    portal::about::views::ComingPage,
    portal::workbench::views::WorkbenchPage,
    portal::search::views::SearchPage,
    portal::demo::views::DemoPage,
    portal::demo::views::DemoMailPage,
    portal::docs::views::DocsPage,
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

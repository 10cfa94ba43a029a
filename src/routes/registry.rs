//! The registry 登记: applications, the directory, lists, filings.
use super::Routes;
use actix_web::web::{delete, get, post, put};

/// Mounts the routes of the registry.
pub fn all(r: &mut Routes) {
    applications(r);
    directory(r);
}

fn applications(r: &mut Routes) {
    use crate::registry::{
        application::{api, pages},
        guide,
        organization::paper,
    };
    r.route("/registration", get().to(guide::pages::kinds))
        .route("/registration/finder", get().to(guide::pages::finder))
        .route("/registration/names", get().to(guide::pages::names))
        .route("/registration/{kind}", get().to(guide::pages::show))
        .route("/api/v1/name-checks", get().to(guide::api::check))
        .route("/orgs.atom", get().to(paper::atom))
        .route("/orgs/{code}/certificate.pdf", get().to(paper::certificate_pdf))
        .route("/filing-notices", get().to(pages::notices))
        .route("/api/v1/filing-notices", get().to(api::notices))
        .route("/cases", get().to(pages::queue))
        .route("/applications", get().to(pages::mine))
        .route("/applications", post().to(guide::pages::begin))
        .route("/applications/{no}", get().to(pages::show))
        .route("/applications/{no}/tasks/{task}", get().to(pages::task))
        .route("/applications/{no}/tasks/{task}", post().to(pages::save))
        .route("/applications/{no}/documents", post().to(pages::attach))
        .route("/applications/{no}/documents/{id:\\d+}", get().to(pages::download))
        .route("/applications/{no}/documents/{id:\\d+}/removal", post().to(pages::detach))
        .route("/applications/{no}/check", get().to(pages::check))
        .route("/applications/{no}/submission", post().to(pages::submit))
        .route("/applications/{no}/receipt", get().to(pages::receipt))
        .route("/applications/{no}/papers/{paper}.pdf", get().to(pages::paper))
        .route("/applications/{no}/withdrawal", post().to(pages::withdraw))
        .route("/applications/{no}/checks", post().to(pages::checks))
        .route("/applications/{no}/correction-notice", post().to(pages::notify))
        .route("/applications/{no}/acceptance", post().to(pages::accept))
        .route("/applications/{no}/non-acceptance", post().to(pages::decline))
        .route("/applications/{no}/suspension", post().to(pages::suspend))
        .route("/applications/{no}/resumption", post().to(pages::resume))
        .route("/applications/{no}/extension-request", post().to(pages::ask_extension))
        .route("/applications/{no}/extension", post().to(pages::extend))
        .route("/applications/{no}/opinion", post().to(pages::review))
        .route("/applications/{no}/decision", post().to(pages::decide))
        .route("/api/v1/organization-kinds", get().to(crate::registry::application::kinds::list))
        .route("/api/v1/applications", get().to(api::list))
        .route("/api/v1/applications", post().to(api::begin))
        .route("/api/v1/applications/{no}", get().to(api::show))
        .route("/api/v1/applications/{no}/tasks/organization", put().to(api::organization))
        .route("/api/v1/applications/{no}/tasks/people", put().to(api::people))
        .route("/api/v1/applications/{no}/tasks/members", put().to(api::members))
        .route("/api/v1/applications/{no}/tasks/premises", put().to(api::premises))
        .route("/api/v1/applications/{no}/tasks/capital", put().to(api::capital))
        .route("/api/v1/applications/{no}/tasks/charter", put().to(api::charter))
        .route("/api/v1/applications/{no}/documents", post().to(api::attach))
        .route("/api/v1/applications/{no}/documents/{id:\\d+}", delete().to(api::detach))
        .route("/api/v1/applications/{no}/submission", post().to(api::submit))
        .route("/api/v1/applications/{no}/withdrawal", post().to(api::withdraw))
        .route("/api/v1/applications/{no}/correction-notice", post().to(api::notify))
        .route("/api/v1/applications/{no}/acceptance", post().to(api::accept))
        .route("/api/v1/applications/{no}/non-acceptance", post().to(api::decline))
        .route("/api/v1/applications/{no}/suspension", post().to(api::suspend))
        .route("/api/v1/applications/{no}/resumption", post().to(api::resume))
        .route("/api/v1/applications/{no}/extension-request", post().to(api::ask_extension))
        .route("/api/v1/applications/{no}/extension", post().to(api::extend))
        .route("/api/v1/applications/{no}/opinion", post().to(api::review))
        .route("/api/v1/applications/{no}/decision", post().to(api::decide));
}

fn directory(r: &mut Routes) {
    lists(r);
    grades(r);
    charities(r);
    reports(r);
    inspections(r);
    changes(r);
    renewals(r);
    cancellations(r);
    revocations(r);
    organs(r);
    imports(r);
    upkeeps(r);
    reservations(r);
    disclosures(r);
    supervision(r);
    offices(r);
    use crate::registry::{
        filing,
        organization::{api, compare, history, map, pages},
    };
    reconciliation(r);
    r.route("/orgs", get().to(pages::index))
        .route("/orgs.csv", get().to(pages::csv))
        .route("/orgs/compare", get().to(compare::pages::show))
        .route("/orgs/compare.csv", get().to(compare::pages::csv))
        .route("/orgs/map", get().to(map::pages::show))
        .route("/orgs/map.csv", get().to(map::pages::csv))
        .route("/orgs/{code}", get().to(pages::show))
        .route("/orgs/{code}/history", get().to(history::pages::show))
        .route("/api/v1/organizations/{code}/history", get().to(history::api::show))
        .route("/orgs/{code}/filings", get().to(filing::pages::show))
        .route("/orgs/{code}/filings/seal", post().to(filing::pages::seal))
        .route("/orgs/{code}/filings/seal/file", get().to(filing::pages::specimen))
        .route("/orgs/{code}/filings/bank", post().to(filing::pages::bank))
        .route("/orgs/{code}/filings/{kind}/acknowledgement", post().to(filing::pages::acknowledge))
        .route("/orgs/{code}/filings/{kind}/return", post().to(filing::pages::give_back))
        .route("/api/v1/organizations/{code}/filings", get().to(filing::api::list))
        .route("/api/v1/organizations/{code}/filings/seal", post().to(filing::api::seal))
        .route("/api/v1/organizations/{code}/filings/bank", post().to(filing::api::bank))
        .route("/api/v1/organizations/{code}/filings/{kind}/acknowledgement", post().to(filing::api::acknowledge))
        .route("/api/v1/organizations/{code}/filings/{kind}/return", post().to(filing::api::give_back))
        .route("/api/v1/organization-comparisons", get().to(compare::api::show))
        .route("/api/v1/organization-counts", get().to(map::api::show))
        .route("/api/v1/organizations", get().to(api::index))
        .route("/api/v1/organizations/{code}", get().to(api::show));
}

fn reconciliation(r: &mut Routes) {
    use crate::registry::reconcile::api;
    r.route("/reconcile", get().to(api::show))
        .route("/reconcile", post().to(api::ask))
        .route("/reconcile/suggest", get().to(api::suggest))
        .route("/reconcile/properties", get().to(api::properties));
}

fn imports(r: &mut Routes) {
    use crate::registry::import::{api, pages};
    r.route("/imports", get().to(pages::list))
        .route("/imports", post().to(pages::hand_in))
        .route("/imports/template.csv", get().to(pages::template_csv))
        .route("/imports/template.xlsx", get().to(pages::template_xlsx))
        .route("/imports/register.csv", get().to(pages::register_csv))
        .route("/imports/register.xlsx", get().to(pages::register_xlsx))
        .route("/imports/{no}", get().to(pages::show))
        .route("/imports/{no}/file", get().to(pages::file))
        .route("/imports/{no}/problems.csv", get().to(pages::problems))
        .route("/imports/{no}/check", post().to(pages::check))
        .route("/imports/{no}/confirmation", post().to(pages::confirm))
        .route("/imports/{no}/return", post().to(pages::give_back))
        .route("/imports/{no}/withdrawal", post().to(pages::drop))
        .route("/api/v1/imports", get().to(api::index))
        .route("/api/v1/imports", post().to(api::create))
        .route("/api/v1/imports/{no}", get().to(api::show))
        .route("/api/v1/imports/{no}/check", post().to(api::check))
        .route("/api/v1/imports/{no}/confirmation", post().to(api::confirm))
        .route("/api/v1/imports/{no}/return", post().to(api::give_back))
        .route("/api/v1/imports/{no}/withdrawal", post().to(api::drop));
}

fn disclosures(r: &mut Routes) {
    use crate::registry::disclosure::{api, pages};
    r.route("/orgs/{code}/contact", get().to(pages::show))
        .route("/orgs/{code}/contact", post().to(pages::see))
        .route("/disclosures", get().to(pages::list))
        .route("/api/v1/disclosures", get().to(api::index))
        .route("/api/v1/organizations/{code}/contact-disclosures", post().to(api::create));
}

fn supervision(r: &mut Routes) {
    use crate::registry::supervision::{api, pages};
    r.route("/orgs/{code}/supervision", get().to(pages::show))
        .route("/orgs/{code}/supervision", post().to(pages::delegate))
        .route("/api/v1/organizations/{code}/supervision", get().to(api::show))
        .route("/api/v1/organizations/{code}/supervision", post().to(api::create));
}

fn offices(r: &mut Routes) {
    use crate::registry::office::pages;
    r.route("/admin/offices", get().to(pages::list))
        .route("/admin/offices", post().to(pages::enter))
        .route("/admin/offices/{id}", get().to(pages::show))
        .route("/admin/offices/{id}", post().to(pages::change));
}

fn lists(r: &mut Routes) {
    use crate::registry::credit::{api, pages};
    r.route("/lists", get().to(pages::lists))
        .route("/lists.csv", get().to(pages::csv))
        .route("/desk/lists", get().to(pages::waiting))
        .route("/orgs/{code}/listings/new", get().to(pages::new_form))
        .route("/orgs/{code}/listings", post().to(pages::create))
        .route("/lists/{no}", get().to(pages::show))
        .route("/lists/{no}/objection", post().to(pages::object))
        .route("/lists/{no}/decision", post().to(pages::decide))
        .route("/lists/{no}/removal-request", post().to(pages::ask))
        .route("/lists/{no}/removal", post().to(pages::remove))
        .route("/api/v1/listings", get().to(api::index))
        .route("/api/v1/organizations/{code}/listings", post().to(api::create))
        .route("/api/v1/listings/{no}", get().to(api::show))
        .route("/api/v1/listings/{no}/objection", post().to(api::object))
        .route("/api/v1/listings/{no}/decision", post().to(api::decide))
        .route("/api/v1/listings/{no}/removal-request", post().to(api::ask))
        .route("/api/v1/listings/{no}/removal", post().to(api::remove));
}

fn grades(r: &mut Routes) {
    use crate::registry::grade::{api, pages, paper};
    r.route("/grades", get().to(pages::grades))
        .route("/grades.csv", get().to(pages::csv))
        .route("/grades/rounds", get().to(pages::rounds))
        .route("/grades/rounds", post().to(pages::publish))
        .route("/grades/rounds/{no}", get().to(pages::round))
        .route("/grades/rounds/{no}/assessments", post().to(pages::begin))
        .route("/desk/grades", get().to(pages::desk))
        .route("/desk/grades/new", get().to(pages::new_form))
        .route("/orgs/{code}/grades", get().to(pages::of_organization))
        .route("/grades/{no}", get().to(pages::show))
        .route("/grades/{no}", post().to(pages::save))
        .route("/grades/{no}/certificate.pdf", get().to(paper::certificate_pdf))
        .route("/grades/{no}/documents", post().to(pages::attach))
        .route("/grades/{no}/documents/{id:\\d+}", get().to(pages::download))
        .route("/grades/{no}/documents/{id:\\d+}/removal", post().to(pages::detach))
        .route("/grades/{no}/submission", post().to(pages::submit))
        .route("/grades/{no}/withdrawal", post().to(pages::withdraw))
        .route("/grades/{no}/examination", post().to(pages::examine))
        .route("/grades/{no}/sheets", post().to(pages::score))
        .route("/grades/{no}/completion", post().to(pages::complete))
        .route("/grades/{no}/decision", post().to(pages::decide))
        .route("/grades/{no}/objections", post().to(pages::object))
        .route("/grades/{no}/review", post().to(pages::settle))
        .route("/grades/{no}/confirmation", post().to(pages::confirm))
        .route("/grades/{no}/question", post().to(pages::question))
        .route("/grades/{no}/answer", post().to(pages::answer))
        .route("/grades/{no}/resolution", post().to(pages::resolve))
        .route("/api/v1/grades", get().to(api::index))
        .route("/api/v1/grade-rounds", get().to(api::rounds))
        .route("/api/v1/grade-rounds", post().to(api::publish))
        .route("/api/v1/grade-rounds/{no}", get().to(api::round))
        .route("/api/v1/grade-rounds/{no}/assessments", post().to(api::begin))
        .route("/api/v1/grades/{no}", get().to(api::show))
        .route("/api/v1/grades/{no}/content", put().to(api::save))
        .route("/api/v1/grades/{no}/documents", post().to(api::attach))
        .route("/api/v1/grades/{no}/documents/{id:\\d+}", delete().to(api::detach))
        .route("/api/v1/grades/{no}/submission", post().to(api::submit))
        .route("/api/v1/grades/{no}/withdrawal", post().to(api::withdraw))
        .route("/api/v1/grades/{no}/examination", post().to(api::examine))
        .route("/api/v1/grades/{no}/sheets", post().to(api::score))
        .route("/api/v1/grades/{no}/completion", post().to(api::complete))
        .route("/api/v1/grades/{no}/decision", post().to(api::decide))
        .route("/api/v1/grades/{no}/objections", post().to(api::object))
        .route("/api/v1/grades/{no}/review", post().to(api::settle))
        .route("/api/v1/grades/{no}/confirmation", post().to(api::confirm))
        .route("/api/v1/grades/{no}/question", post().to(api::question))
        .route("/api/v1/grades/{no}/answer", post().to(api::answer))
        .route("/api/v1/grades/{no}/resolution", post().to(api::resolve));
}

fn charities(r: &mut Routes) {
    use crate::registry::charity::{api, pages, paper};
    r.route("/charities", get().to(pages::charities))
        .route("/charities.csv", get().to(pages::csv))
        .route("/desk/charities", get().to(pages::desk))
        .route("/orgs/{code}/charity", get().to(pages::show_charity))
        .route("/orgs/{code}/charity-cases", post().to(pages::begin))
        .route("/orgs/{code}/charity-duties/{id:\\d+}", post().to(pages::publish))
        .route("/charities/cases/{no}", get().to(pages::show))
        .route("/charities/cases/{no}", post().to(pages::save))
        .route("/charities/cases/{no}/certificate.pdf", get().to(paper::certificate_pdf))
        .route("/charities/cases/{no}/documents", post().to(pages::attach))
        .route("/charities/cases/{no}/documents/{id:\\d+}", get().to(pages::download))
        .route("/charities/cases/{no}/documents/{id:\\d+}/removal", post().to(pages::detach))
        .route("/charities/cases/{no}/submission", post().to(pages::submit))
        .route("/charities/cases/{no}/withdrawal", post().to(pages::withdraw))
        .route("/charities/cases/{no}/return", post().to(pages::give_back))
        .route("/charities/cases/{no}/acceptance", post().to(pages::accept))
        .route("/charities/cases/{no}/opinion", post().to(pages::propose))
        .route("/charities/cases/{no}/extension", post().to(pages::extend))
        .route("/charities/cases/{no}/decision", post().to(pages::decide))
        .route("/api/v1/charities", get().to(api::index))
        .route("/api/v1/organizations/{code}/charity-duties", get().to(api::duties))
        .route("/api/v1/organizations/{code}/charity-duties/{id:\\d+}", post().to(api::publish))
        .route("/api/v1/organizations/{code}/charity-cases", post().to(api::begin))
        .route("/api/v1/charities/cases/{no}", get().to(api::show))
        .route("/api/v1/charities/cases/{no}/content", put().to(api::save))
        .route("/api/v1/charities/cases/{no}/documents", post().to(api::attach))
        .route("/api/v1/charities/cases/{no}/documents/{id:\\d+}", delete().to(api::detach))
        .route("/api/v1/charities/cases/{no}/submission", post().to(api::submit))
        .route("/api/v1/charities/cases/{no}/withdrawal", post().to(api::withdraw))
        .route("/api/v1/charities/cases/{no}/return", post().to(api::give_back))
        .route("/api/v1/charities/cases/{no}/acceptance", post().to(api::accept))
        .route("/api/v1/charities/cases/{no}/opinion", post().to(api::propose))
        .route("/api/v1/charities/cases/{no}/extension", post().to(api::extend))
        .route("/api/v1/charities/cases/{no}/decision", post().to(api::decide));
}

fn reports(r: &mut Routes) {
    use crate::registry::report::{api, pages};
    r.route("/reports", get().to(pages::season))
        .route("/reports.csv", get().to(pages::csv))
        .route("/desk/reports", get().to(pages::desk))
        .route("/orgs/{code}/reports", get().to(pages::of_organization))
        .route("/reports/{no}", get().to(pages::show))
        .route("/reports/{no}/sections/{section}", get().to(pages::section))
        .route("/reports/{no}/sections/{section}", post().to(pages::save))
        .route("/reports/{no}/documents", post().to(pages::attach))
        .route("/reports/{no}/documents/{id:\\d+}", get().to(pages::download))
        .route("/reports/{no}/documents/{id:\\d+}/removal", post().to(pages::detach))
        .route("/reports/{no}/check", get().to(pages::check))
        .route("/reports/{no}/submission", post().to(pages::submit))
        .route("/reports/{no}/receipt", get().to(pages::receipt))
        .route("/reports/{no}/return", post().to(pages::give_back))
        .route("/reports/{no}/proposal", post().to(pages::propose))
        .route("/reports/{no}/decision", post().to(pages::decide))
        .route("/api/v1/reports", get().to(api::index))
        .route("/api/v1/report-seasons/{year}", get().to(api::season))
        .route("/api/v1/reports/{no}", get().to(api::show))
        .route("/api/v1/reports/{no}/sections/{section}", put().to(api::save))
        .route("/api/v1/reports/{no}/documents", post().to(api::attach))
        .route("/api/v1/reports/{no}/documents/{id:\\d+}", delete().to(api::detach))
        .route("/api/v1/reports/{no}/submission", post().to(api::submit))
        .route("/api/v1/reports/{no}/return", post().to(api::give_back))
        .route("/api/v1/reports/{no}/proposal", post().to(api::propose))
        .route("/api/v1/reports/{no}/decision", post().to(api::decide));
}

fn inspections(r: &mut Routes) {
    use crate::registry::inspection::{api, pages};
    r.route("/inspections", get().to(pages::draws))
        .route("/inspections/draws", post().to(pages::announce))
        .route("/inspections/draws/{no}.csv", get().to(pages::csv))
        .route("/inspections/draws/{no}", get().to(pages::draw))
        .route("/inspections/draws/{no}/drawing", post().to(pages::drawing))
        .route("/desk/inspections", get().to(pages::desk))
        .route("/desk/inspections/new", get().to(pages::new_form))
        .route("/inspections/{no}", get().to(pages::show))
        .route("/inspections/{no}/record", post().to(pages::record))
        .route("/inspections/{no}/confirmation", post().to(pages::confirm))
        .route("/inspections/{no}/rectification", post().to(pages::reply))
        .route("/inspections/{no}/verification", post().to(pages::verify))
        .route("/api/v1/inspection-draws", get().to(api::index))
        .route("/api/v1/inspection-draws", post().to(api::announce))
        .route("/api/v1/inspection-draws/{no}", get().to(api::draw))
        .route("/api/v1/inspection-draws/{no}/drawing", post().to(api::drawing))
        .route("/api/v1/inspections/{no}", get().to(api::show))
        .route("/api/v1/inspections/{no}/record", post().to(api::record))
        .route("/api/v1/inspections/{no}/confirmation", post().to(api::confirm))
        .route("/api/v1/inspections/{no}/rectification", post().to(api::reply))
        .route("/api/v1/inspections/{no}/verification", post().to(api::verify));
}

fn changes(r: &mut Routes) {
    use crate::registry::{
        case::pages as case,
        change::{Content, api, pages},
    };
    r.route("/desk/changes", get().to(case::queue::<Content>))
        .route("/orgs/{code}/changes", get().to(case::list::<Content>))
        .route("/orgs/{code}/changes", post().to(case::begin::<Content>))
        .route("/changes/{no}", get().to(case::show::<Content>))
        .route("/changes/{no}", post().to(pages::save))
        .route("/changes/{no}/documents", post().to(case::attach::<Content>))
        .route("/changes/{no}/documents/{id:\\d+}", get().to(case::download::<Content>))
        .route("/changes/{no}/documents/{id:\\d+}/removal", post().to(case::detach::<Content>))
        .route("/changes/{no}/submission", post().to(case::submit::<Content>))
        .route("/changes/{no}/withdrawal", post().to(case::withdraw::<Content>))
        .route("/changes/{no}/correction-notice", post().to(case::notify::<Content>))
        .route("/changes/{no}/acceptance", post().to(case::accept::<Content>))
        .route("/changes/{no}/non-acceptance", post().to(case::decline::<Content>))
        .route("/changes/{no}/suspension", post().to(case::suspend::<Content>))
        .route("/changes/{no}/resumption", post().to(case::resume::<Content>))
        .route("/changes/{no}/extension-request", post().to(case::ask_extension::<Content>))
        .route("/changes/{no}/extension", post().to(case::extend::<Content>))
        .route("/changes/{no}/opinion", post().to(case::review::<Content>))
        .route("/changes/{no}/decision", post().to(case::decide::<Content>))
        .route("/changes/{no}/papers/{paper}.pdf", get().to(case::paper::<Content>))
        .route("/api/v1/organizations/{code}/changes", get().to(api::list))
        .route("/api/v1/organizations/{code}/changes", post().to(api::begin))
        .route("/api/v1/changes/{no}", get().to(api::show))
        .route("/api/v1/changes/{no}/answers", put().to(api::save))
        .route("/api/v1/changes/{no}/documents", post().to(api::attach))
        .route("/api/v1/changes/{no}/documents/{id:\\d+}", delete().to(api::detach))
        .route("/api/v1/changes/{no}/submission", post().to(api::submit))
        .route("/api/v1/changes/{no}/withdrawal", post().to(api::withdraw))
        .route("/api/v1/changes/{no}/correction-notice", post().to(api::notify))
        .route("/api/v1/changes/{no}/acceptance", post().to(api::accept))
        .route("/api/v1/changes/{no}/non-acceptance", post().to(api::decline))
        .route("/api/v1/changes/{no}/suspension", post().to(api::suspend))
        .route("/api/v1/changes/{no}/resumption", post().to(api::resume))
        .route("/api/v1/changes/{no}/extension-request", post().to(api::ask_extension))
        .route("/api/v1/changes/{no}/extension", post().to(api::extend))
        .route("/api/v1/changes/{no}/opinion", post().to(api::review))
        .route("/api/v1/changes/{no}/decision", post().to(api::decide));
}

fn renewals(r: &mut Routes) {
    use crate::registry::renewal::{api, pages};
    r.route("/desk/certificates", get().to(pages::waiting))
        .route("/orgs/{code}/certificates", get().to(pages::show))
        .route("/orgs/{code}/certificates", post().to(pages::ask))
        .route("/renewals/{no}/answer", post().to(pages::answer))
        .route("/renewals/{no}/withdrawal", post().to(pages::withdraw))
        .route("/api/v1/organizations/{code}/certificates", get().to(api::list))
        .route("/api/v1/organizations/{code}/certificates", post().to(api::ask))
        .route("/api/v1/renewals/{no}/answer", post().to(api::answer))
        .route("/api/v1/renewals/{no}/withdrawal", post().to(api::withdraw));
}

fn reservations(r: &mut Routes) {
    use crate::registry::{
        guide,
        reservation::{api, pages},
    };
    r.route("/desk/names", get().to(pages::waiting))
        .route("/name-reservations", get().to(pages::mine))
        .route("/name-reservations", post().to(guide::pages::reserve))
        .route("/name-reservations/{no}", get().to(pages::show))
        .route("/name-reservations/{no}/answer", post().to(pages::answer))
        .route("/name-reservations/{no}/withdrawal", post().to(pages::withdraw))
        .route("/api/v1/name-reservations", get().to(api::list))
        .route("/api/v1/name-reservations", post().to(api::ask))
        .route("/api/v1/name-reservations/{no}", get().to(api::show))
        .route("/api/v1/name-reservations/{no}/answer", post().to(api::answer))
        .route("/api/v1/name-reservations/{no}/withdrawal", post().to(api::withdraw));
}

fn upkeeps(r: &mut Routes) {
    use crate::registry::upkeep::{api, pages};
    r.route("/desk/filings", get().to(pages::waiting))
        .route("/orgs/{code}/filing", get().to(pages::show))
        .route("/orgs/{code}/filing", post().to(pages::ask))
        .route("/orgs/{code}/upgrade", post().to(pages::upgrade))
        .route("/upkeeps/{no}/answer", post().to(pages::answer))
        .route("/upkeeps/{no}/withdrawal", post().to(pages::withdraw))
        .route("/api/v1/organizations/{code}/filing", get().to(api::list))
        .route("/api/v1/organizations/{code}/filing", post().to(api::ask))
        .route("/api/v1/organizations/{code}/upgrade", post().to(api::upgrade))
        .route("/api/v1/upkeeps/{no}/answer", post().to(api::answer))
        .route("/api/v1/upkeeps/{no}/withdrawal", post().to(api::withdraw));
}

fn organs(r: &mut Routes) {
    use crate::registry::organ::{api, pages};
    r.route("/desk/terms", get().to(pages::desk))
        .route("/orgs/{code}/organs", get().to(pages::show))
        .route("/orgs/{code}/organs/{organ}", get().to(pages::edit))
        .route("/orgs/{code}/organs/{organ}", post().to(pages::declare))
        .route("/orgs/{code}/branches", post().to(pages::branch))
        .route("/orgs/{code}/branches/{id:\\d+}/ending", post().to(pages::end_branch))
        .route("/api/v1/organizations/{code}/organs", get().to(api::show))
        .route("/api/v1/organizations/{code}/organs/{organ}", put().to(api::declare))
        .route("/api/v1/organizations/{code}/branches", post().to(api::branch))
        .route("/api/v1/organizations/{code}/branches/{id:\\d+}/ending", post().to(api::end_branch));
}

fn revocations(r: &mut Routes) {
    use crate::registry::revocation::{api, pages};
    r.route("/desk/revocations", get().to(pages::waiting))
        .route("/orgs/{code}/revocations/new", get().to(pages::new))
        .route("/orgs/{code}/revocations", post().to(pages::create))
        .route("/revocations/{no}", get().to(pages::show))
        .route("/revocations/{no}/statement", post().to(pages::state))
        .route("/revocations/{no}/hearing-request", post().to(pages::ask))
        .route("/revocations/{no}/hearing", post().to(pages::hold))
        .route("/revocations/{no}/decision", post().to(pages::decide))
        .route("/revocations/{no}/papers/{paper}.pdf", get().to(pages::paper))
        .route("/api/v1/organizations/{code}/revocations", post().to(api::create))
        .route("/api/v1/revocations/{no}", get().to(api::show))
        .route("/api/v1/revocations/{no}/statement", post().to(api::state))
        .route("/api/v1/revocations/{no}/hearing-request", post().to(api::ask))
        .route("/api/v1/revocations/{no}/hearing", post().to(api::hold))
        .route("/api/v1/revocations/{no}/decision", post().to(api::decide));
}

fn cancellations(r: &mut Routes) {
    use crate::registry::{
        cancellation::{Content, api, pages},
        case::pages as case,
    };
    r.route("/desk/cancellations", get().to(case::queue::<Content>))
        .route("/orgs/{code}/cancellations", get().to(case::list::<Content>))
        .route("/orgs/{code}/cancellations", post().to(case::begin::<Content>))
        .route("/cancellations/{no}", get().to(case::show::<Content>))
        .route("/cancellations/{no}", post().to(pages::save))
        .route("/cancellations/{no}/announcement", post().to(pages::announce))
        .route("/cancellations/{no}/documents", post().to(case::attach::<Content>))
        .route("/cancellations/{no}/documents/{id:\\d+}", get().to(case::download::<Content>))
        .route("/cancellations/{no}/documents/{id:\\d+}/removal", post().to(case::detach::<Content>))
        .route("/cancellations/{no}/submission", post().to(case::submit::<Content>))
        .route("/cancellations/{no}/withdrawal", post().to(case::withdraw::<Content>))
        .route("/cancellations/{no}/correction-notice", post().to(case::notify::<Content>))
        .route("/cancellations/{no}/acceptance", post().to(case::accept::<Content>))
        .route("/cancellations/{no}/non-acceptance", post().to(case::decline::<Content>))
        .route("/cancellations/{no}/suspension", post().to(case::suspend::<Content>))
        .route("/cancellations/{no}/resumption", post().to(case::resume::<Content>))
        .route("/cancellations/{no}/extension-request", post().to(case::ask_extension::<Content>))
        .route("/cancellations/{no}/extension", post().to(case::extend::<Content>))
        .route("/cancellations/{no}/opinion", post().to(case::review::<Content>))
        .route("/cancellations/{no}/decision", post().to(case::decide::<Content>))
        .route("/cancellations/{no}/papers/{paper}.pdf", get().to(case::paper::<Content>))
        .route("/api/v1/organizations/{code}/cancellations", get().to(api::list))
        .route("/api/v1/organizations/{code}/cancellations", post().to(api::begin))
        .route("/api/v1/cancellations/{no}", get().to(api::show))
        .route("/api/v1/cancellations/{no}/answers", put().to(api::save))
        .route("/api/v1/cancellations/{no}/announcement", post().to(api::announce))
        .route("/api/v1/cancellations/{no}/documents", post().to(api::attach))
        .route("/api/v1/cancellations/{no}/documents/{id:\\d+}", delete().to(api::detach))
        .route("/api/v1/cancellations/{no}/submission", post().to(api::submit))
        .route("/api/v1/cancellations/{no}/withdrawal", post().to(api::withdraw))
        .route("/api/v1/cancellations/{no}/correction-notice", post().to(api::notify))
        .route("/api/v1/cancellations/{no}/acceptance", post().to(api::accept))
        .route("/api/v1/cancellations/{no}/non-acceptance", post().to(api::decline))
        .route("/api/v1/cancellations/{no}/suspension", post().to(api::suspend))
        .route("/api/v1/cancellations/{no}/resumption", post().to(api::resume))
        .route("/api/v1/cancellations/{no}/extension-request", post().to(api::ask_extension))
        .route("/api/v1/cancellations/{no}/extension", post().to(api::extend))
        .route("/api/v1/cancellations/{no}/opinion", post().to(api::review))
        .route("/api/v1/cancellations/{no}/decision", post().to(api::decide));
}

//! Purchase of services 政府购买服务, from the plan to the payment.
use super::Routes;
use actix_web::web::{get, post, put};

/// Mounts the routes of purchases.
pub fn all(r: &mut Routes) {
    plan(r);
    tender(r);
    tender_api(r);
    challenge(r);
    bids(r);
    awards(r);
    contracts(r);
}

fn plan(r: &mut Routes) {
    use crate::market::plan::{api, pages};
    r.route("/catalogue", get().to(crate::market::catalogue::show))
        .route("/plans", get().to(pages::list))
        .route("/plans", post().to(pages::create))
        .route("/plans/new", get().to(pages::new_form))
        .route("/plans/{no}/withdrawal", post().to(pages::withdraw))
        .route("/api/v1/catalogue", get().to(crate::market::catalogue::list))
        .route("/api/v1/plan-lines", get().to(api::list))
        .route("/api/v1/plan-lines", post().to(api::create))
        .route("/api/v1/plan-lines/{no}", get().to(api::show))
        .route("/api/v1/plan-lines/{no}/withdrawal", post().to(api::withdraw));
}

fn tender(r: &mut Routes) {
    use crate::market::tender::{feeds, pages};
    r.route("/tenders", get().to(pages::board))
        .route("/tenders", post().to(pages::create))
        .route("/tenders/new", get().to(pages::new_form))
        .route("/tenders/calendar.ics", get().to(feeds::calendar))
        .route("/tenders/feed.atom", get().to(feeds::feed))
        .route("/tenders/{no:\\d+}", get().to(pages::show))
        .route("/tenders/{no:\\d+}", post().to(pages::update))
        .route("/tenders/{no:\\d+}/calendar.ics", get().to(feeds::calendar_of))
        .route("/tenders/{no:\\d+}/feed.atom", get().to(feeds::feed_of))
        .route("/tenders/{no:\\d+}/edit", get().to(pages::edit_form))
        .route("/tenders/{no:\\d+}/desk", get().to(pages::desk))
        .route("/tenders/{no:\\d+}/committee", get().to(pages::committee_form))
        .route("/tenders/{no:\\d+}/committee", post().to(pages::committee))
        .route("/tenders/{no:\\d+}/documents", post().to(pages::add_document))
        .route("/tenders/{no:\\d+}/documents/{id:\\d+}", get().to(pages::download))
        .route("/tenders/{no:\\d+}/documents/{id:\\d+}/removal", post().to(pages::remove_document))
        .route("/tenders/{no:\\d+}/submission", post().to(pages::submit))
        .route("/tenders/{no:\\d+}/publication", post().to(pages::approve))
        .route("/tenders/{no:\\d+}/return", post().to(pages::send_back))
        .route("/tenders/{no:\\d+}/discard", post().to(pages::discard))
        .route("/tenders/{no:\\d+}/stop", post().to(pages::stop))
        .route("/tenders/{no:\\d+}/questions", post().to(pages::ask))
        .route("/tenders/{no:\\d+}/questions/new", get().to(pages::ask_form))
        .route("/tenders/{no:\\d+}/questions/{id:\\d+}/answer", post().to(pages::answer))
        .route("/tenders/{no:\\d+}/clarifications", post().to(pages::clarify))
        .route("/desk/tenders", get().to(pages::mine));
}

fn tender_api(r: &mut Routes) {
    use crate::market::tender::api;
    use actix_web::web::put;
    r.route("/api/v1/tenders", get().to(api::list))
        .route("/api/v1/tenders", post().to(api::create))
        .route("/api/v1/tenders/{no}", get().to(api::show))
        .route("/api/v1/tenders/{no}", put().to(api::update))
        .route("/api/v1/tenders/{no}/committee", post().to(api::committee))
        .route("/api/v1/tenders/{no}/documents", post().to(api::add_document))
        .route("/api/v1/tenders/{no}/submission", post().to(api::submit))
        .route("/api/v1/tenders/{no}/publication", post().to(api::publish))
        .route("/api/v1/tenders/{no}/return", post().to(api::send_back))
        .route("/api/v1/tenders/{no}/discard", post().to(api::discard))
        .route("/api/v1/tenders/{no}/stop", post().to(api::stop))
        .route("/api/v1/tenders/{no}/questions", get().to(api::questions))
        .route("/api/v1/tenders/{no}/questions", post().to(api::ask))
        .route("/api/v1/tenders/{no}/questions/{id}/answer", post().to(api::answer))
        .route("/api/v1/tenders/{no}/clarifications", post().to(api::clarify))
        .route("/api/v1/desk/tenders", get().to(api::mine));
}

fn challenge(r: &mut Routes) {
    use crate::market::challenge::{api, pages};
    r.route("/ocds/releases.json", get().to(crate::market::ocds::pages::releases))
        .route("/ocds/records/{ocid}.json", get().to(crate::market::ocds::pages::record))
        .route("/tenders/{no:\\d+}/challenges/new", get().to(pages::new_form))
        .route("/tenders/{no:\\d+}/challenges", post().to(pages::create))
        .route("/challenges/{no}", get().to(pages::show))
        .route("/challenges/{no}/reply", post().to(pages::reply))
        .route("/challenges/{no}/withdrawal", post().to(pages::withdraw))
        .route("/desk/challenges", get().to(pages::list))
        .route("/api/v1/tenders/{no}/challenges", post().to(api::create))
        .route("/api/v1/challenges", get().to(api::list))
        .route("/api/v1/challenges/{no}", get().to(api::show))
        .route("/api/v1/challenges/{no}/reply", post().to(api::reply))
        .route("/api/v1/challenges/{no}/withdrawal", post().to(api::withdraw));
}

fn bids(r: &mut Routes) {
    use crate::market::{
        bid::{api, pages},
        opening,
    };
    r.route("/tenders/{no}/bid", get().to(pages::show))
        .route("/tenders/{no}/bid", post().to(pages::create))
        .route("/tenders/{no}/bid/withdrawal", post().to(pages::withdraw))
        .route("/tenders/{no}/bid/receipt.pdf", get().to(pages::receipt_pdf))
        .route("/tenders/{no}/opening", get().to(opening::pages::show))
        .route("/tenders/{no}/opening", post().to(opening::pages::open_technical))
        .route("/tenders/{no}/price-opening", post().to(opening::pages::open_prices))
        .route("/tenders/{no}/bundle.zip", get().to(opening::pages::bundle_zip))
        .route("/api/v1/tenders/{no}/bid", get().to(api::show))
        .route("/api/v1/tenders/{no}/bid", post().to(api::create))
        .route("/api/v1/tenders/{no}/bid/withdrawal", post().to(api::withdraw))
        .route("/api/v1/tenders/{no}/opening", get().to(opening::api::show))
        .route("/api/v1/tenders/{no}/opening", post().to(opening::api::open_technical))
        .route("/api/v1/tenders/{no}/price-opening", post().to(opening::api::open_prices));
}

fn awards(r: &mut Routes) {
    use crate::market::{award, review};
    r.route("/tenders/{no}/experts", get().to(review::pages::experts))
        .route("/tenders/{no}/experts", post().to(review::pages::draw))
        .route("/tenders/{no}/checks", post().to(review::pages::check))
        .route("/tenders/{no}/review", get().to(review::pages::show))
        .route("/tenders/{no}/declaration", post().to(review::pages::declare))
        .route("/tenders/{no}/scores", post().to(review::pages::save))
        .route("/tenders/{no}/scores/lock", post().to(review::pages::lock))
        .route("/tenders/{no}/bids/{receipt}/files/{envelope}/{position}", get().to(review::pages::file))
        .route("/tenders/{no}/award", get().to(award::pages::show))
        .route("/tenders/{no}/award", post().to(award::pages::fix))
        .route("/tenders/{no}/result", get().to(award::pages::result))
        .route("/tenders/{no}/result", post().to(award::pages::publish))
        .route("/api/v1/tenders/{no}/experts", get().to(review::api::experts))
        .route("/api/v1/tenders/{no}/experts", post().to(review::api::draw))
        .route("/api/v1/tenders/{no}/checks", post().to(review::api::check))
        .route("/api/v1/tenders/{no}/scores", get().to(review::api::show))
        .route("/api/v1/tenders/{no}/scores", put().to(review::api::save))
        .route("/api/v1/tenders/{no}/declarations", post().to(review::api::declare))
        .route("/api/v1/tenders/{no}/scores/locks", post().to(review::api::lock))
        .route("/api/v1/tenders/{no}/award", get().to(award::api::show))
        .route("/api/v1/tenders/{no}/award", post().to(award::api::fix))
        .route("/api/v1/tenders/{no}/result", get().to(award::api::result))
        .route("/api/v1/tenders/{no}/result", post().to(award::api::publish));
}

fn contracts(r: &mut Routes) {
    use crate::market::contract::{api, pages};
    r.route("/contracts", get().to(pages::list))
        .route("/contracts/{no}", get().to(pages::show))
        .route("/contracts/{no}/document.pdf", get().to(pages::document))
        .route("/tenders/{no}/contract/new", get().to(pages::draft_form))
        .route("/tenders/{no}/contract", get().to(pages::of_tender))
        .route("/tenders/{no}/contract", post().to(pages::create))
        .route("/contracts/{no}/draft", get().to(pages::redraft_form))
        .route("/contracts/{no}/draft", post().to(pages::redraft))
        .route("/contracts/{no}/submission", post().to(pages::submit))
        .route("/contracts/{no}/approval", post().to(pages::approve))
        .route("/contracts/{no}/return", get().to(pages::return_form))
        .route("/contracts/{no}/return", post().to(pages::give_back))
        .route("/contracts/{no}/signature", post().to(pages::sign))
        .route("/contracts/{no}/refusal", get().to(pages::refusal_form))
        .route("/contracts/{no}/refusal", post().to(pages::refuse))
        .route("/contracts/{no}/publication", post().to(pages::publish))
        .route("/contracts/{no}/filing", post().to(pages::file))
        .route("/contracts/{no}/supplements/new", get().to(pages::supplement_form))
        .route("/contracts/{no}/supplements", post().to(pages::propose))
        .route("/contracts/{no}/supplements/{n}/{act}", post().to(pages::supplement_act))
        .route("/workbench/contracts", get().to(pages::desk))
        .route("/api/v1/contracts", get().to(api::list))
        .route("/api/v1/contracts/{no}", get().to(api::show))
        .route("/api/v1/tenders/{no}/contract", post().to(api::create))
        .route("/api/v1/contracts/{no}/draft", post().to(api::redraft))
        .route("/api/v1/contracts/{no}/submission", post().to(api::submit))
        .route("/api/v1/contracts/{no}/approval", post().to(api::approve))
        .route("/api/v1/contracts/{no}/return", post().to(api::give_back))
        .route("/api/v1/contracts/{no}/signatures", post().to(api::sign))
        .route("/api/v1/contracts/{no}/refusal", post().to(api::refuse))
        .route("/api/v1/contracts/{no}/publication", post().to(api::publish))
        .route("/api/v1/contracts/{no}/filing", post().to(api::file))
        .route("/api/v1/contracts/{no}/supplements", post().to(api::propose))
        .route("/api/v1/contracts/{no}/supplements/{n}/{act}", post().to(api::supplement_act));
    acceptances(r);
    payments(r);
}

fn acceptances(r: &mut Routes) {
    use crate::market::acceptance::{api, pages};
    r.route("/contracts/{no}/milestones/{n}/report", get().to(pages::report_form))
        .route("/contracts/{no}/milestones/{n}/reports", post().to(pages::report))
        .route("/contracts/{no}/milestones/{n}/acceptance", get().to(pages::accept_form))
        .route("/contracts/{no}/milestones/{n}/acceptances", post().to(pages::accept))
        .route("/contracts/{no}/milestones/{n}/return", get().to(pages::return_form))
        .route("/contracts/{no}/milestones/{n}/return", post().to(pages::give_back))
        .route("/contracts/{no}/milestones/{n}/files/{id}", get().to(pages::file))
        .route("/acceptances/{no}", get().to(pages::show))
        .route("/acceptances/{no}/document.pdf", get().to(pages::document))
        .route("/contracts/{no}/evaluation", get().to(pages::evaluation_form))
        .route("/contracts/{no}/evaluation", post().to(pages::evaluate))
        .route("/api/v1/contracts/{no}/milestones/{n}/reports", post().to(api::report))
        .route("/api/v1/contracts/{no}/milestones/{n}/acceptances", post().to(api::accept))
        .route("/api/v1/contracts/{no}/milestones/{n}/return", post().to(api::give_back))
        .route("/api/v1/contracts/{no}/evaluation", post().to(api::evaluate));
}

fn payments(r: &mut Routes) {
    use crate::market::payment::{api, pages};
    r.route("/acceptances/{no}/payment", get().to(pages::prepare_form))
        .route("/acceptances/{no}/payments", post().to(pages::prepare))
        .route("/payments/{no}", get().to(pages::show))
        .route("/payments/{no}/confirmation", post().to(pages::confirm))
        .route("/payments/{no}/withdrawal", post().to(pages::withdraw))
        .route("/workbench/vouchers", get().to(pages::vouchers_form))
        .route("/workbench/vouchers", post().to(pages::vouchers))
        .route("/api/v1/acceptances/{no}/payments", post().to(api::prepare))
        .route("/api/v1/payments/{no}/confirmation", post().to(api::confirm))
        .route("/api/v1/payments/{no}/withdrawal", post().to(api::withdraw));
}

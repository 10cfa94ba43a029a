//! Every address of the program. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
use crate::{
    account, community, market, portal, registry, volunteer,
    web::{
        assets,
        describe::{Common, Problem},
        health,
    },
};
use actix_web::{
    HttpResponse,
    web::{ServiceConfig, delete, get, post, put},
};
use utoipa::OpenApi;

/// Mounts every route.
pub fn all(cfg: &mut ServiceConfig) {
    edge(cfg);
    account(cfg);
    directory(cfg);
    volunteer(cfg);
    registry(cfg);
    plan(cfg);
    tender(cfg);
    tender_api(cfg);
    challenge(cfg);
    bids(cfg);
    awards(cfg);
    contracts(cfg);
    fund(cfg);
    portal(cfg);
}

fn edge(cfg: &mut ServiceConfig) {
    cfg.route("/assets/{path:.*}", get().to(assets::show))
        .route("/livez", get().to(health::live))
        .route("/readyz", get().to(health::ready))
        .route("/metrics", get().to(health::metrics))
        .route("/api/openapi.json", get().to(openapi));
}

fn account(cfg: &mut ServiceConfig) {
    use account::{api, pages};
    cfg.route("/sign-in", get().to(pages::sign_in_form))
        .route("/sign-in", post().to(pages::sign_in))
        .route("/sign-out", post().to(pages::sign_out))
        .route("/sign-up", get().to(pages::sign_up_form))
        .route("/sign-up", post().to(pages::sign_up))
        .route("/check-mail", get().to(pages::check_mail))
        .route("/verify-mail/{token}", get().to(pages::verify_form))
        .route("/verify-mail/{token}", post().to(pages::verify))
        .route("/preferences", post().to(pages::preferences))
        .route("/forgot", get().to(account::reset::pages::forgot_form))
        .route("/forgot", post().to(account::reset::pages::forgot))
        .route("/reset/{token}", get().to(account::reset::pages::reset_form))
        .route("/reset/{token}", post().to(account::reset::pages::reset))
        .route("/invitations/{token}", get().to(account::invitation::pages::show))
        .route("/invitations/{token}", post().to(account::invitation::pages::accept))
        .route("/api/v1/session", post().to(api::create))
        .route("/api/v1/session", get().to(api::show))
        .route("/api/v1/session", delete().to(api::end))
        .route("/api/v1/session/refresh", post().to(api::refresh));
    own_account(cfg);
    admin(cfg);
}

fn volunteer(cfg: &mut ServiceConfig) {
    volunteer_people(cfg);
    volunteer_activities(cfg);
    volunteer_hours(cfg);
    volunteer_api(cfg);
}

fn volunteer_people(cfg: &mut ServiceConfig) {
    use volunteer::{person::pages as person, team::pages as team};
    cfg.route("/volunteer", get().to(person::mine))
        .route("/volunteer/hours", get().to(person::mine))
        .route("/volunteer/join", get().to(person::join_form))
        .route("/volunteer/join", post().to(person::join))
        .route("/volunteer/profile", get().to(person::profile_form))
        .route("/volunteer/profile", post().to(person::profile))
        .route("/volunteer/leave", get().to(person::leave_form))
        .route("/volunteer/leave", post().to(person::leave))
        .route("/volunteer/export", get().to(person::export))
        .route("/volunteer/records.csv", get().to(person::records_csv))
        .route("/teams", get().to(team::list))
        .route("/teams", post().to(team::found))
        .route("/teams/new", get().to(team::found_form))
        .route("/teams/{no}", get().to(team::show))
        .route("/teams/{no}/requests", post().to(team::ask))
        .route("/teams/{no}/requests/{id}/decision", post().to(team::decide))
        .route("/teams/{no}/departure", post().to(team::leave));
}

fn volunteer_activities(cfg: &mut ServiceConfig) {
    use volunteer::activity::{feed, pages};
    cfg.route("/activities.ics", get().to(feed::all))
        .route("/activities", get().to(pages::show_board))
        .route("/activities", post().to(pages::create))
        .route("/activities/new", get().to(pages::new_form))
        .route("/volunteer/activities", get().to(pages::run))
        .route("/activities/{no}", get().to(pages::show))
        .route("/activities/{no}/calendar.ics", get().to(feed::one))
        .route("/activities/{no}/edit", get().to(pages::edit_form))
        .route("/activities/{no}/edit", post().to(pages::edit))
        .route("/activities/{no}/publication", post().to(pages::publish))
        .route("/activities/{no}/cancellation", post().to(pages::cancel))
        .route("/activities/{no}/completion", post().to(pages::finish))
        .route("/activities/{no}/copies", post().to(pages::copy))
        .route("/activities/{no}/insurance", post().to(pages::insure))
        .route("/activities/{no}/signup", post().to(pages::sign_up))
        .route("/activities/{no}/signup/withdrawal", post().to(pages::withdraw))
        .route("/activities/{no}/roster", get().to(pages::roster));
}

fn volunteer_hours(cfg: &mut ServiceConfig) {
    use volunteer::hours::pages;
    cfg.route("/activities/{no}/attendance", get().to(pages::attendance))
        .route("/activities/{no}/attendance", post().to(pages::mark))
        .route("/activities/{no}/paper", post().to(pages::paper))
        .route("/activities/{no}/confirmations", post().to(pages::confirm_all))
        .route("/activities/{no}/code/{act}", get().to(pages::code))
        .route("/check-in/{no}/{code}", get().to(pages::check_in_form))
        .route("/check-in/{no}/{code}", post().to(pages::check_in))
        .route("/hours", get().to(pages::waiting))
        .route("/hours/{no}", get().to(pages::record))
        .route("/hours/{no}/confirmation", post().to(pages::confirm))
        .route("/hours/{no}/objection", post().to(pages::object))
        .route("/hours/{no}/objection/dismissal", post().to(pages::dismiss))
        .route("/hours/{no}/correction", post().to(pages::correct))
        .route("/hours/{no}/voiding", post().to(pages::void))
        .route("/volunteer/certificates", post().to(pages::draw))
        .route("/volunteer/certificates/{no}.pdf", get().to(pages::certificate_pdf));
}

fn volunteer_api(cfg: &mut ServiceConfig) {
    use volunteer::{activity::api as activity, hours::api as hours, person::api as person, team::api as team};
    cfg.route("/api/v1/volunteers", post().to(person::join))
        .route("/api/v1/volunteers/me", get().to(person::me))
        .route("/api/v1/volunteers/me", put().to(person::change))
        .route("/api/v1/volunteers/me/departure", post().to(person::leave))
        .route("/api/v1/volunteers/me/records", get().to(person::records))
        .route("/api/v1/volunteers/me/signups", get().to(person::signups))
        .route("/api/v1/volunteers/me/certificates", get().to(hours::certificates))
        .route("/api/v1/volunteers/me/certificates", post().to(hours::draw))
        .route("/api/v1/teams", get().to(team::list))
        .route("/api/v1/teams", post().to(team::found))
        .route("/api/v1/teams/{no}", get().to(team::show))
        .route("/api/v1/teams/{no}/requests", post().to(team::ask))
        .route("/api/v1/teams/{no}/requests/{id}/decision", post().to(team::decide))
        .route("/api/v1/activities", get().to(activity::list))
        .route("/api/v1/activities", post().to(activity::create))
        .route("/api/v1/activities/{no}", get().to(activity::show))
        .route("/api/v1/activities/{no}", put().to(activity::rewrite))
        .route("/api/v1/activities/{no}/publication", post().to(activity::publish))
        .route("/api/v1/activities/{no}/cancellation", post().to(activity::cancel))
        .route("/api/v1/activities/{no}/completion", post().to(activity::finish))
        .route("/api/v1/activities/{no}/copies", post().to(activity::copy))
        .route("/api/v1/activities/{no}/signups", get().to(activity::signups))
        .route("/api/v1/activities/{no}/signups", post().to(activity::sign_up))
        .route("/api/v1/activities/{no}/signups/mine/withdrawal", post().to(activity::withdraw))
        .route("/api/v1/activities/{no}/attendance", post().to(hours::mark))
        .route("/api/v1/activities/{no}/check-ins", post().to(hours::check_in))
        .route("/api/v1/activities/{no}/paper", post().to(hours::paper))
        .route("/api/v1/activities/{no}/confirmations", post().to(hours::confirm_all))
        .route("/api/v1/hours/{no}", get().to(hours::show))
        .route("/api/v1/hours/{no}/confirmation", post().to(hours::confirm))
        .route("/api/v1/hours/{no}/objection", post().to(hours::object))
        .route("/api/v1/hours/{no}/objection/dismissal", post().to(hours::dismiss))
        .route("/api/v1/hours/{no}/correction", post().to(hours::correct))
        .route("/api/v1/hours/{no}/voiding", post().to(hours::void));
}

fn registry(cfg: &mut ServiceConfig) {
    use registry::{
        application::{api, pages},
        organization::paper,
    };
    cfg.route("/registration", get().to(pages::guide))
        .route("/orgs.atom", get().to(paper::atom))
        .route("/orgs/{code}/certificate.pdf", get().to(paper::certificate_pdf))
        .route("/cases", get().to(pages::queue))
        .route("/applications", get().to(pages::mine))
        .route("/applications", post().to(pages::begin))
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
        .route("/applications/{no}/opinion", post().to(pages::review))
        .route("/applications/{no}/decision", post().to(pages::decide))
        .route("/api/v1/organization-kinds", get().to(registry::application::kinds::list))
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
        .route("/api/v1/applications/{no}/opinion", post().to(api::review))
        .route("/api/v1/applications/{no}/decision", post().to(api::decide));
}

fn plan(cfg: &mut ServiceConfig) {
    use market::plan::{api, pages};
    cfg.route("/catalogue", get().to(market::catalogue::show))
        .route("/plans", get().to(pages::list))
        .route("/plans", post().to(pages::create))
        .route("/plans/new", get().to(pages::new_form))
        .route("/plans/{no}/withdrawal", post().to(pages::withdraw))
        .route("/api/v1/catalogue", get().to(market::catalogue::list))
        .route("/api/v1/plan-lines", get().to(api::list))
        .route("/api/v1/plan-lines", post().to(api::create))
        .route("/api/v1/plan-lines/{no}", get().to(api::show))
        .route("/api/v1/plan-lines/{no}/withdrawal", post().to(api::withdraw));
}

fn tender(cfg: &mut ServiceConfig) {
    use market::tender::{feeds, pages};
    cfg.route("/tenders", get().to(pages::board))
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

fn tender_api(cfg: &mut ServiceConfig) {
    use actix_web::web::put;
    use market::tender::api;
    cfg.route("/api/v1/tenders", get().to(api::list))
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

fn challenge(cfg: &mut ServiceConfig) {
    use market::challenge::{api, pages};
    cfg.route("/ocds/releases.json", get().to(market::ocds::pages::releases))
        .route("/ocds/records/{ocid}.json", get().to(market::ocds::pages::record))
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

fn portal(cfg: &mut ServiceConfig) {
    use portal::{about, demo, docs, home, ledger, opendata, search, services, statistics, verify, workbench};
    let description = serde_json::to_value(ApiDoc::openapi()).unwrap_or_default();
    cfg.app_data(actix_web::web::Data::new(statistics::Cache::default()))
        .app_data(actix_web::web::Data::new(docs::Description(description)))
        .route("/workbench", get().to(workbench::pages::show))
        .route("/search", get().to(search::pages::show))
        .route("/api/docs", get().to(docs::pages::show))
        .route("/demo", get().to(demo::pages::people))
        .route("/demo/mail", get().to(demo::pages::letters))
        .route("/demo/mail/{id}", get().to(demo::pages::letter))
        .route("/", get().to(home::pages::show))
        .route("/services", get().to(services::pages::show))
        .route("/open-data", get().to(opendata::pages::show))
        .route("/statistics", get().to(statistics::pages::show))
        .route("/statistics/{table}.csv", get().to(statistics::pages::csv))
        .route("/api/v1/statistics", get().to(statistics::api::index))
        .route("/api/v1/statistics/{table}", get().to(statistics::api::show))
        .route("/ledger", get().to(ledger::pages::list))
        .route("/ledger/checkpoint", get().to(ledger::raw::checkpoint))
        .route("/ledger/key", get().to(ledger::raw::key))
        .route("/ledger/tile/{path:.*}", get().to(ledger::raw::tile))
        .route("/ledger/proof/{id:\\d+}", get().to(ledger::raw::proof))
        .route("/ledger/entries/{id:\\d+}", get().to(ledger::pages::entry_long))
        .route("/ledger/{id:\\d+}", get().to(ledger::pages::entry))
        .route("/verify", get().to(verify::pages::form))
        .route("/verify/{what:.*}", get().to(verify::pages::show))
        .route("/.well-known/jwks.json", get().to(verify::pages::jwks))
        .route("/about/{page}", get().to(about::pages::about));
    for wing in about::views::WINGS {
        cfg.route(&format!("/{wing}"), get().to(about::pages::coming));
    }
}

fn directory(cfg: &mut ServiceConfig) {
    use registry::organization::{api, pages};
    cfg.route("/orgs", get().to(pages::index))
        .route("/orgs.csv", get().to(pages::csv))
        .route("/orgs/{code}", get().to(pages::show))
        .route("/api/v1/organizations", get().to(api::index))
        .route("/api/v1/organizations/{code}", get().to(api::show));
}

fn own_account(cfg: &mut ServiceConfig) {
    use account::{invitation, keys, profile, security};
    cfg.route("/account", get().to(profile::pages::show))
        .route("/account", post().to(profile::pages::change))
        .route("/account/export", get().to(profile::pages::export))
        .route("/account/closing", get().to(profile::pages::close_form))
        .route("/account/closing", post().to(profile::pages::close))
        .route("/account/security", get().to(security::pages::show))
        .route("/account/sessions/end-others", post().to(security::pages::end_others))
        .route("/account/sessions/{id}/end", post().to(security::pages::end_one))
        .route("/account/totp", get().to(security::pages::totp_form))
        .route("/account/totp", post().to(security::pages::totp))
        .route("/account/totp/removal", post().to(security::pages::totp_off))
        .route("/account/keys", get().to(keys::pages::list))
        .route("/account/keys", post().to(keys::pages::create))
        .route("/account/keys/{id}/end", post().to(keys::pages::end))
        .route("/account/organizations/{id}", get().to(invitation::pages::organization))
        .route("/account/organizations/{id}", post().to(invitation::pages::invite))
        .route("/account/memberships/{id}/end", post().to(invitation::pages::end_membership))
        .route("/account/invitations/{id}/withdrawal", post().to(invitation::pages::withdraw));
}

fn admin(cfg: &mut ServiceConfig) {
    use account::admin::pages;
    cfg.route("/admin", get().to(pages::show))
        .route("/admin/people", get().to(pages::people))
        .route("/admin/people", post().to(pages::invite))
        .route("/admin/jobs/{id}/retry", post().to(pages::retry));
}

fn bids(cfg: &mut ServiceConfig) {
    use market::{
        bid::{api, pages},
        opening,
    };
    cfg.route("/tenders/{no}/bid", get().to(pages::show))
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

fn awards(cfg: &mut ServiceConfig) {
    use market::{award, review};
    cfg.route("/tenders/{no}/experts", get().to(review::pages::experts))
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

fn contracts(cfg: &mut ServiceConfig) {
    use market::contract::{api, pages};
    cfg.route("/contracts", get().to(pages::list))
        .route("/contracts/{no}", get().to(pages::show))
        .route("/contracts/{no}/document.pdf", get().to(pages::document))
        .route("/tenders/{no}/contract/new", get().to(pages::draft_form))
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
    acceptances(cfg);
    payments(cfg);
}

fn fund(cfg: &mut ServiceConfig) {
    use community::fund::{api, pages};
    cfg.route("/fund", get().to(pages::show))
        .route("/fund/donations", post().to(pages::donate))
        .route("/fund/thanks/{secret}", get().to(pages::thanks))
        .route("/workbench/fund", get().to(pages::books))
        .route("/workbench/fund/transfers", post().to(pages::record))
        .route("/workbench/fund/refunds", post().to(pages::ask_refund))
        .route("/workbench/fund/{no}/{act}", post().to(pages::act))
        .route("/webhooks/stripe", post().to(pages::webhook))
        .route("/api/v1/fund/donations", get().to(api::list))
        .route("/api/v1/fund/donations", post().to(api::create));
}

fn acceptances(cfg: &mut ServiceConfig) {
    use market::acceptance::{api, pages};
    cfg.route("/contracts/{no}/milestones/{n}/report", get().to(pages::report_form))
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

fn payments(cfg: &mut ServiceConfig) {
    use market::payment::{api, pages};
    cfg.route("/acceptances/{no}/payment", get().to(pages::prepare_form))
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

/// The description of the JSON API, made from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(title = "Shanzhi 善治", description = "A city and its social organizations: registration, purchase of services, volunteering. Every POST takes an Idempotency-Key; errors are problem+json (RFC 9457) with stable codes.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        // account
        account::api::create,
        account::api::show,
        account::api::end,
        account::api::refresh,
        // registry
        registry::organization::api::index,
        registry::organization::api::show,
        registry::application::api::list,
        registry::application::api::show,
        registry::application::api::begin,
        registry::application::api::organization,
        registry::application::api::people,
        registry::application::api::members,
        registry::application::api::premises,
        registry::application::api::capital,
        registry::application::api::charter,
        registry::application::api::attach,
        registry::application::api::detach,
        registry::application::api::submit,
        registry::application::api::withdraw,
        registry::application::api::notify,
        registry::application::api::accept,
        registry::application::api::decline,
        registry::application::api::review,
        registry::application::api::decide,
        registry::application::kinds::list,
        // market
        market::catalogue::list,
        market::plan::api::list, market::plan::api::show, market::plan::api::create, market::plan::api::withdraw,
        market::tender::api::list, market::tender::api::show, market::tender::api::create, market::tender::api::update,
        market::tender::api::committee, market::tender::api::add_document, market::tender::api::submit,
        market::tender::api::publish, market::tender::api::send_back, market::tender::api::discard,
        market::tender::api::stop, market::tender::api::questions, market::tender::api::ask,
        market::tender::api::answer, market::tender::api::clarify, market::tender::api::mine,
        market::challenge::api::create, market::challenge::api::show, market::challenge::api::list,
        market::challenge::api::reply, market::challenge::api::withdraw,
        market::bid::api::create,
        market::bid::api::show,
        market::bid::api::withdraw,
        market::opening::api::show,
        market::opening::api::open_technical,
        market::opening::api::open_prices,
        market::review::api::experts,
        market::review::api::draw,
        market::review::api::check,
        market::review::api::show,
        market::review::api::declare,
        market::review::api::save,
        market::review::api::lock,
        market::award::api::show,
        market::award::api::fix,
        market::award::api::result,
        market::award::api::publish,
        // volunteer
        volunteer::person::api::join,
        volunteer::person::api::me,
        volunteer::person::api::change,
        volunteer::person::api::leave,
        volunteer::person::api::records,
        volunteer::person::api::signups,
        volunteer::team::api::list,
        volunteer::team::api::show,
        volunteer::team::api::found,
        volunteer::team::api::ask,
        volunteer::team::api::decide,
        volunteer::activity::api::list,
        volunteer::activity::api::show,
        volunteer::activity::api::create,
        volunteer::activity::api::rewrite,
        volunteer::activity::api::publish,
        volunteer::activity::api::cancel,
        volunteer::activity::api::finish,
        volunteer::activity::api::copy,
        volunteer::activity::api::sign_up,
        volunteer::activity::api::withdraw,
        volunteer::activity::api::signups,
        volunteer::hours::api::mark,
        volunteer::hours::api::check_in,
        volunteer::hours::api::paper,
        volunteer::hours::api::confirm_all,
        volunteer::hours::api::show,
        volunteer::hours::api::confirm,
        volunteer::hours::api::object,
        volunteer::hours::api::dismiss,
        volunteer::hours::api::correct,
        volunteer::hours::api::void,
        volunteer::hours::api::draw,
        volunteer::hours::api::certificates,
        market::contract::api::list,
        market::contract::api::show,
        market::contract::api::create,
        market::contract::api::redraft,
        market::contract::api::submit,
        market::contract::api::approve,
        market::contract::api::give_back,
        market::contract::api::sign,
        market::contract::api::refuse,
        market::contract::api::publish,
        market::contract::api::file,
        market::contract::api::propose,
        market::contract::api::supplement_act,
        market::acceptance::api::report,
        market::acceptance::api::accept,
        market::acceptance::api::give_back,
        market::acceptance::api::evaluate,
        market::payment::api::prepare,
        market::payment::api::confirm,
        market::payment::api::withdraw,
        // volunteer
        // community
        community::fund::api::list,
        community::fund::api::create,
        // portal
        portal::statistics::api::index,
        portal::statistics::api::show,
    ),
    components(schemas(Problem)),
    modifiers(&Common)
)]
pub struct ApiDoc;

/// `GET /api/openapi.json`
async fn openapi() -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=300")).json(ApiDoc::openapi())
}

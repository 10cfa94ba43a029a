//! Every address of the program. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
use crate::{
    account, portal, registry, volunteer,
    web::{assets, health},
};
use actix_web::{
    HttpResponse,
    web::{ServiceConfig, get, post, put},
};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

/// Mounts every route.
pub fn all(cfg: &mut ServiceConfig) {
    edge(cfg);
    account(cfg);
    directory(cfg);
    volunteer(cfg);
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
        .route("/verify-mail/{token}", get().to(pages::verify_form))
        .route("/verify-mail/{token}", post().to(pages::verify))
        .route("/preferences", post().to(pages::preferences))
        .route("/api/v1/session", post().to(api::create));
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

fn portal(cfg: &mut ServiceConfig) {
    use portal::{about, home, ledger, verify};
    cfg.app_data(actix_web::web::Data::new(home::Cache::default()))
        .route("/", get().to(home::pages::show))
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

/// The description of the JSON API, made from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(title = "Shanzhi 善治", description = "A city and its social organizations: registration, purchase of services, volunteering. Every POST takes an Idempotency-Key; errors are problem+json (RFC 9457) with stable codes.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        // account
        account::api::create,
        // registry
        registry::organization::api::index,
        registry::organization::api::show,
        // market
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
        // portal
    ),
    modifiers(&Bearer)
)]
pub struct ApiDoc;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, doc: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        doc.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// `GET /api/openapi.json`
async fn openapi() -> HttpResponse {
    HttpResponse::Ok().insert_header(("Cache-Control", "public, max-age=300")).json(ApiDoc::openapi())
}

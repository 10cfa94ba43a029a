//! Volunteering 志愿服务: people, teams, activities, hours.
use super::Routes;
use actix_web::web::{get, post, put};

/// Mounts the routes of volunteering.
pub fn all(r: &mut Routes) {
    people(r);
    activities(r);
    hours(r);
    api(r);
}

fn people(r: &mut Routes) {
    use crate::volunteer::{person::pages as person, team::pages as team};
    r.route("/volunteer", get().to(person::mine))
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

fn activities(r: &mut Routes) {
    use crate::volunteer::activity::{feed, pages};
    r.route("/activities.ics", get().to(feed::all))
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

fn hours(r: &mut Routes) {
    use crate::volunteer::hours::pages;
    r.route("/activities/{no}/attendance", get().to(pages::attendance))
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

fn api(r: &mut Routes) {
    use crate::volunteer::{activity::api as activity, hours::api as hours, person::api as person, team::api as team};
    r.route("/api/v1/volunteers", post().to(person::join))
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

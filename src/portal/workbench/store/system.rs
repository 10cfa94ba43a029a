//! The administrator: work of the program that failed.
use crate::{
    kernel::{
        actor::{Person, Role},
        refusal::Result,
    },
    platform::{db::Conn, jobs},
    portal::workbench::model::{Due, Waiting},
};

pub(super) fn waiting(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    if !person.seats.iter().any(|s| s.role == Role::Admin) {
        return Ok(Vec::new());
    }
    let one = |(id, kind, _): (i64, String, Option<String>)| Waiting {
        matter: "system",
        task: "retry-job",
        title: kind,
        no: id.to_string(),
        href: "/admin#dead".into(),
        who: Some(person.name.clone()),
        due: Due::Never,
    };
    Ok(jobs::dead(c, 50)?.into_iter().map(one).collect())
}

//! Every address of the program, a file a wing. Who may what stands in `tests/it/shape/roles.csv`, one row a line here.
mod account;
mod community;
mod describe;
mod market;
mod portal;
mod registry;
mod volunteer;

use crate::web::{assets, health};
use actix_web::{
    Route,
    web::{ServiceConfig, get, scope},
};
pub use describe::ApiDoc;

/// Mounts every route.
pub fn all(cfg: &mut ServiceConfig) {
    let mut r = Routes::default();
    edge(&mut r);
    portal::all(&mut r);
    registry::all(&mut r);
    market::all(&mut r);
    volunteer::all(&mut r);
    community::all(&mut r);
    account::all(&mut r);
    r.mount(cfg);
    portal::keep(cfg);
}

fn edge(r: &mut Routes) {
    r.route("/assets/{path:.*}", get().to(assets::show))
        .route("/livez", get().to(health::live))
        .route("/readyz", get().to(health::ready))
        .route("/metrics", get().to(health::metrics))
        .route("/api/openapi.json", get().to(describe::show));
}

/// Routes with their whole paths, mounted by what these begin with: a request is held against the patterns of its own
/// part only, where one list of all would cost more than many a page.
#[derive(Default)]
struct Routes(Vec<(String, Vec<(String, Route)>)>);

impl Routes {
    fn route(&mut self, path: &str, route: Route) -> &mut Self {
        let (head, rest) = parts(path);
        match self.0.iter_mut().find(|(known, _)| known == head) {
            Some((_, list)) => list.push((rest.to_owned(), route)),
            None => self.0.push((head.to_owned(), vec![(rest.to_owned(), route)])),
        }
        self
    }

    fn mount(self, cfg: &mut ServiceConfig) {
        for (head, list) in self.0 {
            if head == "/" {
                for (rest, route) in list {
                    cfg.route(&format!("/{rest}"), route);
                }
            } else {
                cfg.service(list.into_iter().fold(scope(&head), |s, (rest, route)| s.route(&rest, route)));
            }
        }
    }
}

/// The first segment of a path, or the first three below `/api/v1`, and the rest.
fn parts(path: &str) -> (&str, &str) {
    let from = match path {
        p if p.starts_with("/api/v1/") => "/api/v1/".len(),
        // A part takes everything that begins with it: these stand beside the versions, not above them.
        p if p.starts_with("/api/") => return (path, ""),
        _ => 1,
    };
    match path.get(from..).and_then(|p| p.find('/')) {
        Some(end) => path.split_at(from + end),
        None if path.len() > 1 => (path, ""),
        None => ("/", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_mounted_under_what_it_begins_with() {
        assert_eq!(parts("/"), ("/", ""));
        assert_eq!(parts("/orgs"), ("/orgs", ""));
        assert_eq!(parts("/orgs.csv"), ("/orgs.csv", ""));
        assert_eq!(parts("/orgs/{code}/filings"), ("/orgs", "/{code}/filings"));
        assert_eq!(parts("/api/v1/listings/{no}"), ("/api/v1/listings", "/{no}"));
        assert_eq!(parts("/api/openapi.json"), ("/api/openapi.json", ""));
    }
}

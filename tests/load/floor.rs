//! The floor: a bare actix route that reads the rows by one prepared statement and answers bytes made before.
use actix_web::{
    App, HttpResponse, HttpServer,
    dev::ServerHandle,
    web::{Data, block, get},
};
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query, sql_types::Text};
use std::{
    path::Path,
    sync::{Arc, Mutex},
};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    v: String,
}

fn open(database: &Path) -> SqliteConnection {
    SqliteConnection::establish(&database.display().to_string()).expect("the city's database opens")
}

/// The first value of a query, if it gives one.
pub fn first(database: &Path, query: &str) -> Option<String> {
    sql_query(query).load::<Row>(&mut open(database)).ok()?.pop().map(|row| row.v)
}

/// As many rows as the page shows.
fn statement(name: &str) -> &'static str {
    match name {
        "organization" => "SELECT name AS v FROM organizations WHERE id = 1",
        "tender" => "SELECT title AS v FROM tenders WHERE id = 1",
        "tenders" => "SELECT title AS v FROM tenders ORDER BY id DESC LIMIT 20",
        "ledger" => "SELECT kind AS v FROM ledger_entries ORDER BY id DESC LIMIT 20",
        _ => "SELECT name AS v FROM organizations ORDER BY id LIMIT 20",
    }
}

/// A listening floor.
pub struct Floor {
    pub address: String,
    pub handle: ServerHandle,
}

struct Ready {
    lines: Vec<Mutex<SqliteConnection>>,
    next: std::sync::atomic::AtomicUsize,
    statement: &'static str,
    body: bytes::Bytes,
}

async fn answer(ready: Data<Arc<Ready>>) -> HttpResponse {
    let mine = Arc::clone(&ready);
    let read = block(move || {
        let n = mine.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % mine.lines.len();
        let mut line = mine.lines[n].lock().expect("the line is free");
        sql_query(mine.statement).load::<Row>(&mut *line).map(|rows| rows.len())
    });
    match read.await {
        Ok(Ok(_)) => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(ready.body.clone()),
        _ => HttpResponse::InternalServerError().finish(),
    }
}

/// Starts a floor for a page.
pub fn start(database: &Path, name: &str, body: Vec<u8>) -> Floor {
    let lines = (0..8).map(|_| Mutex::new(open(database))).collect();
    let ready = Arc::new(Ready { lines, next: 0.into(), statement: statement(name), body: body.into() });
    let server =
        HttpServer::new(move || App::new().app_data(Data::new(Arc::clone(&ready))).route("/", get().to(answer)))
            .workers(2)
            .disable_signals()
            .bind("127.0.0.1:0")
            .expect("a free port");
    let address = server.addrs()[0].to_string();
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    Floor { address, handle }
}

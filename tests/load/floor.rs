//! The floor: a bare actix route that reads the rows by one statement, or writes one durably, and answers bytes made before.
use actix_web::{
    App, HttpResponse, HttpServer,
    dev::ServerHandle,
    web::{self, Bytes, Data, block},
};
use diesel::{
    Connection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    sql_query,
    sql_types::{Binary, Text},
};
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

/// The values of a query.
pub fn all(database: &Path, query: &str) -> Vec<String> {
    let rows = sql_query(query).load::<Row>(&mut open(database)).unwrap_or_default();
    rows.into_iter().map(|row| row.v).collect()
}

/// The last value of a query, if it gives one.
pub fn first(database: &Path, query: &str) -> Option<String> {
    all(database, query).pop()
}

/// As many rows as the page shows, found as the page finds them.
fn statement(name: &str) -> &'static str {
    match name {
        "organization" | "organizations" => {
            "SELECT credit_code || name || domicile || purpose || scope AS v FROM organizations WHERE id = 1"
        }
        "tender" => "SELECT no || title || summary || need AS v FROM tenders WHERE id = 1",
        "tenders" => {
            "SELECT no || title || summary AS v FROM tenders WHERE state = 'open' ORDER BY closes_at, id LIMIT 20"
        }
        "ledger" => "SELECT kind || subject_ref AS v FROM ledger_entries ORDER BY id DESC LIMIT 20",
        "search" | "search, anew" => "SELECT credit_code || name || scope AS v FROM organizations WHERE id <= 20",
        _ => {
            "SELECT credit_code || name || domicile || scope AS v FROM organizations ORDER BY founded_on DESC, id DESC LIMIT 20"
        }
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
    body: Bytes,
}

impl Ready {
    fn line(&self) -> std::sync::MutexGuard<'_, SqliteConnection> {
        let n = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % self.lines.len();
        self.lines[n].lock().expect("the line is free")
    }
}

fn answer(done: bool, ready: &Ready) -> HttpResponse {
    match done {
        true => HttpResponse::Ok().content_type("text/html; charset=utf-8").body(ready.body.clone()),
        false => HttpResponse::InternalServerError().finish(),
    }
}

async fn read(ready: Data<Arc<Ready>>) -> HttpResponse {
    let mine = Arc::clone(&ready);
    let rows = block(move || sql_query(mine.statement).load::<Row>(&mut *mine.line()).map(|rows| rows.len()));
    answer(matches!(rows.await, Ok(Ok(_))), &ready)
}

async fn write(ready: Data<Arc<Ready>>, body: Bytes) -> HttpResponse {
    let mine = Arc::clone(&ready);
    let row = block(move || {
        sql_query("INSERT INTO kept (bytes) VALUES (?)").bind::<Binary, _>(body.to_vec()).execute(&mut *mine.line())
    });
    answer(matches!(row.await, Ok(Ok(_))), &ready)
}

/// Starts a floor for a page.
pub fn start(database: &Path, name: &str, body: Vec<u8>) -> Floor {
    let lines = match name {
        // One line writes; every row is durable before its answer.
        "bid" => {
            let mut line = open(&database.with_extension("floor"));
            let make = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY, bytes BLOB)";
            line.batch_execute(make).expect("a table of its own");
            vec![Mutex::new(line)]
        }
        _ => (0..8).map(|_| Mutex::new(open(database))).collect(),
    };
    let ready = Arc::new(Ready { lines, next: 0.into(), statement: statement(name), body: body.into() });
    let server = HttpServer::new(move || {
        App::new()
            .app_data(Data::new(Arc::clone(&ready)))
            .route("/", web::get().to(read))
            .default_service(web::post().to(write))
    })
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

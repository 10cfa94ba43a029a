//! Starting and stopping: one line tells where; a stop finishes what was begun.
use crate::support::Operator;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

#[actix_web::test]
async fn a_request_in_flight_is_answered_after_the_order_to_stop() {
    let dir = tempfile::tempdir().unwrap();
    let operator = Operator::empty(dir.path());
    operator.run(&["migrate"]).await.expect(0);
    operator.run(&["migrate", "--status"]).await.expect(0);
    let mut child =
        operator.command(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().expect("a line");
    let address = line.strip_prefix("listening on http://").expect("the line that scripts rely on").to_owned();

    let body = "email=nobody%40example.org&password=x";
    let mut stream = tokio::net::TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The server asks for the body: from here on the request is in flight.
    let mut asked = [0; 25];
    stream.read_exact(&mut asked).await.unwrap();
    assert!(asked.starts_with(b"HTTP/1.1 100"));
    let stop = std::process::Command::new("kill").arg("-TERM").arg(child.id().unwrap().to_string()).status().unwrap();
    assert!(stop.success());
    stream.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 "), "{answer:?}");
    assert!(child.wait().await.unwrap().success());
}

#[actix_web::test]
async fn a_taken_address_is_told_in_one_sentence_that_names_the_key() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let dir = tempfile::tempdir().unwrap();
    let said = Operator::empty(dir.path()).with("SHANZHI__SERVER__BIND", &address).run(&["serve"]).await.expect(1);
    let sentence = said.err.lines().last().unwrap_or_default();
    assert!(sentence.starts_with("shanzhi: server.bind") && sentence.contains(&address), "{}", said.err);
}

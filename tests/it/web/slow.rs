//! Nobody holds a connection by sending slowly.
use crate::support::TestApp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Sends a head that promises a hundred bytes, one byte, and then nothing; answers what comes.
async fn drip(app: &TestApp, path: &str, kind: &str) -> String {
    let address = app.url.trim_start_matches("http://").to_owned();
    let mut stream = tokio::net::TcpStream::connect(&address).await.unwrap();
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: {kind}\r\nContent-Length: 100\r\n\r\n{{");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}

#[actix_web::test]
async fn a_body_that_does_not_come_is_answered_with_408() {
    let app = TestApp::with("2026-11-23T01:00:00Z", &[("SHANZHI__SERVER__BODY_SECONDS", "1")]).await;
    let form = drip(&app, "/sign-in", "application/x-www-form-urlencoded").await;
    assert!(form.starts_with("HTTP/1.1 408 "), "{form}");
    let api = drip(&app, "/api/v1/session", "application/json").await;
    assert!(api.starts_with("HTTP/1.1 408 ") && api.contains("too-slow"), "{api}");
}

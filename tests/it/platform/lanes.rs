//! Work after the commit: what hangs in one lane holds up no other.
use crate::support::TestApp;
use serde::{Deserialize, Serialize};
use shanzhi::platform::jobs::{Job, JobError, Jx, Lane, Registry, Runner};
use std::time::Duration;
use tokio::sync::{Notify, watch};

static FOUND: Notify = Notify::const_new();
static SENT: Notify = Notify::const_new();

/// A letter to a mail server that answers only after something was indexed.
#[derive(Serialize, Deserialize)]
struct Letter;

impl Job for Letter {
    const KIND: &'static str = "test.letter";

    async fn run(self, _: &Jx) -> Result<(), JobError> {
        FOUND.notified().await;
        SENT.notify_one();
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Index;

impl Job for Index {
    const KIND: &'static str = "test.index";
    const LANE: Lane = Lane::Index;

    async fn run(self, _: &Jx) -> Result<(), JobError> {
        FOUND.notify_one();
        Ok(())
    }
}

#[actix_web::test]
async fn a_letter_that_hangs_keeps_nobody_from_being_found() {
    let app = TestApp::new().await;
    let mut registry = Registry::default();
    registry.job::<Letter>().job::<Index>();
    let (stop, stopped) = watch::channel(false);
    app.make(|tx| {
        tx.enqueue(&Letter)?;
        tx.enqueue(&Index)
    })
    .await;
    let running = tokio::spawn(Runner::new(app.jx.clone(), registry).run(stopped));
    let sent = tokio::time::timeout(Duration::from_secs(60), SENT.notified()).await;
    let _ = stop.send(true);
    running.await.expect("the runner stops when it is told to");
    sent.expect("the letter waits for the index, and the index does not wait for the letter");
}

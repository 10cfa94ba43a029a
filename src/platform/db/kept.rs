//! What everybody asks for and few change: read once, kept until something is written.
use super::{Conn, Db};
use crate::kernel::refusal::Result;
use std::{
    any::Any,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How long an answer is kept at most: what another node writes is seen after this.
const AGE: Duration = Duration::from_secs(5);
/// The most answers that are kept.
const MOST: usize = 1000;

type Answer = (u64, Instant, Arc<dyn Any + Send + Sync>);

/// Answers by their question.
#[derive(Default)]
pub(super) struct Shelf(Mutex<HashMap<String, Answer>>);

impl Shelf {
    fn get<T: Send + Sync + 'static>(&self, name: &str, written: u64) -> Option<Arc<T>> {
        let shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, at, answer) = shelf.get(name)?;
        if *of != written || at.elapsed() > AGE {
            return None;
        }
        Arc::clone(answer).downcast().ok()
    }

    fn put(&self, name: &str, written: u64, answer: Arc<dyn Any + Send + Sync>) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.len() >= MOST {
            shelf.retain(|_, (of, at, _)| *of == written && at.elapsed() <= AGE);
        }
        if shelf.len() < MOST {
            shelf.insert(name.to_owned(), (written, Instant::now(), answer));
        }
    }
}

impl Db {
    /// The same as [`Db::read`], but the answer is kept under its name and given again until this program writes
    /// anything, or for five seconds where several programs write. The name says everything the answer depends on.
    ///
    /// # Errors
    /// What the closure answers, or a fault when no connection can be had.
    pub async fn kept<T, F>(&self, name: &str, f: F) -> Result<Arc<T>>
    where
        T: Send + Sync + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        // Asked before reading: what is written meanwhile makes the answer old, never a newer answer too new.
        let written = self.written();
        if let Some(answer) = self.inner.shelf.get(name, written) {
            return Ok(answer);
        }
        let answer = Arc::new(self.read(f).await?);
        self.inner.shelf.put(name, written, Arc::clone(&answer) as Arc<dyn Any + Send + Sync>);
        Ok(answer)
    }
}

//! `shanzhi reindex`: the search index made anew from the database.
use super::{Program, plain, say};
use crate::{
    jobs::{self, Reindex},
    platform::{
        config::Config,
        jobs::JobError,
        search::{Engine, SearchError},
    },
};
use anyhow::bail;

/// Rebuilds the index here, or has the serving process do it, which holds the embedded index's only writer.
///
/// # Errors
/// One sentence that names what is wrong.
pub fn run(config: Config) -> anyhow::Result<()> {
    if config.search.engine == Engine::Off {
        bail!("search.engine is off: there is no index");
    }
    let program = Program::open(config)?;
    let jx = &program.jx;
    match program.wait(jx.search.clear()) {
        Ok(()) => {
            let mut told = |what: &str, count: u64| say(&format!("{what}: {count}"));
            program.wait(jobs::reindex(jx, &mut told)).map_err(|e| match e {
                JobError::Retry(fault) | JobError::Fail(fault) => fault,
            })
        }
        Err(SearchError::Unavailable(_)) if jx.env.config.search.engine == Engine::Tantivy => {
            program.wait(jx.write(|tx| tx.enqueue(&Reindex))).map_err(|e| plain(e, &jx.env.words))?;
            say("the index is in use: the serving process was asked to rebuild it");
            Ok(())
        }
        Err(fault) => bail!("{fault}"),
    }
}

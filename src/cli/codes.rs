//! `shanzhi codes`: checks unified social credit codes 统一社会信用代码, one a line, as they stand in somebody's table before
//! it is brought in. Needs no settings and no database.
use super::say;
use crate::kernel::credit_code::CreditCode;
use std::io::BufRead;

/// Reads codes from standard input; answers `CODE,ok` or `CODE,what is wrong` a line.
#[derive(Debug, clap::Args)]
pub struct Codes {}

impl Codes {
    /// Checks every line; the exit code tells whether all are right (`ID-01`).
    ///
    /// # Errors
    /// How many codes are wrong, or what stopped the reading.
    pub fn run(&self) -> anyhow::Result<()> {
        let (mut all, mut wrong) = (0u64, 0u64);
        for line in std::io::stdin().lock().lines() {
            let line = line?;
            let code = line.trim();
            if code.is_empty() {
                continue;
            }
            all += 1;
            match CreditCode::parse(code) {
                Ok(code) => say(&format!("{},ok", code.as_str())),
                Err(fault) => {
                    wrong += 1;
                    say(&format!("{code},{fault}"));
                }
            }
        }
        anyhow::ensure!(wrong == 0, "{wrong} of {all} codes are wrong");
        Ok(())
    }
}

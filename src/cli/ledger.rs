//! `shanzhi verify` and `shanzhi witness`: the ledger in the hands of others.
use super::say;
use crate::{
    kernel::{random, time::Ts},
    platform::{
        clock::Clock,
        ledger::{Checkpoint, LedgerReport, NoteKey, Proven, Trust, cosign, read_folder, verify_ledger, verify_proof},
    },
};
use anyhow::{Context, anyhow, bail};
use clap::Args;
use std::{
    fs,
    io::{ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

/// What to check, and whom to trust.
#[derive(Debug, Args)]
pub struct Verify {
    /// A `.tlog-proof` file, or the folder of an exported ledger.
    path: PathBuf,
    /// The log's verifier key, as the ledger page shows it.
    #[arg(long)]
    key: String,
    /// A witness's verifier key; may be given several times, and each must have signed.
    #[arg(long)]
    witness: Vec<String>,
    /// A checkpoint kept from earlier, of which the ledger must be a continuation.
    #[arg(long)]
    older: Option<PathBuf>,
}

impl Verify {
    /// Checks and says what was found; an error when anything does not fit.
    pub fn run(&self) -> anyhow::Result<()> {
        self.report()?.iter().for_each(|line| say(line));
        Ok(())
    }

    fn report(&self) -> anyhow::Result<Vec<String>> {
        let trust = self.witness.iter().try_fold(Trust::in_log(&self.key)?, |trust, key| trust.and_witness(key))?;
        if self.path.is_dir() {
            let older = self.older.as_deref().map(read_text).transpose()?;
            let read = &mut |path: &str| read_folder(&self.path, path);
            let found = verify_ledger(read, &trust, older.as_deref())?;
            self.require_witnesses(&found.checkpoint)?;
            return Ok(about_ledger(&found));
        }
        let found = verify_proof(&read_text(&self.path)?, &trust)?;
        self.require_witnesses(&found.checkpoint)?;
        Ok(about_proof(&found))
    }

    fn require_witnesses(&self, checkpoint: &Checkpoint) -> anyhow::Result<()> {
        let signed = |key: &str| checkpoint.witnesses.iter().any(|w| key.split('+').next() == Some(&w.name));
        match self.witness.iter().find(|key| !signed(key)) {
            Some(key) => bail!("the witness {} has not signed this checkpoint", key.split('+').next().unwrap_or(key)),
            None => Ok(()),
        }
    }
}

fn about_ledger(found: &LedgerReport) -> Vec<String> {
    let mut lines =
        vec![format!("ok: {} public and {} sealed entries give the signed root", found.public, found.sealed)];
    if let Some(older) = &found.older {
        lines.push(format!("ok: it continues the older checkpoint of {} entries", older.size));
    }
    lines.extend(about_checkpoint(&found.checkpoint));
    lines
}

fn about_proof(found: &Proven) -> Vec<String> {
    let mut lines = vec![format!("ok: entry {} is in the ledger", found.index)];
    lines.push(match &found.content {
        Some(act) => format!(
            "act: {} on {} {} by {} at {}, facts {}",
            act.kind,
            act.subject_kind,
            act.subject_ref,
            act.actor,
            act.occurred_at.iso_local(),
            serde_json::Value::Object(act.facts.clone())
        ),
        None => "act: sealed; this proof does not open it".to_owned(),
    });
    lines.extend(about_checkpoint(&found.checkpoint));
    lines
}

fn about_checkpoint(checkpoint: &Checkpoint) -> Vec<String> {
    let at = |at: Option<Ts>| at.map_or_else(|| "an unstated time".to_owned(), Ts::iso_local);
    let own =
        format!("signed by {} over {} entries at {}", checkpoint.origin, checkpoint.size, at(checkpoint.signed_at));
    let others = checkpoint.witnesses.iter().map(|w| format!("witnessed by {} at {}", w.name, at(w.at)));
    std::iter::once(own).chain(others).collect()
}

/// Who witnesses which log. The request comes on standard input (see `witness_request`), the signature line goes to
/// standard output, so that any tool can carry them.
#[derive(Debug, Args)]
pub struct Witness {
    /// A folder of this witness's own, one for each log: its key, made at the first run, and what it signed last.
    #[arg(long)]
    dir: PathBuf,
    /// The name this witness signs under, such as `audit.suining.example/witness`.
    #[arg(long)]
    name: String,
    /// The verifier key of the log, as its ledger page shows it. Without it, this witness's own verifier key is printed.
    #[arg(long)]
    log: Option<String>,
}

impl Witness {
    /// Signs one checkpoint if nothing before it was changed.
    pub fn run(&self) -> anyhow::Result<()> {
        let Some(log) = &self.log else {
            say(&self.key()?.witness_vkey());
            return Ok(());
        };
        let mut request = String::new();
        std::io::stdin().take(1 << 20).read_to_string(&mut request).context("the request cannot be read")?;
        say(self.answer(&request, log, Clock::default().now())?.trim_end());
        Ok(())
    }

    fn answer(&self, request: &str, log: &str, now: Ts) -> anyhow::Result<String> {
        let state = self.dir.join("checkpoint");
        let last = match fs::read_to_string(&state) {
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            other => Some(other.context("what this witness signed last cannot be read")?),
        };
        let signed = cosign(request, last.as_deref(), &Trust::in_log(log)?, &self.key()?, now)
            .map_err(|refusal| anyhow!("not signed ({}): {refusal}", refusal.status()))?;
        // Remembered before it is answered, so that a crash never lets it sign two histories.
        replace(&state, signed.state.as_bytes())?;
        Ok(signed.line)
    }

    fn key(&self) -> anyhow::Result<NoteKey> {
        let path = self.dir.join("key");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(&self.dir)?;
                let text = hex::encode(random::bytes::<32>());
                replace(&path, text.as_bytes())?;
                text
            }
            Err(e) => return Err(e).context("the witness's key cannot be read"),
        };
        let mut seed = [0; 32];
        hex::decode_to_slice(text.trim(), &mut seed).context("the witness's key is not 64 hex digits")?;
        NoteKey::from_seed(&self.name, &seed)
    }
}

/// Writes a file that only its owner reads, whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let part = path.with_extension("part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path).with_context(|| format!("{} cannot be written", path.display()))
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::{
        db::{Conn, Engine, Use, migrate},
        ledger::{
            Disclosure, NewEntry, Sequencer, append, attach_cosignature, checkpoint_text, inclusion, sequence,
            witness_request, write_folder,
        },
    };

    fn now() -> Ts {
        "2026-11-23T01:02:03Z".parse().unwrap()
    }

    fn log() -> NoteKey {
        NoteKey::from_seed("city.example/ledger", &[1; 32]).unwrap()
    }

    fn grow(conn: &mut Conn, count: usize) -> i64 {
        let entry = NewEntry {
            kind: "registry.application.approved",
            subject_kind: "organization",
            subject_ref: "S-1",
            actor: "registrar".into(),
            occurred_at: now(),
            is_public: true,
            facts: serde_json::Map::new(),
        };
        let id = (0..count).map(|_| append(conn, &entry).unwrap()).last().unwrap();
        let sequencer = Sequencer { key: log(), batch: 100, refresh: chrono::TimeDelta::minutes(1) };
        sequence(conn, &sequencer, now()).unwrap();
        id
    }

    fn ledger(count: usize) -> (Conn, i64) {
        let mut conn = Engine::parse("sqlite://:memory:").unwrap().connect(Use::Write).unwrap();
        migrate(&mut conn).unwrap();
        let id = grow(&mut conn, count);
        (conn, id)
    }

    fn verify(path: PathBuf, witness: Vec<String>, older: Option<PathBuf>) -> anyhow::Result<Vec<String>> {
        Verify { path, key: log().vkey(), witness, older }.report()
    }

    #[test]
    fn a_folder_and_a_proof_are_verified_from_files_alone() {
        let dir = tempfile::tempdir().unwrap();
        let (mut conn, _) = ledger(3);
        let older = dir.path().join("older");
        fs::write(&older, checkpoint_text(&mut conn).unwrap().unwrap()).unwrap();
        let id = grow(&mut conn, 4);
        let root = dir.path().join("ledger");
        write_folder(&mut conn, &root).unwrap();
        let lines = verify(root.clone(), vec![], Some(older)).unwrap();
        assert_eq!(lines[0], "ok: 7 public and 0 sealed entries give the signed root");
        assert_eq!(lines[1], "ok: it continues the older checkpoint of 3 entries");

        let proof = dir.path().join("entry.tlog-proof");
        fs::write(&proof, inclusion(&mut conn, id, Disclosure::Public).unwrap().unwrap().to_text()).unwrap();
        let lines = verify(proof.clone(), vec![], None).unwrap();
        assert_eq!(lines[0], "ok: entry 6 is in the ledger");
        assert!(lines[1].contains("registry.application.approved on organization S-1 by registrar"));

        let absent = NoteKey::from_seed("audit.example", &[2; 32]).unwrap().witness_vkey();
        assert!(verify(proof, vec![absent], None).unwrap_err().to_string().contains("audit.example has not signed"));
        fs::write(root.join("tile/entries/000.p/7"), b"x").unwrap();
        assert!(verify(root, vec![], None).is_err());
    }

    #[test]
    fn a_witness_keeps_its_key_and_signs_each_size_once() {
        let dir = tempfile::tempdir().unwrap();
        let witness = Witness { dir: dir.path().join("w"), name: "audit.example".into(), log: None };
        let vkey = witness.key().unwrap().witness_vkey();
        assert_eq!(witness.key().unwrap().witness_vkey(), vkey);
        let (mut conn, _) = ledger(3);
        let first = witness_request(&mut conn, 0).unwrap().unwrap();
        witness.answer(&first, &log().vkey(), now()).unwrap();
        grow(&mut conn, 2);
        assert!(witness.answer(&first, &log().vkey(), now()).unwrap_err().to_string().contains("409"));
        let line = witness.answer(&witness_request(&mut conn, 3).unwrap().unwrap(), &log().vkey(), now()).unwrap();
        let trust = Trust::in_log(&log().vkey()).unwrap().and_witness(&vkey).unwrap();
        assert!(attach_cosignature(&mut conn, &line, &trust).unwrap());
        write_folder(&mut conn, dir.path()).unwrap();
        let lines = verify(dir.path().to_owned(), vec![vkey], None).unwrap();
        assert_eq!(lines[2], "witnessed by audit.example at 2026-11-23T09:02:03+08:00");
    }
}

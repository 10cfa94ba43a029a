//! Mail kept in a folder: the `.eml` for a mail program and a `.json` beside it for the page that shows it.
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::Message;
use crate::kernel::time::Ts;

/// A message as it lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its name in the folder; sorts by time.
    pub id: String,
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to: String,
    /// The sender.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The body as HTML.
    pub html: String,
    /// When it was written.
    pub at: Ts,
}

/// Writes both files, the `.json` last; the same message again takes the place of the first.
pub fn write(dir: &Path, message: &Message, eml: &[u8]) -> anyhow::Result<()> {
    std::fs::create_dir_all(dir)?;
    let id = format!("{}-{}", message.at.utc().format("%Y%m%dT%H%M%S%6f"), message.message_id.replace('.', "_"));
    put(dir, &format!("{id}.eml"), eml)?;
    let letter = Letter {
        id: id.clone(),
        to_name: message.to_name.clone(),
        to: message.to.clone(),
        from: message.from.clone(),
        subject: message.subject.clone(),
        text: message.text.clone(),
        html: message.html.clone(),
        at: message.at,
    };
    put(dir, &format!("{id}.json"), &serde_json::to_vec_pretty(&letter)?)
}

/// The newest letters of the folder, newest first; a folder that does not exist is empty.
pub fn read_all(dir: &Path, limit: usize) -> anyhow::Result<Vec<Letter>> {
    if !dir.exists() {
        return Ok(vec![]);
    }
    let mut files: Vec<PathBuf> = vec![];
    for entry in std::fs::read_dir(dir)? {
        files.push(entry?.path());
    }
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort_unstable_by(|a, b| b.cmp(a));
    files.iter().take(limit).map(|path| load(path)).collect()
}

/// One letter; nothing if there is none of that id.
pub fn read(dir: &Path, id: &str) -> anyhow::Result<Option<Letter>> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let path = dir.join(format!("{id}.json"));
    if id.is_empty() || !id.bytes().all(plain) || !path.is_file() {
        return Ok(None);
    }
    load(&path).map(Some)
}

fn load(path: &Path) -> anyhow::Result<Letter> {
    serde_json::from_slice(&std::fs::read(path)?).with_context(|| format!("the letter {}", path.display()))
}

/// A reader never sees half a file.
fn put(dir: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let half = dir.join(format!("{name}.part"));
    let mut file = std::fs::File::create(&half)?;
    file.write_all(bytes)?;
    file.sync_data()?;
    std::fs::rename(&half, dir.join(name))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Transport, sample};
    use super::*;

    #[tokio::test]
    async fn a_letter_in_the_folder_reads_as_it_was_sent_newest_first() {
        let dir = tempfile::tempdir().unwrap();
        let transport = Transport::Files(dir.path().join("mail"));
        let later = Message {
            message_id: "outbox-43".into(),
            at: "2026-11-23T01:02:04Z".parse().unwrap(),
            subject: "later".into(),
            ..sample()
        };
        for message in [sample(), later, sample()] {
            transport.send(&message).await.unwrap();
        }
        let letters = read_all(&dir.path().join("mail"), 10).unwrap();
        let subjects: Vec<&str> = letters.iter().map(|letter| letter.subject.as_str()).collect();
        assert_eq!(subjects, ["later", "开标通知 Bid opening"]);
        let letter = read(&dir.path().join("mail"), &letters[1].id).unwrap().unwrap();
        assert_eq!(
            (letter.to.as_str(), letter.text, letter.html),
            ("clerk@demo.shanzhi", sample().text, sample().html)
        );
        let eml = std::fs::read_to_string(dir.path().join("mail").join(format!("{}.eml", letter.id))).unwrap();
        assert!(eml.contains("Message-ID: <outbox-42@demo.shanzhi>"));
    }

    #[test]
    fn an_id_cannot_reach_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("secret.json"), "{}").unwrap();
        let inner = dir.path().join("mail");
        std::fs::create_dir(&inner).unwrap();
        assert_eq!(read(&inner, "../secret").unwrap(), None);
        assert_eq!(read(&inner, "").unwrap(), None);
        assert!(read_all(&dir.path().join("none"), 10).unwrap().is_empty());
    }
}

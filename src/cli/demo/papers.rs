//! Files that stand for what people upload: small PDFs that say they are demonstration data.
use crate::kernel::time::Ts;
use crate::platform::{
    document::{Fonts, Footer, Letter, Meta, Part, letter},
    files::{
        FileStore, Stored,
        inspect::{Accepted, Limits, inspect},
    },
};
use anyhow::anyhow;
use std::collections::BTreeMap;

/// Files by key, looked at and stored like any upload.
#[derive(Debug, Clone, Default)]
pub struct Papers(BTreeMap<String, (Accepted, Stored)>);

impl Papers {
    /// Writes and stores one paper for each key and title.
    ///
    /// # Errors
    /// When a paper cannot be written or the store is away.
    pub async fn make(files: &FileStore, now: Ts, wanted: &[(String, String)]) -> anyhow::Result<Self> {
        let fonts = Fonts::new()?;
        let mut out = BTreeMap::new();
        for (key, title) in wanted {
            let bytes = letter(&paper(title, now), &fonts)?;
            let name = format!("{title}（演示）.pdf");
            let looked_at = inspect(&name, bytes, &Limits::default()).map_err(|why| anyhow!("{name}: {why:?}"))?;
            let stored = files.put(looked_at.bytes.clone()).await?;
            out.insert(key.clone(), (looked_at, stored));
        }
        Ok(Self(out))
    }

    /// The paper of a key.
    pub fn get(&self, key: &str) -> Option<&(Accepted, Stored)> {
        self.0.get(key)
    }
}

fn paper(title: &str, now: Ts) -> Letter {
    Letter {
        meta: Meta { title: title.into(), author: "演示数据".into(), language: "zh-CN".into(), issued: now },
        office: "演示数据，非真实文件".into(),
        title: title.into(),
        number: String::new(),
        addressee: String::new(),
        body: vec![
            Part::Paragraph(format!("本文件代替申请人上传的“{title}”，只用于演示，不具有任何效力。")),
            Part::Paragraph("文件中出现的机构、人员和编号均为虚构。".into()),
        ],
        signature: Vec::new(),
        date: String::new(),
        notes: Vec::new(),
        statement: String::new(),
        qr: None,
        footer: Footer { verify: String::new(), page_of: "{page} / {pages}".into() },
    }
}

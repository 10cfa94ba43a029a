//! From organizations to compressed bytes, a page at a time; the same register gives the same bytes.
use super::model::Form;
use crate::{
    kernel::time::Day,
    registry::organization::{Organization, api, pages},
};
use flate2::{Compression, GzBuilder, write::GzEncoder};
use std::{collections::HashMap, io::Write};

/// A file being written.
pub(super) struct Dumping {
    form: Form,
    gz: GzEncoder<Vec<u8>>,
    records: i64,
}

impl Dumping {
    /// Begins a file; neither name nor time stand in it.
    pub(super) fn new(form: Form) -> anyhow::Result<Self> {
        let mut out =
            Self { form, gz: GzBuilder::new().mtime(0).write(Vec::new(), Compression::default()), records: 0 };
        if form == Form::Csv {
            out.line(&pages::FIELDS.map(str::to_owned))?;
        }
        Ok(out)
    }

    /// Adds organizations, public items only, with the last days of their grades.
    pub(super) fn add(&mut self, rows: &[Organization], terms: &HashMap<i64, Day>) -> anyhow::Result<()> {
        for o in rows {
            match self.form {
                Form::Csv => self.line(&pages::public_row(o))?,
                Form::Jsonl => {
                    serde_json::to_writer(&mut self.gz, &api::body(o.clone(), terms.get(&o.id.0).copied()))?;
                    self.gz.write_all(b"\n")?;
                }
            }
            self.records += 1;
        }
        Ok(())
    }

    fn line(&mut self, cells: &[String]) -> anyhow::Result<()> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(cells)?;
        self.gz.write_all(&out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?)?;
        Ok(())
    }

    /// The bytes and how many records they hold.
    pub(super) fn finish(self) -> anyhow::Result<(Vec<u8>, i64)> {
        Ok((self.gz.finish()?, self.records))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::organization::sample::organization;
    use std::io::Read;

    fn written(form: Form) -> (Vec<u8>, i64) {
        let mut file = Dumping::new(form).unwrap();
        file.add(&[organization(), Organization { name: "=𠮷\n祥".into(), ..organization() }], &HashMap::new())
            .unwrap();
        file.finish().unwrap()
    }

    #[test]
    fn a_file_unpacks_to_its_records_and_holds_nothing_internal() {
        for form in [Form::Csv, Form::Jsonl] {
            let (bytes, records) = written(form);
            assert_eq!(records, 2);
            assert_eq!(bytes, written(form).0, "the same register gives the same bytes");
            let mut text = String::new();
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
            assert!(text.contains("Lotus Elder-care Centre") && text.contains("𠮷"));
            assert!(!text.contains("0825-0000000") && !text.contains("lotus@example.org"), "{text}");
            if form == Form::Jsonl {
                let lines: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
                assert_eq!(lines[1]["name"], "=𠮷\n祥");
            } else {
                let rows = csv::Reader::from_reader(text.as_bytes()).records().filter_map(Result::ok).count();
                assert_eq!(rows, 2);
            }
        }
    }
}

//! What lies inside an envelope: built before sealing, read again at the opening and compared with the bid it came in.
use super::model::{Content, PriceContent, Problem, RawFile, TechnicalContent};
use crate::{
    kernel::{
        refusal::{Error, FieldError, Result},
        time::Ts,
    },
    platform::{
        files::inspect::{Format, Limits, Refused, inspect},
        sealed::package::{self, PackFile},
    },
};
use anyhow::anyhow;

/// The kinds of file a bid may hold.
const FORMATS: [Format; 5] = [Format::Pdf, Format::Docx, Format::Xlsx, Format::Jpg, Format::Png];

/// Names that tie a package to its bid.
#[derive(Debug, Clone)]
pub struct About {
    /// Project number.
    pub tender: String,
    /// Credit code of the bidder.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// The receipt.
    pub receipt_no: String,
    /// When the last byte was read.
    pub received_at: Ts,
}

/// Looks at every file and packs both parts, in memory. Without an envelope of its own the price goes with the rest.
///
/// # Errors
/// Every file that is not taken, by field.
pub fn build(about: &About, content: Content, has_price_envelope: bool) -> Result<(Vec<u8>, Option<Vec<u8>>)> {
    let mut errors = Vec::new();
    let mut files = looked_at(content.files, &mut errors);
    let list = looked_at(content.price_list.into_iter().collect(), &mut errors);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let technical = TechnicalContent {
        tender: about.tender.clone(),
        organization: about.organization.clone(),
        name: about.name.clone(),
        receipt_no: about.receipt_no.clone(),
        received_at: about.received_at,
        plan: content.plan,
        answers: content.answers,
        partners: content.partners,
        contact_name: content.contact_name,
        contact_phone: content.contact_phone,
        states_no_breach: true,
        price: (!has_price_envelope).then_some(content.price),
    };
    let price = if has_price_envelope {
        let says = PriceContent {
            tender: about.tender.clone(),
            organization: about.organization.clone(),
            receipt_no: about.receipt_no.clone(),
            price: content.price,
        };
        Some(package::build(&says, &unique(list)).map_err(|e| anyhow!(e))?)
    } else {
        files.extend(list);
        None
    };
    Ok((package::build(&technical, &unique(files)).map_err(|e| anyhow!(e))?, price))
}

fn looked_at(files: Vec<RawFile>, errors: &mut Vec<FieldError>) -> Vec<PackFile> {
    let mut taken = Vec::with_capacity(files.len());
    for file in files {
        match inspect(&file.name, file.bytes, &Limits::default()) {
            Ok(found) if FORMATS.contains(&found.format) => {
                taken.push(PackFile { name: found.name, bytes: found.bytes });
            }
            Ok(_) => errors.push(FieldError::new(file.field, "bid-file-type").with("name", file.name)),
            Err(why) => errors.push(FieldError::new(file.field, key_of(&why)).with("name", file.name)),
        }
    }
    taken
}

fn key_of(why: &Refused) -> &'static str {
    match why {
        Refused::Empty => "bid-file-empty",
        Refused::TooLarge { .. } | Refused::Bomb { .. } => "bid-file-large",
        Refused::NotAllowed { .. } => "bid-file-type",
        Refused::Mismatch { .. } => "bid-file-mismatch",
        Refused::Damaged { .. } => "bid-file-damaged",
        Refused::Macro => "bid-file-macro",
    }
}

/// Gives files of the same name numbers of their own.
fn unique(files: Vec<PackFile>) -> Vec<PackFile> {
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        let mut name = file.name.clone();
        let mut n = 2;
        while !seen.insert(name.to_lowercase()) {
            name = match file.name.rsplit_once('.') {
                Some((stem, extension)) => format!("{stem}-{n}.{extension}"),
                None => format!("{}-{n}", file.name),
            };
            n += 1;
        }
        out.push(PackFile { name, bytes: file.bytes });
    }
    out
}

/// Reads an opened technical package and checks that it belongs to the tender and the receipt.
///
/// # Errors
/// Why the bid is invalid.
pub fn read_technical(
    payload: &[u8],
    tender: &str,
    receipt_no: &str,
) -> std::result::Result<(TechnicalContent, Vec<PackFile>), Problem> {
    let opened = package::parse(payload).map_err(|_| Problem::NotAPackage)?;
    let about: TechnicalContent = serde_json::from_value(opened.about).map_err(|_| Problem::NotAPackage)?;
    if about.tender != tender || about.receipt_no != receipt_no {
        return Err(Problem::OtherBid);
    }
    Ok((about, opened.files))
}

/// Reads an opened price package and checks that it belongs to the tender and the receipt.
///
/// # Errors
/// Why the price is invalid.
pub fn read_price(
    payload: &[u8],
    tender: &str,
    receipt_no: &str,
) -> std::result::Result<(PriceContent, Vec<PackFile>), Problem> {
    let opened = package::parse(payload).map_err(|_| Problem::NotAPackage)?;
    let about: PriceContent = serde_json::from_value(opened.about).map_err(|_| Problem::NotAPackage)?;
    if about.tender != tender || about.receipt_no != receipt_no {
        return Err(Problem::OtherBid);
    }
    Ok((about, opened.files))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{kernel::money::Money, market::bid::model::Answer};

    pub(in crate::market::bid) fn about() -> About {
        About {
            tender: "510903202600017".into(),
            organization: "52510903XXXX00019L".into(),
            name: "遂宁市船山区听荷养老服务中心".into(),
            receipt_no: "TB-2345-6789-ABCD-EFGH".into(),
            received_at: "2026-12-07T06:29:59Z".parse().unwrap(),
        }
    }

    pub(in crate::market::bid) fn content(files: Vec<RawFile>) -> Content {
        Content {
            plan: "PLAN-CANARY".into(),
            answers: vec![Answer { key: "c1".into(), text: "ANSWER-CANARY".into() }],
            partners: String::new(),
            contact_name: "NAME-CANARY".into(),
            contact_phone: "0825-0000000".into(),
            price: Money::from_yuan(480_000),
            files,
            price_list: None,
        }
    }

    fn png(name: &str) -> RawFile {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(2, 2).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        RawFile { field: "files".into(), name: name.into(), bytes: bytes.into_inner() }
    }

    #[test]
    fn both_packages_come_back_and_belong_to_their_bid_only() {
        let (technical, price) = build(&about(), content(vec![png("a.png"), png("A.png")]), true).unwrap();
        let (says, files) = read_technical(&technical, &about().tender, &about().receipt_no).unwrap();
        assert_eq!((says.plan.as_str(), says.price), ("PLAN-CANARY", None));
        assert_eq!(files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["a.png", "A-2.png"]);
        let price = price.unwrap();
        let (says, _) = read_price(&price, &about().tender, &about().receipt_no).unwrap();
        assert_eq!(says.price, Money::from_yuan(480_000));
        assert_eq!(read_price(&price, "510903202600018", &about().receipt_no).unwrap_err(), Problem::OtherBid);
        assert_eq!(read_price(b"junk", "", "").unwrap_err(), Problem::NotAPackage);
    }

    #[test]
    fn without_an_envelope_of_its_own_the_price_goes_with_the_rest() {
        let (technical, price) = build(&about(), content(Vec::new()), false).unwrap();
        assert!(price.is_none());
        let (says, _) = read_technical(&technical, &about().tender, &about().receipt_no).unwrap();
        assert_eq!(says.price, Some(Money::from_yuan(480_000)));
    }

    #[test]
    fn every_file_that_is_not_taken_is_named() {
        let text = RawFile { field: "files".into(), name: "a.txt".into(), bytes: b"hello".to_vec() };
        let fake = RawFile { field: "files".into(), name: "b.pdf".into(), bytes: b"no pdf at all".to_vec() };
        let Err(Error::Invalid(errors)) = build(&about(), content(vec![text, fake]), true) else { panic!("taken") };
        assert_eq!(errors.iter().map(|e| e.key).collect::<Vec<_>>(), ["bid-file-type", "bid-file-mismatch"]);
    }
}

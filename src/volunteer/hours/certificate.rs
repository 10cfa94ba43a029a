//! Certificates of service record 志愿服务记录证明: free, truthful, checked by anyone (`VO-40`–`VO-45`).
use super::{actions::hours_text, model::HourRecord, store};
use crate::{
    kernel::{
        identity::mask_name,
        refusal::{Code, Result},
        time::{Day, Ts},
    },
    platform::{
        certificate::Certificates,
        db::{Conn, Event, Json, Tx},
        document::{Fonts, Footer, Letter, Meta, Part, Qr, letter},
        i18n::{self, Locale},
        jobs::Jx,
    },
    registry::certificate::{self, CertificateStatus, NewCertificate},
    schema::hours_certificates,
    volunteer::person::{self, Private, VolunteerId},
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::OnceLock};

/// The most lines one certificate carries; older service is summed up in one line.
const LINES: usize = 400;

/// What stands on the face besides number and total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    /// Name, as the volunteer asked: whole or masked.
    pub name: String,
    /// Kind of identity document.
    pub identity_kind: String,
    /// Its last four characters behind stars.
    pub identity: String,
    /// Volunteer number.
    pub volunteer_no: String,
    /// Every record.
    pub lines: Vec<Line>,
}

/// One record on the face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Record number.
    pub record: String,
    /// Day.
    pub day: Day,
    /// Activity.
    pub title: String,
    /// Organization that recorded and confirmed (`VO-32`).
    pub host: String,
    /// Minutes.
    pub minutes: i64,
    /// Entered from paper after the fact.
    pub back_dated: bool,
}

/// A certificate of hours as kept.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = hours_certificates)]
pub struct HoursCertificate {
    /// Row.
    pub id: i64,
    /// Printed number with check character.
    pub no: String,
    /// Whose.
    pub volunteer_id: VolunteerId,
    /// Total.
    pub minutes: i64,
    /// The rest of the face.
    pub face: Json<Face>,
    /// When issued.
    pub issued_at: Ts,
    /// When withdrawn 作废.
    pub withdrawn_at: Option<Ts>,
}

/// Draws a certificate over everything effective; free, at once, because every record was confirmed by a second person
/// (`VO-40`, `VO-43`). `whole_name` shows the name unmasked, for who asks for it (`VO-41`).
///
/// # Errors
/// Not on the roll, or no effective hour yet.
pub fn draw(tx: &mut Tx, whole_name: bool) -> Result<String> {
    let me = person::actions::myself(tx)?;
    let private = Private::open(&tx.env.keyring, &me)?.ok_or(Code::NotOnRoll)?;
    let records = store::effective_of(tx.conn, me.id)?;
    if records.is_empty() {
        return Err(Code::NoHoursYet.into());
    }
    let minutes: i64 = records.iter().map(|r| r.0.minutes).sum();
    let masked = mask_name(&private.name);
    let face = Face {
        name: if whole_name { private.name.clone() } else { masked.clone() },
        identity_kind: me.identity_kind.map_or("", |k| k.as_str()).to_owned(),
        identity: format!("**************{}", private.last_four),
        volunteer_no: me.no.clone(),
        lines: records.iter().rev().take(LINES).map(line).collect(),
    };
    let no = certificate::next_no(tx, me.division.county_or_above())?;
    let event = Event::private("volunteer.certificate.issued").with("minutes", minutes);
    let entry = tx.record(("certificate", &no), event)?;
    let new = NewCertificate {
        kind: "hours",
        no: no.clone(),
        subject: ("volunteer", me.no.clone()),
        name: masked,
        valid_to: None,
        facts: BTreeMap::from([
            ("hours".to_owned(), hours_text(minutes)),
            ("records".to_owned(), records.len().to_string()),
        ]),
        entry,
    };
    certificate::issue(tx, &new)?;
    store::insert_certificate(tx, &no, me.id, minutes, face)?;
    Ok(no)
}

fn line((record, title, _, host): &(HourRecord, String, String, String)) -> Line {
    Line {
        record: record.no.clone(),
        day: record.served_on,
        title: title.clone(),
        host: host.clone(),
        minutes: record.minutes,
        back_dated: record.is_back_dated,
    }
}

/// Withdraws every certificate whose face counts this record (`VO-35`).
///
/// # Errors
/// A fault of the database.
pub(super) fn withdraw_resting_on(tx: &mut Tx, record: &HourRecord) -> Result<()> {
    let valid = of_volunteer(tx.conn, record.volunteer_id)?.into_iter().filter(|c| c.withdrawn_at.is_none());
    let resting = |c: &HoursCertificate| {
        // A face cut to its newest lines counts older records too.
        c.face.0.lines.len() >= LINES || c.face.0.lines.iter().any(|l| l.record == record.no)
    };
    for found in valid.filter(resting) {
        certificate::withdraw(tx, &found.no, CertificateStatus::Withdrawn, "record-changed")?;
        store::end_certificate(tx, found.id)?;
        tx.record(("certificate", &found.no), Event::public("volunteer.certificate.withdrawn"))?;
    }
    Ok(())
}

/// Certificates of a volunteer, newest first.
///
/// # Errors
/// A fault of the database.
pub fn of_volunteer(c: &mut Conn, volunteer: VolunteerId) -> Result<Vec<HoursCertificate>> {
    Ok(hours_certificates::table
        .filter(hours_certificates::volunteer_id.eq(volunteer.0))
        .order(hours_certificates::id.desc())
        .select(HoursCertificate::as_select())
        .load(c)?)
}

/// A certificate by its printed number.
///
/// # Errors
/// [`crate::kernel::refusal::Error::Missing`].
pub fn by_no(c: &mut Conn, no: &str) -> Result<HoursCertificate> {
    Ok(hours_certificates::table
        .filter(hours_certificates::no.eq(no))
        .select(HoursCertificate::as_select())
        .first(c)?)
}

/// The paper as PDF, in a language.
///
/// # Errors
/// A fault of key or font.
pub fn paper(jx: &Jx, locale: Locale, c: &HoursCertificate, token: &str) -> Result<Vec<u8>> {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    let fonts = match FONTS.get() {
        Some(fonts) => fonts,
        None => {
            let fresh = Fonts::new()?;
            FONTS.get_or_init(|| fresh)
        }
    };
    // What is printed must be what was signed.
    Certificates::new(&jx.env.keyring, jx.env.config.public_url())?.verify(token).map_err(|e| anyhow::anyhow!(e))?;
    Ok(letter(&sheet(jx, locale, c, token), fonts)?)
}

fn sheet(jx: &Jx, locale: Locale, c: &HoursCertificate, token: &str) -> Letter {
    let words = &jx.env.words;
    let say = |key: &str| words.say(locale, key);
    let with = |key: &str, name: &'static str, text: String| words.say_with(locale, key, &vec![(name, text.into())]);
    let (city, face) = (&jx.env.config.city, &c.face.0);
    let hours = |m: i64| with("volunteer-paper-hours", "hours", hours_text(m));
    let facts = vec![
        (say("volunteer-paper-name"), face.name.clone()),
        (say("volunteer-paper-identity"), {
            let kind = if face.identity_kind.is_empty() {
                String::new()
            } else {
                say(&format!("volunteer-identity-{}", face.identity_kind.replace('_', "-")))
            };
            format!("{kind} {}", face.identity)
        }),
        (say("volunteer-paper-volunteer"), face.volunteer_no.clone()),
        (say("volunteer-paper-total"), hours(c.minutes)),
    ];
    let rows = face
        .lines
        .iter()
        .map(|l| {
            let mark = if l.back_dated { say("volunteer-paper-back-dated") } else { String::new() };
            vec![l.day.to_string(), format!("{}{mark}", l.title), l.host.clone(), hours(l.minutes)]
        })
        .collect();
    let head = ["day", "title", "host", "hours"].iter().map(|k| say(&format!("volunteer-paper-head-{k}"))).collect();
    let mut notes = vec![say("volunteer-paper-formal"), say("volunteer-paper-free")];
    if c.withdrawn_at.is_some() {
        notes.insert(0, say("volunteer-paper-withdrawn"));
    }
    let address = format!("{}/verify/{}", jx.env.config.public_url(), c.no);
    Letter {
        meta: Meta {
            title: format!("{} {}", say("volunteer-paper-title"), c.no),
            author: city.organiser.clone(),
            language: locale.tag().to_owned(),
            issued: c.issued_at,
        },
        office: city.organiser.clone(),
        title: say("volunteer-paper-title"),
        number: with("volunteer-paper-no", "no", c.no.clone()),
        addressee: String::new(),
        body: vec![
            Part::Paragraph(with("volunteer-paper-lead", "name", face.name.clone())),
            Part::Facts(facts),
            Part::Heading(say("volunteer-paper-lines")),
            Part::Table { head, rows, widths: vec![1.3, 3.4, 2.6, 1.1] },
        ],
        signature: vec![city.organiser.clone()],
        date: i18n::day(locale, c.issued_at.day()),
        notes,
        statement: say("volunteer-paper-statement"),
        qr: Some(Qr { text: format!("{address}#{token}"), caption: say("volunteer-paper-qr") }),
        footer: Footer {
            verify: with("volunteer-paper-verify", "address", address),
            page_of: say("volunteer-paper-pages"),
        },
    }
}

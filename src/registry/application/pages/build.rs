//! Puts page contexts together from a case, in the reader's language.
use crate::{
    kernel::{
        calendar::Calendar,
        refusal::{Reason, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Conn, Env},
        i18n::{self, Locale},
        rulebook::{Label, OrganizationKind as Rules, RegistrationMode},
    },
    registry::application::{
        content::{Content, Task},
        model::{Application, ApplicationState as State, Defect, Document, Extension, PauseKind, PauseRow},
        standard::{self, Judge},
        store,
        views::{
            Answer, Block, Choice, DecisionLine, DefectLine, ExtensionLine, FileLine, Happened, Head, PaperLink,
            PauseLine, Place, Wording,
        },
    },
    web::{Left, form::sentence},
};
use std::sync::Arc;

/// A case with what its pages need.
pub(in super::super) struct Case {
    pub a: Application,
    pub documents: Vec<Document>,
    pub rules: Arc<Rules>,
    pub mode: RegistrationMode,
    pub office: super::super::model::Authority,
    pub history: Vec<(String, String, Ts, Option<String>)>,
    pub pauses: Vec<PauseRow>,
    pub extension: Option<Extension>,
    /// What keeps the proposed legal representative from becoming one (`SO-32`), while the case is under way.
    pub bars: Vec<Reason>,
    /// The committee of the community, of a filed group.
    pub committee: Option<super::super::model::Authority>,
}

impl Case {
    /// Whether a publicity has been held.
    pub(in super::super) fn was_public(&self) -> bool {
        self.pauses.iter().any(|p| p.kind == PauseKind::Publicity && p.until_on.is_some())
    }

    pub(in super::super) fn load(c: &mut Conn, env: &Env, a: Application, now: Ts) -> Result<Self> {
        let rules = standard::rules_of(&env.rulebook, &a, now.day())?;
        let mode = standard::mode(&rules, &a.content.0, &a.division, now.day());
        let bars = match a.state.is_over() {
            true => Vec::new(),
            false => Judge::new(&env.rulebook, &a, now, Locale::Zh.tag())?.bars(c, &a.content.0)?,
        };
        Ok(Self {
            bars,
            documents: store::current(c, a.id)?,
            office: store::authority(c, a.authority_id)?,
            history: store::history(c, a.id)?,
            pauses: store::pauses(c, a.id)?,
            extension: store::extension(c, a.id)?,
            committee: match a.committee() {
                Some(id) => Some(store::authority(c, id)?),
                None => None,
            },
            rules,
            mode,
            a,
        })
    }
}

/// The reader: words and language.
#[derive(Clone)]
pub(in super::super) struct Reader {
    pub env: Arc<Env>,
    pub locale: Locale,
}

impl Reader {
    pub(in super::super) fn say(&self, key: &str) -> String {
        self.env.words.say(self.locale, key)
    }

    pub(in super::super) fn label<'a>(&self, label: &'a Label) -> &'a str {
        label.in_language(self.locale.tag())
    }

    pub(in super::super) fn sentences(&self, reasons: &[Reason]) -> Vec<String> {
        reasons.iter().map(|r| sentence(&self.env.words, self.locale, r)).collect()
    }

    fn calendar(&self) -> &Calendar {
        self.env.rulebook.calendar()
    }

    pub(in super::super) fn head(&self, case: &Case, today: Day) -> Head {
        let office = if self.locale == Locale::Zh { &case.office.name } else { &case.office.name_en };
        let left = case.a.due_on.map(|due| Left::by(self.calendar(), today, due));
        let committee = case.committee.as_ref().map(|c| self.office(c).to_owned());
        Head { committee, ..Head::of(&case.a, office.clone(), case.office.phone.clone(), left) }
    }

    /// The words of a checklist item: a task, or a document as `doc-KEY`.
    pub(in super::super) fn item(&self, rules: &Rules, item: &str) -> String {
        let task = if rules.legal_person { "app-task" } else { "filed-task" };
        match item.strip_prefix("doc-") {
            None => self.say(&format!("{task}-{item}")),
            Some(key) => rules.document(key).map_or_else(|| key.to_owned(), |d| self.label(&d.label).to_owned()),
        }
    }

    pub(in super::super) fn defects(&self, case: &Case, defects: &[Defect]) -> Vec<DefectLine> {
        let task = |item: &str| if item.starts_with("doc-") { "documents".to_owned() } else { item.to_owned() };
        let line = |d: &Defect| DefectLine {
            label: self.item(&case.rules, &d.item),
            text: d.text.clone(),
            answer: d.answer.clone(),
            href: format!("/applications/{}/tasks/{}", case.a.no, task(&d.item)),
        };
        defects.iter().map(line).collect()
    }

    pub(in super::super) fn places(&self, case: &Case, editable: bool) -> Vec<Place> {
        let place = |(d, is_required): (&crate::platform::rulebook::RequiredDocument, bool)| Place {
            key: d.key.clone(),
            label: self.label(&d.label).to_owned(),
            is_required,
            types: d.accepts.iter().filter_map(|t| extension(t)).collect(),
            files: files(case, editable, |key| key == d.key),
        };
        case.rules.documents_for(case.mode, case.a.content.0.founding()).map(place).collect()
    }

    pub(in super::super) fn events(&self, case: &Case) -> Vec<Happened> {
        let entry = case.a.decision.as_ref().map(|d| d.0.entry);
        let happened = |(n, (event, to, at, _)): (usize, &(String, String, Ts, Option<String>))| {
            let is_over = to.parse::<State>().is_ok_and(State::is_over);
            Happened {
                title: self.say(&format!("{}-{event}", Wording::of(case.a.kind).event)),
                state: (n == 0).then_some("now"),
                at: *at,
                entry: entry.filter(|_| is_over),
            }
        };
        case.history.iter().enumerate().map(happened).collect()
    }

    pub(in super::super) fn papers(&self, case: &Case) -> Vec<PaperLink> {
        let link = |name: &str, label: String| PaperLink {
            label,
            href: format!("/applications/{}/papers/{name}.pdf", case.a.no),
        };
        let mut out = Vec::new();
        if case.a.submitted_at.is_some() {
            out.push(link("receipt", self.say("app-paper-receipt")));
        }
        if !case.a.notices.0.is_empty() {
            out.push(link("correction", self.say("app-paper-correction")));
        }
        if case.a.accepted_on.is_some() {
            out.push(link("acceptance", self.say("app-paper-acceptance")));
        }
        if case.a.decision.is_some() {
            out.push(link("decision", self.say(decision_title(&case.a))));
        }
        out
    }

    /// The special procedures of a case, the latest first.
    pub(in super::super) fn pauses(&self, case: &Case) -> Vec<PauseLine> {
        let line = |p: &PauseRow| PauseLine {
            kind: p.kind.word(),
            reason: p.reason.clone(),
            officers: p.officers.0.join(if self.locale == Locale::Zh { "、" } else { ", " }),
            from_on: p.from_on,
            expected_on: p.expected_on,
            until_on: p.until_on,
            record: p.record.clone().unwrap_or_default(),
        };
        case.pauses.iter().rev().map(line).collect()
    }

    pub(in super::super) fn extension(&self, case: &Case) -> Option<ExtensionLine> {
        let e = case.extension.as_ref()?;
        let state = match e.is_granted {
            None => "asked",
            Some(true) => "granted",
            Some(false) => "refused",
        };
        Some(ExtensionLine {
            state,
            reason: e.reason.clone(),
            answer: e.answer.clone().unwrap_or_default(),
            days: e.days,
        })
    }

    pub(in super::super) fn decision(&self, a: &Application) -> Option<DecisionLine> {
        let d = &a.decision.as_ref()?.0;
        Some(DecisionLine {
            is_granted: d.is_granted,
            ground: d.ground.map(|g| self.say(&format!("ground-{}", g.word().replace('_', "-")))),
            text: d.text.clone(),
            entry: d.entry,
        })
    }

    /// Every answer by task, with links to change them where that is still possible.
    pub(in super::super) fn blocks(&self, case: &Case) -> Vec<Block> {
        let editable = case.a.state.is_editable();
        let block = |task: Task| Block {
            task,
            href: editable.then(|| format!("/applications/{}/tasks/{}?back=check", case.a.no, task.word())),
            rows: self.rows(task, case),
            files: if task == Task::Documents { files(case, false, |_| true) } else { Vec::new() },
        };
        Task::of(case.a.kind).into_iter().map(block).collect()
    }

    fn rows(&self, task: Task, case: &Case) -> Vec<Answer> {
        let (content, rules) = (&case.a.content.0, &case.rules);
        match task {
            Task::Organization => self.organization_rows(case),
            Task::People => {
                content.people.iter().enumerate().map(|(n, p)| self.person_row(n, p, case.a.is_filing())).collect()
            }
            Task::Members => {
                let m = content.members.clone().unwrap_or_default();
                if case.a.is_filing() {
                    return vec![self.row("filed-members-count", m.individuals.len().to_string())];
                }
                vec![
                    self.row("app-members-individuals", m.individuals.len().to_string()),
                    self.row("app-members-units", m.units.len().to_string()),
                ]
            }
            Task::Premises => self.premises_rows(case),
            Task::Capital => self.capital_rows(content, case.rules.key == "service"),
            Task::Charter => {
                let c = content.charter.as_ref();
                let items =
                    rules.charter_for(content.founding()).filter(|i| c.is_some_and(|c| c.items.contains(&i.key)));
                let items: Vec<&str> = items.map(|i| self.label(&i.label)).collect();
                let text = c.and_then(|c| c.text.clone()).unwrap_or_default();
                let short: String = text.chars().take(200).collect();
                let more = if text.chars().count() > 200 { "…" } else { "" };
                vec![
                    self.row("app-charter-items", items.join(self.comma())),
                    self.row("app-charter-text", format!("{short}{more}")),
                ]
            }
            Task::Documents => Vec::new(),
        }
    }

    fn comma(&self) -> &'static str {
        if self.locale == Locale::Zh { "；" } else { "; " }
    }

    fn row(&self, key: &str, value: String) -> Answer {
        Answer { label: self.say(key), value }
    }

    fn organization_rows(&self, case: &Case) -> Vec<Answer> {
        let (content, rules) = (&case.a.content.0, &case.rules);
        let o = content.organization.as_ref();
        let of = |f: &dyn Fn(&super::super::content::Organization) -> String| o.map(f).unwrap_or_default();
        let mut rows = vec![
            self.row("app-name", of(&|o| o.name.clone())),
            self.row("app-name-en", of(&|o| o.name_en.clone().unwrap_or_default())),
            self.row(
                "app-category",
                of(&|o| self.say(&format!("org-category-{}", o.category.word().replace('_', "-")))),
            ),
            self.row(
                "app-form",
                of(&|o| rules.legal_form(&o.form).map(|f| self.label(&f.name).to_owned()).unwrap_or_default()),
            ),
            self.row("app-division", of(&|o| self.place(&o.division))),
            self.row("app-purpose", of(&|o| o.purpose.clone())),
            self.row("app-scope", of(&|o| o.scope.clone())),
        ];
        let statute = o.and_then(|o| o.statute.as_ref());
        for (key, value) in [
            ("app-charity", o.filter(|o| o.is_charity).map(|_| self.say("app-charity-yes")).unwrap_or_default()),
            ("app-statute-law", statute.map(|s| s.law.clone()).unwrap_or_default()),
            ("app-statute-body", statute.map(|s| s.body.clone()).unwrap_or_default()),
            ("app-statute-on", statute.map(|s| i18n::day(self.locale, s.approved_on)).unwrap_or_default()),
            ("org-item-area", of(&|o| o.area.clone().unwrap_or_default())),
            ("org-item-sponsor", of(&|o| o.sponsor.clone().unwrap_or_default())),
        ] {
            if !value.is_empty() {
                rows.push(self.row(key, value));
            }
        }
        if case.a.is_filing() {
            let name = case.committee.as_ref().map(|c| self.office(c).to_owned()).unwrap_or_default();
            rows.insert(1, self.row("filed-community", name));
        }
        rows
    }

    /// The name of a body in the reader's language.
    pub(in super::super) fn office<'a>(&self, office: &'a super::super::model::Authority) -> &'a str {
        if self.locale == Locale::Zh || office.name_en.is_empty() { &office.name } else { &office.name_en }
    }

    /// The name of a division with the county before it.
    pub(in super::super) fn place(&self, division: &str) -> String {
        let Ok(code) = division.parse() else { return division.to_owned() };
        let path = self.env.rulebook.divisions().path(&code);
        let zh = self.locale == Locale::Zh;
        let names: Vec<&str> = path.iter().map(|d| if zh { d.zh.as_str() } else { d.en.as_str() }).collect();
        let own = names.get(names.len().saturating_sub(2)..).unwrap_or_default();
        if zh { own.concat() } else { own.iter().rev().copied().collect::<Vec<_>>().join(", ") }
    }

    fn person_row(&self, n: usize, p: &super::super::content::Person, is_filing: bool) -> Answer {
        let words = if is_filing { "filed-part" } else { "app-part" };
        let parts: Vec<String> = p.parts.iter().map(|part| self.say(&format!("{words}-{}", part.word()))).collect();
        let facts = vec![("n", crate::kernel::refusal::Fact::from(n + 1))];
        let label = self.env.words.say_with(self.locale, "app-person", &facts);
        let bits = [
            p.name.clone(),
            parts.join(if self.locale == Locale::Zh { "、" } else { ", " }),
            p.masked.clone(),
            p.phone.clone(),
        ];
        Answer { label, value: bits.join(self.comma()) }
    }

    fn premises_rows(&self, case: &Case) -> Vec<Answer> {
        let p = case.a.content.0.premises.as_ref();
        let place = if case.a.is_filing() { "filed-task-premises" } else { "app-address" };
        vec![
            self.row(place, p.map(|p| p.address.clone()).unwrap_or_default()),
            self.row(
                "app-area",
                p.map(|p| format!("{} {}", i18n::number(p.area), self.say("app-area-unit"))).unwrap_or_default(),
            ),
            self.row("app-right", p.map(|p| self.say(&format!("app-right-{}", p.right.word()))).unwrap_or_default()),
            self.row("app-until", p.and_then(|p| p.until).map(|d| i18n::day(self.locale, d)).unwrap_or_default()),
        ]
    }

    fn capital_rows(&self, content: &Content, is_service: bool) -> Vec<Answer> {
        let c = content.capital.as_ref();
        let mut rows = vec![
            self.row("app-amount", c.map(|c| i18n::money(self.locale, c.amount)).unwrap_or_default()),
            self.row("app-source", c.map(|c| c.source.clone()).unwrap_or_default()),
        ];
        let share = c.and_then(|c| c.nonstate).map(|share| format!("{share}%"));
        if is_service || share.is_some() {
            rows.insert(1, self.row("app-nonstate", share.unwrap_or_default()));
        }
        rows
    }

    pub(in super::super) fn categories(&self, rules: &Rules) -> Vec<Choice> {
        let choice = |c: &crate::platform::rulebook::Category| Choice {
            hint: Some(self.label(&c.help).to_owned()),
            ..Choice::new(c.key.clone(), self.label(&c.name))
        };
        rules.categories.iter().map(choice).collect()
    }

    pub(in super::super) fn divisions(&self, division: &str) -> Vec<Choice> {
        let Ok(code) = division.parse() else { return Vec::new() };
        let all = self.env.rulebook.divisions();
        let within = all
            .all()
            .filter(|d| matches!(d.code.as_str().len(), 6 | 9) && (d.code == code || code_contains(&code, &d.code)));
        within.map(|d| Choice::new(d.code.as_str(), self.place(d.code.as_str()))).collect()
    }
}

fn code_contains(a: &crate::kernel::division::DivisionCode, b: &crate::kernel::division::DivisionCode) -> bool {
    a.contains(b)
}

fn files(case: &Case, editable: bool, wanted: impl Fn(&str) -> bool) -> Vec<FileLine> {
    let fits = case.documents.iter().filter(|d| wanted(&d.key));
    fits.map(|d| FileLine::of(&case.a.no, d, editable && case.a.state.is_editable())).collect()
}

/// The message that names the paper of a decision.
pub(in super::super) fn decision_title(a: &Application) -> &'static str {
    match (a.state, a.is_filing()) {
        (State::Issued, false) => "app-paper-decision-granted",
        (State::Issued, true) => "filed-paper-decision-granted",
        (State::NotAccepted, _) => "app-paper-decision-not-accepted",
        (_, false) => "app-paper-decision-refused",
        (_, true) => "filed-paper-decision-refused",
    }
}

fn extension(media_type: &str) -> Option<&'static str> {
    use crate::platform::files::inspect::Format;
    Format::ALL.into_iter().find(|f| f.media_type() == media_type).map(Format::extension)
}

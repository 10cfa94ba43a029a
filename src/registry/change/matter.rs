//! What a change tells the room of cases about itself.
use super::{content::Content, pages::item_word};
use crate::{
    kernel::refusal::{Code, Reason, Reasons},
    platform::rulebook::{CHARTER, OrganizationKind, RegistrationMode},
    registry::{
        application::Ground,
        case::{Acts, CaseKind, CaseState, Matter, Periods, Place},
        organization::{Item, Organization},
    },
    web::Cx,
};

impl Matter for Content {
    const KIND: CaseKind = CaseKind::Change;
    const ITEM: &'static str = "BG01";
    const ACTS: Acts = Acts {
        received: "registry.change.received",
        correction: "registry.change.correction",
        accepted: "registry.change.accepted",
        deemed: "registry.change.deemed_accepted",
        not_accepted: "registry.change.not_accepted",
        reviewed: "registry.change.reviewed",
        refused: "registry.change.refused",
        suspended: "registry.change.suspended",
        resumed: "registry.change.resumed",
        extension_asked: "registry.change.extension_asked",
        extension_refused: "registry.change.extension_refused",
        extended: "registry.change.extended",
    };
    const OPEN: Code = Code::ChangeOpen;
    const READY: CaseState = CaseState::Draft;
    const REFUSED: &'static [Ground] = &[Ground::Purpose, Ground::Persons, Ground::Fraud, Ground::Other];

    fn against_beginning(o: &Organization) -> Vec<Reason> {
        let mut r = Reasons::default();
        r.require(!o.status.is_ended(), Code::OrganizationEnded);
        r.require(o.is_registered, Code::OrganizationFiled);
        r.list().to_vec()
    }

    fn periods(rules: &OrganizationKind) -> Option<Periods> {
        let p = rules.change.as_ref()?;
        Some(Periods {
            correction_notice: p.correction_notice,
            decision_statutory: p.decision_statutory,
            decision_promised: p.decision_promised,
        })
    }

    fn places<'a>(&self, rules: &'a OrganizationKind, mode: RegistrationMode) -> Vec<Place<'a>> {
        let changed = self.changed();
        if changed.is_empty() {
            return Vec::new();
        }
        let all = rules.change.iter().flat_map(|r| &r.documents).filter(|d| d.is_offered(&changed, mode));
        all.map(|d| Place { document: &d.document, is_required: d.is_required(&changed, mode) }).collect()
    }

    fn parts(&self) -> Vec<&'static str> {
        self.changed()
    }

    fn items(&self) -> Vec<&'static str> {
        self.changed()
    }

    /// What is to be replaced must still be what was shown when the change was handed in.
    fn against_granting(&self, o: &Organization) -> Vec<Reason> {
        let mut r = Reasons::default();
        r.require(!o.status.is_ended(), Code::OrganizationEnded);
        r.require(self.replaced(o) == self.before, Code::ChangeOutdated);
        r.list().to_vec()
    }

    /// A paper does not change its addressee afterwards.
    fn applicant(&self, o: &Organization) -> String {
        self.before.get(&Item::Name).unwrap_or(&o.name).clone()
    }

    fn title(&self, cx: &Cx, rules: Option<&OrganizationKind>) -> String {
        self.changed().into_iter().map(|key| item_word(cx, rules, key)).collect::<Vec<_>>().join(" · ")
    }

    fn part_word(cx: &Cx, rules: &OrganizationKind, part: &str) -> String {
        item_word(cx, Some(rules), part)
    }

    fn part_field(part: &str) -> String {
        if part == CHARTER { part.to_owned() } else { format!("new.{part}") }
    }

    /// Before and after of every item.
    fn rows(&self, cx: &Cx, rules: &OrganizationKind, o: &Organization) -> Vec<(String, String)> {
        let told = |d: super::views::Difference| {
            let before = if d.before.is_empty() { cx.say("fact-none") } else { d.before };
            let facts = vec![("before", before.into()), ("after", d.after.into())];
            (d.label, cx.env().words.say_with(cx.locale, "change-paper-from-to", &facts))
        };
        super::pages::differences(cx, self, rules, o).into_iter().map(told).collect()
    }
}

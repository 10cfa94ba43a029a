//! What a cancellation tells the room of cases about itself.
use super::content::Content;
use crate::{
    kernel::refusal::{Code, Reason, Reasons},
    platform::{
        i18n,
        rulebook::{OrganizationKind, RegistrationMode},
    },
    registry::{
        application::Ground,
        case::{Acts, CaseKind, CaseState, Matter, Periods, Place},
        organization::{Organization, OrganizationStatus},
    },
    web::Cx,
};

impl Matter for Content {
    const KIND: CaseKind = CaseKind::Cancellation;
    const ITEM: &'static str = "ZX01";
    const ACTS: Acts = Acts {
        received: "registry.cancellation.received",
        correction: "registry.cancellation.correction",
        accepted: "registry.cancellation.accepted",
        deemed: "registry.cancellation.deemed_accepted",
        not_accepted: "registry.cancellation.not_accepted",
        reviewed: "registry.cancellation.reviewed",
        refused: "registry.cancellation.refused",
        suspended: "registry.cancellation.suspended",
        resumed: "registry.cancellation.resumed",
        extension_asked: "registry.cancellation.extension_asked",
        extension_refused: "registry.cancellation.extension_refused",
        extended: "registry.cancellation.extended",
    };
    const OPEN: Code = Code::CancellationOpen;
    const READY: CaseState = CaseState::Liquidating;
    const REFUSED: &'static [Ground] = &[Ground::Fraud, Ground::Other];

    /// One whose certificate was revoked is cancelled too (`SO-126`).
    fn against_beginning(o: &Organization) -> Vec<Reason> {
        let mut r = Reasons::default();
        r.require(o.status != OrganizationStatus::Cancelled, Code::OrganizationEnded);
        r.require(o.is_registered, Code::OrganizationFiled);
        r.list().to_vec()
    }

    fn periods(rules: &OrganizationKind) -> Option<Periods> {
        let p = rules.cancellation.as_ref()?;
        Some(Periods {
            correction_notice: p.correction_notice,
            decision_statutory: p.decision_statutory,
            decision_promised: p.decision_promised,
        })
    }

    fn places<'a>(&self, rules: &'a OrganizationKind, mode: RegistrationMode) -> Vec<Place<'a>> {
        let all = rules.cancellation.iter().flat_map(|r| &r.documents);
        all.filter(|d| (d.simplified || !self.is_simplified) && d.document.is_offered(mode))
            .map(|d| Place { document: &d.document, is_required: d.document.is_required(mode) })
            .collect()
    }

    fn parts(&self) -> Vec<&'static str> {
        vec!["ground", "report", "assets"]
    }

    fn against_granting(&self, o: &Organization) -> Vec<Reason> {
        let is_ended = o.status == OrganizationStatus::Cancelled;
        is_ended.then(|| Code::OrganizationEnded.into()).into_iter().collect()
    }

    /// The ground, with the procedure.
    fn title(&self, cx: &Cx, _: Option<&OrganizationKind>) -> String {
        let ground = self.ground.map(|g| cx.say(&format!("cancellation-ground-{}", g.word())));
        let simple = self.is_simplified.then(|| cx.say("cancellation-simplified"));
        ground.into_iter().chain(simple).collect::<Vec<_>>().join(" · ")
    }

    fn part_word(cx: &Cx, _: &OrganizationKind, part: &str) -> String {
        cx.say(&format!("cancellation-{part}"))
    }

    fn rows(&self, cx: &Cx, rules: &OrganizationKind, o: &Organization) -> Vec<(String, String)> {
        let day = |d: Option<crate::kernel::time::Day>| d.map(|d| i18n::day(cx.locale, d)).unwrap_or_default();
        let rows = [
            ("cert-pdf-code", o.credit_code.clone()),
            ("cancellation-ground", self.title(cx, Some(rules))),
            ("cancellation-ended-on", day(self.ended_on)),
            ("cancellation-liquidated-on", day(self.liquidated_on)),
            ("cancellation-assets", self.assets.clone()),
        ];
        rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (cx.say(key), value)).collect()
    }
}

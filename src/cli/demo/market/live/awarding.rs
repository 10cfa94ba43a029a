//! From the winner to the signed contract.
use super::super::questions::organization_of;
use super::{Stage, Walk};
use crate::{
    kernel::{
        money::Money,
        refusal::{Code, Error, Result},
    },
    market::{
        award,
        challenge::{self, Against, NewChallenge},
        contract::{self, Body, DraftMilestone},
    },
};
use chrono::TimeDelta;

impl Walk<'_> {
    /// Winner fixed, result announced, perhaps challenged.
    pub(super) async fn award(&self, stage: Stage) -> Result<()> {
        let (id, at) = (self.id, self.closes + TimeDelta::days(2));
        let choice = award::rules::Choice { position: 1, deviation: None, text: String::new() };
        let fix = award::actions::Fix { tender: id, choice };
        self.by("buyer", at, move |tx| award::actions::fix(tx, &fix)).await?;
        if stage == Stage::Fixed {
            return Ok(());
        }
        self.by("approver", at + TimeDelta::hours(22), move |tx| award::actions::publish(tx, id)).await?;
        if stage == Stage::Result && self.n.is_multiple_of(2) {
            let loser = self.bidders.get(2).cloned().unwrap_or_default();
            let organization = organization_of(&self.hands.of(&loser)).ok_or(Code::NotAnOfficer)?;
            let command = NewChallenge {
                organization,
                against: Against::Result,
                known_on: (at + TimeDelta::days(1)).day(),
                facts: "中标组织公示的同类项目中，有一项在我单位所在社区并未实施。".into(),
                request: "请求核实同类项目证明并重新评审该项得分。".into(),
            };
            let no = self.no.clone();
            self.by(&loser, at + TimeDelta::days(2), move |tx| challenge::actions::lodge(tx, &no, &command)).await?;
        }
        Ok(())
    }

    /// Contract up to the wanted signature.
    pub(super) async fn contract(&self, stage: Stage) -> Result<()> {
        let (id, no, at) = (self.id, self.no.clone(), self.closes + TimeDelta::days(6));
        let starts_on = (self.jx.now() + TimeDelta::days(9)).day();
        let made = self.by("buyer", at, move |tx| {
            let award = award::find_for_tender(tx.conn, id)?.ok_or(Error::Missing)?;
            let third = Money::from_fen(award.amount.fen() / 300 * 100);
            let last = Money::from_fen(award.amount.fen() - 2 * third.fen());
            let stages =
                [("第一阶段服务", third, 120), ("第二阶段服务", third, 240), ("第三阶段服务与总结", last, 350)];
            let draft = contract::Draft {
                starts_on,
                ends_on: starts_on + TimeDelta::days(364),
                body: Body {
                    content: "按采购文件和响应文件提供服务，服务清单见附件。".into(),
                    payment: "每阶段验收合格、收到发票后十个工作日内支付。".into(),
                    duties: "乙方配备专职人员并每月报告；甲方提供场地和服务对象名单。".into(),
                    breach: "未达到服务标准的，按合同约定扣减服务费。".into(),
                    subcontracting: "不得转包。".into(),
                },
                milestones: stages
                    .into_iter()
                    .map(|(title, amount, after)| DraftMilestone {
                        title: title.into(),
                        due_on: starts_on + TimeDelta::days(after),
                        amount,
                    })
                    .collect(),
            };
            let made = contract::actions::draft(tx, &no, &draft)?;
            contract::actions::submit(tx, &made.no)
        });
        let no = made.await?.no;
        if stage == Stage::Contract {
            return Ok(());
        }
        let of = no.clone();
        self.by("approver", at + TimeDelta::hours(20), move |tx| contract::actions::approve(tx, &of)).await?;
        if stage == Stage::ToSign {
            return Ok(());
        }
        let winner = self.bidders.first().cloned().unwrap_or_default();
        self.by(&winner, at + TimeDelta::hours(44), move |tx| contract::actions::sign(tx, &no)).await?;
        Ok(())
    }
}

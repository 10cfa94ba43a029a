//! Money: never twice, never too much, never by one person.
use super::cast::{Cast, ok, path, verdict};
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::json;
use shanzhi::{
    kernel::actor::{BodyKind, Role},
    market::money,
    schema::{acceptances, money_transactions, payments},
};

fn all_of_it() -> serde_json::Value {
    json!({"amount": "60", "invoice_no": "25512000000000000001"})
}

#[actix_web::test]
async fn a_hundred_equal_payments_at_once_are_one_payment_r12() {
    let cast = Cast::performing().await;
    let place = format!("/acceptances/{}/payments", cast.accept(1, "60").await);
    let keyed = join_all((0..50).map(|_| cast.finance.post_once(&place, "the-same-key", all_of_it()))).await;
    let unkeyed = join_all((0..50).map(|_| cast.finance.post(&place, all_of_it()))).await;
    let made: Vec<_> = keyed.iter().filter(|(status, _)| *status == 201).map(|(_, body)| body["no"].clone()).collect();
    assert_eq!(made.len(), 50, "the same key gets the same answer");
    assert!(made.iter().all(|no| no == &made[0]));
    assert!(unkeyed.iter().all(|(status, _)| *status == 409), "nothing is left to ask for");
    let confirmation = format!("/payments/{}/confirmation", made[0].as_str().unwrap());
    let confirmed = join_all((0..100).map(|_| cast.payer.post(&confirmation, json!({"voucher": "GK-0001"})))).await;
    assert_eq!(confirmed.iter().filter(|(status, _)| *status == 200).count(), 1);
    let (rows, claimed, paid, posted) = cast
        .app
        .make(|tx| {
            let rows: i64 = payments::table.count().get_result(tx.conn)?;
            let (claimed, paid): (i64, i64) =
                acceptances::table.select((acceptances::claimed, acceptances::paid)).first(tx.conn)?;
            let of = money_transactions::table.filter(money_transactions::kind.eq("paid"));
            Ok((rows, claimed, paid, of.count().get_result::<i64>(tx.conn)?))
        })
        .await;
    assert_eq!((rows, claimed, paid, posted), (1, 6_000, 6_000, 1));
}

#[actix_web::test]
async fn parts_may_be_paid_but_never_more_than_was_accepted_pr_104() {
    let cast = Cast::performing().await;
    let place = format!("/acceptances/{}/payments", cast.accept(1, "50").await);
    let ask = |amount: &str| json!({"amount": amount, "invoice_no": "1"});
    ok(cast.finance.post(&place, ask("20")).await);
    let second = ok(cast.finance.post(&place, ask("30")).await);
    let (status, body) = cast.finance.post(&place, ask("0.01")).await;
    assert!(status == 409 && body.to_string().contains("payment-too-much"), "{body}");
    let no = second["no"].as_str().unwrap();
    ok(cast.finance.post(&format!("/payments/{no}/withdrawal"), json!({"reason": "发票有误"})).await);
    ok(cast.finance.post(&place, ask("30")).await);
    assert_eq!(cast.payer.post(&format!("/payments/{no}/confirmation"), json!({"voucher": "GK-0009"})).await.0, 409);
    let unbalanced = cast.app.make(|tx| money::unbalanced(tx.conn)).await;
    assert!(unbalanced.is_empty());
}

#[actix_web::test]
async fn a_voucher_pays_once() {
    let cast = Cast::performing().await;
    let (first, second) = (cast.accept(1, "60").await, cast.accept(2, "40").await);
    let mut numbers = Vec::new();
    for acceptance in [&first, &second] {
        let path = format!("/acceptances/{acceptance}/payments");
        let asked = cast.finance.post(&path, json!({"amount": "40", "invoice_no": "1"}));
        numbers.push(ok(asked.await)["no"].as_str().unwrap().to_owned());
    }
    let confirm = |n: usize| format!("/payments/{}/confirmation", numbers[n]);
    ok(cast.payer.post(&confirm(0), json!({"voucher": "gk-0001"})).await);
    let (status, body) = cast.payer.post(&confirm(1), json!({"voucher": "GK-0001"})).await;
    assert!(status == 409 && body.to_string().contains("voucher-used"), "{body}");
}

#[actix_web::test]
async fn nobody_has_two_parts_in_one_purchase_pr_95() {
    let cast = Cast::performing().await;
    let body = (BodyKind::Authority, cast.authority);
    // Roles that do not exclude each other in general still exclude each other in this case.
    for (email, role) in [
        ("approver@example.org", Role::Acceptor),
        ("buyer@example.org", Role::Finance),
        ("acceptor@example.org", Role::Payer),
    ] {
        cast.app.with_role(email, role, body).await;
    }
    ok(cast.supplier.post(&path("milestones/1/reports"), json!({"summary": "完成"})).await);
    let refused = |(status, body): (u16, serde_json::Value)| {
        assert!(status == 403 && body.to_string().contains("same-person"), "{status} {body}");
    };
    let approver = cast.app.api("approver@example.org").await;
    refused(approver.post(&path("milestones/1/acceptances"), verdict("60")).await);
    let accepted = ok(cast.acceptor.post(&path("milestones/1/acceptances"), verdict("60")).await);
    let place = format!("/acceptances/{}/payments", accepted["no"].as_str().unwrap());
    refused(cast.app.api("buyer@example.org").await.post(&place, all_of_it()).await);
    let payment = ok(cast.finance.post(&place, all_of_it()).await);
    let confirmation = format!("/payments/{}/confirmation", payment["no"].as_str().unwrap());
    refused(cast.app.api("acceptor@example.org").await.post(&confirmation, json!({"voucher": "GK-0001"})).await);
    ok(cast.payer.post(&confirmation, json!({"voucher": "GK-0001"})).await);
}

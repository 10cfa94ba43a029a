//! The first administrator comes from a one-time address.
use crate::support::{Operator, TestApp};

#[actix_web::test]
async fn an_invitation_is_printed_and_the_invited_is_listed() {
    let app = TestApp::new().await;
    let operator = Operator::of(&app).with("SHANZHI__SERVER__PUBLIC_URL", "https://city.example");
    assert!(operator.run(&["admin", "list"]).await.expect(0).out.contains("no administrator yet"));
    let said = operator.run(&["admin", "invite", "First@Example.org"]).await.expect(0);
    assert!(said.out.starts_with("https://city.example/invitations/"), "{}", said.out);
    assert_eq!(operator.run(&["admin", "list"]).await.expect(0).out, "first@example.org\tfirst\tinvited\n");
    let wrong = operator.run(&["admin", "invite", "nobody"]).await.expect(1);
    assert!(wrong.err.contains("is not a mail address"), "{}", wrong.err);
}

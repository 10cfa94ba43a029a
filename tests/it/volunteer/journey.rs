//! The whole way: join, sign up, sign in and out, a second person, the hour counts.
use super::{credited, notice, publish, signup_id, stage, volunteer};

#[actix_web::test]
async fn an_hour_takes_the_list_both_marks_and_a_second_person() {
    let stage = stage().await;
    let no = publish(&stage.leader, &notice(&stage, "24")).await;
    let visitor = stage.app.visitor();
    assert!(visitor.get("/activities").await.expect(200).has("周六陪伴日"));
    assert!(visitor.get(&format!("/activities/{no}/calendar.ics")).await.expect(200).has("DTSTART:20261128T010000Z"));

    let me = volunteer(&stage.app, "xiaoman@example.org", "林小满", "小满").await;
    me.post(&format!("/activities/{no}/signup"), &[]).await.expect(303);
    let signup = signup_id(&stage.app, &no, 1).await;
    let attendance = format!("/activities/{no}/attendance");

    // Two hours before: the window is not open yet.
    stage.app.set_clock("2026-11-27T23:00:00Z");
    let early = stage.leader.post(&attendance, &[("signup", &signup), ("act", "in")]).await.expect(409);
    assert!(early.has("不在可签到"), "{}", early.outline());

    stage.app.set_clock("2026-11-28T01:00:00Z");
    stage.leader.post(&attendance, &[("signup", &signup), ("act", "in")]).await.expect(303);
    stage.app.set_clock("2026-11-28T03:31:00Z");
    stage.leader.post(&attendance, &[("signup", &signup), ("act", "out")]).await.expect(303);
    assert_eq!(credited(&stage.app).await, 0);

    // Who wrote the times cannot confirm them, nor can the volunteer.
    let record = format!("/hours/{no}-0001");
    stage.leader.post(&format!("{record}/confirmation"), &[]).await.expect(403);
    me.post(&format!("{record}/confirmation"), &[]).await.expect(403);
    assert_eq!(credited(&stage.app).await, 0);

    stage.officer.post(&format!("{record}/confirmation"), &[]).await.expect(303);
    assert_eq!(credited(&stage.app).await, 150);
    assert!(me.get("/volunteer").await.expect(200).has("2.5"));
    stage.app.settle().await;
    assert!(stage.app.letters().iter().any(|l| l.subject.contains("时长生效")));
}

#[actix_web::test]
async fn the_code_on_the_screen_signs_in_for_ninety_seconds_and_no_longer() {
    let stage = stage().await;
    let no = publish(&stage.leader, &notice(&stage, "24")).await;
    let me = volunteer(&stage.app, "xiaoman@example.org", "林小满", "小满").await;
    me.post(&format!("/activities/{no}/signup"), &[]).await.expect(303);
    stage.app.set_clock("2026-11-28T01:00:00Z");
    assert!(stage.leader.get(&format!("/activities/{no}/code/in")).await.expect(200).has("<svg"));
    me.get(&format!("/activities/{no}/code/in")).await.expect(403);
    me.post(&format!("/check-in/{no}/in-1-59000000-forged"), &[]).await.expect(409);
}

#[actix_web::test]
async fn overlapping_records_are_refused_and_danger_needs_insurance() {
    let stage = stage().await;
    let first = publish(&stage.leader, &notice(&stage, "24")).await;
    let mut later = notice(&stage, "24");
    for (name, value) in &mut later {
        match *name {
            "title" => *value = "清河净滩".into(),
            "starts_at" => *value = "2026-11-28T10:00".into(),
            "ends_at" => *value = "2026-11-28T12:00".into(),
            "min_age" => *value = "18".into(),
            _ => {}
        }
    }
    later.push(("is_dangerous", "yes".into()));
    let second = publish(&stage.leader, &later).await;
    let me = volunteer(&stage.app, "xiaoman@example.org", "林小满", "小满").await;
    for no in [&first, &second] {
        me.post(&format!("/activities/{no}/signup"), &[]).await.expect(303);
    }
    stage.app.set_clock("2026-11-28T04:30:00Z");
    let paper = |signup: String, from: &'static str, to: &'static str| {
        vec![("signup".to_owned(), signup), ("in_at".to_owned(), from.to_owned()), ("out_at".to_owned(), to.to_owned())]
    };
    let send = async |no: &str, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        stage.leader.post(&format!("/activities/{no}/paper"), &fields).await
    };
    let one = signup_id(&stage.app, &first, 1).await;
    send(&first, paper(one, "2026-11-28T09:00", "2026-11-28T11:00")).await.expect(303);

    // domain.md 12, 16: dangerous activity without insurance, then two records that overlap.
    let two = signup_id(&stage.app, &second, 1).await;
    let uninsured = send(&second, paper(two.clone(), "2026-11-28T10:00", "2026-11-28T12:00")).await.expect(409);
    assert!(uninsured.has("人身意外伤害保险"));
    let insurance = [("policy", "某险 PA-1"), ("insured_from", "2026-11-01"), ("insured_to", "2026-11-30")];
    stage.leader.post(&format!("/activities/{second}/insurance"), &insurance).await.expect(303);
    let overlap = send(&second, paper(two, "2026-11-28T10:00", "2026-11-28T12:00")).await.expect(409);
    assert!(overlap.has("时间重叠"), "{}", overlap.outline());
}

#[actix_web::test]
async fn late_entries_need_a_reason_and_corrections_keep_the_old_times() {
    let stage = stage().await;
    let no = publish(&stage.leader, &notice(&stage, "24")).await;
    let me = volunteer(&stage.app, "xiaoman@example.org", "林小满", "小满").await;
    me.post(&format!("/activities/{no}/signup"), &[]).await.expect(303);
    let signup = signup_id(&stage.app, &no, 1).await;
    stage.app.set_clock("2026-12-14T01:00:00Z");
    let times = [("signup", signup.as_str()), ("in_at", "2026-11-28T09:00"), ("out_at", "2026-11-28T10:00")];
    let late = stage.leader.post(&format!("/activities/{no}/paper"), &times).await.expect(409);
    assert!(late.has("补录须写明理由"), "{}", late.outline());
    let mut with_reason = times.to_vec();
    with_reason.push(("reason", "现场停电，名单刚找到"));
    stage.leader.post(&format!("/activities/{no}/paper"), &with_reason).await.expect(303);

    let record = format!("/hours/{no}-0001");
    stage.officer.post(&format!("{record}/confirmation"), &[]).await.expect(303);
    assert_eq!(credited(&stage.app).await, 60);
    me.post(&format!("{record}/objection"), &[("reason", "我是 11:30 走的")]).await.expect(303);
    assert_eq!(credited(&stage.app).await, 0);
    let corrected = [("in_at", "2026-11-28T09:00"), ("out_at", "2026-11-28T11:30"), ("reason", "核对名单后更正")];
    stage.officer.post(&format!("{record}/correction"), &corrected).await.expect(303);
    stage.officer.post(&format!("{record}/confirmation"), &[]).await.expect(403);
    let deputy = super::deputy(&stage, "deputy@example.org").await;
    deputy.post(&format!("{record}/confirmation"), &[]).await.expect(303);
    assert_eq!(credited(&stage.app).await, 150);
    let page = me.get(&record).await.expect(200);
    assert!(page.has("1 改为 2.5 小时") && page.has("补录"), "{}", page.outline());
}

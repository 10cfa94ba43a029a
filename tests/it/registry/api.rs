//! The whole way by the JSON API, by a program that knows only what the description of the API says.
use super::{NAME, files, numbers, office};
use crate::support::{Api, TestApp};
use serde_json::{Value, json};

/// A program that refuses to call what is not described, or to send what is not described.
struct Program {
    api: Api,
    doc: Value,
}

impl Program {
    async fn of(app: &TestApp, email: &str) -> Self {
        let doc = serde_json::from_str(&app.visitor().get("/api/openapi.json").await.expect(200).body).unwrap();
        Self { api: app.api(email).await, doc }
    }

    fn operation(&self, method: &str, template: &str) -> &Value {
        let operation = &self.doc["paths"][format!("/api/v1{template}")][method];
        assert!(operation.is_object(), "{method} {template} is not described");
        operation
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(at) => self.doc.pointer(at.trim_start_matches('#')).expect("the schema is there"),
            None => schema,
        }
    }

    fn fits(&self, operation: &Value, body: &Value) {
        let schema = self.resolve(&operation["requestBody"]["content"]["application/json"]["schema"]);
        let known = schema["properties"].as_object();
        for name in body.as_object().into_iter().flatten().map(|(name, _)| name) {
            assert!(known.is_some_and(|known| known.contains_key(name)), "{name} is not described");
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(body.get(name).is_some(), "{name} is required");
        }
    }

    async fn call(&self, method: &str, template: &str, no: &str, body: Value) -> (u16, Value) {
        let operation = self.operation(method, template);
        let path = template.replace("{no}", no);
        let (status, answer) = match method {
            "get" => self.api.get(&path).await,
            "put" => {
                self.fits(operation, &body);
                self.api.put(&path, body).await
            }
            _ => {
                self.fits(operation, &body);
                self.api.post(&path, body).await
            }
        };
        let told = operation["responses"].as_object().unwrap();
        assert!(told.contains_key(&status.to_string()), "{method} {template} answers {status}, which is not described");
        (status, answer)
    }

    async fn done(&self, method: &str, template: &str, no: &str, body: Value) -> Value {
        let (status, answer) = self.call(method, template, no, body).await;
        assert!((200..300).contains(&status), "{method} {template}: {status} {answer}");
        answer
    }
}

fn tasks() -> [(&'static str, Value); 5] {
    let n = numbers();
    let person = |name: &str, part: &str, number: &str| json!({"name": name, "parts": [part], "number": number, "phone": "13800000001", "is_eligible": true});
    [
        (
            "organization",
            json!({"name": NAME, "category": "community", "form": "legal_person", "division": "510903", "is_community": true,
                "purpose": "陪伴老人", "scope": "居家养老服务"}),
        ),
        ("people", json!({"people": [person("徐静", "founder", &n[0]), person("何青", "representative", &n[1])]})),
        ("premises", json!({"address": "荷塘路 1 号", "area": 180, "right": "leased", "until": "2029-11-30"})),
        ("capital", json!({"amount": "3000.00", "nonstate": 100, "source": "举办者自筹"})),
        (
            "charter",
            json!({"items": ["name_domicile", "purpose_scope", "governance", "officers", "assets", "amendment", "termination", "other"],
                "text": "第一条"}),
        ),
    ]
}

#[actix_web::test]
async fn a_program_founds_an_organization_with_described_operations_only() {
    let office = office().await;
    let founder = Program::of(&office.app, "founder@example.org").await;
    let begun = founder.done("post", "/applications", "", json!({"kind": "service", "authority": "mz-510903"})).await;
    let no = begun["no"].as_str().expect("a number").to_owned();
    let mut missing = usize::MAX;
    for (task, body) in tasks() {
        founder.done("put", &format!("/applications/{{no}}/tasks/{task}"), &no, body).await;
        let left = founder.done("get", "/applications/{no}", &no, Value::Null).await;
        let now = left["missing"].as_array().unwrap().len();
        assert!(now < missing, "{task}: {left}");
        missing = now;
    }
    let early = founder.call("post", "/applications/{no}/submission", &no, json!({"declared": true})).await;
    assert_eq!((early.0, early.1["code"].as_str()), (409, Some("document-missing")), "{}", early.1);
    founder.operation("post", "/applications/{no}/documents");
    for (key, name, bytes) in [
        ("application", "申请书.pdf", files::scan(8 << 20)),
        ("capital_verification", "验资报告.pdf", files::scan(900)),
        ("premises_proof", "合同.jpg", files::photo()),
        ("officers_identity", "身份.jpg", files::photo()),
        ("charter", "章程.docx", files::docx()),
    ] {
        let path = format!("/applications/{no}/documents");
        let (status, body) = founder.api.upload(&path, &format!("file.{key}"), name, bytes).await;
        assert_eq!((status, body["documents"][0]["key"].as_str()), (201, Some(key)), "{body}");
    }
    let (status, _) = founder.call("post", "/applications/{no}/submission", &no, json!({"declared": false})).await;
    assert_eq!(status, 422);
    let sent = founder.done("post", "/applications/{no}/submission", &no, json!({"declared": true})).await;
    assert_eq!((sent["state"].as_str(), sent["notice_due"].as_str()), (Some("submitted"), Some("2026-11-30")));

    let clerk = Program::of(&office.app, "clerk@example.org").await;
    clerk.operation("get", "/applications");
    let (_, queue) = clerk.api.get("/applications?list=office").await;
    assert_eq!(queue["items"][0]["no"].as_str(), Some(no.as_str()), "{queue}");
    let checks = json!({"checks": [{"item": "charter", "is_fine": false, "text": "缺少剩余财产的去向"}]});
    clerk.done("post", "/applications/{no}/correction-notice", &no, checks).await;
    let told = founder.done("get", "/applications/{no}", &no, Value::Null).await;
    assert_eq!(told["defects"][0]["text"].as_str(), Some("缺少剩余财产的去向"));
    assert!(!told.to_string().contains(&numbers()[0]) && told["content"]["people"][0]["identity"] == "");
    let answered = json!({"declared": true, "answers": [{"text": "已补写"}]});
    founder.done("post", "/applications/{no}/submission", &no, answered).await;
    let slip = clerk.done("post", "/applications/{no}/acceptance", &no, json!({})).await;
    assert_eq!(
        (slip["accepted_on"].as_str(), slip["statutory_due"].as_str(), slip["is_deemed"].as_bool()),
        (Some("2026-11-23"), Some("2027-01-22"), Some(false))
    );
    let reviewer = Program::of(&office.app, "reviewer@example.org").await;
    reviewer.done("post", "/applications/{no}/opinion", &no, json!({"is_in_favour": true, "text": "符合规定"})).await;
    let (status, refused) =
        reviewer.call("post", "/applications/{no}/decision", &no, json!({"is_granted": true})).await;
    assert_eq!((status, refused["code"].as_str()), (403, Some("not-your-role")));
    let decider = Program::of(&office.app, "decider@example.org").await;
    let granted = decider.done("post", "/applications/{no}/decision", &no, json!({"is_granted": true})).await;
    let code = granted["credit_code"].as_str().expect("a code").to_owned();
    office.app.settle().await;
    let mine = founder.done("get", "/applications/{no}", &no, Value::Null).await;
    assert_eq!((mine["state"].as_str(), mine["credit_code"].as_str()), (Some("issued"), Some(code.as_str())));
    founder.operation("get", "/organizations/{code}");
    let (status, shown) = founder.api.get(&format!("/organizations/{code}")).await;
    assert_eq!((status, shown["name"].as_str()), (200, Some(NAME)));
    founder.operation("get", "/organizations");
    let (_, found) = founder.api.get("/organizations?q=养老").await;
    assert!(found.to_string().contains(&code), "{found}");
}

#[actix_web::test]
async fn the_api_refuses_with_the_same_codes_and_keys_give_the_first_result_again() {
    let office = office().await;
    let founder = office.app.api("founder@example.org").await;
    let body = json!({"kind": "service", "authority": "mz-510903"});
    let first = founder.post_once("/applications", "key-0000-0001", body.clone()).await;
    assert_eq!(founder.post_once("/applications", "key-0000-0001", body).await, first);
    let other = json!({"kind": "association", "authority": "mz-510903"});
    let (status, problem) = founder.post_once("/applications", "key-0000-0001", other).await;
    assert_eq!((status, problem["code"].as_str()), (422, Some("once-mismatch")));
    let (status, problem) =
        founder.post("/applications", json!({"kind": "foundation", "authority": "mz-510903"})).await;
    assert_eq!((status, problem["code"].as_str()), (409, Some("kind-not-open")), "SO-13");
    let no = first.1["no"].as_str().unwrap().to_owned();
    let stranger = office.app.api("clerk@example.org").await;
    let (status, _) = stranger.get(&format!("/applications/{no}")).await;
    assert_eq!(status, 404);
    for body in [json!({}), json!({"amount": -1}), json!({"amount": "3000", "nonstate": 101, "source": ""}), json!([])]
    {
        let (status, problem) = founder.put(&format!("/applications/{no}/tasks/capital"), body).await;
        assert_eq!(status, 422, "{problem}");
        assert!(problem["errors"].as_array().is_some_and(|e| !e.is_empty()), "{problem}");
    }
    let bad = json!({"people": [{"name": "徐静", "parts": ["founder"], "number": "510900199003070014", "phone": "1"}]});
    let (status, problem) = founder.put(&format!("/applications/{no}/tasks/people"), bad).await;
    assert_eq!(status, 422);
    let fields: Vec<&str> = problem["errors"].as_array().unwrap().iter().filter_map(|e| e["field"].as_str()).collect();
    assert_eq!(fields, ["people.0.phone", "people.0.number"], "{problem}");
}

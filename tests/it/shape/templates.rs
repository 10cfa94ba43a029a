//! Every sample of every page renders in both languages.
use serde_json::json;
use shanzhi::{
    platform::{
        i18n::{Locale, Words},
        templates::Templates,
    },
    views,
};
use std::sync::Arc;

#[test]
fn every_sample_of_every_page_renders_in_both_languages() {
    let words = Arc::new(Words::load().expect("both languages load"));
    let templates = Templates::load(&words).expect("every template compiles");
    let mut wrong = Vec::new();
    for page in views::all() {
        assert!(!page.samples.is_empty(), "{} has no sample", page.template);
        for (n, sample) in page.samples.iter().enumerate() {
            for locale in Locale::ALL {
                let mut context = tera::Context::new();
                context.insert("v", sample);
                context.insert("f", &json!({"values": {}, "errors": []}));
                context.insert("page", &around(locale));
                if let Err(e) = templates.render(locale, page.template, &context) {
                    wrong.push(format!("sample {n}: {e:#}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn around(locale: Locale) -> serde_json::Value {
    json!({"path": "/x", "route": "/x", "lang": locale.tag(), "other_lang": locale.other().tag(), "switch_url": "/x?lang=en",
        "mode": "standard", "theme": "auto", "nav": "home", "desk": false, "csrf": "c", "once": "o", "signed_in": true,
        "who": {"name": "测试", "roles_label": "", "strong": false}, "flash": null, "demo": true,
        "city": {"name": "遂宁市", "organiser": "", "site_code": "", "icp": "", "police": "", "hotline": "12345"},
        "unread": 0, "request_id": "r", "now": "2026-11-23T01:00:00Z"})
}

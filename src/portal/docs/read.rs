//! From the OpenAPI description to what the page shows.
#![allow(clippy::indexing_slicing, reason = "a JSON object: a missing key reads as null, and one is made when set")]
use super::views::{Answer, Endpoint, Field, Part};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How deep nested bodies are unfolded.
const DEPTH: usize = 4;
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Every endpoint by its first tag, in the order of the addresses.
pub(super) fn parts(doc: &Value, base: &str) -> Vec<Part> {
    let mut by_tag: BTreeMap<String, Vec<Endpoint>> = BTreeMap::new();
    for (path, item) in doc["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let Some(op) = item.get(method) else { continue };
            let tag = op["tags"][0].as_str().unwrap_or("other").to_owned();
            by_tag.entry(tag).or_default().push(endpoint(doc, base, method, path, op));
        }
    }
    by_tag.into_iter().map(|(name, endpoints)| Part { name, endpoints }).collect()
}

fn endpoint(doc: &Value, base: &str, method: &str, path: &str, op: &Value) -> Endpoint {
    let schema = &op["requestBody"]["content"]["application/json"]["schema"];
    let text = |v: &Value| v.as_str().unwrap_or_default().trim().to_owned();
    let mut body = Vec::new();
    unfold(doc, schema, "", DEPTH, &mut body);
    let parameters: Vec<Field> = op["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|p| Field {
            name: text(&p["name"]),
            kind: kind(doc, &p["schema"]),
            required: p["required"].as_bool().unwrap_or(false),
            text: text(&p["description"]),
        })
        .collect();
    let answers = op["responses"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(status, r)| Answer { status: status.clone(), text: text(&r["description"]) })
        .collect();
    let summary = [text(&op["summary"]), text(&op["description"])];
    let summary =
        if summary[1].is_empty() || summary[0] == summary[1] { summary[0].clone() } else { summary.join(" ") };
    let needs_token = op["security"].as_array().is_some_and(|s| !s.is_empty());
    let sample = if schema.is_null() { None } else { Some(example(doc, schema, DEPTH)) };
    Endpoint {
        id: format!("{method}{}", path.replace(['/', '{', '}', '_', '.'], "-")),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary,
        needs_token,
        parameters,
        body,
        answers,
        curl: curl(base, method, path, needs_token, sample.as_ref()),
    }
}

fn curl(base: &str, method: &str, path: &str, needs_token: bool, sample: Option<&Value>) -> String {
    let mut out = format!("curl -X {} '{base}{path}'", method.to_uppercase());
    if needs_token {
        out.push_str(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
    }
    if method == "post" {
        out.push_str(" \\\n  -H 'Idempotency-Key: 5f0c1c2e-one-try'");
    }
    if let Some(sample) = sample {
        let text = serde_json::to_string(sample).unwrap_or_default().replace('\'', "'\\''");
        out.push_str(&format!(" \\\n  -H 'Content-Type: application/json' \\\n  -d '{text}'"));
    }
    out
}

/// Follows a reference to its schema.
fn resolved<'d>(doc: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
        Some(pointer) => doc.pointer(pointer).unwrap_or(&Value::Null),
        None => schema,
    }
}

fn kind(doc: &Value, schema: &Value) -> String {
    let schema = resolved(doc, schema);
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    let word = match &schema["type"] {
        Value::String(one) => one.clone(),
        Value::Array(many) => {
            many.iter().filter_map(Value::as_str).filter(|w| *w != "null").collect::<Vec<_>>().join(" | ")
        }
        _ => "object".into(),
    };
    match (word.as_str(), schema["format"].as_str()) {
        ("array", _) => format!("[{}]", kind(doc, &schema["items"])),
        (_, Some(format)) => format!("{word} ({format})"),
        _ => word,
    }
}

fn unfold(doc: &Value, schema: &Value, at: &str, depth: usize, out: &mut Vec<Field>) {
    let schema = resolved(doc, schema);
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, part) in schema["properties"].as_object().into_iter().flatten() {
        let full = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
        out.push(Field {
            kind: kind(doc, part),
            required: required.contains(&name.as_str()),
            text: part["description"].as_str().unwrap_or_default().to_owned(),
            name: full.clone(),
        });
        let inner = resolved(doc, part);
        if depth > 0 && inner["properties"].is_object() {
            unfold(doc, inner, &full, depth - 1, out);
        }
        let items = resolved(doc, &inner["items"]);
        if depth > 0 && items["properties"].is_object() {
            unfold(doc, items, &format!("{full}.0"), depth - 1, out);
        }
    }
}

/// A body to try, from the examples the fields carry.
fn example(doc: &Value, schema: &Value, depth: usize) -> Value {
    let schema = resolved(doc, schema);
    if !schema["example"].is_null() {
        return schema["example"].clone();
    }
    if let Some(first) = schema["examples"].get(0).or_else(|| schema["enum"].get(0)) {
        return first.clone();
    }
    if depth == 0 {
        return Value::Null;
    }
    match schema["type"].as_str().or_else(|| schema["type"][0].as_str()) {
        Some("array") => json!([example(doc, &schema["items"], depth - 1)]),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        Some("string") => match schema["format"].as_str() {
            Some("date") => json!("2026-11-23"),
            Some("date-time") => json!("2026-11-23T09:00:00Z"),
            _ => json!("text"),
        },
        _ => {
            let all = schema["properties"].as_object().into_iter().flatten();
            Value::Object(all.map(|(k, v)| (k.clone(), example(doc, v, depth - 1))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_unfolded_and_the_command_carries_an_example() {
        let doc = json!({
            "paths": {"/api/v1/tenders/{no}": {"post": {"tags": ["market"], "summary": "Makes", "security": [{"bearer": []}],
                "parameters": [{"name": "no", "required": true, "schema": {"type": "string"}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/T"}}}},
                "responses": {"201": {"description": "Made"}}}}},
            "components": {"schemas": {"T": {"type": "object", "required": ["title"], "properties": {
                "title": {"type": "string", "example": "Tea"},
                "criteria": {"type": "array", "items": {"type": "object", "properties": {"weight": {"type": "integer"}}}}}}}}
        });
        let parts = parts(&doc, "https://x.example");
        let one = &parts[0].endpoints[0];
        let names: Vec<&str> = one.body.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["criteria", "criteria.0.weight", "title"]);
        assert!(one.curl.contains("\"title\":\"Tea\"") && one.curl.contains("Bearer") && one.needs_token);
        assert_eq!(one.answers[0].status, "201");
    }
}

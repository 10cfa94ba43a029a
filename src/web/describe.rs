//! What every operation of the JSON API has in common, said once in its description: tokens, keys, problems.
use serde::Serialize;
use utoipa::{
    Modify, ToSchema,
    openapi::{
        ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder,
        path::{Operation, ParameterBuilder, ParameterIn},
        schema::{ObjectBuilder, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

/// A refusal or a fault (RFC 9457), with sentences in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "/problems/invalid")]
    kind: String,
    /// The same as a stable word.
    #[schema(example = "invalid")]
    code: String,
    /// The HTTP status.
    status: u16,
    /// What it is in a few words.
    title: String,
    /// Every reason and the way out.
    detail: String,
    /// Number of the request, for questions to the operator.
    request: String,
    /// Every reason by itself.
    errors: Vec<ProblemReason>,
}

/// One reason: a field that is wrong, or a rule that says no.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemReason {
    /// A stable word.
    code: String,
    /// The field, where one is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// Its JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    /// What is wrong with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// Sums, days and names that the reason speaks of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    facts: Option<serde_json::Value>,
}

/// Adds to every operation under `/api/v1` what holds for all of them.
#[derive(Debug)]
pub struct Common;

impl Modify for Common {
    fn modify(&self, doc: &mut OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        doc.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
        for (path, item) in &mut doc.paths.paths {
            if let Some(post) = item.post.as_mut() {
                takes_key(post);
            }
            let all = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
            for operation in all.into_iter().flatten() {
                named(path, operation);
                refuses(operation);
            }
        }
    }
}

/// A name that is only a verb gets the noun of its address before it: `application_submit`.
fn named(path: &str, operation: &mut Operation) {
    let noun = path.strip_prefix("/api/v1/").and_then(|rest| rest.split('/').next()).map(|n| n.trim_end_matches('s'));
    if let (Some(noun), Some(name)) = (noun, operation.operation_id.as_mut())
        && !name.contains('_')
    {
        *name = format!("{}_{name}", noun.replace('-', "_"));
    }
}

/// Sent again with the same key, a POST answers what it answered first.
fn takes_key(operation: &mut Operation) {
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .description(Some("Any word of the caller's; the same word again gets the first answer again"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).max_length(Some(100)).build()))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(key));
}

fn refuses(operation: &mut Operation) {
    let problem = || ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let told = || RefOr::T(problem());
    let all = &mut operation.responses.responses;
    for (status, response) in all.iter_mut() {
        if let (true, RefOr::T(response)) = (status.starts_with('4'), response) {
            response.content.entry("application/problem+json".into()).or_insert_with(told);
        }
    }
    all.entry("default".into()).or_insert_with(|| {
        let any = ResponseBuilder::new().description("Any other refusal or fault");
        RefOr::T(any.content("application/problem+json", problem()).build())
    });
}

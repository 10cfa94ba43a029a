//! People at their browsers, and programs that know only the API.
use reqwest::{Client, Method, RequestBuilder, multipart, redirect};
use serde_json::{Value, json};
use shanzhi::kernel::random;

/// A browser with a cookie jar that follows no redirect by itself.
pub struct Browser {
    client: Client,
    url: String,
}

/// An answer.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub body: String,
    pub location: String,
}

impl Browser {
    pub fn new(url: &str) -> Self {
        let client = Client::builder()
            .cookie_store(true)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Self { client, url: url.to_owned() }
    }

    async fn answer(&self, request: RequestBuilder) -> Page {
        let response = request.send().await.expect("the program answers");
        let status = response.status().as_u16();
        let location = response.headers().get("location").and_then(|l| l.to_str().ok()).unwrap_or_default().to_owned();
        Page { status, location, body: response.text().await.expect("a whole answer") }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.answer(self.client.get(format!("{}{path}", self.url))).await
    }

    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let response = self.client.get(format!("{}{path}", self.url)).send().await.expect("the program answers");
        assert_eq!(response.status().as_u16(), 200, "{path}");
        response.bytes().await.expect("a whole answer").to_vec()
    }

    /// The form token of this session, as every page carries it.
    pub async fn csrf(&self) -> String {
        let page = self.get("/sign-in").await;
        page.body
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .and_then(|s| s.split('"').next())
            .unwrap_or_default()
            .to_owned()
    }

    /// Sends a form as a page would: with its token and a fresh `once` unless the fields bring one.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let (csrf, once) = (self.csrf().await, random::token());
        let mut all: Vec<(&str, &str)> = vec![("csrf", &csrf)];
        if !fields.iter().any(|(name, _)| *name == "once") {
            all.push(("once", &once));
        }
        all.extend_from_slice(fields);
        self.answer(self.client.post(format!("{}{path}", self.url)).form(&all)).await
    }

    /// Asks by any method, as somebody who tries doors: a form with its token and nothing else, or an empty JSON body.
    pub async fn ask(&self, method: &str, path: &str) -> Page {
        let address = format!("{}{path}", self.url);
        let request = match method {
            "GET" | "HEAD" => self.client.get(address),
            _ if path.starts_with("/api/") => {
                let method = Method::from_bytes(method.as_bytes()).expect("a method");
                self.client.request(method, address).header("Idempotency-Key", random::token()).json(&json!({}))
            }
            _ => {
                let (csrf, once) = (self.csrf().await, random::token());
                self.client.post(address).form(&[("csrf", &csrf), ("once", &once)])
            }
        };
        self.answer(request).await
    }

    /// Sends bytes of any kind, as they are: for requests that no honest page makes.
    pub async fn post_bytes(&self, path: &str, kind: &str, bytes: Vec<u8>) -> Page {
        let request = self.client.post(format!("{}{path}", self.url)).header("content-type", kind);
        self.answer(request.header("x-csrf-token", self.csrf().await).body(bytes)).await
    }

    /// Sends a form with one file.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, Vec<u8>)) -> Page {
        let mut form = multipart::Form::new().text("csrf", self.csrf().await).text("once", random::token());
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        let part = multipart::Part::bytes(file.2).file_name(file.1.to_owned());
        form = form.part(file.0.to_owned(), part);
        self.answer(self.client.post(format!("{}{path}", self.url)).multipart(form)).await
    }
}

impl Page {
    /// Fails with the page's words when the status is another.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.outline());
        self
    }

    /// Headings, labels, errors and buttons as text: what a test may rely on while markup changes.
    pub fn outline(&self) -> String {
        let html = scraper::Html::parse_document(&self.body);
        let selector = scraper::Selector::parse(
            "h1, h2, h3, label, legend, .error, .errors li, .note, .tag, button, dt, dd, .empty",
        )
        .expect("a selector");
        let words =
            |e: scraper::ElementRef| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        html.select(&selector).map(words).filter(|w| !w.is_empty()).collect::<Vec<_>>().join("\n")
    }

    pub fn has(&self, words: &str) -> bool {
        self.body.contains(words)
    }
}

/// A program with tokens.
pub struct Api {
    client: Client,
    url: String,
    token: String,
}

impl Api {
    /// A program without a token.
    pub fn visitor(url: &str) -> Self {
        let client = Client::builder().redirect(redirect::Policy::none()).no_proxy().build().expect("a client");
        Self { client, url: url.to_owned(), token: String::new() }
    }

    pub async fn sign_in(url: &str, email: &str, password: &str) -> Self {
        let mut api = Self::visitor(url);
        let (status, body) = api.post("/session", json!({"email": email, "password": password})).await;
        assert_eq!(status, 200, "{body}");
        api.token = body["access_token"].as_str().expect("a token").to_owned();
        api
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>, key: Option<&str>) -> (u16, Value) {
        let mut request = self.client.request(method, format!("{}/api/v1{path}", self.url));
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.expect("the program answers");
        let status = response.status().as_u16();
        let text = response.text().await.expect("a whole answer");
        (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.send(Method::GET, path, None, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(Method::POST, path, Some(body), None).await
    }

    pub async fn put(&self, path: &str, body: Value) -> (u16, Value) {
        self.send(Method::PUT, path, Some(body), None).await
    }

    /// Uploads one file in a field.
    pub async fn upload(&self, path: &str, field: &str, name: &str, bytes: Vec<u8>) -> (u16, Value) {
        let part = multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = multipart::Form::new().part(field.to_owned(), part);
        let request = self.client.post(format!("{}/api/v1{path}", self.url)).bearer_auth(&self.token);
        let request = request.header("Idempotency-Key", random::token()).multipart(form);
        let response = request.send().await.expect("the program answers");
        (response.status().as_u16(), response.json().await.unwrap_or_default())
    }

    pub async fn post_once(&self, path: &str, key: &str, body: Value) -> (u16, Value) {
        self.send(Method::POST, path, Some(body), Some(key)).await
    }
}

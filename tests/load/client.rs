//! A small client over kept-alive connections: it costs the same for both sides and little of the machine.
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Makes the n-th request of a run, whole with its head.
pub type Make = dyn Fn(&str, usize) -> Vec<u8>;

/// An answer with its body.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

/// What a run saw.
pub struct Seen {
    pub answered: usize,
    pub wrong: usize,
    pub rate: f64,
    pub p50: f64,
    pub p99: f64,
}

struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    async fn open(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    async fn ask(&mut self, request: &[u8]) -> std::io::Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let (head, length) = loop {
            self.more().await?;
            if let Some(at) = self.buffer.windows(4).position(|w| w == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.buffer[..at]).to_ascii_lowercase();
                let length = head.split("content-length: ").nth(1).and_then(|l| l.lines().next()?.trim().parse().ok());
                let length: usize = length.ok_or_else(|| std::io::Error::other("an answer without a length"))?;
                break (at + 4, length);
            }
        };
        while self.buffer.len() < head + length {
            self.more().await?;
        }
        let status = String::from_utf8_lossy(&self.buffer[9..12]).parse().unwrap_or(0);
        Ok(Answer { status, body: self.buffer[head..head + length].to_vec() })
    }

    async fn more(&mut self) -> std::io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(std::io::Error::other("the connection ended")),
            _ => Ok(()),
        }
    }
}

/// A request for a page.
pub fn get(address: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html,application/json\r\n\r\n").into_bytes()
}

/// A request with a JSON body.
pub fn post(address: &str, path: &str, token: &str, body: &str) -> Vec<u8> {
    let head = format!("POST {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n");
    format!("{head}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Asks once.
pub async fn once(address: &str, make: &Make) -> Option<Answer> {
    Line::open(address).await.ok()?.ask(&make(address, usize::MAX)).await.ok()
}

/// Asks again and again from several connections for a while; no two requests of a process have the same number.
pub async fn run(address: &str, make: &Make, clients: usize, span: Duration) -> Seen {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let (begun, end) = (Instant::now(), Instant::now() + span);
    let work = (0..clients).map(|_| async {
        let (mut times, mut wrong) = (Vec::new(), 0);
        let Ok(mut line) = Line::open(address).await else { return (times, 1) };
        while Instant::now() < end {
            let request = make(address, NEXT.fetch_add(1, Ordering::Relaxed));
            let asked = Instant::now();
            match line.ask(&request).await {
                Ok(answer) if matches!(answer.status, 200 | 201) => times.push(asked.elapsed().as_secs_f64() * 1000.0),
                _ => {
                    wrong += 1;
                    let Ok(again) = Line::open(address).await else { break };
                    line = again;
                }
            }
        }
        (times, wrong)
    });
    let all = futures_util::future::join_all(work).await;
    let seconds = begun.elapsed().as_secs_f64();
    let wrong = all.iter().map(|(_, w)| w).sum();
    let mut times: Vec<f64> = all.into_iter().flat_map(|(t, _)| t).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| {
        times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).copied().unwrap_or(0.0)
    };
    Seen { answered: times.len(), wrong, rate: times.len() as f64 / seconds, p50: at(50), p99: at(99) }
}

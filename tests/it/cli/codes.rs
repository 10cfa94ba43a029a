//! `shanzhi codes`.
use std::process::Stdio;
use tokio::io::AsyncWriteExt;

async fn asked(lines: &str) -> (i32, String, String) {
    let mut child = tokio::process::Command::new(env!("CARGO_BIN_EXE_shanzhi"))
        .arg("codes")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).await.unwrap();
    let done = child.wait_with_output().await.unwrap();
    let text = |b: Vec<u8>| String::from_utf8_lossy(&b).into_owned();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

#[actix_web::test]
async fn published_codes_are_right_and_every_wrong_one_is_told_with_its_fault_id_01() {
    let (code, out, _) = asked("53100000500019795A\n\n 52440300mjl186084f \n").await;
    assert_eq!((code, out.as_str()), (0, "53100000500019795A,ok\n52440300MJL186084F,ok\n"));
    let (code, out, err) =
        asked("53100000500019795B\n5310000050001979SA\n53100000500019795\n12100000400008888X\n").await;
    assert_eq!((code, out.lines().count()), (1, 4));
    assert!(out.lines().all(|l| !l.ends_with(",ok")) && err.contains("4 of 4 codes are wrong"), "{out}{err}");
}

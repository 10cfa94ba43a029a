//! Documents: what is taken, what is kept of it, and what half an upload leaves behind.
use super::{begin, files, office};

#[actix_web::test]
async fn a_photograph_is_handed_out_without_place_and_camera_and_a_scan_as_it_came() {
    let office = office().await;
    let no = begin(&office.founder).await;
    let documents = format!("/applications/{no}/documents");
    let scan = files::scan(8 << 20);
    for (field, name, bytes) in
        [("file.premises_proof", "租赁合同.jpg", files::photo()), ("file.application", "申请书.pdf", scan.clone())]
    {
        office.founder.upload(&documents, &[], (field, name, bytes)).await.expect(303);
    }
    let page = office.founder.get(&format!("/applications/{no}/tasks/documents")).await.expect(200);
    let ids: Vec<String> = page
        .body
        .split(&format!("href=\"/applications/{no}/documents/"))
        .skip(1)
        .map(|s| s.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 2, "{}", page.outline());
    let kept = [
        office.founder.bytes(&format!("{documents}/{}", ids[0])).await,
        office.founder.bytes(&format!("{documents}/{}", ids[1])).await,
    ];
    assert!(kept.contains(&scan), "a scan is kept to the byte");
    let photo = kept.iter().find(|b| b.starts_with(&[0xFF, 0xD8])).expect("the photograph");
    for trace in [&b"Exif"[..], b"GPS", b"SecretCamera"] {
        assert!(!photo.windows(trace.len()).any(|w| w == trace), "{}", String::from_utf8_lossy(trace));
    }
    // Nobody else sees a draft's papers, not even by their address.
    let other = office.app.person("other@example.org", "别人").await;
    for reader in [&other, &office.clerk] {
        reader.get(&format!("{documents}/{}", ids[0])).await.expect(404);
    }
    assert_eq!(office.app.visitor().get(&format!("{documents}/{}", ids[0])).await.status, 303);
}

#[actix_web::test]
async fn what_cannot_be_taken_is_named_and_what_was_there_stays() {
    let office = office().await;
    let no = begin(&office.founder).await;
    let documents = format!("/applications/{no}/documents");
    let send = async |field: &'static str, name: &'static str, bytes: Vec<u8>| {
        office.founder.upload(&documents, &[], (field, name, bytes)).await
    };
    send("file.charter", "章程.docx", files::docx()).await.expect(303);
    for (field, name, bytes) in [
        ("file.charter", "章程.docx", b"MZ this is a program".to_vec()),
        ("file.charter", "程序.exe", b"MZ".to_vec()),
        ("file.charter", "空.pdf", b"%PDF-1.7 cut off".to_vec()),
        ("file.charter", "照片.jpg", files::photo()),
        ("file.nothing_like_it", "章程.docx", files::docx()),
    ] {
        let refused = send(field, name, bytes).await.expect(422);
        assert!(!refused.outline().is_empty(), "{name}");
    }
    send("file.charter", "", vec![]).await.expect(409);
    let page = office.founder.get(&format!("/applications/{no}/tasks/documents")).await.expect(200);
    assert!(page.has("章程.docx"));
    // A second one takes the place of the first.
    send("file.charter", "章程（二稿）.pdf", files::scan(500)).await.expect(303);
    let page = office.founder.get(&format!("/applications/{no}/tasks/documents")).await.expect(200);
    assert!(page.has("章程（二稿）.pdf") && !page.has("章程.docx"));
}

#[actix_web::test]
async fn half_an_upload_leaves_nothing() {
    let office = office().await;
    let no = begin(&office.founder).await;
    let documents = format!("/applications/{no}/documents");
    let head = "--half\r\nContent-Disposition: form-data; name=\"file.charter\"; filename=\"章程.pdf\"\r\n\r\n";
    let mut body = head.as_bytes().to_vec();
    body.extend_from_slice(&files::scan(20_000)[..9000]);
    let kind = "multipart/form-data; boundary=half";
    let cut = office.founder.post_bytes(&documents, kind, body).await.expect(422);
    assert!(cut.has("没有传完"), "{}", cut.outline());
    let page = office.founder.get(&format!("/applications/{no}/tasks/documents")).await.expect(200);
    assert!(!page.has("章程.pdf"));
}

#[actix_web::test]
async fn a_document_taken_out_is_gone_for_readers() {
    let office = office().await;
    let no = begin(&office.founder).await;
    let documents = format!("/applications/{no}/documents");
    office.founder.upload(&documents, &[], ("file.charter", "章程.docx", files::docx())).await.expect(303);
    let page = office.founder.get(&format!("/applications/{no}/tasks/documents")).await.expect(200);
    let id = page.body.split(&format!("{documents}/")).nth(1).unwrap().split(['"', '/']).next().unwrap().to_owned();
    let other = office.app.person("other@example.org", "别人").await;
    other.post(&format!("{documents}/{id}/removal"), &[]).await.expect(404);
    office.founder.post(&format!("{documents}/{id}/removal"), &[]).await.expect(303);
    office.founder.get(&format!("{documents}/{id}")).await.expect(404);
    office.founder.post(&format!("{documents}/{id}/removal"), &[]).await.expect(404);
}

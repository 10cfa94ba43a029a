//! Documents of the kinds people really upload, made here.
use std::io::{Cursor, Write};

/// A scanned page as scanners write it: one picture without compression, at least `bytes` long.
pub fn scan(bytes: usize) -> Vec<u8> {
    let (width, height) = (200, bytes.div_ceil(200).max(1));
    let mut seed = 7u32;
    let picture: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    })
    .take(width * height)
    .collect();
    let head = format!(
        "<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {}>>\nstream\n",
        picture.len()
    );
    let objects: [Vec<u8>; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</S 4 0 R>>>>>>".to_vec(),
        [head.as_bytes(), &picture, b"\nendstream"].concat(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut at = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        at.push(out.len());
        writeln!(out, "{} 0 obj", n + 1).unwrap();
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let xref = out.len();
    out.extend_from_slice(b"xref\n0 5\n0000000000 65535 f \n");
    for offset in at {
        writeln!(out, "{offset:010} 00000 n ").unwrap();
    }
    write!(out, "trailer<</Size 5/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n").unwrap();
    out
}

/// A photograph whose EXIF block tells where it was taken and with what.
pub fn photo() -> Vec<u8> {
    let mut picture = image::RgbImage::new(320, 240);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        *pixel = image::Rgb([(x % 255) as u8, (y % 255) as u8, ((x + y) % 255) as u8]);
    }
    let mut plain = Cursor::new(vec![]);
    image::DynamicImage::ImageRgb8(picture).write_to(&mut plain, image::ImageFormat::Jpeg).unwrap();
    let plain = plain.into_inner();
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPSLatitude 30.5328 GPSLongitude 105.5928 SecretCamera");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
}

/// A charter as a Word document.
pub fn docx() -> Vec<u8> {
    let parts: [(&str, &str); 3] = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        (
            "word/document.xml",
            r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>章程草案</w:t></w:r></w:p></w:body></w:document>"#,
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(vec![]));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A list of council members as a workbook.
pub fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, name) in ["徐静", "何青", "龙沐"].into_iter().enumerate() {
        sheet.write_string(u32::try_from(row).unwrap(), 0, name).unwrap();
    }
    book.save_to_buffer().unwrap()
}

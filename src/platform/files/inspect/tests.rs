//! Real kinds of bytes, made here, and what becomes of them.
use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn look(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Accepted, Refused> {
    inspect(name, bytes.into(), &Limits::default())
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx() -> Vec<u8> {
    archive(&[("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"<r/>"), ("word/document.xml", b"<w:document/>")])
}

fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "预算").unwrap();
    book.save_to_buffer().unwrap()
}

fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj<</Type/Page>>endobj\ntrailer<<>>\n%%EOF\n".to_vec()
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut image = RgbImage::new(width, height);
    for (x, _, pixel) in image.enumerate_pixels_mut() {
        *pixel = if x < width / 2 { Rgb([250, 0, 0]) } else { Rgb([0, 0, 250]) };
    }
    let mut out = Cursor::new(vec![]);
    DynamicImage::ImageRgb8(image).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG whose EXIF block says "turn right" and where it was taken.
fn jpeg_with_exif() -> Vec<u8> {
    let plain = picture(64, 16, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS 30.53 N 105.59 E");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
}

#[test]
fn every_allowed_kind_is_taken_and_keeps_its_bytes_unless_it_is_a_picture() {
    let ofd = archive(&[("OFD.xml", b"<ofd:OFD/>"), ("Doc_0/Document.xml", b"<ofd:Document/>")]);
    for (name, bytes, format) in [
        ("申请书.docx", docx(), Format::Docx),
        ("预算.xlsx", xlsx(), Format::Xlsx),
        ("章程.pdf", pdf(), Format::Pdf),
        ("决算.OFD", ofd, Format::Ofd),
        ("说明.txt", "您好\r\n第二行".as_bytes().to_vec(), Format::Txt),
        ("名单.csv", b"\xD0\xD5\xC3\xFB,age\n".to_vec(), Format::Csv),
    ] {
        let taken = look(name, bytes.clone()).unwrap();
        assert_eq!((taken.format, taken.bytes), (format, bytes), "{name}");
        assert!(taken.name.ends_with(format.extension()), "{name}");
    }
    assert_eq!(look("章程.pdf", pdf()).unwrap().pages, Some(1));
}

#[test]
fn a_picture_leaves_upright_and_without_place_or_camera() {
    let with_exif = jpeg_with_exif();
    assert!(with_exif.windows(3).any(|window| window == b"GPS"));
    let taken = look("现场.JPEG", with_exif).unwrap();
    assert_eq!(taken.name, "现场.jpg");
    assert!(!taken.bytes.windows(4).any(|window| window == b"Exif" || window == b"GPS "));
    let upright = image::load_from_memory(&taken.bytes).unwrap().to_rgb8();
    assert_eq!(upright.dimensions(), (16, 64));
    assert!(upright.get_pixel(8, 4).0[0] > 200, "the left of the camera's picture is the top");
    assert!(upright.get_pixel(8, 60).0[2] > 200);
}

#[test]
fn what_is_appended_to_a_picture_stays_behind() {
    let mut bytes = picture(8, 8, ImageFormat::Png);
    bytes.extend_from_slice(b"PK\x03\x04 <script>");
    let taken = look("徽标.png", bytes).unwrap();
    assert!(!taken.bytes.windows(8).any(|window| window == b"<script>"));
}

#[test]
fn empty_large_and_unknown_files_are_refused_with_the_facts() {
    assert_eq!(look("a.pdf", vec![]), Err(Refused::Empty));
    let limits = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(inspect("a.pdf", pdf(), &limits), Err(Refused::TooLarge { size: pdf().len(), limit: 10 }));
    for (name, extension) in
        [("virus.exe", "exe"), ("a.zip", "zip"), ("a.html", "html"), ("a.svg", "svg"), ("README", "")]
    {
        assert_eq!(look(name, pdf()), Err(Refused::NotAllowed { extension: extension.into() }), "{name}");
    }
}

#[test]
fn content_that_is_not_what_the_name_says_is_refused() {
    let mismatch = |named, found: &str| Err(Refused::Mismatch { named, found: found.into() });
    assert_eq!(look("a.pdf", picture(2, 2, ImageFormat::Png)), mismatch("pdf", "png"));
    assert_eq!(look("a.png", picture(2, 2, ImageFormat::Jpeg)), mismatch("png", "jpg"));
    assert_eq!(look("a.docx", xlsx()), mismatch("docx", "xlsx"));
    assert_eq!(look("a.docx", archive(&[("run.sh", b"rm")])), mismatch("docx", "zip"));
    assert_eq!(look("a.txt", b"<html><script>".to_vec()), mismatch("txt", "html"));
    assert_eq!(look("a.csv", b"a,b\0c".to_vec()), mismatch("csv", ""));
    assert_eq!(look("a.txt", [&b"\x7FELF\x02\x01\x01\x00"[..], &[1; 60]].concat()), mismatch("txt", "elf"));
    assert_eq!(look("a.docx", pdf()), mismatch("docx", "pdf"));
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let zeros = vec![0u8; 4 << 20];
    let bytes = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", &zeros)]);
    assert!(matches!(look("a.docx", bytes), Err(Refused::Bomb { what: "times", limit: 100, .. })));
    let names: Vec<String> = (0..1001).map(|i| format!("word/{i}.xml")).collect();
    let mut entries: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", b"<Types/>")];
    entries.extend(names.iter().map(|name| (name.as_str(), &b"x"[..])));
    let refused = look("a.docx", archive(&entries));
    assert_eq!(refused, Err(Refused::Bomb { what: "entries", found: 1002, limit: 1000 }));
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() {
    let limits = Limits { pixels: 100, ..Limits::default() };
    let refused = inspect("a.png", picture(20, 10, ImageFormat::Png), &limits);
    assert_eq!(refused, Err(Refused::Bomb { what: "pixels", found: 200, limit: 100 }));
}

#[test]
fn a_file_cut_off_in_the_middle_is_damaged() {
    for (name, bytes, format) in [
        ("a.docx", docx(), Format::Docx),
        ("a.png", picture(40, 40, ImageFormat::Png), Format::Png),
        ("a.pdf", pdf(), Format::Pdf),
    ] {
        let half = bytes[..bytes.len() / 2].to_vec();
        assert_eq!(look(name, half), Err(Refused::Damaged { format }), "{name}");
    }
}

#[test]
fn an_office_file_with_a_macro_is_refused() {
    let bytes = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/d.xml", b"x"), ("word/vbaProject.bin", b"x")]);
    assert_eq!(look("a.docx", bytes), Err(Refused::Macro));
}

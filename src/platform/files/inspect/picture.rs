//! Pictures are decoded and encoded anew, upright: place, time and camera stay behind, and so does anything appended.
use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use super::{Format, Limits, Refused};

/// Quality of the new JPEG, in percent.
const QUALITY: u8 = 90;
/// The longest side that is decoded.
const MAX_SIDE: u32 = 30_000;

/// The picture's new bytes.
pub fn clean(bytes: &[u8], format: Format, limits: &Limits) -> Result<Vec<u8>, Refused> {
    let damaged = Refused::Damaged { format };
    let kind = if format == Format::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    let reader = || ImageReader::with_format(Cursor::new(bytes), kind);
    let (width, height) = reader().into_dimensions().map_err(|_| damaged.clone())?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits.pixels {
        return Err(Refused::Bomb { what: "pixels", found: pixels, limit: limits.pixels });
    }
    let mut reader = reader();
    let mut memory = image::Limits::default();
    memory.max_image_width = Some(MAX_SIDE);
    memory.max_image_height = Some(MAX_SIDE);
    reader.limits(memory);
    let mut decoder = reader.into_decoder().map_err(|_| damaged.clone())?;
    let turned = decoder.orientation().map_err(|_| damaged.clone())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| damaged.clone())?;
    picture.apply_orientation(turned);
    encode(&picture, format).map_err(|_| damaged)
}

fn encode(picture: &DynamicImage, format: Format) -> image::ImageResult<Vec<u8>> {
    let mut out = Cursor::new(vec![]);
    if format == Format::Png {
        picture.write_to(&mut out, ImageFormat::Png)?;
    } else {
        JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&picture.to_rgb8())?;
    }
    Ok(out.into_inner())
}

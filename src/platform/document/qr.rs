//! QR codes as modules for paper and as SVG for pages.
use anyhow::{Context, Result};
use qrcode::{
    Color, EcLevel, QrCode,
    bits::encode_auto,
    canvas::{Canvas, MaskPattern},
    ec::construct_codewords,
};

/// The dark modules of a QR code, row by row.
pub(super) struct Modules {
    /// Modules along one side, the quiet zone not counted.
    pub(super) side: usize,
    /// Column, row and length of every dark run.
    pub(super) runs: Vec<(usize, usize, usize)>,
}

/// Light modules around the code.
pub(super) const QUIET: usize = 4;
/// Longer texts take the least error correction, so that the modules stay coarse enough for old telephones.
const LONG: usize = 200;

fn level(text: &str) -> EcLevel {
    if text.len() > LONG { EcLevel::L } else { EcLevel::M }
}

/// Encodes a text of at most 2,953 bytes for paper: of the eight masks the one that scanners read most easily.
pub(super) fn modules(text: &str) -> Result<Modules> {
    let code = QrCode::with_error_correction_level(text, level(text)).context("too long for a QR code")?;
    Ok(Modules::of(code.width(), &code.to_colors()))
}

/// The same for a screen, always with the first mask: comparing eight costs more than the rest of a page, and a screen is
/// read just as well.
fn quick_modules(text: &str) -> Result<Modules> {
    let level = level(text);
    let bits = encode_auto(text.as_bytes(), level).context("too long for a QR code")?;
    let version = bits.version();
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, level).context("no QR code")?;
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::Checkerboard);
    let side = usize::try_from(version.width()).context("a width")?;
    Ok(Modules::of(side, &canvas.into_colors()))
}

impl Modules {
    fn of(side: usize, colors: &[Color]) -> Self {
        let rows = colors.chunks(side).enumerate();
        let runs = rows.flat_map(|(y, row)| runs_of(row).into_iter().map(move |(x, n)| (x, y, n)));
        Self { side, runs: runs.collect() }
    }
}

fn runs_of(row: &[Color]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (x, _) in row.iter().enumerate().filter(|(_, c)| **c == Color::Dark) {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == x => *length += 1,
            _ => runs.push((x, 1)),
        }
    }
    runs
}

/// A QR code for `ui.qr`: modules along one side with the quiet zone, and the dark ones as strokes of width one.
pub fn qr_path(text: &str) -> Result<(usize, String)> {
    let modules = quick_modules(text)?;
    let path = modules.runs.iter().map(|(x, y, n)| format!("M{} {}.5h{n}", x + QUIET, y + QUIET)).collect();
    Ok((modules.side + 2 * QUIET, path))
}

/// A QR code for a page: inline SVG, dark on white in every theme, hidden from screen readers (words stand beside it).
pub fn qr_svg(text: &str) -> Result<String> {
    let modules = quick_modules(text)?;
    let whole = modules.side + 2 * QUIET;
    let path: String =
        modules.runs.iter().map(|(x, y, n)| format!("M{} {}h{n}v1h-{n}z", x + QUIET, y + QUIET)).collect();
    Ok(format!(
        r##"<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" shape-rendering="crispEdges" aria-hidden="true" focusable="false"><path fill="#fff" d="M0 0h{whole}v{whole}H0z"/><path fill="#000" d="{path}"/></svg>"##
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runs_are_the_dark_modules() {
        let code = QrCode::with_error_correction_level("https://shanzhi.example/verify/1", EcLevel::M).unwrap();
        let dark = code.to_colors().iter().filter(|c| **c == Color::Dark).count();
        let modules = modules("https://shanzhi.example/verify/1").unwrap();
        assert_eq!(modules.runs.iter().map(|r| r.2).sum::<usize>(), dark);
        assert_eq!(modules.side, code.width());
    }

    #[test]
    fn a_code_for_the_screen_is_the_paper_s_but_for_its_mask() {
        for text in ["https://shanzhi.example/verify/1", "遂宁市船山区听荷养老服务中心", &"x".repeat(2953)]
        {
            let (quick, best) = (quick_modules(text).unwrap(), modules(text).unwrap());
            assert_eq!(quick.side, best.side);
            // The finder in the upper left corner is the same whatever the mask.
            let corner = |m: &Modules| m.runs.iter().filter(|r| r.1 == 0 && r.0 < 8).copied().collect::<Vec<_>>();
            assert_eq!(corner(&quick), [(0, 0, 7)]);
            assert_eq!(corner(&quick), corner(&best));
        }
    }

    #[test]
    fn an_svg_holds_no_script_and_no_text_of_the_caller() {
        let svg = qr_svg("\"><script>alert(1)</script>").unwrap();
        assert!(svg.starts_with("<svg") && !svg.contains("script"));
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert!(qr_svg(&"x".repeat(2953)).is_ok());
        assert!(qr_svg(&"x".repeat(2954)).is_err());
    }
}

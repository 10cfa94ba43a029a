//! QR codes as modules for paper and as SVG for pages.
use anyhow::{Context, Result};
use qrcode::{Color, EcLevel, QrCode};

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

/// Encodes a text of at most 2,953 bytes.
pub(super) fn modules(text: &str) -> Result<Modules> {
    let level = if text.len() > LONG { EcLevel::L } else { EcLevel::M };
    let code = QrCode::with_error_correction_level(text, level).context("too long for a QR code")?;
    let (side, colors) = (code.width(), code.to_colors());
    let runs =
        colors.chunks(side).enumerate().flat_map(|(y, row)| runs_of(row).into_iter().map(move |(x, n)| (x, y, n)));
    Ok(Modules { side, runs: runs.collect() })
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
    let modules = modules(text)?;
    let path = modules.runs.iter().map(|(x, y, n)| format!("M{} {}.5h{n}", x + QUIET, y + QUIET)).collect();
    Ok((modules.side + 2 * QUIET, path))
}

/// A QR code for a page: inline SVG, dark on white in every theme, hidden from screen readers (words stand beside it).
pub fn qr_svg(text: &str) -> Result<String> {
    let modules = modules(text)?;
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

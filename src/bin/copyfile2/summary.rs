//! What came of a run, in the end.

use copyfile2::tree::{Tally, TreeReport};
use indicatif::{BinaryBytes, HumanCount};
use serde_json::{Value, json};
use std::time::Duration;

/// The table for a person.
pub fn table(report: &TreeReport, elapsed: Duration, dry_run: bool) -> Vec<String> {
    let totals = &report.totals;
    let heads = ["Total", "Copied", "Skipped", "Mismatch", "Failed", "Extras"];
    let mut lines = Vec::new();
    if totals.files.copied == 0
        && totals.directories.copied == 0
        && totals.files.failed == 0
        && totals.directories.failed == 0
        && totals.deleted == 0
    {
        lines.push("nothing to do".to_owned());
    }
    lines.push(row("", &heads.map(str::to_owned)));
    let count = |tally: &Tally| columns(tally).map(|number| HumanCount(number).to_string());
    lines.push(row("Directories", &count(&totals.directories)));
    lines.push(row("Files", &count(&totals.files)));
    lines.push(row("Bytes", &columns(&totals.bytes).map(|number| BinaryBytes(number).to_string())));
    if dry_run {
        lines.push("nothing was written: a dry run".to_owned());
        return lines;
    }
    let rate = BinaryBytes(rate(report));
    let mut times = vec![format!("{} elapsed, {rate}/s", seconds(elapsed))];
    for (name, took) in
        [("verifying", report.verifying), ("removing", report.mirroring), ("flushing", report.flushing)]
    {
        if !took.is_zero() {
            times.push(format!("{name} {}", seconds(took)));
        }
    }
    lines.push(times.join(", "));
    lines
}

fn row(name: &str, columns: &[String; 6]) -> String {
    let columns: String = columns.iter().map(|column| format!("{column:>12}")).collect();
    format!("{name:<11}{columns}")
}

fn columns(tally: &Tally) -> [u64; 6] {
    [tally.total, tally.copied, tally.skipped, tally.mismatch, tally.failed, tally.extras]
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// Bytes over the time of the copy: reading back has a time of its own.
fn rate(report: &TreeReport) -> u64 {
    let copying = report.copying.saturating_sub(report.verifying.min(report.copying)).as_secs_f64();
    if copying > 0.0 { (report.totals.bytes.copied as f64 / copying) as u64 } else { 0 }
}

/// The same for a program.
pub fn record(report: &TreeReport, elapsed: Duration, status: u8) -> Value {
    let totals = &report.totals;
    let tally = |tally: &Tally| {
        json!({
            "total": tally.total, "copied": tally.copied, "skipped": tally.skipped, "mismatch": tally.mismatch,
            "failed": tally.failed, "extras": tally.extras,
        })
    };
    json!({
        "message": "TOTALS",
        "directories": tally(&totals.directories),
        "files": tally(&totals.files),
        "bytes": tally(&totals.bytes),
        "deleted": totals.deleted,
        "vanished": totals.vanished,
        "warnings": totals.warnings,
        "interrupted": report.interrupted,
        "disk_full": report.disk_full,
        "elapsed": elapsed.as_secs_f64(),
        "copying": report.copying.as_secs_f64(),
        "verifying": report.verifying.as_secs_f64(),
        "flushing": report.flushing.as_secs_f64(),
        "bytes_per_second": rate(report),
        "status": status,
    })
}

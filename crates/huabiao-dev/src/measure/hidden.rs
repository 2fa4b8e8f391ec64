use std::path::Path;

use huabiao::inspection::{Limits, describe, inspect, rule};
use huabiao::types::Lang;

/// What the rule on hidden links says of each mirror, and how many hidden parts with
/// foreign links it passes over.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    if !super::present(&data.join("sites")) {
        return Ok(());
    }
    let id = "link-hidden"
        .parse()
        .map_err(|_| anyhow::anyhow!("no such rule"))?;
    let Some(rule) = rule(&id) else {
        anyhow::bail!("no such rule");
    };
    for name in super::mirror::mirrors(data)? {
        let site = super::mirror::site(data, &name)?;
        let checks = inspect(&site, &Limits::default(), &[rule]);
        let findings: Vec<_> = checks.iter().flat_map(|check| &check.findings).collect();
        let parts: usize = site
            .pages
            .iter()
            .map(|visit| visit.page.hidden_blocks.len())
            .sum();
        let foreign = site.pages.iter().flat_map(|visit| {
            visit.page.hidden_blocks.iter().map(move |block| {
                let links = visit.page.links.iter().skip(block.first as usize);
                let links = links.take(block.count as usize);
                links
                    .filter(|link| link.kind == huabiao::facts::LinkKind::External)
                    .count()
            })
        });
        println!(
            "── {name}: {} pages, {parts} hidden parts with links, {} of them with 3 or more foreign links; {} findings",
            site.pages.len(),
            foreign.filter(|count| *count >= 3).count(),
            findings.len()
        );
        for finding in findings {
            println!("   {}: {}", finding.url, describe(finding, Lang::En));
        }
    }
    Ok(())
}

/* Lighthouse on what a villager opens first: accessibility, good practice and findability are whole.  (Speed is measured
 * in bench/: tests assert no times.) */
import { chromium } from "playwright-core";
import lighthouse from "lighthouse";
import { CHROMIUM_FLAGS, free_port, start, test } from "./harness.mjs";

const PAGES = [["/r/210111010203", "village"], ["/r/210111010203/finance", "list"]];
const LEAST = { accessibility: 1, "best-practices": 1, seo: 1 };

const site = await start();

for (const [path, name] of PAGES) {
    test(`lighthouse: ${name}`, async (t) => {
        const port = await free_port();
        const browser = await chromium.launch({
            executablePath: "/usr/bin/chromium", args: CHROMIUM_FLAGS.concat(`--remote-debugging-port=${port}`),
        });
        try {
            const result = await lighthouse(site.url + path, {
                port, output: "json", logLevel: "silent", onlyCategories: Object.keys(LEAST),
            });
            t.check(!result.lhr.runtimeError, JSON.stringify(result.lhr.runtimeError));
            for (const [category, least] of Object.entries(LEAST)) {
                const found = result.lhr.categories[category];
                const bad = found.auditRefs.map((ref) => result.lhr.audits[ref.id])
                    .filter((audit) => audit.score !== null && audit.score < 0.9).map((audit) => audit.id);
                t.check(found.score >= least, `${category}: ${found.score}, at least ${least}: ${bad.join(", ")}`);
            }
        } finally {
            await browser.close();
        }
    });
}

await site.run();

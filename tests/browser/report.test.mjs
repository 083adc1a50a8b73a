/*
 * The monthly report: who opens it sees the month in words and figures, takes it home as a sheet and as paper, walks to other
 * months and places; a leader's has totals where an inspector's has flags.  At the end its pages are looked at.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const DISTRICT = "/desk/report/210111000000";
const TOWNSHIP = "/desk/report/210111010000";
const VILLAGE = "/desk/report/210111010203";

/* The words of the paper behind the page's button. */
async function paper(page) {
    const answer = await page.request.get(await page.locator("main a[href$='.pdf']").getAttribute("href"));
    const file = path.join(site.folder, "report.pdf");
    fs.writeFileSync(file, await answer.body());
    return spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).stdout;
}

for (const size of ["phone", "desktop"])
    test(`the menu leads to the last whole month, ${size}`, async (t) => {
        const page = await site.page({ size, account: "township" });
        await page.goto("/desk/report");
        t.same(new URL(page.url()).pathname, TOWNSHIP, "the own place");
        t.includes(await page.locator("h1").innerText(), "沙河街道2023年5月公开月报");
        const text = await words(page);
        t.includes(text, "2023年5月，沙河街道公开 ");
        t.includes(text, "按时公开率");
        t.includes(text, "按地区代码排，不排名次");
        t.includes(text, "按期公开的比例", "the definition");
        t.same(await page.locator("a[aria-current]", { hasText: "报表" }).count() > 0, true, "its line of the menu is marked");
        const links = await page.locator("td a[href^='/desk/report/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
        t.same(links.join(), links.slice().sort().join(), "places by code");
        t.same(links.length, 11, "all villages");
        await page.locator("td a[href^='/desk/report/']").first().click();
        t.includes(await page.locator("h1").innerText(), "2023年5月公开月报", "a village's, of the same month");
    });

test("other months", async (t) => {
    const page = await site.page({ size: "desktop", account: "district" });
    await page.goto(DISTRICT);
    await page.locator(".actions a", { hasText: "上个月" }).click();
    t.includes(await page.locator("h1").innerText(), "2023年4月");
    await page.locator(".actions a", { hasText: "下个月" }).click();
    await page.locator(".actions a", { hasText: "下个月" }).click();
    t.includes(await words(page), "这个月还没有过完", "June began today");
    t.same(await page.locator(".actions a", { hasText: "下个月" }).count(), 0, "no further");
    for (const [query, status] of [["2023-07", 422], ["2023-13", 422], ["soon", 422]])
        t.same((await page.goto(`${DISTRICT}?month=${query}`)).status(), status, query);
    t.includes(await words(page), "月份写成 2023-05 这样");
    await page.goto(`${DISTRICT}?month=2009-01`);
    t.includes(await words(page), "在平台上没有任何记录", "before the platform began");
});

test("sheet and paper are behind the buttons", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto("/desk/report");
    t.same(new URL(page.url()).pathname, VILLAGE, "the own village");
    const answer = await page.request.get(await page.locator("main a[href$='.xlsx']").getAttribute("href"));
    t.same((await answer.body()).subarray(0, 2).toString(), "PK", "a workbook");
    t.includes(answer.headers()["content-disposition"], "210111010203-2023-05.xlsx");
    const text = await paper(page);
    t.includes(text, "鲍家洼子社区2023年5月公开月报");
    t.includes(text, "村(社区)管理员", "who made it");
    t.includes(text, "指标怎么算的");
    for (const wrong of ["2023-05.doc", "2023-05", "pdf", ".pdf", "2023-05.pdf.xlsx"])
        t.same((await page.request.get(`${VILLAGE}/${wrong}`)).status(), 404, wrong);
    for (const foreign of [DISTRICT, TOWNSHIP, `${DISTRICT}/2023-05.pdf`, `${TOWNSHIP}/2023-05.xlsx`])
        t.same((await page.request.get(foreign)).status(), 403, foreign);
});

test("a leader's report has totals, an inspector's has flags", async (t) => {
    const leader = await site.page({ size: "phone", account: "leader" });
    await leader.goto("/desk/report");
    t.same(new URL(leader.url()).pathname, DISTRICT, "the whole district");
    const totals = await paper(leader);
    t.includes(totals, "红旗提醒");
    t.includes(totals, "合计");
    t.lacks(totals, "疑似拆分付款", "no rules");
    t.includes(totals, "累计发现问题线索", "the two totals of clues");
    const inspector = await site.page({ size: "phone", account: "inspector" });
    await inspector.goto(DISTRICT);
    t.includes(await words(inspector), "含红旗等内部数据");
    t.includes(await paper(inspector), "疑似拆分付款");
    await inspector.goto(TOWNSHIP);
    t.lacks(await paper(inspector), "问题线索", "no clues by place");
    const district = await site.page({ size: "phone", account: "township" });
    await district.goto(TOWNSHIP);
    t.lacks(await paper(district), "问题线索", "the township knows of none");
});

looks(site, [[DISTRICT, "report-district", "leader"], [`${VILLAGE}?month=2023-06`, "report-running", "village"]]);
await site.run();

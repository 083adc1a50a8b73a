/*
 * The statistics: a leader reads what a district's figures were, opens the records behind one, and the places side by side;
 * the district switches comparing off; each reader gets no more than is theirs.  At the end each of the pages is looked at.
 */
import { start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const DISTRICT = "210111000000";
const STATS = `/desk/stats/${DISTRICT}`;

test("an inspector reads the figures of a month, a quarter, a year", async (t) => {
    const page = await site.page({ size: "desktop", account: "inspector" });
    await page.goto("/desk/stats");
    t.includes(await page.locator(".top").innerText(), "苏家屯区");
    t.includes(await words(page), "2023年5月");
    t.includes(await words(page), "督办按期报告率");
    t.includes(await words(page), "问题线索");
    await page.goto(`${STATS}?period=2022`);
    const line = page.locator("tr", { hasText: "信访举报" }).first();
    t.includes(await line.innerText(), "456");
    t.includes(await line.innerText(), "−31.0%");
    await Promise.all([page.waitForURL(/period=2021/), page.locator("a[rel=prev]").click()]);
    t.includes(await words(page), "2021年");
    await page.goto(`${STATS}?period=soon`);
    t.includes(await words(page), "期间应像");
});

test("a figure opens its definition, its months and the records behind it", async (t) => {
    const page = await site.page({ size: "phone", account: "inspector" });
    await page.goto(`${STATS}?period=2023-05`);
    await Promise.all([page.waitForURL(/on_time_rate/), page.getByRole("link", { name: "按时公开率" }).click()]);
    t.includes(await words(page), "按期公开的比例");
    t.check(await page.locator("svg[role=img] rect").count() === 12, "a bar for each month");
    await page.locator("summary").click();
    t.check(await page.locator("details tbody tr").count() === 12, "the same as a table");
    await Promise.all([page.waitForURL(/missing/), page.getByRole("link", { name: "看明细" }).click()]);
    t.check(page.url().includes(`/desk/missing?place=${DISTRICT}`), "the list behind it");
});

test("places stand side by side in their order, and it can be switched off", async (t) => {
    const leader = await site.page({ size: "desktop", account: "leader" });
    const district = await site.page({ size: "desktop", account: "district" });
    await leader.goto(`${STATS}/compare?period=2023-05`);
    t.includes(await words(leader), "不排名次");
    t.includes(await words(leader), "看看要不要帮一把");
    const names = await leader.locator("#h-rows ~ * tbody tr td:first-child, section[aria-labelledby=h-rows] tbody tr td:first-child").allInnerTexts();
    t.check(names.length === 12 && names[0].includes("解放街道"), "by code");
    await Promise.all([leader.waitForURL(/level=village/), leader.getByRole("link", { name: "各村（社区）" }).click()]);
    t.check(await leader.locator("section[aria-labelledby=h-rows] tbody tr").count() === 186, "all villages");
    t.check(await leader.locator("main form[action*=compare]").count() === 0, "a leader does not decide about it");
    await district.goto(`${STATS}/compare?period=2023-05`);
    await district.locator("button[name=compare][value=off]").click();
    await district.locator("button[name=compare][value=on]").waitFor();
    t.includes(await words(district), "已经关掉了");
    await leader.goto(STATS);
    t.check(await leader.locator("a[href*='/compare']").count() === 0, "no way to it");
    await district.locator("button[name=compare][value=on]").click();
    await district.locator("button[name=compare][value=off]").waitFor();
    t.includes(await words(district), "不排名次");
});

test("a village reads its own, and nothing of supervision", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto("/desk/stats");
    t.includes(await words(page), "按时公开率");
    t.check(!(await words(page)).includes("新增红旗"), "no red flags");
    t.check(!(await words(page)).includes("问题线索"), "no clues");
    const answer = await page.goto(STATS);
    t.check(answer.status() === 404, "the district's is not the village's");
});

looks(site, [
    [STATS, "stats", "leader"],
    [`${STATS}/of/on_time_rate`, "stats-one", "leader"],
    [`${STATS}/compare?period=2023-05`, "stats-compare", "leader"],
]);

await site.run();

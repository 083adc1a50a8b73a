/*
 * The board: an inspector signs in and sees it first, chooses a flag, asks the village from there; a leader sees counts and
 * no flag, and writes an instruction; every picture has its table.
 */
import { start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const DISTRICT = "210111000000";
const TOWNSHIP = "210111010000";

const load = (page, deed) => Promise.all([page.waitForEvent("load"), deed]);

test("an inspector sees the board first, and what waits is one click away", async (t) => {
    const page = await site.page({ size: "desktop", account: "inspector" });
    t.includes(page.url(), `/desk/board/${DISTRICT}`, "after signing in");
    t.same(await page.locator("h1").innerText(), "监督台", "its name");
    t.includes(await words(page), "高风险红旗", "the sentence on top");
    t.same(await page.locator(".kpi").count(), 5, "figures");
    t.same(await page.locator(".side-nav li").first().innerText(), "监督台", "first in the menu");
    t.same(await page.locator(".side-nav a[aria-current=page]").getAttribute("href"), "/desk/board", "where one is");
    await load(page, page.locator(".side-nav").getByRole("link", { name: "待办" }).click());
    t.same(new URL(page.url()).pathname, "/desk", "what waits");
});

test("each figure and each square opens what is behind it", async (t) => {
    const page = await site.page({ size: "desktop", account: "inspector" });
    await page.goto(`/desk/board/${DISTRICT}?period=year`);
    const links = await page.locator(".kpi a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    links.push(await page.locator("svg rect.b3").first().evaluate((one) => one.parentNode.getAttribute("href")));
    links.push(await page.locator("svg rect.k2").first().evaluate((one) => one.parentNode.getAttribute("href")));
    for (const link of links) t.same((await page.request.get(link)).status(), 200, link);
    await page.goto(links.at(-1));
    t.includes(await words(page), "只看“", "only of this item");
    await page.goto(`/desk/board/${DISTRICT}?period=year`);
    const [tables] = await page.locator(".board-below a.more").evaluateAll((all) => all.map((one) => one.href));
    await page.goto(tables);
    t.same(await page.locator("main table").count(), 4, "the pictures as tables");
    t.same(await page.locator("#items tbody tr").count(), 26, "items");
    t.same(await page.locator("#villages tbody tr").count(), 186, "villages");
});

test("another period, another place", async (t) => {
    const page = await site.page({ size: "desktop", account: "inspector" });
    await page.goto(`/desk/board/${DISTRICT}`);
    t.same(await page.locator(".seg [aria-current]").innerText(), "本季", "on the first of a month the quarter says more");
    await load(page, page.locator(".seg").getByRole("link", { name: "今年" }).click());
    t.same(await page.locator(".seg [aria-current]").innerText(), "今年", "the year");
    t.includes(await words(page), "比去年", "against the year before");
    await page.goto(`/desk/board/${TOWNSHIP}?period=year`);
    t.includes(await page.locator("h1").innerText(), "沙河街道", "a township's own");
    t.same((await page.goto("/desk/board/210111010203")).status(), 403, "a village has none");
});

test("a flag is chosen, and the village asked, from the board", async (t) => {
    const page = await site.page({ size: "phone", account: "inspector" });
    await page.goto(`/desk/board/${TOWNSHIP}`);
    const second = page.locator(".board-flags tbody tr").nth(1);
    const name = await second.locator("a.strong").innerText();
    await load(page, second.locator("a.strong").click());
    t.includes(page.url(), "flag=", "chosen by its address");
    t.includes(await page.locator("#why").innerText(), name, "why it is red");
    t.same(await page.locator(".board-flags tr.on").count(), 1, "which one");
    await page.locator("#why summary", { hasText: "要求说明" }).click();
    await page.fill("#words", "请说明这一期为什么没有公开");
    await load(page, page.locator("form[action$='/ask'] button[type=submit]").click());
    t.includes(await words(page), "已要求说明");
    for (let turn = 0; turn < 3; turn++) { /* also when what was kept is shown */
        await page.goto(`/desk/board/${TOWNSHIP}`);
        t.includes(await page.locator(".board-flags").innerText(), "已要求说明", "at once on the board");
    }
});

test("a leader sees counts and no flag, and writes an instruction", async (t) => {
    const inspector = await site.page({ size: "desktop", account: "inspector" });
    for (let turn = 0; turn < 3; turn++) await inspector.goto(`/desk/board/${DISTRICT}`);
    const flags = await inspector.locator(".board-flags .why").allInnerTexts();
    const page = await site.page({ size: "desktop", account: "leader" });
    t.same(await page.locator("h1").innerText(), "全区一览", "its name");
    for (let turn = 0; turn < 3; turn++) {
        await page.goto(`/desk/board/${DISTRICT}`);
        const said = await page.content();
        t.same(await page.locator("a[href*='/desk/flag']").count(), 0, "no way to a flag");
        for (const flag of flags) t.lacks(said, flag, "the page");
        t.includes(await words(page), "红旗有多少", "how many");
    }
    await load(page, page.getByRole("link", { name: "批示督办" }).click());
    t.same(await page.locator("input[name=source]").inputValue(), "instruction", "what it comes from");
    await page.fill("#office", TOWNSHIP);
    await page.fill("#body", "请把逾期的公开事项月底前补齐。");
    await load(page, page.locator("form[action='/desk/orders/new'] button[type=submit]").click());
    await page.goto(`/desk/board/${DISTRICT}`);
    t.includes(await words(page), "请把逾期的公开事项月底前补齐", "it stands on the board");
    t.same((await page.goto(`/desk/missing?place=${TOWNSHIP}&item=F3`)).status(), 200, "what is missing is no secret");
});

test("a district admin has it in the menu; a township admin has none", async (t) => {
    const district = await site.page({ size: "desktop", account: "district" });
    t.same(new URL(district.url()).pathname, "/desk", "what waits comes first");
    t.same(await district.locator(".side-nav li").first().innerText(), "全区一览", "the board is in the menu");
    await district.goto(`/desk/board/${DISTRICT}`);
    t.same(await district.locator("#why form").count(), 0, "who is no inspector decides nothing");
    const township = await site.page({ size: "desktop", account: "township" });
    t.same(await township.locator("a[href^='/desk/board']").count(), 0, "no way there");
    t.same((await township.goto(`/desk/board/${TOWNSHIP}`)).status(), 403, "nor by its address");
});

looks(site, [
    [`/desk/board/${DISTRICT}?period=quarter`, "desk-board", "inspector"],
    [`/desk/board/${DISTRICT}?period=year`, "desk-board-leader", "leader"],
    [`/desk/board/${TOWNSHIP}`, "desk-board-township", "inspector"],
    [`/desk/board/${TOWNSHIP}/tables?period=quarter`, "desk-board-tables", "leader"],
]);

await site.run();

/*
 * Collective property: an accountant enters land and a contract on a phone, is refused a second one on the same land,
 * records rent, hands in F5; the finance group and the township let it through; a visitor reads it masked.  A sheet as an
 * office keeps it becomes the register of assets.  At the end each of the pages is looked at in its modes.
 */
import path from "node:path";
import { ROOT, start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010204"; /* a neighbour, so that the pages' other tests keep their village */
const OWN = "210111010203";
const SHEET = path.join(ROOT, "tests/fixtures/sheets/assets-2023.xlsx");
const BOOK = `/desk/property/${OWN}`;
const PUBLIC = `/r/${OWN}/property`;
const NAME = "周十一";
let contract;

const save = (page) => page.locator("main form:has(#number) button[type=submit], main form:has(#area) button[type=submit]").first().click();

async function fill_contract(page, number) {
    await page.goto(`${BOOK}/contracts/new`);
    await page.fill("#number", number);
    await page.selectOption("#resource", { label: "西沟塘（12.5 亩）" });
    await page.fill("#party", NAME);
    await page.check("#person");
    await page.selectOption("#way", "tender");
    await page.fill("#begins", "2023-01-01");
    await page.fill("#ends", "2025-12-31");
    await page.selectOption("#terms", "yearly");
    await page.fill("#rent", "6,000元");
    await save(page);
}

test("an accountant enters land on a phone; what is wrong is said at its field", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto(`/r/${OWN}/money`);
    await page.goto("/desk");
    await page.locator(`.side-nav a[href='${BOOK}']`).click();
    await page.locator(`main a[href='${BOOK}/resources']`).click();
    await page.locator(`main a[href='${BOOK}/resources/new']`).click();
    await page.fill("#name", "西沟塘");
    await page.selectOption("#kind", "water");
    await page.fill("#area", "十二亩半");
    await page.fill("#place", "村西，东至大路");
    await page.selectOption("#state", "let");
    await save(page);
    t.check(await page.locator("#area-error").count() === 1, "the area is no number");
    t.same(await page.inputValue("#name"), "西沟塘", "what was typed stays");
    await page.fill("#area", "12.5");
    await save(page);
    t.includes(await words(page), "西沟塘");
    await page.goto(`${BOOK}/resources`);
    t.includes(await words(page), "12.5 亩");
});

test("a contract on it; a second one on the same land is refused and the first is named", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await fill_contract(page, "2023-01");
    contract = new URL(page.url()).pathname;
    t.includes(await words(page), "2023-01 西沟塘");
    t.includes(await words(page), "6,000.00");
    await fill_contract(page, "2023-02");
    t.same(page.url().endsWith("/contracts/new"), true, "it is not taken");
    t.includes(await words(page), "2023-01", "the other contract");
    t.check(await page.locator(".field-error").count() > 0, "the field says why");
});

test("rent is received; what is lacking is seen where one looks", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto(contract);
    await page.locator(`main a[href='${contract}/moves']`).click();
    await page.fill("#day", "2023-02-01");
    await page.fill("#amount", "人民币贰仟元整");
    await page.locator("main form:has(#amount) button[type=submit]").click();
    t.same(await page.locator("#amount-error").count(), 0, "amounts may be in words");
    t.includes(await words(page), "2,000.00");
    t.includes(await words(page), "4,000.00", "lacking");
    await page.goto(BOOK);
    t.includes(await words(page), "拖欠的租金");
    t.includes(await words(page), "2023-01 西沟塘");
});

test("F5 is looked at as others will see it, handed in, and let through; until then nobody sees it", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/statements/${OWN}/F5/2023Q1`);
    t.includes(await words(page), "周**");
    t.lacks(await page.locator("article.detail").innerText(), NAME, "the preview for everybody");
    await page.fill("#reason", "按登记簿重新核对");
    await page.locator("main form:has(#reason) button[type=submit]").click();
    t.includes(await words(page), "等理财小组核对");
    t.lacks(await (await fetch(site.url + PUBLIC)).text(), "西沟塘", "what is not reviewed");
    const link = await page.locator("main a[href^='/desk/d/']").first().getAttribute("href");
    const finance = await site.page({ size: "desktop", account: "finance" });
    await finance.goto(`${link}/review`);
    await finance.locator("form[action$='/confirm'] button[type=submit]").click();
    const township = await site.page({ size: "desktop", account: "township" });
    await township.goto(`${link}/review`);
    if (await township.locator("#personal_ok, input[name=personal_ok]").count()) await township.check("input[name=personal_ok]");
    await township.locator("form[action$='/approve'] button[type=submit]").click();
    await page.goto(`${BOOK}/contracts`);
    t.includes(await words(page), "已公开");
});

test("a visitor reads it in a sentence, with the person masked, without script", async (t) => {
    const page = await site.page({ size: "phone", script: false });
    await page.goto(`/r/${OWN}`);
    await page.locator(`main a[href='${PUBLIC}']`).click();
    /* the demonstration's 320.3 亩 in 10 contracts with 126,360.00 due and 14,960.00 received, and this one */
    t.includes(await words(page), "租出去 332.8 亩地、11 份合同，2023年度应收 132,360.00 元，已收 16,960.00 元。 还差 115,400.00 元没收上来");
    const row = await page.locator("tr", { hasText: "西沟塘" }).last().textContent();
    for (const part of ["周**", "6,000.00"]) t.includes(row, part, "its row");
    for (const address of [PUBLIC, `/api/v1/regions/${OWN}/property`, `/api/v1/regions/${OWN}/property/contracts`,
        `/r/${OWN}/finance`, contract, `/api/v1${contract.replace(/^\/desk\/property\/\d+/, "/property")}`]) {
        const body = await (await fetch(site.url + address)).text();
        t.lacks(body, NAME, address);
    }
});

test("rows that change after publication wait, and are corrected with a reason", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(contract);
    await page.fill("#rent", "6600");
    await save(page);
    await page.goto(BOOK);
    t.includes(await words(page), "和登记不一样");
    t.includes(await (await fetch(site.url + PUBLIC)).text(), "应收 132,360.00 元", "what was reviewed");
    await page.locator(`main a[href='/desk/statements/${OWN}/F5/2023Q1']`).click();
    await page.fill("#reason", "租金少写了六百");
    await page.locator("main form:has(#reason) button[type=submit]").click();
    t.includes(await words(page), "等理财小组核对");
});

/* A class that stands once for two rows is filled in for the second. */
async function mend(page) {
    for (const cell of await page.locator("td.bad input").all()) await cell.fill("固定资产");
    await page.click("button[value=put]");
}

test("an office's sheet becomes the register of assets; a bad cell is mended on the page", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`${BOOK}/assets/sheet`);
    await page.setInputFiles("#file", SHEET);
    await page.click("button[value=read]");
    if (await page.locator("button[value=match]").count() && !(await page.locator("button[value=put]").count()))
        await page.click("button[value=match]");
    t.includes(await words(page), "读出 4 行，有 2 格要改");
    t.includes(await words(page), "第 6 行“资产类别”：和旁边的格子合并了", "by row and column");
    await mend(page);
    t.includes(await words(page), "新登记 2 条，改了 2 条，0 条没变", "the demonstration has two of them already");
    t.includes(await words(page), "文化广场音响");
    await page.goto(`${BOOK}/assets/sheet`);
    await page.setInputFiles("#file", SHEET);
    await page.click("button[value=read]");
    t.includes(await words(page), "已按上次的对好了", "the columns are remembered");
    await mend(page);
    t.includes(await words(page), "4 条没变", "the same sheet twice does no harm");
    await page.goto(`${BOOK}/assets/sheet`);
    await page.fill("#paste", "资产名称\t资产类别\t数量\t单位\t取得日期\t原值\t使用状态\n水泵\t固定资产\t两台\t台\t2023.2.1\t800\t自用\n");
    await page.click("button[value=read]");
    t.includes(await words(page), "有 1 格要改");
    await page.locator("td.bad input").fill("2");
    await page.click("button[value=put]");
    t.includes(await words(page), "新登记 1 条");
});

test("a household sees what the collective gave it, and no other household's", async (t) => {
    const page = await site.new_account("qitb", "齐铁波", "resident", OWN);
    const village = await site.page({ size: "phone", account: "village" });
    await village.goto(`/desk/households/${OWN}?q=` + encodeURIComponent("齐铁波"));
    await village.locator("tr", { hasText: "齐铁波" }).locator("a[href^='/desk/household/']").first().click();
    await village.fill("#login", "qitb");
    await village.locator("form[action$='/link'] button[type=submit]").click();
    await page.goto("/my/household");
    t.includes(await words(page), "集体分给您家的");
    t.includes(await words(page), "2023 年误工补贴");
    t.includes(await words(page), "2.5天 × 80.00 元 = 200.00 元");
    t.includes(await words(page), "2023-01-31", "when it was paid");
    t.lacks(await words(page), "李凤秋", "another household");
    await page.locator("a[href$='/property#h-shares']").click();
    t.check(await page.locator("#h-shares").isVisible(), "where the village's is told");
});

/* ---- the look of each page ---- */

const LOOKS = [
    [() => PUBLIC, "property"],
    [() => `/r/${VILLAGE}/property`, "property-other"],
    [() => "/my/household", "my-household-shares", "qitb"],
    [() => "/desk/property", "desk-property-places", "township"],
    [() => BOOK, "desk-property", "village"],
    [() => `${BOOK}/contracts`, "desk-property-contracts", "village"],
    [() => `${BOOK}/assets`, "desk-property-assets", "village"],
    [() => `${BOOK}/plan`, "desk-property-plan", "village"],
    [() => `${BOOK}/contracts/new`, "desk-property-new", "village"],
    [() => contract, "desk-property-contract", "village"],
    [() => contract, "desk-property-contract-read", "township"],
    [() => `${contract}/moves`, "desk-property-rent", "village"],
    [() => `${BOOK}/assets/sheet`, "desk-property-sheet", "village"],
    [() => `/desk/statements/${OWN}/F4/2023Q1`, "desk-property-statement", "village"],
];

looks(site, LOOKS);

await site.run();

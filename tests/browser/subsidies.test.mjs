/*
 * Subsidies: the register and a list come from sheets, what is odd is pointed out and explained, the township approves;
 * a visitor sees sums, a resident every line, a household its own.  The tests go on from each other; at the end each of
 * the pages is looked at in its modes.
 */
import { start, test, words } from "./harness.mjs";
import { first_link, looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const DISTRICT = "210111000000";
const PUBLIC = `/r/${VILLAGE}/subsidies`;
const CARD = "6228480012345678901";
const HOUSEHOLDS = "户号\t户主\t村民小组\t人口\t地址\n"
    + ["王建国", "李四海", "赵六顺"].map((name, i) => `${i + 1}\t${name}\t一组\t${i + 2}\t沙河路${i + 1}号`).join("\n");
const LIST = "2023年耕地地力保护补贴发放表\t\t\t\t\n"
    + "农户姓名\t村民小组\t补贴面积（亩）\t一卡通账号\t补贴金额(元)\n"
    + `王建国\t一组\t3.5\t${CARD}\t￥250.25\n李四海\t一组\t２\t${CARD}\t一百四十三\n赵六顺\t一组\t1\t\t71.5\n合计\t\t6.5\t\t464.75\n`;
let list, notice, draft;

/* The end of the card by itself: an id may hold the same digits. */
const tells_card = (body) => /(?<!\d)8901(?!\d)/.test(body);

const press = (page, action) => page.locator(`form[action$="/${action}"] button[type=submit]`).click();

/* A list that is still empty; gives its path. */
async function begin(page, period, planned) {
    await page.goto(`/desk/subsidies/${VILLAGE}/new`);
    await page.selectOption("#programme", { label: "秋播绿肥补贴（每亩 71.50 元）" });
    await page.fill("#period", period);
    await page.fill("#planned", planned);
    await page.locator("main form button[type=submit]").click();
    return /(\/desk\/subsidy\/\d+)/.exec(page.url())[1];
}

test("the district sets a programme, the village reads its households from a sheet", async (t) => {
    const district = await site.page({ size: "desktop", account: "district" });
    await district.goto(`/desk/programmes/${DISTRICT}`);
    await district.fill("#name", "秋播绿肥补贴");
    await district.fill("#unit", "亩");
    await district.fill("#standard", "71.50元");
    await district.fill("#source", "中央财政");
    await district.locator("main form button[type=submit]").click();
    t.includes(await words(district), "每亩 71.50 元");

    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/households/${VILLAGE}/import`);
    await page.fill("#pasted", HOUSEHOLDS.replace("赵六顺", ""));
    await page.locator("form[enctype] button[type=submit]").click();
    t.includes(await words(page), "“户主”：请写户主姓名", "the row that cannot be");
    await page.fill("#pasted", HOUSEHOLDS);
    await page.locator("form[enctype] button[type=submit]").click();
    t.includes(await words(page), "3 行都对：新登记 3 户");
    await press(page, "import/confirm");
    t.includes(await words(page), "赵六顺");
});

test("a list comes from an office's sheet, its bad cell is mended on the page", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    list = await begin(page, "2023", "500");
    await page.fill("#paste", LIST);
    await page.click("button[value=read]");
    t.includes(await words(page), "读出 3 行，有 1 格要改");
    t.includes(await words(page), "第 4 行“金额”");
    await page.locator("td.bad input").fill("143");
    await page.click("button[value=put]");
    t.includes(await words(page), "3 行已放进名单");
    t.includes(await words(page), "第 2 行 李四海：银行卡（尾号 8901）和第 1 行 王建国 是同一张");
    t.includes(await words(page), "名单合计 464.75 元，拨付总额是 500.00 元");
    t.lacks(await page.content(), CARD, "the number of a card");
    t.same(await page.locator("#lines-table td:nth-child(2)").first().innerText(), "1", "the household was found by name and group");
});

test("what is odd wants an explanation; then the township approves the notice", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto(list);
    await press(page, "hand-in");
    t.includes(await words(page), "核对出来的地方请写明原因");
    await page.fill("#explanation", "李家的钱由王家代领，还有 35.25 元下一批发。");
    await press(page, "hand-in");
    t.includes(await words(page), "等上级审核，通过后开始公示");
    notice = /\/desk\/d\/(\d+)/.exec(await page.locator("main a[href^='/desk/d/']").first().getAttribute("href"))[1];
    const visitor = await fetch(site.url + PUBLIC);
    t.lacks(await visitor.text(), "464.75", "what is not approved");
    const township = await site.page({ size: "desktop", account: "township" });
    await township.goto(`/desk/d/${notice}/review`);
    await press(township, "approve");
    t.includes(await (await fetch(site.url + PUBLIC)).text(), "合计 464.75 元");
});

test("a visitor reads sums and standards, and nobody's name", async (t) => {
    const page = await site.page({ size: "phone", script: false });
    await page.goto(PUBLIC);
    t.includes(await words(page), "2023 年有 3 批补贴，合计 40,062.43 元", "with the demonstration's two of 39,597.68");
    t.includes(await words(page), "每亩 71.50 元");
    t.includes(await words(page), "前可以提异议");
    for (const address of [PUBLIC, `/d/${notice}`, `/d/${notice}/print`, `/d/${notice}.csv`, `/api/v1/regions/${VILLAGE}/subsidies`]) {
        const body = await (await fetch(site.url + address)).text();
        for (const secret of ["王建国", "建国", "李四海", "赵六顺", CARD]) t.lacks(body, secret, address);
        t.check(!tells_card(body), `${address}: the card's end`);
    }
    await page.goto("/my/household");
    t.includes(page.url(), "/sign-in", "the own household is for who signed in");
});

test("a resident sees every line, and the own household's in full", async (t) => {
    const page = await site.new_account("wangjg", "王建国", "resident", VILLAGE);
    await page.goto("/my/household");
    t.includes(await words(page), "您的账号还没有对应到哪一户");

    const village = await site.page({ size: "phone", account: "village" });
    await village.goto(`/desk/households/${VILLAGE}`);
    await village.locator("tr", { hasText: "王建国" }).locator("a[href^='/desk/household/']").first().click();
    await village.fill("#login", "wangjg");
    await press(village, "link");
    t.includes(await words(village), "王建国 · wangjg");

    await page.goto(PUBLIC);
    await page.locator("a[href='/my/household']").first().click();
    t.includes(await words(page), "3.5亩 × 71.50 元 = 250.25 元");
    t.includes(await words(page), "尾号 8901", "the own card's end");
    t.lacks(await words(page), "李四海", "another household");
    await page.goto(`/d/${notice}`);
    t.includes(await words(page), "李四海", "a resident reads the list");
    t.check(!tells_card(await page.content()), "no card's end in the list");
    t.same((await page.goto(list)).status(), 404, "the desk's list is not for residents");
});

test("a table that was published by hand goes on as a list", async (t) => {
    const columns = [["补贴项目", "text"], ["批次", "text"], ["户主", "person"], ["组别", "text"], ["面积或数量", "quantity"],
        ["标准（元）", "money"], ["金额", "money"], ["发放日期", "date"], ["发放状态", "choice"]];
    for (const batch of ["第一批", "第二批"]) {
        const made = await site.api("village", "POST", "/disclosures", {
            item: "V6", region: VILLAGE, period: batch === "第一批" ? "2023-05-30" : "2023-05-31", title: `绿肥补贴${batch}`, summary: "发放两户。",
            table: {
                columns: columns.map(([name, type]) => ({ name, type, audience: "residents" })),
                rows: [["秋播绿肥补贴", batch, "王建国", "一组", "2", "71.50", "143.00", "2023-05-29", "已到账"],
                    ["秋播绿肥补贴", batch, "赵六顺", "一组", "1", "71.50", "71.50", "2023-05-29", "已到账"]],
            },
        });
        t.same(made.status, 201, JSON.stringify(made.body));
        await site.api("village", "POST", `/disclosures/${made.body.id}/submit`, {});
        t.same((await site.api("township", "POST", `/disclosures/${made.body.id}/approve`, { personal_ok: true })).status, 200, "published");
    }
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto(`/desk/subsidies/${VILLAGE}`);
    await page.locator("main a[href$='/adopt']").click();
    await page.locator("a.q-row", { hasText: "绿肥补贴第一批" }).click();
    t.includes(await words(page), "表里写的是“秋播绿肥补贴”");
    t.includes(await words(page), "它就是这份名单的发放结果");
    await page.fill("#period", "去年");
    await page.locator("main form button[type=submit]").click();
    t.same(await page.locator("#period-error").count(), 1, "a period that is none is told at its field");
    await page.fill("#period", "2023");
    await page.locator("main form button[type=submit]").click();
    t.includes(page.url(), "/desk/subsidy/");
    t.includes(await words(page), "214.50");
    await page.goto(`/desk/subsidies/${VILLAGE}/adopt`);
    t.lacks(await words(page), "绿肥补贴第一批", "once");
    draft = await begin(page, "2023H1", "");
});

/* ---- the look of each page ---- */

const ADOPT = `/desk/subsidies/${VILLAGE}/adopt`;

const LOOKS = [
    [() => PUBLIC, "subsidies"],
    [() => "/my/household", "my-household", "wangjg"],
    [() => `/desk/subsidies/${VILLAGE}`, "desk-subsidies", "village"],
    [() => `/desk/subsidies/${VILLAGE}/new`, "desk-subsidies-new", "village"],
    [() => "/desk/subsidies", "desk-subsidies-places", "township"],
    [() => ADOPT, "desk-subsidies-adopt", "village"],
    [first_link(ADOPT, "a.q-row"), "desk-subsidies-adopt-one", "village"],
    [() => list, "desk-subsidy", "village"],
    [() => draft + "/sheet", "desk-subsidy-sheet", "village"],
    [() => list + "/line/1", "desk-subsidy-line", "village"],
    [() => list + "/preview?as=residents", "desk-subsidy-preview", "village"],
    [() => `/desk/programmes/${VILLAGE}`, "desk-programmes", "village"],
    [first_link(`/desk/programmes/${DISTRICT}`, "main a[href^='/desk/programme/']"), "desk-programme", "district"],
    [() => "/desk/households", "desk-households-places", "township"],
    [first_link(`/desk/households/${VILLAGE}`, "main a[href^='/desk/household/']"), "desk-household", "village"],
    [() => `/desk/households/${VILLAGE}`, "desk-households", "village"],
    [() => `/desk/households/${VILLAGE}/new`, "desk-household-new", "village"],
    [() => `/desk/households/${VILLAGE}/import`, "desk-households-import", "village"],
];

looks(site, LOOKS);

await site.run();

/*
 * Projects: a township keeps a relocation of a community, the community hands its stages in, the township approves; a
 * visitor follows progress, a resident standards and sums, a household of the project every household's line; works with
 * bids and payments.  The tests go on from each other; at the end each of the pages is looked at in its modes.
 */
import fs from "node:fs";
import { start, test, words } from "./harness.mjs";
import { first_link, looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const TOWNSHIP = "210111010000";
const OWN = "周福徕";
const FAMILIES = [OWN, "郑皖椿", "冯毓楳"];
const OUTSIDE = "秦大山";
const MONEY = ["288,000.00", "360,000.00", "216,000.00"]; /* of each family's flat */
const TOTAL = "865,500.00";
const HOUSEHOLDS = "户号\t户主\t村民小组\t人口\t地址\n"
    + [...FAMILIES, OUTSIDE].map((name, i) => `${i + 1}\t${name}\t一组\t${i + 2}\t沙河路${i + 1}号`).join("\n");
const HEAD = "沈丹铁路外迁补偿明细表\n楼号\t户号\t被征收人\t协议号\t补偿类别\t面积\t金额\t签约时间\t支付日期\n";
const ROWS = [
    `1号楼\t1\t${OWN}\tX-01\t住宅\t80\t\t2023.4.1\t2023.5.10`,
    `1号楼\t1\t${OWN}\tX-01\t搬迁费\t1\t￥1,500.00\t2023.4.1\t2023.5.10`,
    "1号楼\t2\t郑皖椿\tX-02\t住宅\t100\t\t2023.4.3\t",
    "2号楼\t3\t冯毓楳\t\t住宅\t６０\t\t\t",
];
const TWO_BUILDINGS = HEAD + ROWS.slice(0, 3).join("\n") + "\n" + ROWS[1].replace("1号楼", "2号楼") + "\n" + ROWS[3];
let project, stages, disclosure, works;

const press = (page, action) => page.locator(`form[action$="/${action}"] button[type=submit]`).click();
const save = (page) => page.locator("main form.card button[type=submit]").click();
const text_of = async (address) => (await fetch(site.url + address)).text();

/* A row of a table that is typed. */
async function type_row(page, row, values) {
    for (const [name, value] of Object.entries(values)) await page.locator(`[name=${name}]`).nth(row).fill(value);
}

async function begin_stage(page, address, day, note) {
    await page.goto(address);
    await page.fill("#actual_start", day);
    await page.fill("#actual_end", day);
    await page.fill("#note", note || "");
    await save(page);
}

/* The account of a resident, with its own password, in a household of the register. */
async function resident(login, name) {
    const page = await site.new_account(login, name, "resident", VILLAGE);
    const village = await site.page({ size: "phone", account: "village" });
    await village.goto(`/desk/households/${VILLAGE}`);
    await village.locator("tr", { hasText: name }).locator("a[href^='/desk/household/']").first().click();
    await village.fill("#login", login);
    await press(village, "link");
    return page;
}

test("the village has a register of its households", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/households/${VILLAGE}/import`);
    await page.fill("#pasted", HOUSEHOLDS);
    await page.locator("form[enctype] button[type=submit]").click();
    await press(page, "import/confirm");
    t.includes(await words(page), OUTSIDE);
});

test("the township begins a relocation that touches a community, with its standards", async (t) => {
    const page = await site.page({ size: "desktop", account: "township" });
    await page.goto("/desk/projects");
    t.includes(page.url(), `/desk/projects/${TOWNSHIP}`, "who has one place goes there at once");
    await page.locator("main a[href$='/new']").click();
    await page.fill("#name", "铁路外迁一期");
    await page.fill("#budget", "九十万");
    await save(page);
    t.includes(await words(page), "预算", "the budget that is none is told at its field");
    t.same(await page.locator("#budget").inputValue(), "九十万", "what was typed stays");
    await page.fill("#budget", "￥900,000.00");
    await page.locator(`input[name=places][value="${VILLAGE}"]`).check();
    await page.fill("#summary", "铁路改线，沿线两栋楼搬迁。");
    await page.fill("#source", "铁路建设资金");
    await save(page);
    project = /(\/desk\/project\/\d+)/.exec(page.url())[1];
    t.same(await page.locator(".side-nav a[aria-current]").innerText(), "项目", "where one is, in the menu");
    await page.locator("main a[href$='/standards']").click();
    await type_row(page, 0, { item: "住宅", unit: "平方米", standard: "3600元" });
    await type_row(page, 1, { item: "搬迁费", unit: "户", standard: "千五" });
    await save(page);
    t.same(await page.locator(".cell-error").count(), 1, "bad cells");
    await type_row(page, 1, { standard: "1500" });
    await save(page);
    t.includes(await words(page), "每平方米 3,600.00 元");
});

test("a household in two buildings is refused with row and column; the sheet is mended and put", async (t) => {
    const page = await site.page({ size: "desktop", account: "township" });
    await page.goto(`${project}/households/${VILLAGE}/sheet`);
    await page.fill("#paste", TWO_BUILDINGS);
    await page.click("button[value=read]");
    const told = await words(page);
    t.includes(told, "第 6 行“楼栋或地块”");
    t.includes(told, "1号楼", "the other building is named");
    await page.goto(`${project}/households/${VILLAGE}`);
    t.includes(await words(page), "还没有登记", "nothing is half-written");
    await page.locator("main a[href$='/sheet']").first().click();
    await page.fill("#paste", HEAD + ROWS.join("\n").replace("80", "八十平"));
    await page.click("button[value=read]");
    t.includes(await words(page), "第 3 行“面积或数量”");
    await page.locator("td.bad input").fill("80");
    await page.click("button[value=put]");
    t.includes(await words(page), "4 行已放进名册");
    t.includes(await words(page), "3 户，签了 2 户");
    t.includes(await words(page), "289,500.00", "what one family gets");
    const [file] = await Promise.all([page.waitForEvent("download"), page.locator("main a[href$='/export']").click()]);
    const text = fs.readFileSync(await file.path(), "utf8");
    t.includes(text, "郑皖椿");
    await page.goto(`${project}/households/${VILLAGE}/sheet`);
    await page.setInputFiles("#file", { name: "again.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.click("button[value=read]");
    t.includes(await words(page), "读出 4 行", "what is downloaded can be read again");
});

test("one by hand: a wrong line is told at its cell, signing and payment are two taps", async (t) => {
    const page = await site.page({ size: "phone", account: "township" });
    await page.goto(`${project}/household/new?place=${VILLAGE}`);
    await page.fill("#building", "2号楼");
    await page.fill("#number", "1");
    await page.fill("#head", OWN);
    await type_row(page, 0, { item: "住宅", quantity: "10" });
    await save(page);
    t.includes(await words(page), "1号楼", "the household is in another building already");
    await page.goto(`${project}/households/${VILLAGE}`);
    await page.locator("tr", { hasText: "冯毓楳" }).locator("a").first().click();
    await page.fill("#sign_day", "2023-05-20");
    await page.fill("#sign_agreement", "X-03");
    await press(page, "sign");
    t.includes(await words(page), "签约登记好了");
    t.includes(await words(page), "3 户，签了 3 户");
});

test("stages begin, the village looks them over and hands them in, the township approves", async (t) => {
    const township = await site.page({ size: "desktop", account: "township" });
    await township.goto(project);
    stages = await township.locator("a[href*='/stage/']:not([href$=new]):not([href*=hand-in])").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    t.check(stages.length >= 3, "a relocation has the usual stages");
    await begin_stage(township, stages[0], "2023-03-01", "公告贴在社区门口。");
    const signing = await township.locator("tr", { hasText: "签约" }).locator("a[href*='/stage/']").first().getAttribute("href");
    await begin_stage(township, signing, "2023-05-20");
    t.same(await (await fetch(site.url + project.replace("/desk", ""))).status, 404, "a visitor knows nothing of it yet");

    const village = await site.page({ size: "phone", account: "village" });
    for (const stage of [stages[0], signing]) {
        await village.goto(`${stage}/hand-in/${VILLAGE}?as=affected`);
        if (stage === signing) t.includes(await words(village), "郑皖椿", "what a household of the project will see");
        await village.goto(`${stage}/hand-in/${VILLAGE}`);
        t.lacks(await words(village), "郑皖椿", "what everybody will see");
        const explain = await village.locator(".panel #h-findings").count();
        if (explain) await village.fill("#explanation", "已核对。");
        await village.locator("form.panel-b button[type=submit]").click();
        t.includes(await words(village), "等上级审核");
        const link = village.locator("main a[href^='/desk/d/']").last();
        disclosure = /\/desk\/d\/(\d+)/.exec(await link.getAttribute("href"))[1];
        await township.goto(`/desk/d/${disclosure}/review`);
        const ok = township.locator("input[name=personal_ok]");
        if (await ok.count()) await ok.check();
        await press(township, "approve");
    }
    project = project.replace("/desk", "");
    t.same((await fetch(site.url + project)).status, 200, "now it can be followed");
});

test("a visitor follows progress: no money, no names, in no form", async (t) => {
    const page = await site.page({ size: "phone", script: false });
    await page.goto(`/r/${TOWNSHIP}/projects`);
    t.includes(await words(page), "2 栋楼，3 户，3 户都签了。");
    await page.locator(`main a[href='${project}']`).click();
    t.includes(await words(page), "2 栋楼，3 户，3 户都签了。");
    t.includes(await words(page), "公告贴在社区门口。");
    t.includes(await page.locator("main [role=img]").first().getAttribute("aria-label"), "1号楼：2 户，签了 2 户，付了 1 户");
    const api = `/api/v1${project.replace("/project/", "/projects/")}`;
    for (const address of [project, `/r/${VILLAGE}/projects`, `/r/${VILLAGE}`, `/d/${disclosure}`, `/d/${disclosure}/print`, `/d/${disclosure}.csv`,
        api, `/api/v1/regions/${TOWNSHIP}/projects`, `/api/v1/disclosures/${disclosure}`, `/search?q=${encodeURIComponent("铁路外迁")}`, `/feed/${VILLAGE}.atom`]) {
        const body = await text_of(address);
        for (const secret of [...FAMILIES, ...FAMILIES.map((name) => name.slice(1)), ...MONEY, "3,600.00", "3600.00", TOTAL, "X-01"])
            t.lacks(body, secret, address);
    }
    await page.goto(`${project}/households`);
    t.includes(page.url(), "/sign-in", "households are for who signed in");
    t.same((await fetch(`${site.url}${api}/households`)).status, 401, "by the API, too");
    await page.goto(`/d/${disclosure}`);
    t.same(await page.locator(`main a[href='${project}']`).count(), 1, "links from the stage to its project");
});

test("a resident reads standards and sums, and no household", async (t) => {
    const page = await resident("qinds", OUTSIDE);
    await page.goto(project);
    const told = await words(page);
    t.includes(told, `补偿一共 ${TOTAL} 元，付了 289,500.00 元。`);
    t.includes(told, "每平方米 3,600.00 元");
    for (const address of [project, `/d/${disclosure}`, `/d/${disclosure}/print`]) {
        await page.goto(address);
        const body = await page.content();
        for (const secret of [...FAMILIES, ...MONEY]) t.lacks(body, secret, address);
    }
    const csv = await page.request.get(`/d/${disclosure}.csv`);
    for (const secret of [...FAMILIES, ...MONEY, "288000.00"]) t.lacks(await csv.text(), secret, "the file");
    t.same((await page.goto(`${project}/households`)).status(), 403, "not the households");
    t.same((await page.goto(`/desk${project}`)).status(), 404, "nor the desk");
    await page.goto("/my/household");
    t.lacks(await words(page), "铁路外迁", "it has no part in it");
});

test("a household of the project sees its own and every other's line", async (t) => {
    const page = await resident("zhoufl", OWN);
    await page.goto("/my/household");
    t.includes(await words(page), "铁路外迁一期");
    t.includes(await words(page), "补偿一共 289,500.00 元");
    await page.locator(`main a[href='${project}']`).click();
    t.includes(await words(page), "我家");
    await page.locator(`main a[href='${project}/households']`).click();
    const told = await words(page);
    for (const [i, name] of FAMILIES.entries()) {
        t.includes(told, name);
        t.includes(told, MONEY[i]);
    }
    t.includes(told, "X-01", "the own agreement");
    t.lacks(told, "X-02", "another's agreement");
    await page.goto(`/d/${disclosure}`);
    t.includes(await words(page), "郑皖椿", "the published table, too");
    await page.goto(`/d/${disclosure}/print`);
    t.includes(await page.locator("body").innerText(), "郑皖椿", "and its print");
    t.includes(await (await page.request.get(`/d/${disclosure}.csv`)).text(), "郑皖椿", "and its file");
    t.lacks(await text_of(`/d/${disclosure}`), "郑皖椿", "the next visitor does not get that page");
    t.lacks(await text_of(project), TOTAL, "nor that of the project");
});

test("what was told changes only with a reason", async (t) => {
    const page = await site.page({ size: "desktop", account: "township" });
    await page.goto(`/desk${project}/households/${VILLAGE}`);
    await page.locator("tr", { hasText: "郑皖椿" }).locator("a").first().click();
    await type_row(page, 0, { quantity: "110", amount: "" });
    await save(page);
    t.includes(await words(page), "先打开更正");
    await page.goto(`/desk${project}`);
    await page.locator("#h-reopen summary").click();
    await page.fill("#reason", "郑家的面积量错了");
    await press(page, "reopen");
    t.includes(await words(page), "正在更正");
    await page.goto(`/desk${project}/households/${VILLAGE}`);
    await page.locator("tr", { hasText: "郑皖椿" }).locator("a").first().click();
    await type_row(page, 0, { quantity: "110", amount: "" });
    await save(page);
    t.includes(await words(page), "396,000.00");
});

test("works: bids, the winner, the contract, payments; everybody reads them", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto(`/desk/projects/${VILLAGE}/new`);
    await page.locator("input[name=kind][value=works]").check();
    await page.fill("#name", "村西路硬化");
    await page.fill("#budget", "86000");
    await save(page);
    works = /(\/desk\/project\/\d+)/.exec(page.url())[1];
    await page.goto(`${works}/tender`);
    await page.selectOption("#way", "quotes");
    await page.fill("#day", "2023-04-10");
    await type_row(page, 0, { bidder: "示例甲公司", amount: "84,500.00" });
    await type_row(page, 1, { bidder: "示例乙公司", amount: "85,900" });
    await type_row(page, 2, { bidder: "示例丙公司", amount: "88000" });
    await page.fill("#contractor", "别的公司");
    await page.fill("#contract", "84500");
    await page.fill("#contract_day", "2023-04-15");
    await save(page);
    t.check(await page.locator("#contractor-error").count(), "the winner is among the bids");
    await page.fill("#contractor", "示例甲公司");
    await save(page);
    await page.goto(`${works}/payment/new`);
    await page.fill("#day", "2023-05-10");
    await page.fill("#amount", "90,000");
    await page.fill("#voucher", "记-021");
    await save(page);
    t.includes(await words(page), "核对出来的", "more was paid than agreed");
    await page.locator("main a[href*='/payment/']").first().click();
    await page.fill("#amount", "50000");
    await save(page);
    t.lacks(await words(page), "核对出来的", "it was a slip");

    const stage = await page.locator("a[href*='/stage/']:not([href$=new])").first().getAttribute("href");
    await begin_stage(page, stage, "2023-04-01", "代表会议同意，公开比价。");
    await page.goto(`${stage}/hand-in/${VILLAGE}`);
    if (await page.locator("#h-findings").count()) await page.fill("#explanation", "三家都在镇上比过。");
    await page.locator("form.panel-b button[type=submit]").click();
    const link = await page.locator("main a[href^='/desk/d/']").first().getAttribute("href");
    const township = await site.page({ size: "desktop", account: "township" });
    await township.goto(`${link}/review`);
    await press(township, "approve");
    works = works.replace("/desk", "");
    const visitor = await site.page({ size: "phone" });
    await visitor.goto(works);
    const told = await words(visitor);
    t.includes(told, "预算 86,000.00 元，合同 84,500.00 元，已付 50,000.00 元。");
    t.includes(told, "示例甲公司承包");
    t.includes(told, "中标");
    t.includes(told, "凭证 记-021");
});

/* ---- the look of each page ---- */

const LOOKS = [
    [() => `/r/${TOWNSHIP}/projects`, "projects"],
    [() => project, "project"],
    [() => project, "project-resident", "qinds"],
    [() => `${project}/households`, "project-households", "zhoufl"],
    [() => works, "project-works"],
    [() => "/my/household", "my-household-project", "zhoufl"],
    [() => `/desk/projects/${TOWNSHIP}`, "desk-projects", "township"],
    [() => "/desk/projects/210111000000", "desk-projects-district", "district"],
    [() => `/desk/projects/${TOWNSHIP}/new`, "desk-project-new", "township"],
    [() => `/desk${project}`, "desk-project", "township"],
    [() => `/desk${project}`, "desk-project-village", "village"],
    [() => `/desk${project}/edit`, "desk-project-edit", "township"],
    [() => stages[0], "desk-project-stage", "township"],
    [() => `${stages[0]}/hand-in/${VILLAGE}?as=residents`, "desk-project-hand-in", "village"],
    [() => `/desk${project}/standards`, "desk-project-standards", "township"],
    [() => `/desk${project}/buildings`, "desk-project-buildings", "township"],
    [() => `/desk${project}/households/${VILLAGE}`, "desk-project-households", "township"],
    [() => `/desk${project}/households/${VILLAGE}/sheet`, "desk-project-sheet", "township"],
    [first_link(() => `/desk${project}/households/${VILLAGE}`, "main a[href*='/household/']:not([href*=new])"), "desk-project-family", "township"],
    [() => `/desk${project}/household/new?place=${VILLAGE}`, "desk-project-household", "township"],
    [() => `/desk${works}`, "desk-works", "village"],
    [() => `/desk${works}/tender`, "desk-works-tender", "village"],
    [() => `/desk${works}/payment/new`, "desk-works-payment", "village"],
    [() => `/desk${works}/change/new`, "desk-works-change", "village"],
];

looks(site, LOOKS);

await site.run();

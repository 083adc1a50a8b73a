/* Every kind of page that the demonstration has, in every mode (looks.mjs). */
import path from "node:path";
import { ROOT, start } from "./harness.mjs";
import { first_link, looks } from "./looks.mjs";

const VILLAGE = "210111010203";
const TOWNSHIP = "210111010000";
const SHEETS = path.join(ROOT, "tests/fixtures/sheets");
const site = await start();

/* ---- what the demonstration does not have: a draft with a table, something corrected, withdrawn, under correction ---- */

async function must(account, method, address, body) {
    const answer = await site.api(account, method, address, body);
    if (answer.status >= 300) throw new Error(`${method} ${address}: ${JSON.stringify(answer)}`);
    return answer.body;
}

async function newest(item) {
    return (await must(undefined, "GET", `/disclosures?region=${VILLAGE}&item=${item}&limit=1`)).items[0].id;
}

/* A correction in hand that changes the summary, adds a row and takes one away. */
async function corrected(id) {
    const one = await must("village", "POST", `/disclosures/${id}/correct`, { reason: "金额少写了八十元" });
    const rows = one.table.rows.slice(1).concat([one.table.rows[0].map((cell, column) => (column === 1 ? "补记" : cell))]);
    await must("village", "PUT", `/disclosures/${id}`, {
        item: one.item, region: one.region, period: one.period, title: one.title, reason: "金额少写了八十元", body: one.body,
        summary: one.summary + "数目改过。", table: { columns: one.table.columns, rows },
    });
    await must("village", "POST", `/disclosures/${id}/submit`);
    return id;
}

async function draft() {
    const made = await must("village", "POST", "/disclosures", {
        item: "F3", region: VILLAGE, period: "2023-05", title: "2023年5月支出", summary: "款打到 6222021234567890128。",
        table: {
            columns: ["日期", "凭证号", "用途", "支出类别", "收款单位", "收款个人", "金额"].map((name) => ({ name, type: name === "金额" ? "money" : name === "日期" ? "date" : name === "收款个人" ? "person" : "text", audience: "public" })),
            rows: [["2023-05-11", "记-002", "路灯维修", "公益设施", "", "孙三", "480.00"], ["2023-05-18", "记-003", "老人节慰问品", "老人福利", "示例超市", "", "1800.00"]],
        },
    });
    return made.id;
}

const DRAFT = await draft();
const CORRECTED = await corrected(await newest("F2"));
await must("finance", "POST", `/disclosures/${CORRECTED}/confirm`);
await must("township", "POST", `/disclosures/${CORRECTED}/approve`);
const UNDER_CORRECTION = await corrected(await newest("F3"));
await must("finance", "POST", `/disclosures/${UNDER_CORRECTION}/confirm`);
const WITHDRAWN = await newest("V9");
await must("township", "POST", `/disclosures/${WITHDRAWN}/withdraw`, { reason: "合同还没有签，先撤回" });

/* ---- pages that answer to a form ---- */

/* Opens a page, fills in its form and presses; gives the answer to that. */
const answer_of = (from, fill, button) => async (page) => {
    await page.goto(from);
    await fill(page);
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await page.locator(button).last().click();
    await page.waitForLoadState();
    return answer;
};

const nothing = async () => {};
const file = (name) => (page) => page.setInputFiles("#file", path.join(SHEETS, name));
const read = (name) => answer_of(`/desk/d/${DRAFT}/sheet`, file(name), "button[value=read]");
const match = (name) => async (page) => {
    await read(name)(page);
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await page.click("button[value=match]");
    await page.waitForLoadState();
    return answer;
};
const outdated = (page) => page.locator("form[action$='/submit'] input[name=lock]").evaluate((lock) => { lock.value = "0"; });

/* [path or way there, name, account, status] */
const PAGES = [
    ["/", "district"],
    [`/r/${TOWNSHIP}`, "township"],
    [`/r/${VILLAGE}`, "village"],
    [`/r/${VILLAGE}/finance`, "list"],
    [`/r/${VILLAGE}/all`, "all"],
    [`/r/${VILLAGE}/duties`, "duties"],
    [first_link(`/r/${VILLAGE}`, "main a[href^='/d/']"), "disclosure"],
    [first_link(`/r/${VILLAGE}/finance`, "main a[href^='/d/']"), "disclosure-finance"],
    [first_link("/", "a.item[href^='/d/']:has(.count)"), "notice"],
    [first_link([`/r/${VILLAGE}`, "main a[href^='/d/']"], "main a[href$='/print']"), "print"],
    [first_link(["/", "a.item[href^='/d/']:has(.count)"], "main a.btn-sun"), "object"],
    [`/d/${CORRECTED}`, "disclosure-corrected"],
    [`/d/${CORRECTED}/revisions/1`, "disclosure-outdated"],
    [`/d/${WITHDRAWN}`, "disclosure-withdrawn"],
    [`/search?r=${VILLAGE}&q=` + encodeURIComponent("补贴"), "search"],
    ["/search?q=" + encodeURIComponent("没有这样的词"), "search-nothing"],
    [first_link(`/r/${TOWNSHIP}/projects?kind=relocation`, "main a[href^='/project/']"), "project"],
    [first_link(`/r/${TOWNSHIP}/projects?kind=relocation`, "main a[href^='/project/']"), "project-staff", "township"],
    ["/sign-in", "sign-in"],
    ["/no-such-page", "not-found", undefined, 404],
    ["/desk", "desk-village", "village"],
    ["/desk/me", "desk-me", "village"],
    [`/desk/village/${VILLAGE}`, "desk-items", "village"],
    ["/desk/missing", "desk-missing", "village"],
    [`/desk/d/new?region=${VILLAGE}`, "desk-new-item", "village"],
    [`/desk/d/new?region=${VILLAGE}&item=F3&period=2023-05`, "desk-new", "village"],
    [`/desk/d/new?region=${VILLAGE}&item=V5&how=exception`, "desk-new-exception", "village"],
    [answer_of(`/desk/d/new?region=${VILLAGE}&item=V5&how=exception`, nothing, "button[value=exception]"), "desk-new-errors", "village", 422],
    [first_link("/desk", "main a[href^='/desk/d/']"), "desk-disclosure", "village"],
    [`/desk/d/${DRAFT}`, "desk-edit", "village"],
    [answer_of(`/desk/d/${DRAFT}`, (page) => page.fill("[id='cell[0][6]']", "四百八"), "button[value=save]"), "desk-edit-errors", "village", 422],
    [`/desk/d/${DRAFT}/preview`, "desk-preview", "village"],
    [answer_of(`/desk/d/${DRAFT}/preview`, outdated, "form[action$='/submit'] button"), "desk-conflict", "village", 409],
    [`/desk/d/${DRAFT}/sheet`, "desk-sheet", "village"],
    [answer_of(`/desk/d/${DRAFT}/sheet`, nothing, "button[value=read]"), "desk-sheet-errors", "village", 422],
    [match("f3-2023-05-plain.xlsx"), "desk-sheet-match", "village"],
    [read("f3-2023-05-bad.xlsx"), "desk-sheet-bad", "village", 422],
    [read("f3-2023-05.xlsx"), "desk-sheet-check", "village"],
    [`/desk/d/${UNDER_CORRECTION}`, "desk-stand", "village"],
    [`/desk/d/${CORRECTED}/correct`, "desk-correct", "village"],
    ["/desk", "desk-finance", "finance"],
    [first_link("/desk", "main a[href^='/desk/d/']"), "desk-confirm", "finance"],
    ["/desk", "desk-township", "township"],
    ["/desk/review", "desk-review", "township"],
    [first_link("/desk/review", "main a[href^='/desk/d/']"), "desk-review-one", "township"],
    [`/desk/d/${UNDER_CORRECTION}/review`, "desk-review-difference", "township"],
    [`/desk/d/${CORRECTED}/withdraw`, "desk-withdraw", "township"],
    ["/desk/audit", "desk-audit", "township"],
    ["/desk", "desk-district", "district"],
    ["/desk/accounts", "desk-accounts", "district"],
    ["/desk/accounts/new", "desk-accounts-new", "district"],
    ["/desk/accounts/import", "desk-accounts-import", "district"],
    [first_link("/desk/accounts", "main a[href^='/desk/accounts/']:not([href$=new]):not([href$=import])"), "desk-account", "district"],
    ["/desk/catalogue", "desk-catalogue", "district"],
    ["/desk/catalogue/new", "desk-catalogue-new", "district"],
    ["/desk/catalogue/F3", "desk-catalogue-item", "district"],
    ["/desk/catalogue/F3/versions", "desk-catalogue-versions", "district"],
    [first_link("/desk/catalogue/F3/versions", "main a[href*='/versions/']"), "desk-catalogue-version", "district"],
    ["/desk/calendar", "desk-calendar", "district"],
    ["/desk/regions", "desk-regions", "district"],
    [`/desk/regions/${VILLAGE}`, "desk-region", "district"],
    [`/desk/regions/${VILLAGE}/rename`, "desk-region-rename", "district"],
    [`/desk/regions/${VILLAGE}/move`, "desk-region-move", "district"],
    [`/desk/regions/${VILLAGE}/close`, "desk-region-close", "district"],
    ["/desk", "desk-operator", "operator"],
];

looks(site, PAGES);

await site.run();

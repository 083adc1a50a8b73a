/*
 * Makes the pictures of the README from the demonstration:
 *
 *     node tests/browser/pictures.mjs [NAME…]      docs/images/NAME.png; none: all
 *
 * The binary is out/mingbai, or what MINGBAI_BINARY names.  The demonstration stands still, so the same source makes the
 * same pictures.
 */
import fs from "node:fs";
import path from "node:path";

process.env.MINGBAI_BINARY = process.env.MINGBAI_BINARY || "out/mingbai";
const { ROOT, start } = await import("./harness.mjs");
const { palette } = await import("./palette.mjs");

const IMAGES = path.join(ROOT, "docs/images");
const BYTES_MAX = 150 * 1024;
const VILLAGE = "210111010203";
const TOWNSHIP = "210111010000";
const PHONE = { width: 390, height: 844, scale: 1.5 };
const WALL = { width: 1920, height: 1080, scale: 0.6667 };
const BOARD = { width: 1440, height: 1440, scale: 0.8 };
const DESK = { width: 1280, height: 860, scale: 1 };

const site = await start();

/* The newest disclosure of an item, as somebody who may read it asks the API. */
async function newest(item) {
    const answer = await fetch(`${site.url}/api/v1/disclosures?region=${VILLAGE}&item=${item}&limit=1`);
    return (await answer.json()).items[0].id;
}

/* The relocation, found as a visitor would. */
async function relocation() {
    const list = await (await fetch(`${site.url}/r/${TOWNSHIP}/projects?kind=relocation`)).text();
    return /href="(\/project\/\d+)"/.exec(list)[1];
}

const press = (page, action) => page.locator(`form[action$="/${action}"] button[type=submit]`).click();

/* A correction on its way: the township has it before it beside what is public. */
async function correction() {
    const id = await newest("F3");
    const village = await site.page({ size: "desktop", account: "village" });
    await village.goto(`/desk/d/${id}/correct`);
    await village.fill("textarea[name=reason]", "路灯维修的发票后来补开了一张，金额少写了八十元");
    await press(village, "correct");
    const amounts = village.locator("[id^='cell['][id$='[6]']");
    const last = amounts.nth((await amounts.count()) - 2); /* behind it an empty row waits */
    await last.fill((Number((await last.inputValue()).replace(/,/g, "")) + 80).toFixed(2));
    const summary = await village.inputValue("#summary");
    await village.fill("#summary", summary.replace(/。?$/, "，其中路灯维修一笔补正。"));
    await village.click("button[value=preview]");
    await press(village, "submit");
    const finance = await site.page({ account: "finance" });
    await finance.goto(`/desk/d/${id}/review`);
    await press(finance, "confirm");
    return `/desk/d/${id}/review`;
}

/* [name, window, account, address] */
const PICTURES = [
    ["village-phone", PHONE, null, () => `/r/${VILLAGE}`],
    ["disclosure-phone", PHONE, null, async () => `/d/${await newest("F3")}`],
    ["calendar-phone", PHONE, null, () => `/r/${VILLAGE}/duties`],
    ["money-phone", PHONE, null, () => `/r/${VILLAGE}/money/2023-04`],
    ["property-phone", PHONE, null, () => `/r/${VILLAGE}/property`],
    ["project-phone", PHONE, null, relocation],
    ["ask-phone", PHONE, null, () => `/r/${VILLAGE}/ask`],
    ["opinions-phone", PHONE, null, () => `/r/${VILLAGE}/opinions`],
    ["opinion-phone", PHONE, null, () => "/o/230518-081200"],
    ["township", DESK, null, () => `/r/${TOWNSHIP}`],
    ["screen", WALL, null, () => "/screen/210111000000"],
    ["screen-village", WALL, null, () => `/screen/${VILLAGE}`],
    ["desk", DESK, "township", () => "/desk"],
    ["review", DESK, "township", correction],
    ["board", BOARD, "inspector", () => "/desk/board"],
    ["board-leader", BOARD, "leader", () => "/desk/board"],
    ["report", BOARD, "leader", () => "/desk/report"],
    ["compare", DESK, "leader", () => "/desk/stats/210111000000/compare?period=2023Q1"],
];

const wanted = process.argv.slice(2);
for (const [name, window, account, address] of PICTURES) {
    if (wanted.length && !wanted.includes(name)) continue;
    const where = await address();
    const context = await site.browser.newContext({
        baseURL: site.url, locale: "zh-CN", deviceScaleFactor: window.scale, viewport: { width: window.width, height: window.height },
    });
    const page = await context.newPage();
    if (account) await site.sign_in(page, account);
    await page.goto(where);
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    /* Only a wall screen's clock goes on. */
    await page.evaluate(() => document.querySelectorAll("[data-clock]").forEach((clock) => {
        clock.removeAttribute("data-clock");
        clock.textContent = "09:14";
    }));
    const bytes = palette(await page.screenshot());
    fs.writeFileSync(path.join(IMAGES, name + ".png"), bytes);
    console.log(`${name}.png ${bytes.length} bytes`);
    if (bytes.length > BYTES_MAX) {
        console.log(`${name}.png is larger than ${BYTES_MAX} bytes`);
        process.exitCode = 1;
    }
    await context.close();
}
await site.stop();

/* What a reader does, from the district's page down to one voucher: on a phone, in three languages, large, dark, on
 * paper, with no script. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { overflow, PASSWORD, start, test, words } from "./harness.mjs";

const site = await start();
const DISTRICT = "210111000000";
const TOWNSHIP = "210111010000";
const VILLAGE = "210111010203";
const A4 = [595, 842]; /* points */
const SPENT = `/r/${VILLAGE}/finance?item=F3`;
const BUILT = `/r/${VILLAGE}/village?item=V9`;

const get = (address, headers = {}) => fetch(site.url + address, { headers });
const text = async (address, headers) => (await get(address, headers)).text();
const search = (query, place) => `/search?q=${encodeURIComponent(query)}&r=${place}`;

/* Presses a link of the page as a reader would. */
async function press(page, link) {
    await link.first().scrollIntoViewIfNeeded();
    await Promise.all([page.waitForNavigation(), link.first().click()]);
}

/* The address of the newest disclosure of a list. */
const newest = async (list) => /href="(\/d\/\d+)"/.exec(await text(list))[1];

/* The addresses of all of them, page after page. */
async function all_of(list) {
    const found = [];
    for (let next = list; next;) {
        const page = await text(next);
        found.push(...Array.from(page.matchAll(/<a class="item" href="(\/d\/\d+)"/g), (one) => one[1]));
        const more = /<a class="btn btn-2" href="([^"]*cursor=[^"]*)"/.exec(page);
        next = more && more[1].replace(/&amp;/g, "&");
    }
    return found;
}

async function first_that(list, holds) {
    for (const address of await all_of(list)) if (holds(await text(address))) return address;
    throw new Error(`none in ${list}`);
}

/* ---- from the top to the bottom ---- */

test("from the district to a township, a village, its finances, an item, one disclosure", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto("/");
    t.same(await page.locator("h1").innerText(), "苏家屯区", "the top");
    t.includes(await words(page), "12 个乡镇（街道）");
    await press(page, page.locator(`.places a[href="/r/${TOWNSHIP}"]`));
    t.same(await page.locator("h1").innerText(), "沙河街道", "the township");
    t.check((await page.locator("svg.hexmap a").count()) > 5, "the schematic map has the villages");
    await press(page, page.locator(`.places a[href="/r/${VILLAGE}"]`));
    t.same(await page.locator("h1").innerText(), "鲍家洼子社区", "the village");
    t.includes(await words(page), "缺 1 项", "what is missing stands on the first page");
    await press(page, page.locator(`a.tile[href="/r/${VILLAGE}/finance"]`));
    t.same(await page.locator("li.item-row").count(), 8, "items of the finances");
    await press(page, page.locator("a[href$='finance?item=F3']"));
    const listed = await words(page);
    t.includes(listed, "2023年4月支出明细");
    t.check(listed.indexOf("2023年4月") < listed.indexOf("2023年3月"), "newest first");
    await press(page, page.locator("a.item", { hasText: "2023年4月支出明细" }));
    t.includes(await words(page), "路灯", "one line of the table");
    const crumbs = await page.locator(".crumbs a").allInnerTexts();
    t.same(crumbs.join(), "苏家屯区,沙河街道,鲍家洼子社区", "the way back");
    t.same(page.complaints.join(), "", "the console");
});

test("each affair lists its items; an item lists its periods; a period can be asked for", async (t) => {
    for (const [affair, count] of [["party", 8], ["village", 10], ["finance", 8]])
        t.same((await text(`/r/${VILLAGE}/${affair}`)).split("item-row").length - 1, count, `${affair}: items`);
    const months = (await text(SPENT)).match(/\d{4}年\d+月支出明细/g);
    t.check(months.length > 20, `${months.length} months`);
    t.same(months.join(), Array.from(new Set(months)).join(), "each once");
    const one = await text(SPENT + "&period=2022-11");
    t.same((one.match(/<a class="item"/g) || []).length, 1, "disclosures of November 2022");
    t.includes(one, "2022年11月");
});

test("older ones follow page by page, none twice, none lost", async (t) => {
    const shown = await all_of(`/r/${VILLAGE}/all`);
    const { disclosures } = await (await get(`/api/v1/regions/${VILLAGE}/summary`)).json();
    t.same(shown.length, disclosures.total, "disclosures");
    t.same(new Set(shown).size, shown.length, "different ones");
});

test("the calendar of duties shows what is missing and leads to what is there", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(`/r/${VILLAGE}`);
    await press(page, page.locator("main a[href$='/duties']"));
    t.includes(await words(page), "逾期", "what is missing");
    await press(page, page.locator("main a[rel=prev]"));
    t.includes(page.url(), "year=2022", "last year");
    await press(page, page.locator("main a[href^='/d/']"));
    t.includes(page.url(), "/d/", "a disclosure");
});

/* ---- one disclosure ---- */

test("a disclosure has its table, and names of persons are masked", async (t) => {
    const page = await site.page({ size: "desktop" });
    await page.goto(await newest(SPENT));
    const heads = await page.locator("thead th").allInnerTexts();
    t.check(heads.includes("用途") && heads.some((head) => head.startsWith("金额")), heads.join());
    const amount = heads.findIndex((head) => head.startsWith("金额"));
    const cells = await page.locator(`tbody td:nth-child(${amount + 1})`).allInnerTexts();
    const fen = (shown) => Math.round(Number(shown.replace(/[^\d.]/g, "")) * 100);
    const total = await page.locator(`tfoot td:nth-child(${amount + 1})`).innerText();
    t.same(cells.reduce((sum, cell) => sum + fen(cell), 0), fen(total), "the total is the sum of its rows");
    const handler = heads.indexOf("经手人");
    for (const name of await page.locator(`tbody td:nth-child(${handler + 1})`).allInnerTexts())
        t.check(/^(.\*\*|)$/.test(name.trim()), `a name: ${name}`);
    const csv = await text(new URL(page.url()).pathname + ".csv");
    t.includes(csv, "用途", "the same as a file");
    t.check(csv.trim().split("\n").slice(1).every((line) => /,(.\*\*)?\s*$/.test(line)), "names are masked there, too");
});

test("vouchers for everybody open as a picture; others are only counted", async (t) => {
    const address = await first_that(BUILT, (body) => body.includes("/f/"));
    const page = await site.page({ size: "phone" });
    await page.goto(address);
    const files = page.locator("ul.files a");
    t.check((await files.count()) > 0, "there are files");
    const thumb = page.locator("ul.files img").first();
    await thumb.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector("ul.files img").naturalWidth > 0);
    const answer = await get(await files.first().getAttribute("href"));
    t.same(answer.status, 200, "the file");
    t.check(/^image\/|pdf/.test(answer.headers.get("content-type")), answer.headers.get("content-type"));
    const closed = await first_that(SPENT, (body) => /还有 \d+ 份附件/.test(body));
    t.check(!(await text(closed)).includes("/f/"), "a voucher for residents has no address here");
});

test("a correction says so, tells why, and the first revision stays", async (t) => {
    const address = await first_that(SPENT, (body) => body.includes("这条公开更正过"));
    const page = await site.page({ size: "phone" });
    await page.goto(address);
    t.check((await page.locator(".timeline li").count()) >= 2, "steps of its history");
    const link = page.locator(`a[href="${address}/revisions/1"]`);
    await press(page, link);
    t.includes(await words(page), "以前的版本");
    await press(page, page.locator(".banner a"));
    t.same(new URL(page.url()).pathname, address, "back to what holds now");
});

test("a nil return is a page that says so", async (t) => {
    const address = await first_that(`/r/${VILLAGE}/village?item=V4`, (body) => body.includes("本期无事项"));
    t.same((await get(address)).status, 200, "status");
});

test("a withdrawn disclosure leaves its reason, and nothing else of it", async (t) => {
    const address = await newest(BUILT);
    const summary = /<p class="say">([^<]*)/.exec(await text(address))[1];
    const call = (below, body, bearer) => fetch(`${site.url}/api/v1/${below}`, {
        method: "POST", body: JSON.stringify(body),
        headers: Object.assign({ "Content-Type": "application/json" }, bearer && { Authorization: "Bearer " + bearer }),
    });
    const { token } = await (await call("sessions", { user: "township", password: PASSWORD })).json();
    const done = await call(`disclosures/${address.slice(3)}/withdraw`, { reason: "招标文件有误，重新招标" }, token);
    t.same(done.status, 200, "withdrawn");
    const stone = await text(address);
    t.includes(stone, "招标文件有误，重新招标");
    t.includes(stone, "公益事业与工程项目", "it says what it was about");
    t.check(!stone.includes(summary), "the summary is gone");
    for (const gone of [search(summary.slice(0, 8), VILLAGE), `/feed/${VILLAGE}.atom`, address + "/print", `/r/${VILLAGE}`])
        t.check(!(await text(gone)).includes(summary), `gone from ${gone}`);
});

/* ---- paper ---- */

test("the print version is one sheet of A4 with a code that leads to the page", async (t) => {
    const address = await newest(SPENT);
    const page = await site.page({ size: "desktop" });
    await page.goto(address);
    await press(page, page.locator("a[href$='/print']"));
    const folder = path.join(site.folder, "paper");
    fs.mkdirSync(folder);
    await page.locator(".qr svg").screenshot({ path: path.join(folder, "qr.png") });
    const read = spawnSync("zbarimg", ["--quiet", "--raw", path.join(folder, "qr.png")], { encoding: "utf8" });
    t.same(read.stdout.trim(), site.url + address, "the code");
    await page.pdf({ path: path.join(folder, "sheet.pdf"), preferCSSPageSize: true, printBackground: false });
    const info = spawnSync("pdfinfo", [path.join(folder, "sheet.pdf")], { encoding: "utf8" }).stdout;
    const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info).slice(1).map((points) => Math.round(Number(points)));
    t.check(Math.abs(size[0] - A4[0]) <= 1 && Math.abs(size[1] - A4[1]) <= 1, `the sheet is ${size.join(" × ")} points`);
    t.same(/Pages:\s+(\d+)/.exec(info)[1], "1", "sheets");
    const paper = spawnSync("pdftotext", ["-layout", path.join(folder, "sheet.pdf"), "-"], { encoding: "utf8" }).stdout;
    for (const part of ["支出明细", "鲍家洼子社区", "（盖章）", "合计", site.url + address]) t.includes(paper, part, "on paper");
    t.check(!paper.includes("用浏览器的打印功能"), "what only a screen needs is not printed");
});

/* ---- finding ---- */

test("a word of two characters is found, titles first, within the place", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(search("补贴", VILLAGE));
    const titles = await page.locator("main a.item b").allInnerTexts();
    t.check(titles.length > 3, `${titles.length} found`);
    for (const mark of await page.locator("main mark").allInnerTexts()) t.same(mark, "补贴", "the word is marked");
    t.check((await page.locator("main b mark").count()) > 0 && (await page.locator("main span mark").count()) > 0, "in titles and below them");
    for (const title of titles.slice(0, 3)) t.includes(title, "补贴", "titles stand before mere mentions");
    for (const place of await page.locator("main a.item span.muted:first-child").allInnerTexts())
        t.same(place, "鲍家洼子社区", "place");
    await page.goto(search("补贴", DISTRICT));
    const places = new Set(await page.locator("main a.item span.muted:first-child").allInnerTexts());
    t.check(places.size > 1, "the whole district has more places");
});

test("search finds places, says when there is nothing, and survives odd words", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto("/");
    await page.goto(search("鲍家", DISTRICT));
    await press(page, page.locator(`main a[href="/r/${VILLAGE}"]`));
    t.includes(page.url(), VILLAGE);
    for (const query of ["天鹅绒窗帘", "\"", "*", "a OR b NEAR(c)", "' --", "<b>", "补", "\u202e补贴", "。。"]) {
        const answer = await get(search(query, VILLAGE));
        t.same(answer.status, 200, `“${query}”`);
        t.check(!(await answer.text()).includes("<b>补"), "no markup gets through");
    }
    t.includes(await text(search("天鹅绒窗帘", VILLAGE)), "没有找到");
});

test("the feed is well-formed Atom, newest first, and masked", async (t) => {
    for (const place of [VILLAGE, TOWNSHIP, DISTRICT]) {
        const answer = await get(`/feed/${place}.atom`);
        t.includes(answer.headers.get("content-type"), "application/atom+xml");
        const page = await site.page({});
        const feed = await page.evaluate((body) => {
            const read = new DOMParser().parseFromString(body, "application/xml");
            const atom = "http://www.w3.org/2005/Atom";
            const one = (from, name) => (from.getElementsByTagNameNS(atom, name)[0] || {}).textContent || "";
            return {
                broken: read.querySelector("parsererror") ? read.querySelector("parsererror").textContent : "",
                root: read.documentElement.namespaceURI + " " + read.documentElement.localName,
                head: ["id", "title", "updated"].map((name) => one(read, name)),
                entries: Array.from(read.getElementsByTagNameNS(atom, "entry"), (entry) => ({
                    id: one(entry, "id"), title: one(entry, "title"), updated: one(entry, "updated"),
                    link: entry.getElementsByTagNameNS(atom, "link")[0].getAttribute("href"),
                })),
            };
        }, await answer.text());
        t.same(feed.broken, "", `${place}: XML`);
        t.same(feed.root, "http://www.w3.org/2005/Atom feed", "root");
        t.check(feed.head.every(Boolean), "id, title, updated");
        t.check(feed.entries.length > 10, `${feed.entries.length} entries`);
        t.same(new Set(feed.entries.map((entry) => entry.id)).size, feed.entries.length, "ids");
        const times = feed.entries.map((entry) => Date.parse(entry.updated));
        t.check(times.every((time, i) => time > 0 && (i === 0 || time <= times[i - 1])), "newest first");
        t.check(feed.entries.every((entry) => entry.title && entry.link.startsWith(site.url + "/d/")), "titles and links");
    }
    /* Nothing that looks like a person's telephone or the number of an ID. */
    const whole = await text(`/feed/${DISTRICT}.atom`);
    t.check(!/\b1[3-9]\d{9}\b|\b\d{17}[\dXx]\b/.test(whole.replace(/\/d\/\d+/g, "")), "numbers of persons");
});

test("what a messenger shows of a shared page: title, sentence, picture", async (t) => {
    for (const address of [`/r/${VILLAGE}`, await newest(SPENT)]) {
        const page = await site.page({});
        await page.goto(address);
        const meta = async (name) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
        t.same(await meta("url"), site.url + address, "address");
        t.includes(await page.title(), await meta("title"), "title");
        t.check((await meta("title")).length > 2, "a title");
        t.same(await meta("description"), await page.locator("meta[name=description]").getAttribute("content"), "sentence");
        const picture = await get(new URL(await meta("image")).pathname);
        t.includes(picture.headers.get("content-type"), "image/png", "picture");
        t.check((await picture.arrayBuffer()).byteLength < 300 * 1024, "a small picture");
    }
});

/* ---- languages, sizes, colours ---- */

const lang_of = (body) => /<html lang="([^"]*)"/.exec(body)[1];

test("Chinese is the language; the browser chooses the script; English has to be asked for", async (t) => {
    for (const [accept, lang] of [["", "zh-Hans"], ["zh-CN,zh;q=0.9", "zh-Hans"], ["zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant"],
        ["zh-HK", "zh-Hant"], ["zh-Hant-TW", "zh-Hant"], ["en-GB,en;q=0.9", "zh-Hans"], ["fr", "zh-Hans"],
        ["zh-CN;q=0.3, zh-TW;q=0.9", "zh-Hant"]]) {
        const body = await text(`/r/${VILLAGE}`, accept ? { "Accept-Language": accept } : {});
        t.same(lang_of(body), lang, `“${accept}”`);
        t.check(body.includes(lang === "zh-Hant" ? "三務公開" : "三务公开"), `words for “${accept}”`);
    }
});

test("a chosen language is remembered, and can be chosen back", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(`/r/${VILLAGE}`);
    await press(page, page.locator(".foot-langs a[lang=en]"));
    t.same(await page.getAttribute("html", "lang"), "en", "English");
    t.includes(await words(page), "missing");
    await page.goto(`/r/${VILLAGE}/finance`);
    t.same(await page.getAttribute("html", "lang"), "en", "the next page, too");
    t.check(await page.locator("h1").innerText().then((shown) => /^[A-Za-z ]+$/.test(shown)), "its heading");
    await press(page, page.locator(".foot-langs a[lang=zh-Hant]"));
    t.same(await page.locator("h1").innerText(), "財務公開", "traditional");
    await press(page, page.locator(".foot-langs a[lang=zh-Hans]"));
    t.same(await page.locator("h1").innerText(), "财务公开", "simplified");
});

test("?lang= and ?mode= work on every kind of page, and addresses without them stay shareable", async (t) => {
    const one = await newest(SPENT);
    for (const address of ["/", `/r/${TOWNSHIP}`, `/r/${VILLAGE}`, SPENT, `/r/${VILLAGE}/duties`, one, one + "/print",
        search("补贴", VILLAGE), "/sign-in"]) {
        const body = await text(address + (address.includes("?") ? "&" : "?") + "lang=en&mode=elder");
        t.same(lang_of(body), "en", address);
        if (!address.endsWith("/print")) t.includes(body, "data-mode=\"elder\"", address); /* paper is paper */
        t.check(!/rel="canonical" href="[^"]*(lang|mode)=/.test(body), `${address}: its canonical address`);
    }
});

test("elder mode is larger, in one column, remembered, and left again", async (t) => {
    const page = await site.page({ size: "phone" });
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    const columns = () => page.evaluate(() => getComputedStyle(document.querySelector(".three")).gridTemplateColumns.split(" ").length);
    await page.goto(`/r/${VILLAGE}`);
    const usual = await size();
    t.same(await columns(), 3, "columns");
    await press(page, page.locator(".chip"));
    t.check((await size()) >= usual * 1.25, `${usual} px become ${await size()} px`);
    t.same(await columns(), 1, "columns for elders");
    await page.goto(`/r/${VILLAGE}/finance`);
    t.same(await page.getAttribute("html", "data-mode"), "elder", "the next page");
    await press(page, page.locator(".chip"));
    t.same(await page.getAttribute("html", "data-mode"), null, "and back");
});

test("dark follows the system; the sheet for printing stays white", async (t) => {
    const page = await site.page({ size: "phone", dark: true });
    const light = () => page.evaluate(() => {
        const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
        return (r * 299 + g * 587 + b * 114) / 1000;
    });
    await page.goto(`/r/${VILLAGE}`);
    t.check((await light()) < 60, `brightness ${await light()}`);
    await page.goto((await newest(SPENT)) + "/print");
    t.check((await light()) > 200, `the sheet's brightness ${await light()}`);
});

test("without script everything can be read, searched and chosen", async (t) => {
    const page = await site.page({ size: "phone", script: false });
    await page.goto("/");
    await press(page, page.locator(`.places a[href="/r/${TOWNSHIP}"]`));
    await press(page, page.locator(`.places a[href="/r/${VILLAGE}"]`));
    await press(page, page.locator(".tabbar a[href^='/search']"));
    await page.fill("#q", "路灯");
    await Promise.all([page.waitForNavigation(), page.click(".search-form button")]);
    await press(page, page.locator("main a.item[href^='/d/']"));
    t.includes(await words(page), "路灯");
    await press(page, page.locator(".chip"));
    t.same(await page.getAttribute("html", "data-mode"), "elder", "larger");
    await press(page, page.locator(".foot-langs a[lang=en]"));
    t.same(await page.getAttribute("html", "lang"), "en", "English");
    for (const hidden of ["[data-print]", "[data-copy]"]) t.same(await page.locator(hidden + ":visible").count(), 0, hidden);
});

test("nothing sticks out of a window of 320 px", async (t) => {
    const one = await newest(SPENT);
    for (const mode of [{}, { elder: true }, { lang: "en" }, { lang: "en", elder: true }]) {
        const page = await site.page(Object.assign({ size: "small" }, mode));
        for (const address of ["/", `/r/${TOWNSHIP}`, `/r/${VILLAGE}`, `/r/${VILLAGE}/party`, SPENT, `/r/${VILLAGE}/duties`, one,
            one + "/print", search("补贴", VILLAGE), "/no-such-page"]) {
            await page.goto(address);
            for (const found of await overflow(page)) t.check(false, `${address} ${JSON.stringify(mode)}: ${found}`);
        }
    }
});

test("a page that is not there says so in the reader's language and leads on", async (t) => {
    for (const [lang, sentence] of [["zh-Hans", "找不到这个页面"], ["zh-Hant", "找不到這個頁面"], ["en", "cannot be found"]]) {
        for (const address of ["/no-such-page", "/r/999999999999", "/d/1", "/d/abc", `/r/${VILLAGE}/nothing`, "/f/1"]) {
            const page = await site.shared_page({ size: "phone", lang });
            const answer = await page.goto(address);
            t.same(answer.status(), 404, address);
            t.check((await words(page)).toLowerCase().includes(sentence), `${address} in ${lang}: ${await words(page)}`);
            t.check((await page.locator("main a[href='/']").count()) > 0, "the way home");
        }
    }
});

await site.run();

/*
 * The village's money: a month from a voucher photographed with a phone to the page that everybody reads, the bank's
 * statement beside it (a table whose header the program has never seen), and a correction.  The tests go on from each
 * other; at the end each of the pages is looked at in its modes.
 */
import { axe, shot, start, test, words } from "./harness.mjs";
import { first_link, looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const BOOK = `/desk/ledger/${VILLAGE}`;
const MONTH = BOOK + "/2023-05";
const BANK = `/desk/bank/${VILLAGE}`;
const PUBLIC = `/r/${VILLAGE}/money/2023-05`;
let entry, line, photo;

/* Presses a button and waits for what comes of it. */
const send = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const press = (page, action) => send(page, page.locator(`form[action$="/${action}"] button[type=submit]`));
const save = (page) => send(page, page.locator("main form[enctype] button[type=submit]").first());

async function book(page, one) {
    await page.goto(MONTH + "/new");
    if (one.in) await page.check("input[name=direction][value=in]");
    await page.fill("#amount", one.amount);
    await page.fill("#day", one.day);
    await page.fill("#purpose", one.purpose);
    await page.fill("#counterparty", one.party || "");
    if (one.person) await page.check("input[name=person]");
    await page.fill("#voucher", one.voucher || "");
    if (one.photo) await page.setInputFiles("#photo", one.photo);
    await save(page);
}

test("an entry is booked on a phone, with a photograph of its voucher", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    photo = { name: "票据.jpg", mimeType: "image/jpeg", buffer: await page.screenshot({ type: "jpeg" }) };
    await book(page, { amount: "壹仟贰佰捌拾元整", day: "2023-05-09", purpose: "路灯维修", party: "王建国", person: true, voucher: "付-2305-001",
                       photo: { name: "票据.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a picture at all") } });
    t.includes(await words(page), "照片", "what is no picture is told");
    await page.goto(MONTH);
    t.includes(await words(page), "这个月还没有记账", "and nothing of it is booked");
    await book(page, { amount: "1280.005", day: "2023-05-09", purpose: "路灯维修" });
    t.includes(await words(page), "小数位太多", "a bad amount is told");
    await book(page, { amount: "壹仟贰佰捌拾元整", day: "2023-05-09", purpose: "路灯维修", party: "王建国", person: true, voucher: "付-2305-001",
                       photo });
    await book(page, { in: true, amount: "￥３，０００．００", day: "2023-05-10", purpose: "村部房租", party: "演示综合商店", voucher: "收-2305-001" });
    await book(page, { amount: "60", day: "2023-05-11", purpose: "办公用品", party: "演示文具店", voucher: "付-2305-002" });
    await page.goto(MONTH);
    const text = await words(page);
    t.includes(text, "1,280.00");
    t.includes(text, "3,000.00");
    entry = await page.locator("a.q-row", { hasText: "路灯维修" }).getAttribute("href");
    for (let turn = 0; turn < 100; turn++) {
        await page.goto(entry);
        if (await page.locator("img.picture").count()) break;
        await page.waitForTimeout(100);
    }
    t.same(await page.locator("img.picture").count(), 1, "the photograph is made safe");
});

test("a bank's table with a strange header: its columns are pointed at once", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    const table = (lines) => ({ name: "五月.csv", mimeType: "text/csv",
                                buffer: Buffer.from("发生在哪天,进账数,出账数,结存数,跟谁,为什么\n" + lines) });
    const upload = async (lines) => {
        await page.goto(BANK);
        await page.setInputFiles("#file", table(lines));
        await save(page);
    };
    await upload("2023-05-09,,1280.00,613135.56,王建国,转账\n2023-05-10,3000.00,,616135.56,演示综合商店,房租\n2023-05-31,,10.00,616125.56,,手续费\n");
    t.includes(await words(page), "请指出哪一列是日期、哪一列是金额");
    await shot(page, "desk-bank-columns-desktop");
    for (const found of await axe(page)) t.check(false, found);
    const point = async (heading, field) => page.selectOption(
        "#" + await page.locator(".match-row", { hasText: heading }).locator("select").getAttribute("id"), field);
    await point("发生在哪天", "day");
    await point("进账数", "in");
    await point("出账数", "out");
    await point("结存数", "balance");
    await point("跟谁", "party");
    await point("为什么", "purpose");
    await save(page);
    t.includes(await words(page), "读入 3 笔，其中新的 3 笔", "the file had waited in the form");
    t.includes(await words(page), "手续费", "what the ledger does not have");
    t.includes(await words(page), "办公用品", "what the bank does not have");
    await upload("2023-05-09,,1280.00,613135.56,王建国,转账\n2023-05-31,,10.00,616125.56,,手续费\n");
    t.includes(await words(page), "余额接不上", "a line that is missing is told");
    t.includes(await words(page), "第 3 行");
    await upload("2023-05-09,,1280.00,613135.56,王建国,转账\n2023-05-10,3000.00,,616135.56,演示综合商店,房租\n2023-05-31,,10.00,616125.56,,手续费\n");
    t.includes(await words(page), "读入 3 笔，其中新的 0 笔", "the next time nobody is asked, and no line comes twice");

    line = await page.locator("a.q-row", { hasText: "手续费" }).getAttribute("href");
    await page.goto(line);
    await page.fill("#explanation", "银行收的手续费，下月补记");
    await press(page, "explain");
    await page.locator("li.q-row", { hasText: "办公用品" }).locator("input[name=explanation]").fill("现金垫付，下月报销");
    await send(page, page.locator("li.q-row", { hasText: "办公用品" }).locator("button"));
    await page.goto(BANK);
    t.same((await words(page)).split("都对上了").length - 1, 2, "both sides are settled");
});

test("the finance group confirms, the township approves", async (t) => {
    /* The demonstration's own F2 of the month is with the township: it comes back first. */
    const desk = await site.page({ size: "desktop", account: "township" });
    await desk.goto("/desk/review?place=" + VILLAGE);
    const waiting = await desk.locator("main a[href^='/desk/d/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const link of waiting) {
        const id = /\d+/.exec(link)[0];
        const { body } = await site.api("township", "GET", `/disclosures/${id}`);
        if (["F2", "F3"].includes(body.item) && body.period === "2023-05")
            t.same((await site.api("township", "POST", `/disclosures/${id}/return`, { reason: "按账本重做" })).status, 200, "returned");
    }
    const village = await site.page({ size: "phone", account: "village" });
    await village.goto(MONTH);
    await press(village, "hand-in");
    t.same((await site.api("village", "GET", `/regions/${VILLAGE}/months/2023-05`)).body.state, "confirming", "with the finance group");
    t.same((await (await site.page({})).goto(PUBLIC)).status(), 404, "nobody else reads it yet");
    const finance = await site.page({ size: "phone", account: "finance" });
    await finance.goto(MONTH);
    await press(finance, "confirm");
    t.includes(await words(finance), "1,280.00");
    const ids = (await site.api("village", "GET", `/regions/${VILLAGE}/months/2023-05`)).body;
    for (const id of [ids.disclosure_in, ids.disclosure_out]) {
        const township = await site.page({ size: "desktop", account: "township" });
        await township.goto(`/desk/d/${id}/review`);
        const ok = township.locator("input[name=personal_ok]");
        if (await ok.count()) await ok.check();
        await press(township, "approve");
        t.same((await site.api(undefined, "GET", `/disclosures/${id}`)).body.state, "published", "it is public");
    }
});

test("everybody reads the month; the voucher is for residents", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(PUBLIC);
    const text = await words(page);
    t.includes(text, "2023年5月，村里收了 3,000.00 元，花了 1,340.00 元，余下 1,660.00 元。".slice(0, 12), "the sentence");
    t.includes(text, "修路修渠");
    t.includes(text, "王**", "a person's name is masked");
    t.lacks(text, "王建国");
    t.same(await page.locator(".entries .tag-ok").count(), 2, "what the bank has is marked");
    await page.locator("a", { hasText: "看票据" }).click();
    t.includes(await words(page), "票据原件本村居民登录后可看", "a visitor is told who may see the voucher");
    t.same(await page.locator("main img").count(), 0, "and sees none");

    const resident = await site.new_account("money-reader", "王建国", "resident", VILLAGE);
    await resident.goto(PUBLIC);
    await resident.locator("a", { hasText: "看票据" }).click();
    t.same(await resident.locator("main img").count(), 1, "a resident sees the voucher");
    t.check(await resident.locator("main img").evaluate((image) => image.complete && image.naturalWidth > 0), "the picture loads");
    const address = await resident.locator("main img").getAttribute("src");
    t.same((await page.request.get(address)).status(), 404, "a visitor does not get the file by its address");
});

test("a closed month changes by a correction only", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    t.same((await page.goto(MONTH + "/new")).status(), 409, "no new entry");
    await page.goto(entry);
    await page.fill("#amount", "1300");
    await page.fill("#reason", "");
    await save(page);
    t.includes(await words(page), "请写为什么更正");
    await page.fill("#amount", "1300");
    await page.fill("#reason", "票据金额抄错");
    await save(page);
    await page.goto(MONTH);
    t.includes(await words(page), "红字");
    t.includes(await words(page), "1,300.00");
});

test("the data package holds what it says", async (t) => {
    const page = await site.page({ size: "desktop" });
    await page.goto(PUBLIC);
    const package_link = await page.locator("a[href$='datapackage.json']").getAttribute("href");
    const described = await (await page.request.get(package_link)).json();
    t.check(/^[a-z0-9._-]+$/.test(described.name), "name: " + described.name);
    t.check(described.resources.length > 0, "resources");
    for (const resource of described.resources) {
        t.check(/^[a-z0-9._-]+$/.test(resource.name), "name: " + resource.name);
        const fields = resource.schema.fields;
        const paths = Array.isArray(resource.path) ? resource.path : [resource.path];
        for (const one of paths) {
            const answer = await page.request.get(new URL(one, site.url + package_link).pathname);
            t.same(answer.status(), 200, one);
            const rows = (await answer.text()).replace(/^\ufeff/, "").trim().split(/\r?\n/);
            t.same(rows[0], fields.map((field) => field.name).join(","), one + " begins with the fields");
            for (const row of rows.slice(1, 30)) {
                const cells = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, ""));
                fields.forEach((field, i) => {
                    if (field.type === "date") t.check(/^\d{4}-\d\d-\d\d$/.test(cells[i]), `${one}: ${field.name} “${cells[i]}” is a date`);
                    if (["number", "integer"].includes(field.type)) t.check(cells[i] === "" || /^-?[\d.]+$/.test(cells[i]), `${one}: ${field.name} “${cells[i]}” is a number`);
                });
            }
        }
    }
    for (const end of ["xlsx", "csv"]) {
        const link = await page.locator(`a[href$='.${end}']`).first().getAttribute("href");
        const answer = await page.request.get(link);
        t.same(answer.status(), 200, end);
        t.check((await answer.body()).length > 300, end + " holds something");
    }
});

/* ---- the look of each page ---- */

const LOOKS = [
    [PUBLIC, "money"],
    [`/r/${VILLAGE}/money/2023`, "money-year"],
    [first_link(PUBLIC, "main a[href*='/ask?e=']"), "money-ask"],
    [first_link(PUBLIC, "main a[href$='/photo']"), "money-photo", "money-reader"],
    ["/desk/ledger", "desk-ledger-places", "township"],
    [BOOK, "desk-ledger", "village"],
    [BOOK + "/funds/new", "desk-fund-new", "village"],
    [first_link(BOOK, "main a[href^='/desk/fund/']"), "desk-fund", "village"],
    [BOOK + "/2023-06/sheet", "desk-ledger-sheet", "village"],
    [() => entry, "desk-ledger-entry-closed", "village"],
    [MONTH, "desk-ledger-month", "village"],
    [BOOK + "/2023-06/new", "desk-ledger-entry", "village"],
    [BANK, "desk-bank", "village"],
    [() => line, "desk-bank-line", "village"],
];

looks(site, LOOKS);

await site.run();

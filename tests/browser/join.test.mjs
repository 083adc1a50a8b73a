/*
 * Registering on a phone: with the slip, with a code by SMS, with and without script, in large type; the village's desk
 * confirms who was not found; 我的, its devices, and giving up the account.  The tests go on from each other; at the end
 * each of the pages is looked at in its modes.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { start, test, words } from "./harness.mjs";
import { first_link, looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const HOME = "99001"; /* the last household of the village */
const ROSTER = "户号\t姓名\t与户主关系\t出生年份\t身份证号\t手机号\t标记\n"
    + `${HOME}\t周大山\t户主\t1961\t210111196103051237\t13800138001\t党员\n`
    + `${HOME}\t林秀英\t妻\t1963\t\t\t\n${HOME}\t周小海\t长子\t1990\t\t\t\n${HOME}\t周苗苗\t孙女\t2020\t\t\t\n`;
let slip;

const press = (page, action) => page.locator(`form[action$="${action}"] button[type=submit]`).first().click();

/* What the SMS says: no gateway is set up here, so it waits in the outbox. */
function code_sent(phone) {
    const ask = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute("
        + "\"SELECT body FROM outbox WHERE channel = 'sms' AND address = ? ORDER BY id DESC LIMIT 1\", (sys.argv[2],)).fetchone()[0])";
    const file = fs.readdirSync(site.folder).find((name) => name.endsWith(".db"));
    return /\d{6}/.exec(spawnSync("python3", ["-c", ask, path.join(site.folder, file), phone], { encoding: "utf8" }).stdout)[0];
}

test("the village reads its roster from a sheet: a bad row stops it, numbers are masked", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/residents/${VILLAGE}/import`);
    await page.fill("#pasted", ROSTER.replace("1990", "去年"));
    await press(page, "/import");
    t.includes(await words(page), "“出生年份”：出生年份写四位数", "the row that cannot be");
    await page.fill("#pasted", ROSTER);
    await press(page, "/import");
    t.includes(await words(page), "4 行都对：新登记 4 人");
    t.includes(await words(page), "2101**********1237");
    t.lacks(await page.content(), "19610305", "the number is nowhere in the page, also not for the next step");
    await press(page, "/confirm");
    await page.goto(`/desk/residents/${VILLAGE}?q=${HOME}`);
    t.includes(await words(page), "周小海");
    t.includes(await words(page), "不满 16 岁");
});

test("slips are a PDF with a code that phones read, and are printed again alike", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    const codes = [];
    for (let turn = 0; turn < 2; turn++) {
        await page.goto(`/desk/residents/${VILLAGE}/slips`);
        const [download] = await Promise.all([page.waitForEvent("download"), press(page, "/slips")]);
        const file = path.join(site.folder, `slips-${turn}.pdf`);
        await download.saveAs(file);
        const text = spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).stdout;
        t.includes(text, "周*山", "the head is masked");
        t.lacks(text, "周大山");
        codes.push(text.match(/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{2}/g).pop());
    }
    t.same(codes[1], codes[0], "the code of the last household");
    slip = codes[0];
    spawnSync("pdftoppm", ["-r", "150", "-png", path.join(site.folder, "slips-0.pdf"), path.join(site.folder, "slip")]);
    const pictures = fs.readdirSync(site.folder).filter((name) => /^slip-\d+\.png$/.test(name)).map((name) => path.join(site.folder, name));
    const seen = spawnSync("zbarimg", ["-q", "--raw", ...pictures], { encoding: "utf8" }).stdout;
    t.includes(seen, `/join/${VILLAGE}?c=${slip}`, "its QR code");
});

test("the sheet for the wall has a code that opens registering with the village chosen", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/residents/${VILLAGE}/slips`);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click('a[href$="/slips/wall"]')]);
    const file = path.join(site.folder, "wall.pdf");
    await download.saveAs(file);
    t.includes(spawnSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).stdout, "带上家里的注册纸条");
    spawnSync("pdftoppm", ["-r", "60", "-png", "-singlefile", file, path.join(site.folder, "wall")]);
    const seen = spawnSync("zbarimg", ["-q", "--raw", path.join(site.folder, "wall.png")], { encoding: "utf8" }).stdout.trim();
    t.same(new URL(seen).pathname, `/join/${VILLAGE}`, "its QR code");
    const phone = await site.page({ size: "phone" });
    await phone.goto(new URL(seen).pathname);
    t.includes(await words(phone), "鲍家洼子社区");
    t.same(await phone.locator("#slip").count(), 1, "the slip's code is asked for at once");
});

test("the roster is downloaded, recorded, and read in again without a change", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    for (const as of ["csv", "xlsx"]) {
        await page.goto(`/desk/residents/${VILLAGE}`);
        const [download] = await Promise.all([page.waitForEvent("download"), page.click(`button[name=as][value=${as}]`)]);
        const file = path.join(site.folder, `roster.${as}`);
        await download.saveAs(file);
        if (as === "csv") {
            const text = fs.readFileSync(file, "utf8");
            t.includes(text, "户号,姓名,与户主关系,性别,出生年份,身份证号,手机号,标记");
            t.includes(text, "2101**********1237", "the number as it is stored");
        }
        await page.goto(`/desk/residents/${VILLAGE}/import`);
        await page.setInputFiles("input[type=file]", file);
        await press(page, "/import");
        t.includes(await words(page), "行都对：新登记 0 人，更新 0 人", as);
    }
    const above = await site.page({ size: "desktop", account: "township" });
    await above.goto("/desk/audit");
    t.includes(await words(above), "下载了人口名册");
});

for (const mode of [{ script: false }, { elder: true }]) {
    test(`with the slip: choose oneself (${JSON.stringify(mode)})`, async (t) => {
        const page = await site.page({ size: "phone", ...mode });
        const [name, shown] = mode.elder ? ["周小海", "周*海"] : ["林秀英", "林*英"];
        await page.goto(`/join/${VILLAGE}`);
        await page.fill("#slip", "  ");
        await press(page, "/slip");
        t.includes(await words(page), "请填纸条上的注册码", "nothing typed");
        await page.fill("#slip", "AAAA-AAAA-AA");
        await press(page, "/slip");
        t.includes(await words(page), "没有这个码", "a wrong code");
        await page.fill("#slip", slip.toLowerCase().replaceAll("-", " "));
        await press(page, "/slip");
        t.lacks(await words(page), "周*苗", "children are not in the list");
        await page.locator("label.pick", { hasText: shown }).click();
        await page.fill("#password", "mingbai-join");
        await press(page, "/who");
        t.includes(await words(page), "注册好了");
        const login = await page.locator("code.token").innerText();
        await page.goto("/my");
        t.includes(await words(page), name);
        t.includes(await words(page), HOME);
        await page.locator("form[action='/sign-out'] button").press("Enter"); /* the bar at the bottom may lie over it */
        await page.waitForURL(/\/$/);
        await page.goto("/sign-in");
        await page.fill("#login", login);
        await page.fill("#password", "mingbai-join");
        await press(page, "/sign-in");
        t.includes(page.url(), "/my", "residents come to their own page, not to the desk");
        t.same(await page.locator("a[href='/desk']").count(), 0, "and see no way to one");
    });
}

test("with a code by SMS: name and phone as the roster has them", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto("/join");
    await page.fill("#q", "鲍家");
    await page.locator("main form.search-form button").click();
    await page.locator(`main a[href="/join/${VILLAGE}"]`).first().click();
    await page.fill("#phone", "138 0013 8001");
    await press(page, "/phone");
    await page.fill("#code", "000000");
    await press(page, "/code");
    t.includes(await words(page), "验证码不对");
    await page.fill("#code", code_sent("13800138001"));
    await press(page, "/code");
    t.includes(await words(page), "138****8001");
    await page.fill("#name", "周大山");
    await press(page, "/who");
    t.includes(await words(page), "注册好了");
    await page.goto("/my");
    t.includes(await words(page), "13800138001");
});

test("whom the roster does not know waits, and the village decides", async (t) => {
    const page = await site.page({ size: "phone", script: false });
    await page.goto(`/join/${VILLAGE}`);
    await page.fill("#phone", "13800138002");
    await press(page, "/phone");
    await page.fill("#code", code_sent("13800138002"));
    await press(page, "/code");
    await page.fill("#name", "钱未知");
    await press(page, "/who");
    t.includes(await words(page), "等村里确认");
    const desk = await site.page({ size: "desktop", account: "village" });
    await desk.goto(`/desk/residents/${VILLAGE}/waiting`);
    t.includes(await words(desk), "钱未知");
    await desk.locator("summary", { hasText: "不是本村人" }).click();
    await desk.fill("input[name=reason]", "名册上没有，请来村里登记");
    await press(desk, "/refuse");
    await page.goto("/my");
    t.includes(await words(page), "名册上没有，请来村里登记");
});

test("a number is asked for a code once a minute; whoever has no account yet registers, and gives it up again", async (t) => {
    const page = await site.page({ size: "phone", script: false });
    await page.goto("/sign-in");
    await page.fill("#phone", "13800138004");
    await press(page, "/sign-in/phone");
    await press(page, "/sign-in/phone"); /* 没有收到，再发一次 */
    t.includes(await words(page), "刚发过一次", "once a minute");

    const other = await site.page({ size: "phone", script: false });
    await other.goto("/sign-in");
    await other.fill("#phone", "13800138003");
    await press(other, "/sign-in/phone");
    await other.fill("#code", code_sent("13800138003"));
    await press(other, "/sign-in/code");
    t.includes(await words(other), "这个号码还没有注册", "only who has the phone learns that");
    await other.locator("main a[href^='/join?r=']").first().click();
    await other.goto(`/join/${VILLAGE}/who`);
    await other.fill("#name", "孙走了");
    await press(other, "/who");
    await other.goto("/my/leave");
    await press(other, "/my/leave");
    t.includes(await words(other), "请勾选");
    await other.check("input[name=sure]");
    await press(other, "/my/leave");
    t.includes(await words(other), "账号已注销");
    await other.goto("/my");
    t.includes(other.url(), "/sign-in", "nobody is signed in any more");
});

/* ---- the look of each page ---- */

const who = async (page) => page.goto(`/join/${VILLAGE}/who?c=${slip}`);
looks(site, [
    ["/join", "join-places"],
    ["/join?q=" + encodeURIComponent("鲍家"), "join-found"],
    [`/join/${VILLAGE}`, "join"],
    [who, "join-who"],
    ["/my", "my", "village"],
    [`/desk/residents/${VILLAGE}`, "desk-residents", "village"],
    [`/desk/residents/${VILLAGE}/new`, "desk-resident-new", "village"],
    [`/desk/residents/${VILLAGE}/import`, "desk-residents-import", "village"],
    [`/desk/residents/${VILLAGE}/waiting`, "desk-residents-waiting", "village"],
    [`/desk/residents/${VILLAGE}/slips`, "desk-residents-slips", "village"],
    [first_link(`/desk/residents/${VILLAGE}`, "main a[href^='/desk/resident/']"), "desk-resident", "village"],
    ["/desk/residents", "desk-residents-places", "township"],
]);

await site.run();

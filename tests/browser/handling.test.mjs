/*
 * What becomes of an opinion: the village answers and settles it; a standard answer has to be changed; nobody loses what
 * they typed when a colleague was faster; what is overdue goes up; the township grants more time; somebody calls back,
 * and who is not satisfied gets a second chance one office higher.  At the end each page is looked at in its modes.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const TOWNSHIP = "210111010000";
const DISTRICT = "210111000000";
let count = 0;

const press = (page, deed) => Promise.all([page.waitForEvent("load"), page.locator(`form[action$="/${deed}"] button[type=submit]`).click()]);

/* Somebody asks, by the API; gives {number, link}: the page of the desk. */
async function ask(body, more = {}) {
    count += 1;
    const sent = await site.api(undefined, "POST", "/opinions", {
        region: VILLAGE, kind: "complaint", topic: "roads", body, sender: "phone", phone: `1370000${1000 + count}`, public: true, ...more,
    });
    if (sent.status !== 201) throw new Error(JSON.stringify(sent.body));
    const desk = await site.page({ size: "desktop", account: "district" });
    await desk.goto(`/desk/opinions/${DISTRICT}?view=open`);
    for (;;) {
        const row = desk.locator("a.q-row", { hasText: body.split("。")[0] });
        if (await row.count()) return { ...sent.body, link: await row.first().getAttribute("href") };
        await Promise.all([desk.waitForEvent("load"), desk.locator("a[rel=next]").click()]);
    }
}

async function open(account, opinion, mode = {}) {
    const page = await site.page({ size: "phone", account, ...mode });
    await page.goto(opinion.link);
    return page;
}

/* A folded form is unfolded first, as somebody would. */
async function unfold(page, deed) {
    await page.locator("details.deed", { has: page.locator(`form[action$="/${deed}"]`) }).locator("summary").click();
}

test("the village sees what is due today, answers and settles it; the sender reads it", async (t) => {
    const opinion = await ask("三组水井边的路灯不亮了。老人晚上打水看不见，昨天摔了一跤。");
    const page = await site.page({ size: "phone", account: "village" });
    t.includes(await words(page), "三组水井边的路灯不亮了", "it stands on the first page");
    await page.goto("/desk/opinions");
    const row = page.locator("a.q-row", { hasText: "三组水井边" });
    t.includes(await row.innerText(), "今天 24:00 前答复", "the deadline in words");
    await Promise.all([page.waitForEvent("load"), row.click()]);
    t.includes(await words(page), `13700001${String(count).padStart(3, "0")}`, "whom to call");
    await press(page, "reply");
    t.same(await page.locator("#reply_answer-error").count(), 1, "an answer has words");
    await page.fill("#reply_answer", "电工老周今天下午去换灯头，换好给您打电话。");
    await press(page, "reply");
    t.includes(await words(page), "答复发出去了");
    t.includes(await words(page), "还剩 7 天", "seven days are left to settle it");
    await page.fill("#resolve_outcome", "灯头换好了，晚上去看过，亮了。");
    await press(page, "resolve");
    t.includes(await words(page), "已办结");
    t.same(await page.locator("form[action$='/reply']").count(), 0, "there is nothing left to answer");
    const board = await site.api(undefined, "GET", `/opinions/${opinion.number}`);
    t.same(board.body.state, "resolved", "the API says so");
    t.includes(JSON.stringify(board.body), "灯头换好了", "and what was done");
});

test("a standard answer is a draft: filled in with and without script, refused unchanged", async (t) => {
    const first = await ask("二组的垃圾池满了。味道很大。", { topic: "rubbish" });
    const second = await ask("五组的垃圾池也满了。狗把袋子扒开了。", { topic: "rubbish" });
    const keeper = await site.page({ size: "desktop", account: "village" });
    await keeper.goto(`/desk/opinions/${VILLAGE}/answers`);
    await keeper.fill("#title", "垃圾没人收");
    await keeper.fill("#body", "您好，垃圾车明天早上七点来收，收完请您看看。");
    await press(keeper, "answers");
    t.includes(await words(keeper), "垃圾没人收", "it is kept");
    const page = await open("village", first);
    await page.locator("summary", { hasText: "从常用答复开始" }).click();
    await page.locator("a[data-fill]", { hasText: "垃圾没人收" }).click();
    t.includes(await page.inputValue("#reply_answer"), "明天早上七点", "with script it is there at once");
    await press(page, "reply");
    t.includes(await words(page), "答复发出去了", "nobody has had these words");
    const plain = await open("village", second, { script: false });
    const link = await plain.locator("a[data-fill]", { hasText: "垃圾没人收" }).getAttribute("href");
    await plain.goto(link);
    t.includes(await plain.inputValue("#reply_answer"), "明天早上七点", "without script by a link");
    await press(plain, "reply");
    t.includes(await words(plain), "一字不差", "word for word it does not go out twice");
    t.includes(await plain.inputValue("#reply_answer"), "明天早上七点", "and stays to be changed");
    await plain.fill("#reply_answer", "您好，垃圾车明天早上七点先去五组，狗扒开的我们一起扫干净。");
    await press(plain, "reply");
    t.includes(await words(plain), "答复发出去了", "changed, it does");
});

test("two at once: the second sees how it stands now, and keeps the words", async (t) => {
    const opinion = await ask("村口的桥栏杆断了一根。");
    const one = await open("village", opinion);
    const other = await open("township", opinion);
    await other.fill("#reply_answer", "街道已经派人来量尺寸了。");
    await press(other, "reply");
    t.includes(await words(other), "答复发出去了", "the township answers, and has it now");
    await one.fill("#reply_answer", "村里准备先拉一根绳子。");
    const answer = one.waitForResponse((each) => each.request().method() === "POST");
    await press(one, "reply");
    t.same((await answer).status(), 409, "it has moved on");
    const text = await words(one);
    t.includes(text, "别人刚处理过");
    t.includes(text, "村里准备先拉一根绳子", "what was typed is there");
    t.includes(text, "街道已经派人来量尺寸了", "and what was done meanwhile");
});

/* The demonstration's clock stands still, so the deadline is moved instead of the day. */
function let_it_be_late(opinion) {
    const id = opinion.link.split("/").pop();
    const done = spawnSync("python3", ["-c", `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=30)
db.execute("UPDATE opinion SET reply_due = reply_due - 86400, next_at = next_at - 86400 WHERE id = ?", (int(sys.argv[2]),))
db.commit()`, path.join(site.folder, "mingbai.db"), id], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(done.stderr);
}

test("without an answer on the day it goes up to the township, and the village sees that it did", async (t) => {
    const opinion = await ask("四组的水管冒水，路上都是泥。", { topic: "water" });
    let_it_be_late(opinion);
    const page = await site.page({ size: "desktop", account: "township" });
    for (let turn = 0; turn < 45; turn++) {
        await page.goto("/desk/opinions");
        if (await page.locator("a.q-row", { hasText: "四组的水管冒水" }).count()) break;
        await page.waitForTimeout(2000);
    }
    const row = page.locator("a.q-row", { hasText: "四组的水管冒水" });
    t.same(await row.count(), 1, "it is the township's now");
    t.includes(await row.innerText(), "已转上级", "and says why");
    await Promise.all([page.waitForEvent("load"), row.click()]);
    t.includes(await words(page), "当天没有答复", "in its life");
    const village = await open("village", opinion);
    t.same(await village.locator("form[action$='/reply']").count(), 0, "the village answers no more");
    t.includes(await words(village), "由沙河街道办理", "and sees who does");
});

test("the village asks for more time, the township grants it, and the sender sees the reason", async (t) => {
    const opinion = await ask("六组的机耕路塌了半边，拖拉机过不去。");
    const page = await open("village", opinion);
    await unfold(page, "extension");
    await page.fill("#extension_days", "5");
    await page.fill("#extension_reason", "雨停了才能拉石头来垫。");
    await press(page, "extension");
    t.includes(await words(page), "申请延期 5 天：雨停了才能拉石头来垫");
    const township = await site.page({ size: "desktop", account: "township" });
    await township.goto(`/desk/opinions/${TOWNSHIP}`);
    await Promise.all([township.waitForEvent("load"), township.locator("section", { hasText: "等您批延期" })
        .locator("a.q-row", { hasText: "六组的机耕路" }).click()]);
    await press(township, "decide");
    t.includes(await words(township), "请选同意还是不同意", "nothing is taken for granted");
    await township.check("input[name=decide_grant][value=yes]");
    await press(township, "decide");
    t.includes(await words(township), "已同意延 5 天");
    t.includes(JSON.stringify((await site.api("village", "GET", `/opinions/${opinion.number}`)).body), "雨停了才能拉石头来垫");
});

test("who answered does not call back; not satisfied opens it again, one office higher", async (t) => {
    const opinion = await ask("七组的公厕没有人打扫。", { topic: "rubbish" });
    const village = await open("village", opinion);
    await village.fill("#reply_answer", "已经请人打扫干净，以后每天一次。");
    await village.check("input[name=reply_settles]");
    await press(village, "reply");
    t.same(await village.locator("form[action$='/visit']").count(), 0, "not who answered");
    const grid = await site.new_account("grid-a", "网格员小王", "grid_member", VILLAGE);
    await grid.goto("/desk");
    t.includes(await words(grid), "回访", "the grid member's first page has it");
    await grid.goto("/desk/visits");
    t.same(await grid.locator("a[href*='ask?other=1']").count(), 1, "and the way to speak for somebody");
    await Promise.all([grid.waitForEvent("load"), grid.locator("a.q-row", { hasText: "七组的公厕" }).click()]);
    t.includes(await words(grid), "1370000", "whom to call");
    await grid.check("input[name=visit_reached][value=no]");
    await press(grid, "visit");
    t.includes(await words(grid), "打了 1 次没有联系上");
    await grid.check("input[name=visit_reached][value=yes]");
    await grid.check("input[name=visit_rating][value=unsatisfied]");
    await press(grid, "visit");
    t.same(await grid.locator("#visit_words-error").count(), 1, "what is not right has to be said");
    await grid.fill("#visit_words", "还是脏，灯也不亮");
    await press(grid, "visit");
    t.includes(grid.url(), "/desk/visits", "it is not the grid member's any more");
    const township = await open("township", opinion);
    const text = await words(township);
    t.includes(text, "群众说没办好", "the township has it");
    t.includes(text, "还是脏，灯也不亮", "and what is not right");
    t.same(await township.locator("form[action$='/reply']").count(), 1, "and answers");
});

let lamp;
const of_lamp = async () => {
    lamp = lamp || await ask("八组的变压器嗡嗡响，下雨冒火花。已经三天了，大家都不敢从那里走。", { topic: "water" });
    return lamp.link;
};
const too_late = (link) => async (page) => {
    await page.goto(await link());
    await page.locator("form[action$='/reply'] input[name=lock]").evaluate((lock) => { lock.value = "0"; });
    await page.fill("#reply_answer", "马上去看");
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await press(page, "reply");
    return answer;
};

looks(site, [
    ["/desk", "desk-opinions-home", "village"],
    ["/desk/opinions", "desk-opinions-village", "village"],
    [`/desk/opinions/${VILLAGE}?view=done`, "desk-opinions-done", "village"],
    ["/desk/opinions", "desk-opinions-township", "township"],
    [`/desk/opinions/${DISTRICT}?view=overdue`, "desk-opinions-overdue", "district"],
    [of_lamp, "desk-opinion", "village"],
    [of_lamp, "desk-opinion-township", "township"],
    [too_late(of_lamp), "desk-opinion-conflict", "village", 409],
    [`/desk/opinions/${VILLAGE}/answers`, "desk-opinion-answers", "village"],
    [`/desk/opinions/${DISTRICT}/figures?span=all`, "desk-opinion-figures", "district"],
    [`/desk/opinions/${VILLAGE}/figures`, "desk-opinion-figures-village", "village"],
    ["/desk/visits", "desk-visits", "village"],
]);

await site.run();

/*
 * 有话直说: four steps with script and without, in large type; following without a name; "me too"; a rating, and the
 * second chance of who is not satisfied; a report that no village sees.  The tests go on from each other; at the end each
 * of the pages is looked at in its modes.
 */
import { shot, start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const ASK = `/r/${VILLAGE}/ask`;
const BOARD = `/r/${VILLAGE}/opinions`;
const BODY = "东边小桥的栏杆断了两根，孩子上学天天走，盼着早点修好。";
const RECEIPT = /\d{4} \d{4} \d{4} \d{4}/;
let lamp, bridge, thanks, report; /* {number, code} of what the tests sent */

const send = (page, button) => Promise.all([page.waitForEvent("load"), button.click()]);
const next = (page) => send(page, page.locator("main form.form button[type=submit]:not([name])").first());
const submit = (page) => send(page, page.locator("form[action='/ask/check'] button[type=submit]"));
const press = (page, action) => send(page, page.locator(`form[action$="/${action}"] button[type=submit]`).first());
const errors = (page) => page.locator(".errors a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));

/* What the last page gave out. */
async function receipt_of(page) {
    const text = await words(page);
    return { number: /\d{6}-\d{6}/.exec(text)[0], code: (RECEIPT.exec(text) || [""])[0] };
}

/* The four steps at once; gives number and code. */
async function ask(page, kind, body, who = {}) {
    await page.goto(`${ASK}?kind=${kind}`);
    await page.fill("#body", body);
    await next(page);
    await page.goto("/ask/who");
    await page.check(`input[name=sender][value=${who.sender || "anonymous"}]`);
    if (who.about) await page.check(`input[name=about][value=${who.about}]`);
    if (who.open) await page.check(`input[name=open][value="${who.open}"]`);
    if (who.name) await page.fill("#name", who.name);
    if (who.phone) await page.fill("#phone", who.phone);
    await next(page);
    await submit(page);
    return receipt_of(page);
}

/* A visitor who holds the receipt. */
async function holder(one) {
    const page = await site.page({ size: "phone" });
    await page.goto(`/o/${one.number}?k=${one.code.replace(/ /g, "")}`);
    return page;
}

test("asking is one press away from every page of the village, also from a single entry", async (t) => {
    const page = await site.page({ size: "phone", script: false });
    const entry = await site.api(undefined, "GET", `/disclosures?region=${VILLAGE}&limit=1`);
    const opinion = await site.api(undefined, "GET", `/opinions?region=${VILLAGE}&limit=1`);
    const pages = [`/r/${VILLAGE}`, `/r/${VILLAGE}/finance`, `/r/${VILLAGE}/money`, `/d/${entry.body.items[0].id}`,
        `/o/${opinion.body.items[0].number}`, `/r/${VILLAGE}/subsidies`, `/join/${VILLAGE}`];
    for (const address of pages) {
        t.same((await page.goto(address)).status(), 200, address);
        const links = await page.locator(".tabbar a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
        t.same(links[0], `/r/${VILLAGE}`, `${address}: home is the village`);
        t.same(links[1], ASK, `${address}: asking is about the village`);
    }
    await page.locator("footer a[href^='/join?r=']").click();
    t.includes(page.url(), `/join/${VILLAGE}`, "nobody looks for the village again to register there");
});

test("four steps on a phone: from the village's page to the receipt", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(`/r/${VILLAGE}`);
    await page.locator("a.act-rep").click();
    await page.waitForURL(/kind=complaint/);
    await page.fill("#body", "短");
    await next(page);
    t.same((await errors(page)).join(), "#body", "what is too short is told and linked");
    t.check((await page.title()).startsWith("有错："), "the title says so");
    await page.fill("#body", BODY);
    await page.selectOption("#topic", "roads");
    await next(page);
    if (/similar/.test(page.url())) await Promise.all([page.waitForURL(/where/), page.locator("a[href='/ask/where']").click()]);
    t.includes(page.url(), "/ask/where");
    await page.fill("#place", "村小学东边的桥");
    t.check(await page.locator("[data-locate] button").isVisible(), "the phone may say where it is");
    const photo = { name: "桥.jpg", mimeType: "image/jpeg", buffer: await page.screenshot({ type: "jpeg" }) };
    await page.setInputFiles("#photo", [photo, { name: "坏.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a picture at all") }]);
    await page.locator(".previews figure").nth(1).waitFor();
    await send(page, page.locator("button[name=add]"));
    t.includes(await words(page), "坏.jpg：", "the bad one is named");
    t.same(await page.locator(".shots > li").count(), 1, "the good one stays");
    t.same(await page.inputValue("#place"), "村小学东边的桥", "what was typed stays");
    for (let turn = 0; turn < 100 && !(await page.locator(".shots img").count()); turn++) {
        await page.goto("/ask/where");
        await page.waitForTimeout(100);
    }
    t.same(await page.locator(".shots img").count(), 1, "it is made safe and shown");
    await send(page, page.locator("button[name=remove]"));
    t.same(await page.locator(".shots > li").count(), 0, "and taken out again");
    await page.setInputFiles("#photo", photo);
    await page.locator(".previews figure").waitFor();
    await next(page);
    t.includes(page.url(), "/ask/who");
    await page.check("input[name=sender][value=named]");
    await next(page);
    t.same((await errors(page)).sort().join(), "#name,#phone", "a name wants name and number");
    await page.check("input[name=sender][value=anonymous]");
    await next(page);
    const check = await words(page);
    for (const part of [BODY, "村小学东边的桥", "不留姓名电话", "公开"]) t.includes(check, part, "all of it is read once more");
    await Promise.all([page.waitForURL(/what/), page.locator("a[href='/ask/what']").first().click()]);
    t.same(await page.inputValue("#body"), BODY, "each part may be changed");
    await page.goto("/ask/check");
    await submit(page);
    const done = await words(page);
    bridge = await receipt_of(page);
    t.check(RECEIPT.test(done), "the receipt stands in groups of four");
    t.includes(done, "最晚今天 24:00 前答复");
    t.check(await page.locator("[data-print]").isVisible(), "it can be printed");
    await shot(page, "voice-done");
    await page.reload();
    t.check(!RECEIPT.test(await words(page)), "it is shown once");
    t.same((await receipt_of(page)).number, bridge.number, "sending again sends nothing new");
    await page.goto(`/o/${bridge.number}`);
    t.includes(await words(page), "最晚今天 24:00 前答复", "this phone follows it");
    t.same(await page.locator(".shots img").count(), 1, "with its photograph");
    await page.goto(`/r/${VILLAGE}`);
    await page.locator("#h-voice ~ a").click();
    await page.waitForURL(/\/o$/);
    await page.locator("a.qa", { hasText: "东边小桥" }).click();
    t.includes(page.url(), bridge.number, "and finds it again without typing a number");
    const other = await site.page({ size: "phone" });
    t.same((await other.goto(`/o/${bridge.number}`)).status(), 404, "nobody else, before it is answered");
    t.same((await other.goto(`/o/${bridge.number}/print`)).status(), 404, "nor its sheet");
});

test("one who stops goes on later, or throws it away", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(`${ASK}?kind=suggestion`);
    await page.fill("#body", "村口装个公告栏吧，老人不用手机也看得到。");
    await next(page);
    await page.goto(ASK);
    t.includes(await words(page), "村口装个公告栏吧");
    await page.locator(".banner a.btn").click();
    await page.waitForURL(/\/ask\//);
    await page.locator("details.confirm summary").click();
    await press(page, "ask/drop");
    t.lacks(await words(page), "村口装个公告栏吧", "what was thrown away");
    t.same((await page.goto("/ask/check")).status(), 404, "nothing is left to send");
    t.includes(await words(page), "找不到了");
});

test("without script, in large type, and followed with the receipt", async (t) => {
    const page = await site.page({ size: "small", script: false, elder: true });
    lamp = await ask(page, "complaint", "学校门口的路灯坏了一个星期，晚上看不见路。");
    t.check(RECEIPT.test(lamp.code), "there is a receipt");
    const other = await site.page({ size: "phone", script: false });
    await other.goto("/o");
    await other.fill("#number", lamp.number);
    await other.fill("#code", "1111 2222 3333 4444");
    await next(other);
    t.same((await errors(other)).join(), "#code", "a wrong code is told");
    await other.fill("#number", lamp.number.replace("-", "－").replace(/\d/g, (d) => String.fromCharCode(0xFF10 + Number(d))));
    await other.fill("#code", lamp.code);
    await next(other);
    t.includes(await words(other), "学校门口的路灯坏了一个星期", "however it is typed");
    t.lacks(other.url(), lamp.code.slice(0, 4), "the address has no code");
    const link = await site.page({ size: "phone" });
    await link.goto(`/o/${lamp.number}?k=0000000000000000`);
    t.includes(link.url(), "/receipt", "a link with a wrong code asks for the right one");
    const good = await holder(lamp);
    t.same(new URL(good.url()).pathname + new URL(good.url()).search, `/o/${lamp.number}`, "the code went out of the address");
    await good.fill("#words", "今天又灭了一盏。");
    await press(good, "words");
    t.includes(await words(good), "今天又灭了一盏。");
});

test("the village answers; then everybody reads it, masked, and says “me too” once", async (t) => {
    const page = await site.page({ size: "phone" });
    thanks = await ask(page, "question", "低保怎么申请？我电话 13912345678，找我也行。", { sender: "phone", phone: "13912345678" });
    t.same((await site.api("village", "POST", `/opinions/${thanks.number}/reply`, { answer: "带身份证来村部填表，镇里 20 天内答复。", resolve: true })).status, 200);
    const visitor = await site.page({ size: "phone" });
    await visitor.goto(BOARD);
    t.includes(await words(visitor), "低保怎么申请");
    t.lacks(await visitor.content(), "13912345678", "numbers in what is shown");
    await visitor.locator(`a.qa[href='/o/${thanks.number}']`).click();
    await visitor.waitForURL(/\/o\//);
    t.includes(await words(visitor), "当天答复 · 当天办结");
    t.lacks(await visitor.content(), "13912345678");
    t.same(await visitor.locator("form[action$='/rate']").count(), 0, "the sender alone rates");
    await press(visitor, "support");
    t.includes(await words(visitor), "1 人也遇到了");
    await press(visitor, "support");
    t.lacks(await words(visitor), "2 人也遇到了", "once a person");
    await visitor.goto(`${ASK}?kind=question`);
    await visitor.fill("#body", "请问低保怎么申请，要带什么？");
    await next(visitor);
    t.includes(visitor.url(), "/ask/similar", "who writes the same is shown it first");
    const third = await site.page({ size: "phone" });
    await third.goto(`${ASK}?kind=question`);
    await third.fill("#body", "请问低保怎么申请，要带什么？");
    await next(third);
    await press(third, "support");
    t.includes(third.url(), thanks.number);
    t.includes(await words(third), "2 人也遇到了", "and joins instead of writing it again");
    t.same((await third.goto("/ask/check")).status(), 404, "the draft is gone");
});

test("the sender rates; who is not satisfied says why, and a higher office does it again", async (t) => {
    const page = await holder(thanks);
    await press(page, "rate");
    t.same((await errors(page)).join(), "#rating", "a rating is chosen");
    await page.check("input[name=rating][value=satisfied]");
    await press(page, "rate");
    t.includes(await words(page), "评价：满意");
    t.same(await page.locator("form[action$='/rate']").count(), 0, "once");
    t.same((await site.api("village", "POST", `/opinions/${lamp.number}/reply`, { answer: "换了灯泡。", resolve: true })).status, 200);
    const sender = await holder(lamp);
    await sender.check("input[name=rating][value=unsatisfied]");
    await press(sender, "rate");
    t.same((await errors(sender)).join(), "#reason", "dissatisfaction wants a reason");
    await sender.fill("#reason", "还是不亮");
    await press(sender, "rate");
    const text = await words(sender);
    t.includes(text, "没办好，转上级重新办");
    t.includes(text, "办理中");
    t.check(/鲍家洼子社区：\s*换了灯泡。/.test(text), "the answer stays that of the office that gave it");
});

test("about a published thing, an entry, a notice: the old addresses lead there", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(`/r/${VILLAGE}`);
    await page.locator("a.item[href^='/d/']:has(.count)").first().click();
    await page.waitForURL(/\/d\//);
    const notice = page.url();
    await page.locator("a.btn-sun").click();
    await page.waitForURL(/notice=/);
    t.includes(await words(page), "关于：");
    t.includes(await words(page), "反映问题", "an objection is a complaint");
    await page.goto(notice + "/object");
    t.includes(page.url(), "/ask?notice=");
    await page.fill("#body", "这份名单里有人早就搬走了。");
    await next(page);
    await page.goto("/ask/check");
    t.includes(await words(page), "关于：", "the source goes along");
    await page.goto(notice);
    await page.locator("main a[href*='/ask?d=']").click();
    await page.waitForURL(/\?d=/);
    t.includes(await words(page), "有事想问");
    await page.goto(`/r/${VILLAGE}/money`);
    const entry = page.locator("main a[href*='/ask?e=']").first();
    const id = /e=(\d+)/.exec(await entry.getAttribute("href"))[1];
    await page.goto(`/e/${id}/ask`);
    t.includes(page.url(), `${ASK}?e=${id}`);
    t.same(await page.inputValue("#topic"), "money", "an entry is about money");
});

test("a report is read by inspectors alone and leaves no trace on the phone", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(`${ASK}?kind=misconduct`);
    t.includes(await words(page), "只有纪检监察看得到");
    await page.fill("#body", "有人收了礼才给办低保，有转账记录。");
    await next(page);
    await page.goto(ASK);
    t.includes(await words(page), "上次没写完的还在：一份举报");
    t.lacks(await page.content(), "收了礼", "who takes up the phone next does not read it");
    const cookies = await page.context().cookies();
    t.same(cookies.find((one) => one.name === "ask").expires, -1, "closing the browser forgets it");
    report = await ask(page, "misconduct", "有人收了礼才给办低保，有转账记录。", { about: "village" });
    t.includes(await words(page), "也不知道有这份举报");
    t.same((await page.goto(`/o/${report.number}`)).status(), 404, "not on this phone either");
    for (const account of ["village", "township", "district", "operator"]) {
        t.same((await site.api(account, "GET", `/opinions/${report.number}`)).status, 404, account);
        const desk = await site.page({ size: "desktop", account });
        t.same((await desk.goto(`/o/${report.number}`)).status(), 404, `${account}'s page`);
    }
    t.includes(await words(await holder(report)), "只有纪检监察和您看得到");
    const beyond = await ask(await site.page({ size: "phone" }), "misconduct", "纪委的人自己也收礼。", { about: "inspectors" });
    t.check(beyond.number, "one about the inspectors themselves gets a number");
});

test("one about the inspectors says where to go", async (t) => {
    const page = await site.page({ size: "phone" });
    await ask(page, "misconduct", "纪检的人收了好处不办事。", { about: "inspectors" });
    t.includes(await words(page), "12388");
});

test("signed in: prefilled for oneself", async (t) => {
    const page = await site.page({ size: "phone", account: "resident" });
    await page.goto(`${ASK}?kind=suggestion`);
    await page.fill("#body", "村口的公交站牌该添个雨棚。");
    await next(page);
    await page.goto("/ask/who");
    t.check((await page.inputValue("#name")).length > 1, "the name stands there");
});

test("signed in: for others, and under my own", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto(`${ASK}?kind=suggestion`);
    await page.fill("#body", "替邻居说一句：公示栏太高，老人看不清。");
    await next(page);
    await page.goto("/ask/who");
    t.check(await page.isChecked("input[name=for_other]"), "who may speak for others is taken to do so");
    await page.check("input[name=sender][value=named]");
    await next(page);
    t.same((await errors(page)).join(), "#name", "the own name does not go out as the neighbour's");
    await page.fill("#name", "王奶奶");
    await page.fill("#phone", "");
    await next(page);
    t.includes(await words(page), "替别人反映");
    await submit(page);
    const filed = await receipt_of(page);
    t.check(RECEIPT.test(filed.code), "the person gets a receipt");
    await page.goto("/my/opinions");
    t.lacks(await words(page), "公示栏太高", "what was said for another is not one's own");
    await page.locator("a[href='/my/opinions?filed=1']").click();
    await page.waitForURL(/filed=1/);
    t.includes(await words(page), "公示栏太高");
    const visitor = await site.page({ size: "phone" });
    await visitor.goto("/my/opinions");
    t.includes(visitor.url(), "/sign-in");
});

test("a visitor takes back what is no longer needed", async (t) => {
    const page = await holder(bridge);
    await page.locator("details.confirm summary").click();
    await press(page, "withdraw");
    t.includes(await words(page), "已撤回");
});

/* ---- each of the pages, in its modes ---- */

/* On the way of a draft: begins one and goes to that step. */
const step = (where, body = "村东头的水渠堵了，一下雨就漫到路上。", kind = "complaint") => async (page) => {
    await page.goto(`${ASK}?kind=${kind}`);
    await page.fill("#body", body);
    await send(page, page.locator("main form.form button[type=submit]").first());
    return page.goto(where);
};
const refused = async (page) => {
    await page.goto(`${ASK}?kind=complaint`);
    const [response] = await Promise.all([page.waitForResponse((one) => one.request().method() === "POST"),
                                          page.locator("main form.form button[type=submit]").first().click()]);
    await page.waitForLoadState("load");
    return response;
};
const mine = (which) => async (page) => {
    const one = which();
    await page.goto(`/o/${one.number}?k=${one.code.replace(/ /g, "")}`);
    return page.goto(`/o/${one.number}`);
};

looks(site, [
    [ASK, "voice-start"],
    [`${ASK}?kind=question`, "voice-what"],
    [`${ASK}?kind=misconduct`, "voice-what-sealed"],
    [refused, "voice-what-errors", undefined, 422],
    [step("/ask/similar", "请问低保怎么申请，要带什么？", "question"), "voice-similar"],
    [step("/ask/where"), "voice-where"],
    [step("/ask/who"), "voice-who"],
    [step("/ask/who", "有人收了礼才给办低保，有转账记录。", "misconduct"), "voice-who-sealed"],
    [step("/ask/check"), "voice-check"],
    [BOARD, "voice-board"],
    ["/r/210111000000/opinions", "voice-board-district"],
    [() => `/o/${thanks.number}`, "voice-one"],
    [mine(() => lamp), "voice-one-own"],
    [mine(() => report), "voice-one-sealed"],
    [() => `/o/${report.number}`, "voice-missing", "village", 404],
    ["/o", "voice-receipt"],
    [() => `/o/${thanks.number}/print`, "voice-print"],
    ["/my/opinions?filed=1", "voice-mine", "village"],
]);

await site.run();

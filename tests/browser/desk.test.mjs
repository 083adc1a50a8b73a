/* The desk beside the main road: two at once, others' places, forged forms, nil returns, withdrawals, personal
 * data, no script. */
import path from "node:path";
import { ROOT, start, test, words } from "./harness.mjs";

const site = await start();
const SHEETS = path.join(ROOT, "tests/fixtures/sheets");
const VILLAGE = "210111010203";
const CARD = "6222021234567890128";

const press = (page, action) => page.locator(`form[action$="/${action}"] button[type=submit]`).click();
const get = async (address) => (await fetch(site.url + address)).text();

/* The form of a duty on the first screen. */
const owed = (page, item) => page.locator("form", { has: page.locator(`input[name=item][value=${item}]`) });

const content = (title, summary = "修桥的事大家都同意。") => ({ item: "V2", region: VILLAGE, period: "2023-05-31", title, summary });

/* A draft of a village meeting's resolution, as another program makes it. */
async function draft(title, summary) {
    const made = await site.api("village", "POST", "/disclosures", content(title, summary));
    if (made.status !== 201) throw new Error(JSON.stringify(made));
    return made.body.id;
}

async function submitted(title, summary) {
    const id = await draft(title, summary);
    await site.api("village", "POST", `/disclosures/${id}/submit`);
    return id;
}

const state = async (id) => (await site.api("village", "GET", `/disclosures/${id}`)).body.state;

/* What pressing leads to: the answer to the form itself, before any redirect is followed. */
async function answer_to(page, action) {
    const posted = page.waitForResponse((one) => one.request().method() === "POST");
    await press(page, action);
    return posted;
}

/* ---- two at once ---- */

test("of two reviewers at once the second is told, and nothing is lost", async (t) => {
    const id = await submitted("关于修桥的决议");
    const first = await site.page({ size: "desktop", account: "township" });
    const second = await site.page({ size: "phone", account: "township" });
    for (const page of [first, second]) await page.goto(`/desk/d/${id}/review`);
    await press(first, "approve");
    await second.click("text=退回修改");
    await second.fill("textarea[name=reason]", "桥名写错了");
    t.same((await answer_to(second, "return")).status(), 409, "status");
    t.includes(await words(second), "别人刚处理过");
    t.includes(await words(second), "现在的状态：已公开");
    t.includes(await words(second), "桥名写错了", "what the second had written is still there");
    t.same(await state(id), "published", "the first decision stands");
    await second.click("text=看现在的情况");
    t.includes(await words(second), "审核通过，公开", "and leads to how it stands now");
    t.lacks(await words(second), "桥名写错了", "a decision that was not taken is no step of its life");
});

test("what was changed while a reviewer read it is not published unread", async (t) => {
    const id = await submitted("读的时候改过的", "桥面铺石子。");
    const page = await site.page({ size: "desktop", account: "township" });
    await page.goto(`/desk/d/${id}/review`);
    await site.api("township", "POST", `/disclosures/${id}/return`, { reason: "再想想" });
    await site.api("village", "PUT", `/disclosures/${id}`, content("读的时候改过的", "桥面铺金子。"));
    await site.api("village", "POST", `/disclosures/${id}/submit`);
    t.same(await state(id), "submitted", "it waits again");
    t.same((await answer_to(page, "approve")).status(), 409, "status");
    t.includes(await words(page), "现在的状态：等沙河街道审核");
    t.same(await state(id), "submitted", "it still waits");
    await page.click("text=看现在的情况");
    await page.click("text=去审核");
    t.includes(await words(page), "桥面铺金子。", "the way leads to what it says now");
});

test("of two who write at once the second does not overwrite the first unawares", async (t) => {
    const id = await draft("两个人一起写的");
    const first = await site.page({ size: "desktop", account: "village" });
    const second = await site.page({ size: "phone", account: "village" });
    for (const page of [first, second]) await page.goto(`/desk/d/${id}`);
    await first.fill("#summary", "先写的。");
    await first.click(".actions button[value=save]");
    await second.fill("#summary", "后写的。");
    await second.click(".actions button[value=save]");
    t.includes(await words(second), "您填写的时候，有人也改了这一条");
    t.same(await second.inputValue("#summary"), "后写的。", "what the second had typed is still there");
    t.same((await site.api("village", "GET", `/disclosures/${id}`)).body.summary, "先写的。", "nothing is saved yet");
    await second.click(".actions button[value=save]");
    t.same((await site.api("village", "GET", `/disclosures/${id}`)).body.summary, "后写的。", "saved once it is meant");
});

/* ---- who may not ---- */

test("another village neither sees nor changes a draft", async (t) => {
    const id = await draft("还没写完的草稿");
    const page = await site.page({ account: "village2" });
    await page.goto("/desk/me");
    const csrf = await page.locator("input[name=csrf]").first().inputValue();
    for (const below of ["", "/preview", "/review", "/sheet"]) {
        const answer = await page.goto(`/desk/d/${id}${below}`);
        t.check([403, 404].includes(answer.status()), `page${below}: ${answer.status()}`);
        t.lacks(await page.content(), "还没写完的草稿", `page${below}`);
    }
    for (const below of ["", "/submit", "/discard", "/mask"]) {
        const answer = await page.request.post(`/desk/d/${id}${below}`, { form: { csrf, lock: "1", title: "改掉", do: "save" } });
        t.check([403, 404, 409].includes(answer.status()), `form${below}: ${answer.status()}`);
        t.lacks(await answer.text(), "还没写完的草稿", `form${below}`);
    }
    for (const [method, below, body] of [["GET", ""], ["PUT", "", content("改掉")], ["POST", "/submit"]]) {
        const answer = await site.api("village2", method, `/disclosures/${id}${below}`, body);
        t.check([403, 404].includes(answer.status), `API ${method}${below}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    t.check([403, 404].includes((await site.api("village2", "POST", "/disclosures", content("冒名"))).status), "nor writes in its name");
    t.same((await page.goto(`/desk/d/new?region=${VILLAGE}&item=V2`)).status(), 403, "nor on the desk");
    const kept = (await site.api("village", "GET", `/disclosures/${id}`)).body;
    t.same(kept.title + " " + kept.state, "还没写完的草稿 draft", "unchanged");
});

test("a form without its token, or with somebody else's, is refused", async (t) => {
    const id = await draft("没有令牌的表单");
    const page = await site.page({ account: "village" });
    const other = await site.page({ account: "village2" });
    await other.goto("/desk/me");
    const foreign = await other.locator("input[name=csrf]").first().inputValue();
    const lock = await (await page.goto(`/desk/d/${id}`), page.locator("input[name=lock]").first()).inputValue();
    for (const [form, what] of [[{}, "none"], [{ csrf: "" }, "an empty one"], [{ csrf: "wrong" }, "a wrong one"], [{ csrf: foreign }, "another person's"]]) {
        const answer = await page.request.post(`/desk/d/${id}/discard`, { form: { lock, ...form }, maxRedirects: 0 });
        t.same(answer.status(), 403, what);
        t.check((await answer.text()).length > 200, `${what}: a page says so`);
        t.same(await state(id), "draft", `${what}: it is still there`);
    }
    const csrf = await page.locator("input[name=csrf]").first().inputValue();
    const answer = await page.request.post(`/desk/d/${id}/discard`, { form: { lock, csrf }, maxRedirects: 0 });
    t.same(answer.status(), 303, "the page's own is taken");
});

/* ---- short ways ---- */

test("a period without anything to report takes one tap, and says so in public", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await owed(page, "V4").locator("button[value=nil]").click();
    t.includes(await words(page), "2023年第一季度：已提交，等沙河街道审核");
    t.same(await owed(page, "V4").count(), 0, "it is no longer among what is to do");
    const reviewer = await site.page({ size: "phone", account: "township" });
    await reviewer.goto("/desk/review");
    await reviewer.locator("main a.q-row", { hasText: "V4" }).click();
    const id = /\/desk\/d\/(\d+)/.exec(reviewer.url())[1];
    t.includes(await words(reviewer), "本期无事项");
    await press(reviewer, "approve");
    const shown = (await site.api(undefined, "GET", `/disclosures/${id}`)).body;
    t.same(shown.kind + " " + shown.period, "nil 2023Q1", "the API");
    t.includes(await get(`/d/${id}`), "本期无事项", "the page");
    t.includes(await get(`/r/${VILLAGE}/all`), "本期无事项", "the list");
});

test("what may not be published is put on record with its ground, and seen as such", async (t) => {
    const page = await site.page({ size: "phone", account: "village" });
    await page.goto(`/desk/d/new?region=${VILLAGE}&item=V5&how=exception`);
    await page.fill("#event_day", "2023-05-22");
    await page.click("button[value=exception]");
    t.same(await page.locator(".field-error").count(), 2, "ground and day are asked for");
    t.same(await page.inputValue("#event_day"), "2023-05-22", "what was filled in stays");
    await page.fill("#reason", "征收方案尚在依法听证，听证结束后公开");
    await page.fill("#review_on", "2023-09-01");
    await page.click("button[value=exception]");
    t.includes(await words(page), "已提交，等沙河街道审核");
    const reviewer = await site.page({ account: "township" });
    await reviewer.goto("/desk/review");
    await reviewer.locator("main a.q-row", { hasText: "V5" }).click();
    const id = /\/desk\/d\/(\d+)/.exec(reviewer.url())[1];
    await press(reviewer, "approve");
    const shown = await get(`/d/${id}`);
    t.includes(shown, "不公开备案");
    t.includes(shown, "征收方案尚在依法听证，听证结束后公开");
    t.includes(shown, "2023-09-01", "when it is looked at again");
});

/* ---- what stays when something goes ---- */

test("a withdrawn disclosure leaves a tombstone with its reason", async (t) => {
    const { items } = (await site.api(undefined, "GET", `/disclosures?region=${VILLAGE}&item=F3&limit=1`)).body;
    const before = (await site.api(undefined, "GET", `/disclosures/${items[0].id}`)).body;
    const entry = before.table.rows[0][2];
    const page = await site.page({ size: "phone", account: "township" });
    await page.goto(`/desk/d/${before.id}`);
    await page.click("main a[href$='/withdraw']");
    await press(page, "withdraw");
    t.includes(await words(page), "请写明撤回的原因", "not without a reason");
    await page.fill("textarea[name=reason]", "和上个月的重复了，先撤回");
    await press(page, "withdraw");
    t.includes(await words(page), "已撤回");
    for (const address of [`/d/${before.id}`, `/d/${before.id}/print`, `/d/${before.id}/revisions/1`]) {
        const answer = await fetch(site.url + address);
        const body = await answer.text();
        t.same(answer.status, 200, address);
        t.includes(body, "和上个月的重复了，先撤回", address);
        t.lacks(body, entry, address);
        t.lacks(body, before.summary, address);
    }
    t.same((await fetch(`${site.url}/d/${before.id}.csv`)).status, 404, "the table cannot be had");
    t.includes(await get(`/r/${VILLAGE}/all`), "已撤回", "the list says so");
    const after = (await site.api(undefined, "GET", `/disclosures/${before.id}`)).body;
    t.same(after.state + " " + after.withdrawn_reason, "withdrawn 和上个月的重复了，先撤回", "the API");
    t.same(after.table, undefined, "the API has no table");
});

test("what looks like a card's number is published only when the reviewer has said that it may be", async (t) => {
    const id = await submitted("捐款账户", `村集体对公账户 ${CARD}。`);
    const page = await site.page({ size: "phone", account: "township" });
    await page.goto(`/desk/d/${id}/review`);
    t.includes(await words(page), "像银行卡号");
    t.same((await answer_to(page, "approve")).status(), 422, "not without looking at it");
    t.includes(await words(page), "请退回处理，或确认可以公开");
    t.same(await state(id), "submitted", "it waits");
    await page.check("#personal");
    await press(page, "approve");
    t.same(await state(id), "published", "confirmed");
    t.includes(await get(`/d/${id}`), CARD, "then it is published as it was written");
});

/* ---- no script, and what is remembered ---- */

test("the whole editor works without script", async (t) => {
    const page = await site.page({ size: "phone", account: "village", script: false });
    await page.goto(`/desk/d/new?region=${VILLAGE}&item=F3`);
    await page.check("input[name=period][value='2023-05']");
    await page.click("button[value=fill]");
    await page.fill("#title", "五月份的花销");
    await page.fill("#summary", "主要是修路灯。");
    const fill = async (row, cells) => {
        for (const [column, value] of Object.entries(cells)) {
            const cell = page.locator(`[id='cell[${row}][${column}]']`);
            if (await cell.evaluate((one) => one.tagName) === "SELECT") await cell.selectOption(value);
            else await cell.fill(value);
        }
    };
    await fill(0, { 0: "2023-05-11", 1: "记-7", 2: "修路灯", 3: "公益设施", 6: "四百八" });
    await page.click("[data-add-row]");
    t.same(await page.inputValue("#title"), "五月份的花销", "a new row loses nothing");
    t.same(await page.inputValue("[id='cell[0][6]']"), "四百八", "not even what is wrong");
    await fill(1, { 0: "2023-05-12", 1: "记-8", 2: "写错的一笔", 3: "公益设施", 6: "1" });
    await page.locator(".row-out").nth(1).click();
    t.lacks(await page.content(), "写错的一笔", "a row can be taken out");
    await page.click("button[value=preview]");
    t.includes(await words(page), "第 1 行“金额”", "what is wrong is told");
    t.same(await page.getAttribute("[id='cell[0][6]']", "aria-invalid"), "true", "at the cell, too");
    await fill(0, { 6: "480" });
    await page.click("button[value=preview]");
    t.includes(await words(page), "480.00");
    await page.click("text=回去改");
    await page.click("button[value=sheet]");
    await page.setInputFiles("#file", path.join(SHEETS, "f3-2023-05.xlsx"));
    await page.click("button[value=read]");
    await page.click("button[value=match]");
    await page.click(".actions button[value=check]");
    await page.click("button[value=put]");
    t.includes(await words(page), "3 行已放进草稿", "a sheet is read without script, too");
    await page.click("button[value=preview]");
    t.includes(await words(page), "五月份的花销");
    await press(page, "submit");
    t.includes(await words(page), "已提交，等理财小组核对");
});

test("a table can be pasted; what its columns mean is remembered for the next one", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    const form = `/desk/d/${(await site.api("village", "POST", "/disclosures", { item: "F3", region: VILLAGE, period: "2022-12" })).body.id}/sheet`;
    const rows = (amount) => `什么时候\t票号\t干什么\t算哪类\t付给谁\t多少钱\n2022-12-04\t记-1\t买煤\t管理费用\t示例商店\t${amount}`;
    const choose = async (texts) => {
        for (const [index, text] of texts.entries()) await page.selectOption(`[id='map[${index}]']`, { label: text });
    };
    await page.goto(form);
    await page.fill("#paste", rows("120"));
    await page.click("button[value=read]");
    t.includes(await words(page), "这些必填的列还没找到：", "headings that nobody knows");
    await choose(["日期（必填）", "凭证号（必填）", "用途（必填）", "支出类别（必填）", "收款单位", "金额（必填）"]);
    await page.click(".actions button[value=check]");
    t.includes(await words(page), "读出 1 行，都没问题");
    t.lacks(await words(page), "和上次的表头一样", "the first time nothing is remembered");
    await page.click("button[value=put]");
    t.includes(await words(page), "1 行已放进草稿");
    await page.goto(form);
    await page.fill("#paste", rows("135.5"));
    await page.click("button[value=read]");
    t.includes(await words(page), "和上次的表头一样，已按上次的对好了。");
    t.includes(await words(page), "135.50", "the amounts are where they belong");
    t.includes(await words(page), "和2022年11月比", "and the total stands beside the last period's");
});

test("each role's first screen says what waits for it", async (t) => {
    for (const [account, part] of [["village", "没公开"], ["finance", "等您核对的财务公开"], ["township", "等您审核的"],
        ["district", "各街道（乡镇）"], ["operator", "账号"]]) {
        const page = await site.page({ size: "desktop", account });
        t.includes(await words(page), part, account);
        t.same(page.complaints.join(), "", `${account}: console`);
    }
});

await site.run();

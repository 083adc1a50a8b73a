/*
 * The main job from end to end: a village's admin publishes from a spreadsheet, the finance group and the township
 * look at it, a visitor finds it on a phone; then a correction.  The tests go on from each other.
 */
import path from "node:path";
import { ROOT, start, test, words } from "./harness.mjs";

const site = await start();
const SHEETS = path.join(ROOT, "tests/fixtures/sheets");
const VILLAGE = "210111010203";
const NAMES = ["孙三", "赵一", "李四"]; /* persons in the sheet */
const CARD = "6222021234567890128";
const IDENTITY = "11010519491231002X";
const TELEPHONE = "13812345678";
const NUMBERS = [CARD, IDENTITY, TELEPHONE];
let id;

const review = (page) => page.goto(`/desk/d/${id}/review`);
const press = (page, action) => page.locator(`form[action$="/${action}"] button[type=submit]`).click();

/* The form of a duty on the first screen. */
const owed = (page, item) => page.locator("form", { has: page.locator(`input[name=item][value=${item}]`) });

async function upload(page, file) {
    await page.setInputFiles("input[type=file]", path.join(SHEETS, file));
    await page.click("button[value=read]");
}

async function hand_in(page) {
    await page.click("button[value=preview]");
    await press(page, "submit");
}

async function confirm_it() {
    const page = await site.page({ size: "phone", account: "finance" });
    await review(page);
    await press(page, "confirm");
    return page;
}

/* Every way in which anybody can read a disclosure; none of them may hold what is not for everybody.  Each has to show
 * its title (the table as CSV a cell): an empty answer would prove nothing. */
async function nobody_reads(t, disclosure, title, cell, secrets) {
    const asked = encodeURIComponent(title);
    const addresses = [
        `/d/${disclosure}`, `/d/${disclosure}?lang=en`, `/d/${disclosure}/print`, `/d/${disclosure}/revisions/1`, `/d/${disclosure}.csv`,
        `/feed/${VILLAGE}.atom`, `/r/${VILLAGE}/all`, `/search?r=${VILLAGE}&q=${asked}`,
        `/api/v1/disclosures/${disclosure}`, `/api/v1/disclosures?region=${VILLAGE}&q=${asked}`,
    ];
    for (const address of addresses) {
        const answer = await fetch(site.url + address);
        const body = await answer.text();
        t.same(answer.status, 200, address);
        t.includes(body, address.endsWith(".csv") ? cell : title, address);
        for (const secret of secrets) t.lacks(body, secret, address);
    }
    /* Nor can it be found by guessing. */
    for (const secret of secrets) {
        const { body } = await site.api(undefined, "GET", `/disclosures?region=${VILLAGE}&q=${encodeURIComponent(secret)}`);
        t.check(body.items.every((one) => one.id !== disclosure), `a search for ${secret} finds it`);
    }
}

test("a sheet with a bad cell is read, and the cell is pointed out with row, column and reason", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    t.check(/还有 \d+ 项没公开/.test(await words(page)), "the first screen says what is owed");
    await owed(page, "F3").locator("button[value=fill]").click();
    id = /\/desk\/d\/(\d+)/.exec(page.url())[1];
    await page.click("button[value=sheet]");
    await upload(page, "f3-2023-05-bad.xlsx");
    t.includes(await page.title(), "有错：", "title");
    t.includes(await words(page), "读出 3 行，有 1 格要改");
    t.includes(await words(page), "第 4 行“金额”：这不是一个数");
    t.same(await page.locator("td.bad").count(), 1, "bad cells");
    t.includes(await page.locator("td.bad .cell-error").innerText(), "这不是一个数", "the reason stands at the cell, too");
    t.same(await page.inputValue("[id='fix[3][6]']"), "四百八", "the cell as it stands in the sheet");
    await page.click("button[value=put]");
    t.includes(await words(page), "第 4 行“金额”", "a bad cell cannot be put into the draft");
    t.same((await site.api("village", "GET", `/disclosures/${id}`)).body.table.rows.length, 0, "nothing of it is there");
});

test("columns are matched by their headings, and can be matched by hand", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/d/${id}/sheet`);
    await upload(page, "f3-2023-05-bad.xlsx");
    await page.click("button[value=match]");
    t.includes(await words(page), "哪一列是哪一项");
    t.same(await page.inputValue("#header"), "2", "the row of the headings, below the title");
    const chosen = await page.locator("select[name^='map[']").evaluateAll((all) => all.map((one) => one.selectedOptions[0].textContent));
    t.same(chosen.join(" "), "凭证号（必填） 日期（必填） 用途（必填） 支出类别（必填） 收款单位 收款个人 金额（必填） 经手人 不要这一列", "the columns");
    await page.selectOption("[id='map[8]']", "6"); /* 审批人 as 金额, too */
    await page.click(".actions button[value=check]");
    t.includes(await words(page), "“金额”选了两次，请只留一列", "one column twice");
    await page.selectOption("[id='map[8]']", "");
    await page.click(".actions button[value=check]");
    await page.fill("[id='fix[3][6]']", "480");
    await page.locator("[id='fix[3][6]']").press("Enter");
    t.includes(await words(page), "读出 3 行，都没问题", "a cell can be mended on the page");
});

test("the corrected sheet goes into the draft beside last month's total, and is looked at as the public will", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/d/${id}/sheet`);
    await upload(page, "f3-2023-05.xlsx");
    t.includes(await words(page), "读出 3 行，都没问题");
    t.includes(await words(page), "文件里还有 1 个工作表，没有读", "the hidden notes of the file stay out");
    t.includes(await words(page), "和2023年4月比");
    const totals = await page.locator("section[aria-labelledby=h-totals] tbody td").allInnerTexts();
    t.same(totals[0] + " " + totals[1], "金额 4,880.50", "the total");
    const cents = (text) => Math.round(Number(text.replace(/,/g, "")) * 100);
    t.same(cents(totals[1]) - cents(totals[2]), cents(totals[3]), "less last month's is the change");
    t.includes(await words(page), "和表里自己写的合计一致", "and it is the sheet's own");
    await page.click("button[value=put]");
    await page.fill("#summary", "五月份为大家花了 4,880.50 元。");
    await page.fill("#body", `慰问品退款打到 ${CARD}，领款人身份证 ${IDENTITY}，有问题打 ${TELEPHONE}。`);
    await page.click("button[value=preview]");
    const shown = await page.locator("section.detail").innerText();
    t.includes(shown, "孙**", "names are masked in the preview");
    for (const name of NAMES) t.lacks(shown, name, "what everybody sees");
    await page.click("text=本村居民");
    t.includes(await words(page), "孙三", "residents see names in full");
});

test("numbers of cards, persons and telephones in a text are pointed out and masked", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/d/${id}/preview`);
    t.includes(await words(page), "有 3 处像是个人信息");
    for (const what of ["像银行卡号", "像身份证号", "像手机号"]) t.includes(await words(page), what);
    await press(page, "mask");
    t.includes(await words(page), "慰问品退款打到 ********，领款人身份证 ********，有问题打 ********。");
    t.same(await page.locator("form[action$='/mask']").count(), 0, "nothing is left to mask");
    await press(page, "submit");
    t.includes(await words(page), "已提交，等理财小组核对");
    t.same(await owed(page, "F3").count(), 0, "it is no longer among what is to do");
});

test("nothing of it is public yet", async (t) => {
    for (const address of [`/d/${id}`, `/d/${id}/print`, `/d/${id}.csv`, `/d/${id}/revisions/1`, `/api/v1/disclosures/${id}`])
        t.same((await fetch(site.url + address)).status, 404, address);
    for (const address of [`/feed/${VILLAGE}.atom`, `/r/${VILLAGE}/all`, `/search?r=${VILLAGE}&q=${encodeURIComponent("垃圾清运费")}`])
        t.lacks(await (await fetch(site.url + address)).text(), id, address);
});

test("the finance group confirms on a phone", async (t) => {
    const page = await site.page({ size: "phone", account: "finance" });
    t.includes(await words(page), "等您核对的财务公开");
    await page.locator(`main a[href="/desk/d/${id}/review"]`).click();
    t.includes(await words(page), "账目对得上，核对通过");
    t.same(await page.locator("form[action$='/approve']").count(), 0, "it cannot approve");
    await press(page, "confirm");
    t.includes(await words(page), "核对通过，已送街道（乡镇）审核");
});

test("the township sends it back with a reason, and the village sees why", async (t) => {
    const reviewer = await site.page({ size: "desktop", account: "township" });
    t.includes(await words(reviewer), "等您审核的");
    await review(reviewer);
    t.includes(await words(reviewer), "和2023年4月比", "totals stand beside last month's");
    t.includes(await words(reviewer), "-15,673.60", "with the difference");
    await reviewer.click("text=退回修改");
    await press(reviewer, "return");
    t.includes(await words(reviewer), "请写明退回的原因", "not without a reason");
    await reviewer.check("text=金额和票据对不上");
    await reviewer.fill("textarea[name=reason]", "第2行的凭证号写错了");
    await press(reviewer, "return");
    t.includes(await words(reviewer), "已退回，村里会看到原因");

    const page = await site.page({ size: "phone", account: "village" });
    t.includes(await words(page), "金额和票据对不上；第2行的凭证号写错了", "on the first screen");
    await page.locator(`main a[href="/desk/d/${id}"]`).first().click();
    t.includes(await words(page), "金额和票据对不上；第2行的凭证号写错了", "in the editor");
    await page.fill("[id='cell[1][1]']", "付-2305-099");
    await hand_in(page);
    t.includes(await words(page), "已提交，等理财小组核对");
    t.includes(await words(await confirm_it()), "核对通过");
});

test("nobody approves their own, and another township does not see it", async (t) => {
    const page = await site.page({ account: "village" });
    await review(page);
    t.same(await page.locator("form[action$='/approve']").count(), 0, "the author is not offered it");
    t.same((await site.api("village", "POST", `/disclosures/${id}/approve`)).status, 403, "nor by the API");
    const other = await site.page({ account: "township2" });
    const answer = await review(other);
    t.check([403, 404].includes(answer.status()), `another township gets ${answer.status()}`);
    t.lacks(await other.content(), "路灯", "what another township gets");
});

test("the township approves, and that publishes it", async (t) => {
    const page = await site.page({ size: "desktop", account: "township" });
    await review(page);
    t.includes(await words(page), "付-2305-099", "as it was mended");
    t.includes(await words(page), "金额和票据对不上；第2行的凭证号写错了", "what was wrong before stands below");
    await press(page, "approve");
    t.includes(await words(page), "已通过，现在公开了");
    t.same((await fetch(`${site.url}/d/${id}`)).status, 200, "the page is there");
});

test("a visitor finds it on a phone by a word of two characters, and sees names and numbers masked", async (t) => {
    const page = await site.page({ size: "phone" });
    await page.goto(`/r/${VILLAGE}`);
    t.check((await page.locator(`main a[href="/d/${id}"]`).count()) > 0, "the village's page leads to it");
    await page.locator(".tabbar a", { hasText: "搜索" }).click();
    await page.locator("main input[name=q]").fill("路灯");
    await page.locator("main form[action='/search'] button").click();
    t.includes(await words(page), "在鲍家洼子社区里搜", "from a village's page one searches there");
    t.same(await page.locator("main a", { hasText: "在苏家屯区里搜" }).count(), 1, "the district is a tap away");
    await page.locator(`main a[href="/d/${id}"]`).first().click();
    const text = await words(page);
    t.includes(text, "五月份为大家花了 4,880.50 元。", "the sentence");
    t.includes(text, "付-2305-099", "the row");
    t.includes(text, "孙**", "a masked name");
    t.includes(text, "领款人身份证 ********", "a masked number");
    t.same(await page.locator("tbody tr").count(), 3, "every entry");
    await nobody_reads(t, id, "2023年5月 各项支出", "垃圾清运费", NAMES.concat(NUMBERS));
});

test("a correction goes the same way; the difference and both revisions can be read", async (t) => {
    const page = await site.page({ size: "desktop", account: "village" });
    await page.goto(`/desk/d/${id}`);
    await page.click("main a[href$='/correct']");
    await press(page, "correct");
    t.includes(await words(page), "请写明更正的原因", "not without a reason");
    await page.fill("textarea[name=reason]", "路灯维修的金额少写了八十元");
    await press(page, "correct");
    await page.fill("[id='cell[1][6]']", "560.00");
    await hand_in(page);
    t.includes(await (await fetch(`${site.url}/d/${id}`)).text(), "4,880.50", "the public still reads the old one");
    await confirm_it();

    const reviewer = await site.page({ size: "desktop", account: "township" });
    await review(reviewer);
    t.includes(await words(reviewer), "更正的原因：路灯维修的金额少写了八十元");
    const shows_difference = async (at) => {
        t.includes(await words(at), "新增 0 行，去掉 0 行，改动 1 行");
        t.same((await at.locator(".cell-changed").allInnerTexts()).join(), "480.00 560.00", "one cell has changed");
        t.same(await at.locator(".cell-changed del").innerText(), "480.00", "the old amount");
        t.same(await at.locator(".cell-changed ins").innerText(), "560.00", "the new one");
    };
    await shows_difference(reviewer);
    t.includes(await words(reviewer), "孙三", "the reviewer sees whose it is");
    await press(reviewer, "approve");

    const visitor = await site.page({ size: "phone" });
    await visitor.goto(`/d/${id}`);
    t.includes(await words(visitor), "4,960.50", "the new total");
    t.includes(await words(visitor), "这条公开更正过：路灯维修的金额少写了八十元");
    t.includes(await words(visitor), "更正了什么");
    await shows_difference(visitor);
    t.includes(await visitor.locator("section[aria-labelledby=h-changes]").innerText(), "孙**", "masked in the difference, too");
    await visitor.locator(`a[href="/d/${id}/revisions/1"]`).first().click();
    await visitor.waitForURL(/revisions\/1/);
    t.includes(await words(visitor), "4,880.50", "the old revision stays readable");
    t.includes(await words(visitor), "这是以前的版本，后来更正过", "and says so");
    await visitor.click("text=看现在的版本");
    t.includes(await words(visitor), "4,960.50", "the new one is a tap away");
    await nobody_reads(t, id, "2023年5月 各项支出", "垃圾清运费", NAMES.concat(NUMBERS));
});

test("columns made for cards, persons and telephones are closed to everybody, whatever program sent them", async (t) => {
    const made = await site.api("village", "POST", "/disclosures", {
        item: "V9", region: VILLAGE, period: "2023-05-24", title: "小桥修缮误工补贴", summary: "三名乡亲误工五天。",
        table: {
            columns: [
                { name: "姓名", type: "person", audience: "public" }, { name: "身份证", type: "id", audience: "public" },
                { name: "银行卡", type: "card", audience: "public" }, { name: "手机", type: "phone", audience: "public" },
                { name: "金额", type: "money", audience: "public" },
            ],
            rows: [["孙三、李四", IDENTITY, CARD, TELEPHONE, "1000.00"]],
        },
    });
    t.same(made.status, 201, JSON.stringify(made.body));
    t.same((await site.api("village", "POST", `/disclosures/${made.body.id}/submit`)).body.state, "submitted", "handed in");
    t.same((await site.api("township", "POST", `/disclosures/${made.body.id}/approve`)).body.state, "published", "approved");
    t.same((await site.api("township", "GET", `/disclosures/${made.body.id}`)).body.table.rows[0][2], CARD, "who reviews sees it");
    await nobody_reads(t, made.body.id, "小桥修缮误工补贴", "1000.00", NAMES.concat(NUMBERS));
    const shown = await site.api(undefined, "GET", `/disclosures/${made.body.id}`);
    t.same(JSON.stringify(shown.body.table.rows[0]), JSON.stringify(["孙**、李**", "—", "—", "—", "1000.00"]), "the row");
});

await site.run();

/*
 * Supervision: an order goes out, the village reports, it is accepted; a clue is recorded, opened, verified, disposed of and
 * closed; the register is read and replaced from a sheet; a patrol's finding becomes an order.
 */
import { start, test, words } from "./harness.mjs";
import { first_link, looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const DISTRICT = "210111000000";

const press = (page, deed) => Promise.all([page.waitForEvent("load"), page.locator(`form[action$="${deed}"] button[type=submit]`).click()]);
const unfold = (page, deed) => page.locator("details.deed", { has: page.locator(`form[action$="${deed}"]`) }).locator("summary").click();

test("an order goes out, the village reports back, it is accepted", async (t) => {
    const inspector = await site.page({ size: "phone", account: "inspector" });
    await inspector.goto("/desk/orders/new");
    await press(inspector, "/orders/new");
    t.same(await inspector.locator("#body-error").count(), 1, "an order has words");
    await inspector.fill("#office", VILLAGE);
    await inspector.fill("#body", "请把三组水井的护栏修好，拍一张照片公开。");
    await press(inspector, "/orders/new");
    const link = new URL(inspector.url()).pathname;
    t.includes(await words(inspector), "待办理");

    const village = await site.page({ size: "phone", account: "village" });
    await village.goto("/desk");
    t.includes(await words(village), "请把三组水井的护栏修好", "it stands on the first page of whoever has to do it");
    await village.goto(link);
    await village.fill("#report", "护栏焊好了，照片已公开。");
    await press(village, "/report");
    t.includes(await words(village), "等交办单位确认");

    await inspector.goto(link);
    t.includes(await words(inspector), "护栏焊好了");
    await unfold(inspector, "/return");
    await press(inspector, "/return");
    t.same(await inspector.locator("#reason-error").count(), 1, "who returns it says why");
    await inspector.goto(link);
    await press(inspector, "/accept");
    t.includes(await words(inspector), "已销号");
});

test("what is overdue is in plain sight", async (t) => {
    const page = await site.page({ size: "desktop", account: "inspector" });
    await page.goto("/desk/orders?view=open");
    t.includes(await page.locator(".q-row .tag-late").first().innerText(), "逾期 2 天");
    await page.locator(".q-row", { hasText: "逾期 2 天" }).first().click();
    await page.waitForSelector(".banner-late");
    t.includes(await page.locator(".banner-late").innerText(), "还没有报告");
});

test("a clue from its record to its outcome; its words come out of a recorded look only", async (t) => {
    const page = await site.page({ size: "phone", account: "inspector" });
    await page.goto("/desk/clues/new");
    await page.fill("#region", VILLAGE);
    await page.fill("#body", "反映发放名单里有两户早就搬走了。");
    await page.fill("#subject", "韩某某");
    await page.locator("input[name=kind][value=wrongdoing]").check({ force: true });
    await press(page, "/clues/new");
    t.check(!(await words(page)).includes("早就搬走了"), "not before it is opened");
    const link = new URL(page.url()).pathname;
    await press(page, "/look");
    t.includes(await words(page), "早就搬走了");
    t.includes(await words(page), "打开看了", "and that is recorded");
    await page.locator("input[name=state][value=verifying]").check({ force: true });
    await press(page, "/step");
    t.includes(await words(page), "核查中");
    await page.locator("input[name=state][value=disposed]").check({ force: true });
    await press(page, "/step");
    t.includes(await words(page), "请先记下对谁作了什么处置");
    t.check(!(await words(page)).includes("早就搬走了"), "a refused form shows no words");
    await page.goto(link);
    await press(page, "/look");
    await unfold(page, "/person");
    await page.fill("#name", "韩某某");
    await page.fill("#office", "村会计");
    await page.selectOption("#measure", "admonition");
    await press(page, "/person");
    t.includes(await words(page), "诫勉");
    await page.locator("input[name=state][value=disposed]").check({ force: true });
    await press(page, "/step");
    await page.locator("input[name=state][value=closed]").check({ force: true });
    await press(page, "/step");
    t.includes(await words(page), "已办结");
    for (const account of ["district", "leader", "operator", "township", "village"]) {
        const other = await site.page({ size: "phone", account });
        const answer = await other.goto(link);
        t.same(answer.status(), 404, `there is no such thing for ${account}`);
    }
});

test("the register: change on the year, and a sheet in its place", async (t) => {
    const page = await site.page({ size: "desktop", account: "inspector" });
    await page.goto(`/desk/petitions/${DISTRICT}`);
    t.includes(await words(page), "−31.01%");
    t.includes(await words(page), "92.31%");
    await page.setInputFiles("#file", { name: "r.csv", mimeType: "text/csv", buffer: Buffer.from("期间,信访举报\n2023-01,40\n2023-13,1\n") });
    await press(page, "/import");
    t.includes(await page.locator("#file-error").innerText(), "第 3 行");
    await page.setInputFiles("#file", { name: "r.csv", mimeType: "text/csv", buffer: Buffer.from("期间,信访举报\n2023-01,40\n") });
    await press(page, "/import");
    t.includes(await words(page), "2023年（1 个月）");
    const leader = await site.page({ size: "desktop", account: "leader" });
    await leader.goto("/desk/petitions");
    t.includes(await words(leader), "−31.01%");
    t.same(await leader.locator("input[type=file]").count(), 0, "who only reads has nothing to send");
});

test("a page goes on today's list with a button; what was found becomes an order", async (t) => {
    const page = await site.page({ size: "phone", account: "inspector" });
    await page.goto("/desk/patrols/new");
    await press(page, "/patrols/new");
    await page.goto(`/r/${VILLAGE}`);
    await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: "记入巡查" }).click()]);
    t.same(await page.inputValue("#place"), VILLAGE, "the page tells which place it is about");
    t.same(await page.inputValue("#path"), `/r/${VILLAGE}`);
    await page.fill("#words", "公示牌倒了没有扶起来。");
    await press(page, "/note");
    t.includes(await words(page), "公示牌倒了");
    await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name: "处理" }).first().click()]);
    await press(page, "/order");
    t.includes(await words(page), "转了督办");
});

const of_first = (list) => first_link(list, "a.q-row");
const opened = async (page) => {
    await page.goto("/desk/clues?view=done");
    await Promise.all([page.waitForEvent("load"), page.locator("a.q-row").first().click()]);
    const answer = page.waitForResponse((one) => one.request().method() === "POST");
    await press(page, "/look");
    return answer;
};

looks(site, [
    ["/desk/orders?view=open", "desk-orders", "inspector"],
    ["/desk/orders", "desk-orders-village", "village"],
    ["/desk/orders/new", "desk-order-new", "leader"],
    [of_first("/desk/orders?view=open"), "desk-order", "inspector"],
    ["/desk/clues", "desk-clues", "inspector"],
    ["/desk/clues/new", "desk-clue-new", "inspector"],
    [of_first("/desk/clues"), "desk-clue-look", "inspector"],
    [opened, "desk-clue", "inspector"],
    ["/desk/petitions", "desk-petitions", "inspector"],
    ["/desk/patrols", "desk-patrols", "inspector"],
    [of_first("/desk/patrols"), "desk-patrol", "inspector"],
]);

await site.run();

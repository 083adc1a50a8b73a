/*
 * A leader's instruction (批示督办): from the page that is read to what comes back. A township reports, what is not enough is
 * returned, then accepted; another is passed on to a village; an opinion and a disclosure lead to the form, too.
 */
import { start, test, words } from "./harness.mjs";
import { looks } from "./looks.mjs";

const site = await start();
const VILLAGE = "210111010203";
const TOWNSHIP = "210111010000";
const DISTRICT = "210111000000";

const press = (page, deed) => Promise.all([page.waitForEvent("load"), page.locator(`form[action$="${deed}"] button[type=submit]`).click()]);
const follow = (page, name) => Promise.all([page.waitForEvent("load"), page.getByRole("link", { name }).first().click()]);
const unfold = (page, deed) => page.locator("details.deed", { has: page.locator(`form[action$="${deed}"]`) }).locator("summary").click();

for (const size of ["phone", "desktop"])
    test(`a leader instructs, the township reports, the leader returns it and accepts (${size})`, async (t) => {
        const leader = await site.page({ size, account: "leader" });
        const body = `请沙河街道月底前把各村公开栏查一遍（${size}）。`;
        await leader.goto(`/r/${TOWNSHIP}`);
        const button = leader.getByRole("link", { name: "批示督办" });
        t.check(await button.isVisible(), "the button is on the page that is read");
        t.check((await button.boundingBox()).y < (size === "phone" ? 700 : 500), "without scrolling");
        await follow(leader, "批示督办");
        t.same(await leader.inputValue("input[name=office]"), TOWNSHIP, "the page tells the place");
        t.includes(await words(leader), "沙河街道", "by its name");
        t.same(await leader.inputValue("input[name=source]"), "instruction");
        await press(leader, "/orders/new");
        t.same(await leader.locator("#body-error").count(), 1, "an instruction has words");
        t.includes(await words(leader), "沙河街道", "the place stays");
        await leader.fill("#body", body);
        await press(leader, "/orders/new");
        const link = new URL(leader.url()).pathname;
        t.includes(await words(leader), "领导批示");
        t.includes(await words(leader), "等办理单位报告");

        const township = await site.page({ size, account: "township" });
        await township.goto("/desk");
        t.includes(await words(township), body, "it stands on the first page of whoever has to do it");
        await township.goto("/desk/orders?view=ours");
        t.includes(await words(township), "领导小组批示", "the list says whose instruction it is");
        await township.goto(link);
        await township.fill("#report", "查了十个村。");
        await press(township, "/report");
        t.includes(await words(township), "等交办单位确认");

        await leader.goto("/desk");
        t.includes(await words(leader), "件报告了，等您确认");
        await Promise.all([leader.waitForEvent("load"), leader.locator(".q-row", { hasText: body }).first().click()]);
        t.includes(await words(leader), "查了十个村。", "the leader reads what was reported");
        await unfold(leader, "/return");
        await leader.fill("#reason", "还有两个村没有查。");
        await press(leader, "/return");
        t.includes(await words(leader), "退回重办");
        await township.goto(link);
        t.includes(await words(township), "还有两个村没有查。");
        await township.fill("#report", "十二个村都查了，照片在附件里。");
        await press(township, "/report");
        await leader.goto(link);
        await press(leader, "/accept");
        t.includes(await words(leader), "已销号");
        await leader.goto("/desk/orders?view=done");
        t.includes(await words(leader), body, "what is at an end stays");
    });

test("a township passes an instruction on; the leader sees what came back from the village", async (t) => {
    const leader = await site.page({ size: "phone", account: "leader" });
    await leader.goto("/desk");
    await follow(leader, "批示督办");
    await leader.fill("#office", TOWNSHIP);
    await leader.fill("#body", "请把水井护栏修好。");
    await press(leader, "/orders/new");
    const above = new URL(leader.url()).pathname;

    const township = await site.page({ size: "phone", account: "township" });
    await township.goto(above);
    await follow(township, "转给村里办");
    t.same(await township.inputValue("#body"), "请把水井护栏修好。", "its words go along");
    t.includes(await words(township), "领导批示 请把水井护栏修好。", "and where it comes from");
    await township.fill("#office", VILLAGE);
    await press(township, "/orders/new");
    const below = new URL(township.url()).pathname;

    const village = await site.page({ size: "phone", account: "village" });
    await village.goto("/desk/orders?view=ours");
    t.includes(await words(village), "转办领导批示", "the village knows what it is");
    await village.goto(below);
    t.same((await village.goto(above)).status(), 404, "the township's own is not the village's");
    await village.goto(below);
    await village.fill("#report", "护栏焊好了。");
    await press(village, "/report");
    await leader.goto(above);
    t.includes(await words(leader), "护栏焊好了。");
    await township.goto(above);
    t.includes(await words(township), "转给下面办的");
});

test("an opinion and a disclosure lead to the form, with their number", async (t) => {
    const leader = await site.page({ size: "phone", account: "leader" });
    for (const [list, kind, source] of [[`/r/${DISTRICT}/opinions`, "/o/", "opinion"], [`/r/${VILLAGE}`, "/d/", "disclosure"]]) {
        await leader.goto(list);
        const path = await leader.locator(`main a[href^="${kind}"]`).first().getAttribute("href");
        await leader.goto(path);
        await follow(leader, "批示督办");
        t.same(await leader.inputValue("input[name=source]"), source);
        t.check(/^[1-9]\d+$/.test(await leader.inputValue("input[name=source_id]")), `the number of ${path}`);
        t.same(await leader.locator(`main dl.facts a[href="${path}"]`).count(), 1, `a way back to ${path}`);
        await leader.fill("#body", `请看一看这件事（${source}）。`);
        await press(leader, "/orders/new");
        t.same(await leader.locator(`main dl.facts a[href="${path}"]`).count(), 1, `the order says where it came from: ${path}`);
    }
    await leader.goto("/desk/orders?view=issued");
    t.includes(await words(leader), "领导小组批示 · 来自群众意见");
});

test("nobody else has the button", async (t) => {
    for (const account of [null, "village", "township", "district", "inspector"]) {
        const page = await site.page({ size: "phone", account });
        await page.goto(`/r/${VILLAGE}`);
        t.same(await page.getByRole("link", { name: "批示督办" }).count(), 0, String(account));
    }
});

looks(site, [
    ["/desk", "desk-leader", "leader"],
    [`/r/${TOWNSHIP}`, "region-leader", "leader"],
    [`/desk/orders/new?office=${TOWNSHIP}&source=instruction`, "desk-instruct", "leader"],
    ["/desk/orders", "desk-orders-leader", "leader"],
]);

await site.run();
